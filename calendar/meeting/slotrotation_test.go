package meeting_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/recurrence"
)

// plainSlots tries all choices of clock times for the turns.
func plainSlots(t *testing.T, req meeting.SlotRotationRequest) (best []meeting.Clock, dropped, n int) {
	grid := req.Request
	grid.AlignTo, grid.Results = req.Location, 1
	r, err := meeting.Find(context.Background(), grid)
	require.NoError(t, err)
	feasible := map[int64]meeting.Slot{}
	for c := range r.All() {
		feasible[c.Start.Unix()] = must(r.At(c.Start))
	}
	at := func(d time.Time, c meeting.Clock) time.Time {
		return time.Date(d.Year(), d.Month(), d.Day(), 0, int(c), 0, 0, req.Location)
	}
	var days []time.Time
	w := req.Windows[0]
	for d := req.First.MidnightUTC(); len(days) < req.Count && d.Before(w.End.AddDate(0, 0, 2)); d = d.AddDate(0, 0, 1) {
		if onRule(d, req.First.MidnightUTC(), req.Rule) && !at(d, req.Clocks[0]).Before(w.Start) &&
			!at(d, req.Clocks[len(req.Clocks)-1]).Add(req.Duration).After(w.End) {
			days = append(days, d)
		}
	}
	if len(days) < req.Count {
		return nil, 0, 0
	}
	var bestKey []int
	chosen := make([]meeting.Clock, req.Slots)
	var choose func(turn int)
	choose = func(turn int) {
		if turn < req.Slots {
			for _, c := range req.Clocks {
				chosen[turn] = c
				choose(turn + 1)
			}
			return
		}
		var held []meeting.Slot
		missed := 0
		for i, d := range days {
			if s, ok := feasible[at(d, chosen[i%req.Slots]).Unix()]; ok {
				held = append(held, s)
			} else {
				missed++
			}
		}
		if missed > 0 && req.Missed == meeting.RefuseMissed {
			return
		}
		n++
		key := append([]int{missed}, plainSeriesKey(meeting.SeriesRequest{Request: req.Request}, held)...)
		if bestKey == nil || slices.Compare(key, bestKey) < 0 {
			best, bestKey, dropped = slices.Clone(chosen), key, missed
		}
	}
	choose(0)
	return best, dropped, n
}

func TestRotateSlotsAgreesWithTryingAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(20, 3))
	found, dropped := 0, 0
	for range 600 {
		req := meeting.SlotRotationRequest{Request: randomRequest(rng, 1+rng.IntN(4), 2)}
		start := time.Date(2026, 10, 1+rng.IntN(20), rng.IntN(24), 0, 0, 0, time.UTC)
		req.Location = zoneOf(cities[rng.IntN(len(cities))])
		req.Step, req.Objective = 4*time.Hour, meeting.Objective(rng.IntN(4))
		req.Clocks = []meeting.Clock{0, 240, 480, 720, 960, 1200}
		req.First = date.New(2026, 9, 20+rng.IntN(10))
		req.Rule = meeting.WeeklyRules(1)[rng.IntN(5)]
		req.Slots = 1 + rng.IntN(3)
		req.Count = req.Slots + rng.IntN(4)
		req.Missed = meeting.MissedPolicy(rng.IntN(2))
		req.Windows = []meeting.Span{{Start: start, End: start.Add(time.Duration(7*24*req.Count+rng.IntN(8*24)-24) * time.Hour)}}
		for i := range req.Participants {
			req.Participants[i].Busy = nil
			if rng.IntN(3) == 0 {
				from := start.Add(time.Duration(rng.IntN(24*60)) * time.Hour)
				req.Participants[i].Busy = append(req.Participants[i].Busy, busyAt(from, from.Add(100*time.Hour)))
			}
		}
		got, err := meeting.RotateSlots(context.Background(), req)
		require.NoError(t, err)
		best, missed, n := plainSlots(t, req)
		require.True(t, got.Exact)
		require.Equal(t, best, got.Clocks, "%+v", req)
		require.Equal(t, int64(n), got.Rotations.Int64())
		require.Equal(t, missed, got.Dropped)
		if n == 0 {
			require.Empty(t, got.Meetings)
			continue
		}
		found++
		dropped += missed
		require.Len(t, got.Meetings, req.Count)
		sum := meeting.Burden(0)
		for i, m := range got.Meetings {
			require.Equal(t, best[i%req.Slots].String(), m.Planned.Format("15:04"))
			if m.Held != nil {
				sum += m.Held.Total
			} else {
				require.False(t, m.Missed.Feasible)
			}
		}
		require.Equal(t, sum, got.Fairness.Sum)
	}
	require.Greater(t, found, 150)
	require.Greater(t, dropped, 30)
}

