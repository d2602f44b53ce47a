package itip_test

import (
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

// weekly returns a series of Tuesdays at 15:00 in Vienna from 2 March 2027 on, which has the
// change to summer time on 28 March in it, and an attendee of it.
func weekly(t *testing.T) (itip.Organizer, itip.Attendee) {
	t.Helper()
	i := invitation()
	i.Start = time.Date(2027, time.March, 2, 15, 0, 0, 0, i.Start.Location())
	i.End = i.Start.Add(time.Hour)
	i.Properties = []itip.Property{{Name: "RRULE", Value: "FREQ=WEEKLY;COUNT=8"}}
	step, err := itip.Invite(i, at(9, 0))
	require.NoError(t, err)
	a := applyTo[itip.Attendee](t, itip.New)(itip.NewAttendee(who).Apply(step.Send[0], at(9, 1)))
	return step.State, a.State
}

func tuesday(week int) time.Time {
	vienna, _ := time.LoadLocation("Europe/Vienna")
	return time.Date(2027, time.March, 2+7*week, 15, 0, 0, 0, vienna)
}

func timesOf(t *testing.T, m itip.Meeting) []string {
	t.Helper()
	cal, err := m.Calendar()
	require.NoError(t, err)
	return instancesIn(cal)
}

// eventOf returns the text of the events of a message.
func eventOf(t *testing.T, m itip.Message) string { return lines(t, m.Calendar) }

func TestInstanceIsMoved(t *testing.T) {
	o, a := weekly(t)
	id := itip.InstanceAt(tuesday(4)) // 30 March, 13:00 UTC; the first was at 14:00 UTC
	require.Equal(t, itip.InstanceID("20270330T130000Z"), id)
	moved := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Instance: id, Start: tuesday(4).Add(2 * time.Hour)}, at(10, 0)))
	text := eventOf(t, moved.Send[0])
	require.Contains(t, text, "RECURRENCE-ID;TZID=Europe/Vienna:20270330T150000\r\n")
	require.Contains(t, text, "DTSTART;TZID=Europe/Vienna:20270330T170000\r\n")
	require.Contains(t, text, "DTEND;TZID=Europe/Vienna:20270330T180000\r\n")
	require.Contains(t, text, "SEQUENCE:1\r\n")
	require.NotContains(t, text, "FREQ=WEEKLY")
	require.Equal(t, 0, moved.State.Revision().Sequence)

	answered := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 30)))
	b := applyTo[itip.Attendee](t, itip.Reschedule)(answered.State.Apply(moved.Send[0], at(10, 1)))
	require.Equal(t, timesOf(t, moved.State.Meeting), timesOf(t, b.State.Meeting))
	require.Contains(t, timesOf(t, b.State.Meeting), "2027-03-30T15:00:00Z/2027-03-30T16:00:00Z")
	require.Equal(t, ics.ParticipationStatusAccepted, b.State.Status(""))
	require.Equal(t, ics.ParticipationStatusNeedsAction, b.State.Status(id))

	reply := applyTo[itip.Attendee](t, itip.Sent)(b.State.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined, Instance: id}, at(10, 2)))
	require.Contains(t, eventOf(t, reply.Send[0]), "SEQUENCE:1\r\n")
	o = applyTo[itip.Organizer](t, itip.Applied)(moved.State.Apply(reply.Send[0], at(10, 3))).State
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(answered.Send[0], at(10, 4))).State
	status, _ := o.Status(who, id)
	require.Equal(t, ics.ParticipationStatusDeclined, status)
	status, _ = o.Status(who, "")
	require.Equal(t, ics.ParticipationStatusAccepted, status)
	status, _ = o.Status(who, itip.InstanceAt(tuesday(1)))
	require.Equal(t, ics.ParticipationStatusAccepted, status)
}

