package recurrence

import (
	"sync"
	"sync/atomic"
	"time"
)

// A zone knows the transitions of a time.Location, looked up once for each
// stretch of some seventeen years and kept. Instants are seconds from 0001-01-01
// in UTC, offsets seconds east of UTC, and wall clock readings instants plus
// offset.
type zone struct {
	loc    *time.Location
	chunks [chunkCount]atomic.Pointer[[]segment]

	once sync.Once
	wide []segment // those before which whole days were skipped
}

const (
	chunkBits  = 29
	chunkCount = (lastSecond+4*secondsPerDay)>>chunkBits + 2

	// widest is more than any offset and more than any clock is ever put on.
	widest = 2 * secondsPerDay
)

// A segment is the time from one transition to the next, when the offset does not
// change. Segments also end where chunks do.
type segment struct {
	at     int64 // the first instant
	next   int64 // the first instant after it
	before int64 // the offset before it
	offset int64 // the offset in it
}

// gap returns the wall clock readings that the transition into the segment
// skips, half-open, and the instant from which they count by the offset before
// it (RFC 5545, section 3.3.5).
func (s *segment) gap() (from, to int64) { return s.at + s.before, s.at + s.offset }

// first returns the first wall clock reading that belongs to the segment. Those
// that happen twice belong to the segment before it.
func (s *segment) first() int64 { return s.at + max(s.before, s.offset) }

// end returns the wall clock reading after the last one of the segment.
func (s *segment) end() int64 { return s.next + s.offset }

// zones keeps the zones used last, so that rules compiled one after another share
// what has been looked up.
var zones struct {
	sync.Mutex
	known map[*time.Location]*zone
	order [64]*time.Location
	next  int
}

// zoneOf returns the zone of a location, nil for UTC and floating time.
func zoneOf(loc *time.Location) *zone {
	if loc == time.UTC || loc == Floating {
		return nil
	}
	zones.Lock()
	defer zones.Unlock()
	if z := zones.known[loc]; z != nil {
		return z
	}
	if zones.known == nil {
		zones.known = make(map[*time.Location]*zone, len(zones.order))
	}
	delete(zones.known, zones.order[zones.next])
	z := &zone{loc: loc}
	zones.known[loc] = z
	zones.order[zones.next] = loc
	zones.next = (zones.next + 1) % len(zones.order)
	return z
}

// chunk returns the segments that cover a stretch of time, in order.
func (z *zone) chunk(i int) []segment {
	if c := z.chunks[i].Load(); c != nil {
		return *c
	}
	c := z.lookUp(int64(i-1)<<chunkBits, int64(i)<<chunkBits)
	z.chunks[i].Store(&c)
	return c
}

// lookUp returns the segments from one instant to another. The first begins
// before that if a transition shortly before has a gap that may reach beyond it.
func (z *zone) lookUp(from, to int64) (list []segment) {
	t := unix(from - widest).In(z.loc)
	_, offset := t.Zone()
	s := segment{at: from - widest, before: int64(offset), offset: int64(offset)}
	for {
		_, end := t.ZoneBounds()
		if end.IsZero() || fromUnix(end) >= to {
			break
		}
		if !end.After(t) {
			// The last day of a leap year counts as a stretch of its own that ends
			// as it begins.
			end = t.Add(24 * time.Hour)
		}
		t = end
		if _, offset := t.Zone(); int64(offset) != s.offset {
			if s.next = fromUnix(t); s.next > from {
				list = append(list, s)
			}
			s = segment{at: s.next, before: s.offset, offset: int64(offset)}
		}
	}
	s.next = to
	return append(list, s)
}

// segmentAt returns the segment that an instant is in.
func (z *zone) segmentAt(at int64) segment {
	list := z.chunk(int(min(max(at>>chunkBits+1, 0), chunkCount-1)))
	// Clocks change at much the same times each year, so the guess is nearly right.
	i := int(at & (1<<chunkBits - 1) * int64(len(list)) >> chunkBits)
	for i > 0 && list[i].at > at {
		i--
	}
	for i+1 < len(list) && list[i+1].at <= at {
		i++
	}
	return list[i]
}

// wideGaps returns the segments into which a transition skips a day or more. There
// have been a few on either side of the date line; no rule for the future has any.
func (z *zone) wideGaps() []segment {
	z.once.Do(func() {
		const from, to = (1840*365 + 446) * secondsPerDay, (2100*365 + 509) * secondsPerDay
		for at := int64(from); at < to; {
			s := z.segmentAt(at)
			if s.at >= at && s.offset-s.before >= secondsPerDay {
				z.wide = append(z.wide, s)
			}
			at = s.next
		}
	})
	return z.wide
}

// resolve returns the instant that a wall clock reading means: in a gap by the
// offset before it, of two the first (RFC 5545, section 3.3.5 and erratum 4271).
func (z *zone) resolve(wall int64) int64 {
	if within := clampMoment(wall); within != wall {
		return z.resolve(within) + wall - within
	}
	s := z.segmentAt(wall - widest/2 - widest/16)
	for wall >= s.end() {
		s = z.segmentAt(s.next)
		if from, to := s.gap(); wall >= from && wall < to {
			return wall - s.before
		}
	}
	return wall - s.offset
}

// unix returns the time of an instant, in UTC.
func unix(at int64) time.Time { return time.Unix(at-unixSeconds, 0).UTC() }

func fromUnix(t time.Time) int64 { return t.Unix() + unixSeconds }
