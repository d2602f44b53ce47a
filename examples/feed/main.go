// Feed writes the calendar of General Assembly resolution 76/186 as iCalendar, for
// calendar applications to import or, from a web server, to subscribe to.
//
//	go run ./examples/feed > 76-186.ics
//	go run ./examples/feed -o 76-186.ics
//	go run ./examples/feed -from 2026-01-01 -until 2030-12-31
//
// Without -from and -until the feed has everything that is known and has a day, and what
// the resolution's cycles project for ten years from the catalogue's revision. The same
// catalogue gives the same bytes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/ical"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program. It returns the exit code: 0, 1 where something failed, 2 where the
// call was wrong.
func run(args []string, stdout, stderr io.Writer) int {
	options := ical.FeedOptions{Color: "steelblue"}
	flags := flag.NewFlagSet("feed", flag.ContinueOnError)
	flags.SetOutput(stderr)
	output := flags.String("o", "", "write to this `file` instead of to standard output")
	flags.Func("from", "the first `day` of the feed, such as 2026-01-01", dayFlag(&options.From))
	flags.Func("until", "the last `day` of the feed", dayFlag(&options.Until))
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case flags.NArg() > 0:
		fmt.Fprintf(stderr, "feed: unexpected argument %q\n", flags.Arg(0))
		return 2
	case options.Until != 0 && options.Until < options.From:
		fmt.Fprintf(stderr, "feed: -until %s is before -from %s\n", options.Until, options.From)
		return 2
	}
	if err := write(options, *output, stdout); err != nil {
		fmt.Fprintln(stderr, "feed:", err)
		return 1
	}
	return 0
}

// dayFlag returns a function that reads a day from a flag.
func dayFlag(day *date.Date) func(string) error {
	return func(s string) error {
		d, err := date.ParseISO(s)
		if err != nil || d.String() != s {
			return fmt.Errorf("%q is not a day such as 2026-01-01", s)
		}
		*day = d
		return nil
	}
}

// write makes the whole feed before it writes, so that an error in the data leaves no
// half of a file behind.
func write(options ical.FeedOptions, output string, stdout io.Writer) error {
	model, err := ical.FromCalendar(ares76186.Calendar(), options)
	if err != nil {
		return err
	}
	feed, err := ical.Marshal(model)
	if err != nil {
		return err
	}
	if output != "" {
		return os.WriteFile(output, feed, 0o644)
	}
	_, err = stdout.Write(feed)
	return err
}
