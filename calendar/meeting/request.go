package meeting

import (
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// A Span is the instants [Start, End).
type Span = freebusy.Span

// A Request says what meeting is wanted. What must be given are Windows, Duration and
// Step; the zero values of the rest mean what most meetings want. All times
// and durations are whole seconds.
type Request struct {
	// Windows are when the meeting may take place: it lies in one of them as a whole.
	// Those that overlap or touch are one. They may be in any order.
	Windows []Span

	// Duration is how long it is, in elapsed time: 1 second to 31 days.
	Duration time.Duration

	// Step is the distance between the starts that are tried, in elapsed time: 1 second or
	// more. They are Start + k*Step of each window; or, with an Anchor, Anchor + k*Step for
	// all whole k; or, with AlignTo, the instants at which a clock in that zone shows a
	// multiple of Step since 00:00, which then divides 24 hours. The clock is read anew
	// after each change of its offset. Anchor and AlignTo exclude each other.
	Step    time.Duration
	Anchor  time.Time
	AlignTo *time.Location

	// NotBefore is the earliest start, if it is not zero: now, and the notice that people
	// need. It moves no grid.
	NotBefore time.Time

	// Before and After are kept free of blocking entries around the meeting, for all
	// participants and rooms: 0 to 30 days. They may lie outside the windows and outside
	// working hours.
	Before, After time.Duration

	// Place is where the meeting is held, in the words of the entries' Place; empty where it
	// is held nowhere in particular. Travel returns the least time, 0 to 30 days in whole
	// seconds, from the end of what is in one place to the start of what is in another. It
	// is asked for the way between Place and each other place that participants' entries
	// name: as much is kept free before and after the meeting, if that is more than what is
	// kept free anyway. The same places have the same answer. Nil, and an entry or a meeting
	// without a place, mean no travel.
	Place  string
	Travel func(from, to string) time.Duration

	// Participants are those whom the meeting is for. Without any, each slot with a room is
	// feasible.
	Participants []Participant

	// MinRequired is how many of the required participants must be available; nil means all.
	MinRequired *int
	// MinTotal is how many participants of any role but [Informed] must be available.
	MinTotal int
	// Groups are further quorums.
	Groups []Group

	// Blackouts are times in which no minute of the meeting may lie, of whatever Type.
	// Buffers may.
	Blackouts []freebusy.Entry

	// Rooms are those to choose from. If there are any, one must be free that has
	// NeedCapacity and all of NeedFeatures. A slot names the smallest such room, the first
	// in this list among equals.
	Rooms        []Room
	NeedCapacity int
	NeedFeatures []string

	// MaskUID is the UID of a meeting that is being moved: its entries in the calendars of
	// participants and rooms do not count. Empty masks nothing.
	MaskUID string

	// IgnoreAllDay leaves all-day entries of participants out of account. [Result].Ignored
	// lists them.
	IgnoreAllDay bool

	Tentative TentativePolicy
	Unknown   UnknownPolicy

	// Bands multiply burdens; the first that contains the clock time counts. Nil means
	// [DefaultBands], an empty list none.
	Bands []Band

	// Objective orders the feasible slots. Criteria, if there are any, take its place;
	// EarlierStart is always the last of them.
	Objective Objective
	Criteria  []Criterion

	// Results is how many slots are wanted, 0 to 10000; 0 means 10.
	Results int
	// MinDistance is how far the starts of results are apart at least; each is the best of
	// those that are far enough from all better ones. Near misses are so far apart, too.
	MinDistance time.Duration
	// NearMisses is how many slots are wanted that fail only because somebody cannot come,
	// those first that lack the fewest; 0 to 10000.
	NearMisses int

	// Location is the zone in which the meeting is announced: [Attendance].DayShift counts
	// from its date. Nil means UTC.
	Location *time.Location

	// TZData names the edition of the time zone database in use, such as "2025b", for
	// [Result].TZData: package time does not tell it.
	TZData string

	Caps Caps
}

// A TentativePolicy says what a tentative entry does.
type TentativePolicy uint8

const (
	// TentativeBlocks makes it block as a busy one does.
	TentativeBlocks TentativePolicy = iota
	// TentativeFree takes no account of it.
	TentativeFree
	// TentativeLastResort lets people come who have one, but prefers slots with fewer such
	// people to others with equal attendance.
	TentativeLastResort
)

// An UnknownPolicy says what becomes of participants whose calendars nobody could look
// into. What is known of them, their hours and limits, counts in any case.
type UnknownPolicy uint8

const (
	// UnknownByRole treats chairs and required people as busy, and reports the others.
	UnknownByRole UnknownPolicy = iota
	// UnknownFree takes them to have no other entries than those given.
	UnknownFree
	// UnknownBusy takes them to be always busy.
	UnknownBusy
	// UnknownReport counts them neither as available nor as missing: they are listed, and
	// a quorum of all is one of all others.
	UnknownReport
)

// Caps bound what a request may cost. A request beyond one is refused at once, with a
// [*CapError]. Zero means the default. Fixed are 10,000 windows and rooms, 1,000 groups and
// bands, and 100 criteria.
type Caps struct {
	Candidates   int // starts to try; 1,000,000
	Participants int // 5,000
	Entries      int // calendar entries of participants and rooms, blackouts, holidays and exceptions together; 2,000,000
	Days         int // from the beginning of the first window to the end of the last; 36,525
	Cells        int // candidates times participants, rooms and groups together; 500,000,000, at some bits each
	Attendances  int // results and near misses times participants; 500,000
}

// DefaultResults is how many slots a request gets that does not say.
const DefaultResults = 10
