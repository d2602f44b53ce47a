package recurrence

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// A component is a VEVENT, VTODO or VJOURNAL, or a text without components, with
// the lines that have to do with recurrence.
type component struct {
	first *contentLine
	start *contentLine // DTSTART
	id    *contentLine // RECURRENCE-ID
	lines []*contentLine
	uid   string
}

var (
	componentNames = []string{"VEVENT", "VTODO", "VJOURNAL"}

	// propertyNames are what a set is read from, with what tells a component apart.
	propertyNames = []string{
		"DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID", "STATUS", "UID",
	}

	// onceOnly are the properties that a component has once at most (section 3.6.1).
	onceOnly = []string{"DTSTART", "DTEND", "DUE", "DURATION", "RECURRENCE-ID", "STATUS", "UID"}
)

// components takes lines apart into components, of which there is at least one.
func (p *setParser) components(lines []contentLine) ([]component, error) {
	for len(lines) > 0 && lines[len(lines)-1].text == "" {
		lines = lines[:len(lines)-1]
	}
	var all []component
	var open []string // names of the components that have begun
	for i := range lines {
		l := &lines[i]
		if l.text == "" {
			if err := p.mind(l, 0, clauseLine, "an empty line", "ignored"); err != nil {
				return nil, err
			}
			continue
		}
		if at, expected := l.split(); expected != "" {
			return nil, fail(l, at, clauseLine, "expected %s", expected)
		}
		if l.name == "BEGIN" || l.name == "END" {
			var err error
			if all, open, err = bracket(all, open, l); err != nil {
				return nil, err
			}
			continue
		}
		if len(open) == 0 && len(all) == 0 {
			all = append(all, component{first: l})
		}
		if len(open) > 1 {
			continue
		}
		if len(open) == 0 && all[0].first.name == "BEGIN" {
			return nil, fail(l, 0, clauseComponent, "outside the components")
		}
		if err := p.take(&all[len(all)-1], l, len(open) > 0); err != nil {
			return nil, err
		}
	}
	if len(open) > 0 {
		return nil, fail(&lines[len(lines)-1], len(lines[len(lines)-1].text), clauseComponent, "END:%s is missing", open[len(open)-1])
	}
	if len(all) == 0 {
		return nil, fail(&contentLine{number: 1}, 0, clauseStart, "there is no DTSTART")
	}
	return all, sameUID(all)
}

// bracket reads BEGIN or END.
func bracket(all []component, open []string, l *contentLine) ([]component, []string, error) {
	name := strings.ToUpper(l.content())
	switch n := len(open); {
	case l.name == "BEGIN" && n > 0:
		return all, append(open, name), nil
	case l.name == "BEGIN" && len(all) > 0 && all[0].first.name != "BEGIN":
		return nil, nil, fail(l, 0, clauseComponent, "a component among properties")
	case l.name == "BEGIN" && slices.Contains(componentNames, name):
		return append(all, component{first: l}), append(open, name), nil
	case l.name == "BEGIN":
		return nil, nil, fail(l, l.value, clauseComponent, "%s is not VEVENT, VTODO or VJOURNAL", quote(name))
	case n == 0 || open[n-1] != name:
		return nil, nil, fail(l, l.value, clauseComponent, "nothing of that name has begun")
	default:
		return all, open[:n-1], nil
	}
}

// take adds a line to a component, if it has to do with recurrence.
func (p *setParser) take(c *component, l *contentLine, named bool) error {
	if !slices.Contains(propertyNames, l.name) {
		if named {
			return nil
		}
		return p.mind(l, 0, clauseSet, "not a property of recurrence sets", "ignored")
	}
	if slices.Contains(onceOnly, l.name) && slices.ContainsFunc(c.once(), func(o *contentLine) bool { return o.name == l.name }) {
		return fail(l, 0, clauseComponent, "given twice")
	}
	switch l.name {
	case "DTSTART":
		c.start = l
	case "RECURRENCE-ID":
		if !named {
			return fail(l, 0, clauseID, "needs components, BEGIN:VEVENT to END:VEVENT")
		}
		c.id = l
	case "UID":
		c.uid = l.content()
	}
	c.lines = append(c.lines, l)
	return nil
}

// once returns the lines of a component that it can have once only. They are few.
func (c *component) once() []*contentLine {
	var found []*contentLine
	for _, l := range c.lines {
		if slices.Contains(onceOnly, l.name) {
			found = append(found, l)
		}
	}
	return found
}

func sameUID(all []component) error {
	for i := range all {
		if c := &all[i]; c.uid != all[0].uid {
			return fail(c.first, 0, clauseComponent, "the UID %s is not that of the first component, %s", quote(c.uid), quote(all[0].uid))
		}
	}
	return nil
}

