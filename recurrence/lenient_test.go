package recurrence

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

func TestParseLenient(t *testing.T) {
	for _, tt := range []struct {
		text     string
		want     string
		forgiven []string
	}{
		{"FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3", nil},
		{"freq=Weekly;byday=mo,tu", "FREQ=WEEKLY;BYDAY=MO,TU", []string{
			"byte 0: small letters are read as capitals",
			"byte 12: small letters are read as capitals",
		}},
		{" FREQ = DAILY ;\r\n COUNT=3\n", "FREQ=DAILY;COUNT=3", []string{
			"byte 0: white space is ignored", "byte 5: white space is ignored", "byte 7: white space is ignored",
			"byte 13: white space is ignored", "byte 15: white space is ignored", "byte 25: white space is ignored",
		}},
		{"FREQ=DAI\r\n LY", "FREQ=DAILY", []string{"byte 8: white space is ignored"}},
		{"\ufeffFREQ=DAILY", "FREQ=DAILY", []string{"byte 0: white space is ignored"}},
		{"RRULE:FREQ=DAILY", "FREQ=DAILY", []string{"byte 0: the name of the property is ignored"}},
		{`"FREQ=DAILY"`, "FREQ=DAILY", []string{"byte 0: quotes are ignored"}},
		{`FREQ=WEEKLY\;BYDAY=MO\,TU`, "FREQ=WEEKLY;BYDAY=MO,TU", []string{
			"byte 11: a backslash is ignored", "byte 21: a backslash is ignored",
		}},
		{"FREQ=DAILY;", "FREQ=DAILY", []string{"byte 11: a semicolon without a rule part is ignored"}},
		{";FREQ=DAILY;;COUNT=3", "FREQ=DAILY;COUNT=3", []string{
			"byte 0: a semicolon without a rule part is ignored", "byte 12: a semicolon without a rule part is ignored",
		}},
		{"FREQ=DAILY;X-MOZ=1;BYEASTER=0", "FREQ=DAILY", []string{
			`byte 11: "X-MOZ" is not a rule part and is ignored`, `byte 19: "BYEASTER" is not a rule part and is ignored`,
		}},
		{"FREQ=DAILY;UNTIL=;COUNT=3", "FREQ=DAILY;COUNT=3", []string{"byte 11: UNTIL: a part without a value is ignored"}},
		{"FREQ=DAILY;COUNT=3;COUNT=3", "FREQ=DAILY;COUNT=3", []string{"byte 19: COUNT: given twice with the same value"}},
		{"FREQ=WEEKLY;BYDAY=MO,TU,MO", "FREQ=WEEKLY;BYDAY=MO,TU", []string{`byte 24: BYDAY: "MO" is given twice`}},
		{"FREQ=WEEKLY;BYDAY=,MO,", "FREQ=WEEKLY;BYDAY=MO", []string{
			"byte 18: BYDAY: a comma without a value is ignored", "byte 22: BYDAY: a comma without a value is ignored",
		}},
		{"FREQ=DAILY;UNTIL=2027-12-31", "FREQ=DAILY;UNTIL=20271231", []string{`byte 17: UNTIL: "2027-12-31" is read as 20271231`}},
		{"FREQ=DAILY;UNTIL=2027-12-31t23:59:59z", "FREQ=DAILY;UNTIL=20271231T235959Z", []string{
			`byte 17: UNTIL: "2027-12-31T23:59:59Z" is read as 20271231T235959Z`, "byte 27: small letters are read as capitals",
		}},
		{"FREQ=DAILY;INTERVAL=0", "FREQ=DAILY", []string{"byte 20: INTERVAL: 0 is read as 1"}},
		{"FREQ=DAILY;INTERVAL=+2;COUNT=+3", "FREQ=DAILY;COUNT=3;INTERVAL=2", []string{
			"byte 20: INTERVAL: a plus sign is ignored", "byte 29: COUNT: a plus sign is ignored",
		}},
		{"FREQ=DAILY;BYHOUR=009,+10", "FREQ=DAILY;BYHOUR=9,10", []string{
			`byte 18: BYHOUR: "009" is read as 9`, `byte 22: BYHOUR: "+10" is read as 10`,
		}},
		{"FREQ=WEEKLY;BYDAY=MON,WEDNESDAY;WKST=SUN", "FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU", []string{
			`byte 18: BYDAY: "MON" is read as MO`, `byte 22: BYDAY: "WEDNESDAY" is read as WE`, `byte 37: WKST: "SUN" is read as SU`,
		}},
		{"FREQ=MONTHLY;BYMONTHDAY=31,32,0", "FREQ=MONTHLY;BYMONTHDAY=31", []string{
			`byte 27: BYMONTHDAY: "32" is outside 1 to 31 and -31 to -1 and ignored`,
			`byte 30: BYMONTHDAY: "0" is outside 1 to 31 and -31 to -1 and ignored`,
		}},
		{"FREQ=MONTHLY;BYDAY=0MO,54TU,-1WE", "FREQ=MONTHLY;BYDAY=MO,-1WE", []string{
			"byte 19: BYDAY: the number 0 before MO is ignored", `byte 23: BYDAY: "54" is outside 1 to 53 and -53 to -1 and ignored`,
		}},
		{"FREQ=MONTHLY;SKIP=FORWARD", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD", []string{
			"byte 18: SKIP: RSCALE=GREGORIAN is missing and assumed",
		}},
		{"FREQ=WEEKLY;BYDAY=1MO,MO,-1FR", "FREQ=WEEKLY;BYDAY=MO,FR", []string{
			"byte 18: BYDAY: the number in 1MO is ignored", "byte 18: BYDAY: the number in -1FR is ignored",
		}},
		{"FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20", []string{
			"byte 30: BYDAY: the number in 1MO is ignored",
		}},
		{"FREQ=WEEKLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13", []string{
			"byte 32: BYMONTHDAY: FREQ=WEEKLY with BYMONTHDAY is read as FREQ=DAILY",
		}},
		{"FREQ=DAILY;BYYEARDAY=100", "FREQ=YEARLY;BYYEARDAY=100", []string{
			"byte 21: BYYEARDAY: FREQ=DAILY with BYYEARDAY is read as FREQ=YEARLY",
		}},
		{"FREQ=DAILY;BYWEEKNO=20", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYWEEKNO=20", []string{
			"byte 20: BYWEEKNO: FREQ=DAILY with BYWEEKNO is read as FREQ=YEARLY",
		}},
		{"FREQ=WEEKLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20", []string{
			"byte 21: BYWEEKNO: FREQ=WEEKLY with BYWEEKNO is read as FREQ=YEARLY",
		}},
		{"FREQ=MONTHLY;BYSETPOS=-1", "FREQ=MONTHLY", []string{
			"byte 22: BYSETPOS: ignored, since there is nothing else to choose from",
		}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			r, forgiven, err := ParseLenient(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.want, r.String())
			var words []string
			for _, f := range forgiven {
				words = append(words, f.String())
			}
			require.Equal(t, tt.forgiven, words)
		})
	}
}

