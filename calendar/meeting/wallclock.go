package meeting

import (
	"time"

	"github.com/rickb777/date/v2"
)

// onClock returns the instant at which the clock of a zone shows a reading on a day, in Unix
// seconds. Of two such instants it is the first; a reading that is skipped counts by the
// offset before the gap (RFC 5545, section 3.3.5).
func onClock(day date.Date, c Clock, loc *time.Location) int64 {
	wall := int64(day-unixDay)*daySeconds + c.seconds()
	offset := func(u int64) int64 {
		_, s := time.Unix(u, 0).In(loc).Zone()
		return int64(s)
	}
	before := wall - offset(wall-daySeconds)
	after := wall - offset(wall+daySeconds)
	shows := func(u int64) bool { return u+offset(u) == wall }
	if !shows(before) && shows(after) {
		return after
	}
	return before
}
