package ical

import (
	"encoding/json"
	"strings"
)

// property reads a property, of which the token is the first, as j.line. It is false if
// the property is left out.
func (j *jcalLines) property(token json.Token) (ok bool, err error) {
	if token != json.Delim('[') {
		j.fault("", LeftOut, "a property is not an array")
		if token == json.Delim('{') {
			err = j.skip(1)
		}
		return false, err
	}
	if token, err = j.token(); err != nil {
		return false, err
	}
	name, ok := token.(string)
	if !ok || !isName(name) || equalFold(name, "BEGIN") || equalFold(name, "END") {
		return j.leaveOut("", "a property does not begin with its name", token, 1)
	}
	name = strings.ToUpper(name)
	if token, err = j.token(); err != nil {
		return false, err
	}
	if token != json.Delim('{') {
		return j.leaveOut(name, "parameters are not an object", token, 1)
	}
	if ok, err = j.parameters(name); !ok {
		return false, err
	}
	if token, err = j.token(); err != nil {
		return false, err
	}
	identifier, ok := token.(string)
	if !ok || !isName(identifier) {
		return j.leaveOut(name, "the third member is not the name of a type", token, 1)
	}
	v := newJCalValues(name, strings.ToUpper(identifier))
	if ok, err = j.values(&v); !ok {
		return false, err
	}
	j.line = append(j.line[:0], name...)
	for _, p := range v.stated(j.params) {
		j.line = append(append(j.line, ';'), p.name...)
		mark := byte('=')
		always := alwaysQuoted([]byte(p.name))
		for _, value := range p.values {
			j.line = appendParam(append(j.line, mark), value, always)
			mark = ','
		}
	}
	j.line = append(append(j.line, ':'), j.value...)
	return true, nil
}

// leaveOut notes why the property being read is left out, and reads the rest of it: the
// token was the last one read, within depth arrays and objects.
func (j *jcalLines) leaveOut(name, reason string, token json.Token, depth int) (ok bool, err error) {
	j.fault(name, LeftOut, reason)
	switch token {
	case json.Delim('['), json.Delim('{'):
		depth++
	case json.Delim(']'), json.Delim('}'):
		depth--
	}
	return false, j.skip(depth)
}

// parameters reads the parameters of a property, behind their bracket, as j.params.
func (j *jcalLines) parameters(property string) (ok bool, err error) {
	j.params = j.params[:0]
	values := 0
	for {
		token, err := j.token()
		if err != nil {
			return false, err
		}
		key, ok := token.(string)
		switch {
		case !ok:
			return true, nil // the end of the object
		case !isName(key):
			return j.leaveOut(property, quote(key)+" is no name of a parameter", key, 2)
		}
		p := parameter{name: strings.ToUpper(key)}
		if token, err = j.token(); err != nil {
			return false, err
		}
		several := token == json.Delim('[')
		for several || p.values == nil {
			if several {
				if token, err = j.token(); err != nil {
					return false, err
				}
				if token == json.Delim(']') {
					break
				}
			}
			value, ok := j.scalar(property, token, jsonString)
			if !ok {
				depth := 2
				if several {
					depth++
				}
				return j.leaveOut(property, "a parameter is neither a string nor an array of strings", token, depth)
			}
			p.values = append(p.values, value)
			if values++; values > j.limits.ParameterValues {
				return j.leaveOut(property, "too many values of parameters", nil, 2+btoi(several))
			}
		}
		switch {
		case p.name == "VALUE":
			j.fault(property, Repaired, "the type of the value stands as a parameter, too")
		case len(p.values) == 0:
			j.fault(property, Repaired, "the parameter "+quote(p.name)+" has no value")
		default:
			j.params = append(j.params, p)
		}
		if len(j.params) > j.limits.Parameters {
			return j.leaveOut(property, "too many parameters", nil, 2)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A jsonKind is a kind of value in JSON.
type jsonKind uint8

const (
	jsonString jsonKind = iota
	jsonNumber
	jsonBoolean
)

// scalar returns the text of a value, and notes if it is not of the kind that it should
// be. ok is false if it is none of the kinds.
func (j *jcalLines) scalar(property string, token json.Token, want jsonKind) (text string, ok bool) {
	var kind jsonKind
	switch value := token.(type) {
	case string:
		kind, text = jsonString, value
	case json.Number:
		kind, text = jsonNumber, value.String()
	case bool:
		kind, text = jsonBoolean, "FALSE"
		if value {
			text = "TRUE"
		}
	default:
		return "", false
	}
	if kind != want {
		j.fault(property, Repaired, "a value should be "+[...]string{"a string", "a number", "a boolean"}[want])
	}
	return text, true
}
