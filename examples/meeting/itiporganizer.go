package main

import (
	"errors"
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/itip"
)

type organizerAnswer struct {
	Steps []organizerStepAnswer `json:"steps"`
	Final organizerState        `json:"final"`
}

type organizerStepAnswer struct {
	Outcome       itip.Result  `json:"outcome"`
	Sends         []sendAnswer `json:"sends"`
	SequenceAfter int          `json:"sequence_after"`
}

type organizerState struct {
	Start     string                   `json:"start"`
	End       string                   `json:"end"`
	Sequence  int                      `json:"sequence"`
	Stamp     string                   `json:"dtstamp"`
	Status    ics.ObjectStatus         `json:"status"`
	Attendees map[string]attendeeReply `json:"attendees"`
	Pending   map[string]proposedSpan  `json:"pending"`
}

type attendeeReply struct {
	PartStat ics.ParticipationStatus `json:"partstat"`
	Reply    *[2]any                 `json:"reply"` // SEQUENCE and DTSTAMP
}

type proposedSpan struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

func answerOrganizer(problem *node) (any, error) {
	o, err := problem.need("initial").organizer()
	if err := errors.Join(problem.doc.err(), err); err != nil {
		return nil, err
	}
	answer := &organizerAnswer{Steps: []organizerStepAnswer{}}
	for _, n := range problem.need("steps").list() {
		step, err := n.organizerStep(o)
		if err := errors.Join(problem.doc.err(), err); err != nil {
			return nil, err
		}
		o = organizerAsStored(step.State)
		answer.Steps = append(answer.Steps, organizerStepAnswer{
			Outcome: step.Outcome.Result,
			Sends:   sendAnswers(step.Send, true), SequenceAfter: o.Revision().Sequence,
		})
	}
	if err := problem.doc.err(); err != nil {
		return nil, err
	}
	answer.Final, err = organizerStateOf(o)
	return answer, err
}

// organizer reads the state of the organizer of a meeting.
func (n *node) organizer() (itip.Organizer, error) {
	if !n.is(object, "a state") {
		return itip.Organizer{}, nil
	}
	properties := append(n.itipRevision(), n.itipSpan()...)
	properties = append(properties, itip.Property{Name: "STATUS", Value: n.need("status").itipWord()})
	var replies []itip.Reply
	attendees := n.need("attendees")
	attendees.is(object, "the attendees by their names")
	if attendees == nil || attendees.kind != object {
		return itip.Organizer{}, nil
	}
	for i, name := range attendees.names {
		attendee := attendees.items[i]
		p := itip.Participant{Address: itipAddress(name.itipName()), Status: ics.ParticipationStatus(attendee.need("partstat").itipWord())}
		properties = append(properties, itip.Property{Name: "ATTENDEE", Value: p.Address}.With("PARTSTAT", string(p.Status)))
		if reply := attendee.get("reply").list(); len(reply) == 2 {
			replies = append(replies, itip.Reply{Address: p.Address, Status: p.Status, Revision: itip.Revision{
				Sequence: reply[0].int(0, 1<<31-1), Stamp: reply[1].instant(),
			}})
		}
	}
	if err := n.doc.err(); err != nil {
		return itip.Organizer{}, nil
	}
	o, err := itip.OrganizerOf(itipCalendar(properties...), itip.Limits{})
	if err != nil {
		return o, err
	}
	o.Replies = replies
	o.Last.Stamp = time.Time{}
	pending := n.get("pending")
	if pending.is(object, "the proposals by who made them") {
		for i, name := range pending.names {
			proposed := itipCalendar(append(n.itipRevision(), pending.items[i].itipSpan()...)...)
			o.Proposals = append(o.Proposals, itip.Proposal{
				Address: itipAddress(name.itipName()), Event: itip.ComponentOf(proposed.Components[0]),
			})
		}
	}
	return o, nil
}