func TestParseLenientRefuses(t *testing.T) {
	for _, tt := range []struct {
		text   string
		offset int
	}{
		{"", 0},
		{" ", 1},
		{" freq = hourlyish", 8},
		{"count=3", 7},
		{"FREQ=DAILY; COUNT", 12},
		{"FREQ=DAILY;COUNT=3;COUNT=4", 19},
		{"FREQ=DAILY;COUNT=0", 17},
		{"FREQ=DAILY;COUNT=-1", 17},
		{"FREQ=DAILY;COUNT=3;UNTIL=20271231", 25},
		{"FREQ=DAILY;UNTIL=2027-02-29", 17},
		{"FREQ=DAILY;BYHOUR=24", 18},
		{"FREQ=DAILY;BYHOUR=,", 18},
		{"FREQ=DAILY;BYHOUR=1,+-2", 20},
		{"FREQ=DAILY;BYHOUR=9am", 18},
		{"FREQ=DAILY;BYDAY=M", 17},
		{"FREQ=DAILY;BYDAY=MO,12", 20},
		{"FREQ=DAILY;INTERVAL=99999999999999999999", 20},
		{"FREQ=WEEKLY;INTERVAL=2;BYMONTHDAY=13", 34},
		{"FREQ=MONTHLY;BYWEEKNO=20", 22},
		{"FREQ=MONTHLY;BYDAY=1MO;BYYEARDAY=20", 33},
		{"FREQ=HOURLY;BYWEEKNO=20", 21},
		{"FREQ=MONTHLY;BYSETPOS=2", 22},
		{" RSCALE=HEBREW;FREQ=YEARLY", 8},
		{"FREQ=DAILY" + strings.Repeat(";", 1<<20), maxRuleText},
	} {
		t.Run(tt.text[:min(len(tt.text), 40)], func(t *testing.T) {
			_, _, err := ParseLenient(tt.text)
			var e *ParseError
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.text, e.Input)
			require.Equal(t, tt.offset, e.Offset, e)
		})
	}
}

