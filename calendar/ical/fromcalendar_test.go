package ical

import (
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

func day(s string) date.Date { return date.MustParseISO(s) }

var resolution = calendar.Source{Document: "A/RES/76/186", Paragraph: "op 5", URL: "https://undocs.org/A/RES/76/186", SaidOn: day("2021-12-16"), Rank: calendar.Primary}

// define returns a definition with one layer.
func define(layer calendar.Layer) calendar.Definition {
	layer.ID, layer.Said = "first", day("2021-12-16")
	for i := range layer.Events {
		if layer.Events[i].Sources == nil {
			layer.Events[i].Sources = []calendar.Source{resolution}
		}
		if layer.Events[i].Title == "" {
			layer.Events[i].Title = "T"
		}
	}
	for i := range layer.Series {
		layer.Series[i].Sources = []calendar.Source{resolution}
	}
	for i := range layer.Statements {
		layer.Statements[i].Sources = []calendar.Source{{Document: "A/80/L.8", SaidOn: day("2025-11-24")}}
	}
	return calendar.Definition{
		ID: "test", Title: "Test, with a comma", Description: "What it is", URL: "https://undocs.org/A/RES/76/186",
		Revision: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Layers: []calendar.Layer{layer},
	}
}

// feedOf makes, writes and reads back the feed of a definition.
func feedOf(t *testing.T, def calendar.Definition, options FeedOptions) *plainComponent {
	t.Helper()
	cal, err := calendar.New(def)
	require.NoError(t, err)
	model, err := FromCalendar(cal, options)
	require.NoError(t, err)
	return written(t, model)
}

// eventOf is the only event of a feed.
func eventOf(t *testing.T, feed *plainComponent) *plainComponent {
	t.Helper()
	events := eventsOf(feed)
	require.Len(t, events, 1)
	return events[0]
}

func eventsOf(feed *plainComponent) []*plainComponent {
	var events []*plainComponent
	for _, c := range feed.components {
		if c.name == "VEVENT" {
			events = append(events, c)
		}
	}
	return events
}

// raw is the value of a property as written, with the parameters that say its type.
func (c *plainComponent) raw(name string) string {
	p := c.find(name)
	s := p.raw
	for _, key := range []string{"TZID", "VALUE"} {
		if v := p.params[key]; v != nil {
			s = key + "=" + strings.Join(v, ",") + ":" + s
		}
	}
	return s
}

func TestDaysOfAnEvent(t *testing.T) {
	tests := []struct {
		name       string
		when       string
		status     calendar.Status
		kind       calendar.Kind
		start, end string
		summary    string
		state      string
	}{
		{"a day", "2021-12-16", calendar.Held, calendar.ResolutionAdoption, "VALUE=DATE:20211216", "VALUE=DATE:20211217", "T", "CONFIRMED"},
		{"days", "2025-11-24/2025-11-25", calendar.Scheduled, calendar.HighLevelMeeting, "VALUE=DATE:20251124", "VALUE=DATE:20251126", "T", "CONFIRMED"},
		{"a projected day", "2027-07-30?", calendar.Projected, calendar.Meeting, "VALUE=DATE:20270730", "VALUE=DATE:20270731", "T", "TENTATIVE"},
		{"cancelled", "2025-11-24", calendar.Cancelled, calendar.Meeting, "VALUE=DATE:20251124", "VALUE=DATE:20251125", "[CANCELLED] T", "CANCELLED"},
		{"a window", "[2025-09-30..2025-12-31]", calendar.Mandated, calendar.HighLevelMeeting, "VALUE=DATE:20251231", "VALUE=DATE:20260101", "Latest day: T", "TENTATIVE"},
		{"a window for a later day", "[2025-09-30..2025-12-31]", calendar.Postponed, calendar.HighLevelMeeting, "VALUE=DATE:20251231", "VALUE=DATE:20260101", "Latest day: T", "TENTATIVE"},
		{"a settled window", "[2024-12-09..2024-12-13]", calendar.Held, calendar.Meeting, "VALUE=DATE:20241213", "VALUE=DATE:20241214", "T (between 9 and 13 December 2024)", "CONFIRMED"},
		{"not after", "[..2025-12]", calendar.Mandated, calendar.ReportDue, "VALUE=DATE:20251231", "VALUE=DATE:20260101", "Latest day: T", "TENTATIVE"},
		{"a year", "2030", calendar.Mandated, calendar.Target, "VALUE=DATE:20301231", "VALUE=DATE:20310101", "Latest day: T", "TENTATIVE"},
		{"a month", "2024-02", calendar.Mandated, calendar.Publication, "VALUE=DATE:20240229", "VALUE=DATE:20240301", "Latest day: T", "TENTATIVE"},
		{"a settled year", "2019", calendar.Held, calendar.Publication, "VALUE=DATE:20191231", "VALUE=DATE:20200101", "T (in 2019)", "CONFIRMED"},
		{"a term in a year", "2025", calendar.Scheduled, calendar.ChairTerm, "VALUE=DATE:20250101", "VALUE=DATE:20250102", "T (in 2025)", "CONFIRMED"},
		{"a term until a year", "../2025", calendar.Scheduled, calendar.ChairTerm, "VALUE=DATE:20251231", "VALUE=DATE:20260101", "T (until 2025)", "CONFIRMED"},
		{"years", "2015/2022", calendar.Held, calendar.PlanPeriod, "VALUE=DATE:20221231", "VALUE=DATE:20230101", "T (2015–2022)", "CONFIRMED"},
		{"from a year on", "2015/..", calendar.Held, calendar.PlanPeriod, "VALUE=DATE:20151231", "VALUE=DATE:20160101", "T (from 2015 on)", "CONFIRMED"},
		{"from a day on", "2027-03-01/..", calendar.Scheduled, calendar.PlanPeriod, "VALUE=DATE:20270301", "VALUE=DATE:20270302", "T (from 1 March 2027 on)", "CONFIRMED"},
		{"until a day", "../2027-03-01", calendar.Scheduled, calendar.PlanPeriod, "VALUE=DATE:20270301", "VALUE=DATE:20270302", "T (until 1 March 2027)", "CONFIRMED"},
		{"a time", "2026-11-24T10:00[America/New_York]", calendar.Scheduled, calendar.Meeting, "TZID=America/New_York:20261124T100000", "", "T", "CONFIRMED"},
		{"a time with an end", "2026-11-24T10:00[Europe/Vienna]/2026-11-24T13:00[Europe/Vienna]", calendar.Scheduled, calendar.Meeting,
			"TZID=Europe/Vienna:20261124T100000", "TZID=Europe/Vienna:20261124T130000", "T", "CONFIRMED"},
		{"a time in UTC", "2026-11-24T10:00[UTC]", calendar.Scheduled, calendar.Meeting, "20261124T100000Z", "", "T", "CONFIRMED"},
		{"the last day there is", "9999-12-31", calendar.Scheduled, calendar.Meeting, "VALUE=DATE:99991231", "", "T", "CONFIRMED"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			feed := feedOf(t, define(calendar.Layer{Events: []calendar.Event{{
				ID: "e", When: calendar.MustParseWhen(tt.when), Status: tt.status, Kind: tt.kind,
			}}}), FeedOptions{})
			e := eventOf(t, feed)
			require.Equal(t, tt.start, e.raw("DTSTART"))
			require.Equal(t, tt.end, e.raw("DTEND"))
			require.Equal(t, tt.summary, e.find("SUMMARY").text())
			require.Equal(t, tt.state, e.raw("STATUS"))
			require.Equal(t, tt.when, e.find("X-CONVENE-WHEN").text())
			require.Equal(t, "e", e.find("X-CONVENE-ID").text())
			require.Equal(t, UID("test", "e"), e.raw("UID"))
			require.Equal(t, "20211216T000000Z", e.raw("DTSTAMP"), "the day on which its only source spoke")
			require.Equal(t, "20211216T000000Z", e.raw("LAST-MODIFIED"))
			require.Equal(t, "TRANSPARENT", e.raw("TRANSP"))
			require.Equal(t, "FREE", e.raw("X-MICROSOFT-CDO-BUSYSTATUS"))
			require.Equal(t, "https://undocs.org/A/RES/76/186", e.raw("URL"))
			words := calendar.MustParseWhen(tt.when).Words()
			require.Contains(t, strings.ToLower(e.find("DESCRIPTION").text()), strings.ToLower(words)+".\n")
		})
	}
}

