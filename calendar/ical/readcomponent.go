package ical

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// check looks at a component that is whole, settled and not VCALENDAR. It returns the
// TZIDs that it uses and that are not defined yet; kept is false if it is left out.
func (d *Decoder) check(f *openComponent) (uses []zoneUse, kept bool) {
	d.checkValues(f)
	if f.name == "VEVENT" && !d.checkStart(f) {
		return nil, false
	}
	d.checkRepeated(f)
	kept = true
	switch f.name {
	case "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT": // of no use without
	default:
		d.checkMissing(f)
	}
	switch f.name {
	case "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "AVAILABLE":
		d.checkSpan(f)
		d.checkRules(f)
		if kept = d.checkUID(f); kept {
			uses = d.zoneUses(f)
		}
	case "VALARM":
		kept = d.checkAlarm(f)
	case "VTIMEZONE":
		kept = d.checkZone(f)
	case "STANDARD", "DAYLIGHT":
		if kept = d.checkObservance(f); !kept {
			d.outer().broken = true
		}
	}
	if f.name == "VEVENT" && kept && d.head.publish && f.find(propOrganizer) == nil {
		d.head.publish = false
		d.reportAt(f.line, f, CodeNoOrganizer, Noted, "METHOD:PUBLISH asks for ORGANIZER in each event")
	}
	return uses, kept
}

// outer is the component around the innermost one.
func (d *Decoder) outer() *openComponent { return d.frames[d.depth-2] }

// leaveOut leaves out a component.
func (d *Decoder) leaveOut(f *openComponent, line int, code Code, reason string) bool {
	d.reportAt(line, f, code, LeftOut, reason)
	return false
}

// checkStart reports whether an event has one DTSTART, or is part of a message and needs
// none.
func (d *Decoder) checkStart(f *openComponent) bool {
	var start *readProperty
	for i := range f.props {
		p := &f.props[i]
		switch {
		case p.id != propDTStart:
		case start == nil:
			start = p
		case p.value != start.value || f.zone(p) != f.zone(start):
			return d.leaveOut(f, p.line, CodeMissingStart, "two DTSTART, and no telling which is meant")
		}
	}
	switch {
	case start == nil && !d.head.method && !d.options.Message:
		return d.leaveOut(f, f.line, CodeMissingStart, "no DTSTART")
	case start != nil && start.out:
		return d.leaveOut(f, start.line, CodeMissingStart, "no DTSTART that can be read")
	}
	return true
}

// checkRepeated leaves out all but the first of a property that may be there once.
func (d *Decoder) checkRepeated(f *openComponent) {
	for i := range f.props {
		p := &f.props[i]
		if p.out || p.id == propertyCount {
			continue
		}
		if f.kind != nil && f.there.has(p.id) && (f.kind.once.has(p.id) || f.kind.required.has(p.id)) {
			p.out = true
			d.reportIn(f, p, CodeRepeated, LeftOut, "given more than once in "+f.name)
		}
		f.there.add(p.id)
	}
}

// checkMissing notes properties that must be there and are not.
func (d *Decoder) checkMissing(f *openComponent) {
	if f.kind == nil || f.there.covers(f.kind.required) {
		return
	}
	for id := range propertyCount {
		if id != propUID && f.kind.required.has(id) && !f.there.has(id) {
			d.reportAt(f.line, f, CodeMissing, Noted, properties[id].name+" is missing")
		}
	}
}

// checkUID makes a UID for what has none, and reports whether that which it has is not
// too long.
func (d *Decoder) checkUID(f *openComponent) bool {
	uid := f.find(propUID)
	switch {
	case uid != nil && len(uid.value) > d.limits.UID:
		return d.leaveOut(f, uid.line, CodeLongUID, fmt.Sprintf("a UID of %d octets", len(uid.value)))
	case uid != nil && strings.TrimSpace(uid.value) != "":
		return true
	case uid != nil:
		uid.out = true
	}
	made := uuid5(uidNamespace, f.digest())
	d.reportAt(f.line, f, CodeMissingUID, Repaired, "no UID; "+made+" has been made of the content")
	f.props = append(f.props, readProperty{id: propUID, typ: typeText, line: f.line, name: "UID", value: made})
	f.there.add(propUID)
	return true
}

// digest returns the content of a component, without what it has been made of.
func (f *openComponent) digest() string {
	var b strings.Builder
	for i := range f.props {
		p := &f.props[i]
		if p.out {
			continue
		}
		b.WriteString(p.name)
		for _, q := range f.params[p.from:p.to] {
			fmt.Fprintf(&b, ";%s=%q", q.name, f.texts[q.from:q.to])
		}
		fmt.Fprintf(&b, ":%q\n", p.value)
	}
	return b.String()
}

