package meeting

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// checkRotation returns the place of each member in the order of rotation, or what is wrong
// with a request.
func checkRotation(r RotationRequest) (map[string]int, error) {
	k := &checker{}
	if r.Rule > Queue {
		k.fail("Rule", "%v is no rule of rotation", r.Rule)
	}
	if r.CoChairs < 0 {
		k.fail("CoChairs", "%d is negative", r.CoChairs)
	}
	if r.MaxStandings < 0 {
		k.fail("MaxStandings", "%d is negative", r.MaxStandings)
	}
	if len(k.errs) > 0 {
		return nil, errors.Join(k.errs...)
	}
	most := or(r.MaxStandings, DefaultMaxStandings)
	if n := len(r.Members) * len(r.Meetings); n > most {
		return nil, &CapError{"MaxStandings", n, most}
	}

	place := make(map[string]int, len(r.Members))
	for i, id := range r.Members {
		field := fmt.Sprintf("Members %d", i+1)
		switch first, twice := place[id]; {
		case id == "":
			k.fail(field, "a member needs a name")
		case twice:
			k.fail(field, "%q is member %d already", id, first+1)
		default:
			place[id] = i
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.Credit)) {
		if _, ok := place[id]; !ok {
			k.fail("Credit", "%q is no member", id)
		}
		if n := r.Credit[id]; n < 0 {
			k.fail("Credit", "that of %q is negative, %d", id, n)
		}
	}
	seen := make(map[string]int, len(r.Members)) // the last meeting that has the member, from 1
	for i, m := range r.Meetings {
		for j, id := range m.Available {
			_, known := place[id]
			if known && seen[id] <= i {
				seen[id] = i + 1
				continue
			}
			k.item = fmt.Sprintf("meeting %d (%s)", i+1, m.ID)
			field := fmt.Sprintf("Available %d", j+1)
			if known {
				k.fail(field, "%q is there twice", id)
			} else {
				k.fail(field, "%q is no member", id)
			}
		}
	}
	return place, errors.Join(k.errs...)
}
