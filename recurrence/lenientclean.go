package recurrence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes input and offsets from the original.
func (l *lenientParser) clean() {
	text := make([]byte, 0, len(l.original))
	l.offsets = make([]int32, 0, len(l.original)+1)
	small := false // whether this part's small letters have been forgiven
	var gap bool   // whether the byte before was white space
	for pos := 0; pos < len(l.original); {
		c, size := utf8.DecodeRuneInString(l.original[pos:])
		space := ignorable(c)
		switch {
		case space:
			if !gap {
				l.forgiveAt(pos, "white space is ignored")
			}
		case c == '\\' && pos+1 < len(l.original) && (l.original[pos+1] == ',' || l.original[pos+1] == ';'):
			l.forgiveAt(pos, "a backslash is ignored")
		default:
			if 'a' <= c && c <= 'z' && !small {
				l.forgiveAt(pos, "small letters are read as capitals")
				small = true
			}
			small = small && c != ';'
			for i := range size {
				text = append(text, upper(l.original[pos+i]))
				l.offsets = append(l.offsets, int32(pos+i))
			}
		}
		gap = space
		pos += size
	}
	l.offsets = append(l.offsets, int32(len(l.original)))
	l.input = string(text)
	if n := len(l.input); n >= 2 && l.input[0] == '"' && l.input[n-1] == '"' {
		l.forgiveAt(int(l.offsets[0]), "quotes are ignored")
		l.input, l.offsets = l.input[1:n-1], l.offsets[1:n]
	}
	if rest, ok := strings.CutPrefix(l.input, "RRULE:"); ok {
		l.forgiveAt(int(l.offsets[0]), "the name of the property is ignored")
		l.input, l.offsets = rest, l.offsets[len("RRULE:"):]
	}
}

// forgiveAt forgives something at an offset in the original.
func (l *lenientParser) forgiveAt(offset int, what string) {
	l.forgiven = append(l.forgiven, Forgiven{Offset: offset, What: what})
}

// ignorable reports whether a character is white space or shows as nothing, such
// as a byte order mark.
func ignorable(c rune) bool {
	return unicode.IsSpace(c) || c == '\ufeff' || c == '\u200b'
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}
