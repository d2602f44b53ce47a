package catalogue

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// Bounds that a catalogue stays far below. The parser of go-yaml goes one call deeper
// for each level and for each key of a mapping, and keeps the path of each node; with
// these bounds its time and memory grow with the text alone.
const (
	maxDepth = 16
	maxKeys  = 256
	maxKey   = 64 // characters of a key
)

// level is a list or mapping that is open at a token.
type level struct {
	column int          // of its hyphens or keys
	isList bool         // with hyphens
	isFlow bool         // in brackets or braces
	open   *token.Token // the bracket or brace
	keys   int
}

// inspector walks the tokens of a file ahead of the parser and refuses what a
// catalogue must not have: anchors, aliases, merge keys, tags, directives, more than
// one document, keys without a value, and depth or width without a bound.
type inspector struct {
	*report
	text    text
	tokens  token.Tokens // without comments
	levels  []level
	ended   bool // the tokens reach the end of the file
	started bool // content or a document's marker has been seen
	stopped bool
}

// inspect reports what a catalogue must not have. Tokens that the scanner broke off
// are to be told by ended.
func inspect(tokens token.Tokens, t text, r *report, ended bool) {
	in := inspector{report: r, text: t, ended: ended}
	for _, tk := range tokens {
		if tk.Type != token.CommentType {
			in.tokens = append(in.tokens, tk)
		}
	}
	for i := 0; i < len(in.tokens) && !in.stopped; i++ {
		in.visit(i)
	}
}

func (in *inspector) fail(tk *token.Token, format string, args ...any) {
	in.failAt(in.text.positionOf(tk), "", nil, format, args...)
}

// at returns a token, and nil beyond the last.
func (in *inspector) at(i int) *token.Token {
	if i < 0 || i >= len(in.tokens) {
		return nil
	}
	return in.tokens[i]
}

// is reports whether token i is of one of the types.
func (in *inspector) is(i int, types ...token.Type) bool {
	tk := in.at(i)
	if tk == nil {
		return false
	}
	for _, t := range types {
		if tk.Type == t {
			return true
		}
	}
	return false
}

func (in *inspector) visit(i int) {
	tk := in.tokens[i]
	switch tk.Type {
	case token.DocumentHeaderType, token.DocumentEndType:
		in.document(i)
	case token.DirectiveType:
		in.fail(tk, "a directive (%%): a catalogue has none")
		in.stopped = true
	case token.AnchorType:
		in.fail(tk, "an anchor (&): a catalogue has none; a text that begins with & needs quotes")
	case token.AliasType:
		in.fail(tk, "an alias (*): a catalogue has none; a text that begins with * needs quotes")
	case token.MergeKeyType:
		in.fail(tk, "a merge key (<<): a catalogue has none")
	case token.TagType:
		in.fail(tk, "a tag (!): a catalogue has none; a text that begins with ! needs quotes")
	case token.MappingKeyType:
		in.fail(tk, "a key marked with ?: a catalogue has plain keys only")
	case token.DoubleQuoteType:
		in.checkEscapes(in.text.positionOf(tk))
	case token.MappingStartType, token.SequenceStartType:
		in.push(tk, level{isFlow: true, open: tk, isList: tk.Type == token.SequenceStartType})
	case token.MappingEndType, token.SequenceEndType:
		if n := len(in.levels); n > 0 && in.levels[n-1].isFlow {
			in.levels = in.levels[:n-1]
		}
	case token.SequenceEntryType:
		in.hyphen(i)
	case token.MappingValueType:
		in.colon(i)
	}
	in.started = true
	if in.isKey(i) {
		in.key(i)
	}
}

// document allows one "---" before the content and one "..." after it.
func (in *inspector) document(i int) {
	tk := in.tokens[i]
	switch {
	case tk.Type == token.DocumentHeaderType && in.started:
		in.fail(tk, "a second document: a catalogue is one document")
		in.stopped = true
	case tk.Type == token.DocumentEndType && i+1 < len(in.tokens):
		in.fail(in.tokens[i+1], "text behind the end of the document: a catalogue is one document")
		in.stopped = true
	}
}

// inFlow reports whether brackets or braces are open.
func (in *inspector) inFlow() bool {
	return len(in.levels) > 0 && in.levels[len(in.levels)-1].isFlow
}

// isKey reports whether token i is a key: a scalar with a colon behind it, or in
// braces a scalar on its own.
func (in *inspector) isKey(i int) bool {
	switch in.tokens[i].Type {
	case token.MappingEndType, token.SequenceEndType, token.MappingStartType, token.SequenceStartType,
		token.CollectEntryType, token.MappingValueType, token.SequenceEntryType,
		token.DocumentHeaderType, token.DocumentEndType:
		return false
	}
	return in.is(i+1, token.MappingValueType) || in.isLoneKey(i)
}

