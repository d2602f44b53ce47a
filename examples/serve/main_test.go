package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A buffer takes logs while the program runs.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// A running is the program while it runs.
type running struct {
	t    *testing.T
	url  string
	logs *buffer
	stop context.CancelFunc
	code chan int
}

// start starts the program at a free port of loopback and ends it with the test.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p := &running{t: t, logs: &buffer{}, stop: cancel, code: make(chan int, 1)}
	address := make(chan net.Addr, 1)
	go func() {
		p.code <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), io.Discard, p.logs, func(a net.Addr) { address <- a })
	}()
	select {
	case a := <-address:
		p.url = "http://" + a.String()
	case code := <-p.code:
		t.Fatalf("ended with %d: %s", code, p.logs)
	}
	t.Cleanup(func() { p.end() })
	return p
}

// end stops the program and returns its exit code.
func (p *running) end() int {
	p.stop()
	select {
	case code := <-p.code:
		p.code <- code
		return code
	case <-time.After(30 * time.Second):
		p.t.Error("it does not end")
		return -1
	}
}

func (p *running) get(path string) (*http.Response, string) {
	p.t.Helper()
	client := http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	resp, err := client.Get(p.url + path)
	require.NoError(p.t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	require.NoError(p.t, err)
	return resp, string(b)
}

// eventually waits for a text in the logs, and returns how often it is there.
func (p *running) eventually(text string) int {
	p.t.Helper()
	require.Eventually(p.t, func() bool { return strings.Contains(p.logs.String(), text) }, 20*time.Second, 5*time.Millisecond, text)
	return strings.Count(p.logs.String(), text)
}

func TestServesTheResolution(t *testing.T) {
	p := start(t, "-format", "json", "-base-url", "https://calendar.example.org/")
	resp, text := p.get("/calendar.ics")
	require.Equal(t, "200 OK", resp.Status)
	require.Equal(t, "text/calendar; charset=utf-8", resp.Header.Get("Content-Type"))
	require.Contains(t, text, "SOURCE;VALUE=URI:https://calendar.example.org/calendar.ics\r\n")
	require.Contains(t, text, "COLOR:steelblue\r\n")
	modified, err := http.ParseTime(resp.Header.Get("Last-Modified"))
	require.NoError(t, err)
	sent, err := http.ParseTime(resp.Header.Get("Date"))
	require.NoError(t, err)
	require.False(t, modified.After(sent))

	resp, text = p.get("/")
	require.Equal(t, "200 OK", resp.Status)
	require.Contains(t, text, `href="webcal://calendar.example.org/calendar.ics"`)

	resp, text = p.get("/healthz")
	require.Equal(t, "200 OK", resp.Status)
	require.Equal(t, "ok a-res-76-186 "+modified.Format(time.RFC3339)+"\n", text)
	require.Equal(t, "no-store", resp.Header.Get("Cache-Control"))

	resp, text = p.get("/calendar.ics?kind=party")
	require.Equal(t, http.StatusBadRequest, resp.StatusCode)
	require.Contains(t, text, `parameter kind: "party" is none`)

	const logged = `"msg":"request"` // when the answer is on its way already
	require.Eventually(t, func() bool { return strings.Count(p.logs.String(), logged) == 4 }, 20*time.Second, 5*time.Millisecond)
	require.Equal(t, 0, p.end())
	var lines []map[string]any
	for _, line := range strings.Split(strings.TrimSpace(p.logs.String()), "\n") {
		var l map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &l), line)
		lines = append(lines, l)
	}
	require.Equal(t, "listening", lines[0]["msg"])
	require.Equal(t, "stopping", lines[len(lines)-1]["msg"])
	requests := 0
	for _, l := range lines {
		if l["msg"] == "request" {
			requests++
			require.NotContains(t, l, "remote")
		}
	}
	require.Equal(t, 4, requests)
}

const board = `convene: 1
id: library-board
title: Duties of the library board
revision: REVISION
layers:
  - id: statutes
    said: 2023-11-20
    source: {document: Statutes 2023}
    events:
      - id: budget
        title: TITLE
        kind: deadline
        status: mandated
        when: "[..2026-06-30]"
        paragraphs: [art. 5]
`

