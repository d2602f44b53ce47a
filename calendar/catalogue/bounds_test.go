package catalogue_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/catalogue"
)

// Each of these texts takes the YAML library a time that grows with the square of its
// length, or a call for each of its characters, if it gets that far.
func TestReadOfHostileTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const size = 512 << 10
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for _, tt := range []struct{ name, text string }{
		{"a run of <", "a: " + fill("<")},
		{"runs of <", "a: " + fill(strings.Repeat("<", 127)+" ")},
		{"empty lines behind a block", "a: |\n b\n" + fill("\n")},
		{"empty lines with spaces", "a: |\n b\n" + fill(" \n")},
		{"keys", fill("a: b\n")},
		{"keys without values", fill("a:\n")},
		{"items without values", fill("-\n")},
		{"keys in braces", "{" + fill("a: b, ") + "}"},
		{"keys without values in braces", "{" + fill("a,") + "}"},
		{"pairs in brackets", "[" + fill("a: b, ") + "]"},
		{"pairs in lines in brackets", "[\n" + fill("a: b\n") + "]"},
		{"brackets", fill("[")},
		{"braces", fill("{a: ")},
		{"hyphens", fill("- ")},
		{"documents", fill("---\n")},
		{"anchors", fill("&a ")},
		{"tags", fill("!a ")},
		{"quoted texts in a line", "[" + fill(`"é",`) + "]"},
		{"words in a line with spaces behind", "[" + fill("a,") + strings.Repeat(" ", size) + "\n]"},
		{"a quoted text over lines", `"` + fill("a\n")},
		{"layers without keys", "convene: 1\nlayers: [" + fill("{},") + "]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := catalogue.Read(strings.NewReader(tt.text), catalogue.Options{MaxSize: 4 << 20})
			require.Error(t, err)
			require.Less(t, time.Since(start), 20*time.Second)
		})
	}
}
