package calendar

import (
	"math/bits"
	"time"

	"github.com/rickb777/date/v2"
)

// A Workweek is the set of weekdays on which a place works when there is no holiday: bit
// 1<<d for each [time.Weekday] d. The zero Workweek has no working day, and no place
// keeps it.
type Workweek uint8

// MondayToFriday is the working week of most places; its weekend is Saturday and Sunday.
const MondayToFriday = Workweek(1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday)

// WorkweekOf returns the working week of the weekdays. What is no weekday counts for none.
func WorkweekOf(days ...time.Weekday) Workweek {
	var w Workweek
	for _, d := range days {
		if time.Sunday <= d && d <= time.Saturday {
			w |= 1 << d
		}
	}
	return w
}

// Has reports whether the place works on a weekday.
func (w Workweek) Has(d time.Weekday) bool {
	return time.Sunday <= d && d <= time.Saturday && w&(1<<d) != 0
}

// length returns how many days of a week are working days.
func (w Workweek) length() int { return bits.OnesCount8(uint8(w & allWeek)) }

const allWeek = Workweek(1<<7 - 1)

// before returns how many days of w there are from a fixed Sunday up to the day before d;
// it is negative for days before that Sunday.
func (w Workweek) before(d date.Date) int {
	week, day := weekOf(d)
	return week*w.length() + (w & (1<<day - 1)).length()
}

// day is the reverse of before: it returns the day of w before which there are n.
func (w Workweek) day(n int) date.Date {
	week, rest := floorDiv(n, w.length())
	for day := range 7 {
		if w&(1<<day) == 0 {
			continue
		}
		if rest == 0 {
			return firstSunday + date.Date(7*week+day)
		}
		rest--
	}
	return 0 // not reached: rest is less than the length
}

// firstSunday is a Sunday: day 0 is the Monday 0001-01-01.
const firstSunday = date.Date(-1)

func weekOf(d date.Date) (week, day int) { return floorDiv(int(d-firstSunday), 7) }

func floorDiv(a, b int) (quotient, rest int) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}
