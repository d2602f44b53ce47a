package browser

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// Titles of any length stay on the page, and one that turns the direction of what follows it,
// with a control that it never ends, turns nothing but itself.
func TestOddTexts(t *testing.T) {
	long := strings.Repeat("Elektrizitaetenhauptbetriebswerkbau", 5)
	turning := "Report \u202egnirts"
	event := func(id, title string, day int) calendar.Event {
		return calendar.Event{
			ID: id, Title: title, Kind: calendar.Deadline, Status: calendar.Mandated, When: calendar.On(date.New(2026, time.December, day)),
			Place: long, Sources: []calendar.Source{{Document: long}},
		}
	}
	cal, err := calendar.New(calendar.Definition{
		ID: "odd", Title: long, Revision: Noon,
		Layers: []calendar.Layer{{ID: "a", Title: long, Said: date.New(2025, time.January, 1), Events: []calendar.Event{event("long", long, 1), event("turning", turning, 2)}}},
	})
	require.NoError(t, err)
	h, err := Site(cal)
	require.NoError(t, err)
	odd := httptest.NewServer(h)
	t.Cleanup(odd.Close)

	read(t, Reader{}, "")
	x := readAt(t, odd.URL, Reader{Width: 320}, "")
	for _, address := range []string{"/", "/2026", "/2026-12", "/next", "/event/long", "/?q=report"} {
		x.open(address)
		require.Empty(t, x.texts(beyond(0)), address)
	}
	x = readAt(t, odd.URL, Reader{Width: 1440}, "/?q=report")
	require.True(t, x.is(`(() => {
		const link = document.querySelector(".short a"), state = document.querySelector(".short .state");
		return state.getBoundingClientRect().left >= link.getBoundingClientRect().right;
	})()`), "what follows the title stands after it")
}
