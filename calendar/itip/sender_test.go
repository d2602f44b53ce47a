package itip_test

import (
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

const (
	stranger  = "mailto:stranger@example.org"
	secretary = "mailto:secretary@example.org"
)

func TestReplyForSomebodyElse(t *testing.T) {
	o := invited(t)
	answer := func(from string, deputies []itip.Deputy, attendee string) itip.Step[itip.Organizer] {
		o := o
		o.Deputies = deputies
		m := read(t, from, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT", "UID:"+o.Meeting.UID,
			"DTSTAMP:20261126T093000Z", attendee, "END:VEVENT", "END:VCALENDAR")
		step, err := o.Apply(m, at(10, 0))
		require.NoError(t, err)
		return step
	}
	step := answer(stranger, nil, "ATTENDEE;PARTSTAT=DECLINED:"+who)
	require.Equal(t, itip.Impostor, step.Outcome.Result)
	require.Contains(t, step.Outcome.Rule, "RFC 5546, section 6.1.2")
	require.Equal(t, o, step.State)
	require.Equal(t, itip.Impostor, answer(ilo, nil, "ATTENDEE;PARTSTAT=DECLINED:"+who).Outcome.Result)

	forWHO := `ATTENDEE;PARTSTAT=DECLINED;SENT-BY="` + secretary + `":` + who
	require.Equal(t, itip.Impostor, answer(secretary, nil, forWHO).Outcome.Result)
	deputies := []itip.Deputy{{Address: secretary, For: who}}
	step = answer(secretary, deputies, forWHO)
	require.Equal(t, itip.Applied, step.Outcome.Result)
	status, _ := step.State.Status(who, "")
	require.Equal(t, ics.ParticipationStatusDeclined, status)
	require.Equal(t, itip.Impostor, answer(secretary, deputies, `ATTENDEE;PARTSTAT=DECLINED;SENT-BY="`+secretary+`":`+ilo).Outcome.Result)

	require.Equal(t, itip.Uninvited, answer(stranger, nil, "ATTENDEE;PARTSTAT=ACCEPTED:"+stranger).Outcome.Result)
	require.Equal(t, itip.Invalid, answer(who, nil, "COMMENT:nothing").Outcome.Result)
	require.Equal(t, itip.Invalid, answer(who, nil, "ATTENDEE;PARTSTAT=NEEDS-ACTION:"+who).Outcome.Result)
	require.Equal(t, itip.Invalid, answer(who, nil, "ATTENDEE;PARTSTAT=DELEGATED:"+who).Outcome.Result)
}

func TestRequestFromSomebodyElse(t *testing.T) {
	a := requested(t)
	moved := append(stamped(3, at(10, 0)), "DTSTART:20261202T140000Z", "DTEND:20261202T150000Z", "ATTENDEE:"+self)
	for _, method := range []string{"REQUEST", "CANCEL", "ADD", "DECLINECOUNTER"} {
		step, err := a.Apply(message(t, stranger, method, moved...), at(10, 1))
		require.NoError(t, err)
		require.Equal(t, itip.Impostor, step.Outcome.Result, method)
		require.Contains(t, step.Outcome.Rule, "RFC 5546, section 6.1.1")
		require.Equal(t, a, step.State)
		require.Empty(t, step.Send)
	}
	// An organizer of one's own making.
	usurper := []string{"SEQUENCE:3", "DTSTAMP:20261126T100000Z", "ORGANIZER:" + stranger, "DTSTART:20261202T140000Z", "ATTENDEE:" + self}
	step, err := a.Apply(message(t, stranger, "REQUEST", usurper...), at(10, 1))
	require.NoError(t, err)
	require.Equal(t, itip.Impostor, step.Outcome.Result)
	require.Contains(t, step.Outcome.Rule, "6.1.3")

	a.Deputies = []itip.Deputy{{Address: secretary, For: host}}
	step, err = a.Apply(message(t, secretary, "REQUEST", moved...), at(10, 1))
	require.NoError(t, err)
	require.Equal(t, itip.Reschedule, step.Outcome.Result)
}

// The secretary who sends the first invitation on behalf of the organizer also sends others
// (RFC 5546, section 3.2.2.5).
func TestSentBy(t *testing.T) {
	first := []string{"SEQUENCE:0", "DTSTAMP:20261126T090000Z", `ORGANIZER;SENT-BY="` + secretary + `":` + host, "DTSTART:20261202T140000Z", "ATTENDEE:" + self}
	step, err := itip.NewAttendee(self).Apply(message(t, secretary, "REQUEST", first...), at(9, 1))
	require.NoError(t, err)
	require.Equal(t, itip.New, step.Outcome.Result)
	step, err = step.State.Apply(message(t, secretary, "CANCEL", append(stamped(1, at(10, 0)), "ATTENDEE:"+self)...), at(10, 1))
	require.NoError(t, err)
	require.Equal(t, itip.Cancelled, step.Outcome.Result)

	step, err = itip.NewAttendee(self).Apply(message(t, stranger, "REQUEST", first...), at(9, 1))
	require.NoError(t, err)
	require.Equal(t, itip.Impostor, step.Outcome.Result)
}

func TestNoSender(t *testing.T) {
	m := message(t, "", "CANCEL", stamped(3, at(10, 0))...)
	_, err := requested(t).Apply(m, at(10, 1))
	require.ErrorIs(t, err, itip.ErrSender)
	_, err = invited(t).Apply(m, at(10, 1))
	require.ErrorIs(t, err, itip.ErrSender)
}

// A CANCEL that a stranger sends beforehand does not keep an invitation of another
// organizer out, and one of the organizer does.
func TestCancelBeforeRequest(t *testing.T) {
	request := message(t, host, "REQUEST", append(stamped(0, at(9, 0)), "DTSTART:20261202T140000Z", "ATTENDEE:"+self)...)
	for from, want := range map[string]itip.Result{stranger: itip.New, host: itip.Stale} {
		cancel := message(t, from, "CANCEL", "SEQUENCE:1", "DTSTAMP:20261126T100000Z", "ORGANIZER:"+from, "STATUS:CANCELLED")
		other := message(t, secretary, "CANCEL", "SEQUENCE:1", "DTSTAMP:20261126T100000Z", "ORGANIZER:"+secretary, "STATUS:CANCELLED")
		step := itip.Step[itip.Attendee]{State: itip.NewAttendee(self)}
		for _, m := range []itip.Message{other, cancel, other} {
			var err error
			step, err = step.State.Apply(m, at(10, 1))
			require.NoError(t, err)
			require.Equal(t, itip.Unknown, step.Outcome.Result)
			require.False(t, step.State.IsInvited())
		}
		step, err := step.State.Apply(request, at(10, 2))
		require.NoError(t, err)
		require.Equal(t, want, step.Outcome.Result, from)
		require.Equal(t, want == itip.New, len(step.State.Cancelled) == 0)
	}
}
