package meeting

import (
	"cmp"
	"context"
	"slices"
)

// A dayBand is seconds of a local day that count alike.
type dayBand struct {
	daySpan
	factor int64
}

// dayBands returns the factors of a whole day. Of bands that overlap the first counts, and
// what is in none counts once.
func dayBands(bands []Band) []dayBand {
	cuts := []int64{0, daySeconds}
	for _, b := range bands {
		cuts = append(cuts, b.From.seconds(), b.To.seconds())
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var day []dayBand
	for i, from := range cuts[:len(cuts)-1] {
		factor := int64(1)
		for _, b := range bands {
			if b.contains(from) {
				factor = int64(b.Factor)
				break
			}
		}
		if n := len(day); n > 0 && day[n-1].factor == factor {
			day[n-1].to = cuts[i+1]
		} else {
			day = append(day, dayBand{daySpan{from, cuts[i+1]}, factor})
		}
	}
	return day
}

// contains reports whether a second of the day lies in the range.
func (r ClockRange) contains(second int64) bool {
	from, to := r.From.seconds(), r.To.seconds()
	if from < to {
		return from <= second && second < to
	}
	return to < from && (second >= from || second < to)
}

// banded calls f with the stretches of m, ascending, that have one factor on a zone's clock.
func (z zone) banded(day []dayBand, m stretch, f func(m stretch, factor int64)) {
	if len(day) == 1 {
		f(m, day[0].factor)
		return
	}
	for _, s := range z[z.at(m.from):] {
		if s.from >= m.to {
			return
		}
		from, to := max(s.from, m.from), min(s.to, m.to)
		for d := floorDiv(from+s.offset, daySeconds); d*daySeconds-s.offset < to; d++ {
			midnight := d*daySeconds - s.offset
			for _, b := range day {
				if a, b, factor := max(midnight+b.from, from), min(midnight+b.to, to), b.factor; a < b {
					f(stretch{a, b}, factor)
				}
			}
		}
	}
}

// weigh returns how many seconds of m are not worked, and what they weigh for a weight of 1.
func (c *class) weigh(z zone, day []dayBand, m stretch) (outside, burden int64) {
	outside = m.to - m.from - overlap(c.work, m)
	if outside == 0 {
		return 0, 0
	}
	z.banded(day, m, func(m stretch, factor int64) {
		burden += factor * (m.to - m.from - overlap(c.work, m))
	})
	return outside, burden
}

// A density is how much each second outside working hours weighs: constant between knots.
// Its integral up to an instant is linear between them, so that the burden of a meeting is
// the difference of two of its values.
type density []knot

// A knot is where a density changes.
type knot struct {
	at   int64
	rate int64 // from here to the next knot
	sum  int64 // the integral up to here
}

// push makes the density have a rate from an instant on, which is later than those before.
func (d *density) push(at, rate int64) {
	k := knot{at: at, rate: rate}
	if n := len(*d); n > 0 {
		last := (*d)[n-1]
		if last.rate == rate {
			return
		}
		k.sum = last.sum + last.rate*(at-last.at)
	}
	*d = append(*d, k)
}

// newDensity returns the density of a class over a span.
func (c *class) newDensity(ctx context.Context, z zone, day []dayBand, span stretch) density {
	days := int((span.to - span.from) / daySeconds)
	d := make(density, 0, 2*len(c.work)+(days+1)*len(day)+1)
	next, steps := 0, 0 // the first stretch of work that ends after what is done
	z.banded(day, span, func(m stretch, factor int64) {
		if steps++; steps&1023 == 0 && ctx.Err() != nil {
			return
		}
		for at := m.from; at < m.to; {
			for next < len(c.work) && c.work[next].to <= at {
				next++
			}
			if next == len(c.work) || c.work[next].from >= m.to {
				d.push(at, factor)
				return
			}
			w := c.work[next]
			if at < w.from {
				d.push(at, factor)
			}
			d.push(max(at, w.from), 0)
			at = min(w.to, m.to)
		}
	})
	return d
}

// A cursor evaluates the integral of a density at ascending instants.
type cursor struct {
	density
	i int
}

func (c *cursor) value(u int64) int64 {
	for c.i+1 < len(c.density) && c.density[c.i+1].at <= u {
		c.i++
	}
	k := &c.density[c.i]
	return k.sum + k.rate*(u-k.at)
}

// seek returns a cursor for instants from u on.
func (d density) seek(u int64) cursor {
	i, found := slices.BinarySearchFunc(d, u, func(k knot, u int64) int { return cmp.Compare(k.at, u) })
	if !found && i > 0 {
		i--
	}
	return cursor{d, i}
}
