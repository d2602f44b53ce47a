package feed

import (
	"cmp"
	"slices"

	"github.com/convene-cal/convene/calendar"
)

// How many occurrences the page of a series shows.
const (
	aheadShown = 8
	overShown  = 25
)

// A seriesBody is all that is known of a series.
type seriesBody struct {
	ID             string
	Lang           string // of the title
	Kind           string
	Summary        string
	SummaryLang    string
	Repeats        string
	RepeatsLang    string
	Rule           string
	Place          string
	PlaceLang      string
	Organizers     []string
	LeavesOpen     []string
	LeavesOpenLang string
	Sources        []sourceLink
	Next           *item
	Ahead, Over    []item
	Undated        []item
	More           string // all of them
	Feed           subscription
}

func fillSeries(id string) filler {
	return func(v *view, p *page) error {
		s, ok := v.cal.Series(id)
		if !ok {
			return errNoPage
		}
		p.Heading = cmp.Or(s.Title, s.ID)
		p.Template, p.Title = "series", p.Heading
		b := seriesBody{
			ID: id, Lang: v.langOf(s.TitleLanguage()), Kind: v.l.capital(v.l.kind(s.Kind)), Summary: s.Summary, SummaryLang: v.langOf(s.SummaryLanguage()),
			Place: s.Place, PlaceLang: v.langOf(s.PlaceLanguage()), Organizers: s.Organizers,
			LeavesOpen: s.LeavesOpen, LeavesOpenLang: v.langOf(s.LeavesOpenLanguage()),
		}
		repeats, in := v.l.pattern(s.Pattern)
		b.Repeats, b.RepeatsLang = v.l.capital(repeats), v.langOf(in)
		if r, ok := s.Pattern.(calendar.ByRule); ok {
			b.Rule = r.Rule.String()
		}
		for _, src := range s.Sources {
			b.Sources = append(b.Sources, v.sourceLink(src))
		}
		ofSeries := []calendar.Filter{v.served, calendar.InSeries(id)}
		next := v.next(aheadShown, ofSeries)
		b.Ahead = v.newItems(next)
		over, more := take(v.over(newScan(), ofSeries), 0, overShown)
		b.Over = v.newItems(over)
		undated, moreUndated := take(v.undated(ofSeries), 0, overShown)
		b.Undated = v.newItems(undated)
		if len(b.Ahead) > 0 {
			b.Next = &b.Ahead[0]
		}
		if more || moreUndated || len(next) == aheadShown {
			q := v.q.context()
			q.series = []string{id}
			b.More = v.to(foundPath, q.String())
		}
		b.Feed = v.newSubscription(query{series: []string{id}}, p.Heading, seriesPath+escapeID(id)+"#subscribe")
		p.Body = b
		return nil
	}
}

// A seriesListBody lists series.
type seriesListBody struct {
	Series []seriesItem
	More   int
}

// A seriesItem is a series in a list, with what comes next of it.
type seriesItem struct {
	navLink
	Kind                 string
	Repeats, RepeatsLang string
	Next                 *item
}

// seriesListed is how many the list has.
const seriesListed = 200

func fillAllSeries(v *view, p *page) error {
	p.Heading = v.l.t("Series")
	p.Template, p.Title = "serieslist", p.Heading
	var b seriesListBody
	for s := range v.cal.AllSeries() {
		if len(v.q.kinds) > 0 && !slices.Contains(v.q.kinds, s.Kind) || len(v.q.series) > 0 && !slices.Contains(v.q.series, s.ID) {
			continue
		}
		if len(b.Series) == seriesListed {
			b.More++
			continue
		}
		it := seriesItem{
			navLink: navLink{Title: cmp.Or(s.Title, s.ID), Lang: v.langOf(s.TitleLanguage()), Link: v.seriesLink(s.ID)},
			Kind:    v.l.capital(v.l.kind(s.Kind)),
		}
		repeats, in := v.l.pattern(s.Pattern)
		it.Repeats, it.RepeatsLang = repeats, v.langOf(in)
		if e, ok := v.cal.NextOf(s.ID, v.today); ok && v.served(e) {
			next := v.newItem(e)
			it.Next = &next
		}
		b.Series = append(b.Series, it)
	}
	p.Body = b
	return nil
}