func TestRotateSlotsErrors(t *testing.T) {
	p := patternRequest(zoneOf("Europe/Zurich"))
	valid := meeting.SlotRotationRequest{Request: p.Request, Rule: p.Rules[0], First: p.First, Slots: 3, Count: 6}
	got, err := meeting.RotateSlots(context.Background(), valid)
	require.NoError(t, err)
	require.Len(t, got.Clocks, 3)
	for _, tc := range []struct {
		want   string
		change func(*meeting.SlotRotationRequest)
	}{
		{"meeting: Slots: 0 is not from 1 to 24", func(r *meeting.SlotRotationRequest) { r.Slots = 0 }},
		{"meeting: Count: 2 meetings are fewer than 3 slots", func(r *meeting.SlotRotationRequest) { r.Count = 2 }},
		{"meeting: Missed: slots refuse or drop meetings that cannot be held", func(r *meeting.SlotRotationRequest) { r.Missed = meeting.MoveMissed }},
		{"meeting: MaxStates: -1 is negative", func(r *meeting.SlotRotationRequest) { r.MaxStates = -1 }},
		{"meeting: Location: the clock times are those of a host, whose zone is needed", func(r *meeting.SlotRotationRequest) { r.Location = nil }},
		{"meeting: Rule: FREQ=HOURLY has parts below the day", func(r *meeting.SlotRotationRequest) { r.Rule = recurrence.Rule{Freq: recurrence.Hourly} }},
	} {
		req := valid
		tc.change(&req)
		got, err := meeting.RotateSlots(context.Background(), req)
		require.Nil(t, got)
		require.EqualError(t, err, tc.want)
	}

	// More meetings than the windows have days for: no rotation, and no error.
	few := valid
	few.Count = 40
	got, err = meeting.RotateSlots(context.Background(), few)
	require.NoError(t, err)
	require.Empty(t, got.Clocks)
	require.Zero(t, got.Rotations.Sign())
	require.True(t, got.Exact)
}

// The last meeting may end with the last window, whatever its slot, and not after it: a day
// on which one slot would is none, and not one whose meeting is dropped.
func TestRotateSlotsLastDay(t *testing.T) {
	p := patternRequest(zoneOf("Europe/Zurich"))
	req := meeting.SlotRotationRequest{Request: p.Request, Rule: meeting.WeeklyRules(1)[2], First: date.New(2026, 10, 1), Slots: 1, Count: 3, Missed: meeting.DropMissed}
	req.Duration, req.Clocks = time.Hour, []meeting.Clock{meeting.At(9, 0), meeting.At(15, 0)}
	// Wednesdays 7, 14 and 21 October; 16:00 in summer time is 14:00Z.
	req.Windows = window("2026-10-05T00:00Z", "2026-10-21T14:00Z")
	got, err := meeting.RotateSlots(context.Background(), req)
	require.NoError(t, err)
	require.Len(t, got.Meetings, 3)
	require.Equal(t, "2026-10-21", got.Meetings[2].Planned.Format(time.DateOnly))
	require.Zero(t, got.Dropped)

	req.Windows = window("2026-10-05T00:00Z", "2026-10-21T13:59Z")
	got, err = meeting.RotateSlots(context.Background(), req)
	require.NoError(t, err)
	require.Empty(t, got.Meetings)
	require.Zero(t, got.Rotations.Sign())
}
