package meeting_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/convene-cal/convene/calendar/meeting"
)

// yearOfTheGroup is a year of the group of 26, in quarters of an hour, with some of them asked
// from elsewhere, and with calendars of their own if they are to be busy.
func yearOfTheGroup(zones []string, busy bool, count int) meeting.SeriesRequest {
	req := meeting.SeriesRequest{
		Request: meeting.Request{
			Windows:  []meeting.Span{{Start: instantOf("2027-01-01T00:00Z"), End: instantOf("2028-01-01T00:00Z")}},
			Duration: 2 * time.Hour, Step: 15 * time.Minute,
			Participants: group(),
			Objective:    meeting.LexiMin,
		},
		Count:  count,
		MinGap: time.Duration(300/count) * 24 * time.Hour, MaxGap: time.Duration(400/count) * 24 * time.Hour,
	}
	rng := rand.New(rand.NewPCG(26, 4))
	for i := range req.Participants {
		p := &req.Participants[i]
		if i < len(zones) {
			p.Location = zoneOf(zones[i])
		}
		for range 100 {
			if !busy {
				break
			}
			from := req.Windows[0].Start.Add(time.Duration(rng.IntN(365*96)) * 15 * time.Minute)
			p.Busy = append(p.Busy, busyAt(from, from.Add(time.Duration(1+rng.IntN(3))*time.Hour)))
		}
	}
	return req
}

func BenchmarkSeries(b *testing.B) {
	far := []string{"Asia/Bangkok", "Pacific/Fiji", "Africa/Nairobi", "America/Santiago", "Asia/Kolkata", "Asia/Tokyo"}
	for _, zones := range []int{0, 1, 2, 4, 6} {
		for _, busy := range []bool{false, true} {
			for _, count := range []int{4, 12} {
				b.Run(fmt.Sprintf("zones=%d/busy=%v/count=%d", zones+2, busy, count), func(b *testing.B) {
					req := yearOfTheGroup(far[:zones], busy, count)
					exact := 0.0
					b.ReportAllocs()
					for b.Loop() {
						r, err := meeting.Series(context.Background(), req)
						if err != nil || len(r.Meetings) != count {
							b.Fatal(err)
						}
						if r.Exact {
							exact = 1
						}
					}
					b.ReportMetric(exact, "exact")
				})
			}
		}
	}
}
