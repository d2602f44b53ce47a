// Upcoming prints what falls due next under General Assembly resolution 76/186, how
// sure each date is, and who says so.
//
//	go run ./examples/upcoming
//	go run ./examples/upcoming -from 2026-11-23 -n 5
//	go run ./examples/upcoming -from 2025-01-01 -until 2025-12-31 -format markdown
//	go run ./examples/upcoming -asof 2021-12-16
//	go run ./examples/upcoming -catalogue my.yaml,others -related -kind meeting,deadline
//	go run ./examples/upcoming -catalogue my.yaml -check
//	go run ./examples/upcoming -since 2026-10-01
//	go run ./examples/upcoming -remind 90,30,7,1 -since 2026-11-20
//
// Without -until it prints the next -n entries and, set apart, all that is overdue.
// With -until it prints what falls, or may fall, from -from through -until, past or
// to come. With -undated it prints what has no date. Days left are counted from -from,
// which is today unless given.
//
// With -catalogue it reads files and directories instead of the resolution's catalogue, as
// one: what several of them have is printed once. -related adds the days near the
// resolution's. With -check it only reads them, prints each fault with its file, line and
// column, and exits with 1 if there is any.
//
// With -since it prints what became known after that day, and with -against what differs
// from other editions of the catalogues. With -remind it prints which entries passed one of
// these numbers of days before they are due, after the day -since through -from: what a
// job sends that ran last on the day -since. However irregularly it runs, each is printed
// once. Without -since it is a job that runs daily.
//
// With -format json it prints an array of objects with the fields id, series, title,
// kind, status, when, earliest, latest, days_left and sources, and where several calendars
// are asked calendars, the IDs of those that have it; overdue entries come first and say so
// in their status. The field when holds the text of calendar.When; days_left counts to the
// latest day. Dates that are not known are null. Reminders have calendars, lead, on (the
// day on which it was passed), due, key (a name of the reminder) and meanwhile (what
// changed since) besides. Changes are as calendar.Changes writes them, an object with
// calendar and changes for each calendar.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	_ "time/tzdata" // zones in catalogues load on machines without a zone database

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

func main() {
	os.Exit(run(os.Args[1:], date.NewAt(time.Now()), os.Stdout, os.Stderr))
}

// run is the program, with the day that counts as today. It returns the exit code:
// 0, 1 where something failed, 2 where the call was wrong.
func run(args []string, today date.Date, stdout, stderr io.Writer) int {
	req, err := parseArgs(args, today, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "upcoming:", err)
		return 2
	}
	cal, err := req.load()
	switch {
	case err != nil && req.check:
		fmt.Fprintln(stderr, err)
		return 1
	case err != nil:
		fmt.Fprintln(stderr, "upcoming:", err)
		return 1
	case req.check:
		fmt.Fprintln(stdout, count(len(cal.Calendars()), "catalogue"), "without a fault")
		return 0
	}
	if err := req.print(stdout, cal); err != nil {
		fmt.Fprintln(stderr, "upcoming:", err)
		if errors.As(err, new(usageError)) {
			return 2
		}
		return 1
	}
	return 0
}

// A usageError says that the call was wrong.
type usageError struct{ error }

// print answers and writes the answer.
func (req request) print(w io.Writer, cal *calendar.Merged) error {
	filters, err := req.filters(cal)
	switch {
	case err != nil:
		return err
	case req.remind != nil:
		found, err := req.reminders(cal, filters)
		if err != nil {
			return err
		}
		return req.writeReminders(w, found)
	case req.hasSince || len(req.against) > 0:
		editions, err := req.changes(cal.Calendars(), filters)
		if err != nil {
			return err
		}
		return req.writeChanges(w, editions)
	}
	return writers[req.format](w, req.answer(cal, filters))
}

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
	against    []string
	related    bool
	check      bool
	format     string
}

const (
	defaultN = 10
	all      = -1 // as n: no limit
)

