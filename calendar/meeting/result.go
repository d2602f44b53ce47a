package meeting

import (
	"strings"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// A Result is the answer of [Find]; the zero Result is that of no search, and has nothing.
// It is safe for use by many goroutines. It refers to what the request refers to, which
// must stay as it is while the result is in use.
type Result struct {
	Candidates int // how many starts were tried
	Feasible   int // how many of them are feasible

	// Cause says why no candidate is feasible; [CauseNone] if one is.
	Cause Cause

	// Slots are the best feasible slots, best first, as many as were asked for and could be
	// had.
	Slots []Slot

	// NearMisses are slots that only people are missing from, those first that lack the
	// fewest, and then in the order of the criteria.
	NearMisses []Slot

	// Partial is set where the context ended during the search. Slots then are the best of
	// the candidates before Examined, in the order of their starts, and there are no
	// NearMisses.
	Partial  bool
	Examined int

	// Golden is how much of the windows is working time for everybody who is not only
	// informed, hard limits aside. Where it is 0, somebody must suffer.
	Golden time.Duration

	// Ignored are the all-day entries that [Request].IgnoreAllDay left out of account and
	// that meet the windows or their buffers, in the order of participants and entries.
	Ignored []Ignored

	// TZData is that of the request, or "unknown". [Result.Offsets] has the offsets used,
	// by which two machines can be compared.
	TZData string

	problem  *problem
	feasible bitmap // of the candidates that were examined
}

// A Cause is why nothing is feasible.
type Cause uint8

const (
	CauseNone         Cause = iota // something is
	CauseNoCandidate               // no start leaves room for the meeting within a window
	CauseBlackout                  // blackouts meet all candidates
	CauseRoom                      // outside the blackouts no sufficient room is free
	CauseQuorum                    // more people are asked for than there are
	CauseParticipants              // people cannot come; [Explain] says who
)

// String returns the cause in words: "no candidate".
func (c Cause) String() string {
	words := [...]string{"none", "no candidate", "blackout", "room", "quorum", "participants"}
	if int(c) >= len(words) {
		return "unknown cause"
	}
	return words[c]
}

// A Slot is one time for the meeting, and who can come then.
type Slot struct {
	// Index is the number of the candidate, from 0 in the order of the starts; -1 where the
	// start is no candidate.
	Index      int
	Start, End time.Time // in UTC

	// Feasible is set if the meeting can be held then. Open is set if no blackout meets it
	// and, if rooms are asked for, one is free: then Feasible is only a matter of people.
	Feasible, Open bool

	Room string // the ID of the room, if one is asked for and free

	Required  int   // available required people
	Optional  int   // available optional people
	Chairs    int   // available chairs
	Tentative int   // available people who have a tentative entry; 0 unless [TentativeLastResort]
	Groups    []int // available people of each group of the request

	Total   Burden   // the sum of the burdens of available people
	Max     Burden   // the largest of them; 0 if nobody is available
	Burdens []Burden // all of them, the largest first

	// Missing is how many people would have to come as well for the slot to be feasible:
	// the chairs who cannot, and the required people short of the quorum; or those short
	// of MinTotal or of a group, if these are more. Where several groups are short, it may
	// take more.
	Missing int

	// People are all participants in the order of the request.
	People []Attendance
}

// Attendance is what a slot means for one participant.
type Attendance struct {
	ID   string // of the participant
	Role Role

	Reasons   Reasons    // why they cannot come; none if they can
	Conflicts []Conflict // the entries that are among the reasons, or are tentative under [TentativeLastResort]

	// Counted is set if they are available and count as such: not where they are only
	// informed, or their calendars are unknown and are to be reported.
	Counted bool
	// Unknown is set where nobody could look into their calendars, whatever that does.
	Unknown bool
	// Tentative is set where they can come but have a tentative entry, under
	// [TentativeLastResort].
	Tentative bool

	// Start and End are those of the slot, in their zone. DayShift is how many days later
	// than in [Request].Location their date is at the start: -1, 0 or 1.
	Start, End time.Time
	DayShift   int

	// Outside is how much of the meeting is outside their working hours, and Burden what
	// that weighs. Both are told whether they can come or not.
	Outside time.Duration
	Burden  Burden
}

// A Conflict is an entry that keeps somebody from coming.
type Conflict struct {
	Entry int // the index in [Participant].Busy
	// Start and End are the part of the entry within a day or so around the windows; of an
	// all-day entry the instants at which its days begin and end.
	Start, End time.Time
	Type       freebusy.Type
	Buffer     bool   // it meets the buffers and not the meeting itself
	UID        string // empty for a private entry
	Summary    string // empty for a private entry
}

// Reasons are why somebody cannot come, as a set.
type Reasons uint8

const (
	ReasonBuffer    Reasons = 1 << iota // an entry meets the buffers, and none the meeting itself
	ReasonBusy                          // a busy or unavailable entry meets the meeting
	ReasonHours                         // a minute of the meeting is not worked, and the hours are hard
	ReasonLimits                        // a minute of the meeting is outside the limits
	ReasonTentative                     // a tentative entry that blocks meets the meeting
	ReasonUnknown                       // nobody could look into the calendar; see [UnknownPolicy]
)

var reasonWords = [...]string{"buffer", "busy", "hours", "limits", "tentative", "unknown"}

// Has reports whether all of the given reasons are in the set.
func (r Reasons) Has(reasons Reasons) bool { return r&reasons == reasons }

// Codes returns the reasons as words in alphabetical order: "busy", "hours". The slice is
// the caller's, and not nil.
func (r Reasons) Codes() []string {
	codes := []string{}
	for i, w := range reasonWords {
		if r&(1<<i) != 0 {
			codes = append(codes, w)
		}
	}
	return codes
}

// String returns the codes with commas between them.
func (r Reasons) String() string { return strings.Join(r.Codes(), ",") }

// Ignored names an all-day entry that was left out of account.
type Ignored struct {
	Participant string // their ID
	Entry       int    // the index in Busy
}