func TestEventsWithoutADay(t *testing.T) {
	for _, when := range []string{"XXXX", "[2027-01-01..]", "0000-12-31"} {
		feed := feedOf(t, define(calendar.Layer{Events: []calendar.Event{{ID: "e", When: calendar.MustParseWhen(when), Status: calendar.Mandated, Kind: calendar.Meeting}}}), FeedOptions{})
		require.Empty(t, feed.components, when)
	}
}

func TestDescription(t *testing.T) {
	def := define(calendar.Layer{
		Events: []calendar.Event{{
			ID: "e", Title: "Appraisal", Summary: "A meeting.\nOf two days.", When: calendar.MustParseWhen("[2025-09-30..2025-12-31]"),
			Status: calendar.Mandated, Kind: calendar.HighLevelMeeting, Place: "New York", Format: calendar.Hybrid,
			Organizers: []string{"General Assembly", "PGA"}, Documents: []string{"A/80/L.8"}, LeavesOpen: []string{"the days; and how many", "the place"},
		}},
		Statements: []calendar.Statement{{ID: "s", Of: "e", When: calendar.MustParseWhen("2025-11-24/2025-11-25"), Status: calendar.Held, Note: "It took place."}},
	})
	e := eventOf(t, feedOf(t, def, FeedOptions{}))
	require.Equal(t, strings.Join([]string{
		"24–25 November 2025.",
		"Held.",
		"",
		"A meeting.",
		"Of two days.",
		"",
		"By: General Assembly; PGA",
		"Place: New York",
		"Format: hybrid",
		"Documents: A/80/L.8",
		"",
		"Left open by the document:",
		"- the days; and how many",
		"- the place",
		"",
		"Who says so:",
		"- 16 December 2021: A/RES/76/186, op 5 – between 30 September and 31 December 2025; mandated",
		"- 24 November 2025: A/80/L.8 – 24–25 November 2025; held; It took place.",
		"",
		"ID: e",
	}, "\n"), e.find("DESCRIPTION").text())
	require.Equal(t, "1", e.raw("SEQUENCE"))
	require.Equal(t, "New York", e.find("LOCATION").text())
	require.Equal(t, []string{"High-level meeting"}, e.find("CATEGORIES").items())
}

