package meeting

import (
	"errors"
	"fmt"
	"time"
)

// What a series is bounded by beside its caps.
const (
	maxCount = 366
	maxGap   = 100 * 366 * 24 * time.Hour
	maxCarry = Burden(1) << 50
)

// checkSeries reports what is wrong with a series beside its request, which is checked
// later.
func checkSeries(r *SeriesRequest) error {
	k := &checker{}
	if r.Count < 1 || r.Count > maxCount {
		k.fail("Count", "%d is not from 1 to %d", r.Count, maxCount)
	}
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
