package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/table"
)

// writeMarkdown prints tables in GitHub Flavored Markdown.
func writeMarkdown(w io.Writer, rep report) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## %s\n\n", table.Escape(rep.heading()))
	if len(rep.entries) == 0 {
		b.WriteString("Nothing.\n")
	} else if err := rep.markdownTable(rep.entries).Markdown(&b); err != nil {
		return err
	}
	if len(rep.overdue) > 0 {
		fmt.Fprintf(&b, "\n### %s\n\n", table.Escape(overdueHeading))
		if err := rep.markdownTable(rep.overdue).Markdown(&b); err != nil {
			return err
		}
	}
	for _, note := range rep.notes() {
		fmt.Fprintf(&b, "\n%s\n", table.Escape(note))
	}
	_, err := b.WriteTo(w)
	return err
}

func (rep report) markdownTable(entries []calendar.MergedEntry) *table.Table {
	t := &table.Table{Header: []string{"due", "how long", "status", "what", "who says so"}}
	several := len(rep.cal.Calendars()) > 1
	if several {
		t.Header = append(t.Header, "in")
	}
	for _, m := range entries {
		e := m.Entry
		what := "**" + table.Escape(e.Title) + "**"
		if d := rep.details(e); d != "" {
			what += "<br>" + table.Escape(d)
		}
		row := []string{table.Escape(due(e)), distance(e), rep.status(e), what, links(e.WhenSources())}
		if several {
			row = append(row, table.Escape(from(m)))
		}
		t.Add(row...)
	}
	return t
}

func links(sources []calendar.Source) string {
	parts := make([]string, len(sources))
	for i, s := range sources {
		label := table.Escape(strings.TrimSpace(shortDocument(s.Document) + " " + s.Paragraph))
		if s.URL != "" {
			label = fmt.Sprintf("[%s](<%s>)", label, strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", "\n", "").Replace(s.URL))
		}
		parts[i] = label
	}
	return strings.Join(parts, "; ")
}
