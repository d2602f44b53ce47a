package recurrence

import "time"

// A Rule is a recurrence rule: the RECUR value of RFC 5545, section 3.3.10, with
// the SKIP part of RFC 7529 for the Gregorian calendar.
//
// A Rule is a plain value. Build it as a literal or with [Parse]; it says how to
// step, but has no occurrences of its own until a start is given: see
// [Rule.Dates] and [Rule.Times], which refuse a rule that [Rule.Validate] refuses.
// Lists are sets: order and repetition in them mean nothing.
//
// The zero Rule has no frequency and is not valid. Rules must not be changed
// while another goroutine uses them; nothing in this package changes one.
type Rule struct {
	// Freq is FREQ, the length of the period that the rule steps by. It is the
	// only required part.
	Freq Frequency

	// Interval is INTERVAL: every Interval-th period is used. 0 means 1.
	Interval int64

	// Count is COUNT, the number of occurrences after which the rule ends.
	// 0 means that no count is given. Count and Until exclude each other.
	Count int64

	// Until is UNTIL, the last moment at which an occurrence may fall, itself
	// included. The zero Until sets no end.
	Until Until

	// BySecond is BYSECOND, 0 to 60. 60 is a leap second, which civil clocks as
	// Go keeps them do not show; it is read and printed, and never matches.
	BySecond []int

	// ByMinute is BYMINUTE, 0 to 59.
	ByMinute []int

	// ByHour is BYHOUR, 0 to 23.
	ByHour []int

	// ByDay is BYDAY: weekdays, each with an ordinal within the month or year
	// where Freq is Monthly or Yearly. Its elements are alternatives.
	ByDay []WeekdayNum

	// ByMonthDay is BYMONTHDAY, 1 to 31, or -31 to -1 from the month's end.
	ByMonthDay []int

	// ByYearDay is BYYEARDAY, 1 to 366, or -366 to -1 from the year's end.
	ByYearDay []int

	// ByWeekNo is BYWEEKNO, 1 to 53, or -53 to -1 from the last week of the
	// year that numbers the week. Only with Yearly.
	ByWeekNo []int

	// ByMonth is BYMONTH.
	ByMonth []time.Month

	// BySetPos is BYSETPOS, 1 to 366 or -366 to -1: which of the occurrences
	// within one period remain. It needs another BY part.
	BySetPos []int

	// WeekStart is WKST, the day on which weeks begin. 0 means Monday.
	WeekStart Weekday

	// Skip is SKIP (RFC 7529): what becomes of a date that a month or year does
	// not have. The zero value drops it, as RFC 5545 does.
	Skip Skip
}

// A Frequency is the FREQ part of a rule, in the order of growing periods. The
// zero Frequency is not valid.
type Frequency uint8

// The frequencies of RFC 5545, section 3.3.10.
const (
	Secondly Frequency = iota + 1
	Minutely
	Hourly
	Daily
	Weekly
	Monthly
	Yearly
)

// A Weekday is a day of the week with its ISO 8601 number, Monday 1 to Sunday 7.
// The zero Weekday means that none is given.
type Weekday uint8

// The days of the week.
const (
	Monday Weekday = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

// WeekdayOf returns the day of the week that package time calls d.
func WeekdayOf(d time.Weekday) Weekday {
	return Weekday((d+6)%7 + 1)
}

// Std returns d as package time numbers it. It must not be called on the zero
// Weekday, for which it returns Sunday.
func (d Weekday) Std() time.Weekday {
	return time.Weekday(d % 7)
}

// Every returns the BYDAY element that means each such day of the period.
func (d Weekday) Every() WeekdayNum { return WeekdayNum{Day: d} }

// Nth returns the BYDAY element that means the n-th such day of the month or
// year, counted from its end where n is negative: Thursday.Nth(-1) is the last
// Thursday. n is 1 to 53 or -53 to -1.
func (d Weekday) Nth(n int) WeekdayNum { return WeekdayNum{Ordinal: n, Day: d} }

// A WeekdayNum is one element of BYDAY: a day of the week and, where Ordinal is
// not 0, which of them in the month or year (weekdaynum in RFC 5545, section
// 3.3.10).
type WeekdayNum struct {
	Ordinal int
	Day     Weekday
}

// A Skip says what becomes of a date that does not exist, such as 31 April
// (RFC 7529, section 4.1).
type Skip uint8

const (
	SkipOmit     Skip = iota // drop it; the default
	SkipBackward             // take the last day before it that exists
	SkipForward              // take the first day after it that exists
)
