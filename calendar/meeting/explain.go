package meeting

import (
	"context"
	"fmt"
	"iter"
	"math/bits"
	"time"
)

// DefaultMaxSets is how many cores and how many corrections [Explain] looks for at most,
// unless the request says otherwise.
const DefaultMaxSets = 1000

// An ExplainRequest asks why a meeting cannot be held, or how many times there are for it.
type ExplainRequest struct {
	Request

	// MaxSets bounds the cores and the corrections, each; 0 means [DefaultMaxSets].
	MaxSets int
}

// An Explanation says why nothing is feasible: who stands in whose way, and who would have
// to be excused. If something is feasible it says so, and has neither cores nor
// corrections.
type Explanation struct {
	Candidates int // how many starts there are
	Open       int // how many of them no blackout meets, and have a room
	Feasible   int // how many of those have enough people
	Cause      Cause

	// Mandatory are those who must come: the chairs, and the required people unless
	// MinRequired says that some are enough. They are in the order of the request. Where one
	// is excused, MinRequired is less by one.
	Mandatory []string

	// Shortfalls tell of each quorum how near it comes to being met: of MinRequired,
	// MinTotal and the groups, as far as the request has them. They are of any cause but
	// [CauseNoCandidate], [CauseBlackout] and [CauseRoom].
	Shortfalls []Shortfall

	// Cores are the smallest sets of mandatory people who together have no time: there is
	// no open start with the quorums met at which all of one core are available, and there
	// would be if any of them stayed away. Each needs at least one excused.
	//
	// Corrections are the smallest sets of mandatory people without whom there is a time.
	// Every core has somebody in common with every correction.
	//
	// Both are ordered by size, then by the order of the request.
	Cores       [][]string
	Corrections []Correction

	// CoresTruncated and CorrectionsTruncated are set where there are more than MaxSets.
	// Corrections are then the first ones; cores are some of the true ones, not
	// necessarily the first.
	CoresTruncated, CorrectionsTruncated bool

	req *Request
}

// A Correction is a set of people without whom the meeting can be held.
type Correction struct {
	Without []string
	Starts  int  // how many starts that opens
	Best    Slot // the best of them, by the request's own order
}

// A Shortfall tells how near a quorum comes to being met.
type Shortfall struct {
	Quorum  string // "required", "total", or the name of a group, of which IsGroup is set
	IsGroup bool
	Need    int
	Best    int       // how many are available at best, at an open start
	At      time.Time // the first open start with so many
	Starts  int       // open starts at which the quorum is met, whatever else is lacking
}

// Short returns how many people the quorum lacks at best; 0 if it is met at some start.
func (s Shortfall) Short() int { return max(0, s.Need-s.Best) }

// Explain says why a request has no feasible start. Its errors are those of [Find]; where
// ctx ends, there is no explanation.
func Explain(ctx context.Context, req ExplainRequest) (*Explanation, error) {
	if req.MaxSets < 0 {
		return nil, &Error{Field: "MaxSets", Reason: fmt.Sprintf("%d is negative", req.MaxSets)}
	}
	p, err := prepare(ctx, &req.Request)
	if err != nil {
		return nil, err
	}
	return p.explain(ctx, or(req.MaxSets, DefaultMaxSets))
}

// Explain says why nothing is feasible. It is [Explain] for a request that has been
// compiled already.
func (r *Result) Explain(ctx context.Context) (*Explanation, error) {
	if r.problem == nil {
		return nil, &Error{Field: "Explain", Reason: "the result is none of a search"}
	}
	return r.problem.explain(ctx, DefaultMaxSets)
}

func (p *problem) explain(ctx context.Context, most int) (*Explanation, error) {
	e := &Explanation{Candidates: p.n, Open: p.open.count(), Feasible: p.feasible.count(), Cause: p.cause(), req: p.req}
	mandatory := p.mandatory()
	for _, i := range mandatory {
		e.Mandatory = append(e.Mandatory, p.people[i].ID)
	}
	if e.Open == 0 {
		return e, ctx.Err()
	}
	var err error
	if e.Shortfalls, err = p.shortfalls(ctx); err != nil || e.Feasible > 0 {
		return e, err
	}
	return e, p.conflicts(ctx, e, mandatory, most)
}

// mandatory returns who must come, as indices.
func (p *problem) mandatory() []int {
	var list []int
	for i := range p.people {
		q := &p.people[i]
		if q.counts && (q.Role == Chair || q.Role == Required && p.needRequired == p.required.added) {
			list = append(list, i)
		}
	}
	return list
}

