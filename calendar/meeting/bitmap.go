package meeting

import "math/bits"

// A bitmap has a bit for each candidate. Those beyond the last candidate are 0.
type bitmap []uint64

func words(n int) int { return (n + 63) / 64 }

func newBitmap(n int) bitmap { return make(bitmap, words(n)) }

// set sets the bits [from, to).
func (b bitmap) set(from, to int) {
	if from >= to {
		return
	}
	i, j := from/64, (to-1)/64
	first, last := ^uint64(0)<<(from%64), ^uint64(0)>>(63-(to-1)%64)
	if i == j {
		b[i] |= first & last
		return
	}
	b[i] |= first
	for k := i + 1; k < j; k++ {
		b[k] = ^uint64(0)
	}
	b[j] |= last
}

// clear clears the bits [from, to).
func (b bitmap) clear(from, to int) {
	if from >= to {
		return
	}
	i, j := from/64, (to-1)/64
	first, last := ^uint64(0)<<(from%64), ^uint64(0)>>(63-(to-1)%64)
	if i == j {
		b[i] &^= first & last
		return
	}
	b[i] &^= first
	for k := i + 1; k < j; k++ {
		b[k] = 0
	}
	b[j] &^= last
}

func (b bitmap) has(i int) bool { return b[i/64]>>(i%64)&1 != 0 }

func (b bitmap) and(o bitmap) {
	for i, w := range o[:len(b)] {
		b[i] &= w
	}
}

func (b bitmap) or(o bitmap) {
	for i, w := range o[:len(b)] {
		b[i] |= w
	}
}

func (b bitmap) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b bitmap) any() bool {
	for _, w := range b {
		if w != 0 {
			return true
		}
	}
	return false
}

// A counter counts, for 64 candidates a word, in how many bitmaps each has its bit. The
// count is kept in binary, a word for each of its digits, so that adding a bitmap is a few
// operations for 64 candidates together (a carry-save addition).
type counter struct {
	digits int
	sums   []uint64 // the digits of word i, lowest first, at i*digits
	added  int      // how many bitmaps were added
}

// newCounter returns a counter of up to most bitmaps.
func newCounter(candidates, most int) *counter {
	digits := bits.Len(uint(most))
	return &counter{digits: digits, sums: make([]uint64, words(candidates)*digits)}
}

func (c *counter) add(b bitmap) {
	c.added++
	at := 0
	for _, carry := range b {
		for i := at; carry != 0; i++ {
			c.sums[i], carry = c.sums[i]^carry, c.sums[i]&carry
		}
		at += c.digits
	}
}

// at returns the count of a candidate.
func (c *counter) at(k int) int {
	n := 0
	shift := k % 64
	for i, w := range c.sums[k/64*c.digits : (k/64+1)*c.digits] {
		n |= int(w>>shift&1) << i
	}
	return n
}

// atLeast returns which candidates of word i have a count of n or more.
func (c *counter) atLeast(i, n int) uint64 {
	if n <= 0 {
		return ^uint64(0)
	}
	if bits.Len(uint(n)) > c.digits {
		return 0
	}
	greater, equal := uint64(0), ^uint64(0)
	for d := c.digits - 1; d >= 0; d-- {
		w := c.sums[i*c.digits+d]
		if n>>d&1 == 0 {
			greater |= equal & w
			equal &^= w
		} else {
			equal &= w
		}
	}
	return greater | equal
}