// An answer to one instance needs no event of its own at the organizer's, and one to this
// and all later instances goes on.
func TestReplyToInstances(t *testing.T) {
	o, a := weekly(t)
	third, fifth := itip.InstanceAt(tuesday(2)), itip.InstanceAt(tuesday(4))
	declined := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined, Instance: third}, at(10, 0)))
	future := applyTo[itip.Attendee](t, itip.Sent)(declined.State.Reply(
		itip.Answer{Status: ics.ParticipationStatusTentative, Instance: fifth, Future: true}, at(10, 1)))
	require.Contains(t, eventOf(t, future.Send[0]), "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:20270330T150000")
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(future.Send[0], at(10, 2))).State
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(declined.Send[0], at(10, 3))).State
	require.Empty(t, o.Meeting.Overrides)
	for week, want := range map[int]ics.ParticipationStatus{
		0: "NEEDS-ACTION", 2: "DECLINED", 3: "NEEDS-ACTION", 4: "TENTATIVE", 7: "TENTATIVE",
	} {
		id := itip.InstanceAt(tuesday(week))
		status, _ := o.Status(who, id)
		require.Equal(t, want, status, "week %d", week)
		require.Equal(t, want, future.State.Status(id), "week %d", week)
	}
	nothing := itip.InstanceAt(tuesday(2).Add(time.Hour))
	step, err := a.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined, Instance: nothing}, at(10, 0))
	require.NoError(t, err)
	require.Equal(t, itip.Unknown, step.Outcome.Result)
	require.Contains(t, step.Outcome.Rule, "RFC 5545, section 3.8.4.4")

	// A change of time asks for all of them anew.
	moved := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Start: tuesday(0).Add(time.Hour)}, at(11, 0))).State
	for week := range 8 {
		status, _ := moved.Status(who, itip.InstanceAt(tuesday(week).Add(time.Hour)))
		require.Equal(t, ics.ParticipationStatusNeedsAction, status)
	}
}

func TestInstanceIsCancelled(t *testing.T) {
	o, a := weekly(t)
	a = applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 30))).State
	id := itip.InstanceAt(tuesday(4))
	gone := applyTo[itip.Organizer](t, itip.Sent)(o.CancelInstance(id, false, at(10, 0)))
	text := eventOf(t, gone.Send[0])
	require.Contains(t, text, "STATUS:CANCELLED")
	require.Contains(t, text, "RECURRENCE-ID;TZID=Europe/Vienna:20270330T150000")
	require.Contains(t, lines(t, calendarOf(t, gone.State.Meeting)), "EXDATE;TZID=Europe/Vienna:20270330T150000")
	require.Len(t, timesOf(t, gone.State.Meeting), 7)

	b := applyTo[itip.Attendee](t, itip.Cancelled)(a.Apply(gone.Send[0], at(10, 1)))
	require.Equal(t, timesOf(t, gone.State.Meeting), timesOf(t, b.State.Meeting))
	require.Equal(t, ics.ParticipationStatusAccepted, b.State.Status(""))
	require.False(t, b.State.IsCancelled())
	step, err := b.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted, Instance: id}, at(10, 2))
	require.NoError(t, err)
	require.Equal(t, itip.NothingToAnswer, step.Outcome.Result)
	late, err := a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted, Instance: id}, at(10, 2))
	require.NoError(t, err)
	require.Equal(t, itip.IgnoredCancelled, applyAny(t, gone.State, late.Send[0]).Result)
	// The answer to the series still counts: its SEQUENCE has not changed.
	whole := applyTo[itip.Attendee](t, itip.Sent)(b.State.Reply(itip.Answer{Status: ics.ParticipationStatusTentative}, at(10, 3)))
	require.Equal(t, itip.Applied, applyAny(t, gone.State, whole.Send[0]).Result)
}

func applyAny(t *testing.T, o itip.Organizer, m itip.Message) itip.Outcome {
	t.Helper()
	step, err := o.Apply(m, at(12, 0))
	require.NoError(t, err)
	return step.Outcome
}

