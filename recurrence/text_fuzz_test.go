package recurrence

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// ruleSeeds are texts of each kind: right, wrong, and right for a lenient reader.
var ruleSeeds = []string{
	"FREQ=YEARLY;INTERVAL=4;BYMONTH=9;BYDAY=-1TH",
	"FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
	"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=10",
	"FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40;BYSECOND=0,60",
	"FREQ=YEARLY;BYWEEKNO=20,-1;BYYEARDAY=1,-366;BYMONTHDAY=31,-31",
	"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD",
	"FREQ=SECONDLY;INTERVAL=9223372036854775807;COUNT=9223372036854775808",
	"FREQ=DAILY;;BYDAY=1MO;BYHOUR=24",
	" rrule:freq=weekly;\r\n byday=mon,1tu,;x-a=b;interval=0;until=2027-12-31;",
	`"FREQ=WEEKLY\;BYDAY=MO\,TU;BYMONTHDAY=13;BYWEEKNO=1"`,
	"FREQ=DAILY;BYYEARDAY=1;BYWEEKNO=2;SKIP=BACKWARD",
	"RSCALE=HEBREW;FREQ=YEARLY",
}

// What Parse accepts is valid, prints and reads back as the same, and is the same
// to ParseLenient; what it refuses has a place and a reason.
func FuzzParse(f *testing.F) {
	for _, s := range ruleSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lenient, forgiven, lenientErr := ParseLenient(s)
		if lenientErr == nil {
			require.NoError(t, lenient.Validate())
			again, err := Parse(lenient.String())
			require.NoError(t, err, "%q", lenient.String())
			require.True(t, again.Equal(lenient))
		} else {
			requirePlace(t, lenientErr, s)
		}
		for _, f := range forgiven {
			require.NotEmpty(t, f.What)
			require.True(t, f.Offset >= 0 && f.Offset <= len(s), "%v", f)
		}

		r, err := Parse(s)
		if err != nil {
			requirePlace(t, err, s)
			return
		}
		require.NoError(t, lenientErr)
		require.Equal(t, r.String(), lenient.String())
		require.NoError(t, r.Validate())
		again, err := Parse(r.String())
		require.NoError(t, err)
		require.Equal(t, r.String(), again.String())
		require.True(t, again.Equal(r))
	})
}

func requirePlace(t *testing.T, err error, input string) {
	var e *ParseError
	require.ErrorAs(t, err, &e)
	require.Equal(t, input, e.Input)
	require.True(t, e.Offset >= 0 && e.Offset <= len(input), "offset %d of %q", e.Offset, input)
	require.NotEmpty(t, e.Reason)
	require.NotEmpty(t, e.Clause)
	require.Less(t, len(e.Error()), 1000)
}

var setSeeds = []string{
	"DTSTART;VALUE=DATE:20140730\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20200730\r\n",
	"DTSTART;TZID=Europe/Vienna:20260105T090000\nDTEND;TZID=Europe/Vienna:20260105T100000\nRRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z\nRDATE;VALUE=PERIOD:20260106T090000Z/PT1H,20260107T090000Z/20260107T100000Z\nEXDATE;VALUE=DATE:20260112",
	"DTSTART:20260105T090000\nEXRULE:FREQ=DAILY;COUNT=2\nRDATE:20260106T090000\n ,20260107T090000\n",
	"BEGIN:VEVENT\nUID:a\nDTSTART:20260105T090000Z\nDURATION:P1DT2H\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260106T090000Z\nDTSTART:20260106T100000Z\nSTATUS:CANCELLED\nEND:VEVENT\n",
	"dtstart;x=\"a;b\":20260105\n\nrrule: freq=daily;until=20270101T000000Z\nexdate:20260106T000000",
	"DTSTART;TZID=America/New_York:20260308T023000\nRDATE:20261101T053000Z,20261101T063000Z",
}

// fixedZones stand for those of the machine, so that a find is the same anywhere.
func fixedZones(tzid string) (*time.Location, error) {
	if strings.HasPrefix(tzid, "America/") {
		return time.FixedZone("America/New_York", -5*3600), nil
	}
	return time.FixedZone("Europe/Vienna", 3600), nil
}

// What is read as a set can be written, unless there is a reason, and what is
// written reads back as the same.
func FuzzParseSet(f *testing.F) {
	for _, s := range setSeeds {
		f.Add(s)
	}
	reader := SetReader{Zone: fixedZones}
	f.Fuzz(func(t *testing.T, s string) {
		lenient, forgiven, err := reader.ParseLenient(s)
		var e *ParseError
		if err != nil {
			require.ErrorAs(t, err, &e)
			require.True(t, e.Offset >= 0 && e.Offset <= len(e.Input), "%v", err)
			require.True(t, e.Line >= 1)
			_, err = reader.Parse(s)
			require.Error(t, err)
			return
		}
		strict, err := reader.Parse(s)
		if err != nil {
			require.NotEmpty(t, forgiven)
			require.ErrorAs(t, err, &e)
			require.True(t, e.Offset >= 0 && e.Offset <= len(e.Input), "%v", err)
		} else {
			require.Equal(t, strict, lenient)
		}

		text, err := lenient.MarshalText()
		if err != nil {
			var e *RuleError
			require.ErrorAs(t, err, &e)
			return
		}
		again, err := reader.Parse(string(text))
		require.NoError(t, err, "%q", text)
		twice, err := again.MarshalText()
		require.NoError(t, err)
		require.Equal(t, string(text), string(twice))
	})
}

// Any rule has words, and each of its BY parts leaves a trace in them.
func FuzzDescribe(f *testing.F) {
	for _, s := range ruleSeeds {
		f.Add(s, int64(1_750_000_000), true)
	}
	f.Fuzz(func(t *testing.T, s string, start int64, allDay bool) {
		r, _, err := ParseLenient(s)
		if err != nil {
			return
		}
		from := At(time.Unix(start%(1<<36), 0).UTC())
		if allDay {
			from = OnDay(from.Day())
		}
		for _, words := range []string{r.Describe(), r.DescribeFrom(from)} {
			require.NotContains(t, words, "  ")
			require.NotContains(t, words, " ,")
			require.NotContains(t, words, "FREQ")
			require.NotContains(t, words, "%!")
			require.True(t, strings.HasPrefix(words, "every ") || strings.HasPrefix(words, "the "), words)
			require.Equal(t, strings.TrimSpace(words), words)
		}
		for _, by := range byParts {
			less := r
			if len(r.ByDay) != 7 && by.drop(&less) && less.Validate() == nil {
				require.NotEqual(t, r.Describe(), less.Describe(), "%s of %s leaves no trace", by.part, r)
			}
		}
	})
}