// A quorum is a number of people that a candidate needs, other than all who are mandatory.
type quorum struct {
	Shortfall
	available *counter
}

func (p *problem) quorums() []quorum {
	var list []quorum
	if p.needRequired != p.required.added {
		list = append(list, quorum{Shortfall{Quorum: "required", Need: p.needRequired}, p.required})
	}
	if p.total != nil {
		list = append(list, quorum{Shortfall{Quorum: "total", Need: p.needTotal}, p.total})
	}
	for i, g := range p.groups {
		list = append(list, quorum{Shortfall{Quorum: p.req.Groups[i].Name, IsGroup: true, Need: g.need}, g.available})
	}
	return list
}

// shortfalls looks at each quorum alone.
func (p *problem) shortfalls(ctx context.Context) ([]Shortfall, error) {
	var list []Shortfall
	for _, q := range p.quorums() {
		s := q.Shortfall
		s.Best = -1
		for from := 0; from < len(p.open); from += blockWords {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			for k := range p.open.within(from, from+blockWords) {
				n := q.available.at(k)
				if n > s.Best {
					s.Best, s.At = n, time.Unix(p.at(k), 0).UTC()
				}
				if n >= s.Need {
					s.Starts++
				}
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// conflicts adds the cores and corrections to an explanation.
func (p *problem) conflicts(ctx context.Context, e *Explanation, mandatory []int, most int) error {
	away, starts, err := p.whoIsAway(ctx, mandatory)
	if err != nil || len(away) == 0 {
		return err
	}
	corrections, truncated, err := minimalSets(ctx, away, most)
	if err != nil {
		return err
	}
	e.CorrectionsTruncated = truncated
	at := make(map[string]int, len(away))
	for i, s := range away {
		at[s.key()] = i
	}
	order := p.order()
	for _, c := range corrections {
		opened := starts[at[c.key()]]
		b := newBitmap(p.n)
		for _, k := range opened {
			b.set(int(k), int(k)+1)
		}
		best, examined := p.rank(ctx, b, order, 1)
		if examined < p.n {
			return ctx.Err()
		}
		k := best[0].index
		e.Corrections = append(e.Corrections, Correction{p.ids(mandatory, c), len(opened), p.slot(p.at(k), k)})
	}

	cores, truncated, err := transversals(ctx, corrections, len(mandatory), most)
	if err != nil {
		return err
	}
	e.CoresTruncated = truncated || e.CorrectionsTruncated
	for _, c := range cores {
		if e.CorrectionsTruncated && !meetsAll(c, away) {
			continue // what is left out might be what it does not meet
		}
		e.Cores = append(e.Cores, p.ids(mandatory, c))
	}
	return nil
}

func meetsAll(s peopleSet, others []peopleSet) bool {
	for _, o := range others {
		if !s.meets(o) {
			return false
		}
	}
	return true
}

func (p *problem) ids(mandatory []int, s peopleSet) []string {
	var ids []string
	for _, i := range s.indices() {
		ids = append(ids, p.people[mandatory[i]].ID)
	}
	return ids
}

// whoIsAway returns the different sets of mandatory people who are not available at an
// open candidate that meets the quorums, and for each the candidates.
func (p *problem) whoIsAway(ctx context.Context, mandatory []int) ([]peopleSet, [][]int32, error) {
	base := p.withQuorums()
	var sets peopleSets
	var starts [][]int32
	s := newPeopleSet(len(mandatory))
	for from := 0; from < len(base); from++ {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		for k := range base.within(from, from+1) {
			clear(s)
			for i, m := range mandatory {
				if !p.people[m].available.has(k) {
					s.add(i)
				}
			}
			at, added := sets.add(s)
			if added {
				starts = append(starts, nil)
			}
			starts[at] = append(starts[at], int32(k))
		}
	}
	return sets.sets, starts, nil
}

// withQuorums returns the open candidates that meet the quorums.
func (p *problem) withQuorums() bitmap {
	base := newBitmap(p.n)
	copy(base, p.open)
	for _, q := range p.quorums() {
		for i := range base {
			base[i] &= q.available.atLeast(i, q.Need)
		}
	}
	return base
}

// within yields the bits set in words [from, to), ascending.
func (b bitmap) within(from, to int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := from; i < min(to, len(b)); i++ {
			for w := b[i]; w != 0; w &= w - 1 {
				if !yield(i*64 + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
