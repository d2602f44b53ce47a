package catalogue

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// decoder turns the tree of a file into a definition.
type decoder struct {
	report
	text text
	opts Options
	places
}

// value is what stands at a path. The zero value is absent; what is read from it is
// zero, without an error.
type value struct {
	d    *decoder
	path string
	node ast.Node
}

func (v value) given() bool { return v.node != nil }

func (v value) at() position { return v.d.text.nodeAt(v.node) }

func (v value) fail(format string, args ...any) {
	v.d.failAt(v.at(), v.path, nil, format, args...)
}

// class is what YAML's core schema makes of a scalar.
type class uint8

const (
	textClass class = iota
	integerClass
	floatClass
	booleanClass
	nullClass
)

var digits = regexp.MustCompile(`^[-+]?[0-9]+$`)

// scalar returns a scalar's source text, and for one in quotes or a block the text
// that it stands for. It is false where the value is absent or not a scalar.
func (v value) scalar() (string, class, bool) {
	if !v.given() {
		return "", 0, false
	}
	source := v.node.GetToken().Value
	switch n := v.node.(type) {
	case *ast.StringNode:
		if n.Token.Type == token.StringType && digits.MatchString(source) {
			return source, integerClass, true // one beyond 64 bits
		}
		return source, textClass, true
	case *ast.LiteralNode:
		return n.Value.Value, textClass, true
	case *ast.IntegerNode:
		return source, integerClass, true
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return source, floatClass, true
	case *ast.BoolNode:
		return source, booleanClass, true
	case *ast.NullNode:
		return source, nullClass, true
	}
	return "", 0, false
}

// found says what stands at the value, for an error that expected something else.
func (v value) found() string {
	s, class, ok := v.scalar()
	switch {
	case !ok:
		switch v.node.(type) {
		case *ast.MappingNode:
			return "a mapping"
		case *ast.SequenceNode:
			return "a list"
		}
		return "something else"
	case class == nullClass:
		return "nothing"
	case class == textClass:
		return "the text " + strconv.Quote(shorten(s))
	case class == booleanClass:
		return "the truth value " + s
	}
	return "the number " + shorten(s)
}

// string reads a text of one line.
func (v value) string() string {
	s := v.text()
	if strings.Contains(s, "\n") {
		v.fail("expected a text of one line; a text in a block needs >- for that")
		return ""
	}
	return s
}

// prose reads a text, with line breaks or not. The one that closes a block is not
// part of it.
func (v value) prose() string { return strings.TrimRight(v.text(), "\n") }

func (v value) text() string {
	if !v.given() {
		return ""
	}
	s, class, ok := v.scalar()
	switch {
	case !ok || class == nullClass:
		v.fail("expected a text, found %s", v.found())
		return ""
	case class != textClass:
		v.fail("expected a text, found %s: a text that looks so needs quotes", v.found())
		return ""
	case strings.TrimSpace(s) == "":
		v.fail("expected a text, found an empty one")
		return ""
	}
	for _, c := range s {
		if c != '\n' && isControl(c) || c == utf8.RuneError {
			v.fail("the character %U is not allowed in a text", c)
			return ""
		}
	}
	return s
}

// plain reads a scalar by its source text: an unquoted 2022 is "2022", and an unquoted
// 2021-12-16, which readers of YAML 1.1 take for an instant, is "2021-12-16".
func (v value) plain(expected string) (string, bool) {
	if !v.given() {
		return "", false
	}
	s, class, ok := v.scalar()
	if !ok || class == nullClass || class == booleanClass || s == "" {
		v.fail("expected %s, found %s", expected, v.found())
		return "", false
	}
	return s, true
}

// offset returns the place of a byte of the value's text: exactly where the file has
// the text as it is, and otherwise, with escapes or over lines, its beginning.
func (v value) offset(s string, n int) position {
	at := v.at()
	start := at
	switch v.node.GetToken().Type {
	case token.SingleQuoteType, token.DoubleQuoteType:
		at.column++
	}
	n = min(max(n, 0), len(s))
	if !strings.HasPrefix(v.d.text.from(at), s[:n]) {
		return start
	}
	at.column += utf8.RuneCountInString(s[:n])
	return at
}

// when reads a [calendar.When].
func (v value) when() calendar.When {
	const expected = "a date as EDTF writes it, such as 2025-11-24, 2025-11-24/2025-11-25 or [2025-09-30..2025-12-31]"
	s, ok := v.plain(expected)
	if !ok {
		return calendar.When{}
	}
	w, err := calendar.ParseWhen(s)
	v.refuse(s, err, expected)
	return w
}

// refuse reports an error of ParseWhen at the byte it names.
func (v value) refuse(s string, err error, expected string) {
	if e := (*calendar.WhenError)(nil); errors.As(err, &e) {
		v.d.failAt(v.offset(s, e.Offset), v.path, e, "%s; expected %s", e.Reason, expected)
	}
}

