package meeting

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// A MissedPolicy says what becomes of an occurrence that cannot be held when its pattern
// says, be it for a blackout, a room or people.
type MissedPolicy uint8

const (
	// RefuseMissed refuses the whole pattern.
	RefuseMissed MissedPolicy = iota
	// DropMissed leaves the occurrence out.
	DropMissed
	// MoveMissed holds it on another day, at the same clock time: on the one of those within
	// MoveDays that ranks first by the criteria of the request, the nearest of equal ones, and
	// the later of two as near. It stays after the occurrence before it and before the planned
	// time of the one behind. If there is no such day, the occurrence is left out.
	MoveMissed
)

// A PatternRequest asks for meetings at a fixed time in the week or month: "every second
// Tuesday at 15:00 in Geneva".
type PatternRequest struct {
	// Request says what each meeting is. Its Location is that of the host: days and clock
	// times are local there, and it has to be given, for elsewhere the pattern moves by an
	// hour when clocks change. All clock times that are multiples of Step are tried, which
	// divides 24 hours and is whole minutes; Anchor and AlignTo are not used. Objective and
	// Criteria compare what all occurrences together ask, as for a [SeriesRequest]; Results
	// is how many patterns are wanted.
	Request

	// Rules give the days, each a choice: [WeeklyRules] or [MonthlyRules], or others of that
	// kind. The rules count from First, which decides which weeks an INTERVAL takes. Rules
	// must not have parts below the day, and need neither COUNT nor UNTIL.
	Rules []recurrence.Rule
	First date.Date

	// Clocks, if there are any, are the clock times to try, instead of all.
	Clocks []Clock

	// Count is how many occurrences there are: 1 to 366, counted from the first one in a
	// window. Patterns that have fewer before the end of the last window are left out. What
	// lies between two windows cannot be held when it is planned.
	Count int

	Missed   MissedPolicy
	MoveDays int // for MoveMissed: how many days earlier or later, 0 to 366

	// MaxSteps bounds the number of rules, times that of clock times, times Count; 0 means
	// [DefaultMaxSteps]. More give a [*CapError].
	MaxSteps int
}

// WeeklyRules returns the rules of every so many weeks on each weekday from Monday to
// Friday.
func WeeklyRules(interval int) []recurrence.Rule {
	var rules []recurrence.Rule
	for d := recurrence.Monday; d <= recurrence.Friday; d++ {
		rules = append(rules, recurrence.Rule{Freq: recurrence.Weekly, Interval: int64(interval), ByDay: []recurrence.WeekdayNum{{Day: d}}})
	}
	return rules
}

// MonthlyRules returns the rules of the first to the fourth and the last of each weekday
// from Monday to Friday, every so many months.
func MonthlyRules(interval int) []recurrence.Rule {
	var rules []recurrence.Rule
	for _, n := range []int{1, 2, 3, 4, -1} {
		for d := recurrence.Monday; d <= recurrence.Friday; d++ {
			rules = append(rules, recurrence.Rule{Freq: recurrence.Monthly, Interval: int64(interval), ByDay: []recurrence.WeekdayNum{d.Nth(n)}})
		}
	}
	return rules
}

// A PatternResult is the answer of [Patterns].
type PatternResult struct {
	// Patterns are the best, the best first: those that leave out the fewest occurrences,
	// then those that move the fewest, then by the criteria of the request, then those that
	// begin first.
	Patterns []Pattern

	Tried   int // patterns that have Count occurrences
	Refused int // of these, the ones that are refused for an occurrence that cannot be held
}

// A Pattern is a time in the week or month, and what it comes to over its occurrences.
type Pattern struct {
	Rule  recurrence.Rule // with COUNT: the RRULE of an event that starts at the first planned time
	Clock Clock           // at the host's

	Occurrences    []Occurrence
	Moved, Dropped int // how many of them are held at another time, and how many not at all

	Shares   []SeriesShare // by participant, in the order of the request; a burden for each occurrence
	Fairness Fairness
}

// An Occurrence is one meeting of a pattern.
type Occurrence struct {
	// Planned is when the pattern has it, in the host's zone.
	Planned time.Time

	// Held is the meeting; nil where the occurrence is dropped.
	Held *Slot

	// Missed says who or what speaks against the planned time, where it is moved or
	// dropped; otherwise it is nil.
	Missed *Slot
}

// IsMoved reports whether the occurrence is held at another time than planned.
func (o *Occurrence) IsMoved() bool { return o.Held != nil && o.Missed != nil }

// Patterns finds the times in the week or month that ask least of people over all of their
// occurrences, weeks with other clock times included. Its errors are those of [Find]; where
// ctx ends, there is no result.
func Patterns(ctx context.Context, req PatternRequest) (*PatternResult, error) {
	if err := checkPatterns(&req); err != nil {
		return nil, err
	}
	pl, err := newPlacer(ctx, &req.Request, req.Missed, req.MoveDays)
	if err != nil {
		return nil, err
	}
	clocks := req.clocks()
	if n, most := len(req.Rules)*len(clocks)*req.Count, or(req.MaxSteps, DefaultMaxSteps); n > most {
		return nil, &CapError{"MaxSteps", n, most}
	}
	out := &PatternResult{}
	var found []placedPattern
	for r := range req.Rules {
		dates, err := req.Rules[r].Dates(req.First)
		if err != nil {
			return nil, &Error{Field: fmt.Sprintf("Rules %d", r+1), Reason: err.Error()}
		}
		for _, c := range clocks {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			days := pl.planned(dates, c, req.Count)
			if len(days) < req.Count {
				continue
			}
			out.Tried++
			placed, ok := pl.place(days, c)
			if !ok {
				out.Refused++
				continue
			}
			found = append(found, placedPattern{placed, r, c})
		}
	}
	slices.SortStableFunc(found, func(a, b placedPattern) int {
		return cmp.Or(cmp.Compare(a.dropped, b.dropped), cmp.Compare(a.moved, b.moved), slices.Compare(a.key, b.key), slices.Compare(a.planned, b.planned))
	})
	for _, f := range found[:min(len(found), or(req.Results, DefaultResults))] {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		rule := req.Rules[f.rule]
		rule.Count, rule.Until = int64(req.Count), recurrence.Until{}
		p := Pattern{Rule: rule, Clock: f.clock, Moved: f.moved, Dropped: f.dropped}
		p.Occurrences, p.Shares = pl.occurrences(f.placement)
		p.Fairness = fairness(pl.p.req, p.Shares)
		out.Patterns = append(out.Patterns, p)
	}
	return out, nil
}

type placedPattern struct {
	placement
	rule  int
	clock Clock
}

// clocks returns the clock times to try.
func (r *PatternRequest) clocks() []Clock { return clocksOf(r.Clocks, r.Step) }

func clocksOf(given []Clock, step time.Duration) []Clock {
	if len(given) > 0 {
		return given
	}
	var list []Clock
	for c := Clock(0); c < EndOfDay; c += Clock(step / time.Minute) {
		list = append(list, c)
	}
	return list
}
