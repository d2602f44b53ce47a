package itip

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

func TestLetters(t *testing.T) {
	const amina, bo = "mailto:amina@example.org", "mailto:bo@example.net"
	event := func(lines ...string) []string {
		all := append([]string{"BEGIN:VEVENT", "UID:icat-2026-11@example.org", "SEQUENCE:1", "DTSTAMP:20261105T090000Z"}, lines...)
		return append(all, "END:VEVENT")
	}
	invitation := func(changes ...string) Message { return mailMessage(t, amina, "REQUEST", principals(changes...)...) }
	weekly := []string{
		"DTSTART;TZID=Europe/Vienna:20261005T150000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=12", "SUMMARY:Weekly",
		"ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net",
	}
	tests := []struct {
		name    string
		message Message
		before  *Message
		to      string
		subject string
		text    string
	}{
		{
			name: "an invitation", message: invitation(), to: bo,
			subject: "Invitation: ICAT principals",
			text: `Amina Khan invites you.

ICAT principals

When:      Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
Where:     Conference Room 3, Vienna
Organizer: Amina Khan
Chair:     Amina Khan
Invited:   Bo
Optional:  Tui

Local times:
  Kathmandu  19:45–21:45  UTC+05:45  you
  New York   09:00–11:00  UTC−05:00  Amina Khan
  Auckland   03:00–05:00  UTC+13:00  Friday, 27 November 2026 (next day)  Tui

Please answer with your calendar application: accept, decline, or propose another time.
`,
		},
		{
			name: "to somebody for whom the day before is meant", message: invitation(), to: "mailto:tui@example.nz",
			subject: "Invitation: ICAT principals",
			text: `Amina Khan invites you.

ICAT principals

When:      Friday, 27 November 2026, 03:00–05:00 (Auckland, UTC+13:00)
Where:     Conference Room 3, Vienna
Organizer: Amina Khan
Chair:     Amina Khan
Invited:   Bo
Optional:  Tui

Local times:
  Auckland   03:00–05:00  UTC+13:00  you
  New York   09:00–11:00  UTC−05:00  Thursday, 26 November 2026 (the day before)  Amina Khan
  Kathmandu  19:45–21:45  UTC+05:45  Thursday, 26 November 2026 (the day before)  Bo

Please answer with your calendar application: accept, decline, or propose another time.
`,
		},
		{
			name: "moved, and nothing else", to: bo,
			message: invitation("SEQUENCE => SEQUENCE:1", "DTSTART => DTSTART;TZID=Europe/Vienna:20261127T150000", "DTEND => DTEND;TZID=Europe/Vienna:20261127T170000"),
			before:  ptr(invitation()),
			subject: "Moved: ICAT principals",
			text: `Amina Khan has changed the time.

ICAT principals

When:      Friday, 27 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
Until now: Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
Where:     Conference Room 3, Vienna
Organizer: Amina Khan
Chair:     Amina Khan
Invited:   Bo
Optional:  Tui

Local times:
  Kathmandu  19:45–21:45  UTC+05:45  you
  New York   09:00–11:00  UTC−05:00  Amina Khan
  Auckland   03:00–05:00  UTC+13:00  Saturday, 28 November 2026 (next day)  Tui

Please answer with your calendar application: accept, decline, or propose another time.
`,
		},
		{
			name: "another place, title and description, and other people", to: amina,
			message: invitation("SUMMARY => SUMMARY:ICAT", "LOCATION => LOCATION:Online", "ATTENDEE;CN=Tui => ATTENDEE;CN=Ana:mailto:ana@example.com", "END => DESCRIPTION:Dial in.|CATEGORIES:X|END:VEVENT"),
			before:  ptr(invitation()),
			subject: "Updated: ICAT",
			text: `Amina Khan has updated the invitation.
The description has changed.
Other details have changed.

ICAT

When:              Thursday, 26 November 2026, 09:00–11:00 (New York, UTC−05:00)
Until now called:  ICAT principals
Where:             Online
Until now at:      Conference Room 3, Vienna
New:               Ana
No longer invited: Tui
Organizer:         Amina Khan
Chair:             Amina Khan
Invited:           Bo, Ana

Local times:
  New York   09:00–11:00  UTC−05:00  you
  Kathmandu  19:45–21:45  UTC+05:45  Bo

Dial in.

You need not answer.
`,
		},
		{
			name: "the same once more, with answers, and said to be certain", to: bo,
			message: invitation("DTSTAMP => DTSTAMP:20261102T090000Z", "SUMMARY => SUMMARY:ICAT principals|STATUS:CONFIRMED", "ATTENDEE;CN=Tui => ATTENDEE;CN=Tui;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:mailto:tui@example.nz"),
			before:  ptr(invitation()),
			subject: "Invitation: ICAT principals",
			text: `Amina Khan sends you the invitation again. Nothing in it has changed.

ICAT principals

When:      Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
Where:     Conference Room 3, Vienna
Organizer: Amina Khan
Chair:     Amina Khan
Invited:   Bo
Optional:  Tui

Local times:
  Kathmandu  19:45–21:45  UTC+05:45  you
  New York   09:00–11:00  UTC−05:00  Amina Khan
  Auckland   03:00–05:00  UTC+13:00  Friday, 27 November 2026 (next day)  Tui

Please answer with your calendar application: accept, decline, or propose another time.
`,
		},
		{
			name: "to a newcomer, an invitation", to: "mailto:ana@example.com",
			message: invitation("SEQUENCE => SEQUENCE:4", "LOCATION => ", "ATTENDEE;CN=Tui => ATTENDEE;CN=Ana:mailto:ana@example.com"),
			before:  ptr(invitation()),
			subject: "Invitation: ICAT principals",
			text: `Amina Khan invites you.

ICAT principals

When:      Thursday, 26 November 2026, 15:00–17:00 (Vienna, UTC+01:00)
Organizer: Amina Khan
Chair:     Amina Khan
Invited:   Bo, Ana

Local times:
  Vienna     15:00–17:00  UTC+01:00
  New York   09:00–11:00  UTC−05:00  Amina Khan
  Kathmandu  19:45–21:45  UTC+05:45  Bo

You need not answer.
`,
		},
		{
			name: "cancelled", to: bo,
			message: mailMessage(t, amina, "CANCEL", event("STATUS:CANCELLED", "ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE:mailto:bo@example.net", "COMMENT:Sorry.")...),
			before:  ptr(invitation()),
			subject: "Cancelled: ICAT principals",
			text: `Amina Khan has cancelled this.

ICAT principals

When:    Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
Comment: Sorry.
`,
		},
		{
			name: "not expected any more", to: bo,
			message: mailMessage(t, amina, "CANCEL", event("SUMMARY:ICAT principals", "ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE:mailto:bo@example.net")...),
			subject: "Not expected any more: ICAT principals",
			text: `Amina Khan does not expect you any more.
It takes place without you.

ICAT principals

`,
		},
		{
			name: "one date of a series cancelled", to: bo,
			message: mailMessage(t, amina, "CANCEL", event("RECURRENCE-ID;TZID=Europe/Vienna:20261026T150000", "STATUS:CANCELLED", "ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE:mailto:bo@example.net")...),
			before:  ptr(mailMessage(t, amina, "REQUEST", event(weekly...)...)),
			subject: "Date cancelled: Weekly",
			text: `Amina Khan has cancelled one date of this series.

Weekly

When: Monday, 26 October 2026, 19:45–20:45 (Kathmandu, UTC+05:45)
`,
		},
		{
			name: "a series", to: bo,
			message: mailMessage(t, amina, "REQUEST", event(weekly...)...),
			subject: "Invitation: Weekly",
			text: `Amina Khan invites you.

Weekly

When:      Monday, 5 October 2026, 18:45–19:45 (Kathmandu, UTC+05:45)
Repeats:   every Monday at 15:00, 12 times in all (Vienna)
Dates:     Monday, 5 October 2026, 18:45–19:45
           Monday, 12 October 2026, 18:45–19:45
           Monday, 19 October 2026, 18:45–19:45
           Monday, 26 October 2026, 19:45–20:45
           …
Organizer: Amina Khan
Invited:   Bo

Local times:
  Kathmandu  18:45–19:45  UTC+05:45  you
  New York   09:00–10:00  UTC−04:00  Amina Khan

You need not answer.
`,
		},
		{
			name: "one date of a series moved", to: bo,
			message: mailMessage(t, amina, "REQUEST", event("RECURRENCE-ID;TZID=Europe/Vienna:20261026T150000", "DTSTART;TZID=Europe/Vienna:20261027T150000", "DURATION:PT1H", "SUMMARY:Weekly",
				"ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net")...),
			before:  ptr(mailMessage(t, amina, "REQUEST", event(weekly...)...)),
			subject: "Moved: Weekly",
			text: `Amina Khan has changed the time.
This is about one date of the series.

Weekly

When:      Tuesday, 27 October 2026, 19:45–20:45 (Kathmandu, UTC+05:45)
Until now: Monday, 26 October 2026, 19:45–20:45 (Kathmandu, UTC+05:45)
Organizer: Amina Khan
Invited:   Bo

Local times:
  Kathmandu  19:45–20:45  UTC+05:45  you
  New York   10:00–11:00  UTC−04:00  Amina Khan

You need not answer.
`,
		},
		{
			name: "a series with an exception", to: bo,
			message: mailMessage(t, amina, "REQUEST", append(event(weekly...), event("RECURRENCE-ID;TZID=Europe/Vienna:20261026T150000", "DTSTART;TZID=Europe/Vienna:20261027T150000", "DURATION:PT1H", "SUMMARY:Weekly",
				"ORGANIZER:mailto:amina@example.org", "ATTENDEE:mailto:bo@example.net")...)...),
			before:  ptr(mailMessage(t, amina, "REQUEST", event(weekly...)...)),
			subject: "Updated: Weekly",
			text: `Amina Khan has updated the invitation.

Weekly

When:       Monday, 5 October 2026, 18:45–19:45 (Kathmandu, UTC+05:45)
Repeats:    every Monday at 15:00, 12 times in all (Vienna)
Dates:      Monday, 5 October 2026, 18:45–19:45
            Monday, 12 October 2026, 18:45–19:45
            Monday, 19 October 2026, 18:45–19:45
            Monday, 26 October 2026, 19:45–20:45
            …
Exceptions: Monday, 26 October 2026, 19:45–20:45 becomes Tuesday, 27 October 2026, 19:45–20:45
Organizer:  Amina Khan
Invited:    Bo

Local times:
  Kathmandu  18:45–19:45  UTC+05:45  you
  New York   09:00–10:00  UTC−04:00  Amina Khan

You need not answer.
`,
		},
		{
			name: "accepted", to: amina,
			message: mailMessage(t, bo, "REPLY", event("ORGANIZER:mailto:amina@example.org", "ATTENDEE;CN=Bo;PARTSTAT=ACCEPTED:mailto:bo@example.net", "COMMENT:I come by train.")...),
			before:  ptr(invitation()),
			subject: "Accepted: ICAT principals",
			text: `Bo has accepted.

ICAT principals

When:    Thursday, 26 November 2026, 09:00–11:00 (New York, UTC−05:00)
Comment: I come by train.
`,
		},
		{
			name: "delegated", to: amina,
			message: mailMessage(t, bo, "REPLY", event("SUMMARY:ICAT", "ORGANIZER:mailto:amina@example.org", `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:ana@example.com":mailto:bo@example.net`)...),
			subject: "Delegated: ICAT",
			text: `bo@example.net sends somebody else.

ICAT

Instead: ana@example.com
`,
		},
		{
			name: "a counter-proposal", to: amina,
			message: mailMessage(t, bo, "COUNTER", event("DTSTART:20261126T100000Z", "DTEND:20261126T120000Z", "SUMMARY:ICAT principals", `LOCATION:Conference Room 3\, Vienna`,
				"ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net")...),
			before:  ptr(invitation()),
			subject: "New time proposed: ICAT principals",
			text: `Bo proposes another time.

ICAT principals

Proposed:  Thursday, 26 November 2026, 05:00–07:00 (New York, UTC−05:00)
Until now: Thursday, 26 November 2026, 09:00–11:00 (New York, UTC−05:00)
Where:     Conference Room 3, Vienna

Local times:
  New York   05:00–07:00  UTC−05:00  you
  Kathmandu  15:45–17:45  UTC+05:45  Bo
`,
		},
		{
			name: "a counter-proposal to what is not known", to: amina,
			message: mailMessage(t, bo, "COUNTER", event("DTSTART:20261126T100000Z", "DTEND:20261126T120000Z", "SUMMARY:ICAT",
				"ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net")...),
			subject: "Change proposed: ICAT",
			text: `Bo proposes a change.

ICAT

Proposed: Thursday, 26 November 2026, 05:00–07:00 (New York, UTC−05:00)

Local times:
  New York   05:00–07:00  UTC−05:00  you
  Kathmandu  15:45–17:45  UTC+05:45  Bo
`,
		},
		{
			name: "a counter-proposal declined, with the time that was proposed", to: bo,
			message: mailMessage(t, amina, "DECLINECOUNTER", event("DTSTART:20261126T100000Z", "DTEND:20261126T120000Z", "LOCATION:Elsewhere",
				"ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net")...),
			before:  ptr(invitation()),
			subject: "Proposal declined: ICAT principals",
			text: `Amina Khan has declined your proposal.
What was agreed stands.

ICAT principals

Proposed: Thursday, 26 November 2026, 15:45–17:45 (Kathmandu, UTC+05:45)
When:     Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
Where:    Conference Room 3, Vienna
`,
		},
		{
			name: "a counter-proposal declined, of what the recipient knows nothing", to: bo,
			message: mailMessage(t, amina, "DECLINECOUNTER", event("DTSTART:20261126T100000Z", "DTEND:20261126T120000Z", "SUMMARY:ICAT",
				"ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net")...),
			subject: "Proposal declined: ICAT",
			text: `Amina Khan has declined your proposal.
What was agreed stands.

ICAT

`,
		},
		{
			name: "a counter-proposal declined", to: bo,
			message: mailMessage(t, amina, "DECLINECOUNTER", event("ORGANIZER;CN=Amina Khan:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net")...),
			before:  ptr(invitation()),
			subject: "Proposal declined: ICAT principals",
			text: `Amina Khan has declined your proposal.
What was agreed stands.

ICAT principals

When:  Thursday, 26 November 2026, 19:45–21:45 (Kathmandu, UTC+05:45)
Where: Conference Room 3, Vienna
`,
		},
		{
			name: "a refresh", to: amina,
			message: mailMessage(t, bo, "REFRESH", event("ORGANIZER:mailto:amina@example.org", "ATTENDEE;CN=Bo:mailto:bo@example.net")...),
			subject: "Request for the latest: (no title)",
			text:    "Bo asks for the latest version of the invitation.\n\n(no title)\n\n",
		},
		{
			name: "days, which are the same everywhere", to: bo,
			message: invitation("DTSTART => DTSTART;VALUE=DATE:20261126", "DTEND => DTEND;VALUE=DATE:20261128", "LOCATION => "),
			subject: "Invitation: ICAT principals",
			text: `Amina Khan invites you.

ICAT principals

When:      Thursday, 26 November 2026 – Friday, 27 November 2026
Organizer: Amina Khan
Chair:     Amina Khan
Invited:   Bo
Optional:  Tui

Please answer with your calendar application: accept, decline, or propose another time.
`,
		},
		{
			name: "a night over a change of the clocks, in the zone of the event", to: "mailto:ana@example.com",
			message: mailMessage(t, amina, "PUBLISH", event("DTSTART;TZID=Europe/Vienna:20261024T230000", "DTEND;TZID=Europe/Vienna:20261025T040000", "SUMMARY:Watch", "ORGANIZER;CN=Amina Khan:mailto:amina@example.org")...),
			subject: "For information: Watch",
			text: `Amina Khan sends you this for your information.

Watch

When:      Saturday, 24 October 2026, 23:00 – Sunday, 25 October 2026, 04:00 (Vienna, UTC+02:00 → UTC+01:00)
Organizer: Amina Khan

Local times:
  Vienna    23:00–04:00  UTC+02:00 → UTC+01:00
  New York  17:00–23:00  UTC−04:00              Amina Khan
`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := MailOptions{Locations: principalsAt(t)}
			if test.before != nil {
				o.Before = test.before.Calendar
			}
			made, err := ComposeMail(test.message, test.to, o)
			require.NoError(t, err)
			p := parseMail(t, made)
			require.Equal(t, test.subject, p.header.Get("Subject"))
			require.Equal(t, test.text, strings.ReplaceAll(p.parts[0].parts[0].body, "\r\n", "\n"))
			for _, line := range strings.Fields(test.text) {
				require.Contains(t, strings.ReplaceAll(p.parts[0].parts[1].body, "&#43;", "+"), strings.TrimRight(line, ":"), "in the HTML")
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

// Two days lie between the clocks of these islands.
func TestLetterDaysApart(t *testing.T) {
	m := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals("DTSTART => DTSTART:20261126T103000Z", "DTEND => DTEND:20261126T113000Z")...)
	made, err := ComposeMail(m, "mailto:bo@example.net", MailOptions{Locations: map[string]*time.Location{
		"bo@example.net": time.FixedZone("Etc/GMT+12", -12*3600), "tui@example.nz": location(t, "Pacific/Kiritimati"),
	}})
	require.NoError(t, err)
	text := parseMail(t, made).parts[0].parts[0].body
	require.Contains(t, text, "When:      Wednesday, 25 November 2026, 22:30–23:30 (UTC−12:00)\r\n")
	require.Contains(t, text, "  Kiritimati  00:30–01:30  UTC+14:00  Friday, 27 November 2026 (+2 days)  Tui\r\n")
}

func TestLetterHTMLIsEscaped(t *testing.T) {
	m := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals(`SUMMARY => SUMMARY:<script>alert(1)</script>`, `LOCATION => LOCATION:"><img src=x>`)...)
	made, err := ComposeMail(m, "mailto:bo@example.net", MailOptions{Languages: []language.Tag{language.Arabic}})
	require.NoError(t, err)
	html := parseMail(t, made).parts[0].parts[1].body
	require.NotContains(t, html, "<script")
	require.NotContains(t, html, "<img")
	require.Contains(t, html, `<html lang="ar" dir="rtl">`)
}
