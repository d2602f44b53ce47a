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
//	go run ./examples/feed -h
package main

import (
	"io"
	"os"

	_ "time/tzdata" // zones in catalogues load on machines without a zone database

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
	"github.com/convene-cal/convene/examples/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// about and rest are what -h shows before and after the flags.
const about = `
feed writes a calendar as iCalendar, for calendar applications to import or, from a web
server, to subscribe to.

  feed [flags] > calendar.ics
  feed [flags] -o calendar.ics

Without -catalogue it is the calendar of General Assembly resolution 76/186. Without
-from and -until the feed has everything that is known and has a day, and what series
project for ten years from the catalogue's revision. The same catalogue gives the same
bytes.
`

const rest = `
Flags with several values take them joined by commas. -format ics is iCalendar (RFC 5545),
and jcal the same as JSON (RFC 7265).

Examples:

  feed -from 2026-01-01 -until 2030-12-31 > 76-186.ics
  feed -windows both -alarm 7d,1d -o 76-186.ics
  feed -kind report-due,deadline -todo > tasks.ics
  feed -catalogue my.yaml -lang fr,es -format jcal | jq .

Exit codes:

  0  the feed was written
  1  something failed, and standard error tells what; nothing was written
  2  the call was wrong
`

// run is the program. It returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	req := request{options: ical.FeedOptions{Color: "steelblue"}}
	err := req.parseArgs(args, stdout)
	if err == nil {
		err = req.write(stdout)
	}
	return cli.Exit("feed", err, stderr)
}

// request is what the caller asked for.
type request struct {
	catalogue string
	output    string
	format    string
	options   ical.FeedOptions
}

func (req *request) parseArgs(args []string, stdout io.Writer) error {
	p := cli.New("feed", about, rest)
	p.StringVar(&req.output, "o", "", "write to this `file` instead of to standard output")
	p.StringVar(&req.catalogue, "catalogue", "", "write the calendar of this `file` instead of the resolution's")
	var kinds []calendar.Kind
	cli.List(p, &kinds, "kind", "only these `kinds`, such as report-due,deadline", cli.ReadKind)
	cli.List(p, &req.options.Languages, "lang", "texts in the best of these `languages` in which they are given, such as fr,es", cli.ReadTag)
	cli.Value(p, &req.options.Windows, "windows", "the `style` of vague days: day (the last of them, as without the flag), span or both", ical.ParseWindowStyle)
	cli.Value(p, &req.options.Documents, "documents", "the `style` of links to documents: url (one of them, as without the flag), attach or link", ical.ParseDocumentStyle)
	p.BoolVar(&req.options.Todos, "todo", false, "write what is to be done as tasks (VTODO), and nothing else")
	cli.List(p, &req.options.Alarms, "alarm", "remind people so long `before`, such as 7d,12h", readBefore)
	p.Day(&req.options.From, "from", "the first `day` of the feed, such as 2026-01-01")
	p.Day(&req.options.Until, "until", "the last `day` of the feed")
	p.Format(&req.format, "ics", "jcal")
	if err := p.Parse(args, 0, stdout); err != nil {
		return err
	}
	if p.Given("until") && req.options.Until < req.options.From {
		return cli.Usagef("-until %s is before -from %s", req.options.Until, req.options.From)
	}
	if len(kinds) > 0 {
		req.options.Filters = append(req.options.Filters, calendar.OfKind(kinds...))
	}
	return nil
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
func (req *request) write(stdout io.Writer) error {
	cal, err := load(req.catalogue)
	if err != nil {
		return err
	}
	model, err := ical.FromCalendar(cal, req.options)
	if err != nil {
		return err
	}
	marshal := ical.Marshal
	if req.format == "jcal" {
		marshal = ical.MarshalJCal
	}
	feed, err := marshal(model)
	if err != nil {
		return err
	}
	if req.output != "" {
		return os.WriteFile(req.output, feed, 0o644)
	}
	_, err = stdout.Write(feed)
	return err
}
