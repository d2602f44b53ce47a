package meeting_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// From Geneva it takes three hours to Vienna, where the wind is against it, and two back.
func flight(from, to string) time.Duration {
	switch {
	case from == "Geneva" && to == "Vienna":
		return 3 * time.Hour
	case from == "Vienna" && to == "Geneva":
		return 2 * time.Hour
	}
	panic("nobody goes from " + from + " to " + to)
}

func in(place string, e freebusy.Entry) freebusy.Entry {
	e.Place = place
	return e
}

func TestTravel(t *testing.T) {
	traveller := one("a", "UTC", in("Geneva", busy("2026-05-04T07:00Z", "2026-05-04T08:00Z")), in("Vienna", busy("2026-05-04T08:00Z", "2026-05-04T09:00Z")),
		busy("2026-05-04T09:00Z", "2026-05-04T10:00Z"), in("Geneva", busy("2026-05-04T15:00Z", "2026-05-04T16:00Z")))
	req := meeting.Request{
		Windows: window("2026-05-04T08:00Z", "2026-05-04T18:00Z"), Duration: time.Hour, Step: time.Hour,
		Place: "Vienna", Travel: flight, Participants: []meeting.Participant{traveller},
	}
	// 8:00 and three hours is 11:00; 15:00 without two hours and the meeting is 12:00. After
	// 16:00 and three hours there is no time. Who is in Vienna, or nowhere, is there at once.
	require.Equal(t, []string{"05-04T11:00", "05-04T12:00"}, starts(find(t, req)))

	s, err := find(t, req).At(at("2026-05-04T13:00Z"))
	require.NoError(t, err)
	require.Equal(t, meeting.ReasonBuffer, s.People[0].Reasons)
	require.Len(t, s.People[0].Conflicts, 1)
	require.Equal(t, at("2026-05-04T15:00Z"), s.People[0].Conflicts[0].Start)

	req.Place = ""
	require.Equal(t, []string{"05-04T10:00", "05-04T11:00", "05-04T12:00", "05-04T13:00", "05-04T14:00", "05-04T16:00", "05-04T17:00"}, starts(find(t, req)))

	// The way and what is kept free anyway are not added up: the longer holds.
	req.Place, req.Before = "Vienna", time.Hour
	require.Equal(t, []string{"05-04T11:00", "05-04T12:00"}, starts(find(t, req)))

	// What lies days outside the window counts as far as the way is long.
	req.Before, req.Travel = 0, func(string, string) time.Duration { return 48 * time.Hour }
	req.Participants[0].Busy = []freebusy.Entry{in("Suva", busy("2026-05-01T15:00Z", "2026-05-02T16:00Z"))}
	require.Equal(t, []string{"05-04T16:00", "05-04T17:00"}, starts(find(t, req)))
}

func TestTravelOutOfBounds(t *testing.T) {
	for _, way := range []time.Duration{-time.Second, 31 * 24 * time.Hour, time.Millisecond} {
		_, err := meeting.Find(t.Context(), meeting.Request{
			Windows: window("2026-05-04T08:00Z", "2026-05-04T18:00Z"), Duration: time.Hour, Step: time.Hour, Place: "Vienna",
			Travel:       func(string, string) time.Duration { return way },
			Participants: []meeting.Participant{one("a", "UTC", in("Geneva", busy("2026-05-04T07:00Z", "2026-05-04T08:00Z")))},
		})
		var fault *meeting.Error
		require.True(t, errors.As(err, &fault), "%v", way)
		require.Equal(t, "Travel from Geneva", fault.Field)
		require.Equal(t, "participant 1 (a)", fault.Item)
	}
}
