package recurrence

import "strings"

// A contentLine is one property of a text, unfolded (RFC 5545, section 3.1).
type contentLine struct {
	number int    // of its first line in the text, from 1
	text   string // without folds
	name   string // in capital letters
	params []param
	value  int // where the value begins in text
}

type param struct {
	name  string // in capital letters
	value string // without quotes
	at    int    // where the value begins
}

// content returns the value of the property.
func (l *contentLine) content() string { return l.text[l.value:] }

// param returns the value of a parameter and where it is, or "".
func (l *contentLine) param(name string) (value string, at int) {
	for _, p := range l.params {
		if p.name == name {
			return p.value, p.at
		}
	}
	return "", 0
}

// unfold splits a text into content lines, whose name, params and value are not
// known yet. Lines may end with LF instead of CRLF.
func unfold(text string) []contentLine {
	var lines []contentLine
	var folded strings.Builder
	for number := 1; text != ""; number++ {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		line = strings.TrimSuffix(line, "\r")
		if len(lines) > 0 && line != "" && (line[0] == ' ' || line[0] == '\t') {
			if folded.Len() == 0 {
				folded.WriteString(lines[len(lines)-1].text)
			}
			folded.WriteString(line[1:])
			continue
		}
		if folded.Len() > 0 {
			lines[len(lines)-1].text = folded.String()
			folded = strings.Builder{}
		}
		lines = append(lines, contentLine{number: number, text: line})
	}
	if folded.Len() > 0 {
		lines[len(lines)-1].text = folded.String()
	}
	return lines
}

// split finds the name, the parameters and the value of the line. It returns where
// it failed and what it expected there.
func (l *contentLine) split() (at int, expected string) {
	end := nameEnd(l.text, 0)
	if end == 0 {
		return 0, "the name of a property"
	}
	l.name = strings.ToUpper(l.text[:end])
	for end < len(l.text) && l.text[end] == ';' {
		start := end + 1
		end = nameEnd(l.text, start)
		if end == start {
			return end, "the name of a parameter"
		}
		if end == len(l.text) || l.text[end] != '=' {
			return end, `"=" after the name of a parameter`
		}
		p := param{name: strings.ToUpper(l.text[start:end]), at: end + 1}
		var ok bool
		if p.value, end, ok = paramValue(l.text, end+1); !ok {
			return end, "a closing quote"
		}
		l.params = append(l.params, p)
	}
	if end == len(l.text) || l.text[end] != ':' {
		return end, `":" before the value`
	}
	l.value = end + 1
	return 0, ""
}

// nameEnd returns where the name that begins at pos ends.
func nameEnd(s string, pos int) int {
	for pos < len(s) {
		if c := upper(s[pos]); !isLetter(c) && !isDigit(c) && c != '-' {
			break
		}
		pos++
	}
	return pos
}

// paramValue reads the values of a parameter at pos, and returns the first of them
// and where they end.
func paramValue(s string, pos int) (first string, end int, ok bool) {
	start := pos
	for more := true; more; {
		from := pos
		var value string
		if pos < len(s) && s[pos] == '"' {
			n := strings.IndexByte(s[pos+1:], '"')
			if n < 0 {
				return "", pos, false
			}
			value = s[pos+1 : pos+1+n]
			pos += n + 2
		} else {
			for pos < len(s) && !strings.ContainsRune(`";:,`, rune(s[pos])) {
				pos++
			}
			value = s[from:pos]
		}
		if from == start {
			first = value
		}
		if more = pos < len(s) && s[pos] == ','; more {
			pos++
		}
	}
	return first, pos, true
}
