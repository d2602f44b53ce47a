package feed

import (
	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ical"
)

// A format is a way in which the calendar is served, at an address of its own.
type format struct {
	path        string // below the index page
	mediaType   string
	contentType string
	extension   string
	relevant    func(q query) query // the query without what makes no difference in the format
	write       func(cal *calendar.Calendar, options ical.FeedOptions) ([]byte, error)
}

var (
	iCalendar = format{
		path: "calendar.ics", mediaType: "text/calendar", extension: ".ics",
		// It has no parameter "component": VEVENT and VTIMEZONE would need it twice,
		// and no field may have a parameter twice in the eyes of most programs.
		contentType: "text/calendar; charset=utf-8",
		relevant:    func(q query) query { return q },
		write:       writeModel(ical.Marshal),
	}
	// RFC 7265 gives jCal a media type, and no extension.
	jCal = format{
		path: "calendar.jcal", mediaType: "application/calendar+json", extension: ".jcal",
		contentType: "application/calendar+json",
		relevant:    func(q query) query { return q },
		write:       writeModel(ical.MarshalJCal),
	}
	entriesJSON = format{
		path: "calendar.json", mediaType: "application/json", extension: ".json",
		contentType: "application/json",
		relevant: func(q query) query {
			q.alarms, q.as, q.windows = nil, "", ""
			return q
		},
		write: marshalEntries,
	}
)

// writeModel returns what writes a calendar in a notation of iCalendar.
func writeModel(marshal func(*ics.Calendar) ([]byte, error)) func(*calendar.Calendar, ical.FeedOptions) ([]byte, error) {
	return func(cal *calendar.Calendar, options ical.FeedOptions) ([]byte, error) {
		model, err := ical.FromCalendar(cal, options)
		if err != nil {
			return nil, err
		}
		return marshal(model)
	}
}

// formats are all of them, in the order in which they are preferred.
var formats = []*format{&iCalendar, &entriesJSON, &jCal}

// negotiatedPath is the address at which the format follows from Accept.
const negotiatedPath = "calendar"

// address returns where the format is served with a canonical query, below the index
// page.
func (f *format) address(canonical string) string {
	if canonical == "" {
		return f.path
	}
	return f.path + "?" + canonical
}
