package ical

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// Apply returns the model with what a calendar says otherwise than im.Calendar does: one
// that was built from im.Definition with layers added, or with its elements changed.
//
// What has not changed is in it as it was: the same components, with all their properties,
// those that nobody knows among them. Of what has changed the components are copies in
// which only the properties that say it are others, LAST-MODIFIED and DTSTAMP are as
// [calendar.Calendar.Modified] has them if that is later, and SEQUENCE is higher. An
// occurrence that is told otherwise than its series has becomes a component with a
// RECURRENCE-ID, after the others of its UID. What the calendar does not have any more is
// left out, and what it has besides is as [FromCalendar] writes it.
//
// The error wraps [ErrValue] if the pattern of a series has become one that cannot be
// written into its component: another than a [calendar.BySet], or one with other overrides.
func (im *Import) Apply(cal *calendar.Calendar) (*ics.Calendar, error) {
	a := applier{Import: im, cal: cal, instead: map[ics.Component][]ics.Component{}, changed: map[string][]calendar.Event{}}
	for ev := range cal.Events() {
		if ev.Series != "" {
			a.changed[ev.Series] = append(a.changed[ev.Series], ev)
		}
	}
	for i := range im.Entries {
		if err := a.entry(i); err != nil {
			return nil, err
		}
	}
	added, err := a.added()
	if err != nil {
		return nil, err
	}
	model := *im.Model
	model.CalendarProperties = a.head()
	model.Components = make([]ics.Component, 0, len(im.Model.Components))
	for _, c := range im.Model.Components {
		if isComponent(c) {
			if instead, ok := a.instead[c]; ok {
				model.Components = append(model.Components, instead...)
				continue
			}
		}
		model.Components = append(model.Components, c)
	}
	model.Components = append(model.Components, added...)
	return &model, a.defineZones(&model)
}

func isComponent(c ics.Component) bool {
	_, ok := componentName(c)
	return ok
}

// An applier works out what becomes of the components of an import.
type applier struct {
	*Import
	cal     *calendar.Calendar
	instead map[ics.Component][]ics.Component
	changed map[string][]calendar.Event // those that are recorded, by series
	feed    feed                        // gathers the zones in use
}

// head returns the calendar's own properties.
func (a *applier) head() []ics.CalendarProperty {
	properties := slices.Clone(a.Model.CalendarProperties)
	set := func(was, is string, ids ...propertyID) {
		if was == is {
			return
		}
		found := false
		for i := range properties {
			if slices.Contains(ids, lookUpName(properties[i].IANAToken)) {
				properties[i].Value, found = is, true
			}
		}
		if !found {
			p := ics.CalendarProperty{}
			p.IANAToken, p.Value, p.ICalParameters = nameOf(ids[0]), is, map[string][]string{}
			properties = append(properties, p)
		}
	}
	set(a.Calendar.Title(), a.cal.Title(), propName, propXWRCalName)
	set(a.Calendar.Description(), a.cal.Description(), propDescription, propXWRCalDesc)
	set(a.Calendar.Revision().UTC().Format(utcLayout), a.cal.Revision().UTC().Format(utcLayout), propLastModified)
	return properties
}

func nameOf(id propertyID) string { return properties[id].name }

// entry works out what becomes of the components of an entry.
func (a *applier) entry(i int) error {
	e := &a.Entries[i]
	if e.of != nil {
		return nil
	}
	id := a.ids[i]
	if was, ok := a.Calendar.Series(id); ok {
		is, ok := a.cal.Series(id)
		if !ok {
			a.leaveOut(e)
			return nil
		}
		return a.series(e, was, is)
	}
	was, _ := a.Calendar.Event(id)
	is, ok := a.cal.Event(id)
	switch {
	case !ok:
		a.leaveOut(e)
	case !alike(was, is):
		a.instead[e.Component] = []ics.Component{a.revised(e.master, was, is)}
	}
	return nil
}

func (a *applier) leaveOut(e *Entry) {
	a.instead[e.Component] = nil
	for _, o := range e.Overrides {
		a.instead[o] = nil
	}
}

// alike reports whether two events say the same of all that a component says.
func alike(a, b calendar.Event) bool {
	return a.Title == b.Title && a.Summary == b.Summary && a.Kind == b.Kind && a.When == b.When && a.Status == b.Status &&
		a.Place == b.Place && a.Geo == b.Geo && a.Format == b.Format && slices.Equal(a.Organizers, b.Organizers)
}

// whole is a series as an event, to compare it and to write it.
func whole(s calendar.Series) calendar.Event {
	ev := (&ruleSeries{Series: s}).whole()
	ev.When, ev.Geo, ev.Sequence, ev.Revised = calendar.When{}, s.Geo, len(s.Revised), s.Revised
	return ev
}

