package ical_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ical"
)

// The holidays of an office come as an .ics file, for one year: which day is three working
// days before the first of June?
func ExampleReadCalendar_holidays() {
	const file = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Office//Holidays 2026//EN
BEGIN:VEVENT
UID:whit-monday@office.example
DTSTAMP:20251101T120000Z
DTSTART;VALUE=DATE:20260525
SUMMARY:Whit Monday
END:VEVENT
BEGIN:VEVENT
UID:retreat@office.example
DTSTAMP:20251101T120000Z
DTSTART;VALUE=DATE:20260527
DTEND;VALUE=DATE:20260529
SUMMARY:Office retreat
END:VEVENT
END:VCALENDAR
`
	im, err := ical.ReadCalendar(strings.NewReader(file), ical.ReadOptions{}, ical.ImportOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	holidays, err := calendar.HolidaysOf(im.Calendar, date.New(2026, time.January, 1), date.New(2027, time.January, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	office, err := calendar.NewWorkdays("the office", calendar.MondayToFriday, holidays)
	if err != nil {
		fmt.Println(err)
		return
	}
	day, err := office.Add(date.New(2026, time.June, 1), -3)
	fmt.Println(day.Weekday(), day, err)
	// Output:
	// Friday 2026-05-22 <nil>
}
