package meeting

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// rotationProblem is a problem of testdata/rotation.json.
type rotationProblem struct {
	Members  []string       `json:"members"`
	History  []*string      `json:"history"`
	Credit   map[string]int `json:"credit"`
	CoChairs int            `json:"co_chairs"`
	Meetings []struct {
		ID        string   `json:"id"`
		Available []string `json:"available"`
	} `json:"meetings"`
}

func (p rotationProblem) request(rule RotationRule) RotationRequest {
	r := RotationRequest{Rule: rule, Members: p.Members, Credit: p.Credit, CoChairs: p.CoChairs}
	for _, id := range p.History {
		if id == nil {
			r.History = append(r.History, "")
		} else {
			r.History = append(r.History, *id)
		}
	}
	for _, m := range p.Meetings {
		r.Meetings = append(r.Meetings, RotationMeeting{ID: m.ID, Available: append([]string{}, m.Available...)})
	}
	return r
}

type rotationAnswer struct {
	Chair *string  `json:"chair"`
	Co    []string `json:"co"`
}

func answers(plan *RotationPlan) []rotationAnswer {
	answers := []rotationAnswer{}
	for _, turn := range plan.Turns {
		a := rotationAnswer{Co: append([]string{}, turn.CoChairs...)}
		if turn.Chair != "" {
			a.Chair = &turn.Chair
		}
		answers = append(answers, a)
	}
	return answers
}

// The instances come from two implementations in another language that agree.
func TestRotationInstances(t *testing.T) {
	data, err := os.ReadFile("testdata/rotation.json")
	require.NoError(t, err)
	var file struct {
		Instances []struct {
			ID      string          `json:"id"`
			Problem rotationProblem `json:"problem"`
			Answer  struct {
				LeastChaired []rotationAnswer `json:"least_chaired"`
				Queue        []rotationAnswer `json:"queue"`
			} `json:"answer"`
		} `json:"instances"`
	}
	require.NoError(t, json.Unmarshal(data, &file))
	require.Len(t, file.Instances, 8)
	for _, in := range file.Instances {
		t.Run(in.ID, func(t *testing.T) {
			for rule, want := range map[RotationRule][]rotationAnswer{LeastChaired: in.Answer.LeastChaired, Queue: in.Answer.Queue} {
				plan, err := Rotate(in.Problem.request(rule))
				require.NoError(t, err)
				require.Equal(t, want, answers(plan), "%v", rule)
			}
		})
	}
}

// plainRotation follows the wording of the two rules, with the whole history walked anew
// for each meeting.
func plainRotation(r RotationRequest) (turns [][]string, history []string) {
	history = slices.Clone(r.History)
	for _, m := range r.Meetings {
		able := slices.Clone(m.Available)
		if m.Available == nil {
			able = slices.Clone(r.Members)
		}
		var order []string
		if r.Rule == Queue {
			queue := slices.Clone(r.Members)
			for _, past := range history {
				if i := slices.Index(queue, past); i >= 0 {
					queue = append(slices.Delete(queue, i, i+1), past)
				}
			}
			order = queue
		} else {
			key := func(id string) []int {
				count, last := r.Credit[id], -1
				for i, past := range history {
					if past == id {
						count, last = count+1, i
					}
				}
				return []int{count, last, slices.Index(r.Members, id)}
			}
			order = slices.Clone(r.Members)
			slices.SortFunc(order, func(a, b string) int { return slices.Compare(key(a), key(b)) })
		}
		order = slices.DeleteFunc(order, func(id string) bool { return !slices.Contains(able, id) })
		turn := append([]string{}, order[:min(len(order), 1+r.CoChairs)]...)
		turns = append(turns, turn)
		switch {
		case len(turn) == 0:
			history = append(history, "")
		case r.CoChairsCount:
			history = append(history, turn...)
		default:
			history = append(history, turn[0])
		}
	}
	return turns, history
}

