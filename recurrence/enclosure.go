package recurrence

// An enclosure is a span of moments that the n-th occurrence is in: at most n come
// before low, and more before high.
type enclosure struct {
	low, high    int64
	below, above int64 // how many come before them
}

func enclose(low, high int64, rank func(int64) int64) enclosure {
	return enclosure{low, high, rank(low), rank(high)}
}

// fewBetween is how many occurrences are walked rather than narrowed down to.
const fewBetween = 8

// find returns the n-th occurrence, from 0.
func (b *enclosure) find(n int64, rank func(int64) int64) int64 {
	b.narrow(n, 0, rank)
	return b.low
}

// narrow narrows the enclosure until no more than few occurrences are in it, or one
// moment. Occurrences lie mostly evenly, so that a guess by proportion comes near;
// each third time it halves, in case they do not.
func (b *enclosure) narrow(n, few int64, rank func(int64) int64) {
	for turn := 1; b.high-b.low > 1 && b.above-b.below > few; turn++ {
		width := b.high - b.low
		mid := b.low + width/2
		if turn%3 != 0 {
			share := (float64(n-b.below) + 0.5) / float64(b.above-b.below)
			mid = b.low + min(max(int64(share*float64(width)), 1), width-1)
		}
		if r := rank(mid); r <= n {
			b.low, b.below = mid, r
		} else {
			b.high, b.above = mid, r
		}
	}
}
