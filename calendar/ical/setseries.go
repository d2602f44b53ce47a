package ical

import (
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// A setSeries is a series with a recurrence set that becomes one VEVENT and one for each
// occurrence that is otherwise.
type setSeries struct {
	calendar.Series
	set     recurrence.Set // as it is written, without overrides
	text    string         // the same, as content lines
	pattern calendar.BySet
	planned func(recurrence.Moment) (calendar.When, bool) // finds what the set has
	bare    func(recurrence.Moment) (calendar.When, bool) // the same, without its overrides
	start   date.Date
	held    []recurrence.Override // of several with one identifier the last

	asRuled    []calendar.Event          // recorded as the set has them
	exceptions map[string]calendar.Event // by key

	sequence int
	modified time.Time
}

// maxProjected is how many occurrences a series may have in a feed in which each is an
// entry of its own.
const maxProjected = 100_000

// newSetSeries returns what becomes of a series in the feed; ok is false if it has no set
// that RFC 5545 can say, or no occurrence in the span.
func (f *feed) newSetSeries(s calendar.Series) (ss *setSeries, ok bool) {
	p, ok := s.Pattern.(calendar.BySet)
	if !ok {
		return nil, false
	}
	ss = &setSeries{
		Series: s, pattern: p, set: p.Set, exceptions: map[string]calendar.Event{},
		sequence: len(s.Revised) + laterDays(s.Sources), modified: f.cal.SeriesModified(s),
	}
	ss.set.Overrides = nil
	text, err := ss.set.AppendText(nil)
	if err != nil {
		return nil, false
	}
	if ss.planned, err = occurrences(&p.Set); err != nil {
		return nil, false
	}
	if ss.bare, err = occurrences(&ss.set); err != nil {
		return nil, false
	}
	ss.text = string(text)
	holds := map[string]bool{}
	for _, v := range slices.Backward(p.Set.Overrides) {
		if key := p.Key(v.ID); !holds[key] {
			holds[key] = true
			ss.held = append(ss.held, v)
		}
	}
	n, first, err := countStarts(&p.Set, f.from-longest(&p.Set), f.to)
	if err != nil || n == 0 {
		return nil, false
	}
	ss.start = max(first, f.from)
	whole := (&ruleSeries{Series: s, first: ss.start}).whole()
	return ss, f.passes(whole)
}

// longest returns the most days that an occurrence of a set lasts after its first.
func longest(set *recurrence.Set) date.Date {
	days := func(l recurrence.Length) date.Date { return date.Date(l.Days) + date.Date(l.Exact/(24*time.Hour)) + 1 }
	most := days(set.Length)
	for _, p := range set.Periods {
		most = max(most, days(p.Length))
		if !p.End.IsZero() {
			most = max(most, p.End.Day()-p.Start.Day()+1)
		}
	}
	for _, v := range set.Overrides {
		most = max(most, days(v.Length))
	}
	return most
}

// countStarts returns how many occurrences of a set start on the days of a span, and the
// day on which the first of them does.
func countStarts(set *recurrence.Set, from, to date.Date) (n int64, first date.Date, err error) {
	from, to = max(from, firstDay), min(to, lastDay+1)
	if set.Start.Form() == recurrence.FormDate {
		days, err := set.Dates()
		if err != nil {
			return 0, 0, err
		}
		first, _ = days.After(from - 1)
		return days.Count(from, to), first, nil
	}
	times, err := set.Times()
	if err != nil {
		return 0, 0, err
	}
	loc := set.Start.Time().Location()
	next, _ := times.After(from.MidnightIn(loc).Add(-1))
	return times.Count(from.MidnightIn(loc), to.MidnightIn(loc)), date.NewAt(next), nil
}

// bound reports a series of which each occurrence would be an entry of the feed, if these
// are too many.
func (f *feed) bound() error {
	for s := range f.cal.AllSeries() {
		p, ok := s.Pattern.(calendar.BySet)
		if !ok || f.setSeries[s.ID] != nil {
			continue
		}
		if n, _, err := countStarts(&p.Set, f.from, f.projectTo); err == nil && n > maxProjected {
			return fmt.Errorf("ical: %w: series %s has %d occurrences in the feed, where each is an entry, and no more than %d can be", ErrValue, s.ID, n, maxProjected)
		}
	}
	return nil
}

// keyed returns the recurrence identifier that a key stands for.
func (ss *setSeries) keyed(key string) (recurrence.Moment, bool) {
	var m recurrence.Moment
	start := ss.set.Start
	switch {
	case start.Form() == recurrence.FormDate:
		d, err := date.ParseISO(key)
		if err != nil {
			return m, false
		}
		m = recurrence.OnDay(d)
	default:
		t, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(key, "Z"))
		if err != nil {
			return m, false
		}
		if start.Time().Location() == recurrence.Floating {
			m = recurrence.AtClock(t, recurrence.Floating)
		} else {
			m = recurrence.At(t.In(start.Time().Location()))
		}
	}
	return m, ss.pattern.Key(m) == key
}

