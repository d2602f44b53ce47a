package main

import (
	"errors"
	"fmt"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/itip"
)

type attendeeAnswer struct {
	Steps []attendeeStepAnswer `json:"steps"`
	Final *attendeeState       `json:"final"`
}

type attendeeStepAnswer struct {
	Outcome itip.Result    `json:"outcome"`
	Sends   []sendAnswer   `json:"sends"`
	State   *attendeeState `json:"state"`
}

type attendeeState struct {
	Start    string                  `json:"start"`
	End      string                  `json:"end"`
	Sequence int                     `json:"sequence"`
	Stamp    string                  `json:"dtstamp"`
	Status   ics.ObjectStatus        `json:"status"`
	PartStat ics.ParticipationStatus `json:"partstat"`
}

func answerAttendee(problem *node) (any, error) {
	a := itip.NewAttendee(itipAttendee)
	answer := &attendeeAnswer{Steps: []attendeeStepAnswer{}}
	for _, n := range problem.need("steps").list() {
		step, err := n.attendeeStep(a)
		if err := errors.Join(problem.doc.err(), err); err != nil {
			return nil, err
		}
		a = attendeeAsStored(step.State)
		state, err := attendeeStateOf(a)
		if err != nil {
			return nil, err
		}
		answer.Steps = append(answer.Steps, attendeeStepAnswer{step.Outcome.Result, sendAnswers(step.Send, false), state})
		answer.Final = state
	}
	return answer, problem.doc.err()
}

// attendeeAsStored forgets what a state in a problem does not have: the CANCELs that have
// come, and all before an invitation.
func attendeeAsStored(a itip.Attendee) itip.Attendee {
	if !a.IsInvited() {
		return itip.NewAttendee(itipAttendee)
	}
	a.Cancelled = nil
	return a
}

// attendeeStep takes a step.
func (n *node) attendeeStep(a itip.Attendee) (itip.Step[itip.Attendee], error) {
	now, p, op := itipStep(n)
	self := itip.Property{Name: "ATTENDEE", Value: itipAttendee}
	none := itip.Step[itip.Attendee]{State: a}
	var do func() (itip.Step[itip.Attendee], error)
	apply := func(method ics.Method, properties ...itip.Property) {
		m := itipMessage(method, itipOrganizer, append(p.itipRevision(), properties...)...)
		do = func() (itip.Step[itip.Attendee], error) { return a.Apply(m, now) }
	}
	switch op {
	case "request":
		apply(ics.MethodRequest, append(p.itipSpan(), self.With("RSVP", "TRUE"))...)
	case "msg_cancel":
		apply(ics.MethodCancel, itip.Property{Name: "STATUS", Value: "CANCELLED"}, self)
	case "declinecounter":
		apply(ics.MethodDeclinecounter)
	case "respond":
		answer := itip.Answer{Status: ics.ParticipationStatus(p.need("partstat").itipWord())}
		do = func() (itip.Step[itip.Attendee], error) { return a.Reply(answer, now) }
	case "counter":
		// What is proposed is not said, so it is not another time.
		proposal := itip.CounterProposal{Set: []itip.Property{{Name: "LOCATION", Value: "elsewhere"}}}
		if p.get("start") != nil {
			proposal = itip.CounterProposal{Start: p.get("start").instant(), End: p.need("end").instant()}
		}
		do = func() (itip.Step[itip.Attendee], error) { return a.Counter(proposal, now) }
	default:
		p.get("op").fail("%.40q is no step of an attendee", op)
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

// attendeeStateOf tells what an attendee knows, nil before an invitation.
func attendeeStateOf(a itip.Attendee) (*attendeeState, error) {
	if !a.IsInvited() {
		return nil, nil
	}
	s := &attendeeState{
		Sequence: a.Revision().Sequence, Stamp: a.Revision().Stamp.Format(stampLayout),
		Status: itip.StatusOf(a.Meeting.Main), PartStat: a.Status(""),
	}
	var err error
	s.Start, s.End, err = itipWhen(a.Meeting, a.Meeting.Main)
	return s, err
}
