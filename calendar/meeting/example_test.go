package meeting_test

import (
	"context"
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// When should the principals of ICAT meet in the last quarter of 2026, and who has been up
// at night how often? The 26 bodies of footnote 14 sit in Europe and in North America; here
// a regional office in Bangkok is welcome too.
func Example() {
	office := meeting.Weekdays(meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(18, 0)})
	req := meeting.Request{
		Windows: []meeting.Span{{
			Start: time.Date(2026, time.October, 1, 0, 0, 0, 0, time.UTC),
			End:   time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC),
		}},
		Duration:    90 * time.Minute,
		Step:        30 * time.Minute,
		Objective:   meeting.LexiMin,
		Results:     3,
		MinDistance: 28 * 24 * time.Hour,
	}
	for _, b := range ares76186.Bodies() {
		loc, err := b.Location()
		if err != nil {
			log.Fatal(err)
		}
		req.Participants = append(req.Participants, meeting.Participant{ID: b.Short, Location: loc, Hours: office, SoftHours: true})
	}
	bangkok, err := time.LoadLocation("Asia/Bangkok")
	if err != nil {
		log.Fatal(err)
	}
	req.Participants = append(req.Participants, meeting.Participant{
		ID: "Bangkok", Role: meeting.Optional, Location: bangkok, Hours: office, SoftHours: true,
	})

	r, err := meeting.Find(context.Background(), req)
	if err != nil {
		log.Fatal(err)
	}
	shown := []string{"UNODC", "UNICEF", "Bangkok"} // in Vienna, New York and Bangkok
	fmt.Println("working time of all of them:", r.Golden)
	for _, s := range r.Slots {
		fmt.Println(s.Start.Format("Monday 2 January, 15:04 MST"))
		for _, a := range s.People {
			if slices.Contains(shown, a.ID) {
				fmt.Printf("  %-7s %s to %s, %s of it outside working hours\n", a.ID, a.Start.Format("15:04"), a.End.Format("15:04"), a.Outside)
			}
		}
	}

	// The meetings that were held, as the secretariat noted them.
	nights := map[string]int{}
	for _, held := range []time.Time{
		time.Date(2026, time.January, 20, 8, 0, 0, 0, time.UTC),
		time.Date(2026, time.April, 14, 15, 0, 0, 0, time.UTC),
		time.Date(2026, time.July, 7, 7, 0, 0, 0, time.UTC),
	} {
		s, err := r.At(held)
		if err != nil {
			log.Fatal(err)
		}
		for _, a := range s.People {
			if a.Burden > meeting.BurdenOf(a.Outside) { // only the night counts more than once
				nights[a.ID]++
			}
		}
	}
	for _, id := range shown {
		fmt.Printf("up at night: %s in %d of 3 meetings\n", id, nights[id])
	}
	// Output:
	// working time of all of them: 0s
	// Thursday 1 October, 13:00 UTC
	//   UNODC   15:00 to 16:30, 0s of it outside working hours
	//   UNICEF  09:00 to 10:30, 0s of it outside working hours
	//   Bangkok 20:00 to 21:30, 1h30m0s of it outside working hours
	// Thursday 29 October, 13:00 UTC
	//   UNODC   14:00 to 15:30, 0s of it outside working hours
	//   UNICEF  09:00 to 10:30, 0s of it outside working hours
	//   Bangkok 20:00 to 21:30, 1h30m0s of it outside working hours
	// Thursday 26 November, 13:30 UTC
	//   UNODC   14:30 to 16:00, 0s of it outside working hours
	//   UNICEF  08:30 to 10:00, 30m0s of it outside working hours
	//   Bangkok 20:30 to 22:00, 1h30m0s of it outside working hours
	// up at night: UNODC in 0 of 3 meetings
	// up at night: UNICEF in 2 of 3 meetings
	// up at night: Bangkok in 1 of 3 meetings
}

// What keeps people from coming, and which times fail by one person alone.
func ExampleFind() {
	geneva, err := time.LoadLocation("Europe/Zurich")
	if err != nil {
		log.Fatal(err)
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		log.Fatal(err)
	}
	day := date.New(2026, time.December, 8)
	r, err := meeting.Find(context.Background(), meeting.Request{
		Windows: []meeting.Span{{
			Start: time.Date(2026, time.December, 8, 14, 0, 0, 0, time.UTC),
			End:   time.Date(2026, time.December, 8, 17, 0, 0, 0, time.UTC),
		}},
		Duration: time.Hour,
		Step:     time.Hour,
		Before:   15 * time.Minute,
		Participants: []meeting.Participant{
			{ID: "chair", Role: meeting.Chair, Location: geneva, Busy: []freebusy.Entry{{
				Start: time.Date(2026, time.December, 8, 13, 0, 0, 0, time.UTC),
				End:   time.Date(2026, time.December, 8, 14, 0, 0, 0, time.UTC),
				Type:  freebusy.Busy, Summary: "bilateral",
			}}},
			{ID: "desk", Location: newYork, Hours: meeting.Weekdays(meeting.ClockRange{From: meeting.At(10, 0), To: meeting.At(18, 0)})},
			{ID: "field", Location: newYork, Busy: []freebusy.Entry{{Day: day, EndDay: day + 1, Location: newYork, Type: freebusy.Unavailable, Summary: "mission"}}},
		},
		NearMisses: 3,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Feasible, "feasible:", r.Cause)
	for _, s := range r.NearMisses {
		fmt.Println(s.Start.Format("15:04"), "lacks", s.Missing)
		for _, a := range s.People {
			for _, c := range a.Conflicts {
				fmt.Printf("  %s: %s, %s\n", a.ID, a.Reasons, c.Summary)
			}
			if a.Reasons.Has(meeting.ReasonHours) {
				fmt.Printf("  %s: %s, it would be %s\n", a.ID, a.Reasons, a.Start.Format("15:04"))
			}
		}
	}
	// Output:
	// 0 feasible: participants
	// 15:00 lacks 1
	//   field: busy, mission
	// 16:00 lacks 1
	//   field: busy, mission
	// 14:00 lacks 3
	//   chair: buffer, bilateral
	//   desk: hours, it would be 09:00
	//   field: busy, mission
}
