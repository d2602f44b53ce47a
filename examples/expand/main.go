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
// An object that comes in has these fields, of which dtstart alone is required:
//
//	id       anything; it is given back as it came
//	dtstart  20260730, 20260730T100000 or 20260730T100000Z
//	tzid     the zone of a dtstart of the second form; without it the time is floating
//	rrule    a rule, or a list of them, 100 at most; without any the set is the start and rdate
//	exrule   a rule whose occurrences are left out, or a list of them
//	rdate    a list of further occurrences, or of periods such as 20260730T100000/PT1H
//	exdate   a list of occurrences to leave out; a day leaves out all of that day
//	after    only what is later than this moment: a day or a time, as dtstart is, by
//	         its clock or, unless that is floating, in UTC
//	before   only what is earlier than this moment
//	reverse  true for the latest first
//	limit    how many occurrences to list, 30 if not given, 100000 at most
//
// Other fields are passed over. An object that goes out has
//
//	id           that of the object that came in
//	occurrences  in the form of dtstart, by the clock of the zone
//	utc          the same as instants, where there is a tzid
//	more         whether there are others beyond the last one listed
//
// or, where something was wrong,
//
//	id      that of the object that came in
//	error   what is wrong, in words
//	field   the field that is wrong
//	offset  the byte of its text at which it goes wrong
//	clause  the section of the standard that it offends
//
// A line that is no JSON object gives such an answer as well, with the id null, and
// line, the number of the line, instead of field; offset is then the byte of the line.
// It does not stop the stream. Empty lines are passed over. A line is at most 16 MiB
// long.
//
// The exit code is 0 if all lines were read and answered, 1 if reading or writing
// failed or the rule of the command line is wrong, and 2 if the call is.
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
	q, asked, err := parseArgs(args, stderr)
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

// parseArgs reads the command line. asked tells whether it asks about a rule.
func parseArgs(args []string, stderr io.Writer) (q query, asked bool, err error) {
	flags := flag.NewFlagSet("expand", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Func("rule", "the `rule` to expand; without it, JSON objects are read from standard input", func(s string) error {
		q.RRule = append(q.RRule, s)
		return nil
	})
	start := flags.String("start", "", "the `moment` that the rule starts at: 2026-07-30, 2026-07-30T10:00 or 2026-07-30T14:00Z")
	flags.StringVar(&q.TZID, "zone", "", "the `zone` of the start, such as America/New_York")
	after := flags.String("after", "", "only what is later than this `moment`")
	before := flags.String("before", "", "only what is earlier than this `moment`")
	flags.BoolVar(&q.Reverse, "reverse", false, "the latest first")
	n := flags.Int("n", 10, "at most this `number` of occurrences")
	if err := flags.Parse(args); err != nil {
		return q, false, err
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
