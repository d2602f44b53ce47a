package itip_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/itip"
)

// The life of a meeting: it is planned, accepted, negotiated, moved and called off.
func Example() {
	day := time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)
	now := time.Date(2026, time.November, 26, 9, 0, 0, 0, time.UTC)
	later := func() time.Time { now = now.Add(time.Hour); return now }
	check := func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	}
	tell := func(who string, outcome itip.Outcome, sent []itip.Message) {
		fmt.Printf("%s: %s\n", who, outcome)
		for _, m := range sent {
			event := m.Components()[0]
			fmt.Printf("  -> %s, SEQUENCE %s, to %s\n", m.Method, event.Value("SEQUENCE"), strings.Join(m.To, ", "))
		}
	}

	// The secretariat invites two organizations.
	plan, err := itip.Invite(itip.Invitation{
		UID:       "principals-2026@unodc.example",
		Organizer: itip.Participant{Address: "mailto:icat@unodc.example", Name: "ICAT secretariat"},
		Attendees: []itip.Participant{
			{Address: "mailto:who@example.org", Name: "WHO", Role: ics.ParticipationRoleChair},
			{Address: "mailto:ilo@example.org", Name: "ILO"},
		},
		Start: day.Add(14 * time.Hour), End: day.Add(15 * time.Hour), Summary: "Meeting of principals",
	}, now)
	check(err)
	organizer := plan.State
	tell("secretariat invites", plan.Outcome, plan.Send)

	// Both get the message.
	who, err := itip.NewAttendee("mailto:who@example.org").Apply(plan.Send[0], later())
	check(err)
	tell("WHO is invited", who.Outcome, who.Send)
	ilo, err := itip.NewAttendee("mailto:ilo@example.org").Apply(plan.Send[0], later())
	check(err)
	tell("ILO is invited", ilo.Outcome, ilo.Send)

	// WHO accepts. The ILO would rather meet an hour later.
	who, err = who.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, later())
	check(err)
	tell("WHO accepts", who.Outcome, who.Send)
	accepted := who.Send[0]
	ilo, err = ilo.State.Counter(itip.CounterProposal{Start: day.Add(15 * time.Hour), Comment: "the train"}, later())
	check(err)
	tell("ILO proposes", ilo.Outcome, ilo.Send)

	// The secretariat hears of both, and moves the meeting: everybody has to answer anew.
	for _, m := range []itip.Message{accepted, ilo.Send[0]} {
		step, err := organizer.Apply(m, later())
		check(err)
		organizer = step.State
		tell("secretariat hears", step.Outcome, step.Send)
	}
	moved, err := organizer.AcceptCounter("mailto:ilo@example.org", "", later())
	check(err)
	organizer = moved.State
	tell("secretariat moves it", moved.Outcome, moved.Send)

	// WHO's acceptance comes once more, by another way: it was to the earlier time.
	late, err := organizer.Apply(accepted, later())
	check(err)
	tell("secretariat hears", late.Outcome, late.Send)

	// In the end it is called off.
	off, err := organizer.Cancel(later())
	check(err)
	tell("secretariat cancels", off.Outcome, off.Send)
	who, err = who.State.Apply(off.Send[0], later())
	check(err)
	tell("WHO hears", who.Outcome, who.Send)
	who, err = who.State.Apply(moved.Send[0], later())
	check(err)
	tell("WHO hears, too late", who.Outcome, who.Send)
	// Output:
	// secretariat invites: sent
	//   -> REQUEST, SEQUENCE 0, to mailto:who@example.org, mailto:ilo@example.org
	// WHO is invited: new
	// ILO is invited: new
	// WHO accepts: sent
	//   -> REPLY, SEQUENCE 0, to mailto:icat@unodc.example
	// ILO proposes: sent
	//   -> COUNTER, SEQUENCE 0, to mailto:icat@unodc.example
	// secretariat hears: applied
	// secretariat hears: proposal
	// secretariat moves it: sent
	//   -> REQUEST, SEQUENCE 1, to mailto:who@example.org, mailto:ilo@example.org
	// secretariat hears: stale: it answers SEQUENCE 0, and the event is at 1 (RFC 5546, section 2.1.5)
	// secretariat cancels: sent
	//   -> CANCEL, SEQUENCE 2, to mailto:who@example.org, mailto:ilo@example.org
	// WHO hears: cancelled
	// WHO hears, too late: stale: SEQUENCE 1 of 20261126T160000Z is earlier than SEQUENCE 2 of 20261126T180000Z, which is known (RFC 5546, section 2.1.5)
}

// exampleMeeting is a weekly meeting with one attendee.
func exampleMeeting() itip.Step[itip.Organizer] {
	first := time.Date(2027, time.March, 2, 14, 0, 0, 0, time.UTC)
	step, err := itip.Invite(itip.Invitation{
		UID:        "weekly@unodc.example",
		Organizer:  itip.Participant{Address: "mailto:icat@unodc.example"},
		Attendees:  []itip.Participant{{Address: "mailto:ilo@example.org"}},
		Start:      first,
		End:        first.Add(time.Hour),
		Properties: []itip.Property{{Name: "RRULE", Value: "FREQ=WEEKLY;COUNT=4"}},
	}, time.Date(2027, time.January, 4, 9, 0, 0, 0, time.UTC))
	if err != nil {
		log.Fatal(err)
	}
	return step
}

