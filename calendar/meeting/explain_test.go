package meeting_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/meeting"
)

func init() { explained = checkExplanation }

// checkExplanation compares with an answer that lists all sets, and solves again without
// those whom a correction excuses.
func checkExplanation(t *testing.T, req meeting.Request, want *instanceNoSlot) {
	e, err := meeting.Explain(context.Background(), meeting.ExplainRequest{Request: req})
	require.NoError(t, err)
	cause := e.Cause.String()
	if strings.Contains("blackout or room", cause) {
		cause = "blackout or room"
	}
	require.Equal(t, want.Cause, cause)
	require.Equal(t, want.Cores, append([][]string{}, e.Cores...))
	corrections := [][]string{}
	for _, c := range e.Corrections {
		corrections = append(corrections, c.Without)
		r, err := meeting.Find(context.Background(), excused(req, c.Without))
		require.NoError(t, err)
		require.Equal(t, c.Starts, r.Feasible)
		require.Equal(t, r.Slots[0].Start, c.Best.Start)
	}
	require.Equal(t, want.Corrections, corrections)
	require.False(t, e.CoresTruncated || e.CorrectionsTruncated)
}

// excused returns a request in which some need not come. Their role is Informed, so that
// the number of optional people does not choose among the slots.
func excused(req meeting.Request, without []string) meeting.Request {
	req.Participants = slices.Clone(req.Participants)
	for i := range req.Participants {
		if slices.Contains(without, req.Participants[i].ID) {
			req.Participants[i].Role = meeting.Informed
		}
	}
	req.MinRequired = nil // those who are left must all come
	return req
}

func allRequired(req meeting.Request) bool {
	n := 0
	for _, p := range req.Participants {
		if p.Role == meeting.Required {
			n++
		}
	}
	return req.MinRequired == nil || *req.MinRequired == n
}

// plainBase returns the open candidates that meet the quorums, told of one by one.
func plainBase(t *testing.T, req meeting.Request) []meeting.Slot {
	r, err := meeting.Find(context.Background(), req)
	require.NoError(t, err)
	var base []meeting.Slot
	for k := range r.Candidates {
		s, err := r.At(req.Windows[0].Start.Add(time.Duration(k) * req.Step))
		require.NoError(t, err)
		require.Equal(t, k, s.Index)
		ok := s.Open && s.Chairs+s.Required+s.Optional >= req.MinTotal
		ok = ok && (allRequired(req) || s.Required >= *req.MinRequired)
		for i, g := range req.Groups {
			ok = ok && s.Groups[i] >= g.AtLeast
		}
		if ok {
			base = append(base, s)
		}
	}
	return base
}

// plainExplain tries all sets of mandatory people.
func plainExplain(t *testing.T, req meeting.Request) (cores, corrections [][]string, starts []int) {
	base := plainBase(t, req)
	var mandatory []int
	for i, p := range req.Participants {
		if p.Role == meeting.Chair || p.Role == meeting.Required && allRequired(req) {
			mandatory = append(mandatory, i)
		}
	}
	// opened returns at how many starts all of a set, or all others, are available.
	opened := func(set int, inside bool) int {
		n := 0
		for _, s := range base {
			all := true
			for j, m := range mandatory {
				if (set>>j&1 == 1) == inside && !s.People[m].Counted {
					all = false
				}
			}
			if all {
				n++
			}
		}
		return n
	}
	minimal := func(fits func(set int) bool) (sets []int) {
		for set := range 1 << len(mandatory) {
			if fits(set) && !slices.ContainsFunc(sets, func(s int) bool { return s&set == s }) {
				sets = append(sets, set) // a subset has a smaller number, so it came before
			}
		}
		list := func(set int) (l []int) {
			for j := range mandatory {
				if set>>j&1 == 1 {
					l = append(l, j)
				}
			}
			return l
		}
		slices.SortFunc(sets, func(a, b int) int {
			x, y := list(a), list(b)
			if len(x) != len(y) {
				return len(x) - len(y)
			}
			return slices.Compare(x, y)
		})
		return sets
	}
	names := func(set int) (ids []string) {
		for j, m := range mandatory {
			if set>>j&1 == 1 {
				ids = append(ids, req.Participants[m].ID)
			}
		}
		return ids
	}
	for _, set := range minimal(func(set int) bool { return opened(set, true) == 0 }) {
		cores = append(cores, names(set))
	}
	for _, set := range minimal(func(set int) bool { return opened(set, false) > 0 }) {
		corrections = append(corrections, names(set))
		starts = append(starts, opened(set, false))
	}
	return cores, corrections, starts
}

