package meeting_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/recurrence"
)

// plainPattern is a pattern whose occurrences were looked at one by one.
type plainPattern struct {
	name           string
	planned        []string
	held           []string // "" where dropped
	moved, dropped int
	key            []int
}

// nthWeekday reports whether a day is what a rule of MonthlyRules or WeeklyRules means.
func onRule(d, first time.Time, rule recurrence.Rule) bool {
	by := rule.ByDay[0]
	weekday := time.Weekday(by.Day % 7)
	if d.Weekday() != weekday || d.Before(first) {
		return false
	}
	interval := max(1, int(rule.Interval))
	if rule.Freq == recurrence.Weekly {
		monday := func(t time.Time) int { return int(t.Unix()/86400) - int(t.Weekday()+6)%7 }
		return (monday(d)-monday(first))/7%interval == 0
	}
	months := (d.Year()-first.Year())*12 + int(d.Month()-first.Month())
	if months%interval != 0 {
		return false
	}
	if by.Ordinal > 0 {
		return (d.Day()-1)/7+1 == by.Ordinal
	}
	return d.AddDate(0, 0, 7).Month() != d.Month()
}

// plainPatterns looks at all patterns, as the wording of [meeting.Patterns] has it. Windows
// have one span.
func plainPatterns(t *testing.T, req meeting.PatternRequest) (found []plainPattern, tried, refused int) {
	loc := req.Location
	grid := req.Request
	grid.AlignTo, grid.Results = loc, 1
	r, err := meeting.Find(context.Background(), grid)
	require.NoError(t, err)
	w := req.Windows[0]
	first := req.First.MidnightUTC()
	feasible := map[int64]bool{}
	for c := range r.All() {
		feasible[c.Start.Unix()] = true
	}
	step := int(req.Step / time.Minute)
	for n, rule := range req.Rules {
		for c := 0; c < 1440; c += step {
			var planned []int64
			var days []time.Time
			for d := first; d.Before(w.End.AddDate(0, 0, 2)); d = d.AddDate(0, 0, 1) {
				at := time.Date(d.Year(), d.Month(), d.Day(), 0, c, 0, 0, loc)
				if onRule(d, first, rule) && !at.Before(w.Start) && !at.Add(req.Duration).After(w.End) && len(planned) < req.Count {
					planned = append(planned, at.Unix())
					days = append(days, d)
				}
			}
			if len(planned) < req.Count {
				continue
			}
			tried++
			p := plainPattern{name: fmt.Sprint(n, " ", meeting.Clock(c))}
			var held []meeting.Slot
			before := int64(0)
			ok := true
			for i, u := range planned {
				p.planned = append(p.planned, time.Unix(u, 0).UTC().Format(minute))
				at := int64(0)
				switch {
				case feasible[u]:
					at = u
				case req.Missed == meeting.RefuseMissed:
					ok = false
				case req.Missed == meeting.MoveMissed:
					next := int64(1 << 60)
					if i+1 < len(planned) {
						next = planned[i+1]
					}
					// Nearest first, and of two as near the later: a stable sort by the key
					// leaves them so.
					type choice struct {
						at  int64
						key []int
					}
					var choices []choice
					for n := 1; n <= req.MoveDays; n++ {
						for _, sign := range []int{1, -1} {
							d := days[i].AddDate(0, 0, sign*n)
							other := time.Date(d.Year(), d.Month(), d.Day(), 0, c, 0, 0, loc).Unix()
							if feasible[other] && other > before && other < next {
								s := must(r.At(time.Unix(other, 0)))
								choices = append(choices, choice{other, plainSeriesKey(meeting.SeriesRequest{Request: req.Request}, []meeting.Slot{s})})
							}
						}
					}
					slices.SortStableFunc(choices, func(a, b choice) int { return slices.Compare(a.key, b.key) })
					if len(choices) > 0 {
						at = choices[0].at
					}
					if at > 0 {
						p.moved++
					}
				}
				if at == 0 {
					p.dropped++
					p.held = append(p.held, "")
					continue
				}
				before = at
				s := must(r.At(time.Unix(at, 0)))
				p.held = append(p.held, s.Start.Format(minute))
				held = append(held, s)
			}
			if !ok {
				refused++
				continue
			}
			p.key = plainSeriesKey(meeting.SeriesRequest{Request: req.Request}, held)
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b plainPattern) int {
		return cmp.Or(cmp.Compare(a.dropped, b.dropped), cmp.Compare(a.moved, b.moved), slices.Compare(a.key, b.key), slices.Compare(a.planned, b.planned))
	})
	return found, tried, refused
}

func TestPatternsAgreeWithLookingAtAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 20))
	moved, dropped, refused, some := 0, 0, 0, 0
	for range 250 {
		req := meeting.PatternRequest{Request: randomRequest(rng, 1+rng.IntN(4), 2)}
		start := time.Date(2026, 10, 1+rng.IntN(20), rng.IntN(24), 0, 0, 0, time.UTC)
		req.Windows = []meeting.Span{{Start: start, End: start.AddDate(0, 0, 20+rng.IntN(60))}}
		req.Location = zoneOf(cities[rng.IntN(len(cities))])
		req.Step = []time.Duration{time.Hour, 2 * time.Hour, 3 * time.Hour, 4 * time.Hour}[rng.IntN(4)]
		req.Objective = meeting.Objective(rng.IntN(4))
		req.Results = 1000
		req.First = date.New(2026, 9, 20+rng.IntN(10))
		req.Count = 1 + rng.IntN(4)
		req.Missed = meeting.MissedPolicy(rng.IntN(3))
		req.MoveDays = rng.IntN(10)
		if rng.IntN(2) == 0 {
			req.Rules = meeting.WeeklyRules(1 + rng.IntN(2))
		} else {
			req.Rules = meeting.MonthlyRules(1)
		}
		for i := range req.Participants {
			req.Participants[i].Busy = nil
			for range rng.IntN(3) {
				from := start.Add(time.Duration(rng.IntN(24*60)) * time.Hour)
				req.Participants[i].Busy = append(req.Participants[i].Busy, busyAt(from, from.Add(time.Duration(1+rng.IntN(400))*time.Hour)))
			}
		}
		got, err := meeting.Patterns(context.Background(), req)
		require.NoError(t, err)
		want, tried, no := plainPatterns(t, req)
		require.Equal(t, tried, got.Tried)
		require.Equal(t, no, got.Refused)
		require.Len(t, got.Patterns, len(want))
		refused += no
		for i, p := range got.Patterns {
			some++
			var planned, held []string
			sum := meeting.Burden(0)
			for j := range p.Occurrences {
				o := &p.Occurrences[j]
				require.Equal(t, req.Location, o.Planned.Location())
				planned = append(planned, o.Planned.UTC().Format(minute))
				if o.Held == nil {
					require.NotNil(t, o.Missed)
					held = append(held, "")
					continue
				}
				require.True(t, o.Held.Feasible)
				held = append(held, o.Held.Start.Format(minute))
				require.Equal(t, o.IsMoved(), !o.Planned.Equal(o.Held.Start))
				sum += o.Held.Total
			}
			require.Equal(t, want[i].planned, planned, want[i].name)
			require.Equal(t, want[i].held, held)
			require.Equal(t, want[i].moved, p.Moved)
			require.Equal(t, want[i].dropped, p.Dropped)
			require.Equal(t, sum, p.Fairness.Sum)
			moved, dropped = moved+p.Moved, dropped+p.Dropped
		}
	}
	require.Greater(t, some, 2000)
	require.Greater(t, moved, 100)
	require.Greater(t, dropped, 100)
	require.Greater(t, refused, 100)
}

