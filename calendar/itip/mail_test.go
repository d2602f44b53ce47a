package itip

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar/ical"
)

// mailMessage reads a message whose times have TZID=Europe/Vienna, for which it adds the
// VTIMEZONE.
func mailMessage(t testing.TB, from, method string, lines ...string) Message {
	t.Helper()
	text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Convene//Test//EN\r\nMETHOD:" + method + "\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n"
	m, err := ReadMessage(strings.NewReader(text), from, ReadOptions{})
	require.NoError(t, err)
	for _, d := range m.Diagnostics {
		require.Contains(t, []ical.Code{ical.CodeLongLine, ical.CodeRange}, d.Code, d)
	}
	vienna := location(t, "Europe/Vienna")
	zone, err := ical.Timezone(vienna, time.Date(2026, 1, 1, 0, 0, 0, 0, vienna), time.Date(2027, 12, 31, 0, 0, 0, 0, vienna))
	require.NoError(t, err)
	m.Calendar.Components = append([]ics.Component{zone}, m.Calendar.Components...)
	return m
}

func location(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	require.NoError(t, err)
	return loc
}

// principals is the event that most of these tests are about.
func principals(changes ...string) []string {
	lines := []string{
		"BEGIN:VEVENT", "UID:icat-2026-11@example.org", "SEQUENCE:0", "DTSTAMP:20261101T090000Z",
		"DTSTART;TZID=Europe/Vienna:20261126T150000", "DTEND;TZID=Europe/Vienna:20261126T170000",
		"SUMMARY:ICAT principals", `LOCATION:Conference Room 3\, Vienna`,
		"ORGANIZER;CN=Amina Khan:mailto:amina@example.org",
		"ATTENDEE;CN=Amina Khan;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:amina@example.org",
		"ATTENDEE;CN=Bo;RSVP=TRUE:mailto:bo@example.net",
		"ATTENDEE;CN=Tui;RSVP=TRUE;ROLE=OPT-PARTICIPANT:mailto:tui@example.nz",
		"END:VEVENT",
	}
	for _, c := range changes {
		old, with, _ := strings.Cut(c, " => ")
		for i := range lines {
			if strings.HasPrefix(lines[i], old) {
				lines[i] = with
				break
			}
		}
	}
	var kept []string
	for _, l := range lines {
		if l != "" {
			kept = append(kept, strings.Split(l, "|")...)
		}
	}
	return kept
}

func principalsAt(t testing.TB) map[string]*time.Location {
	return map[string]*time.Location{
		"mailto:AMINA@example.org": location(t, "America/New_York"),
		"bo@example.net":           location(t, "Asia/Kathmandu"),
		"tui@example.nz":           location(t, "Pacific/Auckland"),
	}
}

// A mimePart is a part as the standard library reads it, which shares no code with the
// writer.
type mimePart struct {
	mediaType string
	params    map[string]string
	header    mail.Header
	body      string
	parts     []mimePart
}

func readMIME(t testing.TB, header mail.Header, body io.Reader) mimePart {
	t.Helper()
	p := mimePart{header: header}
	var err error
	p.mediaType, p.params, err = mime.ParseMediaType(header.Get("Content-Type"))
	require.NoError(t, err)
	if strings.HasPrefix(p.mediaType, "multipart/") {
		r := multipart.NewReader(body, p.params["boundary"])
		for {
			part, err := r.NextRawPart()
			if err == io.EOF {
				return p
			}
			require.NoError(t, err)
			p.parts = append(p.parts, readMIME(t, mail.Header(part.Header), part))
		}
	}
	switch header.Get("Content-Transfer-Encoding") {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	default:
		t.Fatalf("transfer encoding %q", header.Get("Content-Transfer-Encoding"))
	}
	data, err := io.ReadAll(body)
	require.NoError(t, err)
	p.body = string(data)
	return p
}

func parseMail(t testing.TB, m Mail) mimePart {
	t.Helper()
	read, err := mail.ReadMessage(bytes.NewReader(m.Data))
	require.NoError(t, err)
	return readMIME(t, read.Header, read.Body)
}

