package main

import (
	"fmt"
	"iter"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"github.com/teambition/rrule-go"

	"github.com/convene-cal/convene/calendar"
)

var today = date.New(2026, time.March, 2)

// questions are put to calendars of so many events, and of so many series.
func questions(events, fewerEvents, recurring, series int) ([]question, error) {
	def := eventsOf(events)
	all := calendar.MustNew(def)
	days := spansOf(def)
	fewer := eventsOf(fewerEvents)
	some, parsed, someDays := calendar.MustNew(fewer), icsOf(fewer), spansOf(fewer)
	often, rare := monthly(recurring), seldom(series)
	oftenCalendar, rareCalendar := seriesOf(often), seriesOf(rare)
	oftenRules, err := rulesOf(often)
	if err != nil {
		return nil, err
	}
	rareRules, err := rulesOf(rare)
	if err != nil {
		return nil, err
	}
	between := func(c *calendar.Calendar, from, to date.Date, filters ...calendar.Filter) func() int {
		return func() int { return count(c.Between(today, from, to, filters...)) }
	}
	starts := func(e calendar.Entry) bool { first, _ := e.When.Earliest(); return first >= today }
	name := func(format string, n int) string { return fmt.Sprintf(format, thousands(n)) }
	return []question{
		{name("the first 100 in a window of %s events", events), [4]func() int{first(all.Between(today, today, today+7), 100)}},
		{name("a day of %s events, those that start then", events), [4]func() int{between(all, today, today+1, starts), nil, nil, scan(days, today, today+1)}},
		{name("a day of %s events", fewerEvents), [4]func() int{between(some, today, today+1, starts), loop(parsed, today, today+1), nil, scan(someDays, today, today+1)}},
		{name("30 days of %s events", fewerEvents), [4]func() int{between(some, today, today+30, starts), loop(parsed, today, today+30), nil, scan(someDays, today, today+30)}},
		{name("next 10 of %s events", events), [4]func() int{func() int { return len(all.Next(today, 10)) }}},
		{name("overdue of %s events", events), [4]func() int{func() int { return count(all.Overdue(today)) }}},
		{name("deadlines of a year, of %s events", events), [4]func() int{between(all, today, today+365, starts, calendar.OfKind(calendar.Deadline)), nil, nil, nil}},
		{name("a word in a year, of %s events", events), [4]func() int{between(all, today, today+365, calendar.Matching("A/77"))}},
		{name("an ID among %s events", events), [4]func() int{func() int { _, ok := all.Event("event-4711"); return one(ok) }}},
		{name("a day of %s recurring events", recurring), [4]func() int{between(oftenCalendar, today, today+1), nil, ask(oftenRules, today, today+1)}},
		{name("the first 100 in a month of %s recurring events", recurring), [4]func() int{first(oftenCalendar.Between(today, today, today+31), 100), nil, atMost(ask(oftenRules, today, today+31), 100)}},
		{name("a month of %s recurring events", recurring), [4]func() int{between(oftenCalendar, today, today+31), nil, ask(oftenRules, today, today+31)}},
		{name("a day of %s series", series), [4]func() int{between(rareCalendar, today, today+1), nil, ask(rareRules, today, today+1)}},
		{name("next 10 of %s series", series), [4]func() int{func() int { return len(rareCalendar.Next(today, 10)) }, nil, next(rareRules, 10)}},
	}, nil
}

func count(entries iter.Seq[calendar.Entry]) (n int) {
	for range entries {
		n++
	}
	return n
}

// first goes through the first n entries and no further.
func first(entries iter.Seq[calendar.Entry], n int) func() int {
	return func() (found int) {
		for range entries {
			if found++; found == n {
				break
			}
		}
		return found
	}
}

// atMost is for a rival that has to find everything to know what comes first.
func atMost(ask func() int, n int) func() int { return func() int { return min(ask(), n) } }

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// spansOf are the first days of all events.
func spansOf(def calendar.Definition) []date.Date {
	var days []date.Date
	for _, e := range def.Layers[0].Events {
		first, _ := e.When.Earliest()
		days = append(days, first)
	}
	return days
}

func scan(days []date.Date, from, to date.Date) func() int {
	return func() (n int) {
		for _, d := range days {
			if from <= d && d < to {
				n++
			}
		}
		return n
	}
}

// icsOf holds the events as golang-ical reads them.
func icsOf(def calendar.Definition) *ics.Calendar {
	c := ics.NewCalendar()
	for _, e := range def.Layers[0].Events {
		first, _ := e.When.Earliest()
		last, _ := e.When.Latest()
		event := c.AddEvent(e.ID)
		event.SetSummary(e.Title)
		event.SetAllDayStartAt(first.MidnightUTC())
		event.SetAllDayEndAt((last + 1).MidnightUTC())
	}
	return c
}

// loop goes through the events of golang-ical for those that start in [from, to).
func loop(c *ics.Calendar, from, to date.Date) func() int {
	begin, end := from.MidnightUTC(), to.MidnightUTC()
	return func() (n int) {
		for _, e := range c.Events() {
			start, err := e.GetAllDayStartAt()
			if err != nil {
				panic(err)
			}
			if !start.Before(begin) && start.Before(end) {
				n++
			}
		}
		return n
	}
}

func rulesOf(list []repeating) ([]*rrule.RRule, error) {
	rules := make([]*rrule.RRule, len(list))
	for i, r := range list {
		option, err := rrule.StrToROption(r.rule)
		if err != nil {
			return nil, err
		}
		option.Dtstart = r.start.MidnightUTC()
		if rules[i], err = rrule.NewRRule(*option); err != nil {
			return nil, err
		}
	}
	return rules, nil
}

// ask asks each rule in turn for what it has in [from, to).
func ask(rules []*rrule.RRule, from, to date.Date) func() int {
	begin, end := from.MidnightUTC(), to.MidnightUTC()
	return func() (n int) {
		for _, r := range rules {
			for _, t := range r.Between(begin, end, true) {
				if t.Before(end) {
					n++
				}
			}
		}
		return n
	}
}

// next asks each rule for the first it has from today on, and takes the earliest.
func next(rules []*rrule.RRule, n int) func() int {
	begin := today.MidnightUTC()
	return func() int {
		var found []time.Time
		for _, r := range rules {
			if t := r.After(begin, true); !t.IsZero() {
				found = append(found, t)
			}
		}
		slices.SortFunc(found, time.Time.Compare)
		return len(found[:min(n, len(found))])
	}
}