func calendarOf(t *testing.T, m itip.Meeting) *ics.Calendar {
	t.Helper()
	cal, err := m.Calendar()
	require.NoError(t, err)
	return cal
}

func TestThisAndFutureIsCancelled(t *testing.T) {
	o, a := weekly(t)
	o = applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Instance: itip.InstanceAt(tuesday(6)), Start: tuesday(6).Add(time.Hour)}, at(9, 50))).State
	gone := applyTo[itip.Organizer](t, itip.Sent)(o.CancelInstance(itip.InstanceAt(tuesday(4)), true, at(10, 0)))
	require.Contains(t, eventOf(t, gone.Send[0]), "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:20270330T150000")
	require.Contains(t, lines(t, calendarOf(t, gone.State.Meeting)), "RRULE:FREQ=WEEKLY;UNTIL=20270330T125959Z")
	want := []string{
		"2027-03-02T14:00:00Z/2027-03-02T15:00:00Z", "2027-03-09T14:00:00Z/2027-03-09T15:00:00Z",
		"2027-03-16T14:00:00Z/2027-03-16T15:00:00Z", "2027-03-23T14:00:00Z/2027-03-23T15:00:00Z",
	}
	require.Equal(t, want, timesOf(t, gone.State.Meeting))
	b := applyTo[itip.Attendee](t, itip.Cancelled)(a.Apply(gone.Send[0], at(10, 1)))
	require.Equal(t, want, timesOf(t, b.State.Meeting))

	_, err := o.CancelInstance(itip.InstanceAt(tuesday(0)), true, at(10, 0))
	require.ErrorIs(t, err, itip.ErrValue)
	refused := applyTo[itip.Organizer](t, itip.IgnoredCancelled)(gone.State.Edit(itip.Edit{Instance: itip.InstanceAt(tuesday(5)), Start: tuesday(5)}, at(11, 0)))
	require.Empty(t, refused.Send)
}

func TestThisAndFutureIsMoved(t *testing.T) {
	o, a := weekly(t)
	id := itip.InstanceAt(tuesday(4))
	moved := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Instance: id, Future: true, Start: tuesday(4).Add(time.Hour)}, at(10, 0)))
	require.Contains(t, eventOf(t, moved.Send[0]), "RECURRENCE-ID;RANGE=THISANDFUTURE;")
	b := applyTo[itip.Attendee](t, itip.Reschedule)(a.Apply(moved.Send[0], at(10, 1)))
	times := timesOf(t, b.State.Meeting)
	require.Equal(t, timesOf(t, moved.State.Meeting), times)
	require.Equal(t, "2027-03-23T14:00:00Z/2027-03-23T15:00:00Z", times[3])
	require.Equal(t, "2027-03-30T14:00:00Z/2027-03-30T15:00:00Z", times[4])
	require.Equal(t, "2027-04-20T14:00:00Z/2027-04-20T15:00:00Z", times[7])
	// One of them, told apart, begins with what it has by then.
	place := itip.Property{Name: "LOCATION", Value: "Geneva"}
	apart := applyTo[itip.Organizer](t, itip.Sent)(moved.State.Edit(itip.Edit{Instance: itip.InstanceAt(tuesday(6)), Set: []itip.Property{place}}, at(11, 0)))
	require.Contains(t, eventOf(t, apart.Send[0]), "DTSTART;TZID=Europe/Vienna:20270413T160000")
}

