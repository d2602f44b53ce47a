package itip

import (
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// counter keeps a proposal.
func (a *action) counter(m incoming, id InstanceID, event Component, from Property) Outcome {
	p := Proposal{Address: canonicalAddress(from.Value), Instance: id, Revision: RevisionOf(event)}
	at := a.State.findProposal(p.Address, id)
	if at >= 0 {
		if out := ordered(a.State.Proposals[at].Revision, p.Revision); out.Result != "" {
			return out
		}
	}
	span, err := m.clock.span(event)
	switch {
	case err != nil:
		return invalid(m.Method, "it proposes no time that can be read: "+err.Error())
	case span.Start.After(span.End):
		return invalid(m.Method, "the end that it proposes is before the start")
	}
	p.Event = event.Clone()
	a.State.Meeting.adopt(&p.Event, span)
	if id != "" {
		p.Event.set(a.State.Meeting.recurrenceID(id))
	}
	if at >= 0 {
		a.State.Proposals[at] = p
	} else {
		a.State.Proposals = append(a.State.Proposals, p)
		slices.SortFunc(a.State.Proposals, compareProposals)
	}
	return Outcome{Result: Proposed}
}

// adopt writes the times of an event from elsewhere in the form of those of the meeting,
// so that they need no time zone of their own.
func (m Meeting) adopt(event *Component, span Span) {
	form, _ := m.Main.Property("DTSTART")
	if m.Main.IsZero() && len(m.Overrides) > 0 {
		form, _ = m.Overrides[0].Property("DTSTART")
	}
	if span.AllDay != (len(form.Value) == len(dateForm)) {
		form = Property{Name: "DTSTART"}
		if span.AllDay {
			form = form.With("VALUE", "DATE")
		}
	}
	hasEnd := event.has("DTEND") || event.has("DURATION")
	event.set(m.inForm(form, "DTSTART", span.Start))
	event.remove("DTEND", "DURATION")
	if hasEnd && span.Start.Before(span.End) {
		event.set(m.inForm(form, "DTEND", span.End))
	}
}

// negotiable are the properties of a proposal that [Organizer.AcceptCounter] takes over:
// when, and where.
var negotiable = []string{"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "LOCATION"}

// AcceptCounter takes up what an attendee has proposed: the time, and the place if the
// proposal has one. It is a change of time (see [Organizer.Edit]): SEQUENCE rises, all
// answers return to NEEDS-ACTION, that of the proposer among them, all other proposals are
// dropped, and a REQUEST goes to all (RFC 5546, section 3.2.7).
//
// The result is [NoProposal] where there is none of that attendee for that instance.
func (o Organizer) AcceptCounter(address string, instance InstanceID, now time.Time) (Step[Organizer], error) {
	a := o.begin("AcceptCounter", now)
	p, result, rule := a.proposal(address, instance)
	if result != "" {
		return a.finish(result, rule)
	}
	event, result, rule := a.known(instance)
	if result != "" {
		return a.finish(result, rule)
	}
	event = event.Clone()
	for _, name := range negotiable {
		properties := p.Event.All(name)
		if len(properties) == 0 {
			continue
		}
		if strings.HasPrefix(name, "R") || name == "EXDATE" {
			if instance != "" {
				continue
			}
		}
		event.set(properties...)
		switch name {
		case "DTEND":
			event.remove("DURATION")
		case "DURATION":
			event.remove("DTEND")
		}
	}
	if !p.Event.has("DTEND") && !p.Event.has("DURATION") {
		event.remove("DTEND", "DURATION")
	}
	a.change(instance, event, []string{"DTSTART"})
	return a.finish(Sent, "")
}

// DeclineCounter turns down what an attendee has proposed, with a DECLINECOUNTER to that
// one (RFC 5546, section 3.2.8), and with a comment, which may be empty. SEQUENCE stays. The
// result is [NoProposal] where there is none of that attendee for that instance.
func (o Organizer) DeclineCounter(address string, instance InstanceID, comment string, now time.Time) (Step[Organizer], error) {
	a := o.begin("DeclineCounter", now)
	p, result, rule := a.proposal(address, instance)
	if result != "" {
		return a.finish(result, rule)
	}
	ours, result, rule := a.known(instance)
	if result != "" {
		return a.finish(result, rule)
	}
	at := attendee(ours, address)
	if at < 0 {
		return a.finish(NoProposal, address+" is not among the attendees")
	}
	theirs := ours.Properties[at]
	a.State.Proposals[a.State.findProposal(address, instance)].Event = Component{}

	// A DECLINECOUNTER says what it is about, and nothing of the event (RFC 5546, section
	// 3.2.8).
	c := Component{Name: p.Event.Name}
	for _, name := range []string{"UID", "RECURRENCE-ID"} {
		c.Properties = append(c.Properties, p.Event.Clone().All(name)...)
	}
	organizer, _ := ours.Property("ORGANIZER")
	c.set(organizer.clone())
	if comment != "" {
		c.setValue("COMMENT", comment)
	}
	setRevision(&c, Revision{RevisionOf(ours).Sequence, a.stamp})
	a.State.Last = a.State.Last.max(RevisionOf(c))
	if a.reaches(theirs) {
		a.send(ics.MethodDeclinecounter, []string{p.Address}, c)
	}
	return a.finish(Sent, "")
}

// proposal returns the proposal of an attendee that waits for an answer.
func (a *action) proposal(address string, instance InstanceID) (p Proposal, result Result, rule string) {
	if rule, cancelled := a.State.cancelledBefore(instance); cancelled {
		return p, IgnoredCancelled, rule
	}
	at := a.State.findProposal(address, instance)
	if at < 0 || a.State.Proposals[at].Event.IsZero() {
		return p, NoProposal, fmt.Sprintf("no proposal of %s waits for an answer (RFC 5546, section 3.2.7)", address)
	}
	return a.State.Proposals[at], "", ""
}
