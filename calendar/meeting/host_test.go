package meeting_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/meeting"
)

func TestHostedAt(t *testing.T) {
	nine := meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(17, 0)})
	req := meeting.Request{
		Windows:  []meeting.Span{{Start: instantOf("2026-12-08T17:00Z"), End: instantOf("2026-12-08T19:00Z")}}, // 18:00 to 20:00 in Vienna
		Duration: 2 * time.Hour, Step: time.Hour,
		Participants: []meeting.Participant{
			{ID: "UNODC", Location: zoneOf("Europe/Vienna"), Hours: nine, SoftHours: true},
			{ID: "UNICEF", Location: zoneOf("America/New_York"), Hours: nine, SoftHours: true},
			{ID: "note", Location: zoneOf("Asia/Tokyo"), Role: meeting.Informed},
		},
	}
	burdens := func(req meeting.Request) (list []meeting.Burden) {
		r, err := meeting.Find(context.Background(), req)
		require.NoError(t, err)
		for _, p := range r.Slots[0].People[:2] {
			list = append(list, p.Burden)
		}
		return list
	}
	require.Equal(t, []meeting.Burden{7200, 0}, burdens(req), "from afar it is noon in New York")

	hosted, err := req.HostedAt(zoneOf("Europe/Vienna"), "UNODC")
	require.NoError(t, err)
	require.Equal(t, []meeting.Burden{0, 7200}, burdens(hosted), "the host is at home, and the guest is out in the evening")
	require.Equal(t, "Asia/Tokyo", hosted.Participants[2].Location.String())
	require.Equal(t, "America/New_York", req.Participants[1].Location.String(), "the request stays as it was")

	// Hard hours still hold.
	req.Participants[0].SoftHours = false
	hosted, err = req.HostedAt(zoneOf("Europe/Vienna"), "UNODC")
	require.NoError(t, err)
	r, err := meeting.Find(context.Background(), hosted)
	require.NoError(t, err)
	require.Zero(t, r.Feasible)

	_, err = req.HostedAt(nil)
	require.EqualError(t, err, "meeting: HostedAt: the place needs a Location")
	_, err = req.HostedAt(time.UTC, "WHO")
	require.EqualError(t, err, `meeting: HostedAt: there is no participant "WHO"`)
}
