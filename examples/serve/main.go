// Serve is a feed server: the calendar of General Assembly resolution 76/186, or that of
// a catalogue of your own, for calendar applications to subscribe to.
//
//	go run ./examples/serve
//	go run ./examples/serve -addr :8080 -base-url https://calendar.example.org/
//	go run ./examples/serve -catalogue my.yaml -refresh 6h
//	go run ./examples/serve -h
//
// Then http://localhost:8080/ is a page that tells what there is.
package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "time/tzdata" // zones in catalogues load on machines without a zone database

	"github.com/convene-cal/convene/calendar/feed"
	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/examples/internal/cli"
)

func main() {
	// Signals stay caught until the end: a second one, which timeout(1) and others send at
	// once, would otherwise end the program before it has said how it ended.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-signals
		cancel()
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr, nil))
}

// settings are what the caller asked for.
type settings struct {
	addr      string
	catalogue string
	poll      time.Duration
	grace     time.Duration
	baseURL   string
	refresh   time.Duration
	color     string
	format    string
	quiet     bool
	health    bool
}

// about and rest are what -h shows before and after the flags.
const about = `
serve is a feed server: it serves a calendar for calendar applications to subscribe to,
with a page that tells what there is.

  serve [flags]

Without -catalogue it is the calendar of General Assembly resolution 76/186. The
addresses and their queries are those of package calendar/feed; /healthz says that the
server is up, and what it serves; /metrics has counts and times in the text format of
Prometheus.

A catalogue that changes is served from the next look at its file on, see -poll. One
with errors is not: the server goes on with what it has, and logs once what is wrong.

Put a proxy in front for TLS, and give its address as -base-url; docs/serving.md has
configurations. Logs go to standard error. They have no addresses of clients, which the
proxy knows better anyway. SIGINT and SIGTERM let requests end before the program does.
`

const rest = `
-health asks a server that runs with the same -addr whether it is up, for containers,
which have no program that could.

Examples:

  serve
  serve -addr :8080 -base-url https://calendar.example.org/ -format json
  serve -catalogue my.yaml -poll 1m -refresh 6h
  serve -addr :8080 -health

Exit codes:

  0  the server was told to stop, and did; with -health, it is up
  1  something failed, and standard error tells what; with -health, it is not up
  2  the call was wrong
`

func parseArgs(args []string, stdout io.Writer) (settings, error) {
	var s settings
	p := cli.New("serve", about, rest)
	p.StringVar(&s.addr, "addr", "localhost:8080", "listen at this `address`; :8080 is port 8080 of all interfaces")
	p.StringVar(&s.catalogue, "catalogue", "", "serve the calendar of this `file` instead of the resolution's")
	p.DurationVar(&s.poll, "poll", 5*time.Second, "look at the file at these `intervals` for changes; 0 for never")
	p.DurationVar(&s.grace, "grace", 10*time.Second, "let requests go on for this `time` when the server is told to stop")
	p.StringVar(&s.baseURL, "base-url", "", "the `address` under which subscribers reach the server, such as https://calendar.example.org/")
	p.DurationVar(&s.refresh, "refresh", 24*time.Hour, "ask subscribers to look for changes at these `intervals`, and let caches keep a feed for so long")
	p.StringVar(&s.color, "color", "steelblue", "the CSS `name` of the calendar's colour, or empty")
	p.BoolVar(&s.quiet, "quiet", false, "do not log each request")
	p.BoolVar(&s.health, "health", false, "ask the server at -addr whether it is up")
	p.Format(&s.format, "text", "json")
	if err := p.Parse(args, 0, stdout); err != nil {
		return s, err
	}
	switch {
	case s.health:
		return s, p.Only("-health", "health", "addr")
	case s.poll < 0 || s.grace < 0:
		return s, cli.Usagef("-poll and -grace cannot be negative")
	case s.catalogue == "" && p.Given("poll"):
		return s, cli.Usagef("-poll has no effect without -catalogue")
	}
	return s, nil
}

// run is the program until ctx ends. It calls listening, unless that is nil, when it can
// be reached. It returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, listening func(net.Addr)) int {
	s, err := parseArgs(args, stdout)
	switch {
	case err != nil:
	case s.health:
		err = s.askHealth(ctx, stdout)
	default:
		var logs slog.Handler = slog.NewTextHandler(stderr, nil)
		if s.format == "json" {
			logs = slog.NewJSONHandler(stderr, nil)
		}
		err = s.serve(ctx, slog.New(logs), listening)
	}
	return cli.Exit("serve", err, stderr)
}

// serve loads the calendar and serves it until ctx ends.
func (s settings) serve(ctx context.Context, log *slog.Logger, listening func(net.Addr)) error {
	m := newMeters()
	w := watch{file: s.catalogue, log: log, meters: m}
	cal, err := w.load()
	if err != nil {
		return err
	}
	h, err := feed.NewHandler(cal, feed.Options{
		BaseURL: s.baseURL,
		Feed:    ical.FeedOptions{Refresh: s.refresh, Color: s.color},
	})
	switch {
	case errors.Is(err, feed.ErrOptions) || errors.Is(err, ical.ErrValue): // values of flags
		return cli.Usage(err)
	case err != nil:
		return err
	}
	if s.catalogue != "" && s.poll > 0 {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go w.follow(ctx, s.poll, h)
	}
	return listenAndServe(ctx, s, newMux(h, s, m, log), log, listening)
}
