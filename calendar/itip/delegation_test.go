package itip_test

import (
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

// apply applies a message that must be one, and gives the state and the messages.
func applyTo[State any](t *testing.T, want itip.Result) func(itip.Step[State], error) itip.Step[State] {
	return func(step itip.Step[State], err error) itip.Step[State] {
		t.Helper()
		require.NoError(t, err)
		require.Equal(t, want, step.Outcome.Result, "%s", step.Outcome.Rule)
		return step
	}
}

// delegated returns the organizer who has invited WHO and ILO, WHO who has delegated to FAO,
// and FAO with the invitation of WHO and an acceptance.
func delegated(t *testing.T) (o itip.Organizer, delegation, acceptance itip.Step[itip.Attendee]) {
	t.Helper()
	invited, err := itip.Invite(invitation(), at(9, 0))
	require.NoError(t, err)
	attendee := applyTo[itip.Attendee](t, itip.New)
	a := attendee(itip.NewAttendee(who).Apply(invited.Send[0], at(9, 1)))
	delegation = applyTo[itip.Attendee](t, itip.Sent)(a.State.Delegate(itip.Participant{Address: fao, Name: "FAO"}, "", at(9, 2)))
	require.Len(t, delegation.Send, 2)
	require.Equal(t, ics.MethodReply, delegation.Send[0].Method)
	require.Equal(t, []string{unodc}, delegation.Send[0].To)
	require.Equal(t, ics.MethodRequest, delegation.Send[1].Method)
	require.Equal(t, []string{fao}, delegation.Send[1].To)
	require.Equal(t, who, delegation.Send[1].From)

	d := attendee(itip.NewAttendee(fao).Apply(delegation.Send[1], at(9, 3)))
	require.Equal(t, unodc, d.State.Organizer().Address)
	acceptance = applyTo[itip.Attendee](t, itip.Sent)(d.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 4)))
	require.Len(t, acceptance.Send, 1)
	require.Equal(t, []string{unodc, who}, acceptance.Send[0].To) // RFC 5546, section 3.2.2.3
	return invited.State, delegation, acceptance
}

func checkDelegated(t *testing.T, o itip.Organizer) {
	t.Helper()
	require.Equal(t, 0, o.Revision().Sequence)
	status, _ := o.Status(who, "")
	require.Equal(t, ics.ParticipationStatusDelegated, status)
	for _, p := range itip.Participants(o.Meeting.Main) {
		switch p.Address {
		case who:
			require.Equal(t, []string{fao}, p.DelegatedTo)
		case fao:
			require.Equal(t, []string{who}, p.DelegatedFrom)
			require.Equal(t, ics.ParticipationRoleChair, p.Role) // that of the delegator
			require.Equal(t, ics.ParticipationStatusAccepted, p.Status)
		}
	}
	require.Len(t, itip.Participants(o.Meeting.Main), 4)
	require.Empty(t, o.Waiting)
}

func TestDelegation(t *testing.T) {
	o, delegation, acceptance := delegated(t)
	step := applyTo[itip.Organizer](t, itip.Applied)(o.Apply(delegation.Send[0], at(9, 5)))
	status, ok := step.State.Status(fao, "")
	require.True(t, ok)
	require.Equal(t, ics.ParticipationStatusNeedsAction, status)
	step = applyTo[itip.Organizer](t, itip.Applied)(step.State.Apply(acceptance.Send[0], at(9, 6)))
	checkDelegated(t, step.State)
	again := applyTo[itip.Organizer](t, itip.Duplicate)(step.State.Apply(delegation.Send[0], at(9, 7)))
	require.Equal(t, step.State, again.State)

	// The delegator hears of it, too.
	heard := applyTo[itip.Attendee](t, itip.Noted)(delegation.State.Apply(acceptance.Send[0], at(9, 6)))
	require.Len(t, heard.State.Delegates, 1)
	require.Equal(t, ics.ParticipationStatusAccepted, heard.State.Delegates[0].Status)
	twice := applyTo[itip.Attendee](t, itip.Duplicate)(heard.State.Apply(acceptance.Send[0], at(9, 7)))
	require.Equal(t, heard.State, twice.State)

	// A change of time goes to both, asks the delegate anew, and leaves the delegation.
	moved, err := step.State.Edit(itip.Edit{Start: start.AddDate(0, 0, 1)}, at(10, 0))
	require.NoError(t, err)
	require.Contains(t, moved.Send[0].To, who)
	require.Contains(t, moved.Send[0].To, fao)
	status, _ = moved.State.Status(fao, "")
	require.Equal(t, ics.ParticipationStatusNeedsAction, status)
	status, _ = moved.State.Status(who, "")
	require.Equal(t, ics.ParticipationStatusDelegated, status)
	kept := applyTo[itip.Attendee](t, itip.Reschedule)(delegation.State.Apply(moved.Send[0], at(10, 1)))
	require.Equal(t, ics.ParticipationStatusDelegated, kept.State.Status(""))
	asked := applyTo[itip.Attendee](t, itip.Reschedule)(acceptance.State.Apply(moved.Send[0], at(10, 1)))
	require.Equal(t, ics.ParticipationStatusNeedsAction, asked.State.Status(""))
}

