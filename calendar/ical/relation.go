package ical

import "github.com/convene-cal/convene/recurrence"

// uidOf returns the UID in the feed of the event with an ID; empty if none is known, or if
// it is not in feeds of this sort.
func (f *feed) uidOf(id string) string {
	if id == "" {
		return ""
	}
	ev, ok := f.cal.Event(id)
	switch rs, ss := f.ruleSeries[ev.Series], f.setSeries[ev.Series]; {
	case !ok:
		return ""
	case f.options.Todos:
		if !isTodo(ev.Kind) {
			return ""
		}
		id += todoSuffix
	case rs != nil:
		if _, ok := keyIn(rs.dates, ev); ok {
			id = rs.ID
		}
	case ss != nil:
		if at, ok := ss.has(ev); ok && ss.likeSet(ev, recurrence.Override{ID: at}) {
			id = ss.ID
		}
	}
	return UID(f.cal.ID(), id)
}
