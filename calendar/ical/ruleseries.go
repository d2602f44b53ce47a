package ical

import (
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// A ruleSeries is a series that becomes one VEVENT with an RRULE.
type ruleSeries struct {
	calendar.Series
	rule  recurrence.Rule   // as it is written: for the span of the feed, from first on
	first date.Date         // its first occurrence in the span
	dates *recurrence.Dates // of rule
	all   *recurrence.Dates // of the rule of the series

	asRuled    []calendar.Event // recorded on the day that the rule gives
	exceptions []exception

	sequence int       // of the whole, with all that was said of single occurrences
	modified time.Time // the same
}

// An exception is an occurrence that is not what the rule says.
type exception struct {
	day   date.Date // that the rule gives
	event calendar.Event
}

// newRuleSeries returns what becomes of a series in the feed; ok is false if it has no
// rule that RFC 5545 can say for days, or no occurrence in the span.
func (f *feed) newRuleSeries(s calendar.Series) (rs *ruleSeries, ok bool) {
	p, ok := s.Pattern.(calendar.ByRule)
	if !ok || !isPlain(p.Rule) {
		return nil, false
	}
	dates, err := p.Rule.Dates(s.Start)
	if err != nil {
		return nil, false
	}
	rs = &ruleSeries{Series: s, rule: p.Rule, all: dates, sequence: len(s.Revised) + laterDays(s.Sources), modified: f.cal.SeriesModified(s)}
	rs.first, ok = dates.After(f.from - 1)
	if !ok || rs.first >= f.to || !f.passes(rs.whole()) {
		return nil, false
	}
	if rs.rule.Count > 0 {
		rs.rule.Count = dates.Count(rs.first, lastDay+1)
	}
	if last, finite := dates.Last(); f.options.Until != 0 && (!finite || last >= f.to) {
		rs.rule.Count, rs.rule.Until = 0, recurrence.UntilDate(f.options.Until)
	}
	rs.dates, err = rs.rule.Dates(rs.first)
	return rs, err == nil
}

// whole is the series as one event, for filters.
func (rs *ruleSeries) whole() calendar.Event {
	return calendar.Event{
		ID: rs.ID, Title: rs.Title, Summary: rs.Summary, Kind: rs.Kind, Series: rs.ID, When: calendar.On(rs.first),
		Status: rs.Status, Place: rs.Place, Format: rs.Format, Organizers: rs.Organizers, LeavesOpen: rs.LeavesOpen,
		Sources: rs.Sources,
	}
}

// isPlain reports whether RFC 5545 has the rule for a DTSTART that is a DATE.
func isPlain(r recurrence.Rule) bool {
	return r.Skip == recurrence.SkipOmit && r.Freq >= recurrence.Daily &&
		len(r.ByHour)+len(r.ByMinute)+len(r.BySecond) == 0
}

// note counts what was said of a single occurrence as said of the series: one VEVENT has
// it in its description, or as its exception. That it counts whatever the span keeps
// SEQUENCE from falling as the span moves on.
func (rs *ruleSeries) note(ev calendar.Event, modified time.Time) {
	if _, ok := keyIn(rs.all, ev); !ok {
		return
	}
	rs.sequence += changesOf(ev)
	rs.modified = later(rs.modified, modified)
}

// take takes an event in if it is an occurrence that the rule gives in the span.
func (rs *ruleSeries) take(ev calendar.Event) bool {
	day, ok := keyIn(rs.dates, ev)
	if !ok {
		return false
	}
	if ev.When == calendar.On(day) && ev.Status != calendar.Cancelled && ev.Status != calendar.Postponed {
		rs.asRuled = append(rs.asRuled, ev)
	} else {
		rs.exceptions = append(rs.exceptions, exception{day, ev})
	}
	return true
}

// keyIn returns the day that the event's key stands for, if it is one of the dates.
func keyIn(dates *recurrence.Dates, ev calendar.Event) (date.Date, bool) {
	day, err := date.ParseISO(ev.Occurrence)
	return day, err == nil && day.String() == ev.Occurrence && dates.Contains(day)
}

// addRuleSeries makes the VEVENTs of a series: the one with the rule, and one for each
// exception that has a day. Of the others the rule's own day is taken out.
func (f *feed) addRuleSeries(rs *ruleSeries) {
	uid := UID(f.cal.ID(), rs.ID)
	var gone []date.Date
	for _, x := range rs.exceptions {
		main, window, ok := f.stands(x.event)
		if !ok {
			gone = append(gone, x.day)
			continue
		}
		e := &ics.VEvent{}
		f.setDays(e, x.event, main, uid, dateText(x.day), f.cal.Modified(x.event))
		f.describe(e, x.event, main)
		f.items = append(f.items, item{rs.first, rs.ID + "/" + x.event.Occurrence, e})
		if window != nil {
			f.addWindow(x.event, *window, uid)
		}
	}
	e := &ics.VEvent{}
	whole := calendar.Event{When: calendar.On(rs.first), Sequence: rs.sequence}
	f.setDays(e, whole, stand{first: rs.first, last: rs.first}, uid, "", rs.modified)
	e.AddRrule(rs.rule.String())
	slices.Sort(gone)
	for _, day := range gone {
		e.AddExdate(dateText(day), ics.WithValue("DATE"))
	}
	d := details{
		summary: rs.Title, summaryIn: rs.TitleLanguage(), in: rs.TitleLanguage(), place: rs.Place, placeIn: rs.PlaceLanguage(),
		geo: rs.Geo, format: rs.Format, sources: rs.Sources, status: rs.Status, kind: rs.Kind, id: rs.ID, alarms: f.alarms(0),
	}
	d.description, d.descriptionIn = f.seriesDescription(rs)
	f.addTexts(&e.ComponentBase, d)
	f.items = append(f.items, item{rs.first, rs.ID, e})
}
