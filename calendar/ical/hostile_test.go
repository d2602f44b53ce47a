package ical

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// A hostileCase says what a good reader does with a file: accept it, skip what is bad, or
// reject it.
type hostileCase struct {
	Expect string   `json:"expect"`
	Events int      `json:"events"`
	Warn   bool     `json:"warn"`
	Also   []string `json:"also"` // other outcomes that are defensible
	Why    string   `json:"why"`
}

func readHostileManifest(t *testing.T, path string) map[string]hostileCase {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	var manifest struct {
		Files map[string]hostileCase `json:"files"`
	}
	require.NoError(t, json.Unmarshal(b, &manifest))
	return manifest.Files
}

func countEvents(doc *Document) int {
	n := 0
	for _, cal := range doc.Calendars {
		for _, c := range cal.Components {
			if _, ok := c.(*ics.VEvent); ok {
				n++
			}
		}
	}
	return n
}

// requireHostile reads a file and compares the outcome with what is expected.
func requireHostile(t *testing.T, path string, want hostileCase) {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	doc, err := Read(f, ReadOptions{})
	runtime.ReadMemStats(&after)
	require.Less(t, after.HeapSys, before.HeapSys+256<<20)
	if want.Expect == "reject" {
		require.Error(t, err, want.Why)
		var fault *ReadError
		require.ErrorAs(t, err, &fault)
		return
	}
	require.NoError(t, err, want.Why)
	require.Equal(t, want.Events, countEvents(doc), "%s: %v", want.Why, doc.Diagnostics)
	if want.Warn {
		require.NotEmpty(t, doc.Diagnostics, want.Why)
	}
	changed := slices.ContainsFunc(doc.Diagnostics, func(d Diagnostic) bool { return d.Effect != Noted })
	if want.Expect == "accept" && !want.Warn {
		require.False(t, changed, "%s: %v", want.Why, doc.Diagnostics)
	}
	if want.Expect == "skip" {
		require.True(t, slices.ContainsFunc(doc.Diagnostics, func(d Diagnostic) bool { return d.Effect == LeftOut }), "%s: %v", want.Why, doc.Diagnostics)
	}
}

// TestHostileCorpus reads the whole corpus, which a script writes.
func TestHostileCorpus(t *testing.T) {
	shared := os.Getenv("CONVENE_SHARED")
	if shared == "" {
		t.Skip("CONVENE_SHARED is not set")
	}
	dir := t.TempDir()
	args := []string{filepath.Join(shared, "ical", "gen_hostile.py"), dir}
	if !testing.Short() {
		args = append(args, "--big")
	}
	out, err := exec.Command("python3", args...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	files := readHostileManifest(t, filepath.Join(dir, "manifest.json"))
	require.Greater(t, len(files), 150)
	for name, want := range files {
		t.Run(name, func(t *testing.T) { requireHostile(t, filepath.Join(dir, name), want) })
	}
}