func TestWhatTheDescriptionSaysOfAStatus(t *testing.T) {
	vote := calendar.Event{ID: "vote", When: calendar.On(day("2025-11-24")), Status: calendar.Held, Kind: calendar.Meeting}
	for _, tt := range []struct {
		name  string
		event calendar.Event
		want  string
	}{
		{"held", calendar.Event{When: calendar.On(day("2025-11-24")), Status: calendar.Held}, "Held."},
		{"met", calendar.Event{When: calendar.MustParseWhen("[..2025-12]"), Status: calendar.Mandated, FulfilledBy: "vote"}, "Met by vote."},
		{"held itself", calendar.Event{When: calendar.On(day("2025-11-24")), Status: calendar.Held, FulfilledBy: "vote"}, "Held."},
		{"cancelled in spite of it", calendar.Event{When: calendar.MustParseWhen("[..2025-12]"), Status: calendar.Cancelled, FulfilledBy: "vote"}, "Cancelled."},
		{"mandated for some day", calendar.Event{When: calendar.MustParseWhen("[..2025-12]"), Status: calendar.Mandated}, "Mandated; its day is not yet set."},
		{"mandated for a day", calendar.Event{When: calendar.On(day("2025-12-01")), Status: calendar.Mandated}, "Mandated."},
		{"projected", calendar.Event{When: calendar.InYear(2025), Status: calendar.Projected}, "Projected; no source confirms it."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.event.ID, tt.event.Kind = "e", calendar.Deadline
			feed := feedOf(t, define(calendar.Layer{Events: []calendar.Event{vote, tt.event}}), FeedOptions{})
			for _, e := range eventsOf(feed) {
				if e.find("X-CONVENE-ID").text() == "e" {
					require.Equal(t, tt.want, strings.Split(e.find("DESCRIPTION").text(), "\n")[1])
				}
			}
		})
	}
}

