package ical

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
)

// readModel reads components as those of a calendar.
func readModel(t testing.TB, lines ...string) *ics.Calendar {
	t.Helper()
	text := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n"
	doc, err := Read(strings.NewReader(text), ReadOptions{Message: true})
	require.NoError(t, err)
	require.Len(t, doc.Calendars, 1)
	return doc.Calendars[0]
}

// vevent returns the lines of a VEVENT.
func vevent(uid string, lines ...string) []string {
	return slices.Concat([]string{"BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:20260101T000000Z"}, lines, []string{"END:VEVENT"})
}

// taken returns the IDs and the days of all that a calendar has in a span.
func taken(im *Import, from, to date.Date) (list []string) {
	for e := range im.Calendar.Between(from, from, to) {
		list = append(list, fmt.Sprintf("%s %s %s: %s", e.ID, e.When, e.Event.Status, e.Title))
	}
	for e := range im.Calendar.Undated(from) {
		list = append(list, fmt.Sprintf("%s undated %s: %s", e.ID, e.Event.Status, e.Title))
	}
	return list
}

func reasons(found []Finding) (list []string) {
	for _, f := range found {
		list = append(list, f.String())
	}
	return list
}

func TestToCalendar(t *testing.T) {
	from, to := date.New(2026, time.January, 1), date.New(2027, time.January, 1)
	for _, tt := range []struct {
		name    string
		options ImportOptions
		lines   []string
		want    []string
		found   []string
	}{
		{
			name:  "the end of days is exclusive",
			lines: vevent("a", "DTSTART;VALUE=DATE:20260103", "DTEND;VALUE=DATE:20260106", "SUMMARY:Three days"),
			want:  []string{"a 2026-01-03/2026-01-05 scheduled: Three days"},
		},
		{
			name: "RFC 5545, section 3.6.1: what replaces an occurrence has no end but its own",
			lines: slices.Concat(
				vevent("days", "DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260103", "RRULE:FREQ=MONTHLY;COUNT=2"),
				vevent("days", "RECURRENCE-ID;VALUE=DATE:20260201", "DTSTART;VALUE=DATE:20260204"),
				vevent("times", "DTSTART:20260301T090000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;COUNT=2"),
				vevent("times", "RECURRENCE-ID:20260401T090000Z", "DTSTART:20260402T100000Z")),
			want: []string{
				"days/2026-01-01 2026-01-01/2026-01-02 scheduled: Untitled",
				"days/2026-02-01 2026-02-04 scheduled: Untitled",
				"times/2026-03-01T09:00:00Z 2026-03-01T09:00[UTC]/2026-03-01T10:00[UTC] scheduled: Untitled",
				"times/2026-04-01T09:00:00Z 2026-04-02T10:00[UTC] scheduled: Untitled",
			},
		},
		{
			name:  "a day without an end, a UID that is no ID",
			lines: vevent("20260103-a@example.org", "DTSTART;VALUE=DATE:20260103"),
			want:  []string{"20260103-a-example.org.e61b30bf6e30 2026-01-03 scheduled: Untitled"},
		},
		{
			name:  "RFC 5545, section 3.3.5: clocks that are put forward and back",
			lines: slices.Concat(vevent("gap", "DTSTART;TZID=America/New_York:20260308T023000"), vevent("fold", "DTSTART;TZID=America/New_York:20261101T013000")),
			want:  []string{"gap 2026-03-08T03:30[America/New_York] scheduled: Untitled", "fold 2026-11-01T01:30[America/New_York] scheduled: Untitled"},
		},
		{
			name: "a duration in days is by the calendar, one in hours by the clock",
			lines: slices.Concat(vevent("days", "DTSTART;TZID=Europe/Vienna:20260328T120000", "DURATION:P1D"),
				vevent("hours", "DTSTART;TZID=Europe/Vienna:20260328T120000", "DURATION:PT24H")),
			want: []string{
				"days 2026-03-28T12:00[Europe/Vienna]/2026-03-29T12:00[Europe/Vienna] scheduled: Untitled",
				"hours 2026-03-28T12:00[Europe/Vienna]/2026-03-29T13:00[Europe/Vienna] scheduled: Untitled",
			},
		},
		{
			name:  "floating time is on its day",
			lines: vevent("a", "DTSTART:20260103T100000"),
			want:  []string{"a 2026-01-03 scheduled: Untitled"},
		},
		{
			name: "floating time in a stated zone", options: ImportOptions{Floating: time.UTC},
			lines: vevent("a", "DTSTART:20260103T100000", "DTEND:20260103T110000"),
			want:  []string{"a 2026-01-03T10:00[UTC]/2026-01-03T11:00[UTC] scheduled: Untitled"},
		},
		{
			name: "floating time in the zone of the calendar", options: ImportOptions{CalendarZone: true},
			lines: append([]string{"X-WR-TIMEZONE:Europe/Vienna"}, vevent("a", "DTSTART:20260103T100000", "RRULE:FREQ=YEARLY")...),
			want:  []string{"a/2026-01-03T09:00:00Z 2026-01-03T10:00[Europe/Vienna] scheduled: Untitled"},
		},
		{
			name: "statuses",
			lines: slices.Concat(vevent("c", "DTSTART;VALUE=DATE:20260101", "STATUS:CANCELLED"), vevent("t", "DTSTART;VALUE=DATE:20260102", "STATUS:TENTATIVE"),
				vevent("f", "DTSTART;VALUE=DATE:20260103", "STATUS:CONFIRMED")),
			want: []string{"c 2026-01-01 cancelled: Untitled", "t 2026-01-02 projected: Untitled", "f 2026-01-03 scheduled: Untitled"},
		},
		{
			name: "to-dos and journal entries",
			lines: []string{
				"BEGIN:VTODO", "UID:due", "DTSTAMP:20260101T000000Z", "DUE;VALUE=DATE:20260203", "DTSTART;VALUE=DATE:20260101", "END:VTODO",
				"BEGIN:VTODO", "UID:due-at", "DTSTAMP:20260101T000000Z", "DUE:20260204T120000Z", "STATUS:COMPLETED", "END:VTODO",
				"BEGIN:VTODO", "UID:lasting", "DTSTAMP:20260101T000000Z", "DTSTART:20260205T120000Z", "DURATION:P2D", "END:VTODO",
				"BEGIN:VTODO", "UID:open", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20260701", "END:VTODO",
				"BEGIN:VTODO", "UID:some-day", "DTSTAMP:20260101T000000Z", "END:VTODO",
				"BEGIN:VJOURNAL", "UID:journal", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20260208", "STATUS:FINAL", "END:VJOURNAL",
			},
			want: []string{
				"due 2026-02-03 scheduled: Untitled", "due-at 2026-02-04T12:00[UTC] held: Untitled",
				"lasting 2026-02-07T12:00[UTC] scheduled: Untitled", "journal 2026-02-08 held: Untitled",
				"open [2026-07-01..] scheduled: Untitled", "some-day undated mandated: Untitled",
			},
		},
		{
			name: "overrides",
			lines: slices.Concat(
				vevent("a", "RECURRENCE-ID;TZID=Europe/Vienna:20260112T090000", "DTSTART;TZID=Europe/Vienna:20260113T100000", "DURATION:PT2H", "SUMMARY:Moved"),
				vevent("a", "DTSTART;TZID=Europe/Vienna:20260105T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Europe/Vienna:20260126T090000", "SUMMARY:Weekly"),
				vevent("a", "RECURRENCE-ID;TZID=Europe/Vienna:20260119T090000", "STATUS:CANCELLED", "SUMMARY:Weekly", "DTSTART;TZID=Europe/Vienna:20260119T090000"),
			),
			want: []string{
				"a/2026-01-05T08:00:00Z 2026-01-05T09:00[Europe/Vienna]/2026-01-05T10:00[Europe/Vienna] scheduled: Weekly",
				"a/2026-01-12T08:00:00Z 2026-01-13T10:00[Europe/Vienna]/2026-01-13T12:00[Europe/Vienna] scheduled: Moved",
				"a/2026-01-19T08:00:00Z 2026-01-19T09:00[Europe/Vienna]/2026-01-19T10:00[Europe/Vienna] cancelled: Weekly",
				"a/2026-02-02T08:00:00Z 2026-02-02T09:00[Europe/Vienna]/2026-02-02T10:00[Europe/Vienna] scheduled: Weekly",
			},
		},
		{
			name: "an override for all later occurrences",
			lines: slices.Concat(
				vevent("a", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Mondays"),
				vevent("a", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260112", "DTSTART;VALUE=DATE:20260113", "SUMMARY:Tuesdays"),
			),
			want: []string{
				"a/2026-01-05 2026-01-05 scheduled: Mondays", "a/2026-01-12 2026-01-13 scheduled: Tuesdays", "a/2026-01-19 2026-01-20 scheduled: Tuesdays",
			},
		},
		{
			name: "an override that is on a day where the others have a time",
			lines: slices.Concat(
				vevent("a", "DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=2"),
				vevent("a", "RECURRENCE-ID:20260106T090000Z", "DTSTART;VALUE=DATE:20260107", "SUMMARY:All day"),
			),
			want: []string{"a/2026-01-05T09:00:00Z 2026-01-05T09:00[UTC] scheduled: Untitled", "a/2026-01-06T09:00:00Z 2026-01-07 scheduled: All day"},
		},
		{
			name: "an override of another type, of nothing, and without the rest",
			lines: slices.Concat(
				vevent("a", "DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=2"),
				vevent("a", "RECURRENCE-ID;VALUE=DATE:20260106", "DTSTART:20260106T100000Z"),
				vevent("a", "RECURRENCE-ID:20260110T090000Z", "DTSTART:20260111T090000Z"),
				vevent("b", "RECURRENCE-ID:20260112T090000Z", "DTSTART:20260112T100000Z"),
			),
			want: []string{
				"a/2026-01-05T09:00:00Z 2026-01-05T09:00[UTC] scheduled: Untitled", "a/2026-01-06T09:00:00Z 2026-01-06T10:00[UTC] scheduled: Untitled",
				"a.20260110T090000Z 2026-01-11T09:00[UTC] scheduled: Untitled", "b-20260112T090000Z.f7919496b17e 2026-01-12T10:00[UTC] scheduled: Untitled",
			},
			found: []string{`component 1, VEVENT "a": RECURRENCE-ID: is a DATE and DTSTART is not; the occurrence on that day is taken`},
		},
		{
			name:  "RDATE with periods, RFC 5545, section 3.8.5.2",
			lines: vevent("a", "DTSTART:19960403T020000Z", "RDATE;VALUE=PERIOD:20260403T020000Z/20260403T040000Z,20260404T010000Z/PT3H"),
			want: []string{
				"a/2026-04-03T02:00:00Z 2026-04-03T02:00[UTC]/2026-04-03T04:00[UTC] scheduled: Untitled",
				"a/2026-04-04T01:00:00Z 2026-04-04T01:00[UTC]/2026-04-04T04:00[UTC] scheduled: Untitled",
			},
		},
		{
			name:  "a start that the rule does not give",
			lines: vevent("a", "DTSTART;VALUE=DATE:20260106", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=1"),
			want:  []string{"a/2026-01-06 2026-01-06 scheduled: Untitled", "a/2026-01-12 2026-01-12 scheduled: Untitled"},
			found: []string{`component 0, VEVENT "a": DTSTART: the rule does not give the start, which is an occurrence all the same`},
		},
		{
			name:  "a start that is excepted",
			lines: vevent("a", "DTSTART;VALUE=DATE:20260106", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20260106"),
			want:  []string{"a/2026-01-07 2026-01-07 scheduled: Untitled"},
		},
		{
			name:  "what repeats and is cancelled",
			lines: vevent("a", "DTSTART;VALUE=DATE:20260106", "RRULE:FREQ=WEEKLY", "STATUS:CANCELLED"),
			want:  []string{"a 2026-01-06 cancelled: Untitled"},
			found: []string{`component 0, VEVENT "a": STATUS: what repeats is cancelled as a whole, and told once`},
		},
		{
			name:  "a zone that the calendar defines",
			lines: append(zoneLinesOf("Our time"), vevent("a", "DTSTART;TZID=Our time:20260701T100000")...),
			want:  []string{"a 2026-07-01T14:00[UTC] scheduled: Untitled"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			im, err := ToCalendar(readModel(t, tt.lines...), tt.options)
			require.NoError(t, err)
			require.Equal(t, tt.want, taken(im, from, to))
			require.Equal(t, tt.found, reasons(im.Findings))
		})
	}
}

func zoneLinesOf(id string) []string {
	lines := []string{"BEGIN:VTIMEZONE"}
	open := ""
	for _, line := range eastern(id) {
		if name, ok := strings.CutPrefix(line, "BEGIN:"); ok {
			if open != "" {
				lines = append(lines, "END:"+open)
			}
			open = name
		}
		lines = append(lines, line)
	}
	return append(lines, "END:"+open, "END:VTIMEZONE")
}

func TestToCalendarTexts(t *testing.T) {
	lines := vevent("a", "DTSTART;VALUE=DATE:20260103", "SUMMARY:Hearing on travel", "DESCRIPTION:All about it.", "LOCATION:Vienna", "GEO:48.2;16.37",
		`ORGANIZER;CN="The Office":mailto:office@example.org`, "URL:https://example.org/a", "CATEGORIES:TRAVEL,HEARING", "CREATED:20251201T120000Z",
		"LAST-MODIFIED:20251215T093000Z")
	im, err := ToCalendar(readModel(t, append([]string{"NAME:Travel", "URL:https://example.org/"}, lines...)...), ImportOptions{})
	require.NoError(t, err)
	require.Empty(t, im.Findings)
	ev, ok := im.Calendar.Event("a")
	require.True(t, ok)
	require.Equal(t, "Hearing on travel", ev.Title)
	require.Equal(t, "All about it.", ev.Summary)
	require.Equal(t, calendar.Hearing, ev.Kind)
	require.Equal(t, "Vienna", ev.Place)
	require.Equal(t, "48.2,16.37", ev.Geo.String())
	require.Equal(t, []string{"The Office"}, ev.Organizers)
	require.Equal(t, []calendar.Source{{Document: "Travel", URL: "https://example.org/a", SaidOn: date.New(2025, 12, 1)}}, ev.Sources)
	require.Equal(t, time.Date(2025, 12, 15, 9, 30, 0, 0, time.UTC), im.Calendar.Modified(ev))
	require.Equal(t, "Travel", im.Calendar.Title())
	require.Equal(t, time.Date(2025, 12, 15, 9, 30, 0, 0, time.UTC), im.Calendar.Revision())
	require.Same(t, im.Model.Components[0], im.Component("a"))
	require.Nil(t, im.Component("b"))
}

// Any model will do: those of the caller's own, too.
func TestToCalendarOfAnything(t *testing.T) {
	_, err := ToCalendar(nil, ImportOptions{})
	require.ErrorIs(t, err, ErrComponent)
	im, err := ToCalendar(&ics.Calendar{}, ImportOptions{})
	require.NoError(t, err)
	require.Empty(t, taken(im, 0, date.New(9999, 1, 1)))
	event := &ics.VEvent{}
	event.AddProperty("summary", "No UID")
	event.AddProperty("dtstart", "20260103T100000", ics.WithTZID("../../etc/localtime"))
	other := &ics.VEvent{}
	other.AddProperty("Summary", "No UID either")
	other.AddProperty("DtStart", "20260103")
	same := &ics.VEvent{ComponentBase: other.ComponentBase}
	broken := &ics.VEvent{}
	broken.AddProperty("UID", "broken")
	broken.AddProperty("DTSTART", "2026\r\n0103")
	im, err = ToCalendar(&ics.Calendar{Components: []ics.Component{
		nil, (*ics.VEvent)(nil), event, other, same, broken, &ics.GeneralComponent{Token: "X-THING"}, &ics.VBusy{},
	}}, ImportOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"no-uid- 2026-01-03 scheduled: No UID either"}, shortened(taken(im, 0, date.New(9999, 1, 1))))
	lost := 0
	for _, f := range im.Findings {
		if f.Lost {
			lost++
		}
	}
	require.Equal(t, 5, lost, reasons(im.Findings)) // two nil, a path, a double, no date
}

// shortened leaves out what hashes make of IDs.
func shortened(list []string) []string {
	for i, s := range list {
		id, rest, _ := strings.Cut(s, " ")
		list[i] = fmt.Sprintf("%.7s %s", id, rest)
	}
	return list
}

// What FromCalendar has written is read as exactly the days that it was written from.
func TestOurOwnFeedThereAndBack(t *testing.T) {
	cal := ares76186.Calendar()
	feed, err := FromCalendar(cal, FeedOptions{})
	require.NoError(t, err)
	stream, err := Marshal(feed)
	require.NoError(t, err)
	doc, err := Read(bytes.NewReader(stream), ReadOptions{})
	require.NoError(t, err)
	im, err := ToCalendar(doc.Calendars[0], ImportOptions{ID: cal.ID()})
	require.NoError(t, err)
	require.Empty(t, im.Findings)
	found := 0
	for ev := range im.Calendar.Events() {
		want, ok := cal.Event(ev.ID)
		if !ok {
			id := valueNamed(im.Component(ev.ID).UnknownPropertiesIANAProperties(), idProperty)
			want, ok = cal.Event(id)
		}
		require.True(t, ok, ev.ID)
		require.Equal(t, want.When, ev.When, ev.ID)
		require.Equal(t, want.Kind, ev.Kind, ev.ID)
		require.Equal(t, want.Title, ev.Title, ev.ID)
		require.Equal(t, status(want.Status), status(ev.Status), ev.ID)
		found++
	}
	require.Greater(t, found, 50)
	for s := range im.Calendar.AllSeries() {
		want, ok := cal.Series(s.ID)
		require.True(t, ok, s.ID)
		require.Equal(t, want.Title, s.Title)
		today := date.New(2026, 11, 26)
		a, ok := cal.NextOf(s.ID, today)
		require.True(t, ok)
		b, ok := im.Calendar.NextOf(s.ID, today)
		require.True(t, ok)
		require.Equal(t, a.When, b.When)
		require.Equal(t, a.ID, b.ID)
	}
}

func TestInstances(t *testing.T) {
	vienna, err := time.LoadLocation("Europe/Vienna")
	require.NoError(t, err)
	model := readModel(t, slices.Concat(
		vevent("night", "DTSTART;TZID=Europe/Vienna:20261123T220000", "DTEND;TZID=Europe/Vienna:20261124T060000", "RRULE:FREQ=DAILY", "SUMMARY:Night shift"),
		vevent("night", "RECURRENCE-ID;TZID=Europe/Vienna:20261125T220000", "DTSTART;TZID=Europe/Vienna:20261125T200000", "DURATION:PT1H", "SUMMARY:Short shift"),
		vevent("day", "DTSTART;VALUE=DATE:20261125", "SUMMARY:Holiday"),
		vevent("tokyo", "DTSTART;TZID=Asia/Tokyo:20261126T050000", "SUMMARY:Call to Tokyo"),
		vevent("floating", "DTSTART:20261125T080000", "SUMMARY:Breakfast"),
		vevent("month", "DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261201", "SUMMARY:November"),
		vevent("after", "DTSTART:20261125T230000Z", "SUMMARY:Too late"),
	)...)
	var got []string
	for i := range Instances(model, time.Date(2026, 11, 25, 0, 0, 0, 0, vienna), time.Date(2026, 11, 26, 0, 0, 0, 0, vienna), ImportOptions{}) {
		got = append(got, i.Start.In(vienna).Format("02 15:04")+"–"+i.End.In(vienna).Format("02 15:04")+" "+valueIn(i.Component.UnknownPropertiesIANAProperties(), propSummary))
	}
	require.Equal(t, []string{
		"01 00:00–01 00:00 November", "24 22:00–25 06:00 Night shift", "25 00:00–26 00:00 Holiday", "25 08:00–25 08:00 Breakfast",
		"25 20:00–25 21:00 Short shift", "25 21:00–25 21:00 Call to Tokyo",
	}, got)
	for range Instances(model, time.Date(2026, 11, 25, 0, 0, 0, 0, vienna), time.Date(9999, 11, 26, 0, 0, 0, 0, vienna), ImportOptions{}) {
		break
	}
	for range Instances(nil, time.Time{}, time.Time{}, ImportOptions{}) {
		t.Fatal("nothing of nothing")
	}
}

// TestManyAlike takes in what would take the time of the square of its number.
func TestManyAlike(t *testing.T) {
	lines := vevent("series", "DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY")
	for i := range 3 * maxRanges {
		day := time.Date(2026, 1, 2+i, 9, 0, 0, 0, time.UTC)
		lines = append(lines, vevent("series", "RECURRENCE-ID;RANGE=THISANDFUTURE:"+day.Format(utcLayout), "DTSTART:"+day.Add(time.Hour).Format(utcLayout))...)
	}
	const same = 20_000
	for i := range same {
		lines = append(lines, vevent(fmt.Sprint("u", i), "DTSTART:20260101T090000Z", "X-CONVENE-ID:same")...)
	}
	im, err := ToCalendar(readModel(t, lines...), ImportOptions{})
	require.NoError(t, err)
	require.Len(t, im.Findings, 2*maxRanges)
	require.Equal(t, fmt.Sprintf("RANGE is ignored, since %d others have one already", maxRanges), im.Findings[0].Reason)
	ids := make(map[string]bool)
	for _, e := range im.Definition.Layers[0].Events {
		ids[e.ID] = true
	}
	require.Len(t, ids, same)
	require.True(t, ids["same"] && ids[fmt.Sprint("same.", same)])
}

// TestHostileToCalendar takes in all that the reader lets through of the hostile corpus.
func TestHostileToCalendar(t *testing.T) {
	shared := os.Getenv("CONVENE_SHARED")
	if shared == "" {
		t.Skip("CONVENE_SHARED is not set")
	}
	files, err := filepath.Glob(filepath.Join(shared, "ical", "*", "*.ics"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		doc, err := Read(f, ReadOptions{})
		f.Close()
		if err != nil {
			continue
		}
		for _, cal := range doc.Calendars {
			im, err := ToCalendar(cal, ImportOptions{})
			require.NoError(t, err, file)
			for range im.Calendar.Between(date.New(2026, 1, 1), date.New(2026, 1, 1), date.New(2026, 1, 8)) {
			}
			im.Calendar.Next(date.New(2026, 1, 1), 10)
		}
	}
}

func FuzzToCalendar(f *testing.F) {
	f.Add("20260105T090000", "Europe/Vienna", "FREQ=WEEKLY;COUNT=3", "20260112T090000", "20260112T100000", "PT1H", "2026-01-05", "CANCELLED")
	f.Add("20260105", "", "FREQ=SECONDLY;COUNT=99999", "20260105T090000Z", "20260105", "P1D", "2026?", "TENTATIVE")
	f.Add("20260105T090000Z", "/a/../b", "FREQ=YEARLY;BYDAY=1MO", "20260105T090000Z/PT1H", "00010101T000000", "-P1D", "..", "")
	f.Fuzz(func(t *testing.T, start, tzid, rule, other, id, duration, when, status string) {
		model := &ics.Calendar{}
		add := func(c *ics.ComponentBase) {
			c.AddProperty("UID", "a")
			c.AddProperty("DTSTART", start, ics.WithTZID(tzid))
			c.AddProperty("STATUS", status)
			c.AddProperty("X-CONVENE-WHEN", when)
			c.AddProperty("X-CONVENE-ID", tzid)
			c.AddProperty("DURATION", duration)
		}
		event, moved, later, todo := &ics.VEvent{}, &ics.VEvent{}, &ics.VEvent{}, &ics.VTodo{}
		for _, c := range []*ics.ComponentBase{&event.ComponentBase, &moved.ComponentBase, &later.ComponentBase, &todo.ComponentBase} {
			add(c)
		}
		event.AddProperty("RRULE", rule)
		event.AddProperty("RDATE", other)
		event.AddProperty("EXDATE", id, ics.WithTZID(tzid))
		moved.AddProperty("RECURRENCE-ID", id)
		moved.SetProperty("DTSTART", other)
		later.AddProperty("RECURRENCE-ID", other, &ics.KeyValues{Key: "RANGE", Value: []string{"THISANDFUTURE"}}, ics.WithTZID(tzid))
		todo.AddProperty("DUE", other)
		model.Components = []ics.Component{moved, event, later, todo}
		im, err := ToCalendar(model, ImportOptions{})
		require.NoError(t, err)
		n := 0
		for range im.Calendar.Between(0, date.New(2026, 1, 1), date.New(2026, 1, 3)) {
			if n++; n > 100 {
				break
			}
		}
		im.Calendar.Next(date.New(2026, 1, 1), 3)
		same, err := im.Apply(im.Calendar)
		require.NoError(t, err)
		require.Equal(t, model.Components, same.Components)
	})
}
