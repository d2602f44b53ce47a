package ical_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ical"
)

// unfolded shows a feed with its folded lines in one piece.
type unfolded struct{}

func (unfolded) Write(b []byte) (int, error) {
	fmt.Print(strings.NewReplacer("\r\n ", "", "\r\n", "\n").Replace(string(b)))
	return len(b), nil
}

func ExampleFromCalendar() {
	cal := calendar.MustNew(calendar.Definition{
		ID: "example", Title: "Appraisals", Revision: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC),
		Layers: []calendar.Layer{{
			ID: "resolution", Said: date.New(2021, time.December, 16),
			Events: []calendar.Event{{
				ID: "appraisal-80", Title: "Appraisal at the 80th session", Kind: calendar.HighLevelMeeting, Status: calendar.Mandated,
				When:    calendar.MustParseWhen("[2025-09-30..2025-12-31]"),
				Sources: []calendar.Source{{Document: "A/RES/76/186", Paragraph: "op 5", URL: "https://undocs.org/A/RES/76/186"}},
			}},
		}},
	})
	feed, err := ical.FromCalendar(cal, ical.FeedOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := ical.Encode(unfolded{}, feed); err != nil {
		fmt.Println(err)
	}
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//Convene//Convene//EN
	// CALSCALE:GREGORIAN
	// LAST-MODIFIED:20261123T000000Z
	// NAME:Appraisals
	// X-WR-CALNAME:Appraisals
	// REFRESH-INTERVAL;VALUE=DURATION:P1D
	// X-PUBLISHED-TTL:P1D
	// BEGIN:VEVENT
	// UID:3cbd1317-031c-54a5-a786-1fd79621d25e
	// DTSTAMP:20211216T000000Z
	// LAST-MODIFIED:20211216T000000Z
	// SEQUENCE:0
	// DTSTART;VALUE=DATE:20251231
	// DTEND;VALUE=DATE:20260101
	// SUMMARY:Latest day: Appraisal at the 80th session
	// DESCRIPTION:Between 30 September and 31 December 2025.\nMandated\; its day is not yet set.\n\nWho says so:\n- 16 December 2021 (inferred): A/RES/76/186\, op 5 – between 30 September and 31 December 2025\; mandated\n\nID: appraisal-80
	// URL:https://undocs.org/A/RES/76/186
	// STATUS:TENTATIVE
	// TRANSP:TRANSPARENT
	// X-MICROSOFT-CDO-BUSYSTATUS:FREE
	// CATEGORIES:High-level meeting
	// X-CONVENE-ID:appraisal-80
	// X-CONVENE-KIND:high-level-meeting
	// X-CONVENE-STATUS:mandated
	// X-CONVENE-WHEN:[2025-09-30..2025-12-31]
	// END:VEVENT
	// END:VCALENDAR
}

