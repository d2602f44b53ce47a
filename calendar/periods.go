package calendar

import (
	"time"

	"github.com/rickb777/date/v2"
)

// Periods is a sequence of numbered periods that a series can step by: the
// sessions of an assembly, or calendar years ([Years]). Periods follow each other
// without a gap. Implementations are immutable and safe for many goroutines.
type Periods interface {
	// Unit is the English name of one period in the singular, such as "session".
	Unit() string

	// Period returns the period with number n, and false if there is none.
	Period(n int) (Period, bool)

	// At returns the number of the period that d belongs to, and false if none.
	At(d date.Date) (n int, ok bool)

	// Part returns a named part of period n, such as "general-debate", and
	// false if the periods know no part of that name or not for that n.
	Part(n int, name string) (Period, bool)

	// AsOf returns the periods as they were known on day d: what was recorded
	// or published later is replaced by what the rules gave then.
	AsOf(d date.Date) Periods
}

// A Learner is implemented by [Periods] that can tell when they came to be known otherwise:
// [Calendar.Crossings] asks others what they were on each day.
type Learner interface {
	// LearnedOn returns the days, in order, on which AsOf may begin to give something
	// else than on the day before.
	LearnedOn() []date.Date
}

// A Period is a numbered span of days, or a part of one: [Start, End).
type Period struct {
	Number     int       // of the session, or the year
	Start      date.Date // the first day
	End        date.Date // the day after the last
	StartBasis Basis     // how Start is known
	EndBasis   Basis     // how End is known
}

// Last returns the last day of the period.
func (p Period) Last() date.Date { return p.End - 1 }

// Contains reports whether d is a day of the period.
func (p Period) Contains(d date.Date) bool { return p.Start <= d && d < p.End }

// A Basis says on what the date of a period's boundary rests.
type Basis uint8

const (
	// BasisRecorded means that a source reports the day after the fact.
	BasisRecorded Basis = iota
	// BasisPlanned means that the day was published beforehand; whether it was kept
	// is not confirmed.
	BasisPlanned
	// BasisRule means that the day follows from a rule whose text is sourced.
	BasisRule
	// BasisProjected means that the day follows from a rule that is itself inferred,
	// or that reaches beyond what has been published.
	BasisProjected
)

var basisNames = [...]string{"recorded", "planned", "by rule", "projected"}

// String returns the basis in English words.
func (b Basis) String() string {
	if int(b) < len(basisNames) {
		return basisNames[b]
	}
	return "unknown basis"
}

// IsProjection reports whether the day was computed and not said by anybody.
func (b Basis) IsProjection() bool { return b == BasisRule || b == BasisProjected }

// When returns the days of the period. Each end is projected where a rule alone gives it.
func (p Period) When() When {
	return Lasting(p.Start, p.Last()).projectBounds(p.StartBasis.IsProjection(), p.EndBasis.IsProjection())
}

// Years are the calendar years, numbered as in ISO 8601, 1 to 9999. They have no parts.
var Years Periods = years{}

type years struct{}

func (years) Unit() string { return "year" }

func (years) Period(n int) (Period, bool) {
	if n < 1 || n > 9999 {
		return Period{}, false
	}
	return Period{Number: n, Start: date.New(n, time.January, 1), End: date.New(n+1, time.January, 1)}, true
}

func (years) At(d date.Date) (int, bool) {
	n := d.Year()
	return n, 1 <= n && n <= 9999
}

func (years) Part(int, string) (Period, bool) { return Period{}, false }

func (years) AsOf(date.Date) Periods { return years{} }

func (years) LearnedOn() []date.Date { return nil }
