package unga

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// A Rule says on which days the sessions from one number on open and hold their general
// debate: rule 1 of the Assembly's rules of procedure and annex IX to them, as amended.
// It is in force from its FirstSession until the next rule's.
type Rule struct {
	// FirstSession is the number of the first session that the rule governs.
	FirstSession int

	// Adopted is the day on which the Assembly adopted the rule, or the zero Date
	// where no source gives it. The source's SaidOnInferred is set where the day is
	// only the latest possible one.
	Adopted date.Date

	// Basis is [calendar.BasisRule] where the wording is sourced, and
	// [calendar.BasisProjected] where it is inferred from published days.
	Basis calendar.Basis

	// TuesdayFrom is a day of September: the session opens on the Tuesday in the
	// seven days that begin with it.
	TuesdayFrom int

	// DebateTuesday says on which Tuesday after the opening the general debate
	// opens, 1 being the first, and DebateDays for how many working days it is to
	// last. They are 0 where no source gives a rule.
	DebateTuesday, DebateDays int

	// OpeningSource, DebateSource and LengthSource say so.
	OpeningSource, DebateSource, LengthSource calendar.Source
}

// Opening returns the day on which the session of a year opens by the rule.
func (r Rule) Opening(year int) date.Date {
	from := date.New(year, time.September, r.TuesdayFrom)
	return from + daysUntil(from, time.Tuesday)
}

// Debate returns the day on which the general debate opens by the rule, for a session
// that opens on the given day. It is false if there is no such rule.
func (r Rule) Debate(opening date.Date) (first date.Date, ok bool) {
	if r.DebateTuesday < 1 {
		return 0, false
	}
	next := opening + 1
	return next + daysUntil(next, time.Tuesday) + date.Date(7*(r.DebateTuesday-1)), true
}

// DebateLast returns the last day of the general debate by the rule, for a debate that
// opens on the given day. Working days are Monday to Friday: the official holidays of the
// United Nations are lists drawn up for each year, and not counted. It is false if
// there is no such rule.
func (r Rule) DebateLast(first date.Date) (last date.Date, ok bool) {
	if r.DebateDays < 1 {
		return 0, false
	}
	return workingDay(first, r.DebateDays), true
}

// Words says the rule in English.
func (r Rule) Words() string {
	s := fmt.Sprintf("opens on the Tuesday in %d to %d September", r.TuesdayFrom, r.TuesdayFrom+6)
	if r.DebateTuesday > 0 {
		s += fmt.Sprintf("; general debate from the %s Tuesday after", Ordinal(r.DebateTuesday))
	}
	if r.DebateDays > 0 {
		s += fmt.Sprintf(", for %d working days", r.DebateDays)
	}
	return s
}

// daysUntil returns how many days after d the next given weekday is, 0 to 6.
func daysUntil(d date.Date, w time.Weekday) date.Date {
	return date.Date(w-d.Weekday()+7) % 7
}

// workingDay returns the n-th working day from first on, first being counted if it is
// one, for n at least 1.
func workingDay(first date.Date, n int) date.Date {
	sinceMonday := 6 - daysUntil(first, time.Sunday)
	monday := first - sinceMonday
	nth := min(int(sinceMonday), 5) + n - 1 // working days from that Monday on
	return monday + date.Date(nth/5*7+nth%5)
}
