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