// has returns the recurrence identifier of an event, if it is an occurrence of the set.
func (ss *setSeries) has(ev calendar.Event) (recurrence.Moment, bool) {
	id, ok := ss.keyed(ev.Occurrence)
	if ok {
		if _, ok = ss.planned(id); !ok {
			_, ok = ss.bare(id)
		}
	}
	return id, ok
}

// take takes an event in if it is an occurrence of the set, and counts what was said of it
// as said of the series.
func (ss *setSeries) take(ev calendar.Event, modified time.Time) bool {
	id, ok := ss.has(ev)
	if !ok {
		return false
	}
	planned, _ := ss.planned(id) // none of what an override cancels
	ss.sequence += changesOf(ev)
	ss.modified = later(ss.modified, modified)
	alike := ev.Title == ss.Title || ss.Each != ""
	same := (ev.When == planned || ev.When == planned.Projected()) && alike && ev.Place == ss.Place && ev.Geo == ss.Geo
	if same && ev.Status != calendar.Cancelled && ev.Status != calendar.Postponed {
		ss.asRuled = append(ss.asRuled, ev)
	} else {
		ss.exceptions[ev.Occurrence] = ev
	}
	return true
}

// addSetSeries makes the VEVENTs of a series: the one with the set, and one for each
// occurrence that is otherwise and has a day. Of the others the set's own is taken out, and
// so it is of those that are on a day where the set has times, which are events by
// themselves.
func (f *feed) addSetSeries(ss *setSeries) {
	uid := UID(f.cal.ID(), ss.ID)
	set := ss.set
	set.ExDates = slices.Clone(set.ExDates)
	done := map[string]bool{}
	for _, v := range ss.held {
		key := ss.pattern.Key(v.ID)
		ev, ok := ss.exceptions[key]
		if !ok {
			ev, ok = f.cal.Event(ss.ID + "/" + key)
		}
		done[key] = true
		switch {
		case ok && v.Range == recurrence.ThisOnly && !ss.likeSet(ev, v):
			f.add(ev)
			set.ExDates = append(set.ExDates, v.ID)
		case ok:
			f.addException(ss, ev, v, uid)
		case v.Range == recurrence.ThisAndFuture:
			f.addException(ss, calendar.Event{
				ID: ss.ID + "/" + key, Title: ss.Title, Kind: ss.Kind, Series: ss.ID, Occurrence: key, Status: calendar.Cancelled,
				When: momentWhen(v.ID), Sources: ss.Sources,
			}, v, uid)
		default:
			set.ExDates = append(set.ExDates, v.ID)
		}
	}
	for _, key := range sortedEvents(ss.exceptions) {
		ev := ss.exceptions[key]
		id, _ := ss.keyed(key)
		if done[key] {
			continue
		}
		v := recurrence.Override{ID: id}
		if !ss.likeSet(ev, v) {
			f.add(ev)
			set.ExDates = append(set.ExDates, id)
		} else if !f.addException(ss, ev, v, uid) {
			set.ExDates = append(set.ExDates, id)
		}
	}
	text := ss.text
	if len(set.ExDates) > len(ss.set.ExDates) {
		if b, err := set.AppendText(nil); err == nil {
			text = string(b)
		}
	}
	e := &ics.VEvent{}
	identify(&e.ComponentBase, uid, "", ss.modified, ss.sequence)
	addContentLines(&e.ComponentBase, text)
	writeInUTC(&e.ComponentBase, set.Start.Time().Location())
	f.useMoment(set.Start)
	for _, m := range set.RDates {
		f.useMoment(m)
	}
	d := details{
		summary: ss.Title, summaryIn: ss.TitleLanguage(), in: ss.TitleLanguage(), place: ss.Place, placeIn: ss.PlaceLanguage(),
		geo: ss.Geo, format: ss.Format, sources: ss.Sources, status: ss.Status, kind: ss.Kind, id: ss.ID, alarms: f.alarms(0),
	}
	d.description, d.descriptionIn = f.seriesDescription(&ruleSeries{Series: ss.Series, asRuled: ss.asRuled})
	f.addTexts(&e.ComponentBase, d)
	f.items = append(f.items, item{ss.start, ss.ID, e})
}

