package meeting

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func setOf(people int, members ...int) peopleSet {
	s := newPeopleSet(people)
	for _, m := range members {
		s.add(m)
	}
	return s
}

func indexLists(sets []peopleSet) [][]int {
	lists := [][]int{}
	for _, s := range sets {
		lists = append(lists, s.indices())
	}
	return lists
}

// all subsets of n elements that fit, minimal ones only, in order of size and then of
// their lists: what the definition says, by trying everything.
func plainMinimal(n int, fits func(members []int) bool) [][]int {
	lists := [][]int{}
	for mask := range 1 << n {
		list := []int{}
		for i := range n {
			if mask>>i&1 != 0 {
				list = append(list, i)
			}
		}
		if fits(list) {
			lists = append(lists, list)
		}
	}
	contains := func(big, small []int) bool {
		return !slices.ContainsFunc(small, func(i int) bool { return !slices.Contains(big, i) })
	}
	minimal := [][]int{}
	for _, a := range lists {
		if !slices.ContainsFunc(lists, func(b []int) bool { return len(b) < len(a) && contains(a, b) }) {
			minimal = append(minimal, a)
		}
	}
	slices.SortFunc(minimal, func(a, b []int) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	return minimal
}

func TestTransversalsAgreeWithTryingAllSets(t *testing.T) {
	rng := rand.New(rand.NewPCG(16, 17))
	for range 600 {
		n := 1 + rng.IntN(8)
		var sets []peopleSet
		for range 1 + rng.IntN(10) {
			s := newPeopleSet(70) // two words, of which the second is used too
			for i := range n {
				if rng.IntN(3) == 0 {
					s.add(i * 9)
				}
			}
			sets = append(sets, s)
		}
		scaled := func(members []int) peopleSet {
			s := newPeopleSet(70)
			for _, m := range members {
				s.add(m * 9)
			}
			return s
		}
		unscaled := func(sets []peopleSet) [][]int {
			lists := indexLists(sets)
			for _, l := range lists {
				for i := range l {
					l[i] /= 9
				}
			}
			return lists
		}

		minimal, truncated, err := minimalSets(context.Background(), sets, 1000)
		require.NoError(t, err)
		require.False(t, truncated)
		require.Equal(t, plainMinimal(n, func(m []int) bool {
			return slices.ContainsFunc(sets, func(s peopleSet) bool { return slices.Equal(s, scaled(m)) })
		}), unscaled(minimal))

		crossing, truncated, err := transversals(context.Background(), minimal, 70, 1000)
		require.NoError(t, err)
		require.False(t, truncated)
		require.Equal(t, plainMinimal(n, func(m []int) bool {
			return !slices.ContainsFunc(sets, func(s peopleSet) bool { return !s.meets(scaled(m)) })
		}), unscaled(crossing))

		// The transversals of the transversals are the sets one began with.
		back, _, err := transversals(context.Background(), crossing, 70, 1000)
		require.NoError(t, err)
		require.Equal(t, unscaled(minimal), unscaled(back))

		// Under a bound they are some of the true ones.
		few, truncated, err := transversals(context.Background(), minimal, 70, 2)
		require.NoError(t, err)
		require.LessOrEqual(t, len(few), 2)
		require.True(t, truncated || len(few) == len(crossing))
		for _, s := range few {
			require.Contains(t, indexLists(crossing), s.indices())
		}
	}
}

// Twenty pairs who cannot meet have 2^20 minimal transversals: bounded, and cancelled.
func TestTransversalsAreBounded(t *testing.T) {
	var edges []peopleSet
	for i := range 20 {
		edges = append(edges, setOf(40, 2*i, 2*i+1))
	}
	sets, truncated, err := transversals(context.Background(), edges, 40, 100)
	require.NoError(t, err)
	require.True(t, truncated)
	require.Len(t, sets, 100)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err = transversals(ctx, edges, 40, 100)
	require.ErrorIs(t, err, context.Canceled)
	_, _, err = minimalSets(ctx, edges, 100)
	require.ErrorIs(t, err, context.Canceled)
}

func TestPeopleSetOrder(t *testing.T) {
	sets := []peopleSet{setOf(80, 3), setOf(80, 79), setOf(80, 0, 79), setOf(80, 1, 2), setOf(80, 0, 1)}
	slices.SortFunc(sets, peopleSet.compare)
	require.Equal(t, [][]int{{3}, {79}, {0, 1}, {0, 79}, {1, 2}}, indexLists(sets))
}
