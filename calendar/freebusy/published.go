package freebusy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/recurrence"
)

// published adds the periods of the VFREEBUSY components of a model, and notes of which
// time a model without events says nothing.
func (r *reader) published(model *ics.Calendar) {
	var known []Period
	only := false
	asks := asksForFreeBusy(model)
	for i, c := range model.Components {
		switch nameOf(c) {
		case "VEVENT", "VAVAILABILITY":
			known = append(known, Period{r.from, r.to, Busy})
		case "VFREEBUSY":
			if only = true; asks {
				continue
			}
			known = append(known, r.coverage(i, c))
			r.component(i, c)
		}
	}
	if only {
		var spans []Span
		for _, p := range Unite(r.from, r.to, known) {
			spans = append(spans, Span{p.Start, p.End})
		}
		for _, p := range subtract(Unite(r.from, r.to, []Period{{r.from, r.to, Busy}}), spans) {
			r.reading.Unknown = append(r.reading.Unknown, Span{p.Start, p.End})
		}
	}
}

// asksForFreeBusy reports whether the VFREEBUSY of a model ask for free/busy time, and tell
// of none (RFC 5546, section 3.3.2).
func asksForFreeBusy(model *ics.Calendar) bool {
	for i := range model.CalendarProperties {
		if p := &model.CalendarProperties[i].BaseProperty; equalFold(p.IANAToken, "METHOD") {
			return equalFold(strings.TrimSpace(p.Value), "REQUEST")
		}
	}
	return false
}

// coverage returns the span of which a VFREEBUSY speaks; it is open where it has no start or
// no end.
func (r *reader) coverage(index int, c ics.Component) Period {
	span := Period{r.from, r.to, Busy}
	properties := c.UnknownPropertiesIANAProperties()
	for i := range properties {
		p := &properties[i].BaseProperty
		at := &span.Start
		switch strings.ToUpper(p.IANAToken) {
		case "DTSTART":
		case "DTEND":
			at = &span.End
		default:
			continue
		}
		var err error
		if *at, err = r.instant(p, strings.TrimSpace(p.Value)); err != nil {
			r.leaveOut(index, c, p, p.Value, "a date and time", err)
			return Period{r.from, r.to, Busy}
		}
	}
	return span
}

// component adds the periods of a VFREEBUSY.
func (r *reader) component(index int, c ics.Component) {
	uid := uidOf(c)
	properties := c.UnknownPropertiesIANAProperties()
	for i := range properties {
		p := &properties[i].BaseProperty
		if !equalFold(p.IANAToken, "FREEBUSY") {
			continue
		}
		typ := Busy
		if name := parameterOf(p, "FBTYPE"); name != "" {
			typ, _ = ParseType(name) // others count as BUSY
		}
		for value := range strings.SplitSeq(p.Value, ",") {
			e, err := r.period(p, strings.TrimSpace(value))
			if err != nil {
				r.leaveOut(index, c, p, value, "a period", err)
				continue
			}
			e.Type, e.UID = typ, uid
			r.add(e)
		}
	}
}

// leaveOut notes that a value of a property is not what it should be.
func (r *reader) leaveOut(index int, c ics.Component, p *ics.BaseProperty, value, should string, err error) {
	r.find(ical.Finding{
		Index: index, Component: nameOf(c), UID: uidOf(c), Property: strings.ToUpper(p.IANAToken),
		Reason: fmt.Sprintf("left out: %.60q is not %s", strings.TrimSpace(value), should), Err: err,
	})
}

var errBackwards = errors.New("freebusy: the period does not end after its start")

const utcLayout = "20060102T150405Z"

// period reads a PERIOD (RFC 5545, section 3.3.9).
func (r *reader) period(p *ics.BaseProperty, value string) (Entry, error) {
	first, second, _ := strings.Cut(value, "/")
	start, err := time.Parse(utcLayout, first)
	if err == nil {
		if end, err := time.Parse(utcLayout, second); err == nil {
			if !start.Before(end) {
				return Entry{}, errBackwards
			}
			return Entry{Start: start, End: end}, nil
		}
	}
	property := "DTEND"
	if strings.HasPrefix(strings.TrimPrefix(second, "+"), "P") {
		property = "DURATION"
	}
	set, err := r.set(p, "DTSTART", first, property, second)
	if err != nil {
		return Entry{}, err
	}
	times, err := set.Times()
	if err != nil {
		return Entry{}, err
	}
	o, ok := times.Occurrence(set.Start.Time())
	if !ok || !o.Start.Before(o.End) {
		return Entry{}, errBackwards
	}
	return Entry{Start: o.Start.UTC(), End: o.End.UTC()}, nil
}

// instant reads a DATE-TIME.
func (r *reader) instant(p *ics.BaseProperty, value string) (time.Time, error) {
	if t, err := time.Parse(utcLayout, value); err == nil {
		return t, nil
	}
	set, err := r.set(p, "DTSTART", value)
	if err != nil {
		return time.Time{}, err
	}
	if set.Start.Form() == recurrence.FormDate {
		return startOf(Entry{Day: set.Start.Day(), EndDay: lastDay + 1, Location: r.options.Location}), nil
	}
	return set.Start.Time().UTC(), nil
}

// startOf returns the first instant of whole days.
func startOf(e Entry) time.Time {
	day := e.Day.MidnightUTC()
	for start := range e.Spans(day.AddDate(0, 0, -2), day.AddDate(0, 0, 4)) {
		return start.UTC()
	}
	return day
}

// set reads values of a property as a recurrence set, which knows what clocks do. Times
// without a zone are those of the owner.
func (r *reader) set(p *ics.BaseProperty, lines ...string) (recurrence.Set, error) {
	tzid := parameterOf(p, "TZID")
	var b strings.Builder
	for line := range slices.Chunk(lines, 2) {
		b.WriteString(line[0])
		switch {
		case len(line[1]) == 8:
			b.WriteString(";VALUE=DATE")
		case line[0] != "DURATION" && !strings.HasSuffix(line[1], "Z"):
			b.WriteString(";TZID=zone")
		}
		b.WriteString(":" + strings.NewReplacer("\r", "?", "\n", "?").Replace(line[1]) + "\n")
	}
	zones := recurrence.SetReader{Zone: func(string) (*time.Location, error) {
		if tzid == "" {
			return r.options.Location, nil
		}
		return r.zones.Location(tzid)
	}}
	set, _, err := zones.ParseLenient(b.String())
	return set, err
}
