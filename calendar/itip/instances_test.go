package itip_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

// testdata/instances.json has sequences of messages and what becomes of them, worked out by
// a program of its own from RFC 5546.

type instance struct {
	ID      string           `json:"id"`
	Side    string           `json:"side"`
	Initial *organizerRecord `json:"initial"`
	Steps   []instanceStep   `json:"steps"`
	Final   json.RawMessage  `json:"final"`
}

type instanceStep struct {
	Now  time.Time `json:"now"`
	Step struct {
		Op       string    `json:"op"`
		From     string    `json:"from"`
		Attendee string    `json:"attendee"`
		PartStat string    `json:"partstat"`
		Sequence int       `json:"sequence"`
		Stamp    time.Time `json:"dtstamp"`
		Start    string    `json:"start"`
		End      string    `json:"end"`
		Changes  []string  `json:"changes"`
	} `json:"step"`
	Outcome       string          `json:"outcome"`
	Sends         []sendRecord    `json:"sends"`
	SequenceAfter int             `json:"sequence_after"`
	State         *attendeeRecord `json:"state"`
}

type sendRecord struct {
	Method   string   `json:"method"`
	Sequence int      `json:"sequence"`
	To       []string `json:"to,omitempty"`
	PartStat string   `json:"partstat,omitempty"`
}

type organizerRecord struct {
	Attendees map[string]attendeeAnswer `json:"attendees"`
	Pending   map[string]pendingRecord  `json:"pending"`
	Stamp     time.Time                 `json:"dtstamp"`
	Sequence  int                       `json:"sequence"`
	Start     string                    `json:"start"`
	End       string                    `json:"end"`
	Status    string                    `json:"status"`
}

type attendeeAnswer struct {
	PartStat string `json:"partstat"`
	Reply    []any  `json:"reply"`
}

type pendingRecord struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

type attendeeRecord struct {
	Stamp    time.Time `json:"dtstamp"`
	PartStat string    `json:"partstat"`
	Sequence int       `json:"sequence"`
	Start    string    `json:"start"`
	End      string    `json:"end"`
	Status   string    `json:"status"`
}

const (
	minuteForm = "2006-01-02T15:04Z"
	meetingUID = "meeting@example.org"
	host       = "mailto:host@example.org"
	self       = "mailto:self@example.org"
)

func address(id string) string { return "mailto:" + id + "@example.org" }

func idOf(address string) string {
	return strings.TrimSuffix(strings.TrimPrefix(address, "mailto:"), "@example.org")
}

func minute(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(minuteForm, s)
	require.NoError(t, err)
	return at
}

// message reads a message with one event of the meeting.
func message(t *testing.T, from, method string, lines ...string) itip.Message {
	t.Helper()
	text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nMETHOD:" + method + "\r\nBEGIN:VEVENT\r\nUID:" + meetingUID + "\r\n" +
		strings.Join(lines, "\r\n") + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	m, err := itip.ReadMessage(strings.NewReader(text), from, itip.ReadOptions{})
	require.NoError(t, err)
	return m
}

func stamped(sequence int, stamp time.Time) []string {
	return []string{fmt.Sprintf("SEQUENCE:%d", sequence), "DTSTAMP:" + stamp.Format("20060102T150405Z"), "ORGANIZER:" + host}
}

func spanLines(t *testing.T, start, end string) []string {
	t.Helper()
	const form = "20060102T150405Z"
	return []string{"DTSTART:" + minute(t, start).Format(form), "DTEND:" + minute(t, end).Format(form)}
}

func spanOf(t *testing.T, m itip.Meeting, event itip.Component) (start, end string) {
	t.Helper()
	span, err := m.Span(event)
	require.NoError(t, err)
	return span.Start.UTC().Format(minuteForm), span.End.UTC().Format(minuteForm)
}

