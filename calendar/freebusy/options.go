package freebusy

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// Options say whose calendar it is that [FromModel] and [Read] read. The zero value serves.
type Options struct {
	// Location is where the owner is: whole days and times without a zone are those there.
	// Nil stands for X-WR-TIMEZONE where the calendar has one that is known, and else for
	// UTC.
	Location *time.Location

	// Address is the owner's calendar address, with mailto: or without it. Where an event
	// has an ATTENDEE of that address, or one with it as its EMAIL parameter, the PARTSTAT
	// counts. Without an Address no PARTSTAT does.
	Address string

	// MaxOccurrences is how many occurrences of series may be looked at, over all of them.
	// 0 means 1,000,000.
	MaxOccurrences int

	// MaxFindings is how many findings are kept. 0 means 1,000.
	MaxFindings int
}

// location returns the owner's zone, and what is wrong with that of the calendar.
func (o Options) location(model *ics.Calendar) (*time.Location, error) {
	if o.Location != nil {
		return o.Location, nil
	}
	for i := range model.CalendarProperties {
		if p := &model.CalendarProperties[i].BaseProperty; equalFold(p.IANAToken, "X-WR-TIMEZONE") {
			loc, err := ical.NewZones(model).Location(p.Value)
			if err != nil {
				return time.UTC, err
			}
			return loc, nil
		}
	}
	return time.UTC, nil
}

// A LimitError tells that series have more occurrences than may be looked at.
type LimitError struct {
	UID   string // the series at which that became too many
	Limit int    // [Options].MaxOccurrences
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("freebusy: series %.100q: more than %d occurrences to look at", e.UID, e.Limit)
}
