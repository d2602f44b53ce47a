package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// said is the day on which everything was said.
var said = date.New(2000, time.January, 1)

// eventsOf is a calendar of events over 20,000 days from 1990 on, one in fifty of which
// last for up to a thousand days.
func eventsOf(n int) calendar.Definition {
	rng := rand.New(rand.NewPCG(1, 2))
	sources := make([][]calendar.Source, 1000)
	for i := range sources {
		sources[i] = []calendar.Source{{Document: fmt.Sprintf("A/%d", i), SaidOn: said}}
	}
	kinds := []calendar.Kind{calendar.Meeting, calendar.Deadline, calendar.ReportDue, calendar.Conference}
	events := make([]calendar.Event, n)
	for i := range events {
		day := date.New(1990, time.January, 1) + date.Date(rng.IntN(20_000))
		w := calendar.On(day)
		if rng.IntN(50) == 0 {
			w = calendar.Lasting(day, day+date.Date(1+rng.IntN(1000)))
		}
		events[i] = calendar.Event{
			ID: fmt.Sprintf("event-%d", i), Title: fmt.Sprintf("Event %d", i), Kind: kinds[i%len(kinds)],
			Status: calendar.Scheduled, When: w, Sources: sources[rng.IntN(len(sources))],
		}
	}
	return calendar.Definition{ID: "events", Title: "Events", Layers: []calendar.Layer{{ID: "all", Said: said, Events: events}}}
}

// A repeating is a rule with the day from which it repeats.
type repeating struct {
	rule  string
	start date.Date
}

// monthly are the rules of the workload of recurring events, on days.
func monthly(n int) []repeating {
	rules := []string{
		"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYDAY=3TU", "FREQ=MONTHLY;BYMONTHDAY=-1",
		"FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=4", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
		"FREQ=YEARLY;BYMONTH=9;BYDAY=TU;BYMONTHDAY=12,13,14,15,16,17,18",
	}
	list := make([]repeating, n)
	for i := range list {
		list[i] = repeating{rules[i%len(rules)], date.New(2015, time.January, 1) + date.Date(i*2377%3650)}
	}
	return list
}

// seldom are rules of which few fall on a day: of institutions, by the month and the year.
func seldom(n int) []repeating {
	rules := []string{
		"FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=4", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=9;BYDAY=3TU",
		"FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
	}
	rng := rand.New(rand.NewPCG(3, 4))
	list := make([]repeating, n)
	for i := range list {
		list[i] = repeating{rules[rng.IntN(len(rules))], date.New(1990, time.January, 1) + date.Date(rng.IntN(10_000))}
	}
	return list
}

func seriesOf(list []repeating) *calendar.Calendar {
	layer := calendar.Layer{ID: "all", Said: said}
	for i, r := range list {
		layer.Series = append(layer.Series, calendar.Series{
			ID: fmt.Sprintf("series-%d", i), Title: "Series", Kind: calendar.Meeting, Start: r.start,
			Pattern: calendar.ByRule{Rule: recurrence.MustParse(r.rule)}, Sources: []calendar.Source{{Document: "A/1", SaidOn: said}},
		})
	}
	return calendar.MustNew(calendar.Definition{ID: "series", Title: "Series", Layers: []calendar.Layer{layer}})
}
