package itip

import (
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// An Edit is a change that the organizer makes.
type Edit struct {
	// Instance is the instance that is changed; empty for the meeting as a whole.
	Instance InstanceID

	// Future makes the change go on for all later instances (RANGE=THISANDFUTURE; RFC 5545,
	// section 3.2.13). Few programs know that.
	Future bool

	// Start and End are the new time, in the zone that Start is in; zero where it stays. If
	// only Start is given, the meeting is as long as before, by the clock.
	Start, End time.Time

	// AllDay makes it an event of days, as in an [Invitation].
	AllDay bool

	// Set are properties that take the place of those of their names.
	Set []Property

	// Remove are the names of properties that are taken away.
	Remove []string

	// Touched are the names of properties that count as changed although they say the same,
	// as a DTSTART does whose time zone has been given other rules.
	Touched []string
}

// What of an event makes SEQUENCE rise where it changes (RFC 5546, section 2.1.4), and
// what of that says when the event takes place.
var (
	significant = []string{"DTSTART", "DTEND", "DURATION", "DUE", "RRULE", "RDATE", "EXDATE", "STATUS"}
	whens       = []string{"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"}
)

// Edit changes the meeting or an instance of it, and sends a REQUEST to all its attendees.
//
// SEQUENCE rises if DTSTART, DTEND, DURATION, DUE, RRULE, RDATE, EXDATE or STATUS changes
// (RFC 5546, section 2.1.4). If it is any of these but DUE and STATUS, all answers return to
// NEEDS-ACTION and all proposals are dropped: they were to another time.
//
// Instances have their names by the start that the series gives them. Where a series gets
// another start or other rules, what was told of instances that it then no longer has is
// dropped; an instance that was called off stays so only if EXDATE has the start that it
// would have then.
//
// The result is [Sent], [NoChange], [IgnoredCancelled], or [Unknown] where there is no such
// instance. The error wraps [ErrValue] or [ErrLimit], or is one of package ical, where the
// event would not be one.
func (o Organizer) Edit(e Edit, now time.Time) (Step[Organizer], error) {
	a := o.begin("Edit", now)
	before, result, rule := a.known(e.Instance)
	if result != "" {
		return a.finish(result, rule)
	}
	after := before.Clone()
	if err := a.State.Meeting.apply(e, &after, a.place); err != nil {
		return Step[Organizer]{}, err
	}
	changed := changedNames(before, after)
	for _, name := range e.Touched {
		changed = append(changed, strings.ToUpper(name))
	}
	if len(changed) == 0 {
		return a.finish(NoChange, "nothing would change")
	}
	a.change(e.Instance, after, changed)
	return a.finish(Sent, "")
}

// change stores an event of which some properties have changed, and sends it.
func (a *action) change(id InstanceID, event Component, changed []string) {
	among := func(names []string) bool {
		return slices.ContainsFunc(changed, func(name string) bool { return slices.Contains(names, name) })
	}
	anew := among(whens)
	a.revise(&event, among(significant))
	if anew {
		concerned := func(of InstanceID) bool { return id == "" || of == id }
		a.reset(&event)
		a.dropProposals(concerned)
		for i := range a.State.Replies {
			if r := &a.State.Replies[i]; r.Instance != "" && concerned(r.Instance) {
				r.Status = ics.ParticipationStatusNeedsAction
			}
		}
	}
	a.store(id, event)
	if id != "" {
		a.request(event)
		return
	}
	if anew {
		a.settleOverrides()
	}
	a.request(a.State.Meeting.components()...)
}

// settleOverrides drops what is told of instances that the series no longer has, and has
// people answer the others anew.
func (a *action) settleOverrides() {
	m := &a.State.Meeting
	zones := m.zones()
	m.drop(func(id InstanceID) bool { return !zones.occurs(m.Main, id) })
	for i := range m.Overrides {
		a.revise(&m.Overrides[i], true)
		a.reset(&m.Overrides[i])
	}
	a.State.Cancelled = slices.DeleteFunc(a.State.Cancelled, func(c Cancellation) bool {
		return c.Address == "" && zones.occurs(m.Main, c.Instance) // it takes place after all
	})
	a.State.Replies = slices.DeleteFunc(a.State.Replies, func(r Reply) bool { return r.Instance != "" && !zones.occurs(m.Main, r.Instance) })
}

// apply makes a change to an event.
func (m Meeting) apply(e Edit, event *Component, place string) error {
	for _, p := range e.Set {
		if slices.Contains(ownProperties, strings.ToUpper(p.Name)) {
			return valueError(place+", "+p.Name, "is not to be set, but follows from what is done")
		}
		if strings.EqualFold(p.Name, "STATUS") && strings.EqualFold(p.Value, string(ics.ObjectStatusCancelled)) {
			return valueError(place+", STATUS", "a meeting is cancelled by Cancel")
		}
	}
	for _, name := range e.Remove {
		if slices.Contains(ownProperties, strings.ToUpper(name)) {
			return valueError(place+", "+name, "is not to be removed")
		}
		event.remove(strings.ToUpper(name))
	}
	done := make(map[string]bool)
	for _, p := range e.Set {
		p = propertyOf(p.model())
		if done[p.Name] {
			event.Properties = append(event.Properties, p)
			continue
		}
		done[p.Name] = true
		event.set(p)
	}
	if e.Future && e.Instance != "" {
		id, _ := event.Property("RECURRENCE-ID")
		event.set(id.With("RANGE", "THISANDFUTURE"))
	}
	if e.Start.IsZero() && e.End.IsZero() {
		return nil
	}
	start, end := e.Start, e.End
	if start.IsZero() || end.IsZero() {
		span, err := m.Span(*event)
		if err != nil {
			return &Error{place, err.Error(), err}
		}
		if start.IsZero() {
			start = span.Start
		} else {
			end = sameLength(span, start)
		}
	}
	return setSpan(event, place, start, end, e.AllDay)
}

// sameLength returns the end of a span that is moved to another start: as many days and
// hours by the clock later as it was.
func sameLength(span Span, start time.Time) time.Time {
	wall := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	}
	length := wall(span.End.In(span.Start.Location())).Sub(wall(span.Start))
	end := wall(start).Add(length)
	return time.Date(end.Year(), end.Month(), end.Day(), end.Hour(), end.Minute(), end.Second(), 0, start.Location())
}

