// Feed writes the calendar of General Assembly resolution 76/186, or that of a catalogue of
// your own, as iCalendar, for calendar applications to import or, from a web server, to
// subscribe to.
//
//	go run ./examples/feed > 76-186.ics
//	go run ./examples/feed -o 76-186.ics
//	go run ./examples/feed -from 2026-01-01 -until 2030-12-31
//	go run ./examples/feed -windows both -alarm 7d,1d
//	go run ./examples/feed -kind report-due,deadline -todo > tasks.ics
//	go run ./examples/feed -catalogue my.yaml -lang fr,es
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

	_ "time/tzdata" // zones in catalogues load on machines without a zone database

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
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
	source := flags.String("catalogue", "", "write the calendar of this `file` instead of the resolution's")
	var kinds []calendar.Kind
	flags.Func("kind", "only these `kinds`, such as report-due,deadline", listFlag(&kinds, readKind))
	flags.Func("lang", "texts in the best of these `languages` in which they are given, such as fr,es", listFlag(&options.Languages, readTag))
	flags.Func("windows", "the `style` of vague days: day (the last of them, as without the flag), span or both",
		valueFlag(&options.Windows, ical.ParseWindowStyle))
	flags.Func("documents", "the `style` of links to documents: url (one of them, as without the flag), attach or link", valueFlag(&options.Documents, ical.ParseDocumentStyle))
	flags.BoolVar(&options.Todos, "todo", false, "write what is to be done as tasks (VTODO), and nothing else")
	flags.Func("alarm", "remind people so long `before`, such as 7d,12h", listFlag(&options.Alarms, readBefore))
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
	if len(kinds) > 0 {
		options.Filters = append(options.Filters, calendar.OfKind(kinds...))
	}
	if err := write(*source, options, *output, stdout); err != nil {
		fmt.Fprintln(stderr, "feed:", err)
		return 1
	}
	return 0
}

// load reads the calendar of a catalogue, or where none is named that of the resolution.
func load(file string) (*calendar.Calendar, error) {
	if file == "" {
		return ares76186.Calendar(), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return catalogue.Read(f, catalogue.Options{
		Name: file, Periods: map[string]calendar.Periods{"unga": unga.Sessions}, Workdays: secretariat.Places(),
	})
}

// write makes the whole feed before it writes, so that an error in the data leaves no
// half of a file behind.
func write(source string, options ical.FeedOptions, output string, stdout io.Writer) error {
	cal, err := load(source)
	if err != nil {
		return err
	}
	model, err := ical.FromCalendar(cal, options)
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