func (a *applier) series(e *Entry, was, is calendar.Series) error {
	if before, after := whole(was), whole(is); !alike(before, after) || !reflect.DeepEqual(was.Pattern, is.Pattern) {
		c := a.revised(e.master, before, after)
		if !reflect.DeepEqual(was.Pattern, is.Pattern) {
			if err := a.rewriteSet(baseOf(c), was, is); err != nil {
				return err
			}
		}
		a.instead[e.Component] = []ics.Component{c}
	}
	told := make(map[string]bool)
	var more []ics.Component
	for _, ev := range a.changed[is.ID] {
		if ev.Occurrence == "" {
			continue
		}
		told[ev.Occurrence] = true
		before, had := a.Calendar.Event(ev.ID)
		if had && alike(before, ev) {
			continue
		}
		o, replaced := a.sources[is.ID+"/"+ev.Occurrence]
		if replaced && o.Component != e.Component {
			a.instead[o.Component] = []ics.Component{a.revised(o.source, before, ev)}
			continue
		}
		if c, ok := a.newOverride(e, is, before, ev); ok {
			more = append(more, c)
		}
	}
	pattern, _ := was.Pattern.(calendar.BySet)
	for j, v := range e.Set.Overrides {
		if key := pattern.Key(v.ID); v.Range == recurrence.ThisOnly && !told[key] {
			a.instead[e.Overrides[j]] = nil // nothing is said of it any more
		}
	}
	if len(more) == 0 {
		return nil
	}
	last := e.Component
	for _, c := range a.Model.Components {
		if slices.Contains(e.Overrides, c) {
			last = c
		}
	}
	kept, ok := a.instead[last]
	if !ok {
		kept = []ics.Component{last}
	}
	a.instead[last] = append(kept, more...)
	return nil
}

// rewriteSet writes the set of a series in the place of another one.
func (a *applier) rewriteSet(c *ics.ComponentBase, was, is calendar.Series) error {
	before, _ := was.Pattern.(calendar.BySet)
	after, ok := is.Pattern.(calendar.BySet)
	if !ok || !reflect.DeepEqual(before.Set.Overrides, after.Set.Overrides) {
		return fmt.Errorf("ical: %w: the pattern of series %s cannot be written into its component", ErrValue, is.ID)
	}
	set := after.Set
	set.Overrides = nil
	text, err := set.AppendText(nil)
	if err != nil {
		return fmt.Errorf("ical: %w: series %s: %w", ErrValue, is.ID, err)
	}
	remove(c, propDTStart, propDTEnd, propDue, propDuration, propRRule, propExRule, propRDate, propExDate)
	addContentLines(c, string(text))
	a.feed.useMoment(set.Start)
	for _, m := range set.RDates {
		a.feed.useMoment(m)
	}
	return nil
}

// newOverride makes the component of an occurrence that its series' has told so far.
func (a *applier) newOverride(e *Entry, s calendar.Series, before, after calendar.Event) (ics.Component, bool) {
	p, ok := s.Pattern.(calendar.BySet)
	if !ok {
		return nil, false
	}
	ss := &setSeries{pattern: p, set: p.Set}
	id, ok := ss.keyed(after.Occurrence)
	if !ok {
		return nil, false
	}
	before.Status = s.Status
	c := a.revised(e.master, before, after)
	base := baseOf(c)
	remove(base, propRRule, propExRule, propRDate, propExDate, propRecurrenceID)
	remove(base, propDTStart, propDTEnd, propDue, propDuration)
	w := after.When
	if w.IsZero() {
		w = before.When
	}
	if w.IsZero() {
		w = momentWhen(id)
	}
	a.place(base, e.master.name, calendar.Event{When: w, Kind: after.Kind})
	name, params, value := momentLine(p.Set.Start, id)
	base.AddProperty(name, value, params...)
	a.feed.useMoment(id)
	return c, true
}

// added returns what the calendar has that the model has not.
func (a *applier) added() ([]ics.Component, error) {
	known := make(map[string]bool, len(a.ids))
	for _, id := range a.ids {
		known[id] = true
	}
	isNew := func(e calendar.Entry) bool {
		if e.Series != "" && e.Occurrence != "" {
			return !known[e.Series]
		}
		return !known[e.ID]
	}
	some := false
	for s := range a.cal.AllSeries() {
		some = some || !known[s.ID]
	}
	for ev := range a.cal.Events() {
		some = some || isNew(calendar.Entry{Event: ev})
	}
	if !some {
		return nil, nil
	}
	feed, err := FromCalendar(a.cal, FeedOptions{Filters: []calendar.Filter{isNew}})
	if err != nil {
		return nil, err
	}
	var added []ics.Component
	for _, c := range feed.Components {
		if zone, ok := c.(*ics.VTimezone); ok {
			if loc, err := loadIANA(valueIn(zone.Properties, propTZID)); err == nil {
				a.feed.useZone(zonesFrom.In(loc))
			}
			continue
		}
		added = append(added, c)
	}
	return added, nil
}

// defineZones adds the VTIMEZONEs of zones that are used and not defined.
func (a *applier) defineZones(model *ics.Calendar) error {
	defined := make(map[string]bool)
	for _, c := range model.Components {
		if zone, ok := c.(*ics.VTimezone); ok && zone != nil {
			defined[valueIn(zone.Properties, propTZID)] = true
		}
	}
	a.feed.zones = slices.DeleteFunc(a.feed.zones, func(loc *time.Location) bool { return defined[loc.String()] })
	zones, err := a.feed.timezones()
	model.Components = slices.Concat(zones, model.Components)
	return err
}
