package planning

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// A Task is a step of a plan with the days on which it can be and must be done. Work fills
// whole days: what takes two days and begins on a Monday finishes on the Tuesday, and what
// needs it begins on the Wednesday. What takes no time happens at the end of a day, the very
// one on which what it needs finishes; where it needs nothing it can happen at once, and what
// needs it can begin today.
//
// A task of working days begins and finishes on such days of its own place.
type Task struct {
	Step

	// EarliestStart and EarliestFinish are the first days on which it can begin and be
	// done, if nothing begins before today and all that it needs is done as soon as can be.
	EarliestStart, EarliestFinish date.Date

	// LatestStart and LatestFinish are the last days on which it can begin and be done
	// for every day that hangs on it to be kept. They mean nothing where HasLatest is
	// false: it serves no milestone whose last day is known.
	LatestStart, LatestFinish date.Date
	HasLatest                 bool

	// Slack is how many days lie between the two starts, working days for a task of such:
	// how long it can wait. It is negative where it is too late already for what hangs
	// on it.
	Slack int

	// Critical is set for the tasks on the critical path: the milestone that has the
	// least room before its day, and of all that comes before it what holds it up.
	// Where all tasks are of calendar days, these are the tasks with the least slack.
	Critical bool

	// Blocked tells why the days are not known: a [*calendar.CoverageError] of this task
	// or of one that it hangs on. All days mean nothing then.
	Blocked error
}

// A Bound says which day of a window counts as the last that is in time.
type Bound uint8

const (
	// LastDay counts with the last day that is possible.
	LastDay Bound = iota
	// FirstDay counts with the first: what is in time for that is in time however the
	// window closes. What has no first day counts with its last.
	FirstDay
)

// Path finds how the milestones of the plan can be fitted between today and their days,
// each for as long as it takes and after those that it needs: the critical path method. It
// returns them in the order of their earliest start, then in one in which each comes after
// those it needs. What is [Done] or [Void] takes no time and has no latest start, nor has what
// is needed for that alone.
//
// The error joins the faults of the plan that [Check] finds; milestones that need each
// other in a circle are a [*CycleError].
func (p Plan) Path(c *calendar.Calendar, today date.Date, bound Bound) ([]Task, error) {
	steps, err := p.steps(c, today)
	if err != nil {
		return nil, err
	}
	n := network{tasks: make([]Task, len(steps)), needs: make([][]int, len(steps)), bound: bound}
	index := make(map[string]int, len(steps))
	for i, s := range steps {
		n.tasks[i].Step = s
		index[s.ID] = i
	}
	for i, s := range steps {
		for _, id := range s.Needs {
			n.needs[i] = append(n.needs[i], index[id])
		}
	}
	n.order, _ = sortByNeed(len(steps), func(i int) []int { return n.needs[i] })
	n.forward(today)
	n.backward()
	n.slack()
	tasks := make([]Task, 0, len(steps))
	for _, i := range n.order {
		tasks = append(tasks, n.tasks[i])
	}
	slices.SortStableFunc(tasks, func(a, b Task) int { return cmp.Compare(a.EarliestStart, b.EarliestStart) })
	return tasks, nil
}

// A network is the tasks of a plan with what they need. Inside, times are mornings: a task
// lies in [start, end).
type network struct {
	tasks []Task
	needs [][]int // of each task, the indexes of those that it needs
	order []int   // each after those that it needs
	bound Bound

	starts, ends []date.Date // the earliest mornings
	limits       []date.Date // the morning by which each is to be done, or none
	latest       []date.Date // the morning of the latest start, where there is a limit
}

// isOver reports whether there is nothing left to do of a task.
func (n *network) isOver(i int) bool {
	return n.tasks[i].Standing == Done || n.tasks[i].Standing == Void
}

func (n *network) takes(i int) Duration {
	if n.isOver(i) {
		return Duration{}
	}
	return n.tasks[i].Takes
}