// changedNames returns the names of the properties in which two events differ.
func changedNames(before, after Component) []string {
	var names []string
	seen := make(map[string]bool)
	for _, c := range []Component{before, after} {
		for _, p := range c.Properties {
			if seen[p.Name] {
				continue
			}
			seen[p.Name] = true
			if !slices.EqualFunc(before.All(p.Name), after.All(p.Name), Property.equal) {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

// Add invites somebody else to the meeting, or to one instance of it, and sends a REQUEST
// to that one alone; SEQUENCE stays (RFC 5546, section 2.1.4 does not have it rise). Who is invited already stays
// as invited as before, and the result is [NoChange].
func (o Organizer) Add(p Participant, instance InstanceID, now time.Time) (Step[Organizer], error) {
	a := o.begin("Add", now)
	event, result, rule := a.known(instance)
	switch {
	case result != "":
		return a.finish(result, rule)
	case p.Address == "":
		return Step[Organizer]{}, valueError(a.place+", ATTENDEE", "no address")
	case attendee(event, p.Address) >= 0:
		return a.finish(NoChange, p.Address+" is invited already")
	}
	if SameAddress(p.Address, a.State.Address) {
		p.Status = ics.ParticipationStatusAccepted
	}
	add := func(event *Component) {
		event.Properties = append(event.Properties, p.attendee())
		a.revise(event, false)
	}
	events := []Component{event.Clone()}
	add(&events[0])
	a.store(instance, events[0])
	if instance == "" {
		for i := range a.State.Meeting.Overrides {
			if own := &a.State.Meeting.Overrides[i]; attendee(*own, p.Address) < 0 {
				add(own)
			}
		}
		events = a.State.Meeting.components()
	}
	a.State.Cancelled = slices.DeleteFunc(a.State.Cancelled, func(c Cancellation) bool {
		return c.Address != "" && SameAddress(c.Address, p.Address) && (instance == "" || c.Instance == instance)
	})
	to := []string{canonicalAddress(p.Address)}
	if !a.reaches(p.attendee()) {
		to = nil
	}
	// Whoever is to be written to in any case gets it as well (RFC 6638, section 7.2).
	for _, q := range events[0].All("ATTENDEE") {
		if forced(q, "REQUEST") && a.reaches(q) && !SameAddress(q.Value, p.Address) {
			to = append(to, canonicalAddress(q.Value))
		}
	}
	a.requestTo(to, events...)
	return a.finish(Sent, "")
}

// Remove takes somebody's invitation to the meeting back, or to one instance of it: that
// one gets a CANCEL, and the others a REQUEST. SEQUENCE rises (RFC 5546, sections 2.1.4 and
// 3.2.5), and the answers of the others stand. The result is [NoChange] where nobody of that
// address is invited.
func (o Organizer) Remove(address string, instance InstanceID, now time.Time) (Step[Organizer], error) {
	a := o.begin("Remove", now)
	event, result, rule := a.known(instance)
	if result != "" {
		return a.finish(result, rule)
	}
	if attendee(event, address) < 0 {
		return a.finish(NoChange, fmt.Sprintf("%s is not invited", address))
	}
	event = event.Clone()
	removed := event.Properties[attendee(event, address)]
	take := func(event *Component) {
		if at := attendee(*event, address); at >= 0 {
			event.Properties = slices.Delete(event.Properties, at, at+1)
			a.revise(event, true)
		}
	}
	take(&event)
	a.store(instance, event)
	events := []Component{event}
	if instance == "" {
		for i := range a.State.Meeting.Overrides {
			take(&a.State.Meeting.Overrides[i])
		}
		events = a.State.Meeting.components()
	}
	forget := func(of InstanceID, other string) bool {
		return SameAddress(other, address) && (instance == "" || of == instance)
	}
	a.State.Replies = slices.DeleteFunc(a.State.Replies, func(r Reply) bool { return forget(r.Instance, r.Address) })
	a.State.Proposals = slices.DeleteFunc(a.State.Proposals, func(p Proposal) bool { return forget(p.Instance, p.Address) })
	a.State.Waiting = slices.DeleteFunc(a.State.Waiting, func(w Delegate) bool {
		return forget(w.Reply.Instance, w.Reply.Address) || forget(w.Reply.Instance, w.From)
	})
	a.State.noteCancelled(Cancellation{Instance: instance, Address: canonicalAddress(address), Revision: RevisionOf(event)})

	if a.reaches(removed) {
		a.send(ics.MethodCancel, []string{canonicalAddress(address)}, cancelFor(event, removed))
	}
	a.request(events...)
	return a.finish(Sent, "")
}

// noteCancelled keeps the last cancellation of an instance or an attendee.
func (o *Organizer) noteCancelled(c Cancellation) {
	o.Cancelled = slices.DeleteFunc(o.Cancelled, func(d Cancellation) bool {
		return d.Instance == c.Instance && (d.Address == "") == (c.Address == "") && SameAddress(d.Address, c.Address)
	})
	o.Cancelled = append(o.Cancelled, c)
}

// cancelFor returns what a CANCEL says to attendees who are no longer invited: no STATUS,
// which would cancel the meeting for all (RFC 5546, section 3.2.5).
func cancelFor(event Component, attendees ...Property) Component {
	c := event.Clone()
	c.Components = nil
	c.remove("STATUS", "ATTENDEE", "REQUEST-STATUS")
	for _, p := range attendees {
		c.Properties = append(c.Properties, p.clone())
	}
	return c
}
