package itip

import (
	"cmp"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// A Participant is a calendar user with a part in a meeting: what an ATTENDEE or an
// ORGANIZER says (RFC 5545, sections 3.8.4.1 and 3.8.4.3).
type Participant struct {
	Address       string                  // the calendar address, such as mailto:chair@example.org
	Name          string                  // CN; may be empty
	Role          ics.ParticipationRole   // ROLE; empty means REQ-PARTICIPANT
	Status        ics.ParticipationStatus // PARTSTAT; empty means NEEDS-ACTION
	Type          ics.CalendarUserType    // CUTYPE; empty means INDIVIDUAL. A room is a ROOM
	Language      string                  // LANGUAGE, a tag of BCP 47; may be empty
	SentBy        string                  // SENT-BY, the address of who acts for this one; may be empty
	DelegatedTo   []string                // DELEGATED-TO
	DelegatedFrom []string                // DELEGATED-FROM
	Agent         Agent                   // SCHEDULE-AGENT; empty means SERVER
	Delivery      string                  // SCHEDULE-STATUS, how the last message to this one fared; may be empty
}

// ParticipantOf returns what an ATTENDEE or ORGANIZER says. Where it says nothing, the
// field has the default of RFC 5545 (section 3.2).
func ParticipantOf(p Property) Participant {
	word := func(name, missing string) string {
		return cmp.Or(strings.ToUpper(strings.TrimSpace(p.Parameter(name))), missing)
	}
	return Participant{
		Address:       canonicalAddress(p.Value),
		Name:          p.Parameter("CN"),
		Role:          ics.ParticipationRole(word("ROLE", string(ics.ParticipationRoleReqParticipant))),
		Status:        ics.ParticipationStatus(word("PARTSTAT", string(ics.ParticipationStatusNeedsAction))),
		Type:          ics.CalendarUserType(word("CUTYPE", string(ics.CalendarUserTypeIndividual))),
		Language:      p.Parameter("LANGUAGE"),
		SentBy:        p.Parameter("SENT-BY"),
		DelegatedTo:   p.Parameters["DELEGATED-TO"],
		DelegatedFrom: p.Parameters["DELEGATED-FROM"],
		Agent:         Agent(word("SCHEDULE-AGENT", "")),
		Delivery:      p.Parameter("SCHEDULE-STATUS"),
	}
}

// attendee returns the ATTENDEE of the participant in an invitation.
func (p Participant) attendee() Property {
	q := p.organizer()
	q.Name = "ATTENDEE"
	q = q.With("ROLE", string(cmp.Or(p.Role, ics.ParticipationRoleReqParticipant)))
	q = q.With("PARTSTAT", string(cmp.Or(p.Status, ics.ParticipationStatusNeedsAction)))
	if p.Type != "" && p.Type != ics.CalendarUserTypeIndividual {
		q = q.With("CUTYPE", string(p.Type))
	}
	// Who is only informed has nothing to answer; a room or other resource, which often has
	// the same role, has to be booked.
	if p.Role != ics.ParticipationRoleNonParticipant || p.Type == ics.CalendarUserTypeRoom || p.Type == ics.CalendarUserTypeResource {
		q = q.With("RSVP", "TRUE")
	}
	if len(p.DelegatedTo) > 0 {
		q = q.With("DELEGATED-TO", p.DelegatedTo...)
	}
	if len(p.DelegatedFrom) > 0 {
		q = q.With("DELEGATED-FROM", p.DelegatedFrom...)
	}
	return q
}

// organizer returns the ORGANIZER of the participant.
func (p Participant) organizer() Property {
	q := Property{Name: "ORGANIZER", Value: canonicalAddress(p.Address)}
	for _, parameter := range []struct{ name, value string }{
		{"CN", p.Name}, {"LANGUAGE", p.Language}, {"SENT-BY", canonicalAddress(p.SentBy)},
		{"SCHEDULE-AGENT", string(p.Agent)}, {"SCHEDULE-STATUS", p.Delivery},
	} {
		if parameter.value != "" {
			q = q.With(parameter.name, parameter.value)
		}
	}
	return q
}
