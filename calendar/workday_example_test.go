package calendar_test

import (
	"fmt"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// By when must the last of ten working days begin, before a Monday in Vienna? And what of
// a year for which nobody has a list yet?
func ExampleWorkdays() {
	vienna, err := calendar.NewWorkdays("UN Vienna", calendar.MondayToFriday, calendar.HolidayList{
		From: date.New(2023, time.January, 1), To: date.New(2024, time.January, 1),
		Days: []calendar.Holiday{
			{Day: date.New(2023, time.April, 7), Name: "Good Friday"},
			{Day: date.New(2023, time.April, 10), Name: "Easter Monday"},
			{Day: date.New(2023, time.April, 24), Name: "Eid al-Fitr"},
			// … and so on to the end of the year
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	day, err := vienna.Add(date.New(2023, time.April, 17), -10)
	fmt.Println(day.Weekday(), day, err)
	_, err = vienna.Next(date.New(2023, time.December, 31))
	fmt.Println(err)
	// Output:
	// Thursday 2023-03-30 <nil>
	// calendar: no list of holidays of UN Vienna reaches 2024-01-01; there are lists for 2023
}

// The public holidays of Austria, by the rules that github.com/rickar/cal keeps.
func ExampleYearlyHolidays() {
	name := func(h *cal.Holiday) string { return h.Name }
	austria, err := calendar.NewWorkdays("Austria", calendar.MondayToFriday, calendar.YearlyHolidays(2026, 2030, at.Holidays, name))
	if err != nil {
		fmt.Println(err)
		return
	}
	day, _ := austria.Next(date.New(2026, time.December, 24))
	holiday, _ := austria.HolidayOn(date.New(2026, time.December, 25))
	fmt.Println(day.Weekday(), day, holiday.Name)
	// Output:
	// Monday 2026-12-28 Christtag
}
