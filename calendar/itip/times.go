package itip

import (
	"errors"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/recurrence"
)

// clock finds the zones of a meeting or a message.
type clock struct{ zones *ical.Zones }

// knownZones finds the zones that have a name of their own, and remembers them.
var knownZones = clock{ical.NewZones(nil)}

func (m Meeting) zones() clock {
	if len(m.Zones) == 0 {
		return knownZones
	}
	cal := &ics.Calendar{}
	for _, zone := range m.Zones {
		cal.Components = append(cal.Components, zone.Model())
	}
	return clock{ical.NewZones(cal)}
}

var errLineEnd = errors.New("a line end within a value")

// set reads the properties of an event that say when it is: DTSTART and those named.
func (c clock) set(event Component, names ...string) (recurrence.Set, error) {
	var text strings.Builder
	for _, p := range event.Properties {
		if p.Name != "DTSTART" && !slices.Contains(names, p.Name) {
			continue
		}
		line, err := timeLine(p, p.Name)
		if err != nil {
			return recurrence.Set{}, err
		}
		text.WriteString(line)
	}
	set, _, err := recurrence.SetReader{Zone: c.zones.Location}.ParseLenient(text.String())
	return set, err
}

// timeLine returns a property as a content line with what matters of its parameters.
func timeLine(p Property, name string) (string, error) {
	line := name
	for _, parameter := range []string{"VALUE", "TZID"} {
		if v := p.Parameter(parameter); v != "" {
			line += ";" + parameter + `="` + strings.ReplaceAll(v, `"`, "") + `"`
		}
	}
	line += ":" + p.Value
	if strings.ContainsAny(line, "\r\n") {
		return "", errLineEnd
	}
	return line + "\n", nil
}

// moment reads a property that holds one DATE or DATE-TIME.
func (c clock) moment(p Property) (recurrence.Moment, error) {
	if m, ok := c.plain(p); ok {
		return m, nil
	}
	line, err := timeLine(p, "DTSTART")
	if err != nil {
		return recurrence.Moment{}, err
	}
	set, _, err := recurrence.SetReader{Zone: c.zones.Location}.ParseLenient(line)
	return set.Start, err
}

// plain reads the usual forms, since the overrides of a meeting are looked through often.
func (c clock) plain(p Property) (m recurrence.Moment, ok bool) {
	tzid, value := p.Parameter("TZID"), p.Parameter("VALUE")
	switch {
	case len(p.Value) == len(utcForm) && tzid == "" && value == "":
		t, err := time.Parse(utcForm, p.Value)
		return recurrence.At(t), err == nil
	case len(p.Value) == len(localForm) && tzid != "" && value == "":
		t, err := time.Parse(localForm, p.Value)
		if err != nil {
			return m, false
		}
		loc, err := c.zones.Location(tzid)
		if err != nil {
			return m, false
		}
		return recurrence.AtClock(t, loc), true
	}
	return m, false
}

// instance returns the instance that an event is about, the empty ID if it is about the
// meeting as a whole; ok is false if its RECURRENCE-ID cannot be read.
func (c clock) instance(event Component) (id InstanceID, ok bool) {
	p, there := event.Property("RECURRENCE-ID")
	if !there {
		return "", true
	}
	m, err := c.moment(p)
	if err != nil || m.IsZero() {
		return "", false
	}
	return instanceOf(m), true
}

// A Span is when an event takes place: [Start, End).
type Span struct {
	Start, End time.Time // of all-day events midnights in [recurrence.Floating]; of local times without a zone, those readings in it
	AllDay     bool
}

// Span returns when an event of the meeting takes place: of one that repeats, its first
// instance. An event without an end takes no time, or if it is all-day, its day (RFC 5545,
// section 3.6.1). The error is one of package recurrence, or [ErrValue] for an event
// without DTSTART.
func (m Meeting) Span(event Component) (Span, error) { return m.zones().span(event) }

func (c clock) span(event Component) (Span, error) {
	if !event.has("DTSTART") {
		return Span{}, valueError("event", "no DTSTART")
	}
	set, err := c.set(event, "DTEND", "DURATION")
	if err != nil {
		return Span{}, &Error{"event", err.Error(), err}
	}
	return spanOf(set), nil
}

// spanOf returns the span of the start of a set.
func spanOf(set recurrence.Set) Span {
	s := Span{Start: set.Start.Time(), AllDay: set.Start.Form() == recurrence.FormDate}
	length := set.Length
	if s.AllDay && length == (recurrence.Length{}) {
		length.Days = 1
	}
	s.End = s.Start.AddDate(0, 0, length.Days).Add(length.Exact)
	return s
}

// occurs reports whether a series has an instance.
func (c clock) occurs(main Component, id InstanceID) bool {
	m, ok := id.moment()
	if !ok || !main.has("DTSTART") {
		return false
	}
	set, err := c.set(main, "RRULE", "RDATE", "EXDATE")
	if err != nil {
		return false
	}
	if !sameForm(set.Start, m) {
		return false
	}
	if set.Start.Form() == recurrence.FormDate {
		days, err := set.Dates()
		return err == nil && (days.Contains(m.Day()) || set.Start.Equal(m) && !excluded(set, m))
	}
	times, err := set.Times()
	return err == nil && (times.Contains(m.Time()) || set.Start.Time().Equal(m.Time()) && !excluded(set, m))
}

// excluded reports whether an EXDATE takes a start away that its rule does not give.
func excluded(set recurrence.Set, m recurrence.Moment) bool {
	return slices.ContainsFunc(set.ExDates, func(x recurrence.Moment) bool { return x.Time().Equal(m.Time()) })
}

// repeats reports whether an event has more than one instance.
func repeats(c Component) bool { return c.has("RRULE") || c.has("RDATE") }
