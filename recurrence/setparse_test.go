package recurrence

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

func location(t *testing.T, name string) *time.Location {
	loc, err := time.LoadLocation(name)
	require.NoError(t, err)
	return loc
}

func onDay(year, month, day int) Moment { return OnDay(date.New(year, time.Month(month), day)) }

func TestParseSet(t *testing.T) {
	vienna := location(t, "Europe/Vienna")
	newYork := location(t, "America/New_York")
	at := func(loc *time.Location, day, hour, minute int) Moment {
		return At(time.Date(2026, 1, day, hour, minute, 0, 0, loc))
	}
	for _, tt := range []struct {
		name, text string
		want       Set
	}{
		{"all-day", "DTSTART;VALUE=DATE:20140730\r\nRRULE:FREQ=YEARLY\r\n", Set{
			Start: onDay(2014, 7, 30), Rules: []Rule{{Freq: Yearly}},
		}},
		{"floating, LF and no end of line", "DTSTART:20260105T090000\nRRULE:FREQ=DAILY;UNTIL=20260110T090000", Set{
			Start: at(Floating, 5, 9, 0),
			Rules: []Rule{{Freq: Daily, Until: Until{FormLocal, date.New(2026, 1, 10), 9 * 3600}}},
		}},
		{"UTC, rule before the start", "RRULE:FREQ=DAILY;UNTIL=20260110T090000Z\nDTSTART:20260105T090000Z", Set{
			Start: at(time.UTC, 5, 9, 0),
			Rules: []Rule{{Freq: Daily, Until: Until{FormUTC, date.New(2026, 1, 10), 9 * 3600}}},
		}},
		{"zone, names in any case, other parameters", "dtstart;tzid=Europe/Vienna;X-A=\"b;c\",d:20260105T090000\nRrule:FREQ=DAILY", Set{
			Start: at(vienna, 5, 9, 0), Rules: []Rule{{Freq: Daily}},
		}},
		{"zone in quotes", "DTSTART;TZID=\"Europe/Vienna\":20260105T090000", Set{Start: at(vienna, 5, 9, 0)}},
		{"several rules, EXRULE", "DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY\nRRULE:FREQ=YEARLY\nEXRULE:FREQ=WEEKLY", Set{
			Start: at(time.UTC, 5, 9, 0), Rules: []Rule{{Freq: Daily}, {Freq: Yearly}}, ExRules: []Rule{{Freq: Weekly}},
		}},
		{"folds", "DTSTART;VALUE=DA\r\n TE:20260105\r\nRRULE:FR\r\n\tEQ=\r\n DAILY", Set{
			Start: onDay(2026, 1, 5), Rules: []Rule{{Freq: Daily}},
		}},
		{"RDATE and EXDATE by time", "DTSTART;TZID=Europe/Vienna:20260105T090000\n" +
			"RDATE;TZID=Europe/Vienna:20260106T100000,20260107T100000\nRDATE;VALUE=DATE-TIME:20260108T100000Z\n" +
			"EXDATE;TZID=America/New_York:20260106T040000", Set{
			Start:   at(vienna, 5, 9, 0),
			RDates:  []Moment{at(vienna, 6, 10, 0), at(vienna, 7, 10, 0), at(time.UTC, 8, 10, 0)},
			ExDates: []Moment{at(newYork, 6, 4, 0)},
		}},
		{"EXDATE by day in a timed set", "DTSTART:20260105T090000Z\nEXDATE;VALUE=DATE:20260105,20260106", Set{
			Start: at(time.UTC, 5, 9, 0), ExDates: []Moment{onDay(2026, 1, 5), onDay(2026, 1, 6)},
		}},
		{"RDATE and EXDATE by day", "DTSTART;VALUE=DATE:20260105\nRDATE;VALUE=DATE:20260106\nEXDATE;VALUE=DATE:20260105", Set{
			Start: onDay(2026, 1, 5), RDates: []Moment{onDay(2026, 1, 6)}, ExDates: []Moment{onDay(2026, 1, 5)},
		}},
		{"periods", "DTSTART:20260105T090000Z\nRDATE;VALUE=PERIOD:20260106T090000Z/PT1H30M,20260107T090000Z/20260108T090000Z\n" +
			"RDATE;VALUE=PERIOD;TZID=Europe/Vienna:20260109T090000/P1DT1S", Set{
			Start: at(time.UTC, 5, 9, 0),
			Periods: []Period{
				{Start: at(time.UTC, 6, 9, 0), Length: Length{Exact: 90 * time.Minute}},
				{Start: at(time.UTC, 7, 9, 0), End: at(time.UTC, 8, 9, 0)},
				{Start: at(vienna, 9, 9, 0), Length: Length{Days: 1, Exact: time.Second}},
			},
		}},
		{"DTEND is an exact length", "DTSTART;TZID=America/New_York:20260307T120000\nDTEND;TZID=America/New_York:20260308T120000", Set{
			Start: At(time.Date(2026, 3, 7, 12, 0, 0, 0, newYork)), Length: Length{Exact: 23 * time.Hour},
		}},
		{"DTEND of an all-day set", "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260108", Set{
			Start: onDay(2026, 1, 5), Length: Length{Days: 3},
		}},
		{"DURATION in weeks", "DTSTART;VALUE=DATE:20260105\nDURATION:P2W", Set{Start: onDay(2026, 1, 5), Length: Length{Days: 14}}},
		{"a reading in a gap counts by the offset before it", "DTSTART;TZID=America/New_York:20260105T090000\n" +
			"RDATE;TZID=America/New_York:20260308T023000", Set{
			Start:  at(newYork, 5, 9, 0),
			RDates: []Moment{AtClock(time.Date(2026, 3, 8, 2, 30, 0, 0, Floating), newYork)},
		}},
		{"components", "BEGIN:VEVENT\nUID:a\nDTSTAMP:20260101T000000Z\nSUMMARY:x\nDTSTART:20260105T090000Z\nDTEND:20260105T100000Z\n" +
			"RRULE:FREQ=DAILY\nBEGIN:VALARM\nDURATION:PT5M\nREPEAT:1\nEND:VALARM\nEND:VEVENT\n" +
			"BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260106T090000Z\nDTSTART:20260106T110000Z\nDURATION:PT2H\nEND:VEVENT\n" +
			"BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260108T090000Z\nDTSTART:20260108T090000Z\nEND:VEVENT\n" +
			"BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260107T090000Z\nDTSTART:20260107T090000Z\nSTATUS:CANCELLED\nEND:VEVENT\n", Set{
			Start: at(time.UTC, 5, 9, 0), Length: Length{Exact: time.Hour}, Rules: []Rule{{Freq: Daily}},
			Overrides: []Override{
				{ID: at(time.UTC, 6, 9, 0), Start: at(time.UTC, 6, 11, 0), Length: Length{Exact: 2 * time.Hour}},
				{ID: at(time.UTC, 8, 9, 0), Range: ThisAndFuture, NoLength: true},
				{ID: at(time.UTC, 7, 9, 0), Cancelled: true},
			},
		}},
		{"to-do, the override first", "BEGIN:vtodo\nRECURRENCE-ID;VALUE=DATE:20260106\nDTSTART;VALUE=DATE:20260107\nEND:VTODO\n" +
			"BEGIN:VTODO\nDTSTART;VALUE=DATE:20260105\nDUE;VALUE=DATE:20260106\nRRULE:FREQ=DAILY\nEND:VTODO", Set{
			Start: onDay(2026, 1, 5), Length: Length{Days: 1}, Rules: []Rule{{Freq: Daily}},
			Overrides: []Override{{ID: onDay(2026, 1, 6), Start: onDay(2026, 1, 7), NoLength: true}},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseSet(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.want, got)

			lenient, forgiven, err := ParseSetLenient(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.want, lenient)
			require.Empty(t, forgiven)
		})
	}
}