// day reads one day.
func (v value) day() date.Date {
	const expected = "a day, such as 2021-12-16"
	s, ok := v.plain(expected)
	if !ok {
		return 0
	}
	w, err := calendar.ParseWhen(s)
	if err != nil {
		v.refuse(s, err, expected)
		return 0
	}
	d, _ := w.Earliest()
	if w != calendar.On(d) {
		v.fail("expected %s, found %q", expected, s)
		return 0
	}
	if d == 0 {
		v.fail("the day 0001-01-01 stands for none and cannot be said")
	}
	return d
}

// moment reads a moment: RFC 3339, or a day, which means its midnight in UTC.
func (v value) moment() time.Time {
	const expected = "a moment as RFC 3339 writes it, such as 2026-11-23T12:00:00Z, or a day"
	s, ok := v.plain(expected)
	if !ok {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t, err = time.Parse(time.DateOnly, s)
	}
	t = t.UTC()
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		v.fail("expected %s, found %q", expected, shorten(s))
		return time.Time{}
	}
	return t
}

// moments reads a list of moments.
func (v value) moments() []time.Time {
	var moments []time.Time
	for _, item := range v.nonEmpty() {
		if t := item.moment(); !t.IsZero() {
			moments = append(moments, t)
		}
	}
	return moments
}

// rule reads a recurrence rule.
func (v value) rule() recurrence.Rule {
	s := v.string()
	if s == "" {
		return recurrence.Rule{}
	}
	r, err := recurrence.Parse(s)
	if e := (*recurrence.ParseError)(nil); errors.As(err, &e) {
		part := ""
		if e.Part != "" {
			part = e.Part + ": "
		}
		v.d.failAt(v.offset(s, e.Offset), v.path, e, "%s%s (%s); expected a rule such as FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30", part, e.Reason, e.Clause)
	} else if err != nil {
		v.d.failAt(v.at(), v.path, err, "%v", err)
	}
	return r
}

// integer reads a whole number of at least 32 bits.
func (v value) integer() int {
	if !v.given() {
		return 0
	}
	s, class, ok := v.scalar()
	n, err := strconv.Atoi(s)
	switch {
	case !ok || class != integerClass:
		v.fail("expected a whole number, found %s", v.found())
		return 0
	case err != nil || strconv.Itoa(n) != s || int(int32(n)) != n:
		v.fail("expected a whole number in decimal digits, between -2147483648 and 2147483647, found %s", shorten(s))
		return 0
	}
	return n
}

var decimal = regexp.MustCompile(`^-?[0-9]{1,3}(\.[0-9]{1,15})?$`)

// degrees reads a number of degrees from -most to most.
func (v value) degrees(most float64) (float64, bool) {
	if !v.given() {
		return 0, false
	}
	s, class, ok := v.scalar()
	if ok && (class == integerClass || class == floatClass) && decimal.MatchString(s) {
		if n, err := strconv.ParseFloat(s, 64); err == nil && -most <= n && n <= most {
			return n, true
		}
	}
	v.fail("expected degrees from -%v to %v, such as 46.2266, found %s", most, most, v.found())
	return 0, false
}

// flag reads true or false.
func (v value) flag() bool {
	if !v.given() {
		return false
	}
	s, class, _ := v.scalar()
	if class != booleanClass || s != "true" && s != "false" {
		v.fail("expected true or false, found %s", v.found())
	}
	return s == "true"
}

// word reads one of a set of words.
func (v value) word(known []string) string {
	if !v.given() {
		return ""
	}
	s, class, ok := v.scalar()
	for _, k := range known {
		if ok && class == textClass && s == k {
			return k
		}
	}
	advice := ""
	if near := nearest(shorten(s), known); ok && near != "" {
		advice = "; did you mean " + near + "?"
	}
	v.fail("expected %s, found %s%s", list(known), v.found(), advice)
	return ""
}

// items reads a list. It is nil where the value is absent or not a list.
func (v value) items() []value {
	if !v.given() {
		return nil
	}
	seq, ok := v.node.(*ast.SequenceNode)
	if !ok {
		v.fail("expected a list, found %s", v.found())
		return nil
	}
	items := make([]value, len(seq.Values))
	for i, n := range seq.Values {
		items[i] = value{d: v.d, path: v.path + "[" + strconv.Itoa(i) + "]", node: n}
	}
	return items
}

// nonEmpty reads a list that has an item at least.
func (v value) nonEmpty() []value {
	items := v.items()
	if items != nil && len(items) == 0 {
		v.fail("expected a list with an item at least; where there is none, leave out the key")
	}
	return items
}

// strings reads a list of texts of one line.
func (v value) strings() []string {
	var texts []string
	for _, item := range v.nonEmpty() {
		if s := item.string(); s != "" {
			texts = append(texts, s)
		}
	}
	return texts
}
