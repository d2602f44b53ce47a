package main

import (
	"context"

	"github.com/convene-cal/convene/calendar/meeting"
)

// mostMandatory is up to how many people who must come an answer says why there is no slot.
const mostMandatory = 10

// noSlot says why nothing is feasible, where answers say so: of small groups of which
// everybody must come.
func noSlot(ctx context.Context, r *meeting.Result, req *meeting.Request) (*noSlotAnswer, error) {
	if r.Feasible > 0 || req.MinRequired != nil || req.MinTotal > 0 || count(req, meeting.Chair)+count(req, meeting.Required) > mostMandatory {
		return nil, nil
	}
	a := &noSlotAnswer{Cause: "participants", Cores: [][]string{}, Corrections: [][]string{}}
	switch r.Cause {
	case meeting.CauseNoCandidate:
		a.Cause = "no candidate"
		return a, nil
	case meeting.CauseBlackout, meeting.CauseRoom:
		a.Cause = "blackout or room"
		return a, nil
	}
	e, err := r.Explain(ctx)
	if err != nil {
		return nil, err
	}
	a.Cores = append(a.Cores, e.Cores...)
	for _, c := range e.Corrections {
		a.Corrections = append(a.Corrections, c.Without)
	}
	return a, nil
}
