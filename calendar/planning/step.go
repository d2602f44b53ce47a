package planning

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// A Step is a milestone as it stands on a day.
type Step struct {
	Milestone

	// Today is the day from which one looks.
	Today date.Date

	// When is the day by which it is to be done, as well known as the anchor's: a window
	// where that is one, projected where that is. It is zero where the anchor has no
	// day, or the milestone no Due.
	When calendar.When

	// Status is Held where what fulfils the milestone is, and otherwise follows from
	// what it is counted from in the end: Projected while that is projected, Mandated
	// while its day is not set, Scheduled once it is, Postponed or Cancelled as it is.
	Status calendar.Status

	// Standing says whether it is in time.
	Standing Standing

	// Basis says in English what the day is counted from: "10 weeks before the start of
	// Appraisal of the Global Plan of Action at the 80th session".
	Basis string

	// Problem tells why there is no day though there is an anchor with one: working days
	// beyond all lists are a [*calendar.CoverageError]. It is nil otherwise.
	Problem error

	root  anchorage // what it is counted from in the end
	index int
}

// A Standing says how a milestone stands on a day.
type Standing string

// The standings of a milestone.
const (
	// Ahead means that its day has not passed.
	Ahead Standing = "ahead"
	// MayBeLate means that its day may have passed: the first day of its window has.
	MayBeLate Standing = "may be late"
	// Late means that its last day has passed, and no source says that it was met.
	Late Standing = "late"
	// Done means that the event that fulfils it was held.
	Done Standing = "done"
	// Past means that its day has passed and what it was to serve was held: whether it
	// was met matters no more.
	Past Standing = "past"
	// Void means that what it was to serve was cancelled.
	Void Standing = "void"
	// Undated means that it has no day, or none that is known.
	Undated Standing = "undated"
)

// Standings returns all standings, in a fixed order.
func Standings() []Standing { return []Standing{Ahead, MayBeLate, Late, Done, Past, Void, Undated} }

// DaysLeft returns how many days there are until the last on which it is in time: 0 on that
// day, negative once it is late. It is false where there is no such day.
func (s Step) DaysLeft() (int, bool) {
	last, ok := s.When.Latest()
	return int(last - s.Today), ok
}

// DaysLate returns how many days ago the last day was on which it was in time, and for one
// that [MayBeLate] how many days ago the first was. It is 0 for all others.
func (s Step) DaysLate() int {
	switch s.Standing {
	case Late:
		last, _ := s.When.Latest()
		return int(s.Today - last)
	case MayBeLate:
		first, _ := s.When.Earliest()
		return int(s.Today - first)
	}
	return 0
}

// Steps returns the milestones of the plan as the calendar places them and as they stand
// on the day today, in the order of their days, then of the plan; those without a day come
// last. When the calendar learns of another day of an anchor, all that hangs on it follows;
// beside [calendar.Calendar.AsOf] the steps are those of that day, and what hangs on an
// event that was not known then is undated.
//
// The error joins the faults of the plan that [Check] finds.
func (p Plan) Steps(c *calendar.Calendar, today date.Date) ([]Step, error) {
	steps, err := p.steps(c, today)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(steps, func(a, b Step) int {
		if n := a.When.Compare(b.When); n != 0 {
			return n
		}
		return cmp.Compare(a.index, b.index)
	})
	return steps, nil
}

// steps returns the steps in the order of the plan.
func (p Plan) steps(c *calendar.Calendar, today date.Date) ([]Step, error) {
	beside := c
	if _, limited := c.AsOfDay(); limited {
		beside = nil // what was not known yet is no fault
	}
	if err := Check(p, beside); err != nil {
		return nil, err
	}
	index := make(map[string]int, len(p.Milestones))
	for i, m := range p.Milestones {
		index[m.ID] = i
	}
	order, _ := sortByNeed(len(p.Milestones), func(i int) []int {
		if due := p.Milestones[i].Due; due != nil && due.Of.Milestone != "" {
			return []int{index[due.Of.Milestone]}
		}
		return nil
	})
	steps := make([]Step, len(p.Milestones))
	for _, i := range order {
		s := Step{Milestone: p.Milestones[i], Today: today, Standing: Undated, index: i}
		if s.Due != nil {
			of := s.Due.Of
			if !of.of() {
				point := of.Point
				if of = p.Of; point != Near {
					of.Point = point
				}
			}
			if of.Milestone != "" {
				by := steps[index[of.Milestone]]
				s.root = by.root
				s.count(anchorage{title: by.Title, when: by.When, problem: by.Problem}, of.Point)
			} else {
				s.root = find(c, of, today)
				s.count(s.root, of.Point)
			}
		}
		s.stand(c)
		steps[i] = s
	}
	return steps, nil
}

