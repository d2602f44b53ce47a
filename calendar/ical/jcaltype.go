package ical

import (
	"slices"
	"strings"
)

// A jcalValues is what is known of the values of a property in jCal before they are
// read.
type jcalValues struct {
	name       string // of the property, in capitals
	identifier string // of the type, in capitals
	known      *property
	registered bool
	typ        valueType
	raw        bool // whether the type is unknown: the value is as in a content line
}

func newJCalValues(name, identifier string) jcalValues {
	v := jcalValues{name: name, identifier: identifier, known: &otherProperty}
	if id, ok := propertyIDs[name]; ok {
		v.known, v.registered = &properties[id], isRegistered(id)
	}
	v.raw = identifier == strings.ToUpper(unknownJCal)
	v.typ = statedType(identifier, v.known)
	return v
}

// kind returns how values of the type stand in JSON.
func (v *jcalValues) kind() jsonKind {
	switch v.typ {
	case typeInteger, typeFloat, typeGeo:
		return jsonNumber
	case typeBoolean:
		return jsonBoolean
	}
	return jsonString
}

// stated returns the parameters with those that follow from the type: VALUE, unless
// it is that of the property anyway, and the ENCODING of BINARY.
func (v *jcalValues) stated(params []parameter) []parameter {
	if v.raw {
		return params
	}
	if v.typ == typeBinary && !slices.ContainsFunc(params, func(p parameter) bool { return p.name == "ENCODING" }) {
		params = append(params, parameter{"ENCODING", []string{"BASE64"}})
	}
	if v.registered && !v.known.stated && v.typ == v.known.typ {
		return params
	}
	return append(params, parameter{"VALUE", []string{v.identifier}})
}

// appendValue appends a scalar of the property as in a content line. It returns what is
// wrong with it in jCal, or nothing.
func (v *jcalValues) appendValue(dst []byte, s string) (_ []byte, reason string) {
	if v.raw {
		return append(dst, s...), ""
	}
	var ok bool
	switch v.typ {
	case typeText:
		return appendText(dst, s, plainText), ""
	case typeDate:
		dst, ok = appendCompactDate(dst, s)
	case typeDateTime:
		dst, ok = appendCompactDateTime(dst, s)
	case typeTime:
		dst, ok = appendCompactTime(dst, s)
	case typeUTCOffset:
		dst, ok = appendCompactOffset(dst, s)
	case typePeriod:
		dst, ok = appendCompactPeriod(dst, s)
	case typeInteger:
		dst, ok = appendPlainNumber(dst, s, false)
	case typeFloat, typeGeo:
		dst, ok = appendPlainNumber(dst, s, true)
	default:
		return append(dst, s...), ""
	}
	if !ok {
		return dst, quote(s) + " is not as a " + typeNames[v.typ] + " stands in jCal"
	}
	return dst, ""
}
