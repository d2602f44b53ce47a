package itip

import (
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
)

// Apply takes in a message from the organizer: REQUEST, ADD, CANCEL, DECLINECOUNTER or
// PUBLISH. Components of other UIDs than the meeting's are passed over (see
// [Message.Split]); a state that has no meeting yet takes the first UID. Of each instance is
// judged by itself.
//
//   - A sender who is not the organizer that the meeting has is an [Impostor] (RFC 5546,
//     section 6.1.1): neither the organizer's address, nor the SENT-BY that the organizer
//     has given before, nor one of the Deputies. A first REQUEST also counts from the SENT-BY
//     of its ORGANIZER, and from the attendee who delegates by it (section 3.2.2.3). An
//     organizer cannot be changed by a message.
//   - A REQUEST is [New], or if it is later than the event by SEQUENCE and then DTSTAMP a
//     [Reschedule] where SEQUENCE is greater and an [Update] where it is not, or else
//     [Duplicate] or [Stale] (section 2.1.5). The attendee's own answer returns to
//     NEEDS-ACTION if the time differs or the event was cancelled, whatever SEQUENCE says
//     (section 2.1.4). One that is about the whole meeting says of which instances there is
//     something else to tell: what was told earlier of others is dropped.
//   - An ADD is [Added] where SEQUENCE is the next one. If a message is missing before it, or
//     it has a rule of its own, the result is [Refreshing], and a REFRESH is sent (section 3.2.4).
//   - A CANCEL counts unless it is earlier than the event. One with the same SEQUENCE and one
//     without any count as well, since there are senders that do not raise it. STATUS may be
//     anything, unless the attendee is not among those listed: then others have been removed,
//     which is [Noted]. For a meeting that is not known it is [Unknown], and kept in case that
//     the invitation comes later.
//   - A DECLINECOUNTER is Noted if its SEQUENCE is the event's, and else Stale.
//   - A PUBLISH is [Published] unless there is an invitation, which it does not change.
//   - The REPLY of a delegate to the attendee who has delegated is Noted, in Delegates.
//
// A message that has been applied once changes nothing when it is applied again. The time
// is that of messages which are sent. The error is an [*Error] for what is no message, has no
// sender or is over a limit; the state then stays.
func (a Attendee) Apply(m Message, now time.Time) (Step[Attendee], error) {
	uid := a.Meeting.UID
	if uids := m.UIDs(); uid == "" && len(uids) > 0 {
		uid = uids[0]
	}
	events, numbers, err := m.open(uid, a.Limits)
	if err != nil {
		return Step[Attendee]{State: a.clone()}, err
	}
	r := a.begin(string(m.Method), now)
	if len(events) == 0 {
		return r.finish(Unknown, "no component is of the meeting "+uid)
	}
	r.Outcome.UID = uid
	in := incoming{m, m.clock()}
	r.uid, r.whole = uid, slices.ContainsFunc(events, func(c Component) bool { return !c.has("RECURRENCE-ID") })
	r.latest = a.latest()
	// What a message says of the whole comes before what it says of instances.
	order := make([]int, 0, len(events))
	for _, main := range []bool{true, false} {
		for i, event := range events {
			if event.has("RECURRENCE-ID") != main {
				order = append(order, i)
			}
		}
	}
	r.Parts = make([]Outcome, len(events))
	for _, i := range order {
		r.place = fmt.Sprintf("%s, component %d", m.Method, numbers[i])
		part := r.take(in, events[i])
		part.UID = uid
		part.Instance, _ = in.clock.instance(events[i])
		r.Parts[i] = part
	}
	if r.described {
		r.dropUntold(in, events)
	}
	r.conclude()
	step, err := r.finish(r.Outcome.Result, r.Outcome.Rule)
	if err != nil {
		return Step[Attendee]{State: a.clone()}, err
	}
	return step, nil
}

// latest returns the greatest SEQUENCE and DTSTAMP that the organizer's messages have had.
func (a Attendee) latest() Revision {
	var latest Revision
	for _, c := range a.Meeting.components() {
		latest = latest.max(RevisionOf(c))
	}
	for _, c := range a.Cancelled {
		latest = latest.max(c.Revision)
	}
	return latest
}

