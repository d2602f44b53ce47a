package itip_test

import (
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

// read reads a message as it is written.
func read(t *testing.T, from string, lines ...string) itip.Message {
	t.Helper()
	m, err := itip.ReadMessage(strings.NewReader(strings.Join(lines, "\r\n")+"\r\n"), from, itip.ReadOptions{})
	require.NoError(t, err)
	return m
}

// requested returns the state of somebody who has accepted SEQUENCE 2 of a meeting.
func requested(t *testing.T, more ...string) itip.Attendee {
	t.Helper()
	lines := append(stamped(2, at(9, 0)), "DTSTART:20261201T140000Z", "DTEND:20261201T150000Z", "ATTENDEE;PARTSTAT=NEEDS-ACTION:"+self)
	step, err := itip.NewAttendee(self).Apply(message(t, host, "REQUEST", append(lines, more...)...), at(9, 1))
	require.NoError(t, err)
	require.Equal(t, itip.New, step.Outcome.Result)
	step, err = step.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 2))
	require.NoError(t, err)
	return step.State
}

// What is seen of CANCEL in the wild (ical4j#423, cyrus-imapd#2843 and #3194, nextcloud
// server#53046), and what becomes of it.
func TestCancelsInTheWild(t *testing.T) {
	const organizer, later, earlier = "ORGANIZER:" + host, "DTSTAMP:20261126T100000Z", "DTSTAMP:20261126T080000Z"
	for _, row := range []struct {
		name   string
		lines  []string
		result itip.Result
	}{
		{"as it should be", []string{"SEQUENCE:3", later, organizer, "STATUS:CANCELLED", "ATTENDEE:" + self}, itip.Cancelled},
		{"SEQUENCE not raised", []string{"SEQUENCE:2", later, organizer, "STATUS:CANCELLED"}, itip.Cancelled},
		{"no SEQUENCE", []string{later, organizer, "STATUS:CANCELLED"}, itip.Cancelled},
		{"no SEQUENCE, earlier", []string{earlier, organizer, "STATUS:CANCELLED"}, itip.Stale},
		{"no DTSTAMP", []string{"SEQUENCE:2", organizer, "STATUS:CANCELLED"}, itip.Cancelled},
		{"neither", []string{organizer, "STATUS:CANCELLED"}, itip.Cancelled},
		{"earlier SEQUENCE", []string{"SEQUENCE:1", later, organizer, "STATUS:CANCELLED"}, itip.Stale},
		{"STATUS left as it was", []string{"SEQUENCE:3", later, organizer, "STATUS:CONFIRMED"}, itip.Cancelled},
		{"several attendees", []string{"SEQUENCE:3", later, organizer, "STATUS:CANCELLED", "ATTENDEE:" + who, "ATTENDEE:" + self}, itip.Cancelled},
		{"removed with others", []string{"SEQUENCE:3", later, organizer, "ATTENDEE:" + who, "ATTENDEE:" + self}, itip.Cancelled},
		{"others are removed", []string{"SEQUENCE:3", later, organizer, "ATTENDEE:" + who}, itip.Noted},
		{"all, but only others are listed", []string{"SEQUENCE:3", later, organizer, "STATUS:CANCELLED", "ATTENDEE:" + who}, itip.Cancelled},
		{"no ORGANIZER", []string{"SEQUENCE:3", later, "STATUS:CANCELLED"}, itip.Cancelled},
		{"address in capitals", []string{"SEQUENCE:3", later, "ORGANIZER:MAILTO:Host@Example.org", "STATUS:CANCELLED", "ATTENDEE:MailTo:SELF@example.org"}, itip.Cancelled},
		{"address without its scheme", []string{"SEQUENCE:3", later, "ORGANIZER:host@example.org", "ATTENDEE:self@example.org"}, itip.Cancelled},
		{"bad SEQUENCE", []string{"SEQUENCE:-1", later, organizer, "STATUS:CANCELLED"}, itip.Cancelled}, // the reader leaves it out
	} {
		t.Run(row.name, func(t *testing.T) {
			a := requested(t)
			step, err := a.Apply(message(t, host, "CANCEL", row.lines...), at(10, 1))
			require.NoError(t, err)
			require.Equal(t, row.result, step.Outcome.Result, "%s", step.Outcome.Rule)
			require.Equal(t, row.result == itip.Cancelled, step.State.IsCancelled())
			require.Equal(t, ics.ParticipationStatusAccepted, step.State.Status(""))
			again, err := step.State.Apply(message(t, host, "CANCEL", row.lines...), at(11, 1))
			require.NoError(t, err)
			require.Equal(t, step.State, again.State)
		})
	}
}

func TestMethodWithinTheEvent(t *testing.T) {
	m := read(t, host, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "METHOD:cancel", "UID:"+meetingUID,
		"SEQUENCE:3", "DTSTAMP:20261126T100000Z", "ORGANIZER:"+host, "END:VEVENT", "END:VCALENDAR")
	require.Equal(t, ics.MethodCancel, m.Method)
	step, err := requested(t).Apply(m, at(10, 1))
	require.NoError(t, err)
	require.True(t, step.State.IsCancelled())
	cal, err := step.State.Meeting.Calendar()
	require.NoError(t, err)
	require.NotContains(t, lines(t, cal), "METHOD")
}

