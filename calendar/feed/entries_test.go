package feed_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/feed"
)

func TestEntries(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	resp := ask(h, "GET", "/calendar.json?kind=deadline,hearing,document")
	require.Equal(t, "application/json", resp.Header.Get("Content-Type"))
	require.Equal(t, `inline; filename="library-board.json"`, resp.Header.Get("Content-Disposition"))
	require.Equal(t, `[
  {
    "id": "hearing",
    "series": "",
    "language": "",
    "title": "Hearing of readers",
    "summary": "",
    "kind": "hearing",
    "status": "held",
    "when": "2025-03-03",
    "earliest": "2025-03-03",
    "latest": "2025-03-03",
    "place": "Reading room",
    "format": "",
    "organizers": [],
    "sources": [
      {
        "document": "Statutes 2023",
        "paragraph": "art. 5",
        "url": "",
        "said_on": "2023-11-20"
      }
    ]
  },
  {
    "id": "budget",
    "series": "",
    "language": "",
    "title": "Budget",
    "summary": "",
    "kind": "deadline",
    "status": "scheduled",
    "when": "2026-12-18",
    "earliest": "2026-12-18",
    "latest": "2026-12-18",
    "place": "",
    "format": "",
    "organizers": [
      "Board"
    ],
    "sources": [
      {
        "document": "Statutes 2023",
        "paragraph": "art. 5",
        "url": "",
        "said_on": "2023-11-20"
      }
    ]
  },
  {
    "id": "strategy",
    "series": "",
    "language": "",
    "title": "Strategy",
    "summary": "",
    "kind": "document",
    "status": "mandated",
    "when": "XXXX",
    "earliest": null,
    "latest": null,
    "place": "",
    "format": "",
    "organizers": [],
    "sources": [
      {
        "document": "Statutes 2023",
        "paragraph": "art. 5",
        "url": "",
        "said_on": "2023-11-20"
      }
    ]
  }
]
`, body(t, resp))
}

func TestEntriesOfTheResolution(t *testing.T) {
	h := newHandler(t, ares76186.Calendar(), feed.Options{})
	ids := func(target string) map[string]string {
		resp := ask(h, "GET", target)
		require.Equal(t, http.StatusOK, resp.StatusCode)
		var entries []struct{ ID, Series, When, Status string }
		require.NoError(t, json.Unmarshal([]byte(body(t, resp)), &entries))
		whens := map[string]string{}
		for _, e := range entries {
			require.NotContains(t, whens, e.ID)
			require.NotEqual(t, "overdue", e.Status, "nothing in it depends on the day one looks from")
			whens[e.ID] = e.When
		}
		return whens
	}
	all := ids("/calendar.json")
	require.Equal(t, "2021-12-16", all["ga-res-76-186-adoption"])
	require.Contains(t, all, "world-day-against-trafficking/2027-07-30")
	require.Contains(t, all, "global-report-biennial/2036")
	require.NotContains(t, all, "global-report-biennial/2038", "ten years from the revision")

	days := ids("/calendar.json?series=world-day-against-trafficking&from=2027-01-01")
	require.Len(t, days, 10)
	require.NotContains(t, days, "world-day-against-trafficking/2026-07-30")
}

// Reminders make no difference in JSON, so that they have no address of their own.
func TestEntriesHaveNoAlarms(t *testing.T) {
	h := newHandler(t, library(t, revised, "Budget"), feed.Options{})
	require.Equal(t, "calendar.json?kind=hearing", ask(h, "GET", "/calendar.json?kind=hearing&alarm=1d").Header.Get("Content-Location"))
	require.Equal(t, "calendar.json", ask(h, "GET", "/calendar.json?alarm=1d").Header.Get("Content-Location"))
	require.Equal(t, http.StatusBadRequest, ask(h, "GET", "/calendar.json?alarm=soon").StatusCode)
}
