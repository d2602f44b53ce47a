package itip

import (
	"fmt"
	"slices"

	ics "github.com/arran4/golang-ical"
)

// request takes in an event of a REQUEST.
func (r *receipt) request(m incoming, id InstanceID, event Component) Outcome {
	if event.has("DTSTART") {
		if _, err := m.clock.span(event); err != nil {
			return invalid(m.Method, "when it is cannot be read: "+err.Error())
		}
	} else {
		return invalid(m.Method, "an event has no DTSTART")
	}
	withoutSchedule(&event)
	if r.State.Published && m.Method == ics.MethodRequest {
		// An invitation takes the place of what was only published.
		r.State.Meeting, r.State.Published = Meeting{}, false
	}
	ours, known := r.State.Meeting.Main, !r.State.Meeting.Main.IsZero()
	if id != "" {
		own := r.State.Meeting.override(id)
		if known = own != nil; known {
			ours = *own
		}
	}
	theirs := RevisionOf(event)
	main := r.State.Meeting.Main
	if id != "" && isCancelled(main) && !theirs.Stamp.After(stampOf(main)) {
		return Outcome{Result: Stale, Rule: "the meeting has been cancelled since (RFC 5546, section 2.1.5)"}
	}
	if !known {
		return r.requestNew(m, id, event, theirs)
	}
	if out := r.compare(id, RevisionOf(ours), theirs); out.Result != "" {
		return out
	}
	out := Outcome{Result: Update}
	if theirs.Sequence > RevisionOf(ours).Sequence {
		out.Result = Reschedule
	}
	r.replace(m, id, ours, event, r.State.statusIn(ours), out.Result)
	return out
}

// compare judges a revision by the one that there is, and by the last CANCEL.
func (r *receipt) compare(id InstanceID, ours, theirs Revision) Outcome {
	if at := r.State.cancellation(id); at >= 0 && r.State.Cancelled[at].Revision.Compare(ours) > 0 {
		ours = r.State.Cancelled[at].Revision
	}
	switch theirs.Compare(ours) {
	case 0:
		return Outcome{Result: Duplicate, Rule: "this revision is known"}
	case -1:
		return Outcome{Result: Stale, Rule: fmt.Sprintf(
			"SEQUENCE %d of %s is earlier than SEQUENCE %d of %s, which is known (RFC 5546, section 2.1.5)",
			theirs.Sequence, theirs.Stamp.Format(utcForm), ours.Sequence, ours.Stamp.Format(utcForm))}
	}
	return Outcome{}
}

// cancellation returns the index of the CANCEL that is kept of an instance, or -1.
func (a *Attendee) cancellation(id InstanceID) int {
	return slices.IndexFunc(a.Cancelled, func(c Cancellation) bool {
		return (c.Instance == "") == (id == "") && c.concerns(id)
	})
}

// concerns reports whether a CANCEL is also one for an instance.
func (c Cancellation) concerns(id InstanceID) bool {
	return c.Instance == "" || c.Instance == id || c.Future && id != "" && !c.Instance.later(id)
}

