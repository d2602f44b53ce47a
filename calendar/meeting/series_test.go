package meeting_test

import (
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

type seriesInstance struct {
	ID      string
	Problem struct {
		instanceProblem
		Series struct {
			Count  int
			MinGap int  `json:"min_gap_min"`
			MaxGap *int `json:"max_gap_min"`
			Carry  map[string]int
		}
	}
	Answer struct {
		Candidates int
		Feasible   []string `json:"feasible_starts"`
		Sequences  json.Number
		Best       map[string]*struct {
			Key     []int
			Starts  []string
			Burdens map[string]int
		}
	}
}

func (in *seriesInstance) request() meeting.SeriesRequest {
	s := in.Problem.Series
	r := meeting.SeriesRequest{
		Request: in.Problem.instanceProblem.request(),
		Count:   s.Count,
		MinGap:  time.Duration(s.MinGap) * time.Minute,
	}
	if s.MaxGap != nil {
		r.MaxGap = time.Duration(*s.MaxGap) * time.Minute
	}
	for i := range r.Participants {
		p := &r.Participants[i]
		p.Carry = meeting.Burden(s.Carry[p.ID] * 60)
	}
	return r
}

// The instances come from an enumeration and a dynamic programme in another language that
// agree.
func TestSeriesInstances(t *testing.T) {
	var file struct{ Instances []seriesInstance }
	readGzip(t, "testdata/series.json.gz", &file)
	require.Len(t, file.Instances, 12)
	for _, in := range file.Instances {
		t.Run(in.ID, func(t *testing.T) {
			for name, objective := range map[string]meeting.Objective{"total": meeting.Sum, "minimax": meeting.MiniMax, "leximin": meeting.LexiMin} {
				req := in.request()
				req.Objective = objective
				r, err := meeting.Series(context.Background(), req)
				require.NoError(t, err)
				require.Equal(t, in.Answer.Candidates, r.Starts.Candidates)
				var feasible []string
				for s := range r.Starts.All() {
					feasible = append(feasible, s.Start.Format(minute))
				}
				require.Equal(t, in.Answer.Feasible, feasible)
				require.Equal(t, in.Answer.Sequences.String(), r.Sequences.String())
				require.True(t, r.Exact)
				want := in.Answer.Best[name]
				if want == nil {
					require.Empty(t, r.Meetings)
					continue
				}
				require.Equal(t, want.Starts, startsOf(r.Meetings), name)
				burdens := map[string]int{}
				for _, s := range r.Shares {
					burdens[s.ID] = minutesOf(s.Total())
				}
				require.Equal(t, want.Burdens, burdens, name)
				f, key := r.Fairness, []int{}
				switch objective {
				case meeting.Sum:
					key = append(key, minutesOf(f.Sum))
				case meeting.MiniMax:
					key = append(key, minutesOf(f.Max), minutesOf(f.Sum))
				case meeting.LexiMin:
					for _, b := range f.Vector {
						key = append(key, minutesOf(b))
					}
				}
				require.Equal(t, want.Key, key, name)
			}
		})
	}
}

func startsOf(slots []meeting.Slot) []string {
	starts := []string{}
	for _, s := range slots {
		starts = append(starts, s.Start.Format(minute))
	}
	return starts
}

func busyAt(from, to time.Time) freebusy.Entry {
	return freebusy.Entry{Start: from, End: to, Type: freebusy.Busy}
}

var cities = []string{"Europe/Zurich", "America/New_York", "Asia/Bangkok", "Africa/Nairobi", "America/Santiago", "Asia/Kathmandu", "Pacific/Auckland"}

// randomRequest is a request of a few days with few candidates, with people of all roles,
// quorums and tentative entries.
func randomRequest(rng *rand.Rand, people, candidates int) meeting.Request {
	start := time.Date(2026, 10, 23, rng.IntN(24), 0, 0, 0, time.UTC)
	step := time.Duration(1+rng.IntN(7)) * time.Hour
	r := meeting.Request{
		Duration: time.Duration(1+rng.IntN(4)) * 30 * time.Minute,
		Step:     step,
	}
	r.Windows = []meeting.Span{{Start: start, End: start.Add(time.Duration(candidates-1)*step + r.Duration)}}
	r.Tentative = meeting.TentativePolicy(rng.IntN(3))
	span := int(r.Windows[0].End.Sub(start) / time.Minute)
	for i := range people {
		p := meeting.Participant{
			ID: string(rune('A' + i)), Location: zoneOf(cities[rng.IntN(len(cities))]),
			Role: meeting.Role(rng.IntN(3)), Weight: rng.IntN(3),
			SoftHours: rng.IntN(3) > 0, Carry: meeting.Burden(rng.IntN(3) * 1800),
		}
		if i > 0 && rng.IntN(3) == 0 { // a colleague, with another calendar
			p.Location, p.Weight = r.Participants[0].Location, r.Participants[0].Weight
			p.Hours, p.SoftHours = r.Participants[0].Hours, r.Participants[0].SoftHours
		} else if rng.IntN(5) > 0 {
			p.Hours = meeting.Weekdays(meeting.ClockRange{From: meeting.At(8+rng.IntN(2), 0), To: meeting.At(17, 0)})
		}
		for range rng.IntN(4) {
			from := start.Add(time.Duration(rng.IntN(span)) * time.Minute)
			p.Busy = append(p.Busy, freebusy.Entry{Start: from, End: from.Add(time.Duration(1+rng.IntN(span/3+1)) * time.Minute), Type: freebusy.Type(rng.IntN(4))})
		}
		r.Participants = append(r.Participants, p)
	}
	return r
}

// plainSeries tries all series: the best by a comparison that follows the wording of the
// criteria, and how many there are.
func plainSeries(r *meeting.Result, req meeting.SeriesRequest, apart func(a, b time.Time) bool) (best []meeting.Slot, n int) {
	var feasible []meeting.Slot
	for c := range r.All() {
		feasible = append(feasible, must(r.At(c.Start)))
	}
	var bestKey []int
	var extend func(from int, chosen []meeting.Slot)
	extend = func(from int, chosen []meeting.Slot) {
		if len(chosen) == req.Count {
			n++
			if key := plainSeriesKey(req, chosen); bestKey == nil || slices.Compare(key, bestKey) < 0 {
				best, bestKey = slices.Clone(chosen), key
			}
			return
		}
		for i := from; i < len(feasible); i++ {
			if len(chosen) == 0 || apart(chosen[len(chosen)-1].Start, feasible[i].Start) {
				extend(i+1, append(chosen, feasible[i]))
			}
		}
	}
	extend(0, nil)
	return best, n
}

func plainSeriesKey(req meeting.SeriesRequest, chosen []meeting.Slot) []int {
	required, optional, tentative, sum := 0, 0, 0, 0
	var burdens []int
	for i, p := range req.Participants {
		b := int(p.Carry)
		for _, s := range chosen {
			if a := s.People[i]; a.Counted {
				b += int(a.Burden)
				sum += int(a.Burden)
			}
		}
		burdens = append(burdens, b)
	}
	for _, s := range chosen {
		required, optional, tentative = required+s.Required, optional+s.Optional, tentative+s.Tentative
	}
	slices.Sort(burdens)
	slices.Reverse(burdens)
	key := []int{-required, -optional, tentative}
	switch req.Objective {
	case meeting.Earliest:
		return []int{tentative}
	case meeting.Sum:
		return append(key, sum)
	case meeting.MiniMax:
		return append(key, burdens[0], sum)
	}
	return append(key, burdens...)
}

func TestSeriesAgreesWithTryingAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 12))
	found, quorums, days := 0, 0, 0
	for range 1500 {
		req := meeting.SeriesRequest{Request: randomRequest(rng, 1+rng.IntN(5), 1+rng.IntN(14)), Count: 1 + rng.IntN(4)}
		req.Objective = meeting.Objective(rng.IntN(4))
		if rng.IntN(2) == 0 {
			req.MinRequired = new(int)
			quorums++
		}
		req.MinGap = time.Duration(rng.IntN(20)) * time.Hour
		if rng.IntN(2) == 0 {
			req.MaxGap = req.MinGap + time.Duration(rng.IntN(30))*time.Hour
		}
		if rng.IntN(3) == 0 {
			req.Days = &meeting.DayGap{Min: rng.IntN(3), Location: zoneOf(cities[rng.IntN(len(cities))])}
			if rng.IntN(2) == 0 {
				req.Days.Max = req.Days.Min + rng.IntN(3)
			}
			days++
		}
		r, err := meeting.Series(context.Background(), req)
		require.NoError(t, err)
		best, n := plainSeries(r.Starts, req, func(a, b time.Time) bool {
			gap := b.Sub(a)
			if gap < req.MinGap || req.MaxGap > 0 && gap > req.MaxGap {
				return false
			}
			if req.Days == nil {
				return true
			}
			d := int(dayOf(b, req.Days.Location) - dayOf(a, req.Days.Location))
			return d >= req.Days.Min && (req.Days.Max == 0 || d <= req.Days.Max)
		})
		require.True(t, r.Exact)
		require.Equal(t, int64(n), r.Sequences.Int64(), "%+v", req)
		require.Equal(t, startsOf(best), startsOf(r.Meetings), "%+v", req)
		if n > 0 {
			found++
			require.Equal(t, plainSeriesKey(req, r.Meetings)[0], plainSeriesKey(req, best)[0])
			for i, s := range r.Shares {
				require.Equal(t, req.Participants[i].Carry, s.Carry)
				sum := meeting.Burden(0)
				for j, b := range s.Burdens {
					sum += b
					if !best[j].People[i].Counted {
						require.Zero(t, b)
					}
				}
				require.Equal(t, sum, s.Added)
			}
		}
	}
	require.Greater(t, found, 300)
	require.Greater(t, quorums, 300)
	require.Greater(t, days, 300)
}

