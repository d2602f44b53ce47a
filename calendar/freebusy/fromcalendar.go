package freebusy

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// CalendarOptions say what of a [calendar.Calendar] takes time. The zero value serves.
type CalendarOptions struct {
	// Location is the zone of whole days. Nil stands for UTC.
	Location *time.Location

	// Type says how an entry takes time. Nil stands for [MeetingType].
	Type func(calendar.Entry) Type

	// Length is how long what has a start and no end lasts. 0 leaves it without any time.
	Length time.Duration

	// Filters narrow the calendar to what passes all of them.
	Filters []calendar.Filter
}

// MeetingType returns Busy for what people are at: meetings of every kind, briefings,
// hearings and conferences whose days are known and decided. All else is Free: a deadline, a
// report, an observance or a term has its day without taking anybody's time, what is
// projected may well come otherwise, what is postponed or cancelled is not held, and of a
// window of days nobody knows which one it will be. Who would rather keep such windows free
// gives a function that says Tentative of them.
func MeetingType(e calendar.Entry) Type {
	switch e.Kind {
	case calendar.HighLevelMeeting, calendar.PrincipalsMeeting, calendar.Meeting, calendar.Briefing, calendar.Hearing, calendar.Conference:
	default:
		return Free
	}
	switch e.Event.Status {
	case calendar.Projected, calendar.Postponed, calendar.Cancelled:
		return Free
	}
	if !e.When.IsExact() || e.When.IsProjected() {
		return Free
	}
	return Busy
}

// FromCalendar returns what of a calendar takes time in [from, to), in the order of
// [calendar.Calendar.Between]. An entry has the ID of its event as its UID.
//
// A time of day takes what lies between its start and its end, and days those days in
// Location. What is not exact takes all days on which it may fall, if the function of the
// options says that it takes time at all; where it is open, all those of the span.
func FromCalendar(cal *calendar.Calendar, from, to time.Time, options CalendarOptions) []Entry {
	if options.Location == nil {
		options.Location = time.UTC
	}
	if options.Type == nil {
		options.Type = MeetingType
	}
	r := reader{from: from, to: to}
	// Wherever it is, the day there is at most one off.
	first, last := date.NewAt(from.UTC())-1, date.NewAt(to.UTC())+2
	if options.Length > 0 {
		first -= date.Date(options.Length/(24*time.Hour)) + 1
	}
	for e := range cal.Between(first, first, last, options.Filters...) {
		typ := options.Type(e)
		if typ == Free {
			continue
		}
		one := Entry{Type: typ, UID: e.ID, Summary: e.Title, Place: e.Place}
		if start, ok := e.When.Start(); ok {
			end, ok := e.When.End()
			if !ok {
				end = start.Add(options.Length)
			}
			one.Start, one.End = start, end
		} else {
			one.Day, one.EndDay, one.Location = first, last, options.Location
			if day, ok := e.When.Earliest(); ok {
				one.Day = day
			}
			if day, ok := e.When.Latest(); ok {
				one.EndDay = day + 1
			}
		}
		r.add(one)
	}
	return r.reading.Entries
}
