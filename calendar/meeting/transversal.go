package meeting

import (
	"context"
	"slices"
)

// minimalSets returns those of the sets that contain no other of them, in order of size,
// then of participants. Where they are more than most, it returns the first and says so.
func minimalSets(ctx context.Context, sets []peopleSet, most int) (minimal []peopleSet, truncated bool, err error) {
	sorted := slices.Clone(sets)
	slices.SortFunc(sorted, peopleSet.compare)
	sorted = slices.CompactFunc(sorted, slices.Equal)
	for i, s := range sorted {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		if slices.ContainsFunc(minimal, func(m peopleSet) bool { return m.subsetOf(s) }) {
			continue
		}
		if len(minimal) == most {
			return minimal, true, nil
		}
		minimal = append(minimal, s)
	}
	return minimal, false, nil
}

// transversals returns the minimal sets that meet every one of the edges, which contain
// none of each other, in order of size, then of participants: Berge multiplication. It
// never holds more than most sets; where they would be more, what it returns are some of
// the minimal transversals, and it says so.
func transversals(ctx context.Context, edges []peopleSet, people, most int) (sets []peopleSet, truncated bool, err error) {
	sets = []peopleSet{newPeopleSet(people)}
	for _, edge := range edges {
		members := edge.indices()
		var kept, short []peopleSet
		for _, s := range sets {
			if s.meets(edge) {
				kept = append(kept, s)
			} else {
				short = append(short, s)
			}
		}
		// A set that lacks the edge becomes one for each member of it. Two of those never
		// contain each other, so only what met the edge already can make one superfluous.
		grown := kept
		for i, s := range short {
			if i%16 == 0 && ctx.Err() != nil {
				return nil, false, ctx.Err()
			}
			for _, m := range members {
				t := s.with(m)
				if !slices.ContainsFunc(kept, func(k peopleSet) bool { return k.subsetOf(t) }) {
					grown = append(grown, t)
				}
			}
			if len(grown) > 4*most {
				slices.SortFunc(grown[len(kept):], peopleSet.compare)
				grown, truncated = grown[:max(len(kept), most)], true
			}
		}
		slices.SortFunc(grown, peopleSet.compare)
		if len(grown) > most {
			grown, truncated = grown[:most], true
		}
		sets = grown
	}
	if truncated {
		// What would have made a set superfluous may have been left out.
		sets = slices.DeleteFunc(sets, func(s peopleSet) bool { return !isMinimalTransversal(s, edges) })
	}
	return sets, truncated, nil
}

// isMinimalTransversal reports whether s meets every edge and each of its members is the
// only one to meet some edge.
func isMinimalTransversal(s peopleSet, edges []peopleSet) bool {
	for _, e := range edges {
		if !s.meets(e) {
			return false
		}
	}
	for _, m := range s.indices() {
		if !slices.ContainsFunc(edges, func(e peopleSet) bool { return s.meetsInOne(e, m) }) {
			return false
		}
	}
	return true
}
