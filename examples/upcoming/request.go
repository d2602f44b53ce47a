package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/cli"
)

// request is what the caller asked for.
type request struct {
	from       date.Date
	until      date.Date
	hasUntil   bool
	asOf       date.Date
	hasAsOf    bool
	since      date.Date
	hasSince   bool
	remind     []calendar.Lead
	n          int
	kinds      []calendar.Kind
	series     []string
	text       string
	undated    bool
	catalogues []string
	imported   map[string]bool // by the ID of a calendar, whether it is an .ics
	against    []string
	related    bool
	check      bool
	languages  []language.Tag
	format     string
}

// wantsChanges reports whether it is changes that are asked for, and not entries.
func (req request) wantsChanges() bool {
	return req.remind == nil && (req.hasSince || len(req.against) > 0)
}

const (
	defaultN = 10
	all      = -1 // as n: no limit
)

func parseArgs(args []string, today date.Date, stdout io.Writer) (request, error) {
	req := request{from: today, n: all}
	p := cli.New("upcoming", about, rest)
	p.Day(&req.from, "from", "the `day` from which one looks (default today, or the day of -asof)")
	p.Day(&req.until, "until", "the last `day` of the span; without it, the next -n entries")
	p.Day(&req.asOf, "asof", "use only what was said on this `day` or before")
	p.Day(&req.since, "since", "print what became known after this `day`; with -remind, the day of the last run")
	cli.List(p, &req.remind, "remind", "print what passed one of these `numbers` of days before it is due, such as 90,30,7,1", readLead)
	cli.Value(p, &req.n, "n", fmt.Sprintf("at most this `number` of entries (default %d, with -until or -undated all)", defaultN), readNumber)
	cli.List(p, &req.kinds, "kind", "only these `kinds`, such as report-due,deadline", cli.ReadKind)
	cli.List(p, &req.series, "series", "only occurrences of these `series`, by ID", cli.ReadText)
	p.StringVar(&req.text, "text", "", "only entries in which all these `words` occur")
	p.BoolVar(&req.undated, "undated", false, "print the entries that have no date instead")
	cli.List(p, &req.catalogues, "catalogue", "read these `files` instead of the resolution's: catalogues, directories of them, and .ics", cli.ReadText)
	cli.List(p, &req.against, "against", "print what differs from these `files` and directories, earlier editions of the catalogues", cli.ReadText)
	p.BoolVar(&req.related, "related", false, "add the days near the resolution's")
	p.BoolVar(&req.check, "check", false, "only read the catalogues, and print their faults")
	cli.List(p, &req.languages, "lang", "texts in the best of these `languages` in which they are given, such as fr,es", cli.ReadTag)
	p.Format(&req.format, "text", "json", "csv", "markdown")
	if err := p.Parse(args, 0, stdout); err != nil {
		return req, err
	}
	req.hasUntil, req.hasAsOf, req.hasSince = p.Given("until"), p.Given("asof"), p.Given("since")
	if req.hasAsOf && !p.Given("from") {
		req.from = req.asOf
	}
	if req.remind != nil && !req.hasSince {
		req.since = req.from - 1
	}
	if req.n == all && !req.hasUntil && !req.undated {
		req.n = defaultN
	}
	return req, req.fits(p)
}

// fits returns an error for flags that contradict one another, and for such as would have
// no effect.
func (req request) fits(p *cli.Program) error {
	entries := []string{"kind", "series", "text", "catalogue", "related", "lang", "format"}
	switch {
	case req.check:
		return p.Only("-check", "check", "catalogue")
	case req.remind != nil && req.since > req.from:
		return cli.Usagef("-since %s is after -from %s", req.since, req.from)
	case req.remind != nil:
		return p.Only("-remind", append(entries, "remind", "since", "from")...)
	case req.hasSince && req.hasAsOf && req.since > req.asOf:
		return cli.Usagef("-since %s is after -asof %s", req.since, req.asOf)
	case req.wantsChanges() && req.format == "csv":
		return cli.Usagef("-format csv is of entries and reminders; changes have text, json and markdown")
	case req.wantsChanges():
		return p.Only("-since or -against", append(entries, "since", "against", "asof")...)
	case req.undated:
		return p.Only("-undated", append(entries, "undated", "asof", "n")...)
	case req.hasUntil && req.until < req.from:
		return cli.Usagef("-until %s is before -from %s", req.until, req.from)
	}
	return nil
}

// readLead reads a number of days.
func readLead(s string) (calendar.Lead, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return calendar.Lead{}, errors.New("expected numbers of days such as 90,30,7,1")
	}
	return calendar.DaysBefore(n), nil
}

func readNumber(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, errors.New("expected a number from 0 on")
	}
	return n, nil
}

// filters returns what -kind, -series and -text ask for.
func (req request) filters(cal *calendar.Merged) ([]calendar.Filter, error) {
	var filters []calendar.Filter
	if len(req.kinds) > 0 {
		filters = append(filters, calendar.OfKind(req.kinds...))
	}
	if len(req.series) > 0 {
		for _, id := range req.series {
			if _, ok := seriesOf(cal, id); !ok {
				return nil, unknownSeries(cal, id)
			}
		}
		filters = append(filters, calendar.InSeries(req.series...))
	}
	if req.text != "" {
		filters = append(filters, calendar.Matching(req.text))
	}
	return filters, nil
}

// seriesOf returns the series with an ID, of the first calendar that has one.
func seriesOf(cal *calendar.Merged, id string) (calendar.Series, bool) {
	for _, c := range cal.Calendars() {
		if s, ok := c.Series(id); ok {
			return s, true
		}
	}
	return calendar.Series{}, false
}

func unknownSeries(cal *calendar.Merged, id string) error {
	var ids []string
	for _, c := range cal.Calendars() {
		for s := range c.AllSeries() {
			ids = append(ids, s.ID)
		}
	}
	slices.Sort(ids)
	return cli.Usagef("-series %q is not known; known are %s", id, strings.Join(slices.Compact(ids), ", "))
}
