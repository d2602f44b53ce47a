package recurrence

import (
	"time"

	"github.com/rickb777/date/v2"
)

// Floating is the location of times that belong to no zone: clock readings that
// are the same wherever one is (RFC 5545, section 3.3.5, form 1). It computes as
// UTC does. A start in Floating takes an UNTIL in local time; a start in any other
// location, UTC included, takes an UNTIL in UTC.
var Floating = time.FixedZone("floating", 0)

// A Moment is a DATE or a DATE-TIME: what DTSTART, RDATE, EXDATE and
// RECURRENCE-ID hold. Make one with [OnDay], [At] or [AtClock]. Moments are compared
// with [Moment.Equal]. The zero Moment is none.
type Moment struct {
	form Form
	day  date.Date
	time time.Time

	// ahead is by how many seconds time is ahead of the clock reading that the
	// moment was given as, where a transition skips that reading.
	ahead int32
}

// OnDay returns the Moment that is a whole day: a DATE.
func OnDay(d date.Date) Moment { return Moment{form: FormDate, day: d} }

// At returns the Moment that is a time: a DATE-TIME, floating where the location
// of t is [Floating]. Fractions of a second are dropped.
func At(t time.Time) Moment {
	t = t.Add(-time.Duration(t.Nanosecond()))
	m := Moment{form: FormUTC, day: date.NewAt(t), time: t}
	if t.Location() != time.UTC {
		m.form = FormLocal
	}
	return m
}

// AtClock returns the Moment at which the clock of a location shows the day and the
// time that t shows in its own location: a DATE-TIME as it is written, with that
// location as its TZID, or floating where the location is nil or [Floating]. A
// reading that a transition skips counts by the offset before it, and of one that
// comes twice the first is meant (RFC 5545, section 3.3.5), which [time.Date] does
// not promise. A set that starts at a skipped reading goes on with that reading:
// daily at 02:30, even if the first time is 03:30. Fractions of a second are dropped.
func AtClock(t time.Time, loc *time.Location) Moment {
	return UntilLocal(t).moment(loc)
}

// IsZero reports whether m is no Moment at all.
func (m Moment) IsZero() bool { return m.form == 0 }

// Form returns the value type: FormDate, FormUTC for a time whose location is
// time.UTC, and FormLocal for times in any other location, Floating included.
func (m Moment) Form() Form { return m.form }

// Day returns the day, which for a time is that of its own location.
func (m Moment) Day() date.Date { return m.day }

// Time returns the time; for a whole day, its midnight in Floating.
func (m Moment) Time() time.Time {
	if m.form == FormDate {
		return m.day.MidnightIn(Floating)
	}
	return m.time
}

// reading returns the clock reading that the moment was given as, in Floating.
func (m Moment) reading() time.Time {
	if m.form == FormDate {
		return m.Time()
	}
	_, offset := m.time.Zone()
	return time.Unix(m.time.Unix()+int64(offset)-int64(m.ahead), 0).In(Floating)
}

// Equal reports whether m and n are the same day or the same instant. A day is
// not equal to a time, and a floating time not to one in a zone.
func (m Moment) Equal(n Moment) bool {
	if m.form == FormDate || n.form == FormDate {
		return m.form == n.form && m.day == n.day
	}
	return m.form != 0 && n.form != 0 && m.floating() == n.floating() && m.time.Equal(n.time)
}

func (m Moment) floating() bool {
	return m.form == FormLocal && m.time.Location() == Floating
}

// A Length is how long an occurrence lasts: whole days by the calendar, then
// exact time, as in the DURATION of RFC 5545, section 3.3.6. A Length of one day
// ends at the same clock reading on the next day, whether the clocks change or
// not. The zero Length is none.
type Length struct {
	Days  int           // calendar days, not negative; a week is seven
	Exact time.Duration // not negative; ignored in all-day sets
}

