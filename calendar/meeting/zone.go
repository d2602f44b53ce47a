package meeting

import (
	"slices"
	"sort"
	"time"

	"github.com/rickb777/date/v2"
)

const daySeconds = 24 * 60 * 60

// unixDay is the date from which Unix time counts.
var unixDay = date.New(1970, time.January, 1)

// A stretch is a stretch of instants [from, to), in Unix seconds.
type stretch struct{ from, to int64 }

// A segment is a stretch in which a zone has one offset: the local time of an instant u is
// u + offset.
type segment struct {
	stretch
	offset int64 // seconds east of UTC
}

// A zone is a time zone within the span of a problem: its segments, ascending and without
// gaps. Zones that agree in the span are one.
type zone []segment

// zoneOf splits a span at the changes of a zone's offset.
func zoneOf(loc *time.Location, span stretch) zone {
	var z zone
	for at := span.from; at < span.to; {
		local := time.Unix(at, 0).In(loc)
		_, offset := local.Zone()
		_, change := local.ZoneBounds()
		until := span.to
		if !change.IsZero() && change.Unix() > at {
			until = min(until, change.Unix())
		}
		if n := len(z); n > 0 && z[n-1].offset == int64(offset) {
			z[n-1].to = until
		} else {
			z = append(z, segment{stretch{at, until}, int64(offset)})
		}
		at = until
	}
	return z
}

// at returns the index of the segment that contains an instant of the span.
func (z zone) at(u int64) int {
	if len(z) == 1 {
		return 0
	}
	return sort.Search(len(z)-1, func(i int) bool { return u < z[i].to })
}

// days appends the stretches of the dates [day, end), in days since 1970, in the zone and
// within a span of it. There is one, unless clocks were put back over a midnight that
// bounds the dates.
func (z zone) days(day, end int64, span stretch, to []stretch) []stretch {
	from, until := span.from, span.to
	if len(z) > 1 {
		// No zone is two days from UTC (RFC 8536, section 3.2), so what lies further off is
		// no matter.
		from, until = max(from, (day-2)*daySeconds), min(until, (end+2)*daySeconds)
	}
	if day >= end || from >= until {
		return to
	}
	first := len(to)
	for _, s := range z[z.at(from):] {
		if s.from >= until {
			break
		}
		a := max(day*daySeconds-s.offset, s.from, span.from)
		b := min(end*daySeconds-s.offset, s.to, span.to)
		if a >= b {
			continue
		}
		if n := len(to); n > first && to[n-1].to == a {
			to[n-1].to = b
		} else {
			to = append(to, stretch{a, b})
		}
	}
	return to
}

// zones are those of a problem, each once.
type zones struct {
	span  stretch
	list  []zone
	known map[*time.Location]int // indices in list
	like  map[uint64][]int       // indices of zones by their hash
}

// id returns the index of a location in the list. A location that was asked for before is
// read and not written.
func (zs *zones) id(loc *time.Location) int {
	if id, ok := zs.known[loc]; ok {
		return id
	}
	if zs.known == nil {
		zs.known, zs.like = make(map[*time.Location]int), make(map[uint64][]int)
	}
	z := zoneOf(loc, zs.span)
	h := z.hash()
	for _, id := range zs.like[h] {
		if slices.Equal(zs.list[id], z) {
			zs.known[loc] = id
			return id
		}
	}
	id := len(zs.list)
	zs.list, zs.like[h], zs.known[loc] = append(zs.list, z), append(zs.like[h], id), id
	return id
}

// hash mixes the segments after Fowler, Noll and Vo.
func (z zone) hash() uint64 {
	h := uint64(14695981039346656037)
	for _, s := range z {
		h = (h ^ uint64(s.to)) * 1099511628211
		h = (h ^ uint64(s.offset)) * 1099511628211
	}
	return h
}
