package main

import (
	"bytes"
	"fmt"
)

// Bounds that a problem stays far below. The parser of go-yaml goes one call deeper for
// each level and for each key of a mapping, so that without them a small file could take
// all memory that there is.
const (
	maxYAML = 1 << 20 // bytes
	maxKeys = 256     // of a mapping
)

// A guard looks at YAML ahead of its parser, roughly: at how lines are indented, and at
// brackets, braces and colons outside of quotes and comments.
type guard struct {
	at      position
	indents []indented // of the block levels that are open
	braces  []int      // colons in each bracket or brace that is open
	quote   byte       // that which is open, or 0
	marks   int        // hyphens and question marks in a row, as they open levels
	reason  string
}

// indented is a block level.
type indented struct{ column, lines int }

// tooMuch returns what is beyond the bounds, and where; an empty reason if nothing is.
func tooMuch(data []byte) (position, string) {
	if len(data) > maxYAML {
		return position{1, 1}, fmt.Sprintf("the file has more than %d bytes", maxYAML)
	}
	g := &guard{}
	for line := range bytes.Lines(data) {
		g.at = position{g.at.line + 1, 1}
		g.line(bytes.TrimRight(line, "\r\n"))
		if g.reason != "" {
			return g.at, g.reason
		}
	}
	return position{}, ""
}

func (g *guard) line(line []byte) {
	text := bytes.TrimLeft(line, " ")
	if g.quote == 0 && len(g.braces) == 0 && len(text) > 0 && text[0] != '#' {
		column := len(line) - len(text)
		for len(text) > 1 && (text[0] == '-' || text[0] == '?') && text[1] == ' ' {
			g.level(column, false)
			rest := bytes.TrimLeft(text[1:], " ")
			column, text = column+len(text)-len(rest), rest
		}
		g.level(column, true)
	}
	g.marks = 0
	before := byte(' ')
	for i := 0; i < len(line) && g.reason == ""; i++ {
		c := line[i]
		g.at.column = i + 1
		switch {
		case g.quote == '"' && c == '\\':
			i++
		case g.quote != 0:
			if c == g.quote {
				g.quote = 0
			}
		case (c == '"' || c == '\'') && bytes.IndexByte([]byte(" [{,:"), before) >= 0:
			g.quote = c
		case c == '#' && before == ' ':
			return
		default:
			g.bracket(c)
			g.mark(c)
		}
		before = c
	}
}

// level opens a block level at a column, or goes on with one. A line that begins with a
// hyphen begins a mapping anew.
func (g *guard) level(column int, isLine bool) {
	n := len(g.indents)
	for n > 0 && g.indents[n-1].column > column {
		n--
	}
	if g.indents = g.indents[:n]; n == 0 || g.indents[n-1].column < column {
		g.indents = append(g.indents, indented{column: column})
		n++
	}
	if isLine {
		g.indents[n-1].lines++
	}
	switch {
	case n > maxDepth:
		g.reason = fmt.Sprintf("more than %d values within one another", maxDepth)
	case g.indents[n-1].lines > maxKeys:
		g.reason = fmt.Sprintf("a mapping of more than %d keys", maxKeys)
	}
}

// mark counts what opens levels within a line, wherever the parser takes it for that.
func (g *guard) mark(c byte) {
	switch c {
	case '-', '?', ':', '&', '*', '!':
		if g.marks++; g.marks > maxDepth {
			g.reason = fmt.Sprintf("more than %d marks of YAML in a row", maxDepth)
		}
	case ' ':
	default:
		g.marks = 0
	}
}

func (g *guard) bracket(c byte) {
	n := len(g.braces)
	switch c {
	case '[', '{':
		g.braces = append(g.braces, 0)
		if n == maxDepth {
			g.reason = fmt.Sprintf("more than %d values within one another", maxDepth)
		}
	case ']', '}':
		g.braces = g.braces[:max(0, n-1)]
	case ':':
		if n == 0 {
			return
		}
		if g.braces[n-1]++; g.braces[n-1] > maxKeys {
			g.reason = fmt.Sprintf("a mapping of more than %d keys", maxKeys)
		}
	}
}
