package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// A reminder is a lead time that was passed, and what is known of the entry now.
type reminder struct {
	calendar.MergedCrossing
	now string // what has changed since, or ""
}

// parseLeads reads numbers of days, separated by commas.
func parseLeads(s string) (leads []calendar.Lead, err error) {
	for _, text := range strings.Split(s, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 0 {
			return nil, errors.New("expected numbers of days such as 90,30,7,1")
		}
		leads = append(leads, calendar.DaysBefore(n))
	}
	return leads, nil
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

// writeReminders prints reminders in the -format asked for.
func (req request) writeReminders(w io.Writer, found []reminder) error {
	var b bytes.Buffer
	switch req.format {
	case "json":
		out := make([]jsonReminder, len(found))
		for i, r := range found {
			out[i] = jsonReminder{toJSON(calendar.MergedEntry{Entry: r.Entry, In: r.In}, true), r.Lead.String(), r.On, r.Due, r.Key(), r.now}
		}
		return encode(w, out)
	case "markdown":
		fmt.Fprintf(&b, "## %s\n\n", escape(req.remindersHeading()))
		for _, r := range found {
			fmt.Fprintf(&b, "- **%s**, %s: %s (%s; %s)\n", escape(day(r.Due)), r.left(req.from), escape(r.what()), escape(r.Lead.String()), links(r.WhenSources()))
		}
	default:
		fmt.Fprintf(&b, "%s\n\n", req.remindersHeading())
		tw := tabwriter.NewWriter(&trimmer{w: &b}, 0, 0, 2, ' ', 0)
		if len(found) > 0 {
			fmt.Fprintln(tw, "DUE\tHOW LONG\tLEAD\tPASSED\tWHAT\tWHO SAYS SO")
		}
		for _, r := range found {
			fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\n", day(r.Due), r.left(req.from), r.Lead, day(r.On), r.what(), cite(r.WhenSources()))
		}
		tw.Flush()
	}
	if len(found) == 0 {
		fmt.Fprintln(&b, "Nothing.")
	}
	_, err := b.WriteTo(w)
	return err
}

type jsonReminder struct {
	jsonEntry
	Lead      string    `json:"lead"`
	On        date.Date `json:"on"`
	Due       date.Date `json:"due"`
	Key       string    `json:"key"`
	Meanwhile string    `json:"meanwhile"`
}
