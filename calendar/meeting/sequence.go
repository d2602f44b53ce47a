package meeting

import (
	"context"
	"math/big"
)

// A sequenceProblem is to choose count of some starts, in ascending order, so that each
// but the first follows its predecessor within the distances allowed, and the sum of their
// costs ranks best.
type sequenceProblem struct {
	count int
	kind  []int32 // of each start, in the order of time
	kinds []cost  // the different costs

	// After start i comes one of first[i] to last[i]-1. Neither list ever descends.
	first, last []int32

	order costOrder
}

// A sequence is a choice of starts, by their indices.
type sequence struct {
	starts []int32
	sum    cost
	exact  bool
}

// sequences returns how many sequences there are, whatever they cost.
func (p *sequenceProblem) sequences(ctx context.Context) (*big.Int, error) {
	n := len(p.kind)
	// behind[i] is the number of ways to go on from one of the starts i and later; so the
	// number of ways from a window is a difference of two.
	behind, next := make([]big.Int, n+1), make([]big.Int, n+1)
	for i := n - 1; i >= 0; i-- {
		behind[i].SetInt64(int64(n - i))
	}
	var ways big.Int
	for range p.count - 1 {
		next[n].SetInt64(0)
		for i := n - 1; i >= 0; i-- {
			if i%512 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			ways.Sub(&behind[p.first[i]], &behind[max(p.first[i], p.last[i])])
			next[i].Add(&next[i+1], &ways)
		}
		behind, next = next, behind
	}
	return new(big.Int).Set(&behind[0]), nil
}

// sumOf returns the sum of the costs of some starts.
func (p *sequenceProblem) sumOf(starts []int32) cost {
	sum := make(cost, len(p.kinds[0]))
	for _, i := range starts {
		for c, x := range p.kinds[p.kind[i]] {
			sum[c] += x
		}
	}
	return sum
}
