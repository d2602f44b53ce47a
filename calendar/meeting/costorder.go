package meeting

import (
	"math"
	"slices"
)

// A costOrder compares costs of series, by criteria that were made for single meetings: a
// person's burden is that of all the meetings together, and what they carry from before.
// No criterion becomes better when a cost grows, so what is worse already stays so.
type costOrder struct {
	// criteria are what is compared, without the start. They tell any two costs apart of
	// which one dominates the other.
	criteria []Criterion

	// attendance has for MoreRequired, MoreOptional and FewerTentative the component that
	// counts who is missing, or is tentative, and for fewerMissing that of meetings that are
	// not held; -1 where that never differs.
	attendance [FewerTentative + 1]int

	// burdens is the first of the components that bearers share.
	burdens int
	bearers []bearer
}

// A bearer is a person: what they bear is carry plus factor times a component.
type bearer struct {
	component int // an index in the cost; -1 for somebody who bears the carry alone
	factor    int64
	carry     int64
}

func (b bearer) burden(sum cost) int64 {
	if b.component < 0 {
		return b.carry
	}
	return b.carry + b.factor*sum[b.component]
}

// key appends what is compared, the first first; the smaller key is the better one. All
// keys of an order are of one length.
func (o *costOrder) key(dst []int64, sum cost) []int64 {
	for _, c := range o.criteria {
		switch c {
		case fewerMissing, MoreRequired, MoreOptional, FewerTentative:
			x := int64(0)
			if at := o.attendance[c]; at >= 0 {
				x = sum[at]
			}
			dst = append(dst, x)
		case SmallerTotal:
			total := int64(0)
			for _, b := range o.bearers {
				total += b.burden(sum)
			}
			dst = append(dst, total)
		case SmallerMax:
			most := int64(math.MinInt64)
			for _, b := range o.bearers {
				most = max(most, b.burden(sum))
			}
			dst = append(dst, most)
		case SmallerVector:
			at := len(dst)
			for _, b := range o.bearers {
				dst = append(dst, b.burden(sum))
			}
			slices.Sort(dst[at:])
			slices.Reverse(dst[at:])
		}
	}
	return dst
}

// A prune tells which costs cannot become as good as a key that is within reach.
type prune struct {
	*costOrder
	reach  []int64
	caps   []int64 // by component: how large it may be for nobody to bear more than is in reach; nil if that is not compared first
	levies []levy
	buffer []int64
}

// A levy is a weighted sum of components to which each meeting adds something, whichever
// it is.
type levy struct {
	weights []int64 // of the components from the first that bearers share
	least   int64   // that each meeting adds
	cap     int64   // the weighted sum of the caps
}

// newPrune prepares for the costs of single meetings. Prices are weights that make a strong
// levy; nil if there are none.
func (o *costOrder) newPrune(reach []int64, kinds []cost, prices []int64) *prune {
	p := &prune{costOrder: o, reach: reach}
	lead := o.lead()
	if lead == len(o.criteria) || o.criteria[lead] == SmallerTotal || len(o.bearers) == 0 {
		return p
	}
	dims := len(kinds[0])
	p.caps = make([]int64, dims)
	for c := range p.caps {
		p.caps[c] = math.MaxInt64
	}
	for _, b := range o.bearers {
		if b.component >= 0 && b.factor > 0 {
			limit := int64(-1)
			if room := reach[lead] - b.carry; room >= 0 {
				limit = room / b.factor
			}
			p.caps[b.component] = min(p.caps[b.component], limit)
		}
	}
	ones := make([]int64, dims-o.burdens)
	for c := range ones {
		ones[c] = 1
		for d := range c {
			pair := make([]int64, len(ones))
			pair[c], pair[d] = 1, 1
			p.addLevy(kinds, pair)
		}
	}
	p.addLevy(kinds, ones)
	if prices != nil {
		p.addLevy(kinds, prices)
	}
	return p
}

// lead returns how many criteria of attendance come before those of burdens.
func (o *costOrder) lead() int {
	for i, c := range o.criteria {
		if c > FewerTentative {
			return i
		}
	}
	return len(o.criteria)
}

func (p *prune) addLevy(kinds []cost, weights []int64) {
	l := levy{weights: weights, least: math.MaxInt64}
	for i, w := range weights {
		limit := p.caps[p.burdens+i]
		if w > 0 && limit == math.MaxInt64 {
			return
		}
		if w > 0 {
			l.cap += w * limit
		}
	}
	for _, v := range kinds {
		sum := int64(0)
		for i, w := range weights {
			sum += w * v[p.burdens+i]
		}
		l.least = min(l.least, sum)
	}
	if l.least > 0 {
		p.levies = append(p.levies, l)
	}
}

// keeps reports whether a cost to which some meetings are still to be added may become as
// good as the key within reach.
func (p *prune) keeps(sum cost, remaining int) bool {
	if p.caps != nil && p.leadsEqual(sum) && p.exceeds(sum, remaining) {
		return false
	}
	p.buffer = p.key(p.buffer[:0], sum)
	return slices.Compare(p.buffer, p.reach) <= 0
}

// leadsEqual reports whether the attendance is that of the key within reach.
func (p *prune) leadsEqual(sum cost) bool {
	for i, c := range p.criteria[:p.lead()] {
		if at := p.attendance[c]; at >= 0 && sum[at] != p.reach[i] {
			return false
		}
	}
	return true
}

// exceeds reports whether somebody will bear more than is within reach.
func (p *prune) exceeds(sum cost, remaining int) bool {
	for c := p.burdens; c < len(sum); c++ {
		if sum[c] > p.caps[c] {
			return true
		}
	}
	for _, l := range p.levies {
		taken := int64(remaining) * l.least
		for i, w := range l.weights {
			taken += w * sum[p.burdens+i]
		}
		if taken > l.cap {
			return true
		}
	}
	return false
}
