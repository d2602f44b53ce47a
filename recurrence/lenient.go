package recurrence

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Forgiven is one thing that a lenient reader has put right.
type Forgiven struct {
	Line   int    // the content line, counted from 1; 0 from ParseLenient
	Offset int    // the byte of the rule or content line where it was
	Part   string // the rule part or property, such as "BYDAY"; empty outside any
	What   string // what was wrong and what has been made of it
}

// String returns it in words for people.
func (f Forgiven) String() string {
	var b strings.Builder
	if f.Line > 0 {
		fmt.Fprintf(&b, "line %d, ", f.Line)
	}
	fmt.Fprintf(&b, "byte %d: ", f.Offset)
	if f.Part != "" {
		b.WriteString(f.Part + ": ")
	}
	b.WriteString(f.What)
	return b.String()
}

// ParseLenient reads a rule as [Parse] does, and also rules as they are found in
// calendars, as long as it is plain what they mean; others remain errors. It returns
// what it forgave as well, in the order of the text. For a text that Parse accepts it
// returns an equal rule.
//
// It forgives in the text:
//   - small letters, white space and line folds, escaped commas and semicolons,
//     quotes around the whole, and the property's name before it (RRULE:);
//   - semicolons or commas that are doubled, or stand at an end;
//   - parts that do not exist, X- parts among them, and parts without a value;
//   - parts given twice with the same value, and values given twice in a list.
//
// And in the values:
//   - an UNTIL with ISO 8601's hyphens and colons (2027-12-31T23:59:59Z);
//   - INTERVAL=0 for 1, and signs or leading zeros where there are none;
//   - names of days with more than two letters (MON, MONDAY);
//   - numbers out of their range, which are dropped, as long as another remains;
//   - SKIP without RSCALE.
//
// And what a rule must not have with its FREQ:
//   - the number in BYDAY=1MO outside MONTHLY and YEARLY or with BYWEEKNO, which is
//     dropped;
//   - BYMONTHDAY with WEEKLY, BYYEARDAY with DAILY, WEEKLY or MONTHLY, and BYWEEKNO
//     with these: they are kept as filters of days, by another FREQ that allows them
//     and means the same, so FREQ=WEEKLY;BYDAY=FR;BYMONTHDAY=13 becomes
//     FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13. Where none does, as with an INTERVAL, the
//     rule is refused, since to drop the part would invent occurrences;
//   - BYSETPOS=1 or -1 alone, which is dropped.
//
// For an UNTIL that is not of the start's value type see [Until.For].
func ParseLenient(s string) (Rule, []Forgiven, error) {
	if len(s) > maxRuleText {
		_, err := Parse(s)
		return Rule{}, nil, err
	}
	l := lenientParser{original: s}
	l.clean()
	if err := l.parse(); err != nil {
		return Rule{}, nil, l.inOriginal(err)
	}
	l.refit()
	if err := l.rule.validate(); err != nil {
		return Rule{}, nil, l.inOriginal(l.locate(err))
	}
	slices.SortStableFunc(l.forgiven, func(a, b Forgiven) int { return a.Offset - b.Offset })
	return l.rule, l.forgiven, nil
}

// A lenientParser reads a cleaned copy of a text, in capital letters and without
// white space, and knows where each of its bytes was.
type lenientParser struct {
	ruleParser
	original string
	offsets  []int32 // in original, of each byte of input and of its end
	forgiven []Forgiven
}

func (l *lenientParser) forgive(offset int, format string, args ...any) {
	f := Forgiven{Offset: int(l.offsets[offset]), What: fmt.Sprintf(format, args...)}
	if l.named {
		f.Part = l.part.String()
	}
	l.forgiven = append(l.forgiven, f)
}

// inOriginal makes an error point into the original text.
func (l *lenientParser) inOriginal(err error) error {
	var e *ParseError
	if errors.As(err, &e) {
		e.Input, e.Offset = l.original, int(l.offsets[e.Offset])
	}
	return err
}

func (l *lenientParser) parse() error {
	if l.input == "" {
		return l.fail(0, "the text is empty")
	}
	for pos := 0; pos <= len(l.input); {
		end := len(l.input)
		if i := strings.IndexByte(l.input[pos:], ';'); i >= 0 {
			end = pos + i
		}
		if err := l.parsePart(pos, end); err != nil {
			return err
		}
		pos = end + 1
	}
	l.named = false
	if !l.seen[partFreq] {
		return l.fail(len(l.input), "FREQ is missing")
	}
	if l.seen[partSkip] && !l.seen[partRScale] {
		l.part, l.named = partSkip, true
		l.forgive(int(l.at[partSkip]), "RSCALE=GREGORIAN is missing and assumed")
	}
	return nil
}

// parsePart reads input[pos:end], a part with its value, or nothing.
func (l *lenientParser) parsePart(pos, end int) error {
	l.named = false
	text := l.input[pos:end]
	eq := strings.IndexByte(text, '=')
	switch {
	case text == "":
		l.forgive(pos, "a semicolon without a rule part is ignored")
		return nil
	case eq < 0:
		return l.fail(pos, `%s has no "="`, quote(text))
	}
	part, ok := lookUpPart(text[:eq])
	if !ok {
		l.forgive(pos, "%s is not a rule part and is ignored", quote(text[:eq]))
		return nil
	}
	l.part, l.named = part, true
	value := pos + eq + 1
	switch {
	case value == end:
		l.forgive(pos, "a part without a value is ignored")
		return nil
	case l.seen[part] && l.sameAgain(part, value, end):
		l.forgive(pos, "given twice with the same value")
		return nil
	case l.seen[part]:
		return l.fail(pos, "must not be given twice")
	}
	l.seen[part] = true
	l.at[part] = int32(value)
	return l.parseValue(value, end)
}

// sameAgain reports whether input[pos:end] is the value that a part already has.
func (l *lenientParser) sameAgain(part partName, pos, end int) bool {
	first, _, _ := strings.Cut(l.input[l.at[part]:], ";")
	return first == l.input[pos:end]
}
