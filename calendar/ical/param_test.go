package ical

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAppendParam(t *testing.T) {
	tests := []struct {
		name   string
		in     string
		always bool
		want   string
	}{
		{"plain", "Smith", false, "Smith"},
		{"empty", "", false, ""},
		{"blanks need no quotes", "John Smith", false, "John Smith"},
		{"comma", "Smith, John", false, `"Smith, John"`},
		{"semicolon", "a;b", false, `"a;b"`},
		{"colon", "mailto:a@example.org", false, `"mailto:a@example.org"`},
		{"quoted by its grammar", "x", true, `"x"`},
		{"empty and quoted by its grammar", "", true, `""`},
		{"RFC 6868, 3.1: quotation marks", `George Herman "Babe" Ruth`, false, "George Herman ^'Babe^' Ruth"},
		{"RFC 6868, 3.1: line end", "Pittsburgh Pirates\n115 Federal St\nPittsburgh, PA 15212", false,
			`"Pittsburgh Pirates^n115 Federal St^nPittsburgh, PA 15212"`},
		{"circumflex", "a^b^^nc", false, "a^^b^^^^nc"},
		{"CR LF", "a\r\nSUMMARY:x", false, `"a^nSUMMARY:x"`},
		{"line ends of Unicode", "a\u2028b\u0085c", false, "a^nb^nc"},
		{"controls go", "a\x00\x1b\x7f\u0080b", false, "ab"},
		{"the apostrophe and the backslash are themselves", `O'Neill DOM\user`, false, `O'Neill DOM\user`},
		{"not UTF-8", "\xff", false, "\uFFFD"},
		{"other characters stay", "Ж 决议 – 𝄞", false, "Ж 决议 – 𝄞"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, string(appendParam(nil, tt.in, tt.always)))
		})
	}
}

// The parameters that RFC 5545, section 3.2, defines with DQUOTE.
func TestAlwaysQuoted(t *testing.T) {
	for _, name := range []string{"ALTREP", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "MEMBER", "SENT-BY"} {
		require.True(t, alwaysQuoted([]byte(name)), name)
	}
	for _, name := range []string{"CN", "LANGUAGE", "TZID", "VALUE"} {
		require.False(t, alwaysQuoted([]byte(name)), name)
	}
}
