// Upcoming prints what falls due next under General Assembly resolution 76/186, how
// sure each date is, and who says so.
//
//	go run ./examples/upcoming
//	go run ./examples/upcoming -from 2026-11-23 -n 5
//	go run ./examples/upcoming -from 2025-01-01 -until 2025-12-31 -format markdown
//	go run ./examples/upcoming -asof 2021-12-16
//	go run ./examples/upcoming -catalogue my.yaml -kind meeting,deadline
//
// Without -until it prints the next -n entries and, set apart, all that is overdue.
// With -until it prints what falls, or may fall, from -from through -until, past or
// to come. With -undated it prints what has no date. Days left are counted from -from,
// which is today unless given.
//
// With -format json it prints an array of objects with the fields id, series, title,
// kind, status, when, earliest, latest, days_left and sources; overdue entries come
// first and say so in their status. The field when holds the text of calendar.When;
// days_left counts to the latest day. Dates that are not known are null.
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
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/unga"
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
	if err != nil {
		fmt.Fprintln(stderr, "upcoming:", err)
		return 1
	}
	rep, err := req.answer(cal)
	if err != nil {
		fmt.Fprintln(stderr, "upcoming:", err)
		return 2
	}
	if err := writers[req.format](stdout, rep); err != nil {
		fmt.Fprintln(stderr, "upcoming:", err)
		return 1
	}
	return 0
}

// request is what the caller asked for.
type request struct {
	from      date.Date
	until     date.Date
	hasUntil  bool
	asOf      date.Date
	hasAsOf   bool
	n         int
	kinds     []calendar.Kind
	series    []string
	text      string
	undated   bool
	catalogue string
	format    string
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
	flags.Func("series", "only occurrences of these `series`, by ID, separated by commas", func(s string) error {
		for _, id := range strings.Split(s, ",") {
			req.series = append(req.series, strings.TrimSpace(id))
		}
		return nil
	})
	flags.StringVar(&req.text, "text", "", "only entries in which all these `words` occur")
	flags.BoolVar(&req.undated, "undated", false, "print the entries that have no date instead")
	flags.StringVar(&req.catalogue, "catalogue", "", "read this catalogue `file` instead of the resolution's")
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
	if req.n == all && !req.hasUntil && !req.undated {
		req.n = defaultN
	}
	return req, nil
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

func (req request) load() (*calendar.Calendar, error) {
	cal := ares76186.Calendar()
	if req.catalogue != "" {
		f, err := os.Open(req.catalogue)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		cal, err = catalogue.Read(f, catalogue.Options{
			Name:    req.catalogue,
			Periods: map[string]calendar.Periods{"unga": unga.Sessions},
		})
		if err != nil {
			return nil, err
		}
	}
	return cal, nil
}

// report is the answer, as the writers print it.
type report struct {
	request
	cal      *calendar.Calendar
	entries  []calendar.Entry
	overdue  []calendar.Entry
	dateless int // how many entries have no date
	more     int // how many entries of the span -n left out
}

func (req request) answer(cal *calendar.Calendar) (report, error) {
	rep := report{request: req}
	var filters []calendar.Filter
	if len(req.kinds) > 0 {
		filters = append(filters, calendar.OfKind(req.kinds...))
	}
	if len(req.series) > 0 {
		for _, id := range req.series {
			if _, ok := cal.Series(id); !ok {
				return rep, unknownSeries(cal, id)
			}
		}
		filters = append(filters, calendar.InSeries(req.series...))
	}
	if req.hasAsOf {
		cal = cal.AsOf(req.asOf)
	}
	rep.cal = cal
	if req.text != "" {
		filters = append(filters, calendar.Matching(req.text))
	}
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
	return rep, nil
}

func unknownSeries(cal *calendar.Calendar, id string) error {
	var ids []string
	for s := range cal.AllSeries() {
		ids = append(ids, s.ID)
	}
	slices.Sort(ids)
	return fmt.Errorf("-series %q is not known; known are %s", id, strings.Join(ids, ", "))
}