func dayOf(at time.Time, loc *time.Location) int64 {
	y, m, d := at.In(loc).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// In St. John's the clock was put back from 00:01 to 23:01, on 7 November 2010: 00:00 of that
// day, 23:30 of the day before and again 00:00 follow each other. It is the 7th all along.
func TestDaysWhenMidnightIsTakenBack(t *testing.T) {
	stJohns := zoneOf("America/St_Johns")
	first := instantOf("2010-11-07T02:30Z")
	for i, want := range []string{"2010-11-07T00:00Z", "2010-11-06T23:30Z", "2010-11-07T00:00Z"} {
		require.Equal(t, want, first.Add(time.Duration(i)*30*time.Minute).In(stJohns).Format(minute))
	}
	req := meeting.SeriesRequest{
		Request: meeting.Request{
			Windows:  []meeting.Span{{Start: first, End: first.Add(90 * time.Minute)}},
			Duration: 30 * time.Minute, Step: 30 * time.Minute,
			Participants: []meeting.Participant{{ID: "A", Location: stJohns}},
		},
		Count: 2, Days: &meeting.DayGap{Min: 1, Location: stJohns},
	}
	r, err := meeting.Series(context.Background(), req)
	require.NoError(t, err)
	require.Equal(t, 3, r.Starts.Feasible)
	require.Zero(t, r.Sequences.Sign())
	require.Empty(t, r.Meetings)
	require.True(t, r.Exact)

	req.Windows[0].Start = first.Add(-30 * time.Minute) // 23:30 of the 6th
	r, err = meeting.Series(context.Background(), req)
	require.NoError(t, err)
	require.Equal(t, []string{"2010-11-07T02:00Z", "2010-11-07T02:30Z"}, startsOf(r.Meetings))
	require.Equal(t, int64(3), r.Sequences.Int64())
}

// Two colleagues come in turn: A can on Monday and on Wednesday, B on the night between.
// Their hours are the same, and what each bears is not.
func TestSeriesKeepsColleaguesApart(t *testing.T) {
	hour := func(s string) meeting.Span {
		return meeting.Span{Start: instantOf(s), End: instantOf(s).Add(time.Hour)}
	}
	monday, tuesday, wednesday := hour("2026-10-05T17:00Z"), hour("2026-10-06T23:00Z"), hour("2026-10-07T17:00Z")
	hours := meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(17, 0)})
	person := func(id string, away ...meeting.Span) meeting.Participant {
		p := meeting.Participant{ID: id, Role: meeting.Optional, Location: time.UTC, Hours: hours, SoftHours: true}
		for _, s := range away {
			p.Busy = append(p.Busy, busyAt(s.Start, s.End))
		}
		return p
	}
	r, err := meeting.Series(context.Background(), meeting.SeriesRequest{
		Request: meeting.Request{
			Windows:  []meeting.Span{monday, tuesday, wednesday},
			Duration: time.Hour, Step: time.Hour, Objective: meeting.LexiMin,
			Participants: []meeting.Participant{person("A", tuesday), person("B", monday, wednesday)},
		},
		Count: 2,
	})
	require.NoError(t, err)
	// Two hours of A, one each evening, are less than one of B that counts as three.
	require.Equal(t, []string{"2026-10-05T17:00Z", "2026-10-07T17:00Z"}, startsOf(r.Meetings))
	require.Equal(t, []meeting.Burden{7200, 0}, r.Fairness.Vector)
	require.Equal(t, 2, r.Shares[0].Meetings())
	require.Equal(t, meeting.BurdenOf(2*time.Hour), r.Fairness.Spread())
}

