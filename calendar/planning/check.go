package planning

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/convene-cal/convene/calendar"
)

// MaxMilestones is how many milestones a plan may have.
const MaxMilestones = 10_000

// An Error tells what is wrong in one place of a [Plan].
type Error struct {
	Plan      string // the ID of the plan
	Index     int    // of the milestone in the plan; -1 for the plan itself
	Milestone string // the ID of the milestone, where there is one
	Field     string // the field, in the words of the catalogue format: "of", "before", "needs" …
	Item      int    // of needs, which of them
	Reason    string // what is wrong with it

	err error
}

func (e *Error) Error() string {
	if e.Index < 0 {
		return fmt.Sprintf("planning: plan %s: %s: %s", e.Plan, e.Field, e.Reason)
	}
	return fmt.Sprintf("planning: plan %s: milestone %d (%s): %s: %s", e.Plan, e.Index+1, e.Milestone, e.Field, e.Reason)
}

// Unwrap returns a [*CycleError], or nil.
func (e *Error) Unwrap() error { return e.err }

// A CycleError tells that milestones hang on each other in a circle.
type CycleError struct {
	// Plan is its ID.
	Plan string

	// Milestones are their IDs in the order in which each hangs on the next, beginning
	// with the one that comes first in the plan, and the last on the first.
	Milestones []string
}

func (e *CycleError) Error() string {
	ids := e.Milestones
	if len(ids) == 1 {
		return ids[0] + " hangs on itself"
	}
	if len(ids) > 8 {
		ids = append(append([]string{}, ids[:7]...), "…")
	}
	return fmt.Sprintf("%d milestones hang on each other in a circle: %s", len(e.Milestones), strings.Join(append(ids[:len(ids):len(ids)], e.Milestones[0]), " → "))
}

// Check reports what is wrong with a plan, beside a calendar or, where that is nil, by
// itself. The error joins an [*Error] for each fault: IDs that are not unique, anchors,
// needs and events that are not known, offsets and durations out of bounds, milestones
// that hang on each other in a circle ([*CycleError]). A calendar that shows an earlier
// day lacks what became known later; check a plan beside the whole.
func Check(p Plan, c *calendar.Calendar) error {
	k := checker{plan: p, calendar: c, index: make(map[string]int)}
	k.check()
	return errors.Join(k.errs...)
}

type checker struct {
	plan     Plan
	calendar *calendar.Calendar
	index    map[string]int // of the milestones, by ID
	errs     []error
}

func (k *checker) fail(i int, field, format string, args ...any) *Error {
	e := &Error{Plan: k.plan.ID, Index: i, Field: field, Reason: fmt.Sprintf(format, args...)}
	if i >= 0 {
		e.Milestone = k.plan.Milestones[i].ID
	}
	k.errs = append(k.errs, e)
	return e
}

func (k *checker) check() {
	p := k.plan
	if !calendar.IsID(p.ID) {
		k.fail(-1, "id", "%q is not an ID: it needs letters, digits, dots, hyphens or underscores, at most 200", p.ID)
	}
	if p.Title == "" {
		k.fail(-1, "title", "is missing")
	}
	if len(p.Milestones) > MaxMilestones {
		k.fail(-1, "milestones", "there are more than %d", MaxMilestones)
		return
	}
	switch {
	case p.Of.Milestone != "":
		k.fail(-1, "of", "a plan cannot be counted from one of its milestones")
	case p.Of.Point != Near && p.Of == Anchor{Point: p.Of.Point}:
		k.fail(-1, "of", "tells a point, and not of what event or period")
	default:
		k.anchor(-1, p.Of)
	}
	for i, m := range p.Milestones {
		switch first, taken := k.index[m.ID]; {
		case !calendar.IsID(m.ID):
			k.fail(i, "id", "%q is not an ID: it needs letters, digits, dots, hyphens or underscores, at most 200", m.ID)
		case taken:
			k.fail(i, "id", "%q is that of milestone %d already", m.ID, first+1)
		default:
			k.index[m.ID] = i
		}
	}
	for i, m := range p.Milestones {
		k.milestone(i, m)
	}
	k.circles("of", func(m Milestone) []string {
		if m.Due == nil || m.Due.Of.Milestone == "" {
			return nil
		}
		return []string{m.Due.Of.Milestone}
	})
	k.circles("needs", func(m Milestone) []string { return m.Needs })
}

func (k *checker) milestone(i int, m Milestone) {
	if m.Title == "" {
		k.fail(i, "title", "is missing")
	}
	if m.Due != nil {
		field := "after"
		if m.Due.Offset.sign() < 0 {
			field = "before"
		}
		for _, reason := range m.Due.Offset.faults() {
			k.fail(i, field, "%s", reason)
		}
		k.anchor(i, m.Due.Of)
	}
	for _, reason := range m.Takes.faults() {
		k.fail(i, "takes", "%s", reason)
	}
	seen := make(map[string]bool)
	for n, id := range m.Needs {
		_, known := k.index[id]
		switch {
		case !known:
			k.fail(i, "needs", "%q is not a milestone of the plan", id).Item = n
		case seen[id]:
			k.fail(i, "needs", "%q stands there twice", id).Item = n
		}
		seen[id] = true
	}
	if m.FulfilledBy != "" && k.calendar != nil {
		if _, ok := k.calendar.Event(m.FulfilledBy); !ok {
			k.fail(i, "fulfilled-by", "%q is not an event", m.FulfilledBy)
		}
	}
	for _, s := range m.Sources {
		if s.Document == "" {
			k.fail(i, "sources", "a source needs a document")
		}
		if !s.Rank.IsValid() {
			k.fail(i, "sources", "rank %q is not primary or secondary", s.Rank)
		}
	}
}

