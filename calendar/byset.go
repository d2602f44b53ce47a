package calendar

import (
	"fmt"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// BySet repeats as a recurrence set does, on days or at times of day: with several rules,
// additional and excepted occurrences, lengths, and occurrences that were moved. The Set
// has its own start and length, so that Series.Start plays no part.
//
// The key of an occurrence is its recurrence identifier, the start that the set gives it
// before any override: of an all-day set the day (2026-01-05), of a floating one the clock
// reading (2026-01-05T09:00:00), of others the time in UTC (2026-01-05T08:00:00Z).
//
// The When of an occurrence is a day, days in a row, or a time of day in the zone of the
// set's start, with an end if it has a length. What is in no zone that
// [time.LoadLocation] knows by its name is told in UTC, and what is in floating time,
// since a When has no time of day without a zone, by its days.
type BySet struct {
	Set recurrence.Set

	// Titles are the titles of occurrences that follow an override for this and all later
	// occurrences, by its index in Set.Overrides, as [Series].Each is. Where there is none,
	// or it is empty, the title is that of the others.
	Titles []string
}

// Words says the set in English: its rules, and how much besides them it has.
func (p BySet) Words() string {
	var parts []string
	for _, r := range p.Set.Rules {
		parts = append(parts, r.Describe())
	}
	count := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	if len(p.Set.Rules) == 0 {
		count(1+len(p.Set.RDates)+len(p.Set.Periods), "date", "dates")
	} else {
		count(len(p.Set.RDates)+len(p.Set.Periods), "more date", "more dates")
	}
	count(len(p.Set.ExDates)+len(p.Set.ExRules), "exception", "exceptions")
	count(len(p.Set.Overrides), "change", "changes")
	return strings.Join(parts, "; ")
}

func (BySet) isPattern() {}

// Key returns the key of the occurrence with a recurrence identifier, a Moment of the type
// of the set's start.
func (p BySet) Key(id recurrence.Moment) string { return p.keyText(p.keyOf(id)) }

const (
	setKeyUTC      = "2006-01-02T15:04:05Z"
	setKeyFloating = "2006-01-02T15:04:05"
)

// key reads the text of an occurrence's key: the number of the day, or seconds from 1970
// on.
func (p BySet) key(text string) (int64, bool) {
	if p.Set.Start.Form() == recurrence.FormDate {
		d, err := parseKey(text)
		return int64(d), err == nil
	}
	t, err := time.Parse(p.layout(), text)
	return t.Unix(), err == nil && t.Format(p.layout()) == text
}

// keyText returns the text of a key.
func (p BySet) keyText(key int64) string {
	if p.Set.Start.Form() == recurrence.FormDate {
		return date.Date(key).String()
	}
	return time.Unix(key, 0).UTC().Format(p.layout())
}

// keyOf returns the key that a recurrence identifier is.
func (p BySet) keyOf(id recurrence.Moment) int64 {
	if p.Set.Start.Form() == recurrence.FormDate {
		return int64(id.Day())
	}
	return id.Time().Unix()
}

// layout returns that of the keys of a timed set.
func (p BySet) layout() string {
	if p.floating() {
		return setKeyFloating
	}
	return setKeyUTC
}

func (p BySet) floating() bool { return p.Set.Start.Time().Location() == recurrence.Floating }