func lines(t *testing.T, cal *ics.Calendar) string {
	t.Helper()
	text, err := itip.Message{Calendar: cal}.Marshal()
	require.NoError(t, err)
	return strings.ReplaceAll(string(text), "\r\n ", "")
}

func TestNoMethod(t *testing.T) {
	text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	_, err := itip.ReadMessage(strings.NewReader(text), host, itip.ReadOptions{})
	require.ErrorIs(t, err, itip.ErrMessage)
	m, err := itip.ReadMessage(strings.NewReader(text), host, itip.ReadOptions{Method: "request"})
	require.NoError(t, err)
	require.Equal(t, ics.MethodRequest, m.Method)
	_, err = itip.ReadMessage(strings.NewReader(text+text), host, itip.ReadOptions{Method: "request"})
	require.ErrorIs(t, err, itip.ErrMessage)
	_, err = itip.ReadMessage(strings.NewReader("hello"), host, itip.ReadOptions{})
	require.Error(t, err)
}

// A REQUEST without DTSTAMP cannot be told from an earlier one, unless SEQUENCE tells it.
func TestRequestWithoutStamp(t *testing.T) {
	a := requested(t)
	moved := []string{"ORGANIZER:" + host, "DTSTART:20261202T140000Z", "DTEND:20261202T150000Z", "ATTENDEE:" + self}
	step, err := a.Apply(message(t, host, "REQUEST", append(moved, "SEQUENCE:2")...), at(10, 0))
	require.NoError(t, err)
	require.Equal(t, itip.Stale, step.Outcome.Result)
	require.Contains(t, step.Outcome.Rule, "RFC 5546, section 2.1.5")
	step, err = a.Apply(message(t, host, "REQUEST", append(moved, "SEQUENCE:3")...), at(10, 0))
	require.NoError(t, err)
	require.Equal(t, itip.Reschedule, step.Outcome.Result)
	require.Equal(t, ics.ParticipationStatusNeedsAction, step.State.Status(""))
	_, err = step.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(10, 1))
	require.NoError(t, err)
}

func TestReplyWithoutSequence(t *testing.T) {
	o := invited(t)
	reply := func(o itip.Organizer) itip.Result {
		step, err := o.Apply(read(t, who, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT", "UID:"+o.Meeting.UID,
			"DTSTAMP:20261126T093000Z", "ATTENDEE;PARTSTAT=accepted:MAILTO:FOCAL@who.example", "END:VEVENT", "END:VCALENDAR"), at(10, 0))
		require.NoError(t, err)
		return step.Outcome.Result
	}
	require.Equal(t, itip.Applied, reply(o)) // SEQUENCE is 0 where there is none (RFC 5545, section 3.8.7.4)
	moved, err := o.Edit(itip.Edit{Start: start.Add(time.Hour)}, at(9, 15))
	require.NoError(t, err)
	require.Equal(t, itip.Stale, reply(moved.State))
}

func TestUnknownPropertiesStay(t *testing.T) {
	more := []string{
		"X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-THING;X-PARAM=a:b\\;c", "CONFERENCE;VALUE=URI:https://meet.example/1", "GEO:48.2;16.4",
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:soon", "X-WR-ALARMUID:1", "END:VALARM",
		"BEGIN:X-INNER", "X-A:b", "END:X-INNER",
	}
	a := requested(t, more...)
	cal, err := a.Meeting.Calendar()
	require.NoError(t, err)
	text := lines(t, cal)
	for _, line := range more {
		require.Contains(t, text, line)
	}
	countered, err := a.Counter(itip.CounterProposal{Start: start.Add(time.Hour)}, at(10, 0))
	require.NoError(t, err)
	require.Contains(t, lines(t, countered.Send[0].Calendar), "CONFERENCE")
}

func TestAddresses(t *testing.T) {
	for _, pair := range [][2]string{
		{"mailto:a@example.org", "MAILTO:A@Example.ORG"}, {"mailto:a@example.org", "a@example.org"},
		{"mailto:a@example.org", " mailto:a@example.org "}, {"mailto:j%C3%BCrg@example.org", "mailto:jürg@example.org"},
		{"urn:uuid:A", "URN:uuid:A"},
	} {
		require.True(t, itip.SameAddress(pair[0], pair[1]), "%q", pair)
	}
	for _, pair := range [][2]string{{"mailto:a@example.org", "mailto:b@example.org"}, {"urn:uuid:A", "urn:uuid:a"}, {"", "mailto:"}} {
		require.False(t, itip.SameAddress(pair[0], pair[1]), "%q", pair)
	}
}

func TestParametersWhoseNamesDifferInCase(t *testing.T) {
	event := ics.NewEvent("a")
	event.Properties = append(event.Properties, ics.IANAProperty{BaseProperty: ics.BaseProperty{
		IANAToken: "ATTENDEE", Value: self,
		ICalParameters: map[string][]string{"Member": {"mailto:b@un.example"}, "MEMBER": {"mailto:a@un.example"}, "member": {"mailto:c@un.example"}},
	}})
	for range 100 { // the order of a map is another each time
		p, ok := itip.ComponentOf(event).Property("ATTENDEE")
		require.True(t, ok)
		require.Equal(t, []string{"mailto:a@un.example", "mailto:b@un.example", "mailto:c@un.example"}, p.Parameters["MEMBER"])
	}
}
