package ical

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// zoneNames holds the names of the zones of the time zone database, release 2025c, one
// a line.
//
//go:embed testdata/zones.txt
var zoneNames string

// loadZones returns the zones that Go's data here has: all but those of a newer release.
func loadZones(t *testing.T) []*time.Location {
	var zones []*time.Location
	for _, name := range strings.Fields(zoneNames) {
		if loc, err := time.LoadLocation(name); err == nil {
			zones = append(zones, loc)
		}
	}
	require.Greater(t, len(zones), 400)
	return zones
}

// plainOnset is an onset as a reader computes it from a VTIMEZONE.
type plainOnset struct {
	at, from, to int64 // UTC; offsets in seconds
	name         string
}

// plainOnsets reads the observances of zone up to the end of a year. It tries each day
// of each year against the rule: a plain reading of RFC 5545, 3.3.10, of the rules that
// a VTIMEZONE of ours may have.
func plainOnsets(t *testing.T, zone *plainComponent, lastYear int) []plainOnset {
	var all []plainOnset
	for _, o := range zone.components {
		offset := func(name string) int64 {
			s := o.find(name).raw
			require.Regexp(t, `^[+-]\d{4}(\d\d)?$`, s)
			n := func(i int) int64 {
				if i >= len(s) {
					return 0
				}
				v, _ := strconv.ParseInt(s[i:i+2], 10, 64)
				return v
			}
			seconds := n(1)*3600 + n(3)*60 + n(5)
			if s[0] == '-' {
				return -seconds
			}
			return seconds
		}
		local := func(s string) time.Time {
			w, err := time.Parse("20060102T150405", s)
			require.NoError(t, err)
			return w
		}
		from, to := offset("TZOFFSETFROM"), offset("TZOFFSETTO")
		add := func(wall time.Time) {
			all = append(all, plainOnset{wall.Unix() - from, from, to, o.find("TZNAME").text()})
		}
		start := local(o.find("DTSTART").raw)
		add(start)
		for _, p := range o.properties {
			if p.name == "RDATE" {
				add(local(p.raw))
			}
		}
		rule := o.find("RRULE").raw
		if rule == "" {
			continue
		}
		parts := map[string]string{}
		for _, part := range strings.Split(rule, ";") {
			k, v, _ := strings.Cut(part, "=")
			parts[k] = v
		}
		require.Equal(t, "YEARLY", parts["FREQ"])
		until := time.Date(lastYear+1, 1, 2, 0, 0, 0, 0, time.UTC).Unix()
		if s := parts["UNTIL"]; s != "" {
			u, err := time.Parse("20060102T150405Z", s)
			require.NoError(t, err)
			until = min(until, u.Unix())
		}
		require.True(t, plainAdmits(parts, start), "DTSTART %s is not an onset of %s", start, rule)
		for w := start.AddDate(0, 0, 1); w.Unix()-from <= until; w = w.AddDate(0, 0, 1) {
			if plainAdmits(parts, w) {
				add(w)
			}
		}
	}
	slices.SortFunc(all, func(a, b plainOnset) int { return int(a.at - b.at) })
	end := time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return slices.DeleteFunc(all, func(o plainOnset) bool { return o.at >= end })
}

