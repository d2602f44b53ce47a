package meeting

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// A RotationError says what is wrong in one place of a [RotationRequest].
type RotationError struct {
	Place  string // the field, such as "Members[3]" or "Meetings[0].Available[2]"
	Value  string // what stands there
	Reason string
}

func (e *RotationError) Error() string {
	return fmt.Sprintf("meeting: %s is %s: %s", e.Place, e.Value, e.Reason)
}

// checkRotation returns the place of each member in the order of rotation, or all that is
// wrong with a request.
func checkRotation(r RotationRequest) (map[string]int, error) {
	var faults []error
	fault := func(value any, reason, place string, args ...any) {
		text := fmt.Sprint(value)
		if s, ok := value.(string); ok {
			text = strconv.Quote(s)
		}
		faults = append(faults, &RotationError{fmt.Sprintf(place, args...), text, reason})
	}

	if r.Rule > Queue {
		fault(int(r.Rule), "no rule of rotation", "Rule")
	}
	if r.CoChairs < 0 {
		fault(r.CoChairs, "may not be negative", "CoChairs")
	}
	if r.MaxStandings < 0 {
		fault(r.MaxStandings, "may not be negative", "MaxStandings")
	}
	most := r.MaxStandings
	if most == 0 {
		most = DefaultMaxStandings
	}
	if n := len(r.Meetings); n > 0 && len(r.Members) > most/n {
		fault(fmt.Sprintf("%d times %d meetings", len(r.Members), n), fmt.Sprintf("more than MaxStandings, %d", most), "len(Members)")
		return nil, errors.Join(faults...)
	}

	place := make(map[string]int, len(r.Members))
	for i, id := range r.Members {
		switch first, twice := place[id]; {
		case id == "":
			fault(id, "a member needs a name", "Members[%d]", i)
		case twice:
			fault(id, fmt.Sprintf("stands at %d already", first), "Members[%d]", i)
		default:
			place[id] = i
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.Credit)) {
		if _, ok := place[id]; !ok {
			fault(r.Credit[id], "no such member", "Credit[%q]", id)
		}
		if r.Credit[id] < 0 {
			fault(r.Credit[id], "may not be negative", "Credit[%q]", id)
		}
	}
	seen := make(map[string]int, len(r.Members)) // the last meeting that has the member, counted from 1
	for i, m := range r.Meetings {
		for j, id := range m.Available {
			if _, ok := place[id]; !ok {
				fault(id, "no such member", "Meetings[%d].Available[%d]", i, j)
			} else if seen[id] == i+1 {
				fault(id, "stands there twice", "Meetings[%d].Available[%d]", i, j)
			}
			seen[id] = i + 1
		}
	}
	return place, errors.Join(faults...)
}
