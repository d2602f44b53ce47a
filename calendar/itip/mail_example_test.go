package itip_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"strings"
	"time"
	_ "time/tzdata"

	gomessage "github.com/emersion/go-message"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar/itip"
	"github.com/convene-cal/convene/calendar/meeting"
)

func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		log.Fatal(err)
	}
	return loc
}

// invite invites two people to a meeting.
func invite(now time.Time) itip.Step[itip.Organizer] {
	start := time.Date(2026, time.November, 26, 15, 0, 0, 0, zone("Europe/Vienna"))
	step, err := itip.Invite(itip.Invitation{
		UID:       "icat-2026-11@unodc.example",
		Organizer: itip.Participant{Address: "mailto:amina@unodc.example", Name: "Amina Khan"},
		Attendees: []itip.Participant{
			{Address: "mailto:bo@iom.example", Name: "Bo"},
			{Address: "mailto:tui@undp.example", Name: "Tui"},
		},
		Start: start, End: start.Add(2 * time.Hour),
		Summary: "ICAT principals", Location: "Conference Room 3, Vienna",
	}, now)
	if err != nil {
		log.Fatal(err)
	}
	return step
}

var places = map[string]*time.Location{
	"amina@unodc.example": zone("America/New_York"),
	"bo@iom.example":      zone("Asia/Kathmandu"),
	"tui@undp.example":    zone("Pacific/Auckland"),
}

// text returns the plain text of a mail.
func text(m itip.Mail) string {
	e, err := gomessage.Read(bytes.NewReader(m.Data))
	if err != nil {
		log.Fatal(err)
	}
	var found string
	err = e.Walk(func(_ []int, part *gomessage.Entity, err error) error {
		if mediaType, _, _ := part.Header.ContentType(); mediaType == "text/plain" {
			data, err := io.ReadAll(part.Body)
			found = strings.ReplaceAll(string(data), "\r\n", "\n")
			return err
		}
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
	return found
}

// What does an invitation say to somebody in Kathmandu, and to somebody in Auckland who reads
// French?
func ExampleComposeMail() {
	now := time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)
	request := invite(now).Send[0]
	for _, to := range []struct {
		address  string
		language language.Tag
	}{{"mailto:bo@iom.example", language.English}, {"mailto:tui@undp.example", language.French}} {
		m, err := itip.ComposeMail(request, to.address, itip.MailOptions{Languages: []language.Tag{to.language}, Locations: places})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(text(m))
	}
	// Output:
	// Amina Khan invites you.
	//
	// ICAT principals
	//
	// When:      Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
	// Where:     Conference Room 3, Vienna
	// Organizer: Amina Khan
	// Invited:   Bo, Tui
	//
	// Local times:
	//   Kathmandu  19:45–21:45  UTC+05:45  you
	//   New York   09:00–11:00  UTC−05:00  Amina Khan
	//   Auckland   03:00–05:00  UTC+13:00  Friday, 27 November 2026 (next day)  Tui
	//
	// Please answer with your calendar application: accept, decline, or propose another time.
	//
	// Amina Khan vous invite.
	//
	// ICAT principals
	//
	// Quand:        vendredi 27 novembre 2026, 03:00–05:00 (Auckland, UTC+13:00)
	// Lieu:         Conference Room 3, Vienna
	// Organisation: Amina Khan
	// Invités:      Bo, Tui
	//
	// Heures locales:
	//   Auckland   03:00–05:00  UTC+13:00  vous
	//   New York   09:00–11:00  UTC−05:00  jeudi 26 novembre 2026 (la veille)  Amina Khan
	//   Kathmandu  19:45–21:45  UTC+05:45  jeudi 26 novembre 2026 (la veille)  Bo
	//
	// Veuillez répondre avec votre agenda : accepter, refuser ou proposer un autre horaire.
}

// smtpSender is a Sender that speaks SMTP with a server. One for a server elsewhere would
// also call StartTLS and Auth.
type smtpSender struct{ address string }

func (s smtpSender) Send(ctx context.Context, m itip.Mail) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", s.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return err
		}
	}
	client, err := smtp.NewClient(conn, "localhost")
	if err != nil {
		return err
	}
	if err := client.Mail(m.From); err != nil {
		return err
	}
	for _, to := range m.To {
		if err := client.Rcpt(to); err != nil {
			return err
		}
	}
	w, err := client.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(m.Data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return client.Quit()
}

