package ical

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The values are those of CSS Color Module Level 3, section 4.3.
func TestColorOf(t *testing.T) {
	for name, want := range map[string]Color{
		"turquoise":   {"turquoise", 64, 224, 208},
		"AliceBlue":   {"aliceblue", 240, 248, 255},
		"STEELBLUE":   {"steelblue", 70, 130, 180},
		"black":       {"black", 0, 0, 0},
		"yellowgreen": {"yellowgreen", 154, 205, 50},
		"tomato":      {"tomato", 255, 99, 71},
	} {
		c, ok := ColorOf(name)
		require.True(t, ok, name)
		require.Equal(t, want, c)
	}
	for _, name := range []string{"", "#FF0000", "rebeccapurple", "unblue", strings.Repeat("red", 1000)} {
		_, ok := ColorOf(name)
		require.False(t, ok, name)
	}
	require.Len(t, colors, 147)
	for name := range colors {
		require.LessOrEqual(t, len(name), longestColor)
	}
}
