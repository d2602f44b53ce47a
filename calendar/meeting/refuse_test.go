package meeting_test

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// Each fault is named with its place.
func TestErrors(t *testing.T) {
	day := date.MustParseISO("2026-05-04")
	for _, test := range []struct {
		want string
		make func(r *meeting.Request)
	}{
		{"meeting: Windows: there is none", func(r *meeting.Request) { r.Windows = nil }},
		{"meeting: Windows 1: ends before it starts: 2026-05-04T13:00:00Z is after 2026-05-04T12:00:00Z", func(r *meeting.Request) { r.Windows[0].Start = at("2026-05-04T13:00Z") }},
		{"meeting: Windows 1: 0000-12-31T23:59:59Z is outside the years 1 to 9998", func(r *meeting.Request) {
			r.Windows[0].Start = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Second)
		}},
		{"meeting: Windows 1: 2026-05-04T09:00:00.5Z is not whole seconds", func(r *meeting.Request) { r.Windows[0].Start = r.Windows[0].Start.Add(time.Second / 2) }},
		{"meeting: Duration: 0s is less than 1s", func(r *meeting.Request) { r.Duration = 0 }},
		{"meeting: Duration: 768h0m0s is more than 744h0m0s", func(r *meeting.Request) { r.Duration = 32 * 24 * time.Hour }},
		{"meeting: Duration: 1.5s is not whole seconds", func(r *meeting.Request) { r.Duration = 1500 * time.Millisecond }},
		{"meeting: Step: -1s is less than 1s", func(r *meeting.Request) { r.Step = -time.Second }},
		{"meeting: Before: 721h0m0s is more than 720h0m0s", func(r *meeting.Request) { r.Before = 721 * time.Hour }},
		{"meeting: AlignTo: a Step of 7m0s does not divide 24 hours", func(r *meeting.Request) { r.Step, r.AlignTo = 7*time.Minute, time.UTC }},
		{"meeting: AlignTo: a grid has an Anchor or is aligned to a clock, not both", func(r *meeting.Request) { r.Anchor, r.AlignTo = r.Windows[0].Start, time.UTC }},
		{"meeting: MinRequired: -1 is less than 0", func(r *meeting.Request) { n := -1; r.MinRequired = &n }},
		{"meeting: Results: 10001 is outside 0 to 10000", func(r *meeting.Request) { r.Results = 10001 }},
		{"meeting: Criteria 2: 9 is outside 1 to 7", func(r *meeting.Request) { r.Criteria = []meeting.Criterion{meeting.SmallerMax, 9} }},
		{"meeting: Bands 1: 0 to 1441 are not minutes of 0 to 1440", func(r *meeting.Request) {
			r.Bands = []meeting.Band{{ClockRange: meeting.ClockRange{To: 1441}}}
		}},
		{"meeting: participant 2 (a): ID: another participant has it", func(r *meeting.Request) { r.Participants[1].ID = "a" }},
		{"meeting: participant 1 (): ID: it is empty", func(r *meeting.Request) { r.Participants[0].ID = "" }},
		{"meeting: participant 2 (b): Location: there is no time zone", func(r *meeting.Request) { r.Participants[1].Location = nil }},
		{"meeting: participant 2 (b): Weight: 1001 is outside 0 to 1000", func(r *meeting.Request) { r.Participants[1].Weight = 1001 }},
		{"meeting: participant 2 (b): Role: 4 is outside 0 to 3", func(r *meeting.Request) { r.Participants[1].Role = 4 }},
		{"meeting: participant 2 (b): Limits: both are 09:00", func(r *meeting.Request) { r.Participants[1].Limits = &meeting.ClockRange{From: 540, To: 540} }},
		{"meeting: participant 2 (b): Hours of Tuesday: -1 to 5 are not minutes of 0 to 1440", func(r *meeting.Request) {
			h := new(meeting.Hours)
			h.Week[time.Tuesday] = []meeting.ClockRange{{From: -1, To: 5}}
			r.Participants[1].Hours = h
		}},
		{"meeting: participant 2 (b): Hours: 2026-05-04 is excepted twice", func(r *meeting.Request) {
			r.Participants[1].Hours = &meeting.Hours{Except: []meeting.DayHours{{Date: day}, {Date: day}}}
		}},
		{"meeting: participant 2 (b): Busy 3: ends before it starts: 2026-05-04T11:00:00Z is after 2026-05-04T10:00:00Z", func(r *meeting.Request) {
			r.Participants[1].Busy = []freebusy.Entry{{}, {}, busy("2026-05-04T11:00Z", "2026-05-04T10:00Z")}
		}},
		{"meeting: participant 2 (b): Busy 1: ends before it starts: 2026-05-04 is after 2026-05-03", func(r *meeting.Request) {
			r.Participants[1].Busy = []freebusy.Entry{{Day: day, EndDay: day - 1, Location: time.UTC}}
		}},
		{"meeting: participant 2 (b): Busy 1: it has days and no time zone", func(r *meeting.Request) {
			r.Participants[1].Busy = []freebusy.Entry{{Day: day, EndDay: day + 1}}
		}},
		{"meeting: Blackouts 1: there is no type 4", func(r *meeting.Request) { r.Blackouts = []freebusy.Entry{{Type: 4}} }},
		{`meeting: group 1 (east): Members 1: there is no participant "z"`, func(r *meeting.Request) {
			r.Groups = []meeting.Group{{Name: "east", Members: []string{"z"}}}
		}},
		{`meeting: group 1 (east): Members 2: "a" is named twice`, func(r *meeting.Request) {
			r.Groups = []meeting.Group{{Name: "east", Members: []string{"a", "a"}}}
		}},
		{"meeting: room 2 (R): ID: another room has it", func(r *meeting.Request) { r.Rooms = []meeting.Room{{ID: "R"}, {ID: "R"}} }},
		{"meeting: room 1 (R): Location: there are hours and no time zone", func(r *meeting.Request) {
			r.Rooms = []meeting.Room{{ID: "R", Hours: meeting.Weekdays()}}
		}},
	} {
		req := morning(one("a", "UTC"), one("b", "UTC"))
		test.make(&req)
		_, err := meeting.Find(context.Background(), req)
		require.EqualError(t, err, test.want)
		var fault *meeting.Error
		require.True(t, errors.As(err, &fault))
	}
	_, err := find(t, morning()).At(time.Time{}.Add(-time.Hour))
	require.EqualError(t, err, "meeting: At: 0000-12-31T23:00:00Z is outside the years 1 to 9998")
}

