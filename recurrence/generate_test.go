package recurrence_test

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// A generator makes random rules over the whole grammar, with starts and zones
// that bring them near the edges: leap days, the ends of years and of the
// calendar, gaps and folds.
type generator struct {
	*rand.Rand
}

func newGenerator(seed, n uint64) generator {
	return generator{rand.New(rand.NewPCG(seed, n))}
}

// A trial is a rule, or a set of them, with where it starts.
type trial struct {
	start  time.Time // the clock reading, in UTC
	zone   *time.Location
	allDay bool
	rules  []recurrence.Rule
}

// zoneNames are zones with gaps and folds of all kinds: of an hour, half an hour
// and two, at midnight, of a whole day forward (Apia, Kwajalein) and back
// (Juneau, Kwajalein), with odd seconds, and twice within months.
var zoneNames = []string{
	"America/New_York", "Europe/Vienna", "Europe/London", "Europe/Dublin",
	"Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kwajalein", "America/Havana",
	"Asia/Kathmandu", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Casablanca",
	"Antarctica/Troll", "Africa/Monrovia", "America/Juneau", "Asia/Gaza",
	"Asia/Pyongyang", "America/Caracas", "Pacific/Chatham", "Africa/Cairo",
}

func (g generator) chance(percent int) bool { return g.IntN(100) < percent }

// between returns a number from low to high, both included.
func (g generator) between(low, high int) int { return low + g.IntN(high-low+1) }

func (g generator) trial() trial {
	var tr trial
	switch k := g.IntN(10); {
	case k < 2:
		tr.allDay = true
	case k < 5: // floating
	case k < 6:
		tr.zone = time.UTC
	default:
		if zone, err := time.LoadLocation(zoneNames[g.IntN(len(zoneNames))]); err == nil {
			tr.zone = zone
		}
	}
	tr.start = g.startIn(tr.zone)
	if tr.allDay {
		tr.start = midnight(tr.start)
	}
	for tr.rules == nil || g.chance(10) && len(tr.rules) < 3 {
		tr.rules = append(tr.rules, g.rule(tr))
	}
	return tr
}

