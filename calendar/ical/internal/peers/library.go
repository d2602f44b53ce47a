package main

import (
	"bytes"
	"fmt"
	"io"

	ics "github.com/arran4/golang-ical"
	"github.com/convene-cal/convene/calendar/ical"
	peer "github.com/emersion/go-ical"
)

// A library reads a stream and returns how many events it has found, and writes what it
// has read. Either may be nil.
type library struct {
	name  string
	read  func(stream []byte) (events int, err error)
	write func(w io.Writer) error
}

// libraries returns the libraries, each with the stream read for writing it.
func libraries(stream []byte) ([]library, error) {
	doc, err := ical.Read(bytes.NewReader(stream), ical.ReadOptions{Strict: true})
	if err != nil {
		return nil, err
	}
	own := doc.Calendars[0]
	other, err := peer.NewDecoder(bytes.NewReader(stream)).Decode()
	if err != nil {
		return nil, err
	}
	return []library{
		{
			name: "convene",
			read: func(stream []byte) (int, error) {
				doc, err := ical.Read(bytes.NewReader(stream), ical.ReadOptions{})
				if err != nil {
					return 0, err
				}
				return len(doc.Calendars[0].Components), nil
			},
			write: func(w io.Writer) error { return ical.Encode(w, own) },
		},
		{
			name: "convene, streaming",
			read: func(stream []byte) (n int, err error) {
				for _, err := range ical.NewDecoder(bytes.NewReader(stream), ical.ReadOptions{}).Components() {
					if err != nil {
						return n, err
					}
					n++
				}
				return n, nil
			},
		},
		{
			name: "convene, well-formed",
			write: func(w io.Writer) error {
				return ical.NewEncoder(w, ical.Options{Demand: ical.WellFormed}).Encode(own)
			},
		},
		{
			name: "golang-ical",
			read: func(stream []byte) (int, error) {
				cal, err := ics.ParseCalendar(bytes.NewReader(stream))
				if err != nil {
					return 0, err
				}
				return len(cal.Components), nil
			},
			write: func(w io.Writer) error { return own.SerializeTo(w, ics.WithNewLine("\r\n")) },
		},
		{
			name: "go-ical",
			read: func(stream []byte) (int, error) {
				cal, err := peer.NewDecoder(bytes.NewReader(stream)).Decode()
				if err != nil {
					return 0, err
				}
				return len(cal.Children), nil
			},
			write: func(w io.Writer) error { return peer.NewEncoder(w).Encode(other) },
		},
	}, nil
}

// check reports a library that does not write all events.
func (l library) check(events int) error {
	if l.write == nil {
		return nil
	}
	var b bytes.Buffer
	if err := l.write(&b); err != nil {
		return err
	}
	if n := bytes.Count(b.Bytes(), []byte("BEGIN:VEVENT")); n != events {
		return fmt.Errorf("%s writes %d events of %d", l.name, n, events)
	}
	return nil
}
