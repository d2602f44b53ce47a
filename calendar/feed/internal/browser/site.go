package browser

import (
	"net/http"
	"time"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/feed"
)

// Noon is when the pages of [Site] are read, by the clocks of the server and of its readers.
var Noon = time.Date(2026, time.November, 26, 12, 0, 0, 0, time.UTC)

// Site is the handler of a calendar at Noon.
func Site(cal *calendar.Calendar) (http.Handler, error) {
	return feed.NewHandler(cal, feed.Options{Now: func() time.Time { return Noon }})
}
