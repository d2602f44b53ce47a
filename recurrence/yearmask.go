package recurrence

import "math/bits"

// A yearMask is a set of days of a year: bit i is the i-th day of its page, from
// 0. A page is a calendar year, which has 365 or 366 days, or for BYWEEKNO the
// year of the week numbers, which has 364 or 371.
type yearMask [6]uint64

func (m *yearMask) set(i int)      { m[uint(i)/64] |= 1 << (uint(i) % 64) }
func (m *yearMask) has(i int) bool { return m[uint(i)/64]>>(uint(i)%64)&1 != 0 }

// add sets the bits of x, the lowest of which is bit i.
func (m *yearMask) add(x uint64, i int) {
	w, s := uint(i)/64, uint(i)%64
	m[w] |= x << s
	if high := x >> (64 - s); high != 0 && w < 5 {
		m[w+1] |= high
	}
}

// setEvery sets bit i, which is less than step, and every step-th bit after it.
// step is less than 64.
func (m *yearMask) setEvery(i, step int) {
	pattern := uint64(1)
	for s := step; s < 64; s *= 2 {
		pattern |= pattern << s
	}
	for w := range m {
		if i < 64 {
			m[w] = pattern << i
			// The first bit of the next word is that after the last one of this.
			i += (63-i)/step*step + step
		}
		i -= 64
	}
}

func (m *yearMask) and(n *yearMask) {
	for i := range m {
		m[i] &= n[i]
	}
}

func (m *yearMask) empty() bool {
	return m[0]|m[1]|m[2]|m[3]|m[4]|m[5] == 0
}

func (m *yearMask) count() (n int) {
	for _, w := range m {
		n += bits.OnesCount64(w)
	}
	return n
}

// rank returns the number of bits below bit i, which is 0 to 384.
func (m *yearMask) rank(i int) (n int) {
	w := 0
	for ; i >= 64; i -= 64 {
		n += bits.OnesCount64(m[w])
		w++
	}
	if i > 0 {
		n += bits.OnesCount64(m[w] & (1<<i - 1))
	}
	return n
}

// nth returns the n-th bit that is set, from 0. There must be so many.
func (m *yearMask) nth(n int) int {
	for w, x := range m {
		if c := bits.OnesCount64(x); n >= c {
			n -= c
			continue
		}
		return 64*w + nthBit(x, n)
	}
	return -1
}

// nthBit returns the n-th bit that is set in x, from 0. There must be so many.
func nthBit(x uint64, n int) int {
	if n < 4 {
		for ; n > 0; n-- {
			x &= x - 1
		}
		return bits.TrailingZeros64(x)
	}
	at := 0
	for half := 32; half > 0; half /= 2 {
		if c := bits.OnesCount64(x & (1<<half - 1)); n >= c {
			n -= c
			at += half
			x >>= half
		}
	}
	return at
}

// clipBelow clears the bits below bit i, clipFrom bit i and those above.
func (m *yearMask) clipBelow(i int) {
	for w := range m {
		switch {
		case i >= 64:
			m[w] = 0
		case i > 0:
			m[w] &^= 1<<i - 1
		}
		i -= 64
	}
}

func (m *yearMask) clipFrom(i int) {
	for w := range m {
		switch {
		case i <= 0:
			m[w] = 0
		case i < 64:
			m[w] &= 1<<i - 1
		}
		i -= 64
	}
}

// slice returns n bits from bit i, n at most 64. Bits outside the mask are 0.
func (m *yearMask) slice(i, n int) uint64 {
	if i < 0 {
		return m.slice(0, n+i) << -i
	}
	w, s := uint(i)/64, uint(i)%64
	if n <= 0 || w > 5 {
		return 0
	}
	x := m[w] >> s
	if s > 0 && w < 5 {
		x |= m[w+1] << (64 - s)
	}
	return x & (1<<n - 1)
}

// everyWeek has the bits 0, 7, 14 and so on.
const everyWeek = 0x8102040810204081

// weekPattern repeats a set of weekdays over 64 days of which the first falls on
// the weekday first.
func weekPattern(weekdays uint8, first int) uint64 {
	x := uint64(weekdays)
	x = (x>>first | x<<(7-first)) & allWeekdays
	return x * everyWeek
}

// weekdayMask returns the days of a year of n days that fall on given weekdays.
func weekdayMask(weekdays uint8, first, n int) (m yearMask) {
	for w := range m {
		m[w] = weekPattern(weekdays, (first+w)%7)
	}
	m.clipFrom(n)
	return m
}

// ordinalIndex returns the index, from 0, of an ordinal weekday in a span of n
// days that begins on the weekday first, and -1 if the span has none such.
func ordinalIndex(o ordinal, first, n int) int {
	i := (int(o.weekday) - first + 7) % 7
	if o.n > 0 {
		i += 7 * (int(o.n) - 1)
	} else {
		i += 7 * ((n-1-i)/7 + 1 + int(o.n))
	}
	if i < 0 || i >= n {
		return -1
	}
	return i
}