func TestSeriesWithTheLargestBounds(t *testing.T) {
	req := meeting.SeriesRequest{Request: randomRequest(rand.New(rand.NewPCG(1, 2)), 4, 40), Count: 5, MinGap: time.Hour}
	usual, err := meeting.Series(context.Background(), req)
	require.NoError(t, err)
	require.True(t, usual.Exact)
	req.MaxStates, req.MaxSteps = math.MaxInt, math.MaxInt
	r, err := meeting.Series(context.Background(), req)
	require.NoError(t, err)
	require.True(t, r.Exact)
	require.Equal(t, startsOf(usual.Meetings), startsOf(r.Meetings))
}

func TestSeriesErrors(t *testing.T) {
	valid := meeting.SeriesRequest{
		Request: meeting.Request{
			Windows:  []meeting.Span{{Start: instantOf("2026-10-01T00:00Z"), End: instantOf("2026-10-02T00:00Z")}},
			Duration: time.Hour, Step: time.Hour,
			Participants: []meeting.Participant{{ID: "A", Location: time.UTC}},
		},
		Count: 2,
	}
	_, err := meeting.Series(context.Background(), valid)
	require.NoError(t, err)
	for _, tc := range []struct {
		name, want string
		change     func(*meeting.SeriesRequest)
	}{
		{"no meetings", "meeting: Count: 0 is not from 1 to 366", func(r *meeting.SeriesRequest) { r.Count = 0 }},
		{"too many", "meeting: Count: 367 is not from 1 to 366", func(r *meeting.SeriesRequest) { r.Count = 367 }},
		{"a negative gap", "meeting: MinGap: -1s is not whole seconds from 0 to 878400h0m0s", func(r *meeting.SeriesRequest) { r.MinGap = -time.Second }},
		{"gaps the wrong way round", "meeting: MaxGap: 1h0m0s is less than MinGap, 2h0m0s", func(r *meeting.SeriesRequest) { r.MinGap, r.MaxGap = 2*time.Hour, time.Hour }},
		{"days without a zone", "meeting: Days: the dates need a Location", func(r *meeting.SeriesRequest) { r.Days = &meeting.DayGap{Min: 1} }},
		{"days the wrong way round", "meeting: Days: 3 to 2 is no range of days", func(r *meeting.SeriesRequest) { r.Days = &meeting.DayGap{Min: 3, Max: 2, Location: time.UTC} }},
		{"a carry beyond reckoning", "meeting: participant 1 (A): Carry: 35184372088833 seconds are more than can be added up", func(r *meeting.SeriesRequest) {
			r.Participants = []meeting.Participant{{ID: "A", Location: time.UTC, Carry: 1<<45 + 1}}
		}},
		{"negative bounds", "meeting: MaxStates: -1 is negative", func(r *meeting.SeriesRequest) { r.MaxStates = -1 }},
		{"negative steps", "meeting: MaxSteps: -1 is negative", func(r *meeting.SeriesRequest) { r.MaxSteps = -1 }},
		{"more steps than allowed", "meeting: 48 MaxSteps are more than the cap of 47", func(r *meeting.SeriesRequest) { r.MaxSteps = 47 }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			req := valid
			tc.change(&req)
			r, err := meeting.Series(context.Background(), req)
			require.Nil(t, r)
			require.EqualError(t, err, tc.want)
			var fault *meeting.Error
			var limit *meeting.CapError
			if tc.name == "more steps than allowed" {
				require.ErrorAs(t, err, &limit)
			} else {
				require.ErrorAs(t, err, &fault)
			}
		})
	}

	// What is wrong with the request of a single meeting is found too.
	req := valid
	req.Duration = 0
	_, err = meeting.Series(context.Background(), req)
	require.ErrorContains(t, err, "Duration")
}
