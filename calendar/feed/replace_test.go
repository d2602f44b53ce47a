package feed_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/feed"
)

func TestReplace(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	before := ask(h, "GET", "/calendar.ics")
	next := library(t, revised.Add(time.Hour), "New budget")
	require.NoError(t, h.Replace(next))
	require.Same(t, next, h.Calendar())
	after := ask(h, "GET", "/calendar.ics", "If-None-Match", before.Header.Get("ETag"), "If-Modified-Since", before.Header.Get("Last-Modified"))
	require.Equal(t, http.StatusOK, after.StatusCode)
	require.Equal(t, "Fri, 20 Nov 2026 09:30:15 GMT", after.Header.Get("Last-Modified"))
	require.Contains(t, body(t, after), "\r\nSUMMARY:New budget\r\n")
	require.Equal(t, http.StatusOK, ask(h, "GET", "/calendar.ics", "If-Modified-Since", before.Header.Get("Last-Modified")).StatusCode)

	// A revision taken back reaches those who ask by date.
	require.NoError(t, h.Replace(library(t, revised, "Budget")))
	back := ask(h, "GET", "/calendar.ics", "If-Modified-Since", after.Header.Get("Last-Modified"))
	require.Equal(t, http.StatusOK, back.StatusCode)
	require.Equal(t, before.Header.Get("ETag"), back.Header.Get("ETag"))
	require.Equal(t, now.Format(http.TimeFormat), back.Header.Get("Last-Modified"))

	// The same again changes nothing.
	same := h.Calendar()
	require.NoError(t, h.Replace(same))
	require.Equal(t, back.Header, ask(h, "GET", "/calendar.ics").Header)

	require.Error(t, h.Replace(nil))
	require.Same(t, same, h.Calendar())
}

func TestReplaceDropsVariants(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	for _, target := range []string{"/calendar.ics?kind=deadline", "/calendar.json", "/"} {
		require.NoError(t, h.Replace(library(t, revised, "Budget")))
		require.Contains(t, body(t, ask(h, "GET", target)), "Budget")
		require.NoError(t, h.Replace(library(t, revised, "Estimates")))
		require.Contains(t, body(t, ask(h, "GET", target)), "Estimates")
	}
}

func TestReplaceWithWhatCannotBeWritten(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	bad, err := calendar.New(calendar.Definition{
		ID: "bad", Title: "Bad", Revision: revised, URL: "https://x.example/\nSUMMARY:x",
		Layers: []calendar.Layer{{ID: "a", Said: 1}},
	})
	require.NoError(t, err)
	require.Error(t, h.Replace(bad))
	require.Equal(t, "library-board", h.Calendar().ID())
}

// Every answer is of one calendar: its tag, its date and all its events.
func TestReplaceDuringLoad(t *testing.T) {
	const editions = 40
	title := func(i int) string { return fmt.Sprintf("Budget of edition %d", i) }
	calendars := make([]*calendar.Calendar, editions)
	for i := range calendars {
		calendars[i] = library(t, revised.Add(time.Duration(i)*time.Second), title(i))
	}
	h := newHandler(t, calendars[0], feed.Options{CacheSize: 1 << 20})
	tags := sync.Map{} // of an answer: the edition
	targets := []string{"/calendar.ics", "/calendar.ics?kind=deadline", "/calendar.json", "/calendar", "/calendar.ics?from=2026-01-01"}
	done := make(chan struct{})
	var all sync.WaitGroup
	for worker := range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := worker; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				target := targets[i%len(targets)]
				resp := ask(h, "GET", target)
				text := body(t, resp)
				modified, err := http.ParseTime(resp.Header.Get("Last-Modified"))
				if err != nil || resp.StatusCode != http.StatusOK {
					t.Error(resp.StatusCode, err)
					return
				}
				edition := int(modified.Sub(revised) / time.Second)
				if !strings.Contains(text, title(edition)) {
					t.Errorf("%s of edition %d has another's title", target, edition)
				}
				key := resp.Header.Get("ETag") + resp.Header.Get("Content-Location")
				if other, loaded := tags.LoadOrStore(key, edition); loaded && other != edition {
					t.Errorf("editions %d and %v have one tag", edition, other)
				}
			}
		}()
	}
	for _, cal := range calendars[1:] {
		if err := h.Replace(cal); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Millisecond)
	}
	close(done)
	all.Wait()
}
