package itip

import (
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// Apply takes in a message from an attendee: REPLY, COUNTER or REFRESH. Components of
// other UIDs than the meeting's are passed over (see [Message.Split]); of each instance is
// judged by itself.
//
//   - A sender who speaks for another attendee is an [Impostor] (RFC 5546, section 6.1.2),
//     unless the message has SENT-BY with the sender's address and Deputies has the two. A
//     sender who is no attendee is [Uninvited].
//   - A SEQUENCE lower than the event's makes a message [Stale], a higher one
//     [InvalidSequence]: only organizers raise it (section 2.1.4).
//   - A REPLY is [Applied] if it is later than the last one of that attendee by DTSTAMP, and
//     else [Duplicate] or Stale (section 2.1.5). With PARTSTAT=DELEGATED the delegates in
//     DELEGATED-TO become attendees, and SEQUENCE stays (section 3.2.2.3). The reply of a
//     delegate that comes before the delegator's is [Waiting] for that.
//   - A COUNTER is kept as a [Proposal] until [Organizer.AcceptCounter],
//     [Organizer.DeclineCounter] or a change of time, and changes nothing else. As with
//     replies, a later one of the same attendee takes the place of an earlier one.
//   - A REFRESH is [Answered] with a REQUEST to its sender, or if the meeting is cancelled
//     or its sender was removed, with that CANCEL again. This changes nothing.
//
// A message that has been applied once changes nothing when it is applied again. The time
// is that of messages which are sent. The error is an [*Error] for what is no message, has no
// sender or is over a limit; the state then stays.
func (o Organizer) Apply(m Message, now time.Time) (Step[Organizer], error) {
	events, numbers, err := m.open(o.Meeting.UID, o.Limits)
	if err != nil {
		return Step[Organizer]{State: o.clone()}, err
	}
	a := o.begin(string(m.Method), now)
	if len(events) == 0 {
		return a.finish(Unknown, "no component is of the meeting "+o.Meeting.UID)
	}
	in := incoming{m, m.clock()}
	for i, event := range events {
		a.place = fmt.Sprintf("%s, component %d", m.Method, numbers[i])
		part := Outcome{Result: Unsupported, Rule: event.Name + " is not supported: only events are"}
		switch {
		case event.Name != "VEVENT":
		case m.Method == ics.MethodReply, m.Method == ics.MethodCounter:
			part = a.answer(in, event)
		case m.Method == ics.MethodRefresh:
			part = a.refresh(in, event)
		default:
			part = Outcome{Result: Misdirected, Rule: fmt.Sprintf("%s is not for organizers (RFC 5546, section 1.4)", m.Method)}
		}
		part.UID = o.Meeting.UID
		part.Instance, _ = in.clock.instance(event)
		a.Parts = append(a.Parts, part)
	}
	a.conclude()
	step, err := a.finish(a.Outcome.Result, a.Outcome.Rule)
	if err != nil {
		return Step[Organizer]{State: o.clone()}, err
	}
	return step, nil
}

// incoming is a message that is being applied.
type incoming struct {
	Message
	clock clock
}

// answer takes in a REPLY or a COUNTER.
func (a *action) answer(m incoming, event Component) Outcome {
	id, ok := m.clock.instance(event)
	if !ok {
		return invalid(m.Method, "its RECURRENCE-ID cannot be read")
	}
	ours, result, rule := a.known(id)
	if result != "" {
		return Outcome{Result: result, Rule: rule}
	}
	from, refused := speaker(m.Message, event, a.State.Deputies)
	if refused != nil {
		return *refused
	}
	if delegator := a.delegator(m, from, ours); delegator != "" {
		return a.wait(m, id, event, from, delegator)
	}
	if attendee(ours, from.Value) < 0 {
		return Outcome{Result: Uninvited, Rule: from.Value + " is not among the attendees (RFC 5546, section 3.2.3)"}
	}
	if out := a.checkSequence(event, ours); out.Result != "" {
		return out
	}
	if m.Method == ics.MethodCounter {
		return a.counter(m, id, event, from)
	}
	return a.reply(m, id, event, from, ours)
}

// checkSequence judges the SEQUENCE of an answer, which echoes that of the event. It may be
// greater where there was another message about the meeting since, an ADD or one about a single
// instance: there are programs that keep one SEQUENCE for all of a meeting.
func (a *action) checkSequence(event, ours Component) Outcome {
	sequence, ok := sequenceOf(event)
	least, most := RevisionOf(ours).Sequence, a.State.Last.Sequence
	switch {
	case !ok:
		return Outcome{Result: Invalid, Rule: "SEQUENCE is no number (RFC 5545, section 3.8.7.4)"}
	case sequence < least:
		return Outcome{Result: Stale, Rule: fmt.Sprintf("it answers SEQUENCE %d, and the event is at %d (RFC 5546, section 2.1.5)", sequence, least)}
	case sequence > most:
		return Outcome{Result: InvalidSequence, Rule: fmt.Sprintf(
			"SEQUENCE %d is none that the organizer gave, who alone raises it (RFC 5546, section 2.1.4)", sequence)}
	}
	return Outcome{}
}

// ordered judges an answer by the last of the same kind from the same attendee.
func ordered(last, this Revision) Outcome {
	switch last.Compare(this) {
	case 0:
		return Outcome{Result: Duplicate, Rule: "it has been applied before"}
	case 1:
		return Outcome{Result: Stale, Rule: "a later answer of the same attendee has come before it (RFC 5546, section 2.1.5)"}
	}
	return Outcome{}
}

// reply takes in a REPLY that is of the event as it stands.
func (a *action) reply(m incoming, id InstanceID, event Component, from Property, ours Component) Outcome {
	status := ParticipantOf(from).Status
	if !slices.Contains(answers, status) {
		return invalid(m.Method, fmt.Sprintf("PARTSTAT is %s, which answers nothing", status))
	}
	r := Reply{
		Address: canonicalAddress(from.Value), Instance: id, Status: status, Revision: RevisionOf(event),
		Comments: values(event, "COMMENT"), Requests: values(event, "REQUEST-STATUS"),
	}
	recurrenceID, _ := event.Property("RECURRENCE-ID")
	r.Future = id != "" && strings.EqualFold(recurrenceID.Parameter("RANGE"), "THISANDFUTURE")
	at := a.State.findReply(r.Address, id)
	if at >= 0 {
		if out := ordered(a.State.Replies[at].Revision, r.Revision); out.Result != "" {
			return out
		}
	}
	changed := ours.Clone()
	if status == ics.ParticipationStatusDelegated {
		if out := a.delegate(&changed, from, event); out.Result != "" {
			return out
		}
	}
	if at >= 0 {
		a.State.Replies[at] = r
	} else {
		at, _ := slices.BinarySearchFunc(a.State.Replies, r, compareReplies)
		a.State.Replies = slices.Insert(a.State.Replies, at, r)
	}
	answerIn(&changed, from)
	if r.Future {
		a.answerFuture(id, from)
	}
	// An instance of which nothing else is told needs no event of its own for an answer.
	if id == "" || a.State.Meeting.override(id) != nil || status == ics.ParticipationStatusDelegated {
		a.store(id, changed)
	}
	if status == ics.ParticipationStatusDelegated {
		a.settleWaiting(m, id)
	}
	return Outcome{Result: Applied}
}

// answers are the values of PARTSTAT that a REPLY about an event may have (RFC 5545,
// section 3.2.12).
var answers = []ics.ParticipationStatus{
	ics.ParticipationStatusAccepted, ics.ParticipationStatusDeclined, ics.ParticipationStatusTentative, ics.ParticipationStatusDelegated,
}

// answerIn writes an attendee's answer into an event: PARTSTAT, DELEGATED-TO and whatever
// parameters of no standard the attendee gave. Name, role and the rest are the organizer's.
func answerIn(event *Component, from Property) {
	at := attendee(*event, from.Value)
	if at < 0 {
		return
	}
	p := event.Properties[at].With("PARTSTAT", string(ParticipantOf(from).Status)).With("DELEGATED-TO", from.Parameters["DELEGATED-TO"]...)
	for name, given := range from.Parameters {
		if strings.HasPrefix(name, "X-") {
			p = p.With(name, given...)
		}
	}
	event.Properties[at] = p
}

// answerFuture writes an answer to an instance and all later ones into those that are
// told apart, and into the replies to single ones.
func (a *action) answerFuture(id InstanceID, from Property) {
	zones := a.State.Meeting.zones()
	for i := range a.State.Meeting.Overrides {
		own := &a.State.Meeting.Overrides[i]
		if of, _ := zones.instance(*own); !id.later(of) {
			answerIn(own, from)
		}
	}
	for i := range a.State.Replies {
		if r := &a.State.Replies[i]; r.Instance != "" && !id.later(r.Instance) && SameAddress(r.Address, from.Value) {
			r.Status = ParticipantOf(from).Status
		}
	}
}

func values(event Component, name string) []string {
	var values []string
	for _, p := range event.All(name) {
		values = append(values, p.Value)
	}
	return values
}

// refresh answers a REFRESH.
func (a *action) refresh(m incoming, event Component) Outcome {
	from, refused := speaker(m.Message, event, a.State.Deputies)
	if refused != nil {
		return *refused
	}
	to := []string{canonicalAddress(from.Value)}
	meeting := &a.State.Meeting
	var theirs []Component
	for _, c := range meeting.components() {
		if at := attendee(c, from.Value); at >= 0 {
			if !a.reaches(c.Properties[at]) {
				return Outcome{Result: Noted, Rule: "SCHEDULE-AGENT leaves the answer to somebody else (RFC 6638, section 7.1)"}
			}
			theirs = append(theirs, c)
		}
	}
	switch {
	case len(theirs) > 0 && isCancelled(theirs[0]):
		a.send(ics.MethodCancel, to, cancels(theirs[:1])...)
	case len(theirs) > 0:
		a.send(ics.MethodRequest, to, theirs...)
	default:
		at := slices.IndexFunc(a.State.Cancelled, func(c Cancellation) bool { return SameAddress(c.Address, from.Value) })
		if at < 0 || meeting.Main.IsZero() {
			return Outcome{Result: Uninvited, Rule: from.Value + " is not among the attendees (RFC 5546, section 3.2.6)"}
		}
		gone := a.State.Cancelled[at]
		c := cancelFor(meeting.Instance(gone.Instance), Property{Name: "ATTENDEE", Value: to[0]})
		setRevision(&c, gone.Revision)
		a.send(ics.MethodCancel, to, c)
	}
	return Outcome{Result: Answered}
}