// Section 2.4 of RFC 6047, and what the CalConnect developer's guide recommends.
func TestComposeMailStructure(t *testing.T) {
	m := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals()...)
	made, err := ComposeMail(m, "mailto:bo@example.net", MailOptions{Locations: principalsAt(t)})
	require.NoError(t, err)
	require.Equal(t, "amina@example.org", made.From)
	require.Equal(t, []string{"bo@example.net"}, made.To)

	p := parseMail(t, made)
	require.Equal(t, "multipart/mixed", p.mediaType)
	require.Equal(t, `"Amina Khan" <amina@example.org>`, p.header.Get("From"))
	require.Equal(t, `"Bo" <bo@example.net>`, p.header.Get("To"))
	require.Empty(t, p.header.Get("Reply-To"))
	require.Equal(t, "Invitation: ICAT principals", p.header.Get("Subject"))
	require.Equal(t, "Sun, 01 Nov 2026 09:00:00 +0000", p.header.Get("Date"))
	require.Equal(t, "1.0", p.header.Get("Mime-Version"))
	require.Empty(t, p.header.Get("Auto-Submitted"))
	require.Len(t, p.parts, 2)
	alternative, attachment := p.parts[0], p.parts[1]
	require.Equal(t, "multipart/alternative", alternative.mediaType)
	require.Len(t, alternative.parts, 3)
	for i, mediaType := range []string{"text/plain", "text/html", "text/calendar"} {
		require.Equal(t, mediaType, alternative.parts[i].mediaType)
		require.Equal(t, "UTF-8", alternative.parts[i].params["charset"])
	}
	require.Equal(t, "REQUEST", alternative.parts[2].params["method"])
	encoded, err := m.Marshal()
	require.NoError(t, err)
	require.Equal(t, string(encoded), alternative.parts[2].body)
	require.Equal(t, "application/ics", attachment.mediaType)
	require.Equal(t, string(encoded), attachment.body)
	disposition, params, err := mime.ParseMediaType(attachment.header.Get("Content-Disposition"))
	require.NoError(t, err)
	require.Equal(t, "attachment", disposition)
	require.Equal(t, "invite.ics", params["filename"])

	again, err := ComposeMail(m, "mailto:bo@example.net", MailOptions{Locations: principalsAt(t)})
	require.NoError(t, err)
	require.Equal(t, made, again)
}

// RFC 5322, section 2.1.1, and RFC 2045, section 6.7.
func TestComposeMailIsPlainASCIIInShortLines(t *testing.T) {
	long := strings.Repeat("Übersicht über alles, was war. ", 200)
	m := mailMessage(t, "mailto:amina@example.org", "REQUEST",
		principals("SUMMARY => SUMMARY:"+strings.ReplaceAll(long, ",", `\,`), "LOCATION => LOCATION:"+strings.Repeat("x", 5000))...)
	made, err := ComposeMail(m, "bo@example.net", MailOptions{From: mail.Address{Name: long, Address: "desk@example.org"}})
	require.NoError(t, err)
	for line := range bytes.Lines(made.Data) {
		require.True(t, bytes.HasSuffix(line, []byte("\r\n")), "%q", line)
		require.LessOrEqual(t, len(line), 1000, "%q", line)
		require.Equal(t, 1, bytes.Count(line, []byte("\r")), "%q", line)
		for _, c := range line {
			require.Less(t, c, byte(utf8.RuneSelf), "%q", line)
		}
	}
	p := parseMail(t, made)
	require.Equal(t, "\"Amina Khan\" <amina@example.org>", p.header.Get("Reply-To"))
	from, err := (&mail.AddressParser{WordDecoder: new(mime.WordDecoder)}).Parse(p.header.Get("From"))
	require.NoError(t, err)
	require.Equal(t, "desk@example.org", from.Address)
	require.True(t, strings.HasPrefix(long, strings.TrimSuffix(from.Name, "…")), "%q", from.Name)
}

