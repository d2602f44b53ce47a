package ical

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// checkValues looks at the values of the properties of a settled frame: what is plainly
// meant otherwise is put right, and what is not of its type left out.
func (d *Decoder) checkValues(f *openComponent) {
	for i := range f.props {
		p := &f.props[i]
		if p.out || p.id == propertyCount {
			continue
		}
		known := &properties[p.id]
		d.checkType(f, p, known)
		switch {
		case p.out:
		case p.typ == typeText:
			d.checkWords(f, p, known)
		case known.list:
			d.checkItems(f, p)
		default:
			d.checkOne(f, p, known)
		}
		if !p.out && f.hasParam(p, "TZID") {
			d.checkZoneName(f, p)
		}
	}
}

// checkType looks at the VALUE of a property.
func (d *Decoder) checkType(f *openComponent, p *readProperty, known *property) {
	_, stated := f.param(p, "VALUE")
	if p.typ == typeBinary && isURI(p.value) { // for all its ENCODING
		p.typ = typeURI
	}
	if !stated && (known.stated || p.typ != known.typ) {
		p.typed = p.typ
		d.reportIn(f, p, CodeMissingValue, Repaired, "VALUE="+typeNames[p.typ]+" is missing")
	}
	first := p.value
	if known.list {
		first, _, _ = strings.Cut(first, ",")
	}
	if actual := shapeOf(first); actual != unknownType && actual != p.typ && known.types.has(actual) &&
		(known.types.has(typeDateTime) || !known.types.has(p.typ)) {
		if stated {
			d.reportIn(f, p, CodeWrongValue, Repaired, fmt.Sprintf("VALUE=%s with a %s", typeNames[p.typ], typeNames[actual]))
		} else {
			d.reportIn(f, p, CodeWrongValue, Repaired, fmt.Sprintf("a %s without VALUE=%s", typeNames[actual], typeNames[actual]))
		}
		if p.typ, p.typed = actual, actual; actual == known.typ && !known.stated {
			p.typed, p.untyped = unknownType, true
		}
		return
	}
	if known.types.has(p.typ) {
		return
	}
	d.reportIn(f, p, CodeValueType, Noted, "VALUE="+quote(f.valueName(p))+" is not a type that this property may have")
	if p.typ == typeText {
		p.typ = unknownType // its words have no meaning
	}
}

func (f *openComponent) valueName(p *readProperty) string {
	name, _ := f.param(p, "VALUE")
	return name
}

// shapeOf returns the type that a value of a date, a time or a span of it shows by itself;
// unknownType if none.
func shapeOf(s string) valueType {
	switch {
	case isDate(s):
		return typeDate
	case isDateTime(s):
		return typeDateTime
	case strings.IndexByte(s, '/') > 0 && isPeriod(s):
		return typePeriod
	case isDuration(s):
		return typeDuration
	}
	return unknownType
}

// checkOne looks at a single value that is no TEXT.
func (d *Decoder) checkOne(f *openComponent, p *readProperty, known *property) {
	switch p.typ {
	case typeRecur: // which only makes sense with its DTSTART
		return
	case typeURI, typeCalAddress:
		d.checkAddress(f, p)
		return
	case typeBinary:
		encoding, _ := f.param(p, "ENCODING")
		if !equalFold(encoding, "BASE64") {
			d.reportIn(f, p, CodeMissing, Noted, "ENCODING=BASE64 is missing")
		}
	}
	if reason, err := checkValue(p.value, p.typ); err != nil {
		p.out = true
		d.reportIn(f, p, CodeBadValue, LeftOut, reason)
		return
	}
	switch p.typ {
	case typeDateTime:
		switch {
		case known.utc && !isUTC(p.value):
			d.reportIn(f, p, CodeNotUTC, Noted, quote(p.value)+" is not in UTC")
		case known.utc && strings.HasPrefix(p.value, "00010101"):
			d.reportIn(f, p, CodeZeroTime, Noted, quote(p.value)+" is what programs write that know no time")
		}
	case typeInteger:
		if known.most > 0 && !inRange(p.value, known.most) {
			p.out = true
			d.reportIn(f, p, CodeOutOfRange, LeftOut, fmt.Sprintf("%s is not in 0 to %d", quote(p.value), known.most))
		}
	case typeDuration:
		if durationSeconds(p.value) > maxDurationSeconds {
			p.out = true
			d.reportIn(f, p, CodeOutOfRange, LeftOut, quote(p.value)+" is longer than 292 years")
		}
	}
}

