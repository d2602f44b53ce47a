package ical

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/recurrence"
)

// entry makes the entry of a group, and one for each override that does not go with the
// set of the others; ok is false if there is none.
func (e *entryReader) entry(g group) (entries []Entry, ok bool) {
	entry := Entry{UID: g.master.uid, Component: g.master.Component, master: g.master}
	lines, ok := e.masterLines(g.master)
	if !ok {
		return nil, false
	}
	if lines == nil {
		return []Entry{entry}, true // a to-do at no time
	}
	if entry.Set, ok = e.set(g.master, lines); !ok {
		return nil, false
	}
	entries = []Entry{entry}
	e.ranges = 0
	for _, o := range g.overrides {
		v, apart, ok := e.override(o, lines[0], &entry.Set)
		if !ok {
			continue
		}
		entry.Set.Overrides = append(entry.Set.Overrides, v)
		entry.Overrides = append(entry.Overrides, o.Component)
		entry.overrides = append(entry.overrides, o)
		if apart != nil {
			entries = append(entries, *apart)
		}
	}
	e.check(&entry)
	entries[0] = entry
	for i := 1; i < len(entries); i++ {
		entries[i].of = g.master
	}
	return entries, true
}

// A setLine is a content line of a recurrence set.
type setLine struct {
	id     propertyID // as the component has it
	name   string     // as the set is to read it
	typ    string     // DATE, PERIOD or empty
	value  string
	loc    *time.Location // of its TZID, or that in which its local time counts; nil if none
	stated bool           // whether it has a TZID
}

func (l setLine) text(zones *[]*time.Location) string {
	s := l.name
	if l.typ != "" {
		s += ";VALUE=" + l.typ
	}
	if l.loc != nil {
		s += ";TZID=" + strconv.Itoa(len(*zones))
		*zones = append(*zones, l.loc)
	}
	return s + ":" + l.value + "\n"
}

// isLocal reports whether the value is a time that is not in UTC.
func (l setLine) isLocal() bool { return len(l.value) == 15 && isDateTime(l.value) }

// line reads a property of a source; ok is false if it is of no use.
func (e *entryReader) line(s *source, p *ics.BaseProperty, id propertyID) (l setLine, ok bool) {
	l = setLine{id: id, name: properties[id].name, value: strings.TrimSpace(p.Value)}
	if strings.ContainsFunc(l.value, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		e.leaveOut(s, id, ErrControl, "holds a control character")
		return l, false
	}
	if typ := parameterOf(p, "VALUE"); equalFold(typ, "DATE") || equalFold(typ, "PERIOD") {
		l.typ = string(appendUpper(nil, typ))
	}
	first, _, _ := strings.Cut(l.value, ",")
	switch dated := isDate(strings.ToUpper(first)); {
	case dated && l.typ == "":
		e.note(s, id, "is a DATE without VALUE=DATE")
		l.typ = "DATE"
	case !dated && l.typ == "DATE":
		e.note(s, id, "is no DATE, though VALUE says so")
		l.typ = ""
	}
	tzid := parameterOf(p, "TZID")
	if tzid == "" {
		return l, true
	}
	if l.typ == "DATE" || strings.HasSuffix(first, "Z") {
		e.note(s, id, "TZID means nothing with a day or a time in UTC")
		return l, true
	}
	f := e.zones.find(tzid)
	if f.err != nil {
		if isPathLike(tzid) {
			e.leaveOut(s, id, f.err, f.err.Error())
			return l, false
		}
		e.noteError(s, id, f.err, f.err.Error()+"; read as local time")
		return l, true
	}
	if f.note != "" && !e.told[tzid] {
		if e.told == nil {
			e.told = make(map[string]bool)
		}
		e.told[tzid] = true
		e.note(s, id, f.note)
	}
	l.loc, l.stated = f.loc, true
	return l, true
}

func (e *entryReader) note(s *source, id propertyID, reason string) {
	e.noteError(s, id, nil, reason)
}

func (e *entryReader) noteError(s *source, id propertyID, err error, reason string) {
	f := about(s)
	f.Property, f.Reason, f.Err = properties[id].name, reason, err
	e.add(f)
}