// addException makes the VEVENT of an occurrence that is not as the set has it; it is false
// if the occurrence has no day. With a range it goes on for later ones.
func (f *feed) addException(ss *setSeries, ev calendar.Event, v recurrence.Override, uid string) bool {
	main, window, ok := f.stands(ev)
	if !ok {
		return false
	}
	e := &ics.VEvent{}
	f.setDays(e, ev, main, uid, "", f.cal.Modified(ev))
	if ss.saysMore(ev, v) {
		if v.Start.IsZero() {
			v.Start = v.ID
		}
		switch {
		case v.NoLength:
			v.Length = recurrence.Length{}
		case v.Length == recurrence.Length{}:
			v.Length = ss.lengthOf(v)
		}
		e.RemoveProperty("DTSTART")
		e.RemoveProperty("DTEND")
		once := recurrence.Set{Start: v.Start, Length: v.Length}
		if text, err := once.AppendText(nil); err == nil {
			addContentLines(&e.ComponentBase, string(text))
		}
	}
	name, params, value := momentLine(ss.set.Start, v.ID)
	if v.Range == recurrence.ThisAndFuture {
		params = append(params, withParameter("RANGE", "THISANDFUTURE"))
	}
	e.AddProperty(name, value, params...)
	f.useMoment(v.ID)
	f.describe(e, ev, main)
	f.items = append(f.items, item{ss.start, ev.ID, e})
	if window != nil {
		f.addWindow(ev, *window, uid)
	}
	return true
}

// likeSet reports whether an event is on days as the set is, or at a time as it is. Readers
// take one that is not for an occurrence besides that which it replaces.
func (ss *setSeries) likeSet(ev calendar.Event, v recurrence.Override) bool {
	_, timed := ev.When.Start()
	return timed == (ss.set.Start.Form() != recurrence.FormDate) || ss.saysMore(ev, v)
}

// saysMore reports whether an override says more of when an occurrence is than the event
// does: one for later occurrences says it of these, too, and a When has no floating time.
func (ss *setSeries) saysMore(ev calendar.Event, v recurrence.Override) bool {
	if v.Range == recurrence.ThisAndFuture {
		return true
	}
	if ss.set.Start.Form() == recurrence.FormDate || ss.set.Start.Time().Location() != recurrence.Floating {
		return false
	}
	planned, happens := ss.planned(v.ID)
	return happens && (ev.When == planned || ev.When == planned.Projected())
}

// lengthOf returns how long what an override without a length applies to lasts.
func (ss *setSeries) lengthOf(v recurrence.Override) recurrence.Length {
	length, since := ss.set.Length, recurrence.Moment{}
	if v.Range == recurrence.ThisAndFuture { // it goes on with that of the one before it
		for _, w := range ss.held {
			if w.Range == recurrence.ThisAndFuture && (w.NoLength || w.Length != recurrence.Length{}) &&
				w.ID.Time().Before(v.ID.Time()) && (since.IsZero() || !w.ID.Time().Before(since.Time())) {
				if length, since = w.Length, w.ID; w.NoLength {
					length = recurrence.Length{}
				}
			}
		}
		return length
	}
	for _, p := range ss.set.Periods {
		if p.Start.Equal(v.ID) {
			length = p.Length
			if !p.End.IsZero() {
				length = recurrence.Length{Exact: p.End.Time().Sub(p.Start.Time())}
			}
		}
	}
	return length
}

