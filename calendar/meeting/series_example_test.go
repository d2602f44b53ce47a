package meeting_test

import (
	"context"
	"fmt"
	"time"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/meeting"
)

// group returns the 26 bodies of the Inter-Agency Coordination Group as participants who
// work from nine to five, Monday to Friday, and can be asked for more. Most of their seats
// are common knowledge that nobody has verified.
func group() []meeting.Participant {
	hours := meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(17, 0)})
	var people []meeting.Participant
	for _, body := range ares76186.Bodies() {
		loc, err := body.Location()
		if err != nil {
			panic(err)
		}
		people = append(people, meeting.Participant{ID: body.Short, Name: body.Name, Location: loc, Hours: hours, SoftHours: true})
	}
	return people
}

// When should the group meet in 2027, once a quarter, so that the nights go round? Suppose
// that IOM is to be asked from Bangkok and UNDP from Suva, and that New York carries six
// hours from the year before.
func ExampleSeries() {
	people := group()
	for i := range people {
		switch p := &people[i]; p.ID {
		case "IOM":
			p.Location, _ = time.LoadLocation("Asia/Bangkok")
		case "UNDP":
			p.Location, _ = time.LoadLocation("Pacific/Fiji")
		case "UNICEF":
			p.Carry = meeting.BurdenOf(6 * time.Hour)
		}
	}
	plan, err := meeting.Series(context.Background(), meeting.SeriesRequest{
		Request: meeting.Request{
			Windows: []meeting.Span{{
				Start: time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC),
				End:   time.Date(2028, time.January, 1, 0, 0, 0, 0, time.UTC),
			}},
			Duration: 2 * time.Hour, Step: 15 * time.Minute,
			Participants: people,
			Objective:    meeting.LexiMin,
		},
		Count:  4,
		MinGap: 80 * 24 * time.Hour, MaxGap: 100 * 24 * time.Hour,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("The best of %v series: %v.\n", plan.Sequences, plan.Exact)
	for _, m := range plan.Meetings {
		fmt.Println(m.Start.Format("2 January 15:04 UTC"))
		for _, a := range m.People {
			switch a.ID {
			case "UNODC", "UNICEF", "IOM", "UNDP":
				fmt.Printf("  %-6s %s  %v\n", a.ID, a.Start.Format("Mon 15:04"), a.Burden)
			}
		}
	}
	for _, s := range plan.Shares {
		switch s.ID {
		case "UNODC", "UNICEF", "IOM", "UNDP":
			fmt.Printf("%-6s carries %v and %v on to 2028; %d meetings outside its hours\n", s.ID, s.Carry, s.Added, s.Meetings())
		}
	}
	fmt.Println("spread:", plan.Fairness.Spread())
	// Output:
	// The best of 64601628333593 series: true.
	// 18 January 01:00 UTC
	//   UNODC  Mon 02:00  6h00m
	//   IOM    Mon 08:00  1h00m
	//   UNICEF Sun 20:00  2h00m
	//   UNDP   Mon 13:00  0m
	// 26 April 09:15 UTC
	//   UNODC  Mon 11:15  0m
	//   IOM    Mon 16:15  1h15m
	//   UNICEF Mon 05:15  3h30m
	//   UNDP   Mon 21:15  4h30m
	// 2 August 13:00 UTC
	//   UNODC  Mon 15:00  0m
	//   IOM    Mon 20:00  2h00m
	//   UNICEF Mon 09:00  0m
	//   UNDP   Tue 01:00  6h00m
	// 8 November 20:00 UTC
	//   UNODC  Mon 21:00  4h00m
	//   IOM    Tue 03:00  6h00m
	//   UNICEF Mon 15:00  0m
	//   UNDP   Tue 08:00  1h00m
	// UNODC  carries 0m and 10h00m on to 2028; 2 meetings outside its hours
	// IOM    carries 0m and 10h15m on to 2028; 4 meetings outside its hours
	// UNICEF carries 6h00m and 5h30m on to 2028; 2 meetings outside its hours
	// UNDP   carries 0m and 11h30m on to 2028; 3 meetings outside its hours
	// spread: 6h00m
}
