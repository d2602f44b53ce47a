package feed

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// Bounds of the query of a page.
const (
	maxSearch   = 100 // characters
	maxPageList = 100 // pages of a list
)

// A pageQuery is what the parameters of a page's address ask for. Equal ones have equal
// texts.
type pageQuery struct {
	asOf   date.Date // what was known on this day; 0 without
	kinds  []calendar.Kind
	lang   string // a language; empty for that which the reader's browser asks for
	lanes  string // bySeries, or empty for lanes by kind
	list   int    // the number of the page of a list; 0 for the first
	search string
	series []string
	today  date.Date // where the reader is; 0 for the server's
}

// bySeries is the value of lanes for a lane a series.
const bySeries = "series"

// A pageParameter is one that the address of a page may have. Others are passed over, since
// links get some on their way that are no concern of ours.
type pageParameter struct {
	name string
	read func(q *pageQuery, cal *calendar.Calendar, values []string) error
	text func(q pageQuery) []string
}

// pageParameters are all of them, in the order of the canonical query.
var pageParameters = []pageParameter{
	{"asof", readAsOf, func(q pageQuery) []string { return dayTexts(q.asOf) }},
	{"kind", readPageKinds, func(q pageQuery) []string { return texts(q.kinds, func(k calendar.Kind) string { return string(k) }) }},
	{"lanes", readLanes, func(q pageQuery) []string { return nonEmpty(q.lanes) }},
	{"lang", readPageLanguage, func(q pageQuery) []string { return nonEmpty(q.lang) }},
	{"page", readPageNumber, func(q pageQuery) []string {
		if q.list == 0 {
			return nil
		}
		return []string{strconv.Itoa(q.list + 1)}
	}},
	{"q", readPageSearch, func(q pageQuery) []string { return nonEmpty(q.search) }},
	{"series", readPageSeries, func(q pageQuery) []string { return q.series }},
	{"today", readToday, func(q pageQuery) []string { return dayTexts(q.today) }},
}

func dayTexts(d date.Date) []string {
	if d == 0 {
		return nil
	}
	return []string{d.String()}
}

// parsePageQuery reads the query of a page's address. Values that are empty, as those of
// fields of a form that nobody filled in, count for nothing. The error is a [queryError].
func parsePageQuery(raw string, cal *calendar.Calendar) (pageQuery, error) {
	var q pageQuery
	if raw == "" {
		return q, nil
	}
	if len(raw) > maxQuery {
		return q, queryErrorf("the query is longer than %d octets", maxQuery)
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return q, queryErrorf("the query is not one of names and values such as kind=meeting&asof=2026-01-01")
	}
	for _, p := range pageParameters {
		var given []string
		for _, v := range values[p.name] {
			if !utf8.ValidString(v) {
				return q, queryErrorf("parameter %s: it is not UTF-8", p.name)
			}
			if v = strings.TrimSpace(v); v != "" {
				given = append(given, v)
			}
		}
		if len(given) == 0 {
			continue
		}
		if err := p.read(&q, cal, given); err != nil {
			return q, err
		}
	}
	return q, nil
}

// String returns the canonical query.
func (q pageQuery) String() string {
	var b strings.Builder
	for _, p := range pageParameters {
		writeParameter(&b, p.name, p.text(q))
	}
	return b.String()
}

// isNarrowed reports whether it leaves anything out.
func (q pageQuery) isNarrowed() bool { return len(q.kinds) > 0 || len(q.series) > 0 || q.search != "" }

// isCommon reports whether many will ask it, so that its answer is worth being kept for
// them: there are few such, while anybody can think of a search or a day of his own.
func (q pageQuery) isCommon() bool {
	return q.asOf == 0 && q.search == "" && q.list == 0 && len(q.kinds)+len(q.series) <= 1
}

// context is what of it goes along to the page of an event or a series.
func (q pageQuery) context() pageQuery { return pageQuery{asOf: q.asOf, lang: q.lang} }

// feed is the query of the feed that has what the page shows.
func (q pageQuery) feed() query { return query{kinds: q.kinds, series: q.series, search: q.search} }

// one returns the only value of a parameter.
func one(name string, values []string) (string, error) {
	if len(values) > 1 {
		return "", queryErrorf("parameter %s: it takes one value, and %d are given", name, len(values))
	}
	return values[0], nil
}

