package ical

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	ics "github.com/arran4/golang-ical"
)

// A Demand says what an [Encoder] asks of a model before it writes it.
type Demand uint8

const (
	// Valid asks for what the standards ask for: the properties that each component
	// must have, none more often than it may be, values of their types, components
	// in their places, a VTIMEZONE for each TZID, and ends after their starts.
	Valid Demand = iota
	// WellFormed asks only for what keeps content lines and components apart: names
	// that are names, and no control characters in values that cannot write them. It
	// passes on what a careless source says as it says it.
	WellFormed
)

// Options change how an [Encoder] works. The zero value is what [Encode] uses.
type Options struct {
	// Demand is what is asked of the model.
	Demand Demand
}

// Limits of what is written and reported.
const (
	maxDepth     = 16       // components within components, VCALENDAR among them
	maxErrors    = 100      // errors that Validate reports
	flushAt      = 32 << 10 // octets that wait to be written
	maxKeptBytes = 1 << 20  // octets of buffer that an Encoder keeps for its next calendar
)

// Encode writes cal to w as a stream of content lines, see [Encoder.Encode].
func Encode(w io.Writer, cal *ics.Calendar) error {
	return NewEncoder(w, Options{}).Encode(cal)
}

// Marshal returns cal as a stream of content lines, see [Encoder.Encode].
func Marshal(cal *ics.Calendar) ([]byte, error) {
	var b bytes.Buffer
	if err := Encode(&b, cal); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Validate returns what keeps [Encode] from writing cal: nil if nothing does, else one
// [*EncodeError] for each fault, joined; after a hundred it looks no further.
func Validate(cal *ics.Calendar) error {
	e := NewEncoder(io.Discard, Options{})
	e.collect = true
	return e.Encode(cal)
}

// An Encoder writes calendars to a stream. It is for one goroutine at a time. Its memory
// is that of the longest content line, and grows with nothing else.
type Encoder struct {
	w        io.Writer
	notation notation
	options  Options
	collect  bool    // whether errors are gathered instead of returned
	errs     []error // those gathered

	out    []byte      // octets not yet written
	line   []byte      // the content line, or the name, being made
	params []parameter // of the property being written, by name

	slots  []slot         // properties of the components being written, those of the innermost last
	recent [32]recentName // the names of the first properties of the last component
	path   []frame        // the components being written, from the outermost in
	zones  []string       // the TZIDs that the calendar defines
	method bool           // whether the calendar has a METHOD
}

// A slot is a property of the model with its place in the order of writing.
type slot struct {
	id propertyID // propertyCount if it is not a known one
	p  *ics.BaseProperty
}

// A recentName is the name of a property with what it was found to be.
type recentName struct {
	token string
	id    propertyID
}

// A frame is a component that is being written.
type frame struct {
	name  string
	index int // among its siblings
	uid   string
	kind  *componentKind // nil if nothing is known of it
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer, options Options) *Encoder {
	return newEncoder(w, options, contentLines{})
}

func newEncoder(w io.Writer, options Options, n notation) *Encoder {
	return &Encoder{w: w, notation: n, options: options, out: make([]byte, 0, flushAt+flushAt/4)}
}

// Encode writes cal: lines of at most 75 octets that end in CR LF, in UTF-8; the
// properties of each component in an order that does not depend on that of the model,
// except that those of one name keep theirs and unknown ones come last, and then its
// components in the order of the model. Equal models give equal bytes.
//
// The Value of a property in the model is what the value means, not how it is written:
// for a TEXT, the text itself, without any backslashes. Line ends in it, CR LF and CR
// and those of Unicode among them, are written as \n; other control characters are left
// out; bytes that are not UTF-8 become U+FFFD. A list of texts is the exception: see
// [TextList]. Values of other types are written as they are, and an error if they hold
// a control character. Values of parameters are their meaning, too, and are encoded as
// RFC 6868 says. What the package comment lists is added and put right on the way.
//
// The error is an [*EncodeError] for what cannot be written, and else that of the
// writer. What has been written by then is part of a calendar and of no use; [Validate]
// finds faults of the model beforehand, and [Marshal] returns all or nothing.
func (e *Encoder) Encode(cal *ics.Calendar) error {
	e.out, e.slots, e.path, e.zones, e.errs = e.out[:0], e.slots[:0], e.path[:0], e.zones[:0], nil
	e.method = false
	err := e.calendar(cal)
	if len(e.errs) > 0 {
		err = errors.Join(e.errs...)
	}
	if err == nil {
		e.notation.finish(e)
		err = e.flush()
	}
	clear(e.slots[:cap(e.slots)]) // keep nothing of the model
	clear(e.path[:cap(e.path)])
	clear(e.zones[:cap(e.zones)])
	clear(e.params[:cap(e.params)])
	clear(e.recent[:])
	if cap(e.out) > maxKeptBytes {
		e.line, e.out = nil, nil // one of them had a very long line
	}
	return err
}

func (e *Encoder) calendar(cal *ics.Calendar) error {
	e.path = append(e.path, frame{name: "VCALENDAR", kind: kindOf("VCALENDAR")})
	if cal == nil {
		return e.fail(ErrComponent, "the calendar is nil")
	}
	for _, c := range cal.Components {
		if zone, ok := c.(*ics.VTimezone); ok && zone != nil {
			if p := zone.GetProperty(ics.ComponentPropertyTzid); p != nil {
				e.zones = append(e.zones, p.Value)
			}
		}
	}
	for i := range cal.CalendarProperties {
		e.slot(i, &cal.CalendarProperties[i].BaseProperty)
	}
	return e.component(0, cal.Components)
}

// child writes a component of the innermost component of the path.
func (e *Encoder) child(c ics.Component, index int) error {
	depth, first := len(e.path), len(e.slots)
	e.path = append(e.path, frame{index: index})
	err := e.enter(c)
	e.path, e.slots = e.path[:depth], e.slots[:first]
	return err
}

// enter writes c, for which the path has a frame.
func (e *Encoder) enter(c ics.Component) error {
	frame := &e.path[len(e.path)-1]
	name, ok := componentName(c)
	frame.name = name
	switch {
	case !ok:
		frame.name = fmt.Sprintf("%T", c)
		return e.fail(ErrComponent, "the component is nil or of a foreign type")
	case len(e.path) > maxDepth:
		return e.fail(ErrComponent, fmt.Sprintf("more than %d components within one another", maxDepth))
	case !isName(name):
		return e.fail(ErrName, quote(name)+" is no name of a component")
	}
	frame.kind = kindOf(name)
	if e.options.Demand == Valid {
		if err := e.checkPlace(); err != nil {
			return err
		}
	}
	first := len(e.slots)
	properties := c.UnknownPropertiesIANAProperties()
	for i := range properties {
		e.slot(i, &properties[i].BaseProperty)
	}
	return e.component(first, c.SubComponents())
}

// slot adds a property, the i-th of the innermost component, to those being written.
func (e *Encoder) slot(i int, p *ics.BaseProperty) {
	id := e.identify(i, p.IANAToken)
	if id == propUID {
		e.path[len(e.path)-1].uid = p.Value
	}
	e.slots = append(e.slots, slot{id, p})
}

// identify finds a property by its name. Components tend to have the same properties in
// the same order, so what was the i-th before is tried first.
func (e *Encoder) identify(i int, token string) propertyID {
	if i >= len(e.recent) || token == "" {
		return e.lookUp(token)
	}
	r := &e.recent[i]
	if r.token != token {
		*r = recentName{token, e.lookUp(token)}
	}
	return r.id
}

// lookUp finds a property by its name in any case. golang-ical names one by its name
// with a parameter: ics.PropertyRefreshInterval.
func (e *Encoder) lookUp(token string) propertyID {
	if id, ok := propertyIDs[token]; ok {
		return id
	}
	e.line = appendUpper(e.line[:0], token)
	if string(e.line) == string(ics.PropertyRefreshInterval) {
		return propRefreshInterval
	}
	if id, ok := propertyIDs[string(e.line)]; ok {
		return id
	}
	return propertyCount
}

// component writes the innermost component of the path: its properties are
// e.slots[first:].
func (e *Encoder) component(first int, children []ics.Component) error {
	e.notation.begin(e)
	slots := e.slots[first:]
	if first == 0 {
		e.method = has(slots, propMethod)
	}
	slices.SortStableFunc(slots, func(a, b slot) int { return cmp.Compare(a.id, b.id) })
	for _, s := range slots {
		if err := e.property(s); err != nil {
			return err
		}
	}
	if e.options.Demand == Valid {
		if err := e.checkComponent(slots, children); err != nil {
			return err
		}
	}
	e.notation.children(e)
	for i, c := range children {
		if err := e.child(c, i); err != nil {
			return err
		}
	}
	e.notation.end(e)
	return e.flushIfFull()
}

// property checks a property and writes it.
func (e *Encoder) property(s slot) error {
	known := &otherProperty
	if s.id < propertyCount {
		known = &properties[s.id]
	} else if !isName(s.p.IANAToken) || equalFold(s.p.IANAToken, "BEGIN") || equalFold(s.p.IANAToken, "END") {
		return e.failAt(s.p, "", ErrName, quote(s.p.IANAToken)+" is no name of a property")
	}
	typ, ok, err := e.parameters(s.p, known)
	if !ok {
		return err
	}
	value := s.p.Value
	if typ != typeText {
		value = valid(value)
		if at := controlAt(value); at >= 0 {
			return e.failAt(s.p, "", ErrControl, fmt.Sprintf("control character at byte %d of %s", at, quote(value)))
		}
	}
	if e.options.Demand == Valid {
		if err := e.checkProperty(s, known, typ); err != nil {
			return err
		}
	}
	e.notation.property(e, s, known, typ, value)
	return e.flushIfFull()
}

func (e *Encoder) flushIfFull() error {
	if len(e.out) < flushAt {
		return nil
	}
	return e.flush()
}

func (e *Encoder) flush() error {
	if len(e.out) == 0 {
		return nil
	}
	n, err := e.w.Write(e.out)
	if err == nil && n < len(e.out) {
		err = io.ErrShortWrite
	}
	e.out = e.out[:0]
	if err != nil {
		return fmt.Errorf("ical: write: %w", err)
	}
	return nil
}
