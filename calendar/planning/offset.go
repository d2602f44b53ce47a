package planning

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// An Offset is how far a day lies from another: after it, or where the numbers are
// negative before it. All that are given have the same sign.
//
// Months are counted first, then weeks and days together, then working days. A month from
// a day that the month arrived at does not have is its last day: three months before 31 May
// is 28 February, or in a leap year the 29th.
type Offset struct {
	Months, Weeks, Days int

	// Workdays are working days at the place At. The first of them is the one next to
	// the day from which they are counted, be that a working day or not.
	Workdays int

	// At is the place whose working days count. Workdays and Roll need it.
	At *calendar.Workdays

	// Roll says what becomes of a day that is none of At's working days.
	Roll Roll
}

// A Roll says on which working day falls what would not fall on one.
type Roll string

// The rolls.
const (
	// Stay, the zero Roll, leaves the day where it is.
	Stay Roll = ""
	// Earlier is the last working day before it, so that a time limit is kept.
	Earlier Roll = "earlier"
	// Later is the first working day after it.
	Later Roll = "later"
)

// Rolls returns all rolls but Stay, in a fixed order.
func Rolls() []Roll { return []Roll{Earlier, Later} }

// IsValid reports whether r is one of the rolls.
func (r Roll) IsValid() bool { return r == Stay || slices.Contains(Rolls(), r) }

// The greatest numbers that an [Offset] or a [Duration] may have: 10,000 years.
const (
	MaxMonths = 120_000
	MaxWeeks  = 530_000
	MaxDays   = 3_700_000
)

// Before returns the offset to the other side.
func (o Offset) Before() Offset {
	o.Months, o.Weeks, o.Days, o.Workdays = -o.Months, -o.Weeks, -o.Days, -o.Workdays
	return o
}

// sign is -1 for an offset to before, 1 for one to after, and 0 for none.
func (o Offset) sign() int {
	for _, n := range []int{o.Months, o.Weeks, o.Days, o.Workdays} {
		if n != 0 {
			return max(-1, min(n, 1))
		}
	}
	return 0
}

// faults tells what is wrong with the offset.
func (o Offset) faults() []string {
	var faults []string
	negative, positive := false, false
	for _, n := range []struct {
		name    string
		n, most int
	}{{"months", o.Months, MaxMonths}, {"weeks", o.Weeks, MaxWeeks}, {"days", o.Days, MaxDays}, {"working-days", o.Workdays, MaxDays}} {
		if n.n > n.most || n.n < -n.most {
			faults = append(faults, fmt.Sprintf("%s: %d is more than %d", n.name, n.n, n.most))
		}
		negative, positive = negative || n.n < 0, positive || n.n > 0
	}
	if negative && positive {
		faults = append(faults, "the parts point to both sides")
	}
	if o.At == nil && (o.Workdays != 0 || o.Roll != Stay) {
		faults = append(faults, "working days need a place")
	}
	if !o.Roll.IsValid() {
		faults = append(faults, fmt.Sprintf("roll: %q is not earlier or later", o.Roll))
	}
	return faults
}

// From returns the day that lies so far from d. The error tells of a day outside the years
// 0 to 9999, or where working days count is a [*calendar.CoverageError].
func (o Offset) From(d date.Date) (date.Date, error) {
	if faults := o.faults(); len(faults) > 0 {
		return 0, errors.New("planning: " + strings.Join(faults, "; "))
	}
	day := addMonths(d, o.Months) + date.Date(7*o.Weeks+o.Days)
	if y := day.Year(); y < 0 || y > 9999 {
		return 0, fmt.Errorf("planning: %s %s lies outside the years 0 to 9999", o, d)
	}
	if o.Workdays != 0 {
		next, err := o.At.Add(day, o.Workdays)
		if err != nil {
			return 0, err
		}
		day = next
	}
	switch o.Roll {
	case Earlier:
		return o.At.OnOrBefore(day)
	case Later:
		return o.At.OnOrAfter(day)
	}
	return day, nil
}

