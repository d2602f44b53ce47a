package itip

import (
	"cmp"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
)

// An Organizer is what the organizer of a meeting knows of it: the state machine of that
// side (RFC 5546). It is a plain value: no method changes the one it is called on, and it is
// the same after it has been written as JSON and read. Make one with [Invite] or
// [OrganizerOf].
type Organizer struct {
	// Address is the organizer's calendar address.
	Address string `json:"address"`

	// Meeting is the meeting as it stands, with the answers of the attendees in PARTSTAT.
	Meeting Meeting `json:"meeting"`

	// Last is the greatest SEQUENCE and the latest DTSTAMP that messages have had.
	Last Revision `json:"last"`

	// Replies are the last replies of the attendees, by instance and address.
	Replies []Reply `json:"replies,omitempty"`

	// Proposals are the last counter-proposals of the attendees, those that wait for an
	// answer and those that have got one.
	Proposals []Proposal `json:"proposals,omitempty"`

	// Waiting are replies of delegates of whom the delegator has not told yet.
	Waiting []Delegate `json:"waiting,omitempty"`

	// Cancelled are the instances that do not take place, and the attendees who have been
	// removed.
	Cancelled []Cancellation `json:"cancelled,omitempty"`

	// Deputies are who may speak for the attendees.
	Deputies []Deputy `json:"deputies,omitempty"`

	// Agent says which part of the sending is the caller's, see [Agent]. Where it is empty,
	// messages are made for all attendees but those with SCHEDULE-AGENT=NONE; else for those
	// that are assigned to it.
	Agent Agent `json:"agent,omitempty"`

	// Limits bound what the state may hold.
	Limits Limits `json:"limits,omitzero"`
}

// A Reply is the last reply of an attendee that took effect (RFC 5546, section 2.1.5,
// which has organizers keep its SEQUENCE and DTSTAMP).
type Reply struct {
	Address  string                  `json:"address"` // of the attendee
	Instance InstanceID              `json:"instance,omitempty"`
	Future   bool                    `json:"future,omitempty"` // whether it is for all instances from that one on, too
	Status   ics.ParticipationStatus `json:"status"`
	Revision Revision                `json:"revision"`
	Comments []string                `json:"comments,omitempty"` // COMMENT
	Requests []string                `json:"requests,omitempty"` // REQUEST-STATUS
}

// A Proposal is the last counter-proposal of an attendee (RFC 5546, section 3.2.7).
type Proposal struct {
	Address  string     `json:"address"` // of the attendee
	Instance InstanceID `json:"instance,omitempty"`
	Revision Revision   `json:"revision"`

	// Event is the event as proposed, with its times in the form that those of the meeting
	// have. It is the zero Component once the proposal has been answered, or the meeting has
	// been rescheduled since.
	Event Component `json:"event,omitzero"`
}

// A Delegate is the reply of somebody who says to answer for an attendee, before that one
// has said so.
type Delegate struct {
	Reply Reply     `json:"reply"`
	From  string    `json:"from"`  // the address of the delegator
	Event Component `json:"event"` // the event of the reply
}

// A Cancellation is the last CANCEL for an instance, or for an attendee who has been
// removed.
type Cancellation struct {
	Instance InstanceID `json:"instance,omitempty"` // empty for the meeting as a whole
	Address  string     `json:"address,omitempty"`  // empty where all attendees are meant
	Future   bool       `json:"future,omitempty"`   // whether all later instances are meant, too
	Revision Revision   `json:"revision"`
}

// An Invitation is what [Invite] makes a meeting of.
type Invitation struct {
	// UID is the meeting's, for good. If it is empty, Key must be given, and the UID is
	// ical.UID of the organizer's address and the key.
	UID string
	Key string

	Organizer Participant   // who invites
	Attendees []Participant // whoever is also the organizer counts as having accepted

	// Start and End are when it takes place, [Start, End). The location of Start is the
	// meeting's time zone: UTC, or one of IANA's. If it repeats, that is the zone of its rule.
	Start, End time.Time

	// AllDay makes it an event of the days on which Start and End are by their own
	// locations, the last one excluded.
	AllDay bool

	Summary, Description, Location string // texts; may be empty

	// Status is TENTATIVE or CONFIRMED; empty means CONFIRMED.
	Status ics.ObjectStatus

	// Properties are whatever else the event has, such as RRULE, CATEGORIES or CONFERENCE.
	Properties []Property

	Limits Limits
}

