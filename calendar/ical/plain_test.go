package ical

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A plainComponent is what plainRead finds between BEGIN and END.
type plainComponent struct {
	name       string
	properties []plainProperty
	components []*plainComponent
}

type plainProperty struct {
	name   string
	params map[string][]string // decoded
	raw    string              // the value as written, unfolded
}

// plainRead reads one calendar by RFC 5545, section 3.1, and RFC 6868, letter by letter
// and with nothing of this package. It refuses whatever a writer must not write: lines
// that are too long, blank or not in UTF-8, control characters, line ends other than CR
// LF, folds within escapes.
func plainRead(stream string) (*plainComponent, error) {
	if !strings.HasSuffix(stream, "\r\n") {
		return nil, fmt.Errorf("does not end in CR LF")
	}
	var logical []string
	for i, line := range strings.Split(strings.TrimSuffix(stream, "\r\n"), "\r\n") {
		switch {
		case len(line) > 75:
			return nil, fmt.Errorf("line %d has %d octets", i+1, len(line))
		case !utf8.ValidString(line):
			return nil, fmt.Errorf("line %d is not UTF-8: %q", i+1, line)
		case line == "":
			return nil, fmt.Errorf("line %d is empty", i+1)
		}
		for _, r := range line {
			if r < ' ' && r != '\t' || r >= 0x7F && r <= 0x9F || r == 0x2028 || r == 0x2029 {
				return nil, fmt.Errorf("line %d has the control character %U", i+1, r)
			}
		}
		if line[0] == ' ' || line[0] == '\t' {
			if len(logical) == 0 {
				return nil, fmt.Errorf("line %d continues nothing", i+1)
			}
			logical[len(logical)-1] += line[1:]
			continue
		}
		logical = append(logical, line)
	}
	stack := []*plainComponent{{}}
	for _, line := range logical {
		p, err := plainLine(line)
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch p.name {
		case "BEGIN":
			child := &plainComponent{name: p.raw}
			top.components = append(top.components, child)
			stack = append(stack, child)
		case "END":
			if len(stack) == 1 || top.name != p.raw {
				return nil, fmt.Errorf("END:%s ends %s", p.raw, top.name)
			}
			stack = stack[:len(stack)-1]
		default:
			if len(top.components) > 0 || len(stack) == 1 {
				return nil, fmt.Errorf("%s after a component or outside any", p.name)
			}
			top.properties = append(top.properties, p)
		}
	}
	root := stack[0]
	if len(stack) != 1 || len(root.components) != 1 || root.components[0].name != "VCALENDAR" {
		return nil, fmt.Errorf("not one VCALENDAR")
	}
	return root.components[0], nil
}

func plainLine(line string) (plainProperty, error) {
	bad := fmt.Errorf("malformed line %q", line)
	p := plainProperty{params: map[string][]string{}}
	end := strings.IndexAny(line, ";:")
	if end < 0 || !plainName(line[:end]) {
		return p, bad
	}
	p.name, line = line[:end], line[end:]
	for line[0] == ';' {
		name, rest, ok := strings.Cut(line[1:], "=")
		if _, twice := p.params[name]; !ok || twice || !plainName(name) {
			return p, bad
		}
		for more := true; more; {
			var value string
			if strings.HasPrefix(rest, `"`) {
				value, rest, ok = strings.Cut(rest[1:], `"`)
			} else {
				end := strings.IndexAny(rest, `;:,"`)
				ok = end >= 0 && rest[end] != '"'
				if ok {
					value, rest = rest[:end], rest[end:]
				}
			}
			if !ok || rest == "" {
				return p, bad
			}
			p.params[name] = append(p.params[name], strings.NewReplacer("^n", "\n", "^'", `"`, "^^", "^").Replace(value))
			if more = rest[0] == ','; more {
				rest = rest[1:]
			}
		}
		line = rest
		if line[0] != ';' && line[0] != ':' {
			return p, bad
		}
	}
	p.raw = line[1:]
	return p, nil
}

func plainName(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}

// text returns the TEXT that a value means.
func (p plainProperty) text() string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n").Replace(p.raw)
}

// items returns the texts of a comma-separated list.
func (p plainProperty) items() []string {
	var items []string
	start := 0
	for i := 0; i <= len(p.raw); i++ {
		if i < len(p.raw) && p.raw[i] == '\\' {
			i++
		} else if i == len(p.raw) || p.raw[i] == ',' {
			items = append(items, plainProperty{raw: p.raw[start:i]}.text())
			start = i + 1
		}
	}
	return items
}

// find returns the first property with a name; the zero one if there is none.
func (c *plainComponent) find(name string) plainProperty {
	for _, p := range c.properties {
		if p.name == name {
			return p
		}
	}
	return plainProperty{}
}

// physicalLines returns the lines of a stream as they are in it.
func physicalLines(stream string) []string {
	return strings.Split(strings.TrimSuffix(stream, "\r\n"), "\r\n")
}

// plainTextOf is what a reader gets back of a text: one \n for each line end, no other
// control, U+FFFD for what is not UTF-8.
func plainTextOf(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r >= 0x7F && r <= 0x9F {
			return -1
		}
		return r
	}, s)
}
