package meeting_test

import (
	"cmp"
	"slices"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// A plain checker answers a request tick by tick: each question of each moment is asked of
// that moment alone. It shares nothing with the engine. All instants of its requests are
// multiples of the tick.
type plain struct {
	req  meeting.Request
	tick time.Duration
}

type plainSlot struct {
	start                                 time.Time
	open, feasible                        bool
	room                                  string
	chairs, required, optional, tentative int
	missing                               int
	burdens                               []int64 // largest first
	total, max                            int64
	people                                []plainPerson
}

type plainPerson struct {
	reasons         []string
	counted         bool
	tentative       bool
	outside, burden int64 // seconds
}

// each calls f for the ticks of [from, to) until it returns false.
func (c *plain) each(from, to time.Time, f func(time.Time) bool) bool {
	for m := from; m.Before(to); m = m.Add(c.tick) {
		if !f(m) {
			return false
		}
	}
	return true
}

func (c *plain) inWindow(m time.Time) bool {
	return slices.ContainsFunc(c.req.Windows, func(w meeting.Span) bool { return !m.Before(w.Start) && m.Before(w.End) })
}

// candidates walks through all ticks of the windows.
func (c *plain) candidates() []time.Time {
	var first, last time.Time
	for i, w := range c.req.Windows {
		if i == 0 || w.Start.Before(first) {
			first = w.Start
		}
		if i == 0 || w.End.After(last) {
			last = w.End
		}
	}
	var list []time.Time
	var begun time.Time // the first tick of the run of ticks in windows
	c.each(first, last, func(m time.Time) bool {
		if !c.inWindow(m) {
			return true
		}
		if m.Equal(first) || !c.inWindow(m.Add(-c.tick)) {
			begun = m
		}
		anchor := begun
		if !c.req.Anchor.IsZero() {
			anchor = c.req.Anchor
		}
		onGrid := m.Sub(anchor)%c.req.Step == 0
		if c.req.AlignTo != nil {
			onGrid = secondOfDay(m.In(c.req.AlignTo))%int(c.req.Step/time.Second) == 0
		}
		if onGrid && !m.Before(c.req.NotBefore) && c.each(m, m.Add(c.req.Duration), c.inWindow) {
			list = append(list, m)
		}
		return true
	})
	return list
}

func secondOfDay(t time.Time) int { return t.Hour()*3600 + t.Minute()*60 + t.Second() }

// inRange tells whether a clock time is in a range, read as limits and bands are.
func inRange(local time.Time, r meeting.ClockRange) bool {
	t, from, to := secondOfDay(local), int(r.From)*60, int(r.To)*60
	if from < to {
		return from <= t && t < to
	}
	return to < from && (t >= from || t < to)
}

func (c *plain) working(p *meeting.Participant, m time.Time) bool {
	if p.Hours == nil {
		return true
	}
	local := m.In(p.Location)
	day := date.NewAt(local)
	excepted := func(d date.Date) ([]meeting.ClockRange, bool) {
		for _, e := range p.Hours.Except {
			if e.Date == d {
				return e.Ranges, true
			}
		}
		return p.Hours.Week[d.Weekday()], false
	}
	today, special := excepted(day)
	if !special && slices.Contains(p.Holidays, day) {
		return false
	}
	t := secondOfDay(local)
	for _, r := range today {
		from, to := int(r.From)*60, int(r.To)*60
		if from < to && from <= t && t < to || to < from && t >= from {
			return true
		}
	}
	yesterday, _ := excepted(day - 1)
	for _, r := range yesterday {
		if r.To < r.From && t < int(r.To)*60 {
			return true
		}
	}
	return false
}

func contains(e freebusy.Entry, m time.Time) bool {
	if e.Location != nil {
		d := date.NewAt(m.In(e.Location))
		return e.Day <= d && d < e.EndDay
	}
	return !m.Before(e.Start) && m.Before(e.End)
}

// meets tells whether an entry contains a tick of [from, to).
func (c *plain) meets(e freebusy.Entry, from, to time.Time) bool {
	return !c.each(from, to, func(m time.Time) bool { return !contains(e, m) })
}

func (c *plain) bands() []meeting.Band {
	if c.req.Bands == nil {
		return []meeting.Band{{ClockRange: meeting.ClockRange{From: 1320, To: 360}, Factor: 3}}
	}
	return c.req.Bands
}

func (c *plain) person(p *meeting.Participant, s time.Time) plainPerson {
	end := s.Add(c.req.Duration)
	from, to := s.Add(-c.req.Before-p.Before), end.Add(c.req.After+p.After)
	var a plainPerson
	var busy, tentative, buffer bool
	for _, e := range p.Busy {
		from, to := from, to
		if c.req.Travel != nil && c.req.Place != "" && e.Place != "" && e.Place != c.req.Place {
			if there := s.Add(-c.req.Travel(e.Place, c.req.Place)); there.Before(from) {
				from = there
			}
			if back := end.Add(c.req.Travel(c.req.Place, e.Place)); back.After(to) {
				to = back
			}
		}
		blocks := e.Type != freebusy.Free && (e.UID == "" || e.UID != c.req.MaskUID) && !(c.req.IgnoreAllDay && e.Location != nil)
		if e.Type == freebusy.Tentative {
			a.tentative = a.tentative || blocks && c.req.Tentative == meeting.TentativeLastResort && c.meets(e, from, to)
			blocks = blocks && c.req.Tentative == meeting.TentativeBlocks
		}
		if !blocks {
			continue
		}
		switch {
		case !c.meets(e, s, end):
			buffer = buffer || c.meets(e, from, to)
		case e.Type == freebusy.Tentative:
			tentative = true
		default:
			busy = true
		}
	}
	hours, limits := true, true
	c.each(s, end, func(m time.Time) bool {
		local := m.In(p.Location)
		limits = limits && (p.Limits == nil || inRange(local, *p.Limits))
		if c.working(p, m) {
			return true
		}
		hours = false
		factor := 1
		for _, b := range c.bands() {
			if inRange(local, b.ClockRange) {
				factor = b.Factor
				break
			}
		}
		a.outside += int64(c.tick / time.Second)
		a.burden += int64(c.tick/time.Second) * int64(factor) * int64(max(p.Weight, 1))
		return true
	})
	unknown := p.Unknown && c.req.Unknown != meeting.UnknownFree
	for _, r := range []struct {
		code string
		on   bool
	}{{"buffer", buffer && !busy && !tentative}, {"busy", busy}, {"hours", !hours && !p.SoftHours}, {"limits", !limits}, {"tentative", tentative}, {"unknown", unknown}} {
		if r.on {
			a.reasons = append(a.reasons, r.code)
		}
	}
	a.counted = len(a.reasons) == 0 && p.Role != meeting.Informed
	a.tentative = a.tentative && a.counted
	return a
}

// reported tells whether somebody counts neither way.
func (c *plain) reported(p *meeting.Participant) bool {
	if p.Role == meeting.Informed {
		return true
	}
	optional := p.Role == meeting.Optional
	return p.Unknown && (c.req.Unknown == meeting.UnknownReport || c.req.Unknown == meeting.UnknownByRole && optional)
}

func (c *plain) slot(s time.Time) plainSlot {
	end := s.Add(c.req.Duration)
	slot := plainSlot{start: s, open: true}
	for _, b := range c.req.Blackouts {
		slot.open = slot.open && !c.meets(b, s, end)
	}
	if len(c.req.Rooms) > 0 {
		slot.room = c.room(s, end)
		slot.open = slot.open && slot.room != ""
	}
	var allChairs, allRequired int
	here := map[string]bool{}
	for i := range c.req.Participants {
		p := &c.req.Participants[i]
		a := c.person(p, s)
		slot.people = append(slot.people, a)
		if !c.reported(p) {
			switch p.Role {
			case meeting.Chair:
				allChairs++
			case meeting.Required:
				allRequired++
			}
		}
		if !a.counted {
			continue
		}
		here[p.ID] = true
		switch p.Role {
		case meeting.Chair:
			slot.chairs++
		case meeting.Required:
			slot.required++
		case meeting.Optional:
			slot.optional++
		}
		if a.tentative {
			slot.tentative++
		}
		slot.burdens = append(slot.burdens, a.burden)
		slot.total += a.burden
		slot.max = max(slot.max, a.burden)
	}
	slices.SortFunc(slot.burdens, func(a, b int64) int { return cmp.Compare(b, a) })
	need := allRequired
	if c.req.MinRequired != nil {
		need = *c.req.MinRequired
	}
	slot.missing = allChairs - slot.chairs + max(0, need-slot.required)
	slot.missing = max(slot.missing, c.req.MinTotal-slot.chairs-slot.required-slot.optional)
	for _, g := range c.req.Groups {
		n := 0
		for _, id := range g.Members {
			if here[id] {
				n++
			}
		}
		slot.missing = max(slot.missing, g.AtLeast-n)
	}
	slot.feasible = slot.open && slot.missing == 0
	return slot
}

func (c *plain) room(s, end time.Time) string {
	best, capacity := "", 0
	for _, r := range c.req.Rooms {
		ok := r.Capacity >= c.req.NeedCapacity
		for _, f := range c.req.NeedFeatures {
			ok = ok && slices.Contains(r.Features, f)
		}
		if r.Hours != nil {
			who := meeting.Participant{Hours: r.Hours, Location: r.Location}
			ok = ok && c.each(s, end, func(m time.Time) bool { return c.working(&who, m) })
		}
		for _, e := range r.Busy {
			if e.Type != freebusy.Free && (e.UID == "" || e.UID != c.req.MaskUID) {
				ok = ok && !c.meets(e, s.Add(-c.req.Before), end.Add(c.req.After))
			}
		}
		if ok && (best == "" || r.Capacity < capacity) {
			best, capacity = r.ID, r.Capacity
		}
	}
	return best
}

// better orders slots by criteria.
func better(a, b *plainSlot, criteria []meeting.Criterion) int {
	for _, k := range criteria {
		d := 0
		switch k {
		case meeting.MoreRequired:
			d = b.required - a.required
		case meeting.MoreOptional:
			d = b.optional - a.optional
		case meeting.FewerTentative:
			d = a.tentative - b.tentative
		case meeting.SmallerTotal:
			d = cmp.Compare(a.total, b.total)
		case meeting.SmallerMax:
			d = cmp.Compare(a.max, b.max)
		case meeting.SmallerVector:
			d = slices.Compare(a.burdens, b.burdens)
		}
		if d != 0 {
			return d
		}
	}
	return a.start.Compare(b.start)
}

// choose sorts slots and takes the first that are far enough apart.
func (c *plain) choose(slots []plainSlot, n int, criteria []meeting.Criterion) []plainSlot {
	slots = slices.Clone(slots)
	slices.SortFunc(slots, func(a, b plainSlot) int {
		if a.missing != b.missing {
			return a.missing - b.missing
		}
		return better(&a, &b, criteria)
	})
	var chosen []plainSlot
	for _, s := range slots {
		near := slices.ContainsFunc(chosen, func(o plainSlot) bool { return s.start.Sub(o.start).Abs() < c.req.MinDistance })
		if !near && len(chosen) < n {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// golden counts the ticks of the windows that everybody works.
func (c *plain) golden() time.Duration {
	var n time.Duration
	var first, last time.Time
	for i, w := range c.req.Windows {
		if i == 0 || w.Start.Before(first) {
			first = w.Start
		}
		if i == 0 || w.End.After(last) {
			last = w.End
		}
	}
	c.each(first, last, func(m time.Time) bool {
		all := c.inWindow(m)
		for i := range c.req.Participants {
			p := &c.req.Participants[i]
			all = all && (p.Role == meeting.Informed || c.working(p, m))
		}
		if all {
			n += c.tick
		}
		return true
	})
	return n
}
