package browser

import (
	"net/http"
	"time"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/feed"
)

// Site is the handler of a calendar on a day, in the middle of it.
func Site(cal *calendar.Calendar, year int, month time.Month, day int) (http.Handler, error) {
	now := time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
	return feed.NewHandler(cal, feed.Options{Now: func() time.Time { return now }})
}
