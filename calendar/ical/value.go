package ical

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/convene-cal/convene/recurrence"
)

// checkValue returns why s is not a value of type t, in words and as one of the Err…
// values; no words and nil if it is one. A TEXT may be anything.
func checkValue(s string, t valueType) (reason string, err error) {
	ok := true
	switch t {
	case typeURI, typeCalAddress:
		ok = isURI(s)
	case typeDate:
		ok = isDate(s)
	case typeDateTime:
		ok = isDateTime(s)
		if !ok && isDate(s) {
			return quote(s) + " is a DATE, but VALUE=DATE is missing", ErrValue
		}
	case typeTime:
		ok = isTime(strings.TrimSuffix(s, "Z"))
	case typeDuration:
		ok = isDuration(s)
	case typePeriod:
		ok = isPeriod(s)
	case typeRecur:
		// A rule in another calendar is a rule, though nothing here computes it.
		if _, err := recurrence.Parse(s); err != nil && !errors.Is(err, recurrence.ErrNotSupported) {
			return err.Error(), fmt.Errorf("%w: %w", ErrValue, err)
		}
	case typeInteger:
		_, err := strconv.ParseInt(s, 10, 32)
		ok = err == nil
	case typeFloat:
		ok = isFloat(s)
	case typeGeo:
		ok = isGeo(s)
	case typeBoolean:
		ok = equalFold(s, "TRUE") || equalFold(s, "FALSE")
	case typeUTCOffset:
		ok = isUTCOffset(s)
	case typeBinary:
		ok = isBase64(s)
	}
	if ok {
		return "", nil
	}
	return quote(s) + " is not of type " + typeNames[t], ErrValue
}

// digits reads the two digits of s at i; -1 if they are none.
func digits(s string, i int) int {
	a, b := s[i]-'0', s[i+1]-'0'
	if a > 9 || b > 9 {
		return -1
	}
	return int(a)*10 + int(b)
}

// isDate reports whether s is a DATE (RFC 5545, section 3.3.4) that the Gregorian
// calendar has, in the years 1 to 9999.
func isDate(s string) bool {
	if len(s) != 8 {
		return false
	}
	century, year, month, day := digits(s, 0), digits(s, 2), digits(s, 4), digits(s, 6)
	if century < 0 || year < 0 || century+year == 0 || month < 1 || month > 12 || day < 1 {
		return false
	}
	return day <= daysIn(century*100+year, month)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// isTime reports whether s is a TIME without its Z (section 3.3.12).
func isTime(s string) bool {
	if len(s) != 6 {
		return false
	}
	h, m, sec := digits(s, 0), digits(s, 2), digits(s, 4)
	return h >= 0 && h <= 23 && m >= 0 && m <= 59 && sec >= 0 && sec <= 60
}

// isDateTime reports whether s is a DATE-TIME (section 3.3.5).
func isDateTime(s string) bool {
	if len(s) < 15 || s[8] != 'T' || len(s) > 16 || len(s) == 16 && s[15] != 'Z' {
		return false
	}
	return isDate(s[:8]) && isTime(s[9:15])
}

// isUTC reports whether s, a DATE-TIME, is in UTC.
func isUTC(s string) bool { return strings.HasSuffix(s, "Z") }

// isDuration reports whether s is a DURATION (section 3.3.6): weeks; or days, hours,
// minutes and seconds, of which hours and seconds do not stand side by side.
func isDuration(s string) bool {
	s = trimSign(s)
	if len(s) < 3 || s[0] != 'P' {
		return false
	}
	s = s[1:]
	unit, rest := leadingUnit(s)
	if unit == 'W' {
		return rest == ""
	}
	if unit == 'D' {
		if rest == "" {
			return true
		}
		s = rest
	}
	if s[0] != 'T' {
		return false
	}
	s = s[1:]
	order := "HMS"
	for s != "" {
		unit, rest = leadingUnit(s)
		i := strings.IndexByte(order, unit)
		if unit == 0 || i < 0 || len(order) < 3 && i > 0 {
			return false
		}
		order, s = order[i+1:], rest
	}
	return order != "HMS"
}

// leadingUnit splits a number and the letter behind it off s; unit is 0 if there is no
// such thing.
func leadingUnit(s string) (unit byte, rest string) {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if n == 0 || n == len(s) {
		return 0, s
	}
	return s[n], s[n+1:]
}

func trimSign(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

// isPeriod reports whether s is a PERIOD, which starts before it ends (section 3.3.9).
func isPeriod(s string) bool {
	start, end, ok := strings.Cut(s, "/")
	switch {
	case !ok || !isDateTime(start):
		return false
	case isDateTime(end):
		return len(start) != len(end) || start < end // as clocks show them, unless only one is in UTC
	}
	return isDuration(end) && end[0] != '-'
}

// isFloat reports whether s is a FLOAT (section 3.3.7).
func isFloat(s string) bool {
	whole, fraction, point := strings.Cut(trimSign(s), ".")
	return isDigits(whole) && (!point || isDigits(fraction))
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isGeo reports whether s is a latitude and a longitude in degrees (section 3.8.1.6).
func isGeo(s string) bool {
	lat, long, ok := strings.Cut(s, ";")
	return ok && isDegrees(lat, 90) && isDegrees(long, 180)
}

func isDegrees(s string, limit float64) bool {
	if !isFloat(s) {
		return false
	}
	v, err := strconv.ParseFloat(s, 64)
	return err == nil && -limit <= v && v <= limit
}

// isUTCOffset reports whether s is a UTC-OFFSET (section 3.3.14). Less than a minute is
// zero, which is written with a plus sign.
func isUTCOffset(s string) bool {
	if len(s) != 5 && len(s) != 7 || trimSign(s) == s {
		return false
	}
	h, m, sec := digits(s, 1), digits(s, 3), 0
	if len(s) == 7 {
		sec = digits(s, 5)
	}
	if h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 {
		return false
	}
	return s[0] == '+' || h+m+sec > 0
}

// isURI reports whether s has the outline of a URI (RFC 3986, section 3): a scheme, a
// colon, and something behind it, without blanks. Letters outside ASCII pass, since
// addresses as people have them (RFC 3987) have such letters.
func isURI(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || rest == "" || scheme == "" || strings.ContainsAny(s, " \t\"<>") {
		return false
	}
	for i := range len(scheme) {
		switch c := upper(scheme[i]); {
		case 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return true
}

// isBase64 reports whether s is base64 with its padding (RFC 4648, section 4).
func isBase64(s string) bool {
	body := strings.TrimRight(s, "=")
	if len(s)%4 != 0 || len(s)-len(body) > 2 {
		return false
	}
	for i := range len(body) {
		if c := body[i]; !('A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/') {
			return false
		}
	}
	return true
}