func plainAdmits(parts map[string]string, day time.Time) bool {
	in := func(part string, values ...int) bool {
		list, ok := parts[part]
		return !ok || slices.ContainsFunc(strings.Split(list, ","), func(s string) bool {
			n, _ := strconv.Atoi(s)
			return slices.Contains(values, n)
		})
	}
	length := time.Date(day.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	last := time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	name := strings.ToUpper(day.Weekday().String()[:2])
	nth, nthLast := (day.Day()-1)/7+1, (last-day.Day())/7+1
	byDay, ok := parts["BYDAY"]
	return in("BYMONTH", int(day.Month())) && in("BYMONTHDAY", day.Day()) &&
		in("BYYEARDAY", day.YearDay(), day.YearDay()-length-1) &&
		(!ok || byDay == name || byDay == fmt.Sprint(nth)+name || byDay == fmt.Sprint(-nthLast)+name)
}

// describe is loc as a reader gets it.
func describe(t *testing.T, loc *time.Location, first, last time.Time) (zone *plainComponent, lines int) {
	t.Helper()
	z, err := Timezone(loc, first, last)
	require.NoError(t, err)
	cal, _ := base()
	cal.Components = append([]ics.Component{z}, cal.Components...)
	b, err := Marshal(cal)
	require.NoError(t, err)
	read, err := plainRead(string(b))
	require.NoError(t, err)
	begin, end := strings.Index(string(b), "BEGIN:VTIMEZONE"), strings.Index(string(b), "END:VTIMEZONE")
	return read.components[0], strings.Count(string(b[begin:end]), "\r\n") + 1
}

// requireRight compares a description with the zone, from first to the end of a year:
// at each onset, one second before it, and at noon of every other day.
func requireRight(t *testing.T, loc *time.Location, zone *plainComponent, first time.Time, lastYear int) {
	t.Helper()
	onsets := plainOnsets(t, zone, lastYear+1)
	require.LessOrEqual(t, onsets[0].at, first.Unix(), "the first onset is after the first use")
	for i := range onsets[1:] {
		require.Equal(t, onsets[i].to, onsets[i+1].from, "offsets do not follow each other at %s", time.Unix(onsets[i+1].at, 0).UTC())
	}
	current := 0
	check := func(at int64) {
		for current+1 < len(onsets) && onsets[current+1].at <= at {
			current++
		}
		name, offset := time.Unix(at, 0).In(loc).Zone()
		if int64(offset) != onsets[current].to || name != onsets[current].name {
			require.Fail(t, "wrong", "%s at %s: zone %s %d, description %s %d",
				loc, time.Unix(at, 0).UTC(), name, offset, onsets[current].name, onsets[current].to)
		}
	}
	end := time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	next := 0
	for at := first.Unix(); at < end; at += 86_400 {
		for ; next < len(onsets) && onsets[next].at <= at; next++ {
			if onsets[next].at > first.Unix() {
				check(onsets[next].at - 1)
				check(onsets[next].at)
			}
		}
		check(at)
	}
}

// TestTimezoneOfEveryZone checks all zones from 1970 to 2040. Where the zone follows a
// rule by then, the description holds on.
func TestTimezoneOfEveryZone(t *testing.T) {
	first := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(2040, 12, 31, 23, 59, 59, 0, time.UTC)
	for i, loc := range loadZones(t) {
		if testing.Short() && i%20 != 0 {
			continue
		}
		zone, lines := describe(t, loc, first, last)
		require.Less(t, lines, 200, "%s", loc)
		requireRight(t, loc, zone, first, 2040)
	}
}

// TestTimezoneFromAnyUse checks shorter spans, which begin within an observance.
func TestTimezoneFromAnyUse(t *testing.T) {
	for i, loc := range loadZones(t) {
		if i%7 != 0 || testing.Short() && i%70 != 0 {
			continue
		}
		for year := 1900; year < 2100; year += 37 {
			first := time.Date(year, time.Month(1+i%12), 1+i%28, i%24, 0, 0, 0, time.UTC)
			zone, _ := describe(t, loc, first, first.AddDate(20, 0, 0))
			requireRight(t, loc, zone, first, year+19)
		}
	}
}

// Zones with a rule for good are right long after the last use.
func TestTimezoneHoldsOn(t *testing.T) {
	for _, name := range []string{"America/New_York", "Europe/Vienna", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "Asia/Jerusalem", "Asia/Tokyo"} {
		loc, err := time.LoadLocation(name)
		require.NoError(t, err)
		first := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
		zone, lines := describe(t, loc, first, first)
		require.Less(t, lines, 24, name)
		requireRight(t, loc, zone, first, 2400)
	}
}

// The expected texts are written by hand after the rules of the time zone database
// (northamerica, europe, africa).
func TestTimezoneText(t *testing.T) {
	tests := []struct {
		zone        string
		first, last int // years, from 1 February
		want        []string
	}{
		{"America/New_York", 2008, 2008, []string{
			"BEGIN:VTIMEZONE", "TZID:America/New_York",
			"BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
			"TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "TZNAME:EST", "END:STANDARD",
			"BEGIN:DAYLIGHT", "DTSTART:20080309T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
			"TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "TZNAME:EDT", "END:DAYLIGHT",
			"END:VTIMEZONE",
		}},
		{"Europe/Vienna", 2000, 2040, []string{
			"BEGIN:VTIMEZONE", "TZID:Europe/Vienna",
			"BEGIN:STANDARD", "DTSTART:19991031T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
			"TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD",
			"BEGIN:DAYLIGHT", "DTSTART:20000326T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
			"TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT",
			"END:VTIMEZONE",
		}},
		{"Africa/Nairobi", 2000, 2040, []string{
			"BEGIN:VTIMEZONE", "TZID:Africa/Nairobi",
			"BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0300", "TZOFFSETTO:+0300", "TZNAME:EAT", "END:STANDARD",
			"END:VTIMEZONE",
		}},
		// Of the last three summers of 2006 to 2009 the ends are listed.
		{"Australia/Perth", 2007, 2040, []string{
			"BEGIN:VTIMEZONE", "TZID:Australia/Perth",
			"BEGIN:DAYLIGHT", "DTSTART:20061203T020000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0900", "TZNAME:AWDT", "END:DAYLIGHT",
			"BEGIN:STANDARD", "DTSTART:20070325T030000", "RDATE:20080330T030000", "RDATE:20090329T030000",
			"TZOFFSETFROM:+0900", "TZOFFSETTO:+0800", "TZNAME:AWST", "END:STANDARD",
			"BEGIN:DAYLIGHT", "DTSTART:20071028T020000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0900", "TZNAME:AWDT", "END:DAYLIGHT",
			"BEGIN:DAYLIGHT", "DTSTART:20081026T020000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0900", "TZNAME:AWDT", "END:DAYLIGHT",
			"END:VTIMEZONE",
		}},
		{"UTC", 2000, 2040, []string{
			"BEGIN:VTIMEZONE", "TZID:UTC",
			"BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD",
			"END:VTIMEZONE",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.zone, func(t *testing.T) {
			loc, err := time.LoadLocation(tt.zone)
			require.NoError(t, err)
			z, err := Timezone(loc, time.Date(tt.first, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(tt.last, 2, 1, 0, 0, 0, 0, time.UTC))
			require.NoError(t, err)
			cal, _ := base()
			cal.Components = []ics.Component{z}
			b, err := Marshal(cal)
			require.NoError(t, err)
			require.Equal(t, tt.want, physicalLines(string(b))[3:3+len(tt.want)])
		})
	}
}

// Dublin's winter is the deviation in the data, and still no daylight time.
func TestTimezoneOfDublin(t *testing.T) {
	loc, err := time.LoadLocation("Europe/Dublin")
	require.NoError(t, err)
	zone, _ := describe(t, loc, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC))
	for _, o := range zone.components {
		switch o.name {
		case "DAYLIGHT":
			require.Equal(t, "+0100", o.find("TZOFFSETTO").raw)
		case "STANDARD":
			require.Equal(t, "+0000", o.find("TZOFFSETTO").raw)
		}
	}
	require.Len(t, zone.components, 2)
}

// A rule goes on for good if it has reached the horizon, and not if it ends before.
func TestOpenRules(t *testing.T) {
	horizon := time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC)
	for lastYear, open := range map[int]bool{2059: true, 2058: false, 2040: false} {
		var all []onset
		for year := 2020; year <= lastYear; year++ {
			all = append(all, onset{at: time.Date(year, 4, 30, 2, 0, 0, 0, time.UTC)})
		}
		runs := observe(all, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), horizon)
		require.Len(t, runs, 1)
		require.Equal(t, open, runs[0].open, lastYear)
	}
}

