package meeting_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// turns are moments around which clocks do something: the zone and the moment.
var turns = []struct{ zone, at string }{
	{"Europe/Zurich", "2026-03-29T01:00Z"},
	{"Europe/Zurich", "2026-10-25T01:00Z"},
	{"America/New_York", "2026-03-08T07:00Z"},
	{"America/New_York", "2026-11-01T06:00Z"},
	{"Australia/Lord_Howe", "2026-04-04T15:00Z"}, // half an hour back
	{"Australia/Lord_Howe", "2026-10-03T15:30Z"},
	{"Antarctica/Troll", "2026-03-29T01:00Z"}, // two hours forward
	{"Antarctica/Troll", "2026-10-25T01:00Z"},
	{"Africa/Cairo", "2026-04-23T22:00Z"}, // no midnight
	{"Africa/Cairo", "2026-10-29T21:00Z"}, // a midnight that comes twice
	{"America/Havana", "2026-03-08T05:00Z"},
	{"America/Havana", "2026-11-01T05:00Z"},
	{"America/Santiago", "2026-04-05T03:00Z"},
	{"America/Santiago", "2026-09-06T04:00Z"},
	{"Asia/Beirut", "2026-03-28T22:00Z"},
	{"Pacific/Apia", "2011-12-30T10:00Z"}, // 30 December is left out
	{"Asia/Kathmandu", "2026-05-01T00:00Z"},
	{"Pacific/Chatham", "2026-04-04T14:00Z"},
	{"Pacific/Marquesas", "2026-07-01T00:00Z"},
	{"UTC", "2026-12-31T23:00Z"},
}

// A maker makes random requests whose instants are multiples of a tick.
type maker struct {
	*rand.Rand
	tick   time.Duration
	middle time.Time
	reach  int // how many ticks lie on each side of the middle
	zone   string
	shared *meeting.Hours // of somebody before
}

func (r *maker) instant() time.Time {
	return r.middle.Add(time.Duration(r.IntN(2*r.reach)-r.reach) * r.tick)
}

// ticks returns a number of ticks, seldom none.
func (r *maker) ticks(most int) time.Duration { return time.Duration(r.IntN(most+1)) * r.tick }

func (r *maker) chance(percent int) bool { return r.IntN(100) < percent }

func (r *maker) location() *time.Location {
	if r.chance(40) {
		return zoneOf(r.zone)
	}
	return zoneOf(turns[r.IntN(len(turns))].zone)
}

func (r *maker) clock() meeting.Clock {
	if r.chance(50) {
		return meeting.Clock(30 * r.IntN(49))
	}
	return meeting.Clock(r.IntN(1441))
}

func (r *maker) clockRange() meeting.ClockRange {
	return meeting.ClockRange{From: r.clock(), To: r.clock()}
}

func (r *maker) hours() *meeting.Hours {
	if r.chance(25) {
		return nil
	}
	if r.shared != nil && r.chance(30) {
		return r.shared
	}
	h := new(meeting.Hours)
	r.shared = h
	wide := r.chance(60)
	for d := range h.Week {
		for range r.IntN(3) {
			h.Week[d] = append(h.Week[d], r.clockRange())
		}
		if wide { // so that there are feasible slots too
			h.Week[d] = append(h.Week[d], meeting.ClockRange{From: r.clock() / 3, To: 1440 - r.clock()/4})
		}
	}
	for range r.IntN(3) {
		d := r.day()
		if len(h.Except) == 0 || h.Except[0].Date != d {
			h.Except = append(h.Except, meeting.DayHours{Date: d, Ranges: []meeting.ClockRange{r.clockRange()}})
		}
	}
	return h
}

func (r *maker) day() date.Date { return date.NewAt(r.instant().UTC()) + date.Date(r.IntN(3)) - 1 }

func (r *maker) entry() freebusy.Entry {
	e := freebusy.Entry{Type: freebusy.Type(r.IntN(4))}
	if r.chance(30) {
		e.UID = fmt.Sprint("uid", r.IntN(3))
	}
	e.Place = []string{"", "", "Vienna", "Geneva", "New York"}[r.IntN(5)]
	if r.chance(20) {
		e.Day = r.day()
		e.EndDay = e.Day + date.Date(r.IntN(3))
		e.Location = r.location()
		return e
	}
	e.Start = r.instant()
	e.End = e.Start.Add(r.ticks(r.reach / 8))
	return e
}

