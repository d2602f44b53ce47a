package meeting

import (
	"context"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// plainSequences lists all sequences, in the order of their starts.
func plainSequences(p *sequenceProblem) [][]int32 {
	var all [][]int32
	var extend func(chosen []int32)
	extend = func(chosen []int32) {
		if len(chosen) == p.count {
			all = append(all, slices.Clone(chosen))
			return
		}
		lo, hi := int32(0), int32(len(p.kind))
		if n := len(chosen); n > 0 {
			lo, hi = p.first[chosen[n-1]], p.last[chosen[n-1]]
		}
		for i := lo; i < hi; i++ {
			extend(append(chosen, i))
		}
	}
	extend(nil)
	return all
}

func plainBest(p *sequenceProblem, all [][]int32) []int32 {
	var best []int32
	var bestKey []int64
	for _, starts := range all {
		key := p.order.key(nil, p.sumOf(starts))
		if best == nil || slices.Compare(key, bestKey) < 0 {
			best, bestKey = starts, key
		}
	}
	return best
}

func randomSequenceProblem(rng *rand.Rand) *sequenceProblem {
	dims, n := 1+rng.IntN(4), rng.IntN(16)
	p := &sequenceProblem{count: 1 + rng.IntN(4)}
	p.order.criteria = [][]Criterion{
		{}, {SmallerTotal}, {SmallerMax, SmallerTotal}, {SmallerVector},
		{MoreRequired, SmallerVector}, {MoreRequired, SmallerMax, SmallerTotal}, {SmallerVector, MoreRequired},
	}[rng.IntN(7)]
	lead := 0
	p.order.attendance = [...]int{-1, -1, -1, -1}
	if slices.Contains(p.order.criteria, MoreRequired) {
		lead, p.order.attendance[MoreRequired], p.order.burdens = 1, 0, 1
	}
	if len(p.order.criteria) == 0 {
		dims = 0
	}
	for c := range dims {
		for range 1 + rng.IntN(2) {
			p.order.bearers = append(p.order.bearers, bearer{component: lead + c, factor: int64(1 + rng.IntN(3)), carry: int64(rng.IntN(3) * rng.IntN(4))})
		}
	}
	p.order.bearers = append(p.order.bearers, bearer{component: -1, carry: int64(rng.IntN(9))})
	for range 1 + rng.IntN(8) {
		v := make(cost, lead+dims)
		for c := range v {
			v[c] = int64(rng.IntN(4))
		}
		p.kinds = append(p.kinds, v)
	}
	least, most := int32(1+rng.IntN(3)), int32(1+rng.IntN(9))
	if rng.IntN(3) == 0 {
		most = 100
	}
	time := int32(0)
	var times []int32
	for range n {
		time += int32(1 + rng.IntN(2))
		times = append(times, time)
		p.kind = append(p.kind, int32(rng.IntN(len(p.kinds))))
	}
	for _, at := range times {
		from, _ := slices.BinarySearch(times, at+least)
		to, _ := slices.BinarySearch(times, at+most+1)
		p.first, p.last = append(p.first, int32(from)), append(p.last, int32(to))
	}
	return p
}

func TestBestSequenceAgreesWithTryingAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 18))
	exact := 0
	for range 4000 {
		p := randomSequenceProblem(rng)
		all := plainSequences(p)
		number, err := p.sequences(context.Background())
		require.NoError(t, err)
		require.Equal(t, big.NewInt(int64(len(all))).String(), number.String())

		// A beam of one and eight leaves things out, so that the second pass has work.
		for _, e := range []effort{{1 << 20, 1 << 30, 64}, {1 << 20, 1 << 30, 1}, {1 << 20, 1 << 30, 0}} {
			found, err := p.best(context.Background(), e)
			require.NoError(t, err)
			if len(all) == 0 {
				require.Nil(t, found)
				continue
			}
			require.True(t, found.exact)
			require.Equal(t, plainBest(p, all), found.starts, "%+v", p)
			require.Equal(t, p.sumOf(found.starts), found.sum)
			exact++
		}
	}
	require.Greater(t, exact, 3000)
}

