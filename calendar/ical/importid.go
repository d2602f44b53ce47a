package ical

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"
)

// maxID and maxCleanID are the most characters of an ID of package calendar, and of what
// is kept of a text that is none.
const (
	maxID      = 200
	maxCleanID = 100
)

// isID reports whether s can be an ID of package calendar.
func isID(s string) bool {
	if s == "" || len(s) > maxID {
		return false
	}
	for i := range len(s) {
		if !isIDCharacter(s[i]) || i == 0 && strings.IndexByte(".-_", s[i]) >= 0 {
			return false
		}
	}
	return true
}

func isIDCharacter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_'
}

// cleanID returns a text as an ID: as it is where it can be one, and else what of it can,
// with a hash of all. name stands for an empty text.
func cleanID(s, name string) string {
	if isID(s) {
		return s
	}
	if s == "" {
		return name
	}
	var b strings.Builder
	gap := false
	for i := 0; i < len(s) && b.Len() < maxCleanID; i++ {
		if !isIDCharacter(s[i]) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		if b.Len() > 0 || strings.IndexByte(".-_", s[i]) < 0 {
			b.WriteByte(s[i])
		}
	}
	if b.Len() > 0 {
		b.WriteByte('.')
	}
	sum := sha1.Sum([]byte(s))
	b.WriteString(hex.EncodeToString(sum[:6]))
	return b.String()
}
