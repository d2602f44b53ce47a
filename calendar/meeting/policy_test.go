package meeting_test

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

func tentative(from, to string) freebusy.Entry {
	return freebusy.Entry{Start: at(from), End: at(to), Type: freebusy.Tentative}
}

func withRole(p meeting.Participant, r meeting.Role) meeting.Participant {
	p.Role = r
	return p
}

// morning is three hours of a Monday, by the hour: 09:00, 10:00 and 11:00.
func morning(people ...meeting.Participant) meeting.Request {
	return meeting.Request{
		Windows: window("2026-05-04T09:00Z", "2026-05-04T12:00Z"), Duration: time.Hour, Step: time.Hour, Participants: people,
	}
}

func order(r *meeting.Result) []string {
	list := []string{}
	for _, s := range r.Slots {
		list = append(list, s.Start.Format("15:04"))
	}
	return list
}

func TestTentative(t *testing.T) {
	req := morning(
		one("a", "UTC", tentative("2026-05-04T09:00Z", "2026-05-04T11:00Z")),
		one("b", "UTC", tentative("2026-05-04T09:00Z", "2026-05-04T10:00Z")),
		withRole(one("c", "UTC", busy("2026-05-04T11:00Z", "2026-05-04T12:00Z")), meeting.Optional),
	)
	require.Equal(t, []string{"11:00"}, order(find(t, req)))
	req.Tentative = meeting.TentativeFree
	require.Equal(t, []string{"09:00", "10:00", "11:00"}, order(find(t, req)))

	// At equal attendance fewer people with tentative entries are better: two at 09:00, one
	// at 10:00, none at 11:00, when c cannot come.
	req.Tentative = meeting.TentativeLastResort
	require.Equal(t, []string{"11:00", "10:00", "09:00"}, order(find(t, req)))
	req.Objective = meeting.Sum
	r := find(t, req)
	require.Equal(t, []string{"10:00", "09:00", "11:00"}, order(r))
	require.Equal(t, 1, r.Slots[0].Tentative)
	a := r.Slots[0].People[0]
	require.True(t, a.Tentative && a.Counted)
	require.Empty(t, a.Reasons.Codes())
	require.Len(t, a.Conflicts, 1)
	require.Equal(t, freebusy.Tentative, a.Conflicts[0].Type)
}

func TestUnknown(t *testing.T) {
	unknown := func(id string, role meeting.Role) meeting.Participant {
		p := withRole(one(id, "UTC"), role)
		p.Unknown = true
		return p
	}
	req := morning(one("a", "UTC"), unknown("b", meeting.Required), unknown("c", meeting.Optional))
	for _, test := range []struct {
		policy             meeting.UnknownPolicy
		feasible           int
		required, optional int // of the first slot
		cause              meeting.Cause
	}{
		{meeting.UnknownByRole, 0, 0, 0, meeting.CauseParticipants},
		{meeting.UnknownFree, 3, 2, 1, meeting.CauseNone},
		{meeting.UnknownBusy, 0, 0, 0, meeting.CauseParticipants},
		{meeting.UnknownReport, 3, 1, 0, meeting.CauseNone}, // all required of whom anything is known
	} {
		req.Unknown = test.policy
		r := find(t, req)
		require.Equal(t, test.feasible, r.Feasible)
		require.Equal(t, test.cause, r.Cause)
		if r.Feasible > 0 {
			s := r.Slots[0]
			require.Equal(t, []int{test.required, test.optional}, []int{s.Required, s.Optional})
			require.True(t, s.People[1].Unknown)
			require.Equal(t, test.policy != meeting.UnknownFree, s.People[1].Reasons.Has(meeting.ReasonUnknown))
		}
	}
}

