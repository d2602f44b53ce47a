package catalogue

import (
	"errors"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
)

// maxMilestones bounds how many milestones the plans of a catalogue have together, counting
// those that they have from others: a short file could make many of them.
const maxMilestones = 100_000

// plans reads the plans, and checks them beside the calendar where there is one.
func (d *decoder) plans(c *calendar.Calendar) []planning.Plan {
	d.places.workdays = d.workdays(d.root.get("workdays"))
	var plans []planning.Plan
	index := make(map[string]int) // of the plans, by ID
	milestones := 0
	for _, item := range d.root.get("plans").nonEmpty() {
		m, ok := item.mapping(planShape)
		if !ok {
			continue
		}
		p, inherited, places := d.plan(m, plans, index)
		if _, again := index[p.ID]; again && p.ID != "" {
			m.get("id").fail("%q is that of another plan already", shorten(p.ID))
			continue
		}
		if milestones += len(p.Milestones); milestones > maxMilestones {
			m.fail("the plans have more than %d milestones together", maxMilestones)
			break
		}
		index[p.ID] = len(plans)
		plans = append(plans, p)
		d.refusePlan(m, p, places, inherited, planning.Check(p, c))
	}
	return plans
}

// plan reads a plan. Of its milestones so many are those of the plan that it is like; the
// others stand at the places.
func (d *decoder) plan(m mapping, before []planning.Plan, index map[string]int) (p planning.Plan, inherited int, places []mapping) {
	p = planning.Plan{
		ID: m.get("id").string(), Title: m.get("title").string(), Summary: m.get("summary").prose(),
		Of: d.anchor(m.get("of")),
	}
	like, own := m.get("like"), m.get("milestones")
	if name := like.string(); name != "" {
		at, ok := index[name]
		if !ok {
			like.fail("%q is not a plan that stands above this one", shorten(name))
		} else {
			p.Milestones = append(p.Milestones, before[at].Milestones...)
			inherited = len(p.Milestones)
		}
	}
	if !like.given() && !own.given() && !d.touched[like.path] && !d.touched[own.path] {
		m.missing("milestones", "expected a list of milestones, or under like the id of a plan that has them")
	}
	for _, item := range own.nonEmpty() {
		if milestone, ok := item.mapping(milestoneShape); ok {
			places = append(places, milestone)
			p.Milestones = append(p.Milestones, d.milestone(milestone))
		}
	}
	return p, inherited, places
}

func (d *decoder) milestone(m mapping) planning.Milestone {
	milestone := planning.Milestone{
		ID: m.get("id").string(), Title: m.get("title").string(), Summary: m.get("summary").prose(),
		Due: d.due(m), Takes: d.duration(m.get("takes")), Needs: m.get("needs").strings(),
		FulfilledBy: m.get("fulfilled-by").string(),
	}
	for _, item := range m.get("sources").nonEmpty() {
		if s, ok := item.mapping(sourceShape); ok {
			milestone.Sources = append(milestone.Sources, d.source(s))
		}
	}
	return milestone
}

// due reads before or after, one of which places the milestone.
func (d *decoder) due(m mapping) *planning.Due {
	before, after, of := m.get("before"), m.get("after"), m.get("of")
	anchor := d.anchor(of)
	offset := before
	switch {
	case before.given() && after.given():
		d.failAt(m.keyAt("after"), after.path, nil, "and before cannot both be given")
	case after.given():
		offset = after
	case before.given():
	case of.given():
		d.failAt(m.keyAt("of"), of.path, nil, "tells what before or after counts from, and there is neither")
		return nil
	default:
		return nil
	}
	due := &planning.Due{Of: anchor, Offset: d.offset(offset)}
	if before.given() {
		due.Offset = due.Offset.Before()
	}
	return due
}

