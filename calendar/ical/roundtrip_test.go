package ical

import (
	"bytes"
	"os"
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
// compares the models, and the streams by a reader that shares nothing with this package.
func requireUnharmed(t *testing.T, stream string) *Document {
	t.Helper()
	doc := readString(t, stream)
	require.Empty(t, doc.Diagnostics)
	require.Len(t, doc.Calendars, 1)
	written, err := Marshal(doc.Calendars[0])
	require.NoError(t, err)
	again, err := Read(bytes.NewReader(written), ReadOptions{Strict: true})
	require.NoError(t, err)
	require.Equal(t, inOrder(doc.Calendars), inOrder(again.Calendars))
	before, err := plainRead(stream)
	require.NoError(t, err)
	after, err := plainRead(string(written))
	require.NoError(t, err)
	require.Equal(t, before.byName(), after.byName())
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
	for _, name := range []string{"good.ics", "good-mini.ics"} {
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile("testdata/" + name)
			require.NoError(t, err)
			requireUnharmed(t, string(b))
		})
	}
}