func withQuorums(rng *rand.Rand, req meeting.Request) meeting.Request {
	n := len(req.Participants)
	switch rng.IntN(4) {
	case 0:
		k := 1 + rng.IntN(n)
		req.MinRequired = &k
	case 1:
		req.MinTotal = 1 + rng.IntN(n)
	case 2:
		g := meeting.Group{Name: "region", AtLeast: 1 + rng.IntN(2)}
		for _, p := range req.Participants {
			if rng.IntN(2) == 0 {
				g.Members = append(g.Members, p.ID)
			}
		}
		req.Groups = []meeting.Group{g}
	}
	return req
}

func TestExplainAgreesWithTryingAllSets(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 16))
	explained, quorums, sets := 0, 0, 0
	for range 1500 {
		req := withQuorums(rng, randomRequest(rng, 1+rng.IntN(7), 1+rng.IntN(25)))
		e, err := meeting.Explain(context.Background(), meeting.ExplainRequest{Request: req})
		require.NoError(t, err)
		base := plainBase(t, req)
		for _, s := range e.Shortfalls {
			require.GreaterOrEqual(t, s.Best, 0)
			require.Equal(t, s.Starts == 0, s.Short() > 0)
		}
		if e.Feasible > 0 || e.Open == 0 || len(base) == 0 {
			require.Empty(t, e.Cores)
			require.Empty(t, e.Corrections)
			if e.Feasible == 0 && e.Open > 0 {
				quorums++
				require.NotEmpty(t, e.Shortfalls)
			}
			continue
		}
		cores, corrections, starts := plainExplain(t, req)
		require.Equal(t, cores, e.Cores, "%+v", req)
		explained++
		for i, c := range e.Corrections {
			require.Equal(t, corrections[i], c.Without)
			require.Equal(t, starts[i], c.Starts)
			sets++
		}
		require.Len(t, e.Corrections, len(corrections))
	}
	require.Greater(t, explained, 150)
	require.Greater(t, quorums, 20)
	require.Greater(t, sets, 250)
}

// Forty people in pairs who are never free together: a correction for each choice of one
// from each pair would be a million, of which some are enough.
func TestExplainIsBounded(t *testing.T) {
	start := instantOf("2026-10-05T08:00Z")
	req := meeting.Request{
		Windows:  []meeting.Span{{Start: start, End: start.Add(2000 * time.Hour)}},
		Duration: time.Hour, Step: time.Hour,
	}
	rng := rand.New(rand.NewPCG(20, 2))
	for i := range 40 {
		p := meeting.Participant{ID: fmt.Sprint("p", i), Location: time.UTC}
		req.Participants = append(req.Participants, p)
	}
	for k := range 2000 {
		at := start.Add(time.Duration(k) * time.Hour)
		for pair := range 20 {
			p := &req.Participants[2*pair+rng.IntN(2)]
			p.Busy = append(p.Busy, busyAt(at, at.Add(time.Hour)))
		}
	}
	e, err := meeting.Explain(context.Background(), meeting.ExplainRequest{Request: req, MaxSets: 50})
	require.NoError(t, err)
	require.Len(t, e.Corrections, 50)
	require.True(t, e.CorrectionsTruncated)
	require.True(t, e.CoresTruncated)
	require.LessOrEqual(t, len(e.Cores), 50)
	for _, core := range e.Cores {
		// A core is true even where not all are found: nobody else is needed for it.
		r, err := meeting.Find(context.Background(), onlyMandatory(req, core))
		require.NoError(t, err)
		require.Zero(t, r.Feasible)
	}

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = meeting.Explain(ctx, meeting.ExplainRequest{Request: req})
	require.ErrorIs(t, err, context.Canceled)
	_, err = meeting.Explain(context.Background(), meeting.ExplainRequest{Request: req, MaxSets: -1})
	require.EqualError(t, err, "meeting: MaxSets: -1 is negative")
}

func onlyMandatory(req meeting.Request, ids []string) meeting.Request {
	req.Participants = slices.Clone(req.Participants)
	for i := range req.Participants {
		if !slices.Contains(ids, req.Participants[i].ID) {
			req.Participants[i].Role = meeting.Informed
		}
	}
	return req
}

