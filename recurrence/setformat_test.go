package recurrence

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestSetMarshalText(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string // if it differs
	}{
		{"all-day", "DTSTART;VALUE=DATE:20140730\nRRULE:FREQ=YEARLY\n", ""},
		{"floating", "DTSTART:20260105T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nRDATE:20260201T090000\nEXDATE:20260106T090000\n", ""},
		{"UTC", "DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20260106\n", ""},
		{"zone", "DTSTART;TZID=Europe/Vienna:20260105T090000\nRRULE:FREQ=DAILY\nEXDATE;TZID=Europe/Vienna:20260106T090000\n", ""},
		{"in order and once", "DTSTART:20260105T090000Z\nRDATE:20260203T000000Z,20260201T000000Z\nRDATE:20260201T000000Z\n",
			"DTSTART:20260105T090000Z\nRDATE:20260201T000000Z,20260203T000000Z\n"},
		{"by the clock of the start", "DTSTART;TZID=Europe/Vienna:20260105T090000\nEXDATE;TZID=America/New_York:20260106T030000\nEXDATE:20260107T080000Z\n",
			"DTSTART;TZID=Europe/Vienna:20260105T090000\nEXDATE;TZID=Europe/Vienna:20260106T090000,20260107T090000\n"},
		{"the second of two readings", "DTSTART;TZID=America/New_York:20260105T013000\nRDATE:20261101T053000Z,20261101T063000Z\n",
			"DTSTART;TZID=America/New_York:20260105T013000\nRDATE;TZID=America/New_York:20261101T013000\nRDATE:20261101T063000Z\n"},
		{"a reading that the clocks skip", "DTSTART;TZID=America/New_York:20260308T023000\nRRULE:FREQ=DAILY\nEXDATE;TZID=America/New_York:20270314T023000\n", ""},
		{"length from DTEND", "DTSTART:20260105T090000Z\nDTEND:20260106T100500Z\n", "DTSTART:20260105T090000Z\nDURATION:PT25H5M\n"},
		{"days", "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260119\n", "DTSTART;VALUE=DATE:20260105\nDURATION:P14D\n"},
		{"periods", "DTSTART:20260105T090000Z\nRDATE;VALUE=PERIOD:20260106T090000Z/P1DT1H0M5S\n", ""},
		{"a period with an end", "DTSTART:20260105T090000Z\nRDATE;VALUE=PERIOD:20260107T090000Z/20260107T100000Z\n", ""},
		{"overrides", "BEGIN:VEVENT\nDTSTART:20260105T090000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n" +
			"BEGIN:VEVENT\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260106T090000Z\nDTSTART:20260106T100000Z\nDURATION:PT30M\nEND:VEVENT\n" +
			"BEGIN:VEVENT\nRECURRENCE-ID:20260107T090000Z\nDTSTART:20260107T090000Z\nSTATUS:CANCELLED\nEND:VEVENT\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := ParseSet(tt.text)
			require.NoError(t, err)
			text, err := s.MarshalText()
			require.NoError(t, err)
			want := tt.want
			if want == "" {
				want = tt.text
			}
			require.Equal(t, strings.ReplaceAll(want, "\n", "\r\n"), string(text))

			var again Set
			require.NoError(t, again.UnmarshalText(text))
			twice, err := again.MarshalText()
			require.NoError(t, err)
			require.Equal(t, string(text), string(twice))
		})
	}
}

func TestSetMarshalTextFolds(t *testing.T) {
	s := Set{Start: At(time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)), Rules: []Rule{{Freq: Daily}}}
	for day := range 40 {
		s.ExDates = append(s.ExDates, At(s.Start.Time().AddDate(0, 0, day)))
	}
	text, err := s.MarshalText()
	require.NoError(t, err)
	for line := range strings.SplitSeq(string(text), "\r\n") {
		require.LessOrEqual(t, len(line), 75)
	}
	again, err := ParseSet(string(text))
	require.NoError(t, err)
	require.Equal(t, s, again)
}

// TestSetMarshalTextFoldsBetweenCharacters has the name of a zone that is long and not
// in ASCII.
func TestSetMarshalTextFoldsBetweenCharacters(t *testing.T) {
	zone := time.FixedZone(strings.Repeat("é", 100), 3600)
	text, err := Set{Start: At(time.Date(2026, 1, 5, 9, 0, 0, 0, zone))}.MarshalText()
	require.NoError(t, err)
	for line := range strings.SplitSeq(string(text), "\r\n") {
		require.LessOrEqual(t, len(line), 75)
		require.True(t, utf8.ValidString(line), line)
	}
	again, err := SetReader{Zone: func(tzid string) (*time.Location, error) {
		require.Equal(t, zone.String(), tzid)
		return zone, nil
	}}.Parse(string(text))
	require.NoError(t, err)
	require.True(t, again.Start.Time().Equal(time.Date(2026, 1, 5, 9, 0, 0, 0, zone)))
}

func TestSetMarshalTextRefuses(t *testing.T) {
	at := At(time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC))
	for _, tt := range []struct {
		name string
		set  Set
		part string
	}{
		{"no start", Set{}, "DTSTART"},
		{"EXRULE", Set{Start: at, ExRules: []Rule{{Freq: Daily}}}, "EXRULE"},
		{"a rule that is not valid", Set{Start: at, Rules: []Rule{{}}}, "FREQ"},
		{"a day in a timed set", Set{Start: at, RDates: []Moment{onDay(2026, 1, 6)}}, "RDATE"},
		{"a period of no length", Set{Start: at, Periods: []Period{{Start: at, Length: Length{Exact: 1}}}}, "RDATE"},
		{"the machine's zone", Set{Start: At(at.Time().In(time.Local))}, "DTSTART"},
		{"a zone that would break the line", Set{Start: At(at.Time().In(time.FixedZone("A\r\nB", 3600)))}, "DTSTART"},
		{"the second of two readings", Set{Start: At(time.Date(2026, 11, 1, 6, 30, 0, 0, time.UTC).In(location(t, "America/New_York")))}, "DTSTART"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.set.MarshalText()
			var e *RuleError
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.part, e.Part)
		})
	}
}
