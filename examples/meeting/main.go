// Meeting finds the times at which people in many places can meet, says whom each time
// costs sleep, and where no time serves, why.
//
//	go run ./examples/meeting
//	go run ./examples/meeting -sample > ours.yaml
//	go run ./examples/meeting -sample year > ours.yaml
//	go run ./examples/meeting -svg ours.svg ours.yaml
//	go run ./examples/meeting -json < problems.json > answers.jsonl
//	go run ./examples/meeting -h
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	_ "time/tzdata" // the zones of the bodies load on machines without a zone database

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/examples/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], time.Now(), os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program, with the moment that counts as now. It returns the exit code.
func run(ctx context.Context, args []string, now time.Time, stdin io.Reader, stdout, stderr io.Writer) int {
	r, err := parseArgs(args, now, stdout)
	if err == nil {
		err = r.answer(ctx, stdin, stdout, stderr)
	}
	return cli.Exit("meeting", err, stderr)
}

// request is what the caller asked for.
type request struct {
	files   []string
	json    bool
	sample  []byte // to print, or nil
	svg     string
	format  string
	width   int
	now     time.Time
	hasFrom bool
	from    date.Date
	invite  *inviter // nil if nobody is to be invited
}

func parseArgs(args []string, now time.Time, stdout io.Writer) (request, error) {
	r := request{now: now}
	p := cli.New("meeting", about, rest)
	p.BoolVar(&r.json, "json", false, "read instances in JSON, and write answers in JSON")
	asks := p.Bool("sample", false, "print a problem to begin one's own with: that of ICAT's principals, or after the flag year, regions or chairs")
	p.StringVar(&r.svg, "svg", "", "draw the hours of all participants and the best times to this `file`")
	p.Day(&r.from, "from", "offer no time before this `day` (default: none that has passed)")
	p.IntVar(&r.width, "width", 0, "the `number` of characters in a line (default that of the terminal, or 80)")
	p.Format(&r.format, "text", "markdown")
	v := inviter{slot: 1}
	p.StringVar(&v.dir, "invite", "", "write invitations to one of the times into this `folder`")
	p.IntVar(&v.slot, "slot", 1, "invite to this `number` of the times")
	p.StringVar(&v.organizer, "organizer", "", "invite as this `person`: a participant or an address (default: the chair)")
	p.StringVar(&v.uid, "uid", "", "the `UID` of the meeting in the invitations (default: one made of its title and time)")
	cli.List(p, &v.languages, "lang", "write the text of invitations in the first of these `languages` that there is: fr,en", cli.ReadTag)
	cli.Value(p, &r.now, "now", "the `moment` that counts as now, such as 2026-11-26T08:00Z", readMoment)
	err := p.Parse(args, len(args), stdout)
	if err != nil {
		return r, err
	}
	r.files, r.hasFrom = p.Args(), p.Given("from")
	switch {
	case r.json:
		return r, p.Only("-json", "json")
	case *asks:
		if r.sample, err = sampleNamed(r.files); err != nil {
			return r, err
		}
		return r, p.Only("-sample", "sample")
	case len(r.files) > 1:
		return r, cli.Usagef("unexpected argument %q", r.files[1])
	case p.Given("width") && r.width < 20:
		return r, cli.Usagef("-width %d is less than 20", r.width)
	case !p.Given("invite") && p.Given("slot", "organizer", "uid", "lang"):
		return r, cli.Usagef("-slot, -organizer, -uid and -lang are for -invite")
	case p.Given("invite") && v.dir == "":
		return r, cli.Usagef("-invite names no folder")
	case v.slot < 1:
		return r, cli.Usagef("-slot %d: the times are counted from 1", v.slot)
	}
	if v.now = r.now; p.Given("invite") {
		r.invite = &v
	}
	return r, nil
}

// readMoment reads a moment in UTC.
func readMoment(s string) (time.Time, error) {
	for _, layout := range []string{minuteLayout, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no moment such as 2026-11-26T08:00Z", s)
}

func (r request) answer(ctx context.Context, stdin io.Reader, stdout, stderr io.Writer) error {
	switch {
	case r.json:
		return solveFiles(ctx, r.files, stdin, stdout)
	case r.sample != nil:
		_, err := stdout.Write(r.sample)
		return err
	}
	p, err := r.load(stdin)
	if err != nil {
		return err
	}
	out := &report{plan: p, w: stdout, width: r.width, color: cli.Color(stdout), markdown: r.format == "markdown"}
	if out.width == 0 {
		out.width = widthOf(stdout)
	}
	return r.report(ctx, out, stderr)
}

// report solves a problem, and writes the answer.
func (r request) report(ctx context.Context, out *report, stderr io.Writer) error {
	p := out.plan
	if p.rotation != nil {
		if r.svg != "" || r.invite != nil {
			return cli.Usagef("-svg and -invite have no effect with a rotation")
		}
		turns, err := meeting.Rotate(*p.rotation)
		if err != nil {
			return err
		}
		return out.chairs(turns)
	}
	if p.series != nil && r.invite != nil {
		return cli.Usagef("-invite is for one meeting, and not for a series")
	}
	r.lookFrom(p)
	done := working(stderr, "Searching")
	var found *meeting.Result
	var series *meeting.SeriesResult
	var err error
	if p.series != nil {
		p.series.Request = p.req
		series, err = meeting.Series(ctx, *p.series)
		if series != nil {
			found = series.Starts
		}
	} else {
		found, err = meeting.Find(ctx, p.req)
	}
	done()
	stopped := errors.Is(err, context.Canceled)
	if err != nil && (!stopped || found == nil) {
		if stopped {
			return errors.New("stopped before a time was found")
		}
		return err
	}
	slots := found.Slots
	switch {
	case series != nil && len(series.Meetings) > 0:
		slots = series.Meetings
		err = out.planned(series)
	case series != nil && found.Feasible > 0:
		out.intro(found)
		out.paragraph("There are times for a meeting, but none for " + plural(p.series.Count, "meeting", "meetings") + " so far apart.")
		out.remarks()
		return cli.ErrNo
	case len(slots) == 0 && stopped:
		return errors.New("stopped before a time was found")
	case len(slots) == 0:
		if err := out.none(ctx, found); err != nil {
			return err
		}
		return cli.ErrNo
	default:
		err = out.found(found)
	}
	if err != nil {
		return err
	}
	if r.svg != "" {
		if err := writeSVG(r.svg, p, slots); err != nil {
			return err
		}
	}
	if stopped {
		return cli.ErrNo
	}
	if r.invite != nil {
		return r.invite.invite(p, slots, out.w, stderr)
	}
	return nil
}

// lookFrom leaves out what has passed, and what comes sooner than people have to know:
// before the day of -from, or while the window lasts before now.
func (r request) lookFrom(p *plan) {
	earliest := r.now.Truncate(time.Minute).Add(time.Minute).UTC()
	if r.hasFrom {
		earliest = startOfDay(r.from, p.loc)
	} else if last := p.req.Windows[len(p.req.Windows)-1]; !r.now.Before(last.End) {
		return
	}
	if earliest = earliest.Add(p.notice); earliest.After(p.req.Windows[0].Start) {
		p.req.NotBefore = earliest
	}
}