// The rule of a pattern, from its first occurrence, has the planned times.
func TestPatternRuleIsThatOfItsEvent(t *testing.T) {
	zurich := zoneOf("Europe/Zurich")
	req := patternRequest(zurich)
	got, err := meeting.Patterns(context.Background(), req)
	require.NoError(t, err)
	require.NotEmpty(t, got.Patterns)
	for _, p := range got.Patterns {
		times, err := p.Rule.Times(p.Occurrences[0].Planned)
		require.NoError(t, err)
		i := 0
		for at := range times.All() {
			require.True(t, at.Equal(p.Occurrences[i].Planned), "%v", p.Rule)
			i++
		}
		require.Equal(t, len(p.Occurrences), i)
	}
}

func patternRequest(host *time.Location) meeting.PatternRequest {
	nine := meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(17, 0)})
	return meeting.PatternRequest{
		Request: meeting.Request{
			Windows:  []meeting.Span{{Start: instantOf("2026-10-01T00:00Z"), End: instantOf("2027-01-01T00:00Z")}},
			Duration: time.Hour, Step: time.Hour, Location: host, Objective: meeting.LexiMin,
			Participants: []meeting.Participant{
				{ID: "Geneva", Location: zoneOf("Europe/Zurich"), Hours: nine, SoftHours: true},
				{ID: "New York", Location: zoneOf("America/New_York"), Hours: nine, SoftHours: true},
			},
		},
		Rules: meeting.WeeklyRules(2), First: date.New(2026, 9, 28), Count: 6,
	}
}

// At 15:00 in Geneva it is 09:00 in New York, but for the last week of October, when Europe has
// put its clocks back and America has not: then it is 10:00. So a pattern at 14:00 costs New York
// an hour in every week but that one.
func TestPatternAcrossTheChangesOfClocks(t *testing.T) {
	req := patternRequest(zoneOf("Europe/Zurich"))
	req.Results = 1000
	got, err := meeting.Patterns(context.Background(), req)
	require.NoError(t, err)
	require.Equal(t, 5*24, got.Tried)
	burdens := map[string]meeting.Burden{}
	for _, p := range got.Patterns {
		if p.Rule.ByDay[0].Day == recurrence.Monday {
			burdens[p.Clock.String()] = p.Fairness.Sum
		}
	}
	// Mondays 12 and 26 October, 9 and 23 November, 7 and 21 December. The 26th is in the odd
	// week.
	require.Equal(t, meeting.Burden(0), burdens["15:00"])
	require.Equal(t, meeting.Burden(0), burdens["16:00"])
	require.Equal(t, meeting.BurdenOf(5*time.Hour), burdens["14:00"], "08:00 in New York but for the 26th, when it is 09:00")
	require.Equal(t, meeting.BurdenOf(6*time.Hour), burdens["17:00"], "after hours in Geneva")

	// A blackout on the 26th drops one occurrence, or moves it.
	req.Blackouts = []freebusy.Entry{{Day: date.New(2026, 10, 26), EndDay: date.New(2026, 10, 27), Location: req.Location}}
	req.Rules = req.Rules[:1]
	req.Clocks = []meeting.Clock{meeting.At(15, 0)}
	refused, err := meeting.Patterns(context.Background(), req)
	require.NoError(t, err)
	require.Empty(t, refused.Patterns)
	require.Equal(t, 1, refused.Refused)
	req.Missed = meeting.DropMissed
	dropped, err := meeting.Patterns(context.Background(), req)
	require.NoError(t, err)
	require.Equal(t, 1, dropped.Patterns[0].Dropped)
	require.False(t, dropped.Patterns[0].Occurrences[1].Missed.Open)
	req.Missed, req.MoveDays = meeting.MoveMissed, 3
	moved, err := meeting.Patterns(context.Background(), req)
	require.NoError(t, err)
	o := moved.Patterns[0].Occurrences[1]
	require.True(t, o.IsMoved())
	// Tuesday is as near as Sunday, and a working day in both.
	require.Equal(t, "2026-10-27T15:00", o.Held.Start.In(req.Location).Format("2006-01-02T15:04"))
}

