package ares76186

import (
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestBodies(t *testing.T) {
	roles := make(map[Role]int)
	short, sourced := make(map[string]bool), []string{}
	for _, b := range Bodies() {
		roles[b.Role]++
		require.NotEmpty(t, b.Name)
		require.NotEmpty(t, b.City, b.Short)
		require.False(t, short[b.Short], "%s is listed twice", b.Short)
		short[b.Short] = true
		_, err := time.LoadLocation(b.Zone)
		require.NoError(t, err, b.Short)
		if b.IsSeatSourced() {
			address, err := url.Parse(b.SeatSource)
			require.NoError(t, err)
			require.Equal(t, "https", address.Scheme)
			sourced = append(sourced, b.Short)
		}
	}
	require.Equal(t, map[Role]int{Member: 22, Partner: 4}, roles, "26, not 27")
	require.Equal(t, []string{"UNODC", "ICMPD", "OSCE"}, sourced, "the three seats in Vienna")
}

func TestBodiesAreTheCallersOwn(t *testing.T) {
	Bodies()[0].Short = "changed"
	require.Equal(t, "UNODC", Bodies()[0].Short)
}

func TestChairsAreBodies(t *testing.T) {
	known := map[string]bool{"OSRSG-VAC": true} // joined after the list of footnote 14
	for _, b := range Bodies() {
		known[b.Short] = true
	}
	for _, ev := range eventsIn(ChairRotation) {
		for _, organizer := range ev.Organizers {
			require.True(t, known[organizer], organizer)
		}
	}
}
