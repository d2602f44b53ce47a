package recurrence

import (
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

func TestDescribe(t *testing.T) {
	for _, tt := range []struct{ rule, want string }{
		// How often.
		{"FREQ=SECONDLY", "every second"},
		{"FREQ=MINUTELY;INTERVAL=15", "every 15 minutes"},
		{"FREQ=HOURLY;INTERVAL=3", "every three hours"},
		{"FREQ=DAILY", "every day"},
		{"FREQ=DAILY;INTERVAL=2", "every two days"},
		{"FREQ=WEEKLY", "every week"},
		{"FREQ=MONTHLY;INTERVAL=9", "every nine months"},
		{"FREQ=YEARLY;INTERVAL=10", "every 10 years"},
		{"FREQ=SECONDLY;INTERVAL=9223372036854775807", "every 9223372036854775807 seconds"},

		// Until when.
		{"FREQ=DAILY;COUNT=1", "every day, once in all"},
		{"FREQ=DAILY;COUNT=2", "every day, twice in all"},
		{"FREQ=DAILY;COUNT=9", "every day, nine times in all"},
		{"FREQ=DAILY;COUNT=10", "every day, 10 times in all"},
		{"FREQ=DAILY;UNTIL=19971224", "every day until 24 December 1997"},
		{"FREQ=DAILY;UNTIL=19971224T000000Z", "every day until 24 December 1997 at 00:00 UTC"},
		{"FREQ=DAILY;UNTIL=19971224T235959", "every day until 24 December 1997 at 23:59:59"},
		{"FREQ=DAILY;UNTIL=00010203T040500", "every day until 3 February 0001 at 04:05"},

		{"FREQ=MONTHLY;BYDAY=-2WE;BYMONTH=5;UNTIL=20301231", "the second-to-last Wednesday of every month, only in May, until 31 December 2030"},
		{"FREQ=YEARLY;BYYEARDAY=100;BYDAY=MO;UNTIL=20301231", "every year on the 100th day of the year, if that is a Monday, until 31 December 2030"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;UNTIL=20301231", "every two weeks on Tuesday and Sunday, with weeks from Sunday, until 31 December 2030"},
		{"FREQ=WEEKLY;BYDAY=SA,SU;BYSETPOS=1;UNTIL=20301231", "every week on Saturday and Sunday, of these only the first in each week, until 31 December 2030"},
		{"FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1;UNTIL=20301231", "the first Saturday or Sunday of every month until 31 December 2030"},

		// Days of a week.
		{"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every weekday"},
		{"FREQ=WEEKLY;BYDAY=FR,MO,TU,WE,TH", "every weekday"},
		{"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"},
		{"FREQ=WEEKLY;BYDAY=TU", "every Tuesday"},
		{"FREQ=WEEKLY;BYDAY=SU,TU,TU", "every Tuesday and Sunday"},
		{"FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=3", "every Monday, Wednesday and Friday, three times in all"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=19971224", "every two weeks on Monday and Wednesday until 24 December 1997"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "every two weeks on Tuesday and Sunday, with weeks from Sunday"},
		{"FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU", "every Tuesday and Sunday"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "every two weeks on every weekday"},
		{"FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,12", "every Monday, only in January and December"},
		{"FREQ=DAILY;BYDAY=SA", "every Saturday"},
		{"FREQ=DAILY;INTERVAL=3;BYDAY=SA,SU", "every three days, only on Saturdays and Sundays"},
		{"FREQ=DAILY;BYMONTH=1", "every day in January"},
		{"FREQ=DAILY;INTERVAL=10;BYMONTH=1,2", "every 10 days, only in January and February"},
		{"FREQ=DAILY;BYMONTHDAY=13", "every day, only on the 13th of the month"},
		{"FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13", "every Friday, only on the 13th of the month"},

		// Days of a month.
		{"FREQ=MONTHLY;BYDAY=3TU;COUNT=10", "the third Tuesday of every month, 10 times in all"},
		{"FREQ=MONTHLY;BYDAY=1FR", "the first Friday of every month"},
		{"FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "every two months on the first Sunday and the last Sunday"},
		{"FREQ=MONTHLY;BYDAY=-2MO", "the second-to-last Monday of every month"},
		{"FREQ=MONTHLY;BYDAY=TU", "every month on every Tuesday"},
		{"FREQ=MONTHLY;BYDAY=1MO,FR", "every month on every Friday and the first Monday"},
		{"FREQ=MONTHLY;BYMONTHDAY=-3", "every month on the third-to-last day"},
		{"FREQ=MONTHLY;BYMONTHDAY=2,15", "every month on the 2nd and the 15th"},
		{"FREQ=MONTHLY;BYMONTHDAY=1,-1", "every month on the 1st and the last day"},
		{"FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12,13,14,15", "every 18 months on the 10th to 15th"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1,-2,-3", "every month on the third-to-last to last day"},
		{"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every month on the 13th, if that is a Friday"},
		{"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "every month on the 7th to 13th, if that is a Saturday"},
		{"FREQ=MONTHLY;BYMONTHDAY=15;BYMONTH=3,9", "every month on the 15th, only in March and September"},
		{"FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=1MO,2TU", "every month on the 1st, if that is the first Monday or the second Tuesday of the month"},

		// Positions.
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "the last weekday of every month"},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "the second-to-last weekday of every month"},
		{"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "the third Tuesday, Wednesday or Thursday of every month, three times in all"},
		{"FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,-1", "every three months on the first day and the last day"},
		{"FREQ=YEARLY;BYMONTH=9;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "every year on the first weekday of September"},
		{"FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1", "every year on the last Monday of the year"},
		{"FREQ=YEARLY;BYMONTH=1,7;BYDAY=MO;BYSETPOS=1", "every year on every Monday of January and July, of these only the first in each year"},
		{"FREQ=MONTHLY;BYMONTHDAY=13,14,15;BYDAY=MO,FR;BYSETPOS=1", "every month on the 13th to 15th, if that is a Monday or a Friday, of these only the first in each month"},
		{"FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=2;WKST=SU", "every week on Tuesday and Thursday, of these only the second in each week, with weeks from Sunday"},
		{"FREQ=DAILY;BYHOUR=9,12,15;BYMINUTE=0;BYSETPOS=-1", "every day at 09:00, 12:00 and 15:00, of these only the last in each day"},
		{"FREQ=MONTHLY;BYDAY=FR;BYHOUR=9,12;BYMINUTE=0;BYSETPOS=-1", "every month on every Friday at 09:00 and 12:00, of these only the last in each month"},
		{"FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=2,-1", "every hour at minutes 0, 20 and 40, of these only the second and the last in each hour"},

		// Days of a year.
		{"FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30", "every year on 30 July"},
		{"FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1,15", "every year on 1 and 15 November"},
		{"FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15", "every year on the 1st and the 15th of January and July"},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "every year on the last day of February"},
		{"FREQ=YEARLY;BYMONTHDAY=15", "every year on the 15th of the month in which it starts"},
		{"FREQ=YEARLY;BYMONTH=6,7", "every year in June and July"},
		{"FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", "every year in every month"},
		{"FREQ=YEARLY;INTERVAL=4;BYMONTH=9;BYDAY=-1TH", "every four years on the last Thursday of September"},
		{"FREQ=YEARLY;BYMONTH=1,7;BYDAY=1MO", "every year on the first Monday of January and July"},
		{"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "every year on every Thursday of March"},
		{"FREQ=YEARLY;BYDAY=20MO", "every year on the 20th Monday of the year"},
		{"FREQ=YEARLY;BYDAY=-53SU,22FR", "every year on the 22nd Friday and the 53rd-to-last Sunday of the year"},
		{"FREQ=YEARLY;BYDAY=SU", "every year on every Sunday"},
		{"FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every year on every day of January"},
		{"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "every four years on 2 to 8 November, if that is a Tuesday"},
		{"FREQ=YEARLY;BYMONTHDAY=1;BYDAY=1MO", "every year on the 1st of the month in which it starts, if that is the first Monday of the year"},
		{"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYDAY=1MO,TU", "every year on 1 January, if that is a Tuesday or the first Monday of the month"},
		{"FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=13;BYDAY=FR;BYHOUR=9;BYMINUTE=30", "every year on 13 November at 09:30, if that is a Friday"},
		{"FREQ=YEARLY;BYYEARDAY=1,100,200", "every year on the 1st, the 100th and the 200th day of the year"},
		{"FREQ=YEARLY;BYYEARDAY=-1;BYMONTH=12;BYDAY=MO,TU,WE,TH,FR", "every year on the last day of the year, if that is a weekday and in December"},
		{"FREQ=YEARLY;BYYEARDAY=60;BYMONTHDAY=1;BYWEEKNO=9,10", "every year on the 60th day of the year, if that is the 1st of a month and in weeks 9 or 10"},
		{"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "every year on Monday of week 20"},
		{"FREQ=YEARLY;BYWEEKNO=20,-1", "every year in week 20 and the last week of the year"},
		{"FREQ=YEARLY;BYWEEKNO=1,2,3;BYDAY=MO,TU,WE,TH,FR;WKST=SU", "every year on every weekday of weeks 1 to 3, with weeks from Sunday"},
		{"FREQ=YEARLY;BYWEEKNO=20;BYMONTH=5;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every year on every day of week 20, if that is in May"},
		{"FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=15", "every year on the 15th, if that is in week 20"},

		// Times.
		{"FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "every day at 09:00"},
		{"FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=30", "every day at 09:00:30"},
		{"FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30", "every day at 09:00, 09:30, 17:00 and 17:30"},
		{"FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", "every day at minutes 0, 20 and 40 of the hours 9 to 16"},
		{"FREQ=DAILY;BYHOUR=9", "every day in the hour 9"},
		{"FREQ=DAILY;BYMINUTE=30", "every day at minute 30"},
		{"FREQ=DAILY;BYSECOND=0,60", "every day at seconds 0 and 60"},
		{"FREQ=DAILY;BYHOUR=9;BYSECOND=15", "every day at second 15 of the hour 9"},
		{"FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30", "every two years on every Sunday of January at 08:30 and 09:30"},
		{"FREQ=HOURLY;BYMINUTE=0", "every hour on the hour"},
		{"FREQ=HOURLY;INTERVAL=2;BYMINUTE=15,45;BYHOUR=8,9,10,20", "every two hours at minutes 15 and 45, only in the hours 8 to 10 and 20"},
		{"FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", "every 20 minutes, only in the hours 9 to 16"},
		{"FREQ=MINUTELY;BYMINUTE=5;BYSECOND=30;BYDAY=MO,TU,WE,TH,FR", "every minute at second 30, only on weekdays, only at minute 5"},
		{"FREQ=SECONDLY;INTERVAL=7;BYYEARDAY=-1;BYMONTH=12;BYSECOND=0", "every seven seconds, only on the last day of the year, only in December, only at second 0"},

		// Dates that do not exist.
		{"RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD", "every month on the 31st, or the next day where there is no such date"},
		{"RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD;COUNT=4", "every year on 29 February, or the day before where there is no such date, four times in all"},
		{"RSCALE=GREGORIAN;FREQ=DAILY;SKIP=FORWARD", "every day"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			require.Equal(t, tt.want, MustParse(tt.rule).Describe())
		})
	}
}

func TestDescribeFrom(t *testing.T) {
	newYork := location(t, "America/New_York")
	day := OnDay(date.New(2014, 7, 30)) // a Wednesday
	utc := At(time.Date(2014, 7, 30, 9, 0, 0, 0, time.UTC))
	seconds := At(time.Date(2014, 7, 30, 9, 5, 7, 0, Floating))
	zoned := At(time.Date(2014, 7, 30, 9, 0, 0, 0, newYork))
	for _, tt := range []struct {
		rule  string
		start Moment
		want  string
	}{
		{"FREQ=YEARLY", day, "every year on 30 July"},
		{"FREQ=YEARLY;INTERVAL=4", day, "every four years on 30 July"},
		{"FREQ=YEARLY;BYMONTHDAY=15", day, "every year on 15 July"},
		{"FREQ=YEARLY;BYMONTH=1,9", day, "every year on the 30th of January and September"},
		{"FREQ=YEARLY;BYWEEKNO=20", day, "every year on Wednesday of week 20"},
		{"FREQ=YEARLY;BYDAY=-1FR", day, "every year on the last Friday of the year"},
		{"FREQ=YEARLY;BYYEARDAY=100", day, "every year on the 100th day of the year"},
		{"FREQ=MONTHLY", day, "every month on the 30th"},
		{"FREQ=MONTHLY;BYDAY=-1FR", day, "the last Friday of every month"},
		{"FREQ=WEEKLY", day, "every Wednesday"},
		{"FREQ=WEEKLY;INTERVAL=2", day, "every two weeks on Wednesday"},
		{"FREQ=DAILY", day, "every day"},
		{"FREQ=DAILY;BYHOUR=9,10", day, "every day"},
		{"FREQ=DAILY;BYHOUR=9;BYSETPOS=1", day, "every day"},
		{"FREQ=DAILY", utc, "every day at 09:00"},
		{"FREQ=DAILY;BYHOUR=9,17", utc, "every day at 09:00 and 17:00"},
		{"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", seconds, "every weekday at 09:05:07"},
		{"FREQ=HOURLY", utc, "every hour on the hour"},
		{"FREQ=HOURLY;INTERVAL=6", seconds, "every six hours at second 7 of minute 5"},
		{"FREQ=MINUTELY", seconds, "every minute at second 7"},
		{"FREQ=SECONDLY", seconds, "every second"},
		{"FREQ=DAILY;UNTIL=19971224T000000Z", zoned, "every day at 09:00 until 23 December 1997 at 19:00"},
		{"FREQ=DAILY;UNTIL=19971224T000000Z", utc, "every day at 09:00 until 24 December 1997 at 00:00 UTC"},
		{"FREQ=DAILY", AtClock(time.Date(2026, 3, 8, 2, 30, 0, 0, Floating), newYork), "every day at 02:30"}, // skipped
		{"FREQ=YEARLY", Moment{}, "every year"},
	} {
		t.Run(tt.rule+" "+tt.want, func(t *testing.T) {
			require.Equal(t, tt.want, MustParse(tt.rule).DescribeFrom(tt.start))
		})
	}
}

func TestDescribeWhatIsNotValid(t *testing.T) {
	require.Equal(t, "FREQ=DAILY;BYHOUR=99", Rule{Freq: Daily, ByHour: []int{99}}.Describe())
	require.Equal(t, "", Rule{}.DescribeFrom(OnDay(0)))
}
