package ical

import (
	"maps"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// plainModel returns what a model means to be, whatever the order of its properties: names
// in capitals, and the properties of one name together, in their order.
func plainModel(cal *ics.Calendar) *plainComponent {
	c := &plainComponent{name: "VCALENDAR"}
	for i := range cal.CalendarProperties {
		c.addModel(&cal.CalendarProperties[i].BaseProperty)
	}
	return c.finish(cal.Components)
}

func (c *plainComponent) addModel(p *ics.BaseProperty) {
	name, _, _ := strings.Cut(strings.ToUpper(p.IANAToken), ";")
	params := maps.Clone(p.ICalParameters)
	maps.DeleteFunc(params, func(_ string, values []string) bool { return len(values) == 0 })
	if len(params) == 0 {
		params = nil
	}
	c.properties = append(c.properties, plainProperty{name, params, p.Value})
}

func (c *plainComponent) finish(children []ics.Component) *plainComponent {
	slices.SortStableFunc(c.properties, func(a, b plainProperty) int { return strings.Compare(a.name, b.name) })
	for _, child := range children {
		name, _ := componentName(child)
		inner := &plainComponent{name: strings.ToUpper(name)}
		properties := child.UnknownPropertiesIANAProperties()
		for i := range properties {
			inner.addModel(&properties[i].BaseProperty)
		}
		c.components = append(c.components, inner.finish(child.SubComponents()))
	}
	return c
}

// byName returns c with the properties of each component by name, those of one name in
// their order.
func (c *plainComponent) byName() *plainComponent {
	slices.SortStableFunc(c.properties, func(a, b plainProperty) int { return strings.Compare(a.name, b.name) })
	for _, inner := range c.components {
		inner.byName()
	}
	return c
}