func parseArgs(args []string, today date.Date, stderr io.Writer) (request, error) {
	req := request{from: today, n: all}
	hasFrom := false
	flags := flag.NewFlagSet("upcoming", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Func("from", "the `day` from which one looks (default today, or the day of -asof)", func(s string) (err error) {
		req.from, err = parseDay(s)
		hasFrom = true
		return err
	})
	flags.Func("until", "the last `day` of the span; without it, the next -n entries", func(s string) (err error) {
		req.until, err = parseDay(s)
		req.hasUntil = true
		return err
	})
	flags.Func("asof", "use only what was said on this `day` or before", func(s string) (err error) {
		req.asOf, err = parseDay(s)
		req.hasAsOf = true
		return err
	})
	flags.Func("n", fmt.Sprintf("at most this `number` of entries (default %d, with -until or -undated all)", defaultN), func(s string) (err error) {
		if req.n, err = strconv.Atoi(s); err != nil || req.n < 0 {
			return errors.New("expected a number from 0 on")
		}
		return nil
	})
	flags.Func("kind", "only these `kinds`, separated by commas", func(s string) error {
		for _, name := range strings.Split(s, ",") {
			k := calendar.Kind(strings.TrimSpace(name))
			if !k.IsValid() {
				return fmt.Errorf("%q is not a kind; kinds are %s", k, join(calendar.Kinds()))
			}
			req.kinds = append(req.kinds, k)
		}
		return nil
	})
	flags.Func("since", "print what became known after this `day`; with -remind, the day of the last run", func(s string) (err error) {
		req.since, err = parseDay(s)
		req.hasSince = true
		return err
	})
	flags.Func("remind", "print what passed one of these `numbers` of days before it is due", func(s string) (err error) {
		req.remind, err = parseLeads(s)
		return err
	})
	flags.Func("series", "only occurrences of these `series`, by ID, separated by commas", func(s string) error {
		for _, id := range strings.Split(s, ",") {
			req.series = append(req.series, strings.TrimSpace(id))
		}
		return nil
	})
	flags.StringVar(&req.text, "text", "", "only entries in which all these `words` occur")
	flags.BoolVar(&req.undated, "undated", false, "print the entries that have no date instead")
	flags.Func("catalogue", "read these catalogue `files` and directories, separated by commas, instead of the resolution's", splitInto(&req.catalogues))
	flags.Func("against", "print what differs from these `files` and directories, earlier editions of the catalogues", splitInto(&req.against))
	flags.BoolVar(&req.related, "related", false, "add the days near the resolution's")
	flags.BoolVar(&req.check, "check", false, "only read the catalogues, and print their faults")
	flags.StringVar(&req.format, "format", "text", "text, json or markdown")
	if err := flags.Parse(args); err != nil {
		return req, err
	}
	if flags.NArg() > 0 {
		return req, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if req.hasAsOf && !hasFrom {
		req.from = req.asOf
	}
	if req.hasUntil && req.until < req.from {
		return req, fmt.Errorf("-until %s is before -from %s", req.until, req.from)
	}
	if writers[req.format] == nil {
		return req, fmt.Errorf("-format %q is not text, json or markdown", req.format)
	}
	if req.remind != nil && !req.hasSince {
		req.since = req.from - 1
	}
	switch {
	case req.remind != nil && req.since > req.from:
		return req, fmt.Errorf("-since %s is after -from %s", req.since, req.from)
	case req.remind != nil && len(req.against) > 0:
		return req, errors.New("-remind and -against do not go together")
	case req.hasSince && req.hasAsOf && req.since > req.asOf:
		return req, fmt.Errorf("-since %s is after -asof %s", req.since, req.asOf)
	}
	if req.n == all && !req.hasUntil && !req.undated {
		req.n = defaultN
	}
	return req, nil
}

// splitInto returns what a flag does that may be given several times, or with several values.
func splitInto(list *[]string) func(string) error {
	return func(s string) error {
		for _, item := range strings.Split(s, ",") {
			if item = strings.TrimSpace(item); item != "" {
				*list = append(*list, item)
			}
		}
		return nil
	}
}

func join(kinds []calendar.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

func parseDay(s string) (date.Date, error) {
	w, err := calendar.ParseWhen(s)
	day, ok := w.Earliest()
	if err != nil || !ok || w != calendar.On(day) {
		return 0, fmt.Errorf("%q is not a day such as 2026-11-23", s)
	}
	return day, nil
}

// report is the answer, as the writers print it.
type report struct {
	request
	cal      *calendar.Merged
	entries  []calendar.MergedEntry
	overdue  []calendar.MergedEntry
	dateless int // how many entries have no date
	more     int // how many entries of the span -n left out
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
				return nil, usageError{unknownSeries(cal, id)}
			}
		}
		filters = append(filters, calendar.InSeries(req.series...))
	}
	if req.text != "" {
		filters = append(filters, calendar.Matching(req.text))
	}
	return filters, nil
}

func (req request) answer(cal *calendar.Merged, filters []calendar.Filter) report {
	if req.hasAsOf {
		cal = cal.AsOf(req.asOf)
	}
	rep := report{request: req, cal: cal}
	undated := slices.Collect(cal.Undated(req.from, filters...))
	rep.dateless = len(undated)
	switch {
	case req.undated:
		rep.entries = undated
	case req.hasUntil:
		rep.entries = slices.Collect(cal.Between(req.from, req.from, req.until+1, filters...))
	default:
		rep.entries = cal.Next(req.from, req.n, filters...)
	}
	if !req.undated {
		rep.overdue = slices.Collect(cal.Overdue(req.from, filters...))
	}
	if req.n != all && req.n < len(rep.entries) {
		rep.more = len(rep.entries) - req.n
		rep.entries = rep.entries[:req.n]
	}
	return rep
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
	return fmt.Errorf("-series %q is not known; known are %s", id, strings.Join(slices.Compact(ids), ", "))
}
