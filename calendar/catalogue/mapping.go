package catalogue

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
)

// shape lists the keys of one kind of mapping.
type shape struct {
	name string // as the schema calls it
	keys []key
}

type key struct {
	name     string
	required bool
	expected string // what a required key is to hold
}

func (s *shape) names() []string {
	names := make([]string, len(s.keys))
	for i, k := range s.keys {
		names[i] = k.name
	}
	return names
}

func (s *shape) required() []string {
	var names []string
	for _, k := range s.keys {
		if k.required {
			names = append(names, k.name)
		}
	}
	return names
}

func (s *shape) has(name string) bool {
	for _, k := range s.keys {
		if k.name == name {
			return true
		}
	}
	return false
}

// mapping is a mapping of a known shape. In the zero mapping every key is absent.
type mapping struct {
	value
	fields map[string]field
	order  []string
}

type field struct {
	value
	key position
}

// pairs reads a mapping with whatever keys it has, each once.
func (v value) pairs() (mapping, bool) {
	m := mapping{value: v}
	if !v.given() {
		return m, false
	}
	n, ok := v.node.(*ast.MappingNode)
	if !ok {
		v.fail("expected a mapping, found %s", v.found())
		return m, false
	}
	m.fields = make(map[string]field, len(n.Values))
	for _, pair := range n.Values {
		at := v.d.text.nodeAt(pair.Key)
		name, _, ok := value{d: v.d, node: pair.Key}.scalar()
		if !ok {
			v.d.failAt(at, v.path, nil, "expected a plain key")
			continue
		}
		path := under(v.path, name)
		if first, ok := m.fields[name]; ok {
			v.d.failAt(at, path, nil, "a second key of this name; the first is in line %d", first.key.line)
			continue
		}
		m.fields[name] = field{value: value{d: v.d, path: path, node: pair.Value}, key: at}
		m.order = append(m.order, name)
	}
	return m, true
}

// peek returns what stands under a key of a mapping, before that is read as a whole.
func (v value) peek(name string) value {
	if n, ok := v.node.(*ast.MappingNode); ok {
		for _, pair := range n.Values {
			if k, _, _ := (value{d: v.d, node: pair.Key}).scalar(); k == name {
				return value{d: v.d, path: name, node: pair.Value}
			}
		}
	}
	return value{d: v.d, path: name}
}

// mapping reads a mapping of a shape. It is false where the value is absent or not
// a mapping; faults among the keys are reported and make it no less of one.
func (v value) mapping(s *shape) (mapping, bool) {
	m, ok := v.pairs()
	if !ok {
		return m, false
	}
	meant := make(map[string]bool)
	for _, name := range m.order {
		if s.has(name) {
			continue
		}
		f := m.fields[name]
		delete(m.fields, name)
		var open []string // keys that it can have been meant for
		for _, k := range s.names() {
			if _, taken := m.fields[k]; !taken {
				open = append(open, k)
			}
		}
		if near := nearest(shorten(name), open); near != "" {
			v.d.failAt(f.key, f.path, nil, "unknown key; did you mean %s?", near)
			meant[near] = true
			v.d.touch(m.under(near))
			continue
		}
		v.d.failAt(f.key, f.path, nil, "unknown key; expected one of %s", strings.Join(s.names(), ", "))
	}
	for _, k := range s.keys {
		if _, ok := m.fields[k.name]; k.required && !ok && !meant[k.name] {
			m.missing(k.name, "expected "+k.expected)
		}
	}
	return m, true
}

// under returns the path of a key in the mapping at a path.
func under(path, name string) string {
	if name == "" || strings.ContainsFunc(name, isOdd) {
		name = strconv.Quote(shorten(name))
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

// isOdd reports whether a key with the letter needs quotes in a path.
func isOdd(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != '_'
}

func (m mapping) under(name string) string { return under(m.path, name) }

// get returns what stands under a key, absent where the mapping has none.
func (m mapping) get(name string) value {
	if f, ok := m.fields[name]; ok {
		return f.value
	}
	return value{d: m.d, path: m.under(name)}
}

// missing reports that a key is not there.
func (m mapping) missing(name, expected string) {
	m.d.failAt(m.at(), m.under(name), nil, "is missing: %s", expected)
}

// keyAt returns where a key stands, and where the mapping begins for one that it
// does not have.
func (m mapping) keyAt(name string) position {
	if f, ok := m.fields[name]; ok {
		return f.key
	}
	return m.at()
}