func (e *entryReader) leaveOut(s *source, id propertyID, err error, reason string) {
	e.noteError(s, id, err, "left out: "+reason)
}

func (e *entryReader) lose(s *source, id propertyID, err error, reason string) {
	f := about(s)
	f.Property, f.Reason, f.Err, f.Lost = properties[id].name, reason, err, true
	e.add(f)
}

// setProperties are what a recurrence set is read from.
var setProperties = setOf(propDTStart, propDTEnd, propDue, propDuration, propRRule, propExRule, propRDate, propExDate)

// masterLines returns the lines of the set of a component, that of the start first: none
// for a to-do without a start and a due time. ok is false if it has no place in time.
func (e *entryReader) masterLines(s *source) (lines []setLine, ok bool) {
	start := s.property(propDTStart)
	startID := propDTStart
	if start == nil && s.name == "VTODO" {
		if start, startID = s.property(propDue), propDue; start == nil {
			return nil, true
		}
	}
	if start == nil && s.id != nil && s.property(propDTStart) == nil {
		start, startID = s.id, propRecurrenceID // a replacement that leaves the time as it was
	}
	if start == nil {
		e.lose(s, propDTStart, ErrMissing, "is missing")
		return nil, false
	}
	first, ok := e.line(s, start, startID)
	if !ok {
		e.lose(s, startID, ErrValue, "cannot be read")
		return nil, false
	}
	first.name = "DTSTART"
	if first.loc == nil && first.isLocal() {
		first.loc = e.local
	}
	lines = []setLine{first}
	in := s.properties()
	var length propertyID
	for i := range in {
		p := &in[i].BaseProperty
		id := lookUpName(p.IANAToken)
		if id == propertyCount || !setProperties.has(id) || id == propDTStart || id == startID {
			continue
		}
		if s.id != nil && id >= propRRule && id <= propExDate {
			e.note(s, id, "ignored beside a RECURRENCE-ID")
			continue
		}
		if id == propRRule || id == propExRule {
			lines = append(lines, setLine{id: id, name: properties[id].name, value: p.Value})
			continue
		}
		if id == propDue && s.name != "VTODO" || id == propDTEnd && s.name == "VTODO" {
			continue
		}
		l, ok := e.line(s, p, id)
		if !ok {
			continue
		}
		if id == propDTEnd || id == propDue || id == propDuration {
			if length != 0 {
				if id == propDuration || length == id {
					e.leaveOut(s, id, ErrRepeated, "given besides "+properties[length].name)
					continue
				}
				e.leaveOut(s, length, ErrRepeated, "given besides "+properties[id].name)
				lines = slices.DeleteFunc(lines, func(l setLine) bool { return l.id == length })
			}
			length = id
			if l.loc == nil && l.isLocal() {
				l.loc = first.loc
			}
			if id == propDuration {
				l.typ, l.loc = "", nil
			}
		}
		lines = append(lines, l)
	}
	return lines, true
}

// set reads the set of a component; ok is false if it has no start.
func (e *entryReader) set(s *source, lines []setLine) (recurrence.Set, bool) {
	set, forgiven, err := readSet(lines)
	if err != nil {
		if _, _, err := readSet(lines[:1]); err != nil {
			e.lose(s, lines[0].id, err, reasonOf(err))
			return set, false
		}
		lines = e.vet(s, lines)
		if set, forgiven, err = readSet(lines); err != nil {
			e.leaveOut(s, propRRule, err, reasonOf(err))
			set, _, _ = readSet(lines[:1])
		}
	}
	for _, f := range forgiven {
		if id := lines[f.Line-1].id; id != lines[0].id {
			e.note(s, id, f.What)
		}
	}
	return set, true
}

// vet leaves out the lines that cannot be read beside the start.
func (e *entryReader) vet(s *source, lines []setLine) []setLine {
	kept := lines[:1:1]
	for _, l := range lines[1:] {
		one := l
		for value := range strings.SplitSeq(l.value, ",") {
			if one.value = value; l.id != propRDate && l.id != propExDate {
				one = l
			}
			if _, _, err := readSet([]setLine{lines[0], one}); err != nil {
				e.leaveOut(s, l.id, err, reasonOf(err))
			} else {
				kept = append(kept, one)
			}
			if one.value == l.value {
				break
			}
		}
	}
	return kept
}

