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
	"io"
	"os"

	_ "time/tzdata" // zones load on machines without a zone database

	"github.com/convene-cal/convene/examples/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	q, format, err := parseArgs(args, stdout)
	switch {
	case err != nil:
	case format != "":
		err = answerCall(stdout, q, format)
	default:
		err = filter(stdout, stdin)
	}
	return cli.Exit("expand", err, stderr)
}

// parseArgs reads the command line. The format is empty where no rule is asked about.
func parseArgs(args []string, stdout io.Writer) (q query, format string, err error) {
	p := cli.New("expand", about, rest)
	p.Func("rule", "the `rule` to expand, or with several -rule all of them; without it, JSON objects are read from standard input", func(s string) error {
		q.RRule = append(q.RRule, s)
		return nil
	})
	start := p.String("start", "", "the `moment` that the rule starts at: 2026-07-30, 2026-07-30T10:00 or 2026-07-30T14:00Z")
	p.StringVar(&q.TZID, "zone", "", "the `zone` of the start, such as America/New_York")
	after := p.String("after", "", "only what is later than this `moment`")
	before := p.String("before", "", "only what is earlier than this `moment`")
	p.BoolVar(&q.Reverse, "reverse", false, "the latest first")
	n := p.Int("n", 10, "at most this `number` of occurrences")
	p.Format(&format, "text", "json", "csv", "markdown")
	if err := p.Parse(args, 0, stdout); err != nil {
		return q, "", err
	}
	switch {
	case len(q.RRule) == 0 && p.NFlag() > 0:
		return q, "", cli.Usagef("flags ask about a rule, but -rule is missing")
	case len(q.RRule) == 0:
		return q, "", nil
	case *start == "":
		return q, "", cli.Usagef("-rule needs a -start")
	case *n < 0 || *n > maxLimit:
		return q, "", cli.Usagef("-n %d is outside 0 to %d", *n, maxLimit)
	}
	q.DTStart, q.After, q.Before, q.Limit = basic(*start), basic(*after), basic(*before), n
	return q, format, nil
}
