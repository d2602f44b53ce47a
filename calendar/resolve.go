package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
)

// resolve folds the statements that were made by the calendar's day into events.
func (c *Calendar) resolve() {
	c.byKey = make(map[string]map[string]bool)
	for _, s := range c.store.series {
		if c.knows(s.saidOn) {
			s.Sources = c.known(s.Sources)
			c.series = append(c.series, s)
		}
	}
	for _, e := range c.records {
		ev, ok := c.fold(e)
		if !ok {
			continue
		}
		c.events = append(c.events, ev)
		if ev.Occurrence != "" {
			if c.byKey[ev.Series] == nil {
				c.byKey[ev.Series] = make(map[string]bool)
			}
			c.byKey[ev.Series][ev.Occurrence] = true
		}
	}
	c.compileRules()
	c.fillFromPatterns()
	c.fulfil()
	slices.SortFunc(c.events, func(a, b Event) int {
		if n := a.When.Compare(b.When); n != 0 {
			return n
		}
		return strings.Compare(a.ID, b.ID)
	})
	c.byID = make(map[string]int, len(c.events))
	for i, e := range c.events {
		c.byID[e.ID] = i
	}
}

// knows reports whether what was said on day d counts.
func (c *Calendar) knows(d date.Date) bool { return !c.hasAsOf || d <= c.asOf }

// known returns those of the sources that had spoken by the calendar's day.
func (c *Calendar) known(sources []Source) []Source {
	unknown := func(s Source) bool { return !c.knows(s.SaidOn) }
	if !slices.ContainsFunc(sources, unknown) {
		return sources
	}
	return slices.DeleteFunc(slices.Clone(sources), unknown)
}

// fold returns the event as its statements leave it, and false if none counts.
func (c *Calendar) fold(e *record) (Event, bool) {
	n := 0
	for n < len(e.statements) && c.knows(e.statements[n].SaidOn) {
		n++
	}
	if n == 0 {
		return Event{}, false
	}
	ev := e.base
	ev.When, ev.Within, ev.Status, ev.Sequence, ev.whenSources = When{}, PeriodRef{}, "", 0, nil
	ev.Place, ev.Format, ev.Organizers, ev.Documents, ev.Sources = "", "", nil, nil, nil
	ev.History = slices.Clone(e.statements[:n])
	for i := range ev.History {
		ev.History[i].Sources = c.known(ev.History[i].Sources)
	}
	for i := range ev.History {
		changed := c.apply(&ev, i)
		if changed && i > 0 {
			ev.Sequence++
		}
	}
	ev.Documents = gatherDocuments(ev.History)
	ev.Sources = gatherSources(ev.History)
	return ev, true
}

// apply lets statement i of the event's history act on it, and reports whether it
// changed days, status, place or format.
func (c *Calendar) apply(ev *Event, i int) bool {
	st := ev.History[i]
	before := *ev
	w := st.When
	if !st.Within.IsZero() {
		// What the day's periods cannot place is left open.
		w, _ = st.Within.resolve(c.periods)
	}
	switch {
	case st.Status == Postponed:
		ev.When, ev.whenSources = w, st.Sources
	case w.IsZero():
	case !ev.When.Refines(w) || ev.When.IsProjected() && !w.IsProjected():
		ev.When, ev.whenSources = w, st.Sources
	}
	if st.Status != "" && !(ev.Status == Held && !st.Status.IsSettled()) {
		ev.Status = st.Status
	}
	if st.Title != "" {
		ev.Title = st.Title
	}
	if st.Place != "" {
		ev.Place = st.Place
	}
	if st.Format != "" {
		ev.Format = st.Format
	}
	if st.Organizers != nil {
		ev.Organizers = st.Organizers
	}
	return ev.When != before.When || ev.Status != before.Status || ev.Place != before.Place || ev.Format != before.Format
}