// The address is that of the source that gives the days, where it has one.
func TestURLIsThatOfTheDays(t *testing.T) {
	def := define(calendar.Layer{
		Events: []calendar.Event{{ID: "e", When: calendar.MustParseWhen("[2025-09-30..2025-12-31]"), Status: calendar.Mandated, Kind: calendar.Meeting}},
		Statements: []calendar.Statement{
			{ID: "dated", Of: "e", When: calendar.MustParseWhen("2025-11-24")},
			{ID: "held", Of: "e", Status: calendar.Held},
		},
	})
	statements := def.Layers[0].Statements
	for _, tt := range []struct{ of, want string }{
		{"https://press.un.org/en/2025/ga12734.doc.htm", "https://press.un.org/en/2025/ga12734.doc.htm"},
		{"", "https://undocs.org/A/RES/76/186"},
		{"not an address", "https://undocs.org/A/RES/76/186"},
	} {
		statements[0].Sources = []calendar.Source{{Document: "GA/12734", URL: tt.of, SaidOn: day("2025-11-24")}}
		statements[1].Sources = []calendar.Source{{Document: "A/80/L.8", URL: "https://undocs.org/A/80/L.8", SaidOn: day("2025-11-25")}}
		require.Equal(t, tt.want, eventOf(t, feedOf(t, def, FeedOptions{})).raw("URL"))
	}
}

func TestLocationOfAVirtualMeeting(t *testing.T) {
	for place, want := range map[string]string{"": "Online", "Vienna": "Vienna"} {
		e := eventOf(t, feedOf(t, define(calendar.Layer{Events: []calendar.Event{{
			ID: "e", When: calendar.On(day("2021-11-15")), Status: calendar.Held, Kind: calendar.Briefing, Place: place, Format: calendar.Virtual,
		}}}), FeedOptions{}))
		require.Equal(t, want, e.find("LOCATION").text())
	}
}

func TestHead(t *testing.T) {
	feed := feedOf(t, define(calendar.Layer{}), FeedOptions{Refresh: 12 * time.Hour, Source: "https://example.org/76-186.ics", Color: "SteelBlue"})
	var got []string
	for _, p := range feed.properties {
		got = append(got, p.name+" "+feed.raw(p.name))
	}
	require.Equal(t, []string{
		"VERSION 2.0",
		"PRODID -//Convene//Convene//EN",
		"CALSCALE GREGORIAN",
		"LAST-MODIFIED 20261123T120000Z",
		`NAME Test\, with a comma`,
		`X-WR-CALNAME Test\, with a comma`,
		"DESCRIPTION What it is",
		"X-WR-CALDESC What it is",
		"URL https://undocs.org/A/RES/76/186",
		"SOURCE VALUE=URI:https://example.org/76-186.ics",
		"REFRESH-INTERVAL VALUE=DURATION:PT12H",
		"X-PUBLISHED-TTL PT12H",
		"COLOR steelblue",
		"X-APPLE-CALENDAR-COLOR #4682B4",
	}, got)
}

func TestFeedOptionErrors(t *testing.T) {
	cal := calendar.MustNew(define(calendar.Layer{}))
	for name, options := range map[string]FeedOptions{
		"backwards":       {From: day("2026-01-02"), Until: day("2026-01-01")},
		"year 0":          {From: day("0000-06-01")},
		"year 10000":      {Until: day("9999-12-31") + 1},
		"refresh":         {Refresh: -time.Hour},
		"refresh too low": {Refresh: time.Millisecond},
		"color":           {Color: "#4682B4"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := FromCalendar(cal, options)
			require.ErrorIs(t, err, ErrValue)
		})
	}
}