// requestNew takes in the first that is told of the meeting, or of one of its instances.
func (r *receipt) requestNew(m incoming, id InstanceID, event Component, theirs Revision) Outcome {
	organizer, _ := event.Property("ORGANIZER")
	// A CANCEL that came before what it cancels: unless this was written afterwards, it is
	// what was cancelled.
	for _, gone := range r.State.Cancelled {
		if gone.concerns(id) && SameAddress(gone.Address, organizer.Value) && theirs.Compare(gone.Revision) <= 0 && !theirs.Stamp.After(gone.Revision.Stamp) {
			return Outcome{Result: Stale, Rule: "a CANCEL that is later has come before it (RFC 5546, section 2.1.5)"}
		}
	}
	main := r.State.Meeting.Main
	if id != "" && !main.IsZero() {
		if !r.described && theirs.Stamp.Before(stampOf(main)) {
			return Outcome{Result: Stale, Rule: "the meeting has been described since, without this instance (RFC 5546, section 2.1.5)"}
		}
		ours, ok := r.State.Meeting.derive(id)
		if !ok {
			// An instance that the rules do not give is one more.
			ours = Component{}
		}
		out := Outcome{Result: Update}
		if theirs.Sequence > RevisionOf(main).Sequence {
			out.Result = Reschedule
		}
		r.replace(m, id, ours, event, r.State.Status(id), out.Result)
		return out
	}
	// What others have cancelled was nothing of this meeting.
	r.State.Cancelled = slices.DeleteFunc(r.State.Cancelled, func(c Cancellation) bool { return !SameAddress(c.Address, organizer.Value) })
	r.replace(m, id, Component{}, event, "", New)
	return Outcome{Result: New}
}

// replace puts an event in the place of one that the attendee has answered with a status.
func (r *receipt) replace(m incoming, id InstanceID, ours, event Component, status ics.ParticipationStatus, result Result) {
	r.State.Meeting.UID = r.uid
	before := r.State.Meeting.zones()
	same := !ours.IsZero() && !isCancelled(ours) && sameTime(before, ours, m.clock, event)
	told := r.State.statusIn(event)
	if same && result == Reschedule && !sameRules(ours, event) {
		// Whether other instances ask for another answer is for the organizer to say; an
		// answer that is still on its way is to an earlier SEQUENCE, and does not count there.
		status = told
	}
	own := attendee(event, r.State.Address)
	switch {
	case ours.IsZero(): // the organizer may have noted an answer already
	case same || status == ics.ParticipationStatusDelegated:
		if own >= 0 {
			p := event.Properties[own].With("PARTSTAT", string(status))
			if at := attendee(ours, r.State.Address); at >= 0 {
				p = p.With("DELEGATED-TO", ours.Properties[at].Parameters["DELEGATED-TO"]...)
			}
			event.Properties[own] = p
		}
	case own >= 0:
		event.Properties[own] = event.Properties[own].With("PARTSTAT", string(ics.ParticipationStatusNeedsAction))
	}
	r.State.Owed = slices.DeleteFunc(r.State.Owed, func(owed InstanceID) bool { return owed == id })
	if result == Reschedule && same && own >= 0 && told != status {
		r.State.Owed = append(r.State.Owed, id)
	}
	if organizer, ok := r.State.organizer(); ok {
		keepSchedule(&event, organizer)
	}
	r.State.Meeting.keepZones(m.Calendar)
	if id != "" {
		r.State.Answers = slices.DeleteFunc(r.State.Answers, func(answer Answer) bool { return answer.Instance == id && !answer.Future })
		r.State.Meeting.put(id, event)
		return
	}
	if !same {
		r.State.Answers = nil
	}
	r.State.Meeting.Main = event
	r.described = true
}

// keepSchedule keeps what the attendee's own calendar says of sending to the organizer
// (RFC 6638, section 7), which messages do not have.
func keepSchedule(event *Component, organizer Property) {
	for i, p := range event.Properties {
		if p.Name != "ORGANIZER" {
			continue
		}
		for _, name := range scheduleParameters {
			if values, ok := organizer.Parameters[name]; ok {
				p = p.With(name, values...)
			}
		}
		event.Properties[i] = p
	}
}

// sameTime reports whether two events have the same start and end.
func sameTime(clockA clock, a Component, clockB clock, b Component) bool {
	spanA, errA := clockA.span(a)
	spanB, errB := clockB.span(b)
	return errA == nil && errB == nil && spanA.AllDay == spanB.AllDay && spanA.Start.Equal(spanB.Start) && spanA.End.Equal(spanB.End)
}

