package recurrence_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// The World Day against Trafficking in Persons is on 30 July (A/RES/68/192,
// paragraph 5), for the first time in 2014.
func Example() {
	rule := recurrence.MustParse("FREQ=YEARLY")
	start := date.New(2014, time.July, 30)
	days, err := rule.Dates(start)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rule.DescribeFrom(recurrence.OnDay(start)))

	next, _ := days.After(date.New(2026, time.November, 23))
	fmt.Println("the next is on", next)
	fmt.Println("times until then:", days.Count(start, next))
	// Output:
	// every year on 30 July
	// the next is on 2027-07-30
	// times until then: 13
}

// Until its seventy-seventh session the General Assembly opened on the Tuesday of
// the third week in September, counting from the first week with a working day
// (rule 1 of its rules of procedure): the Tuesday from 12 to 18 September.
func ExampleRule_Dates() {
	rule := recurrence.Rule{
		Freq:       recurrence.Yearly,
		ByMonth:    []time.Month{time.September},
		ByMonthDay: []int{12, 13, 14, 15, 16, 17, 18},
		ByDay:      []recurrence.WeekdayNum{recurrence.Tuesday.Every()},
		Count:      6,
	}
	days, err := rule.Dates(date.New(2017, time.September, 12))
	if err != nil {
		fmt.Println(err)
		return
	}
	session := 72
	for day := range days.All() {
		fmt.Println(session, day)
		session++
	}
	// Output:
	// 72 2017-09-12
	// 73 2018-09-18
	// 74 2019-09-17
	// 75 2020-09-15
	// 76 2021-09-14
	// 77 2022-09-13
}

// A time of day stays as it is when the clocks change, and the instant moves.
func ExampleRule_Times() {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		fmt.Println(err)
		return
	}
	rule := recurrence.MustParse("FREQ=WEEKLY;BYDAY=TH")
	times, err := rule.Times(time.Date(2026, time.March, 19, 10, 0, 0, 0, vienna))
	if err != nil {
		fmt.Println(err)
		return
	}
	for t := range times.Between(
		time.Date(2026, time.March, 26, 0, 0, 0, 0, vienna),
		time.Date(2026, time.April, 3, 0, 0, 0, 0, vienna),
	) {
		fmt.Println(t.Format(time.RFC1123), "is", t.UTC().Format("15:04"), "UTC")
	}
	// Output:
	// Thu, 26 Mar 2026 10:00:00 CET is 09:00 UTC
	// Thu, 02 Apr 2026 10:00:00 CEST is 08:00 UTC
}

