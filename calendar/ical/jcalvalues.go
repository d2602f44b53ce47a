package ical

import (
	"encoding/json"
	"strings"
)

// values reads the values of a property, and its end, as j.value: with commas between
// them, and with semicolons within those that are arrays.
func (j *jcalLines) values(v *jcalValues) (ok bool, err error) {
	j.value = j.value[:0]
	for n := 0; ; n++ {
		token, err := j.token()
		if err != nil {
			return false, err
		}
		if token == json.Delim(']') {
			if n == 0 {
				j.fault(v.name, LeftOut, "there is no value")
			}
			return n > 0, nil
		}
		if n > 0 {
			if v.raw {
				return j.leaveOut(v.name, "more than one value of the type unknown", token, 1)
			}
			j.value = append(j.value, ',')
		}
		switch {
		case token == json.Delim('{') && v.typ == typeRecur:
			ok, err = j.recur(v)
		case token == json.Delim('[') && !v.raw && v.typ != typeRecur:
			ok, err = j.structured(v)
		default:
			if v.typ == typeRecur {
				j.fault(v.name, Noted, "a rule is not an object")
			}
			ok, err = j.scalarValue(v, token, 1)
		}
		if !ok {
			return false, err
		}
	}
}

// structured reads a value that is an array, behind its bracket: of GEO, of
// REQUEST-STATUS, of the type PERIOD, or of a property that is not known.
func (j *jcalLines) structured(v *jcalValues) (ok bool, err error) {
	mark := byte(';')
	if v.typ == typePeriod {
		mark = '/'
	}
	for n := 0; ; n++ {
		token, err := j.token()
		switch {
		case err != nil:
			return false, err
		case token == json.Delim(']'):
			return true, nil
		case n > 0:
			j.value = append(j.value, mark)
		}
		if ok, err := j.scalarValue(v, token, 2); !ok {
			return false, err
		}
	}
}

// scalarValue reads a scalar, within depth arrays.
func (j *jcalLines) scalarValue(v *jcalValues, token json.Token, depth int) (ok bool, err error) {
	text, ok := j.scalar(v.name, token, v.kind())
	switch {
	case !ok:
		return j.leaveOut(v.name, "a value is not of a kind that its type has", token, depth)
	case (v.typ != typeText || v.raw) && controlAt(valid(text)) >= 0:
		return j.leaveOut(v.name, "a control character in a value that cannot have one", token, depth)
	}
	var reason string
	if j.value, reason = v.appendValue(j.value, valid(text)); reason != "" && v.kind() == jsonString {
		j.fault(v.name, Noted, reason)
	}
	return true, nil
}

// recur reads a rule, behind its bracket.
func (j *jcalLines) recur(v *jcalValues) (ok bool, err error) {
	for n := 0; ; n++ {
		token, err := j.token()
		if err != nil {
			return false, err
		}
		key, ok := token.(string)
		switch {
		case !ok:
			return true, nil // the end of the object
		case !isName(key):
			return j.leaveOut(v.name, quote(key)+" is no name of a rule part", key, 2)
		case n > 0:
			j.value = append(j.value, ';')
		}
		key = strings.ToUpper(key)
		j.value = append(append(j.value, key...), '=')
		if token, err = j.token(); err != nil {
			return false, err
		}
		several := token == json.Delim('[')
		for n := 0; ; n++ {
			if several {
				if token, err = j.token(); err != nil {
					return false, err
				}
				if token == json.Delim(']') {
					break
				}
			}
			if n > 0 {
				j.value = append(j.value, ',')
			}
			if !j.recurValue(key, token) {
				return j.leaveOut(v.name, "rule part "+key+": a value that it cannot have", token, 2+btoi(several))
			}
			if !several {
				break
			}
		}
	}
}

// recurValue appends a value of a rule part.
func (j *jcalLines) recurValue(key string, token json.Token) (ok bool) {
	var text string
	switch value := token.(type) {
	case string:
		text = value
	case json.Number:
		text = value.String()
	default:
		return false
	}
	if recurParts[key] == recurUntil {
		if j.value, ok = appendCompactDate(j.value, text); !ok {
			j.value, ok = appendCompactDateTime(j.value[:len(j.value)-len(text)], text)
		}
		return ok
	}
	for i := range len(text) {
		if c := upper(text[i]); !('A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '+') {
			return false
		}
	}
	if _, isNumber := token.(json.Number); isNumber {
		j.value, ok = appendPlainNumber(j.value, text, false)
		return ok
	}
	j.value = append(j.value, text...)
	return text != ""
}
