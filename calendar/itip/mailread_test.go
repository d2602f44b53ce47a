package itip

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

const replyText = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20261102T090000Z\r\nSUMMARY:Réunion\r\n" +
	"ORGANIZER:mailto:amina@example.org\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@example.net\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

// mailOf joins the lines of a mail, whose parts are parted by lines of "--".
func mailOf(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }

func inBase64(s string) string {
	var b strings.Builder
	for line := base64.StdEncoding.EncodeToString([]byte(s)); line != ""; {
		n := min(len(line), 76)
		b.WriteString(line[:n] + "\r\n")
		line = line[n:]
	}
	return b.String()
}

func latin1(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

func TestReadMail(t *testing.T) {
	header := "From: Bo <bo@example.net>\r\nTo: amina@example.org\r\nSubject: =?utf-8?q?Accept=C3=A9?=\r\nMessage-ID: <x@example.net>\r\nMIME-Version: 1.0\r\n"
	part := func(contentType, encoding, body string) string {
		return "Content-Type: " + contentType + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body
	}
	attachment := func(contentType, body string) string {
		return "Content-Type: " + contentType + "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=invite.ics\r\n\r\n" + inBase64(body)
	}
	multi := func(kind, boundary string, parts ...string) string {
		s := "Content-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"\r\n\r\nThis is a message in parts.\r\n"
		for _, p := range parts {
			s += "--" + boundary + "\r\n" + p + "\r\n"
		}
		return s + "--" + boundary + "--\r\n"
	}
	plain := part("text/plain; charset=utf-8", "7bit", "Yes.")
	other := strings.Replace(replyText, "ACCEPTED", "DECLINED", 1)
	quoted := strings.NewReplacer("=", "=3D", "é", "=C3=A9").Replace(replyText)
	tests := []struct {
		name, mail string
		part       string
		declared   ics.Method
		mediaType  string
		messages   int
		attached   bool
	}{
		{"the calendar alone", header + part("text/calendar; method=REPLY; charset=UTF-8", "8bit", replyText), "1", "REPLY", "text/calendar", 1, false},
		{"as CalConnect recommends", header + multi("mixed", "m", multi("alternative", "a", plain, part("text/calendar; method=reply; charset=UTF-8", "base64", inBase64(replyText))), attachment("application/ics; name=invite.ics", replyText)), "1.2", "REPLY", "text/calendar", 1, false},
		{"the attachment with lines that end in LF", header + multi("mixed", "m", multi("alternative", "a", plain, part("text/calendar; method=REPLY", "8bit", replyText)), attachment("application/ics", strings.ReplaceAll(replyText, "\r", ""))), "1.2", "REPLY", "text/calendar", 1, false},
		{"the attachment first", header + multi("mixed", "m", attachment("text/calendar", other), multi("alternative", "a", plain, part("text/calendar; method=REPLY", "8bit", replyText))), "2.2", "REPLY", "text/calendar", 2, false},
		{"an attachment alone", header + multi("mixed", "m", plain, attachment("application/ics", replyText)), "2", "", "application/ics", 1, true},
		{"quoted-printable", header + part("text/calendar; charset=utf-8; method=REPLY", "quoted-printable", quoted), "1", "REPLY", "text/calendar", 1, false},
		{"another charset", header + part("text/calendar; charset=ISO-8859-1; method=REPLY", "8bit", latin1(replyText)), "1", "REPLY", "text/calendar", 1, false},
		{"another charset, encoded", header + part("text/calendar; charset=windows-1252; method=REPLY", "base64", inBase64(latin1(replyText))), "1", "REPLY", "text/calendar", 1, false},
		{"no charset", header + part("text/calendar; method=REPLY", "8bit", replyText), "1", "REPLY", "text/calendar", 1, false},
		{"a parameter that contradicts", header + part("text/calendar; method=REQUEST; charset=utf-8", "8bit", replyText), "1", "REQUEST", "text/calendar", 1, false},
		{"a METHOD in the parameter alone", header + part("text/calendar; method=REPLY; charset=utf-8", "8bit", strings.Replace(replyText, "METHOD:REPLY\r\n", "", 1)), "1", "REPLY", "text/calendar", 1, false},
		{"base64 with blanks", header + part("text/calendar; method=REPLY", "base64", "  "+strings.ReplaceAll(inBase64(replyText), "\r\n", "\r\n \t")), "1", "REPLY", "text/calendar", 1, false},
		{"base64 that ends badly", header + part("text/calendar; method=REPLY", "base64", strings.TrimRight(inBase64(replyText+"\r\n"), "\r\n=")+"!"), "1", "REPLY", "text/calendar", 1, false},
		{"without the last boundary", header + strings.TrimSuffix(multi("alternative", "a", plain, part("text/calendar; method=REPLY", "8bit", replyText)), "--a--\r\n"), "2", "REPLY", "text/calendar", 1, false},
		{"lines that end in LF", strings.ReplaceAll(header+multi("alternative", "a", plain, part("text/calendar; method=REPLY", "8bit", replyText)), "\r\n", "\n"), "2", "REPLY", "text/calendar", 1, false},
		{"a broken part and a good one", header + multi("mixed", "m", part("text/calendar; method=REPLY", "8bit", replyText[:100]), attachment("application/ics", replyText)), "2", "", "application/ics", 1, true},
		{"deep within", header + multi("mixed", "m", multi("related", "r", multi("alternative", "a", plain, part("text/calendar; method=REPLY", "8bit", replyText)))), "1.1.2", "REPLY", "text/calendar", 1, false},
		{"names in other cases", header + part(`TEXT/Calendar; CHARSET="UTF-8"; Method="Reply"`, "8BIT", replyText), "1", "REPLY", "text/calendar", 1, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := ReadMail(strings.NewReader(test.mail), MailLimits{})
			require.NoError(t, err)
			require.Len(t, m.From, 1)
			require.Equal(t, "bo@example.net", m.From[0].Address)
			require.Equal(t, "Accepté", m.Subject)
			require.Equal(t, "x@example.net", m.MessageID)
			require.Len(t, m.Messages, test.messages)
			first := m.Messages[0]
			require.Equal(t, ics.Method("REPLY"), first.Method)
			require.Equal(t, "mailto:bo@example.net", first.From)
			require.Equal(t, test.declared, first.Declared)
			require.Equal(t, test.part, first.Part)
			require.Equal(t, test.mediaType, first.MediaType)
			require.Equal(t, test.attached, first.Attached)
			require.Equal(t, "Réunion", first.Components()[0].Value("SUMMARY"))
			require.Contains(t, string(first.Data), "SUMMARY:Réunion")
			p, _ := first.Components()[0].Property("ATTENDEE")
			require.Equal(t, "ACCEPTED", p.Parameter("PARTSTAT"))
		})
	}
}

