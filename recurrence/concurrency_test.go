package recurrence_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestManyGoroutines asks one compiled rule from many goroutines at once, before
// anything has been asked of it, for the answers that a rule of its own gives. The
// race detector watches.
func TestManyGoroutines(t *testing.T) {
	for i := range 60 {
		tr := newGenerator(*seedFlag+5, uint64(i)).trial()
		ask := func(c compiled) (answers []int64) {
			total, _ := c.len()
			answers = append(answers, total)
			for _, n := range []int64{0, 1, 1000, total / 2, total - 1} {
				at, _ := c.nth(n)
				next, _ := c.after(at)
				last, _ := c.before(at)
				answers = append(answers, at, next, last, c.count(beginning, at))
			}
			return slices.Concat(answers, take(c.all(), 100), take(c.backward(), 100))
		}
		want := ask(tr.compile(t))
		shared := tr.compile(t)
		const goroutines = 8
		var got [goroutines][]int64
		var wg sync.WaitGroup
		for g := range got {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got[g] = ask(shared)
			}()
		}
		wg.Wait()
		for _, answers := range got {
			require.Equal(t, want, answers, "%s", tr)
		}
	}
}
