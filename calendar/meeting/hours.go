package meeting

import (
	"fmt"

	"github.com/convene-cal/convene/calendar"
	"github.com/rickb777/date/v2"
)

// A Clock is a reading of a wall clock, in minutes since 00:00: 0 to 1440, which is 24:00,
// the end of the day. It says what a clock shows and not how long ago midnight was: on a
// day on which the clock is put forward at 02:00, 03:00 is still 180.
type Clock int

// EndOfDay is 24:00.
const EndOfDay Clock = 24 * 60

// At returns the clock reading hour:minute.
func At(hour, minute int) Clock { return Clock(hour*60 + minute) }

// String returns the clock as HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

func (c Clock) valid() bool { return c >= 0 && c <= EndOfDay }

func (c Clock) seconds() int64 { return int64(c) * 60 }

// A ClockRange is the clock readings [From, To). Where To is before From it crosses
// midnight: 22:00 to 06:00. Where both are equal it is empty.
//
// Whether a moment lies in it is told by converting the moment to the zone. So a clock
// time that is skipped when clocks are put forward never comes, and one that comes twice
// when they are put back counts twice.
type ClockRange struct {
	From, To Clock
}

// String returns the range as HH:MM-HH:MM.
func (r ClockRange) String() string { return r.From.String() + "-" + r.To.String() }

func (r ClockRange) valid() bool { return r.From.valid() && r.To.valid() }

// Hours are the hours that somebody works, on the clock of their own zone.
type Hours struct {
	// Week has the ranges of each day of the week, by [time.Weekday]. They may overlap. One
	// that crosses midnight belongs to the day on which it begins.
	Week [7][]ClockRange

	// Except has dates with hours of their own, each date once, in any order. They take the
	// place of the ranges of the week that begin on that date; what began the evening before
	// goes on. A date that is excepted is no holiday.
	Except []DayHours
}

// DayHours are the hours of one date, in the zone of whoever works them. Without ranges
// nothing begins on that date.
type DayHours struct {
	Date   date.Date
	Ranges []ClockRange
}

// Weekdays returns hours that are the same from Monday to Friday, and none at the weekend.
func Weekdays(ranges ...ClockRange) *Hours {
	h := new(Hours)
	for d := 1; d <= 5; d++ {
		h.Week[d] = ranges
	}
	return h
}

// Daily returns hours that are the same on each day of the week.
func Daily(ranges ...ClockRange) *Hours {
	h := new(Hours)
	for d := range h.Week {
		h.Week[d] = ranges
	}
	return h
}

// HolidayDates returns the days of lists of holidays as [Participant] takes them. The error
// is a [*calendar.CoverageError] if there is a day in [from, to) for which none of the
// lists speaks: whether that is a holiday is then not known. Place names the place in it.
func HolidayDates(place string, from, to date.Date, lists ...calendar.HolidayList) ([]date.Date, error) {
	var dates []date.Date
	for d := from; d < to; d++ {
		covered := false
		for _, l := range lists {
			covered = covered || (l.From <= d && d < l.To)
		}
		if !covered {
			return nil, &calendar.CoverageError{Place: place, Day: d}
		}
	}
	for _, l := range lists {
		for _, h := range l.Days {
			dates = append(dates, h.Day)
		}
	}
	return dates, nil
}
