package ical

import (
	"bytes"
	"unicode/utf8"
)

// A readProperty is a property on its way into the model.
type readProperty struct {
	id       propertyID
	typ      valueType
	line     int
	name     string
	value    string
	nameAt   span // in the arena, if the name is not a known one
	valueAt  span // in the arena
	from, to int  // its parameters in those of the frame

	typed      valueType // the VALUE that it gets, if not 0
	untyped    bool      // whether it loses its VALUE
	unzoned    bool      // whether it loses its TZID
	out        bool      // whether it is left out
	structured bool      // whether the value is one of VALUE=UNKNOWN, as it stands in the stream
}

// A readParam is a parameter of a property.
type readParam struct {
	name     string
	nameAt   span // in the arena, if the name is not a known one
	from, to int  // its values in those of the frame
}

// A span is a part of an arena.
type span struct{ from, to int }

// property reads a content line into the innermost frame, or reports why not.
func (d *Decoder) property(f *openComponent, line contentLine, nameEnd int) {
	if len(f.props) >= d.limits.Properties-f.flushed {
		d.stop(limitError(line.number, "properties in a component", d.limits.Properties))
		return
	}
	text := line.text
	p := readProperty{line: line.number, from: len(f.params)}
	p.id = d.identify(f, text[:nameEnd])
	known := &otherProperty
	arena, values := len(f.arena), len(f.values)
	if p.id < propertyCount {
		known = &properties[p.id]
		p.name = known.name
	} else {
		p.nameAt = f.addUpper(text[:nameEnd])
	}
	if !utf8.Valid(text) {
		d.reportIn(f, &p, CodeNotUTF8, Repaired, "octets that are not UTF-8")
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	rest, code, reason := d.readParams(f, &p, text[nameEnd:])
	if code == "" {
		p.to = len(f.params)
		code, reason = d.readValue(f, &p, known, rest)
	}
	if code != "" {
		d.reportIn(f, &p, code, LeftOut, reason)
		f.arena, f.params, f.values = f.arena[:arena], f.params[:p.from], f.values[:values]
		if p.id != propDTStart { // which an event keeps in mind
			return
		}
		p = readProperty{id: p.id, line: p.line, name: p.name, out: true}
	}
	f.props = append(f.props, p)
}

// identify finds a property by its name. Components tend to have the same properties in
// the same order, so what was the i-th before is tried first.
func (d *Decoder) identify(f *openComponent, name []byte) propertyID {
	i := len(f.props)
	if i < len(d.recent) && d.recent[i].token == string(name) && len(name) > 0 {
		return d.recent[i].id
	}
	id, ok := propertyIDs[string(name)]
	if !ok {
		d.scratch = appendUpper(d.scratch[:0], string(name))
		if id, ok = propertyIDs[string(d.scratch)]; !ok {
			return propertyCount
		}
	}
	if i < len(d.recent) {
		d.recent[i] = recentName{string(name), id}
	}
	return id
}

// readParams reads the parameters at the start of s and returns the value behind them.
func (d *Decoder) readParams(f *openComponent, p *readProperty, s []byte) (value []byte, code Code, reason string) {
	first := len(f.values)
	for s[0] == ';' {
		name := s[1:]
		end := nameEnd(name)
		if end == 0 || end == len(name) || name[end] != '=' {
			return nil, CodeBadParameter, "a parameter without a name or a value"
		}
		name, s = name[:end], name[end:]
		q := readParam{from: len(f.values)}
		var ok bool
		if q.name, ok = paramNames[string(name)]; !ok {
			d.scratch = appendUpper(d.scratch[:0], string(name))
			if q.name, ok = paramNames[string(d.scratch)]; !ok {
				q.nameAt = f.addUpper(name)
			}
		}
		for _, other := range f.params[p.from:] {
			if f.paramName(other) == f.paramName(q) {
				return nil, CodeBadParameter, "parameter " + quote(f.paramName(q)) + " is given twice"
			}
		}
		if s, code, reason = d.readParamValues(f, p, s, first); code != "" {
			return nil, code, reason
		}
		q.to = len(f.values)
		f.params = append(f.params, q)
		if len(f.params)-p.from > d.limits.Parameters {
			return nil, CodeManyParameters, "more parameters than the limit"
		}
	}
	return s[1:], "", ""
}

// readParamValues reads the values of a parameter, at the start of s behind "=" and
// commas, and returns what follows them: a semicolon or a colon. The values of the
// property's parameters are f.values[first:].
func (d *Decoder) readParamValues(f *openComponent, p *readProperty, s []byte, first int) (rest []byte, code Code, reason string) {
	for more := true; more; more = s[0] == ',' {
		var value []byte
		if s = s[1:]; len(s) > 0 && s[0] == '"' {
			end := bytes.IndexByte(s[1:], '"')
			if end < 0 {
				return nil, CodeBadParameter, "a quotation mark without its pair"
			}
			value, s = s[1:1+end], s[end+2:]
		} else {
			end := 0
			for end < len(s) && s[end] != ',' && s[end] != ';' && s[end] != ':' && s[end] != '"' {
				end++
			}
			value, s = s[:end], s[end:]
		}
		if len(s) == 0 {
			return nil, CodeBadLine, "no colon before the value"
		}
		if s[0] != ',' && s[0] != ';' && s[0] != ':' {
			return nil, CodeBadParameter, "a quotation mark within or beside a value"
		}
		special := false
		for _, c := range value {
			switch {
			case c < ' ' && c != '\t' || c == 0x7F:
				return nil, CodeControl, "a control character in a parameter"
			case c == '^':
				special = true
			case c == '\\':
				if f.backslash != p.line {
					f.backslash = p.line
					d.reportIn(f, p, CodeParameterBackslash, Noted, "a backslash in a parameter, where there are no escapes")
				}
			}
		}
		at := span{from: len(f.arena)}
		if special {
			f.arena = appendDecoded(f.arena, value)
		} else {
			f.arena = append(f.arena, value...)
		}
		at.to = len(f.arena)
		if f.values = append(f.values, at); len(f.values)-first > d.limits.ParameterValues {
			return nil, CodeManyParameters, "more values of parameters than the limit"
		}
	}
	return s, "", ""
}

// readValue reads the value of a property by its type.
func (d *Decoder) readValue(f *openComponent, p *readProperty, known *property, s []byte) (code Code, reason string) {
	stated, ok := f.rawParam(p, "VALUE")
	p.typ = known.typ
	switch {
	case ok:
		p.typ = statedType(string(stated), known)
	case known.types.has(typeBinary):
		if encoding, ok := f.rawParam(p, "ENCODING"); ok && equalFold(string(encoding), "BASE64") {
			p.typ = typeBinary
		}
	}
	p.valueAt.from = len(f.arena)
	if p.typ == typeText {
		var faults textFaults
		f.arena, faults = appendUnescaped(f.arena, s, known.form)
		if faults != 0 && p.id == propertyCount && !ok && controlAt(s) < 0 {
			// Perhaps a structure of its own, which to read as one text would flatten.
			f.arena = append(f.arena[:p.valueAt.from], s...)
			p.structured, p.typ, faults = true, unknownType, 0
		}
		d.reportText(f, p, faults)
	} else {
		trimmed := bytes.Trim(s, " \t")
		if len(trimmed) < len(s) && p.typ != unknownType {
			d.reportIn(f, p, CodeBlanks, Repaired, "blanks around the value")
			s = trimmed
		}
		if controlAt(s) >= 0 {
			return CodeControl, "a control character in a value that cannot have one"
		}
		f.arena = append(f.arena, s...)
	}
	p.valueAt.to = len(f.arena)
	return "", ""
}

func (d *Decoder) reportText(f *openComponent, p *readProperty, faults textFaults) {
	if faults == 0 {
		return
	}
	if faults&textControl != 0 {
		d.reportIn(f, p, CodeControl, Repaired, "control characters in a text")
	}
	if faults&textBadEscape != 0 {
		d.reportIn(f, p, CodeBadEscape, Repaired, "a backslash that begins no escape")
	}
	if faults&textUnescaped != 0 {
		d.reportIn(f, p, CodeUnescaped, Noted, "a comma or semicolon without its backslash")
	}
}

// nameEnd returns the length of the name at the start of s.
func nameEnd(s []byte) int {
	for i, c := range s {
		if !nameOctets[c] {
			return i
		}
	}
	return len(s)
}

// nameOctets tells the octets that names are made of.
var nameOctets = func() (in [256]bool) {
	for c := range in {
		in[c] = isName(string([]byte{byte(c)}))
	}
	return in
}()

// paramNames holds the names of the parameters of RFC 5545 (section 3.2), RFC 6638 (section
// 7), RFC 7986 (section 6), RFC 9073 (section 5) and RFC 9253, so that each is in memory
// once.
var paramNames = func() map[string]string {
	names := map[string]string{}
	for _, name := range []string{
		"ALTREP", "CN", "CUTYPE", "DELEGATED-FROM", "DELEGATED-TO", "DERIVED", "DIR", "DISPLAY", "EMAIL", "ENCODING",
		"FBTYPE", "FEATURE", "FMTTYPE", "GAP", "LABEL", "LANGUAGE", "LINKREL", "MEMBER", "ORDER", "PARTSTAT", "RANGE",
		"RELATED", "RELTYPE", "ROLE", "RSVP", "SCHEDULE-AGENT", "SCHEDULE-FORCE-SEND", "SCHEDULE-STATUS", "SCHEMA",
		"SENT-BY", "SIZE", "TZID", "VALUE",
	} {
		names[name] = name
	}
	return names
}()
