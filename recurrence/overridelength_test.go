package recurrence

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// RFC 5545, section 3.6.1: a component without DTEND and DURATION lasts for the day of a
// DATE, and for no time from a DATE-TIME on. A component that replaces an occurrence is one.
func TestOverrideWithoutEnd(t *testing.T) {
	const days = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260103\nRRULE:FREQ=YEARLY\nEND:VEVENT\n"
	const times = "BEGIN:VEVENT\nDTSTART:20260101T090000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY\nRDATE;VALUE=PERIOD:20260601T090000Z/PT3H\nEND:VEVENT\n"
	year := func(y int) time.Time { return time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		name, text string
		lengths    []time.Duration // of those from 2026 to 2029
	}{
		{"day", days + "BEGIN:VEVENT\nRECURRENCE-ID;VALUE=DATE:20270101\nDTSTART;VALUE=DATE:20270104\nEND:VEVENT\n", []time.Duration{48 * time.Hour, 24 * time.Hour, 48 * time.Hour}},
		{"day, those after it, too", days + "BEGIN:VEVENT\nRECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20270101\nDTSTART;VALUE=DATE:20270104\nEND:VEVENT\n", []time.Duration{48 * time.Hour, 24 * time.Hour, 24 * time.Hour}},
		{"time", times + "BEGIN:VEVENT\nRECURRENCE-ID:20270101T090000Z\nDTSTART:20270104T100000Z\nEND:VEVENT\n", []time.Duration{time.Hour, 3 * time.Hour, 0, time.Hour}},
		{"period", times + "BEGIN:VEVENT\nRECURRENCE-ID:20260601T090000Z\nDTSTART:20260604T100000Z\nEND:VEVENT\n", []time.Duration{time.Hour, 0, time.Hour, time.Hour}},
		{"no start either", times + "BEGIN:VEVENT\nRECURRENCE-ID:20270101T090000Z\nEND:VEVENT\n", []time.Duration{time.Hour, 3 * time.Hour, time.Hour, time.Hour}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, err := ParseSet(tt.text)
			require.NoError(t, err)
			lengths := func(s Set) (found []time.Duration) {
				if s.Start.Form() == FormDate {
					d, err := s.Dates()
					require.NoError(t, err)
					for o := range d.Occurrences(s.Start.Day(), s.Start.Day()+3*365) {
						found = append(found, time.Duration(o.End-o.Start)*24*time.Hour)
					}
					return found
				}
				times, err := s.Times()
				require.NoError(t, err)
				for o := range times.Occurrences(year(2026), year(2029)) {
					found = append(found, o.End.Sub(o.Start))
				}
				return found
			}
			require.Equal(t, tt.lengths, lengths(set))
			text, err := set.AppendText(nil)
			require.NoError(t, err)
			again, err := ParseSet(string(text))
			require.NoError(t, err)
			require.Equal(t, tt.lengths, lengths(again), string(text))
		})
	}
}

// What leaves the length as it is is written with it, since a component without one would
// have none.
func TestOverrideIsWrittenWithTheLengthThatItLeaves(t *testing.T) {
	set := Set{
		Start: At(time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)), Length: Length{Exact: time.Hour}, Rules: []Rule{MustParse("FREQ=DAILY")},
		Overrides: []Override{
			{ID: At(time.Date(2026, 1, 6, 9, 0, 0, 0, time.UTC)), Start: At(time.Date(2026, 1, 6, 11, 0, 0, 0, time.UTC))},
			{ID: At(time.Date(2026, 1, 7, 9, 0, 0, 0, time.UTC)), Length: Length{Exact: 2 * time.Hour}, NoLength: true},
		},
	}
	text, err := set.AppendText(nil)
	require.NoError(t, err)
	again, err := ParseSet(string(text))
	require.NoError(t, err)
	require.Equal(t, Length{Exact: time.Hour}, again.Overrides[0].Length)
	require.Equal(t, Override{ID: again.Overrides[1].ID, NoLength: true}, again.Overrides[1])
}
