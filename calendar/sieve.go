package calendar

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// A sieve tells of a series by a rule, without asking the rule, in which spans nothing of
// it can fall. It lets through whatever it is not sure of, and so does the zero sieve.
type sieve struct {
	months      uint16 // bit m for month m; 0: any
	every       uint16 // only years that are phase modulo every; 0: any
	phase       uint16
	daysOfMonth uint32 // bit d for the day d; 0: any
}

const (
	allMonths = 1<<13 - 1<<1
	allDays   = 1<<32 - 1<<1
)

// sieveOf reads a sieve off the parts of a rule. Parts limit each other, so that each that
// is sure excludes days, whatever the others are.
func sieveOf(r recurrence.Rule, start date.Date) sieve {
	if r.Skip != recurrence.SkipOmit {
		return sieve{} // days move
	}
	months, days := uint16(allMonths), uint32(allDays)
	if len(r.ByMonth) > 0 {
		months = 0
		for _, m := range r.ByMonth {
			months |= 1 << m
		}
	}
	if len(r.ByMonthDay) > 0 {
		days = 0
		for _, d := range r.ByMonthDay {
			days |= monthDays(d)
		}
	}
	var s sieve
	interval := max(r.Interval, 1)
	plain := len(r.ByDay) == 0 && len(r.ByMonthDay) == 0 && len(r.ByYearDay) == 0 && len(r.ByWeekNo) == 0
	switch r.Freq {
	case recurrence.Yearly:
		if plain {
			days &= 1 << start.Day()
			if len(r.ByMonth) == 0 {
				months = 1 << start.Month()
			}
		}
		// A week of a year may have days in another.
		if len(r.ByWeekNo) == 0 && interval > 1 && interval < 1<<15 {
			s.every, s.phase = uint16(interval), uint16(int64(start.Year())%interval)
		}
	case recurrence.Monthly:
		if plain {
			days &= 1 << start.Day()
		}
		of := uint16(0)
		for m := int64(start.Month()); of&(1<<m) == 0; m = (m-1+interval%12)%12 + 1 {
			of |= 1 << m
		}
		months &= of
	}
	if inMonth := r.Freq == recurrence.Monthly || r.Freq == recurrence.Yearly && len(r.ByMonth) > 0; inMonth && len(r.ByDay) > 0 && len(r.ByWeekNo) == 0 {
		of := uint32(0)
		for _, d := range r.ByDay {
			of |= weekdayDays(d.Ordinal)
		}
		days &= of
	}
	if months != allMonths {
		s.months = months
	}
	if days != allDays {
		s.daysOfMonth = days
	}
	return s
}

// sieve returns what keeps queries from asking a series in vain.
func (p *projector) sieve() sieve {
	if byRule, ok := p.Pattern.(ByRule); ok {
		return sieveOf(byRule.Rule, p.Start)
	}
	return sieve{}
}

// monthDays returns the days that a value of BYMONTHDAY can mean, as bits.
func monthDays(d int) uint32 {
	if d > 0 {
		return 1 << d
	}
	days := uint32(0)
	for length := 28; length <= 31; length++ {
		if day := length + 1 + d; day > 0 {
			days |= 1 << day
		}
	}
	return days
}

// weekdayDays returns the days on which the n-th of some weekday in a month can fall, as
// bits: from the end, if n is negative, and any for 0.
func weekdayDays(n int) uint32 {
	first, last := 7*n-6, 7*n
	switch {
	case n == 0:
		return allDays
	case n < 0:
		first, last = 29+7*n, 38+7*n
	}
	days := uint32(0)
	for d := max(first, 1); d <= min(last, 31); d++ {
		days |= 1 << d
	}
	return days
}

// A spanSieve is a span of days as sieves see it.
type spanSieve struct {
	any                 bool // too long to exclude anything
	firstYear, lastYear int
	days                [13]uint32 // by month
}

// newSpanSieve is for the days [from, to).
func newSpanSieve(from, to date.Date) spanSieve {
	if to-from > 200 {
		return spanSieve{any: true}
	}
	s := spanSieve{firstYear: from.Year(), lastYear: (to - 1).Year()}
	for d := from; d < to; {
		month, day := d.Month(), d.Day()
		rest := min(to-d, date.Date(d.LastDayOfMonth()-day+1))
		s.days[month] |= uint32(1<<(day+int(rest)) - 1<<day)
		d += rest
	}
	return s
}

// mayMeet reports whether something of the series may fall in the span.
func (s *sieve) mayMeet(in *spanSieve) bool {
	if in.any {
		return true
	}
	if s.every > 0 && in.firstYear == in.lastYear && uint16(in.firstYear%int(s.every)) != s.phase {
		return false
	}
	for m := time.January; m <= time.December; m++ {
		if days := in.days[m]; days != 0 && (s.months == 0 || s.months&(1<<m) != 0) && (s.daysOfMonth == 0 || s.daysOfMonth&days != 0) {
			return true
		}
	}
	return false
}
