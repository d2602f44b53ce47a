package ical

import (
	"fmt"
	"strings"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

// How many onsets a yearly rule must give to be worth one: few if it is a rule that all
// readers know, more if it is weekdayBeforeYearEnd.
const (
	minRun     = 3
	minRareRun = 15
)

// longestRun returns how many of the onsets, from the first, one yearly rule gives in
// years one after the other, and that rule; 1 and no rule if none gives enough. The
// onsets, of which there is at least one, have the same time of day.
func longestRun(onsets []onset) (n int, rule string) {
	n = 1
	first := onsets[0].wall()
	patterns := [...]pattern{
		&nthWeekday{first.Month(), first.Weekday(), (first.Day()-1)/7 + 1},
		&lastWeekday{first.Month(), first.Weekday()},
		&monthDay{first.Month(), first.Day()},
		&weekdayFrom{month: first.Month(), weekday: first.Weekday(), lo: 1, hi: daysInMonth(2001, first.Month()) - 6},
		&weekdayBeforeYearEnd{weekday: first.Weekday(), lo: 7, hi: 306},
	}
	for i, p := range patterns {
		enough := minRun
		if i == len(patterns)-1 {
			enough = minRareRun
		}
		length := 0
		for length < len(onsets) {
			w := onsets[length].wall()
			if w.Year() != first.Year()+length || !p.admit(w) {
				break
			}
			length++
		}
		if length > n && length >= enough {
			n, rule = length, p.rule()
		}
	}
	return n, rule
}

// A pattern is a yearly rule of which not all may be known yet.
type pattern interface {
	// admit reports whether the rule can give day besides all that it has admitted,
	// and if so takes note of it.
	admit(day time.Time) bool
	// rule returns a rule that gives what has been admitted.
	rule() string
}

// nthWeekday is the n-th weekday of a month.
type nthWeekday struct {
	month   time.Month
	weekday time.Weekday
	n       int
}

func (p *nthWeekday) admit(day time.Time) bool {
	return day.Month() == p.month && day.Weekday() == p.weekday && (day.Day()-1)/7+1 == p.n && p.n < 5
}

func (p *nthWeekday) rule() string {
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", p.month, p.n, dayName(p.weekday))
}

// lastWeekday is the last weekday of a month.
type lastWeekday struct {
	month   time.Month
	weekday time.Weekday
}

func (p *lastWeekday) admit(day time.Time) bool {
	return day.Month() == p.month && day.Weekday() == p.weekday && day.Day()+7 > daysInMonth(day.Year(), p.month)
}

func (p *lastWeekday) rule() string {
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=-1%s", p.month, dayName(p.weekday))
}

// monthDay is a day of a month, the 29th of February not among them.
type monthDay struct {
	month time.Month
	day   int
}

func (p *monthDay) admit(day time.Time) bool { return day.Month() == p.month && day.Day() == p.day }

func (p *monthDay) rule() string {
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=%d", p.month, p.day)
}

// weekdayFrom is the first weekday from some day of a month on, which is in lo to hi.
type weekdayFrom struct {
	month   time.Month
	weekday time.Weekday
	lo, hi  int
}

func (p *weekdayFrom) admit(day time.Time) bool {
	lo, hi := max(p.lo, day.Day()-6), min(p.hi, day.Day())
	if day.Month() != p.month || day.Weekday() != p.weekday || lo > hi {
		return false
	}
	p.lo, p.hi = lo, hi
	return true
}

func (p *weekdayFrom) rule() string {
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%s;BYMONTHDAY=%s", p.month, dayName(p.weekday), sevenFrom(p.lo))
}

// weekdayBeforeYearEnd is the last weekday up to some day of the year, counted from the
// end, which is in lo to hi. It is for onsets that fall in one of two months. Counted so,
// the days from March on have the same number in all years.
type weekdayBeforeYearEnd struct {
	weekday time.Weekday
	lo, hi  int // 1 is 31 December
}

func (p *weekdayBeforeYearEnd) admit(day time.Time) bool {
	fromEnd := 366 - day.YearDay()
	if daysInMonth(day.Year(), time.February) == 29 {
		fromEnd++
	}
	lo, hi := max(p.lo, fromEnd), min(p.hi, fromEnd+6)
	if day.Weekday() != p.weekday || lo > hi {
		return false
	}
	p.lo, p.hi = lo, hi
	return true
}

func (p *weekdayBeforeYearEnd) rule() string {
	return fmt.Sprintf("FREQ=YEARLY;BYDAY=%s;BYYEARDAY=%s", dayName(p.weekday), sevenFrom(-p.lo))
}

// sevenFrom returns the seven numbers from n on.
func sevenFrom(n int) string {
	var b strings.Builder
	for i := range 7 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprint(&b, n+i)
	}
	return b.String()
}

func dayName(d time.Weekday) string { return recurrence.WeekdayOf(d).String() }

func daysInMonth(year int, m time.Month) int { return daysIn(year, int(m)) }
