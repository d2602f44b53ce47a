package freebusy

import (
	"slices"
	"time"
)

// A Period is a span of time, [Start, End), and how it is taken. One that does not end
// after its start holds no instant.
type Period struct {
	Start, End time.Time
	Type       Type
}

// Unite returns how each instant of [from, to) is taken: by the strongest type that any of
// the periods gives it. The answer leaves out what is free, and is ascending, disjoint,
// within [from, to), in UTC, and without two adjacent periods of one type. The periods may
// be in any order, overlap, and reach beyond the span; a type that is none counts as Busy.
// It takes time in proportion to n log n.
func Unite(from, to time.Time, periods ...[]Period) []Period {
	var u uniter
	for _, list := range periods {
		for _, p := range list {
			u.add(p, from, to)
		}
	}
	return u.periods()
}

// A uniter collects the instants at which something begins or ends.
type uniter struct{ edges []edge }

type edge struct {
	at    time.Time
	typ   Type
	delta int
}

func (u *uniter) add(p Period, from, to time.Time) {
	if p.Type == Free {
		return
	}
	if p.Start.Before(from) {
		p.Start = from
	}
	if p.End.After(to) {
		p.End = to
	}
	if p.Start.Before(p.End) {
		if p.Type > Free {
			p.Type = Busy
		}
		u.edges = append(u.edges, edge{p.Start.UTC(), p.Type, 1}, edge{p.End.UTC(), p.Type, -1})
	}
}

func (u *uniter) periods() (united []Period) {
	slices.SortFunc(u.edges, func(a, b edge) int { return a.at.Compare(b.at) })
	var open [Free]int
	current := Free
	for i, e := range u.edges {
		open[e.typ] += e.delta
		if i+1 < len(u.edges) && u.edges[i+1].at.Equal(e.at) {
			continue // what happens at one instant is looked at together
		}
		strongest := Free
		for t := Busy; t < Free; t++ {
			if open[t] > 0 {
				strongest = t
				break
			}
		}
		if strongest == current {
			continue
		}
		if current != Free {
			united[len(united)-1].End = e.at
		}
		if strongest != Free {
			united = append(united, Period{Start: e.at, Type: strongest})
		}
		current = strongest
	}
	return united
}
