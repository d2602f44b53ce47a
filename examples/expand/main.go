// Expand tells when recurrence rules happen: as a filter for programs in any
// language, and as a table for people.
//
//	go run ./examples/expand -rule "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30" -start 2026-07-30 -n 5
//	go run ./examples/expand -rule "FREQ=DAILY" -start 2026-03-07T02:30 -zone America/New_York -n 3
//	go run ./examples/expand -rule "FREQ=MONTHLY;BYDAY=-1FR" -start 2026-01-30 -before 2026-12-31 -reverse
//	go run ./examples/expand < rules.jsonl > occurrences.jsonl
//
// # The filter
//
// Without -rule it reads JSON objects from standard input, one a line, and writes one
// for each to standard output, in order, as soon as it has it:
//
//	{"id": "a", "dtstart": "20260730T100000", "tzid": "Europe/Vienna", "rrule": "FREQ=YEARLY", "limit": 2}
//	{"id":"a","occurrences":["20260730T100000","20270730T100000"],"utc":["20260730T080000Z","20270730T080000Z"],"more":true}
//
// With -h it tells what the objects have in them, what becomes of a line that is
// wrong, and the exit codes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	_ "time/tzdata" // zones load on machines without a zone database
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	q, asked, err := parseArgs(args, stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "expand:", err)
		return 2
	case asked:
		err = printTable(stdout, q)
	default:
		err = filter(stdout, stdin)
	}
	if err != nil {
		fmt.Fprintln(stderr, "expand:", err)
		return 1
	}
	return 0
}

// parseArgs reads the command line, and writes the help that it may ask for. asked
// tells whether it asks about a rule.
func parseArgs(args []string, help io.Writer) (q query, asked bool, err error) {
	flags := flag.NewFlagSet("expand", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Func("rule", "the `rule` to expand, or with several -rule all of them; without it, JSON objects are read from standard input", func(s string) error {
		q.RRule = append(q.RRule, s)
		return nil
	})
	start := flags.String("start", "", "the `moment` that the rule starts at: 2026-07-30, 2026-07-30T10:00 or 2026-07-30T14:00Z")
	flags.StringVar(&q.TZID, "zone", "", "the `zone` of the start, such as America/New_York")
	after := flags.String("after", "", "only what is later than this `moment`")
	before := flags.String("before", "", "only what is earlier than this `moment`")
	flags.BoolVar(&q.Reverse, "reverse", false, "the latest first")
	n := flags.Int("n", 10, "at most this `number` of occurrences")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(help, usage)
		flags.SetOutput(help)
		flags.PrintDefaults()
		return q, false, err
	case err != nil:
		return q, false, fmt.Errorf("%w (expand -h shows all flags)", err)
	}
	if flags.NArg() > 0 {
		return q, false, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if len(q.RRule) == 0 {
		if flags.NFlag() > 0 {
			return q, false, errors.New("flags ask about a rule, but -rule is missing")
		}
		return q, false, nil
	}
	if *start == "" {
		return q, true, errors.New("-rule needs a -start")
	}
	q.DTStart, q.After, q.Before, q.Limit = basic(*start), basic(*after), basic(*before), n
	return q, true, nil
}
