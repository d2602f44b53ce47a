package calendar_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// million is the definition of a calendar of 1,000,000 events over ten thousand days'
// span per hundred of them; one in fifty lasts for up to three years.
var million = sync.OnceValue(func() calendar.Definition {
	rng := rand.New(rand.NewPCG(1, 2))
	layer := calendar.Layer{ID: "all", Said: date.New(2000, time.January, 1)}
	sources := make([][]calendar.Source, 1000)
	for i := range sources {
		sources[i] = []calendar.Source{{Document: fmt.Sprintf("A/%d", i), SaidOn: date.New(2000, time.January, 1)}}
	}
	layer.Events = make([]calendar.Event, 1_000_000)
	for i := range layer.Events {
		day := date.New(1990, time.January, 1) + date.Date(rng.IntN(20_000))
		w := calendar.On(day)
		switch rng.IntN(50) {
		case 0:
			w = calendar.Lasting(day, day+date.Date(rng.IntN(1000)))
		case 1:
			w = calendar.Between(day, day+date.Date(rng.IntN(100)))
		}
		layer.Events[i] = calendar.Event{
			ID: fmt.Sprintf("event-%d", i), Title: fmt.Sprintf("Event %d", i), Kind: calendar.Meeting,
			Status: calendar.Scheduled, When: w, Sources: sources[rng.IntN(len(sources))],
		}
	}
	return calendar.Definition{ID: "million", Title: "A million events", Layers: []calendar.Layer{layer}}
})

// endless is a calendar of 100,000 series without an end.
var endless = sync.OnceValue(func() *calendar.Calendar {
	rng := rand.New(rand.NewPCG(3, 4))
	rules := []string{
		"FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=4", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=9;BYDAY=3TU",
		"FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
	}
	layer := calendar.Layer{ID: "all", Said: date.New(2000, time.January, 1)}
	for i := range 100_000 {
		s := calendar.Series{
			ID: fmt.Sprintf("series-%d", i), Title: "Series", Each: "Series {year}", Kind: calendar.Meeting,
			Sources: []calendar.Source{{Document: "A/1", SaidOn: date.New(2000, time.January, 1)}},
			Start:   date.New(1990, time.January, 1) + date.Date(rng.IntN(10_000)),
		}
		if i%10 == 0 {
			s.Pattern = calendar.Cadence{Periods: "year", First: 1990 + rng.IntN(20), Every: 1 + rng.IntN(10)}
		} else {
			s.Pattern = calendar.ByRule{Rule: recurrence.MustParse(rules[rng.IntN(len(rules))])}
		}
		layer.Series = append(layer.Series, s)
	}
	return calendar.MustNew(calendar.Definition{ID: "endless", Title: "Endless", Layers: []calendar.Layer{layer}})
})

func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func BenchmarkNew(b *testing.B) {
	def := million()
	before := heap()
	var c *calendar.Calendar
	b.ReportAllocs()
	for b.Loop() {
		c = calendar.MustNew(def)
	}
	b.ReportMetric((heap()-before)/1e6, "B/event")
	runtime.KeepAlive(c)
	runtime.KeepAlive(def)
}

var millionCalendar = sync.OnceValue(func() *calendar.Calendar { return calendar.MustNew(million()) })

func BenchmarkQuery(b *testing.B) {
	day := date.New(2020, time.May, 4)
	for _, c := range []struct {
		name string
		cal  func() *calendar.Calendar
	}{{"events", millionCalendar}, {"series", endless}} {
		cal := c.cal()
		b.Run(c.name+"/window", func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = 0
				for e := range cal.Between(day, day, day+2, calendar.WithExactDays()) {
					if _ = e; n == 100 {
						break
					}
					n++
				}
			}
			b.ReportMetric(float64(n), "results")
		})
		b.Run(c.name+"/next", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				cal.Next(day, 10)
			}
		})
	}
	b.Run("events/overdue", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = 0
			for range millionCalendar().Overdue(day) {
				n++
			}
		}
		b.ReportMetric(float64(n), "results")
	})
	b.Run("events/text", func(b *testing.B) {
		for b.Loop() {
			for range millionCalendar().Between(day, day-20_000, day+20_000, calendar.Matching("event 77777")) {
			}
		}
	})
	b.Run("events/id", func(b *testing.B) {
		for b.Loop() {
			millionCalendar().Event("event-500000")
		}
	})
}
