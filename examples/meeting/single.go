package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"github.com/convene-cal/convene/calendar/meeting"
)

// A singleAnswer is that of one meeting.
type singleAnswer struct {
	Candidates     int                    `json:"candidates"`
	FeasibleCount  int                    `json:"feasible_count"`
	FeasibleRuns   [][2]int               `json:"feasible_runs"`
	FeasibleSHA256 string                 `json:"feasible_sha256"`
	ScoresSHA256   string                 `json:"scores_sha256"`
	Best           map[string]*slotAnswer `json:"best"`
	Top            map[string][]string    `json:"top"`
	Probes         []probeAnswer          `json:"probes"`
	NoSlot         *noSlotAnswer          `json:"no_slot"`
}

// A largeAnswer is that of one meeting of many people.
type largeAnswer struct {
	Candidates     int                         `json:"candidates"`
	FeasibleCount  int                         `json:"feasible_count"`
	FirstRuns      [][2]int                    `json:"first_runs"`
	RunCount       int                         `json:"run_count"`
	FeasibleSHA256 string                      `json:"feasible_sha256"`
	ScoresSHA256   string                      `json:"scores_sha256"`
	Best           map[string]*largeSlotAnswer `json:"best"`
}

// An eitherAnswer is that of a meeting of which nobody says whether it is single or large.
type eitherAnswer struct {
	*singleAnswer
	FirstRuns [][2]int `json:"first_runs"`
	RunCount  int      `json:"run_count"`
}

func answerEither(ctx context.Context, problem *node) (any, error) {
	a, err := answerSingle(ctx, problem)
	if err != nil {
		return nil, err
	}
	single := a.(*singleAnswer)
	return &eitherAnswer{single, single.FeasibleRuns[:min(mostRuns, len(single.FeasibleRuns))], len(single.FeasibleRuns)}, nil
}

// mostRuns is how many of the runs of feasible starts the answer of a large problem lists.
const mostRuns = 5

// A score is what a start comes to.
type score struct {
	Start    string `json:"start"`
	Required int    `json:"required"`
	Optional int    `json:"optional"`
	Total    int    `json:"total"`
	Max      int    `json:"max"`
	Burdens  []int  `json:"burdens"`
}

type slotAnswer struct {
	score
	Room *string `json:"room"`
}

// A largeSlotAnswer has a room where the problem has rooms.
type largeSlotAnswer struct {
	score
	Room *string `json:"room,omitempty"`
}

type probeAnswer struct {
	Start  string              `json:"start"`
	BaseOK bool                `json:"base_ok"`
	People []probePersonAnswer `json:"people"`
}

type probePersonAnswer struct {
	ID         string   `json:"id"`
	LocalStart string   `json:"local_start"`
	LocalEnd   string   `json:"local_end"`
	Reasons    []string `json:"reasons"`
	OutsideMin int      `json:"outside_min"`
	Burden     int      `json:"burden"`
}

type noSlotAnswer struct {
	Cause       string     `json:"cause"`
	Cores       [][]string `json:"cores"`
	Corrections [][]string `json:"corrections"`
}

// topCount is how many of the best starts an answer lists.
const topCount = 8

// ranked are the objectives of which the best starts are listed; of Earliest the first
// runs tell them.
var ranked = []meeting.Objective{meeting.Sum, meeting.MiniMax, meeting.LexiMin}

func answerSingle(ctx context.Context, problem *node) (any, error) {
	req, err := readRequest(problem)
	if err != nil {
		return nil, err
	}
	a := &singleAnswer{Best: map[string]*slotAnswer{}, Top: map[string][]string{}, FeasibleRuns: [][2]int{}, Probes: []probeAnswer{}}
	first, err := solve(ctx, req, a.Best, a.Top)
	if err != nil {
		return nil, err
	}
	a.Candidates, a.FeasibleCount = first.Candidates, first.Feasible
	for start, n := range first.Runs() {
		a.FeasibleRuns = append(a.FeasibleRuns, [2]int{start, n})
	}
	a.FeasibleSHA256, a.ScoresSHA256 = checksums(first)
	if a.Probes, err = probes(first, &req); err != nil {
		return nil, err
	}
	a.NoSlot, err = noSlot(ctx, first, &req)
	return a, err
}

