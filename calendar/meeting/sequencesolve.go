package meeting

import (
	"context"
	"errors"
	"math"
	"slices"
)

// An effort bounds a search for the best sequence.
type effort struct {
	states      int   // costs kept at one time
	comparisons int64 // of costs
	beam        int   // costs of a front that a beam search keeps
}

// defaultBeam is how many costs a beam search keeps for each start.
const defaultBeam = 32

// effortOf returns the effort that a MaxStates asks for.
func effortOf(maxStates int) effort {
	states := or(maxStates, DefaultMaxStates)
	return effort{states: states, comparisons: 128 * min(int64(states), math.MaxInt64/128), beam: defaultBeam}
}

// best returns the best sequence: the one whose sum ranks first, and of those the one
// whose starts are first. Beyond the effort it returns a good one, with exact unset. Where
// there is no sequence, it returns nil.
//
// It works backwards: the front of what can follow a start is that of all that its
// successors can begin, for one meeting more each time. A cost that another dominates
// with as many meetings to go can never become the better one, so fronts are all that is
// needed. Which starts they stand for is found in the end, from the first one on: at each
// start that can still lead to the best sum.
//
// Where ctx ends, what comes with its error is nil or a good sequence.
func (p *sequenceProblem) best(ctx context.Context, e effort) (*sequence, error) {
	if len(p.kind) == 0 {
		return nil, nil
	}
	quick := e // for what only leads to the exact search
	quick.comparisons /= 8
	found, err := p.good(ctx, quick)
	if err != nil || found == nil || found.exact {
		return found, err
	}
	found.starts, err = p.improve(ctx, found.starts)
	found.sum = p.sumOf(found.starts)
	if err != nil {
		return found, err
	}
	prices, found, err := p.prices(ctx, found)
	if err != nil {
		return found, err
	}
	if prices != nil {
		priced := p.newSearch(ctx, quick)
		priced.prices = prices
		if again, err := priced.run(); err == nil {
			starts, err := p.improve(ctx, again.starts)
			if found = p.better(found, starts); err != nil {
				return found, err
			}
		} else if !errors.Is(err, errEffort) {
			return found, err
		}
	}

	// What cannot become as good as that need not be kept.
	whole := p.newSearch(ctx, effort{states: e.states, comparisons: e.comparisons})
	whole.prune = p.order.newPrune(p.order.key(nil, found.sum), p.kinds, prices)
	exact, err := whole.run()
	switch {
	case errors.Is(err, errEffort):
		return found, nil
	case err != nil:
		return found, err
	}
	return exact, nil
}

// good returns a sequence found by a beam search, which is narrower where that is needed
// to stay within the effort; the last resort is the first sequence there is. It is exact
// where the beam left nothing out.
func (p *sequenceProblem) good(ctx context.Context, e effort) (*sequence, error) {
	for ; e.beam > 0; e.beam /= 8 {
		found, err := p.newSearch(ctx, e).run()
		if !errors.Is(err, errEffort) {
			return found, err
		}
	}
	first := *p
	first.order = costOrder{}
	first.kinds, first.kind = []cost{{}}, make([]int32, len(p.kind))
	found, err := first.newSearch(ctx, effort{states: 1, comparisons: math.MaxInt64}).run()
	if err != nil || found == nil {
		return nil, err
	}
	return &sequence{starts: found.starts, sum: p.sumOf(found.starts)}, nil
}

// A search is one pass of the dynamic programme.
type search struct {
	*sequenceProblem
	*frontTable
	prune  *prune
	beam   int     // 0 for none
	prices []int64 // by which a beam search chooses; nil if all are alike
	cut    bool

	// following[j][i] is the front of j meetings after start i.
	following [][]int32

	begun  map[[2]int32]int32 // of a level: the front of a kind before a front
	seen   []int32            // by front: the last sweep that took it in
	sweeps int32

	keys  []int64 // of the costs that narrow chooses from
	byKey []int32 // them, the best first
}

func (p *sequenceProblem) newSearch(ctx context.Context, e effort) *search {
	return &search{sequenceProblem: p, frontTable: newFrontTable(ctx, len(p.kinds[0]), e.states, e.comparisons), beam: e.beam}
}

func (s *search) run() (*sequence, error) {
	n := len(s.kind)
	following := make([]int32, n)
	for i := range following {
		following[i] = zeroFront
	}
	begins := make([]int32, n)
	for j := 1; ; j++ {
		s.following = append(s.following, following)
		s.begun = make(map[[2]int32]int32)
		for i := range begins {
			if i%512 == 0 && s.ctx.Err() != nil {
				return nil, s.ctx.Err()
			}
			id, err := s.begin(s.kind[i], following[i], s.count-j)
			if err != nil {
				return nil, err
			}
			begins[i] = id
		}
		if j == s.count {
			break
		}
		var err error
		if following, err = s.windows(begins); err != nil {
			return nil, err
		}
	}
	all, err := s.union(emptyFront, begins)
	if err != nil || all == emptyFront {
		return nil, err
	}
	best, err := s.bestKey(all)
	if err != nil {
		return nil, err
	}
	return s.trace(best)
}

