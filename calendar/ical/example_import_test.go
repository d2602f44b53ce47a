package ical_test

import (
	"fmt"
	"os"
	"strings"
	"time"

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
