package feed

import (
	"iter"
	"strings"
)

// maxQuality is the quality value 1, in thousandths, which is as fine as they are.
const maxQuality = 1000

// members returns the members of a list-based field with their weights (RFC 9110,
// sections 5.6.1 and 12.4.2), parameters and weight cut off, in thousandths. Several
// lines of a field make one list. A member whose weight is none is left out.
func members(lines []string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, line := range lines {
			for line != "" {
				var member string
				member, line = cutUnquoted(line, ',')
				name, parameters := cutUnquoted(member, ';')
				if name = trim(name); name == "" {
					continue
				}
				if q, ok := weight(parameters); ok && !yield(name, q) {
					return
				}
			}
		}
	}
}

// cutUnquoted cuts s at the first separator that is not within a quoted string.
func cutUnquoted(s string, separator byte) (before, after string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++
		case c == separator && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// trim takes away the optional white space of RFC 9110, section 5.6.3.
func trim(s string) string { return strings.Trim(s, " \t") }

// weight returns the parameter q in thousandths: 1000 if it is not there, and false if
// it is not a qvalue.
func weight(parameters string) (q int, ok bool) {
	for parameters != "" {
		var p string
		p, parameters = cutUnquoted(parameters, ';')
		name, value, _ := strings.Cut(p, "=")
		if strings.EqualFold(trim(name), "q") {
			return qvalue(trim(value))
		}
	}
	return maxQuality, true
}

// qvalue reads a quality value: 0 to 1. Beyond the standard, which has at most three
// decimals, it takes more of them and a missing zero before the point, since clients in use
// send such; what is finer than a thousandth counts as the next smaller one.
func qvalue(s string) (q int, ok bool) {
	whole, decimals, _ := strings.Cut(s, ".")
	switch {
	case whole == "1":
		q = maxQuality
	case whole != "0" && (whole != "" || decimals == ""):
		return 0, false
	}
	unit := maxQuality / 10
	for _, c := range []byte(decimals) {
		if c < '0' || c > '9' || q >= maxQuality && c != '0' {
			return 0, false
		}
		q += int(c-'0') * unit
		unit /= 10
	}
	return q, true
}

// chooseFormat returns the format that an Accept field likes best (RFC 9110, section
// 12.5.1), and the first of the formats where it likes several alike. It is false if the
// field allows none. Of a media range only the type counts: its parameters name no
// variants here. What is no media range is passed over, save that "*" counts as "*/*",
// which some clients mean by it.
func chooseFormat(accept []string, formats []*format) (chosen *format, ok bool) {
	best, stated := 0, false
	for _, f := range formats {
		q, specific := 0, 0
		for name, weight := range members(accept) {
			if name == "*" {
				name = "*/*"
			}
			stated = stated || strings.Contains(name, "/")
			if s := f.specificity(name); s > specific {
				q, specific = weight, s
			}
		}
		if q > best {
			chosen, best = f, q
		}
	}
	if !stated {
		return formats[0], true
	}
	return chosen, chosen != nil
}

// specificity says how closely a media range describes the format: 0 if not at all.
func (f *format) specificity(mediaRange string) int {
	family, _, _ := strings.Cut(f.mediaType, "/")
	switch {
	case strings.EqualFold(mediaRange, f.mediaType):
		return 3
	case len(mediaRange) == len(family)+2 && strings.EqualFold(mediaRange[:len(family)], family) && mediaRange[len(family):] == "/*":
		return 2
	case mediaRange == "*/*":
		return 1
	}
	return 0
}

// chooseCoding returns the coding that an Accept-Encoding field likes best (RFC 9110,
// section 12.5.3) among those that are there, and the one that comes last in the list of
// codings where it likes several alike. It is false if the field allows none. Zstandard
// has to be asked for by its name: not everything that says "*" knows it.
func chooseCoding(acceptEncoding []string, available func(coding) bool) (chosen coding, ok bool) {
	q := [codingCount]int{identity: -1, gzipped: -1, zstandard: -1}
	others := -1
	for name, weight := range members(acceptEncoding) {
		switch {
		case strings.EqualFold(name, "gzip"), strings.EqualFold(name, "x-gzip"):
			q[gzipped] = weight
		case strings.EqualFold(name, "zstd"):
			q[zstandard] = weight
		case strings.EqualFold(name, "identity"):
			q[identity] = weight
		case name == "*":
			others = weight
		}
	}
	if q[gzipped] < 0 {
		q[gzipped] = others
	}
	if q[identity] < 0 && others == 0 {
		q[identity] = 0
	}
	// What is not mentioned at all may come without a coding, if with none that is.
	best := 0
	chosen, ok = identity, q[identity] != 0
	for c, weight := range q {
		if weight > 0 && weight >= best && available(coding(c)) {
			chosen, best, ok = coding(c), weight, true
		}
	}
	return chosen, ok
}
