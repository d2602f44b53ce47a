package meeting_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
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

// sizes are those of which the package promises something.
var sizes = []struct {
	name                  string
	people, entries, days int
}{
	{"week-10", 10, 20, 7},
	{"year-27", 27, 60, 365},
	{"year-200", 200, 150, 365},
}

// BenchmarkFind beside a painter, which finds the same.
func BenchmarkFind(b *testing.B) {
	for _, size := range sizes {
		req := benchRequest(size.people, size.entries, size.days)
		peer := &painter{req: req}
		b.Run(size.name+"/painter", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				peer = &painter{req: req}
				peer.find()
			}
		})
		for _, o := range objectives {
			req.Objective = o
			b.Run(size.name+"/"+o.String(), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r, err := meeting.Find(context.Background(), req)
					require.NoError(b, err)
					if peer.feasible > 0 {
						require.Equal(b, peer.feasible, r.Feasible)
						require.True(b, o != meeting.LexiMin || r.Slots[0].Start.Equal(peer.best))
					}
				}
			})
		}
	}
}

// BenchmarkLarge has the large instances.
func BenchmarkLarge(b *testing.B) {
	for _, name := range []string{"01", "04", "07"} {
		req := largeInstanceRequest(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := meeting.Find(context.Background(), req)
				require.NoError(b, err)
			}
		})
	}
}

// A stopwatch is a context that never ends and notes when it is asked whether it has.
type stopwatch struct {
	context.Context
	asked []time.Time
}

func (s *stopwatch) Err() error {
	s.asked = append(s.asked, time.Now())
	return nil
}

// BenchmarkContext reports how long a large search goes at the longest without asking its
// context, which is how long an answer takes once that ends. Each stretch counts as long as
// it took in the quickest of the runs: other programs want the processor too.
func BenchmarkContext(b *testing.B) {
	req := benchRequest(1000, 300, 365)
	req.Step, req.Objective, req.NearMisses = time.Minute, meeting.LexiMin, 100
	req.Caps.Attendances, req.Caps.Cells = 1_000_000, 1_000_000_000
	req.Blackouts = benchRequest(1, 100_000, 365).Participants[0].Busy
	var gaps []time.Duration
	for b.Loop() {
		ctx := &stopwatch{Context: context.Background(), asked: []time.Time{time.Now()}}
		_, err := meeting.Find(ctx, req)
		require.NoError(b, err)
		ctx.Err()
		for i, at := range ctx.asked[1:] {
			gap := at.Sub(ctx.asked[i])
			if i == len(gaps) {
				gaps = append(gaps, gap)
			}
			gaps[i] = min(gaps[i], gap)
		}
	}
	b.ReportMetric(float64(slices.Max(gaps).Microseconds())/1000, "ms-longest")
	b.ReportMetric(float64(len(gaps)), "asked")
}

func largeInstanceRequest(tb testing.TB, name string) meeting.Request {
	in := largeInstance(tb, "testdata/large-"+name+".json.gz")
	req := in.Problem.request()
	req.Objective = meeting.LexiMin
	return req
}