// receive answers one SMTP client (RFC 5321) on a connection, and returns the envelope and
// what it sent.
func receive(conn net.Conn) (envelope []string, data []byte, err error) {
	defer conn.Close()
	c := textproto.NewConn(conn)
	if err := c.PrintfLine("220 localhost ready"); err != nil {
		return nil, nil, err
	}
	for {
		line, err := c.ReadLine()
		if err != nil {
			return envelope, data, err
		}
		reply := "250 ok"
		switch verb := strings.ToUpper(strings.Fields(line + " -")[0]); verb {
		case "MAIL", "RCPT":
			envelope = append(envelope, line)
		case "DATA":
			if err := c.PrintfLine("354 go on"); err != nil {
				return envelope, data, err
			}
			if data, err = io.ReadAll(c.DotReader()); err != nil {
				return envelope, data, err
			}
		case "QUIT":
			reply = "221 bye"
		}
		if err := c.PrintfLine("%s", reply); err != nil || strings.HasPrefix(reply, "221") {
			return envelope, data, err
		}
	}
}

// How is an invitation sent by SMTP? The server here is one on this machine.
func ExampleSender() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	defer listener.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 2 {
			conn, err := listener.Accept()
			if err != nil {
				log.Fatal(err)
			}
			envelope, data, err := receive(conn)
			if err != nil {
				log.Fatal(err)
			}
			received, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(data)))
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(strings.Join(envelope, "\n"))
			fmt.Println("Subject:", received.Header.Get("Subject"))
		}
	}()

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var sender itip.Sender = smtpSender{listener.Addr().String()}
	for _, m := range invite(time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)).Send {
		for _, to := range m.To {
			made, err := itip.ComposeMail(m, to, itip.MailOptions{Locations: places})
			if err != nil {
				log.Fatal(err)
			}
			if err := sender.Send(ctx, made); err != nil {
				log.Fatal(err)
			}
		}
	}
	<-done
	// Output:
	// MAIL FROM:<amina@unodc.example>
	// RCPT TO:<bo@iom.example>
	// Subject: Invitation: ICAT principals
	// MAIL FROM:<amina@unodc.example>
	// RCPT TO:<tui@undp.example>
	// Subject: Invitation: ICAT principals
}

// Bo proposes to begin four hours earlier. Whom would that lose? The proposal comes as a
// mail, and package meeting knows who is where and works when.
func ExampleReadMail() {
	now := time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)
	organizer := invite(now).State

	in, err := itip.ReadMail(strings.NewReader(counterMail), itip.MailLimits{})
	if err != nil {
		log.Fatal(err)
	}
	// Here the office asks its mail server whether the mail really is from in.From.
	step, err := organizer.Apply(in.Messages[0].Message, now.Add(time.Hour))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(step.Outcome)

	office := meeting.Weekdays(meeting.ClockRange{From: meeting.At(8, 0), To: meeting.At(22, 0)})
	request := meeting.Request{MaskUID: organizer.Meeting.UID, Bands: []meeting.Band{}}
	for _, name := range []string{"amina@unodc.example", "bo@iom.example", "tui@undp.example"} {
		request.Participants = append(request.Participants, meeting.Participant{
			ID: name, Location: places[name], Hours: office, SoftHours: name == "tui@undp.example",
		})
	}
	proposal := step.State.Pending()[0]
	planned, err := organizer.Meeting.Span(organizer.Meeting.Main)
	if err != nil {
		log.Fatal(err)
	}
	proposed, err := organizer.Meeting.Span(proposal.Event)
	if err != nil {
		log.Fatal(err)
	}
	move, err := meeting.Weigh(context.Background(), request,
		meeting.Span{Start: planned.Start, End: planned.End}, meeting.Span{Start: proposed.Start, End: proposed.End})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(move)

	answer, err := step.State.DeclineCounter(proposal.Address, proposal.Instance, "Too early in New York.", now.Add(2*time.Hour))
	if err != nil {
		log.Fatal(err)
	}
	m, err := itip.ComposeMail(answer.Send[0], proposal.Address, itip.MailOptions{
		Locations: places, Before: invite(now).Send[0].Calendar, InReplyTo: in.MessageID,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text(m))
	// Output:
	// proposal
	// not feasible: 1 missing; lost: amina@unodc.example (hours)
	// Amina Khan has declined your proposal.
	// What was agreed stands.
	//
	// ICAT principals
	//
	// When:    Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
	// Where:   Conference Room 3, Vienna
	// Comment: Too early in New York.
}

const counterMail = `From: Bo <bo@iom.example>
To: amina@unodc.example
Subject: New time proposed
Message-ID: <counter@iom.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=parts

--parts
Content-Type: text/plain

Could we begin at four in the afternoon of Kathmandu?
--parts
Content-Type: text/calendar; method=COUNTER; charset=UTF-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
METHOD:COUNTER
BEGIN:VEVENT
UID:icat-2026-11@unodc.example
SEQUENCE:0
DTSTAMP:20261101T093000Z
DTSTART:20261126T100000Z
DTEND:20261126T120000Z
SUMMARY:ICAT principals
ORGANIZER:mailto:amina@unodc.example
ATTENDEE:mailto:bo@iom.example
END:VEVENT
END:VCALENDAR
--parts--
`