func (in *inspector) isLoneKey(i int) bool {
	return in.inFlow() && !in.levels[len(in.levels)-1].isList &&
		in.is(i-1, token.MappingStartType, token.CollectEntryType) &&
		in.is(i+1, token.MappingEndType, token.CollectEntryType)
}

func (in *inspector) push(tk *token.Token, l level) {
	if len(in.levels) >= maxDepth {
		in.fail(tk, "lists and mappings are nested more than %d deep", maxDepth)
		in.stopped = true
		return
	}
	in.levels = append(in.levels, l)
}

// leave closes the block levels that a token at a column is outside of.
func (in *inspector) leave(column int, isList bool) {
	for n := len(in.levels); n > 0; n-- {
		l := in.levels[n-1]
		// A list may stand in the column of the key it belongs to.
		if l.isFlow || l.column < column || l.column == column && (isList || !l.isList) {
			return
		}
		in.levels = in.levels[:n-1]
	}
}

func (in *inspector) hyphen(i int) {
	tk := in.tokens[i]
	column := tk.Position.Column
	if !in.inFlow() {
		in.leave(column, true)
		if n := len(in.levels); n == 0 || in.levels[n-1] != (level{column: column, isList: true}) {
			in.push(tk, level{column: column, isList: true})
		}
	}
	if next := in.at(i + 1); next == nil && in.ended || next != nil && next.Position.Line > tk.Position.Line && next.Position.Column <= column {
		in.fail(tk, "an item without a value")
	}
}

func (in *inspector) key(i int) {
	tk := in.tokens[i]
	column := tk.Position.Column
	if !in.inFlow() {
		in.leave(column, false)
		if n := len(in.levels); n == 0 || in.levels[n-1].isList || in.levels[n-1].column != column {
			in.push(tk, level{column: column})
		}
	}
	if in.isLoneKey(i) {
		from := ""
		if open := in.levels[len(in.levels)-1].open; open.Position.Line < tk.Position.Line {
			from = fmt.Sprintf(", in the braces that line %d opens", open.Position.Line)
		}
		in.fail(tk, "the key %q has no value%s", shorten(tk.Value), from)
	}
	if len([]rune(tk.Value)) > maxKey {
		in.fail(tk, "a key of more than %d characters", maxKey)
	}
	if n := len(in.levels); n > 0 {
		if l := in.levels[n-1]; l.isFlow && l.isList {
			in.fail(l.open, "the key %q stands in brackets: expected ] before it, or quotes around a text with a colon", shorten(tk.Value))
			in.stopped = true
			return
		}
		in.levels[n-1].keys++
		if in.levels[n-1].keys > maxKeys {
			in.fail(tk, "a mapping of more than %d keys", maxKeys)
			in.stopped = true
		}
	}
}

// colon refuses a key without a value, which YAML reads as null.
func (in *inspector) colon(i int) {
	tk, key, next := in.tokens[i], in.at(i-1), in.at(i+1)
	if key == nil {
		return // the parser refuses it
	}
	var empty bool
	switch {
	case next == nil:
		empty = in.ended
	case in.inFlow():
		empty = in.is(i+1, token.CollectEntryType, token.MappingEndType, token.SequenceEndType)
	case next.Position.Line > tk.Position.Line:
		column := key.Position.Column
		empty = next.Position.Column < column || next.Position.Column == column && next.Type != token.SequenceEntryType
	}
	if empty {
		in.fail(key, "the key %q has no value", shorten(key.Value))
	}
}

var hexEscape = regexp.MustCompile(`^\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})`)

// checkEscapes refuses an escape without its hexadecimal digits in the quoted text at a
// position: the scanner would take for digits whatever stands there, a line break too.
func (in *inspector) checkEscapes(at position) {
	at.column++ // the opening quote
	for ; at.line <= len(in.text.lines); at = (position{at.line + 1, 1}) {
		escaped := false
		rest := in.text.from(at)
		for i, c := range rest {
			switch {
			case escaped:
				escaped = false
				if strings.ContainsRune("xuU", c) && !hexEscape.MatchString(rest[i-1:]) {
					at.column--
					in.failAt(at, "", nil, `%q needs hexadecimal digits: two after \x, four after \u, eight after \U`, rest[i-1:i+1])
					in.stopped = true // what the scanner read behind it is not what stands there
					return
				}
			case c == '"':
				return
			case c == '\\':
				escaped = true
			}
			at.column++
		}
	}
}

// shorten keeps an input that an error repeats to a bearable length.
func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
