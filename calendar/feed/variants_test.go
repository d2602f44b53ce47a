package feed

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func sized(size int64) *representation { return &representation{size: size} }

func TestVariantsKeepTheLastUsed(t *testing.T) {
	v := newVariants(50, make(chan struct{}, 1))
	made := 0
	get := func(name string) {
		_, err := v.get(context.Background(), name, func() (*representation, error) {
			made++
			return sized(9), nil
		})
		require.NoError(t, err)
		require.LessOrEqual(t, v.size, v.limit)
		require.Len(t, v.kept, v.recent.Len())
		require.Empty(t, v.making)
	}
	for i := range 5 {
		get(fmt.Sprint(i))
	}
	require.Equal(t, 5, made)
	get("0")
	get("5") // drops 1, not 0
	get("0")
	require.Equal(t, 6, made)
	get("1")
	require.Equal(t, 7, made)
}

func TestVariantsDoNotKeepWhatIsTooLarge(t *testing.T) {
	v := newVariants(50, make(chan struct{}, 1))
	for range 3 {
		rep, err := v.get(context.Background(), "x", func() (*representation, error) { return sized(50), nil })
		require.NoError(t, err)
		require.EqualValues(t, 50, rep.size)
		require.Zero(t, v.size)
		require.Empty(t, v.kept)
	}
}

func TestVariantsAreMadeOnce(t *testing.T) {
	v := newVariants(1000, make(chan struct{}, 4))
	var made atomic.Int32
	release := make(chan struct{})
	var all sync.WaitGroup
	for range 50 {
		all.Add(1)
		go func() {
			defer all.Done()
			rep, err := v.get(context.Background(), "x", func() (*representation, error) {
				made.Add(1)
				<-release
				return sized(1), nil
			})
			if err != nil || rep == nil {
				t.Error(rep, err)
			}
		}()
	}
	time.Sleep(10 * time.Millisecond)
	close(release)
	all.Wait()
	require.EqualValues(t, 1, made.Load())
}

func TestVariantsMakeFewAtATime(t *testing.T) {
	v := newVariants(1000, make(chan struct{}, 2))
	var now, most atomic.Int32
	var all sync.WaitGroup
	for i := range 20 {
		all.Add(1)
		go func() {
			defer all.Done()
			_, err := v.get(context.Background(), fmt.Sprint(i), func() (*representation, error) {
				n := now.Add(1)
				defer now.Add(-1)
				for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
				}
				time.Sleep(time.Millisecond)
				return sized(1), nil
			})
			if err != nil {
				t.Error(err)
			}
		}()
	}
	all.Wait()
	require.LessOrEqual(t, most.Load(), int32(2))
}

func TestVariantsAfterAnError(t *testing.T) {
	v := newVariants(1000, make(chan struct{}, 1))
	broken := errors.New("broken")
	_, err := v.get(context.Background(), "x", func() (*representation, error) { return nil, broken })
	require.ErrorIs(t, err, broken)
	require.Panics(t, func() {
		_, _ = v.get(context.Background(), "x", func() (*representation, error) { panic("broken") })
	})
	rep, err := v.get(context.Background(), "x", func() (*representation, error) { return sized(1), nil })
	require.NoError(t, err)
	require.NotNil(t, rep)
}

// Of several who wait for the same, the first may give up before it is made.
func TestVariantsSurviveWhoGivesUp(t *testing.T) {
	v := newVariants(1000, make(chan struct{}, 1))
	v.slots <- struct{}{} // all are busy
	ctx, cancel := context.WithCancel(context.Background())
	first, second := make(chan error), make(chan error)
	ask := func(ctx context.Context, done chan error) {
		_, err := v.get(ctx, "x", func() (*representation, error) { return sized(1), nil })
		done <- err
	}
	waiting := func(n int) func() bool {
		return func() bool {
			v.mu.Lock()
			defer v.mu.Unlock()
			return len(v.making) == n
		}
	}
	go ask(ctx, first)
	require.Eventually(t, waiting(1), time.Minute, time.Millisecond)
	go ask(context.Background(), second)
	for range 100 {
		runtime.Gosched()
	}
	cancel()
	require.ErrorIs(t, <-first, context.Canceled)
	<-v.slots
	require.NoError(t, <-second)

	// And one who waits for another need not do so for ever.
	v.slots <- struct{}{}
	release := make(chan error, 1)
	go func() {
		_, err := v.get(context.Background(), "y", func() (*representation, error) { return sized(1), nil })
		release <- err
	}()
	require.Eventually(t, waiting(1), time.Minute, time.Millisecond)
	ctx, cancel = context.WithCancel(context.Background())
	cancel()
	_, err := v.get(ctx, "y", nil)
	require.ErrorIs(t, err, context.Canceled)
	<-v.slots
	require.NoError(t, <-release)
}
