package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// due says the day that an entry is due, shortly: what is only bounded is due by its
// last day.
func due(e calendar.Entry) string {
	last, ok := e.When.Latest()
	switch {
	case e.When.IsZero():
		return "no date"
	case e.When.IsExact():
		first, _ := e.When.Earliest()
		return span(first, last)
	case ok && lasts(e):
		return "until " + day(last)
	case ok:
		return "by " + day(last)
	}
	first, _ := e.When.Earliest()
	return "from " + day(first)
}

// lasts reports whether the entry goes on for all its days, rather than falling on one
// or some of them.
func lasts(e calendar.Entry) bool {
	return e.When.Form() == calendar.Span || e.Kind == calendar.ChairTerm || e.Kind == calendar.PlanPeriod
}

func day(d date.Date) string { return d.Format("Mon 2 Jan 2006") }

func span(first, last date.Date) string {
	switch {
	case first == last:
		return day(first)
	case first.Year() != last.Year():
		return first.Format("2 Jan 2006") + " – " + last.Format("2 Jan 2006")
	case first.Month() != last.Month():
		return first.Format("2 Jan") + " – " + last.Format("2 Jan 2006")
	}
	return first.Format("2") + "–" + last.Format("2 Jan 2006")
}

// distance says how far the entry is from the day one looks from.
func distance(e calendar.Entry) string {
	first, hasFirst := e.When.Earliest()
	last, hasLast := e.When.Latest()
	target := last
	switch {
	case !hasFirst && !hasLast:
		return ""
	case !hasLast:
		target = first
	case e.When.IsExact() && first < last && first <= e.Today && e.Today <= last:
		return "under way"
	case e.When.IsExact() && e.Today < first:
		target = first
	}
	switch {
	case target == e.Today:
		return "today"
	case target > e.Today:
		return "in " + apart(e.Today, target)
	}
	return apart(target, e.Today) + " ago"
}

// apart says the time from a to the later day b: in days up to 90, then in years,
// months and days.
func apart(a, b date.Date) string {
	if n := int(b - a); n <= 90 {
		return count(n, "day")
	}
	months := (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
	for addMonths(a, months) > b {
		months--
	}
	var parts []string
	for _, p := range []struct {
		n    int
		unit string
	}{{months / 12, "year"}, {months % 12, "month"}, {int(b - addMonths(a, months)), "day"}} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.unit))
		}
	}
	// Beyond a year, days are noise.
	if months >= 12 && len(parts) > 2 {
		parts = parts[:2]
	}
	return strings.Join(parts, " ")
}

// addMonths adds calendar months; a day that the month does not have becomes its last.
func addMonths(d date.Date, months int) date.Date {
	first := date.New(d.Year(), d.Month(), 1).AddDate(0, months, 0)
	return first + date.Date(min(d.Day(), first.LastDayOfMonth())-1)
}

func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// cite says who says so, shortly: a symbol with its paragraphs, and the host of an
// address.
func cite(sources []calendar.Source) string {
	var parts []string
	of := make(map[string]int) // the part of a document
	for _, s := range sources {
		name := shortDocument(s.Document)
		i, named := of[name]
		switch {
		case !named:
			of[name] = len(parts)
			parts = append(parts, strings.TrimSpace(name+" "+s.Paragraph))
		case s.Paragraph != "":
			parts[i] += ", " + s.Paragraph
		}
	}
	return strings.Join(parts, "; ")
}

// shortDocument leaves symbols as they are and cuts addresses to their host.
func shortDocument(document string) string {
	host, _, ok := strings.Cut(document, "/")
	if ok && strings.Contains(host, ".") {
		return strings.TrimPrefix(host, "www.")
	}
	return document
}

// nameOf returns the symbol of a calendar's document, or where it has none its title.
func nameOf(c *calendar.Calendar) string {
	if symbol, _ := c.Document(); symbol != "" {
		return symbol
	}
	return c.Title()
}

func longDay(d date.Date) string { return d.Format("Monday 2 January 2006") }

// from names the calendars that have an entry, by their IDs.
func from(e calendar.MergedEntry) string {
	ids := make([]string, len(e.In))
	for i, o := range e.In {
		ids[i] = o.Calendar.ID()
	}
	return strings.Join(ids, ", ")
}

// heading says what the report shows.
func (rep report) heading() string {
	var names []string
	for _, c := range rep.cal.Calendars() {
		names = append(names, nameOf(c))
	}
	name := strings.Join(names, ", ")
	if len(names) > 3 {
		name = count(len(names), "calendar")
	}
	long := longDay
	var b strings.Builder
	switch {
	case rep.undated:
		fmt.Fprintf(&b, "%s: what has no date", name)
	case rep.hasUntil:
		fmt.Fprintf(&b, "%s: from %s through %s", name, long(rep.from), long(rep.until))
	default:
		fmt.Fprintf(&b, "%s: what falls due next, seen from %s", name, long(rep.from))
	}
	if rep.hasAsOf {
		fmt.Fprintf(&b, ", as known on %s", long(rep.asOf))
	}
	return b.String()
}

// notes says what the table leaves out.
func (rep report) notes() []string {
	var notes []string
	for _, id := range rep.series {
		if s, ok := seriesOf(rep.cal, id); ok && s.Pattern == nil {
			notes = append(notes, fmt.Sprintf("%s: no source states a period, so nothing is projected.", s.Title))
		}
	}
	if !rep.hasAsOf && slices.ContainsFunc(rep.entries, heldAhead) {
		notes = append(notes, fmt.Sprintf("Statuses are by all that is known: -asof %s shows what was known then.", rep.from))
	}
	if rep.more > 0 {
		notes = append(notes, fmt.Sprintf("%d more: ask with a larger -n.", rep.more))
	}
	if rep.dateless > 0 && !rep.undated {
		notes = append(notes, fmt.Sprintf("%d further %s no date: -undated lists them.", rep.dateless, plural(rep.dateless, "entry has", "entries have")))
	}
	return notes
}

// heldAhead reports whether the entry is settled, though it lies ahead of the day one looks
// from.
func heldAhead(e calendar.MergedEntry) bool {
	first, ok := e.When.Earliest()
	return ok && first > e.Today && e.Status.IsSettled()
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

const overdueHeading = "Overdue: the last day has passed, and no source here says what became of it"
