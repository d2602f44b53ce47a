package ical

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestDurationText(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                               "PT0S",
		time.Second:                     "PT1S",
		15 * time.Minute:                "PT15M",
		12 * time.Hour:                  "PT12H",
		12*time.Hour + time.Second:      "PT12H0M1S",
		24 * time.Hour:                  "P1D",
		14 * 24 * time.Hour:             "P14D",
		36*time.Hour + 1500*time.Second: "P1DT12H25M",
		999 * time.Millisecond:          "PT0S",
	} {
		require.Equal(t, want, durationText(d))
		require.True(t, isDuration(want), want)
	}
}
