package recurrence

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ParseSet reads a recurrence set from content lines of iCalendar (RFC 5545,
// section 3.1), one property a line, folded or not, ended by CRLF or LF. They are
// DTSTART, which is required, and DTEND or DURATION, RRULE, RDATE, EXDATE and the
// EXRULE of RFC 2445, in any order:
//
//	DTSTART;TZID=Europe/Vienna:20260105T090000
//	RRULE:FREQ=WEEKLY;BYDAY=MO
//	EXDATE;TZID=Europe/Vienna:20260112T090000
//
// Or they are VEVENT, VTODO or VJOURNAL components of one UID, from BEGIN to END:
// the one without a RECURRENCE-ID holds the set, the others become its Overrides.
// Properties of components that have to do with other things are passed over.
//
// It is strict: each value is of the type that its VALUE says or that is the
// default, values agree with the start in type, and what [Parse] refuses in a rule
// is refused. [ParseSetLenient] forgives more. The error is a [*ParseError] with
// the number of the line. Zones are found with [time.LoadLocation]; see [SetReader]
// for others.
//
// The exact time from DTSTART to DTEND becomes the Length, as section 3.8.5.3 says;
// that of an all-day set is a number of days.
func ParseSet(text string) (Set, error) { return SetReader{}.Parse(text) }

// ParseSetLenient reads a set as [ParseSet] does, and also sets as they are found
// in calendars, as long as it is plain what they mean. It returns what it forgave
// as well. It forgives
//   - in rules what [ParseLenient] forgives, and an UNTIL that is not of the start's
//     value type, which becomes what [Until.For] says;
//   - empty lines, and lines outside components that have to do with other things;
//   - a DATE without VALUE=DATE, and a VALUE that is not that of the value;
//   - a TZID with a DATE or with a time in UTC, which is ignored;
//   - RDATE and EXDATE without a TZID where the start has one, which is taken;
//   - an RDATE that is a DATE in a timed set: it starts at the start's clock time;
//   - an EXDATE that is a DATE-TIME in an all-day set: its date counts;
//   - a DTEND that is not later than the start, and one beside a DURATION, which is
//     ignored.
func ParseSetLenient(text string) (Set, []Forgiven, error) {
	return SetReader{}.ParseLenient(text)
}

// A SetReader reads recurrence sets whose zones are not all IANA's. The zero
// SetReader reads as [ParseSet] does.
type SetReader struct {
	// Zone returns the location that a TZID stands for. If it is nil, IANA's names
	// are known, by time.LoadLocation. It is called once for each TZID of a text.
	Zone func(tzid string) (*time.Location, error)
}

// Parse is [ParseSet] with the zones of the reader.
func (r SetReader) Parse(text string) (Set, error) {
	p := setParser{zone: r.Zone}
	return p.parse(text)
}

// ParseLenient is [ParseSetLenient] with the zones of the reader.
func (r SetReader) ParseLenient(text string) (Set, []Forgiven, error) {
	p := setParser{zone: r.Zone, lenient: true}
	s, err := p.parse(text)
	if err != nil {
		return Set{}, nil, err
	}
	return s, p.forgiven, nil
}

// A setParser reads one text.
type setParser struct {
	zone     func(string) (*time.Location, error)
	lenient  bool
	zones    map[string]*time.Location // those found
	forgiven []Forgiven

	set Set
}

func (p *setParser) parse(text string) (Set, error) {
	components, err := p.components(unfold(text))
	if err != nil {
		return Set{}, err
	}
	var master *component
	for i := range components {
		c := &components[i]
		if c.id != nil {
			continue
		}
		if master != nil {
			return Set{}, fail(c.first, 0, clauseID, "a second component without a RECURRENCE-ID")
		}
		master = c
	}
	if master == nil {
		return Set{}, fail(components[0].first, 0, clauseID, "no component is without a RECURRENCE-ID")
	}
	if err := p.readMaster(master); err != nil {
		return Set{}, err
	}
	for i := range components {
		if c := &components[i]; c != master {
			if err := p.readOverride(c); err != nil {
				return Set{}, err
			}
		}
	}
	p.settleLengths()
	return p.set, nil
}

// settleLengths takes NoLength from overrides where it means nothing: of what is cancelled,
// and where nothing else in the set has a length that could be left as it is.
func (p *setParser) settleLengths() {
	lasts := p.set.Length != Length{} || len(p.set.Periods) > 0
	for i := range p.set.Overrides {
		lasts = lasts || p.set.Overrides[i].Length != Length{}
	}
	for i := range p.set.Overrides {
		v := &p.set.Overrides[i]
		v.NoLength = v.NoLength && lasts && !v.Cancelled
	}
}

// fail is the error at an offset of a line.
func fail(l *contentLine, offset int, clause, format string, args ...any) error {
	return &ParseError{
		Input: l.text, Line: l.number, Offset: offset, Part: l.name,
		Clause: clause, Reason: fmt.Sprintf(format, args...),
	}
}

// mind is the error that something is wrong with a line; to a lenient parser it is
// none, and what it does instead is noted.
func (p *setParser) mind(l *contentLine, offset int, clause, wrong, instead string) error {
	if !p.lenient {
		return fail(l, offset, clause, "%s", wrong)
	}
	p.forgiven = append(p.forgiven, Forgiven{Line: l.number, Offset: offset, Part: l.name, What: wrong + ": " + instead})
	return nil
}

// rule reads the value of an RRULE or EXRULE, for a start.
func (p *setParser) rule(l *contentLine, start Moment) (Rule, error) {
	r, err := p.anyRule(l)
	if err != nil {
		return Rule{}, err
	}
	if u := r.Until.For(start); p.lenient && u != r.Until {
		p.forgiven = append(p.forgiven, Forgiven{
			Line: l.number, Offset: l.rulePart(partUntil), Part: partUntil.String(),
			What: fmt.Sprintf("%s is read as %s", r.Until, u),
		})
		r.Until = u
	}
	if e := r.checkStart(start.untilForm()); e != nil {
		part, _ := lookUpPart(e.Part)
		return Rule{}, &ParseError{
			Input: l.text, Line: l.number, Offset: l.rulePart(part), Part: e.Part, Clause: e.Clause, Reason: e.Reason,
		}
	}
	return r, nil
}

// rulePart returns where the value of a part of a rule begins in the line, whose
// content is known to be a rule that has it.
func (l *contentLine) rulePart(part partName) int {
	name := part.String() + "="
	for pos := l.value; pos+len(name) <= len(l.text); pos++ {
		if strings.EqualFold(l.text[pos:pos+len(name)], name) {
			return pos + len(name)
		}
	}
	return l.value
}

// anyRule reads a rule that need not go with a start.
func (p *setParser) anyRule(l *contentLine) (r Rule, err error) {
	var forgiven []Forgiven
	if p.lenient {
		r, forgiven, err = ParseLenient(l.content())
	} else {
		r, err = Parse(l.content())
	}
	for _, f := range forgiven {
		f.Line, f.Offset = l.number, f.Offset+l.value
		p.forgiven = append(p.forgiven, f)
	}
	var e *ParseError
	if errors.As(err, &e) {
		e.Input, e.Line, e.Offset = l.text, l.number, e.Offset+l.value
	}
	return r, err
}
