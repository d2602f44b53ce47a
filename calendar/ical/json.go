package ical

// appendJSON appends s as a string of JSON. As in [appendText], line ends become \n, other
// controls are left out, and what is not UTF-8 becomes U+FFFD.
func appendJSON(dst []byte, s string) []byte {
	s = valid(s)
	dst = append(dst, '"')
	done := 0 // s[:done] has been appended
	for i := 0; i < len(s); {
		c := s[i]
		class, size := textClass[c], 1
		switch {
		case class == ordinary && c != '"' && c != '\t', c == ';', c == ',':
			i++
			continue
		case class == unclear, class == lineEnd:
			if class, size = classAt(s[i:]); class == ordinary {
				i += size
				continue
			}
		}
		dst = append(dst, s[done:i]...)
		switch {
		case class == lineEnd:
			dst = append(dst, `\n`...)
		case c == '\t':
			dst = append(dst, `\t`...)
		case class != control:
			dst = append(dst, '\\', c)
		}
		i += size
		done = i
	}
	dst = append(dst, s[done:]...)
	return append(dst, '"')
}
