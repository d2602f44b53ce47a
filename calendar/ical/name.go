package ical

import "cmp"

// isName reports whether s is an IANA token or an X- name: one or more ASCII letters,
// digits and hyphens (RFC 5545, section 3.1).
func isName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !('A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || 'a' <= c && c <= 'z') {
			return false
		}
	}
	return s != ""
}

// appendUpper appends s with its ASCII letters in capitals. Names are the same in any
// case (RFC 5545, section 2), but some readers know them in capitals alone.
func appendUpper(dst []byte, s string) []byte {
	for i := range len(s) {
		dst = append(dst, upper(s[i]))
	}
	return dst
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}

// appendLower appends s with its ASCII letters small, as jCal has names.
func appendLower(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// isXName reports whether a name begins with X-, as those of no standard do.
func isXName(s string) bool { return len(s) > 1 && upper(s[0]) == 'X' && s[1] == '-' }

// equalFold reports whether s is name, which is in capitals, in any case. Unlike
// strings.EqualFold it takes no other letter for an ASCII one.
func equalFold(s, name string) bool {
	if len(s) != len(name) {
		return false
	}
	for i := range len(s) {
		if upper(s[i]) != name[i] {
			return false
		}
	}
	return true
}

// compareFold orders names by their capitals.
func compareFold(a, b string) int {
	for i := range min(len(a), len(b)) {
		if c := cmp.Compare(upper(a[i]), upper(b[i])); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}
