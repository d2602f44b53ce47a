package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

// A result is what a driver prints about one workload.
type result struct {
	NS     float64 `json:"ns"`     // processor time of one operation
	Allocs float64 `json:"allocs"` // heap allocations of one operation
	Found  int     `json:"found"`
	Last   string  `json:"last,omitempty"`
}

const layout = "20060102T150405"

// drive measures one workload with an engine.
func drive(e engine, args []string) error {
	var operation func() (int, time.Time)
	switch {
	case len(args) == 4 && args[0] == "window":
		between, err := e.window(args[1], args[2], args[3])
		if err != nil {
			return err
		}
		operation = func() (int, time.Time) { return between(), time.Time{} }
	case len(args) == 6:
		var err error
		if operation, err = e.operation(args); err != nil {
			return err
		}
	default:
		return errors.New("a driver takes a suite, TZ, DTSTART, RRULE, N and AFTER")
	}
	return json.NewEncoder(os.Stdout).Encode(measure(operation))
}

func (e engine) operation(args []string) (func() (int, time.Time), error) {
	suite, rule := args[0], args[3]
	zone, err := time.LoadLocation(args[1])
	if err != nil {
		return nil, err
	}
	start, err := time.ParseInLocation(layout, args[2], zone)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(args[4])
	if err != nil {
		return nil, err
	}
	compiled, err := e(rule, start)
	if err != nil {
		return nil, err
	}
	switch suite {
	case "iterate":
		return func() (int, time.Time) { return compiled.take(n) }, nil
	case "first", "sparse": // from the text
		if suite == "first" {
			n = 1
		}
		return func() (int, time.Time) {
			q, _ := e(rule, start)
			return q.take(n)
		}, nil
	case "seek":
		after, err := time.Parse(layout, args[5])
		if err != nil {
			return nil, err
		}
		return func() (int, time.Time) {
			t := compiled.after(after)
			if t.IsZero() {
				return 0, t
			}
			return 1, t
		}, nil
	}
	return nil, fmt.Errorf("unknown suite %q", suite)
}

// measure runs an operation once, and if that was short, warms it up and takes the
// average over a while.
func measure(operation func() (int, time.Time)) (r result) {
	var last time.Time
	repeat := func(least time.Duration) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		times, began := 0, processorTime()
		for batch := 1; times == 0 || processorTime()-began < least; batch *= 2 {
			for range batch {
				r.Found, last = operation()
			}
			times += batch
		}
		r.NS = float64((processorTime() - began).Nanoseconds()) / float64(times)
		runtime.ReadMemStats(&after)
		r.Allocs = float64(after.Mallocs-before.Mallocs) / float64(times)
	}
	if repeat(0); r.NS < 1e8 {
		repeat(100 * time.Millisecond)
		repeat(150 * time.Millisecond)
	}
	if !last.IsZero() {
		r.Last = last.Format(layout)
	}
	return r
}