// What does a message look like?
func ExampleMessage_Marshal() {
	m := exampleMeeting().Send[0]
	text, err := m.Marshal()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(m.ContentType())
	fmt.Println(strings.ReplaceAll(string(text), "\r\n", "\n"))
	// Output:
	// text/calendar; charset=UTF-8; component=VEVENT; method=REQUEST
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//Convene//Convene iTIP//EN
	// METHOD:REQUEST
	// BEGIN:VEVENT
	// UID:weekly@unodc.example
	// DTSTAMP:20270104T090000Z
	// SEQUENCE:0
	// DTSTART:20270302T140000Z
	// DTEND:20270302T150000Z
	// RRULE:FREQ=WEEKLY;COUNT=4
	// STATUS:CONFIRMED
	// ORGANIZER:mailto:icat@unodc.example
	// ATTENDEE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ilo@ex
	//  ample.org
	// END:VEVENT
	// END:VCALENDAR
}

// Somebody writes a REPLY in the name of another: who sent it decides.
func ExampleOrganizer_Apply() {
	organizer := exampleMeeting().State
	text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n" +
		"UID:weekly@unodc.example\r\nDTSTAMP:20270105T090000Z\r\nATTENDEE;PARTSTAT=DECLINED:mailto:ilo@example.org\r\n" +
		"END:VEVENT\r\nEND:VCALENDAR\r\n"
	for _, from := range []string{"mailto:mallory@example.com", "mailto:ILO@example.org"} {
		m, err := itip.ReadMessage(strings.NewReader(text), from, itip.ReadOptions{})
		if err != nil {
			log.Fatal(err)
		}
		step, err := organizer.Apply(m, time.Date(2027, time.January, 5, 10, 0, 0, 0, time.UTC))
		if err != nil {
			log.Fatal(err)
		}
		status, _ := step.State.Status("mailto:ilo@example.org", "")
		fmt.Println(step.Outcome)
		fmt.Println(status)
	}
	// Output:
	// impostor: mailto:mallory@example.com speaks for mailto:ilo@example.org, and is not known as a deputy (RFC 5546, section 6.1.2; RFC 5545, section 3.2.18)
	// NEEDS-ACTION
	// applied
	// DECLINED
}

// One meeting of a series is an hour later, and the attendee declines that one alone.
func ExampleOrganizer_Edit() {
	plan := exampleMeeting()
	third := time.Date(2027, time.March, 16, 14, 0, 0, 0, time.UTC)
	id := itip.InstanceAt(third)
	now := time.Date(2027, time.February, 1, 9, 0, 0, 0, time.UTC)

	moved, err := plan.State.Edit(itip.Edit{Instance: id, Start: third.Add(time.Hour)}, now)
	if err != nil {
		log.Fatal(err)
	}
	ilo := itip.NewAttendee("mailto:ilo@example.org")
	for _, m := range append(plan.Send, moved.Send...) {
		step, err := ilo.Apply(m, now)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(step.Outcome)
		ilo = step.State
	}
	declined, err := ilo.Reply(itip.Answer{Status: ics.ParticipationStatusDeclined, Instance: id}, now)
	if err != nil {
		log.Fatal(err)
	}
	heard, err := moved.State.Apply(declined.Send[0], now)
	if err != nil {
		log.Fatal(err)
	}
	for _, instance := range []itip.InstanceID{"", id} {
		status, _ := heard.State.Status("mailto:ilo@example.org", instance)
		fmt.Printf("%q %s\n", instance, status)
	}
	// Output:
	// new
	// reschedule
	// "" NEEDS-ACTION
	// "20270316T140000Z" DECLINED
}

// A state is kept as JSON.
func ExampleOrganizer() {
	organizer := exampleMeeting().State
	data, err := json.Marshal(organizer)
	if err != nil {
		log.Fatal(err)
	}
	var loaded itip.Organizer
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&loaded); err != nil {
		log.Fatal(err)
	}
	fmt.Println(loaded.Meeting.UID, loaded.Revision().Sequence)
	// Output:
	// weekly@unodc.example 0
}

// The ILO cannot come, and sends the IOM, which answers both the secretariat and the ILO.
func ExampleAttendee_Delegate() {
	plan := exampleMeeting()
	now := time.Date(2027, time.February, 1, 9, 0, 0, 0, time.UTC)
	ilo, err := itip.NewAttendee("mailto:ilo@example.org").Apply(plan.Send[0], now)
	if err != nil {
		log.Fatal(err)
	}
	handed, err := ilo.State.Delegate(itip.Participant{Address: "mailto:iom@example.org", Name: "IOM"}, "", now)
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range handed.Send {
		fmt.Println(m.Method, m.To)
	}
	iom, err := itip.NewAttendee("mailto:iom@example.org").Apply(handed.Send[1], now)
	if err != nil {
		log.Fatal(err)
	}
	accepted, err := iom.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, now)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(accepted.Send[0].Method, accepted.Send[0].To)
	organizer := plan.State
	for _, m := range []itip.Message{handed.Send[0], accepted.Send[0]} {
		step, err := organizer.Apply(m, now)
		if err != nil {
			log.Fatal(err)
		}
		organizer = step.State
	}
	for _, p := range itip.Participants(organizer.Meeting.Main) {
		fmt.Println(p.Address, p.Status)
	}
	// Output:
	// REPLY [mailto:icat@unodc.example]
	// REQUEST [mailto:iom@example.org]
	// REPLY [mailto:icat@unodc.example mailto:ilo@example.org]
	// mailto:ilo@example.org DELEGATED
	// mailto:iom@example.org ACCEPTED
}