func TestReadMailHeader(t *testing.T) {
	body := "Content-Type: text/calendar; method=REPLY\r\n\r\n" + replyText
	read := func(header string) *IncomingMail {
		m, err := ReadMail(strings.NewReader(header+body), MailLimits{})
		require.NoError(t, err)
		return m
	}
	m := read("From: =?iso-8859-1?q?Jos=E9?= <jose@example.com>\r\nSender: Calendar <bot@example.com>\r\nAuto-Submitted: auto-generated; x=y\r\n")
	require.Equal(t, "José", m.From[0].Name)
	require.Equal(t, "bot@example.com", m.Sender.Address)
	require.True(t, m.Automatic)
	require.Equal(t, "mailto:jose@example.com", m.Messages[0].From)

	// Who says it is not known: the message is of nobody, and the state machines refuse it.
	for name, header := range map[string]string{
		"no From":             "To: a@example.org\r\n",
		"two in From":         "From: a@example.org, b@example.org\r\nSender: a@example.org\r\n",
		"a From that is none": "From: bo at example.net\r\n",
		"a very long From":    "From: " + strings.Repeat("(", 20_000) + "bo@example.net\r\n",
	} {
		require.Empty(t, read(header).Messages[0].From, name)
	}
	require.False(t, read("From: a@example.org\r\nAuto-Submitted: No\r\n").Automatic)
	for _, id := range []string{"<a b@c>", "a@b", "<a@b", "<>", "<a@b> <c@d>", "<" + strings.Repeat("a", 2000) + "@b>"} {
		require.Empty(t, read("From: a@example.org\r\nMessage-ID: "+id+"\r\n").MessageID, id)
	}
}

