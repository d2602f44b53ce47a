package ical

import (
	"slices"
	"strconv"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar"
)

// revised returns a copy of a component in which it says of an event what has changed.
func (a *applier) revised(s *source, before, after calendar.Event) ics.Component {
	c := copyOf(s.Component)
	base := baseOf(c)
	set := func(id propertyID, was, is string) {
		if was != is {
			setValue(base, id, is)
		}
	}
	if before.Title != after.Title || isOurs(s) && (before.When != after.When || before.Status != after.Status) {
		title := after.Title
		if isOurs(s) && !after.When.IsZero() {
			at, _ := standOf(after)
			title, _ = summary(after, at)
		}
		setValue(base, propSummary, title)
	}
	set(propDescription, before.Summary, after.Summary)
	if before.Place != after.Place || before.Format != after.Format {
		place := after.Place
		if place == "" && after.Format == calendar.Virtual {
			place = allPhrases[0].online
		}
		setValue(base, propLocation, place)
	}
	set(propGeo, geoText(before.Geo), geoText(after.Geo))
	if !slices.Equal(before.Organizers, after.Organizers) {
		// Of whom no address is known, there is no ORGANIZER.
		remove(base, propOrganizer, propContact)
		for _, name := range after.Organizers {
			base.AddProperty("CONTACT", name)
		}
	}
	if before.Kind != after.Kind {
		a.setKind(base, before.Kind, after.Kind)
	}
	if before.Status != after.Status {
		setValue(base, propStatus, statusOf(s.name, after.Status))
		if lookUpOther(base.Properties, statusProperty) != nil {
			setNamed(base, statusProperty, string(after.Status))
		}
	}
	if before.When != after.When && !after.When.IsZero() {
		remove(base, propDTStart, propDTEnd, propDue, propDuration)
		a.place(base, s.name, after)
	}
	sequence, _ := strconv.Atoi(s.value(propSequence))
	setValue(base, propSequence, strconv.Itoa(sequence+max(after.Sequence-before.Sequence, 1)))
	modified := a.cal.Modified(after)
	for _, id := range []propertyID{propDTStamp, propLastModified} {
		if p := lookUp(base.Properties, id); p == nil && id == propDTStamp || p != nil && stampOf(p.Value).Before(modified) {
			setValue(base, id, modified.Format(utcLayout))
		}
	}
	return c
}

// place says in a component when an event is.
func (a *applier) place(c *ics.ComponentBase, name string, ev calendar.Event) {
	at, ok := standOf(ev)
	_, startTimed := ev.When.Start()
	switch {
	case name == "VTODO":
		if last, ok := ev.When.Latest(); ok {
			at = stand{first: last, last: last}
		}
		if start, timed := ev.When.Start(); timed {
			end, ended := ev.When.End()
			if !ended {
				end = start
			}
			a.feed.addTime(c, "DUE", end)
		} else if ok {
			c.AddProperty("DUE", dateText(at.last), ics.WithValue("DATE"))
		}
	case startTimed:
		start, _ := ev.When.Start()
		a.feed.addTime(c, "DTSTART", start)
		if end, ok := ev.When.End(); ok && name != "VJOURNAL" {
			a.feed.addTime(c, "DTEND", end)
		}
	case ok:
		var e ics.VEvent
		addDays(&e, at.first, at.last)
		c.Properties = append(c.Properties, e.Properties...)
		if name == "VJOURNAL" {
			remove(c, propDTEnd)
		}
	default: // "not before", or no day at all
		if first, begins := ev.When.Earliest(); begins {
			c.AddProperty("DTSTART", dateText(first), ics.WithValue("DATE"))
		}
	}
	if !ev.When.IsExact() || lookUpOther(c.Properties, whenProperty) != nil {
		setNamed(c, whenProperty, ev.When.String())
	}
}

// setKind puts one kind in the place of another one among the categories.
func (a *applier) setKind(c *ics.ComponentBase, before, after calendar.Kind) {
	if lookUpOther(c.Properties, kindProperty) != nil {
		setNamed(c, kindProperty, string(after))
	}
	in := allPhrases[0].language
	for i := range c.Properties {
		p := &c.Properties[i].BaseProperty
		if lookUpName(p.IANAToken) != propCategories {
			continue
		}
		items := TextItems(p.Value)
		for j, item := range items {
			if calendar.Kind(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(item)), " ", "-")) == before {
				items[j] = category(after, in)
				p.Value = TextList(items...)
				return
			}
		}
	}
	c.Properties = slices.Insert(c.Properties, 0, ics.IANAProperty{BaseProperty: ics.BaseProperty{
		IANAToken: nameOf(propCategories), Value: TextList(category(after, in)), ICalParameters: map[string][]string{},
	}})
}

// statusOf returns the STATUS of a component with a name.
func statusOf(name string, s calendar.Status) string {
	switch name {
	case "VTODO":
		return todoStatus(s)
	case "VJOURNAL":
		switch s {
		case calendar.Cancelled:
			return "CANCELLED"
		case calendar.Projected:
			return "DRAFT"
		}
		return "FINAL"
	}
	return status(s)
}

// copyOf returns a component that can be changed without changing another one.
func copyOf(c ics.Component) ics.Component {
	base := *baseOf(c)
	base.Properties, base.Components = slices.Clone(base.Properties), slices.Clone(base.Components)
	switch c := c.(type) {
	case *ics.VTodo:
		return &ics.VTodo{ComponentBase: base}
	case *ics.VJournal:
		return &ics.VJournal{ComponentBase: base}
	case *ics.GeneralComponent:
		return &ics.GeneralComponent{ComponentBase: base, Token: c.Token}
	}
	return &ics.VEvent{ComponentBase: base}
}

func remove(c *ics.ComponentBase, ids ...propertyID) {
	c.Properties = slices.DeleteFunc(c.Properties, func(p ics.IANAProperty) bool { return slices.Contains(ids, lookUpName(p.IANAToken)) })
}

// setValue sets the value of a property, whose parameters stay but for ALTREP and LANGUAGE;
// an empty one takes it away.
func setValue(c *ics.ComponentBase, id propertyID, value string) {
	if value == "" {
		remove(c, id)
		return
	}
	setNamed(c, nameOf(id), value)
}

func setNamed(c *ics.ComponentBase, name, value string) {
	p := lookUpOther(c.Properties, name)
	if p == nil {
		c.AddProperty(ics.ComponentProperty(name), value)
		return
	}
	parameters := make(map[string][]string)
	for key, values := range p.ICalParameters {
		if !equalFold(key, "ALTREP") && !equalFold(key, "LANGUAGE") {
			parameters[key] = values
		}
	}
	p.Value, p.ICalParameters = value, parameters
}
