package ical_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ical"
)

// What happens this week in this .ics file?
func ExampleInstances() {
	file, err := os.Open("testdata/office.ics")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	doc, err := ical.Read(file, ical.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	geneva, _ := time.LoadLocation("Europe/Zurich")
	monday := time.Date(2026, time.November, 23, 0, 0, 0, 0, geneva)
	for i := range ical.Instances(doc.Calendars[0], monday, monday.AddDate(0, 0, 7), ical.ImportOptions{}) {
		fmt.Println(i.Start.In(geneva).Format("Mon 15:04"), i.Event.Title, i.Event.Status)
	}
	// Output:
	// Mon 10:00 Weekly briefing scheduled
	// Wed 00:00 International Day for the Elimination of Violence against Women scheduled
	// Thu 16:30 Call with New York cancelled
	// Fri 09:00 Visit of the committee scheduled
}

// Is it a holiday, by somebody's .ics?
func ExampleReadCalendar() {
	feed := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Holidays//EN
X-WR-CALNAME:Official holidays
BEGIN:VEVENT
UID:new-year
DTSTAMP:20250101T000000Z
DTSTART;VALUE=DATE:20250101
RRULE:FREQ=YEARLY
SUMMARY:New Year's Day
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	holidays, err := ical.ReadCalendar(strings.NewReader(feed), ical.ReadOptions{}, ical.ImportOptions{Kind: calendar.Observance})
	if err != nil {
		fmt.Println(err)
		return
	}
	for e := range holidays.Calendar.On(date.New(2027, time.January, 1)) {
		fmt.Println(e.Title, "–", e.ID)
	}
	// Output:
	// New Year's Day – new-year/2027-01-01
}

// Move one meeting in somebody else's file, and leave all else in it as it is.
func ExampleImport_Apply() {
	file, err := os.Open("testdata/office.ics")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	office, err := ical.ReadCalendar(file, ical.ReadOptions{}, ical.ImportOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	visit := office.Calendar.Next(date.New(2026, time.November, 27), 1)[0]
	changed := office.Definition
	changed.Layers = append(changed.Layers, calendar.Layer{
		ID: "changes", Said: date.New(2026, time.November, 24),
		Statements: []calendar.Statement{{
			ID: "later", Of: visit.ID, When: calendar.On(date.New(2026, time.November, 30)),
			Sources: []calendar.Source{{Document: "Message of the secretariat"}},
		}},
	})
	changed.Revision = time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)
	cal, err := calendar.New(changed)
	if err != nil {
		fmt.Println(err)
		return
	}
	model, err := office.Apply(cal)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range model.Components {
		if c != office.Model.Components[i] {
			event := c.(*ics.VEvent)
			fmt.Println(event.Id(), event.GetProperty("DTSTART").Value, "SEQUENCE", event.GetProperty("SEQUENCE").Value)
		}
	}
	// Output:
	// visit@example.org 20261130 SEQUENCE 1
}

// What repeats in somebody's calendar, and by which rule?
func ExampleEntries() {
	doc, err := ical.Read(strings.NewReader(strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VEVENT
UID:board@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260115
RRULE:FREQ=MONTHLY;BYDAY=3TH
SUMMARY:Board
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")), ical.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	entries, _ := ical.Entries(doc.Calendars[0], ical.ImportOptions{})
	for _, e := range entries {
		fmt.Println(e.UID, e.Repeats(), e.Set.Rules[0].DescribeFrom(e.Set.Start))
	}
	// Output: board@example.org true the third Thursday of every month
}