func randomRotation(rng *rand.Rand) RotationRequest {
	r := RotationRequest{
		Rule:          RotationRule(rng.IntN(2)),
		CoChairs:      rng.IntN(4),
		CoChairsCount: rng.IntN(3) == 0,
		Credit:        map[string]int{},
	}
	for i := range rng.IntN(9) {
		r.Members = append(r.Members, fmt.Sprint("m", i))
	}
	rng.Shuffle(len(r.Members), func(i, j int) { r.Members[i], r.Members[j] = r.Members[j], r.Members[i] })
	for range rng.IntN(12) {
		r.History = append(r.History, []string{"", "gone", fmt.Sprint("m", rng.IntN(9))}[min(2, rng.IntN(8))])
	}
	for _, id := range r.Members {
		if rng.IntN(4) == 0 {
			r.Credit[id] = rng.IntN(4)
		}
	}
	for i := range rng.IntN(12) {
		m := RotationMeeting{ID: fmt.Sprint("M", i)}
		if rng.IntN(4) > 0 {
			m.Available = []string{}
			for _, id := range r.Members {
				if rng.IntN(3) > 0 {
					m.Available = append(m.Available, id)
				}
			}
			rng.Shuffle(len(m.Available), func(i, j int) {
				m.Available[i], m.Available[j] = m.Available[j], m.Available[i]
			})
		}
		r.Meetings = append(r.Meetings, m)
	}
	return r
}

func TestRotateAgreesWithTheWordingOfTheRules(t *testing.T) {
	rng := rand.New(rand.NewPCG(76, 186))
	for range 3000 {
		r := randomRotation(rng)
		plan, err := Rotate(r)
		require.NoError(t, err)
		turns, history := plainRotation(r)
		require.Equal(t, history, plan.History, "%+v", r)
		for i, turn := range plan.Turns {
			got := slices.Concat([]string{turn.Chair}, turn.CoChairs)
			if turn.Chair == "" {
				got = turn.CoChairs
			}
			require.Equal(t, turns[i], append([]string{}, got...), "%+v", r)

			// The standings are what an auditor needs: they name everybody once, and those
			// available in their order are the chair and the co-chairs.
			require.Len(t, turn.Order, len(r.Members))
			chosen := []string{}
			for _, s := range turn.Order {
				require.Equal(t, r.Members[s.Place], s.Member)
				if s.Available && len(chosen) <= r.CoChairs {
					chosen = append(chosen, s.Member)
				}
			}
			require.Equal(t, turns[i], chosen)
			for _, s := range turn.Skipped() {
				require.False(t, s.Available)
			}
			require.NotEmpty(t, turn.Words())
		}
	}
}

// A plan cut in two, the second half starting from the history of the first, is the same
// plan: next year's request needs nothing but this year's history.
func TestRotationGoesOnFromItsHistory(t *testing.T) {
	rng := rand.New(rand.NewPCG(2026, 11))
	for range 500 {
		r := randomRotation(rng)
		whole, err := Rotate(r)
		require.NoError(t, err)
		cut := len(r.Meetings) / 2
		first, second := r, r
		first.Meetings, second.Meetings = r.Meetings[:cut], r.Meetings[cut:]
		begun, err := Rotate(first)
		require.NoError(t, err)
		second.History = begun.History
		ended, err := Rotate(second)
		require.NoError(t, err)
		require.Equal(t, whole.History, ended.History)
		require.Equal(t, whole.Turns, append(begun.Turns, ended.Turns...))
	}
}

func TestRotateLeavesTheRequestAlone(t *testing.T) {
	history := make([]string, 1, 8)
	history[0] = "A"
	r := RotationRequest{Members: []string{"A", "B"}, History: history, Meetings: make([]RotationMeeting, 3)}
	_, err := Rotate(r)
	require.NoError(t, err)
	require.Equal(t, []string{"A", "", ""}, history[:3], "the spare room of the caller's slice stays as it was")
}