// addMonths adds n months; what the month arrived at does not have is its last day.
func addMonths(d date.Date, n int) date.Date {
	if n == 0 {
		return d
	}
	year, month, day := d.Date()
	first := date.New(year, month+time.Month(n), 1)
	last := date.New(first.Year(), first.Month()+1, 1) - 1
	return min(first+date.Date(day-1), last)
}

// String says the offset in English: "10 weeks before", "5 working days at Vienna after",
// "on".
func (o Offset) String() string {
	s := "on"
	switch o.sign() {
	case -1:
		s = amounts(-o.Months, -o.Weeks, -o.Days, -o.Workdays, o.At) + " before"
	case 1:
		s = amounts(o.Months, o.Weeks, o.Days, o.Workdays, o.At) + " after"
	}
	return s
}

func amounts(months, weeks, days, workdays int, at *calendar.Workdays) string {
	var parts []string
	for _, a := range []struct {
		n    int
		unit string
	}{{months, "month"}, {weeks, "week"}, {days, "day"}, {workdays, "working day"}} {
		if a.n != 0 {
			parts = append(parts, plural(a.n, a.unit))
		}
	}
	s := strings.Join(parts, " and ")
	if workdays != 0 && at != nil {
		s += " at " + at.Place()
	}
	return s
}

func plural(n int, unit string) string {
	if n == 1 || n == -1 {
		return fmt.Sprintf("%d %s", n, unit)
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// A Duration is how long something takes: whole days, of the calendar or of a place's
// working days, never both. What takes one day begins and ends on the same.
type Duration struct {
	Weeks, Days int                // of the calendar
	Workdays    int                // working days at the place At
	At          *calendar.Workdays // the place whose working days count; Workdays need it
}

// IsZero reports whether it takes no time.
func (t Duration) IsZero() bool { return t.Weeks == 0 && t.Days == 0 && t.Workdays == 0 }

// String says the duration in English: "4 weeks", "10 working days at Vienna".
func (t Duration) String() string {
	if t.IsZero() {
		return "no time"
	}
	return amounts(0, t.Weeks, t.Days, t.Workdays, t.At)
}

func (t Duration) faults() []string {
	var faults []string
	for _, n := range []struct {
		name    string
		n, most int
	}{{"weeks", t.Weeks, MaxWeeks}, {"days", t.Days, MaxDays}, {"working-days", t.Workdays, MaxDays}} {
		switch {
		case n.n < 0:
			faults = append(faults, fmt.Sprintf("%s: %d is less than nothing", n.name, n.n))
		case n.n > n.most:
			faults = append(faults, fmt.Sprintf("%s: %d is more than %d", n.name, n.n, n.most))
		}
	}
	if t.Workdays != 0 && t.At == nil {
		faults = append(faults, "working days need a place")
	}
	if t.Workdays != 0 && (t.Weeks != 0 || t.Days != 0) {
		faults = append(faults, "days and working days cannot both be given")
	}
	return faults
}

// finish returns the morning after the last day of what begins on the morning of the day
// start, and the day on which it begins: the first working day, where these count.
func (t Duration) finish(start date.Date) (begin, end date.Date, err error) {
	if t.Workdays == 0 {
		return start, start + date.Date(7*t.Weeks+t.Days), nil
	}
	if begin, err = t.At.OnOrAfter(start); err != nil {
		return 0, 0, err
	}
	last, err := t.At.Add(begin-1, t.Workdays)
	return begin, last + 1, err
}

// start returns the day on which it is to begin, to be done by the morning of the day end.
func (t Duration) start(end date.Date) (date.Date, error) {
	if t.Workdays == 0 {
		return end - date.Date(7*t.Weeks+t.Days), nil
	}
	return t.At.Add(end, -t.Workdays)
}

// between counts the days, or working days, from one start to another.
func (t Duration) between(from, to date.Date) (int, error) {
	if t.Workdays == 0 {
		return int(to - from), nil
	}
	return t.At.Count(from, to)
}
