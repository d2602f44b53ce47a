package ical

import "strings"

// appendJCalValues appends the value of a property as the values that it has in jCal
// (RFC 7265, section 3.4). ok is false if it is not of the type.
func appendJCalValues(dst []byte, value string, typ valueType, known *property, registered bool) (_ []byte, ok bool) {
	switch {
	case typ == typeText:
		return appendJCalText(dst, value, known.form), true
	case typ == typeGeo:
		lat, long, _ := strings.Cut(value, ";")
		if dst, ok = appendNumber(append(dst, '['), lat, true); !ok {
			return dst, false
		}
		dst, ok = appendNumber(append(dst, ','), long, true)
		return append(dst, ']'), ok
	case known.list || !registered && isListable(typ):
		for rest, more := value, true; more; {
			value, rest, more = strings.Cut(rest, ",")
			if dst, ok = appendJCalValue(dst, value, typ); !ok {
				return dst, false
			}
			if more {
				dst = append(dst, ',')
			}
		}
		return dst, true
	}
	return appendJCalValue(dst, value, typ)
}

// isListable reports whether values of a type have no commas, so that commas between
// them part several values whatever the property.
func isListable(typ valueType) bool { return listable.has(typ) }

var listable = typesOf(typeDate, typeDateTime, typeTime, typeDuration, typePeriod, typeInteger, typeFloat, typeBoolean, typeUTCOffset)

func appendJCalText(dst []byte, value string, form textForm) []byte {
	var items []string
	switch form {
	case listText:
		items = TextItems(value)
	case statusText:
		items = strings.SplitN(value, ";", 3)
		if len(items) > 1 {
			dst = append(dst, '[')
		}
	default:
		return appendJSON(dst, value)
	}
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendJSON(dst, item)
	}
	if form == statusText && len(items) > 1 {
		dst = append(dst, ']')
	}
	return dst
}

// appendJCalValue appends a single value (RFC 7265, section 3.6).
func appendJCalValue(dst []byte, s string, typ valueType) (_ []byte, ok bool) {
	switch typ {
	case typeDate:
		return appendQuoted(dst, s, appendJCalDate)
	case typeDateTime:
		return appendQuoted(dst, s, appendJCalDateTime)
	case typeTime:
		return appendQuoted(dst, s, appendJCalTime)
	case typeUTCOffset:
		return appendQuoted(dst, s, appendJCalOffset)
	case typeDuration:
		return appendJSON(dst, s), isDuration(s)
	case typePeriod:
		return appendJCalPeriod(dst, s)
	case typeRecur:
		return appendJCalRecur(dst, s)
	case typeInteger:
		return appendNumber(dst, s, false)
	case typeFloat:
		return appendNumber(dst, s, true)
	case typeBoolean:
		if equalFold(s, "TRUE") {
			return append(dst, "true"...), true
		}
		return append(dst, "false"...), equalFold(s, "FALSE")
	}
	return appendJSON(dst, s), true
}

func appendQuoted(dst []byte, s string, appendValue func([]byte, string) ([]byte, bool)) (_ []byte, ok bool) {
	dst, ok = appendValue(append(dst, '"'), s)
	return append(dst, '"'), ok
}

// appendJCalDate appends 20260131 as 2026-01-31.
func appendJCalDate(dst []byte, s string) (_ []byte, ok bool) {
	if !isDate(s) {
		return dst, false
	}
	dst = append(append(dst, s[:4]...), '-')
	dst = append(append(dst, s[4:6]...), '-')
	return append(dst, s[6:]...), true
}

// appendJCalTime appends 235959Z as 23:59:59Z.
func appendJCalTime(dst []byte, s string) (_ []byte, ok bool) {
	if !isTime(strings.TrimSuffix(s, "Z")) {
		return dst, false
	}
	dst = append(append(dst, s[:2]...), ':')
	dst = append(append(dst, s[2:4]...), ':')
	return append(dst, s[4:]...), true
}

// appendJCalDateTime appends 20260131T235959Z as 2026-01-31T23:59:59Z.
func appendJCalDateTime(dst []byte, s string) (_ []byte, ok bool) {
	if !isDateTime(s) {
		return dst, false
	}
	dst, _ = appendJCalDate(dst, s[:8])
	return appendJCalTime(append(dst, 'T'), s[9:])
}

// appendJCalOffset appends -0500 as -05:00, and seconds behind another colon.
func appendJCalOffset(dst []byte, s string) (_ []byte, ok bool) {
	if !isUTCOffset(s) {
		return dst, false
	}
	dst = append(append(append(dst, s[:3]...), ':'), s[3:5]...)
	if len(s) > 5 {
		dst = append(append(dst, ':'), s[5:]...)
	}
	return dst, true
}

// appendJCalPeriod appends a period as an array of its start and its end or duration.
func appendJCalPeriod(dst []byte, s string) (_ []byte, ok bool) {
	if !isPeriod(s) {
		return dst, false
	}
	start, end, _ := strings.Cut(s, "/")
	dst, _ = appendQuoted(append(dst, '['), start, appendJCalDateTime)
	dst = append(dst, ',')
	if isDateTime(end) {
		dst, _ = appendQuoted(dst, end, appendJCalDateTime)
	} else {
		dst = appendJSON(dst, end)
	}
	return append(dst, ']'), true
}

// appendNumber appends an INTEGER or FLOAT as a number of JSON, which has neither a plus
// sign nor zeros before others.
func appendNumber(dst []byte, s string, fraction bool) (_ []byte, ok bool) {
	if !isFloat(s) || !fraction && strings.Contains(s, ".") {
		return dst, false
	}
	if s[0] == '-' {
		dst = append(dst, '-')
	}
	s = trimSign(s)
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	return append(dst, s...), true
}