func sendsOf(t *testing.T, messages []itip.Message, withTo bool) []sendRecord {
	t.Helper()
	sends := []sendRecord{}
	for _, m := range messages {
		event := m.Components()[0]
		s := sendRecord{Method: string(m.Method), Sequence: itip.RevisionOf(event).Sequence}
		if withTo {
			for _, to := range m.To {
				s.To = append(s.To, idOf(to))
			}
			slices.Sort(s.To)
		} else if m.Method == ics.MethodReply {
			s.PartStat = string(itip.Participants(event)[0].Status)
		}
		sends = append(sends, s)
	}
	return sends
}

func TestInstances(t *testing.T) {
	data, err := os.ReadFile("testdata/instances.json")
	require.NoError(t, err)
	var file struct {
		Instances []instance `json:"instances"`
	}
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Instances)
	for _, in := range file.Instances {
		t.Run(in.ID, func(t *testing.T) {
			if in.Side == "organizer" {
				organizerInstance(t, in)
			} else {
				attendeeInstance(t, in)
			}
		})
	}
}

func organizerInstance(t *testing.T, in instance) {
	invitation := itip.Invitation{
		UID: meetingUID, Organizer: itip.Participant{Address: host},
		Start: minute(t, in.Initial.Start), End: minute(t, in.Initial.End),
	}
	for id := range in.Initial.Attendees {
		invitation.Attendees = append(invitation.Attendees, itip.Participant{Address: address(id)})
	}
	first, err := itip.Invite(invitation, in.Initial.Stamp)
	require.NoError(t, err)
	o := first.State
	for i, s := range in.Steps {
		before, err := json.Marshal(o)
		require.NoError(t, err)
		step := organizerStep(t, o, s)
		after, err := json.Marshal(o)
		require.NoError(t, err)
		require.Equal(t, string(before), string(after), "step %d changes the state that it begins with", i)

		require.Equal(t, s.Outcome, string(step.Outcome.Result), "step %d", i)
		require.Equal(t, s.Outcome == "applied" || s.Outcome == "proposal" || s.Outcome == "sent", step.Outcome.Rule == "", "step %d", i)
		require.Equal(t, s.Sends, sendsOf(t, step.Send, true), "step %d", i)
		require.Equal(t, s.SequenceAfter, step.State.Revision().Sequence, "step %d", i)
		o = step.State
	}
	var want organizerRecord
	require.NoError(t, json.Unmarshal(in.Final, &want))
	require.Equal(t, want, recordOf(t, o))
}

func organizerStep(t *testing.T, o itip.Organizer, s instanceStep) itip.Step[itip.Organizer] {
	t.Helper()
	p := s.Step
	var step itip.Step[itip.Organizer]
	var err error
	switch p.Op {
	case "edit":
		e := itip.Edit{Touched: p.Changes}
		if p.Start != "" {
			e.Start, e.End = minute(t, p.Start), minute(t, p.End)
		}
		step, err = o.Edit(e, s.Now)
	case "add":
		step, err = o.Add(itip.Participant{Address: address(p.Attendee)}, "", s.Now)
	case "remove":
		step, err = o.Remove(address(p.Attendee), "", s.Now)
	case "cancel":
		step, err = o.Cancel(s.Now)
	case "accept_counter":
		step, err = o.AcceptCounter(address(p.From), "", s.Now)
	case "decline_counter":
		step, err = o.DeclineCounter(address(p.From), "", "", s.Now)
	case "reply":
		m := message(t, address(p.From), "REPLY", append(stamped(p.Sequence, p.Stamp), "ATTENDEE;PARTSTAT="+p.PartStat+":"+address(p.From))...)
		step, err = o.Apply(m, s.Now)
	case "counter":
		lines := append(stamped(p.Sequence, p.Stamp), spanLines(t, p.Start, p.End)...)
		m := message(t, address(p.From), "COUNTER", append(lines, "ATTENDEE:"+address(p.From))...)
		step, err = o.Apply(m, s.Now)
	default:
		t.Fatalf("unknown step %q", p.Op)
	}
	require.NoError(t, err)
	return step
}

