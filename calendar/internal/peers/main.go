// Peers measures queries over large calendars beside what other libraries offer for them,
// in one run, and prints a table.
//
//	go run . [-rounds 3] [-only WORDS]
//
// No Go library of calendars has an index. What a program does with golang-ical is to go
// through the events that it has read, and with rrule-go to ask each rule in turn; so do
// the rivals here. The column "scan" is a loop over a slice of days, the least that one
// can do without an index.
//
// Rivals take turns within a round, and the table has medians. Times are processor time,
// the garbage collector's included, so that other work on the machine disturbs them
// little. Rivals that find another number of results end the run.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/convene-cal/convene/calendar"
)

func main() {
	rounds := flag.Int("rounds", 3, "measurements of each")
	only := flag.String("only", "", "ask only the questions in whose name these `words` occur")
	flag.Parse()
	if err := run(*rounds, *only); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// A question is asked of all rivals that can answer it. Each returns how much it found.
type question struct {
	name   string
	rivals [4]func() int // in the order of the columns; nil for those that have no answer
}

var columns = []string{"convene", "golang-ical", "rrule-go", "scan"}

func run(rounds int, only string) error {
	list, err := questions(1_000_000, 100_000, 10_000, 100_000)
	if err != nil {
		return err
	}
	fmt.Println("| | results | convene | golang-ical | rrule-go | scan |\n|---|---:|---:|---:|---:|---:|")
	for _, q := range list {
		if !strings.Contains(q.name, only) {
			continue
		}
		found, times, err := q.measure(rounds)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %d |", q.name, found)
		for i := range columns {
			switch {
			case q.rivals[i] == nil:
				fmt.Print(" – |")
			case i == 0:
				fmt.Printf(" %s |", duration(times[0]))
			default:
				fmt.Printf(" %s (× %.0f) |", duration(times[i]), times[i].Seconds()/times[0].Seconds())
			}
		}
		fmt.Println()
	}
	build(1_000_000)
	return nil
}

// measure returns what the rivals found, which is one number, and their times.
func (q question) measure(rounds int) (found int, times [4]time.Duration, err error) {
	var all [4][]time.Duration
	for range rounds {
		for i, ask := range q.rivals {
			if ask == nil {
				continue
			}
			n, took := timed(ask)
			if i == 0 {
				found = n
			} else if n != found {
				return 0, times, fmt.Errorf("%s: %s found %d, convene %d", q.name, columns[i], n, found)
			}
			all[i] = append(all[i], took)
		}
	}
	for i, t := range all {
		if slices.Sort(t); len(t) > 0 {
			times[i] = t[len(t)/2]
		}
	}
	return found, times, nil
}

// timed asks again and again for a fifth of a second, and returns the time of one answer.
func timed(ask func() int) (found int, took time.Duration) {
	found = ask()
	runtime.GC()
	began := processorTime()
	for n := time.Duration(1); ; n++ {
		ask()
		if took = processorTime() - began; took > 200*time.Millisecond {
			return found, took / n
		}
	}
}

// build reports what building a calendar costs.
func build(events int) {
	def := eventsOf(events)
	before := heap()
	began := processorTime()
	c := calendar.MustNew(def)
	took := processorTime() - began
	fmt.Printf("\nBuilding %d events: %s, and %.0f bytes an event beside its texts.\n", events, duration(took), (heap()-before)/float64(events))
	runtime.KeepAlive(c)
	runtime.KeepAlive(def)
}

func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func duration(d time.Duration) string {
	switch {
	case d >= time.Second:
		return strconv.FormatFloat(d.Seconds(), 'f', 2, 64) + " s"
	case d >= time.Millisecond:
		return strconv.FormatFloat(d.Seconds()*1e3, 'f', 1, 64) + " ms"
	}
	return strconv.FormatFloat(d.Seconds()*1e6, 'f', 1, 64) + " µs"
}
