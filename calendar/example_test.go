package calendar_test

import (
	"fmt"
	"os"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// harbour is a calendar of a harbour authority: what its order says, and what was
// announced later.
var harbour = calendar.MustNew(calendar.Definition{
	ID:       "harbour-order",
	Title:    "Duties under the harbour order",
	Revision: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC),
	Layers: []calendar.Layer{
		{
			ID: "order", Title: "The order", Said: date.New(2024, time.May, 6),
			Series: []calendar.Series{{
				ID: "inspection", Title: "Inspection of the quays", Kind: calendar.Deadline, Status: calendar.Mandated,
				Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;BYMONTH=9;BYDAY=-1FR")},
				Sources: []calendar.Source{{Document: "Order 12/2024", Paragraph: "art. 3"}},
			}},
			Events: []calendar.Event{{
				ID: "dredging-report", Title: "Report on dredging", Kind: calendar.ReportDue, Status: calendar.Mandated,
				When:    calendar.NotAfter(date.New(2026, time.June, 30)),
				Sources: []calendar.Source{{Document: "Order 12/2024", Paragraph: "art. 5"}},
			}},
		},
		{
			ID: "later", Title: "What became known later", Said: date.New(2026, time.March, 2),
			Statements: []calendar.Statement{{
				ID: "dredging-hearing", Of: "dredging-report", Status: calendar.Scheduled,
				When:    calendar.On(date.New(2026, time.May, 18)),
				Sources: []calendar.Source{{Document: "Notice 3/2026", SaidOn: date.New(2026, time.February, 20)}},
			}},
		},
	},
})

func ExampleCalendar_Next() {
	today := date.New(2026, time.April, 1)
	for _, e := range harbour.Next(today, 3) {
		days, _ := e.DaysToLatest()
		fmt.Printf("%s: %s, %d days left, %s (%s)\n", e.When.Words(), e.Title, days, e.Status, calendar.Cite(e.WhenSources()))
	}
	// Output:
	// 18 May 2026: Report on dredging, 47 days left, scheduled (Notice 3/2026)
	// 25 September 2026: Inspection of the quays, 177 days left, mandated (Order 12/2024, art. 3)
	// 24 September 2027: Inspection of the quays, 541 days left, mandated (Order 12/2024, art. 3)
}

func ExampleCalendar_AsOf() {
	for _, day := range []date.Date{date.New(2025, time.January, 1), date.New(2026, time.March, 1)} {
		report, _ := harbour.AsOf(day).Event("dredging-report")
		fmt.Printf("known on %s: %s, %s\n", day, report.When, report.Status)
	}
	// Output:
	// known on 2025-01-01: [..2026-06-30], mandated
	// known on 2026-03-01: 2026-05-18, scheduled
}