func (r *maker) entries(most int) []freebusy.Entry {
	var list []freebusy.Entry
	for range r.IntN(most + 1) {
		list = append(list, r.entry())
	}
	return list
}

func (r *maker) participant(i int) meeting.Participant {
	p := meeting.Participant{
		ID: fmt.Sprint("P", i), Role: []meeting.Role{0, 0, 0, meeting.Chair, meeting.Optional, meeting.Optional, meeting.Informed}[r.IntN(7)],
		Location: r.location(), Weight: r.IntN(4), Hours: r.hours(), SoftHours: r.chance(65), Busy: r.entries(5), Unknown: r.chance(8),
	}
	if r.chance(30) {
		p.Holidays = []date.Date{r.day(), r.day(), r.day()}
	}
	if r.chance(25) {
		if l := r.clockRange(); l.From != l.To {
			p.Limits = &l
		}
	}
	if r.chance(20) {
		p.Before, p.After = r.ticks(40), r.ticks(40)
	}
	return p
}

func (r *maker) request() meeting.Request {
	req := meeting.Request{
		Duration: r.tick + r.ticks(r.reach/20), Step: time.Duration([]int{1, 5, 7, 15, 30, 60, 45}[r.IntN(7)]) * r.tick,
		Tentative: meeting.TentativePolicy(r.IntN(3)), Unknown: meeting.UnknownPolicy(r.IntN(4)),
		Objective: objectives[r.IntN(4)], Results: 1 + r.IntN(12), NearMisses: r.IntN(8),
	}
	for range 1 + r.IntN(3)/2 {
		w := meeting.Span{Start: r.instant()}
		w.End = w.Start.Add(r.ticks(r.reach))
		req.Windows = append(req.Windows, w)
	}
	switch r.IntN(6) {
	case 0:
		req.Anchor = r.instant()
	case 1:
		req.AlignTo = r.location()
		req.Step = time.Duration([]int{1, 5, 15, 60}[r.IntN(4)]) * r.tick
	}
	if r.chance(20) {
		req.NotBefore = r.instant()
	}
	if r.chance(40) {
		req.Before, req.After = r.ticks(30), r.ticks(30)
	}
	if r.chance(40) {
		req.Place = []string{"", "Vienna", "Geneva"}[r.IntN(3)]
		ways := map[string]time.Duration{}
		for _, from := range []string{"Vienna", "Geneva", "New York"} {
			for _, to := range []string{"Vienna", "Geneva", "New York"} {
				ways[from+to] = r.ticks(60)
			}
		}
		req.Travel = func(from, to string) time.Duration { return ways[from+to] }
	}
	for i := range r.IntN(7) {
		req.Participants = append(req.Participants, r.participant(i))
	}
	n := len(req.Participants)
	if r.chance(50) {
		quorum := r.IntN(n + 1)
		req.MinRequired = &quorum
	}
	if r.chance(30) {
		req.MinTotal = r.IntN(n + 2)
	}
	if r.chance(30) && n > 1 {
		req.Groups = []meeting.Group{{Name: "A", Members: []string{"P0", "P1"}, AtLeast: r.IntN(3)}, {Name: "B", Members: []string{fmt.Sprint("P", n-1)}, AtLeast: 1}}
	}
	if r.chance(30) {
		req.Blackouts = r.entries(2)
	}
	if r.chance(30) {
		req.NeedCapacity = r.IntN(12)
		for i := range 1 + r.IntN(3) {
			room := meeting.Room{ID: fmt.Sprint("R", i), Capacity: 5 + r.IntN(10), Busy: r.entries(4), Location: r.location(), Features: []string{"video"}[:r.IntN(2)]}
			if r.chance(30) {
				room.Hours = r.hours()
			}
			req.Rooms = append(req.Rooms, room)
		}
		if r.chance(30) {
			req.NeedFeatures = []string{"video"}
		}
	}
	if r.chance(30) {
		req.MaskUID = "uid0"
	}
	req.IgnoreAllDay = r.chance(15)
	switch r.IntN(3) {
	case 0:
		req.Bands = []meeting.Band{}
	case 1:
		req.Bands = []meeting.Band{{ClockRange: r.clockRange(), Factor: r.IntN(5)}, {ClockRange: r.clockRange(), Factor: 2}}
	}
	if r.chance(25) {
		for range 1 + r.IntN(4) {
			req.Criteria = append(req.Criteria, meeting.Criterion(1+r.IntN(7)))
		}
	}
	if r.chance(35) {
		req.MinDistance = r.ticks(r.reach / 4)
	}
	return req
}

