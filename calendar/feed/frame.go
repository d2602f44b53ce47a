package feed

import (
	"cmp"
	"slices"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// A page is what a template fills in: what all pages have, and Body.
type page struct {
	*view
	Template string // the name of the template, and of the page in the style sheet

	Lang, Dir string
	Foreign   bool   // whether the calendar's own language is another
	Title     string // of the page; empty for that of the calendar alone
	Heading   string

	Calendar              string // its title
	CalendarLang          string
	Description           string
	DescriptionLang       string
	Document, DocumentURL string
	Revision              string
	RevisionDate          date.Date
	Today                 date.Date
	TodayWords            string
	KnownOn               string    // the day of AsOf in words, or empty
	Reader                date.Date // the day that it is where the server is, or where the reader has said to be

	Home      string
	Nav       []navLink
	Languages []navLink
	Filter    filterForm
	Feed      subscription // what the page shows, to subscribe to
	Formats   []navLink

	Body any
}

// A navLink leads to another page, or to this one seen otherwise.
type navLink struct {
	Title, Lang string
	Link        string
	Current     bool
}

// A filterForm is the form by which a page is narrowed.
type filterForm struct {
	Action        string
	Search        string
	AsOf, Latest  string // days
	Lang, Lanes   string // what goes along unseen
	Kinds, Series []choice
	MoreSeries    int    // that the form does not list
	Active        []chip // what narrows the page now
	Clear         string // the page without all that
}

// A choice is one that can be ticked.
type choice struct {
	Value, Title, Lang string
	On                 bool
}

// A chip is what narrows a page, and the address of the page without it.
type chip struct {
	Title, Lang string
	Without     string
}

// seriesOffered is how many series the form lists.
const seriesOffered = 60

func (v *view) newPage() *page {
	cal := v.cal
	p := &page{
		view: v, Lang: v.l.tag.String(), Dir: v.l.dir,
		Calendar: cmp.Or(cal.Title(), cal.ID()), CalendarLang: v.langOf(cal.TitleLanguage()),
		Description: cal.Description(), DescriptionLang: v.langOf(cal.DescriptionLanguage()),
		Today: v.today, TodayWords: v.l.dayOfWeek(v.today), Home: v.Link(""),
	}
	p.Foreign = cal.Language() != language.Und && !sameLanguage(cal.Language(), v.l.tag)
	p.Heading = p.Calendar
	p.Document, p.DocumentURL = cal.Document()
	p.DocumentURL = cmp.Or(webAddress(p.DocumentURL), v.documentURL(p.Document))
	p.RevisionDate = date.NewAt(cal.Revision().UTC())
	p.Revision = v.l.day(p.RevisionDate)
	if v.q.asOf != 0 {
		p.KnownOn = v.l.day(v.q.asOf)
	} else {
		p.Reader = v.today
	}
	p.Nav = v.nav()
	for _, l := range localizers {
		p.Languages = append(p.Languages, navLink{l.name, l.tag.String(), v.with(func(q *pageQuery) { q.lang = l.tag.String() }), l == v.l})
	}
	p.Filter = v.filterForm()
	p.Feed = v.newSubscription(v.q.feed(), p.Calendar, v.subscribePage())
	for _, f := range formats {
		q := v.q.feed()
		q.languages = v.feedLanguages()
		p.Formats = append(p.Formats, navLink{Title: f.mediaType, Link: v.to(f.address(f.relevant(q).String()), "")})
	}
	return p
}

// subscribePage is the address below the index page of where one subscribes to what the page
// shows.
func (v *view) subscribePage() string {
	q := pageQuery{kinds: v.q.kinds, series: v.q.series, search: v.q.search}
	address := ""
	if s := q.String(); s != "" {
		address = "?" + s
	}
	return address + "#subscribe"
}

func (v *view) nav() []navLink {
	t := v.today
	year, month := yearPath(t.Year()), monthPath(t.Year(), t.Month())
	links := []navLink{
		{Title: v.l.t("Overview"), Link: v.Link(""), Current: v.path == ""},
		{Title: v.l.t("Year"), Link: v.Link(year), Current: v.path == year},
		{Title: v.l.t("Month"), Link: v.Link(month), Current: v.path == month},
	}
	if len(v.e.offered().series) > 0 {
		links = append(links, navLink{Title: v.l.t("Series"), Link: v.Link(allSeries), Current: v.path == allSeries})
	}
	return links
}

// filterForm returns the form. On pages that it does not narrow it leads to the index page.
func (v *view) filterForm() filterForm {
	action := v.path
	if fill, _ := route(v.path); fill == nil || v.isAboutOne() {
		action = ""
	}
	f := filterForm{
		Action: v.to(action, ""), Search: v.q.search, Lang: v.q.lang, Lanes: v.q.lanes,
		Latest: v.e.today().String(), Clear: v.with(func(q *pageQuery) { *q = pageQuery{lang: q.lang, lanes: q.lanes} }),
	}
	if v.q.asOf != 0 {
		f.AsOf = v.q.asOf.String()
	}
	offered := v.e.offered()
	for _, k := range offered.kinds {
		title := v.l.capital(v.l.kind(k))
		on := slices.Contains(v.q.kinds, k)
		f.Kinds = append(f.Kinds, choice{Value: string(k), Title: title, On: on})
		if on {
			f.Active = append(f.Active, chip{Title: title, Without: v.with(func(q *pageQuery) { q.kinds = without(q.kinds, k) })})
		}
	}
	for _, id := range offered.series {
		s, known := v.cal.Series(id)
		on := slices.Contains(v.q.series, id)
		switch {
		case !known && !on:
			continue
		case !known:
			s.Title = id
		case !on && len(f.Series) >= seriesOffered:
			f.MoreSeries++
			continue
		}
		title, lang := cmp.Or(s.Title, id), v.langOf(s.TitleLanguage())
		f.Series = append(f.Series, choice{id, title, lang, on})
		if on {
			f.Active = append(f.Active, chip{title, lang, v.with(func(q *pageQuery) { q.series = without(q.series, id) })})
		}
	}
	if v.q.search != "" {
		f.Active = append(f.Active, chip{Title: "“" + v.q.search + "”", Without: v.with(func(q *pageQuery) { q.search = "" })})
	}
	return f
}

func without[T comparable](list []T, value T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return v == value })
}