// The delegate's reply may come before the delegator's.
func TestDelegateFirst(t *testing.T) {
	o, delegation, acceptance := delegated(t)
	step := applyTo[itip.Organizer](t, itip.Waiting)(o.Apply(acceptance.Send[0], at(9, 5)))
	require.Equal(t, o.Meeting, step.State.Meeting)
	again := applyTo[itip.Organizer](t, itip.Duplicate)(step.State.Apply(acceptance.Send[0], at(9, 5)))
	require.Equal(t, step.State, again.State)
	step = applyTo[itip.Organizer](t, itip.Applied)(step.State.Apply(delegation.Send[0], at(9, 6)))
	checkDelegated(t, step.State)
}

// Who claims to be a delegate of whom nobody has told is no attendee, however often.
func TestFalseDelegates(t *testing.T) {
	o := invited(t)
	for i := range 20 {
		from := address("d" + string(rune('a'+i)))
		m := read(t, from, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT", "UID:"+o.Meeting.UID,
			"DTSTAMP:20261126T093000Z", `ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="`+who+`":`+from, "END:VEVENT", "END:VCALENDAR")
		step, err := o.Apply(m, at(10, 0))
		require.NoError(t, err)
		o = step.State
	}
	require.LessOrEqual(t, len(o.Waiting), 8)
	require.Len(t, itip.Participants(o.Meeting.Main), 3)
}

func TestDelegationInACircle(t *testing.T) {
	o := invited(t)
	reply := func(from, to string, want itip.Result) {
		m := read(t, from, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT", "UID:"+o.Meeting.UID,
			"DTSTAMP:20261126T093000Z", `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="`+to+`":`+from, "END:VEVENT", "END:VCALENDAR")
		o = applyTo[itip.Organizer](t, want)(o.Apply(m, at(10, 0))).State
	}
	reply(who, who, itip.Invalid)
	reply(who, ilo, itip.Applied)
	reply(ilo, who, itip.Invalid)
	reply(ilo, fao, itip.Applied)
	reply(fao, who, itip.Invalid)
}

// A delegator who comes after all is an attendee again, and the delegate stays one.
func TestDelegationTakenBack(t *testing.T) {
	o, delegation, _ := delegated(t)
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(delegation.Send[0], at(9, 5))).State
	back := applyTo[itip.Attendee](t, itip.Sent)(delegation.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 6)))
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(back.Send[0], at(9, 7))).State
	p := itip.Participants(o.Meeting.Main)[0]
	require.Equal(t, ics.ParticipationStatusAccepted, p.Status)
	require.Empty(t, p.DelegatedTo)
	_, ok := o.Status(fao, "")
	require.True(t, ok)
}

func TestDelegateToNobody(t *testing.T) {
	a := requested(t)
	for _, address := range []string{"", self, host} {
		_, err := a.Delegate(itip.Participant{Address: address}, "", at(10, 0))
		require.ErrorIs(t, err, itip.ErrValue)
	}
}

// The delegate knows the meeting from its organizer before the delegator passes it on, who
// says nothing new and could not.
func TestDelegateKnowsAlready(t *testing.T) {
	o, delegation, _ := delegated(t)
	told := applyTo[itip.Organizer](t, itip.Applied)(o.Apply(delegation.Send[0], at(9, 5))).State
	edited := applyTo[itip.Organizer](t, itip.Sent)(told.Edit(itip.Edit{Set: []itip.Property{{Name: "SUMMARY", Value: "x"}}}, at(9, 6)))
	d := applyTo[itip.Attendee](t, itip.New)(itip.NewAttendee(fao).Apply(edited.Send[0], at(9, 7)))
	passed := applyTo[itip.Attendee](t, itip.Duplicate)(d.State.Apply(delegation.Send[1], at(9, 8)))
	require.Equal(t, d.State, passed.State)

	later := applyTo[itip.Organizer](t, itip.Sent)(edited.State.Edit(itip.Edit{Start: start.AddDate(0, 0, 1)}, at(9, 9))).Send[0]
	later.From = who
	passed = applyTo[itip.Attendee](t, itip.Impostor)(d.State.Apply(later, at(9, 10)))
	require.Equal(t, d.State, passed.State)
}
