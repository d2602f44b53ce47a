package recurrence

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

func TestRuleString(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"FREQ=DAILY", "FREQ=DAILY"},
		{"INTERVAL=1;WKST=MO;FREQ=DAILY", "FREQ=DAILY"},
		{"RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT", "FREQ=DAILY"},
		{"RSCALE=GREGORIAN;FREQ=DAILY", "FREQ=DAILY"},
		{"SKIP=FORWARD;FREQ=MONTHLY;RSCALE=GREGORIAN", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD"},
		{"COUNT=03;FREQ=DAILY;INTERVAL=010", "FREQ=DAILY;COUNT=3;INTERVAL=10"},
		{"FREQ=DAILY;UNTIL=00010203T040506Z", "FREQ=DAILY;UNTIL=00010203T040506Z"},
		{"FREQ=DAILY;UNTIL=99991231", "FREQ=DAILY;UNTIL=99991231"},
		{"FREQ=DAILY;BYHOUR=14,09,14", "FREQ=DAILY;BYHOUR=9,14"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1,31,-10,+1", "FREQ=MONTHLY;BYMONTHDAY=1,31,-10,-1"},
		{"FREQ=WEEKLY;BYDAY=TU,TH,TU;WKST=SU", "FREQ=WEEKLY;BYDAY=TU,TH;WKST=SU"},
		{"FREQ=MONTHLY;BYDAY=-1FR,2MO,SU,1FR,+1FR,1MO", "FREQ=MONTHLY;BYDAY=SU,1MO,1FR,2MO,-1FR"},
		{
			"WKST=SU;BYSETPOS=-1,1;BYMONTH=12,1;BYWEEKNO=2;BYYEARDAY=3;BYMONTHDAY=4;BYDAY=MO;BYHOUR=5;BYMINUTE=6;BYSECOND=7;COUNT=8;INTERVAL=9;FREQ=YEARLY",
			"FREQ=YEARLY;COUNT=8;INTERVAL=9;BYSECOND=7;BYMINUTE=6;BYHOUR=5;BYDAY=MO;BYMONTHDAY=4;BYYEARDAY=3;BYWEEKNO=2;BYMONTH=1,12;BYSETPOS=1,-1;WKST=SU",
		},
	} {
		t.Run(tt.text, func(t *testing.T) {
			r := MustParse(tt.text)
			require.Equal(t, tt.want, r.String())
			again := MustParse(tt.want)
			require.True(t, again.Equal(r))
			require.Equal(t, tt.want, again.String())
		})
	}
}

func TestStringLeavesListsAlone(t *testing.T) {
	r := Rule{Freq: Daily, ByHour: []int{3, 1, 2, 1}, ByMonth: []time.Month{2, 1}}
	require.Equal(t, "FREQ=DAILY;BYHOUR=1,2,3;BYMONTH=1,2", r.String())
	require.Equal(t, []int{3, 1, 2, 1}, r.ByHour)
	require.Equal(t, []time.Month{2, 1}, r.ByMonth)
}

func TestRuleEqual(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"FREQ=DAILY", "FREQ=DAILY;INTERVAL=1;WKST=MO", true},
		{"FREQ=DAILY;BYHOUR=1,2", "FREQ=DAILY;BYHOUR=2,1,1", true},
		{"FREQ=DAILY", "FREQ=WEEKLY", false},
		{"FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=-1MO", false},
		{"FREQ=DAILY;UNTIL=20270101", "FREQ=DAILY;UNTIL=20270101T000000", false},
	} {
		require.Equal(t, tt.want, MustParse(tt.a).Equal(MustParse(tt.b)), "%s and %s", tt.a, tt.b)
	}
}

func TestRuleInJSON(t *testing.T) {
	type event struct{ Rule Rule }
	in := event{MustParse("FREQ=YEARLY;BYMONTH=9;BYDAY=-1TH")}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	require.JSONEq(t, `{"Rule":"FREQ=YEARLY;BYDAY=-1TH;BYMONTH=9"}`, string(text))

	var out event
	require.NoError(t, json.Unmarshal(text, &out))
	require.Equal(t, in, out)

	err = json.Unmarshal([]byte(`{"Rule":"FREQ=NEVER"}`), &out)
	var e *ParseError
	require.ErrorAs(t, err, &e)
	require.Equal(t, in, out, "a failed read changes nothing")
}

func TestMarshalTextOfInvalidRules(t *testing.T) {
	text, err := Rule{}.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)

	r := MustParse("FREQ=DAILY")
	require.NoError(t, r.UnmarshalText(nil))
	require.Equal(t, Rule{}, r)

	for _, r := range []Rule{{Interval: -1}, {Count: 1}, {Freq: Daily, ByHour: []int{24}}, {Until: Until{Day: 1}}} {
		_, err = r.MarshalText()
		var e *RuleError
		require.ErrorAs(t, err, &e)
	}
}

func TestNames(t *testing.T) {
	require.Equal(t, "SECONDLY", Secondly.String())
	require.Equal(t, "", Frequency(9).String())
	require.Equal(t, "SU", Sunday.String())
	require.Equal(t, "", Weekday(8).String())
	require.Equal(t, "-1FR", Friday.Nth(-1).String())
	require.Equal(t, "FR", Friday.Every().String())
	require.Equal(t, "BACKWARD", SkipBackward.String())
	require.Equal(t, "", Skip(9).String())
}

func TestUntil(t *testing.T) {
	vienna := time.FixedZone("CET", 3600)
	at := time.Date(2027, 1, 1, 0, 30, 15, 999, vienna)
	require.Equal(t, "20261231T233015Z", UntilTime(at).String())
	require.Equal(t, "20270101T003015", UntilLocal(at).String())
	require.Equal(t, "20270101", UntilDate(date.New(2027, 1, 1)).String())
	require.Equal(t, "", Until{}.String())
	require.True(t, Until{}.IsZero())
}

func TestWeekdayOf(t *testing.T) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		require.Equal(t, d, WeekdayOf(d).Std())
	}
	require.Equal(t, Monday, WeekdayOf(time.Monday))
	require.Equal(t, Sunday, WeekdayOf(time.Sunday))
}
