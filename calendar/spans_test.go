package calendar

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSpanIndexEqualsPlainFilter(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 7))
		n := rng.IntN(1 << rng.IntN(16))
		var x spanIndex
		spans := make([]span, n)
		for i := range spans {
			// In the order of the days, nearly: as events are in that of the days they are due.
			s := span{first: int32(4*i + rng.IntN(50))}
			s.last = s.first + int32(rng.IntN(1<<rng.IntN(16)))
			switch rng.IntN(40) {
			case 0:
				s.first = noFirst
			case 1:
				s.last = noLast
			}
			spans[i] = s
			x.add(int32(i), s)
		}
		x.close()
		for range 30 {
			w := span{first: int32(rng.IntN(4*n + 100))}
			w.last = w.first + int32(rng.IntN(1<<rng.IntN(12)))
			var want []int32
			for i, s := range spans {
				if s.first <= w.last && w.first <= s.last {
					want = append(want, int32(i))
				}
			}
			require.Equal(t, want, slices.Collect(x.overlapping(w)), "%d items, %v", n, w)
			if len(want) > 1 {
				for item := range x.overlapping(w) {
					require.Equal(t, want[0], item)
					break
				}
			}
		}
	}
}
