package recurrence

// A twinIndex counts the pairs of clock readings that are the same instant: one
// that a transition skips, and the one that it is resolved to. A pair is one
// occurrence (RFC 5545, section 3.8.5.2: duplicate instances are ignored).
type twinIndex struct {
	done   int64 // instants before this one have been looked at
	at     []int64
	before []int64 // pairs before at[i], and those of all at the end
}

// twinsBefore returns how many pairs there are before an instant.
func (l *line) twinsBefore(at int64) int64 {
	return 0
}
