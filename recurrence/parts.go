package recurrence

import (
	"math/bits"
	"slices"
	"time"
)

// parts is a rule made ready for arithmetic: its lists are bit sets, and what it
// lacks has been taken from the start (RFC 5545, section 3.3.10: the information
// that is missing is retrieved from DTSTART).
type parts struct {
	interval int64 // at most maxInterval

	freq      Frequency
	skip      Skip
	weekStart uint8 // Monday 0

	weekdays      uint8 // BYDAY without ordinals: bit 0 is Monday
	byDay         bool  // whether BYDAY limits anything
	ordinalInYear bool  // whether ordinals count in the year or in the month

	months     uint16 // bit m is month m; 0 for every month
	landing    uint16 // months in which SKIP may leave a day
	monthDays  uint32 // bit d is day d of the month
	monthEnds  uint32 // bit d is day -d
	weekNos    uint64 // bit w is week w of the year
	weekNoEnds uint64 // bit w is week -w

	hours   uint32
	minutes uint64
	seconds uint64

	ordinals []ordinal // BYDAY with ordinals
	yearDays []int     // BYYEARDAY as given
	setPos   []int     // BYSETPOS as given
	position [1]int    // where setPos is if it has one value, as it mostly has
}

// An ordinal is BYDAY's n-th weekday, from the end where n is negative.
type ordinal struct {
	n       int16
	weekday uint8
}

// maxInterval stands for every longer INTERVAL: it leads out of the supported
// years from anywhere in them, whatever the frequency, and leaves room for
// arithmetic.
const maxInterval = 1 << 39

const (
	allMonths   = 1<<13 - 2
	allWeekdays = 1<<7 - 1
	allHours    = 1<<24 - 1
	allMinutes  = 1<<60 - 1
)

// normalise reads the parts of a valid rule that starts on a day, at a second of
// it. An all-day rule starts at second 0 and its time parts are ignored.
func (q *parts) normalise(r *Rule, day, second int, allDay bool, opts options) {
	q.interval = min(max(r.Interval, 1), maxInterval)
	q.freq, q.skip = r.Freq, r.Skip
	q.yearDays, q.setPos = slices.Clone(r.ByYearDay), append(q.position[:0], r.BySetPos...)
	if r.WeekStart != 0 {
		q.weekStart = uint8(r.WeekStart - Monday)
	}
	for _, m := range r.ByMonth {
		q.months |= 1 << m
	}
	for _, d := range r.ByMonthDay {
		if d > 0 {
			q.monthDays |= 1 << d
		} else {
			q.monthEnds |= 1 << -d
		}
	}
	for _, w := range r.ByWeekNo {
		if w > 0 {
			q.weekNos |= 1 << w
		} else {
			q.weekNoEnds |= 1 << -w
		}
	}
	// In a MONTHLY rule BYMONTH is a limit, and limits the days that SKIP gives.
	q.landing = allMonths
	if q.freq == Monthly && q.months != 0 {
		q.landing = q.months
	}
	if q.byWeekNo() {
		q.skip = SkipOmit // weeks make the days; the other parts only limit them
	}
	q.setDays(r.ByDay)
	q.ordinalInYear = r.Freq == Yearly && q.months == 0
	q.fillDay(day, opts)
	if q.months == allMonths && r.Freq != Monthly {
		q.months = 0
	}
	if allDay {
		q.hours, q.minutes, q.seconds = 1, 1, 1
	} else {
		q.setTimes(r, second)
	}
}

func (q *parts) setDays(days []WeekdayNum) {
	for _, d := range days {
		weekday := uint8(d.Day - Monday)
		if d.Ordinal == 0 || q.freq < Monthly {
			q.weekdays |= 1 << weekday
		} else {
			q.ordinals = append(q.ordinals, ordinal{int16(d.Ordinal), weekday})
		}
	}
	q.byDay = len(days) > 0
}

// fillDay takes from the start what the rule does not say about its days.
func (q *parts) fillDay(day int, opts options) {
	hasMonthDay := q.monthDays|q.monthEnds != 0
	switch {
	case q.freq == Weekly && !q.byDay:
		q.weekdays, q.byDay = 1<<weekdayOf(day), true
	case q.freq == Monthly && !q.byDay && !hasMonthDay && len(q.yearDays) == 0:
		q.monthDays = 1 << dayOfMonth(day)
	case q.freq == Yearly && q.byWeekNo():
		if !q.byDay && !hasMonthDay && len(q.yearDays) == 0 {
			q.weekdays, q.byDay = 1<<weekdayOf(day), true
		}
	case q.freq == Yearly && len(q.yearDays) == 0:
		if !q.byDay && !hasMonthDay {
			q.monthDays, hasMonthDay = 1<<dayOfMonth(day), true
			if q.months == 0 {
				q.months = 1 << monthOfDay(day)
			}
		}
		if hasMonthDay && q.months == 0 && !opts.has(EveryMonth) {
			q.months = 1 << monthOfDay(day)
		}
	}
	if q.byDay && q.weekdays == allWeekdays && q.freq != Weekly {
		q.byDay, q.ordinals = false, nil
	}
}

// setTimes reads BYHOUR, BYMINUTE and BYSECOND. A missing one that would expand
// comes from the start; one that would limit admits everything.
func (q *parts) setTimes(r *Rule, second int) {
	q.hours, q.minutes, q.seconds = allHours, allMinutes, allMinutes
	if len(r.ByHour) > 0 {
		q.hours = 0
		for _, h := range r.ByHour {
			q.hours |= 1 << h
		}
	} else if r.Freq >= Daily {
		q.hours = 1 << (second / 3600)
	}
	if len(r.ByMinute) > 0 {
		q.minutes = 0
		for _, m := range r.ByMinute {
			q.minutes |= 1 << m
		}
	} else if r.Freq >= Hourly {
		q.minutes = 1 << (second / 60 % 60)
	}
	if len(r.BySecond) > 0 {
		q.seconds = 0
		for _, s := range r.BySecond {
			q.seconds |= 1 << s
		}
		q.seconds &= allMinutes // no clock of ours shows a 60th second
	} else if r.Freq >= Minutely {
		q.seconds = 1 << (second % 60)
	}
}

func (q *parts) byWeekNo() bool { return q.weekNos|q.weekNoEnds != 0 }

func (q *parts) byMonthDay() bool { return q.monthDays|q.monthEnds != 0 }

// everyDay reports whether no part limits the days.
func (q *parts) everyDay() bool {
	return q.months == 0 && !q.byMonthDay() && !q.byDay && len(q.yearDays) == 0 && !q.byWeekNo()
}

// perDay returns the number of clock readings that BYHOUR, BYMINUTE and BYSECOND
// admit in a day.
func (q *parts) perDay() int64 {
	return int64(bits.OnesCount32(q.hours)) *
		int64(bits.OnesCount64(q.minutes)) * int64(bits.OnesCount64(q.seconds))
}

// unit returns the seconds in a period of a frequency below Daily.
func (f Frequency) unit() int64 {
	switch f {
	case Hourly:
		return 3600
	case Minutely:
		return 60
	}
	return 1
}

func monthOfDay(day int) time.Month {
	y := yearOf(day)
	m, _ := monthOf(day-yearStart(y), leap(y))
	return time.Month(m)
}

func dayOfMonth(day int) int {
	y := yearOf(day)
	_, d := monthOf(day-yearStart(y), leap(y))
	return d
}