// write writes a catalogue.
func write(t *testing.T, file, revision, title string) {
	t.Helper()
	text := strings.NewReplacer("REVISION", revision, "TITLE", title).Replace(board)
	replace(t, file, text)
}

// replace replaces a file at once, so that nobody reads half of it.
func replace(t *testing.T, file, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(file+".new", []byte(text), 0o644))
	require.NoError(t, os.Rename(file+".new", file))
}

func TestFollowsTheCatalogue(t *testing.T) {
	file := filepath.Join(t.TempDir(), "board.yaml")
	write(t, file, "2026-01-01", "Budget")
	p := start(t, "-catalogue", file, "-poll", "5ms", "-quiet")
	_, text := p.get("/calendar.ics")
	require.Contains(t, text, "SUMMARY:Latest day: Budget\r\n")

	write(t, file, "2026-01-02", "Estimates")
	require.Equal(t, 1, p.eventually("the catalogue has changed\""))
	resp, text := p.get("/calendar.ics")
	require.Contains(t, text, "SUMMARY:Latest day: Estimates\r\n")
	require.Equal(t, "Fri, 02 Jan 2026 00:00:00 GMT", resp.Header.Get("Last-Modified"))

	require.Contains(t, p.metrics(), "\nconvene_catalogue_changes_total{result=\"served\"} 1\n")

	// A catalogue with errors is told once, with the place, and not served.
	replace(t, file, strings.Replace(board, "kind: deadline", "kind: party", 1))
	p.eventually("the catalogue has changed and is refused")
	time.Sleep(50 * time.Millisecond)
	require.Equal(t, 1, p.eventually("refused"))
	require.Contains(t, p.logs.String(), "board.yaml:4:")  // the revision
	require.Contains(t, p.logs.String(), "board.yaml:12:") // the kind
	_, again := p.get("/calendar.ics")
	require.Equal(t, text, again)

	// So is one that is not there.
	require.NoError(t, os.Remove(file))
	p.eventually("the catalogue cannot be read")
	time.Sleep(50 * time.Millisecond)
	require.Equal(t, 1, p.eventually("cannot be read"))
	_, again = p.get("/calendar.ics")
	require.Equal(t, text, again)

	// It is served when it is right again; and a revision that did not grow is told.
	write(t, file, "2026-01-02", "Appropriations")
	p.eventually("the revision is no later than before")
	resp, text = p.get("/calendar.ics")
	require.Contains(t, text, "SUMMARY:Latest day: Appropriations\r\n")
	require.NotEqual(t, "Fri, 02 Jan 2026 00:00:00 GMT", resp.Header.Get("Last-Modified"))
	require.NotContains(t, p.logs.String(), "msg=request")
	text = p.metrics()
	for result, n := range map[string]int{"served": 2, "refused": 1, "unreadable": 1} {
		require.Contains(t, text, fmt.Sprintf("\nconvene_catalogue_changes_total{result=%q} %d\n", result, n))
	}
}

// metrics returns the page of metrics, behind a line feed.
func (p *running) metrics() string {
	p.t.Helper()
	resp, text := p.get("/metrics")
	require.Equal(p.t, "200 OK", resp.Status)
	require.Equal(p.t, "text/plain; version=0.0.4; charset=utf-8", resp.Header.Get("Content-Type"))
	return "\n" + text
}

func TestMetrics(t *testing.T) {
	p := start(t, "-quiet")
	resp, ics := p.get("/calendar.ics")
	require.Equal(t, "200 OK", resp.Status)
	_, wrong := p.get("/calendar.ics?kind=party")
	p.get("/healthz") // is not counted, nor is the page itself
	// A long answer may be read before the handler has ended.
	var text string
	require.Eventually(t, func() bool {
		text = p.metrics()
		return strings.Contains(text, "convene_http_request_duration_seconds_count 2\n")
	}, 20*time.Second, 5*time.Millisecond)
	modified, err := http.ParseTime(resp.Header.Get("Last-Modified"))
	require.NoError(t, err)
	for _, line := range []string{
		`convene_http_responses_total{status="200"} 1`,
		`convene_http_responses_total{status="400"} 1`,
		fmt.Sprintf("convene_http_response_bytes_total %d", len(ics)+len(wrong)),
		`convene_http_request_duration_seconds_bucket{le="+Inf"} 2`,
		"convene_http_request_duration_seconds_count 2",
		"convene_http_requests_in_flight 0",
		fmt.Sprintf("convene_calendar_revision_timestamp_seconds %d", modified.Unix()),
	} {
		require.Contains(t, text, "\n"+line+"\n")
	}
	require.Contains(t, text, "\ngo_goroutines ")
	// Each line is one of the text format.
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		require.Regexp(t, `^(# .*|[a-z_:]+(\{[^{}]*\})? [-+0-9.eInfNa]+)$`, line)
	}
}