// readMaster reads the component that holds the set.
func (p *setParser) readMaster(c *component) (err error) {
	if p.set.Start, err = p.start(c); err != nil {
		return err
	}
	if p.set.Length, err = p.length(c, p.set.Start); err != nil {
		return err
	}
	s := &p.set
	for _, l := range c.lines {
		switch l.name {
		case "RRULE", "EXRULE":
			r, err := p.rule(l, s.Start)
			if err != nil {
				return err
			}
			if l.name == "RRULE" {
				s.Rules = append(s.Rules, r)
			} else {
				s.ExRules = append(s.ExRules, r)
			}
		case "RDATE":
			err = p.rdate(l)
		case "EXDATE":
			err = p.exdate(l)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// start reads DTSTART.
func (p *setParser) start(c *component) (Moment, error) {
	if c.start == nil {
		return Moment{}, fail(c.first, 0, clauseStart, "there is no DTSTART")
	}
	return p.moment(c.start)
}

// length reads DTEND, DUE or DURATION.
func (p *setParser) length(c *component, start Moment) (length Length, err error) {
	var by *contentLine
	for _, l := range c.lines {
		if l.name != "DTEND" && l.name != "DUE" && l.name != "DURATION" {
			continue
		}
		if by != nil {
			if err := p.mind(l, 0, clauseEnd, "given besides "+by.name, "ignored"); err != nil {
				return Length{}, err
			}
			continue
		}
		by = l
		if l.name == "DURATION" {
			length, err = p.duration(l, start)
		} else {
			length, err = p.until(l, start)
		}
		if err != nil {
			return Length{}, err
		}
	}
	return length, nil
}

// duration reads DURATION.
func (p *setParser) duration(l *contentLine, start Moment) (Length, error) {
	length, ok := parseDuration(l.content())
	switch {
	case !ok || length == Length{}:
		return Length{}, fail(l, l.value, clauseDuration, "%s is not a positive duration such as P1DT2H", quote(l.content()))
	case start.form == FormDate && length.Exact != 0:
		return Length{}, fail(l, l.value, clauseEnd, "%s must be in days or weeks, since the start is a DATE", quote(l.content()))
	}
	return length, nil
}

// until reads DTEND or DUE as the time from the start to it.
func (p *setParser) until(l *contentLine, start Moment) (Length, error) {
	end, err := p.moment(l)
	if err != nil {
		return Length{}, err
	}
	if !likeStart(start, end) {
		return Length{}, fail(l, l.value, clauseEnd, "must be of the value type of the start")
	}
	if start.form == FormDate && end.day > start.day {
		return Length{Days: int(end.day - start.day)}, nil
	}
	if start.form != FormDate && end.time.After(start.time) {
		exact := end.time.Sub(start.time)
		if !start.time.Add(exact).Equal(end.time) {
			return Length{}, fail(l, l.value, clauseEnd, "is too far from the start")
		}
		return Length{Exact: exact}, nil
	}
	return Length{}, p.mind(l, l.value, clauseEnd, "is not later than the start", "ignored")
}

// readOverride reads a component with a RECURRENCE-ID.
func (p *setParser) readOverride(c *component) (err error) {
	v := Override{}
	if v.ID, err = p.moment(c.id); err != nil {
		return err
	}
	if !likeStart(p.set.Start, v.ID) {
		return fail(c.id, c.id.value, clauseID, "must be of the value type of the start")
	}
	switch value, at := c.id.param("RANGE"); {
	case value == "":
	case strings.EqualFold(value, "THISANDFUTURE"):
		v.Range = ThisAndFuture
	default:
		return fail(c.id, at, clauseRange, "%s is not THISANDFUTURE", quote(value))
	}
	start := v.ID
	if c.start != nil {
		if start, err = p.moment(c.start); err != nil {
			return err
		}
		if !likeStart(p.set.Start, start) {
			return fail(c.start, c.start.value, clauseID, "must be of the value type of the start of the set")
		}
		if !start.Equal(v.ID) {
			v.Start = start
		}
	}
	if v.Length, err = p.length(c, start); err != nil {
		return err
	}
	v.NoLength = c.start != nil && v.Length == Length{} // see settleLengths
	for _, l := range c.lines {
		switch l.name {
		case "STATUS":
			v.Cancelled = strings.EqualFold(l.content(), "CANCELLED")
		case "RRULE", "RDATE", "EXRULE", "EXDATE":
			if err := p.mind(l, 0, clauseID, "in a component with a RECURRENCE-ID", "ignored"); err != nil {
				return err
			}
		}
	}
	p.set.Overrides = append(p.set.Overrides, v)
	return nil
}

// likeStart reports whether a moment can be in a set with a start: both or none of
// them a DATE, both or none floating.
func likeStart(start, m Moment) bool { return start.untilForm() == m.untilForm() }

// location returns the location of a TZID.
func (p *setParser) location(tzid string) (*time.Location, error) {
	if loc, ok := p.zones[tzid]; ok {
		return loc, nil
	}
	find := p.zone
	if find == nil {
		find = loadLocation
	}
	loc, err := find(tzid)
	if err == nil && loc == nil {
		err = errors.New("no location")
	}
	if err != nil {
		return nil, err
	}
	if p.zones == nil {
		p.zones = make(map[string]*time.Location)
	}
	p.zones[tzid] = loc
	return loc, nil
}
