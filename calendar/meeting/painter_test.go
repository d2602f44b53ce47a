package meeting_test

import (
	"slices"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// A painter is how one would write a search without thinking of its speed: for each person
// it paints every minute as taken or not and as worked or not, and then looks at each
// candidate minute by minute. It knows timed entries, soft and hard hours, MinRequired,
// weights and the default bands, and finds the fairest slot.
type painter struct {
	req      meeting.Request
	feasible int
	best     time.Time
}

func (p *painter) find() {
	start, end := p.req.Windows[0].Start, p.req.Windows[0].End
	minutes := int(end.Sub(start) / time.Minute)
	duration, step := int(p.req.Duration/time.Minute), int(p.req.Step/time.Minute)
	taken, weight := make([][]bool, len(p.req.Participants)), make([][]uint16, len(p.req.Participants))
	for i := range p.req.Participants {
		q := &p.req.Participants[i]
		taken[i], weight[i] = make([]bool, minutes), make([]uint16, minutes)
		for _, e := range q.Busy {
			if e.Type == freebusy.Free {
				continue
			}
			for m := max(0, int(e.Start.Sub(start)/time.Minute)); m < min(minutes, int(e.End.Sub(start)/time.Minute)); m++ {
				taken[i][m] = true
			}
		}
		for m := range minutes {
			local := start.Add(time.Duration(m) * time.Minute).In(q.Location)
			if clock := meeting.At(local.Hour(), local.Minute()); !worked(q.Hours.Week[local.Weekday()], clock) {
				taken[i][m] = taken[i][m] || !q.SoftHours
				weight[i][m] = uint16(q.Weight)
				if clock >= meeting.At(22, 0) || clock < meeting.At(6, 0) {
					weight[i][m] *= 3
				}
			}
		}
	}
	var best []int
	present := 0
	for s := 0; s+duration <= minutes; s += step {
		var burdens []int
		for i := range taken {
			if slices.Contains(taken[i][s:s+duration], true) {
				continue
			}
			burden := 0
			for _, w := range weight[i][s : s+duration] {
				burden -= int(w)
			}
			burdens = append(burdens, burden)
		}
		if len(burdens) < *p.req.MinRequired {
			continue
		}
		p.feasible++
		slices.Sort(burdens) // the largest first, since they are negative
		if len(burdens) > present || len(burdens) == present && slices.Compare(burdens, best) > 0 {
			present, best = len(burdens), burdens
			p.best = start.Add(time.Duration(s) * time.Minute)
		}
	}
}

func worked(ranges []meeting.ClockRange, c meeting.Clock) bool {
	return slices.ContainsFunc(ranges, func(r meeting.ClockRange) bool { return r.From <= c && c < r.To })
}