// clone returns a copy that shares nothing with o.
func (o Organizer) clone() Organizer {
	o.Meeting = o.Meeting.clone()
	o.Replies = slices.Clone(o.Replies)
	for i, r := range o.Replies {
		o.Replies[i] = r.clone()
	}
	o.Proposals = slices.Clone(o.Proposals)
	for i := range o.Proposals {
		o.Proposals[i].Event = o.Proposals[i].Event.Clone()
	}
	o.Waiting = slices.Clone(o.Waiting)
	for i, w := range o.Waiting {
		o.Waiting[i].Reply, o.Waiting[i].Event = w.Reply.clone(), w.Event.Clone()
	}
	o.Cancelled = slices.Clone(o.Cancelled)
	o.Deputies = slices.Clone(o.Deputies)
	return o
}

func (r Reply) clone() Reply {
	r.Comments, r.Requests = slices.Clone(r.Comments), slices.Clone(r.Requests)
	return r
}

// Revision returns the SEQUENCE and DTSTAMP of the meeting as a whole.
func (o Organizer) Revision() Revision { return RevisionOf(o.Meeting.Main) }

// Status returns what an attendee has answered for an instance, or for the meeting as a
// whole for the empty ID; ok is false if the address is no attendee's of it.
func (o Organizer) Status(address string, instance InstanceID) (status ics.ParticipationStatus, ok bool) {
	event := o.Meeting.Instance(instance)
	at := attendee(event, address)
	if at < 0 {
		return "", false
	}
	status = ParticipantOf(event.Properties[at]).Status
	if instance == "" || o.Meeting.override(instance) != nil {
		return status, true
	}
	if r, ok := o.replyFor(address, instance); ok {
		status = r.Status
	}
	return status, true
}

// replyFor returns the reply that counts for an instance which nothing else is told of: the
// one to it, or else the last one to an earlier instance and all later ones.
func (o *Organizer) replyFor(address string, instance InstanceID) (reply Reply, ok bool) {
	for _, r := range o.Replies {
		if r.Instance == "" || !SameAddress(r.Address, address) {
			continue
		}
		if r.Instance == instance || r.Future && !r.Instance.later(instance) && !reply.Instance.later(r.Instance) {
			reply, ok = r, true
		}
	}
	return reply, ok
}

// LastReply returns the last reply of an attendee to an instance, or to the meeting as a
// whole for the empty ID.
func (o Organizer) LastReply(address string, instance InstanceID) (r Reply, ok bool) {
	if i := o.findReply(address, instance); i >= 0 {
		return o.Replies[i], true
	}
	return Reply{}, false
}

// Pending returns the proposals that wait for an answer.
func (o Organizer) Pending() []Proposal {
	var pending []Proposal
	for _, p := range o.Proposals {
		if !p.Event.IsZero() {
			pending = append(pending, p)
		}
	}
	return pending
}

func (o *Organizer) findReply(address string, instance InstanceID) int {
	return slices.IndexFunc(o.Replies, func(r Reply) bool { return r.Instance == instance && SameAddress(r.Address, address) })
}

func (o *Organizer) findProposal(address string, instance InstanceID) int {
	return slices.IndexFunc(o.Proposals, func(p Proposal) bool { return p.Instance == instance && SameAddress(p.Address, address) })
}

func compareReplies(r, s Reply) int {
	return cmp.Or(cmp.Compare(r.Instance, s.Instance), cmp.Compare(addressKey(r.Address), addressKey(s.Address)))
}

func compareProposals(p, q Proposal) int {
	return cmp.Or(cmp.Compare(p.Instance, q.Instance), cmp.Compare(addressKey(p.Address), addressKey(q.Address)))
}
