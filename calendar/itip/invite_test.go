package itip_test

import (
	"encoding/json"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

const (
	unodc = "mailto:icat@unodc.example"
	who   = "mailto:focal@who.example"
	ilo   = "mailto:focal@ilo.example"
	fao   = "mailto:focal@fao.example"
)

var start = time.Date(2026, time.December, 1, 14, 0, 0, 0, time.UTC)

// at returns a time of 26 November 2026, in UTC.
func at(hour, minute int) time.Time {
	return time.Date(2026, time.November, 26, hour, minute, 0, 0, time.UTC)
}

func invitation() itip.Invitation {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		panic(err)
	}
	return itip.Invitation{
		UID:       "principals-2026@unodc.example",
		Organizer: itip.Participant{Address: unodc, Name: "ICAT secretariat"},
		Attendees: []itip.Participant{
			{Address: who, Name: "WHO", Role: ics.ParticipationRoleChair},
			{Address: ilo, Name: "ILO"},
			{Address: "mailto:room@unodc.example", Name: "Boardroom D", Type: ics.CalendarUserTypeRoom, Role: ics.ParticipationRoleNonParticipant},
		},
		Start: start.In(vienna), End: start.Add(90 * time.Minute),
		Summary: "Principals", Location: "Vienna",
	}
}

func invited(t *testing.T) itip.Organizer {
	t.Helper()
	step, err := itip.Invite(invitation(), at(9, 0))
	require.NoError(t, err)
	return step.State
}

func TestInvite(t *testing.T) {
	step, err := itip.Invite(invitation(), at(9, 0))
	require.NoError(t, err)
	require.Equal(t, itip.Sent, step.Outcome.Result)
	require.Len(t, step.Send, 1)
	m := step.Send[0]
	require.Equal(t, []string{who, ilo, "mailto:room@unodc.example"}, m.To)
	require.Equal(t, unodc, m.From)
	require.Equal(t, `text/calendar; charset=UTF-8; component=VEVENT; method=REQUEST`, m.ContentType())
	text, err := m.Marshal()
	require.NoError(t, err)
	for _, line := range []string{
		"METHOD:REQUEST\r\n", "BEGIN:VTIMEZONE\r\nTZID:Europe/Vienna\r\n",
		"UID:principals-2026@unodc.example\r\n", "SEQUENCE:0\r\n", "DTSTAMP:20261126T090000Z\r\n",
		"ORGANIZER;CN=ICAT secretariat:mailto:icat@unodc.example\r\n",
		"ATTENDEE;CN=ILO;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto\r\n :focal@ilo.example\r\n",
		"DTSTART;TZID=Europe/Vienna:20261201T150000\r\n", "DTEND;TZID=Europe/Vienna:20261201T163000\r\n",
		"ATTENDEE;CN=Boardroom D;CUTYPE=ROOM;PARTSTAT=NEEDS-ACTION;ROLE=NON-PARTICIP\r\n ANT;RSVP=TRUE:mailto:room@unodc.example\r\n",
	} {
		require.Contains(t, string(text), line)
	}
	kept, err := json.Marshal(step.State)
	require.NoError(t, err)
	var loaded itip.Organizer
	require.NoError(t, json.Unmarshal(kept, &loaded))
	require.Equal(t, step.State, loaded)
}

func TestEditCancel(t *testing.T) {
	o := invited(t)
	moved, err := o.Edit(itip.Edit{Start: start.Add(time.Hour)}, at(10, 0))
	require.NoError(t, err)
	require.Equal(t, itip.Revision{Sequence: 1, Stamp: at(10, 0)}, moved.State.Revision())
	span, err := moved.State.Meeting.Span(moved.State.Meeting.Main)
	require.NoError(t, err)
	require.Equal(t, 90*time.Minute, span.End.Sub(span.Start))
	gone, err := moved.State.Cancel(at(11, 0))
	require.NoError(t, err)
	require.Equal(t, ics.MethodCancel, gone.Send[0].Method)
	require.Equal(t, itip.Revision{Sequence: 0, Stamp: at(9, 0)}, o.Revision())
}
