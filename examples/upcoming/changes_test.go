package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatBecameKnown(t *testing.T) {
	golden(t, "since.txt", "-since", "2025-12-31", "-catalogue", harbour)
	golden(t, "since.md", "-since", "2025-12-31", "-format", "markdown", "-catalogue", harbour)
	golden(t, "since.json", "-since", "2025-01-31", "-asof", "2025-02-28", "-format", "json", "-catalogue", harbour)
	golden(t, "since-nothing.txt", "-since", "2026-01-31", "-catalogue", harbour)

	stdout, _, _ := upcoming("-since", "2025-12-31", "-kind", "hearing", "-catalogue", harbour)
	require.Contains(t, stdout, "added: Hearing | second pier (hearing)\n")
	require.NotContains(t, stdout, "Fair")
}

// What changed between two editions of a catalogue.
func TestAgainst(t *testing.T) {
	text, err := os.ReadFile(harbour)
	require.NoError(t, err)
	edited := filepath.Join(t.TempDir(), "harbour.yaml")
	now := strings.Replace(string(text), "when: 2026-02-27/2026-03-01", "when: 2026-03-06/2026-03-08", 1)
	require.NoError(t, os.WriteFile(edited, []byte(now), 0o600))
	stdout, stderr, code := upcoming("-catalogue", edited, "-against", harbour)
	require.Zero(t, code, stderr)
	require.Equal(t, `Charter 1998: what changed between the two editions

moved: Fair (fair)
  when: 27 February – 1 March 2026 → 6–8 March 2026
  said: nothing; the days were reckoned or recorded otherwise
`, stdout)
	_, stderr, code = upcoming("-against", harbour)
	require.Equal(t, 1, code)
	require.Contains(t, stderr, "no catalogue of -against has the id a-res-76-186")
}

func TestReminders(t *testing.T) {
	golden(t, "remind.txt", "-remind", "30,7,1", "-since", "2026-01-30", "-from", "2026-02-05", "-catalogue", harbour)
	golden(t, "remind.md", "-remind", "30,7,1", "-since", "2026-01-30", "-from", "2026-02-05", "-format", "markdown", "-catalogue", harbour)
	golden(t, "remind.csv", "-remind", "30,7,1", "-since", "2026-01-30", "-from", "2026-02-05", "-format", "csv", "-catalogue", harbour)
	golden(t, "remind-nothing.txt", "-remind", "30", "-from", "2026-02-05", "-catalogue", harbour)

	ask := func(args ...string) (keys []string) {
		stdout, stderr, code := upcoming(append(args, "-remind", "90, 30,7,1", "-format", "json", "-catalogue", harbour)...)
		var found []struct{ Key, Lead, On string }
		require.NoError(t, json.Unmarshal([]byte(stdout), &found), stderr)
		require.Equal(t, len(found) == 0, code == 1)
		for _, r := range found {
			keys = append(keys, r.Key)
		}
		return keys
	}
	// One run says what daily runs say together, and a run without -since is a daily one.
	all := ask("-since", "2026-01-15", "-from", "2026-03-15")
	require.NotEmpty(t, all)
	var daily []string
	for d := civil(t, "2026-01-16"); d <= civil(t, "2026-03-15"); d++ {
		daily = append(daily, ask("-from", d.String())...)
	}
	require.Equal(t, all, daily)
}
