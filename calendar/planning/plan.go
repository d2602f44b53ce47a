package planning

import (
	"slices"

	"github.com/convene-cal/convene/calendar"
)

// A Plan works back from something, and on from it: a list of milestones, each some time
// before or after the plan's anchor, an event, a period or another milestone.
//
// A Plan is a value that says how days follow from each other. Which days they are is told
// by a calendar: [Plan.Steps] and [Plan.Path].
type Plan struct {
	// ID names the plan for ever, as IDs in calendars do.
	ID string

	// Title and Summary tell what it is for.
	Title, Summary string

	// Of is what the plan works back from: what the milestones without an anchor of
	// their own are counted from. A plan without it is a pattern, which [Plan.For]
	// turns into plans.
	Of Anchor

	// Milestones are in the order in which their author thinks of them.
	Milestones []Milestone
}

// For returns the plan with another ID, title and anchor: the same rule for another
// meeting.
func (p Plan) For(id, title string, of Anchor) Plan {
	p.ID, p.Title, p.Of = id, title, of
	p.Milestones = slices.Clone(p.Milestones)
	return p
}

// A Milestone is something that is to be done by a day, or that is to be done before
// something else can be.
type Milestone struct {
	// ID names the milestone within its plan.
	ID string

	// Title is a short name, Summary one or two sentences.
	Title, Summary string

	// Due says by which day it is to be done. Where it is nil, the milestone has no day
	// of its own: [Plan.Path] finds the last one on which it is still in time for what
	// needs it.
	Due *Due

	// Takes is how long it takes to do; the zero Duration is no time at all.
	Takes Duration

	// Needs are the IDs of the milestones of the plan that are to be done before this
	// one can begin.
	Needs []string

	// FulfilledBy is the ID of an event by which it is met, or empty: when that is
	// held, this is done.
	FulfilledBy string

	// Sources say on which rule it rests. They may be none where it is the office's own.
	Sources []calendar.Source
}

// A Due places a milestone: an offset from an anchor.
type Due struct {
	// Of is the anchor. The zero Anchor stands for the plan's.
	Of Anchor

	// Offset is how far from it; the zero Offset is the very day.
	Offset Offset
}

// An Anchor is a day to count from. One at most of Event, Milestone and Periods says of
// what; the zero Anchor stands for the anchor of the plan.
type Anchor struct {
	// Event is the ID of an event, or that of a series, a slash and the key of an
	// occurrence.
	Event string

	// Milestone is the ID of another milestone of the same plan that has a Due.
	Milestone string

	// Periods is the name under which the calendar knows the periods, Number the
	// number of one of them, and Part a part of it or empty.
	Periods string
	Number  int
	Part    string

	// Point is the day of it that counts.
	Point Point
}

// of reports whether a names something to count from.
func (a Anchor) of() bool { return a.Event != "" || a.Milestone != "" || a.Periods != "" }

// A Point is the day of an anchor from which one counts.
type Point string

// The points of an anchor.
const (
	// Near, the zero Point, is the first day of what lasts for what comes before it, and
	// the last for what comes after; for what falls on the very day it is the first.
	Near Point = ""
	// Start is the first day.
	Start Point = "start"
	// End is the last day.
	End Point = "end"
	// Within is a day not known between the two: that of a meeting during a session.
	Within Point = "within"
)

// Points returns all points but Near, in a fixed order.
func Points() []Point { return []Point{Start, End, Within} }

// IsValid reports whether p is one of the points.
func (p Point) IsValid() bool { return p == Near || slices.Contains(Points(), p) }
