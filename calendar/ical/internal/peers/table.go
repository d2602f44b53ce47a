package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"
)

// A measurement is what one operation has taken.
type measurement struct {
	time          time.Duration
	bytes, allocs uint64
}

// run measures and prints.
func run(w io.Writer, rounds, events int) error {
	text, err := stream(events)
	if err != nil {
		return err
	}
	all, err := libraries(text)
	if err != nil {
		return err
	}
	var out output
	reads, writes := make([][]measurement, len(all)), make([][]measurement, len(all))
	sizes := make([]int, len(all))
	for i, l := range all {
		if err := l.check(events); err != nil {
			return err
		}
		if l.write != nil {
			out = 0
			if err := l.write(&out); err != nil {
				return err
			}
			sizes[i] = int(out)
		}
	}
	for range rounds {
		for i, l := range all {
			if l.read != nil {
				m, err := measure(func() error {
					n, err := l.read(text)
					if err == nil && n != events {
						err = fmt.Errorf("%s finds %d events of %d", l.name, n, events)
					}
					return err
				})
				if err != nil {
					return err
				}
				reads[i] = append(reads[i], m)
			}
			if l.write != nil {
				m, err := measure(func() error { return l.write(&out) })
				if err != nil {
					return err
				}
				writes[i] = append(writes[i], m)
			}
		}
	}
	fmt.Fprintf(w, "### Reading %d events, %.1f MB\n\n", events, float64(len(text))/1e6)
	table(w, all, reads, func(int) int { return len(text) })
	fmt.Fprintf(w, "\n### Writing them\n\n")
	table(w, all, writes, func(i int) int { return sizes[i] })
	return nil
}

// output counts what is written to it.
type output int

func (o *output) Write(b []byte) (int, error) {
	*o += output(len(b))
	return len(b), nil
}

// measure runs an operation often enough for the clock.
func measure(operation func() error) (measurement, error) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := processorTime()
	n := 0
	for ; n == 0 || processorTime()-start < 200*time.Millisecond; n++ {
		if err := operation(); err != nil {
			return measurement{}, err
		}
	}
	elapsed := processorTime() - start
	runtime.ReadMemStats(&after)
	return measurement{elapsed / time.Duration(n), (after.TotalAlloc - before.TotalAlloc) / uint64(n), (after.Mallocs - before.Mallocs) / uint64(n)}, nil
}

// table prints the medians of what has been measured. A library's ratio says how many
// times the first one's time it takes.
func table(w io.Writer, all []library, measured [][]measurement, size func(i int) int) {
	fmt.Fprintln(w, "| | time | MB/s | allocated MB | allocations |\n|---|---:|---:|---:|---:|")
	var own time.Duration
	for i, l := range all {
		if len(measured[i]) == 0 {
			continue
		}
		slices.SortFunc(measured[i], func(a, b measurement) int { return int(a.time - b.time) })
		m := measured[i][len(measured[i])/2]
		ratio := ""
		if own == 0 {
			own = m.time
		} else {
			ratio = fmt.Sprintf(" (× %.1f)", float64(m.time)/float64(own))
		}
		fmt.Fprintf(w, "| %s | %.1f ms%s | %.0f | %.2f | %d |\n", l.name, m.time.Seconds()*1e3, ratio,
			float64(size(i))/1e6/m.time.Seconds(), float64(m.bytes)/1e6, m.allocs)
	}
}
