package ical_test

import (
	"errors"
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// What is in this feed, and what is wrong with it?
func ExampleRead() {
	feed := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:opening@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260908
DTEND;VALUE=DATE:20260908
SUMMARY:Opening of the eighty-first session
GEO:north of here
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	doc, err := ical.Read(strings.NewReader(feed), ical.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cal := range doc.Calendars {
		for _, event := range cal.Events() {
			fmt.Println(event.GetProperty(ics.ComponentPropertySummary).Value)
		}
	}
	for _, d := range doc.Diagnostics {
		fmt.Println(d)
	}
	// Output:
	// Opening of the eighty-first session
	// line 8: VEVENT "opening@example.org": DTEND: the same as DTSTART; the end of a span of days is the day after its last (end-before-start, repaired)
	// line 10: VEVENT "opening@example.org": GEO: "north of here" is not of type FLOAT (bad-value, left out)
}

// Why was nothing read?
func ExampleReadError() {
	page := "<!DOCTYPE html><title>502 Bad Gateway</title>"
	_, err := ical.Read(strings.NewReader(page), ical.ReadOptions{})
	var fault *ical.ReadError
	fmt.Println(errors.As(err, &fault), errors.Is(err, ical.ErrNoCalendar))
	fmt.Println(err)
	// Output:
	// true true
	// ical: line 1: no BEGIN:VCALENDAR, but what looks like HTML or XML
}

// A feed of any size is read event by event.
func ExampleDecoder() {
	feed := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n" +
		strings.Repeat("BEGIN:VEVENT\r\nDTSTART:20260908T190000Z\r\nSUMMARY:Opening\r\nEND:VEVENT\r\n", 3) +
		"END:VCALENDAR\r\n"
	decoder := ical.NewDecoder(strings.NewReader(feed), ical.ReadOptions{})
	for part, err := range decoder.Components() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("line %d: %T\n", part.Line, part.Component)
	}
	// Output:
	// line 4: *ics.VEvent
	// line 8: *ics.VEvent
	// line 12: *ics.VEvent
}

// What does a program say that speaks JSON?
func ExampleReadJCal() {
	const text = `["vcalendar", [
  ["version", {}, "text", "2.0"],
  ["prodid", {}, "text", "-//Example//EN"]
], [
  ["vevent", [
    ["uid", {}, "text", "opening@example.org"],
    ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"],
    ["dtstart", {}, "date", "2026-09-08"],
    ["summary", {}, "text", "Opening of the session"],
    ["priority", {}, "integer", "5"]
  ], []]
]]`
	doc, err := ical.ReadJCal(strings.NewReader(text), ical.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, event := range doc.Calendars[0].Events() {
		for _, p := range event.Properties {
			fmt.Println(p.IANAToken, p.ICalParameters, p.Value)
		}
	}
	for _, d := range doc.Diagnostics {
		fmt.Println(d)
	}
	// Output:
	// UID map[] opening@example.org
	// DTSTAMP map[] 20260101T000000Z
	// DTSTART map[VALUE:[DATE]] 20260908
	// SUMMARY map[] Opening of the session
	// PRIORITY map[] 5
	// line 10: VEVENT "opening@example.org": PRIORITY: $[2][0][1][4]: a value should be a number (jcal, repaired)
}
