package meeting_test

import (
	"context"
	"fmt"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// threeOffices asks for an hour on 8 December 2026 within the hours of Vienna, New York and
// Bangkok, and of Geneva, which is in the chair and has another meeting until four.
func threeOffices() meeting.Request {
	day := time.Date(2026, time.December, 8, 0, 0, 0, 0, time.UTC)
	hours := meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(17, 0)})
	person := func(id, zone string) meeting.Participant {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			panic(err)
		}
		return meeting.Participant{ID: id, Location: loc, Hours: hours}
	}
	req := meeting.Request{
		Windows:  []meeting.Span{{Start: day, End: day.AddDate(0, 0, 1)}},
		Duration: time.Hour, Step: 30 * time.Minute,
		Participants: []meeting.Participant{
			person("UNODC", "Europe/Vienna"), person("UNICEF", "America/New_York"),
			person("IOM", "Asia/Bangkok"), person("ILO", "Europe/Zurich"),
		},
		Objective: meeting.LexiMin,
	}
	chair := &req.Participants[3]
	chair.Role = meeting.Chair
	chair.Busy = []freebusy.Entry{{Start: day.Add(8 * time.Hour), End: day.Add(15 * time.Hour), Type: freebusy.Busy}}
	req.Location = chair.Location
	return req
}

// Why can the four not meet, and who would have to be excused?
func ExampleExplain() {
	why, err := meeting.Explain(context.Background(), meeting.ExplainRequest{Request: threeOffices()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(why.Words())
	// Output:
	// Not enough people can come at any of 47 starts.
	// UNICEF and IOM have no time together.
	// IOM and ILO have no time together.
	// Without IOM: 1 start, at best Tuesday 8 December 2026, 16:00 CET.
	// Without UNICEF and ILO: 3 starts, at best Tuesday 8 December 2026, 09:00 CET.
}

// Which one change would give them a time?
func ExampleRelax() {
	help, err := meeting.Relax(context.Background(), meeting.RelaxRequest{Request: threeOffices(), MinDuration: 30 * time.Minute})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(help.Words())
	// Output:
	// Ask IOM to come outside working hours: 1 start, at best Tuesday 8 December 2026, 16:00 CET.
	// Hold it with 2 of the required people: 1 start, at best Tuesday 8 December 2026, 16:00 CET.
	// Excuse IOM: 1 start, at best Tuesday 8 December 2026, 16:00 CET.
}
