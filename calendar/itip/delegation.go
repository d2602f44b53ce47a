package itip

import (
	"fmt"
	"slices"

	ics "github.com/arran4/golang-ical"
)

// delegate makes the delegates of an attendee attendees of an event (RFC 5546, section
// 3.2.2.3). The outcome refuses what would leave nobody to come.
func (a *action) delegate(event *Component, from Property, reply Component) Outcome {
	delegates := from.Parameters["DELEGATED-TO"]
	if len(delegates) == 0 {
		return Outcome{Result: Invalid, Rule: "PARTSTAT=DELEGATED, but no DELEGATED-TO says to whom (RFC 5545, section 3.2.5)"}
	}
	at := attendee(*event, from.Value)
	delegator := event.Properties[at]
	for _, address := range delegates {
		if leads(*event, address, from.Value, make(map[string]bool)) {
			return Outcome{Result: Invalid, Rule: fmt.Sprintf("the delegation to %s would come back to %s (RFC 5546, section 3.2.2.3)", address, from.Value)}
		}
	}
	for _, address := range delegates {
		if at := attendee(*event, address); at >= 0 {
			p := event.Properties[at]
			if !slices.ContainsFunc(p.Parameters["DELEGATED-FROM"], func(other string) bool { return SameAddress(other, from.Value) }) {
				event.Properties[at] = p.With("DELEGATED-FROM", append(slices.Clone(p.Parameters["DELEGATED-FROM"]), canonicalAddress(from.Value))...)
			}
			continue
		}
		p := Participant{Address: address, Role: ParticipantOf(delegator).Role, DelegatedFrom: []string{canonicalAddress(from.Value)}}
		if at := attendee(reply, address); at >= 0 {
			told := ParticipantOf(reply.Properties[at])
			p.Name, p.Language, p.Type = told.Name, told.Language, told.Type
		}
		event.Properties = append(event.Properties, p.attendee())
	}
	return Outcome{}
}

// leads reports whether who is at an address is the one sought, or has delegated to that
// one, perhaps by way of others, who are looked at once.
func leads(event Component, address, sought string, seen map[string]bool) bool {
	if SameAddress(address, sought) {
		return true
	}
	at := attendee(event, address)
	if at < 0 || seen[addressKey(address)] {
		return false
	}
	seen[addressKey(address)] = true
	p := ParticipantOf(event.Properties[at])
	return p.Status == ics.ParticipationStatusDelegated && slices.ContainsFunc(p.DelegatedTo, func(next string) bool {
		return leads(event, next, sought, seen)
	})
}

// delegator returns the address of the attendee whom the sender of a reply says to stand
// in for, where the sender is no attendee yet; else "".
func (a *action) delegator(m incoming, from Property, ours Component) string {
	if m.Method != ics.MethodReply || attendee(ours, from.Value) >= 0 {
		return ""
	}
	for _, address := range from.Parameters["DELEGATED-FROM"] {
		if attendee(ours, address) >= 0 {
			return canonicalAddress(address)
		}
	}
	return ""
}

// wait keeps the reply of a delegate until that of the delegator comes. Anybody can claim
// to be one, so that nothing follows from it before.
func (a *action) wait(m incoming, id InstanceID, event Component, from Property, delegator string) Outcome {
	ours := a.State.Meeting.Instance(id)
	if out := a.checkSequence(event, ours); out.Result != "" {
		return out
	}
	w := Delegate{
		Reply: Reply{Address: canonicalAddress(from.Value), Instance: id, Status: ParticipantOf(from).Status, Revision: RevisionOf(event)},
		From:  delegator, Event: event.Clone(),
	}
	if id != "" {
		w.Event.set(a.State.Meeting.recurrenceID(id))
	}
	at, claims := -1, 0
	for i, v := range a.State.Waiting {
		if v.Reply.Instance == id && SameAddress(v.From, delegator) {
			claims++
			if SameAddress(v.Reply.Address, w.Reply.Address) {
				at = i
			}
		}
	}
	switch {
	case at < 0 && claims == maxClaims:
		return Outcome{Result: Uninvited, Rule: fmt.Sprintf("%s has not told of a delegate, and others wait for that (RFC 5546, section 3.2.2.3)", delegator)}
	case at < 0:
		a.State.Waiting = append(a.State.Waiting, w)
		return Outcome{Result: Waiting}
	}
	if out := ordered(a.State.Waiting[at].Reply.Revision, w.Reply.Revision); out.Result != "" {
		return out
	}
	a.State.Waiting[at] = w
	return Outcome{Result: Waiting}
}

// maxClaims is how many replies wait for one delegator: enough for who delegates to
// several, and no way to fill the state for strangers.
const maxClaims = 8

// settleWaiting applies the replies of delegates that have waited for that of their
// delegator.
func (a *action) settleWaiting(m incoming, id InstanceID) {
	waiting := a.State.Waiting
	a.State.Waiting = nil
	for _, w := range waiting {
		if w.Reply.Instance != id || attendee(a.State.Meeting.Instance(id), w.Reply.Address) < 0 {
			a.State.Waiting = append(a.State.Waiting, w)
			continue
		}
		early := m
		early.From = w.Reply.Address
		a.answer(early, w.Event)
	}
}