// maxDurationSeconds is how long a duration may be: as long as a time.Duration.
const maxDurationSeconds = 1<<63/1_000_000_000 - 1

// durationSeconds returns the length of a DURATION without its sign, as a float since it
// may be very long.
func durationSeconds(s string) float64 {
	var total float64
	s = trimSign(s)
	for s = strings.TrimPrefix(s, "P"); s != ""; {
		if s[0] == 'T' {
			s = s[1:]
			continue
		}
		unit, rest := leadingUnit(s)
		if unit == 0 {
			return total
		}
		n, _ := strconv.ParseFloat(s[:len(s)-len(rest)-1], 64)
		total += n * map[byte]float64{'W': 7 * 86400, 'D': 86400, 'H': 3600, 'M': 60, 'S': 1}[unit]
		s = rest
	}
	return total
}

// checkItems looks at the values of a list, and leaves out those that are none.
func (d *Decoder) checkItems(f *openComponent, p *readProperty) {
	good := true
	for rest, more := p.value, true; more && good; {
		var item string
		item, rest, more = strings.Cut(rest, ",")
		_, err := checkValue(item, p.typ)
		good = err == nil
	}
	if good {
		return
	}
	var kept []string
	for _, item := range strings.Split(p.value, ",") {
		reason, err := checkValue(item, p.typ)
		if err == nil {
			kept = append(kept, item)
			continue
		}
		d.reportIn(f, p, CodeBadValue, LeftOut, reason)
	}
	p.out = len(kept) == 0
	p.value = strings.Join(kept, ",")
}

// checkAddress looks at a URI.
func (d *Decoder) checkAddress(f *openComponent, p *readProperty) {
	if !isURI(p.value) {
		d.reportIn(f, p, CodeBadValue, Noted, quote(p.value)+" is no URI")
		return
	}
	scheme, _, _ := strings.Cut(p.value, ":")
	for _, active := range []string{"JAVASCRIPT", "VBSCRIPT", "DATA"} {
		if equalFold(scheme, active) {
			d.reportIn(f, p, CodeActiveAddress, Noted, "an address that runs a program where it is followed")
		}
	}
}

func (f *openComponent) hasParam(p *readProperty, name string) bool {
	_, ok := f.param(p, name)
	return ok
}

// checkWords looks at a TEXT of which the standards say what it may be. It stays as it is.
func (d *Decoder) checkWords(f *openComponent, p *readProperty, known *property) {
	words := known.words
	switch p.id {
	case propStatus:
		if f.kind != nil {
			words = f.kind.status
		}
	case propColor:
		if _, ok := ColorOf(p.value); !ok {
			d.reportIn(f, p, CodeBadColor, Noted, quote(p.value)+" is not a color name of CSS")
		}
	case propVersion, propCalscale:
		return
	}
	if words != nil && !slices.ContainsFunc(words, func(w string) bool { return equalFold(p.value, w) }) {
		d.reportIn(f, p, CodeUnknownWord, Noted, quote(p.value)+" is none of "+strings.Join(words, ", "))
	}
}

// checkZoneName looks at the TZID of a property.
func (d *Decoder) checkZoneName(f *openComponent, p *readProperty) {
	first, _, _ := strings.Cut(p.value, ",")
	if p.typ == typePeriod {
		first, _, _ = strings.Cut(first, "/")
	}
	switch {
	case p.typ == typeDate || (p.typ == typeDateTime || p.typ == typePeriod) && isUTC(first):
		p.unzoned = true
		d.reportIn(f, p, CodeZoneOnUTC, Repaired, "TZID with a DATE or a time in UTC")
	case p.typ == typeDateTime || p.typ == typePeriod:
		if zone := f.zone(p); !isZoneName(zone) {
			p.out = true
			d.reportIn(f, p, CodeBadZoneName, LeftOut, "TZID "+quote(zone)+" is no name of a zone")
		}
	}
}

// isZoneName reports whether a TZID can be taken for the name of a zone: it is not empty,
// not that of the machine's own zone, and not a path out of a folder of zones.
func isZoneName(zone string) bool {
	return strings.TrimSpace(zone) != "" && !equalFold(zone, "LOCAL") && !isPathLike(zone)
}
