package meeting

import (
	"context"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// Three people in Vienna, New York and Tokyo, in January: 14:00Z is 15:00, 09:00 and 23:00.
func moveRequest(t *testing.T) Request {
	at := func(name string) *time.Location {
		loc, err := time.LoadLocation(name)
		require.NoError(t, err)
		return loc
	}
	office := Weekdays(ClockRange{At(9, 0), At(18, 0)})
	day := time.Date(2026, 1, 14, 0, 0, 0, 0, time.UTC)
	return Request{
		Windows: []Span{{Start: day, End: day.Add(24 * time.Hour)}}, Duration: time.Hour, Step: time.Hour, NotBefore: day.Add(8 * time.Hour),
		MaskUID: "meeting", Objective: LexiMin,
		Participants: []Participant{
			{ID: "vienna", Location: at("Europe/Vienna"), Hours: office, SoftHours: true},
			{ID: "newyork", Location: at("America/New_York"), Hours: office},
			{ID: "tokyo", Role: Optional, Location: at("Asia/Tokyo"), Hours: office, SoftHours: true, Busy: []freebusy.Entry{
				{Start: day.Add(14 * time.Hour), End: day.Add(15 * time.Hour), Type: freebusy.Busy, UID: "meeting"},
				{Start: day.Add(15 * time.Hour), End: day.Add(16 * time.Hour), Type: freebusy.Busy, UID: "other"},
			}},
		},
	}
}

func TestWeigh(t *testing.T) {
	req := moveRequest(t)
	span := func(hour, minutes int) Span {
		start := req.Windows[0].Start.Add(time.Duration(hour) * time.Hour)
		return Span{Start: start, End: start.Add(time.Duration(minutes) * time.Minute)}
	}
	tests := []struct {
		name           string
		from, to       Span
		lost, gained   []string
		feasible       bool
		outside, short bool
		shares         []Share
		text           string
	}{
		// 23:00 in Tokyo counts three times, 15:00 in Vienna is working time.
		{"the same", span(14, 60), span(14, 60), nil, nil, true, false, false, nil, "feasible"},
		{"an hour later somebody else's meeting is in the way", span(14, 60), span(15, 60), []string{"tokyo"}, nil, true, false, false, nil, "feasible; lost: tokyo (busy)"},
		{"back again", span(15, 60), span(14, 60), nil, []string{"tokyo"}, true, false, false, nil, "feasible; gained: tokyo"},
		{"longer, into that meeting", span(14, 60), span(14, 90), []string{"tokyo"}, nil, true, false, false, nil, "feasible; lost: tokyo (busy)"},
		{"shorter", span(14, 60), span(14, 30), nil, nil, true, false, false, []Share{{"tokyo", 3 * 3600, 3 * 1800}}, "feasible; burden: tokyo 1h30m instead of 3h00m; 1h30m in all instead of 3h00m"},
		{"in the morning New York sleeps", span(14, 60), span(8, 60), []string{"newyork"}, nil, false, false, false, []Share{{"tokyo", 3 * 3600, 0}}, "not feasible: 1 missing; lost: newyork (hours); burden: tokyo 0m instead of 3h00m"},
		{"before the notice", span(14, 60), span(7, 60), []string{"newyork"}, nil, false, false, true, []Share{{"vienna", 0, 3600}, {"tokyo", 3 * 3600, 0}}, ""},
		{"on the next day", span(14, 60), span(24+14, 60), nil, nil, true, true, false, nil, "feasible; outside the windows"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := Weigh(context.Background(), req, test.from, test.to)
			require.NoError(t, err)
			require.Equal(t, test.lost, m.Lost)
			require.Equal(t, test.gained, m.Gained)
			require.Equal(t, test.feasible, m.To.Feasible)
			require.Equal(t, test.outside, m.Outside)
			require.Equal(t, test.short, m.Short)
			require.Equal(t, test.shares, m.Shares())
			if test.text != "" {
				require.Equal(t, test.text, m.String())
			}
		})
	}
}

func TestWeighErrors(t *testing.T) {
	req := moveRequest(t)
	from := Span{Start: req.Windows[0].Start, End: req.Windows[0].Start.Add(time.Hour)}
	_, err := Weigh(context.Background(), req, from, Span{Start: from.End, End: from.Start})
	require.Error(t, err)
	req.Windows, req.Duration, req.Step = nil, 0, 0
	m, err := Weigh(context.Background(), req, from, from)
	require.NoError(t, err)
	require.False(t, m.Outside)
	req.Participants[0].Location = nil
	_, err = Weigh(context.Background(), req, from, from)
	var fault *Error
	require.ErrorAs(t, err, &fault)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = Weigh(ctx, moveRequest(t), from, from)
	require.ErrorIs(t, err, context.Canceled)
}