// organizerAsStored forgets what a state in a problem does not have: of which SEQUENCE and
// DTSTAMP proposals were, those that have been answered, and the DTSTAMP of messages that left
// the meeting as it was. So the answers follow from the states alone, for any implementation:
// a proposal to the meeting as it stands counts, whichever came before.
func organizerAsStored(o itip.Organizer) itip.Organizer {
	o.Proposals = o.Pending()
	for i := range o.Proposals {
		o.Proposals[i].Revision = itip.Revision{}
	}
	o.Last.Stamp = time.Time{}
	return o
}

// organizerStep takes a step.
func (n *node) organizerStep(o itip.Organizer) (itip.Step[itip.Organizer], error) {
	now, p, op := itipStep(n)
	none := itip.Step[itip.Organizer]{State: o}
	from := func() string { return itipAddress(p.need("from").itipName()) }
	var do func() (itip.Step[itip.Organizer], error)
	switch op {
	case "edit":
		var e itip.Edit
		for _, name := range p.need("changes").list() {
			e.Touched = append(e.Touched, name.itipWord())
		}
		if p.get("start") != nil {
			e.Start, e.End = p.get("start").instant(), p.need("end").instant()
		}
		do = func() (itip.Step[itip.Organizer], error) { return o.Edit(e, now) }
	case "add", "remove":
		address := itipAddress(p.need("attendee").itipName())
		do = func() (itip.Step[itip.Organizer], error) {
			if op == "add" {
				return o.Add(itip.Participant{Address: address}, "", now)
			}
			return o.Remove(address, "", now)
		}
	case "cancel":
		do = func() (itip.Step[itip.Organizer], error) { return o.Cancel(now) }
	case "accept_counter", "decline_counter":
		address := from()
		do = func() (itip.Step[itip.Organizer], error) {
			if op == "accept_counter" {
				return o.AcceptCounter(address, "", now)
			}
			return o.DeclineCounter(address, "", "", now)
		}
	case "reply":
		attendee := itip.Property{Name: "ATTENDEE", Value: from()}.With("PARTSTAT", p.need("partstat").itipWord())
		m := itipMessage(ics.MethodReply, attendee.Value, append(p.itipRevision(), attendee)...)
		do = func() (itip.Step[itip.Organizer], error) { return o.Apply(m, now) }
	case "counter":
		attendee := itip.Property{Name: "ATTENDEE", Value: from()}
		properties := append(append(p.itipRevision(), p.itipSpan()...), attendee)
		m := itipMessage(ics.MethodCounter, attendee.Value, properties...)
		do = func() (itip.Step[itip.Organizer], error) { return o.Apply(m, now) }
	default:
		p.get("op").fail("%.40q is no step of an organizer", op)
	}
	if do == nil || n.doc.err() != nil {
		return none, nil
	}
	step, err := do()
	if err != nil {
		return none, fmt.Errorf("%s: %w", n.path(), err)
	}
	return step, nil
}

func organizerStateOf(o itip.Organizer) (organizerState, error) {
	s := organizerState{
		Sequence: o.Revision().Sequence, Stamp: o.Revision().Stamp.Format(stampLayout), Status: itip.StatusOf(o.Meeting.Main),
		Attendees: map[string]attendeeReply{}, Pending: map[string]proposedSpan{},
	}
	var err error
	if s.Start, s.End, err = itipWhen(o.Meeting, o.Meeting.Main); err != nil {
		return s, err
	}
	for _, p := range itip.Participants(o.Meeting.Main) {
		a := attendeeReply{PartStat: p.Status}
		if reply, ok := o.LastReply(p.Address, ""); ok {
			a.Reply = &[2]any{reply.Revision.Sequence, reply.Revision.Stamp.Format(time.RFC3339)}
		}
		s.Attendees[itipID(p.Address)] = a
	}
	for _, p := range o.Pending() {
		var proposed proposedSpan
		if proposed.Start, proposed.End, err = itipWhen(o.Meeting, p.Event); err != nil {
			return s, err
		}
		s.Pending[itipID(p.Address)] = proposed
	}
	return s, nil
}
