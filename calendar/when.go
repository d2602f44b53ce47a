package calendar

import (
	"cmp"
	"time"

	"github.com/rickb777/date/v2"
)

// A When says on which day or days something falls, and how well that is known.
//
// A When is a small comparable value; == compares what is said, to the letter of
// the text that [When.String] prints. The zero When says nothing: the day is
// unknown. Days lie in the years 0 to 9999; a constructor given a day outside
// returns the zero When.
//
// Every When has an earliest and a latest day, where these are known. A When is
// exact when it names its days ([On], [Lasting] and [At]), and vague when it only
// bounds them. Each bound may be projected: computed from a rule or a pattern, and
// decided by nobody.
type When struct {
	form        Form
	first, last bound
	start, end  int32          // seconds of the day, timed forms only; end is on last
	zone        *time.Location // canonical, see loadZone; timed forms only
}

// A Form is the shape of a [When].
type Form uint8

const (
	// Unknown says nothing of the day. EDTF: XXXX.
	Unknown Form = iota
	// Single is one day, or one that is known by its month or year alone.
	// EDTF: 2021-12-16, 2024-12, 2026.
	Single
	// Span lasts from a first day through a last day, both included; either
	// may be given as a month or a year, or be open. EDTF: 2013-05-13/2013-05-15.
	Span
	// Window is one day, or one run of days, not yet fixed, between two days,
	// both included; one of them may be open. EDTF: [2025-09-30..2025-12-31].
	Window
	// Timed is a time of day in a zone, with or without an end.
	// RFC 9557: 2026-11-24T10:00[America/New_York].
	Timed
)

// A Precision says how finely a date is given.
type Precision uint8

// The precisions of a date.
const (
	DayPrecision Precision = iota
	MonthPrecision
	YearPrecision
)

type boundState uint8

const (
	given   boundState = iota
	open               // ".." in EDTF: there is no bound
	missing            // "" in EDTF: there is a bound, and it is not known
)

// bound is one end of a When. The zero bound is not in use.
type bound struct {
	day       date.Date // the first day of the month or year where precision says so
	precision Precision
	state     boundState
	projected bool
}

func dayBound(d date.Date) bound { return bound{day: d} }

// lastDay returns the last day that the bound may stand for.
func (b bound) lastDay() date.Date {
	switch b.precision {
	case MonthPrecision:
		return b.day.AddDate(0, 1, 0) - 1
	case YearPrecision:
		return b.day.AddDate(1, 0, 0) - 1
	default:
		return b.day
	}
}

var (
	minDay = date.New(0, time.January, 1)
	maxDay = date.New(9999, time.December, 31)
)

func inRange(days ...date.Date) bool {
	for _, d := range days {
		if d < minDay || d > maxDay {
			return false
		}
	}
	return true
}

// clamp returns d, or where it is outside the years 0 to 9999 the first of their days or
// the day after the last.
func clamp(d date.Date) date.Date { return min(max(d, minDay), maxDay+1) }

// On returns the When of the single day d.
func On(d date.Date) When {
	if !inRange(d) {
		return When{}
	}
	return When{form: Single, first: dayBound(d), last: dayBound(d)}
}

// InMonth returns the When of some day, not known, of a month.
func InMonth(year int, month time.Month) When {
	return coarse(date.New(year, month, 1), MonthPrecision)
}

// InYear returns the When of some day, not known, of a year.
func InYear(year int) When {
	return coarse(date.New(year, time.January, 1), YearPrecision)
}

func coarse(d date.Date, p Precision) When {
	if !inRange(d) {
		return When{}
	}
	b := bound{day: d, precision: p}
	return When{form: Single, first: b, last: b}
}

// Lasting returns the When of something that lasts from the day first through the
// day last, both included. The two may be given in either order.
func Lasting(first, last date.Date) When {
	if !inRange(first, last) {
		return When{}
	}
	if last < first {
		first, last = last, first
	}
	if first == last {
		return On(first)
	}
	return When{form: Span, first: dayBound(first), last: dayBound(last)}
}

// Between returns the When of something that falls on one day, or on some days in
// a row, from the day first through the day last, both included. The two may be
// given in either order.
func Between(first, last date.Date) When {
	if !inRange(first, last) {
		return When{}
	}
	if last < first {
		first, last = last, first
	}
	if first == last {
		return On(first)
	}
	return When{form: Window, first: dayBound(first), last: dayBound(last)}
}

// NotAfter returns the When of something that falls on d or earlier.
func NotAfter(d date.Date) When {
	if !inRange(d) {
		return When{}
	}
	return When{form: Window, first: bound{state: open}, last: dayBound(d)}
}

// NotBefore returns the When of something that falls on d or later.
func NotBefore(d date.Date) When {
	if !inRange(d) {
		return When{}
	}
	return When{form: Window, first: dayBound(d), last: bound{state: open}}
}

// At returns the When of something that begins at start, to the second, on the
// clock of start's location, and ends at end. Where end is not after start, no end
// is given. The location must be one that [time.LoadLocation] knows by its name,
// UTC included; for another, such as [time.Local], At returns the zero When. An end
// in another location is read on the clock of start's. What is kept is what the clock
// shows: a time that it shows twice is the first of the two from then on, and an end
// that does not come after the start so is left out.
func At(start, end time.Time) When {
	zone, err := loadZone(start.Location().String())
	if err != nil {
		return When{}
	}
	start = start.In(zone)
	w := When{form: Timed, zone: zone, first: dayBound(date.NewAt(start)), start: secondOfDay(start), end: -1}
	w.last = w.first
	end = end.In(zone)
	if day, sec := date.NewAt(end), secondOfDay(end); end.After(start) && instant(w.first.day, w.start, zone).Before(instant(day, sec, zone)) {
		w.last, w.end = dayBound(day), sec
	}
	if !inRange(w.first.day, w.last.day) {
		return When{}
	}
	return w
}