// Whatever is in a calendar, no line of the header comes of it.
func TestComposeMailHeaderCannotBeInjected(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"\r\n", "\n", "\r", "Bcc: x@example.com", "=?utf-8?q?=0D=0ABcc:_x?=", "\x00", "\u2028", "é", "\u202e", `"`, "<", ">", ",", ":", " ", "\t", "=?", "?=", "a", "\xff", "--=_mixed", strings.Repeat("y", 90)}
	text := func() string {
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	base := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals()...)
	for range 500 {
		m := base
		event := base.Components()[0].Clone()
		event.setValue("SUMMARY", text())
		event.setValue("LOCATION", text())
		event.setValue("DESCRIPTION", text())
		name := text()
		event.set(Property{Name: "ORGANIZER", Value: "mailto:amina@example.org"}.With("CN", name))
		m.Calendar = &ics.Calendar{CalendarProperties: base.Calendar.CalendarProperties, Components: []ics.Component{base.Calendar.Components[0], event.Model()}}
		made, err := ComposeMail(m, "bo@example.net", MailOptions{From: mail.Address{Name: text(), Address: "desk@example.org"}})
		require.NoError(t, err)
		p := parseMail(t, made)
		var names []string
		for name, values := range p.header {
			require.Len(t, values, 1, name)
			names = append(names, name)
		}
		require.ElementsMatch(t, []string{"Date", "From", "Reply-To", "To", "Subject", "Message-Id", "References", "Content-Language", "Mime-Version", "Content-Type"}, names)
		require.Len(t, p.parts, 2)
		require.Len(t, p.parts[0].parts, 3)
		subject, err := new(mime.WordDecoder).DecodeHeader(p.header.Get("Subject"))
		require.NoError(t, err)
		title := oneLine(event.Value("SUMMARY"))
		if title == "" {
			title = "(no title)"
		}
		require.Equal(t, oneLine(strings.ReplaceAll("Invitation: "+shorten(title, maxTitle), "=?", "= ?")), oneLine(subject))
		to, err := (&mail.AddressParser{WordDecoder: new(mime.WordDecoder)}).ParseList(p.header.Get("Reply-To"))
		require.NoError(t, err)
		require.Len(t, to, 1)
		require.Equal(t, "amina@example.org", to[0].Address)
		// What is within a part is decoded and does not end it.
		read, err := ReadMail(bytes.NewReader(made.Data), MailLimits{})
		require.NoError(t, err)
		require.Len(t, read.Messages, 1)
	}
}

func TestComposeMailIdentity(t *testing.T) {
	compose := func(to string, o MailOptions, changes ...string) mimePart {
		m := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals(changes...)...)
		made, err := ComposeMail(m, to, o)
		require.NoError(t, err)
		return parseMail(t, made)
	}
	first := compose("bo@example.net", MailOptions{})
	require.Regexp(t, `^<[a-z2-7]{32}@example\.org>$`, first.header.Get("Message-Id"))
	require.Equal(t, first.header.Get("Message-Id"), compose("MAILTO:Bo@example.net", MailOptions{Languages: []language.Tag{language.French}}).header.Get("Message-Id"))
	others := map[string]mimePart{
		"another recipient": compose("tui@example.nz", MailOptions{}),
		"another SEQUENCE":  compose("bo@example.net", MailOptions{}, "SEQUENCE => SEQUENCE:1"),
		"another DTSTAMP":   compose("bo@example.net", MailOptions{}, "DTSTAMP => DTSTAMP:20261101T090001Z"),
	}
	for name, other := range others {
		require.NotEqual(t, first.header.Get("Message-Id"), other.header.Get("Message-Id"), name)
		require.Equal(t, first.header.Get("References"), other.header.Get("References"), name)
	}
	elsewhere := compose("bo@example.net", MailOptions{}, "UID => UID:other@example.org")
	require.NotEqual(t, first.header.Get("References"), elsewhere.header.Get("References"))

	reply := mailMessage(t, "mailto:bo@example.net", "REPLY", "BEGIN:VEVENT", "UID:icat-2026-11@example.org", "SEQUENCE:0", "DTSTAMP:20261102T090000Z",
		"ORGANIZER:mailto:amina@example.org", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@example.net", "END:VEVENT")
	made, err := ComposeMail(reply, "amina@example.org", MailOptions{InReplyTo: "x@example.org", Automatic: true})
	require.NoError(t, err)
	p := parseMail(t, made)
	require.Equal(t, "<x@example.org>", p.header.Get("In-Reply-To"))
	require.Equal(t, first.header.Get("References")+" <x@example.org>", p.header.Get("References"))
	require.Equal(t, "auto-generated", p.header.Get("Auto-Submitted"))
}

