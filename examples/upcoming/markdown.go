package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/convene-cal/convene/calendar"
)

// writeMarkdown prints tables in GitHub Flavored Markdown.
func writeMarkdown(w io.Writer, rep report) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## %s\n\n", escape(rep.heading()))
	if len(rep.entries) == 0 {
		b.WriteString("Nothing.\n")
	} else {
		markdownTable(&b, rep, rep.entries)
	}
	if len(rep.overdue) > 0 {
		fmt.Fprintf(&b, "\n### %s\n\n", escape(overdueHeading))
		markdownTable(&b, rep, rep.overdue)
	}
	for _, note := range rep.notes() {
		fmt.Fprintf(&b, "\n%s\n", escape(note))
	}
	_, err := b.WriteTo(w)
	return err
}

func markdownTable(w io.Writer, rep report, entries []calendar.MergedEntry) {
	several := len(rep.cal.Calendars()) > 1
	cell := func(text string) string {
		if several {
			return " " + text + " |"
		}
		return ""
	}
	fmt.Fprintf(w, "| due | how long | status | what | who says so |%s\n", cell("in"))
	fmt.Fprintf(w, "|---|---|---|---|---|%s\n", strings.ReplaceAll(cell("---"), " ", ""))
	for _, m := range entries {
		e := m.Entry
		what := "**" + escape(e.Title) + "**"
		if d := details(e); d != "" {
			what += "<br>" + escape(d)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s |%s\n", escape(due(e)), distance(e), e.Status, what, links(e.WhenSources()), cell(escape(from(m))))
	}
}

func links(sources []calendar.Source) string {
	parts := make([]string, len(sources))
	for i, s := range sources {
		label := escape(strings.TrimSpace(shortDocument(s.Document) + " " + s.Paragraph))
		if s.URL != "" {
			label = fmt.Sprintf("[%s](<%s>)", label, strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", "\n", "").Replace(s.URL))
		}
		parts[i] = label
	}
	return strings.Join(parts, "; ")
}

// escape keeps text from being read as Markdown.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune("\\`*_{}[]<>|#~", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n' || r == '\r':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
