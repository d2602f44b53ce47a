package recurrence

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		name string
		rule Rule
		part string // of the fault; empty for a valid rule
	}{
		{"zero", Rule{}, "FREQ"},
		{"frequency out of range", Rule{Freq: Yearly + 1}, "FREQ"},
		{"plain", Rule{Freq: Yearly}, ""},
		{"interval 0 is 1", Rule{Freq: Daily, Interval: 0}, ""},
		{"negative interval", Rule{Freq: Daily, Interval: -1}, "INTERVAL"},
		{"negative count", Rule{Freq: Daily, Count: -1}, "COUNT"},
		{"count and until", Rule{Freq: Daily, Count: 1, Until: UntilDate(0)}, "UNTIL"},
		{"until of no form", Rule{Freq: Daily, Until: Until{Day: 5}}, "UNTIL"},
		{"until of unknown form", Rule{Freq: Daily, Until: Until{Form: 4}}, "UNTIL"},
		{"until date with a time", Rule{Freq: Daily, Until: Until{Form: FormDate, Second: 1}}, "UNTIL"},
		{"until second 86400", Rule{Freq: Daily, Until: Until{Form: FormUTC, Second: 86400}}, "UNTIL"},
		{"until in the year 10000", Rule{Freq: Daily, Until: UntilDate(date.New(10000, 1, 1))}, "UNTIL"},
		{"until at the end of 9999", Rule{Freq: Daily, Until: UntilDate(date.New(9999, 12, 31))}, ""},
		{"until before the year 0", Rule{Freq: Daily, Until: UntilDate(date.New(-1, 12, 31))}, "UNTIL"},
		{"leap second", Rule{Freq: Daily, BySecond: []int{60}}, ""},
		{"second 61", Rule{Freq: Daily, BySecond: []int{0, 61}}, "BYSECOND"},
		{"minute -1", Rule{Freq: Daily, ByMinute: []int{-1}}, "BYMINUTE"},
		{"hour 24", Rule{Freq: Daily, ByHour: []int{24}}, "BYHOUR"},
		{"month 0", Rule{Freq: Daily, ByMonth: []time.Month{0}}, "BYMONTH"},
		{"month 13", Rule{Freq: Daily, ByMonth: []time.Month{13}}, "BYMONTH"},
		{"no weekday", Rule{Freq: Daily, ByDay: []WeekdayNum{{}}}, "BYDAY"},
		{"weekday 8", Rule{Freq: Daily, ByDay: []WeekdayNum{{Day: 8}}}, "BYDAY"},
		{"54th Monday", Rule{Freq: Yearly, ByDay: []WeekdayNum{Monday.Nth(54)}}, "BYDAY"},
		{"53rd Monday of a year", Rule{Freq: Yearly, ByDay: []WeekdayNum{Monday.Nth(53)}}, ""},
		{"first Monday of a week", Rule{Freq: Weekly, ByDay: []WeekdayNum{Monday.Nth(1)}}, "BYDAY"},
		{"first Monday of a numbered week", Rule{Freq: Yearly, ByWeekNo: []int{1}, ByDay: []WeekdayNum{Monday.Nth(1)}}, "BYDAY"},
		{"Monday of a numbered week", Rule{Freq: Yearly, ByWeekNo: []int{1}, ByDay: []WeekdayNum{Monday.Every()}}, ""},
		{"day 0 of a month", Rule{Freq: Monthly, ByMonthDay: []int{0}}, "BYMONTHDAY"},
		{"day -31 of a month", Rule{Freq: Monthly, ByMonthDay: []int{-31}}, ""},
		{"day of the month in a week", Rule{Freq: Weekly, ByMonthDay: []int{1}}, "BYMONTHDAY"},
		{"day 367 of a year", Rule{Freq: Yearly, ByYearDay: []int{367}}, "BYYEARDAY"},
		{"smallest number", Rule{Freq: Yearly, ByYearDay: []int{-1 << 63}}, "BYYEARDAY"},
		{"day of the year in a month", Rule{Freq: Monthly, ByYearDay: []int{1}}, "BYYEARDAY"},
		{"day of the year in a week", Rule{Freq: Weekly, ByYearDay: []int{1}}, "BYYEARDAY"},
		{"day of the year in a day", Rule{Freq: Daily, ByYearDay: []int{1}}, "BYYEARDAY"},
		{"day of the year in an hour", Rule{Freq: Hourly, ByYearDay: []int{1}}, ""},
		{"week 54", Rule{Freq: Yearly, ByWeekNo: []int{54}}, "BYWEEKNO"},
		{"week number in a month", Rule{Freq: Monthly, ByWeekNo: []int{1}}, "BYWEEKNO"},
		{"week start 8", Rule{Freq: Weekly, WeekStart: 8}, "WKST"},
		{"position alone", Rule{Freq: Monthly, BySetPos: []int{1}}, "BYSETPOS"},
		{"position 0", Rule{Freq: Monthly, ByHour: []int{1}, BySetPos: []int{0}}, "BYSETPOS"},
		{"position of an hour", Rule{Freq: Monthly, ByHour: []int{1}, BySetPos: []int{1}}, ""},
		{"skip 3", Rule{Freq: Monthly, Skip: 3}, "SKIP"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.rule.Validate()
			if tt.part == "" {
				require.NoError(t, err)
				return
			}
			var e *RuleError
			require.ErrorAs(t, err, &e)
			require.Equal(t, tt.part, e.Part)
			require.Contains(t, e.Error(), "recurrence: "+tt.part+": ")
		})
	}
}
