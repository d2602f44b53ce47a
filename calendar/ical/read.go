package ical

import (
	"cmp"
	"errors"
	"io"
	"slices"

	ics "github.com/arran4/golang-ical"
)

// A Document is what [Read] finds in a stream.
type Document struct {
	// Calendars are the calendars of the stream, in its order. There is at least one.
	Calendars []*ics.Calendar

	// Diagnostics are the defects of the stream, by line.
	Diagnostics []Diagnostic

	// Omitted is how many more defects there are than Limits.Diagnostics.
	Omitted int
}

// Read reads a stream of calendars (RFC 5545) from wherever: feeds, exports, attachments of
// messages. It gives the model that [Encode] writes, and reads what it can: lines that are
// none, values that are not of their type and components that cannot be used are left
// out, each with a [Diagnostic] that has the number of the line. What is read is bounded by
// [Limits], and no input makes it panic.
//
// Components keep their order. Of several with the same UID and RECURRENCE-ID the last
// revision stays: that with the greatest SEQUENCE, of these that with the greatest DTSTAMP,
// and of these the first. A VTIMEZONE stays in the model; a TZID without one is that of Go's
// time zone data, and where nobody knows it, the property is left out, and with its DTSTART
// the event.
//
// The error is a [*ReadError], and there is no document then: what has no calendar, is cut
// off, is of another version or calendar scale, is over a limit, or cannot be read from r,
// is not read in part, so that whoever holds an earlier copy keeps that. With
// [ReadOptions].Strict any defect is such an error.
func Read(r io.Reader, options ReadOptions) (*Document, error) {
	return readDocument(NewDecoder(r, options))
}

func readDocument(d *Decoder) (*Document, error) {
	b := documentBuilder{d: d, undefined: NewZones(nil)}
	for {
		e, err := d.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		b.add(e)
	}
	b.finish()
	if d.err != nil && !errors.Is(d.err, io.EOF) {
		return nil, d.err
	}
	slices.SortStableFunc(d.diagnostics, func(a, b Diagnostic) int { return cmp.Compare(a.Line, b.Line) })
	return &Document{Calendars: b.calendars, Diagnostics: d.diagnostics, Omitted: d.omitted}, nil
}
