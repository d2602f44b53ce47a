package itip

import (
	"slices"
	"strings"
)

// An Agent is the value of SCHEDULE-AGENT (RFC 6638, section 7.1): who sends the messages
// of the organizer to an attendee, or of an attendee to the organizer.
type Agent string

const (
	AgentServer Agent = "SERVER" // the calendar's server; the default
	AgentClient Agent = "CLIENT" // the application in which people keep their calendar
	AgentNone   Agent = "NONE"   // nobody: it is done by other means, or not at all
)

// sends reports whether who acts as an agent sends what a parameter SCHEDULE-AGENT
// assigns. Where the acting agent is not named, it acts as server and client in one. Of a
// value that is not known nobody sends, as RFC 6638 says of NONE.
func (a Agent) sends(p Property) bool {
	assigned := Agent(strings.ToUpper(p.Parameter("SCHEDULE-AGENT")))
	if assigned == "" {
		assigned = AgentServer
	}
	switch a {
	case "":
		return assigned == AgentServer || assigned == AgentClient
	default:
		return assigned == a
	}
}

// forced reports whether a message by a method is to be sent even where nothing asks for
// it (SCHEDULE-FORCE-SEND; RFC 6638, section 7.2).
func forced(p Property, method string) bool {
	return strings.EqualFold(p.Parameter("SCHEDULE-FORCE-SEND"), method)
}

// scheduleParameters are for a calendar's server alone, and never in a message (RFC 6638,
// section 7).
var scheduleParameters = []string{"SCHEDULE-AGENT", "SCHEDULE-FORCE-SEND", "SCHEDULE-STATUS"}

// withoutSchedule takes the parameters of RFC 6638 away from who takes part.
func withoutSchedule(c *Component) {
	for i, p := range c.Properties {
		if p.Name != "ATTENDEE" && p.Name != "ORGANIZER" {
			continue
		}
		for _, name := range scheduleParameters {
			if _, ok := p.Parameters[name]; ok {
				p = p.With(name)
			}
		}
		c.Properties[i] = p
	}
}

// A Deputy is who may act for somebody else, as a secretary does: a message from the
// deputy that has SENT-BY with the deputy's address (RFC 5545, section 3.2.18) counts as
// one from the other. Everybody can write SENT-BY, so it is believed only of deputies.
type Deputy struct {
	Address string `json:"address"` // the calendar address of who acts
	For     string `json:"for"`     // the calendar address of whom the deputy acts for
}

// actsFor reports whether a sender may speak for an address by the list of deputies.
func actsFor(deputies []Deputy, sender, address string) bool {
	return slices.ContainsFunc(deputies, func(d Deputy) bool {
		return SameAddress(d.Address, sender) && SameAddress(d.For, address)
	})
}
