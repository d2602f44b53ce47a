package ical

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	ics "github.com/arran4/golang-ical"
)

// bigCalendar is a calendar of n events with twelve properties each, among them texts
// that are folded and texts outside ASCII.
func bigCalendar(n int) *ics.Calendar {
	cal := ics.NewCalendarFor("bench")
	for i := range n {
		day := fmt.Sprintf("20%02d%02d%02d", 20+i%30, 1+i%12, 1+i%28)
		next := fmt.Sprintf("20%02d%02d%02d", 20+i%30, 1+i%12, 2+i%28)
		e := cal.AddEvent(fmt.Sprintf("5f0c7a4e-3a0b-5d0e-9c55-%012d", i))
		e.SetProperty(ics.ComponentPropertyDtstamp, "20261123T000000Z")
		e.SetProperty(ics.ComponentPropertyLastModified, "20261123T000000Z")
		e.SetProperty(ics.ComponentPropertyDtStart, day, ics.WithValue("DATE"))
		e.SetProperty(ics.ComponentPropertyDtEnd, next, ics.WithValue("DATE"))
		e.SetSequence(i % 7)
		e.SetSummary(fmt.Sprintf("Rapport biennal sur la traite des êtres humains, nᵒ %d", i))
		e.SetDescription("The General Assembly decides to appraise the progress achieved; the appraisal is " +
			"held within the session, after the general debate.\nПятый комитет, Организация Объединённых Наций; " +
			"决议草案,大会第八十届会议。\nhttps://docs.un.org/A/RES/76/186, paragraph 44")
		e.SetLocation("United Nations Headquarters, New York")
		e.SetURL("https://docs.un.org/A/RES/76/186")
		e.SetStatus(ics.ObjectStatusConfirmed)
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return cal
}

func BenchmarkWrite(b *testing.B) {
	cal := bigCalendar(10_000)
	size, err := Marshal(cal)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("convene", func(b *testing.B) {
		b.SetBytes(int64(len(size)))
		b.ReportAllocs()
		for b.Loop() {
			if err := Encode(io.Discard, cal); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("convene-wellformed", func(b *testing.B) {
		b.SetBytes(int64(len(size)))
		b.ReportAllocs()
		for b.Loop() {
			if err := NewEncoder(io.Discard, Options{Demand: WellFormed}).Encode(cal); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("golang-ical", func(b *testing.B) {
		b.SetBytes(int64(len(size)))
		b.ReportAllocs()
		for b.Loop() {
			if err := cal.SerializeTo(io.Discard, ics.WithNewLine("\r\n")); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	stream, err := Marshal(bigCalendar(10_000))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("document", func(b *testing.B) {
		b.SetBytes(int64(len(stream)))
		b.ReportAllocs()
		for b.Loop() {
			doc, err := Read(bytes.NewReader(stream), ReadOptions{})
			if err != nil || len(doc.Diagnostics) > 0 || len(doc.Calendars[0].Components) != 10_000 {
				b.Fatal(err)
			}
		}
	})
	b.Run("stream", func(b *testing.B) {
		b.SetBytes(int64(len(stream)))
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for _, err := range NewDecoder(bytes.NewReader(stream), ReadOptions{}).Components() {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != 10_000 {
				b.Fatal(n)
			}
		}
	})
}
