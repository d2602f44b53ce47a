package itip

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	ics "github.com/arran4/golang-ical"
)

// An action is a step of the organizer while it is being taken.
type action struct {
	Step[Organizer]
	place    string
	stamp    time.Time // DTSTAMP of what is changed
	sequence int       // SEQUENCE of what is changed so that it must rise
	err      error
}

// begin begins a step on a copy of the state. DTSTAMP is now, or where messages have had
// that or a later one, the second after theirs: two changes within a second, or after the
// clock has been put back, must still be told apart (RFC 5546, section 2.1.5).
func (o Organizer) begin(place string, now time.Time) *action {
	a := &action{place: place, stamp: now.UTC().Truncate(time.Second), sequence: o.Last.Sequence + 1}
	a.State = o.clone()
	a.Outcome.UID = o.Meeting.UID
	if now.IsZero() || a.stamp.Year() > 9998 || a.stamp.Year() < 1 {
		a.err = valueError(place+", DTSTAMP", "now is not a time in the years 1 to 9998")
	}
	if last := o.Last.Stamp; !last.IsZero() && !a.stamp.After(last) {
		a.stamp = last.Add(time.Second)
	}
	return a
}

// revise gives an event its next revision: with a greater SEQUENCE than anything of the
// meeting has had, or only a later DTSTAMP.
func (a *action) revise(event *Component, raise bool) {
	revision := Revision{RevisionOf(*event).Sequence, a.stamp}
	if raise {
		if a.sequence > math.MaxInt32 {
			a.fail(limitError(a.place+", SEQUENCE", "revisions", math.MaxInt32))
		}
		revision.Sequence = a.sequence
	}
	setRevision(event, revision)
	a.State.Last = a.State.Last.max(revision)
}

func (a *action) fail(err error) {
	if a.err == nil {
		a.err = err
	}
}

// finish ends the step.
func (a *action) finish(result Result, rule string) (Step[Organizer], error) {
	a.Outcome.Result, a.Outcome.Rule = result, rule
	a.State.Meeting.dropZones()
	a.State.Replies, a.State.Proposals = orNil(a.State.Replies), orNil(a.State.Proposals)
	a.State.Waiting, a.State.Cancelled = orNil(a.State.Waiting), orNil(a.State.Cancelled)
	if a.err == nil {
		a.err = a.State.check(a.place)
	}
	if a.err != nil {
		return Step[Organizer]{}, a.err
	}
	return a.Step, nil
}

// check compares a state with its limits.
func (o Organizer) check(place string) error {
	limits := o.Limits.withDefaults()
	switch {
	case len(o.Meeting.Overrides)+len(o.Cancelled) > limits.Instances:
		return limitError(place, "instances told apart", limits.Instances)
	case len(o.Replies)+len(o.Waiting) > limits.Replies, len(o.Proposals) > limits.Replies:
		return limitError(place, "replies", limits.Replies)
	}
	return o.Meeting.check(place, limits)
}

func (m Meeting) check(place string, limits Limits) error {
	for _, c := range m.components() {
		if n := len(c.All("ATTENDEE")); n > limits.Attendees {
			return limitError(place+", ATTENDEE", "attendees", limits.Attendees)
		}
		if len(c.Properties) > limits.Properties {
			return limitError(place, "properties", limits.Properties)
		}
	}
	return nil
}

// recipients returns the addresses of the attendees of some events whom the organizer has
// to write to, each once.
func (a *action) recipients(events ...Component) []string {
	var to []string
	seen := make(map[string]bool)
	for _, event := range events {
		for _, p := range event.All("ATTENDEE") {
			if key := addressKey(p.Value); a.reaches(p) && !seen[key] {
				seen[key] = true
				to = append(to, canonicalAddress(p.Value))
			}
		}
	}
	return to
}

// reaches reports whether a message to an attendee is the organizer's to send.
func (a *action) reaches(p Property) bool {
	return a.State.Agent.sends(p) && !SameAddress(p.Value, a.State.Address)
}

// request sends events to all their attendees.
func (a *action) request(events ...Component) error {
	a.requestTo(a.recipients(events...), events...)
	return a.err
}