const (
	utcStart  = "DTSTART:20260105T090000Z\n"
	dayStart  = "DTSTART;VALUE=DATE:20260105\n"
	zoneStart = "DTSTART;TZID=Europe/Vienna:20260105T090000\n"
)

func TestParseSetRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, text   string
		line, offset int
		part         string
		reason       string
	}{
		{"nothing", "", 1, 0, "", "there is no DTSTART"},
		{"no start", "RRULE:FREQ=DAILY", 1, 0, "RRULE", "there is no DTSTART"},
		{"two starts", utcStart + utcStart, 2, 0, "DTSTART", "given twice"},
		{"empty line", utcStart + "\nRRULE:FREQ=DAILY", 2, 0, "", "an empty line"},
		{"no colon", utcStart + "RRULE", 2, 5, "RRULE", `expected ":" before the value`},
		{"no name", utcStart + ":x", 2, 0, "", "expected the name of a property"},
		{"no name of a parameter", "DTSTART;=DATE:20260105", 1, 8, "DTSTART", "expected the name of a parameter"},
		{"parameter without value", "DTSTART;VALUE:20260105", 1, 13, "DTSTART", `expected "=" after the name of a parameter`},
		{"open quote", `DTSTART;TZID="A:20260105`, 1, 13, "DTSTART", "expected a closing quote"},
		{"unknown property", utcStart + "RULE:FREQ=DAILY", 2, 0, "RULE", "not a property of recurrence sets"},
		{"month 13", "DTSTART;VALUE=DATE:20261301", 1, 19, "DTSTART", `"20261301" is not a date such as 20271231 or a time such as 20271231T235959Z`},
		{"an offset", "DTSTART:20260105T090000+01", 1, 8, "DTSTART", `"20260105T090000+01" is not a date such as 20271231 or a time such as 20271231T235959Z`},
		{"year 0", "DTSTART;VALUE=DATE:00000101", 1, 19, "DTSTART", `"00000101" is outside the years 1 to 9999`},
		{"date without VALUE", "DTSTART:20260105", 1, 8, "DTSTART", `"20260105" is a DATE, which needs VALUE=DATE`},
		{"time with VALUE=DATE", "DTSTART;VALUE=DATE:20260105T090000", 1, 19, "DTSTART", `"20260105T090000" is not a DATE`},
		{"unknown VALUE", "DTSTART;VALUE=TEXT:20260105", 1, 14, "DTSTART", `"TEXT" is not DATE, DATE-TIME or PERIOD`},
		{"a period as start", "DTSTART;VALUE=PERIOD:20260105T090000Z/PT1H", 1, 14, "DTSTART", "PERIOD is not a type of this property"},
		{"zone with a DATE", "DTSTART;VALUE=DATE;TZID=Europe/Vienna:20260105", 1, 24, "DTSTART", `TZID with "20260105"`},
		{"zone with UTC", "DTSTART;TZID=Europe/Vienna:20260105T090000Z", 1, 13, "DTSTART", `TZID with "20260105T090000Z"`},
		{"the machine's zone", "DTSTART;TZID=Local:20260105T090000", 1, 13, "DTSTART", `the zone "Local" is not known: not a name of IANA's`},
		{"rule", utcStart + "RRULE:FREQ=DAILY;BYHOUR=25", 2, 24, "BYHOUR", `"25" is outside 0 to 23`},
		{"rule in a folded line", utcStart + "RRULE:FREQ=DAI\n LY;BYHOUR=25", 2, 24, "BYHOUR", `"25" is outside 0 to 23`},
		{"EXRULE", utcStart + "EXRULE:FREQ=DAILY;COUNT=0", 2, 24, "COUNT", "0 is not a positive number"},
		{"local UNTIL", utcStart + "RRULE:FREQ=DAILY;UNTIL=20270101T000000", 2, 23, "UNTIL", "must be a DATE-TIME in UTC, since the start is in UTC or in a zone"},
		{"local UNTIL in a zone", zoneStart + "RRULE:FREQ=DAILY;UNTIL=20270101T000000", 2, 23, "UNTIL", "must be a DATE-TIME in UTC, since the start is in UTC or in a zone"},
		{"UNTIL is a DATE", zoneStart + "RRULE:UNTIL=20270101;FREQ=DAILY", 2, 12, "UNTIL", "must be a DATE-TIME in UTC, since the start is in UTC or in a zone"},
		{"UNTIL in UTC, floating", "DTSTART:20260105T090000\nRRULE:FREQ=DAILY;UNTIL=20270101T000000Z", 2, 23, "UNTIL", "must be a local DATE-TIME, as the start is"},
		{"UNTIL is a time", dayStart + "RRULE:FREQ=DAILY;UNTIL=20270101T000000Z", 2, 23, "UNTIL", "must be a DATE, as the start is"},
		{"hours of an all-day set", dayStart + "RRULE:FREQ=HOURLY", 2, 11, "FREQ", "must not be HOURLY, since an all-day start has no time of day"},
		{"RDATE by day in a timed set", utcStart + "RDATE;VALUE=DATE:20260106", 2, 17, "RDATE", "a DATE in a timed set"},
		{"RDATE by time in an all-day set", dayStart + "RDATE:20260106T000000", 2, 6, "RDATE", "must be of the value type of the start"},
		{"RDATE without a zone", zoneStart + "RDATE:20260106T000000", 2, 6, "RDATE", "local time without a TZID"},
		{"RDATE in UTC, floating", "DTSTART:20260105T090000\nRDATE:20260106T000000Z", 2, 6, "RDATE", "must be of the value type of the start"},
		{"second RDATE", utcStart + "RDATE:20260106T000000Z,x", 2, 23, "RDATE", `"x" is not a date such as 20271231 or a time such as 20271231T235959Z`},
		{"EXDATE by time in an all-day set", dayStart + "EXDATE:20260106T000000Z", 2, 7, "EXDATE", "a DATE-TIME in an all-day set"},
		{"EXDATE in UTC, floating", "DTSTART:20260105T090000\nEXDATE:20260106T000000Z", 2, 7, "EXDATE", "must be of the value type of the start"},
		{"EXDATE by period", utcStart + "EXDATE;VALUE=PERIOD:20260106T000000Z/PT1H", 2, 13, "EXDATE", "PERIOD is not a type of this property"},
		{"period of no length", utcStart + "RDATE;VALUE=PERIOD:20260106T000000Z/20260106T000000Z", 2, 36, "RDATE", `"20260106T000000Z" is not later than the start of the period`},
		{"period without a slash", utcStart + "RDATE;VALUE=PERIOD:20260106T000000Z", 2, 19, "RDATE", `"20260106T000000Z" is not a period in a timed set`},
		{"period of a length below nothing", utcStart + "RDATE;VALUE=PERIOD:20260106T000000Z/-PT1H", 2, 36, "RDATE", `"-PT1H" is not a positive duration such as PT1H30M`},
		{"period of no length", utcStart + "RDATE;VALUE=PERIOD:20260106T000000Z/PT0S", 2, 36, "RDATE", `"PT0S" is not a positive duration such as PT1H30M`},
		{"period in an all-day set", dayStart + "RDATE;VALUE=PERIOD:20260106T000000Z/PT1H", 2, 19, "RDATE", `"20260106T000000Z/PT1H" is not a period in a timed set`},
		{"DTEND is the start", utcStart + "DTEND:20260105T090000Z", 2, 6, "DTEND", "is not later than the start"},
		{"DTEND is a DATE", utcStart + "DTEND;VALUE=DATE:20260106", 2, 17, "DTEND", "must be of the value type of the start"},
		{"DTEND in 300 years", utcStart + "DTEND:23260106T000000Z", 2, 6, "DTEND", "is too far from the start"},
		{"DTEND and DURATION", utcStart + "DTEND:20260106T000000Z\nDURATION:PT1H", 3, 0, "DURATION", "given besides DTEND"},
		{"negative duration", utcStart + "DURATION:-PT1H", 2, 9, "DURATION", `"-PT1H" is not a positive duration such as P1DT2H`},
		{"no duration", utcStart + "DURATION:PT0S", 2, 9, "DURATION", `"PT0S" is not a positive duration such as P1DT2H`},
		{"hours of a day", dayStart + "DURATION:PT1H", 2, 9, "DURATION", `"PT1H" must be in days or weeks, since the start is a DATE`},
		{"RECURRENCE-ID alone", utcStart + "RECURRENCE-ID:20260106T000000Z", 2, 0, "RECURRENCE-ID", "needs components, BEGIN:VEVENT to END:VEVENT"},
		{"whole calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR", 1, 6, "BEGIN", `"VCALENDAR" is not VEVENT, VTODO or VJOURNAL`},
		{"no END", "BEGIN:VEVENT\n" + utcStart, 2, 24, "DTSTART", "END:VEVENT is missing"},
		{"wrong END", "BEGIN:VEVENT\n" + utcStart + "END:VTODO", 3, 4, "END", "nothing of that name has begun"},
		{"END alone", "END:VEVENT", 1, 4, "END", "nothing of that name has begun"},
		{"component after properties", utcStart + "BEGIN:VEVENT\nEND:VEVENT", 2, 0, "BEGIN", "a component among properties"},
		{"property after components", "BEGIN:VEVENT\n" + utcStart + "END:VEVENT\nRRULE:FREQ=DAILY", 4, 0, "RRULE", "outside the components"},
		{"two masters", "BEGIN:VEVENT\n" + utcStart + "END:VEVENT\nBEGIN:VEVENT\n" + utcStart + "END:VEVENT", 4, 0, "BEGIN", "a second component without a RECURRENCE-ID"},
		{"no master", "BEGIN:VEVENT\nRECURRENCE-ID:20260106T000000Z\nEND:VEVENT", 1, 0, "BEGIN", "no component is without a RECURRENCE-ID"},
		{"two UIDs", "BEGIN:VEVENT\nUID:a\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nEND:VEVENT", 4, 0, "BEGIN", `the UID "b" is not that of the first component, "a"`},
		{"RECURRENCE-ID is a DATE", "BEGIN:VEVENT\n" + utcStart + "END:VEVENT\nBEGIN:VEVENT\nRECURRENCE-ID;VALUE=DATE:20260106\nEND:VEVENT", 5, 25, "RECURRENCE-ID", "must be of the value type of the start"},
		{"THISANDPRIOR", "BEGIN:VEVENT\n" + utcStart + "END:VEVENT\nBEGIN:VEVENT\nRECURRENCE-ID;RANGE=THISANDPRIOR:20260106T090000Z\nEND:VEVENT", 5, 20, "RECURRENCE-ID", `"THISANDPRIOR" is not THISANDFUTURE`},
		{"moved to a DATE", "BEGIN:VEVENT\n" + utcStart + "END:VEVENT\nBEGIN:VEVENT\nRECURRENCE-ID:20260106T090000Z\nDTSTART;VALUE=DATE:20260107\nEND:VEVENT", 6, 19, "DTSTART", "must be of the value type of the start of the set"},
		{"rule of an override", "BEGIN:VEVENT\n" + utcStart + "END:VEVENT\nBEGIN:VEVENT\nRECURRENCE-ID:20260106T090000Z\nRRULE:FREQ=DAILY\nEND:VEVENT", 6, 0, "RRULE", "in a component with a RECURRENCE-ID"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseSet(tt.text)
			var e *ParseError
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.reason, e.Reason)
			require.Equal(t, tt.line, e.Line, "line")
			require.Equal(t, tt.offset, e.Offset, "offset")
			require.Equal(t, tt.part, e.Part)
			require.LessOrEqual(t, e.Offset, len(e.Input))
			require.Contains(t, e.Clause, "RFC ")
		})
	}
}

