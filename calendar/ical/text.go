package ical

import (
	"strings"
	"unicode/utf8"
)

// A textForm says which of the characters with a meaning in TEXT values (RFC 5545,
// section 3.3.11) a value uses with that meaning.
type textForm uint8

const (
	// plainText: none. The value is one text.
	plainText textForm = iota
	// listText: commas part the items, see [TextList].
	listText
	// statusText: the first two semicolons part the code, the description and the
	// data of a REQUEST-STATUS (section 3.8.8.3).
	statusText
)

// Classes of characters in texts.
const (
	ordinary byte = iota
	lineEnd
	control
	reserved // ; , \
	unclear  // the first byte of a character of which the others tell
)

// textClass tells the class of the character that begins with a byte, in UTF-8. Bytes
// within a character count as ordinary.
var textClass = func() (class [256]byte) {
	for c := range 0x20 {
		class[c] = control
	}
	class['\t'] = ordinary
	class['\n'], class['\r'] = lineEnd, lineEnd
	class[0x7F] = control
	class[';'], class[','], class['\\'] = reserved, reserved, reserved
	class[0xC2] = unclear // of U+0080 to U+00BF
	class[0xE2] = unclear // of U+2000 to U+2FFF
	return class
}()

// classAt returns the class and the length of the character at the start of s, which is
// UTF-8. Controls are those of ASCII except the tab, and U+0080 to U+009F. Line ends are
// those of the Unicode Standard (section 5.8), since some readers part lines at all of
// them; CR LF is one.
func classAt[T string | []byte](s T) (class byte, size int) {
	switch s[0] {
	case 0xC2:
		switch {
		case s[1] == 0x85:
			return lineEnd, 2
		case s[1] <= 0x9F:
			return control, 2
		}
		return ordinary, 2
	case 0xE2:
		if s[1] == 0x80 && s[2]&^1 == 0xA8 {
			return lineEnd, 3
		}
		return ordinary, 3
	case '\r':
		if len(s) > 1 && s[1] == '\n' {
			return lineEnd, 2
		}
	}
	return textClass[s[0]], 1
}

// valid returns s with U+FFFD for what is not UTF-8.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, string(utf8.RuneError))
}

// appendText appends s as a TEXT value. Line ends become \n, other controls are left
// out, and what is not UTF-8 becomes U+FFFD.
func appendText(dst []byte, s string, form textForm) []byte {
	s = valid(s)
	semicolons := 0
	done := 0 // s[:done] has been appended
	for i := skipOrdinary(s, 0); i < len(s); i = skipOrdinary(s, i) {
		class, size := classAt(s[i:])
		if class == ordinary {
			i += size
			continue
		}
		dst = append(dst, s[done:i]...)
		switch class {
		case lineEnd:
			dst = append(dst, `\n`...)
		case reserved:
			switch c := s[i]; {
			case form == listText && c == ',':
				dst = append(dst, ',')
			case form == listText && c == '\\' && i+1 < len(s) && (s[i+1] == ',' || s[i+1] == '\\'):
				dst = append(dst, '\\', s[i+1])
				size = 2
			case form == statusText && c == ';' && semicolons < 2:
				semicolons++
				dst = append(dst, ';')
			default:
				dst = append(dst, '\\', c)
			}
		}
		i += size
		done = i
	}
	return append(dst, s[done:]...)
}

// skipOrdinary returns the index of the first byte of s from i on that is not of the class
// ordinary; len(s) if there is none. It looks at eight bytes at a time.
func skipOrdinary[T string | []byte](s T, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		found := (w - 0x20*ones) & ^w // bytes below 0x20
		found |= zeros(w^','*ones) | zeros(w^';'*ones) | zeros(w^'\\'*ones) | zeros(w^0x7F*ones) | zeros(w^0xC2*ones) | zeros(w^0xE2*ones)
		if found&tops != 0 {
			break
		}
	}
	for i < len(s) && textClass[s[i]] == ordinary {
		i++
	}
	return i
}

// Eight bytes of 1, and the top bits of eight bytes.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// zeros has the top bit of a byte set if w has a zero byte, and else none.
func zeros(w uint64) uint64 { return (w - ones) & ^w & tops }

// controlAt returns the index of the first control or line end of s, which is UTF-8, or
// -1.
func controlAt[T string | []byte](s T) int {
	for i := skipOrdinary(s, 0); i < len(s); i = skipOrdinary(s, i) {
		class, size := classAt(s[i:])
		if class == control || class == lineEnd {
			return i
		}
		i += size
	}
	return -1
}
