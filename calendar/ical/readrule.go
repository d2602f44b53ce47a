package ical

import (
	"errors"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// checkRules looks at the rules of a component together with its start.
func (d *Decoder) checkRules(f *openComponent) {
	var rule *readProperty
	var parsed recurrence.Rule
	count := 0
	var start startOf
	for i := range f.props {
		p := &f.props[i]
		if p.out || p.typ != typeRecur {
			continue
		}
		if start.is == nil {
			start = d.startOf(f)
		}
		r, ok := d.checkRule(f, p, start)
		switch {
		case p.id == propExRule && !p.out:
			d.reportIn(f, p, CodeExceptionRule, Noted, "EXRULE, which many readers do not know")
			fallthrough
		case !ok:
			count += 2 // no telling what the occurrences are
			continue
		}
		if count++; count == 2 {
			d.reportIn(f, p, CodeSeveralRules, Noted, "a second RRULE")
		}
		rule, parsed = p, r
	}
	if id := f.find(propRecurrenceID); id != nil {
		if r, ok := f.param(id, "RANGE"); ok && equalFold(r, "THISANDFUTURE") {
			d.reportIn(f, id, CodeRange, Noted, "RANGE=THISANDFUTURE, which few readers know")
		}
	}
	if rule == nil || start.is == nil {
		return
	}
	base := f.base(start.is)
	if reason := untilAgainst(&base, rule.value); reason != "" {
		if start.known {
			parsed.Until = parsed.Until.For(start.moment)
			rule.value = parsed.String()
			d.reportIn(f, rule, CodeUntilType, Repaired, reason)
		} else {
			d.reportIn(f, rule, CodeUntilType, Noted, reason)
		}
	}
	if count == 1 {
		d.checkOccurrences(f, start, rule, parsed)
	}
}

// A startOf is the start of a component as its rules need it.
type startOf struct {
	is     *readProperty // nil if there is none
	first  time.Time     // what the calendar and the clock show
	moment recurrence.Moment
	known  bool           // whether moment is in the zone of the start
	loc    *time.Location // that zone, of a time with a TZID
}

// startOf returns the start of a component. Its zone is known where its name is; of
// others the VTIMEZONE may come yet.
func (d *Decoder) startOf(f *openComponent) startOf {
	is := f.find(propDTStart)
	if is == nil {
		return startOf{}
	}
	first, ok := readingOf(is.value)
	if !ok {
		return startOf{}
	}
	s := startOf{is: is, first: first, moment: momentOf(first, is.typ == typeDate), known: true}
	switch zone := f.zone(is); {
	case is.typ == typeDate:
	case isUTC(is.value):
		s.moment = recurrence.AtClock(first, time.UTC)
	case zone != "":
		if d.zones == nil {
			d.zones = NewZones(nil)
		}
		loc, err := d.zones.Location(zone)
		if s.known = err == nil; s.known {
			s.loc, s.moment = loc, recurrence.AtClock(first, loc)
		}
	}
	return s
}

// checkRule looks at a rule by itself; ok is false if it cannot be computed.
func (d *Decoder) checkRule(f *openComponent, p *readProperty, start startOf) (rule recurrence.Rule, ok bool) {
	rule, err := recurrence.Parse(p.value)
	if err == nil {
		return rule, true
	}
	capitals := strings.ToUpper(p.value)
	if rule, err := recurrence.Parse(capitals); err == nil {
		p.value = capitals // as which it reads the same
		return rule, true
	}
	if errors.Is(err, recurrence.ErrNotSupported) {
		d.reportIn(f, p, CodeForeignRule, Noted, "a rule of another calendar than the Gregorian")
		return rule, false
	}
	rule, forgiven, lenient := recurrence.ParseLenient(p.value)
	switch {
	case lenient == nil:
		d.reportIn(f, p, CodeForgivenRule, Repaired, quote(p.value)+": "+forgiven[0].String())
		p.value = rule.String()
		return rule, true
	case errors.Is(lenient, recurrence.ErrNotSupported):
		d.reportIn(f, p, CodeForeignRule, Noted, "a rule of another calendar than the Gregorian")
		return rule, false
	}
	if rule, ok := endedFirst(capitals, start); ok {
		d.reportIn(f, p, CodeCountAndUntil, Repaired, quote(p.value)+": of COUNT and UNTIL, that which ends it first")
		p.value = rule.String()
		return rule, true
	}
	p.out = true
	d.reportIn(f, p, CodeBadRule, LeftOut, ruleReason(lenient))
	return rule, false
}

// endedFirst reads a rule that has both COUNT and UNTIL, and leaves out the one by which
// it would go on longer; ok is false if it is no such rule.
func endedFirst(text string, start startOf) (rule recurrence.Rule, ok bool) {
	var counted, until []string
	for part := range strings.SplitSeq(text, ";") {
		if !strings.HasPrefix(part, "UNTIL=") {
			counted = append(counted, part)
		}
		if !strings.HasPrefix(part, "COUNT=") {
			until = append(until, part)
		}
	}
	c, _, err1 := recurrence.ParseLenient(strings.Join(counted, ";"))
	u, _, err2 := recurrence.ParseLenient(strings.Join(until, ";"))
	if err1 != nil || err2 != nil || c.Count == 0 || u.Until.IsZero() {
		return rule, false
	}
	if start.is == nil {
		return c, true
	}
	bounded := u
	bounded.Until = u.Until.For(start.moment)
	a, ok := lastOf(c, start.moment)
	if b, ends := lastOf(bounded, start.moment); ok && ends && b.Before(a) {
		return u, true
	}
	return c, true
}

// lastOf returns the last occurrence of a rule.
func lastOf(rule recurrence.Rule, start recurrence.Moment) (last time.Time, ok bool) {
	if start.Form() == recurrence.FormDate {
		days, err := rule.Dates(start.Day())
		if err != nil {
			return last, false
		}
		day, ok := days.Last()
		return day.MidnightUTC(), ok
	}
	times, err := rule.Times(start.Time())
	if err != nil {
		return last, false
	}
	return times.Last()
}

// ruleReason says what is wrong with a rule.
func ruleReason(err error) string {
	var fault *recurrence.ParseError
	if errors.As(err, &fault) {
		return strings.TrimSpace(fault.Part+" "+fault.Reason) + " in " + quote(fault.Input)
	}
	return err.Error()
}

// checkOccurrences notes a start that its rule does not give, and an event that never
// happens. It goes by clock readings, which need no zone.
func (d *Decoder) checkOccurrences(f *openComponent, start startOf, rule *readProperty, parsed recurrence.Rule) {
	set := recurrence.Set{Start: momentOf(start.first, start.is.typ == typeDate), Rules: []recurrence.Rule{parsed}}
	bare := parsed
	bare.Until = recurrence.Until{}
	on, never := contains(recurrence.Set{Start: set.Start, Rules: []recurrence.Rule{bare}}, set.Start)
	switch {
	case never:
		d.reportIn(f, rule, CodeNoOccurrence, Noted, "the rule never gives an occurrence")
		return
	case !on:
		d.reportIn(f, rule, CodeOffStart, Noted, "DTSTART is not an occurrence of the rule")
	}
	if parsed.Count == 0 && parsed.Until.IsZero() || f.find(propRDate) != nil {
		return
	}
	if !parsed.Until.IsZero() {
		if set.Rules[0].Until = floatingUntil(start, parsed.Until); set.Rules[0].Until.IsZero() {
			return
		}
	}
	var ok bool
	if set.ExDates, ok = f.exceptions(start.is); !ok {
		return
	}
	if _, never := contains(set, set.Start); never {
		d.reportIn(f, rule, CodeNoOccurrence, Noted, "no occurrence is left")
	}
}

// floatingUntil returns an UNTIL for clock readings; the zero one if that cannot be told.
func floatingUntil(start startOf, until recurrence.Until) recurrence.Until {
	switch {
	case start.is.typ == typeDate:
		return recurrence.UntilDate(until.Day)
	case until.Form == recurrence.FormUTC && !isUTC(start.is.value):
		if start.loc == nil {
			return recurrence.Until{}
		}
		at := until.Day.MidnightUTC().Add(time.Duration(until.Second) * time.Second)
		return recurrence.UntilLocal(at.In(start.loc))
	case until.Form == recurrence.FormDate:
		return recurrence.UntilLocal(until.Day.MidnightUTC().Add(24*time.Hour - time.Second))
	}
	until.Form = recurrence.FormLocal
	return until
}

// exceptions returns the EXDATEs of a component that are of the form of its start; ok is
// false if there are others, or very many.
func (f *openComponent) exceptions(start *readProperty) (dates []recurrence.Moment, ok bool) {
	for i := range f.props {
		p := &f.props[i]
		if p.id != propExDate || p.out {
			continue
		}
		if p.typ != start.typ || f.zone(p) != f.zone(start) {
			return nil, false
		}
		for item := range strings.SplitSeq(p.value, ",") {
			t, ok := readingOf(item)
			if !ok || isUTC(item) != isUTC(start.value) {
				return nil, false
			}
			dates = append(dates, momentOf(t, start.typ == typeDate))
		}
	}
	return dates, true
}

// readingOf returns what the clock and the calendar show at a DATE or DATE-TIME, in
// floating time.
func readingOf(s string) (t time.Time, ok bool) {
	if !isDate(s) && !isDateTime(s) {
		return time.Time{}, false
	}
	year, month, day := digits(s, 0)*100+digits(s, 2), digits(s, 4), digits(s, 6)
	var h, m, sec int
	if len(s) > 8 {
		h, m, sec = digits(s, 9), digits(s, 11), min(digits(s, 13), 59)
	}
	return time.Date(year, time.Month(month), day, h, m, sec, 0, recurrence.Floating), true
}

// momentOf returns a reading as a day or as a time.
func momentOf(t time.Time, allDay bool) recurrence.Moment {
	if allDay {
		return recurrence.OnDay(date.NewAt(t))
	}
	return recurrence.At(t)
}

// contains reports whether a set contains a moment, and whether it is empty. For a set
// that cannot be compiled it does, and is not.
func contains(set recurrence.Set, m recurrence.Moment) (in, never bool) {
	if m.Form() == recurrence.FormDate {
		days, err := set.Dates()
		if err != nil {
			return true, false
		}
		return days.Contains(m.Day()), days.Never()
	}
	times, err := set.Times()
	if err != nil {
		return true, false
	}
	return times.Contains(m.Time()), times.Never()
}

// checkOnsetRules reports whether the rules of an observance can be computed: such as
// give a few onsets a year at most.
func (d *Decoder) checkOnsetRules(f *openComponent) bool {
	for i := range f.props {
		p := &f.props[i]
		if p.out || p.typ != typeRecur {
			continue
		}
		rule, ok := d.checkRule(f, p, startOf{})
		switch {
		case !ok:
			return false
		case rule.Freq < recurrence.Daily:
			return d.leaveOut(f, p.line, CodeBadObservance, "onsets every few hours: "+quote(p.value))
		}
	}
	return true
}
