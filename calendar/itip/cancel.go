package itip

import (
	"time"

	ics "github.com/arran4/golang-ical"
)

// Cancel calls the meeting off, and sends a CANCEL to all its attendees. SEQUENCE rises
// (RFC 5546, section 3.2.5). This is final: afterwards actions and messages have the result
// [IgnoredCancelled], but for a REFRESH, which is answered with the CANCEL again.
func (o Organizer) Cancel(now time.Time) (Step[Organizer], error) {
	a := o.begin("Cancel", now)
	if rule, cancelled := a.State.cancelledBefore(""); cancelled {
		return a.finish(IgnoredCancelled, rule)
	}
	m := &a.State.Meeting
	to := a.recipients(m.components()...)
	for _, event := range m.pointers() {
		a.revise(event, true)
		event.setValue("STATUS", string(ics.ObjectStatusCancelled))
	}
	if m.Main.IsZero() {
		a.send(ics.MethodCancel, to, cancels(m.Overrides)...)
	} else {
		a.send(ics.MethodCancel, to, cancels([]Component{m.Main})...)
	}
	return a.finish(Sent, "")
}

// cancels returns events as a CANCEL has them.
func cancels(events []Component) []Component {
	cancelled := cloneComponents(events)
	for i := range cancelled {
		cancelled[i].Components = nil
		cancelled[i].remove("REQUEST-STATUS")
		cancelled[i].setValue("STATUS", string(ics.ObjectStatusCancelled))
	}
	return cancelled
}

// CancelInstance calls one instance off, or with future all from that one on, and sends a
// CANCEL with its RECURRENCE-ID to its attendees (RFC 5546, section 3.2.5). In the
// organizer's own calendar it becomes an EXDATE, or the end of the rules. The SEQUENCE of the
// series as a whole stays, and so do the answers to it. To call the whole series off is for
// [Organizer.Cancel]: with the first instance and future the error wraps [ErrValue].
func (o Organizer) CancelInstance(id InstanceID, future bool, now time.Time) (Step[Organizer], error) {
	a := o.begin("CancelInstance", now)
	if id == "" {
		return Step[Organizer]{}, valueError(a.place+", RECURRENCE-ID", "no instance")
	}
	event, result, rule := a.known(id)
	if result != "" {
		return a.finish(result, rule)
	}
	m := &a.State.Meeting
	event = event.Clone()
	recurrenceID := m.recurrenceID(id)
	if future {
		recurrenceID = recurrenceID.With("RANGE", "THISANDFUTURE")
	}
	event.set(recurrenceID)
	to := a.recipients(event)
	a.revise(&event, true)
	a.State.noteCancelled(Cancellation{Instance: id, Future: future, Revision: RevisionOf(event)})
	switch {
	case m.Main.IsZero():
		m.drop(func(of InstanceID) bool { return of == id })
	case future:
		if !m.truncate(id) {
			return Step[Organizer]{}, valueError(a.place+", RECURRENCE-ID", "nothing of the series would remain")
		}
		a.revise(&m.Main, false)
	default:
		start, _ := m.Main.Property("DTSTART")
		moment, _ := id.moment()
		m.Main.Properties = append(m.Main.Properties, m.inForm(start, "EXDATE", moment.Time()))
		m.drop(func(of InstanceID) bool { return of == id })
		a.revise(&m.Main, false)
	}
	a.dropProposals(func(of InstanceID) bool { return of == id || future && of.later(id) })
	a.send(ics.MethodCancel, to, cancels([]Component{event})...)
	return a.finish(Sent, "")
}