// checkSpan leaves out an end that is not after the start, not of its type, or the second
// one, and notes recurrences of another type than the start.
func (d *Decoder) checkSpan(f *openComponent) {
	start, duration, end := f.find(propDTStart), f.find(propDuration), f.find(propDTEnd)
	if end == nil {
		end = f.find(propDue)
	}
	leaveOut := func(p *readProperty, code Code, effect Effect, reason string) {
		p.out = true
		d.reportIn(f, p, code, effect, reason)
	}
	switch {
	case duration == nil:
	case end != nil:
		leaveOut(duration, CodeTwoEnds, LeftOut, "a duration beside "+end.name)
	case strings.HasPrefix(duration.value, "-"):
		leaveOut(duration, CodeBadDuration, LeftOut, quote(duration.value)+" is negative")
	case start == nil:
		d.reportIn(f, duration, CodeBadDuration, Noted, "a duration without DTSTART")
	case start.typ == typeDate && strings.Contains(duration.value, "T"):
		leaveOut(duration, CodeBadDuration, LeftOut, quote(duration.value)+" is not in days or weeks, as DTSTART is a DATE")
	}
	if start == nil {
		return
	}
	if end != nil {
		switch sameType := start.typ == end.typ; {
		case !sameType:
			leaveOut(end, CodeMixedTypes, LeftOut, "not of the type of DTSTART")
		case isUTC(start.value) != isUTC(end.value) || f.zone(start) != f.zone(end) || end.value > start.value:
		case end.value == start.value:
			// What has no end, ends as it starts, or with its day (section 3.6.1).
			leaveOut(end, CodeEndBeforeStart, Repaired, "the same as DTSTART; the end of a span of days is the day after its last")
		default:
			leaveOut(end, CodeEndBeforeStart, LeftOut, "before DTSTART")
		}
	}
	for i := range f.props {
		p := &f.props[i]
		if !p.out && (p.id == propRDate || p.id == propExDate) && (p.typ == typeDate) != (start.typ == typeDate) {
			d.reportIn(f, p, CodeMixedTypes, Noted, "not of the type of DTSTART")
		}
	}
}

// checkAlarm reports whether an alarm can be kept.
func (d *Decoder) checkAlarm(f *openComponent) bool {
	action, repeat := f.find(propAction), f.find(propRepeat)
	switch {
	case action == nil:
		return d.leaveOut(f, f.line, CodeMissing, "ACTION is missing")
	case f.find(propTrigger) == nil:
		return d.leaveOut(f, f.line, CodeMissing, "TRIGGER is missing")
	case equalFold(action.value, "PROCEDURE"):
		return d.leaveOut(f, action.line, CodeBadAlarm, "an alarm that runs a program")
	}
	if repeat != nil {
		if n, err := strconv.Atoi(repeat.value); err != nil || n > d.limits.Repeat {
			return d.leaveOut(f, repeat.line, CodeBadAlarm, "an alarm that repeats "+quote(repeat.value)+" times")
		}
	}
	if (repeat == nil) != (f.find(propDuration) == nil) {
		d.reportAt(f.line, f, CodeMissing, Noted, "DURATION and REPEAT go together")
	}
	var needs []propertyID
	switch {
	case equalFold(action.value, "DISPLAY"):
		needs = []propertyID{propDescription}
	case equalFold(action.value, "EMAIL"):
		needs = []propertyID{propDescription, propSummary, propAttendee}
	}
	for _, id := range needs {
		if f.find(id) == nil {
			d.reportAt(f.line, f, CodeMissing, Noted, fmt.Sprintf("%s is missing for ACTION:%s", properties[id].name, action.value))
		}
	}
	return true
}

// zoneUses returns the TZIDs of a component that have not been defined.
func (d *Decoder) zoneUses(f *openComponent) []zoneUse {
	var uses []zoneUse
	for i := range f.props {
		p := &f.props[i]
		if p.out || p.from == p.to || p.typ != typeDateTime && p.typ != typePeriod {
			continue
		}
		if zone := f.zone(p); zone != "" && !d.head.zones[zone] {
			uses = append(uses, zoneUse{zone, p.line, p.name})
		}
	}
	return uses
}

// checkObservance reports whether an observance can be computed.
func (d *Decoder) checkObservance(f *openComponent) bool {
	start := f.find(propDTStart)
	switch {
	case start == nil || f.find(propTZOffsetFrom) == nil || f.find(propTZOffsetTo) == nil:
		return d.leaveOut(f, f.line, CodeBadObservance, "no DTSTART, TZOFFSETFROM or TZOFFSETTO that can be read")
	case start.typ != typeDateTime || isUTC(start.value) || f.hasParam(start, "TZID"):
		return d.leaveOut(f, start.line, CodeBadObservance, quote(start.value)+" is not a local time, as an onset must be")
	}
	return d.checkOnsetRules(f)
}

// checkZone reports whether a VTIMEZONE can be kept.
func (d *Decoder) checkZone(f *openComponent) bool {
	id := f.find(propTZID)
	switch {
	case id == nil:
		return d.leaveOut(f, f.line, CodeMissing, "TZID is missing")
	case !isZoneName(id.value):
		return d.leaveOut(f, id.line, CodeBadZoneName, "TZID "+quote(id.value)+" is no name of a zone")
	case f.broken:
		return d.leaveOut(f, f.line, CodeBadZone, "the VTIMEZONE "+quote(id.value)+" has an observance that cannot be used")
	case !slices.ContainsFunc(f.children, isObservance):
		return d.leaveOut(f, f.line, CodeBadZone, "the VTIMEZONE "+quote(id.value)+" has neither STANDARD nor DAYLIGHT")
	case d.head.zones[id.value]:
		return d.leaveOut(f, f.line, CodeRepeatedZone, "a second VTIMEZONE "+quote(id.value))
	}
	known, err := loadIANA(ianaName(id.value))
	if err != nil {
		if why, ok := d.computable(f, id.value); !ok {
			return d.leaveOut(f, f.line, CodeBadZone, why)
		}
	}
	if d.head.zones == nil {
		d.head.zones = map[string]bool{}
	}
	d.head.zones[id.value] = true
	if err == nil {
		d.compareZone(f, id.value, known)
	}
	return true
}
