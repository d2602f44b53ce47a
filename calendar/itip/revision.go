package itip

import (
	"cmp"
	"time"
)

// A Revision orders the messages about one component (RFC 5546, section 2.1.5): the
// greater SEQUENCE is the later one, and of two with the same SEQUENCE that with the later
// DTSTAMP.
type Revision struct {
	Sequence int       `json:"sequence"`
	Stamp    time.Time `json:"stamp"` // DTSTAMP, in UTC, to the second; zero where the component had none
}

// Compare returns -1, 0 or 1 as r is earlier than, the same as, or later than s.
func (r Revision) Compare(s Revision) int {
	return cmp.Or(cmp.Compare(r.Sequence, s.Sequence), r.Stamp.Compare(s.Stamp))
}

// max returns the greater SEQUENCE and the later DTSTAMP of two revisions.
func (r Revision) max(s Revision) Revision {
	if s.Stamp.After(r.Stamp) {
		r.Stamp = s.Stamp
	}
	r.Sequence = max(r.Sequence, s.Sequence)
	return r
}
