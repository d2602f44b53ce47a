package calendar

import "time"

// Modified returns the moment at which what c tells of one of its events last changed,
// as LAST-MODIFIED in RFC 5545, section 3.8.7.3. It rests on the data alone, and is the
// last of these, in UTC:
//
//   - the first moment of each day on which a source of its History spoke,
//   - each moment of Statement.Revised and Event.Revised,
//   - for an occurrence that a pattern knows, the same of its [Series],
//   - the first moment of the day on which what fulfils it was said to be held, or to be
//     cancelled after that.
//
// It is never after the calendar's revision. What it does not see is a change of
// [Periods], which move windows without anybody's statement: [Diff] shows those.
func (c *Calendar) Modified(ev Event) time.Time {
	var m time.Time
	for _, st := range ev.History {
		m = later(m, lastSaid(st.Sources), lastOf(st.Revised))
	}
	if s, ok := c.Series(ev.Series); ok && ev.Occurrence != "" {
		m = later(m, lastSaid(s.Sources), lastOf(s.Revised))
	}
	if by, ok := c.folded(ev.FulfilledBy); ok && ev.FulfilledBy != "" {
		for day := range turns(by) {
			m = later(m, day.MidnightUTC())
		}
	}
	return c.byRevision(m)
}

// SeriesModified is [Calendar.Modified] for a series: for what is said of the whole,
// and not of single occurrences.
func (c *Calendar) SeriesModified(s Series) time.Time {
	return c.byRevision(later(lastSaid(s.Sources), lastOf(s.Revised)))
}

// byRevision keeps a moment from being after the revision, where there is one.
func (c *Calendar) byRevision(m time.Time) time.Time {
	if r := c.Revision(); !r.IsZero() && m.After(r) {
		m = r
	}
	return m.UTC()
}

func lastSaid(sources []Source) time.Time {
	var m time.Time
	for _, s := range sources {
		m = later(m, s.SaidOn.MidnightUTC())
	}
	return m
}

func lastOf(moments []time.Time) time.Time { return later(time.Time{}, moments...) }

func later(m time.Time, others ...time.Time) time.Time {
	for _, o := range others {
		if o.After(m) {
			m = o
		}
	}
	return m
}

// checkRevised checks that an element's own corrections stand in order and that the
// revision of the whole is no earlier.
func (b *builder) checkRevised(revised []time.Time) {
	for i, m := range revised {
		switch {
		case m.IsZero():
			b.fail("revised", "is not a moment")
		case i > 0 && !m.After(revised[i-1]):
			b.fail("revised", "%s is not after %s, which stands before it", m.Format(time.RFC3339), revised[i-1].Format(time.RFC3339))
		case !b.def.Revision.IsZero() && m.After(b.def.Revision):
			b.fail("revised", "%s is after the revision of the whole, %s", m.Format(time.RFC3339), b.def.Revision.Format(time.RFC3339))
		}
	}
}
