package feed_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"

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
