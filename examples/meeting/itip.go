package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/itip"
)

// Of the meeting in a problem nothing is said but who is in it and when it is.
const (
	itipUID       = "meeting@example.org"
	itipOrganizer = "mailto:host@example.org"
	itipAttendee  = "mailto:self@example.org"
	itipProduct   = "-//Convene//Meeting example//EN"
)

const stampLayout = "2006-01-02T15:04:05Z"

// A sendAnswer is a message that is to be sent.
type sendAnswer struct {
	Method   string   `json:"method"`
	Sequence int      `json:"sequence"`
	To       []string `json:"to,omitempty"`
	PartStat string   `json:"partstat,omitempty"`
}

// answerITIP tells what becomes of messages and actions, step by step, on the side of the
// organizer or of an attendee.
func answerITIP(_ context.Context, problem *node) (any, error) {
	switch side := problem.need("side"); side.string() {
	case "organizer":
		return answerOrganizer(problem)
	case "attendee":
		return answerAttendee(problem)
	default:
		side.fail("%.40q is neither organizer nor attendee", side.string())
	}
	return nil, problem.doc.err()
}

// itipAddress returns the calendar address of somebody in a problem.
func itipAddress(id string) string { return "mailto:" + id + "@example.org" }

func itipID(address string) string {
	return strings.TrimSuffix(strings.TrimPrefix(address, "mailto:"), "@example.org")
}

// itipStep is what all steps have: when it is, and what is done.
func itipStep(n *node) (now time.Time, step *node, op string) {
	if !n.is(object, "a step") {
		return now, nil, ""
	}
	step = n.need("step")
	return n.need("now").instant(), step, step.need("op").string()
}

// itipMessage makes a message of an event with some properties.
func itipMessage(method ics.Method, from string, properties ...itip.Property) itip.Message {
	cal := itipCalendar(properties...)
	cal.SetMethod(method)
	return itip.Message{Method: method, From: from, Calendar: cal}
}

func itipCalendar(properties ...itip.Property) *ics.Calendar {
	event := itip.Component{Name: "VEVENT", Properties: append([]itip.Property{
		{Name: "UID", Value: itipUID}, {Name: "ORGANIZER", Value: itipOrganizer},
	}, properties...)}
	cal := &ics.Calendar{Components: []ics.Component{event.Model()}}
	cal.SetVersion("2.0")
	cal.SetProductId(itipProduct)
	return cal
}

// itipRevision reads the SEQUENCE and DTSTAMP of a message.
func (n *node) itipRevision() []itip.Property {
	return []itip.Property{
		{Name: "SEQUENCE", Value: fmt.Sprint(n.need("sequence").int(0, 1<<31-1))},
		{Name: "DTSTAMP", Value: itipTime(n.need("dtstamp").instant())},
	}
}

// itipSpan reads when the meeting is.
func (n *node) itipSpan() []itip.Property {
	return []itip.Property{
		{Name: "DTSTART", Value: itipTime(n.need("start").instant())},
		{Name: "DTEND", Value: itipTime(n.need("end").instant())},
	}
}

func itipTime(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// itipName reads a name of which a calendar address can be made.
func (n *node) itipName() string {
	s := n.string()
	if n != nil && n.kind == text && !isPlainName(s) {
		n.fail("%.40q is not a name of letters, digits, hyphens, underscores and dots", s)
	}
	return s
}

func isPlainName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-_.", rune(c)) {
			return false
		}
	}
	return s != ""
}

// itipWord reads a value that the standard has as a word, such as a PARTSTAT.
func (n *node) itipWord() string {
	s := n.string()
	if n != nil && n.kind == text && !isPlainName(s) {
		n.fail("%.40q is not a word", s)
	}
	return s
}

// sendAnswers tells of messages that are to be sent; of those to attendees to whom.
func sendAnswers(messages []itip.Message, toAttendees bool) []sendAnswer {
	sends := []sendAnswer{}
	for _, m := range messages {
		for _, event := range m.Components() {
			s := sendAnswer{Method: string(m.Method), Sequence: itip.RevisionOf(event).Sequence}
			if toAttendees {
				for _, to := range m.To {
					s.To = append(s.To, itipID(to))
				}
				slices.Sort(s.To)
			} else if m.Method == ics.MethodReply {
				s.PartStat = string(itip.Participants(event)[0].Status)
			}
			sends = append(sends, s)
		}
	}
	return sends
}

// itipWhen writes when an event of a meeting is.
func itipWhen(m itip.Meeting, event itip.Component) (start, end string, err error) {
	span, err := m.Span(event)
	if err != nil {
		return "", "", err
	}
	return stamp(span.Start), stamp(span.End), nil
}
