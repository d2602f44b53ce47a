package ical

import (
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// changesOf counts how often an occurrence has changed the entry of its series: with each
// statement on it, each correction of one, and each later day on which another source of
// one spoke, as [calendar.Event] counts for an entry of its own.
func changesOf(ev calendar.Event) int {
	n := len(ev.History)
	for _, st := range ev.History {
		n += len(st.Revised) + laterDays(st.Sources)
	}
	return n
}

// laterDays counts the days after the first on which sources of the same spoke.
func laterDays(sources []calendar.Source) int {
	days := make(map[date.Date]bool)
	for _, s := range sources {
		days[s.SaidOn] = true
	}
	return max(len(days)-1, 0)
}
