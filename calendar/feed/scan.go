package feed

import (
	"iter"
	"slices"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// How many entries a page looks at, whatever its filters pass of them: a search that finds
// nothing must not go through a million, nor through thousands of years of a series.
const (
	maxScanned = 200_000
	farScanned = 2_000 // beyond the years ahead for which lists are made
)

// A scan looks at entries one by one, up to a number.
type scan struct {
	left int
	cut  bool // whether there were more
}

func newScan() *scan { return &scan{left: maxScanned} }

// of returns the entries that pass all of the filters.
func (s *scan) of(entries iter.Seq[calendar.Entry], filters []calendar.Filter) iter.Seq[calendar.Entry] {
	return func(yield func(calendar.Entry) bool) {
		for e := range entries {
			if s.left == 0 {
				s.cut = true
				return
			}
			s.left--
			if !slices.ContainsFunc(filters, func(pass calendar.Filter) bool { return !pass(e) }) && !yield(e) {
				return
			}
		}
	}
}

// between, overdue and undated are the questions to a calendar of those names, for what the
// page shows.
func (v *view) between(s *scan, from, to date.Date, filters []calendar.Filter) iter.Seq[calendar.Entry] {
	return s.of(v.cal.Between(v.today, from, to), filters)
}

func (v *view) overdue() iter.Seq[calendar.Entry] {
	return newScan().of(v.cal.Overdue(v.today), v.filters())
}

func (v *view) undated(filters []calendar.Filter) iter.Seq[calendar.Entry] {
	return newScan().of(v.cal.Undated(v.today), filters)
}

// next returns the n entries that come next, as [calendar.Calendar.Next] does, which however
// goes on until it has found as many.
func (v *view) next(n int, filters []calendar.Filter) []calendar.Entry {
	var found []calendar.Entry
	ahead := 0
	collect := func(s *scan, from, to date.Date) {
		// What is due follows in the order in which it matters. Before it comes what is under
		// way, which matters when it ends.
		for e := range v.between(s, from, to, filters) {
			if from > v.today && e.When.MayFallWithin(v.today, from) {
				continue // found before
			}
			found = append(found, e)
			if due, ok := e.When.Due(); ok && due >= v.today {
				ahead++
			}
			if ahead == n {
				return
			}
		}
	}
	_, far := v.span()
	collect(newScan(), v.today, far)
	if ahead < n {
		collect(&scan{left: farScanned}, far, lastDay+1)
	}
	slices.SortStableFunc(found, v.byNext)
	return found[:min(n, len(found))]
}

// byNext orders entries by the day that matters next: that on which one is due, or once it has
// begun that on which it ends. Those without one come last.
func (v *view) byNext(a, b calendar.Entry) int {
	day := func(e calendar.Entry) date.Date {
		if due, ok := e.When.Due(); ok && due >= v.today {
			return due
		}
		if last, ok := e.When.Latest(); ok {
			return last
		}
		return lastDay + 1
	}
	return int(day(a) - day(b))
}

// over returns what is over, the last first.
func (v *view) over(s *scan, filters []calendar.Filter) iter.Seq[calendar.Entry] {
	return func(yield func(calendar.Entry) bool) {
		// Backwards in longer and longer steps, since few ask for what is long over.
		to := v.today
		for years := 1; to > firstDay; years *= 2 {
			from := max(to.AddDate(-years, 0, 0), firstDay)
			var entries []calendar.Entry
			for e := range v.between(s, from, to, filters) {
				if last, ok := e.When.Latest(); ok && last >= from && last < to {
					entries = append(entries, e)
				}
			}
			for _, e := range slices.Backward(entries) {
				if !yield(e) {
					return
				}
			}
			to = from
		}
	}
}

// found is what passes the filters: what is ahead, then what is over, the last first, then what
// has no date.
func (v *view) found(s *scan) iter.Seq[calendar.Entry] {
	_, to := v.span()
	return func(yield func(calendar.Entry) bool) {
		for e := range v.between(s, v.today, to, v.filters()) {
			if !yield(e) {
				return
			}
		}
		for e := range v.over(s, v.filters()) {
			if !yield(e) {
				return
			}
		}
		for e := range s.of(v.cal.Undated(v.today), v.filters()) {
			if !yield(e) {
				return
			}
		}
	}
}

// span is what lists of all go through: from the first day to ten years ahead.
func (v *view) span() (from, to date.Date) {
	return firstDay, min(date.New(v.today.Year()+projectionYears+1, 1, 1), lastDay)
}