func TestExplanationWords(t *testing.T) {
	day := instantOf("2026-12-08T09:00Z")
	base := meeting.Request{
		Windows:  []meeting.Span{{Start: day, End: day.Add(3 * time.Hour)}},
		Duration: time.Hour, Step: time.Hour,
		Participants: []meeting.Participant{{ID: "A", Location: time.UTC}, {ID: "B", Location: time.UTC}, {ID: "C", Location: time.UTC}},
	}
	busy := func(req *meeting.Request, i int, from, to int) {
		req.Participants = slices.Clone(req.Participants)
		req.Participants[i].Busy = append(req.Participants[i].Busy, busyAt(day.Add(time.Duration(from)*time.Hour), day.Add(time.Duration(to)*time.Hour)))
	}
	two := 2
	for _, tc := range []struct {
		name   string
		change func(*meeting.Request)
		want   []string
	}{
		{"feasible", func(*meeting.Request) {}, []string{"The meeting can be held: 3 starts are possible of 3."}},
		{"too long", func(r *meeting.Request) { r.Duration = 4 * time.Hour }, []string{"No start leaves room for a meeting of 4h00m within the windows."}},
		{"blackout", func(r *meeting.Request) { r.Blackouts = append(r.Blackouts, busyAt(day, day.Add(3*time.Hour))) },
			[]string{"Blackouts meet the meeting at each of 3 starts."}},
		{"room", func(r *meeting.Request) {
			r.Rooms, r.NeedCapacity, r.NeedFeatures = []meeting.Room{{ID: "R", Capacity: 5}}, 20, []string{"video"}
		}, []string{"No room is free that has 20 places and video, outside the blackouts at each of 3 starts."}},
		{"quorum of more than there are", func(r *meeting.Request) { r.MinTotal = 4 },
			[]string{"More people are asked for than there are.", "Of all people 4 must come, and at best 3 can: 1 short, first on Tuesday 8 December 2026, 09:00 UTC."}},
		{"quorum", func(r *meeting.Request) { r.MinRequired = &two; busy(r, 0, 0, 3); busy(r, 1, 0, 3) },
			[]string{"Not enough people can come at any of 3 starts.", "Of the required people 2 must come, and at best 1 can: 1 short, first on Tuesday 8 December 2026, 09:00 UTC."}},
		{"group", func(r *meeting.Request) {
			r.Groups = []meeting.Group{{Name: "Africa", Members: []string{"A", "B"}, AtLeast: 1}}
			r.Participants = slices.Clone(r.Participants)
			r.Participants[0].Role, r.Participants[1].Role = meeting.Optional, meeting.Optional
			busy(r, 0, 0, 3)
			busy(r, 1, 0, 3)
		}, []string{"Not enough people can come at any of 3 starts.", "Of the group Africa 1 must come, and at best 0 can: 1 short, first on Tuesday 8 December 2026, 09:00 UTC."}},
		{"quorums apart", func(r *meeting.Request) {
			r.Groups = []meeting.Group{{Name: "a", Members: []string{"A"}, AtLeast: 1}, {Name: "b", Members: []string{"B"}, AtLeast: 1}}
			r.Participants = slices.Clone(r.Participants)
			r.Participants[0].Role, r.Participants[1].Role = meeting.Optional, meeting.Optional
			busy(r, 0, 0, 2)
			busy(r, 1, 2, 3)
		}, []string{"Not enough people can come at any of 3 starts.", "Each quorum is met at some start, but none meets them all."}},
		{"one away", func(r *meeting.Request) { busy(r, 1, 0, 3); busy(r, 2, 0, 2) },
			[]string{"Not enough people can come at any of 3 starts.", "B cannot come at any time.", "Without B: 1 start, at best Tuesday 8 December 2026, 11:00 UTC."}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			req := base
			tc.change(&req)
			e, err := meeting.Explain(context.Background(), meeting.ExplainRequest{Request: req})
			require.NoError(t, err)
			require.Equal(t, strings.Join(tc.want, "\n")+"\n", e.Words())

			// A result explains itself.
			r, err := meeting.Find(context.Background(), req)
			require.NoError(t, err)
			same, err := r.Explain(context.Background())
			require.NoError(t, err)
			require.Equal(t, e.Words(), same.Words())
		})
	}
}

func BenchmarkExplain(b *testing.B) {
	for _, name := range []string{"01", "07"} {
		in := largeInstance(b, "testdata/large-"+name+".json.gz")
		req := in.Problem.request()
		for i := range req.Participants {
			req.Participants[i].Role, req.Participants[i].SoftHours = meeting.Required, false
		}
		req.MinRequired, req.MinTotal = nil, 0
		b.Run(fmt.Sprintf("people=%d", len(req.Participants)), func(b *testing.B) {
			b.ReportAllocs()
			cores := 0
			for b.Loop() {
				e, err := meeting.Explain(context.Background(), meeting.ExplainRequest{Request: req})
				if err != nil || e.Feasible > 0 || len(e.Corrections) == 0 {
					b.Fatal(err, e.Feasible)
				}
				cores = len(e.Cores)
			}
			b.ReportMetric(float64(cores), "cores")
		})
	}
}
