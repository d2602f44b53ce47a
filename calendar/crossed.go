package calendar

import (
	"slices"

	"github.com/rickb777/date/v2"
)

// events passes the leads of events that layers record.
func (x *crosser) events() {
	c := x.c
	for place := c.dueFrom(clamp(x.since + 1)); place < c.order.due; place++ {
		i := c.order.records[place]
		r := &c.records[i]
		if r.rare != nil {
			continue
		}
		due, _ := r.when.Due()
		if due > x.horizon {
			break
		}
		said := date.Date(r.said)
		if !statuses[r.status].IsSettled() {
			x.walk(subject{record: i, series: -1}, []date.Date{said}, known(due, said))
		}
	}
	for i := range c.records {
		if r := &c.records[i]; r.rare != nil {
			s := subject{record: int32(i), series: -1}
			if r.occurrence != "" {
				s.series = r.series
				s.key, _ = readKey(c.store.series[r.series].Pattern, r.occurrence)
			}
			x.walk(s, x.changesOf(r, s), func(day date.Date) (date.Date, bool) { return x.due(s, day) })
		}
	}
}

// known returns what is known of a subject of which there is one statement.
func known(due, said date.Date) func(date.Date) (date.Date, bool) {
	return func(day date.Date) (date.Date, bool) { return due, said <= day }
}

