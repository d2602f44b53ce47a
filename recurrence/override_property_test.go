package recurrence_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// A replaced is an occurrence as overrides leave it, with the numbers that the
// reference counts by.
type replaced struct {
	start, id int64
	override  int
}

// TestRandomOverrides compares sets with overrides with what their documentation says
// of the occurrences that the reference finds.
func TestRandomOverrides(t *testing.T) {
	for i := range *rulesFlag / 3 {
		g := newGenerator(*seedFlag+4, uint64(i))
		tr := g.trial()
		base := reckoning{complete: true, end: ending}
		for _, rule := range tr.rules {
			one := tr.reference(rule).reckon(occurrences, day(9999, 12, 31), effort)
			base.at = append(base.at, one.at...)
			base.limit(one)
		}
		slices.Sort(base.at)
		base.at = slices.DeleteFunc(slices.Compact(base.at), func(at int64) bool { return !base.complete && at >= base.end })
		if len(base.at) < 3 || slices.ContainsFunc(base.at, tr.besideGap) {
			continue
		}
		set := tr.set()
		for range g.between(1, 4) {
			set.Overrides = append(set.Overrides, g.override(tr, base))
		}
		want, end := tr.replace(base, set.Overrides)
		var starts []int64
		for _, r := range want {
			starts = append(starts, r.start)
		}
		starts = slices.Compact(starts)
		name := fmt.Sprintf("-seed %d, set with overrides %d: %s %s", *seedFlag, i, tr, tr.describe(set.Overrides))
		guard(t, name, func(t testing.TB) {
			c := tr.compileSet(t, set)
			requireAnswers(t, c, starts, base.complete, 1+len(starts)/8)
			requireOrder(t, g, c)
			got := tr.occurrences(t, set, beginning, end)
			requireNoneBut(t, tr, g, set, got)
			require.Equal(t, len(want), len(got), "Occurrences: %v", got)
			for j, r := range want {
				require.Equal(t, showReplaced(r), showReplaced(got[j]), "the %d-th of Occurrences", j)
			}
		})
	}
}

// besideGap reports whether an instant may stand for a clock reading that the clocks
// skip, so that its clock reading is not the one that moves.
func (tr trial) besideGap(at int64) bool {
	if tr.zone == nil {
		return false
	}
	t := time.Unix(at, 0).In(tr.zone)
	begin, _ := t.ZoneBounds()
	_, offset := t.Zone()
	_, before := begin.Add(-time.Second).In(tr.zone).Zone()
	return !begin.IsZero() && at-begin.Unix() < int64(offset-before)
}

// override returns a random override of one of the occurrences of a set, or now and
// then of none.
func (g generator) override(tr trial, base reckoning) recurrence.Override {
	id := base.at[g.IntN(len(base.at))]
	var o recurrence.Override
	if g.chance(10) {
		id = tr.moment(g.near(tr, 400*86400))
	}
	o.ID = tr.asMomentAt(id)
	if g.chance(35) {
		o.Range = recurrence.ThisAndFuture
	}
	switch {
	case g.chance(20):
		o.Cancelled = true
	case g.chance(80):
		by := int64(g.between(-3, 3)) * 86400
		if !tr.allDay {
			by += int64(g.between(-7200, 7200))
		}
		if at := time.Unix(id+by, 0).UTC(); at.Year() >= 1 && at.Year() <= 9998 {
			o.Start = tr.asMomentAt(id + by)
		}
	}
	return o
}

// replace applies overrides to occurrences, one after the other, and returns what is
// certain of the result, in order: what starts before end.
func (tr trial) replace(base reckoning, overrides []recurrence.Override) (list []replaced, end int64) {
	own := func(id int64) int {
		for i := len(overrides) - 1; i >= 0; i-- {
			if tr.seconds(overrides[i].ID) == id {
				return i
			}
		}
		return -1
	}
	future := func(id int64) int {
		best := -1
		for i, o := range overrides {
			at := tr.seconds(o.ID)
			if o.Range == recurrence.ThisAndFuture && at <= id && own(at) == i &&
				(best < 0 || at > tr.seconds(overrides[best].ID)) {
				best = i
			}
		}
		return best
	}
	ids := slices.Clone(base.at)
	for _, o := range overrides {
		ids = append(ids, tr.seconds(o.ID))
	}
	slices.Sort(ids)
	end = ending
	if !base.complete {
		// Later occurrences may be moved forward by some days.
		end = base.end - 10*86400
	}
	for _, id := range slices.Compact(ids) {
		r := replaced{id, id, own(id)}
		if r.override < 0 {
			if r.override = future(id); r.override >= 0 && !overrides[r.override].Start.IsZero() {
				o := overrides[r.override]
				shift := tr.wall(tr.seconds(o.Start)).Sub(tr.wall(tr.seconds(o.ID)))
				moved := tr.wall(id).Add(shift)
				if moved.Year() < 1 || moved.Year() > 9999 {
					continue // out of the calendar
				}
				r.start = tr.moment(moved)
			}
		} else if s := overrides[r.override].Start; !s.IsZero() {
			r.start = tr.seconds(s)
		}
		if r.override >= 0 && overrides[r.override].Cancelled || r.start >= end {
			continue
		}
		list = append(list, r)
	}
	slices.SortFunc(list, byStart)
	return list, end
}

