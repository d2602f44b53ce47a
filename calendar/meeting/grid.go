package meeting

import (
	"math"
	"sort"
)

// A run is candidates at equal distances: the instants start + i*step for i in [0, n),
// which have the indices first + i.
type run struct {
	start int64
	first int
	n     int
}

// A grid is the candidates of a problem, ascending.
type grid struct {
	step int64
	runs []run
	n    int
}

// add appends the instants of a grid through anchor that lie in [from, to]. It reports
// false, and adds nothing, where there would be more than limit in all.
func (g *grid) add(anchor, from, to int64, limit int) bool {
	start := anchor + ceilDiv(from-anchor, g.step)*g.step
	if start > to {
		return true
	}
	n := (to-start)/g.step + 1
	if n > int64(limit-g.n) {
		g.n = int(min(int64(g.n)+n, math.MaxInt))
		return false
	}
	if k := len(g.runs); k > 0 && g.runs[k-1].start+int64(g.runs[k-1].n)*g.step == start {
		g.runs[k-1].n += int(n) // the same grid goes on
	} else {
		g.runs = append(g.runs, run{start: start, first: g.n, n: int(n)})
	}
	g.n += int(n)
	return true
}

// ceilDiv returns a/b rounded up, for b > 0.
func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }

// at returns the instant of a candidate.
func (g *grid) at(k int) int64 {
	r := g.runs[0]
	if len(g.runs) > 1 {
		r = g.runs[sort.Search(len(g.runs)-1, func(i int) bool { return k < g.runs[i+1].first })]
	}
	return r.start + int64(k-r.first)*g.step
}

// index returns the candidate that begins at an instant.
func (g *grid) index(u int64) (int, bool) {
	k := g.ceil(u)
	return k, k < g.n && g.at(k) == u
}

// ceil returns the first candidate at an instant or later, n if there is none.
func (g *grid) ceil(u int64) int {
	if len(g.runs) == 0 {
		return 0
	}
	i := 0
	if len(g.runs) > 1 {
		i = sort.Search(len(g.runs), func(i int) bool { return u < g.runs[i].start }) - 1
		i = max(i, 0)
	}
	r := &g.runs[i]
	if u <= r.start {
		return r.first
	}
	return r.first + int(min((u-r.start+g.step-1)/g.step, int64(r.n)))
}