// A reader who prefers French, as it is spoken in Canada, and can read Spanish.
func ExampleFeedOptions_languages() {
	cal := calendar.MustNew(calendar.Definition{
		ID: "example", Title: "Duties", Language: language.English,
		Translations: []calendar.Translation{{Language: language.French, Title: "Obligations"}},
		Layers: []calendar.Layer{{
			ID: "rules", Said: date.New(2021, time.December, 16),
			Events: []calendar.Event{{
				ID: "report", Title: "Yearly report", Kind: calendar.ReportDue, Status: calendar.Mandated,
				When: calendar.MustParseWhen("[..2026-03-31]"), Sources: []calendar.Source{{Document: "Rules", Paragraph: "3"}},
				Translations: []calendar.Translation{{Language: language.French, Title: "Rapport annuel"}},
			}, {
				ID: "visit", Title: "Visit", Kind: calendar.Meeting, Status: calendar.Scheduled,
				When: calendar.MustParseWhen("2026-04-01"), Sources: []calendar.Source{{Document: "Rules", Paragraph: "4"}},
				Translations: []calendar.Translation{{Language: language.Spanish, Title: "Visita"}},
			}},
		}},
	})
	feed, err := ical.FromCalendar(cal, ical.FeedOptions{Languages: []language.Tag{language.CanadianFrench, language.Spanish}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(feed.CalendarProperties[4].Value)
	for _, e := range feed.Events() {
		summary := e.GetProperty(ics.ComponentPropertySummary)
		fmt.Println(summary.ICalParameters["LANGUAGE"][0], summary.Value)
	}
	// Output:
	// Obligations
	// fr Dernier jour : Rapport annuel
	// es Visita
}

// A calendar made with golang-ical is written by Encode instead of its own SerializeTo.
func ExampleEncode() {
	cal := ics.NewCalendarFor("example")
	event := cal.AddEvent("0c8b0f0e-8f5e-5f7e-9d0a-0d5a5b1c2d3e")
	event.SetDtStampTime(time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC))
	event.SetAllDayStartAt(time.Date(2014, time.July, 30, 0, 0, 0, 0, time.UTC))
	event.SetSummary("World Day\nagainst Trafficking in Persons")
	event.AddAttendee("doe@example.org", ics.WithCN(`Jane "JD" Doe, Vienna`))
	event.AddCategory(ical.TextList("Observance", "Vienna, Austria"))
	if err := ical.Encode(unfolded{}, cal); err != nil {
		fmt.Println(err)
	}
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//example//Golang ICS Library
	// BEGIN:VEVENT
	// UID:0c8b0f0e-8f5e-5f7e-9d0a-0d5a5b1c2d3e
	// DTSTAMP:20261123T000000Z
	// DTSTART;VALUE=DATE:20140730
	// SUMMARY:World Day\nagainst Trafficking in Persons
	// CATEGORIES:Observance,Vienna\, Austria
	// ATTENDEE;CN="Jane ^'JD^' Doe, Vienna":mailto:doe@example.org
	// END:VEVENT
	// END:VCALENDAR
}

// The same calendar as JSON, for programs.
func ExampleEncodeJCal() {
	cal := ics.NewCalendarFor("example")
	event := cal.AddEvent("0c8b0f0e-8f5e-5f7e-9d0a-0d5a5b1c2d3e")
	event.SetProperty(ics.ComponentPropertyDtstamp, "20261123T000000Z")
	event.SetAllDayStartAt(time.Date(2014, time.July, 30, 0, 0, 0, 0, time.UTC))
	event.AddRrule("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30")
	event.AddCategory(ical.TextList("Observance", "Vienna, Austria"))
	if err := ical.EncodeJCal(os.Stdout, cal); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ["vcalendar",[
	// ["version",{},"text","2.0"],
	// ["prodid",{},"text","-//example//Golang ICS Library"]],[
	// ["vevent",[
	// ["uid",{},"text","0c8b0f0e-8f5e-5f7e-9d0a-0d5a5b1c2d3e"],
	// ["dtstamp",{},"date-time","2026-11-23T00:00:00Z"],
	// ["dtstart",{},"date","2014-07-30"],
	// ["rrule",{},"recur",{"freq":"YEARLY","bymonth":7,"bymonthday":30}],
	// ["categories",{},"text","Observance","Vienna, Austria"]],[]]]]
}

// What cannot be written is an error that says where it is.
func ExampleValidate() {
	cal := ics.NewCalendarFor("example")
	event := cal.AddEvent("1")
	event.SetAllDayStartAt(time.Date(2014, time.July, 30, 0, 0, 0, 0, time.UTC))
	event.SetURL("https://example.org/\r\nSUMMARY:injected")
	fmt.Println(ical.Validate(cal))
	// Output:
	// ical: VCALENDAR/VEVENT[0] (UID "1"): URL: control character at byte 20 of "https://example.org/\r\nSUMMARY:injected"
	// ical: VCALENDAR/VEVENT[0] (UID "1"): DTSTAMP is missing
}

func ExampleTimezone() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	first := time.Date(2026, time.November, 24, 10, 0, 0, 0, newYork)
	zone, err := ical.Timezone(newYork, first, first.AddDate(1, 0, 0))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range zone.SubComponents() {
		for _, p := range c.UnknownPropertiesIANAProperties() {
			fmt.Printf("%s:%s\n", p.IANAToken, p.Value)
		}
	}
	// Output:
	// DTSTART:20261101T020000
	// RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
	// TZOFFSETFROM:-0400
	// TZOFFSETTO:-0500
	// TZNAME:EST
	// DTSTART:20270314T020000
	// RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
	// TZOFFSETFROM:-0500
	// TZOFFSETTO:-0400
	// TZNAME:EDT
}

// Which zone does a Windows program mean?
func ExampleWindowsZone() {
	fmt.Println(ical.WindowsZone("W. Europe Standard Time"))
	fmt.Println(ical.WindowsZone("Atlantis Standard Time"))
	// Output:
	// Europe/Berlin true
	//  false
}

// The UID of an event follows from its ID alone, so that an event which moves is the same
// to those who subscribe.
func ExampleUID() {
	fmt.Println(ical.UID("a-res-76-186", "gap-appraisal-80"))
	// Output: 198e008d-cc5a-532c-a2d4-29d834f89ce2
}
