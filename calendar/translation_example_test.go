package calendar_test

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// Who reads French as it is spoken in Switzerland, and otherwise Spanish, gets each title in
// the better of the two in which it is given.
func ExampleCalendar_In() {
	statutes := []calendar.Source{{Document: "Statutes", Paragraph: "4"}}
	cal := calendar.MustNew(calendar.Definition{
		ID: "duties", Title: "Duties", Language: language.English,
		Layers: []calendar.Layer{{ID: "statutes", Said: date.MustParseISO("2023-11-20"), Events: []calendar.Event{
			{
				ID: "report", Title: "Yearly report", Kind: calendar.ReportDue, Status: calendar.Mandated,
				When: calendar.MustParseWhen("[..2026-03-31]"), Sources: statutes,
				Translations: []calendar.Translation{
					{Language: language.French, Title: "Rapport annuel"},
					{Language: language.Spanish, Title: "Informe anual"},
				},
			},
			{
				ID: "visit", Title: "Visit", Kind: calendar.Meeting, Status: calendar.Scheduled,
				When: calendar.MustParseWhen("2026-04-01"), Sources: statutes,
				Translations: []calendar.Translation{{Language: language.Spanish, Title: "Visita"}},
			},
			{
				ID: "ball", Title: "Ball", Kind: calendar.OtherEvent, Status: calendar.Scheduled,
				When: calendar.MustParseWhen("2026-05-02/2026-05-03"), Sources: statutes,
			},
		}}},
	})
	for ev := range cal.In(language.MustParse("fr-CH"), language.Spanish).Events() {
		in := ev.TitleLanguage()
		fmt.Printf("%s: %s, %s\n", in, ev.Title, ev.When.WordsIn(in))
	}
	// Output:
	// fr: Rapport annuel, au plus tard le 31 mars 2026
	// es: Visita, 1 de abril de 2026
	// en: Ball, 2–3 May 2026
}
