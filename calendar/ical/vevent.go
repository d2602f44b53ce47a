package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// Properties of our own, which tell a program what the standard ones cannot.
const (
	idProperty   = "X-CONVENE-ID"
	whenProperty = "X-CONVENE-WHEN"
)

// add makes a VEVENT of an event, if it has a day.
func (f *feed) add(ev calendar.Event) {
	e := &ics.VEvent{}
	day, ok := f.setDays(e, ev, UID(f.cal.ID(), ev.ID), "", f.cal.Modified(ev))
	if !ok {
		return
	}
	f.describe(e, ev)
	f.items = append(f.items, item{day, ev.ID, e})
}

// setDays sets what identifies and places a VEVENT, up to and including its end, and
// returns its first day; ok is false if the event has no day that can be written.
// recurrence is the RECURRENCE-ID of an exception, a DATE, or empty.
func (f *feed) setDays(e *ics.VEvent, ev calendar.Event, uid, recurrence string, modified time.Time) (day date.Date, ok bool) {
	first, last, ok := days(ev)
	if !ok {
		return 0, false
	}
	e.AddProperty("UID", uid)
	if recurrence != "" {
		e.AddProperty("RECURRENCE-ID", recurrence, ics.WithValue("DATE"))
	}
	stamp := modified.UTC().Format(utcLayout)
	e.AddProperty("DTSTAMP", stamp) // the same where there is no METHOD (RFC 5545, section 3.8.7.2)
	e.AddProperty("LAST-MODIFIED", stamp)
	e.AddProperty("SEQUENCE", strconv.Itoa(ev.Sequence))
	if start, timed := ev.When.Start(); timed {
		f.addTime(e, "DTSTART", start)
		if end, ok := ev.When.End(); ok {
			f.addTime(e, "DTEND", end)
		}
		return first, true
	}
	addDays(e, first, last)
	return first, true
}

// days returns the days that an event takes up in the feed, both included; ok is false
// if it has none that can be written.
func days(ev calendar.Event) (first, last date.Date, ok bool) {
	first, ok = ev.When.Due()
	begin, begins := ev.When.Earliest()
	last, ends := ev.When.Latest()
	switch {
	case !ends:
		last = first
	case ev.When.IsExact():
	case ev.Kind == calendar.ChairTerm && begins:
		first, last = begin, begin
	default:
		first = last
	}
	return first, last, ok && first >= firstDay
}

// fallsDue reports whether the last day of an event's window is one to be in time for:
// not if it is settled, nor if it is a thing that lasts.
func fallsDue(ev calendar.Event) bool {
	return !ev.Status.IsSettled() && ev.Kind != calendar.ChairTerm && ev.Kind != calendar.PlanPeriod &&
		ev.When.Form() != calendar.Span
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
func (f *feed) addTime(e *ics.VEvent, name ics.ComponentProperty, t time.Time) {
	if t.Location() == time.UTC {
		e.AddProperty(name, t.Format(utcLayout))
		return
	}
	f.useZone(t)
	e.AddProperty(name, t.Format(localLayout), ics.WithTZID(t.Location().String()))
}

func dateText(d date.Date) string { return d.MidnightUTC().Format("20060102") }

// describe sets the other properties of a VEVENT.
func (f *feed) describe(e *ics.VEvent, ev calendar.Event) {
	e.AddProperty("SUMMARY", summary(ev))
	e.AddProperty("DESCRIPTION", f.description(ev))
	f.addRest(e, details{
		place: ev.Place, format: ev.Format, sources: slices.Concat(ev.WhenSources(), ev.Sources), status: ev.Status,
		kind: ev.Kind, id: ev.ID, when: ev.When,
	})
}

// details are what events and series have in common for a VEVENT.
type details struct {
	place   string
	format  calendar.Format
	sources []calendar.Source // the first of them with an address gives the URL
	status  calendar.Status
	kind    calendar.Kind
	id      string
	when    calendar.When // the zero When for a series
}

// addRest adds what follows the description.
func (f *feed) addRest(e *ics.VEvent, d details) {
	switch {
	case d.place != "":
		e.AddProperty("LOCATION", d.place)
	case d.format == calendar.Virtual:
		e.AddProperty("LOCATION", "Online")
	}
	for _, s := range d.sources {
		if isURI(s.URL) {
			e.AddProperty("URL", s.URL)
			break
		}
	}
	e.AddProperty("STATUS", status(d.status))
	// It blocks nobody's time. Not all applications go by TRANSP.
	e.AddProperty("TRANSP", "TRANSPARENT")
	e.AddProperty("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
	e.AddProperty("CATEGORIES", TextList(category(d.kind)))
	e.AddProperty(idProperty, d.id)
	if !d.when.IsZero() {
		e.AddProperty(whenProperty, d.when.String())
	}
	if d.status != calendar.Cancelled {
		f.addAlarms(e)
	}
}

// addAlarms adds the VALARMs of a VEVENT.
func (f *feed) addAlarms(e *ics.VEvent) {
	for _, before := range f.options.Alarms {
		alarm := e.AddAlarm()
		alarm.SetAction(ics.ActionDisplay)
		trigger := durationText(before)
		if before > 0 {
			trigger = "-" + trigger
		}
		alarm.AddProperty("TRIGGER", trigger)
		alarm.AddProperty("DESCRIPTION", e.GetProperty("SUMMARY").Value)
	}
}

func status(s calendar.Status) string {
	switch s {
	case calendar.Held, calendar.Scheduled:
		return "CONFIRMED"
	case calendar.Cancelled:
		return "CANCELLED"
	}
	return "TENTATIVE"
}

// category returns a kind in words: "Report due".
func category(k calendar.Kind) string {
	if k == calendar.HighLevelMeeting {
		return "High-level meeting"
	}
	return capital(strings.ReplaceAll(string(k), "-", " "))
}
