package itip

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	ics "github.com/arran4/golang-ical"
)

// open checks what a message must have to be looked at, and returns its components of one
// UID, with the numbers they have in the message from 1; uid may be empty for any.
func (m Message) open(uid string, limits Limits) (events []Component, numbers []int, err error) {
	place := string(m.Method)
	if place == "" {
		place = "message"
	}
	limits = limits.withDefaults()
	switch {
	case m.Calendar == nil:
		return nil, nil, &Error{place, "no calendar", ErrMessage}
	case strings.TrimSpace(m.From) == "":
		return nil, nil, &Error{place, "nothing says who sent it", ErrSender}
	case strings.ContainsFunc(m.From, unicode.IsControl):
		return nil, nil, &Error{place, "a control character in the address of the sender", ErrSender}
	case m.Method == "":
		return nil, nil, &Error{place, "no METHOD", ErrMessage}
	case len(m.Calendar.Components) > limits.Components:
		return nil, nil, limitError(place, "components", limits.Components)
	}
	for i, c := range m.Calendar.Components {
		event := ComponentOf(c)
		if event.IsZero() || event.Name == "VTIMEZONE" || uid != "" && event.Value("UID") != uid {
			continue
		}
		if err := (Meeting{Main: event}).check(place+", component "+strconv.Itoa(i+1), limits); err != nil {
			return nil, nil, err
		}
		events, numbers = append(events, event), append(numbers, i+1)
	}
	return events, numbers, nil
}

// clock returns the zones of a message.
func (m Message) clock() clock {
	var meeting Meeting
	meeting.keepZones(m.Calendar)
	return meeting.zones()
}

// invalid refuses a component that lacks what its method needs.
func invalid(method ics.Method, reason string) Outcome {
	return Outcome{Result: Invalid, Rule: fmt.Sprintf("%s (RFC 5546, section %s)", reason, sections[method])}
}

// sections are those of RFC 5546 on the methods for events.
var sections = map[ics.Method]string{
	ics.MethodPublish: "3.2.1", ics.MethodRequest: "3.2.2", ics.MethodReply: "3.2.3", ics.MethodAdd: "3.2.4",
	ics.MethodCancel: "3.2.5", ics.MethodRefresh: "3.2.6", ics.MethodCounter: "3.2.7", ics.MethodDeclinecounter: "3.2.8",
}

// speaker returns the ATTENDEE of whom a message from an attendee is: the one with the
// sender's address, or one that the sender acts for as a deputy. The outcome refuses a
// message of somebody for somebody else.
func speaker(m Message, event Component, deputies []Deputy) (p Property, refused *Outcome) {
	var other *Property
	for _, p := range event.All("ATTENDEE") {
		switch {
		case SameAddress(p.Value, m.From):
			return p, nil
		case SameAddress(p.Parameter("SENT-BY"), m.From) && actsFor(deputies, m.From, p.Value):
			return p, nil
		case other == nil:
			other = &p
		}
	}
	switch {
	case other == nil && m.Method == ics.MethodReply:
		o := invalid(m.Method, "a REPLY names its ATTENDEE")
		return p, &o
	case other == nil:
		return Property{Name: "ATTENDEE", Value: m.From}, nil
	}
	return p, &Outcome{Result: Impostor, Rule: fmt.Sprintf(
		"%s speaks for %s, and is not known as a deputy (RFC 5546, section 6.1.2; RFC 5545, section 3.2.18)", m.From, other.Value)}
}

// isOrganizer reports whether a sender may speak as the organizer that a known meeting
// has: from that address, from the SENT-BY that the organizer gave before, or as a deputy.
func isOrganizer(sender string, organizer Property, deputies []Deputy) bool {
	return SameAddress(sender, organizer.Value) ||
		organizer.Parameter("SENT-BY") != "" && SameAddress(sender, organizer.Parameter("SENT-BY")) ||
		actsFor(deputies, sender, organizer.Value)
}