func TestAdd(t *testing.T) {
	o, a := weekly(t)
	extra := time.Date(2027, time.March, 4, 9, 0, 0, 0, time.UTC)
	added := applyTo[itip.Organizer](t, itip.Sent)(o.AddInstance(extra, extra.Add(30*time.Minute), at(10, 0)))
	require.Equal(t, ics.MethodAdd, added.Send[0].Method)
	text := eventOf(t, added.Send[0])
	require.NotContains(t, text, "RECURRENCE-ID")
	require.Contains(t, text, "SEQUENCE:1\r\n")
	b := applyTo[itip.Attendee](t, itip.Added)(a.Apply(added.Send[0], at(10, 1)))
	require.Equal(t, timesOf(t, added.State.Meeting), timesOf(t, b.State.Meeting))
	require.Contains(t, timesOf(t, b.State.Meeting), "2027-03-04T09:00:00Z/2027-03-04T09:30:00Z")
	twice := applyTo[itip.Attendee](t, itip.Duplicate)(b.State.Apply(added.Send[0], at(10, 2)))
	require.Equal(t, b.State, twice.State)
	again := applyTo[itip.Organizer](t, itip.NoChange)(added.State.AddInstance(extra, extra.Add(time.Hour), at(10, 0)))
	require.Empty(t, again.Send)

	// Who does not know the meeting asks for it (RFC 5546, section 3.2.4).
	unknown := applyTo[itip.Attendee](t, itip.Refreshing)(itip.NewAttendee(ilo).Apply(added.Send[0], at(10, 1)))
	require.False(t, unknown.State.IsInvited())
	require.Equal(t, ics.MethodRefresh, unknown.Send[0].Method)
	require.Equal(t, []string{unodc}, unknown.Send[0].To)
	answer := applyTo[itip.Organizer](t, itip.Answered)(added.State.Apply(unknown.Send[0], at(10, 2)))
	require.Equal(t, added.State, answer.State)
	known := applyTo[itip.Attendee](t, itip.New)(unknown.State.Apply(answer.Send[0], at(10, 3)))
	require.Equal(t, timesOf(t, added.State.Meeting), timesOf(t, known.State.Meeting))

	// So does who has missed a message.
	more := applyTo[itip.Organizer](t, itip.Sent)(added.State.AddInstance(extra.Add(24*time.Hour), extra.Add(25*time.Hour), at(11, 0)))
	missed := applyTo[itip.Attendee](t, itip.Refreshing)(a.Apply(more.Send[0], at(11, 1)))
	require.Equal(t, a.Meeting, missed.State.Meeting)
}

func TestCounterForInstance(t *testing.T) {
	o, a := weekly(t)
	id := itip.InstanceAt(tuesday(4))
	proposed := time.Date(2027, time.March, 31, 16, 0, 0, 0, time.UTC)
	counter := applyTo[itip.Attendee](t, itip.Sent)(a.Counter(itip.CounterProposal{Instance: id, Start: proposed, Comment: "train"}, at(10, 0)))
	require.Equal(t, a.Meeting, counter.State.Meeting)
	received := applyTo[itip.Organizer](t, itip.Proposed)(o.Apply(counter.Send[0], at(10, 1)))
	require.Len(t, received.State.Pending(), 1)
	require.Equal(t, id, received.State.Pending()[0].Instance)
	require.Equal(t, "train", received.State.Pending()[0].Event.Value("COMMENT"))
	applyTo[itip.Organizer](t, itip.NoProposal)(received.State.AcceptCounter(who, "", at(10, 2)))
	accepted := applyTo[itip.Organizer](t, itip.Sent)(received.State.AcceptCounter(who, id, at(10, 2)))
	require.Contains(t, timesOf(t, accepted.State.Meeting), "2027-03-31T16:00:00Z/2027-03-31T17:00:00Z")
	require.Empty(t, accepted.State.Pending())

	declined := applyTo[itip.Organizer](t, itip.Sent)(received.State.DeclineCounter(who, id, "no", at(10, 2)))
	require.Equal(t, itip.Duplicate, applyAny(t, declined.State, counter.Send[0]).Result) // it is not proposed anew
	applyTo[itip.Attendee](t, itip.Noted)(counter.State.Apply(declined.Send[0], at(10, 3)))
}

