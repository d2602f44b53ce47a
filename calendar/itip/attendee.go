package itip

import (
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
)

// An Attendee is what somebody who is invited to a meeting knows of it: the state machine
// of that side (RFC 5546). It is a plain value: no method changes the one it is called on,
// and it is the same after it has been written as JSON and read. Make one with
// [NewAttendee], for each UID.
type Attendee struct {
	// Address is the attendee's own calendar address.
	Address string `json:"address"`

	// Meeting is the meeting as last told by the organizer, with the attendee's own answer
	// in PARTSTAT. Its UID is empty until the first message has been applied, and it has
	// neither Main nor Overrides before an invitation has come.
	Meeting Meeting `json:"meeting"`

	// Answers are the attendee's own to single instances of which the organizer has not told
	// anything else.
	Answers []Answer `json:"answers,omitempty"`

	// Owed are the instances, or the empty ID for the meeting as a whole, that the organizer
	// asks to be answered anew although their time has not changed: the answer stands here,
	// but not there.
	Owed []InstanceID `json:"owed,omitempty"`

	// Cancelled are the CANCELs that have come, the last for each instance and for the
	// meeting as a whole. Address is the organizer's.
	Cancelled []Cancellation `json:"cancelled,omitempty"`

	// Delegates are the replies of those to whom the attendee has delegated.
	Delegates []Reply `json:"delegates,omitempty"`

	// Sent is the DTSTAMP of the last answer that the attendee has sent.
	Sent time.Time `json:"sent,omitzero"`

	// Published tells that the meeting is for information only (PUBLISH), and asks for no
	// answer.
	Published bool `json:"published,omitempty"`

	// Deputies are who may speak for the organizer.
	Deputies []Deputy `json:"deputies,omitempty"`

	// Agent says whether sending is the caller's, see [Agent]: it is where the ORGANIZER of
	// the meeting has no SCHEDULE-AGENT or that of this field, and for the empty one unless
	// it is NONE.
	Agent Agent `json:"agent,omitempty"`

	// Limits bound what the state may hold.
	Limits Limits `json:"limits,omitzero"`
}

// An Answer is what an attendee replies.
type Answer struct {
	Status   ics.ParticipationStatus `json:"status"`
	Instance InstanceID              `json:"instance,omitempty"` // empty for the meeting as a whole
	Future   bool                    `json:"future,omitempty"`   // whether it is for all later instances, too (RANGE=THISANDFUTURE)
	Comment  string                  `json:"comment,omitempty"`  // COMMENT; may be empty
}

// NewAttendee returns the state of a calendar user who has not been invited yet.
func NewAttendee(address string) Attendee { return Attendee{Address: canonicalAddress(address)} }

// clone returns a copy that shares nothing with a.
func (a Attendee) clone() Attendee {
	a.Meeting = a.Meeting.clone()
	a.Answers, a.Owed = slices.Clone(a.Answers), slices.Clone(a.Owed)
	a.Cancelled = slices.Clone(a.Cancelled)
	a.Delegates = slices.Clone(a.Delegates)
	for i, r := range a.Delegates {
		a.Delegates[i] = r.clone()
	}
	a.Deputies = slices.Clone(a.Deputies)
	return a
}

// IsInvited reports whether there is a meeting at all, cancelled or not.
func (a Attendee) IsInvited() bool {
	return !a.Published && (!a.Meeting.Main.IsZero() || len(a.Meeting.Overrides) > 0)
}

// IsCancelled reports whether there was an invitation and nothing of it is left.
func (a Attendee) IsCancelled() bool { return a.Meeting.isCancelled() }

// Organizer returns who organizes the meeting. It is the zero Participant before an
// invitation has come.
func (a Attendee) Organizer() Participant {
	for _, c := range a.Meeting.components() {
		if p, ok := c.Property("ORGANIZER"); ok {
			return ParticipantOf(p)
		}
	}
	return Participant{}
}

// Revision returns the SEQUENCE and DTSTAMP of the meeting as a whole.
func (a Attendee) Revision() Revision { return RevisionOf(a.Meeting.Main) }

// Status returns the attendee's own answer for an instance, or for the meeting as a whole
// for the empty ID. It is NEEDS-ACTION where the organizer has not listed the attendee, as
// with an invitation that somebody has passed on.
func (a Attendee) Status(instance InstanceID) ics.ParticipationStatus {
	if instance != "" && a.Meeting.override(instance) == nil {
		if answer, ok := a.answerFor(instance); ok {
			return answer.Status
		}
	}
	return a.statusIn(a.Meeting.Instance(instance))
}

// answerFor returns the answer that counts for an instance which nothing else is told of.
func (a *Attendee) answerFor(instance InstanceID) (answer Answer, ok bool) {
	for _, own := range a.Answers {
		if own.Instance == instance || own.Future && !own.Instance.later(instance) && !answer.Instance.later(own.Instance) {
			answer, ok = own, true
		}
	}
	return answer, ok
}

// statusIn returns the attendee's own answer in an event.
func (a *Attendee) statusIn(event Component) ics.ParticipationStatus {
	if at := attendee(event, a.Address); at >= 0 {
		return ParticipantOf(event.Properties[at]).Status
	}
	return ics.ParticipationStatusNeedsAction
}
