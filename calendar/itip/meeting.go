package itip

import (
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// A Meeting is what one UID stands for in somebody's calendar: the event, and what is told
// otherwise of single instances of it. It is a plain value.
type Meeting struct {
	UID string `json:"uid"`

	// Main is the event as a whole, without a RECURRENCE-ID. It is the zero Component where
	// only instances are known, as to somebody who is invited to one instance of a series.
	Main Component `json:"main,omitzero"`

	// Overrides are the events with a RECURRENCE-ID, in the order of their instances.
	Overrides []Component `json:"overrides,omitempty"`

	// Zones are the VTIMEZONEs of time zones that are not IANA's.
	Zones []Component `json:"zones,omitempty"`
}

func (m Meeting) clone() Meeting {
	m.Main = m.Main.Clone()
	m.Overrides = cloneComponents(m.Overrides)
	m.Zones = cloneComponents(m.Zones)
	return m
}

// orNil returns nil for a list without anything in it, which is what JSON makes of it.
func orNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

func cloneComponents(components []Component) []Component {
	var clones []Component
	for _, c := range components {
		clones = append(clones, c.Clone())
	}
	return clones
}

// Instance returns the event that tells of an instance, or of the meeting as a whole for
// the empty ID: its override where it has one, and else Main. It shares its properties with
// the meeting.
func (m Meeting) Instance(id InstanceID) Component {
	if c := m.override(id); c != nil {
		return *c
	}
	return m.Main
}

// override returns the override of an instance, or nil.
func (m *Meeting) override(id InstanceID) *Component {
	if id == "" {
		return nil
	}
	zones := m.zones()
	var usual Property // as most are written
	if !m.Main.IsZero() {
		usual = m.recurrenceID(id)
	}
	for i := range m.Overrides {
		p, _ := m.Overrides[i].Property("RECURRENCE-ID")
		if usual.Value != "" && len(p.Value) == len(usual.Value) && p.Parameter("TZID") == usual.Parameter("TZID") {
			if p.Value == usual.Value {
				return &m.Overrides[i]
			}
			continue
		}
		if of, ok := zones.instance(m.Overrides[i]); ok && of == id {
			return &m.Overrides[i]
		}
	}
	return nil
}

// Calendar returns the meeting as a calendar without a METHOD: what a calendar store
// keeps, with the parameters of RFC 6638. It shares nothing with the meeting.
func (m Meeting) Calendar() (*ics.Calendar, error) {
	return m.calendarOf("Calendar", "", m.components())
}

// components returns all events of the meeting.
func (m Meeting) components() []Component {
	if m.Main.IsZero() {
		return m.Overrides
	}
	return append([]Component{m.Main}, m.Overrides...)
}

// productID is the PRODID of the messages.
const productID = "-//Convene//Convene iTIP//EN"

// calendarOf returns a calendar of some events with the time zones that they use.
func (m Meeting) calendarOf(place string, method ics.Method, events []Component) (*ics.Calendar, error) {
	cal := &ics.Calendar{}
	add := func(name, value string) {
		cal.CalendarProperties = append(cal.CalendarProperties,
			ics.CalendarProperty{BaseProperty: Property{Name: name, Value: value}.model()})
	}
	add("VERSION", "2.0")
	add("PRODID", productID)
	if method != "" {
		add("METHOD", string(method))
	}
	zones, err := m.definitions(place, events)
	if err != nil {
		return nil, err
	}
	for _, c := range append(zones, events...) {
		cal.Components = append(cal.Components, c.Model())
	}
	if err := ical.Validate(cal); err != nil {
		return nil, &Error{place, err.Error(), err}
	}
	return cal, nil
}

// RevisionOf returns the SEQUENCE and the DTSTAMP of an event: zero where it has none, or
// none that can be read.
func RevisionOf(c Component) Revision {
	sequence, _ := sequenceOf(c)
	return Revision{sequence, stampOf(c)}
}

// sequenceOf returns SEQUENCE, which is 0 where there is none (RFC 5545, section 3.8.7.4);
// ok is false where it is no number from 0 to 2,147,483,647.
func sequenceOf(c Component) (sequence int, ok bool) {
	p, there := c.Property("SEQUENCE")
	if !there {
		return 0, true
	}
	n, err := strconv.ParseInt(strings.TrimSpace(p.Value), 10, 32)
	return int(max(n, 0)), err == nil && n >= 0
}

func stampOf(c Component) time.Time {
	t, err := time.Parse(utcForm, strings.TrimSpace(c.Value("DTSTAMP")))
	if err != nil {
		return time.Time{}
	}
	return t
}

// setRevision writes SEQUENCE and DTSTAMP.
func setRevision(c *Component, r Revision) {
	c.setValue("SEQUENCE", strconv.Itoa(r.Sequence))
	c.setValue("DTSTAMP", r.Stamp.UTC().Format(utcForm))
}

// StatusOf returns STATUS in capitals, or CONFIRMED where an event has none.
func StatusOf(c Component) ics.ObjectStatus {
	if status := strings.ToUpper(strings.TrimSpace(c.Value("STATUS"))); status != "" {
		return ics.ObjectStatus(status)
	}
	return ics.ObjectStatusConfirmed
}

// isCancelled reports whether the meeting as a whole is cancelled, or all that is known of
// it.
func (m Meeting) isCancelled() bool {
	if !m.Main.IsZero() {
		return isCancelled(m.Main)
	}
	return len(m.Overrides) > 0 && !slices.ContainsFunc(m.Overrides, func(c Component) bool { return !isCancelled(c) })
}

func isCancelled(c Component) bool { return StatusOf(c) == ics.ObjectStatusCancelled }

// Participants returns the attendees of an event, in its order.
func Participants(c Component) []Participant {
	var participants []Participant
	for _, p := range c.All("ATTENDEE") {
		participants = append(participants, ParticipantOf(p))
	}
	return participants
}

// attendee returns the index of the ATTENDEE with an address, or -1.
func attendee(c Component, address string) int {
	return slices.IndexFunc(c.Properties, func(p Property) bool {
		return p.Name == "ATTENDEE" && SameAddress(p.Value, address)
	})
}
