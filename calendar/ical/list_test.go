package ical

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTextList(t *testing.T) {
	tests := []struct {
		items []string
		value string
	}{
		{[]string{"APPOINTMENT", "EDUCATION"}, "APPOINTMENT,EDUCATION"},
		{[]string{"Geneva, Switzerland", "Vienna"}, `Geneva\, Switzerland,Vienna`},
		{[]string{`a\b`}, `a\\b`},
		{[]string{`a\`, "b"}, `a\\,b`},
		{[]string{`\,`}, `\\\,`},
		{[]string{""}, ""},
		{[]string{"", ""}, ","},
	}
	for _, tt := range tests {
		require.Equal(t, tt.value, TextList(tt.items...))
		require.Equal(t, tt.items, TextItems(tt.value))
	}
	require.Equal(t, []string{`a\b`, `c\`}, TextItems(`a\b,c\`), "a lone backslash stands for itself")
}

func FuzzTextList(f *testing.F) {
	f.Add("a,b", `c\`, "")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		require.Equal(t, []string{a, b, c}, TextItems(TextList(a, b, c)))
	})
}

func ExampleTextList() {
	fmt.Println(TextList("Report due", "Vienna, Austria"))
	// Output: Report due,Vienna\, Austria
}
