package itip_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

// FuzzApply applies whatever can be read as a message to an organizer of a series, to
// somebody who is invited to it, and to somebody who is not.
func FuzzApply(f *testing.F) {
	t := &testing.T{}
	o, a := weekly(t)
	o.Limits, a.Limits = itip.Limits{Attendees: 20, Instances: 20, Replies: 20}, itip.Limits{Attendees: 20, Instances: 20}
	add := func(from string, messages []itip.Message) {
		for _, m := range messages {
			text, err := m.Marshal()
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text, from)
		}
	}
	id := itip.InstanceAt(tuesday(3))
	organizer := func(step itip.Step[itip.Organizer], err error) { add(unodc, step.Send) }
	attendee := func(step itip.Step[itip.Attendee], err error) { add(who, step.Send) }
	organizer(o.Request(at(9, 0)))
	organizer(o.Edit(itip.Edit{Start: tuesday(1)}, at(10, 0)))
	organizer(o.Edit(itip.Edit{Instance: id, Future: true, Start: tuesday(3).Add(time.Hour)}, at(10, 0)))
	organizer(o.CancelInstance(id, true, at(10, 0)))
	organizer(o.AddInstance(tuesday(9), tuesday(9).Add(time.Hour), at(10, 0)))
	organizer(o.Remove(who, "", at(10, 0)))
	organizer(o.Cancel(at(10, 0)))
	organizer(o.Publish(at(10, 0)))
	attendee(a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(10, 0)))
	attendee(a.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined, Instance: id, Future: true}, at(10, 0)))
	attendee(a.Counter(itip.CounterProposal{Instance: id, Start: tuesday(4)}, at(10, 0)))
	attendee(a.Refresh(at(10, 0)))
	attendee(a.Delegate(itip.Participant{Address: fao}, "", at(10, 0)))
	f.Add([]byte("BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:"+o.Meeting.UID+"\nRECURRENCE-ID:20270330T130000Z\nEND:VEVENT\nEND:VCALENDAR"), unodc)

	f.Fuzz(func(t *testing.T, text []byte, from string) {
		m, err := itip.ReadMessage(bytes.NewReader(text), from, itip.ReadOptions{Limits: itip.Limits{Octets: 1 << 16, Components: 50}})
		if err != nil {
			return
		}
		now := at(12, 0)
		for _, m := range m.Split() {
			twice(t, o, m, itip.Organizer.Apply, itip.Organizer.Revision, now, func(o itip.Organizer) []itip.Message {
				var sent []itip.Message
				for _, p := range o.Pending() {
					step, _ := o.AcceptCounter(p.Address, p.Instance, now)
					sent = append(sent, step.Send...)
				}
				step, _ := o.Edit(itip.Edit{Start: tuesday(2)}, now)
				sent = append(sent, step.Send...)
				step, _ = o.CancelInstance(id, true, now)
				return append(sent, step.Send...)
			})
			for _, a := range []itip.Attendee{a, itip.NewAttendee(who)} {
				twice(t, a, m, itip.Attendee.Apply, itip.Attendee.Revision, now, func(a itip.Attendee) []itip.Message {
					step, _ := a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted, Instance: id}, now)
					sent := step.Send
					step, _ = a.Counter(itip.CounterProposal{Start: tuesday(5)}, now)
					sent = append(sent, step.Send...)
					step, _ = a.Delegate(itip.Participant{Address: ilo}, itip.InstanceOn(date.New(2027, time.March, 9)), now)
					return append(sent, step.Send...)
				})
			}
		}
	})
}

// twice applies a message two times: the second changes nothing, and neither changes the
// state that it begins with.
func twice[State any](t *testing.T, state State, m itip.Message, apply func(State, itip.Message, time.Time) (itip.Step[State], error),
	revision func(State) itip.Revision, now time.Time, then func(State) []itip.Message) {
	before, err := json.Marshal(state)
	require.NoError(t, err)
	step, err := apply(state, m, now)
	after, jsonErr := json.Marshal(state)
	require.NoError(t, jsonErr)
	require.Equal(t, string(before), string(after))
	if err != nil {
		require.Equal(t, state, step.State)
		return
	}
	require.NotEmpty(t, step.Outcome.Result)
	require.Equal(t, step.Outcome.Result.Took() && step.Outcome.Result != itip.Refreshing, step.Outcome.Rule == "" && step.Outcome.Result != itip.Noted, "%s", step.Outcome)
	require.GreaterOrEqual(t, revision(step.State).Compare(revision(state)), 0)
	again, err := apply(step.State, m, now.Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, step.State, again.State)
	reloaded(t, step.State)
	for _, sent := range append(step.Send, then(step.State)...) {
		_, err := sent.Marshal()
		require.NoError(t, err)
	}
}
