package unga

import (
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// A claim is what a source says of a day, with the first day on which that was known. In
// the zero value nothing is claimed.
type claim struct {
	Day
	from date.Date
}

// reaches reports whether what was known from that day on is known in t.
func (t Table) reaches(from date.Date) bool { return !t.limited || from <= t.asOf }

// knows reports whether there is a claim and t knows of it.
func (t Table) knows(c claim) bool { return c.IsKnown() && t.reaches(c.from) }

// better returns c if t knows it and it takes the place of what was known: a record that
// of anything, and a plan that of what is not later.
func (t Table) better(before, c claim) claim {
	if t.knows(c) && (c.Basis == calendar.BasisRecorded || !before.IsKnown() || before.from <= c.from) {
		return c
	}
	return before
}

// knowsAllOf reports whether t knows all that is claimed of a session.
func (t Table) knowsAllOf(e *entry) bool { return t.reaches(e.complete) }
