package meeting

import (
	"context"
	"encoding/binary"
	"math"
	"slices"
	"time"
)

// sequenceProblem makes the problem of a series of so many of the candidates that are set
// in a bitmap, yet without their spacing. With a count of 0 the costs serve for any number of
// them: what all have in common is then not left out.
func (p *problem) sequenceProblem(ctx context.Context, starts bitmap, count int) (*seriesProblem, error) {
	sp := &seriesProblem{problem: p}
	sp.count = count
	t := p.newCostTable(sp, starts)
	w := p.newWalker(t.burdens)
	for from := 0; from < len(starts); from += w.words {
		if !w.load(ctx, starts, from) || !w.weigh(ctx) {
			return nil, ctx.Err()
		}
		for j := range w.index {
			if err := t.add(w, j); err != nil {
				return nil, err
			}
		}
	}
	t.finish()
	return sp, sp.checkSize()
}

// checkSize reports costs that are too large to add up.
func (sp *seriesProblem) checkSize() error {
	largest := make(cost, len(sp.order.attendance)+len(sp.order.bearers))
	for _, v := range sp.kinds {
		for c, x := range v {
			largest[c] = max(largest[c], x)
		}
	}
	count := sp.count
	if count == 0 {
		count = maxCount
	}
	sum := 0.0
	for _, b := range sp.order.bearers {
		sum += math.Abs(float64(b.carry))
		if b.component >= 0 {
			sum += float64(count) * float64(b.factor) * float64(largest[b.component])
		}
	}
	if sum > 1<<52 { // prices of 256 and some more still fit
		return &Error{Field: "Count", Reason: "the burdens are too large to add up"}
	}
	return nil
}

// A seriesProblem is the problem of a series, with the candidates that its starts are.
type seriesProblem struct {
	sequenceProblem
	problem *problem
	index   []int // of each start, the candidate
}

// A costTable collects the costs of candidates. Its columns are those who are missing or
// tentative, as far as a criterion asks, and then the burdens of people; people who have
// the same share a column.
type costTable struct {
	sp       *seriesProblem
	criteria []Criterion
	burdens  bool
	columns  []column
	bearers  []bearer // the components are columns, numbered without the attendance

	row  []int64
	rows [][]int64 // the different ones
	at   map[string]int32
	key  []byte
}

// A column is the burden of people of one load who are available at the same candidates.
type column struct {
	load      int
	available bitmap
}

func (p *problem) newCostTable(sp *seriesProblem, starts bitmap) *costTable {
	t := &costTable{sp: sp, criteria: p.seriesCriteria(), at: make(map[string]int32)}
	t.burdens = slices.ContainsFunc(t.criteria, func(c Criterion) bool { return c > FewerTentative })
	if !t.burdens {
		return t
	}
	for i := range p.people {
		q := &p.people[i]
		if q.Role == Informed {
			continue
		}
		b := bearer{component: -1, factor: 1, carry: int64(q.Carry)}
		if load := p.loadOf(q); load >= 0 {
			b.component = slices.IndexFunc(t.columns, func(c column) bool {
				return c.load == load && sameWithin(c.available, q.available, starts)
			})
			if b.component < 0 {
				b.component = len(t.columns)
				t.columns = append(t.columns, column{load, q.available})
			}
		}
		t.bearers = append(t.bearers, b)
	}
	return t
}

// seriesCriteria returns the criteria of a series, without the start. Where they would not
// tell apart two costs of which one dominates the other, the sum does.
func (p *problem) seriesCriteria() []Criterion {
	order := p.order()
	if i := slices.Index(order, EarlierStart); i >= 0 {
		order = order[:i]
	}
	if len(p.req.Criteria) == 0 && p.req.Objective == Sum {
		order = slices.DeleteFunc(slices.Clone(order), func(c Criterion) bool { return c == SmallerMax })
	}
	if slices.Contains(order, SmallerMax) && !slices.Contains(order, SmallerTotal) && !slices.Contains(order, SmallerVector) {
		order = append(slices.Clone(order), SmallerTotal)
	}
	return order
}

// loadOf returns the load that somebody belongs to, -1 if nothing is a burden to them when
// they are available.
func (p *problem) loadOf(q *person) int {
	if !q.counts || q.unknown || !q.SoftHours || p.classes[q.class].hours == nil {
		return -1
	}
	return slices.IndexFunc(p.loads, func(l load) bool { return l.class == q.class && l.weight == q.weight })
}

// sameWithin reports whether two bitmaps agree where a third is set.
func sameWithin(a, b, where bitmap) bool {
	for i, w := range where {
		if (a[i]^b[i])&w != 0 {
			return false
		}
	}
	return true
}

// maxCostCells bounds the different costs of candidates times their columns: 128 MB.
const maxCostCells = 1 << 24

