package recurrence

import "math"

// instant returns the moment that a clock reading means.
func (o *origin) instant(reading int64) int64 {
	reading = clampMoment(reading)
	if o.zone == nil {
		return reading
	}
	return o.zone.resolve(reading)
}

// readings returns the clock readings that mean the moments from one on and before
// another, in spans that share nothing. Readings that a transition skips mean the
// same moments as some of those that follow them, so that near one there may be
// several spans.
func (o *origin) readings(from, to int64) (list []span) {
	from, to = max(from, earliest), min(to, latest+1)
	if from >= to {
		return nil
	}
	if o.zone == nil {
		return []span{{from, to}}
	}
	for _, a := range o.zone.readingsFrom(from) {
		for _, b := range o.zone.readingsBefore(to) {
			if s := (span{max(a.from, b.from), min(a.to, b.to)}); s.from < s.to {
				list = append(list, s)
			}
		}
	}
	return list
}

// readingsFrom returns the clock readings that mean an instant or a later one.
func (z *zone) readingsFrom(at int64) []span {
	s := z.segmentAt(at)
	if _, end := s.gap(); at-s.at < s.offset-s.before {
		return []span{{at + s.before, end}, {at + s.offset, math.MaxInt64}}
	}
	return []span{{max(at+s.offset, s.first()), math.MaxInt64}}
}

// readingsBefore returns the clock readings that mean what is before an instant.
func (z *zone) readingsBefore(at int64) []span {
	s := z.segmentAt(at)
	if _, end := s.gap(); at-s.at < s.offset-s.before {
		return []span{{math.MinInt64, at + s.before}, {end, at + s.offset}}
	}
	return []span{{math.MinInt64, max(at+s.offset, s.first())}}
}
