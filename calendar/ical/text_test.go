package ical

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAppendText(t *testing.T) {
	tests := []struct {
		name string
		in   string
		form textForm
		want string
	}{
		{"RFC 5545, 3.3.11", "Project XYZ Final Review\nConference Room - 3B\nCome Prepared.", plainText,
			`Project XYZ Final Review\nConference Room - 3B\nCome Prepared.`},
		{"reserved characters", `a;b,c\d`, plainText, `a\;b\,c\\d`},
		{"a colon and quotation marks are themselves", `a:"b"`, plainText, `a:"b"`},
		{"CR LF is one line end", "a\r\nb", plainText, `a\nb`},
		{"CR is one, too", "a\rb", plainText, `a\nb`},
		{"LF CR are two", "a\n\rb", plainText, `a\n\nb`},
		{"line ends of Unicode", "a\u0085b\u2028c\u2029d", plainText, `a\nb\nc\nd`},
		{"controls go", "a\x00b\x1b[0mc\x7fd\u009fe", plainText, "ab[0mcde"},
		{"the tab stays", "a\tb", plainText, "a\tb"},
		{"other characters stay", "é Ж 决议 𝄞 \u00a0 \u2013", plainText, "é Ж 决议 𝄞 \u00a0 \u2013"},
		{"not UTF-8", "a\xffb\xc2", plainText, "a\uFFFDb\uFFFD"},
		{"U+FFFD itself", "a\uFFFDb", plainText, "a\uFFFDb"},
		{"a backslash and n are two characters", `a\nb`, plainText, `a\\nb`},
		{"a backslash at the end", `a\`, plainText, `a\\`},
		{"list", "A,B", listText, "A,B"},
		{"list with a comma within an item", `A,B\,C`, listText, `A,B\,C`},
		{"list with a backslash within an item", `A\\,B`, listText, `A\\,B`},
		{"list with a lone backslash", `A\B`, listText, `A\\B`},
		{"list with a backslash at the end", `A\`, listText, `A\\`},
		{"list with a semicolon", "A;B,C", listText, `A\;B,C`},
		{"list with a line end", "A\nB,C", listText, `A\nB,C`},
		{"request status, RFC 5545, 3.8.8.3", "3.1;Invalid property value;DTSTART:96-Apr-01", statusText,
			"3.1;Invalid property value;DTSTART:96-Apr-01"},
		{"request status with reserved characters in its data", "2.8;Success, repeated;RRULE:FREQ=DAILY;COUNT=2", statusText,
			`2.8;Success\, repeated;RRULE:FREQ=DAILY\;COUNT=2`},
		{"empty", "", plainText, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, string(appendText(nil, tt.in, tt.form)))
		})
	}
}

func TestControlAt(t *testing.T) {
	for in, want := range map[string]int{
		"": -1, "a;b,c\\": -1, "é\u00a0€": -1, "a\tb": -1,
		"a\x00": 1, "a\r\nb": 1, "é\n": 2, "\x7f": 0, "€\u0080": 3, "ab\u2028": 2,
	} {
		require.Equal(t, want, controlAt(in), "%q", in)
	}
}