func TestRotationErrors(t *testing.T) {
	some := []string{"A", "B"}
	for _, tc := range []struct {
		name    string
		request RotationRequest
		want    []string
	}{
		{"a member twice", RotationRequest{Members: []string{"A", "B", "A"}}, []string{`meeting: Members 3: "A" is member 1 already`}},
		{"a member without a name", RotationRequest{Members: []string{"A", ""}}, []string{"meeting: Members 2: a member needs a name"}},
		{"an available stranger", RotationRequest{Members: some, Meetings: []RotationMeeting{{}, {ID: "May", Available: []string{"B", "C"}}}},
			[]string{`meeting: meeting 2 (May): Available 2: "C" is no member`}},
		{"available twice", RotationRequest{Members: some, Meetings: []RotationMeeting{{ID: "May", Available: []string{"B", "A", "B"}}}},
			[]string{`meeting: meeting 1 (May): Available 3: "B" is there twice`}},
		{"a negative credit", RotationRequest{Members: some, Credit: map[string]int{"A": -1}}, []string{`meeting: Credit: that of "A" is negative, -1`}},
		{"credit of strangers", RotationRequest{Members: some, Credit: map[string]int{"D": 1, "C": 1}},
			[]string{`meeting: Credit: "C" is no member`, `meeting: Credit: "D" is no member`}},
		{"negative co-chairs", RotationRequest{Members: some, CoChairs: -1}, []string{"meeting: CoChairs: -1 is negative"}},
		{"no such rule", RotationRequest{Rule: 2, Members: some}, []string{"meeting: Rule: rule 2 is no rule of rotation"}},
		{"two faults", RotationRequest{Rule: 7, MaxStandings: -1}, []string{"meeting: Rule: rule 7 is no rule of rotation", "meeting: MaxStandings: -1 is negative"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			plan, err := Rotate(tc.request)
			require.Nil(t, plan)
			var joined interface{ Unwrap() []error }
			require.ErrorAs(t, err, &joined)
			var got []string
			for _, err := range joined.Unwrap() {
				var fault *Error
				require.True(t, errors.As(err, &fault))
				got = append(got, fault.Error())
			}
			require.Equal(t, tc.want, got)
		})
	}
	for most, request := range map[int]RotationRequest{
		1_000_000: {Members: some, Meetings: make([]RotationMeeting, 500_001)},
		3:         {Members: some, Meetings: make([]RotationMeeting, 2), MaxStandings: 3},
	} {
		plan, err := Rotate(request)
		require.Nil(t, plan)
		var limit *CapError
		require.ErrorAs(t, err, &limit)
		require.Equal(t, &CapError{"MaxStandings", 2 * len(request.Meetings), most}, limit)
	}
}

func TestTurnWords(t *testing.T) {
	for _, tc := range []struct {
		request RotationRequest
		want    string
	}{
		{RotationRequest{Members: []string{"A", "B", "C"}, History: []string{"A", "B", "B"}, Credit: map[string]int{"C": 1}, Meetings: []RotationMeeting{{ID: "May", Available: []string{"B", "C"}}}},
			"May: C chairs. C has never chaired and has a credit of 1. B comes behind: twice."},
		{RotationRequest{Members: []string{"A", "B", "C"}, CoChairs: 1, History: []string{"B", "A"}, Meetings: []RotationMeeting{{ID: "May", Available: []string{"A", "B"}}}},
			"May: B chairs, with A as co-chair. B has chaired once. Not available, and passed over: C. A comes behind: as often, and more recently."},
		{RotationRequest{Members: []string{"A", "B"}, Meetings: []RotationMeeting{{}}},
			"A chairs. A has never chaired. B comes behind: as often and as long ago, and later in the order of rotation."},
		{RotationRequest{Members: []string{"A", "B"}, Credit: map[string]int{"B": 3}, History: []string{"B", "A"}, Meetings: []RotationMeeting{{}}},
			"A chairs. A has chaired once. B comes behind: once and a credit of 3."},
		{RotationRequest{Rule: Queue, Members: []string{"A", "B", "C", "D"}, CoChairs: 2, Meetings: []RotationMeeting{{Available: []string{"C", "D"}}}},
			"C chairs, with D as co-chair. C is number 3 in the queue. Not available, and passed over: A and B. Who is passed over keeps its place."},
		{RotationRequest{Rule: Queue, Members: []string{"A"}, Meetings: []RotationMeeting{{ID: "May", Available: []string{}}}},
			"May: nobody chairs, for none of the members is available."},
	} {
		plan, err := Rotate(tc.request)
		require.NoError(t, err)
		require.Equal(t, tc.want, plan.Turns[0].Words())
	}
}

func BenchmarkRotate(b *testing.B) {
	for _, rule := range []RotationRule{LeastChaired, Queue} {
		b.Run("27 members, 400 meetings/"+rule.String(), func(b *testing.B) {
			r := RotationRequest{Rule: rule, CoChairs: 1, Meetings: make([]RotationMeeting, 400)}
			for i := range 27 {
				r.Members = append(r.Members, fmt.Sprint("m", i))
			}
			b.ReportAllocs()
			for b.Loop() {
				plan, err := Rotate(r)
				if err != nil || len(plan.History) != 400 {
					b.Fatal(err)
				}
			}
		})
	}
}

// In the long run nobody who is always available chairs more often than another.
func TestLeastChairedEvensOut(t *testing.T) {
	r := RotationRequest{Members: []string{"A", "B", "C", "D", "E"}, History: []string{"A", "A", "A", "B"}, Meetings: make([]RotationMeeting, 21)}
	plan, err := Rotate(r)
	require.NoError(t, err)
	counts := map[string]int{}
	for _, id := range plan.History {
		counts[id]++
	}
	require.Equal(t, []int{5, 5, 5, 5, 5}, slices.Collect(maps.Values(counts)))
}