// A receipt is a step of the attendee while it is being taken.
type receipt struct {
	Step[Attendee]
	place     string
	stamp     time.Time // DTSTAMP of what is sent
	uid       string
	whole     bool     // whether the message has something about the meeting as a whole
	described bool     // whether it has described the whole anew
	latest    Revision // as it was before the message
	err       error
}

// begin begins a step on a copy of the state. What is sent has a later DTSTAMP than what
// was sent before.
func (a Attendee) begin(place string, now time.Time) *receipt {
	r := &receipt{place: place, stamp: now.UTC().Truncate(time.Second)}
	r.State = a.clone()
	r.Outcome.UID = a.Meeting.UID
	if now.IsZero() || r.stamp.Year() > 9998 || r.stamp.Year() < 1 {
		r.err = valueError(place+", DTSTAMP", "now is not a time in the years 1 to 9998")
	}
	if !a.Sent.IsZero() && !r.stamp.After(a.Sent) {
		r.stamp = a.Sent.Add(time.Second)
	}
	return r
}

// finish ends the step.
func (r *receipt) finish(result Result, rule string) (Step[Attendee], error) {
	r.Outcome.Result, r.Outcome.Rule = result, rule
	r.State.Meeting.dropZones()
	r.State.Answers, r.State.Owed = orNil(r.State.Answers), orNil(r.State.Owed)
	r.State.Cancelled, r.State.Delegates = orNil(r.State.Cancelled), orNil(r.State.Delegates)
	limits := r.State.Limits.withDefaults()
	if r.err == nil {
		r.err = r.State.Meeting.check(r.place, limits)
	}
	if n := len(r.State.Meeting.Overrides) + len(r.State.Cancelled) + len(r.State.Answers); r.err == nil && n > limits.Instances {
		r.err = limitError(r.place, "instances told apart", limits.Instances)
	}
	if r.err != nil {
		return Step[Attendee]{}, r.err
	}
	return r.Step, nil
}

// take takes in one component of a message.
func (r *receipt) take(m incoming, event Component) Outcome {
	if event.Name != "VEVENT" {
		return Outcome{Result: Unsupported, Rule: event.Name + " is not supported: only events are"}
	}
	if m.Method == ics.MethodReply {
		return r.delegateReplies(m, event)
	}
	if _, ok := methodsToAttendees[m.Method]; !ok {
		return Outcome{Result: Misdirected, Rule: fmt.Sprintf("%s is not for attendees (RFC 5546, section 1.4)", m.Method)}
	}
	id, ok := m.clock.instance(event)
	if !ok {
		return invalid(m.Method, "its RECURRENCE-ID cannot be read")
	}
	if _, ok := sequenceOf(event); !ok {
		return Outcome{Result: Invalid, Rule: "SEQUENCE is no number (RFC 5545, section 3.8.7.4)"}
	}
	if refused := r.checkSender(m, event); refused != nil {
		return *refused
	}
	switch m.Method {
	case ics.MethodRequest:
		return r.request(m, id, event)
	case ics.MethodAdd:
		return r.add(m, id, event)
	case ics.MethodCancel:
		return r.cancel(m, id, event)
	case ics.MethodPublish:
		return r.publish(m, id, event)
	default:
		return r.declineCounter(id, event)
	}
}

var methodsToAttendees = map[ics.Method]bool{
	ics.MethodRequest: true, ics.MethodAdd: true, ics.MethodCancel: true, ics.MethodPublish: true, ics.MethodDeclinecounter: true,
}

// checkSender refuses what does not come from the organizer.
func (r *receipt) checkSender(m incoming, event Component) *Outcome {
	stated, there := event.Property("ORGANIZER")
	if !there && m.Method != ics.MethodDeclinecounter && m.Method != ics.MethodCancel {
		out := invalid(m.Method, "an event has no ORGANIZER")
		return &out
	}
	known, isKnown := r.State.organizer()
	if isKnown {
		switch {
		case there && !SameAddress(stated.Value, known.Value):
			return &Outcome{Result: Impostor, Rule: fmt.Sprintf(
				"the organizer is %s, not %s, and no message changes that (RFC 5546, sections 3.2.2.4 and 6.1.3)", known.Value, stated.Value)}
		case isOrganizer(m.From, known, r.State.Deputies):
			return nil
		}
	} else if !there || isOrganizer(m.From, stated, r.State.Deputies) {
		return nil
	}
	if m.Method == ics.MethodRequest && delegatedBy(event, r.State.Address, m.From) {
		if !isKnown {
			return nil
		}
		if r.State.has(event) {
			return &Outcome{Result: Duplicate, Rule: "the invitation is known from its organizer"}
		}
	}
	organizer := stated
	if isKnown {
		organizer = known
	}
	return &Outcome{Result: Impostor, Rule: fmt.Sprintf(
		"%s is not the organizer, %s, and not known as a deputy (RFC 5546, section 6.1.1)", m.From, organizer.Value)}
}