// AddInstance adds an instance to the meeting, which repeats from then on if it did not,
// and sends an ADD to all attendees (RFC 5546, section 3.2.4). The new instance has a greater
// SEQUENCE than anything before, and waits for answers of its own; the SEQUENCE of the series
// as a whole stays, and so do the answers to it. The result is [NoChange] where the meeting
// has an instance at that time.
func (o Organizer) AddInstance(start, end, now time.Time) (Step[Organizer], error) {
	a := o.begin("AddInstance", now)
	event, result, rule := a.known("")
	if result != "" {
		return a.finish(result, rule)
	}
	m := &a.State.Meeting
	event = event.Clone()
	event.remove("RRULE", "RDATE", "EXDATE", "EXRULE")
	first, _ := event.Property("DTSTART")
	allDay := len(first.Value) == len(dateForm)
	if err := setSpan(&event, a.place, start, end, allDay); err != nil {
		return Step[Organizer]{}, err
	}
	first, _ = event.Property("DTSTART")
	from, err := m.zones().moment(first)
	if err != nil {
		return Step[Organizer]{}, &Error{a.place + ", DTSTART", err.Error(), err}
	}
	id := instanceOf(from)
	if rule, cancelled := a.State.cancelledBefore(id); cancelled {
		return a.finish(IgnoredCancelled, rule)
	}
	if m.zones().occurs(m.Main, id) {
		return a.finish(NoChange, "there is an instance at that time")
	}
	a.revise(&event, true)
	a.reset(&event)
	m.addInstance(id, event)
	a.revise(&m.Main, false)
	a.send(ics.MethodAdd, a.recipients(event), event)
	return a.finish(Sent, "")
}

// addInstance adds an instance to the series: an RDATE, and an override that tells of it.
func (m *Meeting) addInstance(id InstanceID, event Component) {
	start, _ := m.Main.Property("DTSTART")
	moment, _ := id.moment()
	m.Main.Properties = append(m.Main.Properties, m.inForm(start, "RDATE", moment.Time()))
	event.set(m.recurrenceID(id))
	m.put(id, event)
}

// Request sends a REQUEST with the meeting as it stands to all its attendees, or to those
// with one of the addresses: to begin with a meeting that [OrganizerOf] has taken up, or
// where a message may have been lost. It changes nothing, so that whoever has it already
// takes it for a duplicate.
func (o Organizer) Request(now time.Time, addresses ...string) (Step[Organizer], error) {
	a := o.begin("Request", now)
	if rule, cancelled := a.State.cancelledBefore(""); cancelled {
		return a.finish(IgnoredCancelled, rule)
	}
	events := a.State.Meeting.components()
	for i := range events {
		if stampOf(events[i]).IsZero() {
			a.revise(a.State.Meeting.pointers()[i], false)
		}
	}
	events = a.State.Meeting.components()
	to := a.recipients(events...)
	if len(addresses) > 0 {
		to = among(to, addresses)
	}
	a.requestTo(to, events...)
	return a.finish(Sent, "")
}

// among returns those of some addresses that are in a list.
func among(addresses, list []string) []string {
	var found []string
	listed := make(map[string]bool, len(list))
	for _, address := range list {
		listed[addressKey(address)] = true
	}
	for _, address := range addresses {
		if listed[addressKey(address)] {
			found = append(found, address)
		}
	}
	return found
}

// Publish makes a PUBLISH of the meeting for anybody who wants to know of it (RFC 5546,
// section 3.2.1): without its attendees, and addressed to nobody. A meeting that is cancelled
// is published as such. It changes nothing.
func (o Organizer) Publish(now time.Time) (Step[Organizer], error) {
	a := o.begin("Publish", now)
	events := cloneComponents(a.State.Meeting.components())
	for i := range events {
		events[i].remove("ATTENDEE", "REQUEST-STATUS")
	}
	a.send(ics.MethodPublish, nil, events...)
	return a.finish(Sent, "")
}

// RecordDelivery keeps how the last message to an attendee fared, in SCHEDULE-STATUS
// (RFC 6638, section 7.3), such as 1.2 for delivered and 5.1 for could not be delivered. Nothing is
// sent.
func (o Organizer) RecordDelivery(address, status string) Organizer {
	o = o.clone()
	for _, c := range o.Meeting.pointers() {
		if at := attendee(*c, address); at >= 0 {
			c.Properties[at] = c.Properties[at].With("SCHEDULE-STATUS", status)
		}
	}
	return o
}
