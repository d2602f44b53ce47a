package planning_test

import (
	"fmt"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
)

// By when must a draft be handed in so that the report is out in time? The report is to be
// out six weeks before a meeting on 1 June 2026; its review takes ten days.
func ExamplePlan_Steps() {
	c := office([]calendar.Event{event("meeting", "2026-06-01/2026-06-03", calendar.Scheduled)})
	plan := planning.Plan{
		ID: "report", Title: "Report to the meeting", Of: planning.Anchor{Event: "meeting"},
		Milestones: []planning.Milestone{
			{ID: "out", Title: "Report is out", Due: &planning.Due{Offset: planning.Offset{Weeks: 6}.Before()}},
			{ID: "draft", Title: "Draft is handed in", Due: &planning.Due{
				Of: planning.Anchor{Milestone: "out"}, Offset: planning.Offset{Days: 10}.Before(),
			}},
			{ID: "record", Title: "Record is out", Due: &planning.Due{Offset: planning.Offset{Months: 1}}},
		},
	}
	steps, err := plan.Steps(c, date.New(2026, time.April, 15))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range steps {
		fmt.Printf("%s: %s (%s)", s.Title, s.When.Words(), s.Basis)
		if s.Standing == planning.Late {
			fmt.Printf(", late by %d days", s.DaysLate())
		}
		fmt.Println()
	}
	// Output:
	// Draft is handed in: 10 April 2026 (10 days before Report is out), late by 5 days
	// Report is out: 20 April 2026 (6 weeks before the start of the meeting)
	// Record is out: 3 July 2026 (1 month after the end of the meeting)
}

// When must we begin, and what can wait?
func ExamplePlan_Path() {
	c := office([]calendar.Event{event("meeting", "2026-06-01", calendar.Scheduled)})
	plan := planning.Plan{
		ID: "report", Title: "Report to the meeting", Of: planning.Anchor{Event: "meeting"},
		Milestones: []planning.Milestone{
			{ID: "draft", Title: "Draft", Takes: planning.Duration{Weeks: 3}},
			{ID: "tables", Title: "Tables", Takes: planning.Duration{Weeks: 1}},
			{ID: "review", Title: "Review", Takes: planning.Duration{Days: 10}, Needs: []string{"draft", "tables"}},
			{ID: "out", Title: "Report is out", Due: &planning.Due{Offset: planning.Offset{Weeks: 6}.Before()}, Needs: []string{"review"}},
		},
	}
	tasks, err := plan.Path(c, date.New(2026, time.March, 16), planning.LastDay)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range tasks {
		fmt.Printf("%s: begin by %s, can wait %d days, critical: %t\n", t.Title, t.LatestStart, t.Slack, t.Critical)
	}
	// Output:
	// Draft: begin by 2026-03-21, can wait 5 days, critical: true
	// Tables: begin by 2026-04-04, can wait 19 days, critical: false
	// Review: begin by 2026-04-11, can wait 5 days, critical: true
	// Report is out: begin by 2026-04-20, can wait 5 days, critical: true
}

// Does this date clash? The meeting of 24 November 2025, as seen in the summer before.
func ExampleSurroundings_Clashes() {
	today := date.New(2025, time.July, 1)
	s := planning.Surroundings{
		Calendars: []*calendar.Calendar{ares76186.Calendar().AsOf(today)}, Today: today,
		Debates: []planning.PartOfPeriods{{Periods: unga.Sessions.KnownOn(today), Part: unga.GeneralDebate}},
	}
	for _, days := range [][2]date.Date{
		{date.New(2025, time.September, 29), date.New(2025, time.September, 30)},
		{date.New(2025, time.November, 24), date.New(2025, time.November, 25)},
	} {
		for _, clash := range s.Clashes(days[0], days[1]) {
			fmt.Println(clash)
		}
	}
	// Output:
	// general debate: general debate of session 80, 29–30 September 2025 (may be)
	// elsewhere: Appraisal of the Global Plan of Action at the 80th session, 24–25 November 2025
}

// assumed are the working days at Headquarters in the autumn of 2025 as an office may assume
// them that has no list: it names the holidays that have a rule, as projected, and speaks
// for these months alone.
func assumed() *calendar.Workdays {
	w, err := calendar.NewWorkdays("Headquarters (assumed)", calendar.MondayToFriday, calendar.HolidayList{
		From: date.New(2025, time.September, 1), To: date.New(2026, time.January, 1),
		Days: []calendar.Holiday{
			{Day: date.New(2025, time.September, 1), Name: "Labor Day", Projected: true},
			{Day: date.New(2025, time.November, 27), Name: "Thanksgiving Day", Projected: true},
			{Day: date.New(2025, time.December, 25), Name: "Christmas Day", Projected: true},
		},
	})
	if err != nil {
		panic(err)
	}
	return w
}