// writeInUTC writes the RDATEs that are in a zone in UTC, which is the same: libical 3
// computes others an hour or more off. Periods with a length in days stay as they are, since
// in UTC these would have 24 hours.
func writeInUTC(c *ics.ComponentBase, loc *time.Location) {
	utc := func(local string) string {
		t, err := time.Parse(localLayout, local)
		if err != nil {
			return local
		}
		return recurrence.AtClock(t, loc).Time().UTC().Format(utcLayout)
	}
	for i := range c.Properties {
		p := &c.Properties[i].BaseProperty
		if p.IANAToken != nameOf(propRDate) || parameterOf(p, "TZID") == "" {
			continue
		}
		values := strings.Split(p.Value, ",")
		for j, value := range values {
			start, end, isPeriod := strings.Cut(value, "/")
			values[j] = utc(start)
			if isPeriod {
				values[j] += "/" + utc(end)
			}
		}
		if !strings.ContainsAny(p.Value, "DW") {
			p.Value = strings.Join(values, ",")
			delete(p.ICalParameters, "TZID")
		}
	}
}

// momentLine returns the RECURRENCE-ID of a moment in a set with a start.
func momentLine(start, id recurrence.Moment) (name ics.ComponentProperty, params []ics.PropertyParameter, value string) {
	once := recurrence.Set{Start: start, RDates: []recurrence.Moment{id}}
	text, err := once.AppendText(nil)
	var base ics.ComponentBase
	if err == nil {
		addContentLines(&base, string(text))
	}
	for _, p := range base.Properties {
		if p.IANAToken == "RDATE" || p.IANAToken == "DTSTART" && id.Equal(start) {
			for _, key := range sortedParameters(p.ICalParameters) {
				params = append(params, withParameter(key, p.ICalParameters[key][0]))
			}
			return "RECURRENCE-ID", params, p.Value
		}
	}
	return "RECURRENCE-ID", nil, id.Time().UTC().Format(utcLayout)
}

// momentWhen returns the When of a moment.
func momentWhen(m recurrence.Moment) calendar.When {
	if m.Form() == recurrence.FormDate {
		return calendar.On(m.Day())
	}
	return timeWhen(m.Time(), m.Time())
}

// useMoment notes that the zone of a moment is used.
func (f *feed) useMoment(m recurrence.Moment) {
	if m.Form() == recurrence.FormLocal && m.Time().Location() != recurrence.Floating {
		f.useZone(m.Time())
	}
}

// addContentLines adds the properties of content lines that package recurrence has written.
func addContentLines(c *ics.ComponentBase, text string) {
	text = strings.ReplaceAll(text, "\r\n ", "")
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		quoted := false
		end := strings.IndexFunc(line, func(r rune) bool {
			quoted = quoted != (r == '"')
			return r == ':' && !quoted
		})
		if end < 0 {
			continue
		}
		name, rest, _ := strings.Cut(line[:end], ";")
		var params []ics.PropertyParameter
		for rest != "" {
			key, value, _ := strings.Cut(rest, "=")
			if inner, ok := strings.CutPrefix(value, `"`); ok {
				value, rest, _ = strings.Cut(inner, `"`)
				rest = strings.TrimPrefix(rest, ";")
			} else {
				value, rest, _ = strings.Cut(value, ";")
			}
			params = append(params, withParameter(key, value))
		}
		c.AddProperty(ics.ComponentProperty(name), line[end+1:], params...)
	}
}

func sortedEvents(events map[string]calendar.Event) []string {
	keys := make([]string, 0, len(events))
	for key := range events {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
