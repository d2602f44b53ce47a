package unga

import (
	"slices"

	"github.com/rickb777/date/v2"
)

// LearnedOn returns the days on which something of the sessions came to be known: a rule
// was adopted, a day was published or recorded. Between two of them [Table.AsOf] does not
// change.
func (t Table) LearnedOn() []date.Date {
	var days []date.Date
	d := known()
	for i := range d.rules {
		days = append(days, d.rules[i].Adopted)
	}
	for i := range d.forecasts {
		days = append(days, d.forecasts[i].said)
	}
	for i := range d.sessions {
		e := &d.sessions[i]
		days = append(days, e.complete)
		for _, c := range e.claims() {
			if c.IsKnown() {
				days = append(days, c.from)
			}
		}
	}
	days = slices.DeleteFunc(days, func(d date.Date) bool { return !t.reaches(d) })
	slices.Sort(days)
	return slices.Compact(days)
}
