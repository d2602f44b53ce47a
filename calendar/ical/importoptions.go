package ical

import (
	"time"

	"github.com/convene-cal/convene/calendar"
)

// ImportOptions say how [ToCalendar] and [Entries] read a model. The zero value serves.
type ImportOptions struct {
	// ID is the ID of the calendar, or empty for one made of its name.
	ID string

	// Floating is the zone of local times that have none, or nil to leave them in
	// floating time (RFC 5545, section 3.3.5, form 1): wherever one is.
	Floating *time.Location

	// CalendarZone takes X-WR-TIMEZONE, where the calendar has it, for Floating, unless
	// that is given. Google does, the standard does not.
	CalendarZone bool

	// Kind is that of what no category of the calendar says more of, or empty for
	// [calendar.OtherEvent]. A to-do is a [calendar.Deadline].
	Kind calendar.Kind

	// Source is what the events rest on, but for the days on which it spoke. Where its
	// Document is empty it is the calendar's name, or where it has none its PRODID.
	Source calendar.Source

	// MaxFindings is how many findings are kept. 0 means 1,000.
	MaxFindings int
}
