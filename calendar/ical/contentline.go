package ical

import "unicode/utf8"

// contentLines is the notation of RFC 5545, section 3.1.
type contentLines struct{}

func (contentLines) begin(e *Encoder)    { e.delimiter("BEGIN:") }
func (contentLines) children(e *Encoder) {}
func (contentLines) end(e *Encoder)      { e.delimiter("END:") }
func (contentLines) finish(e *Encoder)   {}

// delimiter writes a BEGIN or END line for the innermost component.
func (e *Encoder) delimiter(mark string) {
	e.line = append(e.line[:0], mark...)
	e.line = appendUpper(e.line, e.path[len(e.path)-1].name)
	e.out = appendFolded(e.out, e.line)
}

func (contentLines) property(e *Encoder, s slot, known *property, typ valueType, value string) {
	if s.id < propertyCount {
		e.line = append(e.line[:0], known.name...)
	} else {
		e.line = appendUpper(e.line[:0], s.p.IANAToken)
	}
	for _, q := range e.params {
		e.line = append(e.line, ';')
		name := len(e.line)
		e.line = appendUpper(e.line, q.name)
		always := alwaysQuoted(e.line[name:])
		mark := byte('=')
		for _, v := range q.values {
			e.line = appendParam(append(e.line, mark), v, always)
			mark = ','
		}
	}
	e.line = append(e.line, ':')
	if typ == typeText {
		e.line = appendText(e.line, value, known.form)
	} else {
		e.line = append(e.line, value...)
	}
	e.out = appendFolded(e.out, e.line)
}

// maxLineOctets is how long a line may be, without its CR LF (RFC 5545, section 3.1).
const maxLineOctets = 75

// appendFolded appends a content line to dst, folded: parted by CR LF and a space into
// lines of at most 75 octets, and ended by CR LF. It parts no character and no escape,
// and leaves no line of nothing but blanks unless line has 74 blanks in a row.
// line is UTF-8 without line ends.
func appendFolded(dst, line []byte) []byte {
	room := maxLineOctets
	for len(line) > room {
		cut := foldAt(line, room)
		dst = append(dst, line[:cut]...)
		dst = append(dst, "\r\n "...)
		line = line[cut:]
		room = maxLineOctets - 1
	}
	dst = append(dst, line...)
	return append(dst, '\r', '\n')
}

// foldAt returns where to part line so that at most room octets come first.
// len(line) > room.
func foldAt(line []byte, room int) int {
	cut := room
	for cut > room-utf8.UTFMax && !utf8.RuneStart(line[cut]) {
		cut--
	}
	if escapeOpen(line[:cut], '\\') || escapeOpen(line[:cut], '^') {
		cut--
	}
	if !isBlank(line[cut]) {
		return cut
	}
	rest := line[cut:]
	if !allBlank(rest[:min(len(rest), maxLineOctets-1)]) {
		return cut
	}
	for back := cut - 1; back > 0; back-- {
		if !isBlank(line[back]) && utf8.RuneStart(line[back]) && !escapeOpen(line[:back], '\\') && !escapeOpen(line[:back], '^') {
			return back
		}
	}
	return cut
}

// escapeOpen reports whether what follows s belongs to an escape at the end of s: a
// backslash (RFC 5545, section 3.3.11) or a circumflex (RFC 6868) that is not itself
// the second of a pair. s begins at a fold, and no fold parts a pair.
func escapeOpen(s []byte, mark byte) bool {
	n := 0
	for n < len(s) && s[len(s)-1-n] == mark {
		n++
	}
	return n%2 == 1
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func allBlank(s []byte) bool {
	for _, c := range s {
		if !isBlank(c) {
			return false
		}
	}
	return true
}