func answerLarge(ctx context.Context, problem *node) (any, error) {
	req, err := readRequest(problem)
	if err != nil {
		return nil, err
	}
	a := &largeAnswer{Best: map[string]*largeSlotAnswer{}, FirstRuns: [][2]int{}}
	best := map[string]*slotAnswer{}
	first, err := solve(ctx, req, best, nil)
	if err != nil {
		return nil, err
	}
	for name, slot := range best {
		a.Best[name] = (*largeSlotAnswer)(slot)
	}
	a.Candidates, a.FeasibleCount = first.Candidates, first.Feasible
	for start, n := range first.Runs() {
		if a.RunCount++; a.RunCount <= mostRuns {
			a.FirstRuns = append(a.FirstRuns, [2]int{start, n})
		}
	}
	a.FeasibleSHA256, a.ScoresSHA256 = checksums(first)
	return a, nil
}

func readRequest(problem *node) (meeting.Request, error) {
	req := problem.request()
	return req, problem.doc.err()
}

// solve finds the best slots by each objective, and returns the result for the earliest.
func solve(ctx context.Context, req meeting.Request, best map[string]*slotAnswer, top map[string][]string) (*meeting.Result, error) {
	req.Objective, req.Results = meeting.Earliest, 1
	first, err := meeting.Find(ctx, req)
	if err != nil {
		return nil, err
	}
	best[meeting.Earliest.String()] = bestAnswer(first, len(req.Rooms) > 0)
	for _, o := range ranked {
		req.Objective, req.Results = o, topCount
		r, err := meeting.Find(ctx, req)
		if err != nil {
			return nil, err
		}
		best[o.String()] = bestAnswer(r, len(req.Rooms) > 0)
		if top == nil || len(r.Slots) == 0 {
			continue
		}
		for _, s := range r.Slots {
			top[o.String()] = append(top[o.String()], stamp(s.Start))
		}
	}
	return first, nil
}

// wholeMinutes returns a burden in minutes, of which problems in JSON have whole ones.
func wholeMinutes(b meeting.Burden) int { return int(b / 60) }

func bestAnswer(r *meeting.Result, rooms bool) *slotAnswer {
	if len(r.Slots) == 0 {
		return nil
	}
	s := r.Slots[0]
	a := &slotAnswer{score: score{Start: stamp(s.Start), Required: s.Required, Optional: s.Optional, Total: wholeMinutes(s.Total), Max: wholeMinutes(s.Max), Burdens: []int{}}}
	for _, b := range s.Burdens {
		a.Burdens = append(a.Burdens, wholeMinutes(b))
	}
	if rooms {
		a.Room = &s.Room
	}
	return a
}

// checksums returns those of all feasible starts, and of these with their scores.
func checksums(r *meeting.Result) (feasible, scores string) {
	f, s := sha256.New(), sha256.New()
	for c := range r.All() {
		start := stamp(c.Start)
		fmt.Fprintf(f, "%s\n", start)
		fmt.Fprintf(s, "%s %d %d %d %d\n", start, c.Required, c.Optional, wholeMinutes(c.Total), wholeMinutes(c.Max))
	}
	return fmt.Sprintf("%x", f.Sum(nil)), fmt.Sprintf("%x", s.Sum(nil))
}

// probes looks closely at the first and the last candidate, at those a third, a half and
// two thirds of the way, and at the earliest feasible one.
func probes(first *meeting.Result, req *meeting.Request) ([]probeAnswer, error) {
	n := first.Candidates
	if n == 0 {
		return []probeAnswer{}, nil
	}
	indices := []int{0, n / 3, n / 2, 2 * n / 3, n - 1}
	if len(first.Slots) > 0 {
		indices = append(indices, first.Slots[0].Index)
	}
	slices.Sort(indices)
	var all []probeAnswer
	for _, i := range slices.Compact(indices) {
		s, err := first.At(req.Windows[0].Start.Add(time.Duration(i) * req.Step))
		if err != nil {
			return nil, err
		}
		all = append(all, probe(s))
	}
	return all, nil
}

// localLayout shows a clock with its offset from UTC.
const localLayout = "2006-01-02T15:04-07:00"

func probe(s meeting.Slot) probeAnswer {
	a := probeAnswer{Start: stamp(s.Start), BaseOK: s.Open, People: []probePersonAnswer{}}
	for _, p := range s.People {
		a.People = append(a.People, probePersonAnswer{
			ID: p.ID, LocalStart: p.Start.Format(localLayout), LocalEnd: p.End.Format(localLayout), Reasons: p.Reasons.Codes(),
			OutsideMin: int(p.Outside / time.Minute), Burden: wholeMinutes(p.Burden),
		})
	}
	return a
}
