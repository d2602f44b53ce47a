package main

import (
	"errors"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/teambition/rrule-go"

	"github.com/convene-cal/convene/recurrence"
)

// An engine parses a rule and makes it ready to be asked.
type engine func(rule string, start time.Time) (questions, error)

// Questions are what an engine is asked of a rule.
type questions interface {
	// take goes through the first n occurrences.
	take(n int) (found int, last time.Time)

	// after returns the first occurrence after a moment, the zero Time if there is
	// none.
	after(t time.Time) time.Time

	// between counts the occurrences in a half-open span, going through them.
	between(from, to time.Time) (found int)
}

var engines = map[string]engine{
	"convene":      convene,
	"convene-days": conveneDays,
	"rrule-go":     rruleGo,
}

type conveneTimes struct{ *recurrence.Times }

func convene(text string, start time.Time) (questions, error) {
	rule, err := recurrence.Parse(text)
	if err != nil {
		return nil, err
	}
	times, err := rule.Times(start)
	return conveneTimes{times}, err
}

func (q conveneTimes) take(n int) (found int, last time.Time) {
	for t := range q.All() {
		last = t
		if found++; found == n {
			break
		}
	}
	return found, last
}

func (q conveneTimes) after(t time.Time) time.Time {
	next, _ := q.After(t)
	return next
}

func (q conveneTimes) between(from, to time.Time) (found int) {
	for range q.Between(from, to) {
		found++
	}
	return found
}

type conveneDates struct{ *recurrence.Dates }

// conveneDays takes a rule for one of days.
func conveneDays(text string, start time.Time) (questions, error) {
	rule, err := recurrence.Parse(text)
	if err != nil {
		return nil, err
	}
	if len(rule.ByHour)+len(rule.ByMinute)+len(rule.BySecond) > 0 {
		return nil, errors.New("not a rule of days")
	}
	dates, err := rule.Dates(date.NewAt(start))
	return conveneDates{dates}, err
}

func (q conveneDates) take(n int) (found int, _ time.Time) {
	var last date.Date
	for d := range q.All() {
		last = d
		if found++; found == n {
			break
		}
	}
	if found == 0 {
		return 0, time.Time{}
	}
	return found, last.MidnightUTC()
}

func (q conveneDates) after(t time.Time) time.Time {
	next, ok := q.After(date.NewAt(t) - 1)
	if !ok {
		return time.Time{}
	}
	return next.MidnightUTC()
}

func (q conveneDates) between(from, to time.Time) (found int) {
	for range q.Between(date.NewAt(from), date.NewAt(to)) {
		found++
	}
	return found
}

type rruleGoRule struct{ *rrule.RRule }

func rruleGo(text string, start time.Time) (questions, error) {
	option, err := rrule.StrToROption(text)
	if err != nil {
		return nil, err
	}
	option.Dtstart = start
	rule, err := rrule.NewRRule(*option)
	return rruleGoRule{rule}, err
}

func (q rruleGoRule) take(n int) (found int, last time.Time) {
	for next := q.Iterator(); found < n; found++ {
		t, ok := next()
		if !ok {
			break
		}
		last = t
	}
	return found, last
}

func (q rruleGoRule) after(t time.Time) time.Time { return q.After(t, false) }

func (q rruleGoRule) between(from, to time.Time) (found int) {
	for _, t := range q.Between(from, to, true) {
		if t.Before(to) {
			found++
		}
	}
	return found
}
