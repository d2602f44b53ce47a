package itip

import (
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// cancel takes in an event of a CANCEL.
func (r *receipt) cancel(m incoming, id InstanceID, event Component) Outcome {
	if len(event.All("ATTENDEE")) > 0 && attendee(event, r.State.Address) < 0 && !isCancelled(event) {
		return Outcome{Result: Noted, Rule: "others have been removed from the meeting (RFC 5546, section 3.2.5)"}
	}
	recurrenceID, _ := event.Property("RECURRENCE-ID")
	future := id != "" && strings.EqualFold(recurrenceID.Parameter("RANGE"), "THISANDFUTURE")
	meeting := &r.State.Meeting
	if len(meeting.components()) == 0 {
		return r.cancelUnknown(m, id, future, event)
	}
	if id == "" && meeting.Main.IsZero() {
		return r.cancelOverrides(event)
	}
	ours := meeting.Main
	if id != "" && isCancelled(ours) {
		return Outcome{Result: Duplicate, Rule: "the meeting is cancelled already"}
	}
	if id != "" {
		if stamp := stampOf(event); meeting.override(id) == nil && !stamp.IsZero() && stamp.Before(stampOf(ours)) {
			return Outcome{Result: Stale, Rule: "the meeting has been described since (RFC 5546, section 2.1.5)"}
		}
		var ok bool
		if ours, ok = meeting.derive(id); !ok {
			if at := r.State.cancellation(id); at >= 0 {
				return Outcome{Result: Duplicate, Rule: "the instance is cancelled already"}
			}
			if theirs := cancelRevision(event, RevisionOf(meeting.Main)); theirs.Stamp.After(stampOf(meeting.Main)) {
				// An ADD of it may still come.
				organizer, _ := r.State.organizer()
				r.State.noteCancelled(Cancellation{Instance: id, Future: future, Address: canonicalAddress(organizer.Value), Revision: theirs})
			}
			return Outcome{Result: Unknown, Rule: noInstance(id)}
		}
	}
	theirs := cancelRevision(event, RevisionOf(ours))
	last := RevisionOf(ours)
	if at := r.State.cancellation(id); at >= 0 && r.State.Cancelled[at].Revision.Compare(last) > 0 {
		last = r.State.Cancelled[at].Revision
	}
	if theirs.Compare(last) < 0 {
		return Outcome{Result: Stale, Rule: "it is earlier than what is known (RFC 5546, section 2.1.5)"}
	}
	organizer, _ := r.State.organizer()
	r.State.noteCancelled(Cancellation{Instance: id, Future: future, Address: canonicalAddress(organizer.Value), Revision: theirs})
	if isCancelled(ours) {
		return Outcome{Result: Duplicate, Rule: "it is cancelled already"}
	}
	ours = ours.Clone()
	r.markCancelled(&ours, event, theirs)
	if id == "" {
		meeting.Main = ours
		r.State.Owed = nil
		return Outcome{Result: Cancelled}
	}
	if future {
		p, _ := ours.Property("RECURRENCE-ID")
		ours.set(p.With("RANGE", "THISANDFUTURE"))
		zones := meeting.zones()
		for i := range meeting.Overrides {
			own := &meeting.Overrides[i]
			if of, _ := zones.instance(*own); of.later(id) && !isCancelled(*own) && RevisionOf(*own).Compare(theirs) < 0 {
				r.markCancelled(own, event, theirs)
			}
		}
	}
	meeting.put(id, ours)
	r.State.Owed = slices.DeleteFunc(r.State.Owed, func(owed InstanceID) bool { return owed == id || future && owed.later(id) })
	return Outcome{Result: Cancelled}
}

// markCancelled writes into an event that it is cancelled, and why.
func (r *receipt) markCancelled(ours *Component, event Component, revision Revision) {
	ours.setValue("STATUS", string(ics.ObjectStatusCancelled))
	setRevision(ours, revision)
	if comments := event.All("COMMENT"); len(comments) > 0 {
		ours.set(comments...)
	}
}

// cancelRevision returns the revision of a CANCEL. Some senders leave SEQUENCE out, which a
// CANCEL must have, or DTSTAMP: then it counts as one of what is known.
func cancelRevision(event Component, known Revision) Revision {
	theirs := RevisionOf(event)
	if !event.has("SEQUENCE") {
		theirs.Sequence = known.Sequence
	}
	if theirs.Stamp.IsZero() {
		theirs.Stamp = known.Stamp
	}
	return theirs
}

// cancelUnknown keeps a CANCEL for a meeting of which nothing is known yet.
func (r *receipt) cancelUnknown(m incoming, id InstanceID, future bool, event Component) Outcome {
	out := Outcome{Result: Unknown, Rule: "the meeting is not known (RFC 5546, section 3.2.5)"}
	organizer, there := event.Property("ORGANIZER")
	if !there {
		organizer.Value = m.From
	}
	gone := Cancellation{Instance: id, Future: future, Address: canonicalAddress(organizer.Value), Revision: RevisionOf(event)}
	for _, c := range r.State.Cancelled {
		if c.Instance == id && SameAddress(c.Address, gone.Address) && c.Revision.Compare(gone.Revision) >= 0 {
			return out
		}
	}
	if len(r.State.Cancelled) < r.State.Limits.withDefaults().Instances {
		r.State.Meeting.UID = r.uid
		r.State.noteCancelled(gone)
	}
	return out
}

// cancelOverrides cancels a meeting of which only instances are known.
func (r *receipt) cancelOverrides(event Component) Outcome {
	out := Outcome{Result: Stale, Rule: "it is earlier than what is known (RFC 5546, section 2.1.5)"}
	for _, own := range r.State.Meeting.pointers() {
		known := RevisionOf(*own)
		theirs := cancelRevision(event, known)
		switch {
		case theirs.Compare(known) < 0:
		case isCancelled(*own):
			if out.Result == Stale {
				out = Outcome{Result: Duplicate, Rule: "it is cancelled already"}
			}
		default:
			r.markCancelled(own, event, theirs)
			out = Outcome{Result: Cancelled}
		}
	}
	organizer, _ := r.State.organizer()
	if out.Result == Cancelled {
		r.State.noteCancelled(Cancellation{Address: canonicalAddress(organizer.Value), Revision: RevisionOf(event)})
	}
	return out
}

// noteCancelled keeps the last CANCEL of an instance.
func (a *Attendee) noteCancelled(c Cancellation) {
	at := slices.IndexFunc(a.Cancelled, func(d Cancellation) bool {
		return d.Instance == c.Instance && SameAddress(d.Address, c.Address)
	})
	switch {
	case at < 0:
		a.Cancelled = append(a.Cancelled, c)
	case c.Revision.Compare(a.Cancelled[at].Revision) > 0:
		a.Cancelled[at] = c
	}
}
