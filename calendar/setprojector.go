package calendar

import (
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// An occurrence is one of a set: its key, its When, and the title it has besides.
type occurrence struct {
	key  int64
	when When
	each string

	override int // index in Set.Overrides of what it follows, or -1
}

// A setProjector is a BySet, ready to give occurrences day by day.
type setProjector struct {
	BySet
	days  *recurrence.Dates // of an all-day set
	times *recurrence.Times // of a timed one
	zone  *time.Location    // that of the Whens of a timed set

	phases   []phase
	singles  []single       // in the order of their first days
	isSingle map[int64]bool // by key
}

// A phase is the part of a set from one override for all later occurrences to the next,
// the whole if there is none.
type phase struct {
	first, last date.Date // within which its occurrences start
	days        date.Date // the most days that one lasts after that on which it starts
	override    int       // index in Set.Overrides of that with which it begins, or -1
}

// A single is an occurrence that has a length or a start of its own.
type single struct{ first, last date.Date }

// newSetProjector compiles a set.
func newSetProjector(p BySet) (*setProjector, error) {
	s := &setProjector{BySet: p}
	var err error
	if p.Set.Start.Form() == recurrence.FormDate {
		s.days, err = p.Set.Dates()
	} else {
		s.times, err = p.Set.Times()
		s.zone = p.Set.Start.Time().Location()
		if s.zone != recurrence.Floating {
			if s.zone, err = wheneverZone(s.zone, err); err != nil {
				return nil, err
			}
		}
	}
	if err != nil {
		return nil, err
	}
	s.findPhases()
	s.findSingles()
	return s, nil
}

// wheneverZone returns the zone that a When has for times in a location.
func wheneverZone(loc *time.Location, err error) (*time.Location, error) {
	if err != nil {
		return nil, err
	}
	if zone, err := loadZone(loc.String()); err == nil {
		return zone, nil
	}
	return time.UTC, nil
}

// lasts returns how many days something of a length lasts after the day on which it
// starts, at most.
func lasts(l recurrence.Length) date.Date {
	return date.Date(l.Days) + date.Date(l.Exact/(24*time.Hour)) + 2
}

// shift is how many days an override moves what it applies to, give or take one.
func shift(v recurrence.Override) date.Date {
	if v.Start.IsZero() {
		return 0
	}
	return v.Start.Day() - v.ID.Day()
}

func (s *setProjector) findPhases() {
	holds := make(map[int64]int) // of several with one identifier the last
	for i, v := range s.Set.Overrides {
		holds[s.keyOf(v.ID)] = i
	}
	var turns []int
	for i, v := range s.Set.Overrides {
		if v.Range == recurrence.ThisAndFuture && holds[s.keyOf(v.ID)] == i {
			turns = append(turns, i)
		}
	}
	slices.SortStableFunc(turns, func(i, j int) int { return s.Set.Overrides[i].ID.Time().Compare(s.Set.Overrides[j].ID.Time()) })
	s.phases = []phase{{minDay, maxDay, lasts(s.Set.Length), -1}}
	moved := date.Date(0)
	for _, i := range turns {
		v := s.Set.Overrides[i]
		before := &s.phases[len(s.phases)-1]
		before.last = v.ID.Day() + moved + 2
		moved = shift(v)
		// Single ones may have been moved to where neither phase is.
		next := phase{min(v.ID.Day()+moved-2, before.last), maxDay, before.days, i}
		switch {
		case v.NoLength:
			next.days = lasts(recurrence.Length{})
		case v.Length != recurrence.Length{}:
			next.days = lasts(v.Length)
		}
		s.phases = append(s.phases, next)
	}
}

// findSingles lists what is an override's own, or a period.
func (s *setProjector) findSingles() {
	s.isSingle = make(map[int64]bool)
	look := func(id recurrence.Moment) {
		key := s.keyOf(id)
		if o, ok := s.find(key); ok && !s.isSingle[key] {
			s.isSingle[key] = true
			first, _ := o.when.Earliest()
			last, _ := o.when.Latest()
			s.singles = append(s.singles, single{first, last})
		}
	}
	for _, v := range s.Set.Overrides {
		look(v.ID)
	}
	for _, p := range s.Set.Periods {
		look(p.Start)
	}
	slices.SortFunc(s.singles, func(a, b single) int { return int(a.first - b.first) })
}

// find returns the occurrence with a key.
func (s *setProjector) find(key int64) (occurrence, bool) {
	if s.days != nil {
		o, ok := s.days.Occurrence(date.Date(key))
		return s.onDays(o), ok
	}
	o, ok := s.times.Occurrence(time.Unix(key, 0).UTC())
	return s.timed(o), ok
}

func (s *setProjector) onDays(o recurrence.Occurrence[date.Date]) occurrence {
	last := min(o.End-1, maxDay)
	return occurrence{key: int64(o.ID), when: Lasting(o.Start, last), each: s.title(o.Override), override: o.Override}
}

func (s *setProjector) timed(o recurrence.Occurrence[time.Time]) occurrence {
	got := occurrence{key: o.ID.Unix(), each: s.title(o.Override), override: o.Override}
	if s.zone == recurrence.Floating {
		last := o.End
		if last.After(o.Start) {
			last = last.Add(-1)
		}
		got.when = Lasting(date.NewAt(o.Start), min(date.NewAt(last), maxDay))
		return got
	}
	got.when = At(o.Start.In(s.zone), o.End)
	if got.when.IsZero() { // the end is outside the years
		got.when = At(o.Start.In(s.zone), o.Start)
	}
	return got
}

func (s *setProjector) title(override int) string {
	if override < 0 || override >= len(s.Titles) {
		return ""
	}
	return s.Titles[override]
}

// midnight returns the first moment of a day.
func (s *setProjector) midnight(d date.Date) time.Time {
	if s.zone == recurrence.Floating || s.zone == time.UTC {
		return d.MidnightUTC()
	}
	return instant(d, 0, s.zone)
}

// startDay returns the first day from one on on which something starts.
func (s *setProjector) startDay(from date.Date) (date.Date, bool) {
	if s.days != nil {
		return s.days.After(from - 1)
	}
	t, ok := s.times.After(s.midnight(from).Add(-1))
	if s.zone != recurrence.Floating {
		t = t.In(s.zone)
	}
	return max(date.NewAt(t), from), ok
}

// startOn returns what starts on a day, in the order of When.Compare, then of the key.
func (s *setProjector) startOn(day date.Date) (list []occurrence) {
	if s.days != nil {
		for o := range s.days.Occurrences(day, day+1) {
			list = append(list, s.onDays(o))
		}
	} else {
		for o := range s.times.Occurrences(s.midnight(day), s.midnight(day+1)) {
			list = append(list, s.timed(o))
		}
	}
	slices.SortFunc(list, func(a, b occurrence) int {
		if n := a.when.Compare(b.when); n != 0 {
			return n
		}
		return strings.Compare(s.keyText(a.key), s.keyText(b.key))
	})
	return list
}

// reachingDay returns the first day from one on on which something starts that may last
// until a second one.
func (s *setProjector) reachingDay(from, until date.Date) (found date.Date, ok bool) {
	offer := func(d date.Date) {
		if !ok || d < found {
			found, ok = d, true
		}
	}
	for _, p := range s.phases {
		if d, some := s.startDay(max(from, until-p.days, p.first, firstRuleDay)); some && d <= p.last {
			offer(d)
		}
	}
	i, _ := slices.BinarySearchFunc(s.singles, from, func(o single, d date.Date) int { return int(o.first - d) })
	for ; i < len(s.singles) && (!ok || s.singles[i].first < found); i++ {
		if s.singles[i].last >= until {
			offer(s.singles[i].first)
		}
	}
	return found, ok
}
