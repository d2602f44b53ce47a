package meeting

import (
	"context"
	"fmt"
	"testing"
)

func BenchmarkBestSequence(b *testing.B) {
	for _, zones := range []int{2, 3, 4, 6, 8} {
		for _, count := range []int{4, 12} {
			b.Run(fmt.Sprintf("zones=%d/count=%d", zones, count), func(b *testing.B) {
				p := manyStarts(365, zones, count, 300/count, 400/count)
				exact := 0.0
				b.ReportAllocs()
				for b.Loop() {
					s, err := p.best(context.Background(), effort{DefaultMaxStates, 128 * DefaultMaxStates, defaultBeam})
					if err != nil || s == nil {
						b.Fatal(err)
					}
					if s.exact {
						exact = 1
					}
				}
				b.ReportMetric(exact, "exact")
				b.ReportMetric(float64(len(p.kinds)), "kinds")
			})
		}
	}
}
