package ical

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// checkProperty reports what the standards have against a property, whose parameters
// are e.params and whose value is of type typ.
func (e *Encoder) checkProperty(s slot, known *property, typ valueType) error {
	p := s.p
	if known.types != 0 && !known.types.has(typ) {
		return e.failAt(p, "VALUE", ErrValue, "not a type that this property may have")
	}
	if typ == typeText {
		return e.checkText(s, known)
	}
	if typ == typeBinary && !e.encoded() {
		return e.failAt(p, "ENCODING", ErrMissing, "a BINARY value needs ENCODING=BASE64")
	}
	zone, zoned := e.param("TZID")
	for rest, more := p.Value, true; more; {
		value := rest
		if known.list {
			value, rest, more = strings.Cut(rest, ",")
		} else {
			more = false
		}
		if reason, err := checkValue(value, typ); err != nil {
			return e.failAt(p, "", err, reason)
		}
		switch {
		case typ == typeDateTime && known.utc && !isUTC(value):
			return e.failAt(p, "", ErrValue, quote(value)+" is not in UTC")
		case zoned && (typ == typeDate || isUTC(value)):
			return e.failAt(p, "TZID", ErrPlace, "a time zone on a DATE or a time in UTC")
		case typ == typeInteger && known.most > 0 && !inRange(value, known.most):
			return e.failAt(p, "", ErrValue, fmt.Sprintf("%s is not in 0 to %d", quote(value), known.most))
		}
	}
	if zoned && !strings.HasPrefix(zone, "/") && !slices.Contains(e.zones, zone) {
		return e.failAt(p, "TZID", ErrMissing, "the calendar has no VTIMEZONE "+quote(zone))
	}
	return nil
}

func inRange(value string, most int) bool {
	n, err := strconv.Atoi(value)
	return err == nil && 0 <= n && n <= most
}

// checkText reports what the standards have against a property with a TEXT value.
func (e *Encoder) checkText(s slot, known *property) error {
	words := known.words
	switch s.id {
	case propUID, propProdID, propTZID:
		if strings.TrimSpace(s.p.Value) == "" {
			return e.failAt(s.p, "", ErrValue, "empty")
		}
	case propStatus:
		if kind := e.path[len(e.path)-1].kind; kind != nil {
			words = kind.status
		}
	case propColor:
		if _, ok := ColorOf(s.p.Value); !ok {
			return e.failAt(s.p, "", ErrValue, quote(s.p.Value)+" is not a color name of CSS")
		}
	}
	if words != nil && !slices.ContainsFunc(words, func(w string) bool { return equalFold(s.p.Value, w) }) {
		return e.failAt(s.p, "", ErrValue, quote(s.p.Value)+" is none of "+strings.Join(words, ", "))
	}
	return nil
}
