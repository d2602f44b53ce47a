package itip_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

func TestLimits(t *testing.T) {
	i := invitation()
	i.Limits = itip.Limits{Attendees: 2}
	_, err := itip.Invite(i, at(9, 0))
	require.ErrorIs(t, err, itip.ErrLimit)
	var at2 *itip.Error
	require.ErrorAs(t, err, &at2)
	require.Equal(t, "Invite, ATTENDEE", at2.Place)
	require.Equal(t, "itip: Invite, ATTENDEE: more than 2 attendees", err.Error())

	o, a := weekly(t)
	o.Limits = itip.Limits{Attendees: 3, Instances: 2, Replies: 2}
	_, err = o.Add(itip.Participant{Address: fao}, "", at(10, 0))
	require.ErrorIs(t, err, itip.ErrLimit)
	for week := 1; week <= 3; week++ {
		step, err := o.Edit(itip.Edit{Instance: itip.InstanceAt(tuesday(week)), Start: tuesday(week).Add(time.Hour)}, at(10, week))
		if week == 3 {
			require.ErrorIs(t, err, itip.ErrLimit)
			break
		}
		require.NoError(t, err)
		o = step.State
	}
	for week := 4; week <= 6; week++ {
		reply := applyTo[itip.Attendee](t, itip.Sent)(a.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined, Instance: itip.InstanceAt(tuesday(week))}, at(11, week)))
		step, err := o.Apply(reply.Send[0], at(12, week))
		if week == 6 {
			require.ErrorIs(t, err, itip.ErrLimit)
			require.Equal(t, o, step.State)
			break
		}
		require.NoError(t, err)
		o = step.State
	}

	request := append(stamped(0, at(9, 0)), "DTSTART:20261202T140000Z", "ATTENDEE:"+self, "ATTENDEE:"+who)
	small := itip.NewAttendee(self)
	small.Limits = itip.Limits{Attendees: 1}
	_, err = small.Apply(message(t, host, "REQUEST", request...), at(9, 1))
	require.ErrorIs(t, err, itip.ErrLimit)
	require.Contains(t, err.Error(), "REQUEST, component 1")
	small.Limits = itip.Limits{Properties: 5}
	_, err = small.Apply(message(t, host, "REQUEST", request...), at(9, 1))
	require.ErrorIs(t, err, itip.ErrLimit)

	long := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\n" +
		strings.Repeat("BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n", 20) + "END:VCALENDAR\r\n"
	for _, limits := range []itip.Limits{{Components: 19}, {Octets: 100}} {
		_, err = itip.ReadMessage(strings.NewReader(long), host, itip.ReadOptions{Limits: limits})
		require.ErrorIs(t, err, itip.ErrLimit, "%+v", limits)
	}
	_, err = itip.ReadMessage(strings.NewReader(long), host, itip.ReadOptions{Limits: itip.Limits{Components: 20}})
	require.NoError(t, err)
}

func TestExtremeLimits(t *testing.T) {
	const one = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	const mail = "From: a@un.example\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n" + one
	read := func(limits itip.Limits) error {
		_, err := itip.ReadMessage(strings.NewReader(one), host, itip.ReadOptions{Limits: limits})
		return err
	}
	readMail := func(limits itip.Limits) error {
		in, err := itip.ReadMail(strings.NewReader(mail), itip.MailLimits{
			Size: math.MaxInt64, Header: math.MaxInt64, Depth: math.MaxInt, Parts: math.MaxInt, Calendars: math.MaxInt, Message: limits,
		})
		if err == nil {
			require.Len(t, in.Messages, 1)
		}
		return err
	}
	for _, read := range []func(itip.Limits) error{read, readMail} {
		require.NoError(t, read(itip.Limits{Octets: math.MaxInt, Components: math.MaxInt, Properties: math.MaxInt}))
		for _, least := range []int{-1, math.MinInt} {
			for _, limits := range []itip.Limits{{Octets: least}, {Components: least}, {Properties: least}} {
				require.ErrorIs(t, read(limits), itip.ErrLimit, "%+v", limits)
			}
		}
	}
}