// An anchorage is an anchor as a calendar knows it.
type anchorage struct {
	title   string
	when    calendar.When
	status  calendar.Status
	problem error
}

// find returns what is known of an event or a period.
func find(c *calendar.Calendar, a Anchor, today date.Date) anchorage {
	switch {
	case a.Event != "":
		e, ok := c.Entry(a.Event, today)
		if !ok {
			return anchorage{title: a.Event, problem: fmt.Errorf("planning: %s was not known on the day of the calendar", a.Event)}
		}
		return anchorage{title: e.Title, when: e.When, status: e.Event.Status}
	case a.Periods != "":
		p, reason := periodOf(c, a)
		if reason != "" {
			return anchorage{title: a.Periods, problem: fmt.Errorf("planning: %s", reason)}
		}
		return period(c, a, p)
	}
	return anchorage{problem: fmt.Errorf("planning: the plan has no anchor")}
}

// period places the span of a period, or a part of one, as days that are set unless a rule
// alone gives them.
func period(c *calendar.Calendar, a Anchor, p calendar.Period) anchorage {
	unit := a.Periods
	if periods, ok := c.Periods(a.Periods); ok {
		unit = periods.Unit()
	}
	at := anchorage{title: fmt.Sprintf("%s %d", unit, a.Number), status: calendar.Scheduled}
	if a.Part != "" {
		at.title = fmt.Sprintf("the %s of %s", a.Part, at.title)
	}
	at.when = p.When()
	if at.when.IsProjected() {
		at.status = calendar.Projected
	}
	return at
}

// count places the step by an anchor.
func (s *Step) count(a anchorage, point Point) {
	s.Problem = a.problem
	offset := s.Due.Offset
	day, name := a.when, "the start of "
	switch {
	case point == Within:
		day, name = day.SomeDay(), "a day within "
	case point == End || point == Near && offset.sign() > 0:
		day, name = day.Ending(), "the end of "
	default:
		day = day.Beginning()
	}
	if a.when.IsExact() && a.when.Form() != calendar.Span || a.when.Form() != calendar.Span && point == Near {
		name = ""
	}
	s.Basis = offset.String() + " " + name + a.title
	if offset.Roll != Stay {
		s.Basis += fmt.Sprintf(", or the working day %s than that at %s", offset.Roll, offset.At.Place())
	}
	if s.Problem != nil || day.IsZero() {
		return
	}
	when, err := day.Move(offset.From)
	if err != nil {
		s.Problem = err
		return
	}
	s.When = when
}

// stand tells the status and the standing of a step that is placed.
func (s *Step) stand(c *calendar.Calendar) {
	switch of := s.root.status; {
	case of == calendar.Cancelled || of == calendar.Postponed:
		s.Status = of
	case of == calendar.Projected || s.When.IsProjected():
		s.Status = calendar.Projected
	case of == calendar.Held || of == calendar.Scheduled:
		s.Status = calendar.Scheduled
	default:
		s.Status = calendar.Mandated
	}
	if ev, ok := c.Event(s.FulfilledBy); s.FulfilledBy != "" && ok && ev.Status == calendar.Held {
		s.Status, s.Standing = calendar.Held, Done
		return
	}
	if s.root.status == calendar.Cancelled {
		s.Standing = Void
		return
	}
	first, ok1 := s.When.Earliest()
	last, ok2 := s.When.Latest()
	switch {
	case s.When.IsZero():
	case ok2 && last < s.Today:
		s.Standing = Late
		if served, ok := s.root.when.Latest(); ok && s.root.status == calendar.Held && last <= served {
			s.Standing = Past
		}
	case ok1 && first < s.Today:
		s.Standing = MayBeLate
	default:
		s.Standing = Ahead
	}
}