func TestComposeMailErrors(t *testing.T) {
	good := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals()...)
	with := func(change func(*Message)) Message { m := good; change(&m); return m }
	tests := []struct {
		name    string
		message Message
		to      string
		options MailOptions
		is      error
	}{
		{"no calendar", with(func(m *Message) { m.Calendar = nil }), "bo@example.net", MailOptions{}, ErrMessage},
		{"another method", with(func(m *Message) { m.Method = "CANCEL" }), "bo@example.net", MailOptions{}, ErrMessage},
		{"no component", with(func(m *Message) {
			m.Calendar = &ics.Calendar{CalendarProperties: good.Calendar.CalendarProperties}
		}), "bo@example.net", MailOptions{}, ErrMessage},
		{"a recipient without an address", good, "urn:uuid:7e1f6a4e-5f5b-4f0c-9a1e-0d3c1f4b8a55", MailOptions{}, ErrMailAddress},
		{"an address with a line end", good, "bo@example.net\r\nBcc: x@example.net", MailOptions{}, ErrMailAddress},
		{"an encoded line end", good, "mailto:bo@example.net%0D%0ABcc:x@example.net", MailOptions{}, ErrMailAddress},
		{"two addresses", good, "bo@example.net,x@example.net", MailOptions{}, ErrMailAddress},
		{"a name beside the address", good, "Bo <bo@example.net>", MailOptions{}, ErrMailAddress},
		{"a bad From", good, "bo@example.net", MailOptions{From: mail.Address{Address: "x"}}, ErrMailAddress},
		{"a bad envelope", good, "bo@example.net", MailOptions{Envelope: "<>"}, ErrMailAddress},
		{"a bad Message-ID", good, "bo@example.net", MailOptions{InReplyTo: "a@b>\r\nBcc: <x"}, ErrMail},
		{"a sender without an address", with(func(m *Message) { m.From = "urn:x:y" }), "bo@example.net", MailOptions{}, ErrMailAddress},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ComposeMail(test.message, test.to, test.options)
			var mailError *MailError
			require.ErrorAs(t, err, &mailError)
			require.ErrorIs(t, err, test.is)
		})
	}
	bad := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals()...)
	bad.Calendar.Components = bad.Calendar.Components[1:] // without the VTIMEZONE
	_, err := ComposeMail(bad, "bo@example.net", MailOptions{})
	var encode *ical.EncodeError
	require.ErrorAs(t, err, &encode)
}

// Addresses that are not ASCII are for servers that know RFC 6531.
func TestComposeMailInternationalAddress(t *testing.T) {
	m := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals("ATTENDEE;CN=Bo => ATTENDEE;CN=José:mailto:josé@bücher.example")...)
	made, err := ComposeMail(m, "mailto:jos%C3%A9@bücher.example", MailOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"josé@bücher.example"}, made.To)
	read, err := ReadMail(bytes.NewReader(made.Data), MailLimits{})
	require.NoError(t, err)
	require.Len(t, read.Messages, 1)
}

func TestMailWords(t *testing.T) {
	require.Len(t, MailLanguages(), 6)
	for _, w := range mailLanguages {
		for kind := range mailKindCount {
			require.Equal(t, 1, strings.Count(w.subjects[kind], "%s"), "%v %d", w.language, kind)
			require.Equal(t, 1, strings.Count(w.leads[kind], "%s"), "%v %d", w.language, kind)
			require.NotContains(t, fmt.Sprintf(w.leads[kind], "x"), "!", "%v %d", w.language, kind)
		}
		require.Equal(t, w, wordsFor([]language.Tag{w.language}))
	}
	require.Equal(t, language.French, wordsFor([]language.Tag{language.MustParse("fr-CH"), language.English}).language)
	require.Equal(t, language.Spanish, wordsFor([]language.Tag{language.German, language.LatinAmericanSpanish}).language)
	require.Equal(t, language.English, wordsFor([]language.Tag{language.German}).language)
	require.Equal(t, language.English, wordsFor(nil).language)
}

// One of the invitations to a meeting of two hundred people in two hundred cities.
func BenchmarkComposeMail(b *testing.B) {
	lines := principals()
	lines = lines[:len(lines)-1]
	locations := make(map[string]*time.Location)
	for i := range 200 {
		address := fmt.Sprintf("mailto:person-%03d@example.org", i)
		lines = append(lines, fmt.Sprintf("ATTENDEE;CN=Person %03d;RSVP=TRUE:%s", i, address))
		locations[address] = time.FixedZone(fmt.Sprintf("Somewhere/City_%03d", i), 60*(i-100))
	}
	m := mailMessage(b, "mailto:amina@example.org", "REQUEST", append(lines, "END:VEVENT")...)
	o := MailOptions{Locations: locations, Before: m.Calendar}
	b.ReportAllocs()
	for b.Loop() {
		made, err := ComposeMail(m, "mailto:person-000@example.org", o)
		if err != nil || len(made.To) != 1 {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadMail(b *testing.B) {
	m := mailMessage(b, "mailto:amina@example.org", "REQUEST", principals()...)
	made, err := ComposeMail(m, "bo@example.net", MailOptions{})
	require.NoError(b, err)
	b.SetBytes(int64(len(made.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if in, err := ReadMail(bytes.NewReader(made.Data), MailLimits{}); err != nil || len(in.Messages) != 1 {
			b.Fatal(err)
		}
	}
}
