package calendar

import (
	"time"

	"github.com/rickb777/date/v2"
)

// An Event is one thing that happens, is to happen or has happened: a meeting, a
// day, a report, a deadline. An occurrence of a [Series] is an Event too.
//
// The same type serves both ways. In a [Definition] it holds what the layer's
// document says of the event. In the answers of a [Calendar] it holds what is known
// in the end, or on the day of [Calendar.AsOf], with History telling who said what.
//
// An Event from a Calendar shares its slices with it. They must not be changed.
type Event struct {
	// ID names the event for ever. An occurrence that only its series' pattern
	// gives has the series' ID, a slash and the occurrence's key.
	ID string

	// Title is a short name, Summary one or two sentences.
	Title, Summary string

	// Translations are Title, Summary, Place and LeavesOpen in other languages. From a
	// Calendar they come in the order of their languages, and [Calendar.In] chooses
	// among them.
	Translations []Translation

	// Kind says what sort of thing it is.
	Kind Kind

	// Series is the ID of the series that the event is an occurrence of, or
	// empty. Occurrence is its key there: the period's number for a [Cadence],
	// the day (2006-01-02) that the rule gives for a [ByRule], the recurrence
	// identifier for a [BySet], and empty where the series has no stated period. What
	// becomes known later of an occurrence that was projected before is a Statement:
	// an Event would give it another ID.
	Series, Occurrence string

	// When says on which days it falls. In a Definition, Within may be given
	// instead, and the calendar works When out.
	When   When
	Within PeriodRef

	// Status says what has become of it. It is never Overdue: see [Entry].
	Status Status

	// Place and Format are independent: a virtual meeting can have a city. Geo has
	// the coordinates of Place.
	Place  string
	Geo    Geo
	Format Format

	// Organizers convene it or are to do it; Documents are the symbols of
	// documents that belong to it.
	Organizers, Documents []string

	// LeavesOpen lists what the document does not say about it.
	LeavesOpen []string

	// FulfilledBy is the ID of the event by which this one, a deadline or a
	// mandate, is met: when that is held, this is held too.
	FulfilledBy string

	// Sources say it, the document of the first layer first.
	Sources []Source

	// History is what was said of the event, in the order of the days on which
	// it was said. It is filled in by the calendar.
	History []Statement

	// Revised holds, in a Definition, the moments at which the event's own text
	// there was corrected after it had first been published. See Statement.Revised.
	Revised []time.Time

	// Sequence counts how often the event has changed, as SEQUENCE does in RFC
	// 5545, section 3.8.7.4: each statement after the one that made it known, be
	// it an occurrence's own first statement or the series; each later day on
	// which another source of one of these spoke; each correction of them; and
	// each time that what fulfils it came to be held, or was cancelled after
	// that. While statements are only added it never falls. It is filled in by
	// the calendar.
	Sequence int

	whenSources []Source // see WhenSources
	voiced      voiced
}

// SaidOn returns the day on which the first statement on the event was made, and
// false where no source gives one.
func (e Event) SaidOn() (date.Date, bool) {
	if len(e.History) == 0 {
		return 0, false
	}
	return e.History[0].SaidOn, true
}

// WhenSources returns the sources of the statements that gave the event its When, those
// of earlier layers first, or of the series that did, or of the statement that took it
// away. Where nothing did, they are all the sources of the event.
func (e Event) WhenSources() []Source {
	if e.whenSources == nil {
		return e.Sources
	}
	return e.whenSources
}

// A PeriodRef places an event by a numbered period instead of by days: "at the
// eightieth session, after the general debate, but no later than December 2025".
// The zero PeriodRef places nothing.
type PeriodRef struct {
	// Periods is the name under which the [Definition] knows the periods.
	Periods string

	// Number is the number of the period.
	Number int

	// After, where not empty, names the part of the period after whose last day
	// the window opens. Otherwise it opens with the period.
	After string

	// Early leaves the window without a first day: the event may come before the
	// period begins, as reports to a session do, but no later than its end. It
	// cannot go with After.
	Early bool

	// NotAfter, where not zero, closes the window on its latest day, if that
	// comes before the period's end.
	NotAfter When
}

// IsZero reports whether r places nothing.
func (r PeriodRef) IsZero() bool { return r == PeriodRef{} }
