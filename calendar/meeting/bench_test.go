package meeting_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// benchZones are those of footnote 14's bodies and of some places that are harder.
var benchZones = []string{
	"Europe/Vienna", "Europe/Zurich", "America/New_York", "Europe/Paris", "Africa/Nairobi", "Asia/Bangkok",
	"America/Toronto", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "Pacific/Apia",
}

// benchRequest makes a request of people with entries each, from a fixed seed. Half of them
// have soft hours. A quorum of two thirds leaves something to choose from.
func benchRequest(people, entries int, days int) meeting.Request {
	rng := rand.New(rand.NewPCG(1, uint64(people)))
	start := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	quorum := people * 2 / 3
	req := meeting.Request{
		Windows:     []meeting.Span{{Start: start, End: start.AddDate(0, 0, days)}},
		Duration:    time.Hour,
		Step:        15 * time.Minute,
		MinRequired: &quorum,
		Objective:   meeting.LexiMin,
	}
	for i := range people {
		open := meeting.At(8+rng.IntN(3), 30*rng.IntN(2))
		p := meeting.Participant{
			ID: fmt.Sprint("P", i), Location: zoneOf(benchZones[i%len(benchZones)]), SoftHours: rng.IntN(8) > 0,
			Hours: meeting.Weekdays(meeting.ClockRange{From: open, To: open + 9*60}), Weight: 1 + rng.IntN(2),
		}
		for range entries {
			from := start.Add(time.Duration(rng.IntN(days*96)) * 15 * time.Minute)
			p.Busy = append(p.Busy, freebusy.Entry{Start: from, End: from.Add(time.Duration(1+rng.IntN(8)) * 15 * time.Minute), Type: freebusy.Busy})
		}
		req.Participants = append(req.Participants, p)
	}
	return req
}

func BenchmarkFind(b *testing.B) {
	for _, bench := range []struct {
		name                  string
		people, entries, days int
	}{
		{"week/10", 10, 20, 7},
		{"year/27", 27, 60, 365},
		{"year/200", 200, 150, 365},
	} {
		req := benchRequest(bench.people, bench.entries, bench.days)
		for _, o := range objectives {
			req.Objective = o
			b.Run(bench.name+"/"+o.String(), func(b *testing.B) {
				b.ReportAllocs()
				feasible := 0
				for b.Loop() {
					r, err := meeting.Find(context.Background(), req)
					require.NoError(b, err)
					feasible = r.Feasible
				}
				b.ReportMetric(float64(feasible), "feasible")
			})
		}
	}
	for _, name := range []string{"01", "04", "07"} {
		req := largeInstanceRequest(b, name)
		b.Run("large-"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := meeting.Find(context.Background(), req)
				require.NoError(b, err)
			}
		})
	}
}

func largeInstanceRequest(tb testing.TB, name string) meeting.Request {
	in := largeInstance(tb, "testdata/large-"+name+".json.gz")
	req := in.Problem.request()
	req.Objective = meeting.LexiMin
	return req
}