func TestTimezoneErrors(t *testing.T) {
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, call := range map[string]func() (*ics.VTimezone, error){
		"nil":            func() (*ics.VTimezone, error) { return Timezone(nil, day, day) },
		"the host's":     func() (*ics.VTimezone, error) { return Timezone(time.Local, day, day) },
		"without a name": func() (*ics.VTimezone, error) { return Timezone(time.FixedZone("", 3600), day, day) },
		"backwards":      func() (*ics.VTimezone, error) { return Timezone(time.UTC, day, day.Add(-1)) },
		"too early": func() (*ics.VTimezone, error) {
			return Timezone(time.UTC, time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), day)
		},
		"too late": func() (*ics.VTimezone, error) {
			return Timezone(time.UTC, day, time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC))
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := call()
			require.ErrorIs(t, err, ErrZone)
		})
	}
}

// The edges of the years that dates can have.
func TestTimezoneAtTheEdges(t *testing.T) {
	first, last := time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, loc := range []*time.Location{time.UTC, time.FixedZone("East", 50_400), time.FixedZone("West", -43_200)} {
		describe(t, loc, first, last)
	}
	loc, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	describe(t, loc, first, last)
}

func BenchmarkTimezone(b *testing.B) {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		b.Fatal(err)
	}
	first, last := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Timezone(loc, first, last); err != nil {
			b.Fatal(err)
		}
	}
}