// anchor reads what is counted from: the id of an event, or a mapping.
func (d *decoder) anchor(v value) planning.Anchor {
	if _, _, ok := v.scalar(); ok {
		return planning.Anchor{Event: v.string()}
	}
	m, ok := v.mapping(anchorShape)
	if !ok {
		return planning.Anchor{}
	}
	if !m.get("number").given() && !m.get("part").given() { // without periods, these are faults of their own
		d.needsOne(m, "event", "milestone", "periods", "point")
	}
	a := planning.Anchor{
		Event: m.get("event").string(), Milestone: m.get("milestone").string(),
		Periods: m.get("periods").string(), Number: m.get("number").integer(), Part: m.get("part").string(),
		Point: planning.Point(m.get("point").word(pointWords)),
	}
	for _, name := range []string{"number", "part"} {
		if m.get(name).given() && !m.get("periods").given() && !d.touched[m.under("periods")] {
			d.failAt(m.keyAt(name), m.under(name), nil, "belongs to a period, and there are no periods")
			a.Number, a.Part = 0, ""
		}
	}
	if m.get("periods").given() && !m.get("number").given() && !d.touched[m.under("number")] {
		m.missing("number", "expected the number of a period")
	}
	return a
}

func (d *decoder) offset(v value) planning.Offset {
	m, ok := v.mapping(offsetShape)
	if !ok {
		return planning.Offset{}
	}
	o := planning.Offset{
		Months: m.get("months").amount(planning.MaxMonths), Weeks: m.get("weeks").amount(planning.MaxWeeks),
		Days: m.get("days").amount(planning.MaxDays), Workdays: m.get("working-days").amount(planning.MaxDays),
		Roll: planning.Roll(m.get("roll").word(rollWords)),
	}
	o.At = d.placeOf(m, "working-days", "roll")
	d.needsOne(m, "months", "weeks", "days", "working-days")
	if o.At == nil {
		o.Workdays, o.Roll = 0, planning.Stay // what is wrong with at is told already
	}
	return o
}

func (d *decoder) duration(v value) planning.Duration {
	m, ok := v.mapping(durationShape)
	if !ok {
		return planning.Duration{}
	}
	t := planning.Duration{
		Weeks: m.get("weeks").amount(planning.MaxWeeks), Days: m.get("days").amount(planning.MaxDays),
		Workdays: m.get("working-days").amount(planning.MaxDays),
	}
	t.At = d.placeOf(m, "working-days")
	d.needsOne(m, "weeks", "days", "working-days")
	if t.At == nil {
		t.Workdays = 0
	}
	return t
}

// placeOf reads the place whose working days the keys named need.
func (d *decoder) placeOf(m mapping, needing ...string) *calendar.Workdays {
	at := m.get("at")
	needed := false
	for _, name := range needing {
		needed = needed || m.get(name).given()
	}
	switch {
	case needed && !at.given() && !d.touched[at.path]:
		m.missing("at", "expected the id of a place, or "+weekdays)
	case !needed && at.given():
		d.failAt(m.keyAt("at"), at.path, nil, "belongs to %s, and there are none", list(needing))
	}
	return d.at(at)
}

// needsOne reports a mapping that has none of the keys of which it needs one.
func (d *decoder) needsOne(m mapping, units ...string) {
	for _, u := range units {
		if m.get(u).given() {
			return
		}
	}
	if !d.touched[m.path] {
		m.fail("expected %s", list(units))
	}
}

// amount reads a number from 0 to a greatest one.
func (v value) amount(most int) int {
	n := v.integer()
	if n < 0 || n > most {
		v.fail("expected a number from 0 to %d, found %d", most, n)
		return 0
	}
	return n
}

// refusePlan reports the faults that [planning.Check] finds, each at its place, but not
// those that only follow from others, nor those of milestones that stand in another plan.
func (d *decoder) refusePlan(at mapping, p planning.Plan, places []mapping, inherited int, err error) {
	if err == nil {
		return
	}
	unread := d.touched[at.under("like")] || d.touched[at.under("milestones")] // so that a milestone may be missing
	for _, err := range split(err) {
		var e *planning.Error
		if !errors.As(err, &e) {
			d.failAt(at.at(), at.path, err, "%v", err)
			continue
		}
		m := at
		missing := false
		if e.Index >= 0 {
			if e.Index < inherited {
				continue
			}
			m = places[e.Index-inherited]
			due := p.Milestones[e.Index].Due
			missing = unread && errors.Unwrap(e) == nil && (e.Field == "needs" || e.Field == "of" && due != nil && due.Of.Milestone != "")
		}
		if missing || d.touched[m.under(e.Field)] {
			continue
		}
		v := m.get(e.Field)
		if e.Field == "needs" && errors.Unwrap(e) == nil {
			v = v.items()[e.Item]
		}
		place := m.at()
		if v.given() {
			place = v.at()
		}
		d.failAt(place, v.path, e, "%s", e.Reason)
	}
}
