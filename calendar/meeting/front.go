package meeting

import (
	"context"
	"errors"
	"slices"
)

// A cost is what a choice of meetings costs along several dimensions, each of which is
// better if smaller. One cost dominates another if it is nowhere larger.
type cost = []int64

// A front is a set of costs of which none dominates another, in the order of their sums,
// then of their components. Fronts are interned: equal ones have one number.
type front struct {
	costs cost // one behind the other
	sums  []int64
}

// The numbers of two fronts that are always there.
const (
	emptyFront = 0 // no cost: there is no way to go on
	zeroFront  = 1 // the zero cost: nothing more to choose
)

// errEffort ends a search that costs more than its bounds allow.
var errEffort = errors.New("meeting: more effort than allowed")

// A frontTable interns fronts and combines them. It remembers what it combined, which is
// why a year of meetings costs little more than its different weeks.
type frontTable struct {
	dims   int
	fronts []front
	byHash map[uint64][]int32
	merged map[[2]int32]int32

	ctx          context.Context
	effort       int64 // comparisons left
	untilChecked int   // comparisons until the context is looked at
	room         int   // costs that may still be kept

	fromA, fromB []bool // marks of a merge
	mixed        front  // of a merge
	shifted      front  // of a shift

}

func newFrontTable(ctx context.Context, dims int, room int, effort int64) *frontTable {
	t := &frontTable{dims: dims, ctx: ctx, effort: effort, room: room,
		byHash: make(map[uint64][]int32), merged: make(map[[2]int32]int32)}
	t.fronts = append(t.fronts, front{}, front{costs: make(cost, dims), sums: make([]int64, 1)})
	t.byHash[hashOf(t.fronts[emptyFront])] = []int32{emptyFront}
	t.byHash[hashOf(t.fronts[zeroFront])] = append(t.byHash[hashOf(t.fronts[zeroFront])], zeroFront)
	return t
}

func hashOf(f front) uint64 {
	h := uint64(len(f.sums)) + 0x9e3779b97f4a7c15
	for _, v := range f.costs {
		h ^= uint64(v)
		h *= 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return h
}

func (t *frontTable) cost(f front, i int) cost { return f.costs[i*t.dims : (i+1)*t.dims] }

// intern returns the number of a front, and copies one that is new.
func (t *frontTable) intern(f front) (int32, error) {
	h := hashOf(f)
	for _, id := range t.byHash[h] {
		g := t.fronts[id]
		if len(g.sums) == len(f.sums) && slices.Equal(g.costs, f.costs) {
			return id, nil
		}
	}
	if t.room -= len(f.sums); t.room < 0 {
		return 0, errEffort
	}
	id := int32(len(t.fronts))
	t.fronts = append(t.fronts, front{costs: slices.Clone(f.costs), sums: slices.Clone(f.sums)})
	t.byHash[h] = append(t.byHash[h], id)
	return id, nil
}

// spend takes note of so many comparisons.
func (t *frontTable) spend(n int) error {
	if t.effort -= int64(n); t.effort < 0 {
		return errEffort
	}
	if t.untilChecked -= n; t.untilChecked < 0 {
		t.untilChecked = 10_000 // a millisecond or so
		return t.ctx.Err()
	}
	return nil
}

// dominated reports whether one of the costs of f, as far as those are marked, dominates
// v or equals it.
func (t *frontTable) dominated(v cost, sum int64, f front, marked []bool) (bool, error) {
	d := t.dims
	for i, s := range f.sums {
		if s > sum {
			return false, t.spend(i + 1)
		}
		if marked != nil && !marked[i] {
			continue
		}
		u := f.costs[i*d : (i+1)*d]
		smaller := true
		for c, x := range u {
			if x > v[c] {
				smaller = false
				break
			}
		}
		if smaller {
			return true, t.spend(i + 1)
		}
	}
	return false, t.spend(len(f.sums) + 1)
}

// merge returns the front of two fronts together.
func (t *frontTable) merge(a, b int32) (int32, error) {
	if a == b || b == emptyFront {
		return a, nil
	}
	if a == emptyFront {
		return b, nil
	}
	if a > b {
		a, b = b, a
	}
	if id, ok := t.merged[[2]int32{a, b}]; ok {
		return id, nil
	}
	fa, fb := t.fronts[a], t.fronts[b]
	newcomers, n, err := t.without(t.fromB[:0], fb, fa, nil)
	t.fromB = newcomers
	if err != nil {
		return 0, err
	}
	id := a
	if n > 0 {
		stayers, m, err := t.without(t.fromA[:0], fa, fb, newcomers)
		t.fromA = stayers
		if err != nil {
			return 0, err
		}
		if id, err = t.intern(t.interleave(fa, stayers, fb, newcomers, n+m)); err != nil {
			return 0, err
		}
	}
	t.merged[[2]int32{a, b}] = id
	return id, nil
}

// without marks the costs of f that none of g, as far as those are marked, dominates or
// equals, and counts them. Without marks all of g count.
func (t *frontTable) without(marks []bool, f, g front, marked []bool) ([]bool, int, error) {
	n := 0
	for i, sum := range f.sums {
		lost, err := t.dominated(t.cost(f, i), sum, g, marked)
		if err != nil {
			return marks, 0, err
		}
		if !lost {
			n++
		}
		marks = append(marks, !lost)
	}
	return marks, n, nil
}

// interleave returns the marked costs of two fronts, n in all, in order.
func (t *frontTable) interleave(f front, ofF []bool, g front, ofG []bool, n int) front {
	out := front{costs: t.mixed.costs[:0], sums: t.mixed.sums[:0]}
	i, j := 0, 0
	for len(out.sums) < n {
		switch {
		case i < len(f.sums) && !ofF[i]:
			i++
		case j < len(g.sums) && !ofG[j]:
			j++
		case j == len(g.sums) || i < len(f.sums) &&
			(f.sums[i] < g.sums[j] || f.sums[i] == g.sums[j] && slices.Compare(t.cost(f, i), t.cost(g, j)) <= 0):
			out.costs, out.sums = append(out.costs, t.cost(f, i)...), append(out.sums, f.sums[i])
			i++
		default:
			out.costs, out.sums = append(out.costs, t.cost(g, j)...), append(out.sums, g.sums[j])
			j++
		}
	}
	t.mixed = out
	return out
}

// shift returns the front with v added to each cost, without those that keep refuses.
func (t *frontTable) shift(id int32, v cost, keep func(cost) bool) (int32, error) {
	f := t.fronts[id]
	add := int64(0)
	for _, x := range v {
		add += x
	}
	shifted := front{costs: t.shifted.costs[:0], sums: t.shifted.sums[:0]}
	for i, sum := range f.sums {
		at := len(shifted.costs)
		for c, x := range t.cost(f, i) {
			shifted.costs = append(shifted.costs, x+v[c])
		}
		if err := t.spend(1 + t.dims); err != nil {
			return 0, err
		}
		if keep != nil && !keep(shifted.costs[at:]) {
			shifted.costs = shifted.costs[:at]
			continue
		}
		shifted.sums = append(shifted.sums, sum+add)
	}
	t.shifted = shifted
	return t.intern(shifted)
}
