package ical

import (
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// A documentBuilder puts parts together into calendars, and looks at what only all of
// them together tell.
type documentBuilder struct {
	d         *Decoder
	calendars []*ics.Calendar
	parts     []placedPart
	memory    int64                    // what they take, as estimated
	begun     int                      // the first of parts in the calendar being read
	zones     map[string]zoneKnowledge // of TZIDs without VTIMEZONE
	undefined *Zones                   // finds these
}

// A placedPart is a component with what decides whether it stays.
type placedPart struct {
	entry
	out bool
}

// A zoneKnowledge is what is known of a TZID without VTIMEZONE.
type zoneKnowledge struct {
	location *time.Location // nil if nobody knows it
	reported bool
}

// add takes the next component or the end of a calendar.
func (b *documentBuilder) add(e entry) {
	if e.Component != nil {
		if b.memory += e.memory; b.memory > b.d.limits.Memory {
			b.d.stop(limitError(e.Line, "octets of memory for the model", b.d.limits.Memory))
			return
		}
		b.parts = append(b.parts, placedPart{entry: e})
		return
	}
	for i := b.begun; i < len(b.parts); i++ {
		if p := &b.parts[i]; len(p.uses) > 0 {
			b.resolveZones(p)
		}
	}
	b.begun = len(b.parts)
	b.calendars = append(b.calendars, e.Calendar)
}

// finish puts what stays into the calendars.
func (b *documentBuilder) finish() {
	series := b.resolveDuplicates()
	b.checkOverrides(series)
	for i := range b.parts {
		if p := &b.parts[i]; !p.out {
			p.Calendar.Components = append(p.Calendar.Components, p.Component)
		}
	}
}

// report notes a defect of a component.
func (b *documentBuilder) report(p *placedPart, g Diagnostic) {
	g.Component, _ = componentName(p.Component)
	g.UID = valueOf(p.Component, propUID)
	if g.Line == 0 {
		g.Line = p.Line
	}
	b.d.report(g)
}

// resolveZones looks at the TZIDs of a component that had no VTIMEZONE before it.
func (b *documentBuilder) resolveZones(p *placedPart) {
	var unknown map[string]bool
	for _, use := range p.uses {
		if b.d.head.zones[use.zone] {
			continue
		}
		known, ok := b.zones[use.zone]
		if !ok {
			if b.zones == nil {
				b.zones = map[string]zoneKnowledge{}
			}
			known.location, _ = b.undefined.Location(use.zone)
		}
		switch {
		case known.location == nil:
			b.report(p, Diagnostic{
				Line: use.line, Code: CodeUnknownZone, Effect: LeftOut, Property: use.property,
				Reason: "TZID " + quote(use.zone) + " has no VTIMEZONE, and is no name of a zone",
			})
			if unknown == nil {
				unknown = map[string]bool{}
			}
			unknown[use.zone] = true
			p.out = p.out || use.property == "DTSTART"
		case !known.reported && !strings.HasPrefix(use.zone, "/"):
			known.reported = true
			b.report(p, Diagnostic{
				Line: use.line, Code: CodeUndefinedZone, Effect: Noted, Property: use.property,
				Reason: "TZID " + quote(use.zone) + " has no VTIMEZONE; it is taken for " + known.location.String(),
			})
		}
		b.zones[use.zone] = known
	}
	if len(unknown) > 0 && !p.out {
		base := baseOf(p.Component)
		base.Properties = slices.DeleteFunc(base.Properties, func(p ics.IANAProperty) bool {
			zone := p.ICalParameters["TZID"]
			return len(zone) > 0 && unknown[zone[0]]
		})
	}
}

// baseOf returns what all components of the model have.
func baseOf(c ics.Component) *ics.ComponentBase {
	switch c := c.(type) {
	case *ics.VEvent:
		return &c.ComponentBase
	case *ics.VTodo:
		return &c.ComponentBase
	case *ics.VJournal:
		return &c.ComponentBase
	case *ics.VBusy:
		return &c.ComponentBase
	case *ics.VTimezone:
		return &c.ComponentBase
	case *ics.VAlarm:
		return &c.ComponentBase
	case *ics.Standard:
		return &c.ComponentBase
	case *ics.Daylight:
		return &c.ComponentBase
	case *ics.GeneralComponent:
		return &c.ComponentBase
	}
	return nil
}

// propertyOf returns the first property of a kind of a component; nil if there is none.
func propertyOf(c ics.Component, id propertyID) *ics.BaseProperty {
	return lookUp(c.UnknownPropertiesIANAProperties(), id)
}

func valueOf(c ics.Component, id propertyID) string {
	return valueIn(c.UnknownPropertiesIANAProperties(), id)
}