// With next to no effort allowed a sequence is found all the same: one that is possible,
// and never better than the best.
func TestSequenceBeyondTheEffort(t *testing.T) {
	rng := rand.New(rand.NewPCG(18, 3))
	inexact := 0
	for range 2000 {
		p := randomSequenceProblem(rng)
		all := plainSequences(p)
		for _, e := range []effort{{0, 0, 8}, {3, 1000, 8}, {6, 200, 1}} {
			found, err := p.best(context.Background(), e)
			require.NoError(t, err)
			if len(all) == 0 {
				require.Nil(t, found)
				continue
			}
			require.True(t, slices.ContainsFunc(all, func(s []int32) bool { return slices.Equal(s, found.starts) }))
			require.Equal(t, p.sumOf(found.starts), found.sum)
			best := plainBest(p, all)
			if found.exact {
				require.Equal(t, best, found.starts)
			} else {
				inexact++
				key, bestKey := p.order.key(nil, found.sum), p.order.key(nil, p.sumOf(best))
				require.LessOrEqual(t, slices.Compare(bestKey, key), 0)
			}
		}
	}
	require.Greater(t, inexact, 1000)
}

// manyStarts is so many days of starts every quarter of an hour, for people in as many zones,
// an hour apart or more, who work from nine to five from Monday to Friday; each start lasts an
// hour, and the night counts three times.
func manyStarts(days, zones int, count int, minDays, maxDays int) *sequenceProblem {
	p := &sequenceProblem{count: count, order: costOrder{criteria: []Criterion{SmallerVector}}}
	at := map[string]int32{}
	quarters := days * 96
	for q := range quarters {
		v := make(cost, zones)
		for z := range v {
			for minute := q * 15; minute < q*15+60; minute++ {
				local := minute + 24*60*z/zones
				day, clock := local/1440%7, local%1440
				switch {
				case day < 5 && clock >= 540 && clock < 1020:
				case clock >= 1320 || clock < 360:
					v[z] += 3
				default:
					v[z]++
				}
			}
		}
		key := string(appendVector(nil, v))
		id, ok := at[key]
		if !ok {
			id = int32(len(p.kinds))
			at[key] = id
			p.kinds = append(p.kinds, v)
		}
		p.kind = append(p.kind, id)
		p.first = append(p.first, int32(min(quarters, q+minDays*96)))
		p.last = append(p.last, int32(min(quarters, q+maxDays*96+1)))
	}
	for z := range zones {
		for range 3 {
			p.order.bearers = append(p.order.bearers, bearer{component: z, factor: 1})
		}
	}
	return p
}

func appendVector(dst []byte, v cost) []byte {
	for _, x := range v {
		for s := 0; s < 64; s += 8 {
			dst = append(dst, byte(x>>s))
		}
	}
	return dst
}

// Where the effort is too little to search everything, what is found is near the best all
// the same.
func TestSequenceWithLittleEffortIsGood(t *testing.T) {
	for zones, count := range map[int]int{3: 5, 4: 8} {
		p := manyStarts(20*count, zones, count, 16, 24)
		best, err := p.best(context.Background(), effort{1 << 20, 1 << 28, 32})
		require.NoError(t, err)
		require.True(t, best.exact)
		good, err := p.best(context.Background(), effort{1 << 14, 1 << 22, 32})
		require.NoError(t, err)
		most, least := p.order.key(nil, good.sum)[0], p.order.key(nil, best.sum)[0]
		require.LessOrEqual(t, 100*most, 103*least, "%d zones", zones)
	}
}

// A context that ends at any of the moments at which it is looked at ends the search: with
// nothing, or with a series that is possible.
func TestSequenceEndsWithItsContext(t *testing.T) {
	p := manyStarts(60, 3, 4, 10, 20)
	for n := 0; ; n = n*3 + 1 {
		ctx := &endingContext{Context: context.Background(), left: n}
		found, err := p.best(ctx, effort{1 << 20, 1 << 28, 32})
		if err == nil {
			require.Greater(t, n, 100)
			require.True(t, found.exact)
			break
		}
		require.ErrorIs(t, err, context.Canceled)
		require.LessOrEqual(t, ctx.left, 0)
		require.GreaterOrEqual(t, ctx.left, -8, "it went on for long")
		if found != nil {
			require.False(t, found.exact)
			require.Len(t, found.starts, 4)
			for i, s := range found.starts[1:] {
				before := found.starts[i]
				require.True(t, p.first[before] <= s && s < p.last[before])
			}
			require.Equal(t, p.sumOf(found.starts), found.sum)
		}
	}
}

// An endingContext has ended once it has been asked so many times.
type endingContext struct {
	context.Context
	left int
}

func (c *endingContext) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}