// An earlier proposal that comes late does not take the place of a later one.
func TestCountersInOrder(t *testing.T) {
	o, a := weekly(t)
	first := applyTo[itip.Attendee](t, itip.Sent)(a.Counter(itip.CounterProposal{Start: tuesday(0).Add(time.Hour)}, at(10, 0)))
	second := applyTo[itip.Attendee](t, itip.Sent)(first.State.Counter(itip.CounterProposal{Start: tuesday(0).Add(2 * time.Hour)}, at(10, 0)))
	o = applyTo[itip.Organizer](t, itip.Proposed)(o.Apply(second.Send[0], at(10, 1))).State
	late := applyTo[itip.Organizer](t, itip.Stale)(o.Apply(first.Send[0], at(10, 2)))
	require.Equal(t, o, late.State)
}

func TestRefresh(t *testing.T) {
	o, a := weekly(t)
	refresh := applyTo[itip.Attendee](t, itip.Sent)(a.Refresh(at(10, 0)))
	answer := applyTo[itip.Organizer](t, itip.Answered)(o.Apply(refresh.Send[0], at(10, 1)))
	require.Equal(t, o, answer.State)
	require.Equal(t, []string{who}, answer.Send[0].To)
	applyTo[itip.Attendee](t, itip.Duplicate)(a.Apply(answer.Send[0], at(10, 2)))

	// Who has missed that they were removed, or that it is cancelled, is told again.
	removed := applyTo[itip.Organizer](t, itip.Sent)(o.Remove(who, "", at(11, 0)))
	again := applyTo[itip.Organizer](t, itip.Answered)(removed.State.Apply(refresh.Send[0], at(11, 1)))
	require.Equal(t, ics.MethodCancel, again.Send[0].Method)
	require.True(t, applyTo[itip.Attendee](t, itip.Cancelled)(a.Apply(again.Send[0], at(11, 2))).State.IsCancelled())
	off := applyTo[itip.Organizer](t, itip.Sent)(o.Cancel(at(11, 0)))
	again = applyTo[itip.Organizer](t, itip.Answered)(off.State.Apply(refresh.Send[0], at(11, 1)))
	require.True(t, applyTo[itip.Attendee](t, itip.Cancelled)(a.Apply(again.Send[0], at(11, 2))).State.IsCancelled())
	uninvited, err := itip.NewAttendee(fao).Apply(off.Send[0], at(11, 1))
	require.NoError(t, err)
	require.Equal(t, itip.Unknown, uninvited.Outcome.Result)
}

func TestPublish(t *testing.T) {
	o, a := weekly(t)
	published := applyTo[itip.Organizer](t, itip.Sent)(o.Publish(at(10, 0)))
	require.Equal(t, o, published.State)
	require.Empty(t, published.Send[0].To)
	require.NotContains(t, eventOf(t, published.Send[0]), "ATTENDEE")
	reader := applyTo[itip.Attendee](t, itip.Published)(itip.NewAttendee(fao).Apply(published.Send[0], at(10, 1)))
	require.False(t, reader.State.IsInvited())
	require.Equal(t, timesOf(t, o.Meeting), timesOf(t, reader.State.Meeting))
	applyTo[itip.Attendee](t, itip.NothingToAnswer)(reader.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(10, 2)))
	applyTo[itip.Attendee](t, itip.Noted)(a.Apply(published.Send[0], at(10, 1)))
	request, err := o.Request(at(11, 0))
	require.NoError(t, err)
	invited := applyTo[itip.Attendee](t, itip.New)(reader.State.Apply(request.Send[0], at(11, 1)))
	require.True(t, invited.State.IsInvited())
}

