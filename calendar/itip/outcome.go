package itip

import "slices"

// A Result says in a word what became of a message or an action. The words do not change
// from version to version.
type Result string

// What the organizer's or the attendee's own action did.
const (
	Sent            Result = "sent"              // it took effect; there may be messages to send
	NoChange        Result = "no-change"         // there was nothing to do
	NoProposal      Result = "no-proposal"       // there is no counter-proposal of that attendee
	NothingToAnswer Result = "nothing-to-answer" // there is no meeting, or it is cancelled or only published
)

// What became of a message to the organizer.
const (
	Applied          Result = "applied"           // the reply counts
	Proposed         Result = "proposal"          // the counter-proposal waits for an answer
	Answered         Result = "answered"          // a REFRESH was answered
	Waiting          Result = "waiting"           // a delegate's reply waits for that of the delegator
	Uninvited        Result = "uninvited"         // the sender is no attendee
	InvalidSequence  Result = "invalid-sequence"  // its SEQUENCE is one that the organizer never gave
	IgnoredCancelled Result = "ignored-cancelled" // the meeting, or the instance, is cancelled
)

// What became of a message to an attendee.
const (
	New        Result = "new"        // an invitation to a meeting that was not known
	Reschedule Result = "reschedule" // a revision with a greater SEQUENCE
	Update     Result = "update"     // a revision with the same SEQUENCE
	Added      Result = "added"      // further instances of the meeting
	Cancelled  Result = "cancelled"  // the meeting, the instance or the invitation is cancelled
	Published  Result = "published"  // a meeting for information, to which nobody is invited
	Noted      Result = "noted"      // there is nothing to change
	Refreshing Result = "refreshing" // something is missing, and a REFRESH asks for it
)

// What became of a message to either.
const (
	Duplicate   Result = "duplicate"   // the same message again
	Stale       Result = "stale"       // an earlier message that comes late
	Unknown     Result = "unknown"     // of a meeting or an instance that is not known
	Impostor    Result = "impostor"    // the sender speaks for somebody else
	Misdirected Result = "misdirected" // a method that goes to the other side
	Invalid     Result = "invalid"     // it lacks what the method needs, or contradicts itself
	Unsupported Result = "unsupported" // a component other than an event
)

// Took reports whether the word is one for something that took effect.
func (r Result) Took() bool {
	return slices.Contains([]Result{Sent, Applied, Proposed, Answered, Waiting, New, Reschedule, Update, Added, Cancelled, Published}, r)
}

// An Outcome says what became of a message, or of one component of it, or of an action.
type Outcome struct {
	Result Result `json:"result"`

	// Rule is the rule that kept it from taking effect, in words and with the section of
	// the standard that decides; empty where it took effect.
	Rule string `json:"rule,omitempty"`

	// UID and Instance are those of the component. Instance is empty for the meeting as a
	// whole.
	UID      string     `json:"uid,omitempty"`
	Instance InstanceID `json:"instance,omitempty"`
}

// String returns the outcome as a line for people.
func (o Outcome) String() string {
	if o.Rule == "" {
		return string(o.Result)
	}
	return string(o.Result) + ": " + o.Rule
}

// A Step is what a message or an action leads to.
type Step[State any] struct {
	// State is the state afterwards. It shares nothing with the state before, which stays
	// as it was.
	State State

	// Outcome is what became of the message as a whole: of its components' outcomes the
	// first that took effect, or else the first.
	Outcome Outcome

	// Parts are the outcomes of the components of a message, in their order.
	Parts []Outcome

	// Send are the messages that are to be sent, in this order.
	Send []Message
}

// conclude sets the outcome of a message from those of its components.
func (s *Step[State]) conclude() {
	if len(s.Parts) == 0 {
		return
	}
	s.Outcome = s.Parts[0]
	for _, part := range s.Parts {
		if part.Result.Took() {
			s.Outcome = part
			return
		}
	}
}