func TestPatternErrors(t *testing.T) {
	for _, tc := range []struct {
		want   string
		change func(*meeting.PatternRequest)
	}{
		{"meeting: Location: the clock times are those of a host, whose zone is needed", func(r *meeting.PatternRequest) { r.Location = nil }},
		{"meeting: Step: 7m0s is not whole minutes that divide 24 hours", func(r *meeting.PatternRequest) { r.Step = 7 * time.Minute }},
		{"meeting: Step: 0s is not whole minutes that divide 24 hours", func(r *meeting.PatternRequest) { r.Step = 0 }},
		{"meeting: Clocks 2: 10:30 is no multiple of Step in a day", func(r *meeting.PatternRequest) { r.Clocks = []meeting.Clock{600, 630} }},
		{"meeting: Count: 0 is not from 1 to 366", func(r *meeting.PatternRequest) { r.Count = 0 }},
		{"meeting: Rules: there are none", func(r *meeting.PatternRequest) { r.Rules = nil }},
		{"meeting: Rules 1: FREQ=HOURLY has parts below the day", func(r *meeting.PatternRequest) { r.Rules = []recurrence.Rule{{Freq: recurrence.Hourly}} }},
		{"meeting: Rules 1: FREQ=DAILY;BYHOUR=9 has parts below the day", func(r *meeting.PatternRequest) {
			r.Rules = []recurrence.Rule{{Freq: recurrence.Daily, ByHour: []int{9}}}
		}},
		{"meeting: Missed: there is no policy 3", func(r *meeting.PatternRequest) { r.Missed = 3 }},
		{"meeting: MoveDays: 367 is not from 0 to 366", func(r *meeting.PatternRequest) { r.MoveDays = 367 }},
		{"meeting: MaxSteps: -1 is negative", func(r *meeting.PatternRequest) { r.MaxSteps = -1 }},
		{"meeting: 720 MaxSteps are more than the cap of 719", func(r *meeting.PatternRequest) { r.MaxSteps = 719 }},
	} {
		req := patternRequest(zoneOf("Europe/Zurich"))
		tc.change(&req)
		got, err := meeting.Patterns(context.Background(), req)
		require.Nil(t, got)
		require.EqualError(t, err, tc.want)
	}
	req := patternRequest(zoneOf("Europe/Zurich"))
	req.Rules = []recurrence.Rule{{Freq: recurrence.Weekly, ByDay: []recurrence.WeekdayNum{{Ordinal: 1, Day: recurrence.Monday}}}}
	_, err := meeting.Patterns(context.Background(), req)
	require.ErrorContains(t, err, "meeting: Rules 1: ")

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = meeting.Patterns(ctx, patternRequest(zoneOf("Europe/Zurich")))
	require.ErrorIs(t, err, context.Canceled)
}

// Two Mondays are taken, and all other days but the Friday between them: the first meeting
// moves there, and the second has no other day left.
func TestPatternMovesTwoMeetingsNotToOneDay(t *testing.T) {
	req := patternRequest(time.UTC)
	req.Windows = []meeting.Span{{Start: instantOf("2026-10-05T00:00Z"), End: instantOf("2026-10-20T00:00Z")}}
	req.Rules = meeting.WeeklyRules(1)[:1]
	req.First, req.Count = date.New(2026, 10, 5), 2
	req.Clocks = []meeting.Clock{meeting.At(15, 0)}
	req.Missed, req.MoveDays = meeting.MoveMissed, 10
	req.Blackouts = []freebusy.Entry{
		busyAt(instantOf("2026-10-01T00:00Z"), instantOf("2026-10-09T00:00Z")),
		busyAt(instantOf("2026-10-10T00:00Z"), instantOf("2026-10-30T00:00Z")),
	}
	got, err := meeting.Patterns(context.Background(), req)
	require.NoError(t, err)
	p := got.Patterns[0]
	require.Equal(t, 1, p.Moved)
	require.Equal(t, 1, p.Dropped)
	require.Equal(t, "2026-10-09T15:00Z", p.Occurrences[0].Held.Start.Format(minute))
	require.Nil(t, p.Occurrences[1].Held)
}
