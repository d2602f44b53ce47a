package calendar

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
)

// resolve makes the view: what was said by the calendar's day, in order.
func (c *Calendar) resolve() {
	recorded := c.recordedKeys(func(r *record) bool { return c.knows(c.statements(r)[0].SaidOn) })
	c.series = make([]projector, 0, len(c.store.series))
	c.sieves = make([]sieve, 0, len(c.store.series))
	for i := range c.store.series {
		if at := int32(i); c.knows(c.store.series[i].saidOn) {
			p := c.newProjector(at, recorded[at])
			c.series, c.sieves = append(c.series, p), append(c.sieves, p.sieve())
		}
	}
	c.sortEvents()
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

// event returns the event of a record as the view knows it, and false if it does not.
func (c *Calendar) event(i int32) (Event, bool) {
	r := &c.records[i]
	ev, ok := c.fold(r)
	if !ok || r.rare == nil {
		ev.voiced.by = c.voice
		return ev, ok
	}
	if ev.Occurrence != "" {
		c.fillFromPattern(&ev, r.series)
	}
	if ev.FulfilledBy != "" {
		c.fulfil(&ev)
	}
	c.voice.tell(&ev)
	return ev, true
}

// fulfil holds an event that is met by something held.
func (c *Calendar) fulfil(ev *Event) {
	by, ok := c.folded(ev.FulfilledBy)
	if !ok {
		return
	}
	for range turns(by) {
		ev.Sequence++
	}
	if by.Status == Held && !ev.Status.IsSettled() {
		ev.Status = Held
	}
}

// turns gives the days on which an event came to be held, or to be cancelled after that.
func turns(ev Event) iter.Seq[date.Date] {
	return func(yield func(date.Date) bool) {
		held := false
		for _, st := range ev.History {
			if now := st.Status == Held || held && st.Status != Cancelled; now != held {
				held = now
				if !yield(st.SaidOn) {
					return
				}
			}
		}
	}
}

// laterDays counts the days after the first on which one of several sources of the same
// claim spoke.
func laterDays(sources []Source, first date.Date) int {
	n := 0
	for i, s := range sources {
		if s.SaidOn > first && !slices.ContainsFunc(sources[:i], func(t Source) bool { return t.SaidOn == s.SaidOn }) {
			n++
		}
	}
	return n
}

// folded returns the event with an ID as its statements leave it, without what a series
// or another event adds, and false if none counts.
func (c *Calendar) folded(id string) (Event, bool) {
	i, ok := c.find(id)
	if !ok {
		return Event{}, false
	}
	return c.fold(&c.records[i])
}

// fold returns the event as its statements leave it, and false if none counts.
func (c *Calendar) fold(r *record) (Event, bool) {
	said := c.statements(r)
	n := 0
	for n < len(said) && c.knows(said[n].SaidOn) {
		n++
	}
	if n == 0 {
		return Event{}, false
	}
	ev := c.base(r)
	ev.History = said[:n:n]
	if c.hasAsOf {
		ev.History = slices.Clone(ev.History)
		for i := range ev.History {
			ev.History[i].Sources = c.known(ev.History[i].Sources)
		}
	}
	var gave []Statement // what gave or took away the days, and what restated them since
	for i := range ev.History {
		switch c.apply(&ev, i) {
		case changedDays:
			gave = ev.History[i : i+1 : i+1]
		case restatedDays:
			gave = append(gave, ev.History[i])
		}
		st := &ev.History[i]
		ev.Sequence += 1 + len(st.Revised) + laterDays(st.Sources, st.SaidOn)
	}
	if len(gave) > 0 {
		ev.whenSources = gatherSources(gave)
	}
	if r.rare == nil || !r.bare {
		ev.Sequence-- // its own first statement; what only a pattern gave was there before
	}
	ev.Documents = gatherDocuments(ev.History)
	ev.Sources = gatherSources(ev.History)
	return ev, true
}

// An effect is what a statement does to the days of an event.
type effect uint8

const (
	keptDays     effect = iota // it gives none, or says less than is known
	changedDays                // it gives them, or takes them away
	restatedDays               // it gives those that are known
)

// apply lets statement i of the event's history act on it.
func (c *Calendar) apply(ev *Event, i int) (on effect) {
	st := ev.History[i]
	w := st.When
	if !st.Within.IsZero() {
		// What the day's periods cannot place is left open.
		w, _ = st.Within.resolve(c.periods)
	}
	switch {
	case st.Status == Postponed:
		ev.When, on = w, changedDays
	case w.IsZero():
	case w == ev.When:
		on = restatedDays
	case !ev.When.Refines(w) || ev.When.IsProjected() && !w.IsProjected():
		ev.When, on = w, changedDays
	}
	if st.Status != "" && !(ev.Status == Held && !st.Status.IsSettled()) {
		ev.Status = st.Status
	}
	if st.Title != "" {
		ev.Title = st.Title
	}
	if st.Place != "" {
		ev.Place, ev.Geo = st.Place, st.Geo
		ev.Translations = without(ev.Translations, placeText)
	} else if !st.Geo.IsZero() {
		ev.Geo = st.Geo
	}
	ev.Translations = overlaid(ev.Translations, st.Translations, eventTexts)
	if st.Format != "" {
		ev.Format = st.Format
	}
	if st.Organizers != nil {
		ev.Organizers = st.Organizers
	}
	return on
}

// gatherSources lists the sources of all statements and of the series, where that
// gives something, those of earlier layers first.
func gatherSources(history []Statement, series ...Series) []Source {
	if len(history) == 1 && len(series) == 0 {
		return history[0].Sources
	}
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
	if len(history) == 1 {
		return history[0].Documents
	}
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

// fillFromPattern gives an occurrence what its own statements left open and its series
// says. Of a series that was stated later it takes what the key and the name of an
// occurrence mean: its days, its title and that it is to be.
func (c *Calendar) fillFromPattern(ev *Event, series int32) {
	s := &c.store.series[series]
	key, ok := readKey(s.Pattern, ev.Occurrence)
	if !ok {
		return
	}
	w, ok := c.placed(s, key)
	if !ok {
		return
	}
	each := s.titled(s.eachTitle(key))
	p := each.occurrence(ev.Occurrence, number(s.Pattern, key), w)
	taken := make([]text, 0, len(eventTexts)) // from the series
	if ev.Title == "" {
		ev.Title, taken = p.Title, append(taken, titleText)
	}
	ev.Status = cmp.Or(ev.Status, p.Status)
	dated := ev.When.IsZero() && ev.Status != Postponed
	if dated {
		ev.When = p.When
	}
	defer func() {
		ev.Translations = overlaid(overlaid(nil, p.Translations, taken), ev.Translations, eventTexts)
	}()
	if !c.knows(s.saidOn) {
		return
	}
	stated := *s
	stated.Sources = c.known(s.Sources)
	if dated {
		ev.whenSources = stated.Sources
	}
	if ev.Summary == "" {
		ev.Summary, taken = p.Summary, append(taken, summaryText)
	}
	if ev.Place == "" && ev.Format == "" {
		ev.Place, ev.Geo, ev.Format = p.Place, p.Geo, p.Format
		taken = append(taken, placeText)
	}
	if ev.Organizers == nil {
		ev.Organizers = p.Organizers
	}
	ev.Sequence += len(s.Revised) + laterDays(stated.Sources, s.saidOn)
	if s.saidOn > ev.History[0].SaidOn && !slices.ContainsFunc(ev.History, func(st Statement) bool { return st.SaidOn == s.saidOn }) {
		ev.Sequence++ // that it repeats came to be known of what was known before
	}
	ev.Sources = gatherSources(ev.History, stated)
}

// resolve works out the window that r stands for.
func (r PeriodRef) resolve(periods map[string]Periods) (When, error) {
	ps, ok := periods[r.Periods]
	if !ok {
		return When{}, fmt.Errorf("%q are not known periods; known are %s", r.Periods, strings.Join(sortedKeys(periods), ", "))
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