func TestSequenceEnds(t *testing.T) {
	o := invited(t)
	o.Last.Sequence = math.MaxInt32
	_, err := o.Edit(itip.Edit{Start: start.Add(time.Hour)}, at(10, 0))
	require.ErrorIs(t, err, itip.ErrLimit)
}

func TestBadArguments(t *testing.T) {
	for name, change := range map[string]func(*itip.Invitation){
		"UID":       func(i *itip.Invitation) { i.UID = "" },
		"ORGANIZER": func(i *itip.Invitation) { i.Organizer.Address = "" },
		"STATUS":    func(i *itip.Invitation) { i.Status = ics.ObjectStatusCancelled },
		"DTSTART":   func(i *itip.Invitation) { i.Start = time.Time{} },
		"DTEND":     func(i *itip.Invitation) { i.End = i.Start },
		"ATTENDEE": func(i *itip.Invitation) {
			i.Attendees = append(i.Attendees, itip.Participant{Address: "FOCAL@who.example"})
		},
		"SEQUENCE": func(i *itip.Invitation) { i.Properties = []itip.Property{{Name: "sequence", Value: "3"}} },
	} {
		i := invitation()
		change(&i)
		_, err := itip.Invite(i, at(9, 0))
		require.ErrorIs(t, err, itip.ErrValue, name)
		require.Contains(t, err.Error(), "Invite, "+name)
	}
	o := invited(t)
	for _, e := range []itip.Edit{
		{Set: []itip.Property{{Name: "STATUS", Value: "CANCELLED"}}}, {Set: []itip.Property{{Name: "UID", Value: "x"}}},
		{Remove: []string{"organizer"}}, {Start: start, End: start.Add(-time.Hour)},
	} {
		_, err := o.Edit(e, at(10, 0))
		require.ErrorIs(t, err, itip.ErrValue, "%+v", e)
	}
	_, err := o.Edit(itip.Edit{Set: []itip.Property{{Name: "RRULE", Value: "FREQ=NEVER"}}}, at(10, 0))
	require.Error(t, err) // of the strict writer
	_, err = o.Cancel(time.Time{})
	require.ErrorIs(t, err, itip.ErrValue)
	fixed := invitation()
	fixed.Start = fixed.Start.In(time.FixedZone("office", 3600))
	_, err = itip.Invite(fixed, at(9, 0))
	require.Error(t, err) // a zone that nobody else knows
	_, err = requested(t).Reply(itip.Answer{Status: "MAYBE"}, at(10, 0))
	require.ErrorIs(t, err, itip.ErrValue)
}

// Two changes within a second are told apart, and so are two answers.
func TestWithinASecond(t *testing.T) {
	o := invited(t)
	a := applyTo[itip.Attendee](t, itip.New)(itip.NewAttendee(who).Apply(request(t, o), at(9, 0)))
	for i := range 3 {
		step, err := o.Edit(itip.Edit{Set: []itip.Property{{Name: "SUMMARY", Value: fmt.Sprint(i)}}}, at(9, 0))
		require.NoError(t, err)
		require.Equal(t, 1, step.State.Revision().Compare(o.Revision()))
		a = applyTo[itip.Attendee](t, itip.Update)(a.State.Apply(step.Send[0], at(9, 0)))
		require.Equal(t, fmt.Sprint(i), a.State.Meeting.Main.Value("SUMMARY"))
		o = step.State
		for _, status := range []ics.ParticipationStatus{"ACCEPTED", "DECLINED"} {
			a = applyTo[itip.Attendee](t, itip.Sent)(a.State.Reply(itip.Answer{Status: status}, at(9, 0)))
			o = applyTo[itip.Organizer](t, itip.Applied)(o.Apply(a.Send[0], at(9, 0))).State
		}
	}
}

