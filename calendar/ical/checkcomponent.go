package ical

import (
	"fmt"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// checkPlace reports an innermost component that may not stand in the one around it.
func (e *Encoder) checkPlace() error {
	kind, around := e.path[len(e.path)-1].kind, e.path[len(e.path)-2]
	if kind == nil || kind.within == nil || around.kind == nil || slices.Contains(kind.within, around.kind.name) {
		return nil
	}
	return e.fail(ErrPlace, fmt.Sprintf("%s does not stand in %s", kind.name, around.kind.name))
}

// checkComponent reports what the standards have against the innermost component,
// whose properties are slots.
func (e *Encoder) checkComponent(slots []slot, children []ics.Component) error {
	kind := e.path[len(e.path)-1].kind
	if kind == nil {
		return nil
	}
	if err := e.checkCounts(kind, slots); err != nil {
		return err
	}
	switch kind.name {
	case "VTIMEZONE":
		if !slices.ContainsFunc(children, isObservance) {
			return e.fail(ErrMissing, "neither STANDARD nor DAYLIGHT")
		}
		return nil
	case "STANDARD", "DAYLIGHT":
		return e.checkOnset(slots)
	case "VALARM":
		return e.checkAlarm(slots)
	case "VEVENT":
		if !e.method && !has(slots, propDTStart) {
			return e.fail(ErrMissing, "DTSTART is missing")
		}
	}
	return e.checkSpan(slots)
}

// checkCounts reports a required property that is not there, and one too often there.
func (e *Encoder) checkCounts(kind *componentKind, slots []slot) error {
	var there propertySet
	for _, s := range slots {
		if s.id == propertyCount {
			break
		}
		if there.has(s.id) && (kind.once.has(s.id) || kind.required.has(s.id)) {
			if err := e.failAt(s.p, "", ErrRepeated, "given more than once in "+kind.name); err != nil {
				return err
			}
		}
		there.add(s.id)
	}
	if there.covers(kind.required) {
		return nil
	}
	for id := range propertyCount {
		if kind.required.has(id) && !there.has(id) {
			if err := e.fail(ErrMissing, properties[id].name+" is missing"); err != nil {
				return err
			}
		}
	}
	return nil
}

func isObservance(c ics.Component) bool {
	name, ok := componentName(c)
	return ok && (equalFold(name, "STANDARD") || equalFold(name, "DAYLIGHT"))
}

// checkOnset reports a DTSTART of an observance that is not a local time (RFC 5545,
// section 3.6.5).
func (e *Encoder) checkOnset(slots []slot) error {
	start := find(slots, propDTStart)
	if start == nil {
		return nil
	}
	for key := range start.ICalParameters {
		if equalFold(key, "TZID") {
			return e.failAt(start, "TZID", ErrPlace, "not allowed in an observance")
		}
	}
	if isUTC(start.Value) || !isDateTime(start.Value) {
		return e.failAt(start, "", ErrValue, quote(start.Value)+" is not a local time, as an onset must be")
	}
	return nil
}

// checkAlarm reports what an alarm lacks for its ACTION (RFC 5545, section 3.6.6).
func (e *Encoder) checkAlarm(slots []slot) error {
	if has(slots, propDuration) != has(slots, propRepeat) {
		if err := e.fail(ErrMissing, "DURATION and REPEAT go together"); err != nil {
			return err
		}
	}
	action := find(slots, propAction)
	if action == nil {
		return nil
	}
	var needs []propertyID
	switch {
	case equalFold(action.Value, "DISPLAY"):
		needs = []propertyID{propDescription}
	case equalFold(action.Value, "EMAIL"):
		needs = []propertyID{propDescription, propSummary, propAttendee}
	}
	for _, id := range needs {
		if !has(slots, id) {
			if err := e.fail(ErrMissing, fmt.Sprintf("%s is missing for ACTION:%s", properties[id].name, action.Value)); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkSpan reports an end that is not after the start or not of its type, two ends,
// and recurrences of another type than the start (RFC 5545, sections 3.6.1, 3.6.2,
// 3.8.2 and 3.8.5).
func (e *Encoder) checkSpan(slots []slot) error {
	start, duration := find(slots, propDTStart), find(slots, propDuration)
	end := find(slots, propDTEnd)
	if end == nil {
		end = find(slots, propDue)
	}
	switch {
	case end != nil && duration != nil:
		return e.failAt(duration, "", ErrPlace, "a duration beside "+end.IANAToken)
	case duration != nil && start == nil:
		return e.failAt(duration, "", ErrPlace, "a duration without DTSTART")
	case start == nil:
		return nil
	case duration != nil && isDate(start.Value) && strings.Contains(duration.Value, "T"):
		return e.failAt(duration, "", ErrValue, quote(duration.Value)+" is not in days or weeks, as DTSTART is a DATE")
	case duration != nil && strings.HasPrefix(duration.Value, "-"):
		return e.failAt(duration, "", ErrValue, quote(duration.Value)+" is negative")
	}
	if end != nil {
		if reason := endAgainst(start, end); reason != "" {
			return e.failAt(end, "", ErrValue, reason)
		}
	}
	for _, s := range slots {
		var reason string
		switch s.id {
		case propRDate, propExDate:
			if first, _, _ := strings.Cut(s.p.Value, ","); isDate(first) != isDate(start.Value) {
				reason = "not of the type of DTSTART"
			}
		case propRRule, propExRule:
			reason = untilAgainst(start, s.p.Value)
		}
		if reason != "" {
			if err := e.failAt(s.p, "", ErrValue, reason); err != nil {
				return err
			}
		}
	}
	return nil
}

// endAgainst returns what is wrong with an end for its start. Times in different zones
// are not compared.
func endAgainst(start, end *ics.BaseProperty) string {
	if isDate(start.Value) != isDate(end.Value) {
		return "not of the type of DTSTART"
	}
	if isUTC(start.Value) != isUTC(end.Value) || !slices.Equal(start.ICalParameters["TZID"], end.ICalParameters["TZID"]) {
		return ""
	}
	if end.Value > start.Value {
		return ""
	}
	if isDate(start.Value) {
		return "not after DTSTART; the end of a span of days is the day after its last"
	}
	return "not after DTSTART"
}

// untilAgainst returns what is wrong with the UNTIL of a rule for a DTSTART (RFC 5545,
// section 3.3.10): it is a DATE for a DATE, local for a floating time, and else in UTC.
func untilAgainst(start *ics.BaseProperty, rule string) string {
	_, until, ok := strings.Cut(rule, "UNTIL=")
	if !ok {
		return ""
	}
	until, _, _ = strings.Cut(until, ";")
	floating := !isUTC(start.Value) && len(start.ICalParameters["TZID"]) == 0
	switch {
	case isDate(start.Value):
		if !isDate(until) {
			return "UNTIL is not a DATE, as DTSTART is"
		}
	case isDate(until):
		return "UNTIL is a DATE, but DTSTART is not"
	case isUTC(until) == floating:
		return "UNTIL is in UTC unless DTSTART is a floating time"
	}
	return ""
}

// find returns the first of the slots with a property; nil if there is none.
func find(slots []slot, id propertyID) *ics.BaseProperty {
	for _, s := range slots {
		if s.id == id {
			return s.p
		}
	}
	return nil
}

func has(slots []slot, id propertyID) bool { return find(slots, id) != nil }
