package itip

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLetterDetails(t *testing.T) {
	const amina, bo = "mailto:amina@example.org", "mailto:bo@example.net"
	people := []string{"ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net"}
	event := func(lines ...string) []string {
		all := append([]string{"BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20261105T090000Z"}, append(lines, people...)...)
		return append(all, "END:VEVENT")
	}
	series := event("DTSTART:20261005T150000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=40", "SUMMARY:Weekly")
	exception := event("RECURRENCE-ID:20261012T150000Z", "DTSTART:20261013T150000Z", "DURATION:PT1H", "SUMMARY:Weekly")
	compose := func(m Message, before *Message) (subject, text string) {
		o := MailOptions{Locations: principalsAt(t)}
		if before != nil {
			o.Before = before.Calendar
		}
		made, err := ComposeMail(m, bo, o)
		require.NoError(t, err)
		p := parseMail(t, made)
		return p.header.Get("Subject"), p.parts[0].parts[0].body
	}
	message := func(method string, lines ...string) Message { return mailMessage(t, amina, method, lines...) }

	t.Run("an exception is taken back", func(t *testing.T) {
		subject, text := compose(message("REQUEST", series...), ptr(message("REQUEST", append(series, exception...)...)))
		require.Equal(t, "Updated: Weekly", subject)
		require.Contains(t, text, "The dates of the series have changed.")
	})
	t.Run("from one date on cancelled", func(t *testing.T) {
		subject, text := compose(message("CANCEL", event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261012T150000Z", "STATUS:CANCELLED", "SUMMARY:Weekly")...), nil)
		require.Equal(t, "Further dates cancelled: Weekly", subject)
		require.Contains(t, text, "This is about that date and all later ones.")
	})
	t.Run("cancelled, and the recipient is named", func(t *testing.T) {
		subject, _ := compose(message("CANCEL", event("STATUS:CANCELLED", "SUMMARY:Once")...), nil)
		require.Equal(t, "Cancelled: Once", subject)
	})
	t.Run("a series cancelled of which one date had been moved", func(t *testing.T) {
		known := message("REQUEST", append(event("DTSTART:20261005T150000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Weekly"), exception...)...)
		_, text := compose(message("CANCEL", event("DTSTART:20261005T150000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2", "STATUS:CANCELLED", "SUMMARY:Weekly")...), &known)
		require.Contains(t, text, "Exceptions: Monday, 12 October 2026, 20:45–21:45 becomes Tuesday, 13 October 2026, 20:45–21:45")
	})
	t.Run("takes place after all", func(t *testing.T) {
		once := func(status string) Message {
			return message("REQUEST", event("DTSTART:20261005T150000Z", "SUMMARY:Once", "STATUS:"+status)...)
		}
		subject, text := compose(once("CONFIRMED"), ptr(once("CANCELLED")))
		require.Equal(t, "Takes place after all: Once", subject)
		require.NotContains(t, text, "certain")
		subject, text = compose(once("TENTATIVE"), ptr(once("CONFIRMED")))
		require.Equal(t, "Updated: Once", subject)
		require.Contains(t, text, "Whether it is certain has changed.")
	})
	t.Run("another role", func(t *testing.T) {
		once := message("REQUEST", event("DTSTART:20261005T150000Z", "SUMMARY:Once")...)
		people[1] = "ATTENDEE;CN=Bo;ROLE=OPT-PARTICIPANT:mailto:bo@example.net"
		subject, text := compose(message("REQUEST", event("DTSTART:20261005T150000Z", "SUMMARY:Once")...), &once)
		people[1] = "ATTENDEE;CN=Bo:mailto:bo@example.net"
		require.Equal(t, "Updated: Once", subject)
		require.Contains(t, text, "Other details have changed.")
	})
	t.Run("many exceptions", func(t *testing.T) {
		lines := series
		for i := range 30 {
			day := fmt.Sprintf("2026%02d%02d", 10+i/25, 1+i%25)
			lines = append(lines, event("RECURRENCE-ID:"+day+"T150000Z", "DTSTART:"+day+"T160000Z", "SUMMARY:Weekly")...)
		}
		_, text := compose(message("REQUEST", lines...), nil)
		require.Equal(t, 20, strings.Count(text, " becomes "))
		require.Contains(t, text, "and 10 more")
	})
	t.Run("many people", func(t *testing.T) {
		lines := event("DTSTART:20261005T150000Z", "SUMMARY:Once")
		lines = lines[:len(lines)-1]
		for i := range 60 {
			lines = append(lines, fmt.Sprintf("ATTENDEE;CN=Person %d:mailto:p%d@example.org", i, i))
		}
		_, text := compose(message("REQUEST", append(lines, "END:VEVENT")...), nil)
		require.Contains(t, text, "Person 48, and 11 more\r\n")
	})
	t.Run("names with commas", func(t *testing.T) {
		_, text := compose(message("REQUEST", append(event("DTSTART:20261005T150000Z", "SUMMARY:Once")[:7], `ATTENDEE;CN="Khan, Ana":mailto:a@example.org`, "END:VEVENT")...), nil)
		require.Contains(t, text, "Bo; Khan, Ana\r\n")
	})
	t.Run("days on end", func(t *testing.T) {
		_, text := compose(message("REQUEST", event("DTSTART:20261005T150000Z", "DTEND:20261007T150000Z", "SUMMARY:Once")...), nil)
		require.Contains(t, text, "  New York   Monday, 5 October 2026, 11:00 – Wednesday, 7 October 2026, 11:00  UTC−04:00  Amina Khan\r\n")
	})
	t.Run("an address beside a UUID", func(t *testing.T) {
		people[1] = "ATTENDEE;CN=Bo;RSVP=TRUE;EMAIL=bo@example.net:urn:uuid:7e1f6a4e-5f5b-4f0c-9a1e-0d3c1f4b8a55"
		_, text := compose(message("REQUEST", event("DTSTART:20261005T150000Z", "SUMMARY:Once")...), nil)
		people[1] = "ATTENDEE;CN=Bo:mailto:bo@example.net"
		require.Contains(t, text, "Please answer")
	})
	t.Run("the latest DTSTAMP is the date", func(t *testing.T) {
		second := strings.Split(strings.ReplaceAll(strings.Join(exception, "\n"), "20261105", "20261104"), "\n")
		made, err := ComposeMail(message("REQUEST", append(series, second...)...), bo, MailOptions{})
		require.NoError(t, err)
		require.Equal(t, "Thu, 05 Nov 2026 09:00:00 +0000", parseMail(t, made).header.Get("Date"))
	})
	t.Run("one thread however the organizer is written", func(t *testing.T) {
		once := event("DTSTART:20261005T150000Z", "SUMMARY:Once")
		first, err := ComposeMail(message("REQUEST", once...), bo, MailOptions{})
		require.NoError(t, err)
		people[0] = "ORGANIZER:MAILTO:Amina@Example.org"
		second, err := ComposeMail(message("REQUEST", event("DTSTART:20261005T150000Z")...), bo, MailOptions{})
		require.NoError(t, err)
		require.Equal(t, parseMail(t, first).header.Get("References"), parseMail(t, second).header.Get("References"))
	})
}

func TestReadMailCalendars(t *testing.T) {
	text := "From: bo@example.net\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
	for i := range 5 {
		text += "--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n" + strings.Replace(replyText, "UID:1", fmt.Sprintf("UID:%d", i), 1)
	}
	m, err := ReadMail(strings.NewReader(text+"--b--\r\n"), MailLimits{Calendars: 3})
	require.NoError(t, err)
	require.Len(t, m.Messages, 3)
}
