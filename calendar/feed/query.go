package feed

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ical"
)

// Bounds of a query.
const (
	maxQuery  = 4 << 10 // octets
	maxAlarms = 5
	maxEvents = 50
	maxListed = 60 // values that an error lists
)

// A query is what the parameters of a feed's address ask for. Lists are sorted
// and have nothing twice, so that equal queries have equal texts.
type query struct {
	alarms    []time.Duration // the longest first
	as        string          // todo or event; empty without
	events    []string        // by ID
	from      date.Date       // 0 without one
	kinds     []calendar.Kind
	languages []language.Tag // of the calendar, the best first
	search    string         // words
	series    []string
	windows   string // the name of a style; empty without
}

// A queryError tells what is wrong with a query.
type queryError string

func (e queryError) Error() string { return string(e) }

func queryErrorf(format string, args ...any) queryError {
	return queryError(fmt.Sprintf(format, args...))
}

// A parameter is one that a query may have.
type parameter struct {
	name string
	read func(q *query, cal *calendar.Calendar, values []string) error
	text func(q query) []string // its values as in the canonical query
}

// parameters are all of them, in the order of the canonical query. Reading takes each
// one's values with the empty ones refused.
var parameters = []parameter{
	{"alarm", readAlarms, func(q query) []string { return texts(q.alarms, alarmText) }},
	{"as", readAs, func(q query) []string { return nonEmpty(q.as) }},
	{"event", readEvents, func(q query) []string { return q.events }},
	{"from", readFrom, func(q query) []string {
		if q.from == 0 {
			return nil
		}
		return []string{q.from.String()}
	}},
	{"kind", readKinds, func(q query) []string { return texts(q.kinds, func(k calendar.Kind) string { return string(k) }) }},
	{"lang", readLanguages, func(q query) []string { return texts(q.languages, language.Tag.String) }},
	{"q", readSearch, func(q query) []string { return nonEmpty(q.search) }},
	{"series", readSeries, func(q query) []string { return q.series }},
	{"windows", readWindows, func(q query) []string { return nonEmpty(q.windows) }},
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func texts[T any](values []T, text func(T) string) []string {
	s := make([]string, len(values))
	for i, v := range values {
		s[i] = text(v)
	}
	return s
}

// parseQuery reads the query of a feed's address. The error is a [queryError].
func parseQuery(raw string, cal *calendar.Calendar) (query, error) {
	var q query
	if raw == "" {
		return q, nil
	}
	if len(raw) > maxQuery {
		return q, queryErrorf("the query is longer than %d octets", maxQuery)
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return q, queryErrorf("the query is not one of names and values such as kind=meeting&from=2026-01-01")
	}
	for _, p := range parameters {
		lists, ok := values[p.name]
		if !ok {
			continue
		}
		delete(values, p.name)
		var items []string
		for _, list := range lists {
			for _, item := range strings.Split(list, ",") {
				if item = strings.TrimSpace(item); item == "" {
					return q, queryErrorf("parameter %s: a value is missing", p.name)
				}
				items = append(items, item)
			}
		}
		if err := p.read(&q, cal, items); err != nil {
			return q, err
		}
	}
	if len(values) > 0 {
		unknown := slices.MinFunc(keys(values), strings.Compare)
		return q, queryErrorf("there is no parameter %s: there are %s", quote(unknown), strings.Join(parameterNames(), ", "))
	}
	return q, nil
}

func keys(values url.Values) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	return names
}

func parameterNames() []string {
	return texts(parameters, func(p parameter) string { return p.name })
}

// quote returns a text that somebody sent, shortened, in quotation marks, and without
// control characters.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		return fmt.Sprintf("%.*q…", most, s)
	}
	return fmt.Sprintf("%q", s)
}

// listed joins the values that an error says are allowed, the first of them if there are
// many.
func listed(values []string) string {
	if n := len(values) - maxListed; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(values[:maxListed], ", "), n)
	}
	return strings.Join(values, ", ")
}

