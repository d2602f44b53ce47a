package ical

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func encoded(t testing.TB, model *ics.Calendar) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, NewEncoder(&b, Options{Demand: WellFormed}).Encode(model))
	return b.String()
}

// What nobody changes comes back as it was, whatever it is.
func TestApplyNothing(t *testing.T) {
	files := []string{"testdata/office.ics", "../../examples/feed/testdata/76-186.ics"}
	if shared := os.Getenv("CONVENE_SHARED"); shared != "" {
		more, err := filepath.Glob(filepath.Join(shared, "ical", "*", "*.ics"))
		require.NoError(t, err)
		require.NotEmpty(t, more)
		files = append(files, more...)
	}
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		doc, err := Read(f, ReadOptions{})
		f.Close()
		if err != nil {
			continue
		}
		for _, model := range doc.Calendars {
			im, err := ToCalendar(model, ImportOptions{})
			require.NoError(t, err, file)
			got, err := im.Apply(im.Calendar)
			require.NoError(t, err, file)
			require.Equal(t, encoded(t, model), encoded(t, got), file)
			again, err := calendar.New(im.Definition)
			require.NoError(t, err, file)
			got, err = im.Apply(again)
			require.NoError(t, err, file)
			require.Equal(t, encoded(t, model), encoded(t, got), file)
		}
	}
}

func readOffice(t *testing.T) *Import {
	t.Helper()
	f, err := os.Open("testdata/office.ics")
	require.NoError(t, err)
	defer f.Close()
	im, err := ReadCalendar(f, ReadOptions{}, ImportOptions{})
	require.NoError(t, err)
	return im
}

func withLayer(t *testing.T, im *Import, layer calendar.Layer) *calendar.Calendar {
	t.Helper()
	def := im.Definition
	layer.ID, layer.Said = "own", date.New(2026, 11, 20)
	def.Revision = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	def.Layers = append(slices.Clone(def.Layers), layer)
	cal, err := calendar.New(def)
	require.NoError(t, err)
	return cal
}

func TestApply(t *testing.T) {
	im := readOffice(t)
	ids := map[string]string{}
	for i := range im.Entries {
		ids[strings.TrimSuffix(im.Entries[i].UID, "@example.org")] = im.ids[i]
	}
	zurich, err := time.LoadLocation("Europe/Zurich")
	require.NoError(t, err)
	sources := []calendar.Source{{Document: "Memo"}}
	cal := withLayer(t, im, calendar.Layer{
		Statements: []calendar.Statement{
			{ID: "s1", Of: ids["visit"], When: calendar.At(time.Date(2026, 11, 28, 9, 0, 0, 0, zurich), time.Date(2026, 11, 28, 12, 0, 0, 0, zurich)), Place: "Room 7", Sources: sources},
			{ID: "s2", Of: ids["briefing"] + "/2026-11-23T09:00:00Z", Status: calendar.Cancelled, Sources: sources},
			{ID: "s3", Of: ids["briefing"] + "/2026-12-07T09:00:00Z", When: calendar.On(date.New(2026, 12, 8)), Title: "Long briefing", Sources: sources},
			{ID: "s4", Of: ids["call"] + "/2026-11-26T15:30:00Z", Title: "Call called off", Sources: sources},
		},
		Events: []calendar.Event{{ID: "party", Title: "Party", Kind: calendar.OtherEvent, Status: calendar.Scheduled, When: calendar.On(date.New(2026, 12, 18)), Sources: sources}},
	})
	model, err := im.Apply(cal)
	require.NoError(t, err)
	stream, err := Marshal(model) // it is valid
	require.NoError(t, err)
	text := strings.ReplaceAll(string(stream), "\r\n", "\n")
	for _, part := range []string{
		"UID:visit@example.org\nDTSTAMP:20261120T000000Z\nSEQUENCE:1\nDTSTART;TZID=Europe/Zurich:20261128T090000\nDTEND;TZID=Europe/Zurich:20261128T120000\nSUMMARY:Visit of the committee\nLOCATION:Room 7\n",
		"RECURRENCE-ID;TZID=Europe/Berlin:20261123T100000\nDTSTAMP:20261120T000000Z\nSEQUENCE:3\nDTSTART;TZID=Europe/Berlin:20261123T100000\nDTEND;TZID=Europe/Berlin:20261123T103000\nSUMMARY:Weekly briefing\nSTATUS:CANCELLED\nX-OFFICE-ROOM:E-3012\n",
		"DTSTART;VALUE=DATE:20261208\nDTEND;VALUE=DATE:20261209\nSUMMARY:Long briefing\nX-OFFICE-ROOM:E-3012\n",
		"RECURRENCE-ID;TZID=America/New_York:20261126T103000\nDTSTAMP:20261120T000000Z\nSEQUENCE:1\nDTSTART;TZID=America/New_York:20261126T103000\nSUMMARY:Call called off\nSTATUS:CANCELLED\n",
		"SUMMARY:Party\n", "TZID:W. Europe Standard Time\n",
	} {
		require.Contains(t, text, part)
	}
	require.Same(t, im.Model.Components[2], model.Components[slices.Index(model.Components, im.Model.Components[2])], "the briefing's own component is as it was")
	requireSameDays(t, cal, model)

	// What the calendar does not have any more is left out.
	def := im.Definition
	def.Layers = []calendar.Layer{def.Layers[0]}
	def.Layers[0].Events = nil
	def.Layers[0].Statements = nil
	cal, err = calendar.New(def)
	require.NoError(t, err)
	model, err = im.Apply(cal)
	require.NoError(t, err)
	require.NotContains(t, encoded(t, model), "visit@example.org")
	require.NotContains(t, encoded(t, model), "CANCELLED")
	requireSameDays(t, cal, model)

	// A series with another pattern.
	def.Layers[0].Series = slices.Clone(def.Layers[0].Series)
	s := &def.Layers[0].Series[0]
	s.Pattern, s.Title = calendar.BySet{Set: parseSetLines(t, "DTSTART;TZID=Asia/Tokyo:20261127T140000", "RRULE:FREQ=DAILY;COUNT=2")}, "Daily"
	cal, err = calendar.New(def)
	require.NoError(t, err)
	model, err = im.Apply(cal)
	require.NoError(t, err)
	_, err = Marshal(model)
	require.NoError(t, err)
	requireSameDays(t, cal, model)
	s.Pattern = calendar.Cadence{Periods: "year", First: 2026, Every: 1}
	cal, err = calendar.New(def)
	require.NoError(t, err)
	_, err = im.Apply(cal)
	require.ErrorIs(t, err, ErrValue)
}

