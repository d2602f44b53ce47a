package recurrence

import (
	"slices"
	"sync"
)

// A shortlist is the occurrences that a plan, or another shortlist, shares with a
// plan. They are listed when they are first asked for.
type shortlist struct {
	p    *plan
	of   *shortlist // instead of p
	in   *plan
	most int64 // a number of moments that it does not exceed

	once sync.Once
	list []int64
}

// moments returns the occurrences in order.
func (s *shortlist) moments() []int64 {
	s.once.Do(func() {
		if s.of != nil {
			for _, at := range s.of.moments() {
				if s.in.has(at) {
					s.list = append(s.list, at)
				}
			}
			return
		}
		from, to := max(s.p.first, s.in.first)+s.p.shift, s.in.end+s.in.shift
		for w := s.p.walkFrom(from); w.next() && w.at < to; {
			if s.in.has(w.at) {
				s.list = append(s.list, w.at)
			}
		}
	})
	return s.list
}

// rank returns how many of the occurrences are before a moment.
func (s *shortlist) rank(at int64) int64 {
	n, _ := slices.BinarySearch(s.moments(), at)
	return int64(n)
}

// most returns a number of occurrences that the plan does not exceed.
func (p *plan) most() int64 {
	if p.end <= p.first {
		return 0
	}
	days := (p.end-p.first)/secondsPerDay + 1
	if p.kind == stepped {
		s := p.step
		return (days*s.units/s.interval + 2) * s.within.size
	}
	if p.freq < Daily {
		return days * p.clock.size
	}
	length := map[Frequency]int64{Daily: 1, Weekly: 7, Monthly: 28, Yearly: 364}[p.freq]
	periods := days/length/p.interval + 2
	if p.kind == chosenTimes {
		return periods * int64(len(p.setPos))
	}
	return periods * int64(p.mostDays()) * p.clock.size
}

// most returns a number of occurrences that the line does not exceed.
func (l *line) most() int64 {
	if l.elapsed == nil {
		return min(l.p.most(), l.limit)
	}
	e := l.elapsed
	r := &e.rule
	periods := max(min(l.until, lastSecond)-e.start, 0)/r.Freq.unit()/min(max(r.Interval, 1), maxInterval) + 2
	return min(periods*int64(max(len(r.ByMinute), 1)*max(len(r.BySecond), 1)), l.limit)
}