// forward finds the earliest days.
func (n *network) forward(today date.Date) {
	n.starts, n.ends = make([]date.Date, len(n.tasks)), make([]date.Date, len(n.tasks))
	for _, i := range n.order {
		t := &n.tasks[i]
		start := today
		for _, need := range n.needs[i] {
			if err := n.tasks[need].Blocked; err != nil {
				t.Blocked = err
			}
			start = max(start, n.ends[need])
		}
		if t.Blocked != nil {
			continue
		}
		begin, end, err := n.takes(i).finish(start)
		if err == nil && (end.Year() > 9999 || begin.Year() < 0) {
			err = fmt.Errorf("planning: %s would be done after the year 9999", t.ID)
		}
		if err != nil {
			t.Blocked = err
			continue
		}
		n.starts[i], n.ends[i] = begin, end
		t.EarliestStart, t.EarliestFinish = daysOf(begin, end, today)
	}
}

// daysOf returns the first and the last day of [start, end). What takes no time happens at
// the end of the day before, but not before today.
func daysOf(start, end, today date.Date) (first, last date.Date) {
	if start == end {
		start = max(start-1, today)
		return start, start
	}
	return start, end - 1
}

// backward finds the latest days.
func (n *network) backward() {
	n.limits, n.latest = slices.Repeat([]date.Date{none}, len(n.tasks)), make([]date.Date, len(n.tasks))
	for k := len(n.order) - 1; k >= 0; k-- {
		i := n.order[k]
		t := &n.tasks[i]
		if n.isOver(i) {
			continue
		}
		end := n.limits[i]
		if due, ok := n.due(t.Step); ok {
			end = min(end, due+1)
		}
		if end == none || t.Blocked != nil {
			continue
		}
		takes := n.takes(i)
		start, err := takes.start(end)
		if err == nil && start.Year() < 0 {
			err = fmt.Errorf("planning: %s would begin before the year 0", t.ID)
		}
		if err != nil {
			t.Blocked = err
			n.block(i, err)
			continue
		}
		n.limits[i], n.latest[i] = end, start
		t.HasLatest = true
		t.LatestStart, t.LatestFinish = start, end-1
		if takes.IsZero() {
			t.LatestStart = end - 1
		} else if takes.Workdays != 0 {
			if last, err := takes.At.OnOrBefore(end - 1); err == nil {
				t.LatestFinish = last
			}
		}
		for _, need := range n.needs[i] {
			n.limits[need] = min(n.limits[need], start)
		}
	}
}

// block blocks all that task i needs, whose latest days hang on its own.
func (n *network) block(i int, err error) {
	for _, need := range n.needs[i] {
		if n.tasks[need].Blocked == nil {
			n.tasks[need].Blocked = err
			n.block(need, err)
		}
	}
}

// none is the morning by which a task is to be done that serves nothing.
const none = date.Date(1 << 40)

// due returns the last day on which a step is in time by itself.
func (n *network) due(s Step) (date.Date, bool) {
	if first, ok := s.When.Earliest(); ok && n.bound == FirstDay {
		return first, true
	}
	return s.When.Latest()
}

// slack finds how long each task can wait, and what lies on the critical path.
func (n *network) slack() {
	least := none
	for i := range n.tasks {
		t := &n.tasks[i]
		if t.Blocked != nil || !t.HasLatest {
			continue
		}
		t.Slack, t.Blocked = n.takes(i).between(n.starts[i], n.latest[i])
		if due, ok := n.due(t.Step); ok && t.Blocked == nil {
			least = min(least, due+1-n.ends[i])
		}
	}
	for k := len(n.order) - 1; k >= 0; k-- {
		i := n.order[k]
		t := &n.tasks[i]
		if due, ok := n.due(t.Step); ok && t.HasLatest && t.Blocked == nil && due+1-n.ends[i] == least {
			t.Critical = true
		}
		if !t.Critical {
			continue
		}
		held := date.Date(-none)
		for _, need := range n.needs[i] {
			held = max(held, n.ends[need])
		}
		for _, need := range n.needs[i] {
			if n.ends[need] == held && !n.isOver(need) {
				n.tasks[need].Critical = true
			}
		}
	}
}
