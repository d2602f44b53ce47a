package ical

import (
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// todoSuffix follows the ID in the name of a to-do, which is another component than the
// event of the same ID: a collection of both must not have a UID twice.
const todoSuffix = "/todo"

// isTodo reports whether somebody has to do what is of a kind: not where time alone
// fulfils it.
func isTodo(k calendar.Kind) bool {
	return k != calendar.Observance && k != calendar.ChairTerm && k != calendar.PlanPeriod
}

// collectTodos makes the items of a feed of to-dos. One that has no day in the feed is in
// it as long as it is not done: to be due is not what makes it one.
func (f *feed) collectTodos() {
	for ev := range f.cal.Events() {
		_, due := ev.When.Latest()
		if (ev.When.MayFallWithin(f.from, f.to) || !due && !ev.Status.IsSettled()) && isTodo(ev.Kind) && f.passes(ev) {
			f.addTodo(ev)
		}
	}
	for ev := range f.projected() {
		if isTodo(ev.Kind) && f.passes(ev) {
			f.addTodo(ev)
		}
	}
}

// addTodo makes a VTODO of an event.
func (f *feed) addTodo(ev calendar.Event) {
	t := &ics.VTodo{}
	c := &t.ComponentBase
	identify(c, UID(f.cal.ID(), ev.ID+todoSuffix), "", f.cal.Modified(ev), ev.Sequence)
	day := f.addDue(c, ev)
	d := f.detailsOf(ev, stand{})
	d.todo, d.alarms = true, nil
	d.summary, d.summaryIn = ev.Title, ev.TitleLanguage()
	if ev.Status == calendar.Cancelled {
		d.summary, d.summaryIn = summary(ev, stand{})
	}
	if ev.Status == calendar.Held {
		if at, ok := f.completed(ev); ok && at.UTC().Year() <= lastDay.Year() {
			c.AddProperty("COMPLETED", at.UTC().Format(utcLayout))
		}
		c.AddProperty("PERCENT-COMPLETE", "100")
	}
	if !ev.Status.IsSettled() && c.GetProperty("DUE") != nil {
		d.alarms = f.alarms(0)
		for i := range d.alarms {
			d.alarms[i].fromEnd = true
		}
	}
	f.addTexts(c, d)
	f.items = append(f.items, item{day, ev.ID, t})
}

// addDue adds DUE, the last day or moment that is in time, and DTSTART if there is an
// earlier first one. RFC 5545 says of DUE that a to-do is to be done before it, but every
// list of tasks shows a DATE there as a day on which the to-do is still in time, and one
// day more would be too late. It returns the day that the to-do is sorted by.
func (f *feed) addDue(c *ics.ComponentBase, ev calendar.Event) date.Date {
	if start, timed := ev.When.Start(); timed {
		due := start
		if end, ok := ev.When.End(); ok {
			f.addTime(c, "DTSTART", start)
			due = end
		}
		f.addTime(c, "DUE", due)
		return date.NewAt(due)
	}
	first, begins := ev.When.Earliest()
	last, ends := ev.When.Latest()
	begins, ends = begins && first >= firstDay, ends && last >= firstDay
	if begins && (!ends || first < last) {
		c.AddProperty("DTSTART", dateText(first), ics.WithValue("DATE"))
	}
	if !ends {
		return lastDay + 1
	}
	c.AddProperty("DUE", dateText(last), ics.WithValue("DATE"))
	return last
}

// completed returns the moment at which what is held was done, and false if its day is not
// known. Of a day it is noon in UTC, which is on that day nearly everywhere.
func (f *feed) completed(ev calendar.Event) (time.Time, bool) {
	w := ev.When
	if by, ok := f.cal.Event(ev.FulfilledBy); ok && !w.IsExact() {
		w = by.When
	}
	if end, ok := w.End(); ok {
		return end, true
	}
	if start, ok := w.Start(); ok {
		return start, true
	}
	last, ok := w.Latest()
	return last.MidnightUTC().Add(12 * time.Hour), ok && w.IsExact() && last >= firstDay
}

func todoStatus(s calendar.Status) string {
	switch s {
	case calendar.Held:
		return "COMPLETED"
	case calendar.Cancelled:
		return "CANCELLED"
	}
	return "NEEDS-ACTION"
}
