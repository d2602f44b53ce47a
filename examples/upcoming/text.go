package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/cli"
	"github.com/convene-cal/convene/examples/internal/table"
)

// writeText prints aligned tables for people.
func writeText(w io.Writer, rep report) error {
	var b bytes.Buffer
	styles := rep.styles(w)
	fmt.Fprintf(&b, "%s\n\n", rep.heading())
	if len(rep.entries) == 0 {
		b.WriteString("Nothing.\n")
	} else if err := rep.textTable(rep.entries).Text(&b, styles); err != nil {
		return err
	}
	if len(rep.overdue) > 0 {
		fmt.Fprintf(&b, "\n%s\n\n", overdueHeading)
		if err := rep.textTable(rep.overdue).Text(&b, styles); err != nil {
			return err
		}
	}
	for i, note := range rep.notes() {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintln(&b, note)
	}
	_, err := b.WriteTo(w)
	return err
}

func (rep report) textTable(entries []calendar.MergedEntry) *table.Table {
	t := &table.Table{Header: []string{"DUE", "HOW LONG", "STATUS", "WHAT", "WHO SAYS SO"}}
	several := len(rep.cal.Calendars()) > 1
	if several {
		t.Header = append(t.Header, "IN")
	}
	for _, m := range entries {
		e := m.Entry
		row := []string{due(e), distance(e), rep.status(e), e.Title, cite(e.WhenSources())}
		if several {
			row = append(row, from(m))
		}
		t.Add(row...)
		if detail := rep.details(e); detail != "" {
			t.Add("", "", "", "  "+detail)
		}
	}
	return t
}

// styles are those of the words of statuses, where w takes colors.
func (req request) styles(w io.Writer) table.Styles {
	if !cli.Color(w) {
		return nil
	}
	styles := table.Styles{"": "1"}
	for status, style := range map[calendar.Status]string{
		calendar.Overdue: "31", calendar.Cancelled: "31", calendar.Postponed: "33",
		calendar.Projected: "36", calendar.Mandated: "33", calendar.Scheduled: "32",
	} {
		for _, l := range calendar.WordLanguages() {
			styles[status.WordsIn(l)] = style
		}
	}
	return styles
}

// status says the status of an entry, and with -lang does so in the language of its title.
func (req request) status(e calendar.Entry) string {
	if len(req.languages) == 0 {
		return string(e.Status)
	}
	return e.Status.WordsIn(e.TitleLanguage())
}

// details says what the row of an entry cannot: the window, the time of day, the place.
func (req request) details(e calendar.Entry) string {
	words, format := e.When.Words, string(e.Format)
	if l := e.TitleLanguage(); len(req.languages) > 0 {
		words = func() string { return e.When.WordsIn(l) }
		if e.Format != "" {
			format = e.Format.WordsIn(l)
		}
	}
	var parts []string
	if !e.When.IsZero() && (!e.When.IsExact() || e.When.Form() == calendar.Timed || e.When.IsProjected()) {
		parts = append(parts, words())
	}
	switch {
	case e.Place != "" && format != "":
		parts = append(parts, e.Place+" ("+format+")")
	case e.Place != "":
		parts = append(parts, e.Place)
	case format != "":
		parts = append(parts, format)
	}
	return strings.Join(parts, "; ")
}
