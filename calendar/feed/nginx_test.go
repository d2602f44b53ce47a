package feed_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/feed"
	"github.com/convene-cal/convene/calendar/ical"
)

// A proxy is nginx in front of an origin.
type proxy struct {
	url    string
	client *http.Client
}

// startNginx starts nginx with the configuration that the documentation shows.
func startNginx(t *testing.T, origin string) *proxy {
	t.Helper()
	if testing.Short() {
		t.Skip("it waits for intervals to pass")
	}
	program, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is not installed")
	}
	documented, err := os.ReadFile(filepath.Join("..", "..", "docs", "serving.md"))
	require.NoError(t, err)
	fence := regexp.MustCompile("(?s)```nginx\n(.*?)```").FindSubmatch(documented)
	require.NotNil(t, fence)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	dir := t.TempDir()
	site := regexp.MustCompile(`(?m)^ *ssl_certificate.*\n`).ReplaceAllString(string(fence[1]), "")
	site = strings.NewReplacer(
		"listen 443 ssl", "listen "+address,
		"http://127.0.0.1:8080", origin,
		"/var/cache/nginx", dir,
	).Replace(site)
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;"
	}
	config := filepath.Join(dir, "nginx.conf")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, `
%s
daemon off; worker_processes 2; pid %[2]s/pid; error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path %[2]s/body; proxy_temp_path %[2]s/proxy; fastcgi_temp_path %[2]s/fastcgi;
  uwsgi_temp_path %[2]s/uwsgi; scgi_temp_path %[2]s/scgi;
%[3]s
}
`, user, dir, site), 0o644))

	var log bytes.Buffer
	cmd := exec.Command(program, "-c", config, "-p", dir)
	cmd.Stdout, cmd.Stderr = &log, &log
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	require.Eventually(t, func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err == nil
	}, 10*time.Second, 10*time.Millisecond)
	return &proxy{"http://" + address, &http.Client{
		Timeout: 30 * time.Second, Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 256},
	}}
}

// A subscriber remembers the tag of what it has.
type subscriber struct {
	accept, tag string
}

// poll asks for a feed as the subscriber would, and returns the status and the body.
func (s *subscriber) poll(p *proxy, target string) (status int, text string, err error) {
	r, err := http.NewRequest("GET", p.url+target, nil)
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Accept-Encoding", s.accept)
	if s.tag != "" {
		r.Header.Set("If-None-Match", s.tag)
	}
	resp, err := p.client.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if tag := resp.Header.Get("ETag"); tag != "" {
		s.tag = tag
	}
	if s.accept == "identity" && resp.Header.Get("Content-Encoding") != "" {
		return 0, "", fmt.Errorf("coded: %s", resp.Header.Get("Content-Encoding"))
	}
	return resp.StatusCode, string(b), err
}

// pollAll has all subscribers ask at once, and counts the statuses.
func pollAll(t *testing.T, p *proxy, target string, subscribers []*subscriber) map[int]int {
	t.Helper()
	statuses := map[int]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, s := range subscribers {
		all.Add(1)
		go func() {
			defer all.Done()
			status, _, err := s.poll(p, target)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			statuses[status]++
		}()
	}
	all.Wait()
	return statuses
}

func TestBehindNginx(t *testing.T) {
	const (
		interval = 3 * time.Second
		n        = 200
		target   = "/calendar.ics?kind=deadline"
	)
	// nginx counts in whole seconds.
	over := func() { time.Sleep(interval + 2*time.Second) }
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{Feed: ical.FeedOptions{Refresh: interval}, Now: time.Now})
	var asked, answered atomic.Int32
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.Header.Get("If-None-Match") == "" {
			answered.Add(1)
		}
		time.Sleep(20 * time.Millisecond) // for the others to come meanwhile
		h.ServeHTTP(w, r)
	}))
	defer origin.Close()
	p := startNginx(t, origin.URL)

	accepts := []string{"gzip", "gzip, deflate, br, zstd", "identity", "gzip;q=0.5, *;q=0.1", ""}
	subscribers := make([]*subscriber, n)
	for i := range subscribers {
		subscribers[i] = &subscriber{accept: accepts[i%len(accepts)]}
	}
	require.Equal(t, map[int]int{200: n}, pollAll(t, p, target, subscribers))
	require.EqualValues(t, 1, asked.Load(), "all of them cost one request")
	require.Equal(t, map[int]int{304: n}, pollAll(t, p, target, subscribers))
	require.EqualValues(t, 1, asked.Load(), "and none within the interval")

	over()
	require.Equal(t, map[int]int{304: n}, pollAll(t, p, target, subscribers), "nothing has changed")
	require.EqualValues(t, 2, asked.Load(), "one request an interval")
	require.EqualValues(t, 1, answered.Load(), "and that with the tag")

	require.NoError(t, h.Replace(library(t, revised.Add(time.Hour), "Estimates")))
	over()
	first := &subscriber{accept: "identity", tag: subscribers[2].tag}
	status, text, err := first.poll(p, target)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, status, "the interval is over")
	require.Contains(t, text, "SUMMARY:Estimates")
	require.Equal(t, map[int]int{200: n}, pollAll(t, p, target, subscribers))
	require.Equal(t, map[int]int{304: n}, pollAll(t, p, target, subscribers))
	require.EqualValues(t, 3, asked.Load(), "one request a revision")

	// While the origin is away, what is kept is served on.
	origin.Close()
	over()
	require.Equal(t, map[int]int{304: n}, pollAll(t, p, target, subscribers))
}

// Pages come through in the language of each reader.
func TestPagesBehindNginx(t *testing.T) {
	origin := httptest.NewServer(newHandler(t, library(t, revised, "Budget"), feed.Options{}))
	defer origin.Close()
	p := startNginx(t, origin.URL)
	for range 2 {
		for _, language := range []string{"fr", "ar", "en"} {
			r, err := http.NewRequest("GET", p.url+"/", nil)
			require.NoError(t, err)
			r.Header.Set("Accept-Language", language)
			resp, err := p.client.Do(r)
			require.NoError(t, err)
			text, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			require.NoError(t, resp.Body.Close())
			require.Contains(t, string(text), `<html lang="`+language+`"`)
		}
	}
}
