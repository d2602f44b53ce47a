package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/cli"
	"github.com/convene-cal/convene/examples/internal/table"
)

// A reminder is a lead time that was passed, and what is known of the entry now.
type reminder struct {
	calendar.MergedCrossing
	now string // what has changed since, or ""
}

// reminders returns what passed one of the leads after the day -since, through -from.
func (req request) reminders(cal *calendar.Merged, filters []calendar.Filter) ([]reminder, error) {
	crossings, err := cal.Crossings(req.since, req.from, req.remind, filters...)
	if err != nil {
		return nil, err
	}
	found := make([]reminder, len(crossings))
	for i, x := range crossings {
		found[i] = reminder{x, changedSince(x, req.from)}
	}
	return found, nil
}

// changedSince says what was known on a day that was not when a lead was passed, in so far
// as it matters to the reminder.
func changedSince(x calendar.MergedCrossing, day date.Date) string {
	ev, ok := x.In[0].Calendar.AsOf(day).Event(x.ID)
	due, dated := ev.When.Due()
	switch {
	case !ok:
		return ""
	case ev.Status.IsSettled():
		return "meanwhile " + string(ev.Status)
	case !dated:
		return "meanwhile without a date"
	case due != x.Due:
		return "meanwhile due " + longDay(due)
	}
	return ""
}

// left says how many days are left today.
func (r reminder) left(today date.Date) string {
	switch n := int(r.Due - today); {
	case n < 0:
		return count(-n, "day") + " ago"
	case n == 0:
		return "today"
	default:
		return "in " + count(n, "day")
	}
}

// what says the title, and what one has to know besides.
func (r reminder) what() string {
	if r.now == "" {
		return r.Title
	}
	return r.Title + " (" + r.now + ")"
}

func (req request) remindersHeading() string {
	return fmt.Sprintf("Reminders of %s, since %s", longDay(req.from), longDay(req.since))
}

// printReminders prints reminders in the -format asked for.
func (req request) printReminders(w io.Writer, cal *calendar.Merged, filters []calendar.Filter) error {
	found, err := req.reminders(cal, filters)
	if err != nil {
		return err
	}
	switch req.format {
	case "json":
		err = remindersJSON(w, found)
	case "csv":
		err = remindersCSV(w, found)
	case "markdown":
		err = req.remindersMarkdown(w, found)
	default:
		err = req.remindersText(w, found)
	}
	if err == nil && len(found) == 0 {
		return cli.ErrNo
	}
	return err
}

func (req request) remindersText(w io.Writer, found []reminder) error {
	if _, err := fmt.Fprintf(w, "%s\n\n", req.remindersHeading()); err != nil {
		return err
	}
	if len(found) == 0 {
		return nothing(w)
	}
	t := table.Table{Header: []string{"DUE", "HOW LONG", "LEAD", "PASSED", "WHAT", "WHO SAYS SO"}}
	for _, r := range found {
		t.Add(day(r.Due), r.left(req.from), r.Lead.String(), day(r.On), r.what(), cite(r.WhenSources()))
	}
	return t.Text(w, req.styles(w))
}

func (req request) remindersMarkdown(w io.Writer, found []reminder) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## %s\n\n", table.Escape(req.remindersHeading()))
	for _, r := range found {
		fmt.Fprintf(&b, "- **%s**, %s: %s (%s; %s)\n", table.Escape(day(r.Due)), r.left(req.from), table.Escape(r.what()), table.Escape(r.Lead.String()), links(r.WhenSources()))
	}
	if _, err := b.WriteTo(w); err != nil || len(found) > 0 {
		return err
	}
	return nothing(w)
}

func nothing(w io.Writer) error {
	_, err := fmt.Fprintln(w, "Nothing.")
	return err
}

func remindersJSON(w io.Writer, found []reminder) error {
	out := make([]jsonReminder, len(found))
	for i, r := range found {
		out[i] = jsonReminder{toJSON(r.entry(), true), r.Lead.String(), r.On, r.Due, r.Key(), r.now}
	}
	return encode(w, out)
}

func remindersCSV(w io.Writer, found []reminder) error {
	t := table.Table{Header: append(csvHeader(), "lead", "on", "due", "key", "meanwhile")}
	for _, r := range found {
		t.Add(append(csvRow(r.entry()), r.Lead.String(), r.On.String(), r.Due.String(), r.Key(), r.now)...)
	}
	return t.CSV(w)
}

func (r reminder) entry() calendar.MergedEntry { return calendar.MergedEntry{Entry: r.Entry, In: r.In} }

type jsonReminder struct {
	jsonEntry
	Lead      string    `json:"lead"`
	On        date.Date `json:"on"`
	Due       date.Date `json:"due"`
	Key       string    `json:"key"`
	Meanwhile string    `json:"meanwhile"`
}
