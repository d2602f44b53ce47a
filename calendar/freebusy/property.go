package freebusy

import (
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"
)

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }

// nameOf returns the name of a component in capitals, or "" of one that is nil or of a type
// that golang-ical does not have.
func nameOf(c ics.Component) string {
	switch c := c.(type) {
	case *ics.VEvent:
		if c != nil {
			return "VEVENT"
		}
	case *ics.VBusy:
		if c != nil {
			return "VFREEBUSY"
		}
	case *ics.GeneralComponent:
		if c != nil {
			return strings.ToUpper(c.Token)
		}
	}
	return ""
}

// valueOf returns the value of the first property with a name; ok is false if there is none.
func valueOf(c ics.Component, name string) (value string, ok bool) {
	properties := c.UnknownPropertiesIANAProperties()
	for i := range properties {
		if p := &properties[i].BaseProperty; equalFold(p.IANAToken, name) {
			return strings.TrimSpace(p.Value), true
		}
	}
	return "", false
}

// parameterOf returns the first value of a parameter, or "".
func parameterOf(p *ics.BaseProperty, name string) string {
	if values := p.ICalParameters[name]; len(values) > 0 {
		return values[0]
	}
	var keys []string
	for key := range p.ICalParameters {
		if equalFold(key, name) && len(p.ICalParameters[key]) > 0 {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return p.ICalParameters[slices.Min(keys)][0]
}

// bare returns a calendar address without its mailto:.
func bare(address string) string {
	address = strings.TrimSpace(address)
	if len(address) >= 7 && equalFold(address[:7], "mailto:") {
		return address[7:]
	}
	return address
}

// propertiesOf returns what an event says of the time that it takes from the one with an
// address.
func propertiesOf(c ics.Component, address string) Properties {
	var p Properties
	busyStatus, given := "", false
	organizer, attendee, answered := false, false, ""
	properties := c.UnknownPropertiesIANAProperties()
	for i := range properties {
		b := &properties[i].BaseProperty
		switch strings.ToUpper(b.IANAToken) {
		case "TRANSP":
			p.Transp, given = strings.TrimSpace(b.Value), true
		case "STATUS":
			p.Status = strings.TrimSpace(b.Value)
		case "X-MICROSOFT-CDO-BUSYSTATUS":
			busyStatus = strings.ToUpper(strings.TrimSpace(b.Value))
		case "ORGANIZER":
			organizer = organizer || isAddress(b, address)
		case "ATTENDEE":
			if !attendee && isAddress(b, address) {
				attendee, answered = true, parameterOf(b, "PARTSTAT")
			}
		}
	}
	if attendee {
		p.PartStat = answered
		if answered == "" && !organizer { // the default of section 3.2.12; who convenes has not to answer
			p.PartStat = "NEEDS-ACTION"
		}
	}
	switch busyStatus {
	case "FREE", "WORKINGELSEWHERE":
		if !given {
			p.Transp = "TRANSPARENT"
		}
	case "TENTATIVE":
		p.Busy = Tentative.String()
	case "OOF":
		p.Busy = Unavailable.String()
	case "BUSY":
		if !given {
			p.Busy = Busy.String()
		}
	}
	return p
}

func isAddress(p *ics.BaseProperty, address string) bool {
	if address == "" {
		return false
	}
	return equalFold(bare(p.Value), address) || equalFold(bare(parameterOf(p, "EMAIL")), address)
}