// A rule that is read with another FREQ has the days that its parts let through.
func TestParseLenientFiltersDays(t *testing.T) {
	start := date.New(2019, 3, 6) // a Wednesday
	for _, tt := range []struct {
		text  string
		admit func(d date.Date) bool
	}{
		{"FREQ=WEEKLY;BYDAY=FR;BYMONTHDAY=13", func(d date.Date) bool {
			return d.Weekday() == time.Friday && d.Day() == 13
		}},
		{"FREQ=WEEKLY;BYMONTHDAY=1,-1", func(d date.Date) bool {
			return d.Day() == 1 || d.Day() == d.LastDayOfMonth()
		}},
		{"FREQ=DAILY;BYYEARDAY=100,200;BYDAY=MO,TU", func(d date.Date) bool {
			return (d.YearDay() == 100 || d.YearDay() == 200) && (d.Weekday() == time.Monday || d.Weekday() == time.Tuesday)
		}},
		{"FREQ=WEEKLY;BYYEARDAY=100;BYMONTH=4", func(d date.Date) bool { return d.YearDay() == 100 }},
		{"FREQ=MONTHLY;BYYEARDAY=60;BYMONTHDAY=1", func(d date.Date) bool { return d.YearDay() == 60 && d.Day() == 1 }},
		{"FREQ=DAILY;BYWEEKNO=1", func(d date.Date) bool { _, w := d.ISOWeek(); return w == 1 }},
		{"FREQ=WEEKLY;BYWEEKNO=53,10", func(d date.Date) bool {
			_, w := d.ISOWeek()
			return (w == 53 || w == 10) && d.Weekday() == time.Wednesday
		}},
		{"FREQ=MONTHLY;BYWEEKNO=1,20;BYMONTHDAY=1,15", func(d date.Date) bool {
			_, w := d.ISOWeek()
			return (w == 1 || w == 20) && (d.Day() == 1 || d.Day() == 15)
		}},
		{"FREQ=DAILY;BYWEEKNO=20;BYYEARDAY=136", func(d date.Date) bool {
			_, w := d.ISOWeek()
			return w == 20 && d.YearDay() == 136
		}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			r, forgiven, err := ParseLenient(tt.text)
			require.NoError(t, err)
			require.NotEmpty(t, forgiven)
			dates, err := r.Dates(start)
			require.NoError(t, err)
			end := date.New(2060, 1, 1)
			var want []date.Date
			for d := start; d < end; d++ {
				if tt.admit(d) {
					want = append(want, d)
				}
			}
			require.NotEmpty(t, want)
			require.Equal(t, want, slices.Collect(dates.Between(start, end)))
		})
	}
}

func TestUntilFor(t *testing.T) {
	vienna, err := time.LoadLocation("Europe/Vienna")
	require.NoError(t, err)
	day := OnDay(date.New(2026, 1, 5))
	floating := At(time.Date(2026, 1, 5, 9, 0, 0, 0, Floating))
	utc := At(time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC))
	zoned := At(time.Date(2026, 1, 5, 9, 0, 0, 0, vienna))
	for _, tt := range []struct {
		until string
		start Moment
		want  string
	}{
		{"20270701", day, "20270701"},
		{"20270701T120000", day, "20270701"},
		{"20270701T233000Z", day, "20270701"},
		{"20270701", floating, "20270701T235959"},
		{"20270701T120000", floating, "20270701T120000"},
		{"20270701T120000Z", floating, "20270701T120000"},
		{"20270701", utc, "20270701T235959Z"},
		{"20270701T120000", utc, "20270701T120000Z"},
		{"20270701T120000Z", utc, "20270701T120000Z"},
		{"20270701", zoned, "20270701T215959Z"},
		{"20270701T120000", zoned, "20270701T100000Z"},
		{"20270101T003000", zoned, "20261231T233000Z"},
		{"20270328T023000", zoned, "20270328T013000Z"}, // in a gap: the offset before it
		{"20271031T023000", zoned, "20271031T003000Z"}, // twice: the first
		{"20270701T120000Z", zoned, "20270701T120000Z"},
		{"20270701", Moment{}, "20270701"},
	} {
		t.Run(fmt.Sprint(tt.until, " ", tt.start.Form(), " ", tt.start.Time()), func(t *testing.T) {
			u, ok := parseUntil(tt.until)
			require.True(t, ok)
			got := u.For(tt.start)
			require.Equal(t, tt.want, got.String())
			require.NoError(t, Rule{Freq: Daily, Until: got}.Validate())
		})
	}
	require.Equal(t, Until{}, Until{}.For(utc))
}
