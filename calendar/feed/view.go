package feed

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// A view is the calendar as a request for a page sees it: as known on a day, from a day, in
// a language, narrowed by a query.
type view struct {
	e     *edition
	l     *localizer
	texts []language.Tag // the languages that the calendar's texts are to be in, the best first
	q     pageQuery
	cal   *calendar.Calendar
	today date.Date // the day from which one looks

	leftToReader bool // whether the address leaves the language to Accept-Language

	path string // of the page, below the index page
	base string // the absolute address of the index page
	root string // its address relative to the page: a number of "../"
}

// newView reads a request for the page at a path. The error is a [queryError].
func (e *edition) newView(r *http.Request, path string) (*view, error) {
	v := &view{e: e, path: path, base: e.options.BaseURL, root: rootOf(r)}
	if v.base == "" {
		var ok bool
		if v.base, ok = requestBase(r); !ok {
			return nil, queryErrorf("The field Host is not the name of a host.")
		}
	}
	var err error
	v.q, err = parsePageQuery(r.URL.RawQuery, e.cal)
	v.settleLanguage(r.Header["Accept-Language"])
	if err != nil {
		return v, err
	}
	if v.q, v.today, err = v.q.settle(e.today()); err != nil {
		return v, err
	}
	return v, nil
}

// name is the name of the page among the representations that are kept. No address of a feed
// has blanks.
func (v *view) name() string {
	return fmt.Sprintf("page %s?%s of %s in %s at %s", v.path, v.q, v.today, v.l.tag, v.base)
}

// open makes ready the calendar that the page is about, which takes time for one that is
// to be as known on another day.
func (v *view) open() {
	v.cal = v.e.cal
	if v.q.asOf != 0 {
		v.cal = v.cal.AsOf(v.q.asOf)
	}
	v.cal = v.cal.In(v.texts...)
}

// served passes what the handler serves at all: what its filters pass and falls within its
// span, or has no date.
func (v *view) served(e calendar.Entry) bool {
	o := &v.e.options.Feed
	if !e.When.IsZero() && (o.From != 0 || o.Until != 0) && !e.When.MayFallWithin(o.From, cmp.Or(o.Until, lastDay)+1) {
		return false
	}
	return !slices.ContainsFunc(o.Filters, func(pass calendar.Filter) bool { return !pass(e) })
}

// filters pass what the handler serves and the query asks for, and with them others.
func (v *view) filters(others ...calendar.Filter) []calendar.Filter {
	return slices.Concat([]calendar.Filter{v.served}, v.q.filters(), others)
}

// rootOf returns the relative address of the index page from the page at the path of a
// request, as whoever resolves it counts slashes.
func rootOf(r *http.Request) string {
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/")
	return strings.Repeat("../", strings.Count(path, "/"))
}

// to returns the relative address of a page or feed from this one, with a query.
func (v *view) to(path, query string) string {
	address := cmp.Or(v.root+path, "./")
	if query != "" {
		address += "?" + query
	}
	return address
}

// Link returns the address of a page that shows what this one does of another time: the
// query goes along.
func (v *view) Link(path string) string {
	q := v.q
	q.list, q.today = 0, 0
	return v.to(path, q.String())
}

// with returns the address of this page with its query changed.
func (v *view) with(change func(q *pageQuery)) string {
	q := v.q
	q.list, q.today = 0, 0
	change(&q)
	return v.to(v.path, q.String())
}

// eventLink and seriesLink return the address of the page of an event and of a series.
func (v *view) eventLink(id string) string {
	return v.to(eventPath+escapeID(id), v.q.context().String())
}

func (v *view) seriesLink(id string) string {
	return v.to(seriesPath+escapeID(id), v.q.context().String())
}

// escapeID writes an ID into a path. The slash of an occurrence stays one.
func escapeID(id string) string {
	parts := strings.Split(id, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// langOf returns the language of a text for the attribute lang, where it is not that of the
// page.
func (v *view) langOf(t language.Tag) string {
	if t == language.Und || t == v.l.tag {
		return ""
	}
	return t.String()
}

// Icon returns the address of the picture of the pages, and Now that of this page as known
// today.
func (v *view) Icon() string { return v.to(iconPath, "") }
func (v *view) Now() string  { return v.with(func(q *pageQuery) { q.asOf = 0 }) }