// Two of each region, and the chair.
func TestGroups(t *testing.T) {
	nine, ten := busy("2026-05-04T09:00Z", "2026-05-04T10:00Z"), busy("2026-05-04T10:00Z", "2026-05-04T11:00Z")
	none := 0
	req := morning(
		one("a", "UTC", nine), one("b", "UTC"), one("c", "UTC", ten), one("d", "UTC"), one("e", "UTC", ten),
		withRole(one("chair", "UTC"), meeting.Chair),
	)
	req.MinRequired = &none
	req.Groups = []meeting.Group{{Name: "west", Members: []string{"a", "b"}, AtLeast: 2}, {Name: "east", Members: []string{"c", "d", "e"}, AtLeast: 2}}
	req.NearMisses = 5
	r := find(t, req)
	require.Equal(t, []string{"11:00"}, order(r))
	require.Equal(t, []int{2, 3}, r.Slots[0].Groups)
	require.Len(t, r.NearMisses, 2)
	require.Equal(t, []int{1, 1}, []int{r.NearMisses[0].Missing, r.NearMisses[1].Missing})
	require.Equal(t, []int{1, 3}, r.NearMisses[0].Groups)

	req.Groups[0].AtLeast = 3
	require.Equal(t, meeting.CauseQuorum, find(t, req).Cause)
}

// Near misses lack few people before they are good: at 10:00 one is missing, at 09:00 two.
func TestNearMisses(t *testing.T) {
	late := one("c", "Asia/Tokyo", busy("2026-05-04T11:00Z", "2026-05-04T12:00Z"))
	late.Hours, late.SoftHours = meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(18, 0)}), true
	req := morning(
		one("a", "UTC", busy("2026-05-04T09:00Z", "2026-05-04T11:00Z")),
		one("b", "UTC", busy("2026-05-04T09:00Z", "2026-05-04T10:00Z")),
		late,
	)
	req.NearMisses, req.Objective = 2, meeting.Sum
	r := find(t, req)
	require.Zero(t, r.Feasible)
	require.Equal(t, meeting.CauseParticipants, r.Cause)
	require.Len(t, r.NearMisses, 2)
	first := r.NearMisses[0]
	require.Equal(t, at("2026-05-04T11:00Z"), first.Start) // two required people, whom it costs nothing
	require.Equal(t, 1, first.Missing)
	require.Equal(t, []string{"busy"}, first.People[2].Reasons.Codes())
	second := r.NearMisses[1]
	require.Equal(t, at("2026-05-04T10:00Z"), second.Start) // two as well, but 19:00 in Tokyo
	require.Equal(t, meeting.Burden(3600), second.Total)

	// A blackout is nobody's absence.
	req.Blackouts = []freebusy.Entry{busy("2026-05-04T11:59Z", "2026-05-04T12:00Z")}
	require.Equal(t, at("2026-05-04T10:00Z"), find(t, req).NearMisses[0].Start)
}

// Who is informed counts nowhere, and is told what it would mean.
func TestInformed(t *testing.T) {
	p := withRole(one("i", "Asia/Tokyo", busy("2026-05-04T09:00Z", "2026-05-04T12:00Z")), meeting.Informed)
	p.Hours, p.SoftHours = meeting.Weekdays(), true
	req := morning(one("a", "UTC"), p)
	req.MinTotal = 1
	s := find(t, req).Slots[0]
	require.Zero(t, s.Total)
	require.Equal(t, []meeting.Burden{0}, s.Burdens)
	require.Equal(t, meeting.Burden(3600), s.People[1].Burden)
	require.Equal(t, meeting.ReasonBusy, s.People[1].Reasons)
	require.False(t, s.People[1].Counted)
	req.MinTotal = 2
	require.Equal(t, meeting.CauseQuorum, find(t, req).Cause)
}

func TestPrivate(t *testing.T) {
	e := busy("2026-05-04T09:00Z", "2026-05-04T10:00Z")
	e.UID, e.Summary = "u1", "dentist"
	open, hidden := one("open", "UTC", e), one("hidden", "UTC", e)
	hidden.Private = true
	req := morning(open, hidden)
	s, err := find(t, req).At(at("2026-05-04T09:00Z"))
	require.NoError(t, err)
	require.Equal(t, meeting.Conflict{Start: e.Start, End: e.End, Type: freebusy.Busy, UID: "u1", Summary: "dentist"}, s.People[0].Conflicts[0])
	require.Equal(t, meeting.Conflict{Start: e.Start, End: e.End, Type: freebusy.Busy}, s.People[1].Conflicts[0])
	req.MaskUID = "u1"
	require.Equal(t, 3, find(t, req).Feasible)
}

