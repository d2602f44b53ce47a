package itip_test

import (
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

// agents returns a meeting whose attendees are assigned to the server, the client and nobody
// (RFC 6638, section 7.1).
func agents(t *testing.T, agent itip.Agent) itip.Organizer {
	t.Helper()
	i := invitation()
	i.Attendees = []itip.Participant{
		{Address: who}, {Address: ilo, Agent: itip.AgentClient}, {Address: fao, Agent: itip.AgentNone}, {Address: self, Agent: "X-ELSEWHERE"},
	}
	step, err := itip.Invite(i, at(9, 0))
	require.NoError(t, err)
	o := step.State
	o.Agent = agent
	return o
}

func TestScheduleAgent(t *testing.T) {
	for agent, want := range map[itip.Agent][]string{
		"": {who, ilo}, itip.AgentServer: {who}, itip.AgentClient: {ilo}, itip.AgentNone: {fao},
	} {
		o := agents(t, agent)
		step, err := o.Edit(itip.Edit{Start: start.Add(time.Hour)}, at(10, 0))
		require.NoError(t, err)
		require.Equal(t, want, step.Send[0].To, "%q", agent)
		text := eventOf(t, step.Send[0])
		require.NotContains(t, text, "SCHEDULE-")
		require.Contains(t, text, fao) // who is invited by other means is invited
		require.Contains(t, lines(t, calendarOf(t, step.State.Meeting)), "SCHEDULE-AGENT=NONE")
		step, err = o.Cancel(at(10, 0))
		require.NoError(t, err)
		require.Equal(t, want, step.Send[0].To, "%q", agent)
	}
	o := agents(t, "")
	step, err := o.Remove(fao, "", at(10, 0))
	require.NoError(t, err)
	require.Len(t, step.Send, 1) // no CANCEL to whom nothing is sent
	require.Equal(t, ics.MethodRequest, step.Send[0].Method)
	step, err = o.Add(itip.Participant{Address: "mailto:new@example.org", Agent: itip.AgentNone}, "", at(10, 0))
	require.NoError(t, err)
	require.Empty(t, step.Send)
	require.Equal(t, itip.Sent, step.Outcome.Result)
}

func TestScheduleAgentOfAttendee(t *testing.T) {
	for _, row := range []struct {
		parameter string
		agent     itip.Agent
		sent      int
	}{
		{"", "", 1}, {"SERVER", "", 1}, {"CLIENT", "", 1}, {"NONE", "", 0},
		{"", itip.AgentServer, 1}, {"", itip.AgentClient, 0}, {"CLIENT", itip.AgentClient, 1}, {"NONE", itip.AgentServer, 0},
	} {
		a := requested(t)
		a.Agent = row.agent
		for i, p := range a.Meeting.Main.Properties {
			if p.Name == "ORGANIZER" && row.parameter != "" {
				a.Meeting.Main.Properties[i] = p.With("SCHEDULE-AGENT", row.parameter)
			}
		}
		step, err := a.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined}, at(10, 0))
		require.NoError(t, err)
		require.Len(t, step.Send, row.sent, "%+v", row)
		require.Equal(t, ics.ParticipationStatusDeclined, step.State.Status(""))
		// What the attendee's own calendar says stays, and no message can say it.
		moved := append(stamped(3, at(11, 0)), "DTSTART:20261202T140000Z", "ATTENDEE:"+self)
		moved[2] = "ORGANIZER;SCHEDULE-AGENT=NONE:" + host
		next := applyTo[itip.Attendee](t, itip.Reschedule)(step.State.Apply(message(t, host, "REQUEST", moved...), at(11, 1)))
		require.Equal(t, itip.Agent(row.parameter), next.State.Organizer().Agent)
	}
}

// SCHEDULE-FORCE-SEND reaches who would get nothing otherwise, once (RFC 6638, section 7.2).
func TestForceSend(t *testing.T) {
	o := agents(t, itip.AgentServer)
	force := func(address string) {
		for i, p := range o.Meeting.Main.Properties {
			if p.Name == "ATTENDEE" && itip.SameAddress(p.Value, address) {
				o.Meeting.Main.Properties[i] = p.With("SCHEDULE-FORCE-SEND", "REQUEST")
			}
		}
	}
	force(who)
	force(ilo) // of no effect: it is not the server's
	step, err := o.Add(itip.Participant{Address: "mailto:new@example.org"}, "", at(10, 0))
	require.NoError(t, err)
	require.Equal(t, []string{"mailto:new@example.org", who}, step.Send[0].To)
	require.NotContains(t, eventOf(t, step.Send[0]), "SCHEDULE-")
	step, err = step.State.Add(itip.Participant{Address: "mailto:more@example.org"}, "", at(11, 0))
	require.NoError(t, err)
	require.Equal(t, []string{"mailto:more@example.org"}, step.Send[0].To)
}

func TestRecordDelivery(t *testing.T) {
	o := agents(t, "")
	failed := o.RecordDelivery(who, "5.1")
	require.Equal(t, "5.1", itip.Participants(failed.Meeting.Main)[0].Delivery)
	require.Empty(t, itip.Participants(o.Meeting.Main)[0].Delivery)
	step, err := failed.Edit(itip.Edit{Start: start.Add(time.Hour)}, at(10, 0))
	require.NoError(t, err)
	require.NotContains(t, eventOf(t, step.Send[0]), "SCHEDULE-STATUS")
	require.Equal(t, "5.1", itip.Participants(step.State.Meeting.Main)[0].Delivery)
}
