package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/convene-cal/convene/examples/internal/cli"
	"github.com/convene-cal/convene/examples/internal/table"
	"github.com/convene-cal/convene/recurrence"
)

// answerCall answers a query of the command line in a format.
func answerCall(w io.Writer, q query, format string) error {
	e, err := q.expand()
	if err != nil {
		return cli.Usage(pointed(err, q))
	}
	switch format {
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		q.ID = null
		err = enc.Encode(e.answer(&q))
	case "csv":
		err = e.columns(&q).CSV(w)
	case "markdown":
		err = e.columns(&q).Markdown(w)
	default:
		err = e.writeText(w, &q)
	}
	if err == nil && len(e.days)+len(e.times) == 0 {
		return cli.ErrNo
	}
	return err
}

// writeText writes the rules in words and a table of the occurrences.
func (e *expansion) writeText(w io.Writer, q *query) error {
	for _, r := range e.rules {
		if _, err := fmt.Fprintf(w, "%s\n%s\n\n", r.DescribeFrom(e.start), r); err != nil {
			return err
		}
	}
	var t table.Table
	for _, d := range e.days {
		t.Add(d.Weekday().String(), d.Format(time.DateOnly))
	}
	for _, at := range e.times {
		row := []string{at.Weekday().String(), at.Format(time.DateOnly), clock(at)}
		switch {
		case q.TZID != "":
			u := at.UTC()
			row[2] += at.Format(" MST")
			row = append(row, u.Format(time.DateOnly)+" "+clock(u)+" UTC")
		case e.start.Form() == recurrence.FormUTC:
			row[2] += " UTC"
		}
		t.Add(row...)
	}
	if err := t.Text(w, nil); err != nil {
		return err
	}
	var err error
	switch n := len(e.days) + len(e.times); {
	case e.more:
		_, err = fmt.Fprintln(w, "…")
	case n == 0:
		_, err = fmt.Fprintln(w, "no occurrence")
	}
	return err
}

// columns has a row for each occurrence: the day, and of a time also the time of day, and
// with a zone its abbreviation and the time in UTC.
func (e *expansion) columns(q *query) *table.Table {
	t := &table.Table{Header: []string{"weekday", "day"}}
	for _, d := range e.days {
		t.Add(d.Weekday().String(), d.Format(time.DateOnly))
	}
	if e.start.Form() != recurrence.FormDate {
		t.Header = append(t.Header, "time")
	}
	if q.TZID != "" {
		t.Header = append(t.Header, "zone", "utc")
	}
	for _, at := range e.times {
		row := []string{at.Weekday().String(), at.Format(time.DateOnly), at.Format(time.TimeOnly)}
		if q.TZID != "" {
			row = append(row, at.Format("MST"), at.UTC().Format(time.RFC3339))
		}
		t.Add(row...)
	}
	return t
}

// clock writes the time of day, with seconds where there are any.
func clock(t time.Time) string {
	if t.Second() == 0 {
		return t.Format("15:04")
	}
	return t.Format(time.TimeOnly)
}

// flagOf are the flags by the fields of a query that they fill.
var flagOf = map[string]string{
	"rrule": "-rule", "dtstart": "-start", "tzid": "-zone", "after": "-after", "before": "-before", "limit": "-n",
}

// pointed returns an error that names the flag which is wrong, or shows where the rule goes
// wrong.
func pointed(err error, q query) error {
	var f *fault
	if !errors.As(err, &f) {
		return err
	}
	f.Field = cmp.Or(flagOf[f.Field], f.Field)
	if f.Field != "-rule" || len(q.RRule) != 1 {
		return err
	}
	rule := q.RRule[0]
	if len(rule) > 200 || f.Offset > len(rule) || strings.ContainsFunc(rule, isControl) {
		return err
	}
	return fmt.Errorf("%s (%s)\n%s\n%*s", f.Err, f.Clause, rule, f.Offset+1, "^")
}
