package meeting_test

import (
	"context"
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/recurrence"
)

// fromVienna asks for meetings of the group of 26 in 2027, as announced in Vienna. Suppose
// that the general debate of the General Assembly, 21 to 27 September, is closed to meetings.
func fromVienna(duration time.Duration) meeting.Request {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		panic(err)
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return meeting.Request{
		Windows: []meeting.Span{{
			Start: time.Date(2027, time.January, 1, 0, 0, 0, 0, vienna),
			End:   time.Date(2028, time.January, 1, 0, 0, 0, 0, vienna),
		}},
		Duration: duration, Step: 30 * time.Minute,
		Participants: group(),
		Blackouts:    []freebusy.Entry{{Day: date.New(2027, 9, 21), EndDay: date.New(2027, 9, 28), Location: newYork, Type: freebusy.Unavailable}},
		Location:     vienna,
		Objective:    meeting.LexiMin,
	}
}

// On which weekday of the fourth week of each month can the group meet in 2027, at 15:00 in
// Vienna? What falls into the general debate is moved by up to a week.
func ExamplePatterns() {
	var fourth []recurrence.Rule
	for _, rule := range meeting.MonthlyRules(1) {
		if rule.ByDay[0].Ordinal == 4 {
			fourth = append(fourth, rule)
		}
	}
	result, err := meeting.Patterns(context.Background(), meeting.PatternRequest{
		Request: fromVienna(2 * time.Hour),
		Rules:   fourth, First: date.New(2027, 1, 1), Count: 12,
		Clocks: []meeting.Clock{meeting.At(15, 0)},
		Missed: meeting.MoveMissed, MoveDays: 7,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range result.Patterns {
		fmt.Printf("%v: %v at most\n", p.Rule, p.Fairness.Max)
		for _, o := range p.Occurrences {
			if o.IsMoved() {
				fmt.Println("  not on", o.Planned.Format("Mon 2 January, 15:04"), "but on", o.Held.Start.In(o.Planned.Location()).Format("Mon 2 January, 15:04"))
			}
		}
	}
	// Output:
	// FREQ=MONTHLY;COUNT=12;BYDAY=4TU: 0m at most
	// FREQ=MONTHLY;COUNT=12;BYDAY=4FR: 0m at most
	//   not on Fri 24 September, 15:00 but on Tue 28 September, 15:00
	// FREQ=MONTHLY;COUNT=12;BYDAY=4MO: 0m at most
	//   not on Mon 27 September, 15:00 but on Tue 28 September, 15:00
	// FREQ=MONTHLY;COUNT=12;BYDAY=4WE: 0m at most
	//   not on Wed 22 September, 15:00 but on Mon 20 September, 15:00
	// FREQ=MONTHLY;COUNT=12;BYDAY=4TH: 0m at most
	//   not on Thu 23 September, 15:00 but on Mon 20 September, 15:00
}

// Which three times, taken in turn every second Tuesday, share the nights between Europe,
// New York and colleagues in Bangkok?
func ExampleRotateSlots() {
	req := fromVienna(time.Hour)
	req.Step = time.Hour
	req.Location = time.UTC
	bangkok, err := time.LoadLocation("Asia/Bangkok")
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range req.Participants {
		if p := &req.Participants[i]; p.ID == "IOM" || p.ID == "UNDP" {
			p.Location = bangkok
		}
	}
	rotation, err := meeting.RotateSlots(context.Background(), meeting.SlotRotationRequest{
		Request: req,
		Rule:    recurrence.MustParse("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), First: date.New(2027, 1, 1),
		Slots: 3, Count: 24, Missed: meeting.DropMissed,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%v UTC, the best of %v: %v\n", rotation.Clocks, rotation.Rotations, rotation.Exact)
	for _, m := range rotation.Meetings {
		if m.Held == nil {
			fmt.Println("not held:", m.Planned.Format("2 January 15:04"))
		}
	}
	for _, s := range rotation.Shares {
		switch s.ID {
		case "UNODC", "UNICEF", "IOM":
			fmt.Printf("%-6s %v in %d of %d meetings\n", s.ID, s.Added, s.Meetings(), len(rotation.Meetings))
		}
	}
	// Output:
	// [02:00 14:00 14:00] UTC, the best of 13824: true
	// UNODC  24h00m in 8 of 24 meetings
	// IOM    16h00m in 16 of 24 meetings
	// UNICEF 20h00m in 8 of 24 meetings
}