// A request that is being answered ends before the program does, within the grace.
func TestStopping(t *testing.T) {
	for _, tt := range []struct {
		grace time.Duration
		want  string
	}{
		{time.Minute, "whole"},
		{10 * time.Millisecond, ""},
	} {
		began, release := make(chan struct{}), make(chan struct{})
		handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			close(began)
			<-release
			_, _ = io.WriteString(w, "whole")
		})
		ctx, stop := context.WithCancel(context.Background())
		address, ended := make(chan net.Addr, 1), make(chan error, 1)
		go func() {
			ended <- listenAndServe(ctx, settings{addr: "127.0.0.1:0", grace: tt.grace}, handler,
				slog.New(slog.DiscardHandler), func(a net.Addr) { address <- a })
		}()
		got := make(chan string, 1)
		go func() {
			resp, err := http.Get("http://" + (<-address).String())
			if err != nil {
				got <- ""
				return
			}
			defer resp.Body.Close()
			b, err := io.ReadAll(resp.Body)
			if err != nil {
				t.Error(err)
			}
			got <- string(b)
		}()
		<-began
		stop()
		time.Sleep(50 * time.Millisecond)
		if tt.want == "" {
			require.NoError(t, <-ended)
			close(release)
			require.Empty(t, <-got)
			continue
		}
		close(release)
		require.Equal(t, tt.want, <-got)
		require.NoError(t, <-ended)
	}
}

func TestHelp(t *testing.T) {
	var stdout bytes.Buffer
	require.Equal(t, 0, run(context.Background(), []string{"-h"}, &stdout, io.Discard, nil))
	require.Contains(t, stdout.String(), "-base-url address")
}

// A container has no other program to ask with.
func TestHealth(t *testing.T) {
	p := start(t)
	address := strings.TrimPrefix(p.url, "http://")
	var stdout, stderr bytes.Buffer
	require.Equal(t, 0, run(context.Background(), []string{"-health", "-addr", address}, &stdout, &stderr, nil), stderr.String())
	require.Regexp(t, "^ok a-res-76-186 ", stdout.String())
	p.end()
	require.Equal(t, 1, run(context.Background(), []string{"-health", "-addr", address}, &stdout, &stderr, nil))
	require.Regexp(t, "^serve: .*refused", stderr.String())
	require.Equal(t, 1, run(context.Background(), []string{"-health", "-addr", "nowhere"}, &stdout, &stderr, nil))
}

func TestWrongCalls(t *testing.T) {
	for _, args := range [][]string{
		{"-x"}, {"board.yaml"}, {"-poll", "often"}, {"-poll", "-1s"}, {"-grace", "-1s"}, {"-poll", "1s"}, {"-health", "-quiet"},
		{"-format", "csv"}, {"-base-url", "calendar.example.org"}, {"-refresh", "1ms"}, {"-color", "mud"},
	} {
		var stderr bytes.Buffer
		require.Equal(t, 2, run(context.Background(), args, io.Discard, &stderr, nil), args)
		require.NotEmpty(t, stderr.String())
	}
}

func TestFailures(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	require.NoError(t, os.WriteFile(bad, []byte("convene: 2\n"), 0o644))
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"-catalogue", filepath.Join(t.TempDir(), "none.yaml")}, "none.yaml"},
		{[]string{"-catalogue", bad}, "bad.yaml:1:"},
		{[]string{"-addr", "127.0.0.1:999999"}, "port"},
	} {
		var stderr bytes.Buffer
		require.Equal(t, 1, run(context.Background(), tt.args, io.Discard, &stderr, nil), tt.args)
		require.Contains(t, stderr.String(), tt.want)
	}
}