// changesOf returns the days after since on which something becomes known of the event of
// a record.
func (x *crosser) changesOf(r *record, s subject) []date.Date {
	var days []date.Date
	for _, st := range x.c.statements(r) {
		days = append(days, st.SaidOn)
		days = append(days, x.learnedOn(st.Within.Periods)...)
	}
	if i, ok := x.c.find(r.fulfilledBy); ok && r.fulfilledBy != "" {
		for _, st := range x.c.statements(&x.c.records[i]) {
			days = append(days, st.SaidOn)
		}
	}
	if s.series >= 0 {
		days = append(days, x.c.store.series[s.series].saidOn)
		days = append(days, x.restarts(s.series)...)
		if cadence, ok := x.c.store.series[s.series].Pattern.(Cadence); ok {
			days = append(days, x.learnedOn(cadence.Periods)...)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// learnedOn returns the days after since on which the periods of a name may come to be
// known otherwise.
func (x *crosser) learnedOn(name string) []date.Date {
	if name == "" {
		return nil
	}
	days, ok := x.learned[name]
	if ok {
		return days
	}
	if learner, tells := x.c.def.Periods[name].(Learner); tells {
		days = slices.DeleteFunc(slices.Clone(learner.LearnedOn()), func(d date.Date) bool { return d <= x.since || d > x.until })
	} else {
		for d := x.since + 1; d <= x.until; d++ {
			days = append(days, d)
		}
	}
	if x.learned == nil {
		x.learned = make(map[string][]date.Date)
	}
	x.learned[name] = days
	return days
}

// projections passes the leads of what patterns give and no known event records.
func (x *crosser) projections() {
	c := x.c
	for i := range c.series {
		p := &c.series[i]
		switch pattern := p.Pattern.(type) {
		case Cadence:
			if learned := x.learnedOn(pattern.Periods); len(learned) > 0 {
				x.cadence(p, learned)
				continue
			}
		case ByRule:
			if restarts := x.restarts(p.at); len(restarts) > 0 {
				x.restarted(p, restarts)
				continue
			}
		}
		said := c.store.series[p.at].saidOn
		from := x.since + 1
		left := maxRejected
		for q, ok := c.firstIn(p, clamp(from), clamp(x.horizon+1)); ok && left > 0; q, ok = c.nextIn(q, clamp(from), clamp(x.horizon+1)) {
			left--
			if due, dated := q.when.Due(); dated && due >= from {
				x.walk(subject{-1, p.at, q.key}, []date.Date{said}, known(due, said))
			}
		}
	}
}

// cadence is for a series over periods that come to be known otherwise on some days.
func (x *crosser) cadence(p *projector, learned []date.Date) {
	first, last, some := int64(0), int64(0), false
	for _, day := range append([]date.Date{x.since}, learned...) {
		on := *p
		on.periods = x.view(day).periods[p.Pattern.(Cadence).Periods]
		if key, ok := on.firstFrom(x.since); ok && (!some || key < first) {
			first = key
		}
		key, ok := on.firstFrom(x.horizon)
		last, some = max(last, key), some || ok
	}
	if !some {
		return
	}
	said := x.c.store.series[p.at].saidOn
	changes := append([]date.Date{said}, learned...)
	slices.Sort(changes)
	for key, ok := first, true; ok && key <= last; key, ok = p.after(key) {
		if s := (subject{-1, p.at, key}); !p.isRecorded(key) {
			x.walk(s, changes, func(day date.Date) (date.Date, bool) { return x.due(s, day) })
		}
	}
}

// restarts returns the days on which a series by a rule, which may begin with its first
// recorded occurrence, may come to begin elsewhere: those of its records. For others it is
// empty.
func (x *crosser) restarts(series int32) []date.Date {
	s := &x.c.store.series[series]
	if _, byRule := s.Pattern.(ByRule); !byRule || s.Start != 0 {
		return nil
	}
	if x.recorded == nil {
		x.recorded = make(map[int32][]recordedKey)
		for i := range x.c.records {
			r := &x.c.records[i]
			if r.rare == nil || r.occurrence == "" {
				continue
			}
			if key, ok := readKey(x.c.store.series[r.series].Pattern, r.occurrence); ok {
				x.recorded[r.series] = append(x.recorded[r.series], recordedKey{key, x.c.statements(r)[0].SaidOn})
			}
		}
	}
	var days []date.Date
	for _, k := range x.recorded[series] {
		days = append(days, k.said)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// A recordedKey is an occurrence that an event records, and the day from which on it does.
type recordedKey struct {
	key  int64
	said date.Date
}

// projectorOn returns a series as it began by what was known on a day.
func (x *crosser) projectorOn(series int32, day date.Date) *projector {
	var keys []int64
	for _, k := range x.recorded[series] {
		if x.view(day).knows(k.said) {
			keys = append(keys, k.key)
		}
	}
	at := restart{series, -1}
	if len(keys) > 0 {
		at.first = slices.Min(keys)
	}
	p := x.restartedAt[at]
	if p == nil {
		made := x.c.newProjector(series, keys)
		if p = &made; x.restartedAt == nil {
			x.restartedAt = make(map[restart]*projector)
		}
		x.restartedAt[at] = p
	}
	return p
}

// A restart is a series and the first of its occurrences that is recorded, or -1.
type restart struct {
	series int32
	first  int64
}

// restarted is for a series by a rule that may come to begin elsewhere.
func (x *crosser) restarted(p *projector, restarts []date.Date) {
	from, to := clamp(x.since+1), clamp(x.horizon+1)
	var keys []int64
	for _, day := range append([]date.Date{x.since}, restarts...) {
		if day > x.until || day < x.since {
			continue
		}
		on := x.projectorOn(p.at, day)
		for key, ok := on.firstFrom(from); ok && date.Date(key) < to; key, ok = on.after(key) {
			if !p.isRecorded(key) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	changes := append([]date.Date{x.c.store.series[p.at].saidOn}, restarts...)
	slices.Sort(changes)
	for _, key := range slices.Compact(keys) {
		s := subject{-1, p.at, key}
		x.walk(s, changes, func(day date.Date) (date.Date, bool) { return x.due(s, day) })
	}
}

// called reports whether the pattern of a subject's series calls for its occurrence, by
// what was known on a day.
func (x *crosser) called(s subject, day date.Date) bool {
	if len(x.restarts(s.series)) > 0 {
		return x.projectorOn(s.series, day).calls(s.key)
	}
	if p := x.c.projectorAt(s.series); p != nil {
		return p.calls(s.key)
	}
	return false
}
