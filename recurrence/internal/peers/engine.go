package main

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/teambition/rrule-go"

	"github.com/convene-cal/convene/recurrence"
)

// An engine parses a rule and makes it ready to be asked.
type engine func(rule string, start time.Time) (questions, error)

// Questions are what an engine is asked of a rule.
type questions struct {
	// take goes through the first n occurrences.
	take func(n int) (found int, last time.Time)

	// after returns the first occurrence after a moment, the zero Time if there is
	// none.
	after func(time.Time) time.Time

	// between counts the occurrences in a half-open span, going through them.
	between func(from, to time.Time) int
}

var engines = map[string]engine{
	"convene":      convene,
	"convene-days": conveneDays,
	"rrule-go":     rruleGo,
}

func convene(text string, start time.Time) (questions, error) {
	rule, err := recurrence.Parse(text)
	if err != nil {
		return questions{}, err
	}
	times, err := rule.Times(start)
	if err != nil {
		return questions{}, err
	}
	return questions{
		take: func(n int) (found int, last time.Time) {
			for t := range times.All() {
				last = t
				if found++; found == n {
					break
				}
			}
			return found, last
		},
		after: func(t time.Time) time.Time {
			next, _ := times.After(t)
			return next
		},
		between: func(from, to time.Time) (found int) {
			for range times.Between(from, to) {
				found++
			}
			return found
		},
	}, nil
}

// conveneDays takes a rule for one of days.
func conveneDays(text string, start time.Time) (questions, error) {
	rule, err := recurrence.Parse(text)
	if err != nil {
		return questions{}, err
	}
	if len(rule.ByHour)+len(rule.ByMinute)+len(rule.BySecond) > 0 {
		return questions{}, fmt.Errorf("not a rule of days")
	}
	dates, err := rule.Dates(date.NewAt(start))
	if err != nil {
		return questions{}, err
	}
	return questions{
		take: func(n int) (int, time.Time) {
			var last date.Date
			found := 0
			for d := range dates.All() {
				last = d
				if found++; found == n {
					break
				}
			}
			if found == 0 {
				return 0, time.Time{}
			}
			return found, last.MidnightUTC()
		},
		after: func(t time.Time) time.Time {
			next, ok := dates.After(date.NewAt(t) - 1)
			if !ok {
				return time.Time{}
			}
			return next.MidnightUTC()
		},
		between: func(from, to time.Time) (found int) {
			for range dates.Between(date.NewAt(from), date.NewAt(to)) {
				found++
			}
			return found
		},
	}, nil
}

func rruleGo(text string, start time.Time) (questions, error) {
	option, err := rrule.StrToROption(text)
	if err != nil {
		return questions{}, err
	}
	option.Dtstart = start
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return questions{}, err
	}
	return questions{
		take: func(n int) (found int, last time.Time) {
			for next := rule.Iterator(); found < n; found++ {
				t, ok := next()
				if !ok {
					break
				}
				last = t
			}
			return found, last
		},
		after: func(t time.Time) time.Time { return rule.After(t, false) },
		between: func(from, to time.Time) (found int) {
			for _, t := range rule.Between(from, to, true) {
				if t.Before(to) {
					found++
				}
			}
			return found
		},
	}, nil
}
