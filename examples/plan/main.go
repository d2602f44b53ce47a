// Plan works back from a deadline: by when each thing must be done for it to be in time,
// what is late already, and by how much.
//
//	go run ./examples/plan
//	go run ./examples/plan documents-report-82
//	go run ./examples/plan -from 2025-10-01 -asof 2025-10-01 documents-appraisal-80
//	go run ./examples/plan -path documents-appraisal-84
//	go run ./examples/plan -of gap-appraisal-cycle/88 meeting-documents
//	go run ./examples/plan -catalogue my.yaml budget
//
// Without the name of a plan it lists those of the catalogue. With -of it counts a plan from
// another event than its own. With -path it prints when each task can and must begin, and
// which of them hold up the whole.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	_ "time/tzdata" // zones in catalogues load on machines without a zone database

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/secretariat"
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
		fmt.Fprintln(stderr, "plan:", err)
		return 2
	}
	cal, plans, err := req.load()
	if err != nil {
		fmt.Fprintln(stderr, "plan:", err)
		return 1
	}
	var out bytes.Buffer
	if err := req.answer(&out, cal, plans); err != nil {
		fmt.Fprintln(stderr, "plan:", err)
		return 2
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		fmt.Fprintln(stderr, "plan:", err)
		return 1
	}
	return 0
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
}

func parseArgs(args []string, today date.Date, stderr io.Writer) (request, error) {
	req := request{from: today}
	hasFrom := false
	flags := flag.NewFlagSet("plan", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Func("from", "the `day` from which one looks (default today, or the day of -asof)", func(s string) (err error) {
		req.from, err = parseDay(s)
		hasFrom = true
		return err
	})
	flags.Func("asof", "use only what was said on this `day` or before", func(s string) (err error) {
		req.asOf, err = parseDay(s)
		req.hasAsOf = true
		return err
	})
	flags.StringVar(&req.of, "of", "", "count from this `event` instead, or from an occurrence: series/key")
	flags.BoolVar(&req.path, "path", false, "print when each task can and must begin")
	flags.BoolVar(&req.cautious, "cautious", false, "with -path, be in time for the first day of every window")
	flags.StringVar(&req.catalogue, "catalogue", "", "read this catalogue `file` instead of the resolution's")
	if err := flags.Parse(args); err != nil {
		return req, err
	}
	if flags.NArg() > 1 {
		return req, fmt.Errorf("unexpected argument %q", flags.Arg(1))
	}
	req.plan = flags.Arg(0)
	if req.plan == "" && (req.of != "" || req.path) {
		return req, errors.New("-of and -path need the name of a plan")
	}
	if req.hasAsOf && !hasFrom {
		req.from = req.asOf
	}
	return req, nil
}

func parseDay(s string) (date.Date, error) {
	w, err := calendar.ParseWhen(s)
	day, ok := w.Earliest()
	if err != nil || !ok || w != calendar.On(day) {
		return 0, fmt.Errorf("%q is not a day such as 2026-11-23", s)
	}
	return day, nil
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

func (req request) answer(w io.Writer, cal *calendar.Calendar, plans []planning.Plan) error {
	if req.plan == "" && len(plans) == 0 {
		_, err := fmt.Fprintf(w, "%s has no plans.\n", cmp.Or(cal.Title(), cal.ID()))
		return err
	}
	if req.plan == "" {
		return list(w, plans)
	}
	p, err := find(plans, req.plan)
	if err != nil {
		return err
	}
	if req.of != "" {
		if _, ok := cal.Event(req.of); !ok {
			return fmt.Errorf("-of %q is neither an event nor an occurrence of a series", req.of)
		}
		p = p.For(p.ID, p.Title, planning.Anchor{Event: req.of})
	}
	if p.Of == (planning.Anchor{}) {
		return fmt.Errorf("%s is a pattern: name with -of what it is to be counted from", p.ID)
	}
	if req.hasAsOf {
		cal = cal.AsOf(req.asOf)
	}
	fmt.Fprintf(w, "%s, seen from %s", p.Title, dayWords(req.from))
	if req.hasAsOf {
		fmt.Fprintf(w, ", as known on %s", dayWords(req.asOf))
	}
	fmt.Fprint(w, "\n\n")
	if req.path {
		return req.writePath(w, p, cal)
	}
	return req.writeSteps(w, p, cal)
}

func find(plans []planning.Plan, id string) (planning.Plan, error) {
	var ids []string
	for _, p := range plans {
		if p.ID == id {
			return p, nil
		}
		ids = append(ids, p.ID)
	}
	return planning.Plan{}, fmt.Errorf("%q is not a plan; there are: %s", id, cmp.Or(strings.Join(ids, ", "), "none"))
}

func list(w io.Writer, plans []planning.Plan) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "PLAN\tCOUNTED FROM\tWHAT")
	for _, p := range plans {
		of := cmp.Or(p.Of.Event, p.Of.Periods, "a pattern: see -of")
		if p.Of.Periods != "" {
			of += fmt.Sprintf(" %d", p.Of.Number)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", p.ID, of, p.Title)
	}
	return t.Flush()
}

func (req request) writeSteps(w io.Writer, p planning.Plan, cal *calendar.Calendar) error {
	steps, err := p.Steps(cal, req.from)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "BY\tHOW LONG\tSTANDING\tWHAT\tWHY THEN\tWHO SAYS SO")
	for _, s := range steps {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", s.When.Words(), howLong(s), s.Standing, s.Title, why(s), calendar.Cite(s.Sources))
	}
	return t.Flush()
}

