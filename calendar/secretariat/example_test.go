package secretariat_test

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/secretariat"
)

// By when did the documents of the appraisal of 24 and 25 November 2025 have to be handed
// in?
func ExampleDocuments() {
	plan := secretariat.Documents().For("appraisal-80", "Documents of the appraisal", planning.Anchor{Event: ares76186.Appraisal80})
	steps, err := plan.Steps(ares76186.Calendar().AsOf(date.New(2025, time.July, 1)), date.New(2025, time.July, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range steps {
		fmt.Printf("%s: %s\n", s.Title, s.When.Words())
	}
	// Output:
	// Document submitted: 15 September 2025
	// Document issued in all official languages: 13 October 2025
	// Document for use in the meeting submitted: 3 November 2025
	// Document on the outcome submitted: 9 December 2025
	// Document edited, translated and reproduced: no date
}

// Which day is five working days before Christmas at Headquarters? For 2024 there is a
// list; for 2026 none was found, and none is made up.
func ExampleWorkdays() {
	newYork, _ := secretariat.Workdays(secretariat.NewYork)
	for _, year := range []int{2024, 2026} {
		day, err := newYork.Add(date.New(year, time.December, 25), -5)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(calendar.On(day).Words())
	}
	// Output:
	// 18 December 2024
	// calendar: no list of holidays of the United Nations in New York reaches 2026-12-18; there are lists for 2017, 2020, 2024
}

// By when are the documents of the 84th session to be forecast?
func ExampleForecast() {
	forecast := secretariat.Forecast("session", 84)
	plan := planning.Plan{ID: "forecast", Title: "Forecast", Milestones: []planning.Milestone{forecast}}
	steps, err := plan.Steps(ares76186.Calendar(), date.New(2029, time.January, 8))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(steps[0].Title, steps[0].When.Words())
	// Output: Forecast of documents confirmed 5 June 2029
}