// startIn returns a clock reading to start at. In a zone it is one that the clocks
// show.
func (g generator) startIn(zone *time.Location) time.Time {
	years := [][2]int{{1990, 2040}, {1880, 2120}, {1, 9999}, {1, 3}, {9900, 9999}}
	y := years[[]int{0, 0, 0, 0, 1, 1, 2, 3, 4, 4}[g.IntN(10)]]
	t := time.Date(g.between(y[0], y[1]), time.Month(g.between(1, 12)), g.between(1, 31),
		g.IntN(24), g.IntN(60), g.IntN(60), 0, time.UTC)
	if g.chance(30) {
		edges := [][2]int{{1, 1}, {12, 31}, {2, 28}, {2, 29}, {1, 31}, {3, 1}, {12, 28}, {1, 4}}
		e := edges[g.IntN(len(edges))]
		t = time.Date(t.Year(), time.Month(e[0]), e[1], t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	}
	switch g.IntN(4) {
	case 0:
		t = midnight(t).Add(9 * time.Hour)
	case 1:
		t = midnight(t).Add([]time.Duration{0, 86399 * time.Second, 2*time.Hour + 30*time.Minute, 90 * time.Minute}[g.IntN(4)])
	}
	if zone != nil && zone != time.UTC && g.chance(60) {
		in := t.In(zone)
		if _, end := in.ZoneBounds(); !end.IsZero() {
			t = onClock(end.Add(time.Duration(g.between(-5*86400, 7200)) * time.Second))
		}
	}
	if t.Year() < 1 || t.Year() > 9999 {
		t = day(1, 1, 1)
	}
	if zone != nil {
		t = onClock(time.Unix(resolve(t, zone), 0).In(zone))
	}
	if t.Year() < 1 || t.Year() > 9999 {
		t = day(2000, 1, 1)
	}
	return t
}

// skippedNear returns a clock reading that the clocks skip after the start of a trial,
// or the start.
func (g generator) skippedNear(tr trial) time.Time {
	if tr.zone == nil {
		return tr.start
	}
	t := time.Unix(resolve(tr.start, tr.zone), 0).In(tr.zone)
	for range 4 {
		_, end := t.ZoneBounds()
		if end.IsZero() || end.Year() > 9998 {
			break
		}
		if !end.After(t) {
			end = t.Add(24 * time.Hour)
		}
		from, to := onClock(end.Add(-time.Second)).Add(time.Second), onClock(end)
		if width := int64(to.Sub(from) / time.Second); width > 0 {
			return from.Add(time.Duration(g.Int64N(width)) * time.Second)
		}
		t = end
	}
	return tr.start
}

// onClock returns the clock reading of a time.
func onClock(t time.Time) time.Time {
	_, offset := t.Zone()
	return time.Unix(t.Unix()+int64(offset), 0).UTC()
}

// rule returns a valid rule for a trial.
func (g generator) rule(tr trial) recurrence.Rule {
	for {
		r := g.anyRule(tr)
		if r.Validate() == nil {
			return r
		}
	}
}

func (g generator) anyRule(tr trial) recurrence.Rule {
	r := recurrence.Rule{Freq: recurrence.Frequency(g.between(1, 7))}
	if tr.allDay {
		r.Freq = recurrence.Frequency(g.between(4, 7))
	}
	r.Interval = g.interval(r.Freq)
	r.ByMonth = g.months()
	if g.chance(25) {
		r.ByMonthDay = g.numbers(31, 6)
	}
	if g.chance(40) {
		r.ByDay = g.weekdays(r.Freq)
	}
	if r.Freq == recurrence.Yearly && g.chance(20) {
		r.ByWeekNo = g.numbers(53, 6)
	}
	if (r.Freq == recurrence.Yearly || r.Freq < recurrence.Daily) && g.chance(15) {
		r.ByYearDay = g.numbers(366, 8)
	}
	if !tr.allDay {
		if g.chance(25) {
			r.ByHour = g.clock(24, tr.start.Hour())
		}
		if g.chance(20) {
			r.ByMinute = g.clock(60, tr.start.Minute())
		}
		if g.chance(20) {
			r.BySecond = g.clock(61, tr.start.Second())
		}
	}
	if g.chance(25) {
		r.BySetPos = g.numbers([]int{3, 10, 366}[g.IntN(3)], 3)
	}
	if g.chance(35) {
		r.WeekStart = recurrence.Weekday(g.between(1, 7))
	}
	if g.chance(15) {
		r.Skip = recurrence.Skip(g.between(0, 2))
	}
	g.end(&r, tr)
	return r
}

func (g generator) interval(f recurrence.Frequency) int64 {
	switch k := g.IntN(20); {
	case k < 9:
		return int64(g.IntN(2))
	case k < 13:
		return int64(g.between(2, 12))
	case k < 16:
		return int64(g.between(2, 400))
	case k < 18:
		fits := []int64{60, 24, 1440, 3600, 86400, 604800, 7, 12, 48, 365, 366, 1461, 36524, 146097, 400, 100, 4, 28, 7919, 9973, 90, 45, 13, 26, 52}
		return fits[g.IntN(len(fits))]
	case k < 19:
		return g.Int64N(4_000_000)
	}
	return []int64{math.MaxInt64, 1 << 40, 1 << 32, 1<<31 - 1, 1 << 53, math.MaxInt64 / 86400}[g.IntN(6)]
}

func (g generator) months() (list []time.Month) {
	if g.chance(70) {
		return nil
	}
	for range g.between(1, 4) {
		list = append(list, time.Month(g.between(1, 12)))
	}
	return list
}

// numbers returns up to n numbers from 1 to limit or their negatives, with a bias
// to the ends.
func (g generator) numbers(limit, n int) (list []int) {
	for range g.between(1, n) {
		v := g.between(1, limit)
		switch g.IntN(6) {
		case 0:
			v = limit
		case 1:
			v = max(limit-g.IntN(4), 1)
		case 2:
			v = min(g.between(1, 4), limit)
		}
		if g.chance(40) {
			v = -v
		}
		list = append(list, v)
	}
	return list
}

func (g generator) weekdays(f recurrence.Frequency) (list []recurrence.WeekdayNum) {
	for range g.between(1, 4) {
		d := recurrence.WeekdayNum{Day: recurrence.Weekday(g.between(1, 7))}
		if f >= recurrence.Monthly && g.chance(45) {
			limit := 5
			if f == recurrence.Yearly && g.chance(50) {
				limit = 53
			}
			d.Ordinal = g.numbers(limit, 1)[0]
		}
		list = append(list, d)
	}
	return list
}

// clock returns some values below a limit, near one of the start's now and then.
func (g generator) clock(limit, own int) (list []int) {
	for range g.between(1, 5) {
		switch {
		case g.chance(30):
			list = append(list, own)
		case g.chance(20):
			list = append(list, []int{0, limit - 1}[g.IntN(2)])
		default:
			list = append(list, g.IntN(limit))
		}
	}
	return list
}

// end gives a rule a COUNT or an UNTIL, or neither.
func (g generator) end(r *recurrence.Rule, tr trial) {
	switch k := g.IntN(10); {
	case k < 2:
		r.Count = int64(g.between(1, 40))
	case k < 3:
		r.Count = []int64{1, 2, 1000, 100_000, math.MaxInt64}[g.IntN(5)]
	case k < 5:
		spans := []int{3600, 86400, 30 * 86400, 400 * 86400, 40 * 366 * 86400}
		at := tr.start.Add(time.Duration(g.between(-1000, spans[g.IntN(5)])) * time.Second)
		if at.Year() > 9999 || at.Year() < 1 {
			return
		}
		switch {
		case tr.allDay:
			r.Until = recurrence.UntilDate(date.NewAt(at))
		case tr.zone == nil:
			r.Until = recurrence.UntilLocal(at)
		default:
			r.Until = recurrence.UntilTime(time.Unix(resolve(at, tr.zone), 0))
		}
	}
}

// unmoved returns a random moment within some years of the start of a trial.
func (g generator) near(tr trial, seconds int64) time.Time {
	t := time.Unix(tr.start.Unix()+g.Int64N(seconds), 0).UTC()
	if tr.allDay {
		t = midnight(t)
	}
	if t.Year() > 9999 {
		return tr.start
	}
	return t
}