// add takes candidate j of a block that has been weighed.
func (t *costTable) add(w *walker, j int) error {
	p, k := t.sp.problem, w.index[j]
	t.row = t.row[:0]
	for _, c := range t.criteria {
		switch c {
		case MoreRequired:
			t.row = append(t.row, int64(p.required.added-p.required.at(k)))
		case MoreOptional:
			t.row = append(t.row, int64(p.optional.added-p.optional.at(k)))
		case FewerTentative:
			x := int64(0)
			if p.tentative != nil {
				x = int64(p.tentative.at(k))
			}
			t.row = append(t.row, x)
		}
	}
	for _, c := range t.columns {
		x := int64(0)
		if each := w.loads[c.load]; each != nil && c.available.has(k) {
			x = each[j]
		}
		t.row = append(t.row, x)
	}
	t.key = t.key[:0]
	for _, x := range t.row {
		t.key = binary.LittleEndian.AppendUint64(t.key, uint64(x))
	}
	id, ok := t.at[string(t.key)]
	if !ok {
		id = int32(len(t.rows))
		if cells := (len(t.rows) + 1) * len(t.row); cells > maxCostCells {
			return &CapError{"Cells", cells, maxCostCells}
		}
		t.at[string(t.key)] = id
		t.rows = append(t.rows, slices.Clone(t.row))
	}
	t.sp.kind = append(t.sp.kind, id)
	t.sp.index = append(t.sp.index, k)
	return nil
}

// finish makes the costs: columns that never differ are left out, those that are multiples
// of each other are one, and where only the sum of burdens is asked for, that is the only
// one.
func (t *costTable) finish() {
	order := &t.sp.order
	order.criteria = t.criteria
	for i := range order.attendance {
		order.attendance[i] = -1
	}
	if len(t.rows) == 0 {
		return
	}
	var components [][]int64 // by kind
	lead := 0
	for _, c := range t.criteria {
		if c > FewerTentative {
			continue
		}
		if values, _ := t.column(lead); slices.Max(values) > 0 {
			order.attendance[c] = len(components)
			components = append(components, values)
		}
		lead++
	}
	order.burdens = len(components)

	if only := slices.DeleteFunc(slices.Clone(t.criteria), func(c Criterion) bool { return c <= FewerTentative }); slices.Equal(only, []Criterion{SmallerTotal}) {
		sum := make([]int64, len(t.rows))
		for _, b := range t.bearers {
			if b.component >= 0 {
				for k := range sum {
					sum[k] += t.rows[k][lead+b.component]
				}
			}
		}
		components = append(components, sum)
		order.bearers = []bearer{{component: order.burdens, factor: 1}}
	} else if t.burdens {
		components = t.addBearers(lead, components)
	}

	t.sp.kinds = make([]cost, len(t.rows))
	for k := range t.sp.kinds {
		for _, values := range components {
			t.sp.kinds[k] = append(t.sp.kinds[k], values[k])
		}
		if t.sp.kinds[k] == nil {
			t.sp.kinds[k] = cost{}
		}
	}
}

// column returns a column of the rows less its smallest value, and that; or the column as
// it is, and 0, where the count is not known.
func (t *costTable) column(i int) (values []int64, least int64) {
	values = make([]int64, len(t.rows))
	least = math.MaxInt64
	for k, row := range t.rows {
		values[k] = row[i]
		least = min(least, row[i])
	}
	if t.sp.count == 0 {
		return values, 0
	}
	for k := range t.rows {
		values[k] -= least
	}
	return values, least
}

// addBearers appends the components that people share, and the people.
func (t *costTable) addBearers(lead int, components [][]int64) [][]int64 {
	type found struct {
		component     int
		factor, least int64
	}
	shared := make([]found, len(t.columns))
	for i := range t.columns {
		values, least := t.column(lead + i)
		factor := int64(0)
		for _, x := range values {
			factor = gcd(factor, x)
		}
		if factor == 0 {
			shared[i] = found{-1, 0, least}
			continue
		}
		for k := range values {
			values[k] /= factor
		}
		at := slices.IndexFunc(components[t.sp.order.burdens:], func(c []int64) bool { return slices.Equal(c, values) })
		if at >= 0 {
			shared[i] = found{t.sp.order.burdens + at, factor, least}
			continue
		}
		shared[i] = found{len(components), factor, least}
		components = append(components, values)
	}
	count := int64(t.sp.count)
	for _, b := range t.bearers {
		if b.component >= 0 {
			f := shared[b.component]
			b = bearer{component: f.component, factor: f.factor, carry: b.carry + count*f.least}
		}
		t.sp.order.bearers = append(t.sp.order.bearers, b)
	}
	return components
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// space sets which starts may follow each other.
func (sp *seriesProblem) space(r *SeriesRequest) {
	n := len(sp.index)
	at := make([]int64, n)
	for i, k := range sp.index {
		at[i] = sp.problem.at(k)
	}
	least, most := max(seconds(r.MinGap), 1), int64(math.MaxInt64/2)
	if r.MaxGap > 0 {
		most = seconds(r.MaxGap)
	}
	sp.first, sp.last = between(at, least, most)
	if r.Days == nil {
		return
	}
	days := make([]int64, n)
	latest := int64(math.MinInt64)
	for i := range days {
		latest = max(latest, localDay(time.Unix(at[i], 0).In(r.Days.Location)))
		days[i] = latest
	}
	most = math.MaxInt64 / 2
	if r.Days.Max > 0 {
		most = int64(r.Days.Max)
	}
	first, last := between(days, int64(r.Days.Min), most)
	for i := range first {
		sp.first[i], sp.last[i] = max(sp.first[i], first[i]), min(sp.last[i], last[i])
	}
}

// between returns for each of ascending numbers the range of those that are larger by
// least to most.
func between(at []int64, least, most int64) (first, last []int32) {
	first, last = make([]int32, len(at)), make([]int32, len(at))
	lo, hi := 0, 0
	for i, x := range at {
		for lo < len(at) && at[lo] < x+least {
			lo++
		}
		for hi < len(at) && at[hi] <= x+most {
			hi++
		}
		first[i], last[i] = int32(lo), int32(hi)
	}
	return first, last
}
