package itip

import (
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// definitions returns a VTIMEZONE for each TZID that some events use, by name: that of the
// time zone database where it has the zone, and else that of the meeting.
func (m Meeting) definitions(place string, events []Component) ([]Component, error) {
	uses := make(map[string][2]time.Time)
	for _, event := range events {
		collectZones(uses, event)
	}
	names := make([]string, 0, len(uses))
	for name := range uses {
		names = append(names, name)
	}
	slices.Sort(names)
	zones := m.zones()
	var definitions []Component
	for _, name := range names {
		loc, err := zones.zones.Location(name)
		if err != nil {
			return nil, &Error{place + ", TZID", err.Error(), err}
		}
		if own := m.definition(name); own != nil && loc.String() == name && !isIANA(name) {
			definitions = append(definitions, *own)
			continue
		}
		span := uses[name]
		// Some readers want an onset of summer time and one of winter time before the event.
		if before := span[0].AddDate(-1, 0, 0); before.Year() > 0 {
			span[0] = before
		}
		zone, err := ical.Timezone(loc, span[0], span[1])
		if err != nil {
			return nil, &Error{place + ", TZID", err.Error(), err}
		}
		definition := ComponentOf(zone)
		definition.setValue("TZID", name)
		definitions = append(definitions, definition)
	}
	return definitions, nil
}

// definition returns the meeting's own VTIMEZONE for a TZID, or nil.
func (m Meeting) definition(tzid string) *Component {
	for i, zone := range m.Zones {
		if zone.Value("TZID") == tzid {
			return &m.Zones[i]
		}
	}
	return nil
}

func isIANA(name string) bool {
	loc, err := time.LoadLocation(name)
	return err == nil && name != "" && loc != time.Local
}

// collectZones notes the TZIDs of a component with the first and last times at which
// they are used.
func collectZones(uses map[string][2]time.Time, c Component) {
	for _, p := range c.Properties {
		tzid := p.Parameter("TZID")
		if tzid == "" {
			continue
		}
		span, known := uses[tzid]
		for value := range strings.SplitSeq(p.Value, ",") {
			start, _, _ := strings.Cut(value, "/")
			t, err := time.Parse(localForm, start)
			if err != nil {
				continue
			}
			if span[0].IsZero() || t.Before(span[0]) {
				span[0] = t
			}
			if t.After(span[1]) {
				span[1] = t
			}
		}
		if !known || !span[0].IsZero() {
			uses[tzid] = span
		}
	}
	for _, inner := range c.Components {
		collectZones(uses, inner)
	}
}

// keepZones takes the VTIMEZONEs of a message over into the meeting, unless IANA's time
// zone database has the zones.
func (m *Meeting) keepZones(cal *ics.Calendar) {
	for _, c := range cal.Components {
		zone, ok := c.(*ics.VTimezone)
		if !ok || zone == nil {
			continue
		}
		definition := ComponentOf(zone)
		if tzid := definition.Value("TZID"); tzid == "" || isIANA(tzid) {
			continue
		} else if own := m.definition(tzid); own != nil {
			*own = definition
		} else {
			m.Zones = append(m.Zones, definition)
		}
	}
}

// dropZones forgets the VTIMEZONEs that no event of the meeting uses any more.
func (m *Meeting) dropZones() {
	uses := make(map[string][2]time.Time)
	for _, c := range m.components() {
		collectZones(uses, c)
	}
	m.Zones = slices.DeleteFunc(m.Zones, func(zone Component) bool {
		_, used := uses[zone.Value("TZID")]
		return !used
	})
	m.Zones = orNil(m.Zones)
}