func (a *action) requestTo(to []string, events ...Component) {
	a.send(ics.MethodRequest, to, events...)
	// SCHEDULE-FORCE-SEND holds for one message (RFC 6638, section 7.2).
	for _, c := range a.State.Meeting.pointers() {
		for i, p := range c.Properties {
			if p.Name == "ATTENDEE" && forced(p, "REQUEST") &&
				slices.ContainsFunc(to, func(address string) bool { return SameAddress(address, p.Value) }) {
				c.Properties[i] = p.With("SCHEDULE-FORCE-SEND")
			}
		}
	}
}

// pointers returns all events of the meeting, to be changed in place.
func (m *Meeting) pointers() []*Component {
	var events []*Component
	if !m.Main.IsZero() {
		events = append(events, &m.Main)
	}
	for i := range m.Overrides {
		events = append(events, &m.Overrides[i])
	}
	return events
}

// send adds a message, unless there is nobody to send it to.
func (a *action) send(method ics.Method, to []string, events ...Component) {
	if len(to) == 0 && method != ics.MethodPublish {
		return
	}
	m, err := a.State.Meeting.message(a.place, method, events)
	if err != nil {
		a.fail(err)
		return
	}
	m.From, m.To = a.State.Address, to
	a.Send = append(a.Send, m)
}

// message returns a message of some events.
func (m Meeting) message(place string, method ics.Method, events []Component) (Message, error) {
	outgoing := cloneComponents(events)
	for i := range outgoing {
		withoutSchedule(&outgoing[i])
	}
	cal, err := m.calendarOf(place+", "+string(method), method, outgoing)
	return Message{Method: method, Calendar: cal}, err
}

// reset has all attendees of an event answer anew. Who has delegated has handed the answer
// over, and the organizer's own stands.
func (a *action) reset(event *Component) {
	for i, p := range event.Properties {
		if p.Name == "ATTENDEE" && !SameAddress(p.Value, a.State.Address) &&
			ParticipantOf(p).Status != ics.ParticipationStatusDelegated {
			event.Properties[i] = p.With("PARTSTAT", string(ics.ParticipationStatusNeedsAction))
		}
	}
}

// dropProposals closes the proposals for which a test of their instance is true.
func (a *action) dropProposals(test func(InstanceID) bool) {
	for i := range a.State.Proposals {
		if test(a.State.Proposals[i].Instance) {
			a.State.Proposals[i].Event = Component{}
		}
	}
}

// cancelledBefore reports whether the meeting or an instance of it has been cancelled, and
// says the rule.
func (o Organizer) cancelledBefore(id InstanceID) (rule string, cancelled bool) {
	if o.Meeting.isCancelled() {
		return "the meeting is cancelled, which is final (RFC 5546, section 3.2.5)", true
	}
	for _, c := range o.Cancelled {
		if c.Address == "" && id != "" && (c.Instance == id || c.Future && !c.Instance.later(id)) {
			return fmt.Sprintf("the instance %s is cancelled (RFC 5546, section 3.2.5)", id), true
		}
	}
	return "", false
}

// known returns the event that an action on an instance is about, or refuses it.
func (a *action) known(id InstanceID) (event Component, result Result, rule string) {
	if rule, cancelled := a.State.cancelledBefore(id); cancelled {
		return event, IgnoredCancelled, rule
	}
	if id == "" {
		if a.State.Meeting.Main.IsZero() {
			return event, Unknown, "only instances of the meeting are known"
		}
		return a.State.Meeting.Main, "", ""
	}
	event, ok := a.State.Meeting.derive(id)
	if !ok {
		return event, Unknown, noInstance(id)
	}
	if a.State.Meeting.override(id) == nil {
		for i, p := range event.Properties {
			if p.Name != "ATTENDEE" {
				continue
			}
			if r, ok := a.State.replyFor(p.Value, id); ok {
				event.Properties[i] = p.With("PARTSTAT", string(r.Status))
			}
		}
	}
	return event, "", ""
}

func noInstance(id InstanceID) string {
	return "the meeting has no instance " + strconv.Quote(string(id)) + " (RFC 5545, section 3.8.4.4)"
}

// store puts an event in its place.
func (a *action) store(id InstanceID, event Component) {
	if id == "" {
		a.State.Meeting.Main = event
	} else {
		a.State.Meeting.put(id, event)
	}
}
