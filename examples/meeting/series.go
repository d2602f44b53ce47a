package main

import (
	"context"
	"math/big"
	"time"

	"github.com/convene-cal/convene/calendar/meeting"
)

type seriesAnswer struct {
	Candidates     int                        `json:"candidates"`
	FeasibleStarts []string                   `json:"feasible_starts"`
	Sequences      *big.Int                   `json:"sequences"`
	Best           map[string]*sequenceAnswer `json:"best"`
}

type sequenceAnswer struct {
	Key     []int          `json:"key"`
	Starts  []string       `json:"starts"`
	Burdens map[string]int `json:"burdens"`
}

// seriesRules are what answers rank series by, with the criteria that each stands for.
var seriesRules = []struct {
	name     string
	criteria []meeting.Criterion
	key      func(meeting.Fairness) []meeting.Burden
}{
	{"total", []meeting.Criterion{meeting.SmallerTotal}, func(f meeting.Fairness) []meeting.Burden { return []meeting.Burden{f.Sum} }},
	{"minimax", []meeting.Criterion{meeting.SmallerMax, meeting.SmallerTotal}, func(f meeting.Fairness) []meeting.Burden { return []meeting.Burden{f.Max, f.Sum} }},
	{"leximin", []meeting.Criterion{meeting.SmallerVector}, func(f meeting.Fairness) []meeting.Burden { return f.Vector }},
}

// answerSeries plans meetings in a row.
func answerSeries(ctx context.Context, problem *node) (any, error) {
	req := problem.seriesRequest()
	if err := problem.doc.err(); err != nil {
		return nil, err
	}
	a := &seriesAnswer{FeasibleStarts: []string{}, Best: map[string]*sequenceAnswer{}}
	for i, rule := range seriesRules {
		req.Criteria = rule.criteria
		r, err := meeting.Series(ctx, req)
		if err != nil {
			return nil, err
		}
		a.Best[rule.name] = sequenceOf(r, rule.key)
		if i > 0 {
			continue
		}
		a.Candidates, a.Sequences = r.Starts.Candidates, r.Sequences
		for c := range r.Starts.All() {
			a.FeasibleStarts = append(a.FeasibleStarts, stamp(c.Start))
		}
	}
	return a, nil
}

func sequenceOf(r *meeting.SeriesResult, key func(meeting.Fairness) []meeting.Burden) *sequenceAnswer {
	if len(r.Meetings) == 0 {
		return nil
	}
	a := &sequenceAnswer{Key: []int{}, Starts: []string{}, Burdens: map[string]int{}}
	for _, b := range key(r.Fairness) {
		a.Key = append(a.Key, wholeMinutes(b))
	}
	for _, m := range r.Meetings {
		a.Starts = append(a.Starts, stamp(m.Start))
	}
	for _, s := range r.Shares {
		a.Burdens[s.ID] = wholeMinutes(s.Total())
	}
	return a
}

// seriesRequest reads the problem of a series.
func (n *node) seriesRequest() meeting.SeriesRequest {
	req := meeting.SeriesRequest{Request: n.request()}
	s := n.need("series")
	if s == nil || !s.isObject("count", "min_gap_min", "max_gap_min", "carry") {
		return req
	}
	req.Count, req.MinGap = s.need("count").int(0, mostPeople), s.get("min_gap_min").minutes()
	if most := s.get("max_gap_min"); most != nil {
		req.MaxGap = most.minutes()
		if req.MaxGap == 0 { // which is no bound in a request
			most.fail("expected at least a minute, or null")
		}
	}
	carry := s.get("carry")
	if carry == nil || !carry.is(object, "a mapping of participants to minutes") {
		return req
	}
	at := make(map[string]int, len(req.Participants))
	for i := range req.Participants {
		at[req.Participants[i].ID] = i
	}
	for i, name := range carry.names {
		k, ok := at[name.text]
		if !ok {
			name.fail("%.40q is not a participant", name.text)
			continue
		}
		req.Participants[k].Carry = meeting.BurdenOf(time.Duration(carry.items[i].int(0, mostCarry)) * time.Minute)
	}
	return req
}

// mostCarry is how many minutes somebody may bring from before.
const mostCarry = 1_000_000_000
