package ical

import "strings"

// A recurPart tells how the values of a rule part are written in jCal.
type recurPart uint8

const (
	recurText   recurPart = iota // one string
	recurNumber                  // one number
	recurUntil                   // one date or date and time
	recurNumbers
	recurMonths // numbers, and strings for leap months (RFC 7529, section 4.1)
	recurTexts
)

// recurParts holds the parts of rules (RFC 5545, section 3.3.10, and RFC 7529). Other
// ones are texts.
var recurParts = map[string]recurPart{
	"UNTIL": recurUntil, "COUNT": recurNumber, "INTERVAL": recurNumber,
	"BYSECOND": recurNumbers, "BYMINUTE": recurNumbers, "BYHOUR": recurNumbers, "BYDAY": recurTexts,
	"BYMONTHDAY": recurNumbers, "BYYEARDAY": recurNumbers, "BYWEEKNO": recurNumbers, "BYMONTH": recurMonths,
	"BYSETPOS": recurNumbers,
}

// appendJCalRecur appends a rule as an object (RFC 7265, section 3.6.10).
func appendJCalRecur(dst []byte, s string) (_ []byte, ok bool) {
	seen := make([]string, 0, 8)
	mark := byte('{')
	for rest, more := s, true; more; mark = ',' {
		var part string
		part, rest, more = strings.Cut(rest, ";")
		name, value, ok := strings.Cut(part, "=")
		if !ok || !isName(name) {
			return dst, false
		}
		name = strings.ToUpper(name)
		for _, other := range seen {
			if name == other {
				return dst, false
			}
		}
		seen = append(seen, name)
		dst = append(dst, mark, '"')
		dst = appendLower(dst, name)
		dst = append(dst, `":`...)
		if dst, ok = appendJCalRecurValue(dst, value, recurParts[name]); !ok {
			return dst, false
		}
	}
	return append(dst, '}'), true
}

func appendJCalRecurValue(dst []byte, value string, part recurPart) (_ []byte, ok bool) {
	switch part {
	case recurText:
		return appendJSON(dst, value), true
	case recurNumber:
		return appendNumber(dst, value, false)
	case recurUntil:
		if isDate(value) {
			return appendQuoted(dst, value, appendJCalDate)
		}
		return appendQuoted(dst, value, appendJCalDateTime)
	}
	several := strings.Contains(value, ",")
	if several {
		dst = append(dst, '[')
	}
	for rest, more := value, true; more; {
		value, rest, more = strings.Cut(rest, ",")
		if part == recurTexts || part == recurMonths && strings.HasSuffix(value, "L") {
			dst = appendJSON(dst, value)
		} else if dst, ok = appendNumber(dst, value, false); !ok {
			return dst, false
		}
		if more {
			dst = append(dst, ',')
		}
	}
	if several {
		dst = append(dst, ']')
	}
	return dst, true
}
