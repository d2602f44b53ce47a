package recurrence

import (
	"fmt"
	"slices"
)

// Dates compiles an all-day set. The error is a [*RuleError], as of [Rule.Dates];
// besides, the start and all other moments of the set must be DATEs, and it can
// have no periods.
func (s Set) Dates(opts ...Option) (*Dates, error) {
	if s.Start.form != FormDate {
		return nil, mismatch("DTSTART", "must be a DATE in an all-day set")
	}
	o, err := dayOrigin(s.Start.day, opts)
	if err != nil {
		return nil, err
	}
	d, err := o.setDetails(&s)
	if err != nil {
		return nil, err
	}
	return &Dates{d.t, d}, nil
}

// Times compiles a timed set. The error is a [*RuleError], as of [Rule.Times];
// besides, the start and all other moments of the set must be DATE-TIMEs, but for
// ExDates, which may be DATEs; and either all or none of them floating. It is also one
// if rules below a day overlap in so many ways, or are moved so far among each other,
// that a question about the set might take unbounded time.
func (s Set) Times(opts ...Option) (*Times, error) {
	if s.Start.form != FormLocal && s.Start.form != FormUTC {
		return nil, mismatch("DTSTART", "must be a DATE-TIME in a timed set")
	}
	o, err := timeOrigin(s.Start.time, s.Start.ahead, opts)
	if err != nil {
		return nil, err
	}
	d, err := o.setDetails(&s)
	if err != nil {
		return nil, err
	}
	return &Times{d.t, s.Start.time.Location(), d}, nil
}

func mismatch(part, format string, args ...any) *RuleError {
	return &RuleError{Part: part, Clause: "RFC 5545, 3.8.5", Reason: fmt.Sprintf(format, args...)}
}

// setDetails compiles a set.
func (o *origin) setDetails(s *Set) (*details, error) {
	if err := checkLengths(s); err != nil {
		return nil, err
	}
	t, err := o.setTimeline(s)
	if err != nil {
		return nil, err
	}
	d, err := o.override(t, s)
	if err != nil {
		return nil, err
	}
	return d, d.lastFor(o, s.Periods)
}

// checkLengths reports a length that no occurrence can have.
func checkLengths(s *Set) error {
	lengths := []Length{s.Length}
	for i := range s.Periods {
		lengths = append(lengths, s.Periods[i].Length)
	}
	for i := range s.Overrides {
		lengths = append(lengths, s.Overrides[i].Length)
	}
	for _, l := range lengths {
		switch {
		case l.Days < 0 || l.Exact < 0:
			return mismatch("DURATION", "is negative")
		case l.Days > maxDurationDays:
			return mismatch("DURATION", "is longer than the calendar")
		}
	}
	return nil
}

// setTimeline compiles a set without its overrides.
func (o *origin) setTimeline(s *Set) (*timeline, error) {
	t := &timeline{start: o.moment(), ending: true, tally: new(tally)}
	for i := range s.Rules {
		c := new(compiled)
		if err := o.compile(&s.Rules[i], c); err != nil {
			return nil, err
		}
		t.lines = append(t.lines, &c.l)
		t.ending = t.ending && (s.Rules[i].Count > 0 || !s.Rules[i].Until.IsZero())
	}
	for i := range s.ExRules {
		c := new(compiled)
		if err := o.compile(&s.ExRules[i], c); err != nil {
			return nil, err
		}
		t.except = append(t.except, &c.l)
	}
	if len(t.lines) == 0 {
		t.added = append(t.added, t.start)
	} else {
		o.includeStart(t)
	}
	for _, m := range s.RDates {
		at, err := o.at("RDATE", m)
		if err != nil {
			return nil, err
		}
		t.added = append(t.added, at)
	}
	for _, p := range s.Periods {
		if o.form == FormDate {
			return nil, mismatch("RDATE", "an all-day set has no periods")
		}
		at, err := o.at("RDATE", p.Start)
		if err != nil {
			return nil, err
		}
		t.added = append(t.added, at)
	}
	for _, m := range s.ExDates {
		c, err := o.cut(m)
		if err != nil {
			return nil, err
		}
		t.cuts = append(t.cuts, c)
	}
	t.cuts = joinSpans(t.cuts)
	slices.Sort(t.added)
	t.added = slices.DeleteFunc(slices.Compact(t.added), t.removed)
	t.unshare()
	t.added = slices.DeleteFunc(t.added, t.inLines)
	return t, t.check()
}

// at returns a moment of the set as lines count it.
func (o *origin) at(part string, m Moment) (int64, error) {
	switch {
	case o.form == FormDate && m.form == FormDate:
		if m.day < 0 || m.day > lastDay {
			break
		}
		return int64(m.day) * secondsPerDay, nil
	case o.form == FormDate || m.form == FormDate || m.form == 0:
		return 0, mismatch(part, "must be a %s like the start", o.kind())
	case (o.form == FormLocal) != m.floating():
		return 0, mismatch(part, "must be floating where the start is, and only there")
	default:
		at := fromUnix(m.time)
		if at < earliest || at > latest {
			break
		}
		if wall := o.wall(at); wall >= 0 && wall <= lastSecond {
			return at, nil
		}
	}
	return 0, &RuleError{Part: part, Clause: clauseDate, Reason: "is outside the years 1 to 9999"}
}

func (o *origin) kind() string {
	if o.form == FormDate {
		return "DATE"
	}
	return "DATE-TIME"
}

// cut returns the span of moments that an EXDATE removes.
func (o *origin) cut(m Moment) (span, error) {
	if m.form == FormDate && o.form != FormDate && m.day >= 0 && m.day <= lastDay {
		from := int64(m.day) * secondsPerDay
		to := from + secondsPerDay
		if o.zone != nil {
			from, to = o.zone.resolve(from), o.zone.resolve(to)
		}
		return span{from, to}, nil
	}
	at, err := o.at("EXDATE", m)
	return span{at, at + 1}, err
}

// joinSpans returns spans in order, with those that meet joined.
func joinSpans(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int {
		if a.from != b.from {
			return int(max(min(a.from-b.from, 1), -1))
		}
		return 0
	})
	joined := spans[:0]
	for _, s := range spans {
		if n := len(joined); n > 0 && s.from <= joined[n-1].to {
			joined[n-1].to = max(joined[n-1].to, s.to)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}