func TestReadMailErrors(t *testing.T) {
	const from = "From: bo@example.net\r\n"
	calendar := func(contentType, body string) string {
		return from + "Content-Type: " + contentType + "\r\n\r\n" + body
	}
	deep := from
	for i := range 12 {
		boundary := "level" + string(rune('a'+i))
		deep += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n"
	}
	tests := []struct {
		name, mail string
		limits     MailLimits
		is         error
		part       string
	}{
		{"nothing", "", MailLimits{}, ErrMail, ""},
		{"no header", "\r\nBEGIN:VCALENDAR\r\n", MailLimits{}, ErrMail, ""},
		{"a calendar and no mail", replyText, MailLimits{}, ErrNoCalendar, ""},
		{"a line that is no field", "From bo\r\n\r\n", MailLimits{}, ErrMail, ""},
		{"two From", from + from + "\r\n", MailLimits{}, ErrMail, ""},
		{"text alone", calendar("text/plain", "Yes."), MailLimits{}, ErrNoCalendar, ""},
		{"a forwarded message", calendar("message/rfc822", calendar("text/calendar; method=REPLY", replyText)), MailLimits{}, ErrNoCalendar, ""},
		{"no METHOD", calendar("text/calendar", strings.Replace(replyText, "METHOD:REPLY\r\n", "", 1)), MailLimits{}, ErrMessage, "1"},
		{"cut off", calendar("text/calendar; method=REPLY", replyText[:200]), MailLimits{}, nil, "1"},
		{"an unknown charset", calendar("text/calendar; method=REPLY; charset=x-klingon", replyText), MailLimits{}, ErrMailEncoding, "1"},
		{"an unknown transfer encoding", from + "Content-Transfer-Encoding: x-uuencode\r\n" + strings.TrimPrefix(calendar("text/calendar; method=REPLY", replyText), from), MailLimits{}, ErrMailEncoding, "1"},
		{"a multipart without a boundary", calendar("multipart/mixed", replyText), MailLimits{}, ErrMail, ""},
		{"cut off within its parts", calendar("multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nYe"), MailLimits{}, ErrMail, ""},
		{"cut off within the header of a part", calendar("multipart/mixed; boundary=b", "--b\r\nContent-Type: text/pl"), MailLimits{}, ErrNoCalendar, ""},
		{"a part with a header without end", calendar("multipart/mixed; boundary=b", "--b\r\n"+strings.Repeat("a:\r\n", 20_000)), MailLimits{}, ErrMail, ""},
		{"too long", calendar("text/calendar; method=REPLY", replyText), MailLimits{Size: 300}, ErrLimit, "1"},
		{"too long in a part that is passed over", calendar("multipart/mixed; boundary=b", "--b\r\n\r\n"+strings.Repeat("x\r\n", 1000)), MailLimits{Size: 300}, ErrLimit, ""},
		{"too long a header", "From: bo@example.net\r\nX: " + strings.Repeat("x", 1000) + "\r\n\r\n", MailLimits{Header: 500}, ErrLimit, ""},
		{"too long a calendar", calendar("text/calendar; method=REPLY", replyText), MailLimits{Message: Limits{Octets: 100}}, ErrLimit, "1"},
		{"too many parts", calendar("multipart/mixed; boundary=b", strings.Repeat("--b\r\n\r\nx\r\n", 300)+"--b--\r\n"), MailLimits{}, ErrLimit, "200"},
		{"too deep", deep, MailLimits{}, ErrLimit, "1.1.1.1.1.1.1.1.1.1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadMail(strings.NewReader(test.mail), test.limits)
			var mailError *MailError
			require.ErrorAs(t, err, &mailError)
			if test.is != nil {
				require.ErrorIs(t, err, test.is)
			}
			require.Equal(t, test.part, mailError.Part)
		})
	}
	broken := errors.New("the line is dead")
	_, err := ReadMail(io.MultiReader(strings.NewReader(from), brokenReader{broken}), MailLimits{})
	require.ErrorIs(t, err, broken)
	_, err = ReadMail(io.MultiReader(strings.NewReader(calendar("multipart/mixed; boundary=b", "--b\r\n\r\n")), brokenReader{broken}), MailLimits{})
	require.ErrorIs(t, err, broken)
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }

// What is composed is read, and says the same.
func FuzzReadMail(f *testing.F) {
	m := mailMessage(f, "mailto:amina@example.org", "REQUEST", principals()...)
	made, err := ComposeMail(m, "bo@example.net", MailOptions{})
	require.NoError(f, err)
	f.Add(made.Data)
	f.Add([]byte(mailOf("From: bo@example.net", "Content-Type: text/calendar; method=REPLY; charset=iso-2022-jp", "", replyText)))
	f.Add([]byte(mailOf("From: bo@example.net", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: multipart/alternative; boundary=c", "", "--c", "Content-Type: text/calendar", "Content-Transfer-Encoding: base64", "", inBase64(replyText)+"--c--", "--b--")))
	f.Add([]byte(mailOf("From: bo@example.net", "Content-Type: text/calendar; method*0=RE; method*1=PLY", "Content-Transfer-Encoding: quoted-printable", "", replyText)))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := MailLimits{Size: 1 << 20, Parts: 20}
		m, err := ReadMail(bytes.NewReader(data), limits)
		if err != nil {
			var mailError *MailError
			require.ErrorAs(t, err, &mailError)
			return
		}
		require.NotEmpty(t, m.Messages)
		for _, message := range m.Messages {
			require.NotEmpty(t, message.Method)
			made, err := ComposeMail(message.Message, "bo@example.net", MailOptions{Before: message.Calendar})
			if err != nil {
				continue // whatever its calendar lacks
			}
			again, err := ReadMail(bytes.NewReader(made.Data), MailLimits{})
			require.NoError(t, err)
			require.Equal(t, message.Method, again.Messages[0].Method)
			require.Equal(t, message.Method, again.Messages[0].Declared)
		}
	})
}