func TestParseSetErrorText(t *testing.T) {
	_, err := ParseSet(utcStart + "RRULE:FREQ=DAILY;COUNT=0\n")
	require.EqualError(t, err, `recurrence: parse line 2, "RRULE:FREQ=DAILY;COUNT=0": COUNT at byte 23: 0 is not a positive number (RFC 5545, 3.3.10)`)
	_, err = ParseSet(utcStart + "RRULE:RSCALE=HEBREW;FREQ=DAILY\n")
	require.ErrorIs(t, err, ErrNotSupported)
}

func TestParseSetLenient(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string // strict lines that mean the same
		forgiven   []string
	}{
		{"rule", utcStart + "RRULE:FREQ=DAILY;COUNT=3;", utcStart + "RRULE:FREQ=DAILY;COUNT=3", []string{
			"line 2, byte 25: a semicolon without a rule part is ignored",
		}},
		{"UNTIL is a DATE", zoneStart + "RRULE:FREQ=DAILY;UNTIL=20260110", zoneStart + "RRULE:FREQ=DAILY;UNTIL=20260110T225959Z", []string{
			"line 2, byte 23: UNTIL: 20260110 is read as 20260110T225959Z",
		}},
		{"UNTIL is a time", dayStart + "RRULE:FREQ=DAILY;UNTIL=20260110T120000Z", dayStart + "RRULE:FREQ=DAILY;UNTIL=20260110", []string{
			"line 2, byte 23: UNTIL: 20260110T120000Z is read as 20260110",
		}},
		{"empty line and another property", "\n" + utcStart + "X-A:b\n", utcStart, []string{
			"line 1, byte 0: an empty line: ignored", "line 3, byte 0: X-A: not a property of recurrence sets: ignored",
		}},
		{"no VALUE, small letters", "DTSTART: 20260105t090000z \nEXDATE:20260106", utcStart + "EXDATE;VALUE=DATE:20260106", []string{
			`line 1, byte 8: DTSTART: small letters or white space in " 20260105t090000z ": read as 20260105T090000Z`,
			`line 2, byte 7: EXDATE: "20260106" is a DATE, which needs VALUE=DATE: read as what it is`,
		}},
		{"zone with UTC", "DTSTART;TZID=Europe/Vienna:20260105T090000Z", utcStart, []string{
			`line 1, byte 13: DTSTART: TZID with "20260105T090000Z": ignored`,
		}},
		{"no zone", zoneStart + "EXDATE:20260106T090000", zoneStart + "EXDATE;TZID=Europe/Vienna:20260106T090000", []string{
			"line 2, byte 7: EXDATE: local time without a TZID: read in the zone of the start",
		}},
		{"RDATE by day in a timed set", zoneStart + "RDATE;VALUE=DATE:20260701", zoneStart + "RDATE;TZID=Europe/Vienna:20260701T090000", []string{
			"line 2, byte 17: RDATE: a DATE in a timed set: read at the clock time of the start",
		}},
		{"EXDATE by time in an all-day set", dayStart + "EXDATE:20260106T000000Z", dayStart + "EXDATE;VALUE=DATE:20260106", []string{
			"line 2, byte 7: EXDATE: a DATE-TIME in an all-day set: its date is taken",
		}},
		{"DTEND is the start", dayStart + "DTEND;VALUE=DATE:20260105", dayStart, []string{
			"line 2, byte 17: DTEND: is not later than the start: ignored",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, forgiven, err := ParseSetLenient(tt.text)
			require.NoError(t, err)
			want, err := ParseSet(tt.want)
			require.NoError(t, err)
			require.Equal(t, want, got)
			var words []string
			for _, f := range forgiven {
				words = append(words, f.String())
			}
			require.Equal(t, tt.forgiven, words)
			_, err = ParseSet(tt.text)
			require.Error(t, err)
		})
	}
}

