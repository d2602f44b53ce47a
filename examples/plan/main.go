// Plan works back from a deadline: by when each thing must be done for it to be in time,
// what is late already, and by how much.
//
//	go run ./examples/plan
//	go run ./examples/plan documents-report-82
//	go run ./examples/plan -from 2025-10-01 -asof 2025-10-01 documents-appraisal-80
//	go run ./examples/plan -path documents-appraisal-84
//	go run ./examples/plan -of gap-appraisal-cycle/88 meeting-documents
//	go run ./examples/plan -h
package main

import (
	"fmt"
	"io"
	"os"
	"time"

	_ "time/tzdata" // zones in catalogues load on machines without a zone database

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
	"github.com/convene-cal/convene/examples/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], date.NewAt(time.Now()), os.Stdout, os.Stderr))
}

// about and rest are what -h shows before and after the flags.
const about = `
plan works back from a deadline: by when each thing must be done for it to be in time,
what is late already, and by how much.

  plan [-catalogue FILE]      the plans of the catalogue
  plan [flags] PLAN           by when each of its milestones is due
  plan -path [flags] PLAN     when each task can and must begin, and which of them hold
                              up the whole

Without -catalogue the plans are those beside General Assembly resolution 76/186. A plan
that is a pattern has to be told with -of what it is counted from.
`

const rest = `
-format json is an array of objects, and csv has the same in columns: of a milestone id,
title, when (EDTF), earliest, latest, days_left, standing (ahead, may be late, late, done,
past, void or undated), basis and sources; of a task id, title, takes, earliest_start,
latest_start, latest_finish, slack, critical and standing; problem tells why days are not
known.

Colours are written to terminals alone, and never where NO_COLOR is set.

Examples:

  plan documents-report-82
  plan -asof 2025-10-01 documents-appraisal-80
  plan -path -cautious documents-appraisal-84
  plan -of gap-appraisal-cycle/88 -format csv meeting-documents > plan.csv
  plan -catalogue my.yaml budget || echo "the budget is late"

Exit codes:

  0  nothing is late
  1  something is late, or there is no plan; or something failed, and standard error
     tells what
  2  the call was wrong
`

// run is the program, with the day that counts as today. It returns the exit code.
func run(args []string, today date.Date, stdout, stderr io.Writer) int {
	req, err := parseArgs(args, today, stdout)
	if err == nil {
		err = req.answer(stdout)
	}
	return cli.Exit("plan", err, stderr)
}

// request is what the caller asked for.
type request struct {
	plan      string
	from      date.Date
	asOf      date.Date
	hasAsOf   bool
	of        string
	path      bool
	cautious  bool
	catalogue string
	format    string
}

func parseArgs(args []string, today date.Date, stdout io.Writer) (request, error) {
	req := request{from: today}
	p := cli.New("plan", about, rest)
	p.Day(&req.from, "from", "the `day` from which one looks (default today, or the day of -asof)")
	p.Day(&req.asOf, "asof", "use only what was said on this `day` or before")
	p.StringVar(&req.of, "of", "", "count from this `event` instead, or from an occurrence: series/key")
	p.BoolVar(&req.path, "path", false, "print when each task can and must begin")
	p.BoolVar(&req.cautious, "cautious", false, "with -path, be in time for the first day of every window")
	p.StringVar(&req.catalogue, "catalogue", "", "read this catalogue `file` instead of the resolution's")
	p.Format(&req.format, "text", "json", "csv", "markdown")
	if err := p.Parse(args, 1, stdout); err != nil {
		return req, err
	}
	req.plan, req.hasAsOf = p.Arg(0), p.Given("asof")
	if req.hasAsOf && !p.Given("from") {
		req.from = req.asOf
	}
	switch {
	case req.plan == "":
		return req, p.Only("the list of plans: name one", "catalogue", "format")
	case req.cautious && !req.path:
		return req, cli.Usagef("-cautious has no effect without -path")
	}
	return req, nil
}

func (req request) load() (*calendar.Calendar, []planning.Plan, error) {
	if req.catalogue == "" {
		return ares76186.Calendar(), ares76186.Plans(), nil
	}
	f, err := os.Open(req.catalogue)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return catalogue.ReadPlans(f, catalogue.Options{
		Name: req.catalogue, Workdays: secretariat.Places(),
		Periods: map[string]calendar.Periods{"unga": unga.Sessions},
	})
}

// answer answers, and writes the answer.
func (req request) answer(w io.Writer) error {
	cal, plans, err := req.load()
	if err != nil {
		return err
	}
	a, err := req.reckon(cal, plans)
	if err != nil {
		return err
	}
	if err := a.write(w, req.format); err != nil {
		return err
	}
	if a.no {
		return cli.ErrNo
	}
	return nil
}

func (req request) reckon(cal *calendar.Calendar, plans []planning.Plan) (answer, error) {
	if req.plan == "" {
		return list(cal, plans), nil
	}
	p, err := find(plans, req.plan)
	if err != nil {
		return answer{}, err
	}
	if req.of != "" {
		if _, ok := cal.Event(req.of); !ok {
			return answer{}, cli.Usagef("-of %q is neither an event nor an occurrence of a series", req.of)
		}
		p = p.For(p.ID, p.Title, planning.Anchor{Event: req.of})
	}
	if p.Of == (planning.Anchor{}) {
		return answer{}, cli.Usagef("%s is a pattern: name with -of what it is to be counted from", p.ID)
	}
	heading := fmt.Sprintf("%s, seen from %s", p.Title, dayWords(req.from))
	if req.hasAsOf {
		cal = cal.AsOf(req.asOf)
		heading += fmt.Sprintf(", as known on %s", dayWords(req.asOf))
	}
	var a answer
	if req.path {
		a, err = path(p, cal, req.from, req.cautious)
	} else {
		a, err = steps(p, cal, req.from)
	}
	a.heading = heading
	return a, err
}

func dayWords(d date.Date) string { return d.Weekday().String() + " " + calendar.On(d).Words() }

func days(n int) string {
	if n == 1 {
		return fmt.Sprintf("%d day", n)
	}
	return fmt.Sprintf("%d days", n)
}
