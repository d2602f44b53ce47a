package meeting

import (
	"context"
	"math/big"
	"slices"
	"time"
)

// A SeriesRequest asks for some meetings of one kind, so that together they ask as little
// of people as can be, and of nobody too much.
type SeriesRequest struct {
	// Request says what each meeting is, when it may be, and what makes one series better
	// than another: its Objective or Criteria, applied to what the whole series asks of
	// each person and to the attendance of all meetings together. [Sum] compares the sum of
	// burdens, [MiniMax] the largest and then the sum, [LexiMin] the largest, then the
	// second largest and so on, each with what people carry from before; the last criterion
	// is always the list of starts. Results, MinDistance and NearMisses are not used.
	Request

	// Count is how many meetings there are: 1 to 366.
	Count int

	// MinGap and MaxGap bound how far the start of a meeting lies behind that of the one
	// before, in elapsed time; a MaxGap of 0 bounds nothing. Meetings shorter than MinGap
	// do not overlap; with a MinGap of 0 they may.
	MinGap, MaxGap time.Duration

	// Days bounds the same in days of a calendar; nil does not.
	Days *DayGap

	// MaxStates bounds what the search remembers, and with that its time and memory; 0 means
	// [DefaultMaxStates]. A state is what one way to go on costs: eight bytes for each group
	// of people whose burdens differ, and with all that belongs to it 100 to 250 bytes.
	MaxStates int

	// MaxSteps bounds Count times the number of feasible starts; 0 means
	// [DefaultMaxSteps]. More give a [*CapError].
	MaxSteps int
}

// The bounds of a [SeriesRequest] that sets none.
const (
	DefaultMaxStates = 1_000_000
	DefaultMaxSteps  = 10_000_000
)

// A DayGap says how many days later than the one before a meeting is: local dates in a
// zone are counted, so that from the evening of one day to the morning of the next it is
// one. A clock that is put back over midnight does not return to the day before.
type DayGap struct {
	Min, Max int // Max 0 bounds nothing
	Location *time.Location
}

// A SeriesResult is the answer of [Series].
type SeriesResult struct {
	// Starts is the answer for a single meeting: the candidates, those that are feasible,
	// and why none is.
	Starts *Result

	// Sequences is how many series there are, whatever they ask of people.
	Sequences *big.Int

	// Meetings are those of the best series; none where there is no series.
	Meetings []Slot

	// Exact is set if no series is better, and of equal ones none begins earlier; it is
	// set too where there is none. Otherwise the search would have taken more than
	// MaxStates, and Meetings are a good series.
	Exact bool

	// Shares is what the series asks of each participant, in the order of the request.
	Shares []SeriesShare

	Fairness Fairness
}

// A SeriesShare is what a series asks of one participant.
type SeriesShare struct {
	ID    string // of the participant
	Carry Burden // from before
	Added Burden // by the series

	// Burdens is what each meeting adds: nothing where they cannot come.
	Burdens []Burden
}

// Total returns what the participant carries on: next year's [Participant].Carry.
func (s SeriesShare) Total() Burden { return s.Carry + s.Added }

// Meetings returns how many meetings are a burden.
func (s SeriesShare) Meetings() int {
	n := 0
	for _, b := range s.Burdens {
		if b > 0 {
			n++
		}
	}
	return n
}

// Fairness measures how evenly burdens are spread, of those who are not only informed.
type Fairness struct {
	Max    Burden // the largest, with what was carried from before
	Min    Burden // the smallest
	Sum    Burden // what was added, without what was carried
	Vector []Burden
}

// Spread returns the difference between the largest and the smallest burden.
func (f Fairness) Spread() Burden { return f.Max - f.Min }

// Series plans a series of meetings: the best one, how many there are, and what it asks of
// each participant. The burden of a participant is [Participant].Carry and what each
// meeting asks of them; carry it over to the next year's request, and the nights go round.
//
// The best series is exact up to what MaxStates allows. The search keeps, for each number of
// meetings and each start, the costs of which none is worse than another for everybody; so
// it grows with the number of different zones and hours, and with Count. By default twelve
// meetings at half hours of a year are exact for people in three zones, and four of them
// in six. Beyond that a beam search and exchanges of single meetings find a good one.
//
// Errors are as those of [Find]. Where ctx ends, the result that comes with its error is
// nil, or has a good series that is not Exact.
func Series(ctx context.Context, req SeriesRequest) (*SeriesResult, error) {
	if err := checkSeries(&req); err != nil {
		return nil, err
	}
	req.Results, req.MinDistance, req.NearMisses = 1, 0, 0
	p, err := prepare(ctx, &req.Request)
	if err != nil {
		return nil, err
	}
	r := &SeriesResult{Exact: true, Sequences: new(big.Int)}
	if r.Starts, err = p.find(ctx); err != nil {
		return nil, err
	}
	if n, most := r.Starts.Feasible*req.Count, or(req.MaxSteps, DefaultMaxSteps); n > most {
		return nil, &CapError{"MaxSteps", n, most}
	}
	sp, err := p.sequenceProblem(ctx, p.feasible, req.Count)
	if err != nil {
		return nil, err
	}
	sp.space(&req)
	if r.Sequences, err = sp.sequences(ctx); err != nil {
		return nil, err
	}
	best, err := sp.best(ctx, effortOf(req.MaxStates))
	if best == nil {
		if err != nil {
			return nil, err
		}
		return r, nil
	}
	r.Exact = best.exact
	for _, i := range best.starts {
		k := sp.index[i]
		r.Meetings = append(r.Meetings, p.slot(p.at(k), k))
	}
	r.Shares = shares(&req.Request, r.Meetings)
	r.Fairness = fairness(&req.Request, r.Shares)
	return r, err
}

// shares adds up what meetings ask of each participant.
func shares(req *Request, meetings []Slot) []SeriesShare {
	list := make([]SeriesShare, len(req.Participants))
	for i := range list {
		s := &list[i]
		s.ID, s.Carry = req.Participants[i].ID, req.Participants[i].Carry
		for _, m := range meetings {
			b := Burden(0)
			if m.People != nil && m.People[i].Counted { // a meeting that is not held has nobody
				b = m.People[i].Burden
			}
			s.Burdens = append(s.Burdens, b)
			s.Added += b
		}
	}
	return list
}

func fairness(req *Request, shares []SeriesShare) Fairness {
	var f Fairness
	for i, s := range shares {
		if req.Participants[i].Role == Informed {
			continue
		}
		f.Sum += s.Added
		f.Vector = append(f.Vector, s.Total())
	}
	slices.Sort(f.Vector)
	slices.Reverse(f.Vector)
	if n := len(f.Vector); n > 0 {
		f.Max, f.Min = f.Vector[0], f.Vector[n-1]
	}
	return f
}
