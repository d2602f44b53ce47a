package itip

import (
	"slices"
	"sort"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/recurrence"
)

// put makes an event the override of an instance.
func (m *Meeting) put(id InstanceID, event Component) {
	if own := m.override(id); own != nil {
		*own = event
		return
	}
	zones := m.zones()
	at := sort.Search(len(m.Overrides), func(i int) bool {
		of, _ := zones.instance(m.Overrides[i])
		return of.later(id)
	})
	m.Overrides = slices.Insert(m.Overrides, at, event)
}

// drop takes the overrides away for which a test of their instance is true.
func (m *Meeting) drop(test func(InstanceID) bool) {
	zones := m.zones()
	m.Overrides = slices.DeleteFunc(m.Overrides, func(c Component) bool {
		id, _ := zones.instance(c)
		return test(id)
	})
	m.Overrides = orNil(m.Overrides)
}

// derive returns what the meeting says of an instance, as an event of its own: a copy of
// its override, or of the event as a whole, or of what goes on from an earlier instance
// (RANGE=THISANDFUTURE), moved to the instance; ok is false if there is no such instance.
func (m Meeting) derive(id InstanceID) (event Component, ok bool) {
	if own := m.override(id); own != nil {
		return own.Clone(), true
	}
	base, start, end, ok := m.occurrence(id)
	if !ok {
		return Component{}, false
	}
	event = base.Clone()
	event.remove("RRULE", "RDATE", "EXDATE", "EXRULE")
	event.set(m.recurrenceID(id))
	hasEnd := event.has("DTEND")
	from, _ := event.Property("DTSTART")
	event.set(m.inForm(from, "DTSTART", start))
	if hasEnd {
		event.set(m.inForm(from, "DTEND", end))
	}
	return event, true
}

// occurrence returns what an instance follows, and when it takes place by that.
func (m Meeting) occurrence(id InstanceID) (base Component, start, end time.Time, ok bool) {
	moment, ok := id.moment()
	if !ok || m.Main.IsZero() {
		return base, start, end, false
	}
	// Those of single instances do not matter for others.
	var ranges []Component
	for _, c := range m.Overrides {
		if p, _ := c.Property("RECURRENCE-ID"); p.Parameter("RANGE") != "" {
			ranges = append(ranges, c)
		}
	}
	set, err := m.zones().set(m.Main, "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE")
	if len(ranges) > 0 {
		if set, err = m.setWith(ranges); err != nil {
			return base, start, end, false
		}
	}
	if err != nil || set.Start.IsZero() || !sameForm(set.Start, moment) {
		return base, start, end, false
	}
	override := -1
	if set.Start.Form() == recurrence.FormDate {
		days, err := set.Dates()
		if err != nil {
			return base, start, end, false
		}
		o, found := days.Occurrence(moment.Day())
		if ok = found; ok {
			start, end, override = o.Start.MidnightIn(recurrence.Floating), o.End.MidnightIn(recurrence.Floating), o.Override
		}
	} else {
		times, err := set.Times()
		if err != nil {
			return base, start, end, false
		}
		o, found := times.Occurrence(moment.Time())
		if ok = found; ok {
			start, end, override = o.Start, o.End, o.Override
		}
	}
	if !ok {
		// A start that its rule does not give is an instance all the same.
		if len(ranges) > 0 || !set.Start.Time().Equal(moment.Time()) || excluded(set, moment) {
			return base, start, end, false
		}
		span := spanOf(set)
		start, end = span.Start, span.End
	}
	base = m.Main
	if override >= 0 {
		base = ranges[override]
	}
	return base, start, end, true
}

// setWith returns the recurrence set of the series with those of its overrides that go on
// for later instances.
func (m Meeting) setWith(ranges []Component) (recurrence.Set, error) {
	cal := &ics.Calendar{}
	for _, c := range append(append(slices.Clone(m.Zones), m.Main), ranges...) {
		cal.Components = append(cal.Components, c.Model())
	}
	entries, _ := ical.Entries(cal, ical.ImportOptions{})
	if len(entries) == 0 || len(entries[0].Overrides) != len(ranges) {
		return recurrence.Set{}, ErrValue
	}
	return entries[0].Set, nil
}

// sameForm reports whether a moment can be an instance of a series with a start.
func sameForm(start, moment recurrence.Moment) bool {
	return (start.Form() == recurrence.FormDate) == (moment.Form() == recurrence.FormDate) && floats(start) == floats(moment)
}

// recurrenceID returns the RECURRENCE-ID of an instance, in the form of the DTSTART of the
// series.
func (m Meeting) recurrenceID(id InstanceID) Property {
	moment, _ := id.moment()
	if moment.Form() == recurrence.FormDate {
		return Property{Name: "RECURRENCE-ID", Value: string(id)}.With("VALUE", "DATE")
	}
	start, _ := m.Main.Property("DTSTART")
	return m.inForm(start, "RECURRENCE-ID", moment.Time())
}

// inForm returns a property with a time or day in the form that a DTSTART has.
func (m Meeting) inForm(start Property, name string, t time.Time) Property {
	tzid := start.Parameter("TZID")
	switch {
	case strings.EqualFold(start.Parameter("VALUE"), "DATE") || len(start.Value) == len(dateForm):
		return Property{Name: name, Value: t.Format(dateForm)}.With("VALUE", "DATE")
	case tzid != "":
		if loc, err := m.zones().zones.Location(tzid); err == nil {
			if p := timeProperty(name, t, loc); p.Parameter("TZID") != "" {
				return p.With("TZID", tzid)
			}
		}
	case len(start.Value) == len(localForm):
		return Property{Name: name, Value: t.Format(localForm)}
	}
	return Property{Name: name, Value: t.UTC().Format(utcForm)}
}

// truncate ends a series before an instance (RFC 5546, section 3.2.5: RANGE=THISANDFUTURE
// in a CANCEL). ok is false if nothing of the series would remain, or its rules cannot be
// read.
func (m *Meeting) truncate(id InstanceID) (ok bool) {
	until, _ := id.moment()
	zones := m.zones()
	start, err := zones.set(m.Main)
	if err != nil || !start.Start.Time().Before(until.Time()) {
		return false
	}
	var kept []Property
	for _, p := range m.Main.Properties {
		switch p.Name {
		case "RRULE":
			rule, _, err := recurrence.ParseLenient(p.Value)
			if err != nil {
				return false
			}
			rule.Count = 0
			var last recurrence.Until
			switch {
			case until.Form() == recurrence.FormDate:
				last = recurrence.UntilDate(until.Day() - 1)
			case floats(until):
				last = recurrence.UntilLocal(until.Time().Add(-time.Second))
			default:
				last = recurrence.UntilTime(until.Time().Add(-time.Second))
			}
			if rule.Until.IsZero() || last.String() < rule.Until.For(start.Start).String() {
				rule.Until = last
			}
			p.Value = rule.String()
		case "RDATE":
			var values []string
			for value := range strings.SplitSeq(p.Value, ",") {
				from, _, isPeriod := strings.Cut(value, "/")
				q := Property{Name: p.Name, Parameters: p.Parameters, Value: from}
				if isPeriod {
					q = q.With("VALUE", "DATE-TIME")
				}
				if at, err := zones.moment(q); err == nil && at.Time().Before(until.Time()) {
					values = append(values, value)
				}
			}
			if len(values) == 0 {
				continue
			}
			p.Value = strings.Join(values, ",")
		}
		kept = append(kept, p)
	}
	m.Main.Properties = kept
	m.drop(func(of InstanceID) bool { return !id.later(of) })
	return true
}
