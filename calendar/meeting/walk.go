package meeting

import (
	"context"
	"iter"
	"math/bits"
	"time"
)

// blockWords is how many words of a bitmap are looked at together: so many candidates that
// the work for each class is done in one go, and so few that what is known of them stays in
// the cache and a context is heard soon.
const blockWords = 32

// maxBlockCells bounds what is known of the candidates of a block, in loads times candidates:
// 8 MB.
const maxBlockCells = 1 << 20

// A walker computes what candidates are compared by, block after block.
type walker struct {
	p       *problem
	burdens bool // whether anybody asks for burdens
	words   int  // how many of a bitmap make a block: blockWords, or fewer where there are many loads

	index []int     // the candidates of the block, ascending
	total []int64   // the sum of burdens of each
	max   []int64   // the largest of each
	loads [][]int64 // for each load, what one of its people bears at each; nil if nothing in all of the block
	pool  []int64   // what loads are made of
}

func (p *problem) newWalker(burdens bool) *walker {
	w := &walker{p: p, burdens: burdens && len(p.loads) > 0, words: blockWords}
	if w.burdens {
		w.words = max(1, min(blockWords, maxBlockCells/64/len(p.loads)))
	}
	n := min(w.words*64, p.n)
	w.index = make([]int, 0, n)
	w.total, w.max = make([]int64, n), make([]int64, n)
	if w.burdens {
		w.pool = make([]int64, n*len(p.loads))
		w.loads = make([][]int64, len(p.loads))
	}
	return w
}

// load takes the candidates of a bitmap's words [from, from+w.words). It reports false
// if the context ends.
func (w *walker) load(ctx context.Context, b bitmap, from int) bool {
	w.index = w.index[:0]
	for i := from; i < min(from+w.words, len(b)); i++ {
		for word := b[i]; word != 0; word &= word - 1 {
			w.index = append(w.index, i*64+bits.TrailingZeros64(word))
		}
	}
	return ctx.Err() == nil
}

// weigh computes the burdens of the candidates of the block. It reports false if the
// context ends.
func (w *walker) weigh(ctx context.Context) bool {
	p, n := w.p, len(w.index)
	clear(w.total)
	clear(w.max)
	if !w.burdens || n == 0 {
		return true
	}
	pool := w.pool
	for i := range p.loads {
		l := &p.loads[i]
		if i&7 == 7 && ctx.Err() != nil {
			return false
		}
		var each []int64
		each, pool = pool[:n:n], pool[n:]
		if !w.bear(p.classes[l.class].burden, l.weight, each) {
			w.loads[i] = nil
			continue
		}
		w.loads[i] = each
		for j, v := range each {
			if v == 0 {
				continue
			}
			if people := l.available.at(w.index[j]); people > 0 {
				w.total[j] += v * int64(people)
				w.max[j] = max(w.max[j], v)
			}
		}
	}
	return true
}

// bear computes what somebody of a weight bears at each candidate of the block, and
// reports whether that is anything.
func (w *walker) bear(d density, weight int64, each []int64) bool {
	p := w.p
	u := p.at(w.index[0])
	begin, end := d.seek(u), d.seek(u+p.duration)
	some := int64(0)
	last := w.index[0]
	for j, k := range w.index {
		if len(p.runs) == 1 {
			u += int64(k-last) * p.step
			last = k
		} else {
			u = p.at(k)
		}
		v := (end.value(u+p.duration) - begin.value(u)) * weight
		each[j] = v
		some |= v
	}
	return some != 0
}

// rated returns candidate j of the block without its vector, and with what is missing if
// that is asked for.
func (w *walker) rated(j int, missing bool) rated {
	p, k := w.p, w.index[j]
	c := rated{index: k, required: p.required.at(k), optional: p.optional.at(k), total: w.total[j], max: w.max[j]}
	if p.tentative != nil {
		c.tentative = p.tentative.at(k)
	}
	if missing {
		chairs := p.chairs.at(k)
		c.missing = p.missing(chairs, c.required, chairs+c.required+c.optional, func(i int) int { return p.groups[i].available.at(k) })
	}
	return c
}

// A Rating is what candidates are compared by.
type Rating struct {
	Index     int       // the number of the candidate
	Start     time.Time // in UTC
	Required  int       // available required people
	Optional  int       // available optional people
	Tentative int       // available people who have a tentative entry; 0 unless [TentativeLastResort]
	Total     Burden    // the sum of the burdens of available people
	Max       Burden    // the largest of them
}

// All yields all feasible candidates in the order of their starts, computed anew at each
// walk. It takes no memory for a candidate. Of a partial result it yields those before
// Examined.
func (r *Result) All() iter.Seq[Rating] {
	return func(yield func(Rating) bool) {
		p := r.problem
		if p == nil {
			return
		}
		w := p.newWalker(true)
		ctx := context.Background()
		for from := 0; from < len(r.feasible); from += w.words {
			w.load(ctx, r.feasible, from)
			w.weigh(ctx)
			for j := range w.index {
				c := w.rated(j, false)
				if !yield(Rating{
					Index: c.index, Start: time.Unix(p.at(c.index), 0).UTC(),
					Required: c.required, Optional: c.optional, Tentative: c.tentative,
					Total: Burden(c.total), Max: Burden(c.max),
				}) {
					return
				}
			}
		}
	}
}

// Runs yields the feasible candidates as runs of indices without a gap: the first, and how
// many there are. Of a partial result it yields those before Examined.
func (r *Result) Runs() iter.Seq2[int, int] {
	return func(yield func(first, n int) bool) {
		if r.problem == nil {
			return
		}
		b := r.feasible
		for i, n := 0, r.problem.n; i < n; {
			i = b.next(i, n, 0)
			if i == n {
				return
			}
			end := b.next(i, n, ^uint64(0))
			if !yield(i, end-i) {
				return
			}
			i = end
		}
	}
}

// next returns the first bit from i on that is set once the words are flipped by a mask, n
// if there is none before n.
func (b bitmap) next(i, n int, flip uint64) int {
	for i < n {
		if w := (b[i/64] ^ flip) >> (i % 64); w != 0 {
			return min(i+bits.TrailingZeros64(w), n)
		}
		i += 64 - i%64
	}
	return n
}