func recordOf(t *testing.T, o itip.Organizer) organizerRecord {
	t.Helper()
	r := organizerRecord{
		Attendees: map[string]attendeeAnswer{}, Pending: map[string]pendingRecord{},
		Stamp: o.Revision().Stamp, Sequence: o.Revision().Sequence, Status: string(itip.StatusOf(o.Meeting.Main)),
	}
	r.Start, r.End = spanOf(t, o.Meeting, o.Meeting.Main)
	for _, p := range itip.Participants(o.Meeting.Main) {
		answer := attendeeAnswer{PartStat: string(p.Status)}
		if reply, ok := o.LastReply(p.Address, ""); ok {
			answer.Reply = []any{float64(reply.Revision.Sequence), reply.Revision.Stamp.Format(time.RFC3339)}
		}
		r.Attendees[idOf(p.Address)] = answer
	}
	for _, p := range o.Pending() {
		var pending pendingRecord
		pending.Start, pending.End = spanOf(t, o.Meeting, p.Event)
		r.Pending[idOf(p.Address)] = pending
	}
	return r
}

func attendeeInstance(t *testing.T, in instance) {
	a := itip.NewAttendee(self)
	for i, s := range in.Steps {
		before, err := json.Marshal(a)
		require.NoError(t, err)
		step := attendeeStep(t, a, s)
		after, err := json.Marshal(a)
		require.NoError(t, err)
		require.Equal(t, string(before), string(after), "step %d changes the state that it begins with", i)

		require.Equal(t, s.Outcome, string(step.Outcome.Result), "step %d", i)
		require.Equal(t, s.Sends, sendsOf(t, step.Send, false), "step %d", i)
		require.Equal(t, s.State, attendeeRecordOf(t, step.State), "step %d", i)
		a = step.State
	}
	var want *attendeeRecord
	require.NoError(t, json.Unmarshal(in.Final, &want))
	require.Equal(t, want, attendeeRecordOf(t, a))
}

func attendeeStep(t *testing.T, a itip.Attendee, s instanceStep) itip.Step[itip.Attendee] {
	t.Helper()
	p := s.Step
	var step itip.Step[itip.Attendee]
	var err error
	switch p.Op {
	case "request":
		lines := append(stamped(p.Sequence, p.Stamp), spanLines(t, p.Start, p.End)...)
		step, err = a.Apply(message(t, host, "REQUEST", append(lines, "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:"+self)...), s.Now)
	case "msg_cancel":
		step, err = a.Apply(message(t, host, "CANCEL", append(stamped(p.Sequence, p.Stamp), "STATUS:CANCELLED", "ATTENDEE:"+self)...), s.Now)
	case "declinecounter":
		step, err = a.Apply(message(t, host, "DECLINECOUNTER", append(stamped(p.Sequence, p.Stamp), "ATTENDEE:"+self)...), s.Now)
	case "respond":
		step, err = a.Reply(itip.Answer{Status: ics.ParticipationStatus(p.PartStat)}, s.Now)
	case "counter":
		step, err = a.Counter(itip.CounterProposal{Set: []itip.Property{{Name: "LOCATION", Value: "elsewhere"}}}, s.Now)
	default:
		t.Fatalf("unknown step %q", p.Op)
	}
	require.NoError(t, err)
	return step
}

func attendeeRecordOf(t *testing.T, a itip.Attendee) *attendeeRecord {
	t.Helper()
	if !a.IsInvited() {
		return nil
	}
	r := &attendeeRecord{
		Stamp: a.Revision().Stamp, Sequence: a.Revision().Sequence,
		PartStat: string(a.Status("")), Status: string(itip.StatusOf(a.Meeting.Main)),
	}
	r.Start, r.End = spanOf(t, a.Meeting, a.Meeting.Main)
	return r
}
