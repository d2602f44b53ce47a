package itip

import (
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// Reply answers the meeting, or one instance of it, with ACCEPTED, TENTATIVE or DECLINED,
// and sends a REPLY with the SEQUENCE that the event has (RFC 5546, sections 2.1.4 and
// 3.2.3) to the organizer and to whoever has delegated to the attendee. An answer to the
// meeting as a whole leaves those to single instances.
//
// The result is [Sent]; or [NothingToAnswer] where there is no invitation, or it is
// cancelled; or [Unknown] where there is no such instance. The error wraps [ErrValue] for
// another status.
func (a Attendee) Reply(answer Answer, now time.Time) (Step[Attendee], error) {
	r := a.begin("Reply", now)
	if answer.Status == ics.ParticipationStatusDelegated || !slices.Contains(answers, answer.Status) {
		return Step[Attendee]{}, valueError(r.place+", PARTSTAT", fmt.Sprintf("%q is not ACCEPTED, TENTATIVE or DECLINED", answer.Status))
	}
	event, result, rule := r.known(answer.Instance)
	if result != "" {
		return r.finish(result, rule)
	}
	own := r.own(&event).With("PARTSTAT", string(answer.Status)).With("DELEGATED-TO")
	r.answer(answer, event, own)
	return r.finish(Sent, "")
}

// known returns a copy of the event that an action on an instance is about, or refuses it.
func (r *receipt) known(id InstanceID) (event Component, result Result, rule string) {
	meeting := &r.State.Meeting
	switch {
	case !r.State.IsInvited():
		return event, NothingToAnswer, "there is no invitation"
	case meeting.isCancelled():
		return event, NothingToAnswer, "the meeting is cancelled (RFC 5546, section 3.2.5)"
	case id == "" && meeting.Main.IsZero():
		return event, Unknown, "only instances of the meeting are known"
	case id == "":
		return meeting.Main.Clone(), "", ""
	}
	event, ok := meeting.derive(id)
	switch {
	case !ok && r.State.cancellation(id) >= 0, ok && isCancelled(event):
		return event, NothingToAnswer, "the instance is cancelled (RFC 5546, section 3.2.5)"
	case !ok:
		return event, Unknown, noInstance(id)
	}
	return event, "", ""
}

// own returns the attendee's own ATTENDEE in an event, which gets one if it has none, as
// with an invitation that somebody has passed on.
func (r *receipt) own(event *Component) Property {
	if attendee(*event, r.State.Address) < 0 {
		event.Properties = append(event.Properties, Property{Name: "ATTENDEE", Value: r.State.Address})
	}
	return event.Properties[attendee(*event, r.State.Address)].clone()
}

// answer keeps an answer in the state and sends it.
func (r *receipt) answer(answer Answer, event Component, own Property) {
	event.Properties[attendee(event, r.State.Address)] = own
	meeting := &r.State.Meeting
	switch {
	case answer.Instance == "":
		meeting.Main = event
	case meeting.override(answer.Instance) != nil || answer.Status == ics.ParticipationStatusDelegated:
		meeting.put(answer.Instance, event)
	}
	if answer.Instance != "" {
		r.keepAnswer(answer, own)
	}
	r.State.Owed = slices.DeleteFunc(r.State.Owed, func(owed InstanceID) bool { return owed == answer.Instance })

	reply := r.message(event)
	if p, ok := reply.Property("RECURRENCE-ID"); ok {
		p = p.With("RANGE")
		if answer.Future {
			p = p.With("RANGE", "THISANDFUTURE")
		}
		reply.set(p)
	}
	for _, name := range []string{"DTSTART", "DTEND", "DURATION", "SUMMARY"} {
		if p, ok := event.Property(name); ok {
			reply.set(p)
		}
	}
	reply.set(own.With("RSVP"))
	if answer.Comment != "" {
		reply.setValue("COMMENT", answer.Comment)
	}
	reply.set(Property{Name: "REQUEST-STATUS", Value: "2.0;Success"})
	to := own.Parameters["DELEGATED-FROM"]
	r.send(ics.MethodReply, reply, to...)
}

// keepAnswer keeps an answer to one instance or to those from it on.
func (r *receipt) keepAnswer(answer Answer, own Property) {
	meeting := &r.State.Meeting
	if answer.Future {
		zones := meeting.zones()
		for i := range meeting.Overrides {
			c := &meeting.Overrides[i]
			if of, _ := zones.instance(*c); of.later(answer.Instance) {
				if at := attendee(*c, r.State.Address); at >= 0 {
					c.Properties[at] = c.Properties[at].With("PARTSTAT", string(answer.Status))
				}
			}
		}
	}
	r.State.Answers = slices.DeleteFunc(r.State.Answers, func(other Answer) bool {
		return other.Instance == answer.Instance || answer.Future && other.Instance.later(answer.Instance)
	})
	if answer.Future || meeting.override(answer.Instance) == nil {
		answer.Comment = ""
		r.State.Answers = append(r.State.Answers, answer)
		slices.SortFunc(r.State.Answers, func(a, b Answer) int { return strings.Compare(string(a.Instance), string(b.Instance)) })
	}
}

// message returns what every message of an attendee about an event has.
func (r *receipt) message(event Component) Component {
	c := Component{Name: "VEVENT"}
	c.setValue("UID", event.Value("UID"))
	for _, name := range []string{"RECURRENCE-ID", "ORGANIZER"} {
		if p, ok := event.Property(name); ok {
			c.set(p.clone())
		}
	}
	setRevision(&c, Revision{RevisionOf(event).Sequence, r.stamp})
	return c
}

// send sends a message to the organizer and others, unless SCHEDULE-AGENT leaves that to
// somebody else.
func (r *receipt) send(method ics.Method, event Component, others ...string) {
	organizer, _ := event.Property("ORGANIZER")
	if own, ok := r.State.organizer(); ok {
		organizer = own
	}
	if !r.State.Agent.sends(organizer) {
		return
	}
	m, err := r.State.Meeting.message(r.place, method, []Component{event})
	if err != nil {
		if r.err == nil {
			r.err = err
		}
		return
	}
	m.From, m.To = r.State.Address, []string{canonicalAddress(organizer.Value)}
	for _, address := range others {
		if !SameAddress(address, organizer.Value) {
			m.To = append(m.To, canonicalAddress(address))
		}
	}
	r.Send = append(r.Send, m)
	if method != ics.MethodRefresh { // which nothing that the organizer keeps is ordered by
		r.State.Sent = r.stamp
	}
	// SCHEDULE-FORCE-SEND holds for one message (RFC 6638, section 7.2).
	for _, c := range r.State.Meeting.pointers() {
		for i, p := range c.Properties {
			if p.Name == "ORGANIZER" && forced(p, "REPLY") {
				c.Properties[i] = p.With("SCHEDULE-FORCE-SEND")
			}
		}
	}
}

// A CounterProposal is what an attendee would have instead.
type CounterProposal struct {
	Instance InstanceID // empty for the meeting as a whole

	// Start and End are the time that is proposed. If only Start is given, the meeting is as
	// long as it is. If neither is, the time stays and something else is proposed.
	Start, End time.Time
	AllDay     bool // as in an [Invitation]

	Set     []Property // what else is proposed, such as LOCATION
	Comment string     // COMMENT; may be empty
}

// Counter proposes something else to the organizer, with a COUNTER that has the SEQUENCE
// of the event (RFC 5546, section 3.2.7). The attendee's own answer and the event stay what
// they are. The results and errors are those of [Attendee.Reply].
func (a Attendee) Counter(p CounterProposal, now time.Time) (Step[Attendee], error) {
	r := a.begin("Counter", now)
	event, result, rule := r.known(p.Instance)
	if result != "" {
		return r.finish(result, rule)
	}
	r.own(&event)
	event.Components = nil
	event.remove("REQUEST-STATUS", "COMMENT")
	err := r.State.Meeting.apply(Edit{Start: p.Start, End: p.End, AllDay: p.AllDay, Set: p.Set}, &event, r.place)
	if err != nil {
		return Step[Attendee]{}, err
	}
	if p.Comment != "" {
		event.setValue("COMMENT", p.Comment)
	}
	setRevision(&event, Revision{RevisionOf(event).Sequence, r.stamp})
	r.send(ics.MethodCounter, event)
	return r.finish(Sent, "")
}

// Refresh asks the organizer for the meeting as it stands (RFC 5546, section 3.2.6). The
// result is [Sent], or [NothingToAnswer] where there is no invitation.
func (a Attendee) Refresh(now time.Time) (Step[Attendee], error) {
	r := a.begin("Refresh", now)
	if !r.State.IsInvited() {
		return r.finish(NothingToAnswer, "there is no invitation")
	}
	r.refresh(r.State.Meeting.components()[0])
	return r.finish(Sent, "")
}

// refresh sends a REFRESH for the meeting of an event.
func (r *receipt) refresh(event Component) {
	c := r.message(event)
	c.remove("SEQUENCE", "RECURRENCE-ID")
	c.set(Property{Name: "ATTENDEE", Value: r.State.Address})
	r.send(ics.MethodRefresh, c)
}

// Delegate has somebody else go to the meeting, or to one instance of it (RFC 5546,
// section 3.2.2.3): a REPLY with PARTSTAT=DELEGATED goes to the organizer, and a REQUEST with
// the event to the delegate, who answers both. SEQUENCE stays. The results are those of
// [Attendee.Reply]; the error wraps [ErrValue] where the delegate has no address, or is the
// attendee or the organizer.
func (a Attendee) Delegate(to Participant, instance InstanceID, now time.Time) (Step[Attendee], error) {
	r := a.begin("Delegate", now)
	event, result, rule := r.known(instance)
	if result != "" {
		return r.finish(result, rule)
	}
	organizer, _ := event.Property("ORGANIZER")
	if to.Address == "" || SameAddress(to.Address, a.Address) || SameAddress(to.Address, organizer.Value) {
		return Step[Attendee]{}, valueError(r.place+", DELEGATED-TO", fmt.Sprintf("%q cannot stand in", to.Address))
	}
	delegate := canonicalAddress(to.Address)
	own := r.own(&event)
	if leads(event, delegate, a.Address, make(map[string]bool)) {
		return Step[Attendee]{}, valueError(r.place+", DELEGATED-TO", to.Address+" has delegated to the attendee")
	}
	own = own.With("PARTSTAT", string(ics.ParticipationStatusDelegated)).With("DELEGATED-TO", delegate)
	if attendee(event, delegate) < 0 {
		if to.Role == "" {
			to.Role = ParticipantOf(own).Role
		}
		to.Status, to.DelegatedFrom = ics.ParticipationStatusNeedsAction, []string{r.State.Address}
		event.Properties = append(event.Properties, to.attendee())
	}
	r.answer(Answer{Status: ics.ParticipationStatusDelegated, Instance: instance}, event, own)

	event.Properties[attendee(event, a.Address)] = own
	event.Components = nil
	m, err := r.State.Meeting.message(r.place, ics.MethodRequest, []Component{event})
	if err != nil {
		return Step[Attendee]{}, err
	}
	m.From, m.To = r.State.Address, []string{delegate}
	r.Send = append(r.Send, m)
	return r.finish(Sent, "")
}
