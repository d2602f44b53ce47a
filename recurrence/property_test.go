package recurrence_test

import (
	"flag"
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

var (
	rulesFlag = flag.Int("rules", 2500/slowdown, "random rules and sets that each property test tries")
	seedFlag  = flag.Uint64("seed", 5545, "seed of the random rules")
)

// Effort bounds what the reference looks at for one rule, and with it how many
// occurrences are compared.
const (
	effort      = 6000
	occurrences = 60
)

// TestRandomRules compares single rules with the reference: from the start, and
// within a window far from it.
func TestRandomRules(t *testing.T) {
	for i := range *rulesFlag {
		g := newGenerator(*seedFlag, uint64(i))
		tr := g.trial()
		tr.rules = tr.rules[:1]
		rule := tr.rules[0]
		name := fmt.Sprintf("-seed %d, rule %d: %s", *seedFlag, i, tr)
		guard(t, name, func(t testing.TB) {
			c := tr.compile(t)
			ref := tr.reference(rule)
			want := ref.reckon(occurrences, day(9999, 12, 31), effort)
			requireAnswers(t, c, want.at, want.complete, 1+len(want.at)/8)
			requireNothingElse(t, c, want)
			requireOrder(t, g, c)
			if rule.Count == 0 {
				requireWindow(t, g, tr, c, ref)
			}
		})
	}
}

// requireNothingElse checks that a set has no occurrence among those known but
// these.
func requireNothingElse(t testing.TB, c compiled, want reckoning) {
	t.Helper()
	if want.complete {
		return
	}
	last := beginning
	if n := len(want.at); n > 0 {
		last = want.at[n-1]
	}
	if next, ok := c.after(last); ok {
		require.GreaterOrEqual(t, next, want.end-want.end%c.step, "the next after %s is %s, and not before %s", showOne(last), showOne(next), showOne(want.end))
	}
}

// requireOrder checks the queries against each other at random places of a set.
func requireOrder(t testing.TB, g generator, c compiled) {
	t.Helper()
	total, finite := c.len()
	require.Equal(t, total, c.count(beginning, ending), "Len and Count")
	if total == 0 {
		require.True(t, c.never(), "Never")
		return
	}
	last := take(c.backward(), 1)
	require.Len(t, last, 1, "Backward")
	if at, ok := c.last(); ok {
		require.True(t, finite, "Last")
		require.Equal(t, showOne(last[0]), showOne(at), "Last and Backward")
	}
	for range 3 {
		n := g.Int64N(total)
		if g.chance(20) {
			n = total - 1
		}
		at, ok := c.nth(n)
		require.True(t, ok, "Nth(%d) of %d", n, total)
		moment := fmt.Sprintf("%s, the %d-th of %d", showOne(at), n, total)
		require.Equal(t, n, c.count(beginning, at), "Count until %s", moment)
		require.True(t, c.contains(at), "Contains(%s)", moment)
		next, more := c.nth(n + 1)
		require.Equal(t, n+1 < total, more, "Nth after %s", moment)
		after, ok := c.after(at)
		require.Equal(t, more, ok, "After(%s)", moment)
		if more {
			require.Greater(t, next, at, "order after %s", moment)
			require.Equal(t, showOne(next), showOne(after), "After(%s)", moment)
			before, ok := c.before(after)
			require.True(t, ok, "Before After of %s", moment)
			require.Equal(t, showOne(at), showOne(before), "Before After of %s", moment)
			require.Equal(t, show([]int64{at}), show(slices.Collect(c.between(at, next))), "Between %s and the next", moment)
		}
		ahead := take(c.from(at), 4)
		require.Equal(t, min(4, total-n), int64(len(ahead)), "From(%s)", moment)
		for i, at := range ahead {
			nth, ok := c.nth(n + int64(i))
			require.True(t, ok)
			require.Equal(t, showOne(nth), showOne(at), "From and Nth, %d after %s", i, moment)
		}
		behind := take(c.backwardFrom(at), 4)
		require.Equal(t, min(4, n+1), int64(len(behind)), "BackwardFrom(%s)", moment)
		for i, at := range behind {
			nth, ok := c.nth(n - int64(i))
			require.True(t, ok)
			require.Equal(t, showOne(nth), showOne(at), "BackwardFrom and Nth, %d before %s", i, moment)
		}
		split := at + g.Int64N(1<<20)*c.step
		require.Equal(t, total, c.count(beginning, split)+c.count(split, ending), "Count before and from %s", showOne(split))
	}
}

// requireWindow compares a rule with the reference around a place that may be far
// from the start.
func requireWindow(t testing.TB, g generator, tr trial, c compiled, ref *reference) {
	t.Helper()
	var wall time.Time
	if total, _ := c.len(); total > 0 && g.chance(60) {
		at, _ := c.nth(g.Int64N(total))
		wall = time.Unix(at, 0).UTC()
		if tr.zone != nil {
			wall = onClock(wall.In(tr.zone))
		}
	} else {
		span := day(9999, 12, 31).Unix() - tr.start.Unix()
		if span <= 0 {
			return
		}
		wall = time.Unix(tr.start.Unix()+g.Int64N(span), 0).UTC()
	}
	want := ref.around(wall, 20, effort/3)
	if want.end <= want.from {
		return
	}
	from := want.from + floorMod(-want.from, c.step)
	to := want.end + floorMod(-want.end, c.step)
	requireSame(t, want.at, slices.Collect(c.between(from, to)), fmt.Sprintf("from %s to %s", showOne(from), showOne(to)))
	require.Equal(t, int64(len(want.at)), c.count(from, to), "Count from %s to %s", showOne(from), showOne(to))
}

// TestRandomSets compares sets of rules, RDATE, EXDATE and EXRULE with what the
// reference says of their rules.
func TestRandomSets(t *testing.T) {
	for i := range *rulesFlag / 3 {
		g := newGenerator(*seedFlag+1, uint64(i))
		tr := g.trial()
		if g.chance(15) {
			tr.start = g.skippedNear(tr)
		}
		set := tr.set()
		for g.chance(30) {
			set.ExRules = append(set.ExRules, g.rule(tr))
		}
		if g.chance(10) { // what remains is never
			set.ExRules = append(set.ExRules, tr.rules...)
		}
		var added, removed []int64
		var days []time.Time
		var known []int64
		want := reckoning{complete: true, end: ending}
		for _, r := range tr.rules {
			one := tr.reference(r).reckon(occurrences, day(9999, 12, 31), effort)
			known = append(known, one.at...)
			want.limit(one)
		}
		for range g.IntN(4) {
			at := g.near(tr, 400*86400)
			added = append(added, tr.moment(at))
			set.RDates = append(set.RDates, tr.asMoment(at))
		}
		for range g.IntN(5) {
			switch {
			case len(known) > 0 && g.chance(60):
				at := known[g.IntN(len(known))]
				removed = append(removed, at)
				set.ExDates = append(set.ExDates, tr.asMomentAt(at))
			case tr.allDay || g.chance(50):
				at := g.near(tr, 400*86400)
				removed = append(removed, tr.moment(at))
				set.ExDates = append(set.ExDates, tr.asMoment(at))
			default:
				d := midnight(g.near(tr, 400*86400))
				days = append(days, d)
				set.ExDates = append(set.ExDates, recurrence.OnDay(date.NewAt(d)))
			}
		}
		for _, r := range set.ExRules {
			one := tr.reference(r).reckon(4*occurrences, day(9999, 12, 31), effort)
			removed = append(removed, one.at...)
			want.limit(one)
		}
		want.at = append(known, added...)
		slices.Sort(want.at)
		want.at = slices.DeleteFunc(slices.Compact(want.at), func(at int64) bool {
			wall := time.Unix(at, 0).UTC()
			if tr.zone != nil {
				wall = onClock(wall.In(tr.zone))
			}
			return slices.Contains(removed, at) || !want.complete && at >= want.end ||
				!tr.allDay && slices.ContainsFunc(days, midnight(wall).Equal)
		})
		name := fmt.Sprintf("-seed %d, set %d: %s EXRULE %v RDATE %v EXDATE %v %v", *seedFlag, i, tr, set.ExRules, show(added), show(removed[:min(len(removed), 6)]), days)
		guard(t, name, func(t testing.TB) {
			c := tr.compileSet(t, set)
			requireAnswers(t, c, want.at, want.complete, 1+len(want.at)/8)
			requireNothingElse(t, c, want)
			requireOrder(t, g, c)
		})
	}
}

// limit narrows what is known of a union to what is known of one part of it.
func (w *reckoning) limit(one reckoning) {
	if !one.complete {
		w.complete = false
		w.end = min(w.end, one.end)
	}
}

// TestRandomOptions compares the options with what the reference makes of them.
func TestRandomOptions(t *testing.T) {
	for i := range *rulesFlag / 5 {
		g := newGenerator(*seedFlag+2, uint64(i))
		tr := g.trial()
		rule := tr.rules[0]
		tr.rules = tr.rules[:1]
		name := fmt.Sprintf("-seed %d, rule with options %d: %s", *seedFlag, i, tr)
		guard(t, name, func(t testing.TB) {
			for _, o := range []struct {
				name    string
				option  recurrence.Option
				reading referenceOption
			}{
				{"IncludeStart", recurrence.IncludeStart, referenceOption{includeStart: true}},
				{"EveryMonth", recurrence.EveryMonth, referenceOption{everyMonth: true}},
				{"Elapsed", recurrence.Elapsed, referenceOption{}},
			} {
				want := newReference(rule, tr.start, tr.zone, tr.allDay, o.reading).reckon(occurrences, day(9999, 12, 31), effort)
				if o.option == recurrence.Elapsed && rule.Freq < recurrence.Daily && tr.zone != nil {
					want = tr.elapsed(rule)
				}
				c := tr.compile(t, o.option)
				requireAnswers(t, c, want.at, want.complete, 1+len(want.at)/4)
				requireNothingElse(t, c, want)
				requireOrder(t, g, c)
			}
		})
	}
}

// elapsed reckons a rule in elapsed time: an instant belongs to it if it does on a
// clock that always shows the offset then in force.
func (tr trial) elapsed(rule recurrence.Rule) reckoning {
	start := resolve(tr.start, tr.zone)
	limit, until := rule.Count, rule.Until
	rule.Count, rule.Until = 0, recurrence.Until{}
	want := reckoning{complete: true, end: ending}
	for _, offset := range tr.offsets(start) {
		wall := time.Unix(start+offset, 0).UTC()
		one := newReference(rule, wall, nil, false, referenceOption{}).reckon(occurrences, day(9999, 12, 31), effort)
		one.end -= offset
		want.limit(one)
		for _, at := range one.at {
			t := time.Unix(at-offset, 0).In(tr.zone)
			if _, o := t.Zone(); int64(o) == offset && onClock(t).Year() <= 9999 {
				want.at = append(want.at, t.Unix())
			}
		}
	}
	slices.Sort(want.at)
	want.at = slices.DeleteFunc(want.at, func(at int64) bool {
		return !want.complete && at >= want.end ||
			!until.IsZero() && at > until.Day.MidnightUTC().Unix()+int64(until.Second)
	})
	if !until.IsZero() && want.end > until.Day.MidnightUTC().Unix()+int64(until.Second) {
		want.complete = true
	}
	if limit > 0 && int64(len(want.at)) >= limit {
		want.at, want.complete = want.at[:limit], true
	}
	return want
}

// offsets returns the offsets that a zone has from an instant on.
func (tr trial) offsets(from int64) (list []int64) {
	for t := time.Unix(from, 0).In(tr.zone); t.Year() <= 9999; {
		_, offset := t.Zone()
		if !slices.Contains(list, int64(offset)) {
			list = append(list, int64(offset))
		}
		_, end := t.ZoneBounds()
		if end.IsZero() || t.Year() > 2200 && len(list) > 1 {
			break
		}
		if !end.After(t) {
			end = t.Add(24 * time.Hour)
		}
		t = end
	}
	return list
}

// TestRandomText checks that a rule survives its text: that what is parsed back is
// the same rule and has the same occurrences, and prints the same.
func TestRandomText(t *testing.T) {
	for i := range *rulesFlag {
		g := newGenerator(*seedFlag+3, uint64(i))
		tr := g.trial()
		rule := tr.rules[0]
		text := rule.String()
		back, err := recurrence.Parse(text)
		require.NoError(t, err, "rule %d: %s", i, text)
		require.Equal(t, text, back.String(), "rule %d", i)
		require.True(t, rule.Equal(back), "rule %d: %s", i, text)
		if i%10 > 0 {
			continue
		}
		tr.rules = []recurrence.Rule{rule}
		want := take(tr.compile(t).all(), 20)
		tr.rules = []recurrence.Rule{back}
		require.Equal(t, show(want), show(take(tr.compile(t).all(), 20)), "rule %d: %s", i, text)
	}
}

func (tr trial) String() string {
	zone := "floating"
	switch {
	case tr.allDay:
		zone = "all day"
	case tr.zone != nil:
		zone = tr.zone.String()
	}
	rules := make([]string, len(tr.rules))
	for i, r := range tr.rules {
		rules[i] = r.String()
	}
	return fmt.Sprintf("%s %s %s", tr.start.Format("20060102T150405"), zone, strings.Join(rules, " and "))
}

func (tr trial) reference(rule recurrence.Rule) *reference {
	return newReference(rule, tr.start, tr.zone, tr.allDay, referenceOption{})
}

// location returns the location of the trial's times.
func (tr trial) location() *time.Location {
	if tr.zone == nil {
		return recurrence.Floating
	}
	return tr.zone
}

// moment returns a clock reading as the reference counts it.
func (tr trial) moment(wall time.Time) int64 {
	if tr.zone == nil {
		return wall.Unix()
	}
	return resolve(wall, tr.zone)
}

func (tr trial) asMoment(wall time.Time) recurrence.Moment { return tr.asMomentAt(tr.moment(wall)) }

func (tr trial) asMomentAt(at int64) recurrence.Moment {
	if tr.allDay {
		return recurrence.OnDay(date.NewAt(time.Unix(at, 0).UTC()))
	}
	return recurrence.At(time.Unix(at, 0).In(tr.location()))
}

func (tr trial) set() recurrence.Set {
	start := tr.asMoment(tr.start)
	if !tr.allDay {
		start = recurrence.AtClock(tr.start, tr.location())
	}
	return recurrence.Set{Start: start, Rules: tr.rules}
}

// compile compiles the first rule of a trial.
func (tr trial) compile(t testing.TB, opts ...recurrence.Option) compiled {
	t.Helper()
	if tr.allDay {
		d, err := tr.rules[0].Dates(date.NewAt(tr.start), opts...)
		require.NoError(t, err)
		return compiledDates(d)
	}
	s, err := tr.rules[0].Times(tr.asMoment(tr.start).Time(), opts...)
	require.NoError(t, err)
	return compiledTimes(s, tr.location())
}

func (tr trial) compileSet(t testing.TB, set recurrence.Set) compiled {
	t.Helper()
	if tr.allDay {
		d, err := set.Dates()
		require.NoError(t, err)
		return compiledDates(d)
	}
	s, err := set.Times()
	if len(set.Rules)+len(set.ExRules) > 3 && err != nil && strings.Contains(err.Error(), "told apart") {
		t.SkipNow() // so many rules may overlap in too many ways
	}
	require.NoError(t, err)
	return compiledTimes(s, tr.location())
}

// guard runs a check of a random rule and reports what it finds, with the rule. It
// fails if the check takes long, which no answer does: no rule makes a query
// search.
func guard(t *testing.T, name string, check func(testing.TB)) {
	t.Helper()
	began := time.Now()
	hang := time.AfterFunc(slowdown*time.Minute, func() { panic("no answer within a minute: " + name) })
	defer hang.Stop()
	p := &probe{TB: t}
	func() {
		defer func() {
			if r := recover(); r != nil && r != p {
				panic(fmt.Sprint(name, ": ", r))
			}
		}()
		check(p)
		require.Less(p, time.Since(began), 30*slowdown*time.Second, "slow")
	}()
	if p.report != "" {
		t.Errorf("%s\n%s", name, p.report)
	}
}

// A probe collects the failure of one check, so that those of others follow it.
type probe struct {
	testing.TB
	report string
}

func (p *probe) Errorf(format string, args ...any) { p.report += fmt.Sprintf(format, args...) }

func (p *probe) FailNow() { panic(p) }

// SkipNow ends this check alone.
func (p *probe) SkipNow() { panic(p) }

// A windowed reckoning is complete from one moment to another.
type windowed struct {
	at        []int64
	from, end int64
}

// around evaluates the periods about a clock reading, without regard to COUNT.
func (r *reference) around(wall time.Time, occurrences, effort int) (got windowed) {
	k := int64(sort.Search(int(beyond[r.rule.Freq]/r.rule.Interval)+2, func(k int) bool {
		first, _, ok := r.period(int64(k))
		return !ok || first.After(wall)
	}))
	low := max(k-3, 0)
	got.from, got.end = beginning, ending
	if low > 0 {
		_, before, _ := r.period(low - 1)
		got.from = r.latest(before)
	}
	for k := low; ; k++ {
		first, end, ok := r.period(k)
		if !ok {
			break
		}
		if len(got.at) > occurrences && first.After(wall) || effort < 0 {
			got.end = r.earliest(first)
			break
		}
		if r.rule.Freq < recurrence.Daily && !r.admits(first, first, end) {
			effort--
			k = r.firstPeriodFrom(midnight(first).AddDate(0, 0, 1)) - 1
			continue
		}
		list, looked := r.candidates(first, end)
		effort -= looked
		for _, c := range r.positions(list) {
			if at := r.instant(c); !c.Before(r.start) && c.Year() <= 9999 && !r.afterUntil(at) {
				got.at = append(got.at, at)
			}
		}
	}
	slices.Sort(got.at)
	got.at = slices.DeleteFunc(slices.Compact(got.at), func(at int64) bool { return at < got.from || at >= got.end })
	return got
}

// latest returns a result after which, and at which, no occurrence of the periods
// up to a clock reading lies: two days on, for what SKIP and a gap move.
func (r *reference) latest(end time.Time) int64 {
	if r.zone == nil && r.rule.Freq < recurrence.Monthly {
		return end.Unix()
	}
	return r.instantBound(end.AddDate(0, 0, 2))
}
