package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

// printTable answers a query with the rule in words and a table of its occurrences.
func printTable(w io.Writer, q query) error {
	e, err := q.expand()
	if err != nil {
		return pointed(err, q)
	}
	for _, r := range e.rules {
		fmt.Fprintf(w, "%s\n%s\n\n", r.DescribeFrom(e.start), r)
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range e.days {
		fmt.Fprintf(out, "%s\t%s\n", d.Weekday(), d.Format(time.DateOnly))
	}
	for _, t := range e.times {
		fmt.Fprintf(out, "%s\t%s\t%s", t.Weekday(), t.Format(time.DateOnly), clock(t))
		switch {
		case q.TZID != "":
			u := t.UTC()
			fmt.Fprintf(out, " %s\t%s %s UTC", t.Format("MST"), u.Format(time.DateOnly), clock(u))
		case e.start.Form() == recurrence.FormUTC:
			fmt.Fprint(out, " UTC")
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	switch n := len(e.days) + len(e.times); {
	case e.more:
		_, err = fmt.Fprintln(w, "…")
	case n == 0:
		_, err = fmt.Fprintln(w, "no occurrence")
	}
	return err
}

// clock writes the time of day, with seconds where there are any.
func clock(t time.Time) string {
	if t.Second() == 0 {
		return t.Format("15:04")
	}
	return t.Format(time.TimeOnly)
}

// pointed returns an error that shows where the rule goes wrong.
func pointed(err error, q query) error {
	var f *fault
	if !errors.As(err, &f) || f.Field != "rrule" || len(q.RRule) != 1 {
		return err
	}
	rule := q.RRule[0]
	if len(rule) > 200 || f.Offset > len(rule) || strings.ContainsFunc(rule, isControl) {
		return err
	}
	return fmt.Errorf("%s (%s)\n%s\n%*s", f.Err, f.Clause, rule, f.Offset+1, "^")
}
