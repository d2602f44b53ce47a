package calendar

import (
	"slices"
	"strconv"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// firstRuleDay is the first day that a recurrence rule can give.
var firstRuleDay = date.New(1, time.January, 1)

// A projector is a series as a view knows it, ready to give occurrences. It knows an
// occurrence by a number, its key: for a ByRule the day that the rule gives, for a BySet
// the recurrence identifier, for a Cadence the number of the period.
type projector struct {
	Series
	voice    *voice
	at       int32             // index in store.series
	rank     int32             // in store.ranks
	days     *recurrence.Dates // of a ByRule
	periods  Periods           // of a Cadence
	recorded []int64           // the occurrences that events record, in order
}

// newProjector prepares the series that is at an index of the store. recorded are the
// occurrences that events record.
func (c *Calendar) newProjector(at int32, recorded []int64) projector {
	s := c.store.series[at]
	s.Sources = c.known(s.Sources)
	slices.Sort(recorded)
	p := projector{Series: s, voice: c.voice, at: at, rank: c.ranks[at], recorded: recorded}
	switch pattern := s.Pattern.(type) {
	case ByRule:
		p.Start = s.startOf(recorded)
		p.days, _ = pattern.Rule.Dates(p.Start) // New has compiled the same rule
	case Cadence:
		p.periods = c.periods[pattern.Periods]
	}
	return p
}

// firstFrom returns the first occurrence that may fall on a day or later, whether or
// not an event records it.
func (p *projector) firstFrom(day date.Date) (int64, bool) {
	switch pattern := p.Pattern.(type) {
	case ByRule:
		next, ok := p.days.After(day - 1)
		return int64(next), ok
	case Cadence:
		n, ok := p.periods.At(day)
		if ok && n > pattern.First {
			n = pattern.First + (n-pattern.First+pattern.Every-1)/pattern.Every*pattern.Every
		} else {
			n = pattern.First
		}
		_, ok = p.periods.Period(n)
		return int64(n), ok
	}
	return 0, false
}

// after returns the occurrence after another one.
func (p *projector) after(key int64) (int64, bool) {
	switch pattern := p.Pattern.(type) {
	case ByRule:
		next, ok := p.days.After(date.Date(key))
		return int64(next), ok
	case Cadence:
		n := int(key) + pattern.Every
		_, ok := p.periods.Period(n)
		return int64(n), ok
	}
	return 0, false
}

// calls reports whether the pattern gives an occurrence.
func (p *projector) calls(key int64) bool {
	switch pattern := p.Pattern.(type) {
	case ByRule:
		return p.days.Contains(date.Date(key))
	case BySet:
		_, ok := p.set.find(key)
		return ok
	case Cadence:
		return pattern.calls(int(key))
	}
	return false
}

func (p *projector) isRecorded(key int64) bool {
	_, found := slices.BinarySearch(p.recorded, key)
	return found
}

// A projection is an occurrence that only its series' pattern gives.
type projection struct {
	of   *projector
	key  int64
	when When
	each string // what Series.Each is for it, where that differs

	// Of a BySet: what it follows, the day on which it starts, and what comes after it on
	// that day.
	override int
	day      date.Date
	rest     []occurrence
}

// project returns the first projection from an occurrence on that may fall in
// [from, to), and false if there is none.
func (c *Calendar) project(p *projector, key int64, ok bool, from, to date.Date) (projection, bool) {
	for ; ok; key, ok = p.after(key) {
		if p.days != nil && date.Date(key) >= to {
			break
		}
		if p.isRecorded(key) {
			continue
		}
		w, placed := c.placed(&p.Series, key)
		if !placed {
			continue
		}
		if first, bounded := w.Earliest(); bounded && first >= to {
			break
		}
		if w.MayFallWithin(from, to) {
			return projection{of: p, key: key, when: w}, true
		}
	}
	return projection{}, false
}

// firstIn returns the first projection of p that may fall in [from, to).
func (c *Calendar) firstIn(p *projector, from, to date.Date) (projection, bool) {
	if p.set != nil {
		return p.setFrom(firstRuleDay, from, to)
	}
	key, ok := p.firstFrom(from)
	return c.project(p, key, ok, from, to)
}

// nextIn returns the projection after q that may fall in [from, to).
func (c *Calendar) nextIn(q projection, from, to date.Date) (projection, bool) {
	if q.of.set != nil {
		if next, ok := q.of.among(q.rest, q.day, from, to); ok {
			return next, true
		}
		return q.of.setFrom(q.day+1, from, to)
	}
	key, ok := q.of.after(q.key)
	return c.project(q.of, key, ok, from, to)
}

// event returns the event that the pattern alone gives.
func (q projection) event() Event {
	s := q.of.titled(q.each)
	ev := s.occurrence(keyText(s.Pattern, q.key), number(s.Pattern, q.key), q.when)
	q.of.voice.tell(&ev)
	return ev
}

// titled returns the series with a title of its occurrences that is not its own, unless
// that is empty. The other languages do not have it.
func (s *Series) titled(each string) Series {
	t := *s
	if each != "" {
		t.Each, t.Translations = each, nil
	}
	return t
}

// placed returns the When of an occurrence by the pattern of s, and false if the
// periods do not have it.
func (c *Calendar) placed(s *Series, key int64) (w When, ok bool) {
	switch pattern := s.Pattern.(type) {
	case ByRule:
		w, ok = On(date.Date(key)), true
	case BySet:
		w, ok = s.set.place(key).when, true
	case Cadence:
		w, ok = c.inPeriod(pattern.Periods, int(key))
	}
	return s.asStated(w), ok
}

// asStated marks the When of an occurrence as projected, unless the series decides it.
func (s *Series) asStated(w When) When {
	if s.status() == Projected {
		return w.Projected()
	}
	return w
}

func (c *Calendar) inPeriod(name string, n int) (When, bool) {
	if c.periods[name] == Years {
		return InYear(n), true
	}
	w, err := PeriodRef{Periods: name, Number: n}.resolve(c.periods)
	return w, err == nil
}

// readKey reads the text of an occurrence's key.
func readKey(p Pattern, text string) (int64, bool) {
	switch p := p.(type) {
	case ByRule:
		d, err := parseKey(text)
		return int64(d), err == nil
	case BySet:
		return p.key(text)
	case Cadence:
		n, ok := p.number(text)
		return int64(n), ok
	}
	return 0, false
}

// keyText returns the text of an occurrence's key.
func keyText(p Pattern, key int64) string {
	switch p := p.(type) {
	case ByRule:
		return dayText(date.Date(key))
	case BySet:
		return p.keyText(key)
	}
	return strconv.FormatInt(key, 10)
}

// dayText writes a day of the years 0 to 9999 as 2006-01-02.
func dayText(d date.Date) string {
	year, month, day := d.Date()
	digit := func(n int) byte { return '0' + byte(n%10) }
	return string([]byte{
		digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-',
		digit(int(month) / 10), digit(int(month)), '-', digit(day / 10), digit(day),
	})
}

// number returns what {n} stands for in the title of an occurrence.
func number(p Pattern, key int64) int {
	switch p := p.(type) {
	case ByRule:
		return date.Date(key).Year()
	case BySet:
		return p.idDay(key).Year()
	}
	return int(key)
}