func TestSetReader(t *testing.T) {
	calls := 0
	r := SetReader{Zone: func(tzid string) (*time.Location, error) {
		calls++
		switch tzid {
		case "W. Europe Standard Time":
			return time.LoadLocation("Europe/Vienna")
		case "nothing":
			return nil, nil
		}
		return nil, errors.New("never heard of it")
	}}
	s, err := r.Parse("DTSTART;TZID=W. Europe Standard Time:20260105T090000\nRDATE;TZID=W. Europe Standard Time:20260106T090000")
	require.NoError(t, err)
	require.Equal(t, "Europe/Vienna", s.Start.Time().Location().String())
	require.Equal(t, 1, calls)

	_, err = r.Parse("DTSTART;TZID=Europe/Vienna:20260105T090000")
	require.ErrorContains(t, err, `the zone "Europe/Vienna" is not known: never heard of it`)
	_, _, err = r.ParseLenient("DTSTART;TZID=nothing:20260105T090000")
	require.ErrorContains(t, err, "no location")
}

// Texts are read in time that grows as they do.
func TestParseSetLong(t *testing.T) {
	for _, text := range []string{
		utcStart + "EXDATE:20260106T000000Z" + strings.Repeat(",20260106T000000Z", 50_000),
		utcStart + strings.Repeat("EXDATE:20260106T000000Z\n", 50_000),
		utcStart + "EXDATE:20260106T000000Z" + strings.Repeat("\n ,\n 20260106T000000Z", 50_000),
		"BEGIN:VEVENT\n" + utcStart + "END:VEVENT\n" + strings.Repeat("BEGIN:VEVENT\nRECURRENCE-ID:20260106T000000Z\nEND:VEVENT\n", 20_000),
	} {
		s, err := ParseSet(text)
		require.NoError(t, err)
		require.Greater(t, len(s.ExDates)+len(s.Overrides), 19_999)
	}
	for _, text := range []string{
		strings.Repeat("BEGIN:VEVENT\n", 100_000),
		utcStart + strings.Repeat(" \n", 100_000) + "X",
		"DTSTART" + strings.Repeat(";A=b", 100_000),
		utcStart + "RRULE:FREQ=DAILY" + strings.Repeat("\n ;", 100_000),
	} {
		_, _, err := ParseSetLenient(text)
		require.Error(t, err)
		require.Less(t, len(err.Error()), 400)
	}
}
