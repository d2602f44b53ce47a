package recurrence

import (
	"slices"
	"time"
)

// Describe says in plain English what the rule does, such as "every four years on
// the last Thursday of September". Nothing that the rule says is left out. What the
// rule leaves to its start is left open; see [Rule.DescribeFrom]. A rule that is not
// valid is described as its text.
//
// The words are for people: they may become better, so nothing should depend on
// them.
func (r Rule) Describe() string {
	if r.Validate() != nil {
		return r.String()
	}
	return describeInEnglish(r.statement())
}

// DescribeFrom is [Rule.Describe] for a rule that starts at a moment: it also says
// what is taken from the start, such as "every year on 30 July". The clock readings
// are those of the start's location; with an all-day start the time parts of the
// rule say nothing.
func (r Rule) DescribeFrom(start Moment) string {
	if r.Validate() != nil {
		return r.String()
	}
	filled := r.from(start)
	s := filled.statement()
	if start.form == FormLocal && !start.floating() && s.until.Form == FormUTC {
		at := s.until.moment(nil).time
		s.until = UntilLocal(at.In(start.time.Location()))
	}
	return describeInEnglish(s)
}

// A statement is what a rule says, taken apart for a writer of some language. It
// says: every so many units; on these days; at these times; if the days are also
// those; only in those hours and days; of all that only some positions; and until
// when.
type statement struct {
	unit  Frequency
	every int64

	on                      *selector // the days of each unit, or nil for what the start says
	hours, minutes, seconds []int     // the clock readings that each of the days has

	and  []selector // what the days must be besides
	only []selector // what the days and times of the unit must be

	positions []int // those that remain, of what each unit has

	weekStart Weekday // 0 where it makes no difference
	skip      Skip    // likewise SkipOmit
	count     int64
	until     Until
}

// A selector names days or times by one property that they have.
type selector struct {
	kind    selectorKind
	numbers []int        // of months, days, weeks, hours, minutes or seconds
	days    []WeekdayNum // days of the week

	months scope        // what the days are counted in
	of     []time.Month // with someMonths, these
	weeks  []int        // the weeks of the year that days of the week are in
}

type selectorKind uint8

const (
	inMonths selectorKind = iota
	onWeekdays
	onMonthDays
	onYearDays
	inWeeks
	inHours
	atMinutes
	atSeconds
)

// A scope is what days are counted in.
type scope uint8

const (
	eachMonth  scope = iota
	someMonths       // those in selector.of
	startMonth       // that in which the rule starts
	wholeYear
)

// statement takes a valid rule apart.
func (r *Rule) statement() *statement {
	s := &statement{
		unit: r.Freq, every: max(r.Interval, 1), positions: sorted(r.BySetPos, compareOrdinals),
		skip: r.Skip, count: r.Count, until: r.Until,
	}
	if len(r.ByWeekNo) > 0 || r.Freq == Weekly && (s.every > 1 || len(s.positions) > 0) {
		s.weekStart = max(r.WeekStart, Monday)
	}
	if r.Freq < Monthly {
		s.skip = SkipOmit
	}
	switch r.Freq {
	case Yearly:
		r.daysOfYear(s)
	case Monthly:
		r.daysOfMonth(s)
	case Weekly:
		s.on = r.weekdays(eachMonth)
		s.limit(r.inMonths())
	default:
		r.daysOfDay(s)
	}
	r.times(s)
	return s
}

// limit adds limits to what the days must be, but for those that are nil.
func (s *statement) limit(by ...*selector) {
	for _, l := range by {
		if l != nil {
			s.only = append(s.only, *l)
		}
	}
}

// besides adds what the days of s.on must be besides.
func (s *statement) besides(is ...*selector) {
	for _, l := range is {
		if l != nil {
			s.and = append(s.and, *l)
		}
	}
}

func (r *Rule) daysOfYear(s *statement) {
	ordinals := wholeYear
	if len(r.ByMonth) > 0 {
		ordinals = eachMonth
	}
	switch {
	case len(r.ByYearDay) > 0:
		s.on = numbered(onYearDays, r.ByYearDay)
		s.besides(r.monthDays(eachMonth), r.weekdays(ordinals), r.inWeeks(), r.inMonths())
	case len(r.ByMonthDay) > 0:
		s.on = r.monthDays(r.monthsOfDays())
		s.besides(r.weekdays(ordinals), r.inWeeks())
	case len(r.ByWeekNo) > 0:
		s.on = r.inWeeks()
		if w := r.weekdays(wholeYear); w != nil {
			w.weeks = s.on.numbers
			s.on = w
		}
		s.besides(r.inMonths())
	case len(r.ByDay) > 0 && len(r.ByMonth) > 0:
		s.on = r.weekdays(someMonths)
	case len(r.ByDay) > 0:
		s.on = r.weekdays(wholeYear)
	default:
		s.on = r.inMonths()
	}
}

// monthsOfDays returns the months that BYMONTHDAY is meant in, in a year.
func (r *Rule) monthsOfDays() scope {
	switch {
	case len(r.ByMonth) > 0:
		return someMonths
	case len(r.ByWeekNo) > 0:
		return eachMonth
	}
	return startMonth
}

