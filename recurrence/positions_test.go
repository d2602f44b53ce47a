package recurrence_test

import (
	"fmt"
	"testing"

	"github.com/convene-cal/convene/recurrence"
)

// TestManyPositions compares rules that choose many positions among many readings
// with the reference, with and without days that SKIP moves out of their period.
func TestManyPositions(t *testing.T) {
	for i := range *rulesFlag / 25 {
		g := newGenerator(*seedFlag+7, uint64(i))
		tr := g.trial()
		tr.allDay = false
		if tr.zone == nil && g.chance(50) {
			tr.start = tr.start.AddDate(0, 0, 1-tr.start.Day()) // where SKIP may lead from before it
		}
		tr.rules = []recurrence.Rule{g.manyPositions(tr)}
		guard(t, fmt.Sprintf("-seed %d, %d: %s", *seedFlag, i, tr), func(t testing.TB) {
			c := tr.compile(t)
			want := tr.reference(tr.rules[0]).reckon(1500, day(9999, 12, 31), 100_000)
			requireAnswers(t, c, want.at, want.complete, 1+len(want.at)/8)
			requireNothingElse(t, c, want)
			requireOrder(t, g, c)
		})
	}
}

// manyPositions returns a rule with more readings and positions than the generator
// gives others.
func (g generator) manyPositions(tr trial) recurrence.Rule {
	for {
		r := recurrence.Rule{Freq: recurrence.Frequency(g.between(5, 7))}
		if g.chance(30) {
			r.Interval = int64(g.between(1, 13))
		}
		for range g.between(1, 24) {
			r.ByHour = append(r.ByHour, g.IntN(24))
		}
		for range g.between(1, 20) {
			r.ByMinute = append(r.ByMinute, g.IntN(60))
		}
		if g.chance(60) {
			r.ByDay = g.weekdays(r.Freq)
		}
		if g.chance(50) {
			r.ByMonthDay = g.numbers(31, 4)
		}
		if r.Freq == recurrence.Yearly && g.chance(50) {
			r.ByYearDay = g.numbers(366, 20)
		}
		if g.chance(30) {
			r.ByMonth = g.months()
		}
		r.Skip = recurrence.Skip(g.between(0, 2))
		r.BySetPos = g.numbers(366, 700)
		if r.Validate() == nil {
			return r
		}
	}
}