func TestAllDaySeries(t *testing.T) {
	i := invitation()
	i.AllDay = true
	i.Start, i.End = time.Date(2027, time.March, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, time.March, 3, 0, 0, 0, 0, time.UTC)
	i.Properties = []itip.Property{{Name: "RRULE", Value: "FREQ=MONTHLY;COUNT=3"}}
	step, err := itip.Invite(i, at(9, 0))
	require.NoError(t, err)
	require.Contains(t, eventOf(t, step.Send[0]), "DTSTART;VALUE=DATE:20270301\r\n")
	require.NotContains(t, eventOf(t, step.Send[0]), "VTIMEZONE")
	id := itip.InstanceOn(date.New(2027, time.April, 1))
	moved := applyTo[itip.Organizer](t, itip.Sent)(step.State.Edit(itip.Edit{
		Instance: id, AllDay: true, Start: time.Date(2027, time.April, 5, 0, 0, 0, 0, time.UTC)}, at(10, 0)))
	text := eventOf(t, moved.Send[0])
	require.Contains(t, text, "RECURRENCE-ID;VALUE=DATE:20270401")
	require.Contains(t, text, "DTEND;VALUE=DATE:20270407")
	gone := applyTo[itip.Organizer](t, itip.Sent)(moved.State.CancelInstance(itip.InstanceOn(date.New(2027, time.May, 1)), true, at(11, 0)))
	require.Contains(t, lines(t, calendarOf(t, gone.State.Meeting)), "RRULE:FREQ=MONTHLY;UNTIL=20270430")
}

// Other rules with the same first instance: whether they ask for an answer anew, the
// organizer says, and an answer that is kept there is kept here.
func TestRulesChange(t *testing.T) {
	o, a := weekly(t)
	accepted := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 30)))
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(accepted.Send[0], at(9, 31))).State

	monthly := itip.Property{Name: "RRULE", Value: "FREQ=MONTHLY;COUNT=8"}
	edited := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Set: []itip.Property{monthly}}, at(10, 0)))
	heard := applyTo[itip.Attendee](t, itip.Reschedule)(accepted.State.Apply(edited.Send[0], at(10, 1)))
	require.Equal(t, ics.ParticipationStatusNeedsAction, heard.State.Status(""))
	require.Empty(t, heard.State.Owed)

	// An ADD that got lost, and a removal that has SEQUENCE rise.
	more := applyTo[itip.Organizer](t, itip.Sent)(o.AddInstance(tuesday(9), tuesday(9).Add(time.Hour), at(10, 0)))
	removed := applyTo[itip.Organizer](t, itip.Sent)(more.State.Remove(ilo, "", at(10, 1)))
	heard = applyTo[itip.Attendee](t, itip.Reschedule)(accepted.State.Apply(removed.Send[1], at(10, 2)))
	require.Equal(t, ics.ParticipationStatusAccepted, heard.State.Status(""))
	require.Equal(t, timesOf(t, removed.State.Meeting), timesOf(t, heard.State.Meeting))

	// The same time, and STATUS: the answer stands on both sides.
	tentative := itip.Property{Name: "STATUS", Value: "TENTATIVE"}
	edited = applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Set: []itip.Property{tentative}}, at(10, 0)))
	heard = applyTo[itip.Attendee](t, itip.Reschedule)(accepted.State.Apply(edited.Send[0], at(10, 1)))
	require.Equal(t, ics.ParticipationStatusAccepted, heard.State.Status(""))
	require.Empty(t, heard.State.Owed)
}

// There and back again: the organizer has asked for new answers twice, while for the
// attendee nothing has changed. The answer is owed.
func TestAnswerIsOwed(t *testing.T) {
	o, a := weekly(t)
	accepted := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 30)))
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(accepted.Send[0], at(9, 31))).State
	o = applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Start: tuesday(0).Add(time.Hour)}, at(10, 0))).State
	back := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Start: tuesday(0)}, at(10, 1)))
	heard := applyTo[itip.Attendee](t, itip.Reschedule)(accepted.State.Apply(back.Send[0], at(10, 2)))
	require.Equal(t, ics.ParticipationStatusAccepted, heard.State.Status(""))
	require.Equal(t, []itip.InstanceID{""}, heard.State.Owed)
	again := applyTo[itip.Attendee](t, itip.Sent)(heard.State.Reply(itip.Answer{Status: heard.State.Status("")}, at(10, 3)))
	require.Empty(t, again.State.Owed)
	o = applyTo[itip.Organizer](t, itip.Applied)(back.State.Apply(again.Send[0], at(10, 4))).State
	status, _ := o.Status(who, "")
	require.Equal(t, ics.ParticipationStatusAccepted, status)
}