// A Period is an RDATE of value type PERIOD (RFC 5545, section 3.3.9): an
// occurrence with an end of its own.
type Period struct {
	// Start is when it begins: a time, as the start of the set is.
	Start Moment

	// End is the first moment after the occurrence, exclusive. Where it is zero,
	// the occurrence lasts for Length.
	End    Moment
	Length Length
}

// A Range says to which occurrences an Override applies (RFC 5545, section
// 3.2.13).
type Range uint8

const (
	// ThisOnly is the one occurrence that the override names.
	ThisOnly Range = iota

	// ThisAndFuture is that occurrence and all later ones. They are moved by as
	// many days and clock seconds as this one is, and take its length; those with
	// an override of their own follow that instead. Occurrences that RDATE adds
	// are moved as well.
	ThisAndFuture
)

// An Override replaces an occurrence of a set: a component with the same UID and
// a RECURRENCE-ID (RFC 5545, section 3.8.4.4).
type Override struct {
	// ID is the RECURRENCE-ID: the start that the occurrence has by the rules of
	// the set, before any override. An override whose ID is not an occurrence adds
	// its start to the set; with ThisAndFuture it still moves what comes later.
	ID Moment

	// Start is the start that it has instead. Zero leaves it where it is.
	Start Moment

	// Length is how long it lasts instead. Zero leaves that as it is, unless NoLength
	// says that the occurrence has no end of its own, as a component without DTEND
	// and DURATION has none (section 3.6.1): in an all-day set it lasts one day.
	Length   Length
	NoLength bool

	// Range says whether the override goes on for later occurrences.
	Range Range

	// Cancelled removes the occurrences that the override applies to.
	Cancelled bool
}

// tellsLength reports whether v says how long what it applies to lasts.
func (v *Override) tellsLength() bool { return v.NoLength || v.Length != (Length{}) }

// length returns the length that v tells.
func (v *Override) length() Length {
	if v.NoLength {
		return Length{}
	}
	return v.Length
}

// A Set is a recurrence set as calendars store it (RFC 5545, section 3.8.5): the
// occurrences of its rules and those of RDATE, without those of EXDATE and
// EXRULE, each at most once, some replaced by overrides.
//
// A Set is a plain value; compile it with [Set.Dates] or [Set.Times]. Without any
// rule and RDATE its start is its one occurrence. All its rules start at Start.
// The zero Set has no start and is not valid.
type Set struct {
	// Start is DTSTART. Its form decides whether the set is all-day or timed, and
	// its location is the zone of the rules.
	Start Moment

	// Length is how long an occurrence lasts unless it says otherwise. It plays a
	// part in Occurrences only.
	Length Length

	// Rules are the RRULEs. RFC 5545 recommends one; more make a union.
	Rules []Rule

	// ExRules are the EXRULEs of RFC 2445, whose occurrences are removed. RFC 5545
	// has none: they are read, never written.
	ExRules []Rule

	// RDates are the RDATEs of value type DATE or DATE-TIME, of the form of Start.
	RDates []Moment

	// Periods are the RDATEs of value type PERIOD, in timed sets only.
	Periods []Period

	// ExDates are the EXDATEs. In a timed set a DATE removes the occurrences that
	// start on that day by the clock of Start's location.
	ExDates []Moment

	// Overrides are the replaced occurrences, in any order. Of two with the same
	// ID the later one in this list holds.
	Overrides []Override
}

// An Occurrence is one time that a set happens: T is date.Date in an all-day set
// and time.Time in a timed one.
type Occurrence[T any] struct {
	// Start is when it starts.
	Start T

	// End is the first moment after it, exclusive: the same as Start in a timed
	// set without lengths, the next day in an all-day one.
	End T

	// ID is its RECURRENCE-ID: the start that the rules give it, which differs
	// from Start where an override has moved it.
	ID T

	// Override is the index in Set.Overrides of what it follows, or -1.
	Override int
}
