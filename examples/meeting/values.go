package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// minuteLayout is how an instant of whole minutes is written in JSON.
const minuteLayout = "2006-01-02T15:04Z"

func stamp(t time.Time) string { return t.UTC().Format(minuteLayout) }

// instant reads an instant in UTC.
func (n *node) instant() time.Time {
	const expected = "an instant such as 2026-11-26T09:00Z"
	s, ok := n.plain(expected)
	if !ok {
		return time.Time{}
	}
	for _, layout := range []string{minuteLayout, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	n.fail("expected %s, found %.40q", expected, s)
	return time.Time{}
}

// day reads a date.
func (n *node) day() date.Date {
	const expected = "a day such as 2026-11-26"
	s, ok := n.plain(expected)
	if !ok {
		return 0
	}
	d, err := date.ParseISO(s)
	if err != nil || d.String() != s {
		n.fail("expected %s, found %.40q", expected, s)
		return 0
	}
	return d
}

// zone reads the name of an IANA time zone.
func (n *node) zone() *time.Location {
	if !n.is(text, "the name of a time zone such as Europe/Vienna") {
		return time.UTC
	}
	loc, err := loadZone(n.text)
	if err != nil {
		n.fail("%v", err)
		return time.UTC
	}
	return loc
}

func loadZone(name string) (*time.Location, error) {
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil, fmt.Errorf("unknown time zone %.60q", name)
	}
	return loc, nil
}

// clock reads a clock time, which may be 24:00.
func (n *node) clock() meeting.Clock {
	const expected = "a clock time such as 09:00"
	s, ok := n.plain(expected)
	if !ok {
		return 0
	}
	c, err := parseClock(s)
	if err != nil {
		n.fail("expected %s, found %.40q", expected, s)
	}
	return c
}

func parseClock(s string) (meeting.Clock, error) {
	hour, minute, ok := strings.Cut(s, ":")
	h, err1 := twoDigits(hour)
	m, err2 := twoDigits(minute)
	if !ok || err1 != nil || err2 != nil || m > 59 || h > 24 || h == 24 && m > 0 {
		return 0, fmt.Errorf("%.40q is not a clock time such as 09:00", s)
	}
	return meeting.At(h, m), nil
}

func twoDigits(s string) (int, error) {
	if len(s) != 2 || s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
		return 0, fmt.Errorf("not two digits")
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), nil
}

// clockPair reads a list of two clock times.
func (n *node) clockPair() meeting.ClockRange {
	pair := n.list()
	if n != nil && n.kind == list && len(pair) != 2 {
		n.fail("expected two clock times, found %d", len(pair))
	}
	if len(pair) != 2 {
		return meeting.ClockRange{}
	}
	return meeting.ClockRange{From: pair[0].clock(), To: pair[1].clock()}
}

// weekdays are the days of the week as RFC 5545 writes them.
var weekdays = map[string]time.Weekday{
	"SU": time.Sunday, "MO": time.Monday, "TU": time.Tuesday, "WE": time.Wednesday,
	"TH": time.Thursday, "FR": time.Friday, "SA": time.Saturday,
}

// hours reads a mapping of days of the week to lists of pairs.
func (n *node) hours() *meeting.Hours {
	if !n.isObject("MO", "TU", "WE", "TH", "FR", "SA", "SU") {
		return nil
	}
	h := new(meeting.Hours)
	for i, name := range n.names {
		day, ok := weekdays[name.text]
		if !ok {
			name.fail("%.40q is not a day of the week such as MO", name.text)
			continue
		}
		for _, r := range n.items[i].list() {
			h.Week[day] = append(h.Week[day], r.clockPair())
		}
	}
	return h
}

var entryTypes = map[string]freebusy.Type{
	"busy": freebusy.Busy, "unavailable": freebusy.Unavailable, "tentative": freebusy.Tentative, "free": freebusy.Free,
}

// entryType reads how an entry takes time.
func (n *node) entryType() freebusy.Type {
	t, ok := entryTypes[n.string()]
	if !ok && n != nil && n.kind == text {
		n.fail("%.40q is neither busy, unavailable, tentative nor free", n.text)
	}
	return t
}

// entry reads an entry of a calendar; days are those in loc unless it names a zone. A nil
// loc asks for one.
func (n *node) entry(loc *time.Location) freebusy.Entry {
	if !n.isObject("start", "end", "date", "end_date", "zone", "type", "uid", "summary") {
		return freebusy.Entry{}
	}
	e := freebusy.Entry{UID: n.get("uid").string(), Summary: n.get("summary").string()}
	if e.Type = freebusy.Busy; n.get("type") != nil {
		e.Type = n.get("type").entryType()
	}
	if n.get("date") == nil {
		e.Start, e.End = n.need("start").instant(), n.need("end").instant()
		return e
	}
	e.Day, e.EndDay = n.get("date").day(), n.need("end_date").day()
	switch e.Location = loc; {
	case n.get("zone") != nil:
		e.Location = n.get("zone").zone()
	case loc == nil:
		n.fail("zone is missing: the days of which place?")
		e.Location = time.UTC
	}
	return e
}

func (n *node) entries(loc *time.Location) []freebusy.Entry {
	var entries []freebusy.Entry
	for _, e := range n.list() {
		entries = append(entries, e.entry(loc))
	}
	return entries
}
