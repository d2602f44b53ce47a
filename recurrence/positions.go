package recurrence

import "math/bits"

// Positions are the values of BYSETPOS, ready to be counted: bit i of fromStart
// names the member i of a set, from 0, and bit 383-i of fromEnd the member i from
// its end.
type positions struct {
	fromStart, fromEnd yearMask
}

const (
	positionBits = 64 * len(yearMask{})

	// apart is a size of sets from which on no position from the start names what
	// one from the end does.
	apart = 2 * positionBits
)

func newPositions(setPos []int) *positions {
	ps := new(positions)
	for _, p := range setPos {
		if p > 0 {
			ps.fromStart.set(p - 1)
		} else {
			ps.fromEnd.set(positionBits + p)
		}
	}
	return ps
}

// A picked is a set of members of a set smaller than apart, by their indexes.
type picked [apart / 64]uint64

// of returns the members that are named of n, fewer than apart.
func (ps *positions) of(n int) (all picked) {
	copy(all[:], ps.fromStart[:])
	words, shift := (n-positionBits)>>6, uint(n)%64
	for w, x := range ps.fromEnd {
		if i := w + words; i >= 0 && i < len(all) {
			all[i] |= x << shift
		}
		if i := w + words + 1; i >= 0 && i < len(all) {
			all[i] |= x >> (64 - shift)
		}
	}
	for w := range all {
		switch i := n - 64*w; {
		case i <= 0:
			all[w] = 0
		case i < 64:
			all[w] &= 1<<i - 1
		}
	}
	return all
}

// rank returns how many of the members below index i of a set of n are named.
func (ps *positions) rank(n, i int) int {
	if n >= apart {
		return ps.fromStart.rank(min(i, positionBits)) + ps.fromEnd.rank(max(i-(n-positionBits), 0))
	}
	all := ps.of(n)
	count := 0
	for _, x := range all[:i/64] {
		count += bits.OnesCount64(x)
	}
	if i%64 > 0 {
		count += bits.OnesCount64(all[i/64] & (1<<(i%64) - 1))
	}
	return count
}

// appendFrom appends to dst the indexes of named members of a set of n: so many
// of them at most, without the first k.
func (ps *positions) appendFrom(dst []int, n, k, most int) []int {
	if n < apart {
		all := ps.of(n)
		return appendBits(dst, all[:], 0, k, most)
	}
	had := len(dst)
	dst = appendBits(dst, ps.fromStart[:], 0, k, most)
	return appendBits(dst, ps.fromEnd[:], n-positionBits, max(k-ps.fromStart.count(), 0), most-(len(dst)-had))
}

// appendBits appends the numbers of bits that are set, counted from first: so many
// at most, without the first k.
func appendBits(dst []int, words []uint64, first, k, most int) []int {
	for w, x := range words {
		if c := bits.OnesCount64(x); k >= c {
			k -= c
			continue
		}
		for ; x != 0 && most > 0; x &= x - 1 {
			if k--; k < 0 {
				dst = append(dst, first+64*w+bits.TrailingZeros64(x))
				most--
			}
		}
		k = 0
	}
	return dst
}