func secondOfDay(t time.Time) int32 {
	h, m, s := t.Clock()
	return int32(h*3600 + m*60 + s)
}

// Projected returns w marked as projected: computed, and decided by nobody. The
// zero When stays as it is.
func (w When) Projected() When {
	return w.projectBounds(true, true)
}

// projectBounds marks the bounds that are given. A Single has one bound, kept twice.
func (w When) projectBounds(first, last bool) When {
	if w.form == Unknown {
		return w
	}
	if w.form == Single {
		first = first || last
		last = first
	}
	w.first.projected = w.first.projected || first && w.first.state == given
	w.last.projected = w.last.projected || last && w.last.state == given
	return w
}

// Form returns the shape of w.
func (w When) Form() Form { return w.form }

// IsZero reports whether w says nothing.
func (w When) IsZero() bool { return w.form == Unknown }

// IsProjected reports whether a bound of w was computed and not decided.
func (w When) IsProjected() bool { return w.first.projected || w.last.projected }

// IsExact reports whether w names its day or days, rather than only bounding them.
// An exact When may still be projected.
func (w When) IsExact() bool {
	switch w.form {
	case Single:
		return w.first.precision == DayPrecision
	case Span:
		return w.first.state == given && w.first.precision == DayPrecision &&
			w.last.state == given && w.last.precision == DayPrecision
	case Timed:
		return true
	default:
		return false
	}
}

// Earliest returns the first day that w allows, and false if there is none.
func (w When) Earliest() (date.Date, bool) {
	if w.form == Unknown || w.first.state != given {
		return 0, false
	}
	return w.first.day, true
}

// Latest returns the last day that w allows, itself included, and false if there
// is none. For something that lasts it is the last day of it.
func (w When) Latest() (date.Date, bool) {
	if w.form == Unknown || w.last.state != given {
		return 0, false
	}
	return w.last.lastDay(), true
}

// Due returns the day by which the thing is to be there: the last day on which it
// may begin. That is the first day of something that lasts, and the last day of a
// window. It is false if there is none.
func (w When) Due() (date.Date, bool) {
	switch w.form {
	case Span:
		last, ok := w.Latest()
		if w.first.state != given {
			return last, ok
		}
		if begun := w.first.lastDay(); !ok || begun < last {
			return begun, true
		}
		return last, true
	case Timed:
		return w.first.day, true
	default:
		return w.Latest()
	}
}

// Start returns the moment at which a Timed When begins, and false for other forms.
// A clock reading that the zone skips or repeats is resolved as RFC 5545, section
// 3.3.5, says: with the offset before the gap, and as the first of two.
func (w When) Start() (time.Time, bool) {
	if w.form != Timed {
		return time.Time{}, false
	}
	return instant(w.first.day, w.start, w.zone), true
}

// End returns the moment at which a Timed When ends, and false if no end is given.
func (w When) End() (time.Time, bool) {
	if w.form != Timed || w.end < 0 {
		return time.Time{}, false
	}
	return instant(w.last.day, w.end, w.zone), true
}

// MayFallOn reports whether w allows the day d: d is one of its days, or may be.
func (w When) MayFallOn(d date.Date) bool {
	return w.MayFallWithin(d, d+1)
}

// MayFallWithin reports whether w allows a day in [from, to). An unknown When is
// never placed, and reports false.
func (w When) MayFallWithin(from, to date.Date) bool {
	if w.form == Unknown || to <= from {
		return false
	}
	if first, ok := w.Earliest(); ok && first >= to {
		return false
	}
	if last, ok := w.Latest(); ok && last < from {
		return false
	}
	return true
}

// Overlaps reports whether some day is allowed by both w and v.
func (w When) Overlaps(v When) bool {
	if w.form == Unknown || v.form == Unknown {
		return false
	}
	return !w.endsBefore(v) && !v.endsBefore(w)
}

func (w When) endsBefore(v When) bool {
	last, ok1 := w.Latest()
	first, ok2 := v.Earliest()
	return ok1 && ok2 && last < first
}

// Refines reports whether w says more than v does and agrees with it: v is vague,
// and every day that w allows is one that v allows. Everything refines the unknown
// but the unknown itself.
func (w When) Refines(v When) bool {
	if w.form == Unknown || w == v {
		return false
	}
	if v.form == Unknown {
		return true
	}
	if v.IsExact() || v.form == Span {
		return false
	}
	if first, ok := v.Earliest(); ok {
		if f, ok := w.Earliest(); !ok || f < first {
			return false
		}
	}
	if last, ok := v.Latest(); ok {
		if l, ok := w.Latest(); !ok || l > last {
			return false
		}
	}
	return true
}

// Compare orders Whens by the day on which they are due, then by their latest and
// their earliest day, then by their text; what has no such day comes last. It
// returns -1, 0 or 1, and 0 only for equal Whens.
func (w When) Compare(v When) int {
	for _, day := range []func(When) (date.Date, bool){When.Due, When.Latest, When.Earliest} {
		a, aok := day(w)
		b, bok := day(v)
		switch {
		case aok && !bok:
			return -1
		case !aok && bok:
			return 1
		case aok && a != b:
			return cmp.Compare(a, b)
		}
	}
	if w.form == Timed && v.form == Timed {
		if c := cmp.Compare(w.start, v.start); c != 0 {
			return c
		}
	}
	return cmp.Compare(w.String(), v.String())
}
