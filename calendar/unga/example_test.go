package unga_test

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/unga"
)

// Which session is 16 December 2021?
func ExampleTable_At() {
	n, ok := unga.Sessions.At(date.New(2021, time.December, 16))
	fmt.Println(n, ok)
	// Output: 76 true
}

// When does the 84th session open, and who says so?
func ExampleTable_Session() {
	s, _ := unga.Sessions.Session(84)
	fmt.Println(s, "opens on", s.Opening.Date)
	fmt.Println(s.Opening.Basis, "in", s.Opening.Source)

	s, _ = unga.Sessions.Session(88)
	fmt.Println(s, "opens on", s.Opening.Date)
	fmt.Println(s.Opening.Basis, "from", s.Opening.Source)
	// Output:
	// 84th session opens on 2029-09-11
	// planned in A/INF/78/1
	// 88th session opens on 2033-09-06
	// projected from A/RES/75/325, op 50
}

// What was known of the 80th session's general debate when resolution 76/186 was adopted,
// and what came of it?
func ExampleTable_KnownOn() {
	then := unga.Sessions.KnownOn(date.New(2021, time.December, 16))
	for _, sessions := range []unga.Table{then, unga.Sessions} {
		s, _ := sessions.Session(80)
		debate := s.GeneralDebate
		fmt.Printf("%s to %s, %s\n", debate.First.Date, debate.Last.Date, debate.Last.Basis)
	}
	// Output:
	// 2025-09-23 to 2025-10-03, projected
	// 2025-09-23 to 2025-09-29, recorded
}

// A part is a half-open period: its End is the first day after it.
func ExampleTable_Part() {
	debate, ok := unga.Sessions.Part(80, unga.GeneralDebate)
	fmt.Println(debate.Start, debate.End, debate.Last(), ok)
	// Output: 2025-09-23 2025-09-30 2025-09-29 true
}

// By which rule does a session open?
func ExampleTable_RuleFor() {
	for _, n := range []int{55, 57, 77, 78} {
		r, _ := unga.Sessions.RuleFor(n)
		fmt.Println(n, r.Words())
	}
	// Output:
	// 55 opens on the Tuesday in 2 to 8 September
	// 57 opens on the Tuesday in 9 to 15 September
	// 77 opens on the Tuesday in 12 to 18 September; general debate from the 1st Tuesday after, for 9 working days
	// 78 opens on the Tuesday in 5 to 11 September; general debate from the 2nd Tuesday after, for 9 working days
}

func ExampleOrdinal() {
	fmt.Println(unga.Ordinal(80), unga.Ordinal(81), unga.Ordinal(111))
	// Output: 80th 81st 111th
}
