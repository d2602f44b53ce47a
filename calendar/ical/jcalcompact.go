package ical

import (
	"math"
	"strconv"
	"strings"
)

// The functions here append values of jCal as content lines have them. What is not as
// RFC 7265, section 3.6, has it they append as it is, and say so.

// appendCompactDate appends 2026-01-31 as 20260131.
func appendCompactDate(dst []byte, s string) (_ []byte, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return append(dst, s...), false
	}
	return append(append(append(dst, s[:4]...), s[5:7]...), s[8:]...), true
}

// appendCompactTime appends 23:59:59Z as 235959Z.
func appendCompactTime(dst []byte, s string) (_ []byte, ok bool) {
	if len(s) < 8 || len(s) > 9 || s[2] != ':' || s[5] != ':' {
		return append(dst, s...), false
	}
	return append(append(append(dst, s[:2]...), s[3:5]...), s[6:]...), true
}

// appendCompactDateTime appends 2026-01-31T23:59:59Z as 20260131T235959Z.
func appendCompactDateTime(dst []byte, s string) (_ []byte, ok bool) {
	if len(s) < 19 || s[10] != 'T' {
		return append(dst, s...), false
	}
	start := len(dst)
	if dst, ok = appendCompactDate(dst, s[:10]); ok {
		dst, ok = appendCompactTime(append(dst, 'T'), s[11:])
	}
	if !ok {
		return append(dst[:start], s...), false
	}
	return dst, true
}

// appendCompactOffset appends -05:00 as -0500.
func appendCompactOffset(dst []byte, s string) (_ []byte, ok bool) {
	if len(s) != 6 && len(s) != 9 || s[3] != ':' || len(s) > 6 && s[6] != ':' {
		return append(dst, s...), false
	}
	dst = append(append(dst, s[:3]...), s[4:6]...)
	if len(s) > 6 {
		dst = append(dst, s[7:]...)
	}
	return dst, true
}

// appendCompactPeriod appends the start or the end of a period, or the whole of one that
// is a string: an example of RFC 7265, in its appendix B.2.2, has such.
func appendCompactPeriod(dst []byte, s string) (_ []byte, ok bool) {
	start, end, whole := strings.Cut(s, "/")
	if dst, ok = appendCompactEnd(dst, start); !ok || !whole {
		return dst, ok
	}
	return appendCompactEnd(append(dst, '/'), end)
}

func appendCompactEnd(dst []byte, s string) (_ []byte, ok bool) {
	if isDuration(s) {
		return append(dst, s...), true
	}
	return appendCompactDateTime(dst, s)
}

// appendPlainNumber appends a number of JSON without an exponent, and where it stands for
// an INTEGER without a fraction that is zero.
func appendPlainNumber(dst []byte, s string, fraction bool) (_ []byte, ok bool) {
	if isFloat(s) && (fraction || !strings.Contains(s, ".")) {
		return append(dst, s...), true
	}
	f, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsInf(f, 0) || math.IsNaN(f):
		return append(dst, s...), false
	case fraction || f == math.Trunc(f):
		return strconv.AppendFloat(dst, f, 'f', -1, 64), true
	}
	return append(dst, s...), false
}
