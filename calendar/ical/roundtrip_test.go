package ical

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ares76186"
)

func readString(t *testing.T, stream string) *Document {
	t.Helper()
	doc, err := Read(strings.NewReader(stream), ReadOptions{})
	require.NoError(t, err)
	return doc
}

// requireUnharmed reads a stream that has no defect, and what is written of it, and
// compares the models.
func requireUnharmed(t *testing.T, stream string) *Document {
	t.Helper()
	doc := readString(t, stream)
	require.Empty(t, doc.Diagnostics)
	var written bytes.Buffer
	for _, cal := range doc.Calendars {
		require.NoError(t, Encode(&written, cal))
	}
	again, err := Read(&written, ReadOptions{Strict: true})
	require.NoError(t, err)
	require.Equal(t, inOrder(doc.Calendars), inOrder(again.Calendars))
	return doc
}

// inOrder returns calendars with the properties of each component in the order in which
// they are written.
func inOrder(calendars []*ics.Calendar) []*plainComponent {
	var all []*plainComponent
	for _, cal := range calendars {
		all = append(all, plainModel(cal))
	}
	return all
}

func TestOurFeedIsReadUnharmed(t *testing.T) {
	model, err := FromCalendar(ares76186.Calendar(), FeedOptions{})
	require.NoError(t, err)
	b, err := Marshal(model)
	require.NoError(t, err)
	doc := requireUnharmed(t, string(b))
	require.Equal(t, plainModel(model), plainModel(doc.Calendars[0]))
	again, err := Marshal(doc.Calendars[0])
	require.NoError(t, err)
	require.Equal(t, string(b), string(again))
}

func TestGoodFeedsAreReadUnharmed(t *testing.T) {
	shared := os.Getenv("CONVENE_SHARED")
	if shared == "" {
		t.Skip("CONVENE_SHARED is not set")
	}
	feeds, err := filepath.Glob(filepath.Join(shared, "ical", "feeds", "*.ics"))
	require.NoError(t, err)
	require.NotEmpty(t, feeds)
	for _, path := range feeds {
		t.Run(filepath.Base(path), func(t *testing.T) {
			b, err := os.ReadFile(path)
			require.NoError(t, err)
			doc := requireUnharmed(t, string(b))
			require.Len(t, doc.Calendars, 1)
		})
	}
}