// several returns the values of a parameter that may be given as a list or several times.
func several(values []string) []string {
	var all []string
	for _, list := range values {
		for v := range strings.SplitSeq(list, ",") {
			if v = strings.TrimSpace(v); v != "" {
				all = append(all, v)
			}
		}
	}
	return all
}

func readDay(name string, values []string) (date.Date, error) {
	v, err := one(name, values)
	if err != nil {
		return 0, err
	}
	d, err := date.ParseISO(v)
	if err != nil || d.String() != v || d < firstDay || d > lastDay {
		return 0, queryErrorf("parameter %s: %s is not a day such as 2026-01-31", name, quote(v))
	}
	return d, nil
}

func readAsOf(q *pageQuery, _ *calendar.Calendar, values []string) (err error) {
	q.asOf, err = readDay("asof", values)
	return err
}

func readToday(q *pageQuery, _ *calendar.Calendar, values []string) (err error) {
	q.today, err = readDay("today", values)
	return err
}

func readPageKinds(q *pageQuery, cal *calendar.Calendar, values []string) error {
	var f query
	if err := readKinds(&f, cal, several(values)); err != nil {
		return err
	}
	q.kinds = f.kinds
	return nil
}

func readPageSeries(q *pageQuery, cal *calendar.Calendar, values []string) error {
	var f query
	if err := readSeries(&f, cal, several(values)); err != nil {
		return err
	}
	q.series = f.series
	return nil
}

func readLanes(q *pageQuery, _ *calendar.Calendar, values []string) error {
	v, err := one("lanes", values)
	switch {
	case err != nil:
		return err
	case strings.EqualFold(v, bySeries):
		q.lanes = bySeries
	case !strings.EqualFold(v, "kind"):
		return queryErrorf("parameter lanes: %s is none: there are kind and series", quote(v))
	}
	return nil
}

func readPageLanguage(q *pageQuery, _ *calendar.Calendar, values []string) error {
	v, err := one("lang", values)
	if err != nil {
		return err
	}
	t, err := language.BCP47.Parse(v)
	if err != nil || strings.Contains(v, "_") {
		return queryErrorf("parameter lang: %s is not a language tag of BCP 47, such as fr or zh-Hans", quote(v))
	}
	q.lang = t.String()
	return nil
}

func readPageNumber(q *pageQuery, _ *calendar.Calendar, values []string) error {
	v, err := one("page", values)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > maxPageList || strconv.Itoa(n) != v {
		return queryErrorf("parameter page: %s is not a number from 1 to %d", quote(v), maxPageList)
	}
	q.list = n - 1
	return nil
}

func readPageSearch(q *pageQuery, _ *calendar.Calendar, values []string) error {
	v, err := one("q", values)
	if err != nil {
		return err
	}
	q.search, err = searchText(v)
	return err
}

// searchText returns the words of a search, with one blank between them.
func searchText(v string) (string, error) {
	if !utf8.ValidString(v) {
		return "", queryErrorf("parameter q: it is not UTF-8")
	}
	if n := utf8.RuneCountInString(v); n > maxSearch {
		return "", queryErrorf("parameter q: it has %d characters, and may have %d", n, maxSearch)
	}
	if strings.ContainsFunc(v, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
		return "", queryErrorf("parameter q: it has control characters")
	}
	words := strings.FieldsFunc(v, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	return strings.Join(words, " "), nil
}

// filters are those of the query.
func (q pageQuery) filters() []calendar.Filter { return q.feed().filters() }

// settle checks the days of the query against the day of the server, and returns the day
// from which one looks: that of the reader, or with a day of AsOf that one. What was known
// on today or later is all that is known.
func (q pageQuery) settle(server date.Date) (settled pageQuery, today date.Date, err error) {
	today = server
	if q.today != 0 {
		// Everywhere on Earth it is the day that it is here, the one before or the next.
		if q.today < server-1 || q.today > server+1 {
			return q, 0, queryErrorf("parameter today: it is %s here, and nowhere %s", server, q.today)
		}
		today = q.today
	}
	switch {
	case q.asOf > server+1:
		return q, 0, queryErrorf("parameter asof: nobody knows yet what will be known on %s", q.asOf)
	case q.asOf >= today:
		q.asOf = 0
	case q.asOf != 0:
		today, q.today = q.asOf, 0
	}
	if q.today == server {
		q.today = 0
	}
	return q, today, nil
}