// What is left out of account is told, as far as it matters.
func TestIgnoreAllDay(t *testing.T) {
	day := func(s string) freebusy.Entry {
		d := date.MustParseISO(s)
		return freebusy.Entry{Day: d, EndDay: d + 1, Location: zoneOf("Asia/Tokyo"), Type: freebusy.Unavailable}
	}
	req := morning(one("a", "UTC", day("2026-05-03"), day("2026-05-04"), busy("2026-05-04T09:00Z", "2026-05-04T10:00Z")))
	require.Zero(t, find(t, req).Feasible)
	req.IgnoreAllDay = true
	r := find(t, req)
	require.Equal(t, 2, r.Feasible)
	require.Equal(t, []meeting.Ignored{{Participant: "a", Entry: 1}}, r.Ignored)
}

func TestRooms(t *testing.T) {
	nine := busy("2026-05-04T09:00Z", "2026-05-04T10:00Z")
	early := meeting.Room{ID: "early", Capacity: 20, Features: []string{"interpretation", "video"}, Location: zoneOf("Europe/Zurich")}
	early.Hours = meeting.Weekdays(meeting.ClockRange{From: meeting.At(8, 0), To: meeting.At(12, 0)}) // until 10:00Z
	req := morning()
	req.NeedCapacity, req.NeedFeatures = 12, []string{"interpretation"}
	req.Rooms = []meeting.Room{
		{ID: "large", Capacity: 300, Features: []string{"interpretation"}, Busy: []freebusy.Entry{nine}},
		{ID: "small", Capacity: 11, Features: []string{"interpretation"}},
		{ID: "plain", Capacity: 30},
		early,
	}
	r := find(t, req)
	require.Equal(t, []string{"09:00", "10:00", "11:00"}, order(r))
	require.Equal(t, []string{"early", "large", "large"}, []string{r.Slots[0].Room, r.Slots[1].Room, r.Slots[2].Room})

	// The buffers need the room too, and may lie outside its hours.
	req.Before = 15 * time.Minute
	r = find(t, req)
	require.Equal(t, []string{"09:00", "11:00"}, order(r))
	req.NeedCapacity = 1000
	require.Equal(t, meeting.CauseRoom, find(t, req).Cause)
}

func TestCauses(t *testing.T) {
	req := morning(one("a", "UTC"))
	req.Duration = 4 * time.Hour
	r := find(t, req)
	require.Equal(t, meeting.CauseNoCandidate, r.Cause)
	require.Zero(t, r.Candidates)
	require.Empty(t, starts(r))
	s, err := r.At(at("2026-05-04T09:00Z")) // which it would be
	require.NoError(t, err)
	require.True(t, s.Feasible)
	require.Equal(t, -1, s.Index)

	req = morning(one("a", "UTC"))
	req.Windows[0].End = req.Windows[0].Start
	require.Equal(t, meeting.CauseNoCandidate, find(t, req).Cause)

	req = morning(one("a", "UTC"))
	req.Blackouts = []freebusy.Entry{{Start: at("2026-05-04T08:00Z"), End: at("2026-05-04T13:00Z")}} // of whatever type
	require.Equal(t, meeting.CauseBlackout, find(t, req).Cause)

	req = morning(one("a", "UTC"))
	two := 2
	req.MinRequired = &two
	require.Equal(t, meeting.CauseQuorum, find(t, req).Cause)
	req.MinRequired, req.MinTotal = nil, 2
	require.Equal(t, meeting.CauseQuorum, find(t, req).Cause)

	require.Equal(t, meeting.CauseNone, find(t, morning()).Cause)
}