func (r *Rule) daysOfMonth(s *statement) {
	if len(r.ByMonthDay) > 0 {
		s.on = r.monthDays(eachMonth)
		s.besides(r.weekdays(eachMonth))
	} else {
		s.on = r.weekdays(eachMonth)
	}
	s.limit(r.inMonths())
}

// daysOfDay is for frequencies of a day and less, where all parts limit. Each day
// that is one of some days of the week is said as each of these in every week.
func (r *Rule) daysOfDay(s *statement) {
	if r.Freq == Daily && s.every == 1 && len(s.positions) == 0 {
		if s.on = r.weekdays(eachMonth); s.on != nil {
			s.unit = Weekly
			s.limit(r.monthDays(eachMonth), r.inMonths())
			return
		}
		if len(r.ByMonthDay) == 0 {
			s.on = r.inMonths()
			return
		}
	}
	var yearDays *selector
	if len(r.ByYearDay) > 0 {
		yearDays = numbered(onYearDays, r.ByYearDay)
	}
	s.limit(r.weekdays(eachMonth), r.monthDays(eachMonth), yearDays, r.inMonths())
}

// times says which clock readings are added, and which only remain.
func (r *Rule) times(s *statement) {
	for _, part := range [...]struct {
		kind   selectorKind
		values []int
		below  Frequency // those which the part limits
		list   *[]int
	}{
		{atSeconds, r.BySecond, Minutely, &s.seconds},
		{atMinutes, r.ByMinute, Hourly, &s.minutes},
		{inHours, r.ByHour, Daily, &s.hours},
	} {
		switch {
		case len(part.values) == 0:
		case r.Freq < part.below:
			s.only = append(s.only, *numbered(part.kind, part.values))
		default:
			*part.list = sorted(part.values, compareOrdinals)
		}
	}
}

func numbered(kind selectorKind, values []int) *selector {
	return &selector{kind: kind, numbers: sorted(values, compareOrdinals)}
}

func (r *Rule) inMonths() *selector {
	if len(r.ByMonth) == 0 {
		return nil
	}
	s := &selector{kind: inMonths}
	for _, m := range sorted(r.ByMonth, func(a, b time.Month) int { return int(a - b) }) {
		s.numbers = append(s.numbers, int(m))
	}
	return s
}

func (r *Rule) inWeeks() *selector {
	if len(r.ByWeekNo) == 0 {
		return nil
	}
	return numbered(inWeeks, r.ByWeekNo)
}

func (r *Rule) monthDays(of scope) *selector {
	if len(r.ByMonthDay) == 0 {
		return nil
	}
	s := numbered(onMonthDays, r.ByMonthDay)
	r.within(s, of)
	return s
}

func (r *Rule) weekdays(of scope) *selector {
	if len(r.ByDay) == 0 {
		return nil
	}
	s := &selector{kind: onWeekdays, days: sorted(r.ByDay, compareWeekdayNums)}
	r.within(s, of)
	return s
}

func (r *Rule) within(s *selector, of scope) {
	if s.months = of; of == someMonths {
		s.of = sorted(r.ByMonth, func(a, b time.Month) int { return int(a - b) })
	}
}

// sorted returns a sorted copy without repetition.
func sorted[T comparable](values []T, compare func(a, b T) int) []T {
	values = slices.Clone(values)
	slices.SortFunc(values, compare)
	return slices.Compact(values)
}

// from returns the rule with what RFC 5545, section 3.3.10 takes from its start.
func (r Rule) from(start Moment) Rule {
	if start.IsZero() {
		return r
	}
	reading := start.reading()
	_, month, day := reading.Date()
	weekday := []WeekdayNum{WeekdayOf(reading.Weekday()).Every()}
	named := len(r.ByDay) > 0 || len(r.ByMonthDay) > 0 || len(r.ByYearDay) > 0
	switch {
	case r.Freq == Weekly && len(r.ByDay) == 0, r.Freq == Yearly && len(r.ByWeekNo) > 0 && !named:
		r.ByDay = weekday
	case r.Freq == Monthly && !named:
		r.ByMonthDay = []int{day}
	case r.Freq == Yearly && len(r.ByWeekNo) == 0 && len(r.ByYearDay) == 0:
		if !named {
			r.ByMonthDay = []int{day}
		}
		if len(r.ByMonthDay) > 0 && len(r.ByMonth) == 0 {
			r.ByMonth = []time.Month{month}
		}
	}
	return r.at(start)
}

// at returns the rule with the clock readings that it takes from its start.
func (r Rule) at(start Moment) Rule {
	if start.form == FormDate {
		r.ByHour, r.ByMinute, r.BySecond = nil, nil, nil
		if len(r.ByDay)+len(r.ByMonthDay)+len(r.ByYearDay)+len(r.ByWeekNo)+len(r.ByMonth) == 0 {
			r.BySetPos = nil
		}
		return r
	}
	hour, minute, second := start.reading().Clock()
	if r.Freq >= Daily && len(r.ByHour) == 0 {
		r.ByHour = []int{hour}
	}
	if r.Freq >= Hourly && len(r.ByMinute) == 0 {
		r.ByMinute = []int{minute}
	}
	if r.Freq >= Minutely && len(r.BySecond) == 0 && second != 0 {
		r.BySecond = []int{second}
	}
	return r
}
