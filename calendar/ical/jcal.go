package ical

import (
	"bytes"
	"io"

	ics "github.com/arran4/golang-ical"
)

// EncodeJCal writes cal to w as jCal, the JSON of iCalendar (RFC 7265), see
// [NewJCalEncoder].
func EncodeJCal(w io.Writer, cal *ics.Calendar) error {
	return NewJCalEncoder(w, Options{}).Encode(cal)
}

// MarshalJCal returns cal as jCal, see [NewJCalEncoder].
func MarshalJCal(cal *ics.Calendar) ([]byte, error) {
	var b bytes.Buffer
	if err := EncodeJCal(&b, cal); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// NewJCalEncoder returns an encoder that writes jCal to w (RFC 7265): each calendar as a
// JSON array that ends in a line feed, with a line for each property. It asks the same
// of a model as [NewEncoder] does, puts the same right, and has the same order.
//
// A value has the JSON form of its type: dates and times have hyphens and colons, numbers
// are numbers, a rule is an object. The VALUE parameter becomes the type. What has no
// VALUE and is of no standard, such as an X- property, is of the type unknown: a
// string as content lines would have it, with its backslashes. Numbers lose a plus sign
// and leading zeros. Where [WellFormed] passes a value that is not of its type, it
// is a string, under the type that VALUE names or under unknown.
func NewJCalEncoder(w io.Writer, options Options) *Encoder {
	return newEncoder(w, options, &jcal{})
}

// unknownJCal is the type identifier of values of which the type is not known (RFC 7265,
// section 5).
const unknownJCal = "unknown"

// jcal is the notation of RFC 7265.
type jcal struct {
	more bool // whether the component being written has a property before the next
}

func (j *jcal) begin(e *Encoder) {
	f := &e.path[len(e.path)-1]
	switch {
	case len(e.path) == 1:
	case f.index > 0:
		e.out = append(e.out, ",\n"...)
	default:
		e.out = append(e.out, '\n')
	}
	e.out = append(e.out, '[', '"')
	e.out = appendLower(e.out, f.name)
	e.out = append(e.out, `",[`...)
	j.more = false
}

func (j *jcal) children(e *Encoder) { e.out = append(e.out, "],["...) }
func (j *jcal) end(e *Encoder)      { e.out = append(e.out, "]]"...) }
func (j *jcal) finish(e *Encoder)   { e.out = append(e.out, '\n') }

func (j *jcal) property(e *Encoder, s slot, known *property, typ valueType, value string) {
	if j.more {
		e.out = append(e.out, ',')
	}
	j.more = true
	e.out = append(e.out, "\n[\""...)
	e.out = appendLower(e.out, s.name())
	e.out = append(e.out, `",{`...)
	named := j.parameters(e)
	e.out = append(e.out, `},"`...)
	start := len(e.out)
	registered := isRegistered(s.id) && (named != "" || typ != unknownType)
	switch {
	case named != "":
		e.out = appendLower(e.out, named)
	case registered:
		e.out = appendLower(e.out, typeNames[typ])
	}
	if named != "" || registered {
		e.out = append(e.out, '"', ',')
		values := len(e.out)
		var ok bool
		if e.out, ok = appendJCalValues(e.out, value, typ, known, registered); ok {
			e.out = append(e.out, ']')
			return
		}
		if named != "" {
			e.out = append(appendJSON(e.out[:values], value), ']')
			return
		}
	}
	e.out = append(e.out[:start], unknownJCal+`",`...)
	if typ == typeText {
		e.line = appendText(e.line[:0], value, known.form)
		value = string(e.line)
	}
	e.out = append(appendJSON(e.out, value), ']')
}

// parameters writes the parameters of a property except VALUE, which it returns.
func (j *jcal) parameters(e *Encoder) (value string) {
	more := false
	for _, q := range e.params {
		if equalFold(q.name, "VALUE") {
			value = q.values[0]
			continue
		}
		if more {
			e.out = append(e.out, ',')
		}
		more = true
		e.out = append(e.out, '"')
		e.out = appendLower(e.out, q.name)
		e.out = append(e.out, `":`...)
		if len(q.values) == 1 {
			e.out = appendJSON(e.out, q.values[0])
			continue
		}
		for i, v := range q.values {
			e.out = append(e.out, "[,"[min(i, 1)])
			e.out = appendJSON(e.out, v)
		}
		e.out = append(e.out, ']')
	}
	return value
}

// name returns the name of the property.
func (s slot) name() string {
	if s.id < propertyCount {
		return properties[s.id].name
	}
	return s.p.IANAToken
}

// isRegistered reports whether a property is one of the standards, so that every reader
// knows its type.
func isRegistered(id propertyID) bool {
	return id < propertyCount && !isXName(properties[id].name)
}