// begin returns the front of a start of a kind before what follows, with so many meetings
// to be put before it.
func (s *search) begin(kind, following int32, remaining int) (int32, error) {
	if following == emptyFront {
		return emptyFront, nil
	}
	key := [2]int32{kind, following}
	if id, ok := s.begun[key]; ok {
		return id, nil
	}
	var keep func(cost) bool
	if s.prune != nil {
		keep = func(v cost) bool { return s.prune.keeps(v, remaining) }
	}
	id, err := s.shift(following, s.kinds[kind], keep)
	if err == nil {
		s.begun[key] = id
	}
	return id, err
}

// windows returns for each start the front of all that may follow it.
//
// A window slides over the starts. Its part before a fixed start is kept as the fronts of
// all suffixes up to there, and the part behind it as one front that grows; when the window
// has left the fixed start behind, the next one is its end.
func (s *search) windows(begins []int32) ([]int32, error) {
	n := len(begins)
	out := make([]int32, n)
	suffix := make([]int32, n+1)
	fixed, grown := int32(0), int32(emptyFront)
	sweep, end := s.newSweep(), int32(0)
	for i := range out {
		if i%512 == 0 && s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		lo, hi := s.first[i], s.last[i]
		if hi <= lo {
			continue
		}
		if lo >= fixed {
			fixed, grown, end = hi, emptyFront, hi
			acc := int32(emptyFront)
			back := s.newSweep()
			for t := hi - 1; t >= lo; t-- {
				var err error
				if acc, err = s.take(acc, begins[t], back); err != nil {
					return nil, err
				}
				suffix[t] = acc
			}
			sweep = s.newSweep()
		}
		for ; end < hi; end++ {
			var err error
			if grown, err = s.take(grown, begins[end], sweep); err != nil {
				return nil, err
			}
		}
		id, err := s.both(suffix[lo], grown)
		if err != nil {
			return nil, err
		}
		out[i] = id
	}
	return out, nil
}

func (s *search) newSweep() int32 { s.sweeps++; return s.sweeps }

// take merges a front into one that grows in a sweep, once: a front only grows, so what it
// took in before has nothing to add.
func (s *search) take(acc, id, sweep int32) (int32, error) {
	if id == emptyFront {
		return acc, nil
	}
	for int(id) >= len(s.seen) {
		s.seen = append(s.seen, 0)
	}
	if s.seen[id] == sweep {
		return acc, nil
	}
	s.seen[id] = sweep
	return s.both(acc, id)
}

func (s *search) union(acc int32, ids []int32) (int32, error) {
	sweep := s.newSweep()
	for _, id := range ids {
		var err error
		if acc, err = s.take(acc, id, sweep); err != nil {
			return 0, err
		}
	}
	return acc, nil
}

// both merges two fronts. In a beam search it cuts what becomes several times as wide as
// the beam to its width: to cut less each time would take longer than it saves.
func (s *search) both(a, b int32) (int32, error) {
	id, err := s.merge(a, b)
	if err != nil || s.beam == 0 || len(s.fronts[id].sums) <= 4*s.beam {
		return id, err
	}
	s.cut = true
	return s.narrow(id)
}

// bestKey returns the best key in a front.
func (s *search) bestKey(id int32) ([]int64, error) {
	f := s.fronts[id]
	var best, key []int64
	for i := range f.sums {
		if i%1024 == 0 && s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		key = s.order.key(key[:0], s.cost(f, i))
		if best == nil || slices.Compare(key, best) < 0 {
			best = slices.Clone(key)
		}
	}
	return best, nil
}

// trace returns the first sequence of a key.
func (s *search) trace(best []int64) (*sequence, error) {
	found := &sequence{sum: make(cost, s.dims), exact: !s.cut}
	lo, hi := int32(0), int32(len(s.kind))
	sum, key := make(cost, s.dims), []int64(nil)
	for left := s.count - 1; left >= 0; left-- {
		tried := make(map[[2]int32]bool) // kinds before fronts that do not lead there
		next := int32(-1)
	search:
		for i := lo; i < hi; i++ {
			id := s.following[left][i]
			pair := [2]int32{s.kind[i], id}
			if tried[pair] {
				continue
			}
			tried[pair] = true
			f := s.fronts[id]
			for v := range f.sums {
				if v%1024 == 0 && s.ctx.Err() != nil {
					return nil, s.ctx.Err()
				}
				for c, x := range s.cost(f, v) {
					sum[c] = found.sum[c] + s.kinds[s.kind[i]][c] + x
				}
				if key = s.order.key(key[:0], sum); slices.Equal(key, best) {
					next = i
					break search
				}
			}
		}
		found.starts = append(found.starts, next)
		for c, x := range s.kinds[s.kind[next]] {
			found.sum[c] += x
		}
		lo, hi = s.first[next], s.last[next]
	}
	return found, nil
}
