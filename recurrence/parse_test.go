package recurrence

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	day := date.New
	for _, tt := range []struct {
		text string
		want Rule
	}{
		{"FREQ=DAILY", Rule{Freq: Daily}},
		{"FREQ=SECONDLY;INTERVAL=9223372036854775807", Rule{Freq: Secondly, Interval: 1<<63 - 1}},
		{"INTERVAL=2;FREQ=MINUTELY", Rule{Freq: Minutely, Interval: 2}},
		{"FREQ=HOURLY;COUNT=007", Rule{Freq: Hourly, Count: 7}},
		{"FREQ=YEARLY;UNTIL=20271231", Rule{Freq: Yearly, Until: UntilDate(day(2027, 12, 31))}},
		{"FREQ=YEARLY;UNTIL=20240229T235960", Rule{Freq: Yearly, Until: Until{FormLocal, day(2024, 2, 29), 86399}}},
		{"FREQ=YEARLY;UNTIL=19971224T000001Z", Rule{Freq: Yearly, Until: Until{FormUTC, day(1997, 12, 24), 1}}},
		{"FREQ=YEARLY;UNTIL=00000229", Rule{Freq: Yearly, Until: UntilDate(day(0, 2, 29))}},
		{"FREQ=DAILY;BYHOUR=0,23;BYMINUTE=0,59;BYSECOND=0,60", Rule{
			Freq: Daily, ByHour: []int{0, 23}, ByMinute: []int{0, 59}, BySecond: []int{0, 60},
		}},
		{"FREQ=WEEKLY;WKST=SU;BYDAY=MO,TU,WE,TH,FR,SA,SU", Rule{
			Freq: Weekly, WeekStart: Sunday,
			ByDay: []WeekdayNum{
				Monday.Every(), Tuesday.Every(), Wednesday.Every(), Thursday.Every(),
				Friday.Every(), Saturday.Every(), Sunday.Every(),
			},
		}},
		{"FREQ=MONTHLY;BYDAY=1FR,+2SA,-1SU,53MO", Rule{
			Freq:  Monthly,
			ByDay: []WeekdayNum{Friday.Nth(1), Saturday.Nth(2), Sunday.Nth(-1), Monday.Nth(53)},
		}},
		{"FREQ=MONTHLY;BYMONTHDAY=1,+31,-31;BYSETPOS=366,-366;BYMONTH=01,12", Rule{
			Freq: Monthly, ByMonthDay: []int{1, 31, -31}, BySetPos: []int{366, -366},
			ByMonth: []time.Month{time.January, time.December},
		}},
		{"FREQ=YEARLY;BYYEARDAY=1,-366;BYWEEKNO=53,-1", Rule{
			Freq: Yearly, ByYearDay: []int{1, -366}, ByWeekNo: []int{53, -1},
		}},
		{"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT", Rule{Freq: Monthly}},
		{"FREQ=MONTHLY;SKIP=FORWARD;RSCALE=GREGORIAN", Rule{Freq: Monthly, Skip: SkipForward}},
		{"FREQ=MONTHLY;SKIP=BACKWARD;RSCALE=GREGORIAN", Rule{Freq: Monthly, Skip: SkipBackward}},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got, err := Parse(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.want, got)
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct {
		text   string
		offset int
		part   string
		reason string
	}{
		{"", 0, "", "the text is empty"},
		{";", 0, "", "expected a rule part"},
		{"FREQ=DAILY;", 11, "", "expected a rule part"},
		{"FREQ", 0, "", `"FREQ" has no "="`},
		{"FREQ=", 5, "FREQ", "has no value"},
		{"COUNT=3", 7, "", "FREQ is missing"},
		{"FREQ=FORTNIGHTLY", 5, "FREQ", `"FORTNIGHTLY" is not a frequency, SECONDLY to YEARLY`},
		{"FREQ=Daily", 5, "FREQ", `"Daily" must be in capital letters`},
		{"freq=DAILY", 0, "", `"freq" must be in capital letters`},
		{"FREQ=DAILY; COUNT=3", 11, "", `" COUNT" is not a rule part`},
		{"RRULE:FREQ=DAILY", 0, "", `"RRULE:FREQ" is not a rule part`},
		{"FREQ=DAILY;X-MINE=1", 11, "", `"X-MINE" is not a rule part`},
		{"FREQ=DAILY;COUNT=1;COUNT=1", 19, "COUNT", "must not be given twice"},
		{"FREQ=DAILY;COUNT=0", 17, "COUNT", "0 is not a positive number"},
		{"FREQ=DAILY;COUNT=+3", 17, "COUNT", `"+3" is not a positive number`},
		{"FREQ=DAILY;INTERVAL=9223372036854775808", 20, "INTERVAL", "the number is larger than 9223372036854775807"},
		{"FREQ=DAILY;COUNT=3;UNTIL=20271231", 25, "UNTIL", "must not be given with COUNT"},
		{"FREQ=DAILY;UNTIL=20270229", 17, "UNTIL", `"20270229" is not a date such as 20271231 or a time such as 20271231T235959Z`},
		{"FREQ=DAILY;UNTIL=20271231T240000Z", 17, "UNTIL", `"20271231T240000Z" is not a date such as 20271231 or a time such as 20271231T235959Z`},
		{"FREQ=DAILY;UNTIL=20271231T006000Z", 17, "UNTIL", `"20271231T006000Z" is not a date such as 20271231 or a time such as 20271231T235959Z`},
		{"FREQ=DAILY;UNTIL=20271231t000000Z", 17, "UNTIL", `"20271231t000000Z" is not a date such as 20271231 or a time such as 20271231T235959Z`},
		{"FREQ=DAILY;BYHOUR=9,24", 20, "BYHOUR", `"24" is outside 0 to 23`},
		{"FREQ=DAILY;BYHOUR=9,,10", 20, "BYHOUR", "expected a number, 0 to 23"},
		{"FREQ=DAILY;BYHOUR=9,", 20, "BYHOUR", "expected a number, 0 to 23"},
		{"FREQ=DAILY;BYHOUR=9am", 19, "BYHOUR", `expected "," and not "am"`},
		{"FREQ=DAILY;BYHOUR=-9", 18, "BYHOUR", `"-9" is not a number, 0 to 23`},
		{"FREQ=DAILY;BYHOUR=009", 18, "BYHOUR", `"009" is outside 0 to 23`},
		{"FREQ=MONTHLY;BYMONTHDAY=32", 24, "BYMONTHDAY", `"32" is outside 1 to 31 and -31 to -1`},
		{"FREQ=MONTHLY;BYMONTHDAY=-0", 24, "BYMONTHDAY", `"-0" is outside 1 to 31 and -31 to -1`},
		{"FREQ=YEARLY;BYYEARDAY=99999999999999999999", 22, "BYYEARDAY", `"99999999999999999999" is outside 1 to 366 and -366 to -1`},
		{"FREQ=YEARLY;BYMONTH=5L", 21, "BYMONTH", `"5L" is a leap month, which the Gregorian calendar does not have`},
		{"FREQ=MONTHLY;BYDAY=54MO", 19, "BYDAY", `"54MO" is outside 1 to 53 and -53 to -1`},
		{"FREQ=MONTHLY;BYDAY=MO,XX", 22, "BYDAY", `"XX" is not a day of the week, MO to SU`},
		{"FREQ=MONTHLY;BYDAY=mo", 19, "BYDAY", `"mo" must be in capital letters`},
		{"FREQ=MONTHLY;BYDAY=MON", 21, "BYDAY", `expected "," and not "N"`},
		{"FREQ=MONTHLY;BYDAY=1,MO", 20, "BYDAY", `"" is not a day of the week, MO to SU`},
		{"FREQ=WEEKLY;WKST=1MO", 17, "WKST", `"1MO" is not a day of the week, MO to SU`},
		{"FREQ=WEEKLY;BYDAY=1MO", 18, "BYDAY", "the number 1 needs FREQ=MONTHLY or YEARLY"},
		{"FREQ=YEARLY;BYDAY=1MO;BYWEEKNO=20", 18, "BYDAY", "the number 1 must not be given with BYWEEKNO"},
		{"FREQ=WEEKLY;BYMONTHDAY=1", 23, "BYMONTHDAY", "must not be given with FREQ=WEEKLY"},
		{"FREQ=DAILY;BYYEARDAY=1", 21, "BYYEARDAY", "must not be given with FREQ=DAILY"},
		{"BYYEARDAY=1;FREQ=MONTHLY", 10, "BYYEARDAY", "must not be given with FREQ=MONTHLY"},
		{"FREQ=HOURLY;BYWEEKNO=1", 21, "BYWEEKNO", "must not be given with FREQ=HOURLY, only with YEARLY"},
		{"FREQ=MONTHLY;BYSETPOS=1", 22, "BYSETPOS", "needs another BY part to choose from"},
		{"FREQ=MONTHLY;SKIP=FORWARD", 18, "SKIP", "needs RSCALE"},
		{"RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=NEVER", 35, "SKIP", `"NEVER" is not OMIT, BACKWARD or FORWARD`},
		{"RSCALE=CHINESE;FREQ=YEARLY", 7, "RSCALE", `the calendar "CHINESE" is not supported, only GREGORIAN`},
	} {
		t.Run(tt.text, func(t *testing.T) {
			_, err := Parse(tt.text)
			var e *ParseError
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.text, e.Input)
			require.Equal(t, tt.offset, e.Offset)
			require.Equal(t, tt.part, e.Part)
			require.Equal(t, tt.reason, e.Reason)
			require.Contains(t, e.Clause, "RFC ")
			require.Equal(t, tt.part == "RSCALE", e.Unwrap() == ErrNotSupported)
		})
	}
}