// A request with many faults tells the first 20.
func TestManyErrors(t *testing.T) {
	req := morning(one("a", "UTC", make([]freebusy.Entry, 100_000)...))
	for i := range req.Participants[0].Busy {
		req.Participants[0].Busy[i].Type = 9
	}
	_, err := meeting.Find(context.Background(), req)
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	require.Len(t, joined.Unwrap(), 20)
}

func TestCaps(t *testing.T) {
	for _, test := range []struct {
		want string
		make func(r *meeting.Request)
	}{
		{"meeting: 31535940 Candidates are more than the cap of 1000000", func(r *meeting.Request) {
			r.Windows, r.Duration, r.Step = window("2026-01-01T00:00Z", "2027-01-01T00:00Z"), time.Minute, time.Second
			r.Duration += time.Second
		}},
		{"meeting: 3 Candidates are more than the cap of 2", func(r *meeting.Request) { r.Caps.Candidates = 2 }},
		{"meeting: 2 Participants are more than the cap of 1", func(r *meeting.Request) { r.Caps.Participants = 1 }},
		{"meeting: 3 Entries are more than the cap of 1", func(r *meeting.Request) {
			r.Participants[0].Busy = make([]freebusy.Entry, 2) // and a window
			r.Caps.Entries = 1
		}},
		{"meeting: 3651693 Days are more than the cap of 36525", func(r *meeting.Request) {
			r.Windows = window("0001-01-01T00:00Z", "9999-01-01T00:00Z")
			r.Windows[0].End = r.Windows[0].End.Add(-time.Second)
			r.Step = 365 * 24 * time.Hour
		}},
		{"meeting: 10001 Windows are more than the cap of 10000", func(r *meeting.Request) { r.Windows = make([]meeting.Span, 10_001) }},
		{"meeting: 6 Cells are more than the cap of 5", func(r *meeting.Request) { r.Caps.Cells = 5 }},
		{"meeting: 6 Attendances are more than the cap of 5", func(r *meeting.Request) { r.Caps.Attendances = 5 }},
	} {
		req := morning(one("a", "UTC"), one("b", "UTC"))
		test.make(&req)
		_, err := meeting.Find(context.Background(), req)
		require.EqualError(t, err, test.want)
		var over *meeting.CapError
		require.True(t, errors.As(err, &over))
	}
}

// countdown is a context that ends when it has been asked so many times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// However early or late a context ends, the answer is its error, with what is known of the
// best candidates once there is something.
func TestContext(t *testing.T) {
	for _, distance := range []time.Duration{0, 24 * time.Hour} {
		req := benchRequest(12, 10, 60)
		req.NearMisses, req.Step, req.Objective, req.MinDistance = 5, 5*time.Minute, meeting.Sum, distance
		whole := find(t, req)
		partial, last := 0, 0
		for n := range 100_000 {
			r, err := meeting.Find(&countdown{context.Background(), n}, req)
			if err == nil {
				require.False(t, r.Partial)
				require.Equal(t, whole.Slots, r.Slots)
				break
			}
			require.ErrorIs(t, err, context.Canceled)
			if r == nil {
				require.Zero(t, partial, "what was known is lost")
				continue
			}
			partial++
			require.True(t, r.Partial)
			require.NotEmpty(t, r.Slots)
			require.GreaterOrEqual(t, r.Examined, last)
			last = r.Examined
			// They are the best of those that were looked at, in order.
			best := r.Slots[0]
			for c := range r.All() {
				require.Less(t, c.Index, r.Examined)
				if c.Required > best.Required || c.Required == best.Required && c.Total < best.Total {
					require.Fail(t, "another is better", "%+v", c)
				}
			}
		}
		require.Greater(t, partial, 10)
		require.Equal(t, whole.Candidates, last)
	}
}

func TestContextEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, err := meeting.Find(ctx, morning())
	require.Nil(t, r)
	require.ErrorIs(t, err, context.Canceled)
}

// Instants and dates as far off as their types allow neither panic nor block more than they
// should.
func TestExtremes(t *testing.T) {
	far := []time.Time{{}, time.Unix(math.MinInt64, 0), time.Unix(math.MaxInt64, 0), time.Unix(1<<62, 999999999), time.Unix(-1<<40, 0), time.Unix(1<<40, 0)}
	var entries []freebusy.Entry
	for _, a := range far {
		for _, b := range far {
			if !b.Before(a) {
				entries = append(entries, freebusy.Entry{Start: a, End: b, Type: freebusy.Busy})
			}
		}
	}
	for _, e := range entries {
		r := find(t, morning(one("a", "UTC", e)))
		noon := at("2026-05-04T12:00Z")
		if e.Start.Before(noon) && noon.Before(e.End) {
			require.Zero(t, r.Feasible, "%s to %s", e.Start, e.End)
		} else {
			require.Equal(t, 3, r.Feasible, "%s to %s", e.Start, e.End)
		}
	}
	for _, days := range [][2]date.Date{{math.MinInt64, math.MaxInt64}, {math.MinInt64, 0}, {0, 0}, {1, math.MaxInt64}, {math.MaxInt64 - 1, math.MaxInt64}} {
		r := find(t, morning(one("a", "UTC", freebusy.Entry{Day: days[0], EndDay: days[1], Location: time.UTC, Type: freebusy.Busy})))
		require.Equal(t, days[0] < 700_000 && days[1] > 800_000, r.Feasible == 0)
	}
	req := morning(one("a", "UTC"))
	req.MinDistance = math.MaxInt64 / time.Second * time.Second
	require.Len(t, find(t, req).Slots, 1)
	req.Anchor = time.Date(9998, 1, 1, 0, 0, 0, 0, time.UTC)
	require.Equal(t, 3, find(t, req).Feasible)
	req = morning(one("a", "UTC"))
	req.Windows = []meeting.Span{{Start: time.Date(9998, 12, 31, 0, 0, 0, 0, time.UTC), End: time.Date(9998, 12, 31, 3, 0, 0, 0, time.UTC)}}
	req.Before = 30 * 24 * time.Hour
	require.Equal(t, 3, find(t, req).Feasible)
	req.Windows = []meeting.Span{{Start: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(1, 1, 1, 3, 0, 0, 0, time.UTC)}}
	require.Equal(t, 3, find(t, req).Feasible)
}

// A result can be asked by many at once.
func TestConcurrent(t *testing.T) {
	req := benchRequest(10, 10, 20)
	r := find(t, req)
	first := starts(r)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if len(starts(r)) != len(first) {
				t.Error("other starts")
			}
			for i := range 20 {
				if _, err := r.At(req.Windows[0].Start.Add(time.Duration(i-10) * time.Hour)); err != nil {
					t.Error(err)
				}
			}
			r.Offsets()
		}()
	}
	wg.Wait()
}

// Fifteen times the candidates take no more allocations, but for a few buffers that grow.
func TestAllocations(t *testing.T) {
	count := func(step time.Duration) float64 {
		req := benchRequest(27, 20, 60)
		req.Step, req.Objective = step, meeting.LexiMin
		return testing.AllocsPerRun(3, func() {
			r, err := meeting.Find(context.Background(), req)
			if err != nil || r.Feasible == 0 {
				t.Error(err)
			}
		})
	}
	coarse, fine := count(15*time.Minute), count(time.Minute)
	require.Less(t, fine, coarse+60, "%v allocations, %v with a coarse grid", fine, coarse)
}

// A result that comes from no search says so, and does not panic.
func TestZeroResult(t *testing.T) {
	var r meeting.Result
	_, err := r.At(at("2026-05-04T09:00Z"))
	require.EqualError(t, err, "meeting: At: the result is none of a search")
	_, err = r.Explain(context.Background())
	require.EqualError(t, err, "meeting: Explain: the result is none of a search")
	require.Empty(t, r.Offsets())
	for range r.All() {
		t.Fatal("a slot")
	}
	for range r.Runs() {
		t.Fatal("a run")
	}
}
