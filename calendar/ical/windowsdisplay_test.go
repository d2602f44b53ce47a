package ical

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWindowsZonesAsShown(t *testing.T) {
	for shown, want := range map[string]string{
		"(UTC-05:00) Eastern Time (US & Canada)":                       "America/New_York",
		"(GMT-05.00) Eastern Time (US and Canada)":                     "America/New_York",
		"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna": "Europe/Berlin",
		"(UTC) Dublin, Edinburgh, Lisbon, London":                      "Europe/London",
		"(GMT) Greenwich Mean Time: Dublin, Edinburgh, Lisbon, London": "Europe/London",
		"(UTC) Coordinated Universal Time":                             "Etc/UTC",
		"(UTC-05:00) eastern time (us & canada)":                       "America/New_York",
		"Eastern Time (US & Canada)":                                   "",
		"(UTC-05:00) Atlantis":                                         "",
		"(UTC-05:00)":                                                  "",
	} {
		iana, ok := WindowsZone(shown)
		require.Equal(t, want != "", ok, shown)
		require.Equal(t, want, iana)
	}
	for line := range strings.Lines(windowsDisplayLines) {
		if shown, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			iana, ok := WindowsZone("(UTC) " + shown)
			require.True(t, ok, line)
			_, err := loadIANA(iana)
			require.NoError(t, err, line)
			_, ok = windowsZones()[strings.ToLower(name)]
			require.True(t, ok, line)
		}
	}
}
