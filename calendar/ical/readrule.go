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
	for i := range f.props {
		p := &f.props[i]
		if p.out || p.typ != typeRecur {
			continue
		}
		r, ok := d.checkRule(f, p)
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
	start := f.find(propDTStart)
	if rule == nil || start == nil {
		return
	}
	if reason := untilAgainst2(f, start, rule.value); reason != "" {
		d.reportIn(f, rule, CodeUntilType, Noted, reason)
	}
	if count == 1 {
		d.checkOccurrences(f, start, rule, parsed)
	}
}

// checkRule looks at a rule by itself; ok is false if it cannot be computed.
func (d *Decoder) checkRule(f *openComponent, p *readProperty) (rule recurrence.Rule, ok bool) {
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
	p.out = true
	code := CodeBadRule
	if has := "UNTIL="; strings.Contains(capitals, has) && strings.Contains(capitals, "COUNT=") {
		code = CodeCountAndUntil
	}
	d.reportIn(f, p, code, LeftOut, ruleReason(lenient))
	return rule, false
}

// ruleReason says what is wrong with a rule.
func ruleReason(err error) string {
	var fault *recurrence.ParseError
	if errors.As(err, &fault) {
		return strings.TrimSpace(fault.Part+" "+fault.Reason) + " in " + quote(fault.Input)
	}
	return err.Error()
}

// untilAgainst2 says what is wrong with the UNTIL of a rule for a start.
func untilAgainst2(f *openComponent, start *readProperty, rule string) string {
	base := f.base(start)
	return untilAgainst(&base, rule)
}

// checkOccurrences notes a start that its rule does not give, and an event that never
// happens. It goes by clock readings, which need no zone.
func (d *Decoder) checkOccurrences(f *openComponent, start, rule *readProperty, parsed recurrence.Rule) {
	first, ok := readingOf(start.value)
	if !ok {
		return
	}
	set := recurrence.Set{Start: momentOf(first, start.typ == typeDate), Rules: []recurrence.Rule{parsed}}
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
		if set.Rules[0].Until = floatingUntil(start, parsed.Until, first); set.Rules[0].Until.IsZero() {
			return
		}
	}
	if set.ExDates, ok = f.exceptions(start); !ok {
		return
	}
	if _, never := contains(set, set.Start); never {
		d.reportIn(f, rule, CodeNoOccurrence, Noted, "no occurrence is left")
	}
}

// floatingUntil returns an UNTIL for clock readings; the zero one if it is in UTC and the
// start is not.
func floatingUntil(start *readProperty, until recurrence.Until, first time.Time) recurrence.Until {
	switch {
	case start.typ == typeDate:
		return recurrence.UntilDate(until.Day)
	case until.Form == recurrence.FormUTC && !isUTC(start.value):
		if at := until.Day.MidnightUTC(); at.Before(first.AddDate(0, 0, -1)) {
			return recurrence.UntilLocal(at)
		}
		return recurrence.Until{}
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
		rule, ok := d.checkRule(f, p)
		switch {
		case !ok:
			return false
		case rule.Freq < recurrence.Daily:
			return d.leaveOut(f, p.line, CodeBadObservance, "onsets every few hours: "+quote(p.value))
		}
	}
	return true
}
