// Peers measures recurrence engines against each other on the workloads of
// ../../testdata/workloads.tsv, and prints a table.
//
//	go run . [-rounds 5] [-suites iterate,first,seek,sparse,window] [-extra NAME=DRIVER ...]
//	go run . correct [DIRECTORY ...]
//
// With correct it counts how many rules of the corpora in ../../testdata each engine gets
// right, and of corpora in further directories.
//
// Each measurement is a process of its own; those of one workload follow each other
// within a round, and the table has the medians of all rounds. Times are processor
// time, the garbage collector's included, so that other work on the machine disturbs
// them little. An answer that differs from the one that independent engines agree on
// is marked as wrong. A process that takes more than ten seconds of it is ended.
//
// A driver is a program that is called as
//
//	DRIVER iterate|first|seek|sparse TZ DTSTART RRULE N AFTER
//	DRIVER window FILE.ics FROM TO
//
// and prints a JSON object with the fields ns and allocs, for one whole operation,
// found, the number of occurrences, and last, the last of them. The suite first asks
// for one occurrence, whatever N is. This program is itself
// one for each engine in it, with the engine's name as its first argument:
//
//	peers convene iterate UTC 20000101T090000 FREQ=DAILY 5000 -
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "correct" {
		return correct(os.Stdout, append([]string{"../../testdata"}, args[1:]...))
	}
	if len(args) == 2 && args[1] == "answer" && listers[args[0]] != nil {
		return listers[args[0]].answer(os.Stdin, os.Stdout)
	}
	if len(args) > 0 {
		if e := engines[args[0]]; e != nil {
			return drive(e, args[1:])
		}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	c := comparison{rivals: []rival{
		{"convene", []string{self, "convene"}},
		{"convene, days", []string{self, "convene-days"}},
		{"rrule-go", []string{self, "rrule-go"}},
	}}
	flags := flag.NewFlagSet("peers", flag.ExitOnError)
	flags.IntVar(&c.rounds, "rounds", 5, "measurements of each workload")
	suites := flags.String("suites", strings.Join(suiteNames, ","), "what to measure, separated by commas")
	flags.Func("extra", "a further engine and its driver, as `NAME=DRIVER`", func(s string) error {
		name, driver, ok := strings.Cut(s, "=")
		if !ok {
			return fmt.Errorf("%q is not NAME=DRIVER", s)
		}
		c.rivals = append(c.rivals, rival{name, strings.Fields(driver)})
		return nil
	})
	flags.Parse(args)
	if err := limitProcessorTime(); err != nil {
		return err
	}
	return c.run(os.Stdout, strings.Split(*suites, ","))
}