// offered is what a calendar has that pages can be narrowed to.
type offered struct {
	kinds  []calendar.Kind
	series []string // by ID, in the order of the calendar

	firstYear, lastYear int // in which something falls that is recorded; 0 without any
}

// findOffered goes through a calendar once.
func findOffered(cal *calendar.Calendar) offered {
	var o offered
	has := map[calendar.Kind]bool{}
	for ev := range cal.Events() {
		has[ev.Kind] = true
		first, ok := ev.When.Earliest()
		last, hasLast := ev.When.Latest()
		if !ok {
			first, ok = last, hasLast
		}
		if !hasLast {
			last = first
		}
		if !ok {
			continue
		}
		if y := first.Year(); o.firstYear == 0 || y < o.firstYear {
			o.firstYear = y
		}
		o.lastYear = max(o.lastYear, last.Year())
	}
	for s := range cal.AllSeries() {
		has[s.Kind] = true
		o.series = append(o.series, s.ID)
	}
	o.kinds = slices.DeleteFunc(calendar.Kinds(), func(k calendar.Kind) bool { return !has[k] })
	return o
}

// hasYear reports whether pages lead to a year: whether something is recorded in it or before
// and after, or series are projected as far. Others are shown to whoever asks, and lead whoever
// follows all links no further.
func (v *view) hasYear(y int) bool {
	o, this := v.e.offered(), v.today.Year()
	first := this
	if o.firstYear != 0 {
		first = min(first, o.firstYear)
	}
	return y >= max(first-1, firstDay.Year()) && y <= min(max(o.lastYear, this+projectionYears), lastDay.Year())
}

// IsForOne reports whether the page is of interest to one reader only, so that no search engine
// need keep it: narrowed, or of a day.
func (v *view) IsForOne() bool {
	return !v.q.isCommon() || v.q.isNarrowed() || v.q.today != 0 || v.q.lanes != "" || len(v.path) == len("2006-01-02") && v.path[0] <= '9'
}

// monthOf returns the first day of a month and the one after its last.
func monthOf(y int, m time.Month) (from, to date.Date) {
	from = date.New(y, m, 1)
	return from, from.AddDate(0, 1, 0)
}
