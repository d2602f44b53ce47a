package meeting

import (
	"cmp"
	"slices"
)

// A vector is the burdens of available people, the largest first, those that are equal
// together. Those who bear nothing are left out, and there are n people in all.
type vector struct {
	shares []share
	n      int
	known  bool
}

type share struct {
	burden int64
	people int
}

// compare orders vectors as [SmallerVector] does.
func (v *vector) compare(o *vector) int {
	a, b := v.shares, o.shares
	var x, y share
	for {
		if x.people == 0 && len(a) > 0 {
			x, a = a[0], a[1:]
		}
		if y.people == 0 && len(b) > 0 {
			y, b = b[0], b[1:]
		}
		if x.people == 0 || y.people == 0 {
			// One goes on with people who bear something, where those of the other bear
			// nothing or are no more.
			return cmp.Or(cmp.Compare(x.people, y.people), cmp.Compare(v.n, o.n))
		}
		if x.burden != y.burden {
			return cmp.Compare(x.burden, y.burden)
		}
		n := min(x.people, y.people)
		x.people -= n
		y.people -= n
	}
}

// vector computes the vector of candidate j of a block that has been weighed, in the memory
// of another.
func (w *walker) vector(j int, shares []share) vector {
	p, k := w.p, w.index[j]
	v := vector{shares: shares[:0], n: p.chairs.at(k) + p.required.at(k) + p.optional.at(k), known: true}
	if w.max[j] == 0 {
		return v
	}
	for i, each := range w.loads {
		if each == nil || each[j] == 0 {
			continue
		}
		if people := p.loads[i].available.at(k); people > 0 {
			v.shares = append(v.shares, share{each[j], people})
		}
	}
	slices.SortFunc(v.shares, func(a, b share) int { return cmp.Compare(b.burden, a.burden) })
	merged := v.shares[:1]
	for _, s := range v.shares[1:] {
		if last := &merged[len(merged)-1]; last.burden == s.burden {
			last.people += s.people
		} else {
			merged = append(merged, s)
		}
	}
	v.shares = merged
	return v
}
