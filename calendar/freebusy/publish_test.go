package freebusy_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/ical"
)

func publication() freebusy.Publication {
	return freebusy.Publication{
		UID: "x@example.org", Stamp: utc("2026-11-26T08:00Z"), From: monday, To: monday.Add(24 * time.Hour),
		Method: "PUBLISH", Organizer: "mailto:me@example.org",
	}
}

func written(t testing.TB, periods []freebusy.Period, about freebusy.Publication) []byte {
	cal, err := freebusy.Publish(periods, about)
	require.NoError(t, err)
	text, err := ical.Marshal(cal)
	require.NoError(t, err)
	return text
}

func TestPublish(t *testing.T) {
	text := written(t, []freebusy.Period{
		minutes(600, 660, freebusy.Tentative), minutes(60, 120, freebusy.Busy), minutes(120, 180, freebusy.Busy), minutes(100, 200, freebusy.Tentative),
		minutes(300, 400, freebusy.Free), minutes(-60, 10, freebusy.Unavailable), minutes(700, 760, freebusy.Busy),
	}, publication())
	want := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Convene//Convene//EN", "METHOD:PUBLISH", "BEGIN:VFREEBUSY",
		"UID:x@example.org", "DTSTAMP:20261126T080000Z", "DTSTART:20260302T000000Z", "DTEND:20260303T000000Z", "ORGANIZER:mailto:me@example.org",
		"FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260302T000000Z/20260302T001000Z",
		"FREEBUSY;FBTYPE=BUSY:20260302T010000Z/20260302T030000Z,20260302T114000Z/20260302T124000Z",
		"FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260302T030000Z/20260302T032000Z,20260302T100000Z/20260302T110000Z",
		"END:VFREEBUSY", "END:VCALENDAR", "",
	}
	require.Equal(t, want, strings.Split(strings.ReplaceAll(string(text), "\r\n ", ""), "\r\n"))
}

func TestPublishReply(t *testing.T) {
	about := publication()
	about.Method, about.Attendee, about.URL, about.ProdID = "reply", "mailto:you@example.org", "https://example.org/you.ifb", "-//X//Y//EN"
	text := string(written(t, nil, about))
	for _, line := range []string{"METHOD:REPLY", "ATTENDEE:mailto:you@example.org", "URL:https://example.org/you.ifb", "PRODID:-//X//Y//EN"} {
		require.Contains(t, text, line+"\r\n")
	}
	require.NotContains(t, text, "FREEBUSY;")
}

func TestPublishApart(t *testing.T) {
	about := publication()
	about.Apart = true
	text := string(written(t, []freebusy.Period{minutes(60, 120, freebusy.Busy), minutes(180, 240, freebusy.Tentative), minutes(300, 360, freebusy.Busy)}, about))
	require.Contains(t, text, "FREEBUSY;FBTYPE=BUSY:20260302T010000Z/20260302T020000Z\r\n"+
		"FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260302T030000Z/20260302T040000Z\r\n"+
		"FREEBUSY;FBTYPE=BUSY:20260302T050000Z/20260302T060000Z\r\n")
}

func TestPublishErrors(t *testing.T) {
	for field, spoil := range map[string]func(p *freebusy.Publication){
		"UID":       func(p *freebusy.Publication) { p.UID = "" },
		"Stamp":     func(p *freebusy.Publication) { p.Stamp = time.Time{} },
		"From":      func(p *freebusy.Publication) { p.From = p.From.Add(time.Millisecond) },
		"To":        func(p *freebusy.Publication) { p.To = p.From },
		"Method":    func(p *freebusy.Publication) { p.Method = "REQUEST" },
		"Organizer": func(p *freebusy.Publication) { p.Organizer = "" },
		"Attendee":  func(p *freebusy.Publication) { p.Attendee = "mailto:you@example.org" },
	} {
		about := publication()
		spoil(&about)
		_, err := freebusy.Publish(nil, about)
		var wrong *freebusy.PublishError
		require.ErrorAs(t, err, &wrong, field)
		require.Equal(t, field, wrong.Field)
		require.Contains(t, err.Error(), field)
	}
	about := publication()
	about.Method, about.Organizer = "", ""
	_, err := freebusy.Publish(nil, about)
	require.NoError(t, err)
	about.To = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	_, err = freebusy.Publish(nil, about)
	require.Error(t, err)
	about.To = utc("2026-12-01T00:00Z")
	about.Stamp = about.To.AddDate(9000, 0, 0)
	_, err = freebusy.Publish(nil, about)
	require.Error(t, err)
}

