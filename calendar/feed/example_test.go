package feed_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A mission serves the calendar of a resolution, and a subscriber asks twice.
func ExampleNewHandler() {
	h, err := feed.NewHandler(ares76186.Calendar(), feed.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	server := httptest.NewServer(h)
	defer server.Close()

	first, err := http.Get(server.URL + "/calendar.ics?kind=report-due")
	if err != nil {
		fmt.Println(err)
		return
	}
	first.Body.Close()
	fmt.Println(first.Status, first.Header.Get("Content-Type"))

	again, err := http.NewRequest("GET", server.URL+"/calendar.ics?kind=report-due", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	again.Header.Set("If-None-Match", first.Header.Get("ETag"))
	second, err := http.DefaultClient.Do(again)
	if err != nil {
		fmt.Println(err)
		return
	}
	second.Body.Close()
	fmt.Println(second.Status)
	// Output:
	// 200 OK text/calendar; charset=utf-8
	// 304 Not Modified
}

// The catalogue has changed: the next who asks has the new calendar.
func ExampleHandler_Replace() {
	edition := func(revision int, title string) *calendar.Calendar {
		return calendar.MustNew(calendar.Definition{
			ID: "board", Title: title, Revision: time.Date(2026, time.March, revision, 0, 0, 0, 0, time.UTC),
			Layers: []calendar.Layer{{ID: "statutes", Said: date.New(2026, time.March, 1)}},
		})
	}
	h, err := feed.NewHandler(edition(2, "Duties of the board"), feed.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := h.Replace(edition(3, "Duties of the new board")); err != nil {
		fmt.Println(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/calendar.ics", nil))
	fmt.Println(h.Calendar().Title(), w.Header().Get("Last-Modified"))
	// Output: Duties of the new board Tue, 03 Mar 2026 00:00:00 GMT
}
