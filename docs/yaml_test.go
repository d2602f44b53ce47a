package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
)

// before is what stands before a part of a catalogue.
const before = `convene: 1
id: test
title: Test
document: F/RES/12/2025
revision: 2026-03-02
periods: {session: unga}
layers:
  - id: resolution
    said: 2025-12-10
    source: {document: F/RES/12/2025}
    events:
      - {id: meeting, title: Meeting, kind: meeting, status: scheduled, when: 2026-10-05, paragraphs: [op 1]}
`

func readCatalogue(text string) error {
	_, _, err := catalogue.ReadPlans(strings.NewReader(text), catalogue.Options{
		Name: "block", Workdays: secretariat.Places(), Periods: map[string]calendar.Periods{"unga": unga.Sessions},
	})
	return err
}

// checkYAML has a block read as a catalogue, as sections at the end of one, or as the
// milestones of a plan; one that has people in it as a problem of examples/meeting, which
// the commands below it find as ours.yaml.
func (p programs) checkYAML(t *testing.T, dir string, b block) {
	text := b.text
	switch {
	case strings.Contains(text, "\npeople:"):
		require.NoError(t, os.WriteFile(filepath.Join(dir, "ours.yaml"), []byte(text), 0o600))
		_, stderr, code := p.shell(t, dir, "meeting ours.yaml")
		require.Zero(t, code, stderr)
		return
	case strings.HasPrefix(text, "convene:"):
	case strings.HasPrefix(strings.TrimLeft(text, " "), "- {id:"):
		text = before + "plans:\n  - id: plan\n    title: Plan\n    of: meeting\n    milestones:\n" + text
	default:
		text = before + text
	}
	require.NoError(t, readCatalogue(text))
}

// What modelling.md tells to write is read as what it says: a series or an event.
func TestPhrases(t *testing.T) {
	text, err := os.ReadFile("modelling.md")
	require.NoError(t, err)
	rows := regexp.MustCompile("(?m)^\\| [^|`]+ \\| (a series|an event|the same|`within)[^|]*\\|$").FindAllString(string(text), -1)
	require.GreaterOrEqual(t, len(rows), 12)
	kind := ""
	for _, row := range rows {
		switch {
		case strings.Contains(row, "| a series"):
			kind = "series"
		case strings.Contains(row, "| an event"), strings.Contains(row, "| `within"):
			kind = "events"
		}
		entry := "      - id: entry\n        title: Entry\n        paragraphs: [op 1]\n"
		given := ""
		for _, m := range regexp.MustCompile("`([a-z-]+: [^`]+)`").FindAllStringSubmatch(row, -1) {
			if m[1] == "early: true" {
				m[1] = "within: {periods: session, number: 84, early: true}"
			}
			given += "        " + m[1] + "\n"
		}
		if !strings.Contains(given, "kind:") {
			given += "        kind: deadline\n"
		}
		if !strings.Contains(given, "status:") && !strings.Contains(given, "unstated") {
			given += "        status: mandated\n"
		}
		source := strings.Split(before, "    events:\n")[0] + "    " + kind + ":\n" + entry + given
		require.NoError(t, readCatalogue(source), "%s\n%s", row, source)
	}
}
