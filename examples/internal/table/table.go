// Package table writes tables for people, spreadsheets and documents.
package table

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A Table has a header and rows of as many cells.
type Table struct {
	Header []string
	Rows   [][]string
}

// Add appends a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Styles are sequences of ECMA-48 (SGR parameters such as "31") for cells by their whole
// text. The header is written with that of "".
type Styles map[string]string

// Text writes columns that are two blanks apart. Without styles it writes plain text.
func (t *Table) Text(w io.Writer, styles Styles) error {
	rows := t.Rows
	if len(t.Header) > 0 {
		rows = append([][]string{t.Header}, rows...)
	}
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	out := bufio.NewWriter(w)
	for n, row := range rows {
		blanks := 0
		for i, cell := range row {
			if cell != "" {
				fmt.Fprintf(out, "%*s%s", blanks, "", styled(cell, styles, n == 0 && len(t.Header) > 0))
				blanks = 0
			}
			blanks += widths[i] - utf8.RuneCountInString(cell) + 2
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

func styled(cell string, styles Styles, header bool) string {
	key := cell
	if header {
		key = ""
	}
	if style := styles[key]; style != "" {
		return "\x1b[" + style + "m" + cell + "\x1b[m"
	}
	return cell
}

// CSV writes the table by RFC 4180, but with lines that end in LF, and the header as its first record.
func (t *Table) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Header); err != nil {
		return err
	}
	return out.WriteAll(t.Rows)
}

// Markdown writes the table in GitHub Flavored Markdown. Cells are Markdown already: see
// [Escape].
func (t *Table) Markdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	line := func(cells []string) {
		fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
	}
	line(t.Header)
	fmt.Fprintf(out, "|%s\n", strings.Repeat("---|", len(t.Header)))
	for _, row := range t.Rows {
		line(row)
	}
	return out.Flush()
}

// Escape keeps text from being read as Markdown.
func Escape(s string) string {
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

// EscapeAll escapes each of some texts.
func EscapeAll(texts []string) []string {
	escaped := make([]string, len(texts))
	for i, s := range texts {
		escaped[i] = Escape(s)
	}
	return escaped
}
