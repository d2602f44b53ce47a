package ical

import (
	"cmp"
	"slices"

	ics "github.com/arran4/golang-ical"
)

// A parameter is a parameter of a property, with its values decoded.
type parameter struct {
	name   string
	values []string // at least one
}

// parameters sets e.params to the parameters of p, by name. It returns the type of the
// value; ok is false if the property cannot be written.
func (e *Encoder) parameters(p *ics.BaseProperty, known *property) (typ valueType, ok bool, err error) {
	e.params = e.params[:0]
	if len(p.ICalParameters) == 0 && !known.stated {
		return known.typ, true, nil
	}
	typ = e.gather(p, known)
	for i, q := range e.params {
		switch {
		case !isName(q.name):
			return 0, false, e.failAt(p, q.name, ErrName, quote(q.name)+" is no name of a parameter")
		case i > 0 && compareFold(q.name, e.params[i-1].name) == 0:
			return 0, false, e.failAt(p, q.name, ErrRepeated, "given more than once, in other letters")
		}
	}
	return typ, true, nil
}

// unknownValue is the VALUE that says that the value of a property stands in the model as
// it is written, whatever that means (RFC 7265, section 5). Streams do not have it.
const unknownValue = "UNKNOWN"

// gather sets e.params to the parameters of p, sorted by name, and to its VALUE if that
// has to be stated and is not. It returns the type of the value.
func (e *Encoder) gather(p *ics.BaseProperty, known *property) valueType {
	typ, stated := known.typ, false
	for name, values := range p.ICalParameters {
		if len(values) == 0 {
			continue
		}
		if equalFold(name, "VALUE") {
			typ, stated = statedType(values[0], known), true
			if typ == unknownType && equalFold(values[0], unknownValue) {
				continue
			}
		}
		e.params = append(e.params, parameter{name, values})
	}
	if known.stated && !stated {
		// A picture in the file itself says so by its ENCODING.
		if known.types.has(typeBinary) && e.encoded() {
			typ = typeBinary
		}
		e.params = append(e.params, parameter{"VALUE", typeNames[typ : typ+1]})
	}
	if len(e.params) > 1 {
		slices.SortFunc(e.params, func(a, b parameter) int { return cmp.Or(compareFold(a.name, b.name), cmp.Compare(a.name, b.name)) })
	}
	return typ
}

// statedType returns the type that the VALUE parameter of a property names.
func statedType(value string, known *property) valueType {
	typ := typeOf(value)
	if typ == typeFloat && known.typ == typeGeo {
		return typeGeo
	}
	return typ
}

// param returns the first value of a parameter of the property being written. name is in
// capitals.
func (e *Encoder) param(name string) (value string, ok bool) {
	for _, q := range e.params {
		if equalFold(q.name, name) {
			return q.values[0], true
		}
	}
	return "", false
}

// encoded reports whether the property being written has ENCODING=BASE64.
func (e *Encoder) encoded() bool {
	encoding, ok := e.param("ENCODING")
	return ok && equalFold(encoding, "BASE64")
}

// appendParam appends a parameter value: in quotation marks where it holds a colon,
// semicolon or comma (RFC 5545, section 3.2) or where always is set, with ^n for a line
// end, ^' for a quotation mark and ^^ for a circumflex (RFC 6868). Other controls are
// left out, and what is not UTF-8 becomes U+FFFD.
func appendParam(dst []byte, s string, always bool) []byte {
	s = valid(s)
	quoted := always || needsQuotes(s)
	if quoted {
		dst = append(dst, '"')
	}
	done := 0 // s[:done] has been appended
	for i := 0; i < len(s); {
		c := s[i]
		if class := textClass[c]; class == reserved || class == ordinary && c != '"' && c != '^' {
			i++
			continue
		}
		class, size := classAt(s[i:])
		if class == ordinary && size > 1 {
			i += size
			continue
		}
		dst = append(dst, s[done:i]...)
		switch {
		case class == lineEnd:
			dst = append(dst, "^n"...)
		case c == '"':
			dst = append(dst, "^'"...)
		case c == '^':
			dst = append(dst, "^^"...)
		}
		i += size
		done = i
	}
	dst = append(dst, s[done:]...)
	if quoted {
		dst = append(dst, '"')
	}
	return dst
}

func needsQuotes(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == ':' || c == ';' || c == ',' {
			return true
		}
	}
	return false
}

// alwaysQuoted tells the parameters whose grammar has quotation marks around every
// value (RFC 5545, section 3.2). name is in capitals.
func alwaysQuoted(name []byte) bool {
	switch string(name) {
	case "ALTREP", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "MEMBER", "SENT-BY":
		return true
	}
	return false
}
