package ical

import (
	"fmt"
	"slices"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// FeedOptions say what [FromCalendar] makes of a calendar. The zero value is a good feed.
type FeedOptions struct {
	// From is the first day and Until the last day of the span that the feed covers:
	// it has what falls, or may fall, on a day of it. The zero From reaches back
	// without end. With the zero Until the feed has all events that are known and
	// projections for ten years from the calendar's revision, and recurrence rules go
	// on without end.
	From, Until date.Date

	// Filters narrow the feed to what passes all of them. They are asked of each event
	// as it is in the data, without a day from which one looks, and so never overdue. Of
	// a series with a rule they are asked once, as of an occurrence with the title and
	// the ID of the series; if it does not pass, they are asked of each occurrence.
	Filters []calendar.Filter

	// Languages are those that the readers prefer, the best first: each text is in the
	// best one in which it is given, as [calendar.Calendar.In] chooses. Without any, all
	// texts are in the calendar's own language, and the name and the description of the
	// calendar are there in all languages in which it has them.
	Languages []language.Tag

	// Windows says what becomes of vague days.
	Windows WindowStyle

	// Todos makes a to-do (VTODO) of each thing that somebody has to do, and nothing of
	// all else; see [FromCalendar]. Applications that subscribe to calendars show events
	// and leave to-dos out, so a feed of to-dos is one of its own beside that of the
	// events, for lists of tasks.
	Todos bool

	// Alarms are how long before its start each entry is to remind people, an all-day one
	// before midnight where they are; before its last day if it stands for a window, and
	// before a to-do is due. What is cancelled has none, nor has a to-do that is done. A
	// negative one is an error. Many applications leave the alarms of subscribed calendars
	// out.
	Alarms []time.Duration

	// Documents says how entries lead to the documents that say so.
	Documents DocumentStyle

	// Class is the CLASS of each entry: PUBLIC, PRIVATE or CONFIDENTIAL. If it is empty
	// entries have none, which means PUBLIC. It is a wish and protects nothing.
	Class string

	// Refresh is how often subscribers are asked to look for changes. 0 means a day;
	// less than a second is an error.
	Refresh time.Duration

	// Source is the address of the feed itself, or empty.
	Source string

	// Color is a color name of CSS for the whole calendar, or empty; see [ColorOf].
	Color string

	// ProductID is the PRODID, or empty for that of this package.
	ProductID string
}

const (
	defaultProductID = "-//Convene//Convene//EN"
	defaultRefresh   = 24 * time.Hour
	projectionYears  = 10
)

// classes are the values of CLASS in RFC 5545, section 3.8.1.3, and none.
var classes = []string{"", "PUBLIC", "PRIVATE", "CONFIDENTIAL"}

// check returns what is wrong with the options, as far as it does not depend on the
// calendar.
func (o FeedOptions) check() error {
	for _, d := range o.Alarms {
		if d < 0 {
			return fmt.Errorf("ical: %w: an alarm %s after the start", ErrValue, -d)
		}
	}
	if o.Windows > WindowBoth {
		return fmt.Errorf("ical: %w: %s is not a style of windows", ErrValue, o.Windows)
	}
	if o.Documents > DocumentLink {
		return fmt.Errorf("ical: %w: %s is not a style of documents", ErrValue, o.Documents)
	}
	if !slices.Contains(classes, o.Class) {
		return fmt.Errorf("ical: %w: %s is not a CLASS: there are PUBLIC, PRIVATE and CONFIDENTIAL", ErrValue, quote(o.Class))
	}
	return nil
}