func howLong(s planning.Step) string {
	switch n := s.DaysLate(); s.Standing {
	case planning.Late:
		return days(n) + " late"
	case planning.MayBeLate:
		return "up to " + days(n) + " late"
	}
	n, ok := s.DaysLeft()
	if !ok || n < 0 {
		return ""
	}
	if first, ok := s.When.Earliest(); ok && int(first-s.Today) < n {
		return fmt.Sprintf("in %d to %s", first-s.Today, days(n))
	}
	return "in " + days(n)
}

func why(s planning.Step) string {
	if s.Problem != nil {
		return reason(s.Problem)
	}
	return s.Basis
}

// reason is what an error says, without the name of the package that says it.
func reason(err error) string {
	return strings.TrimPrefix(strings.TrimPrefix(err.Error(), "calendar: "), "planning: ")
}

func (req request) writePath(w io.Writer, p planning.Plan, cal *calendar.Calendar) error {
	bound := planning.LastDay
	if req.cautious {
		bound = planning.FirstDay
	}
	tasks, err := p.Path(cal, req.from, bound)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "\tBEGIN FROM\tBEGIN BY\tDONE BY\tCAN WAIT\tTAKES\tWHAT")
	for _, task := range tasks {
		mark, by, done, wait := "", "", "", ""
		if task.Critical {
			mark = "*"
		}
		if task.HasLatest {
			by, done, wait = task.LatestStart.String(), task.LatestFinish.String(), canWait(task)
		}
		if task.Standing == planning.Done || task.Standing == planning.Void {
			fmt.Fprintf(t, "\t\t\t\t\t\t%s: %s\n", task.Title, task.Standing)
			continue
		}
		if task.Blocked != nil {
			fmt.Fprintf(t, "\t\t\t\t\t%s\t%s: %s\n", task.Takes, task.Title, reason(task.Blocked))
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", mark, task.EarliestStart, by, done, wait, task.Takes, task.Title)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, "\n* on the critical path")
	return err
}

func canWait(task planning.Task) string {
	n, late := task.Slack, ""
	if n < 0 {
		n, late = -n, " too late"
	}
	if task.Takes.Workdays > 0 {
		return strings.Replace(days(n), "day", "working day", 1) + late
	}
	return days(n) + late
}

func days(n int) string {
	if n == 1 {
		return fmt.Sprintf("%d day", n)
	}
	return fmt.Sprintf("%d days", n)
}

func dayWords(d date.Date) string { return d.Weekday().String() + " " + calendar.On(d).Words() }
