package itip

import (
	"mime"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// A Message is an iTIP message (RFC 5546): a calendar with a METHOD, from one calendar
// user to others.
type Message struct {
	// Method is that of the calendar.
	Method ics.Method

	// From is the calendar address of who sends it: of a message that has come in, as
	// the transport says. Whether to believe the transport is for the caller to decide
	// (RFC 5546, section 6.1); nothing here reads who sent a message from its calendar,
	// which anybody can write. Where the transport tells nothing to rely on, a message is
	// not to be applied.
	From string

	// To are the calendar addresses of who is to get it. It is empty in a message that has
	// come in.
	To []string

	// Calendar is the message itself. It is not changed, and must not be while the message
	// is in use.
	Calendar *ics.Calendar

	// Diagnostics are the defects that [ReadMessage] has found and put up with.
	Diagnostics []ical.Diagnostic
}

// Marshal returns the message as content lines, as the writer of package ical has them. Its
// type is that of [Message.ContentType].
func (m Message) Marshal() ([]byte, error) { return ical.Marshal(m.Calendar) }

// ContentType returns the media type of the message, for the header of that name (RFC 5545,
// section 8.1, and RFC 6047, section 2.4):
//
//	text/calendar; charset=UTF-8; component=VEVENT; method=REQUEST
func (m Message) ContentType() string {
	return mime.FormatMediaType("text/calendar", map[string]string{
		"charset": "UTF-8", "component": "VEVENT", "method": string(m.Method),
	})
}

// ForOrganizer reports whether the method is one that attendees use to the organizer: REPLY,
// COUNTER or REFRESH. Others are for [Attendee.Apply], as is the REPLY of somebody to whom an
// attendee has delegated.
func (m Message) ForOrganizer() bool {
	return m.Method == ics.MethodReply || m.Method == ics.MethodCounter || m.Method == ics.MethodRefresh
}

// Components returns the components of the message but for time zones.
func (m Message) Components() []Component {
	var components []Component
	if m.Calendar == nil {
		return nil
	}
	for _, c := range m.Calendar.Components {
		if d := ComponentOf(c); !d.IsZero() && d.Name != "VTIMEZONE" {
			components = append(components, d)
		}
	}
	return components
}

// UIDs returns the UIDs that the message is about, each once, in their order.
func (m Message) UIDs() []string {
	var uids []string
	for _, c := range m.Components() {
		if uid := c.Value("UID"); !slices.Contains(uids, uid) {
			uids = append(uids, uid)
		}
	}
	return uids
}

// Split returns a message for each UID, in their order, with the time zones of the whole:
// a REPLY may answer several requests at once (RFC 5546, section 3.2.3), and each of them
// has a state of its own.
func (m Message) Split() []Message {
	uids := m.UIDs()
	if len(uids) < 2 {
		return []Message{m}
	}
	at := make(map[string]int, len(uids))
	split := make([]Message, len(uids))
	for i, uid := range uids {
		at[uid] = i
		split[i] = m
		split[i].Calendar = &ics.Calendar{CalendarProperties: m.Calendar.CalendarProperties}
		for _, c := range m.Calendar.Components {
			if zone, ok := c.(*ics.VTimezone); ok {
				split[i].Calendar.Components = append(split[i].Calendar.Components, zone)
			}
		}
	}
	for _, c := range m.Calendar.Components {
		if d := ComponentOf(c); !d.IsZero() && d.Name != "VTIMEZONE" {
			cal := split[at[d.Value("UID")]].Calendar
			cal.Components = append(cal.Components, c)
		}
	}
	return split
}

// methodOf returns the METHOD of a calendar, in capitals.
func methodOf(cal *ics.Calendar) ics.Method {
	if cal != nil {
		for _, p := range cal.CalendarProperties {
			if strings.EqualFold(p.IANAToken, "METHOD") {
				return ics.Method(strings.ToUpper(strings.TrimSpace(p.Value)))
			}
		}
	}
	return ""
}
