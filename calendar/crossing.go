package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
)

// A Crossing is the day on which so much time is left for an entry as somebody wanted to
// be reminded of: the day lies a [Lead] before that on which the entry is due.
type Crossing struct {
	// Entry is as it was known on the day On, which is its Today.
	Entry

	Lead Lead

	// On is the day of the crossing: that of the lead, or where it was known too late for
	// that, the day on which it became known that the entry is due on Due.
	On date.Date

	// Due is the day on which the entry was due, as was known on the day On: see
	// [When.Due]. For what lasts it is the first day, for what is vague the last one.
	Due date.Date

	of subject
}

// DaysLeft returns the days from On to Due. They are fewer than the lead where it was
// late.
func (x Crossing) DaysLeft() int { return int(x.Due - x.On) }

// Key names the reminder: what is due, when, and the lead. While the catalogue says the
// same, no other crossing has the key, but where the entry was cancelled or put off in
// between. An occurrence keeps it once an event records what only a pattern gave.
func (x Crossing) Key() string {
	id := x.ID
	if x.Occurrence != "" {
		id = x.Series + "/" + x.Occurrence
	}
	return fmt.Sprintf("%s, %s before %s", id, x.Lead, x.Due)
}

// Crossings returns which entries passed one of the leads on the days after since,
// through until: what a job sends that ran last on the day since and runs on the day
// until. Entries that are held, cancelled or past have no lead to pass.
//
// It returns what a job that ran on each of these days would have sent, by what was known
// on that day, as [Calendar.AsOf] has it. So however irregularly the job runs, each
// crossing is returned exactly once, as long as the day until of one run is the day since
// of the next. It follows for an entry whose day became known, or changed, in between:
//
//   - Where its lead still lies ahead on that day, it is passed when it is due.
//   - Where leads lie behind, so that their days are lost, only that of them is passed
//     which leaves the least time, on the day on which the entry became known.
//   - A day that changed is a new day: its leads are passed again. A [When] that becomes
//     known better, and leaves the day on which the entry is due as it was, is not.
//   - What was sent before it was cancelled or put off has been sent: see Crossing.Entry
//     for what was known then, and ask [Calendar.Entry] for what is known now.
//
// This takes for granted that a catalogue knows what was said on the day on which it was
// said. Where entries are made later, see [Calendar.CrossingsSince].
//
// The crossings are in the order of On, then of Due, of ID and of the leads as given, and
// pass every filter on the day On. The error joins a [*LeadError] for each entry and lead
// for which it takes working days that nobody knows, or of more than 1000 for that many;
// the crossings are all others.
//
// It takes time in proportion to the events that are due from since until the longest
// lead after until, to those on which there is more than one statement, and to the
// series; and for what is placed by [Periods], to the days on which these came to be known
// otherwise, or where they are no [Learner] to all days from since until until. Of a series that may have more than one occurrence a day, four million are
// looked at and no more.
func (c *Calendar) Crossings(since, until date.Date, leads []Lead, filters ...Filter) ([]Crossing, error) {
	since, until = max(since, minDay-1), min(until, maxDay)
	if until <= since || len(leads) == 0 {
		return nil, nil
	}
	x := crosser{c: c, since: since, until: until, leads: leads, filters: filters, views: make(map[date.Date]*Calendar)}
	for _, l := range leads {
		x.horizons = append(x.horizons, l.horizon(until))
	}
	x.horizon = slices.Max(x.horizons)
	x.events()
	x.projections()
	slices.SortStableFunc(x.found, compareCrossings)
	slices.SortStableFunc(x.errs, func(a, b *LeadError) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), strings.Compare(a.ID, b.ID))
	})
	var errs []error
	for _, e := range x.errs {
		errs = append(errs, e)
	}
	return x.found, errors.Join(errs...)
}

func compareCrossings(a, b Crossing) int {
	return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Due, b.Due), strings.Compare(a.ID, b.ID))
}

// CrossingsSince is [Calendar.Crossings] for a job whose calendar may have been edited
// between its runs: last is the calendar that it had on the day since. Entries are often
// made days after what they tell was said, and a crossing that c now puts on the day since
// or earlier, and last did not, would be lost otherwise. CrossingsSince returns these too,
// before the others, as far as what is due lies after the day since and is awaited on the
// day until; of those for one entry and one day the last.
func (c *Calendar) CrossingsSince(last *Calendar, since, until date.Date, leads []Lead, filters ...Filter) ([]Crossing, error) {
	if until <= since || len(leads) == 0 {
		return nil, nil
	}
	from := since
	for _, l := range leads {
		from = min(from, l.earliest(since))
	}
	sent := make(map[string]bool)
	before, err := last.Crossings(from-1, since, leads)
	for _, x := range before {
		sent[x.Key()] = true
	}
	late, lateErr := c.Crossings(from-1, since, leads, filters...)
	type deadline struct {
		of  subject
		due date.Date
	}
	at := make(map[deadline]int)
	now := crosser{c: c, views: make(map[date.Date]*Calendar)}
	var found []Crossing
	for _, x := range late {
		due, awaited := now.due(x.of, until)
		if x.Due <= since || sent[x.Key()] || !awaited || due != x.Due {
			continue
		}
		id := deadline{x.of, x.Due}
		if i, ok := at[id]; ok {
			found[i] = x
			continue
		}
		at[id] = len(found)
		found = append(found, x)
	}
	slices.SortStableFunc(found, compareCrossings)
	others, otherErr := c.Crossings(since, until, leads, filters...)
	return append(found, others...), errors.Join(cmp.Or(err, lateErr), otherErr)
}

