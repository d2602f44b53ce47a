package feed

import (
	"cmp"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// An eventBody is all that is known of an event.
type eventBody struct {
	item
	Summary, SummaryLang     string
	Format                   string
	Organizers               []string
	Documents                []sourceLink
	LeavesOpen               []string
	LeavesOpenLang           string
	FulfilledBy              *navLink
	Series                   *navLink
	Sources                  []sourceLink
	History                  []said
	Before, After            *navLink // in its series
	Feed                     subscription
	Earliest, Latest         string // days, for programs
	EDTF                     string
	EarliestWords, LastWords string // where the days are only bounded
}

// A said is what was said of an event at one time.
type said struct {
	On       string
	Day      date.Date
	Inferred bool
	Note     string
	NoteLang string
	Facts    []fact
	Sources  []sourceLink
	AsOf     string // the page as of that day
}

// A fact is a thing said.
type fact struct{ Name, Value, Lang string }

// neighboursWithin is how far from an occurrence the ones before and after are looked for.
const neighboursWithin = 3660 // days

func fillEvent(id string) filler {
	return func(v *view, p *page) error {
		e, ok := v.cal.Entry(id, v.today)
		if !ok || !v.served(e) {
			return errNoPage
		}
		p.Template, p.Title, p.Heading = "event", e.Title, e.Title
		b := eventBody{
			item: v.newItem(e), Summary: e.Summary, SummaryLang: v.langOf(e.SummaryLanguage()),
			Organizers: e.Organizers, LeavesOpen: e.LeavesOpen, LeavesOpenLang: v.langOf(e.LeavesOpenLanguage()), EDTF: e.When.String(),
		}
		if e.Format != "" {
			b.Format = v.l.format(e.Format)
		}
		for _, d := range e.Documents {
			b.Documents = append(b.Documents, v.sourceLink(calendar.Source{Document: d}))
		}
		for _, s := range e.Sources {
			b.Sources = append(b.Sources, v.sourceLink(s))
		}
		if d, ok := e.When.Earliest(); ok {
			b.Earliest, b.EarliestWords = d.String(), v.l.dayOfWeek(d)
		}
		if d, ok := e.When.Latest(); ok {
			b.Latest, b.LastWords = d.String(), v.l.dayOfWeek(d)
		}
		if by, ok := v.cal.Entry(e.FulfilledBy, v.today); ok && e.FulfilledBy != "" && v.served(by) {
			b.FulfilledBy = v.entryLink(by)
		}
		if s, ok := v.cal.Series(e.Series); ok {
			b.Series = &navLink{Title: cmp.Or(s.Title, s.ID), Lang: v.langOf(s.TitleLanguage()), Link: v.seriesLink(s.ID)}
			b.Before, b.After = v.neighbours(e)
		}
		for _, st := range e.History {
			b.History = append(b.History, v.said(e, st))
		}
		b.Feed = v.newSubscription(query{events: []string{e.ID}}, e.Title, eventPath+escapeID(e.ID)+"#subscribe")
		p.Body = b
		return nil
	}
}

func (v *view) entryLink(e calendar.Entry) *navLink {
	return &navLink{Title: e.Title, Lang: v.langOf(e.TitleLanguage()), Link: v.eventLink(e.ID)}
}

// said tells a statement.
func (v *view) said(e calendar.Entry, st calendar.Statement) said {
	s := said{On: v.l.day(st.SaidOn), Day: st.SaidOn, Inferred: st.Inferred, Note: st.Note, NoteLang: v.langOf(e.NoteLanguage(st))}
	add := func(name, value string) {
		if value != "" {
			s.Facts = append(s.Facts, fact{Name: name, Value: value})
		}
	}
	if st.Title != e.Title {
		add(v.l.t("Title"), st.Title)
	}
	if when := v.cal.WhenSaid(st); !when.IsZero() {
		add(v.l.t("When"), v.l.when(when))
	}
	if st.Status != "" {
		add(v.l.t("Status"), v.l.status(st.Status))
	}
	if st.Format != "" {
		add(v.l.t("Format"), v.l.format(st.Format))
	}
	add(v.l.t("Place"), st.Place)
	layer := fact{Name: v.l.t("Layer"), Value: st.Layer}
	if title := v.cal.LayerTitle(st.Layer); title != "" {
		layer.Value, layer.Lang = title, v.langOf(v.cal.Language())
	}
	s.Facts = append(s.Facts, layer)
	for _, src := range st.Sources {
		s.Sources = append(s.Sources, v.sourceLink(src))
	}
	if st.SaidOn >= firstDay && st.SaidOn < v.e.today() {
		s.AsOf = v.with(func(q *pageQuery) { q.asOf = st.SaidOn })
	}
	return s
}

// neighbours returns the occurrences of a series before and after one.
func (v *view) neighbours(e calendar.Entry) (before, after *navLink) {
	due, ok := e.When.Due()
	if !ok {
		return nil, nil
	}
	passed := false
	from, to := max(due-neighboursWithin, firstDay), min(due+neighboursWithin, lastDay)
	for o := range v.between(newScan(), from, to, []calendar.Filter{v.served, calendar.InSeries(e.Series)}) {
		switch {
		case o.ID == e.ID:
			passed = true
		case passed:
			return before, v.entryLink(o)
		default:
			before = v.entryLink(o)
		}
	}
	return before, nil
}