// The last working day of a month, for what must be in by then.
func ExampleRule_bySetPos() {
	rule := recurrence.MustParse("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
	days, err := rule.Dates(date.New(2026, time.January, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	last, _ := days.Before(date.New(2026, time.June, 1))
	fmt.Println("before June:", last)
	for day := range days.Between(date.New(2026, time.July, 1), date.New(2026, time.October, 1)) {
		fmt.Println(day.Weekday(), day)
	}
	// Output:
	// before June: 2026-05-29
	// Friday 2026-07-31
	// Monday 2026-08-31
	// Wednesday 2026-09-30
}

// Far occurrences cost what near ones do.
func ExampleDates_Nth() {
	days, err := recurrence.MustParse("FREQ=DAILY").Dates(date.New(1945, time.October, 24))
	if err != nil {
		fmt.Println(err)
		return
	}
	day, ok := days.Nth(1_000_000)
	fmt.Println(day, ok)
	n, finite := days.Len()
	fmt.Println(n, finite)
	// Output:
	// 4683-09-20 true
	// 2941732 false
}

// Fridays the thirteenth of the century.
func ExampleDates_Count() {
	rule := recurrence.MustParse("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")
	days, err := rule.Dates(date.New(2001, time.January, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(days.Count(date.New(2001, time.January, 1), date.New(2101, time.January, 1)))
	// Output: 172
}

// A rule that can never match is known to be one.
func ExampleDates_Never() {
	days, err := recurrence.MustParse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").Dates(date.New(2026, time.January, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(days.Never())
	// Output: true
}

func ExampleParse() {
	rule, err := recurrence.Parse("WKST=MO;FREQ=MONTHLY;INTERVAL=1;BYDAY=3TU,1MO,3TU")
	fmt.Println(rule, err)

	_, err = recurrence.Parse("FREQ=MONTHLY;BYMONTHDAY=32")
	fmt.Println(err)
	var e *recurrence.ParseError
	if errors.As(err, &e) {
		fmt.Println(e.Part, e.Offset, e.Clause)
	}
	// Output:
	// FREQ=MONTHLY;BYDAY=1MO,3TU <nil>
	// recurrence: parse "FREQ=MONTHLY;BYMONTHDAY=32": BYMONTHDAY at byte 24: "32" is outside 1 to 31 and -31 to -1 (RFC 5545, 3.3.10)
	// BYMONTHDAY 24 RFC 5545, 3.3.10
}

func ExampleParseLenient() {
	rule, forgiven, err := recurrence.ParseLenient("RRULE:freq=weekly; BYDAY=1MO,WE;X-NOTE=1;")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rule)
	for _, f := range forgiven {
		fmt.Println(f)
	}
	// Output:
	// FREQ=WEEKLY;BYDAY=MO,WE
	// byte 0: the name of the property is ignored
	// byte 6: small letters are read as capitals
	// byte 18: white space is ignored
	// byte 25: BYDAY: the number in 1MO is ignored
	// byte 32: "X-NOTE" is not a rule part and is ignored
	// byte 41: a semicolon without a rule part is ignored
}

// A weekly meeting that was moved once, and left out once.
func ExampleParseSet() {
	set, err := recurrence.ParseSet(`BEGIN:VEVENT
DTSTART;TZID=America/New_York:20260303T100000
DURATION:PT2H
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=America/New_York:20260317T100000
END:VEVENT
BEGIN:VEVENT
RECURRENCE-ID;TZID=America/New_York:20260310T100000
DTSTART;TZID=America/New_York:20260311T150000
DURATION:PT2H
END:VEVENT
`)
	if err != nil {
		fmt.Println(err)
		return
	}
	times, err := set.Times()
	if err != nil {
		fmt.Println(err)
		return
	}
	year := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	for o := range times.Occurrences(year, year.AddDate(1, 0, 0)) {
		fmt.Println(o.Start.Format("Mon 2 Jan 15:04"), "to", o.End.Format("15:04 MST"))
	}
	// Output:
	// Tue 3 Mar 10:00 to 12:00 EST
	// Wed 11 Mar 15:00 to 17:00 EDT
	// Tue 24 Mar 10:00 to 12:00 EDT
}

func ExampleRule_Describe() {
	for _, text := range []string{
		"FREQ=YEARLY;INTERVAL=4;BYMONTH=9;BYDAY=-1TH",
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=19971224",
		"FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
	} {
		fmt.Println(recurrence.MustParse(text).Describe())
	}
	// Output:
	// every four years on the last Thursday of September
	// the last weekday of every month
	// every two weeks on Monday and Wednesday until 24 December 1997
	// every 20 minutes, only in the hours 9 to 16
}

// A set is written as content lines.
func ExampleSet_MarshalText() {
	set := recurrence.Set{
		Start:   recurrence.OnDay(date.New(2014, time.July, 30)),
		Rules:   []recurrence.Rule{{Freq: recurrence.Yearly}},
		ExDates: []recurrence.Moment{recurrence.OnDay(date.New(2020, time.July, 30))},
	}
	text, err := set.MarshalText()
	fmt.Printf("%q %v\n", text, err)
	// Output:
	// "DTSTART;VALUE=DATE:20140730\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20200730\r\n" <nil>
}

// The clocks of New York skip 02:30 on 8 March 2026.
func ExampleAtClock() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	set := recurrence.Set{
		Start: recurrence.AtClock(time.Date(2026, time.March, 8, 2, 30, 0, 0, time.UTC), newYork),
		Rules: []recurrence.Rule{recurrence.MustParse("FREQ=DAILY;COUNT=3")},
	}
	times, err := set.Times()
	if err != nil {
		panic(err)
	}
	for start := range times.All() {
		fmt.Println(start.Format("2 January 15:04 MST"))
	}
	// Output:
	// 8 March 03:30 EDT
	// 9 March 02:30 EDT
	// 10 March 02:30 EDT
}

// A group meets on the first Monday of each month, but on 7 September 2026, Labor Day, and
// once more on 18 September.
func ExampleSet_Dates() {
	set := recurrence.Set{
		Start:   recurrence.OnDay(date.New(2026, time.July, 6)),
		Rules:   []recurrence.Rule{{Freq: recurrence.Monthly, ByDay: []recurrence.WeekdayNum{recurrence.Monday.Nth(1)}}},
		ExDates: []recurrence.Moment{recurrence.OnDay(date.New(2026, time.September, 7))},
		RDates:  []recurrence.Moment{recurrence.OnDay(date.New(2026, time.September, 18))},
	}
	days, err := set.Dates()
	if err != nil {
		fmt.Println(err)
		return
	}
	for day := range days.Between(date.New(2026, time.August, 1), date.New(2026, time.November, 1)) {
		fmt.Println(day.Format("Mon 2 January 2006"))
	}
	// Output:
	// Mon 3 August 2026
	// Fri 18 September 2026
	// Mon 5 October 2026
}

// When is the next call, and which was the last? It is at 15:00 in Vienna on the second
// Wednesday of the month, seen from New York.
func ExampleTimes_After() {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		fmt.Println(err)
		return
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	calls, err := recurrence.MustParse("FREQ=MONTHLY;BYDAY=2WE").Times(time.Date(2024, time.January, 10, 15, 0, 0, 0, vienna))
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2026, time.October, 28, 9, 0, 0, 0, newYork)
	last, _ := calls.Before(now)
	next, _ := calls.After(now)
	fmt.Println("last:", last.In(newYork).Format("2 January 15:04 MST"))
	fmt.Println("next:", next.In(newYork).Format("2 January 15:04 MST"))
	// Output:
	// last: 14 October 09:00 EDT
	// next: 11 November 09:00 EST
}

// Every 30 July is also a day that one can go back from.
func ExampleDates_BackwardFrom() {
	days, err := recurrence.MustParse("FREQ=YEARLY").Dates(date.New(2014, time.July, 30))
	if err != nil {
		fmt.Println(err)
		return
	}
	for day := range days.BackwardFrom(date.New(2026, time.November, 23)) {
		if day.Year() < 2024 {
			break
		}
		fmt.Println(day)
	}
	// Output:
	// 2026-07-30
	// 2025-07-30
	// 2024-07-30
}

// A calendar names its zone in its own way, and the caller knows which one is meant.
func ExampleSetReader() {
	reader := recurrence.SetReader{Zone: func(tzid string) (*time.Location, error) {
		if tzid == "Eastern Standard Time" {
			tzid = "America/New_York"
		}
		return time.LoadLocation(tzid)
	}}
	set, err := reader.Parse("DTSTART;TZID=Eastern Standard Time:20261124T100000\nRRULE:FREQ=DAILY;COUNT=2")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.Start.Time())
	// Output: 2026-11-24 10:00:00 -0500 EST
}
