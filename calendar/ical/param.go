package ical

// appendParam appends a parameter value: in quotation marks where it holds a colon,
// semicolon or comma (RFC 5545, section 3.2) or where always is set, with ^n for a line
// end, ^' for a quotation mark and ^^ for a circumflex (RFC 6868). Other controls are
// left out, and what is not UTF-8 becomes U+FFFD.
func appendParam(dst []byte, s string, always bool) []byte {
	s = valid(s)
	quoted := always || needsQuotes(s)
	if quoted {
		dst = append(dst, '"')
	}
	done := 0 // s[:done] has been appended
	for i := 0; i < len(s); {
		c := s[i]
		if class := textClass[c]; class == reserved || class == ordinary && c != '"' && c != '^' {
			i++
			continue
		}
		class, size := classAt(s[i:])
		if class == ordinary && size > 1 {
			i += size
			continue
		}
		dst = append(dst, s[done:i]...)
		switch {
		case class == lineEnd:
			dst = append(dst, "^n"...)
		case c == '"':
			dst = append(dst, "^'"...)
		case c == '^':
			dst = append(dst, "^^"...)
		}
		i += size
		done = i
	}
	dst = append(dst, s[done:]...)
	if quoted {
		dst = append(dst, '"')
	}
	return dst
}

func needsQuotes(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == ':' || c == ';' || c == ',' {
			return true
		}
	}
	return false
}

// alwaysQuoted tells the parameters whose grammar has quotation marks around every
// value (RFC 5545, section 3.2). name is in capitals.
func alwaysQuoted(name []byte) bool {
	switch string(name) {
	case "ALTREP", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "MEMBER", "SENT-BY":
		return true
	}
	return false
}
