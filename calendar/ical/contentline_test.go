package ical

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestFold(t *testing.T) {
	a := strings.Repeat
	tests := []struct {
		name string
		line string
		want []string
	}{
		{"empty value", "X:", []string{"X:"}},
		{"75 octets fit", a("a", 75), []string{a("a", 75)}},
		{"the 76th begins a line", a("a", 76), []string{a("a", 75), " a"}},
		{"lines after the first hold 74 and the space", a("a", 75+74+1), []string{a("a", 75), " " + a("a", 74), " a"}},
		{"two octets stay together", a("a", 74) + "éx", []string{a("a", 74), " éx"}},
		{"three octets stay together", a("a", 73) + "€x", []string{a("a", 73), " €x"}},
		{"four octets stay together", a("a", 72) + "𝄞x", []string{a("a", 72), " 𝄞x"}},
		{"four octets that fit", a("a", 71) + "𝄞x", []string{a("a", 71) + "𝄞", " x"}},
		{"an escape stays together", a("a", 74) + `\nx`, []string{a("a", 74), ` \nx`}},
		{"an escaped backslash stays together", a("a", 74) + `\\x`, []string{a("a", 74), ` \\x`}},
		{"after an escaped backslash", a("a", 73) + `\\nx`, []string{a("a", 73) + `\\`, " nx"}},
		{"three backslashes", a("a", 72) + `\\\;x`, []string{a("a", 72) + `\\`, ` \;x`}},
		{"RFC 6868 stays together", a("a", 74) + "^nx", []string{a("a", 74), " ^nx"}},
		{"a backslash behind a circumflex", a("a", 73) + `^\x`, []string{a("a", 73) + "^", ` \x`}},
		{"blanks at the end are not a line", a("a", 75) + "  ", []string{a("a", 74), " a  "}},
		{"blanks at the end after é", a("a", 73) + "é   ", []string{a("a", 73), " é   "}},
		{"blanks at the end after an escape", a("a", 73) + `\n  `, []string{a("a", 73), ` \n  `}},
		{"a line of blanks only where there are 74", a("a", 75) + a(" ", 74) + "b",
			[]string{a("a", 74), " a" + a(" ", 73), "  b"}},
		{"nothing but blanks", a(" ", 80), []string{a(" ", 75), a(" ", 6)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := string(appendFolded(nil, []byte(tt.line)))
			require.Equal(t, tt.want, physicalLines(got))
		})
	}
}

// TestFoldAnything folds lines made of the pieces that need care.
func TestFoldAnything(t *testing.T) {
	pieces := []string{"a", "word ", `\n`, `\\`, `\,`, "^^", "^n", "é", "€", "𝄞", " ", "\t", "abcdefgh"}
	r := rand.New(rand.NewPCG(76, 186))
	for range 20_000 {
		var line strings.Builder
		line.WriteString("SUMMARY:")
		for range r.IntN(120) {
			line.WriteString(pieces[r.IntN(len(pieces))])
		}
		folded := string(appendFolded(nil, []byte(line.String())))
		require.Equal(t, line.String()+"\r\n", strings.ReplaceAll(folded, "\r\n ", ""))
		lines := physicalLines(folded)
		for i, l := range lines {
			require.LessOrEqual(t, len(l), 75)
			require.True(t, utf8.ValidString(l), "%q", l)
			if i == len(lines)-1 {
				break
			}
			escapes := strings.NewReplacer(`\\`, "", "^^", "", `\n`, "", `\,`, "", "^n", "").Replace(l)
			require.NotContains(t, escapes, `\`, "%q", l)
			require.NotContains(t, escapes, "^", "%q", l)
			require.Greater(t, len(l), 60, "folded too early: %q", l)
		}
		if !strings.Contains(line.String(), strings.Repeat(" ", 30)) {
			for _, l := range lines {
				require.NotEmpty(t, strings.TrimSpace(l))
			}
		}
	}
}

func TestFoldInLinearTime(t *testing.T) {
	for name, unit := range map[string]string{"letters": "a", "blanks": " ", "backslashes": `\\`, "circumflexes": "^^", "wide": "𝄞"} {
		t.Run(name, func(t *testing.T) {
			line := []byte(strings.Repeat(unit, 4<<20))
			folded := appendFolded(nil, line)
			require.Equal(t, len(line), len(folded)-3*(strings.Count(string(folded), "\r\n")-1)-2)
		})
	}
}
