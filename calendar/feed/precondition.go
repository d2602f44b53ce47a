package feed

import (
	"net/http"
	"strings"
	"time"
)

// A verdict is what the preconditions of a request come to.
type verdict uint8

const (
	proceed verdict = iota
	notModified
	failed
)

// judge evaluates the preconditions of a GET or HEAD request in the order of RFC 9110,
// section 13.2.2, against the representation selected: its entity tag, which is a strong
// one, and the time of its last change, zero if it has none.
func judge(request http.Header, tag string, modified time.Time) verdict {
	if lines := request["If-Match"]; len(lines) > 0 {
		if !lists(lines, tag, strong) {
			return failed
		}
	} else if since, ok := httpDate(request["If-Unmodified-Since"], modified); ok && modified.After(since) {
		return failed
	}
	if lines := request["If-None-Match"]; len(lines) > 0 {
		if lists(lines, tag, weak) {
			return notModified
		}
	} else if since, ok := httpDate(request["If-Modified-Since"], modified); ok && !modified.After(since) {
		return notModified
	}
	return proceed
}

// httpDate returns the date of a field. It is false where the field must be ignored:
// because it is not there, is not one date, or because nothing is known of the last
// change that it could be compared with.
func httpDate(lines []string, modified time.Time) (time.Time, bool) {
	if len(lines) != 1 || modified.IsZero() {
		return time.Time{}, false
	}
	t, err := http.ParseTime(lines[0])
	return t, err == nil
}

// A comparison is how entity tags are compared (RFC 9110, section 8.8.3.2).
type comparison uint8

const (
	strong comparison = iota // both are strong, and the same
	weak                     // they are the same but for their weakness
)

// lists reports whether a field, given as its lines, is "*" or lists the strong entity
// tag. What follows something that is no entity tag is not read.
func lists(lines []string, tag string, how comparison) bool {
	for _, s := range lines {
		for {
			s = strings.TrimLeft(s, " \t,")
			if s == "" {
				break
			}
			if s[0] == '*' {
				return trim(s[1:]) == ""
			}
			rest, isWeak := strings.CutPrefix(s, "W/")
			n := tagLength(rest)
			if n == 0 {
				return false
			}
			if rest[:n] == tag && (how == weak || !isWeak) {
				return true
			}
			s = rest[n:]
		}
	}
	return false
}

// tagLength returns how long the opaque tag at the beginning of s is, its quotation
// marks included: 0 if there is none.
func tagLength(s string) int {
	if s == "" || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return i + 1
		case c < 0x21 || c == 0x7F:
			return 0
		}
	}
	return 0
}