// The same calendar gives the same bytes, however often and in whatever zone.
func TestFeedIsDeterministic(t *testing.T) {
	def := define(calendar.Layer{
		Series: []calendar.Series{{ID: "d", Title: "Day", Kind: calendar.Observance, Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30")}, Start: day("2014-07-30")}},
		Events: []calendar.Event{
			{ID: "b", When: calendar.MustParseWhen("2026-11-24T10:00[America/New_York]"), Status: calendar.Scheduled, Kind: calendar.Meeting},
			{ID: "a", When: calendar.MustParseWhen("2026-11-24"), Status: calendar.Scheduled, Kind: calendar.Meeting},
			{ID: "c", When: calendar.MustParseWhen("2026-11-24T10:00[Europe/Vienna]"), Status: calendar.Scheduled, Kind: calendar.Meeting},
		},
	})
	cal := calendar.MustNew(def)
	write := func() string {
		model, err := FromCalendar(cal, FeedOptions{})
		require.NoError(t, err)
		b, err := Marshal(model)
		require.NoError(t, err)
		return string(b)
	}
	first := write()
	for range 10 {
		require.Equal(t, first, write())
	}
	def.Revision = def.Revision.In(time.FixedZone("East", 50_400))
	cal = calendar.MustNew(def)
	require.Equal(t, first, write())
}

// The model can be changed before it is written, and what it holds is what is written:
// the properties of the model are in the order of the writer.
func TestModelIsInOrder(t *testing.T) {
	cal := calendar.MustNew(define(calendar.Layer{Events: []calendar.Event{{
		ID: "e", When: calendar.On(day("2021-12-16")), Status: calendar.Held, Kind: calendar.Meeting, Place: "Vienna",
	}}}))
	model, err := FromCalendar(cal, FeedOptions{Color: "red"})
	require.NoError(t, err)
	read := written(t, model)
	for i, p := range model.CalendarProperties {
		require.Equal(t, p.IANAToken, read.properties[i].name)
	}
	event := model.Components[0].(*ics.VEvent)
	for i, p := range event.Properties {
		require.Equal(t, p.IANAToken, read.components[0].properties[i].name)
	}
}

func TestZonesOfAFeed(t *testing.T) {
	events := []calendar.Event{
		{ID: "a", When: calendar.MustParseWhen("1985-11-24T10:00[America/New_York]"), Status: calendar.Held, Kind: calendar.Meeting},
		{ID: "b", When: calendar.MustParseWhen("2050-11-24T10:00[America/New_York]"), Status: calendar.Scheduled, Kind: calendar.Meeting},
		{ID: "c", When: calendar.MustParseWhen("2026-11-24T10:00[Europe/Vienna]"), Status: calendar.Scheduled, Kind: calendar.Meeting},
		{ID: "m", When: calendar.MustParseWhen("2026-11-24T10:00[Africa/Casablanca]"), Status: calendar.Scheduled, Kind: calendar.Meeting},
		{ID: "d", When: calendar.MustParseWhen("2026-11-24T10:00[UTC]"), Status: calendar.Scheduled, Kind: calendar.Meeting},
	}
	feed := feedOf(t, define(calendar.Layer{Events: events}), FeedOptions{})
	require.Len(t, feed.components, 8)
	for i, want := range []struct {
		zone  string
		first int
		last  int
	}{{"Africa/Casablanca", 2000, 2040}, {"America/New_York", 1985, 2050}, {"Europe/Vienna", 2000, 2040}} {
		zone := feed.components[i]
		require.Equal(t, "VTIMEZONE", zone.name)
		require.Equal(t, want.zone, zone.raw("TZID"))
		loc, err := time.LoadLocation(want.zone)
		require.NoError(t, err)
		requireRight(t, loc, zone, time.Date(want.first, 11, 24, 15, 0, 0, 0, time.UTC), want.last)
	}
}

// Whatever an event says, its feed is valid.
func TestFeedsAreValid(t *testing.T) {
	whens := []string{"2021-12-16", "2021-12-16?", "2025-11-24/2025-11-25", "2025-11/2025-12-24", "2025/2027?", "2025/..", "../2025", "2025/", "/2025",
		"[2025-09-30..2025-12-31]", "[2025-09-30?..2025-12-31]", "[..2025-12]", "[2025..]", "2024-02", "2030", "0001-01-01", "0001", "9999", "0000/0001", "9999-12-30/9999-12-31",
		"2026-11-24T10:00[America/New_York]", "2026-11-24T10:00[UTC]/2026-11-25T01:00[UTC]", "2026-03-29T02:30[Europe/Vienna]", "0001-01-01T00:00[Asia/Tokyo]", "9999-12-31T23:59[America/New_York]"}
	for _, when := range whens {
		for _, status := range calendar.Statuses() {
			if status == calendar.Overdue {
				continue
			}
			for _, kind := range []calendar.Kind{calendar.Meeting, calendar.ChairTerm} {
				feedOf(t, define(calendar.Layer{Events: []calendar.Event{{
					ID: "e", Title: "a\r\nURL:x", Summary: "\x00\xff", When: calendar.MustParseWhen(when), Status: status, Kind: kind,
					Place: "a;b,c\\", Organizers: []string{"\n"},
					Sources: []calendar.Source{{Document: "x", URL: "not an address\r\n", SaidOn: day("2020-01-01")}},
				}}}), FeedOptions{})
			}
		}
	}
}