// readSet reads lines as a set.
func readSet(lines []setLine) (recurrence.Set, []recurrence.Forgiven, error) {
	var zones []*time.Location
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text(&zones))
	}
	return parseSet(b.String(), zones)
}

func parseSet(text string, zones []*time.Location) (recurrence.Set, []recurrence.Forgiven, error) {
	r := recurrence.SetReader{Zone: func(tzid string) (*time.Location, error) {
		i, err := strconv.Atoi(tzid)
		if err != nil || i >= len(zones) {
			return nil, ErrZoneName
		}
		return zones[i], nil
	}}
	return r.ParseLenient(text)
}

// reasonOf returns what is wrong, without the text that it is wrong in.
func reasonOf(err error) string {
	var parse *recurrence.ParseError
	if errors.As(err, &parse) {
		return parse.Reason + " (" + parse.Clause + ")"
	}
	return strings.TrimPrefix(err.Error(), "recurrence: ")
}

// check sees to it that the set can be compiled and has its start.
func (e *entryReader) check(entry *Entry) {
	s := entry.master
	if compiled, err := compile(&entry.Set); err == nil {
		if len(entry.Set.Rules) > 0 && !compiled(entry.Set.Start) && !excepted(&entry.Set) {
			e.note(s, propDTStart, "the rule does not give the start, which is an occurrence all the same")
			entry.Set.RDates = append(entry.Set.RDates, entry.Set.Start)
		}
		return
	}
	bare := entry.Set
	bare.Overrides = nil
	if _, err := compile(&bare); err == nil && len(entry.Set.Overrides) <= maxTriedOverrides {
		kept, components, sources := entry.Set.Overrides, entry.Overrides, entry.overrides
		entry.Set, entry.Overrides, entry.overrides = bare, nil, nil
		for i, v := range kept {
			one := bare
			one.Overrides = []recurrence.Override{v}
			if _, err := compile(&one); err != nil {
				e.lose(sources[i], propRecurrenceID, err, reasonOf(err))
				continue
			}
			entry.Set.Overrides = append(entry.Set.Overrides, v)
			entry.Overrides, entry.overrides = append(entry.Overrides, components[i]), append(entry.overrides, sources[i])
		}
		if _, err := compile(&entry.Set); err == nil {
			return
		}
	}
	_, err := compile(&entry.Set)
	e.leaveOut(s, propRRule, err, fmt.Sprintf("it is taken to happen once: %s", reasonOf(err)))
	entry.Set = recurrence.Set{Start: entry.Set.Start, Length: entry.Set.Length}
	if _, err := compile(&entry.Set); err != nil {
		entry.Set.Length = recurrence.Length{}
	}
	for _, o := range entry.overrides {
		e.lose(o, propRecurrenceID, err, "the set that it belongs to cannot be computed")
	}
	entry.Overrides, entry.overrides = nil, nil
}

// maxTriedOverrides is how many overrides are looked at one by one for the one that keeps
// a set from being compiled.
const maxTriedOverrides = 100

// compile compiles a set and returns what tells whether the rules or dates of it give a
// moment.
func compile(set *recurrence.Set) (func(recurrence.Moment) bool, error) {
	if set.Start.Form() == recurrence.FormDate {
		d, err := set.Dates()
		return func(m recurrence.Moment) bool { return d.Contains(m.Day()) }, err
	}
	t, err := set.Times()
	return func(m recurrence.Moment) bool { return t.Contains(m.Time()) }, err
}

// excepted reports whether EXDATE, EXRULE or an override keeps the start from being an
// occurrence.
func excepted(set *recurrence.Set) bool {
	once := recurrence.Set{Start: set.Start, ExDates: set.ExDates, ExRules: set.ExRules}
	has, err := compile(&once)
	if err != nil || !has(set.Start) {
		return true
	}
	return slices.ContainsFunc(set.Overrides, func(v recurrence.Override) bool { return v.ID.Equal(set.Start) })
}
