package recurrence

// Days are numbered from 0001-01-01, which is day 0, a Monday and the start of a
// 400-year cycle, as in date.Date. Seconds are counted from that day's midnight.
const (
	secondsPerDay = 86400

	firstYear, lastYear = 1, 9999 // four-digit years: RFC 5545, section 3.3.4

	lastDay    = 3652058 // 9999-12-31
	lastSecond = (lastDay+1)*secondsPerDay - 1

	cycleYears = 400
	cycleDays  = 146097 // 20,871 weeks

	// unixDays is the number of days from 0001-01-01 to 1970-01-01.
	unixDays    = 719162
	unixSeconds = unixDays * secondsPerDay
)

// monthStart holds the days of a year before each month, 1 to 12, and before the
// next year in 13, for common and for leap years.
var monthStart = [2][14]int{
	{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365},
	{0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366},
}

// yearStart returns the number of 1 January of year y, which is -398 or later.
func yearStart(y int) int {
	n := uint(y + 399)
	return int(365*n+n/4-n/100+n/400) - cycleDays
}

func isLeap(y int) bool {
	return y&3 == 0 && (y%100 != 0 || y%400 == 0)
}

// leap returns 1 for a leap year and 0 for a common one.
func leap(y int) int {
	if isLeap(y) {
		return 1
	}
	return 0
}

// yearOf returns the year of a day that is not earlier than -cycleDays.
func yearOf(day int) int {
	y := int(uint(day+cycleDays)*cycleYears/cycleDays) + 1 - cycleYears
	if yearStart(y) > day {
		return y - 1
	}
	if yearStart(y+1) <= day {
		return y + 1
	}
	return y
}

// monthOf returns the month and the day of the month for a day of a year, both
// counted from 1, where yday is counted from 0.
func monthOf(yday, leap int) (month, mday int) {
	start := &monthStart[leap]
	month = yday/32 + 1
	if month < 12 && yday >= start[month+1] {
		month++
	}
	return month, yday - start[month] + 1
}

// weekdayOf returns the weekday of a day, Monday 0 to Sunday 6.
func weekdayOf(day int) int {
	return int(uint(day+7*cycleDays) % 7)
}

// A yearShape is all that the dates of a year depend on: the weekday of its
// 1 January and its class.
type yearShape uint8

// The classes of a year. Where days spill over its ends, it matters which common
// years have a leap year beside them; none has two.
const (
	commonYear yearShape = iota * 7
	leapYear
	afterLeap
	beforeLeap

	yearShapes = iota * 7
)

// shapeOf returns the shape of year y, in which common years are alike.
func shapeOf(y, start int) yearShape {
	s := yearShape(weekdayOf(start))
	if isLeap(y) {
		return s + leapYear
	}
	return s
}

// besideShapeOf returns the shape of year y, in which common years differ by
// their neighbours.
func besideShapeOf(y, start int) yearShape {
	s := yearShape(weekdayOf(start))
	switch {
	case isLeap(y):
		return s + leapYear
	case isLeap(y - 1):
		return s + afterLeap
	case isLeap(y + 1):
		return s + beforeLeap
	}
	return s
}

// A yearEntry is what walks ask of a year of the cycle.
type yearEntry struct {
	start         int32 // days from the beginning of the cycle
	shape, beside yearShape
}

// yearCycle holds the years from 1 on, year 400 at 0.
var yearCycle = makeYearCycle()

func makeYearCycle() (cycle [cycleYears]yearEntry) {
	for i := range cycle {
		start := yearStart(i)
		cycle[i] = yearEntry{int32(start + cycleDays), shapeOf(i, start), besideShapeOf(i, start)}
	}
	return cycle
}

// yearAt returns the first day and the shapes of a year from -399 on.
func yearAt(y int) (start int, e *yearEntry) {
	n := uint(y + cycleYears)
	e = &yearCycle[n%cycleYears]
	return int(n/cycleYears)*cycleDays - 2*cycleDays + int(e.start), e
}

// split returns the weekday of 1 January, Monday 0, and whether (1) or not (0)
// the year, the one before and the one after are leap years.
func (s yearShape) split() (weekday, leap, before, after int) {
	weekday = int(s % 7)
	switch s - s%7 {
	case leapYear:
		leap = 1
	case afterLeap:
		before = 1
	case beforeLeap:
		after = 1
	}
	return weekday, leap, before, after
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// floorMod returns a modulo b, in [0, b).
func floorMod(a, b int64) int64 {
	m := a % b
	if m < 0 {
		m += b
	}
	return m
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