// What is told of an instance that is gone by then does not bring it back.
func TestInstanceDoesNotComeBack(t *testing.T) {
	o, a := weekly(t)
	extra := tuesday(9)
	added := applyTo[itip.Organizer](t, itip.Sent)(o.AddInstance(extra, extra.Add(time.Hour), at(10, 0)))
	gone := applyTo[itip.Organizer](t, itip.Sent)(added.State.CancelInstance(itip.InstanceAt(extra), false, at(10, 1)))
	text := itip.Property{Name: "SUMMARY", Value: "another"}
	whole := applyTo[itip.Organizer](t, itip.Sent)(gone.State.Edit(itip.Edit{Set: []itip.Property{text}}, at(10, 2)))
	want := timesOf(t, whole.State.Meeting)

	b := applyTo[itip.Attendee](t, itip.Update)(a.Apply(whole.Send[0], at(10, 3)))
	late := applyTo[itip.Attendee](t, itip.Stale)(b.State.Apply(added.Send[0], at(10, 4)))
	require.Equal(t, b.State, late.State)
	late = applyTo[itip.Attendee](t, itip.Stale)(b.State.Apply(gone.Send[0], at(10, 4)))
	require.Equal(t, want, timesOf(t, late.State.Meeting))

	// The CANCEL comes before the ADD.
	c := applyTo[itip.Attendee](t, itip.Unknown)(a.Apply(gone.Send[0], at(10, 3)))
	late = applyTo[itip.Attendee](t, itip.Stale)(c.State.Apply(added.Send[0], at(10, 4)))
	require.NotContains(t, timesOf(t, late.State.Meeting), extra.UTC().Format(time.RFC3339)+"/"+extra.Add(time.Hour).UTC().Format(time.RFC3339))

	// An override that the series has no more when it is told of anew.
	moved := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Instance: itip.InstanceAt(tuesday(3)), Start: tuesday(3).Add(time.Hour)}, at(10, 0)))
	d := applyTo[itip.Attendee](t, itip.Reschedule)(a.Apply(moved.Send[0], at(10, 1)))
	short := itip.Property{Name: "RRULE", Value: "FREQ=WEEKLY;COUNT=2"}
	cut := applyTo[itip.Organizer](t, itip.Sent)(moved.State.Edit(itip.Edit{Set: []itip.Property{short}}, at(11, 0)))
	d = applyTo[itip.Attendee](t, itip.Reschedule)(d.State.Apply(cut.Send[0], at(11, 1)))
	require.Len(t, timesOf(t, d.State.Meeting), 2)
	late = applyTo[itip.Attendee](t, itip.Stale)(d.State.Apply(moved.Send[0], at(11, 2)))
	require.Len(t, timesOf(t, late.State.Meeting), 2)
}

func TestCancelledInstanceTakesPlaceAfterAll(t *testing.T) {
	o, a := weekly(t)
	id := itip.InstanceAt(tuesday(4))
	gone := applyTo[itip.Organizer](t, itip.Sent)(o.CancelInstance(id, true, at(10, 0)))
	a = applyTo[itip.Attendee](t, itip.Cancelled)(a.Apply(gone.Send[0], at(10, 1))).State
	rule := itip.Property{Name: "RRULE", Value: "FREQ=WEEKLY;COUNT=6"}
	again := applyTo[itip.Organizer](t, itip.Sent)(gone.State.Edit(itip.Edit{Set: []itip.Property{rule}}, at(11, 0)))
	a = applyTo[itip.Attendee](t, itip.Reschedule)(a.Apply(again.Send[0], at(11, 1))).State
	require.Len(t, timesOf(t, a.Meeting), 6)
	require.Equal(t, timesOf(t, again.State.Meeting), timesOf(t, a.Meeting))
	moved := applyTo[itip.Organizer](t, itip.Sent)(again.State.Edit(itip.Edit{Instance: id, Start: tuesday(4).Add(time.Hour)}, at(12, 0)))
	a = applyTo[itip.Attendee](t, itip.Reschedule)(a.Apply(moved.Send[0], at(12, 1))).State
	reply := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted, Instance: id}, at(12, 2)))
	require.Equal(t, itip.Applied, applyAny(t, moved.State, reply.Send[0]).Result)
}