// requireSameDays reads a model and compares what it has with a calendar.
func requireSameDays(t *testing.T, want *calendar.Calendar, model *ics.Calendar) {
	t.Helper()
	doc, err := Read(strings.NewReader(encoded(t, model)), ReadOptions{})
	require.NoError(t, err)
	im, err := ToCalendar(doc.Calendars[0], ImportOptions{ID: want.ID()})
	require.NoError(t, err)
	list := func(c *calendar.Calendar) (all []string) {
		for e := range c.Between(0, date.New(2026, 1, 1), date.New(2027, 6, 1)) {
			all = append(all, fmt.Sprint(e.When, e.Event.Status, e.Title, e.Place, e.Geo, e.Organizers))
		}
		return all
	}
	require.Equal(t, list(want), list(im.Calendar), im.Findings)
}

// TestApplyRandomChanges changes an import at random and reads back what has become of it.
func TestApplyRandomChanges(t *testing.T) {
	im := readOffice(t)
	zurich, err := time.LoadLocation("Europe/Zurich")
	require.NoError(t, err)
	var all []calendar.Entry
	for e := range im.Calendar.Between(0, date.New(2026, 9, 1), date.New(2027, 3, 1)) {
		all = append(all, e)
	}
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 1))
		var layer calendar.Layer
		for n := range 1 + r.IntN(5) {
			e := all[r.IntN(len(all))]
			st := calendar.Statement{ID: fmt.Sprintf("st%d", n), Of: e.ID, Sources: []calendar.Source{{Document: "Memo"}}}
			day := date.New(2026, 10, 1) + date.Date(r.IntN(100))
			switch r.IntN(3) {
			case 0:
				st.When = calendar.Lasting(day, day+date.Date(r.IntN(3)))
			case 1:
				start := day.MidnightIn(zurich).Add(time.Duration(r.IntN(86400)) * time.Second)
				st.When = calendar.At(start, start.Add(time.Duration(r.IntN(86400))*time.Second))
			}
			if r.IntN(2) == 0 {
				st.Title = fmt.Sprintf("Title; %d, \\n", r.IntN(10))
			}
			if r.IntN(3) == 0 {
				st.Place = "Place"
			}
			if r.IntN(4) == 0 {
				st.Status = calendar.Cancelled
			}
			layer.Statements = append(layer.Statements, st)
		}
		cal := withLayer(t, im, layer)
		model, err := im.Apply(cal)
		require.NoError(t, err)
		_, err = Marshal(model)
		require.NoError(t, err, "seed %d", seed)
		requireSameDays(t, cal, model)
	}
}
