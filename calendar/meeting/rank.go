package meeting

import (
	"cmp"
	"context"
	"slices"
)

// fewerMissing is the criterion of near misses before those of the request.
const fewerMissing Criterion = 0

// A rated is a candidate with what it is compared by.
type rated struct {
	index                         int
	required, optional, tentative int
	missing                       int
	total, max                    int64
	vector                        vector
}

// order returns the criteria of a request, EarlierStart last.
func (p *problem) order() []Criterion {
	order := p.req.Criteria
	if len(order) == 0 {
		return p.req.Objective.Criteria(p.req.Tentative == TentativeLastResort)
	}
	if i := slices.Index(order, EarlierStart); i >= 0 {
		return order[:i+1] // no two candidates have one start
	}
	return append(slices.Clone(order), EarlierStart)
}

// A ranking keeps the best candidates that it is shown: a heap with the worst of them on
// top.
type ranking struct {
	w     *walker
	order []Criterion
	cheap int // how many criteria there are before the first that takes burdens
	limit int
	kept  []rated

	missing bool // whether near misses are ranked
	scratch []share
}

func (w *walker) newRanking(order []Criterion, limit int) *ranking {
	r := &ranking{w: w, order: order, limit: limit, missing: order[0] == fewerMissing}
	r.cheap = slices.IndexFunc(order, Criterion.takesBurdens)
	if r.cheap < 0 {
		r.cheap = len(order)
	}
	return r
}

func (c Criterion) takesBurdens() bool {
	return c == SmallerTotal || c == SmallerMax || c == SmallerVector
}

// compare returns a negative number if a is better than b by some criteria. The vector of
// a, candidate j of the block, is computed if need be; that of b is known.
func (r *ranking) compare(order []Criterion, a *rated, j int, b *rated) int {
	for _, c := range order {
		d := 0
		switch c {
		case fewerMissing:
			d = a.missing - b.missing
		case MoreRequired:
			d = b.required - a.required
		case MoreOptional:
			d = b.optional - a.optional
		case FewerTentative:
			d = a.tentative - b.tentative
		case SmallerTotal:
			d = cmp.Compare(a.total, b.total)
		case SmallerMax:
			d = cmp.Compare(a.max, b.max)
		case SmallerVector:
			// The first of a vector is the maximum.
			if d = cmp.Compare(a.max, b.max); d == 0 {
				if !a.vector.known {
					a.vector = r.w.vector(j, r.scratch)
					r.scratch = a.vector.shares
				}
				d = a.vector.compare(&b.vector)
			}
		case EarlierStart:
			d = a.index - b.index
		}
		if d != 0 {
			return d
		}
	}
	return 0
}

// better compares candidates whose vectors are known.
func (r *ranking) better(a, b *rated) bool { return r.compare(r.order, a, -1, b) < 0 }

// offer shows it candidate j of the block, which has been weighed.
func (r *ranking) offer(j int) {
	c := r.w.rated(j, r.missing)
	full := len(r.kept) == r.limit
	if full && r.compare(r.order, &c, j, &r.kept[0]) > 0 {
		return
	}
	if slices.Contains(r.order, SmallerVector) {
		if !c.vector.known {
			c.vector = r.w.vector(j, r.scratch)
			r.scratch = c.vector.shares
		}
		// The memory of the candidate that goes is that of the one that comes.
		var own []share
		if full {
			own = r.kept[0].vector.shares[:0]
		}
		c.vector.shares = append(own, c.vector.shares...)
	}
	if full {
		r.kept[0] = c
		r.down(0)
		return
	}
	r.kept = append(r.kept, c)
	if len(r.kept) == r.limit {
		for i := r.limit/2 - 1; i >= 0; i-- {
			r.down(i)
		}
	}
}

// down restores the heap from node i on.
func (r *ranking) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(r.kept) {
			return
		}
		if child+1 < len(r.kept) && r.better(&r.kept[child], &r.kept[child+1]) {
			child++
		}
		if !r.better(&r.kept[i], &r.kept[child]) {
			return
		}
		r.kept[i], r.kept[child] = r.kept[child], r.kept[i]
		i = child
	}
}

// sieve drops the candidates of the block that are worse than all that are kept, as far as
// that is known without burdens.
func (r *ranking) sieve() {
	w := r.w
	if len(r.kept) < r.limit || r.cheap == 0 {
		return
	}
	left := w.index[:0]
	for j := range w.index {
		c := w.rated(j, r.missing)
		if r.compare(r.order[:r.cheap], &c, j, &r.kept[0]) <= 0 {
			left = append(left, c.index)
		}
	}
	w.index = left
}

// maxKept bounds how many candidates are kept in order to choose those that are far enough
// apart. Where that takes more, the candidates are walked through again.
const maxKept = 4096

// rank returns the best candidates of a bitmap, best first, that are as far apart as the
// request asks for, and before which candidate the context ended, if it did so at first.
func (p *problem) rank(ctx context.Context, b bitmap, order []Criterion, limit int) (best []rated, examined int) {
	distance := seconds(p.req.MinDistance)
	if distance == 0 {
		return p.pass(ctx, b, order, limit)
	}
	// So many candidates a result rules out around it.
	around := 2*(distance/p.step) + int64(len(p.runs)) + 1
	left := slices.Clone(b)
	for len(best) < limit {
		keep := min(int64(limit-len(best)-1)*around+1, maxKept)
		list, examined := p.pass(ctx, left, order, int(keep))
		if examined < p.n && len(best) > 0 {
			break // what is best of some is not next to what is best of all
		}
		for _, c := range list {
			if len(best) == limit {
				break
			}
			if u := p.at(c.index); left.has(c.index) {
				best = append(best, c)
				left.clear(p.ceil(u-distance+1), p.ceil(u+distance))
			}
		}
		if examined < p.n || len(list) == 0 {
			return best, examined
		}
	}
	return best, p.n
}

// pass returns the best candidates of a bitmap, best first, and before which candidate the
// context ended, if it did.
func (p *problem) pass(ctx context.Context, b bitmap, order []Criterion, limit int) (best []rated, examined int) {
	keep := min(limit, b.count())
	if keep == 0 {
		return nil, p.n
	}
	w := p.newWalker(slices.ContainsFunc(order, Criterion.takesBurdens))
	r := w.newRanking(order, keep)
	examined = p.n
	for from := 0; from < len(b); from += w.words {
		if !w.load(ctx, b, from) {
			examined = from * 64
			break
		}
		r.sieve()
		if !w.weigh(ctx) {
			examined = from * 64
			break
		}
		for j, k := range w.index {
			if j&63 == 63 && ctx.Err() != nil {
				examined = k
				break
			}
			r.offer(j)
		}
		if examined < p.n {
			break
		}
		if order[0] == EarlierStart && len(r.kept) == keep {
			break
		}
	}
	slices.SortFunc(r.kept, func(a, b rated) int { return r.compare(order, &a, -1, &b) })
	return r.kept, examined
}

// nearMisses returns the best candidates that fail because of people.
func (p *problem) nearMisses(ctx context.Context, order []Criterion) []Slot {
	misses := slices.Clone(p.open)
	for i, w := range p.feasible {
		misses[i] &^= w
	}
	best, _ := p.rank(ctx, misses, append([]Criterion{fewerMissing}, order...), p.req.NearMisses)
	var slots []Slot
	for _, c := range best {
		if ctx.Err() != nil {
			break
		}
		slots = append(slots, p.slot(p.at(c.index), c.index))
	}
	return slots
}
