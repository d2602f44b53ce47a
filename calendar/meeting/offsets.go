package meeting

import "time"

// A ZoneOffset is the offset of a time zone from an instant on.
type ZoneOffset struct {
	Zone   string
	From   time.Time // in UTC
	Offset int       // seconds east of UTC
}

// Offsets returns the offsets that the result rests on: for each zone of a participant, in
// the order of the request, the one at the beginning of the windows and each change until
// their end. Where two machines give different results for a request, compare these
// first: they have different editions of the time zone database if these differ.
func (r *Result) Offsets() []ZoneOffset {
	p := r.problem
	if p == nil {
		return nil
	}
	span := stretch{p.windows[0].from, p.windows[len(p.windows)-1].to}
	var list []ZoneOffset
	seen := make(map[string]bool)
	for i := range p.people {
		loc := p.people[i].Location
		if seen[loc.String()] {
			continue
		}
		seen[loc.String()] = true
		for _, s := range p.zones.list[p.zones.id(loc)] {
			if s.to > span.from && s.from < max(span.to, span.from+1) {
				list = append(list, ZoneOffset{loc.String(), time.Unix(max(s.from, span.from), 0).UTC(), int(s.offset)})
			}
		}
	}
	return list
}