// sameRules reports whether two events say the same of further instances.
func sameRules(a, b Component) bool {
	for _, name := range []string{"RRULE", "RDATE", "EXDATE"} {
		if !slices.EqualFunc(a.All(name), b.All(name), Property.equal) {
			return false
		}
	}
	return true
}

// dropUntold drops what was told of instances before the meeting as a whole was described
// anew without them.
func (r *receipt) dropUntold(m incoming, events []Component) {
	told := make(map[InstanceID]bool)
	for _, event := range events {
		if id, ok := m.clock.instance(event); ok && id != "" {
			told[id] = true
		}
	}
	meeting := &r.State.Meeting
	stamp := stampOf(meeting.Main)
	zones := meeting.zones()
	meeting.Overrides = slices.DeleteFunc(meeting.Overrides, func(c Component) bool {
		id, _ := zones.instance(c)
		return !told[id] && stampOf(c).Before(stamp)
	})
	meeting.Overrides = orNil(meeting.Overrides)
	r.State.Answers = slices.DeleteFunc(r.State.Answers, func(answer Answer) bool { return !zones.occurs(meeting.Main, answer.Instance) })
	r.State.Owed = slices.DeleteFunc(r.State.Owed, func(id InstanceID) bool { return id != "" && meeting.override(id) == nil })
}

// add takes in an event of an ADD.
func (r *receipt) add(m incoming, id InstanceID, event Component) Outcome {
	main := r.State.Meeting.Main
	theirs := RevisionOf(event)
	switch {
	case id != "":
		return invalid(m.Method, "an ADD has no RECURRENCE-ID")
	case !event.has("DTSTART"):
		return invalid(m.Method, "an event has no DTSTART")
	case main.IsZero():
		return r.askAgain(event, "the meeting is not known (RFC 5546, section 3.2.4)")
	}
	start, _ := event.Property("DTSTART")
	moment, err := m.clock.moment(start)
	if err != nil {
		return invalid(m.Method, "DTSTART cannot be read: "+err.Error())
	}
	added := instanceOf(moment)
	if own := r.State.Meeting.override(added); own != nil {
		if out := r.compare(added, RevisionOf(*own), theirs); out.Result != "" {
			return out
		}
	}
	switch known := r.latest.Sequence; {
	case theirs.Stamp.Before(stampOf(main)):
		return Outcome{Result: Stale, Rule: "the meeting has been described since, without this instance (RFC 5546, section 2.1.5)"}
	case theirs.Sequence <= known:
		return Outcome{Result: Stale, Rule: fmt.Sprintf("SEQUENCE %d does not go on from SEQUENCE %d, which is known (RFC 5546, section 3.2.4)", theirs.Sequence, known)}
	case isCancelled(main):
		return r.askAgain(event, "the meeting is cancelled here (RFC 5546, section 3.2.4)")
	case theirs.Sequence > known+1:
		return r.askAgain(event, fmt.Sprintf("SEQUENCE %d is not the one after %d: a message is missing (RFC 5546, section 3.2.4)", theirs.Sequence, known))
	case repeats(event):
		return r.askAgain(event, "an ADD with a rule of its own is not supported (RFC 5546, section 3.2.4)")
	}
	span, err := m.clock.span(event)
	if err != nil {
		return invalid(m.Method, "when it is cannot be read: "+err.Error())
	}
	withoutSchedule(&event)
	r.State.Meeting.adopt(&event, span)
	if organizer, ok := r.State.organizer(); ok {
		keepSchedule(&event, organizer)
	}
	// The event as a whole keeps its revision: what else has changed of it, an ADD does not
	// tell.
	r.State.Meeting.addInstance(added, event)
	return Outcome{Result: Added}
}

// askAgain asks the organizer for the meeting as it stands.
func (r *receipt) askAgain(event Component, why string) Outcome {
	if organizer, ok := r.State.organizer(); ok {
		event.set(organizer.clone())
	}
	r.refresh(event)
	return Outcome{Result: Refreshing, Rule: why}
}
