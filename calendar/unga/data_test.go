package unga

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestShippedData(t *testing.T) {
	d, err := read(sessionsJSON)
	require.NoError(t, err)
	for i := range d.sessions {
		for _, c := range d.sessions[i].claims() {
			if !c.IsKnown() {
				continue
			}
			n := FirstSession + i
			u, err := url.Parse(c.Source.URL)
			require.NoError(t, err, n)
			require.Equal(t, "https", u.Scheme, n)
			require.Contains(t, u.Host, ".", n)
			require.True(t, c.Source.Rank.IsValid(), n)
			primary := strings.Contains(u.Host, "un.org") || strings.Contains(u.Host, "un.int") ||
				strings.Contains(u.Host, "unvienna.org") || strings.Contains(u.Host, "unicnetwork.org") ||
				strings.Contains(u.Host, "unmultimedia.org") || strings.Contains(c.Source.Document, "A/INF/") ||
				strings.Contains(u.Path, "delegates-handbook")
			if !primary {
				require.Equal(t, calendar.Secondary, c.Source.Rank, "session %d: %s", n, c.Source)
			}
			require.LessOrEqual(t, c.from, c.Date, "session %d: %s", n, c.Source)
			if c.Basis == calendar.BasisRecorded {
				require.Equal(t, c.Date, c.from, n)
			}
		}
	}
}

func TestUnsourcedDaysAreNotShipped(t *testing.T) {
	d := known()
	require.False(t, d.session(55).debateLast.IsKnown())
	require.False(t, d.session(60).debateFirst.IsKnown())
	require.False(t, d.session(60).debateLast.IsKnown())
	require.False(t, d.session(61).debateLast.IsKnown())
}

func TestReadRefuses(t *testing.T) {
	text := string(sessionsJSON)
	rows := []struct {
		name, old, new string
		says           string
	}{
		{"no JSON", "{", "", "byte"},
		{"a second value", text, text + "{}", "more than one value"},
		{"an unknown key", `"tuesday-from": 2`, `"tuesday-of": 2`, "tuesday-of"},
		{"no day", `"adopted": "2000-11-03"`, `"adopted": "2000-11-33"`, "2000-11-33"},
		{"no rule for the first session", `"first-session": 55`, `"first-session": 54`, "no rule"},
		{"rules out of order", `"first-session": 58`, `"first-session": 56`, "out of order"},
		{"rules adopted out of order", `"adopted": "2003-03-13"`, `"adopted": "2000-03-13"`, "out of order"},
		{"a rule outside September", `"tuesday-from": 12`, `"tuesday-from": 25`, "out of bounds"},
		{"forecasts out of order", `"said": "2017-07-14"`, `"said": "2027-07-14"`, "out of order"},
		{"a forecast without its day", `"said": "2017-07-14"`, `"note": ""`, "note"},
		{"a session listed twice", `{"number": 73, "op`, `{"number": 72, "op`, "twice"},
		{"a main part of the next year", `"month": 12`, `"month": 1`, "main part"},
		{"an opening of another year", `"opening": "2017-09-12"`, `"opening": "2018-09-12"`, "outside September 2017"},
		{"an opening in October", `{"day": "2004-09-14"`, `{"day": "2004-10-14"`, "outside September 2004"},
		{"a gap", `"number": 60,`, `"number": 61,`, "session 61 stands where 60 is due"},
		{"an unknown basis", `"basis": "planned"`, `"basis": "hoped for"`, "hoped for"},
		{"a debate that ends first", `"last": {"day": "2002-09-20"`, `"last": {"day": "2002-09-02"`, "ends before it opens"},
		{"a day without a source", `"url": "www.un.org/ga/65/index.shtml"`, `"url": ""`, "no source"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			require.Contains(t, text, row.old)
			_, err := read([]byte(strings.Replace(text, row.old, row.new, 1)))
			require.ErrorContains(t, err, row.says)
			require.ErrorContains(t, err, "unga: ")
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sessionsJSON) // whole, so that mutations reach every check
	f.Add([]byte(`{"rules": [{"first-session": 55, "opening": {"tuesday-from": 2}}], "sessions": []}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := read(text)
		require.True(t, (d == nil) == (err != nil))
	})
}
