package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/convene-cal/convene/examples/internal/cli"
	"github.com/convene-cal/convene/examples/internal/table"
)

// An answer is a table in several forms.
type answer struct {
	heading string
	people  *table.Table // in words
	note    string       // what its signs mean
	objects any          // the same for programs
	columns *table.Table
	no      bool // whether something is late, or there is nothing
}

// write writes the answer in a format.
func (a answer) write(w io.Writer, format string) error {
	switch format {
	case "json":
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(a.objects)
	case "csv":
		return a.columns.CSV(w)
	case "markdown":
		return a.markdown(w)
	}
	if a.heading != "" {
		if _, err := fmt.Fprintf(w, "%s\n\n", a.heading); err != nil {
			return err
		}
	}
	if err := a.people.Text(w, styles(w)); err != nil || a.note == "" {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", a.note)
	return err
}

func (a answer) markdown(w io.Writer) error {
	if a.heading != "" {
		if _, err := fmt.Fprintf(w, "## %s\n\n", table.Escape(a.heading)); err != nil {
			return err
		}
	}
	var t table.Table
	for _, h := range a.people.Header {
		t.Header = append(t.Header, strings.ToLower(h))
	}
	for _, row := range a.people.Rows {
		t.Add(table.EscapeAll(row)...)
	}
	if err := t.Markdown(w); err != nil || a.note == "" {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", table.Escape(a.note))
	return err
}

// styles are those of standings, where w takes colors.
func styles(w io.Writer) table.Styles {
	if !cli.Color(w) {
		return nil
	}
	return table.Styles{"": "1", "late": "31", "may be late": "33", "ahead": "32", "*": "31"}
}