// anchor checks an anchor of milestone i, or for -1 of the plan.
func (k *checker) anchor(i int, a Anchor) {
	named := 0
	for _, name := range []string{a.Event, a.Milestone, a.Periods} {
		if name != "" {
			named++
		}
	}
	if named > 1 {
		k.fail(i, "of", "an event, a milestone or a period, one of them alone")
	}
	if !a.Point.IsValid() {
		k.fail(i, "of", "point: %q is not start, end or within", a.Point)
	}
	if a.Milestone != "" {
		if at, ok := k.index[a.Milestone]; !ok {
			k.fail(i, "of", "%q is not a milestone of the plan", a.Milestone)
		} else if k.plan.Milestones[at].Due == nil {
			k.fail(i, "of", "the milestone %q has no day to count from", a.Milestone)
		}
	}
	if a.Periods == "" && (a.Number != 0 || a.Part != "") {
		k.fail(i, "of", "a number or a part needs periods")
	}
	if k.calendar == nil {
		return
	}
	if a.Event != "" {
		if _, ok := k.calendar.Event(a.Event); !ok {
			k.fail(i, "of", "%q is neither an event nor an occurrence of a series", a.Event)
		}
	}
	if a.Periods != "" {
		if _, reason := periodOf(k.calendar, a); reason != "" {
			k.fail(i, "of", "%s", reason)
		}
	}
}

// periodOf returns the period of an anchor, or tells why there is none.
func periodOf(c *calendar.Calendar, a Anchor) (calendar.Period, string) {
	periods, ok := c.Periods(a.Periods)
	if !ok {
		return calendar.Period{}, fmt.Sprintf("%q are not known periods", a.Periods)
	}
	p, ok := periods.Period(a.Number)
	if !ok {
		return calendar.Period{}, fmt.Sprintf("there is no %s %d", periods.Unit(), a.Number)
	}
	if a.Part != "" {
		if p, ok = periods.Part(a.Number, a.Part); !ok {
			return calendar.Period{}, fmt.Sprintf("%s %d has no part %q", periods.Unit(), a.Number, a.Part)
		}
	}
	return p, ""
}

// circles reports each circle once, at the first of its milestones.
func (k *checker) circles(field string, next func(Milestone) []string) {
	_, circles := sortByNeed(len(k.plan.Milestones), func(i int) []int {
		m := k.plan.Milestones[i]
		if first, ok := k.index[m.ID]; !ok || first != i {
			return nil // what hangs on the ID hangs on the first that has it
		}
		var indexes []int
		for _, id := range next(m) {
			if at, ok := k.index[id]; ok {
				indexes = append(indexes, at)
			}
		}
		return indexes
	})
	for _, circle := range circles {
		e := &CycleError{Plan: k.plan.ID}
		for _, i := range circle {
			e.Milestones = append(e.Milestones, k.plan.Milestones[i].ID)
		}
		k.fail(circle[0], field, "%v", e).err = e
	}
}

// maxCircles bounds how many circles are told of one plan: there may be as many as needs,
// each as long as the plan.
const maxCircles = 16

// sortByNeed puts n nodes in an order in which each comes after those it hangs on, as far
// as they do not hang on each other. It returns the first circles that it met, each
// beginning with its least node.
func sortByNeed(n int, needs func(int) []int) (sorted []int, circles [][]int) {
	const (
		unseen = iota
		open   // on the path
		done
	)
	state := make([]uint8, n)
	type frame struct {
		node  int
		needs []int
	}
	var path []frame
	for root := range n {
		if state[root] != unseen {
			continue
		}
		path = append(path[:0], frame{root, needs(root)})
		state[root] = open
		for len(path) > 0 {
			top := &path[len(path)-1]
			if len(top.needs) == 0 {
				state[top.node] = done
				sorted = append(sorted, top.node)
				path = path[:len(path)-1]
				continue
			}
			next := top.needs[0]
			top.needs = top.needs[1:]
			switch state[next] {
			case unseen:
				state[next] = open
				path = append(path, frame{next, needs(next)})
			case open:
				if len(circles) == maxCircles {
					continue
				}
				from := slices.IndexFunc(path, func(f frame) bool { return f.node == next })
				var circle []int
				for _, f := range path[from:] {
					circle = append(circle, f.node)
				}
				least := slices.Index(circle, slices.Min(circle))
				circles = append(circles, append(circle[least:len(circle):len(circle)], circle[:least]...))
			}
		}
	}
	return sorted, circles
}
