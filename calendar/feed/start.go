package feed

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// A startBody is what the index page tells.
type startBody struct {
	Next                        []item
	NextLink                    string // where there is more
	Overdue                     []item
	OverdueLink                 string
	Undated                     []item
	UndatedLink                 string
	Found                       []item // of a search
	FoundLink                   string
	Timeline                    timeline
	Kinds, Series, Translations []feedLink
	IsSearch                    bool
}

// foundShown is how many entries the index page shows that a search finds.
const foundShown = 20

func fillStart(v *view, p *page) error {
	p.Template = "start"
	b := startBody{IsSearch: v.q.search != ""}
	next := v.next(nextShown+1, v.filters())
	if len(next) > nextShown {
		next, b.NextLink = next[:nextShown], v.Link(nextPath)
	}
	b.Next = v.newItems(next)
	b.Overdue, b.OverdueLink = v.some(v.overdue(), overdueShown, overduePath)
	b.Undated, b.UndatedLink = v.some(v.undated(v.filters()), undatedShown, undatedPath)
	if b.IsSearch {
		b.Found, b.FoundLink = v.some(v.found(newScan()), foundShown, foundPath)
	}
	b.Timeline = v.newTimeline()
	b.addParts(v, p)
	p.Body = b
	return nil
}

// addParts lists the feeds that have a part of the calendar.
func (b *startBody) addParts(v *view, p *page) {
	for _, k := range v.e.offered().kinds {
		kinds := []calendar.Kind{k}
		b.Kinds = append(b.Kinds, v.newFeedLink(query{kinds: kinds}, v.l.capital(v.l.kind(k)), "", v.with(func(q *pageQuery) { q.kinds = kinds })))
	}
	for _, s := range p.Filter.Series {
		b.Series = append(b.Series, v.newFeedLink(query{series: []string{s.Value}}, s.Title, s.Lang, v.seriesLink(s.Value)))
	}
	all := spoken(v.e.cal)
	if len(all) < 2 {
		return
	}
	for _, l := range all {
		b.Translations = append(b.Translations, v.newFeedLink(query{languages: []language.Tag{l}}, v.e.cal.In(l).Title(), l.String(), ""))
	}
}

// some returns the first n entries, and where there are more the address of all.
func (v *view) some(entries func(func(calendar.Entry) bool), n int, path string) (items []item, all string) {
	taken, more := take(entries, 0, n)
	if more {
		all = v.Link(path)
	}
	return v.newItems(taken), all
}
