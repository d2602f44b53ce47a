package ical

import (
	"strconv"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// windowSuffix follows the ID in the name of the event that takes up a window of which
// the last day is an event, too. IDs and keys of occurrences are never so.
const windowSuffix = "/window"

// add makes a VEVENT of an event, or two, if it has a day.
func (f *feed) add(ev calendar.Event) {
	main, window, ok := f.stands(ev)
	if !ok {
		return
	}
	uid := UID(f.cal.ID(), ev.ID)
	e := &ics.VEvent{}
	f.setDays(e, ev, main, uid, "", f.cal.Modified(ev))
	f.describe(e, ev, main)
	f.items = append(f.items, item{main.first, ev.ID, e})
	if window != nil {
		f.addWindow(ev, *window, uid)
	}
}

// addWindow makes the VEVENT that takes up all days of a window beside the main one.
func (f *feed) addWindow(ev calendar.Event, window stand, main string) {
	e := &ics.VEvent{}
	f.setDays(e, ev, window, UID(f.cal.ID(), ev.ID+windowSuffix), "", f.cal.Modified(ev))
	d := f.detailsOf(ev, window)
	d.windowOf, d.alarms = main, nil
	f.addTexts(&e.ComponentBase, d)
	f.items = append(f.items, item{window.first, ev.ID + windowSuffix, e})
}

// setDays sets what identifies and places a VEVENT, up to and including its end.
// recurrence is the RECURRENCE-ID of an exception, a DATE, or empty.
func (f *feed) setDays(e *ics.VEvent, ev calendar.Event, s stand, uid, recurrence string, modified time.Time) {
	identify(&e.ComponentBase, uid, recurrence, modified, ev.Sequence)
	if start, timed := ev.When.Start(); timed {
		f.addTime(&e.ComponentBase, "DTSTART", start)
		if end, ok := ev.When.End(); ok {
			f.addTime(&e.ComponentBase, "DTEND", end)
		}
		return
	}
	addDays(e, s.first, s.last)
}

// identify sets what identifies a component and tells when it was changed.
func identify(c *ics.ComponentBase, uid, recurrence string, modified time.Time, sequence int) {
	c.AddProperty("UID", uid)
	if recurrence != "" {
		c.AddProperty("RECURRENCE-ID", recurrence, ics.WithValue("DATE"))
	}
	stamp := modified.UTC().Format(utcLayout)
	c.AddProperty("DTSTAMP", stamp) // the same where there is no METHOD (RFC 5545, section 3.8.7.2)
	c.AddProperty("LAST-MODIFIED", stamp)
	c.AddProperty("SEQUENCE", strconv.Itoa(sequence))
}

// addDays adds DTSTART and DTEND for the days from first through last. The end is the day
// after; where no DATE can write it, the standard's own "one day" serves.
func addDays(e *ics.VEvent, first, last date.Date) {
	e.AddProperty("DTSTART", dateText(first), ics.WithValue("DATE"))
	if end := min(last+1, lastDay); end > first {
		e.AddProperty("DTEND", dateText(end), ics.WithValue("DATE"))
	}
}

// addTime adds a DATE-TIME, in UTC or with its zone.
func (f *feed) addTime(c *ics.ComponentBase, name ics.ComponentProperty, t time.Time) {
	if t.Location() == time.UTC {
		c.AddProperty(name, t.Format(utcLayout))
		return
	}
	f.useZone(t)
	c.AddProperty(name, t.Format(localLayout), ics.WithTZID(t.Location().String()))
}

func dateText(d date.Date) string { return d.MidnightUTC().Format("20060102") }

// describe sets the other properties of a VEVENT.
func (f *feed) describe(e *ics.VEvent, ev calendar.Event, s stand) {
	f.addTexts(&e.ComponentBase, f.detailsOf(ev, s))
}