// Nothing of what takes the time is published.
func TestPublishTellsNothing(t *testing.T) {
	r := read(t, "2026-03-02T00:00Z", "2026-03-03T00:00Z", freebusy.Options{},
		event("UID:secret-uid", "SUMMARY:Secret", "LOCATION:Secret place", "DTSTART:20260302T080000Z", "DURATION:PT1H"))
	about := publication()
	text := string(written(t, r.Periods(about.From, about.To), about))
	require.Contains(t, text, "20260302T080000Z/20260302T090000Z")
	require.NotContains(t, strings.ToLower(text), "secret")
}

func TestPublishFractions(t *testing.T) {
	about := publication()
	at := func(ms int) time.Time { return monday.Add(time.Duration(ms) * time.Millisecond) }
	text := written(t, []freebusy.Period{{Start: at(1500), End: at(2500), Type: freebusy.Busy}, {Start: at(3999), End: at(4000), Type: freebusy.Busy}, {Start: at(9100), End: at(9100), Type: freebusy.Busy}}, about)
	require.Contains(t, string(text), "FREEBUSY;FBTYPE=BUSY:20260302T000001Z/20260302T000004Z\r\n")
}

// What has been published is read as what it was made of, whatever its size.
func TestPublishedIsRead(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for round := range 60 {
		about := publication()
		about.To = about.From.Add(time.Duration(1+r.IntN(400*24)) * time.Hour)
		var periods []freebusy.Period
		n := r.IntN(60)
		if round == 0 {
			n = 9000
		}
		span := int(about.To.Sub(about.From) / time.Minute)
		for range n {
			start := r.IntN(span+400) - 200
			periods = append(periods, minutes(start, start+r.IntN(300), freebusy.Type(r.IntN(4))))
		}
		text := written(t, periods, about)
		got, err := freebusy.Read(bytes.NewReader(text), about.From, about.To, ical.ReadOptions{Strict: true}, freebusy.Options{})
		require.NoError(t, err)
		require.Empty(t, got.Findings)
		require.Empty(t, got.Unknown)
		require.Equal(t, freebusy.Unite(about.From, about.To, periods), got.Periods(about.From, about.To))
		again := written(t, got.Periods(about.From, about.To), about)
		require.Equal(t, string(text), string(again))
	}
}

func ExamplePublish() {
	day := time.Date(2026, time.November, 27, 0, 0, 0, 0, time.UTC)
	cal, err := freebusy.Publish([]freebusy.Period{
		{Start: day.Add(9 * time.Hour), End: day.Add(10 * time.Hour), Type: freebusy.Busy},
		{Start: day.Add(10 * time.Hour), End: day.Add(11 * time.Hour), Type: freebusy.Busy},
		{Start: day.Add(15 * time.Hour), End: day.Add(16 * time.Hour), Type: freebusy.Tentative},
	}, freebusy.Publication{
		UID: "c2b6c9d0-2f3e-4d7b-8f64-0d3a3f3c9f11", Stamp: day, From: day, To: day.AddDate(0, 0, 1),
		Method: "PUBLISH", Organizer: "mailto:desk@example.org",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := ical.Marshal(cal)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(strings.NewReplacer("\r\n ", "", "\r\n", "\n").Replace(string(text)))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//Convene//Convene//EN
	// METHOD:PUBLISH
	// BEGIN:VFREEBUSY
	// UID:c2b6c9d0-2f3e-4d7b-8f64-0d3a3f3c9f11
	// DTSTAMP:20261127T000000Z
	// DTSTART:20261127T000000Z
	// DTEND:20261128T000000Z
	// ORGANIZER:mailto:desk@example.org
	// FREEBUSY;FBTYPE=BUSY:20261127T090000Z/20261127T110000Z
	// FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261127T150000Z/20261127T160000Z
	// END:VFREEBUSY
	// END:VCALENDAR
}
