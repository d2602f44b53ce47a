package ical

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestIsName(t *testing.T) {
	for _, name := range []string{"DTSTART", "X-WR-CALNAME", "x-foo", "A1-"} {
		require.True(t, isName(name), name)
	}
	for _, name := range []string{"", "A B", "A;B", "A:B", "A\r\nB", "É", "X_Y", "A=B", "\u212A"} {
		require.False(t, isName(name), name)
	}
}

func TestEqualFold(t *testing.T) {
	require.True(t, equalFold("dtStart", "DTSTART"))
	require.False(t, equalFold("DTSTAR", "DTSTART"))
	require.False(t, equalFold("\u017Ftatus", "STATUS"), "the long s is no S")
}
