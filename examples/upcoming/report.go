package main

import (
	"slices"

	"github.com/convene-cal/convene/calendar"
)

// report is the answer, as the writers print it.
type report struct {
	request
	cal      *calendar.Merged
	entries  []calendar.MergedEntry
	overdue  []calendar.MergedEntry
	dateless int // how many entries have no date
	more     int // how many entries of the span -n left out
}

func (req request) answer(cal *calendar.Merged, filters []calendar.Filter) report {
	if req.hasAsOf {
		cal = cal.AsOf(req.asOf)
	}
	rep := report{request: req, cal: cal}
	undated := slices.Collect(cal.Undated(req.from, filters...))
	rep.dateless = len(undated)
	switch {
	case req.undated:
		rep.entries = undated
	case req.hasUntil:
		rep.entries = slices.Collect(cal.Between(req.from, req.from, req.until+1, filters...))
	default:
		rep.entries = cal.Next(req.from, req.n, filters...)
	}
	if !req.undated {
		rep.overdue = slices.Collect(cal.Overdue(req.from, filters...))
		rep.overdue = slices.DeleteFunc(rep.overdue, req.isOver)
	}
	if req.n != all && req.n < len(rep.entries) {
		rep.more = len(rep.entries) - req.n
		rep.entries = rep.entries[:req.n]
	}
	return rep
}

// isOver reports whether an entry whose day has passed owes nobody anything: whatever is no
// deadline in other people's calendars, which seldom say that something was held.
func (req request) isOver(e calendar.MergedEntry) bool {
	if e.Kind == calendar.Deadline {
		return false
	}
	return !slices.ContainsFunc(e.In, func(o calendar.Origin) bool { return !req.imported[o.Calendar.ID()] })
}
