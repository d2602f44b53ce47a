package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/convene-cal/convene/calendar"
)

// writeText prints aligned tables for people.
func writeText(w io.Writer, rep report) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n", rep.heading())
	if len(rep.entries) == 0 {
		b.WriteString("Nothing.\n")
	} else {
		writeTable(&b, rep, rep.entries)
	}
	if len(rep.overdue) > 0 {
		fmt.Fprintf(&b, "\n%s\n\n", overdueHeading)
		writeTable(&b, rep, rep.overdue)
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

func writeTable(w io.Writer, rep report, entries []calendar.MergedEntry) {
	tw := tabwriter.NewWriter(&trimmer{w: w}, 0, 0, 2, ' ', 0)
	several := len(rep.cal.Calendars()) > 1
	row := func(cells []string, in string) {
		if several {
			cells = append(cells, in)
		}
		fmt.Fprintln(tw, strings.Join(cells, "\t"))
	}
	row([]string{"DUE", "HOW LONG", "STATUS", "WHAT", "WHO SAYS SO"}, "IN")
	for _, m := range entries {
		e := m.Entry
		row([]string{due(e), distance(e), string(e.Status), e.Title, cite(e.WhenSources())}, from(m))
		if detail := details(e); detail != "" {
			row([]string{"", "", "", "  " + detail, ""}, "")
		}
	}
	tw.Flush()
}

// details says what the row of an entry cannot: the window, the time of day, the place.
func details(e calendar.Entry) string {
	var parts []string
	if !e.When.IsZero() && (!e.When.IsExact() || e.When.Form() == calendar.Timed || e.When.IsProjected()) {
		parts = append(parts, e.When.Words())
	}
	switch {
	case e.Place != "" && e.Format != "":
		parts = append(parts, e.Place+" ("+string(e.Format)+")")
	case e.Place != "":
		parts = append(parts, e.Place)
	case e.Format != "":
		parts = append(parts, string(e.Format))
	}
	return strings.Join(parts, "; ")
}

// trimmer drops the blanks that padding leaves at the ends of lines. It is written
// to in whole tables.
type trimmer struct {
	w    io.Writer
	line []byte
}

func (t *trimmer) Write(p []byte) (int, error) {
	for _, c := range p {
		if c != '\n' {
			t.line = append(t.line, c)
			continue
		}
		line := append(bytes.TrimRight(t.line, " "), '\n')
		t.line = t.line[:0]
		if _, err := t.w.Write(line); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}
