package meeting_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

func TestWords(t *testing.T) {
	require.Equal(t, "required chair optional informed", meeting.Required.String()+" "+meeting.Chair.String()+" "+meeting.Optional.String()+" "+meeting.Informed.String())
	require.Equal(t, "unknown role", meeting.Role(9).String())
	require.Equal(t, "leximin", meeting.LexiMin.String())
	require.Equal(t, "smaller vector", meeting.SmallerVector.String())
	require.Equal(t, "unknown criterion", meeting.Criterion(0).String())
	require.Equal(t, "22:00-06:30", meeting.ClockRange{From: meeting.At(22, 0), To: meeting.At(6, 30)}.String())
	require.Equal(t, "buffer,busy,hours,limits,tentative,unknown", (meeting.ReasonBuffer | meeting.ReasonBusy | meeting.ReasonHours |
		meeting.ReasonLimits | meeting.ReasonTentative | meeting.ReasonUnknown).String())
	for b, want := range map[meeting.Burden]string{0: "0m", 60: "1m", 3600: "1h00m", 5430: "1h30m30s", -5400: "-1h30m"} {
		require.Equal(t, want, b.String())
	}
	require.Equal(t, 90.5, meeting.BurdenOf(90*time.Minute+30*time.Second+time.Millisecond).Minutes())
}

// Holidays are taken from lists as far as these speak, and no further.
func TestHolidayDates(t *testing.T) {
	day := func(y int, m time.Month, d int) date.Date { return date.New(y, m, d) }
	lists := []calendar.HolidayList{
		{From: day(2026, 1, 1), To: day(2027, 1, 1), Days: []calendar.Holiday{{Day: day(2026, 12, 25)}}},
		{From: day(2027, 1, 1), To: day(2028, 1, 1), Days: []calendar.Holiday{{Day: day(2027, 1, 1)}}},
	}
	days, err := meeting.HolidayDates("Geneva", day(2026, 12, 1), day(2027, 2, 1), lists...)
	require.NoError(t, err)
	require.Equal(t, []date.Date{day(2026, 12, 25), day(2027, 1, 1)}, days)
	_, err = meeting.HolidayDates("Geneva", day(2027, 12, 1), day(2028, 1, 2), lists...)
	var beyond *calendar.CoverageError
	require.ErrorAs(t, err, &beyond)
	require.Equal(t, day(2028, 1, 1), beyond.Day)
	require.Equal(t, "Geneva", beyond.Place)

	// A holiday that everybody knows of, and a working day that it is not.
	p := one("a", "Europe/Zurich")
	p.Hours, p.Holidays = meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(11, 0)}), days
	req := meeting.Request{
		Windows: window("2026-12-24T00:00Z", "2026-12-26T00:00Z"), Duration: time.Hour, Step: time.Hour,
		Participants: []meeting.Participant{p},
	}
	require.Equal(t, []string{"12-24T08:00", "12-24T09:00"}, starts(find(t, req)))
}

func TestEntriesOf(t *testing.T) {
	require.Equal(t, []freebusy.Entry{busy("2026-05-04T09:00Z", "2026-05-04T10:00Z")},
		meeting.EntriesOf([]freebusy.Period{{Start: at("2026-05-04T09:00Z"), End: at("2026-05-04T10:00Z"), Type: freebusy.Busy}}))
}

// What was kept as JSON can still be told.
func TestWordsFromJSON(t *testing.T) {
	req := meeting.Request{
		Windows: window("2026-05-04T09:00Z", "2026-05-04T11:00Z"), Duration: time.Hour, Step: time.Hour,
		Participants: []meeting.Participant{one("a", "UTC", busy("2026-05-04T09:00Z", "2026-05-04T12:00Z"))},
		Blackouts:    []freebusy.Entry{busy("2026-05-04T10:00Z", "2026-05-04T11:00Z")},
	}
	again := func(from, to any) {
		data, err := json.Marshal(from)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(data, to))
	}
	why, err := meeting.Explain(context.Background(), meeting.ExplainRequest{Request: req})
	require.NoError(t, err)
	var whyAgain meeting.Explanation
	again(why, &whyAgain)
	require.Equal(t, why.Words(), whyAgain.Words())
	whyAgain.Cause = meeting.CauseNoCandidate
	require.Contains(t, whyAgain.Words(), "No start leaves room for the meeting within the windows.")

	req.Participants[0].Busy = nil
	req.Blackouts[0].Start = at("2026-05-04T09:00Z")
	help, err := meeting.Relax(context.Background(), meeting.RelaxRequest{Request: req})
	require.NoError(t, err)
	var helpAgain meeting.Relaxations
	again(help, &helpAgain)
	require.Contains(t, helpAgain.Words(), "Lift the blackout number 1: 2 starts, at best Monday 4 May 2026, 09:00 UTC.")
	require.Equal(t, help.Words(), helpAgain.Words())
}