// What became known between two days?
func ExampleDiff() {
	lastWeek, today := date.New(2026, time.February, 18), date.New(2026, time.February, 25)
	changes := calendar.Diff(harbour.AsOf(lastWeek), harbour.AsOf(today))
	for _, change := range changes.Events {
		fmt.Println(change)
	}
	if err := changes.WriteText(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// dated, scheduled: Report on dredging, not after 30 June 2026 → 18 May 2026 (Notice 3/2026)
	// dated, scheduled: Report on dredging (dredging-report)
	//   when: not after 30 June 2026 → 18 May 2026
	//   status: mandated → scheduled
	//   said: 2026-02-20, Notice 3/2026
}

// Which reminders are due this morning, after a weekend on which nothing ran?
func ExampleCalendar_Crossings() {
	leads := []calendar.Lead{calendar.DaysBefore(90), calendar.DaysBefore(30), calendar.DaysBefore(7), calendar.DaysBefore(1)}
	friday, monday := date.New(2026, time.April, 17), date.New(2026, time.April, 20)
	due, err := harbour.Crossings(friday, monday, leads)
	if err != nil {
		fmt.Println(err)
	}
	for _, x := range due {
		fmt.Printf("%s: %s before %s, %s (since %s)\n", x.Title, x.Lead, x.Due, x.Status, x.On)
	}
	// Output: Report on dredging: 30 days before 2026-05-18, scheduled (since 2026-04-18)
}

func ExampleCalendar_Between() {
	today := date.New(2026, time.April, 1)
	from, to := date.New(2028, time.January, 1), date.New(2030, time.January, 1)
	for e := range harbour.Between(today, from, to, calendar.OfKind(calendar.Deadline)) {
		fmt.Println(e.ID, e.When)
	}
	// Output:
	// inspection/2028-09-29 2028-09-29
	// inspection/2029-09-28 2029-09-28
}

func ExampleParseWhen() {
	for _, text := range []string{"2025-11-24/2025-11-25", "[2025-09-30..2025-12-31]", "2026?", "[..2013-07]"} {
		w, err := calendar.ParseWhen(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		due, _ := w.Due()
		fmt.Printf("%s: due %s\n", w.Words(), due)
	}
	_, err := calendar.ParseWhen("2025-02-29")
	fmt.Println(err)
	// Output:
	// 24–25 November 2025: due 2025-11-24
	// between 30 September and 31 December 2025: due 2025-12-31
	// in 2026 (projected): due 2026-12-31
	// not after July 2013: due 2013-07-31
	// calendar: parse when "2025-02-29": at byte 8: day 29 is outside 1 to 28
}

func ExampleCadence() {
	// A congress is held every five years, from 2021 on.
	congress := calendar.Cadence{Periods: "year", First: 2021, Every: 5}
	fmt.Println(congress.Words())
	// Output: every 5 years from 2021 on
}

// A committee meets every other Tuesday at 10:00 in Geneva, not on 24 November, and once
// more on a Friday.
func ExampleBySet() {
	set, err := recurrence.ParseSet(`DTSTART;TZID=Europe/Zurich:20261027T100000
DURATION:PT2H
RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4
EXDATE;TZID=Europe/Zurich:20261124T100000
RDATE;TZID=Europe/Zurich:20261127T140000`)
	if err != nil {
		fmt.Println(err)
		return
	}
	committee := calendar.MustNew(calendar.Definition{ID: "committee", Title: "Committee", Layers: []calendar.Layer{{
		ID: "calendar", Said: date.New(2026, time.October, 1),
		Series: []calendar.Series{{
			ID: "meeting", Title: "Meeting of the committee", Kind: calendar.Meeting, Status: calendar.Scheduled,
			Pattern: calendar.BySet{Set: set}, Sources: []calendar.Source{{Document: "COM/2026/1"}},
		}},
	}}})
	for _, e := range committee.Next(date.New(2026, time.November, 11), 2) {
		fmt.Println(e.When.Words(), "–", e.ID)
	}
	// Output:
	// 27 November 2026, 14:00–16:00 Europe/Zurich – meeting/2026-11-27T13:00:00Z
	// 8 December 2026, 10:00–12:00 Europe/Zurich – meeting/2026-12-08T09:00:00Z
}

// What do several mandates ask of the office together, and which of them ask for the same?
func ExampleMerge() {
	town := calendar.MustNew(calendar.Definition{
		ID: "town-charter", Title: "Duties under the town charter",
		Layers: []calendar.Layer{{
			ID: "charter", Said: date.New(2025, time.January, 7),
			Events: []calendar.Event{
				{
					ID: "budget", Title: "Budget of the town", Kind: calendar.ReportDue, Status: calendar.Mandated,
					When:    calendar.NotAfter(date.New(2026, time.September, 1)),
					Sources: []calendar.Source{{Document: "Charter", Paragraph: "art. 9"}},
				},
				{
					ID: "dredging", Title: "Dredging of the harbour is reported on", Kind: calendar.ReportDue, Status: calendar.Scheduled,
					When:    calendar.On(date.New(2026, time.May, 18)),
					Sources: []calendar.Source{{Document: "Order 12/2024", Paragraph: "art. 5"}},
				},
			},
		}},
	})
	for _, e := range calendar.Merge(harbour, town).Next(date.New(2026, time.April, 1), 3) {
		fmt.Printf("%s: %s, asked for by", e.When.Words(), e.Title)
		for _, o := range e.In {
			fmt.Print(" ", o.Calendar.ID())
		}
		fmt.Println()
	}
	// Output:
	// 18 May 2026: Report on dredging, asked for by harbour-order town-charter
	// not after 1 September 2026: Budget of the town, asked for by town-charter
	// 25 September 2026: Inspection of the quays, asked for by harbour-order
}

// What is overdue, and for how long?
func ExampleCalendar_Overdue() {
	for e := range harbour.Overdue(date.New(2026, time.June, 1)) {
		days, _ := e.DaysToLatest()
		fmt.Printf("%s was due on %s, %d days ago\n", e.Title, e.When.Words(), -days)
	}
	// Output:
	// Inspection of the quays was due on 27 September 2024, 612 days ago
	// Inspection of the quays was due on 26 September 2025, 248 days ago
	// Report on dredging was due on 18 May 2026, 14 days ago
}

// What was there about dredging?
func ExampleMatching() {
	for e := range harbour.Between(date.New(2026, time.April, 1), date.New(2026, time.January, 1), date.New(2027, time.January, 1), calendar.Matching("DREDGING order")) {
		fmt.Printf("%s: %s (%s)\n", e.When.Words(), e.Title, calendar.Cite(e.Sources))
	}
	// Output: 18 May 2026: Report on dredging (Order 12/2024, art. 5; Notice 3/2026)
}

// A calendar of one report and a day of every year, from the text that asks for them.
func ExampleNew() {
	resolution := func(paragraph string) []calendar.Source {
		return []calendar.Source{{Document: "F/RES/12/2025", Paragraph: paragraph}}
	}
	cal, err := calendar.New(calendar.Definition{
		ID: "forum-2025", Title: "Duties under resolution 12/2025",
		Layers: []calendar.Layer{{
			ID: "resolution", Said: date.New(2025, time.December, 10),
			Events: []calendar.Event{{
				ID: "work-plan", Title: "Work plan", Kind: calendar.Deadline, Status: calendar.Mandated,
				When: calendar.MustParseWhen("[..2026-06]"), Sources: resolution("op 4"),
			}},
			Series: []calendar.Series{{
				ID: "progress", Title: "Progress report", Each: "Progress report {n}", Kind: calendar.ReportDue, Status: calendar.Mandated,
				Pattern: calendar.Cadence{Periods: "year", First: 2026, Every: 2}, Sources: resolution("op 5"),
			}},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range cal.Next(date.New(2026, time.January, 8), 2) {
		fmt.Printf("%s: %s\n", e.When.Words(), e.Title)
	}

	_, err = calendar.New(calendar.Definition{ID: "Forum 2025"})
	fmt.Println(err)
	// Output:
	// not after June 2026: Work plan
	// in 2026: Progress report 2026
	// calendar: id: "Forum 2025" is not an ID: it needs letters, digits, dots, hyphens or underscores, at most 200
	// calendar: title: is missing
}

// What falls, or may fall, on a day? The report has only a last day then.
func ExampleCalendar_On() {
	known := harbour.AsOf(date.New(2026, time.January, 15))
	for e := range known.On(date.New(2026, time.June, 30)) {
		fmt.Println(e.Title, e.When)
	}
	// Output: Report on dredging [..2026-06-30]
}

// When is the next of a series?
func ExampleCalendar_NextOf() {
	next, ok := harbour.NextOf("inspection", date.New(2026, time.October, 1))
	fmt.Println(next.When, ok)
	// Output: 2027-09-24 true
}

// How well is a day known, and what may fall on it?
func ExampleWhen() {
	window := calendar.Between(date.New(2025, time.September, 30), date.New(2025, time.December, 31))
	due, _ := window.Due()
	fmt.Println(window, "is due by", due)
	fmt.Println("known to the day:", window.IsExact())
	fmt.Println("may fall on 24 November:", window.MayFallOn(date.New(2025, time.November, 24)))
	fmt.Println("says more:", calendar.On(date.New(2025, time.November, 24)).Refines(window))
	// Output:
	// [2025-09-30..2025-12-31] is due by 2025-12-31
	// known to the day: false
	// may fall on 24 November: true
	// says more: true
}

// The days of a reader's language.
func ExampleWhen_WordsIn() {
	when := calendar.MustParseWhen("2026?")
	for _, l := range []language.Tag{language.English, language.French, language.Spanish} {
		fmt.Println(when.WordsIn(l))
	}
	// Output:
	// in 2026 (projected)
	// en 2026 (prévision)
	// en 2026 (previsión)
}

// What has no date, so that somebody can ask for one?
func ExampleCalendar_Undated() {
	cal := calendar.MustNew(calendar.Definition{ID: "charter", Title: "Charter", Layers: []calendar.Layer{{
		ID: "text", Said: date.New(2026, time.January, 7),
		Events: []calendar.Event{{
			ID: "ratification", Title: "States are urged to ratify", Kind: calendar.Deadline, Status: calendar.Mandated,
			LeavesOpen: []string{"any date"}, Sources: []calendar.Source{{Document: "Charter", Paragraph: "art. 1"}},
		}},
	}}})
	for e := range cal.Undated(date.New(2026, time.April, 1)) {
		fmt.Println(e.Title, e.LeavesOpen, e.Status)
	}
	// Output: States are urged to ratify [any date] mandated
}

// Filters are functions of an entry, the caller's own among them.
func ExampleNot() {
	today := date.New(2026, time.April, 1)
	soon := func(e calendar.Entry) bool {
		days, ok := e.DaysToLatest()
		return ok && days <= 60
	}
	for _, e := range harbour.Next(today, 5, soon, calendar.Not(calendar.OfKind(calendar.Meeting))) {
		fmt.Println(e.When, e.Title)
	}
	// Output: 2026-05-18 Report on dredging
}

// Reminders by working days: three before it, whatever weekend lies between.
func ExampleWorkdaysBefore() {
	weekdays, err := calendar.NewWorkdays("the harbour office", calendar.MondayToFriday, calendar.NoHolidays)
	if err != nil {
		fmt.Println(err)
		return
	}
	lead := calendar.WorkdaysBefore(3, weekdays)
	day, err := lead.Before(date.New(2026, time.May, 18))
	fmt.Println(lead, "is on", day, err)
	// Output: 3 working days in the harbour office is on 2026-05-13 <nil>
}
