package meeting

import (
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/rickb777/date/v2"
)

// A Role says what it means for a meeting that somebody cannot come.
type Role uint8

const (
	// Required people count towards [Request].MinRequired; without that, all must come.
	Required Role = iota
	// Chair must come, whatever the quorum.
	Chair
	// Optional people are welcome: more of them make a slot better, and none makes it fail.
	Optional
	// Informed people are told of the meeting. They count nowhere.
	Informed
)

// String returns the role in lower case: "required".
func (r Role) String() string {
	switch r {
	case Required:
		return "required"
	case Chair:
		return "chair"
	case Optional:
		return "optional"
	case Informed:
		return "informed"
	}
	return "unknown role"
}

// A Participant is a person or a body that a meeting is for.
type Participant struct {
	ID      string // not empty, and unique within a request
	Name    string // for people to read; may be empty
	Address string // the calendar address, such as mailto:focal.point@example.org; may be empty
	Role    Role

	// Location is the zone of all clock times and dates below. There is no default.
	Location *time.Location

	// Weight multiplies the burden: 1 to 1000, and 0 is 1.
	Weight int

	// Hours are the working hours; nil means that every minute is one, holidays too. They
	// must contain the whole meeting, unless SoftHours is set: then a meeting may lie
	// outside, and every minute of it that does is a burden.
	Hours     *Hours
	SoftHours bool

	// Holidays are dates of which no minute is worked, whatever the Hours say: a shift that
	// began the evening before ends at 00:00, and one that begins on the evening of the
	// holiday goes on after it. They may be in any order and name a date twice.
	Holidays []date.Date

	// Limits are clock times between which the whole meeting must lie, working hours or
	// not; nil means that there are none. From and To differ.
	Limits *ClockRange

	// Before and After are kept free of blocking entries around the meeting, beside what
	// the request keeps free for everybody: the way to it and back, wherever they are. 0 to
	// 30 days each. [Request].Travel knows ways between places.
	Before, After time.Duration

	// Busy is what stands in their calendars, in any order. Entries may overlap, and lie
	// outside the windows. Those that are busy, the zero type, or unavailable block;
	// tentative ones do as [Request].Tentative says; free ones neither block nor unblock.
	// What only touches the meeting or has no length blocks nothing. Fractions of a second
	// are rounded away from the entry.
	Busy []freebusy.Entry

	// Private keeps the UIDs and summaries of Busy out of all results.
	Private bool

	// Unknown is set where nobody could look into their calendars. See [UnknownPolicy].
	Unknown bool

	// Carry is the burden of earlier meetings. [Series] adds to it; [Find] takes no
	// account of it.
	Carry Burden
}

// EntriesOf returns busy periods as entries without a UID, for those of whom no more than
// their free/busy time is known.
func EntriesOf(periods []freebusy.Period) []freebusy.Entry {
	entries := make([]freebusy.Entry, len(periods))
	for i, p := range periods {
		entries[i] = freebusy.Entry{Start: p.Start, End: p.End, Type: p.Type}
	}
	return entries
}

// A Room is a place that one meeting at a time can have.
type Room struct {
	ID       string // not empty, and unique among the rooms
	Capacity int
	Features []string // what it has: "interpretation", "video"

	// Busy is what it is booked for. All types but [freebusy.Free] block it, during the
	// meeting and its buffers.
	Busy []freebusy.Entry

	// Hours are those in which it can be used; nil means always. They must contain the
	// whole meeting.
	Hours *Hours

	// Location is the zone of Hours. A room without them needs none.
	Location *time.Location
}

// A Group is a set of participants of whom some must come: "at least two of each region".
type Group struct {
	Name    string // not empty, and unique among the groups
	Members []string
	AtLeast int // how many of them must be available; 0 or more
}