func byStart(a, b replaced) int {
	return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.id, b.id))
}

// occurrences returns those of a set in a span.
func (tr trial) occurrences(t testing.TB, set recurrence.Set, from, to int64) (list []replaced) {
	t.Helper()
	if tr.allDay {
		d, err := set.Dates()
		require.NoError(t, err)
		of := func(at int64) date.Date { return date.NewAt(time.Unix(at, 0).UTC()) }
		for o := range d.Occurrences(of(from), of(to)) {
			require.Equal(t, o.Start+1, o.End)
			found, ok := d.Occurrence(o.ID)
			require.True(t, ok, "Occurrence(%s)", o.ID)
			require.Equal(t, o, found)
			list = append(list, replaced{o.Start.MidnightUTC().Unix(), o.ID.MidnightUTC().Unix(), o.Override})
		}
	} else {
		s, err := set.Times()
		require.NoError(t, err)
		for o := range s.Occurrences(time.Unix(from, 0), time.Unix(to, 0)) {
			require.Equal(t, o.Start, o.End)
			found, ok := s.Occurrence(o.ID)
			require.True(t, ok, "Occurrence(%s)", o.ID)
			require.Equal(t, o, found)
			list = append(list, replaced{o.Start.Unix(), o.ID.Unix(), o.Override})
		}
	}
	require.True(t, slices.IsSortedFunc(list, func(a, b replaced) int { return cmp.Compare(a.start, b.start) }))
	slices.SortFunc(list, byStart)
	return list
}

// requireNoneBut looks for occurrences by identifiers that none of a list has, though it
// has one beside.
func requireNoneBut(t testing.TB, tr trial, g generator, set recurrence.Set, list []replaced) {
	t.Helper()
	ids := map[int64]bool{}
	last := int64(math.MinInt64)
	for _, r := range list {
		ids[r.id], last = true, max(last, r.id)
	}
	for _, r := range list {
		id := r.id + int64(g.between(-2, 2))*86400
		if ids[id] || id >= last-20*86400 {
			continue
		}
		var ok bool
		if tr.allDay {
			d, err := set.Dates()
			require.NoError(t, err)
			_, ok = d.Occurrence(date.NewAt(time.Unix(id, 0).UTC()))
		} else {
			s, err := set.Times()
			require.NoError(t, err)
			_, ok = s.Occurrence(time.Unix(id, 0))
		}
		require.False(t, ok, "Occurrence(%s)", showOne(id))
	}
}

// seconds returns what the reference counts a moment by.
func (tr trial) seconds(m recurrence.Moment) int64 { return m.Time().Unix() }

// wall returns the clock reading of what the reference counts.
func (tr trial) wall(at int64) time.Time {
	if tr.zone == nil {
		return time.Unix(at, 0).UTC()
	}
	return onClock(time.Unix(at, 0).In(tr.zone))
}

func (tr trial) describe(overrides []recurrence.Override) (text string) {
	for _, o := range overrides {
		text += fmt.Sprintf("{%s", showOne(tr.seconds(o.ID)))
		if !o.Start.IsZero() {
			text += " to " + showOne(tr.seconds(o.Start))
		}
		if o.Range == recurrence.ThisAndFuture {
			text += " and future"
		}
		if o.Cancelled {
			text += " cancelled"
		}
		text += "} "
	}
	return text
}

func showReplaced(r replaced) string {
	return fmt.Sprintf("%s for %s, override %d", showOne(r.start), showOne(r.id), r.override)
}
