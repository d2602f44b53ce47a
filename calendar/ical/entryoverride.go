package ical

import (
	"strconv"
	"strings"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

// override reads a component with a RECURRENCE-ID of a set whose start is on a line. What
// does not go with the set is an entry apart.
func (e *entryReader) override(s *source, start setLine, set *recurrence.Set) (v recurrence.Override, apart *Entry, ok bool) {
	id, ok := e.line(s, s.id, propRecurrenceID)
	if !ok {
		e.lose(s, propRecurrenceID, ErrValue, "cannot be read")
		return v, nil, false
	}
	id = e.likeStart(s, id, start, set)
	zones := []*time.Location{}
	head := "BEGIN:VEVENT\n" + start.text(&zones) + "END:VEVENT\nBEGIN:VEVENT\n"
	text := id.text(&zones)
	if r := parameterOf(s.id, "RANGE"); equalFold(r, "THISANDFUTURE") {
		if e.ranges++; e.ranges <= maxRanges {
			text = strings.Replace(text, "RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE", 1)
		} else {
			e.note(s, propRecurrenceID, "RANGE is ignored, since "+strconv.Itoa(maxRanges)+" others have one already")
		}
	} else if r != "" {
		e.note(s, propRecurrenceID, "RANGE="+quote(r)+" is not known, and ignored")
	}
	if equalFold(s.value(propStatus), "CANCELLED") {
		text += "STATUS:CANCELLED\n"
	}
	parsed, _, err := parseSet(head+text+"END:VEVENT\n", zones)
	if err != nil {
		e.lose(s, propRecurrenceID, err, reasonOf(err))
		return v, nil, false
	}
	v = parsed.Overrides[0]
	own := s.property(propDTStart)
	if own == nil && (s.name != "VTODO" || s.property(propDue) == nil) && s.property(propDTEnd) == nil && s.property(propDuration) == nil {
		return v, nil, true
	}
	lines, ok := e.masterLines(s)
	if !ok {
		return v, nil, true
	}
	if lines[0].id == propRecurrenceID {
		lines[0] = id
		lines[0].name = "DTSTART"
	} else if lines[0].isLocal() && !lines[0].stated {
		lines[0].loc = start.loc
	}
	one, ok := e.set(s, lines)
	if !ok {
		return v, nil, true
	}
	if !sameKind(one.Start, set.Start) {
		if v.Range == recurrence.ThisAndFuture {
			e.note(s, propRecurrenceID, "RANGE is ignored, since DTSTART is not of the type of the others")
			v.Range = recurrence.ThisOnly
		}
		v.Cancelled = true
		return v, &Entry{UID: s.uid, Component: s.Component, Set: one, master: s}, true
	}
	if !one.Start.Equal(v.ID) {
		v.Start = one.Start
	}
	v.Length, v.NoLength = one.Length, one.Length == recurrence.Length{} && !v.Cancelled
	return v, nil, true
}

// maxRanges is how many overrides of a set may have a RANGE: the time of each query grows
// with their number.
const maxRanges = 16

// likeStart makes the RECURRENCE-ID of a source one of the type of the start, where it is
// not and it is plain which occurrence is meant.
func (e *entryReader) likeStart(s *source, id, start setLine, set *recurrence.Set) setLine {
	allDay := set.Start.Form() == recurrence.FormDate
	switch {
	case allDay && id.typ == "" && len(id.value) >= 8:
		e.note(s, propRecurrenceID, "is not a DATE as DTSTART is; its date is taken")
		id.value, id.typ, id.loc = id.value[:8], "DATE", nil
	case !allDay && id.typ == "DATE" && len(start.value) > 8:
		e.note(s, propRecurrenceID, "is a DATE and DTSTART is not; the occurrence on that day is taken")
		id.value, id.typ, id.loc = id.value+start.value[8:], "", start.loc
	case id.isLocal() && !id.stated:
		id.loc = start.loc
	}
	return id
}

// sameKind reports whether two moments can start occurrences of one set.
func sameKind(a, b recurrence.Moment) bool {
	day := func(m recurrence.Moment) bool { return m.Form() == recurrence.FormDate }
	floating := func(m recurrence.Moment) bool { return !day(m) && m.Time().Location() == recurrence.Floating }
	return day(a) == day(b) && floating(a) == floating(b)
}
