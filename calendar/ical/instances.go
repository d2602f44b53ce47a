package ical

import (
	"cmp"
	"container/heap"
	"iter"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// An Instance is one time that a component of a calendar happens.
type Instance struct {
	// Start and End are when, End exclusive; it is Start where the component has no
	// length. All-day ones are from midnight to midnight.
	Start, End time.Time
	AllDay     bool

	// Component is the one that tells of it: that which replaces it, where one does.
	Component ics.Component

	// Event is what it is in the calendar.
	Event calendar.Event
}

// Instances returns what of a model happens in [from, to), what has begun before
// included, in the order of the starts, then of the ends: events, and to-dos when they are
// due. Rules are not expanded beyond the span, nor all at once. What is cancelled is among
// them, with its status.
//
// Days, and local times without a zone, are those of the location of from, unless
// options.Floating is given. It reads the model anew; to ask several times, use
// [ToCalendar] and [Import.Between].
func Instances(model *ics.Calendar, from, to time.Time, options ImportOptions) iter.Seq[Instance] {
	return func(yield func(Instance) bool) {
		if options.Floating == nil {
			options.Floating = from.Location()
		}
		im, err := ToCalendar(model, options)
		if err != nil {
			return
		}
		for i := range im.Between(from, to) {
			if !yield(i) {
				return
			}
		}
	}
}

// Between is [Instances] of the model that was taken in. Without [ImportOptions].Floating,
// local times without a zone count as all-day.
func (im *Import) Between(from, to time.Time) iter.Seq[Instance] {
	return func(yield func(Instance) bool) {
		loc := from.Location()
		// Wherever it is, the day there is at most one off.
		first, last := date.NewAt(from.UTC())-2, date.NewAt(to.UTC())+2
		var ahead instanceHeap
		flush := func(until time.Time) (more bool) {
			for len(ahead) > 0 && ahead[0].Start.Before(until) {
				if !yield(*heap.Pop(&ahead).(*Instance)) {
					return false
				}
			}
			return true
		}
		for e := range im.Calendar.Between(first, first, last+1) {
			due, ok := e.When.Due()
			if !ok || !e.When.IsExact() {
				continue
			}
			// No clock is a day ahead of UTC.
			if !flush((due - 1).MidnightUTC()) {
				return
			}
			i := &Instance{Event: e.Event, Component: im.Component(e.ID)}
			if i.Start, ok = e.When.Start(); ok {
				if i.End, ok = e.When.End(); !ok {
					i.End = i.Start
				}
			} else {
				begin, _ := e.When.Earliest()
				end, _ := e.When.Latest()
				i.Start, i.End, i.AllDay = begin.MidnightIn(loc), (end + 1).MidnightIn(loc), true
			}
			if i.Start.Before(to) && (i.End.After(from) || !i.Start.Before(from)) {
				heap.Push(&ahead, i)
			}
		}
		flush(to)
	}
}

// An instanceHeap has the first instance on top.
type instanceHeap []*Instance

func (h instanceHeap) Len() int { return len(h) }
func (h instanceHeap) Less(i, j int) bool {
	a, b := h[i], h[j]
	return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), strings.Compare(a.Event.ID, b.Event.ID)) < 0
}
func (h instanceHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *instanceHeap) Push(x any)   { *h = append(*h, x.(*Instance)) }

func (h *instanceHeap) Pop() any {
	last := (*h)[len(*h)-1]
	(*h)[len(*h)-1] = nil
	*h = (*h)[:len(*h)-1]
	return last
}
