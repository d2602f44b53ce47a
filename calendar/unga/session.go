package unga

import (
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// The names of the parts of a session, as [Table.Part] takes them.
const (
	// GeneralDebate is the debate that heads of State and Government open each
	// session with. Its span includes days without a sitting.
	GeneralDebate = "general-debate"

	// MainPart lasts from the opening to the end of the year.
	MainPart = "main-part"

	// ResumedPart lasts from January to the opening of the next session.
	ResumedPart = "resumed-part"
)

// A Day is a day with how it is known and who says so. In the zero value nothing is known.
type Day struct {
	Date   date.Date       // 0 where it is not known
	Basis  calendar.Basis  // on what it rests
	Source calendar.Source // of a day by rule, that of the rule
}

// IsKnown reports whether the day is known, be it only by rule.
func (d Day) IsKnown() bool { return d.Date != 0 }

// A Span is the days from First to Last, both included, as people write them. Either may
// be unknown.
type Span struct {
	First, Last Day
}

// IsKnown reports whether both ends are known.
func (s Span) IsKnown() bool { return s.First.IsKnown() && s.Last.IsKnown() }

// Contains reports whether both ends are known and d is a day of the span.
func (s Span) Contains(d date.Date) bool {
	return s.IsKnown() && s.First.Date <= d && d <= s.Last.Date
}

// A Session is a regular session of the General Assembly. It lasts until the next one
// opens: its days are [Opening, Next).
type Session struct {
	// Number counts the regular sessions from 1, that of 1946.
	Number int

	// Opening is the day of the first meeting, and Next that of the session after.
	Opening, Next Day

	// GeneralDebate has a First without a Last, or neither, where no source and no
	// rule gives them.
	GeneralDebate Span

	// MainPart ends by practice with the year, where the day of its last meeting is
	// not sourced. ResumedPart begins by practice with the next year.
	MainPart, ResumedPart Span

	// Closing is the day of the last meeting, where sourced. It can be the very day
	// on which the next session opens, and then does not belong to this one.
	Closing Day

	// Note tells what was out of the ordinary, or is empty.
	Note string
}

// String returns the session's name, such as "80th session".
func (s Session) String() string { return Ordinal(s.Number) + " session" }

// Contains reports whether d is a day of the session.
func (s Session) Contains(d date.Date) bool {
	return s.Opening.Date <= d && d < s.Next.Date
}

// Part returns the part with that name, and false if there is none or its ends are not
// both known.
func (s Session) Part(name string) (Span, bool) {
	var p Span
	switch name {
	case GeneralDebate:
		p = s.GeneralDebate
	case MainPart:
		p = s.MainPart
	case ResumedPart:
		p = s.ResumedPart
	}
	return p, p.IsKnown()
}
