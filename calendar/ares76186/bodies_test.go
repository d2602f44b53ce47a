package ares76186

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		loc, err := b.Location()
		require.NoError(t, err)
		require.Equal(t, b.Zone, loc.String())
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

// The names stand in footnote 14 in this order, and nothing else does.
func TestBodiesAreThoseOfFootnote14(t *testing.T) {
	shared := os.Getenv("CONVENE_SHARED")
	if shared == "" {
		t.Skip("CONVENE_SHARED is not set")
	}
	text, err := os.ReadFile(filepath.Join(shared, "facts", "A-RES-76-186.txt"))
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(text), "¹⁴ The ")
	require.True(t, found, "the footnote")
	footnote, _, _ := strings.Cut(rest, " as partners of")
	for _, cut := range []string{" (INTERPOL)", " (UN-Women)"} {
		require.Contains(t, footnote, cut)
		footnote = strings.ReplaceAll(footnote, cut, "")
	}
	var names []string
	for _, b := range Bodies() {
		names = append(names, b.Name)
	}
	at := 0
	for _, name := range names {
		i := strings.Index(footnote[at:], name)
		require.GreaterOrEqual(t, i, 0, name)
		between := footnote[at : at+i]
		require.Contains(t, []string{"", ", the ", " and the ", ", as well as the "}, between, "before %s", name)
		at += i + len(name)
	}
	require.Empty(t, footnote[at:])
}

func TestBodyString(t *testing.T) {
	for _, b := range Bodies() {
		switch b.Short {
		case "OSCE":
			require.Equal(t, "OSCE (Vienna)", b.String())
		case "SR-TIP":
			require.Equal(t, "SR-TIP (Geneva, unverified)", b.String())
			require.NotEmpty(t, b.Note, "a person has no seat")
		}
	}
	_, err := Body{Short: "X", Zone: "Europe/Geneva"}.Location()
	require.ErrorContains(t, err, "ares76186: time zone of X: ")
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
