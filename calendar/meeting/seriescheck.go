package meeting

import (
	"errors"
	"fmt"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

// What a series is bounded by beside its caps.
const (
	maxCount = 366
	maxGap   = 100 * 366 * 24 * time.Hour
	maxCarry = Burden(1) << 45
)

// checkSeries reports what is wrong with a series beside its request, which is checked
// later.
func checkSeries(r *SeriesRequest) error {
	k := &checker{}
	k.count("Count", r.Count)
	k.gap("MinGap", r.MinGap)
	k.gap("MaxGap", r.MaxGap)
	if r.MaxGap > 0 && r.MaxGap < r.MinGap {
		k.fail("MaxGap", "%v is less than MinGap, %v", r.MaxGap, r.MinGap)
	}
	if d := r.Days; d != nil {
		if d.Location == nil {
			k.fail("Days", "the dates need a Location")
		}
		if d.Min < 0 || d.Max < 0 || d.Max > 0 && d.Max < d.Min {
			k.fail("Days", "%d to %d is no range of days", d.Min, d.Max)
		}
	}
	if r.MaxStates < 0 {
		k.fail("MaxStates", "%d is negative", r.MaxStates)
	}
	if r.MaxSteps < 0 {
		k.fail("MaxSteps", "%d is negative", r.MaxSteps)
	}
	k.carry(&r.Request)
	return errors.Join(k.errs...)
}

func (k *checker) gap(field string, d time.Duration) {
	if d < 0 || d > maxGap || d%time.Second != 0 {
		k.fail(field, "%v is not whole seconds from 0 to %v", d, maxGap)
	}
}

// checkPatterns reports what is wrong with a request for patterns beside its request, which
// is checked later.
func checkPatterns(r *PatternRequest) error {
	k := &checker{}
	k.host(&r.Request, r.Clocks)
	k.count("Count", r.Count)
	if len(r.Rules) == 0 {
		k.fail("Rules", "there are none")
	}
	for i := range r.Rules {
		k.rule(fmt.Sprintf("Rules %d", i+1), &r.Rules[i])
	}
	if r.Missed > MoveMissed {
		k.fail("Missed", "there is no policy %d", r.Missed)
	}
	if r.MoveDays < 0 || r.MoveDays > 366 {
		k.fail("MoveDays", "%d is not from 0 to 366", r.MoveDays)
	}
	if r.MaxSteps < 0 {
		k.fail("MaxSteps", "%d is negative", r.MaxSteps)
	}
	return errors.Join(k.errs...)
}

// checkSlotRotation reports what is wrong with a rotation of slots beside its request, which
// is checked later.
func checkSlotRotation(r *SlotRotationRequest) error {
	k := &checker{}
	k.host(&r.Request, r.Clocks)
	if r.Slots < 1 || r.Slots > 24 {
		k.fail("Slots", "%d is not from 1 to 24", r.Slots)
	}
	k.count("Count", r.Count)
	if r.Count < r.Slots {
		k.fail("Count", "%d meetings are fewer than %d slots", r.Count, r.Slots)
	}
	k.rule("Rule", &r.Rule)
	if r.Missed > DropMissed {
		k.fail("Missed", "slots refuse or drop meetings that cannot be held")
	}
	if r.MaxStates < 0 {
		k.fail("MaxStates", "%d is negative", r.MaxStates)
	}
	return errors.Join(k.errs...)
}

func (k *checker) rule(field string, rule *recurrence.Rule) {
	if rule.Freq < recurrence.Daily || len(rule.ByHour)+len(rule.ByMinute)+len(rule.BySecond) > 0 {
		k.fail(field, "%v has parts below the day", rule)
	}
}

// host checks that clock times have a zone and are on the grid.
func (k *checker) host(r *Request, clocks []Clock) {
	if r.Location == nil {
		k.fail("Location", "the clock times are those of a host, whose zone is needed")
	}
	if r.Step <= 0 || r.Step%time.Minute != 0 || (24*time.Hour)%r.Step != 0 {
		k.fail("Step", "%v is not whole minutes that divide 24 hours", r.Step)
		return
	}
	for i, c := range clocks {
		if c < 0 || c >= EndOfDay || c%Clock(r.Step/time.Minute) != 0 {
			k.fail(fmt.Sprintf("Clocks %d", i+1), "%v is no multiple of Step in a day", c)
		}
	}
	k.carry(r)
}

func (k *checker) count(field string, n int) {
	if n < 1 || n > maxCount {
		k.fail(field, "%d is not from 1 to %d", n, maxCount)
	}
}

// carry checks what participants carry from before.
func (k *checker) carry(r *Request) {
	for i := range r.Participants {
		if c := r.Participants[i].Carry; c < -maxCarry || c > maxCarry {
			k.item = fmt.Sprintf("participant %d (%s)", i+1, r.Participants[i].ID)
			k.fail("Carry", "%d seconds are more than can be added up", c)
			k.item = ""
		}
	}
}
