package planning

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// Constraints say which days serve for a meeting.
type Constraints struct {
	// Days is how many days the meeting lasts, 1 to MaxMeetingDays.
	Days int

	// Pauses lets weekends and holidays lie between its days. Otherwise they follow on
	// each other.
	Pauses bool

	// At are the places where each of its days must be a working day: with the seat of
	// the meeting, those whose staff it needs. A day beyond the lists of one is refused,
	// since nobody can tell.
	At []*calendar.Workdays

	// Surroundings are what it may clash with.
	Surroundings Surroundings

	// Refuse is the least severity of a clash that rules days out, where the clash is
	// certain. All other clashes speak against days. The zero Severity rules none out.
	Refuse Severity

	// Away keeps the meeting away from entries of the calendars of the Surroundings.
	Away []Distance

	// Prefer are the weekdays on which its days had better fall; none means all.
	Prefer calendar.Workweek
}

// A Distance is how far the meeting must be from certain entries.
type Distance struct {
	// Name says what they are, for reasons: "conferences".
	Name string

	// Filter passes them.
	Filter calendar.Filter

	// Days is the least distance, 1 to MaxDistance: with 1 the meeting may be on the next
	// day, and not on the same.
	Days int
}

// The bounds of [Choose] and [Explain].
const (
	MaxWindow      = 3660 // days of the window
	MaxMeetingDays = 366
	MaxDistance    = 3660
)

// A Verdict is what is to be said of days for a meeting.
type Verdict struct {
	// First is the day on which it would begin, and Days are all of its days. They are
	// fewer than asked for where the window closes before.
	First date.Date
	Days  []date.Date

	// Refused are the reasons for which the days do not serve. There are none where they
	// do.
	Refused []string

	// Against is what speaks against days that serve, the worst first.
	Against []string

	clashes [SameAudience + 1][2]int // by severity: how many are certain, how many may be
	near    int
	odd     int // days on weekdays that are not preferred
}

// IsGood reports whether the days serve.
func (v Verdict) IsGood() bool { return len(v.Refused) == 0 }

// String says the verdict in English.
func (v Verdict) String() string {
	days := calendar.On(v.First)
	if n := len(v.Days); n > 0 {
		days = calendar.Lasting(v.First, v.Days[n-1])
	}
	s := fmt.Sprintf("%s, %s", v.First.Weekday(), days.Words())
	if !v.IsGood() {
		return s + ": no: " + strings.Join(v.Refused, "; ")
	}
	if len(v.Against) > 0 {
		return s + ": " + strings.Join(v.Against, "; ")
	}
	return s
}

// Choose returns the n best choices of days in a window for a meeting, the best first;
// fewer where fewer serve. The window is that of a [calendar.When]: a mandate's own. It
// needs a first and a last day, and MaxWindow days at most.
//
// Days serve where they lie in the window, are working days at every place, have no certain
// clash of the severity that is refused, and keep the distances. Of those the best are the
// ones with the fewest clashes, the worst severity counting first and what is certain before
// what may be; then with the fewest entries that may come too near; then with the fewest
// days on weekdays that are not preferred; then the earliest. The same question has the same
// answer.
func Choose(window calendar.When, n int, c Constraints) ([]Verdict, error) {
	verdicts, err := Explain(window, c)
	if err != nil {
		return nil, err
	}
	good := slices.DeleteFunc(verdicts, func(v Verdict) bool { return !v.IsGood() })
	slices.SortStableFunc(good, compareVerdicts)
	return good[:max(0, min(n, len(good)))], nil
}

// Explain returns what is to be said of every day of the window as the first of the
// meeting, in their order: why it does not serve, or what speaks against it.
func Explain(window calendar.When, c Constraints) ([]Verdict, error) {
	first, ok1 := window.Earliest()
	last, ok2 := window.Latest()
	switch {
	case !ok1 || !ok2:
		return nil, fmt.Errorf("planning: the window %s has no first or no last day", window)
	case last-first >= MaxWindow:
		return nil, fmt.Errorf("planning: the window %s has %d days, more than %d", window, last-first+1, MaxWindow)
	case c.Days < 1 || c.Days > MaxMeetingDays:
		return nil, fmt.Errorf("planning: a meeting of %d days: expected 1 to %d", c.Days, MaxMeetingDays)
	}
	for _, d := range c.Away {
		if d.Filter == nil || d.Days < 1 || d.Days > MaxDistance {
			return nil, fmt.Errorf("planning: the distance from %s needs a filter, and 1 to %d days", d.Name, MaxDistance)
		}
	}
	verdicts := make([]Verdict, 0, last-first+1)
	for d := first; d <= last; d++ {
		verdicts = append(verdicts, c.judge(d, last))
	}
	return verdicts, nil
}