func TestDayShift(t *testing.T) {
	req := morning(one("a", "Pacific/Kiritimati"), one("b", "Pacific/Pago_Pago"), one("c", "UTC"))
	shifts := func() []int {
		s := find(t, req).Slots[1] // 10:00Z: the 5th at 00:00, and the 3rd at 23:00
		return []int{s.People[0].DayShift, s.People[1].DayShift, s.People[2].DayShift}
	}
	require.Equal(t, []int{1, -1, 0}, shifts())
	req.Location = zoneOf("Pacific/Kiritimati")
	require.Equal(t, []int{0, -2, -1}, shifts())
}

// An hour at 23:00 weighs three, by default; an hour of weight two six.
func TestBands(t *testing.T) {
	p := one("a", "UTC")
	p.Hours, p.SoftHours, p.Weight = meeting.Weekdays(), true, 2
	req := morning(p)
	req.Windows = window("2026-05-04T21:30Z", "2026-05-04T22:30Z")
	require.Equal(t, meeting.Burden(2*1800+2*3*1800), find(t, req).Slots[0].Total)
	req.Bands = []meeting.Band{}
	require.Equal(t, meeting.Burden(2*3600), find(t, req).Slots[0].Total)
	require.Equal(t, "2h00m", find(t, req).Slots[0].Total.String())

	// The first band that contains the clock time counts.
	req.Bands = []meeting.Band{{ClockRange: meeting.ClockRange{From: meeting.At(22, 0), To: meeting.At(23, 0)}, Factor: 0}, {ClockRange: meeting.ClockRange{From: 0, To: meeting.EndOfDay}, Factor: 5}}
	require.Equal(t, meeting.Burden(2*5*1800), find(t, req).Slots[0].Total)
}

// The same total, spread in three ways, and an order of one's own.
func TestCriteria(t *testing.T) {
	night := func(id, zone string, weight int) meeting.Participant {
		p := one(id, zone)
		p.Hours, p.SoftHours, p.Weight = meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(11, 0)}), true, weight
		return p
	}
	req := morning(night("a", "UTC", 1), withRole(one("o", "UTC", busy("2026-05-04T09:00Z", "2026-05-04T11:00Z")), meeting.Optional))
	req.Objective = meeting.Sum
	require.Equal(t, "11:00", order(find(t, req))[0]) // the optional participant comes first
	req.Criteria = []meeting.Criterion{meeting.SmallerTotal, meeting.MoreOptional}
	require.Equal(t, []string{"09:00", "10:00", "11:00"}, order(find(t, req)))
	req.Criteria = []meeting.Criterion{meeting.SmallerTotal, meeting.EarlierStart, meeting.MoreOptional}
	require.Equal(t, []string{"09:00", "10:00", "11:00"}, order(find(t, req)))
	req.Criteria = []meeting.Criterion{meeting.MoreOptional}
	require.Equal(t, []string{"11:00", "09:00", "10:00"}, order(find(t, req)))
}

func TestOffsets(t *testing.T) {
	req := morning(one("a", "Europe/Zurich"), one("b", "Europe/Zurich"), one("c", "Asia/Kathmandu"))
	req.Windows = window("2026-10-01T00:00Z", "2026-11-01T00:00Z")
	r := find(t, req)
	require.Equal(t, []meeting.ZoneOffset{
		{Zone: "Europe/Zurich", From: at("2026-10-01T00:00Z"), Offset: 7200},
		{Zone: "Europe/Zurich", From: at("2026-10-25T01:00Z"), Offset: 3600},
		{Zone: "Asia/Kathmandu", From: at("2026-10-01T00:00Z"), Offset: 20700},
	}, r.Offsets())
	require.Equal(t, "unknown", r.TZData)
	req.TZData = "2025b"
	require.Equal(t, "2025b", find(t, req).TZData)
}

// Two people who work 09:00 to 11:00 in London and 09:00 to 12:00 in Zurich have an hour in
// common each day but the weekend.
func TestGolden(t *testing.T) {
	a, b := one("a", "Europe/London"), one("b", "Europe/Zurich")
	a.Hours = meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(11, 0)})
	b.Hours = meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(11, 0)})
	req := morning(a, b)
	req.Windows = window("2026-05-04T00:00Z", "2026-05-11T00:00Z")
	require.Equal(t, 5*time.Hour, find(t, req).Golden)
}
