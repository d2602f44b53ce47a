package recurrence

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// MarshalText returns what [Set.AppendText] appends.
func (s Set) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText sets s to the set that [ParseSet] reads from the text. The error is
// a [*ParseError].
func (s *Set) UnmarshalText(text []byte) error {
	parsed, err := ParseSet(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

// AppendText appends the set to b as content lines, folded and ended by CRLF, which
// [ParseSet] reads back. Times are written by the clock of the start's location, and
// in UTC where that clock shows them twice and the second is meant. A set with
// overrides is written as VEVENT components; what a calendar needs besides in
// them, such as a UID, is left to the caller.
//
// The error is a [*RuleError] if the set cannot be compiled; if it has ExRules,
// which RFC 5545 does not let anyone write; if a period has no length; or if the
// location of the start has no name that others would know.
func (s Set) AppendText(b []byte) ([]byte, error) {
	w := setWriter{b: b, start: s.Start}
	d, err := w.check(&s)
	if err != nil {
		return b, err
	}
	if len(s.Overrides) > 0 {
		w.line("BEGIN:VEVENT")
	}
	w.moments("DTSTART", "", s.Start)
	w.length(s.Length)
	for _, r := range s.Rules {
		w.line("RRULE:" + r.String())
	}
	w.moments("RDATE", "", s.RDates...)
	w.periods(s.Periods)
	w.moments("EXDATE", "", s.ExDates...)
	if len(s.Overrides) > 0 {
		w.line("END:VEVENT")
	}
	for i := range s.Overrides {
		v := s.Overrides[i]
		if !v.tellsLength() {
			if id, err := d.origin.at("RECURRENCE-ID", v.ID); err == nil {
				v.Length = d.inherited(i, id) // a component without an end has none
			}
		}
		w.override(&v)
	}
	return w.b, nil
}

// A setWriter appends content lines.
type setWriter struct {
	b     []byte
	start Moment
}

// check reports what cannot be written.
func (w *setWriter) check(s *Set) (*details, error) {
	if len(s.ExRules) > 0 {
		return nil, &RuleError{Part: "EXRULE", Clause: clauseExRule, Reason: "must not be written any more"}
	}
	for _, p := range s.Periods {
		if p.End.IsZero() && p.Length.Days == 0 && p.Length.Exact < time.Second {
			return nil, &RuleError{Part: "RDATE", Clause: clausePeriod, Reason: "the period has no length"}
		}
	}
	if s.Start.form == FormDate {
		t, err := s.Dates()
		if err != nil {
			return nil, err
		}
		return t.details, nil
	}
	t, err := s.Times()
	if err != nil {
		return nil, err
	}
	name := s.Start.time.Location().String()
	switch {
	case !w.local():
		return t.details, nil
	case name == "" || name == "Local" || strings.ContainsFunc(name, func(c rune) bool { return c < ' ' || c == '"' || c == 0x7f }):
		return nil, &RuleError{Part: "DTSTART", Clause: clauseTZID, Reason: fmt.Sprintf("the location %q is not the name of a zone", name)}
	case w.second(s.Start):
		return nil, &RuleError{Part: "DTSTART", Clause: clauseDate, Reason: "is the second of two times with the same clock reading, which cannot be written"}
	}
	return t.details, nil
}

// local reports whether times are written with a TZID.
func (w *setWriter) local() bool { return w.start.form == FormLocal && !w.start.floating() }

// second reports whether the clock reading of a time in the start's location means
// another time before it.
func (w *setWriter) second(m Moment) bool {
	t := m.time.In(w.start.time.Location())
	return !UntilLocal(t).moment(t.Location()).time.Equal(t)
}

// reading returns what the clock of the start's location shows at a time, or what it
// was given as where that clock skips it.
func (w *setWriter) reading(m Moment) Until {
	if loc := w.start.time.Location(); m.time.Location() != loc {
		return UntilLocal(m.time.In(loc))
	}
	return UntilLocal(m.reading())
}

// line appends a content line, folded where it is longer than 75 octets, but not
// within a character.
func (w *setWriter) line(text string) {
	for width := 75; len(text) > width; width = 74 {
		cut := width
		for text[cut]&0xc0 == 0x80 {
			cut--
		}
		w.b = append(append(w.b, text[:cut]...), "\r\n "...)
		text = text[cut:]
	}
	w.b = append(append(w.b, text...), "\r\n"...)
}

// length writes a DURATION. The exact time of an all-day set means nothing.
func (w *setWriter) length(l Length) {
	if w.start.form == FormDate {
		l.Exact = 0
	}
	if l.Days != 0 || l.Exact >= time.Second {
		w.line("DURATION:" + string(l.append(nil)))
	}
}

// value returns the text of a moment, and the parameters that say how to read it.
func (w *setWriter) value(m Moment) (params, text string) {
	switch {
	case m.form == FormDate:
		return ";VALUE=DATE", UntilDate(m.day).String()
	case m.floating():
		return "", UntilLocal(m.time).String()
	case w.local() && !w.second(m):
		loc := w.start.time.Location()
		return ";TZID=" + paramText(loc.String()), w.reading(m).String()
	}
	return "", UntilTime(m.time).String()
}

// paramText returns the value of a parameter, in quotes if it needs them.
func paramText(s string) string {
	if strings.ContainsAny(s, ":;,") {
		return `"` + s + `"`
	}
	return s
}

// moments writes a property with some moments, in as many lines as they take
// parameters, with each moment once and in order.
func (w *setWriter) moments(name, params string, all ...Moment) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Moment) int { return a.Time().Compare(b.Time()) })
	w.lists(name+params, len(all), func(i int) (params, text string) { return w.value(all[i]) })
}

// lists writes n values of a property, those with the same parameters in one line.
func (w *setWriter) lists(name string, n int, value func(i int) (params, text string)) {
	lines := map[string][]string{}
	var order []string
	for i := range n {
		params, text := value(i)
		if lines[params] == nil {
			order = append(order, params)
		}
		if of := lines[params]; len(of) == 0 || of[len(of)-1] != text {
			lines[params] = append(of, text)
		}
	}
	for _, params := range order {
		w.line(name + params + ":" + strings.Join(lines[params], ","))
	}
}

func (w *setWriter) periods(all []Period) {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Period) int { return a.Start.time.Compare(b.Start.time) })
	w.lists("RDATE;VALUE=PERIOD", len(all), func(i int) (params, text string) {
		p := &all[i]
		params, text = w.value(p.Start)
		if p.End.IsZero() {
			return params, text + "/" + string(p.Length.append(nil))
		}
		endParams, end := w.value(p.End)
		if endParams != params {
			params, text, end = "", UntilTime(p.Start.time).String(), UntilTime(p.End.time).String()
		}
		return params, text + "/" + end
	})
}

// override writes the component of an override.
func (w *setWriter) override(v *Override) {
	w.line("BEGIN:VEVENT")
	params := ""
	if v.Range == ThisAndFuture {
		params = ";RANGE=THISANDFUTURE"
	}
	w.moments("RECURRENCE-ID", params, v.ID)
	start := v.Start
	if start.IsZero() {
		start = v.ID
	}
	w.moments("DTSTART", "", start)
	w.length(v.length())
	if v.Cancelled {
		w.line("STATUS:CANCELLED")
	}
	w.line("END:VEVENT")
}
