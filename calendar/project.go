package calendar

import (
	"iter"
	"strconv"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// compileRules prepares the rules of the known series, each from its start.
func (c *Calendar) compileRules() {
	c.rules = make([]*recurrence.Dates, len(c.series))
	for i := range c.series {
		s := &c.series[i]
		if p, ok := s.Pattern.(ByRule); ok {
			s.Start = c.startOf(s)
			c.rules[i], _ = p.Rule.Dates(s.Start) // New has compiled the same rule
		}
	}
}

// startOf returns the Start of a ByRule that is in effect.
func (c *Calendar) startOf(s *Series) date.Date {
	if s.Start != 0 {
		return s.Start
	}
	start := s.saidOn
	found := false
	for key := range c.byKey[s.ID] {
		if d, err := parseKey(key); err == nil && (!found || d < start) {
			start, found = d, true
		}
	}
	return start
}

// pattern returns the occurrence that the pattern of s gives for a key, whether or
// not the pattern calls for it.
func (c *Calendar) pattern(s *Series, key string) (Event, bool) {
	var w When
	var number int
	switch p := s.Pattern.(type) {
	case ByRule:
		d, err := parseKey(key)
		if err != nil {
			return Event{}, false
		}
		w, number = On(d), d.Year()
	case Cadence:
		n, ok := p.number(key)
		if !ok {
			return Event{}, false
		}
		if w, ok = c.inPeriod(p.Periods, n); !ok {
			return Event{}, false
		}
		number = n
	default:
		return Event{}, false
	}
	if s.status() == Projected {
		w = w.Projected()
	}
	return s.occurrence(key, number, w), true
}

func (c *Calendar) inPeriod(name string, n int) (When, bool) {
	if c.periods[name] == Years {
		return InYear(n), true
	}
	w, err := PeriodRef{Periods: name, Number: n}.resolve(c.periods)
	return w, err == nil
}

// calls reports whether the pattern of series i has an occurrence with that key.
func (c *Calendar) calls(i int, key string) bool {
	switch p := c.series[i].Pattern.(type) {
	case ByRule:
		d, err := parseKey(key)
		return err == nil && c.rules[i].Contains(d)
	case Cadence:
		n, ok := p.number(key)
		return ok && n >= p.First && (n-p.First)%p.Every == 0
	}
	return false
}

// projections returns the occurrences of series i that only its pattern gives and
// that may fall in [from, to), in order. The sequence ends with the year 9999.
func (c *Calendar) projections(i int, from, to date.Date) iter.Seq[Event] {
	s := &c.series[i]
	to = min(to, maxDay+1)
	return func(yield func(Event) bool) {
		for key := range c.keys(i, from, to) {
			if c.byKey[s.ID][key] {
				continue
			}
			ev, ok := c.pattern(s, key)
			if ok && ev.When.MayFallWithin(from, to) && !yield(ev) {
				return
			}
		}
	}
}

// keys returns the keys that the pattern of series i calls for in [from, to).
func (c *Calendar) keys(i int, from, to date.Date) iter.Seq[string] {
	return func(yield func(string) bool) {
		switch p := c.series[i].Pattern.(type) {
		case ByRule:
			for d := range c.rules[i].Between(from, to) {
				if !yield(d.String()) {
					return
				}
			}
		case Cadence:
			periods := c.periods[p.Periods]
			for n := p.firstFrom(periods, from); ; n += p.Every {
				period, ok := periods.Period(n)
				if !ok || period.Start >= to || !yield(strconv.Itoa(n)) {
					return
				}
			}
		}
	}
}

// firstFrom returns the first number of the cadence whose period reaches day from.
func (p Cadence) firstFrom(periods Periods, from date.Date) int {
	n, ok := periods.At(from)
	if !ok || n <= p.First {
		return p.First
	}
	return p.First + (n-p.First+p.Every-1)/p.Every*p.Every
}