// gatherSources lists the sources of all statements and of the series, where that
// gives something, those of earlier layers first.
func gatherSources(history []Statement, series ...Series) []Source {
	type group struct {
		layer   int
		sources []Source
	}
	groups := make([]group, 0, len(series)+len(history))
	for _, s := range series {
		groups = append(groups, group{s.layer, s.Sources})
	}
	for _, st := range history {
		groups = append(groups, group{st.layer, st.Sources})
	}
	slices.SortStableFunc(groups, func(a, b group) int { return a.layer - b.layer })
	var sources []Source
	seen := make(map[Source]bool)
	for _, g := range groups {
		for _, src := range g.sources {
			if !seen[src] {
				seen[src] = true
				sources = append(sources, src)
			}
		}
	}
	return sources
}

// gatherDocuments lists the documents of all statements, each once.
func gatherDocuments(history []Statement) []string {
	var documents []string
	seen := make(map[string]bool)
	for _, st := range history {
		for _, d := range st.Documents {
			if !seen[d] {
				seen[d] = true
				documents = append(documents, d)
			}
		}
	}
	return documents
}

// fillFromPatterns gives occurrences what their own statements left open and their
// series says. The series serves even if it was stated later: the key fixes the
// days, and the title is only a name.
func (c *Calendar) fillFromPatterns() {
	for i := range c.events {
		ev := &c.events[i]
		if ev.Occurrence == "" {
			continue
		}
		s := c.store.seriesByID(ev.Series)
		p, ok := c.pattern(s, ev.Occurrence)
		if !ok {
			continue
		}
		ev.Title = cmp.Or(ev.Title, p.Title)
		ev.Summary = cmp.Or(ev.Summary, p.Summary)
		ev.Status = cmp.Or(ev.Status, p.Status)
		known := c.knows(s.saidOn)
		if ev.When.IsZero() && ev.Status != Postponed {
			ev.When = p.When
			if known {
				ev.whenSources = c.known(s.Sources)
			}
		}
		if ev.Place == "" && ev.Format == "" {
			ev.Place, ev.Format = p.Place, p.Format
		}
		if ev.Organizers == nil {
			ev.Organizers = p.Organizers
		}
		if known {
			stated := *s
			stated.Sources = c.known(s.Sources)
			ev.Sources = gatherSources(ev.History, stated)
		}
	}
}

// fulfil holds what is met by something held.
func (c *Calendar) fulfil() {
	held := make(map[string]bool)
	for _, ev := range c.events {
		held[ev.ID] = ev.Status == Held
	}
	for i := range c.events {
		ev := &c.events[i]
		if ev.FulfilledBy != "" && held[ev.FulfilledBy] && !ev.Status.IsSettled() {
			ev.Status = Held
		}
	}
}

// resolve works out the window that r stands for.
func (r PeriodRef) resolve(periods map[string]Periods) (When, error) {
	ps, ok := periods[r.Periods]
	if !ok {
		return When{}, fmt.Errorf("%q are not known periods", r.Periods)
	}
	p, ok := ps.Period(r.Number)
	if !ok {
		return When{}, fmt.Errorf("there is no %s %d", ps.Unit(), r.Number)
	}
	if r.Early && r.After != "" {
		return When{}, fmt.Errorf("what may come early cannot come after %s", r.After)
	}
	first, firstBasis := p.Start, p.StartBasis
	if r.After != "" {
		part, ok := ps.Part(r.Number, r.After)
		if !ok {
			return When{}, fmt.Errorf("%s %d has no part %q", ps.Unit(), r.Number, r.After)
		}
		first, firstBasis = part.End, part.EndBasis
	}
	last, lastBasis := p.Last(), p.EndBasis
	if !r.NotAfter.IsZero() {
		limit, ok := r.NotAfter.Latest()
		if !ok {
			return When{}, fmt.Errorf("%s has no latest day", r.NotAfter)
		}
		if limit <= last {
			last, lastBasis = limit, BasisRecorded
			if r.NotAfter.IsProjected() {
				lastBasis = BasisProjected
			}
		}
	}
	if r.Early {
		return NotAfter(last).projectBounds(false, lastBasis.IsProjection()), nil
	}
	if last < first {
		return When{}, fmt.Errorf("the window would close on %s, before it opens on %s", last, first)
	}
	return Between(first, last).projectBounds(firstBasis.IsProjection(), lastBasis.IsProjection()), nil
}