func readFrom(q *query, _ *calendar.Calendar, values []string) error {
	if len(values) > 1 {
		return queryErrorf("parameter from: it takes one day, and %d are given", len(values))
	}
	d, err := date.ParseISO(values[0])
	if err != nil || d.String() != values[0] || d < firstDay || d > lastDay {
		return queryErrorf("parameter from: %s is not a day of the years 0001 to 9999, such as 2026-01-31", quote(values[0]))
	}
	q.from = d
	return nil
}

// What the parameter as asks for.
const (
	asEvent = "event"
	asTodo  = "todo"
)

func readAs(q *query, _ *calendar.Calendar, values []string) error {
	for _, v := range values {
		v = strings.ToLower(v)
		if v != asEvent && v != asTodo || q.as != "" && q.as != v {
			return queryErrorf("parameter as: it takes one of %s, %s, not %s", asEvent, asTodo, quote(strings.Join(values, ",")))
		}
		q.as = v
	}
	return nil
}

func readWindows(q *query, _ *calendar.Calendar, values []string) error {
	for _, v := range values {
		style, err := ical.ParseWindowStyle(v)
		if err != nil || q.windows != "" && q.windows != style.String() {
			return queryErrorf("parameter windows: it takes one of %s, %s, %s, not %s",
				ical.WindowLastDay, ical.WindowSpan, ical.WindowBoth, quote(strings.Join(values, ",")))
		}
		q.windows = style.String()
	}
	return nil
}

var (
	firstDay = date.New(1, time.January, 1)
	lastDay  = date.New(9999, time.December, 31)
)

func readKinds(q *query, _ *calendar.Calendar, values []string) error {
	for _, v := range values {
		k := calendar.Kind(strings.ToLower(v))
		if !k.IsValid() {
			return queryErrorf("parameter kind: %s is none: there are %s", quote(v),
				listed(texts(calendar.Kinds(), func(k calendar.Kind) string { return string(k) })))
		}
		q.kinds = append(q.kinds, k)
	}
	slices.Sort(q.kinds)
	q.kinds = slices.Compact(q.kinds)
	return nil
}

// readSeries reads IDs of series. Case matters only between IDs that differ in nothing
// else.
func readSeries(q *query, cal *calendar.Calendar, values []string) error {
	for _, v := range values {
		id, ok := seriesID(cal, v)
		if !ok {
			var ids []string
			for s := range cal.AllSeries() {
				ids = append(ids, s.ID)
			}
			if len(ids) == 0 {
				return queryErrorf("parameter series: the calendar has none")
			}
			slices.Sort(ids)
			return queryErrorf("parameter series: %s is none: there are %s", quote(v), listed(ids))
		}
		q.series = append(q.series, id)
	}
	slices.Sort(q.series)
	q.series = slices.Compact(q.series)
	return nil
}

func seriesID(cal *calendar.Calendar, text string) (id string, ok bool) {
	for s := range cal.AllSeries() {
		if s.ID == text {
			return text, true
		}
		if !ok && strings.EqualFold(s.ID, text) {
			id, ok = s.ID, true
		}
	}
	return id, ok
}

// readEvents reads IDs of events. Those that only a pattern gives have IDs as well.
func readEvents(q *query, cal *calendar.Calendar, values []string) error {
	if n := len(values); n > maxEvents {
		return queryErrorf("parameter event: it takes %d IDs at most, and %d are given", maxEvents, n)
	}
	for _, id := range values {
		if _, ok := cal.Event(id); !ok {
			return queryErrorf("parameter event: %s is the ID of none", quote(id))
		}
		q.events = append(q.events, id)
	}
	slices.Sort(q.events)
	q.events = slices.Compact(q.events)
	return nil
}

// withID passes the events with these IDs, which are sorted.
func withID(ids []string) calendar.Filter {
	return func(e calendar.Entry) bool {
		_, found := slices.BinarySearch(ids, e.ID)
		return found
	}
}