func TestParseErrorText(t *testing.T) {
	_, err := Parse("FREQ=MONTHLY;BYMONTHDAY=32")
	require.EqualError(t, err, `recurrence: parse "FREQ=MONTHLY;BYMONTHDAY=32": BYMONTHDAY at byte 24: `+
		`"32" is outside 1 to 31 and -31 to -1 (RFC 5545, 3.3.10)`)

	_, err = Parse("FREQ=DAILY;X-" + strings.Repeat("A", 10_000) + "=1")
	require.Less(t, len(err.Error()), 300, "an error repeats little of a long input")
}

// Long texts are answered at once: a text is read once, whatever it holds.
func TestParseLong(t *testing.T) {
	list := func(low, high int) string {
		var b strings.Builder
		for n := low; n <= high; n++ {
			if n != 0 {
				b.WriteString(strconv.Itoa(n) + ",")
			}
		}
		return strings.TrimSuffix(b.String(), ",")
	}
	var days []string
	for n := -53; n <= 53; n++ {
		for _, d := range weekdayNames[Monday:] {
			if n != 0 {
				days = append(days, strconv.Itoa(n)+d)
			}
		}
	}
	all := "FREQ=YEARLY;UNTIL=20271231T235959Z;INTERVAL=9223372036854775807;BYSECOND=0," + list(1, 60) +
		";BYMINUTE=0," + list(1, 59) + ";BYHOUR=0," + list(1, 23) + ";BYDAY=" + strings.Join(days, ",") +
		";BYMONTHDAY=" + list(-31, 31) + ";BYYEARDAY=" + list(-366, 366) + ";BYMONTH=" + list(1, 12) +
		";BYSETPOS=" + list(-366, 366) + ";WKST=SU;SKIP=FORWARD;RSCALE=GREGORIAN"
	r, err := Parse(all)
	require.NoError(t, err)
	require.Len(t, r.ByDay, 2*53*7)
	require.Less(t, len(all), maxRuleText/2)

	for _, text := range []string{
		strings.Repeat("FREQ=DAILY;", 100_000),
		strings.Repeat(";", 1<<20),
		"FREQ=DAILY;BYHOUR=1" + strings.Repeat(",1", 1<<20),
		"FREQ=DAILY;COUNT=" + strings.Repeat("9", 1<<20),
	} {
		_, err := Parse(text)
		require.Error(t, err)
		require.Less(t, len(err.Error()), 300)
	}
}

func TestMustParsePanics(t *testing.T) {
	require.Panics(t, func() { MustParse("FREQ=NEVER") })
	require.Equal(t, Daily, MustParse("FREQ=DAILY").Freq)
}

// The promise of the package: a common rule takes two allocations at most.
func TestParseAllocations(t *testing.T) {
	for _, text := range commonRules {
		require.LessOrEqual(t, testing.AllocsPerRun(100, func() { MustParse(text) }), 2.0, text)
	}
}