// Which days of its window would have served for the appraisal of the 80th session, as known
// on 29 June 2025? No list of holidays at Headquarters was found for that year, which is
// said, and no day is called good for want of one; so the office states what it assumes.
func ExampleChoose() {
	today := date.New(2025, time.June, 29)
	c := ares76186.Calendar().AsOf(today)
	appraisal, _ := c.Event(ares76186.Appraisal80)
	fmt.Println("The window:", appraisal.When.Words())

	constraints := planning.Constraints{
		Days: 2, Prefer: calendar.WorkweekOf(time.Monday, time.Tuesday, time.Wednesday), Refuse: planning.GeneralDebate,
		Surroundings: planning.Surroundings{
			Calendars: []*calendar.Calendar{c}, Today: today, Except: []string{appraisal.ID},
			Debates: []planning.PartOfPeriods{{Periods: unga.Sessions.KnownOn(today), Part: unga.GeneralDebate}},
		},
		Away: []planning.Distance{{Name: "observances", Days: 7, Filter: calendar.OfKind(calendar.Observance)}},
	}
	newYork, _ := secretariat.Workdays(secretariat.NewYork)
	constraints.At = []*calendar.Workdays{newYork}
	all, _ := planning.Explain(appraisal.When, constraints)
	fmt.Println(all[2])

	constraints.At = []*calendar.Workdays{assumed()}
	best, err := planning.Choose(appraisal.When, 100, constraints)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, v := range best {
		if i < 3 || v.First == date.New(2025, time.November, 24) { // the days that were taken in the end
			fmt.Printf("%d of %d: %s\n", i+1, len(best), v)
		}
	}
	// Output:
	// The window: between 4 October and 31 December 2025 (first day projected)
	// Monday, 6–7 October 2025: no: no list of holidays at the United Nations in New York reaches 6 October 2025; no list of holidays at the United Nations in New York reaches 7 October 2025
	// 1 of 38: Monday, 6–7 October 2025
	// 2 of 38: Tuesday, 7–8 October 2025
	// 3 of 38: Monday, 13–14 October 2025
	// 11 of 38: Monday, 24–25 November 2025
}

// Why not the days before Thanksgiving?
func ExampleExplain() {
	all, err := planning.Explain(calendar.Between(date.New(2025, time.November, 24), date.New(2025, time.November, 28)), planning.Constraints{
		Days: 2, At: []*calendar.Workdays{assumed()},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range all {
		fmt.Println(v)
	}
	// Output:
	// Monday, 24–25 November 2025
	// Tuesday, 25–26 November 2025
	// Wednesday, 26–27 November 2025: no: 27 November 2025 is Thanksgiving Day at Headquarters (assumed) (projected)
	// Thursday, 27–28 November 2025: no: 27 November 2025 is Thanksgiving Day at Headquarters (assumed) (projected)
	// Friday, 28 November 2025: no: only 1 day left in the window
}

// And the appraisal of the 84th session, which nobody has decided yet? If it is to be after
// the general debate and by December, as that of the 80th was, and the holidays of New York
// keep to their rules:
func ExampleChoose_projected() {
	today := date.New(2026, time.November, 26)
	session, _ := unga.Sessions.Session(84)
	window := calendar.Between(session.GeneralDebate.Last.Date+1, date.New(2029, time.December, 31)).Projected()
	fmt.Println("The window:", window.Words())

	name := func(h *cal.Holiday) string { return h.Name }
	holidays := calendar.YearlyHolidays(2029, 2029, []*cal.Holiday{us.ThanksgivingDay, us.ChristmasDay}, name)
	newYork, err := calendar.NewWorkdays("New York", calendar.MondayToFriday, holidays)
	if err != nil {
		fmt.Println(err)
		return
	}
	best, err := planning.Choose(window, 3, planning.Constraints{
		Days: 2, Prefer: calendar.WorkweekOf(time.Monday, time.Tuesday, time.Wednesday), Refuse: planning.GeneralDebate, At: []*calendar.Workdays{newYork},
		Surroundings: planning.Surroundings{
			Calendars: []*calendar.Calendar{ares76186.Calendar()}, Today: today, Except: []string{"gap-appraisal-cycle/84"},
			Debates: []planning.PartOfPeriods{{Periods: unga.Sessions, Part: unga.GeneralDebate}},
		},
		Away: []planning.Distance{{Name: "observances", Days: 7, Filter: calendar.OfKind(calendar.Observance)}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range best {
		fmt.Println(v)
	}
	// Output:
	// The window: between 6 October and 31 December 2029 (projected)
	// Monday, 8–9 October 2029
	// Tuesday, 9–10 October 2029
	// Monday, 15–16 October 2029
}

// The same rule for another meeting, and what is wrong with a plan for none.
func ExamplePlan_For() {
	c := office([]calendar.Event{event("autumn", "2026-10-05", calendar.Scheduled)})
	invitations := planning.Plan{ID: "invitations", Title: "Invitations", Milestones: []planning.Milestone{
		{ID: "sent", Title: "Invitations are sent", Due: &planning.Due{Offset: planning.Offset{Weeks: 8}.Before()}},
	}}
	autumn := invitations.For("invitations-autumn", "Invitations to the autumn meeting", planning.Anchor{Event: "autumn"})
	steps, err := autumn.Steps(c, date.New(2026, time.June, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(steps[0].When.Words())

	winter := invitations.For("invitations-winter", "Invitations to the winter meeting", planning.Anchor{Event: "winter"})
	fmt.Println(planning.Check(winter, c))
	// Output:
	// 10 August 2026
	// planning: plan invitations-winter: of: "winter" is neither an event nor an occurrence of a series
}

// Three months before 31 May, and five working days before it.
func ExampleOffset_From() {
	weekdays, err := calendar.NewWorkdays("an office without holidays", calendar.MondayToFriday, calendar.NoHolidays)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, offset := range []planning.Offset{
		planning.Offset{Months: 3}.Before(),
		planning.Offset{Workdays: 5, At: weekdays}.Before(),
	} {
		day, err := offset.From(date.New(2026, time.May, 31))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(calendar.On(day).Words())
	}
	// Output:
	// 28 February 2026
	// 25 May 2026
}
