package freebusy_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/ical"
)

// A busy person's calendar: 5,000 single events, and 200 weekly series with an exception
// each; what a year of it takes, with 15,316 entries.
func BenchmarkFromModel(b *testing.B) {
	var components []string
	start := time.Date(2025, time.January, 6, 8, 0, 0, 0, time.UTC)
	for i := range 5000 {
		at := start.Add(time.Duration(i) * 105 * time.Minute).Format("20060102T150405Z")
		components = append(components, event(fmt.Sprint("UID:", i), "DTSTART:"+at, "DURATION:PT1H"))
	}
	for i := range 200 {
		at := start.Add(time.Duration(i) * 13 * time.Minute).Format("20060102T150405")
		components = append(components, event(fmt.Sprint("UID:s", i), "DTSTART;TZID=Europe/Zurich:"+at, "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Zurich:"+at))
	}
	doc, err := ical.Read(bytes.NewReader([]byte(stream(components...))), ical.ReadOptions{})
	require.NoError(b, err)
	from, to := start, start.AddDate(1, 0, 0)
	b.ReportAllocs()
	for b.Loop() {
		r, err := freebusy.FromModel(doc.Calendars[0], from, to, freebusy.Options{})
		if err != nil || len(r.Entries) != 15_316 {
			b.Fatal(err, len(r.Entries))
		}
	}
}

func BenchmarkUnite(b *testing.B) {
	periods := make([]freebusy.Period, 30_000)
	for i := range periods {
		periods[i] = minutes(i*7919%500_000, i*7919%500_000+30+i%60, freebusy.Type(i%4))
	}
	b.ReportAllocs()
	for b.Loop() {
		if len(freebusy.Unite(monday, monday.AddDate(1, 0, 0), periods)) < 1000 {
			b.Fatal("too few")
		}
	}
}