// A crosser goes through what may have passed its leads.
type crosser struct {
	c            *Calendar
	since, until date.Date
	leads        []Lead
	filters      []Filter
	horizons     []date.Date // by lead: nothing due later can pass it
	horizon      date.Date   // the last of these
	views        map[date.Date]*Calendar
	learned      map[string][]date.Date  // by the name of the periods
	recorded     map[int32][]recordedKey // by the index of the series; see restarts
	restartedAt  map[restart]*projector
	found        []Crossing
	errs         []*LeadError
}

// A subject is what may pass leads: an event of the store, an occurrence of a series, or
// both, where the event records the occurrence.
type subject struct {
	record int32 // index in store.records, or -1
	series int32 // index in store.series, or -1
	key    int64
}

// maxViews bounds how many views of days are kept.
const maxViews = 1000

// view returns the calendar as it was known on a day, for the making of single events.
// It has no order, and no series that are ready for questions.
func (x *crosser) view(day date.Date) *Calendar {
	if x.c.hasAsOf && x.c.asOf <= day {
		return x.c
	}
	v := x.views[day]
	if v == nil {
		v = &Calendar{store: x.c.store, voice: x.c.voice, asOf: day, hasAsOf: true, periods: make(map[string]Periods, len(x.c.def.Periods))}
		for name, p := range x.c.def.Periods {
			v.periods[name] = p.AsOf(day)
		}
		if len(x.views) == maxViews {
			clear(x.views)
		}
		x.views[day] = v
	}
	return v
}

// event returns what was known of a subject on a day, and false if nothing was.
func (x *crosser) event(s subject, day date.Date) (Event, bool) {
	v := x.view(day)
	if s.record >= 0 {
		if ev, ok := v.event(s.record); ok {
			return ev, true
		}
	}
	if s.series < 0 || !v.knows(v.store.series[s.series].saidOn) {
		return Event{}, false
	}
	p := projector{Series: v.store.series[s.series], voice: v.voice}
	w, ok := v.placed(&p.Series, s.key)
	if !ok || !x.called(s, day) {
		return Event{}, false
	}
	p.Sources = v.known(p.Sources)
	return projection{of: &p, key: s.key, when: w, each: p.eachTitle(s.key)}.event(), true
}

// due returns the day on which a subject was due, as was known on a day, and false if
// there was none or nothing was awaited any longer.
func (x *crosser) due(s subject, day date.Date) (date.Date, bool) {
	ev, ok := x.event(s, day)
	if !ok || ev.Status.IsSettled() {
		return 0, false
	}
	return ev.When.Due()
}

// walk passes the leads of a subject. On changes, which are in order, what is known of it
// may change.
func (x *crosser) walk(s subject, changes []date.Date, due func(day date.Date) (date.Date, bool)) {
	from := x.since
	was, dated := due(from)
	x.pass(s, was, dated, false, from+1, x.nextChange(changes, from))
	for {
		from = x.nextChange(changes, from)
		if from > x.until {
			return
		}
		now, ok := due(from)
		isNew := ok && (!dated || now != was)
		x.pass(s, now, ok, isNew, from, x.nextChange(changes, from))
		was, dated = now, ok
	}
}

// nextChange returns the first of the days after another one, or one after until.
func (x *crosser) nextChange(changes []date.Date, day date.Date) date.Date {
	i, _ := slices.BinarySearch(changes, day+1)
	if i == len(changes) {
		return x.until + 1
	}
	return min(changes[i], x.until+1)
}

// pass passes the leads of what is due on a day, as was known on the days [from, to), and
// newly so on the first of them.
func (x *crosser) pass(s subject, due date.Date, dated, isNew bool, from, to date.Date) {
	if !dated || due < from || to <= from {
		return
	}
	behind, lost := -1, date.Date(0) // the lead that leaves the least time of those behind
	for i, l := range x.leads {
		if due > x.horizons[i] {
			continue
		}
		day, err := l.Before(due)
		switch {
		case err != nil:
			x.fail(s, due, l, from, err)
		case day >= from && day < to:
			x.give(s, due, l, day)
			if day == from {
				isNew = false
			}
		case day < from && (behind < 0 || day > lost):
			behind, lost = i, day
		}
	}
	if isNew && behind >= 0 {
		x.give(s, due, x.leads[behind], from)
	}
}

// maxLeadErrors bounds how many entries are told of whose leads cannot be reckoned.
const maxLeadErrors = 1000

func (x *crosser) fail(s subject, due date.Date, l Lead, day date.Date, err error) {
	if len(x.errs) == maxLeadErrors {
		return
	}
	ev, _ := x.event(s, day)
	if pass(entryOn(ev, day), x.filters) && !slices.ContainsFunc(x.errs, func(e *LeadError) bool { return e.ID == ev.ID && e.Due == due && e.Lead == l }) {
		x.errs = append(x.errs, &LeadError{ID: ev.ID, Due: due, Lead: l, Err: err})
	}
}

func (x *crosser) give(s subject, due date.Date, l Lead, day date.Date) {
	ev, _ := x.event(s, day)
	if e := entryOn(ev, day); pass(e, x.filters) {
		x.found = append(x.found, Crossing{Entry: e, Lead: l, On: day, Due: due, of: s})
	}
}