func compareVerdicts(a, b Verdict) int {
	for severity := SameAudience; severity > 0; severity-- {
		for certainty := range 2 {
			if n := cmp.Compare(a.clashes[severity][certainty], b.clashes[severity][certainty]); n != 0 {
				return n
			}
		}
	}
	return cmp.Or(cmp.Compare(a.near, b.near), cmp.Compare(a.odd, b.odd), cmp.Compare(a.First, b.First))
}

// judge tells whether the meeting can begin on a day.
func (c Constraints) judge(first, close date.Date) Verdict {
	v := Verdict{First: first}
	for d := first; len(v.Days) < c.Days; d++ {
		if d > close {
			v.Refused = append(v.Refused, fmt.Sprintf("only %s left in the window", plural(len(v.Days), "day")))
			break
		}
		idle := c.idle(d)
		if len(idle) > 0 && c.Pauses && d > first {
			// Days of which nobody can tell are no pause.
			if !slices.ContainsFunc(c.At, func(w *calendar.Workdays) bool { return !w.Covers(d, d+1) }) {
				continue
			}
		}
		v.Days = append(v.Days, d)
		v.Refused = append(v.Refused, idle...)
		if c.Prefer != 0 && !c.Prefer.Has(d.Weekday()) {
			v.odd++
			v.Against = append(v.Against, fmt.Sprintf("%s is a %s", calendar.On(d).Words(), d.Weekday()))
		}
	}
	if len(v.Days) == 0 {
		return v
	}
	odd := v.Against
	v.Against = nil
	c.weigh(&v)
	v.Against = append(v.Against, odd...)
	return v
}

// idle tells why a day is no working day at the places.
func (c Constraints) idle(d date.Date) (reasons []string) {
	for _, w := range c.At {
		works, err := w.IsWorkday(d)
		if works {
			continue
		}
		reason := fmt.Sprintf("%s is a %s at %s", calendar.On(d).Words(), d.Weekday(), w.Place())
		if h, ok := w.HolidayOn(d); ok {
			reason = fmt.Sprintf("%s is %s at %s", calendar.On(d).Words(), nameOf(h), w.Place())
			if h.Projected {
				reason += " (projected)"
			}
		}
		var beyond *calendar.CoverageError
		if errors.As(err, &beyond) {
			reason = fmt.Sprintf("no list of holidays at %s reaches %s", w.Place(), calendar.On(d).Words())
		}
		reasons = append(reasons, reason)
	}
	return reasons
}

// weigh finds what the meeting clashes with, and what it comes too near.
func (c Constraints) weigh(v *Verdict) {
	last := v.Days[len(v.Days)-1]
	for _, clash := range c.Surroundings.Clashes(v.First, last) {
		if !slices.ContainsFunc(v.Days, func(d date.Date) bool { return clash.First <= d && d <= clash.Last }) {
			continue // it falls into a pause
		}
		if c.Refuse != 0 && clash.Severity >= c.Refuse && clash.Certain {
			v.Refused = append(v.Refused, clash.String())
			continue
		}
		certainty := 1
		if clash.Certain {
			certainty = 0
		}
		v.clashes[clash.Severity][certainty]++
		v.Against = append(v.Against, clash.String())
	}
	for _, d := range c.Away {
		for _, cal := range c.Surroundings.Calendars {
			reach := date.Date(d.Days - 1)
			for e := range cal.Between(c.Surroundings.Today, v.First-reach, last+reach+1, d.Filter) {
				if e.Event.Status == calendar.Cancelled || e.Event.Status == calendar.Postponed || slices.Contains(c.Surroundings.Except, e.ID) {
					continue
				}
				reason := fmt.Sprintf("%s away from %s, %s; %s are to be %s away", plural(gap(v.First, last, e.When), "day"), e.Title, e.When.Words(), d.Name, plural(d.Days, "day"))
				if isCertain(e) {
					v.Refused = append(v.Refused, reason)
					continue
				}
				v.near++
				v.Against = append(v.Against, "maybe "+reason)
			}
		}
	}
}

// gap returns how many days lie between the days first to last and the nearest day that w
// allows: 0 where they meet, 1 on the next day.
func gap(first, last date.Date, w calendar.When) int {
	if from, ok := w.Earliest(); ok && from > last {
		return int(from - last)
	}
	if to, ok := w.Latest(); ok && to < first {
		return int(first - to)
	}
	return 0
}
