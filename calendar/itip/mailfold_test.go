package itip

import (
	"bytes"
	"mime"
	"net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// Section 2 of RFC 2047: a line with an encoded word has at most 76 characters.
func TestLinesWithEncodedWords(t *testing.T) {
	for _, title := range []string{"Réunion", "Réunion des chefs de secrétariat sur les ressources en eau, septième session", strings.Repeat("اجتماع ", 25)} {
		for _, lang := range MailLanguages() {
			m := mailMessage(t, "mailto:amina@example.org", "REQUEST", principals()...)
			event := m.Components()[0].Clone()
			event.setValue("SUMMARY", title)
			event.set(Property{Name: "ORGANIZER", Value: "mailto:amina@example.org"}.With("CN", strings.TrimSpace(title)))
			m.Calendar.Components[len(m.Calendar.Components)-1] = event.Model()
			made, err := ComposeMail(m, "bo@example.net", MailOptions{Languages: []language.Tag{lang}})
			require.NoError(t, err)
			header, _, _ := bytes.Cut(made.Data, []byte("\r\n\r\n"))
			for line := range strings.SplitSeq(string(header), "\r\n") {
				require.NotEqual(t, "Subject:", line)
				if strings.Contains(line, "=?") {
					require.LessOrEqual(t, len(line), 76, line)
				}
			}
			read, err := mail.ReadMessage(bytes.NewReader(made.Data))
			require.NoError(t, err)
			subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
			require.NoError(t, err)
			require.Contains(t, subject, strings.TrimSpace(title))
			from, err := read.Header.AddressList("From")
			require.NoError(t, err)
			require.Equal(t, strings.TrimSpace(title), from[0].Name)
		}
	}
}

func TestFoldWords(t *testing.T) {
	long := strings.Repeat("x", 70)
	require.Equal(t, "To: a b", foldWords("To:", []string{"a", "b"}))
	require.Equal(t, "Subject:\r\n "+long+" a\r\n "+long, foldWords("Subject:", []string{long, "a", long}))
}