func request(t *testing.T, o itip.Organizer) itip.Message {
	t.Helper()
	step, err := o.Request(at(9, 0))
	require.NoError(t, err)
	return step.Send[0]
}

// A REPLY may answer several requests, each of which is judged alone (RFC 5546, section
// 3.2.3).
func TestSeveralUIDs(t *testing.T) {
	states := map[string]itip.Organizer{}
	for _, uid := range []string{"a@example.org", "b@example.org"} {
		i := invitation()
		i.UID = uid
		step, err := itip.Invite(i, at(9, 0))
		require.NoError(t, err)
		states[uid] = step.State
	}
	var text []string
	for _, row := range [][2]string{{"a@example.org", "0"}, {"b@example.org", "7"}, {"c@example.org", "0"}} {
		text = append(text, "BEGIN:VEVENT", "UID:"+row[0], "SEQUENCE:"+row[1], "DTSTAMP:20261126T093000Z", "ATTENDEE;PARTSTAT=ACCEPTED:"+who, "END:VEVENT")
	}
	m := read(t, who, append(append([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY"}, text...), "END:VCALENDAR")...)
	require.Equal(t, []string{"a@example.org", "b@example.org", "c@example.org"}, m.UIDs())
	var results []itip.Result
	for _, part := range m.Split() {
		require.Len(t, part.UIDs(), 1)
		o, ok := states[part.UIDs()[0]]
		if !ok {
			results = append(results, itip.Unknown)
			continue
		}
		results = append(results, applyAny(t, o, part).Result)
	}
	require.Equal(t, []itip.Result{itip.Applied, itip.InvalidSequence, itip.Unknown}, results)
	// Without being split, a message is judged by what is of the meeting.
	require.Equal(t, itip.Applied, applyAny(t, states["a@example.org"], m).Result)
	other := states["a@example.org"]
	other.Meeting.UID = "x"
	require.Equal(t, itip.Unknown, applyAny(t, other, m).Result)
}

func TestOrganizerOf(t *testing.T) {
	o, _ := weekly(t)
	o = applyTo[itip.Organizer](t, itip.Sent)(o.Edit(itip.Edit{Instance: itip.InstanceAt(tuesday(2)), Start: tuesday(2).Add(time.Hour)}, at(10, 0))).State
	taken, err := itip.OrganizerOf(calendarOf(t, o.Meeting), itip.Limits{})
	require.NoError(t, err)
	require.Equal(t, o.Meeting, taken.Meeting)
	require.Equal(t, o.Address, taken.Address)
	require.Equal(t, o.Last, taken.Last)
	step, err := taken.Request(at(11, 0), who, stranger)
	require.NoError(t, err)
	require.Equal(t, []string{who}, step.Send[0].To)
	_, err = itip.OrganizerOf(&ics.Calendar{}, itip.Limits{})
	require.ErrorIs(t, err, itip.ErrValue)
}

func TestOtherComponents(t *testing.T) {
	m := read(t, who, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VTODO", "UID:principals-2026@unodc.example",
		"DTSTAMP:20261126T093000Z", "ATTENDEE;PARTSTAT=ACCEPTED:"+who, "END:VTODO", "END:VCALENDAR")
	require.Equal(t, itip.Unsupported, applyAny(t, invited(t), m).Result)
	require.Equal(t, itip.Misdirected, applyAny(t, invited(t), request(t, invited(t))).Result)
	o := invited(t)
	a := applyTo[itip.Attendee](t, itip.New)(itip.NewAttendee(who).Apply(request(t, o), at(9, 0)))
	refresh := applyTo[itip.Attendee](t, itip.Sent)(a.State.Refresh(at(9, 1)))
	applyTo[itip.Attendee](t, itip.Misdirected)(a.State.Apply(refresh.Send[0], at(9, 2)))
}