// organizer returns the ORGANIZER of the meeting.
func (a *Attendee) organizer() (p Property, ok bool) {
	for _, c := range a.Meeting.components() {
		if p, ok := c.Property("ORGANIZER"); ok {
			return p, true
		}
	}
	return Property{}, false
}

// has reports whether the meeting has a revision of an event that is no earlier.
func (a *Attendee) has(event Component) bool {
	id, ok := a.Meeting.zones().instance(event)
	ours := a.Meeting.Instance(id)
	return ok && !ours.IsZero() && RevisionOf(ours).Compare(RevisionOf(event)) >= 0
}

// delegatedBy reports whether an event says that one attendee has delegated to another.
func delegatedBy(event Component, delegate, delegator string) bool {
	at := attendee(event, delegate)
	return at >= 0 && attendee(event, delegator) >= 0 &&
		slices.ContainsFunc(event.Properties[at].Parameters["DELEGATED-FROM"], func(address string) bool { return SameAddress(address, delegator) })
}

// delegateReplies takes in the reply of somebody to whom the attendee has delegated.
func (r *receipt) delegateReplies(m incoming, event Component) Outcome {
	id, ok := m.clock.instance(event)
	if !ok {
		return invalid(m.Method, "its RECURRENCE-ID cannot be read")
	}
	from, refused := speaker(m.Message, event, nil)
	if refused != nil {
		return *refused
	}
	ours := r.State.Meeting.Instance(id)
	at := attendee(ours, r.State.Address)
	if at < 0 || !slices.ContainsFunc(ours.Properties[at].Parameters["DELEGATED-TO"], func(address string) bool { return SameAddress(address, from.Value) }) {
		return Outcome{Result: Misdirected, Rule: "a REPLY is for the organizer, and for who has delegated to its sender (RFC 5546, section 3.2.2.3)"}
	}
	reply := Reply{Address: canonicalAddress(from.Value), Instance: id, Status: ParticipantOf(from).Status,
		Revision: RevisionOf(event), Comments: values(event, "COMMENT")}
	kept := slices.IndexFunc(r.State.Delegates, func(d Reply) bool { return compareReplies(d, reply) == 0 })
	if kept < 0 {
		r.State.Delegates = append(r.State.Delegates, reply)
		slices.SortFunc(r.State.Delegates, compareReplies)
		return Outcome{Result: Noted}
	}
	if out := ordered(r.State.Delegates[kept].Revision, reply.Revision); out.Result != "" {
		return out
	}
	r.State.Delegates[kept] = reply
	return Outcome{Result: Noted}
}

// declineCounter takes in that a proposal was turned down. There is nothing to change: the
// event is what it was.
func (r *receipt) declineCounter(id InstanceID, event Component) Outcome {
	ours := r.State.Meeting.Instance(id)
	if ours.IsZero() {
		return Outcome{Result: Stale, Rule: "there is no meeting that a proposal could be to (RFC 5546, section 3.2.8)"}
	}
	if theirs, own := RevisionOf(event).Sequence, RevisionOf(ours).Sequence; theirs != own {
		return Outcome{Result: Stale, Rule: fmt.Sprintf("it turns down a proposal to SEQUENCE %d, and the event is at %d (RFC 5546, section 3.2.8)", theirs, own)}
	}
	return Outcome{Result: Noted}
}

// publish takes in a meeting for information.
func (r *receipt) publish(m incoming, id InstanceID, event Component) Outcome {
	if r.State.IsInvited() {
		return Outcome{Result: Noted, Rule: "there is an invitation, which a PUBLISH does not change (RFC 5546, section 3.2.1)"}
	}
	out := r.request(m, id, event)
	if out.Result.Took() {
		r.State.Published = true
		out.Result = Published
	}
	return out
}