// What somebody has answered to an instance stands when something else of it changes.
func TestAnswerToInstanceStays(t *testing.T) {
	o, a := weekly(t)
	id := itip.InstanceAt(tuesday(4))
	reply := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined, Instance: id}, at(10, 0)))
	o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(reply.Send[0], at(10, 1))).State
	place := itip.Property{Name: "LOCATION", Value: "Geneva"}
	edited := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Instance: id, Set: []itip.Property{place}}, at(11, 0)))
	status, _ := edited.State.Status(who, id)
	require.Equal(t, ics.ParticipationStatusDeclined, status)
	heard := applyTo[itip.Attendee](t, itip.Update)(reply.State.Apply(edited.Send[0], at(11, 1)))
	require.Equal(t, ics.ParticipationStatusDeclined, heard.State.Status(id))
	require.Equal(t, ics.ParticipationStatusNeedsAction, heard.State.Status(""))
}

// An answer to this and all later instances takes the place of those to later ones, and
// leaves earlier ones.
func TestFutureAnswerCoversLaterOnes(t *testing.T) {
	o, a := weekly(t)
	moved := applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Instance: itip.InstanceAt(tuesday(5)), Start: tuesday(5).Add(time.Hour)}, at(9, 10)))
	o = moved.State
	a = applyTo[itip.Attendee](t, itip.Reschedule)(a.Apply(moved.Send[0], at(9, 11))).State
	for _, answer := range []itip.Answer{
		{Instance: itip.InstanceAt(tuesday(1)), Status: "DECLINED"}, {Instance: itip.InstanceAt(tuesday(6)), Status: "DECLINED"},
		{Instance: itip.InstanceAt(tuesday(5)), Status: "ACCEPTED"}, {Instance: itip.InstanceAt(tuesday(4)), Status: "TENTATIVE", Future: true},
	} {
		step := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(answer, at(10, 0)))
		a = step.State
		o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(step.Send[0], at(10, 1))).State
	}
	for week, want := range []ics.ParticipationStatus{
		"NEEDS-ACTION", "DECLINED", "NEEDS-ACTION", "NEEDS-ACTION", "TENTATIVE", "TENTATIVE", "TENTATIVE", "TENTATIVE",
	} {
		status, _ := o.Status(who, itip.InstanceAt(tuesday(week)))
		require.Equal(t, want, status, "organizer, week %d", week)
		require.Equal(t, want, a.Status(itip.InstanceAt(tuesday(week))), "attendee, week %d", week)
	}
}

func TestRemovedAndInvitedAgain(t *testing.T) {
	o, a := weekly(t)
	removed := applyTo[itip.Organizer](t, itip.Sent)(o.Remove(who, "", at(10, 0)))
	require.Len(t, removed.State.Cancelled, 1)
	a = applyTo[itip.Attendee](t, itip.Cancelled)(a.Apply(removed.Send[0], at(10, 1))).State
	again := applyTo[itip.Organizer](t, itip.Sent)(removed.State.Add(itip.Participant{Address: who}, "", at(10, 2)))
	require.Empty(t, again.State.Cancelled)
	require.Equal(t, []string{who}, again.Send[0].To)
	a = applyTo[itip.Attendee](t, itip.Update)(a.Apply(again.Send[0], at(10, 3))).State
	require.False(t, a.IsCancelled())
	require.Equal(t, ics.ParticipationStatusNeedsAction, a.Status(""))
	applyTo[itip.Attendee](t, itip.Stale)(a.Apply(removed.Send[0], at(10, 4)))
}
