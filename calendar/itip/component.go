package itip

import (
	"maps"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// A Property is a property of a component as a plain value. Name and the names of
// parameters are in capitals. Value is what the property means, as in the model of package
// ical: a text in it has no backslashes.
type Property struct {
	Name       string              `json:"name"`
	Parameters map[string][]string `json:"parameters,omitempty"`
	Value      string              `json:"value"`
}

// Parameter returns the first value of a parameter, or "". Name is in capitals.
func (p Property) Parameter(name string) string {
	if values := p.Parameters[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// With returns the property with a parameter set, or taken away where no value is given.
// p itself is not changed.
func (p Property) With(name string, values ...string) Property {
	p = p.clone()
	if len(values) == 0 {
		delete(p.Parameters, name)
		if len(p.Parameters) == 0 {
			p.Parameters = nil
		}
		return p
	}
	if p.Parameters == nil {
		p.Parameters = make(map[string][]string, 1)
	}
	p.Parameters[name] = slices.Clone(values)
	return p
}

func (p Property) clone() Property {
	if len(p.Parameters) == 0 {
		p.Parameters = nil
		return p
	}
	parameters := make(map[string][]string, len(p.Parameters))
	for name, values := range p.Parameters {
		parameters[name] = slices.Clone(values)
	}
	p.Parameters = parameters
	return p
}

// equal compares properties, parameters in any order.
func (p Property) equal(q Property) bool {
	return p.Name == q.Name && p.Value == q.Value && maps.EqualFunc(p.Parameters, q.Parameters, slices.Equal)
}

// A Component is a component of a calendar as a plain value: comparable by its content,
// and with the same content after it has been written as JSON and read. It holds every
// property of the component that it was made of, those that nobody knows among them.
type Component struct {
	Name       string      `json:"name"`                 // in capital letters: VEVENT
	Properties []Property  `json:"properties,omitempty"` // in the order in which they stand
	Components []Component `json:"components,omitempty"` // those within it, such as alarms
}

// IsZero reports whether c is no component at all.
func (c Component) IsZero() bool { return c.Name == "" }

// Clone returns a copy that shares nothing with c.
func (c Component) Clone() Component {
	d := Component{Name: c.Name}
	for _, p := range c.Properties {
		d.Properties = append(d.Properties, p.clone())
	}
	for _, inner := range c.Components {
		d.Components = append(d.Components, inner.Clone())
	}
	return d
}

// Property returns the first property of a name, which is in capitals.
func (c Component) Property(name string) (p Property, ok bool) {
	for _, p := range c.Properties {
		if p.Name == name {
			return p, true
		}
	}
	return Property{}, false
}

// Value returns the value of the first property of a name, which is in capitals, or "".
func (c Component) Value(name string) string {
	p, _ := c.Property(name)
	return p.Value
}

// All returns the properties of a name, which is in capitals, in their order.
func (c Component) All(name string) []Property {
	var all []Property
	for _, p := range c.Properties {
		if p.Name == name {
			all = append(all, p)
		}
	}
	return all
}

// has reports whether there is a property of a name.
func (c Component) has(name string) bool {
	_, ok := c.Property(name)
	return ok
}

// set puts properties, all of one name, in the place of those of their name, or behind
// all others.
func (c *Component) set(properties ...Property) {
	if len(properties) == 0 {
		return
	}
	name := properties[0].Name
	at := slices.IndexFunc(c.Properties, func(p Property) bool { return p.Name == name })
	if at < 0 {
		at = len(c.Properties)
	}
	c.remove(name)
	c.Properties = slices.Insert(c.Properties, at, properties...)
}

// setValue sets a property without parameters.
func (c *Component) setValue(name, value string) { c.set(Property{Name: name, Value: value}) }

// remove takes the properties of some names away.
func (c *Component) remove(names ...string) {
	c.Properties = slices.DeleteFunc(c.Properties, func(p Property) bool { return slices.Contains(names, p.Name) })
}

// ComponentOf returns a component of the model as a plain value. Names become capitals,
// and octets that are not UTF-8 become U+FFFD, as the writer of package ical has them. It is
// the zero Component for nil and for types that golang-ical does not have.
//
// Components more than 16 deep within one another, which nothing here reads or writes, are
// left out.
func ComponentOf(c ics.Component) Component { return componentOf(c, maxDepth) }

const maxDepth = 16

func componentOf(c ics.Component, depth int) Component {
	name, base := baseOf(c)
	if base == nil || depth == 0 {
		return Component{}
	}
	d := Component{Name: strings.ToUpper(name)}
	for _, p := range base.Properties {
		d.Properties = append(d.Properties, propertyOf(p.BaseProperty))
	}
	for _, inner := range base.Components {
		if e := componentOf(inner, depth-1); !e.IsZero() {
			d.Components = append(d.Components, e)
		}
	}
	return d
}

func propertyOf(p ics.BaseProperty) Property {
	q := Property{Name: strings.ToUpper(p.IANAToken), Value: strings.ToValidUTF8(p.Value, "\uFFFD")}
	// Names that differ in case alone are one parameter, with its values in one order.
	for _, name := range slices.Sorted(maps.Keys(p.ICalParameters)) {
		if q.Parameters == nil {
			q.Parameters = make(map[string][]string, len(p.ICalParameters))
		}
		for _, v := range p.ICalParameters[name] {
			q.Parameters[strings.ToUpper(name)] = append(q.Parameters[strings.ToUpper(name)], strings.ToValidUTF8(v, "\uFFFD"))
		}
	}
	return q
}

// baseOf returns what a component of the model consists of; nil for what is none.
func baseOf(c ics.Component) (name string, base *ics.ComponentBase) {
	switch c := c.(type) {
	case *ics.VEvent:
		if c != nil {
			return "VEVENT", &c.ComponentBase
		}
	case *ics.VTodo:
		if c != nil {
			return "VTODO", &c.ComponentBase
		}
	case *ics.VJournal:
		if c != nil {
			return "VJOURNAL", &c.ComponentBase
		}
	case *ics.VBusy:
		if c != nil {
			return "VFREEBUSY", &c.ComponentBase
		}
	case *ics.VTimezone:
		if c != nil {
			return "VTIMEZONE", &c.ComponentBase
		}
	case *ics.VAlarm:
		if c != nil {
			return "VALARM", &c.ComponentBase
		}
	case *ics.Standard:
		if c != nil {
			return "STANDARD", &c.ComponentBase
		}
	case *ics.Daylight:
		if c != nil {
			return "DAYLIGHT", &c.ComponentBase
		}
	case *ics.GeneralComponent:
		if c != nil {
			return c.Token, &c.ComponentBase
		}
	}
	return "", nil
}

// Model returns the component in the model of golang-ical, with which it shares nothing.
func (c Component) Model() ics.Component {
	var base ics.ComponentBase
	for _, p := range c.Properties {
		base.Properties = append(base.Properties, ics.IANAProperty{BaseProperty: p.model()})
	}
	for _, inner := range c.Components {
		base.Components = append(base.Components, inner.Model())
	}
	switch c.Name {
	case "VEVENT":
		return &ics.VEvent{ComponentBase: base}
	case "VTODO":
		return &ics.VTodo{ComponentBase: base}
	case "VJOURNAL":
		return &ics.VJournal{ComponentBase: base}
	case "VFREEBUSY":
		return &ics.VBusy{ComponentBase: base}
	case "VTIMEZONE":
		return &ics.VTimezone{ComponentBase: base}
	case "VALARM":
		return &ics.VAlarm{ComponentBase: base}
	case "STANDARD":
		return &ics.Standard{ComponentBase: base}
	case "DAYLIGHT":
		return &ics.Daylight{ComponentBase: base}
	}
	return &ics.GeneralComponent{ComponentBase: base, Token: c.Name}
}

func (p Property) model() ics.BaseProperty {
	q := p.clone()
	if q.Parameters == nil {
		q.Parameters = map[string][]string{}
	}
	return ics.BaseProperty{IANAToken: q.Name, ICalParameters: q.Parameters, Value: q.Value}
}
