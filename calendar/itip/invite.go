package itip

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/recurrence"
)

// Invite plans a meeting and sends a REQUEST to each attendee (RFC 5546, section
// 3.2.2), with SEQUENCE 0 and now as DTSTAMP, to the second.
//
// The error wraps [ErrValue] where the invitation has no UID, no organizer, no start, or an
// end that is not after it, and [ErrLimit] where it is over a limit; or it is one of package
// ical, where the event is not one that its strict writer writes.
func Invite(invitation Invitation, now time.Time) (Step[Organizer], error) {
	const place = "Invite"
	event, err := invitation.event(place)
	if err != nil {
		return Step[Organizer]{}, err
	}
	o := Organizer{Address: canonicalAddress(invitation.Organizer.Address), Limits: invitation.Limits}
	o.Meeting = Meeting{UID: event.Value("UID"), Main: event}
	a := o.begin(place, now)
	a.revise(&a.State.Meeting.Main, false)
	if err := a.request(a.State.Meeting.Main); err != nil {
		return Step[Organizer]{}, err
	}
	return a.finish(Sent, "")
}

// event returns the VEVENT of an invitation, without SEQUENCE and DTSTAMP.
func (i Invitation) event(place string) (Component, error) {
	switch {
	case i.UID == "" && i.Key == "":
		return Component{}, valueError(place+", UID", "neither a UID nor a key to make one of")
	case i.Organizer.Address == "":
		return Component{}, valueError(place+", ORGANIZER", "no address")
	case i.Status != "" && i.Status != ics.ObjectStatusTentative && i.Status != ics.ObjectStatusConfirmed:
		return Component{}, valueError(place+", STATUS", fmt.Sprintf("%q is neither TENTATIVE nor CONFIRMED", i.Status))
	}
	event := Component{Name: "VEVENT"}
	event.setValue("UID", cmp.Or(i.UID, ical.UID(canonicalAddress(i.Organizer.Address), i.Key)))
	if err := setSpan(&event, place, i.Start, i.End, i.AllDay); err != nil {
		return Component{}, err
	}
	for _, text := range []struct{ name, value string }{
		{"SUMMARY", i.Summary}, {"DESCRIPTION", i.Description}, {"LOCATION", i.Location},
		{"STATUS", string(cmp.Or(i.Status, ics.ObjectStatusConfirmed))},
	} {
		if text.value != "" {
			event.setValue(text.name, text.value)
		}
	}
	for _, p := range i.Properties {
		if p = propertyOf(p.model()); slices.Contains(ownProperties, p.Name) {
			return Component{}, valueError(place+", "+p.Name, "is not given as a property, but by a field or by the library")
		}
		event.Properties = append(event.Properties, p)
	}
	event.set(i.Organizer.organizer())
	seen := make(map[string]bool)
	for _, p := range i.Attendees {
		key := addressKey(p.Address)
		twice := seen[key]
		seen[key] = true
		switch {
		case p.Address == "":
			return Component{}, valueError(place+", ATTENDEE", "no address")
		case twice:
			return Component{}, valueError(place+", ATTENDEE", p.Address+" is there twice")
		case SameAddress(p.Address, i.Organizer.Address):
			p.Status = ics.ParticipationStatusAccepted
		}
		event.Properties = append(event.Properties, p.attendee())
	}
	return event, nil
}

// ownProperties are those that a state machine alone writes.
var ownProperties = []string{
	"UID", "SEQUENCE", "DTSTAMP", "ORGANIZER", "ATTENDEE", "RECURRENCE-ID", "REQUEST-STATUS", "METHOD",
}

// setSpan writes when an event takes place.
func setSpan(event *Component, place string, start, end time.Time, allDay bool) error {
	if start.IsZero() || end.IsZero() {
		return valueError(place+", DTSTART", "no start or no end")
	}
	form := func(name string, t time.Time) Property {
		if allDay {
			return Property{Name: name, Value: t.Format(dateForm)}.With("VALUE", "DATE")
		}
		return timeProperty(name, t, start.Location())
	}
	from, to := form("DTSTART", start), form("DTEND", end)
	if allDay && from.Value >= to.Value || !allDay && !start.Before(end) {
		return valueError(place+", DTEND", "not after the start")
	}
	event.set(from)
	event.remove("DURATION")
	event.set(to)
	return nil
}

// timeProperty returns a property with a time by the clock of a location: UTC, a zone with
// a name, or Floating. A reading that the clock shows twice means the first (RFC 5545,
// section 3.3.5), so that the second is written in UTC.
func timeProperty(name string, t time.Time, loc *time.Location) Property {
	local := t.In(loc)
	switch {
	case loc == recurrence.Floating:
		return Property{Name: name, Value: local.Format(localForm)}
	case loc == time.UTC, !recurrence.AtClock(local, loc).Time().Equal(t.Truncate(time.Second)):
		return Property{Name: name, Value: t.UTC().Format(utcForm)}
	}
	return Property{Name: name, Value: local.Format(localForm)}.With("TZID", strings.TrimSpace(loc.String()))
}

// OrganizerOf returns the state of the organizer of a meeting that a calendar already has:
// its events of one UID, with an ORGANIZER. Nothing is sent; [Organizer.Request] does that.
// It is also how to take up a meeting of which only the calendar has been kept; the DTSTAMPs
// of the replies are then not known any more, and a late one may count.
//
// The error wraps [ErrValue] where there is no event, more than one UID, no ORGANIZER, or
// two events for the same instance, and [ErrLimit] where the meeting is over a limit.
func OrganizerOf(cal *ics.Calendar, limits Limits) (Organizer, error) {
	const place = "OrganizerOf"
	if cal == nil {
		return Organizer{}, valueError(place, "no calendar")
	}
	o := Organizer{Limits: limits}
	o.Meeting.keepZones(cal)
	zones := o.Meeting.zones()
	seen := make(map[InstanceID]bool)
	for _, c := range cal.Components {
		event := ComponentOf(c)
		if event.Name != "VEVENT" {
			continue
		}
		organizer, _ := event.Property("ORGANIZER")
		id, ok := zones.instance(event)
		switch {
		case event.Value("UID") == "" || o.Meeting.UID != "" && o.Meeting.UID != event.Value("UID"):
			return Organizer{}, valueError(place+", UID", "not the same in all events")
		case organizer.Value == "" || o.Address != "" && !SameAddress(o.Address, organizer.Value):
			return Organizer{}, valueError(place+", ORGANIZER", "not the same in all events")
		case !ok || seen[id]:
			return Organizer{}, valueError(place+", RECURRENCE-ID", "not one for each instance")
		}
		seen[id] = true
		o.Meeting.UID, o.Address = event.Value("UID"), canonicalAddress(organizer.Value)
		if id == "" {
			o.Meeting.Main = event
		} else {
			o.Meeting.put(id, event)
		}
		o.Last = o.Last.max(RevisionOf(event))
	}
	if o.Meeting.UID == "" {
		return Organizer{}, valueError(place, "no event")
	}
	o.Meeting.dropZones()
	return o, o.check(place)
}
