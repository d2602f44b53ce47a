// Serve is a feed server: the calendar of General Assembly resolution 76/186, or that of
// a catalogue of your own, for calendar applications to subscribe to.
//
//	go run ./examples/serve
//	go run ./examples/serve -addr :8080 -base-url https://calendar.example.org/
//	go run ./examples/serve -catalogue my.yaml -refresh 6h
//
// Then http://localhost:8080/ is a page that tells what there is. The addresses and their
// queries are those of package calendar/feed; /healthz says that the server is up, and
// what it serves; /metrics has counts and times in the text format of Prometheus.
//
// A catalogue that changes is served from the next look at its file on, see -poll. One
// with errors is not: the server goes on with what it has, and logs once what is wrong.
//
// Put a proxy in front for TLS, and give its address as -base-url; docs/serving.md has
// configurations. Logs go to standard error. They have no addresses of clients, which the
// proxy knows better anyway. SIGINT and SIGTERM let requests end before the program does.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stderr, nil)
	stop()
	os.Exit(code)
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
	json      bool
	quiet     bool
}

func parseArgs(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.addr, "addr", "localhost:8080", "listen at this `address`; :8080 is port 8080 of all interfaces")
	flags.StringVar(&s.catalogue, "catalogue", "", "serve the calendar of this `file` instead of the resolution's")
	flags.DurationVar(&s.poll, "poll", 5*time.Second, "look at the file so often for changes; 0 for never")
	flags.DurationVar(&s.grace, "grace", 10*time.Second, "how long requests may go on when the server is told to stop")
	flags.StringVar(&s.baseURL, "base-url", "", "the `address` under which subscribers reach the server, such as https://calendar.example.org/")
	flags.DurationVar(&s.refresh, "refresh", 24*time.Hour, "how often subscribers are asked to look for changes, and how long caches keep a feed")
	flags.StringVar(&s.color, "color", "steelblue", "the CSS `name` of the calendar's color, or empty")
	flags.BoolVar(&s.json, "json", false, "log in JSON")
	flags.BoolVar(&s.quiet, "quiet", false, "do not log each request")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	switch {
	case flags.NArg() > 0:
		return s, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case s.poll < 0 || s.grace < 0:
		return s, errors.New("-poll and -grace cannot be negative")
	}
	return s, nil
}

// run is the program until ctx ends. It calls listening, unless that is nil, when it can
// be reached. It returns the exit code: 0, 1 where something failed, 2 where the call was
// wrong.
func run(ctx context.Context, args []string, stderr io.Writer, listening func(net.Addr)) int {
	s, err := parseArgs(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "serve:", err)
		return 2
	}
	var logs slog.Handler = slog.NewTextHandler(stderr, nil)
	if s.json {
		logs = slog.NewJSONHandler(stderr, nil)
	}
	if err := s.serve(ctx, slog.New(logs), listening); err != nil {
		fmt.Fprintln(stderr, "serve:", err)
		return 1
	}
	return 0
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
	if err != nil {
		return err
	}
	if s.catalogue != "" && s.poll > 0 {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go w.follow(ctx, s.poll, h)
	}
	return listenAndServe(ctx, s, newMux(h, s, m, log), log, listening)
}
