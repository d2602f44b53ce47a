package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// An entry with something in each field that filters look at.
var hearing = calendar.Entry{
	Event: calendar.Event{
		ID: "board-hearing", Title: "Hearing", Summary: "Readers are asked.", Kind: calendar.Hearing, Series: "talks",
		Place: "Großer Saal, Vienna", Organizers: []string{"Friends of the Library", "IOM"}, Documents: []string{"L.4/2026"},
		Sources: []calendar.Source{{Document: "Charter", Paragraph: "art. 9"}, {Document: "notice/7"}},
	},
	Status: calendar.Scheduled,
}

func TestMatching(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       bool
	}{
		{"no words", " ", true},
		{"id", "board-hearing", true},
		{"title in capitals", "HEARING", true},
		{"summary", "asked", true},
		{"place, beyond ASCII", "GROSSER", false},
		{"place, beyond ASCII as it stands", "großer saal", true},
		{"organizer", "friends", true},
		{"document", "l.4/2026", true},
		{"source", "charter 9", true},
		{"second source", "notice/7", true},
		{"words of several fields", "iom vienna readers", true},
		{"a word of none", "iom vienna writers", false},
		{"words do not join across fields", "hearingreaders", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, calendar.Matching(tt.text)(hearing))
		})
	}
}

func TestByOrganizerAndFromSource(t *testing.T) {
	require.True(t, calendar.ByOrganizer("UNODC", "iom")(hearing))
	require.False(t, calendar.ByOrganizer("IO", "Friends")(hearing), "whole names")
	require.False(t, calendar.ByOrganizer()(hearing))
	require.True(t, calendar.FromSource("x", "NOTICE/7")(hearing))
	require.False(t, calendar.FromSource("notice", "L.4/2026")(hearing), "whole documents, and those that say it")
	require.False(t, calendar.FromSource()(hearing))
}

func TestFiltersOfNothing(t *testing.T) {
	for _, f := range []calendar.Filter{calendar.OfKind(), calendar.WithStatus(), calendar.InSeries(), calendar.AnyOf()} {
		require.False(t, f(hearing))
		require.True(t, calendar.Not(f)(hearing))
	}
}