// readSearch reads words, all of which are to occur in an entry. A comma between them, by
// which values are told apart, is as good as a blank.
func readSearch(q *query, _ *calendar.Calendar, values []string) (err error) {
	q.search, err = searchText(strings.Join(values, " "))
	return err
}

// An alarmUnit is what alarms are counted in.
type alarmUnit struct {
	letter byte
	length time.Duration
}

// alarmUnits are those of the parameter alarm, the longest first. Days have 24 hours.
var alarmUnits = []alarmUnit{{'w', 7 * 24 * time.Hour}, {'d', 24 * time.Hour}, {'h', time.Hour}, {'m', time.Minute}}

// maxAlarm is how long before an event an alarm may be.
const maxAlarm = 366 * 24 * time.Hour

func readAlarms(q *query, _ *calendar.Calendar, values []string) error {
	for _, v := range values {
		d, ok := parseAlarm(v)
		if !ok {
			return queryErrorf("parameter alarm: %s is not a time of 1m to 366d before, in weeks, days, hours or minutes, such as 1w, 2d, 12h or 30m", quote(v))
		}
		q.alarms = append(q.alarms, d)
	}
	slices.SortFunc(q.alarms, func(a, b time.Duration) int { return cmp.Compare(b, a) })
	q.alarms = slices.Compact(q.alarms)
	if n := len(q.alarms); n > maxAlarms {
		return queryErrorf("parameter alarm: it takes %d times at most, and %d are given", maxAlarms, n)
	}
	return nil
}

func parseAlarm(s string) (d time.Duration, ok bool) {
	digits := s[:len(s)-1]
	if digits == "" || len(digits) > len("527040") {
		return 0, false
	}
	n := time.Duration(0)
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + time.Duration(c-'0')
	}
	for _, u := range alarmUnits {
		if s[len(s)-1]|0x20 == u.letter {
			return n * u.length, n > 0 && n <= maxAlarm/u.length
		}
	}
	return 0, false
}

// alarmText writes a time in the longest unit that it is a whole number of.
func alarmText(d time.Duration) string {
	for _, u := range alarmUnits {
		if d%u.length == 0 {
			return fmt.Sprintf("%d%c", d/u.length, u.letter)
		}
	}
	return d.String() // not of a query
}

// String returns the canonical query: the parameters in the order of their names, the
// values of each one joined by commas. It is empty for a query without parameters.
func (q query) String() string {
	var b strings.Builder
	for _, p := range parameters {
		writeParameter(&b, p.name, p.text(q))
	}
	return b.String()
}

// writeParameter appends a parameter to a query, its values joined by commas; nothing
// where there are none.
func writeParameter(b *strings.Builder, name string, values []string) {
	for i, v := range values {
		switch {
		case i > 0:
			b.WriteByte(',')
		case b.Len() > 0:
			b.WriteByte('&')
			fallthrough
		default:
			b.WriteString(name + "=")
		}
		b.WriteString(url.QueryEscape(v))
	}
}

// filters returns what an entry has to pass.
func (q query) filters() []calendar.Filter {
	var filters []calendar.Filter
	if len(q.kinds) > 0 {
		filters = append(filters, calendar.OfKind(q.kinds...))
	}
	if len(q.series) > 0 {
		filters = append(filters, calendar.InSeries(q.series...))
	}
	if len(q.events) > 0 {
		filters = append(filters, withID(q.events))
	}
	if q.search != "" {
		filters = append(filters, calendar.Matching(q.search))
	}
	return filters
}

// narrow returns the options with what the query asks for. It never widens the feed.
func (q query) narrow(options ical.FeedOptions) ical.FeedOptions {
	options.From = max(options.From, q.from)
	options.Filters = slices.Concat(options.Filters, q.filters())
	if len(q.alarms) > 0 {
		options.Alarms = q.alarms
	}
	if len(q.languages) > 0 {
		options.Languages = q.languages
	}
	if q.windows != "" {
		options.Windows, _ = ical.ParseWindowStyle(q.windows)
	}
	if q.as != "" {
		options.Todos = q.as == asTodo
	}
	return options
}
