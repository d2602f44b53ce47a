package ares76186_test

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
)

func Example() {
	cal := ares76186.Calendar()
	today := date.New(2026, time.November, 23)
	for _, entry := range cal.Next(today, 5) {
		days, _ := entry.DaysToLatest()
		fmt.Printf("%d days: %s, %s\n", days, entry.Title, entry.When.Words())
	}
	// Output:
	// 38 days: Global Report on Trafficking in Persons 2026, in 2026 (projected)
	// 249 days: World Day against Trafficking in Persons 2027, 30 July 2027
	// 357 days: International Day against transnational organized crime 2027, 15 November 2027
	// 615 days: World Day against Trafficking in Persons 2028, 30 July 2028
	// 651 days: Report of the Secretary-General to the 82nd session, not after 4 September 2028
}

// What was known on 16 December 2021 of what was to come.
func Example_asOf() {
	adopted := date.New(2021, time.December, 16)
	cal := ares76186.Calendar().AsOf(adopted)
	for _, id := range []string{ares76186.Appraisal80, ares76186.Report78, "global-report-2022-mandate"} {
		entry, _ := cal.Entry(id, adopted)
		fmt.Printf("%s: %s (%s)\n  %s\n", entry.Title, entry.When.Words(), entry.Status, calendar.Cite(entry.WhenSources()))
	}
	// Output:
	// Appraisal of the Global Plan of Action at the 80th session: between 4 October and 31 December 2025 (first day projected) (mandated)
	//   A/RES/76/186, op 5; op 6
	// Report of the Secretary-General on resolution 76/186: not after 9 September 2024 (projected) (mandated)
	//   A/RES/76/186, op 28
	// Global Report on Trafficking in Persons 2022: in 2022 (projected)
	//   A/RES/76/186, op 27
}

// What is overdue on 23 November 2026: its last day has passed, and no source here says
// what became of it.
func Example_overdue() {
	today := date.New(2026, time.November, 23)
	for entry := range ares76186.Calendar().Overdue(today) {
		days, _ := entry.DaysToLatest()
		fmt.Printf("%d days ago: %s\n", -days, entry.Title)
	}
	// Output:
	// 805 days ago: Report of the Secretary-General on resolution 76/186
	// 327 days ago: Target 8.7: an end to child labour in all its forms by 2025
	// 207 days ago: Fifteenth United Nations Congress on Crime Prevention and Criminal Justice
}

// How the days of a meeting became known.
func Example_history() {
	event, _ := ares76186.Calendar().Event(ares76186.Appraisal80)
	for _, said := range event.History {
		when := said.When.Words()
		if said.When.IsZero() {
			when = "a window"
		}
		fmt.Printf("%s: %s, %s (%s)\n", said.SaidOn, when, said.Status, said.Layer)
	}
	// Output:
	// 2021-12-16: a window, mandated (resolution)
	// 2025-06-30: 24–25 November 2025, scheduled (later)
	// 2025-11-24: 24–25 November 2025, held (later)
}

func ExampleBodies() {
	for _, body := range ares76186.Bodies() {
		if body.IsSeatSourced() {
			fmt.Println(body.Short, body.City, body.Zone)
		}
	}
	// Output:
	// UNODC Vienna Europe/Vienna
	// ICMPD Vienna Europe/Vienna
	// OSCE Vienna Europe/Vienna
}

// Which days of other resolutions lie near the World Day?
func ExampleRelated() {
	worldDay := date.New(2027, time.July, 30)
	for e := range ares76186.Related().Between(worldDay, worldDay, worldDay+30) {
		fmt.Println(e.When, e.Title)
	}
	// Output:
	// 2027-07-30 International Day of Friendship 2027
	// 2027-08-23 International Day for the Remembrance of the Slave Trade and Its Abolition 2027
}
