package ical

// textFaults are faults of a TEXT value, one bit each.
type textFaults uint8

const (
	textControl textFaults = 1 << iota
	textBadEscape
	textUnescaped
)

// appendUnescaped appends what a TEXT value means: the reverse of appendText. s is UTF-8.
// Controls are left out. Of the escapes that RFC 5545, section 3.3.11, does not have, \:
// \" and \' stand for the character; in others the backslash stands for itself, since
// whoever does not know of escapes writes paths like that.
func appendUnescaped(dst, s []byte, form textForm) ([]byte, textFaults) {
	var faults textFaults
	semicolons := 0
	done := 0 // s[:done] has been appended
	for i := skipOrdinary(s, 0); i < len(s); i = skipOrdinary(s, i) {
		class, size := classAt(s[i:])
		if class == ordinary || class == lineEnd {
			i += size
			continue
		}
		dst = append(dst, s[done:i]...)
		switch {
		case class == control:
			faults |= textControl
		case s[i] == '\\':
			var meant string
			var fault textFaults
			meant, size, fault = unescape(s[i+1:], form)
			dst = append(dst, meant...)
			faults |= fault
		default:
			dst = append(dst, s[i])
			switch {
			case form == listText && s[i] == ',':
			case form == statusText && s[i] == ';' && semicolons < 2:
				semicolons++
			default:
				faults |= textUnescaped
			}
		}
		i += size
		done = i
	}
	return append(dst, s[done:]...), faults
}

// unescape returns what a backslash before rest means and how long the escape is.
func unescape(rest []byte, form textForm) (meant string, size int, fault textFaults) {
	backslash := `\`
	if form == listText {
		backslash = `\\`
	}
	if len(rest) == 0 {
		return backslash, 1, textBadEscape
	}
	switch rest[0] {
	case 'n', 'N':
		return "\n", 2, 0
	case '\\':
		return backslash, 2, 0
	case ';':
		return ";", 2, 0
	case ',':
		if form == listText {
			return `\,`, 2, 0
		}
		return ",", 2, 0
	case ':':
		return ":", 2, textBadEscape
	case '"':
		return `"`, 2, textBadEscape
	case '\'':
		return `'`, 2, textBadEscape
	}
	return backslash, 1, textBadEscape
}

// appendDecoded appends what a parameter value means (RFC 6868, section 3). A circumflex
// before anything else stands for itself.
func appendDecoded(dst, s []byte) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '^' && i+1 < len(s) {
			switch s[i+1] {
			case 'n':
				c, i = '\n', i+1
			case '\'':
				c, i = '"', i+1
			case '^':
				i++
			}
		}
		dst = append(dst, c)
	}
	return dst
}
