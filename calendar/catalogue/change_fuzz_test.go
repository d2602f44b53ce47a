package catalogue_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/unga"
)

// What any catalogue says can be compared and reminded of, and the runs of any two spans
// that meet together remind of what the run of both does.
func FuzzChangesAndReminders(f *testing.F) {
	files, err := filepath.Glob("testdata/good/*.yaml")
	require.NoError(f, err)
	for i, file := range append(files, "../../docs/starter.yaml") {
		text, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(text, int32(19000+i*300), uint8(40), uint8(60))
	}
	f.Fuzz(func(t *testing.T, text []byte, first int32, a, b uint8) {
		c, err := catalogue.Read(bytes.NewReader(text), catalogue.Options{Periods: map[string]calendar.Periods{"unga": unga.Sessions}})
		if err != nil {
			return
		}
		since := date.Date(first)
		middle := since + date.Date(a)
		until := middle + date.Date(b)
		changes := calendar.DiffWithin(c.AsOf(since), c.AsOf(until), since-1000, until+1000)
		var out bytes.Buffer
		require.NoError(t, changes.WriteText(&out))
		require.NoError(t, changes.WriteMarkdown(&out))
		got, err := json.Marshal(changes)
		require.NoError(t, err)
		require.True(t, json.Valid(got))
		require.True(t, calendar.DiffWithin(c, c, since, until).IsEmpty())

		leads := []calendar.Lead{calendar.DaysBefore(30), calendar.DaysBefore(7), calendar.DaysBefore(0)}
		whole, err := c.Crossings(since, until, leads)
		require.NoError(t, err)
		early, err := c.Crossings(since, middle, leads)
		require.NoError(t, err)
		late, err := c.Crossings(middle, until, leads)
		require.NoError(t, err)
		require.Equal(t, keysOf(whole), append(keysOf(early), keysOf(late)...))
	})
}

func keysOf(found []calendar.Crossing) []string {
	keys := []string{}
	for _, x := range found {
		keys = append(keys, x.On.String()+" "+x.Key())
	}
	return keys
}
