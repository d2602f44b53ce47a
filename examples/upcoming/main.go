// Upcoming prints what falls due next under General Assembly resolution 76/186, or by
// catalogues of your own: how sure each date is, and who says so.
//
//	go run ./examples/upcoming
//	go run ./examples/upcoming -from 2026-11-23 -n 5
//	go run ./examples/upcoming -asof 2021-12-16
//	go run ./examples/upcoming -since 2026-10-01
//	go run ./examples/upcoming -remind 90,30,7,1 -since 2026-11-20
//	go run ./examples/upcoming -h
//
// The last one tells all flags, what they print, and the exit codes.
package main

import (
	"fmt"
	"io"
	"os"
	"time"

	_ "time/tzdata" // zones in catalogues load on machines without a zone database

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], date.NewAt(time.Now()), os.Stdout, os.Stderr))
}

// run is the program, with the day that counts as today. It returns the exit code.
func run(args []string, today date.Date, stdout, stderr io.Writer) int {
	req, err := parseArgs(args, today, stdout)
	if err == nil {
		err = req.print(stdout, stderr)
	}
	return cli.Exit("upcoming", err, stderr)
}

// print answers and writes the answer.
func (req request) print(stdout, stderr io.Writer) error {
	cal, err := req.load()
	switch {
	case req.check && err != nil:
		fmt.Fprintln(stderr, err) // each fault begins with its file, as editors read it
		return cli.ErrNo
	case err != nil:
		return err
	case req.check:
		_, err := fmt.Fprintln(stdout, count(len(cal.Calendars()), "catalogue"), "without a fault")
		return err
	}
	cal = cal.In(req.languages...)
	filters, err := req.filters(cal)
	switch {
	case err != nil:
		return err
	case req.remind != nil:
		return req.printReminders(stdout, cal, filters)
	case req.wantsChanges():
		return req.printChanges(stdout, cal.Calendars(), filters)
	}
	return req.printEntries(stdout, cal, filters)
}

// printEntries writes what falls due, or has no date.
func (req request) printEntries(w io.Writer, cal *calendar.Merged, filters []calendar.Filter) error {
	rep := req.answer(cal, filters)
	if err := writers[req.format](w, rep); err != nil {
		return err
	}
	if len(rep.entries)+len(rep.overdue) == 0 {
		return cli.ErrNo
	}
	return nil
}