// TestRandom compares the engine with the plain checker: days by the minute, and an hour or
// two by the second.
func TestRandom(t *testing.T) {
	n := 1500
	if testing.Short() {
		n = 200
	}
	feasible := 0
	for seed := range n {
		turn := turns[seed%len(turns)]
		r := &maker{Rand: rand.New(rand.NewPCG(uint64(seed), 7)), tick: time.Minute, middle: instantOf(turn.at), reach: 60 * 36, zone: turn.zone}
		if seed%3 == 0 {
			r.tick, r.reach = time.Second, 1500
		}
		req := r.request()
		got, err := meeting.Find(context.Background(), req)
		require.NoError(t, err, "seed %d", seed)
		if !t.Run("", func(t *testing.T) { comparePlain(t, seed, &plain{req, r.tick}, got) }) {
			t.Fatalf("seed %d: %+v", seed, req)
		}
		feasible += got.Feasible
	}
	require.Greater(t, feasible, n, "the requests are too hard to tell anything")
}

func comparePlain(t *testing.T, seed int, c *plain, got *meeting.Result) {
	criteria := c.req.Criteria
	if criteria == nil {
		criteria = c.req.Objective.Criteria(c.req.Tentative == meeting.TentativeLastResort)
	}
	for i, k := range criteria {
		if k == meeting.EarlierStart {
			criteria = criteria[:i+1]
			break
		}
	}
	candidates := c.candidates()
	require.Equal(t, len(candidates), got.Candidates)
	require.Equal(t, c.golden(), got.Golden)
	var feasible, misses []plainSlot
	for i, s := range candidates {
		slot := c.slot(s)
		switch {
		case slot.feasible:
			feasible = append(feasible, slot)
		case slot.open:
			misses = append(misses, slot)
		}
		if i%37 == 0 {
			probe, err := got.At(s)
			require.NoError(t, err)
			require.Equal(t, i, probe.Index)
			compareSlot(t, &slot, &probe)
		}
	}
	i := 0
	for r := range got.All() {
		require.Less(t, i, len(feasible))
		want := feasible[i]
		require.True(t, want.start.Equal(r.Start))
		require.Equal(t, []int{want.required, want.optional, want.tentative, int(want.total), int(want.max)},
			[]int{r.Required, r.Optional, r.Tentative, int(r.Total), int(r.Max)}, "at %s", r.Start)
		i++
	}
	require.Equal(t, len(feasible), i)
	require.Equal(t, len(feasible), got.Feasible)
	compareSlots(t, c.choose(feasible, c.req.Results, criteria), got.Slots)
	compareSlots(t, c.choose(misses, c.req.NearMisses, criteria), got.NearMisses)

	// A time beyond the windows.
	off := c.req.Windows[0].Start.Add(-50 * c.tick)
	probe, err := got.At(off)
	require.NoError(t, err)
	want := c.slot(off)
	compareSlot(t, &want, &probe)
}

func compareSlots(t *testing.T, want []plainSlot, got []meeting.Slot) {
	require.Len(t, got, len(want))
	for i := range want {
		require.True(t, want[i].start.Equal(got[i].Start), "slot %d is at %s and not %s", i, got[i].Start, want[i].start)
		compareSlot(t, &want[i], &got[i])
	}
}

func compareSlot(t *testing.T, want *plainSlot, got *meeting.Slot) {
	require.Equal(t, want.open, got.Open)
	require.Equal(t, want.feasible, got.Feasible)
	require.Equal(t, want.room, got.Room)
	require.Equal(t, []int{want.chairs, want.required, want.optional, want.tentative, want.missing},
		[]int{got.Chairs, got.Required, got.Optional, got.Tentative, got.Missing})
	var burdens []int64
	for _, b := range got.Burdens {
		burdens = append(burdens, int64(b))
	}
	require.Equal(t, want.burdens, burdens)
	for i, p := range want.people {
		a := got.People[i]
		require.Equal(t, append([]string{}, p.reasons...), a.Reasons.Codes(), a.ID)
		require.Equal(t, []any{p.counted, p.tentative, time.Duration(p.outside) * time.Second, meeting.Burden(p.burden)},
			[]any{a.Counted, a.Tentative, a.Outside, a.Burden}, a.ID)
		require.True(t, got.Start.Equal(a.Start))
	}
}
