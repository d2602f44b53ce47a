package catalogue_test

import (
	"errors"
	"fmt"
	"strings"
	"testing/fstest"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
)

const libraryBoard = `
convene: 1
id: library-board
title: Duties of the library board
revision: 2026-03-02
layers:
  - id: statutes
    said: 2023-11-20
    source: {document: Statutes 2023}
    series:
      - id: open-evening
        title: Open evening
        kind: meeting
        status: scheduled
        repeats: {rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH"}
        paragraphs: [art. 4]
    events:
      - id: budget
        title: Budget of the library
        kind: report-due
        status: mandated
        when: "[..2026-06-30]"
        paragraphs: [art. 5]
  - id: later
    said: 2026-03-02
    statements:
      - id: budget-day
        of: budget
        when: 2026-05-18
        status: scheduled
        sources: [{document: Notice 3/2026, said: 2026-02-20}]
`

func ExampleRead() {
	cal, err := catalogue.Read(strings.NewReader(libraryBoard), catalogue.Options{Name: "library.yaml"})
	if err != nil {
		fmt.Println(err)
		return
	}
	today := date.New(2026, time.March, 2)
	for _, e := range cal.Next(today, 3) {
		fmt.Printf("%s: %s (%s)\n", e.When.Words(), e.Title, calendar.Cite(e.WhenSources()))
	}
	// Output:
	// 12 March 2026: Open evening (Statutes 2023, art. 4)
	// 18 May 2026: Budget of the library (Notice 3/2026)
	// 11 March 2027: Open evening (Statutes 2023, art. 4)
}

func ExampleRead_errors() {
	text := strings.NewReplacer(
		"[..2026-06-30]", "[..2026-06-31]",
		"of: budget", "of: budgets",
		"status: mandated", "state: mandated",
	).Replace(libraryBoard)
	_, err := catalogue.Read(strings.NewReader(text), catalogue.Options{Name: "library.yaml"})
	for _, line := range strings.Split(err.Error(), "\n") {
		line, _, _ = strings.Cut(line, "; expected")
		fmt.Println(line)
	}
	var first *catalogue.Error
	if errors.As(err, &first) {
		fmt.Println(first.Line, first.Column, first.Path)
	}
	// Output:
	// library.yaml:21:9: layers[0].events[0].state: unknown key; did you mean status?
	// library.yaml:22:27: layers[0].events[0].when: day 31 is outside 1 to 30
	// library.yaml:28:13: layers[1].statements[0].of: "budgets" is neither an event nor an occurrence of a series
	// 21 9 layers[0].events[0].state
}

// A catalogue that counts in other periods than years names them, and the program
// registers them.
func ExampleOptions() {
	text := `
convene: 1
id: library-board
title: Duties of the library board
revision: 2026-03-02
periods: {term: library-terms}
layers:
  - id: statutes
    said: 2023-11-20
    events:
      - id: review
        title: Review of the collection
        kind: report-due
        status: mandated
        within: {periods: term, number: 5}
        sources: [{document: Statutes 2023, paragraph: art. 6}]
`
	cal, err := catalogue.Read(strings.NewReader(text), catalogue.Options{
		Periods: map[string]calendar.Periods{"library-terms": terms{}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	review, _ := cal.Event("review")
	fmt.Println(review.When.Words())
	// Output: between 1 January 2026 and 31 December 2027
}

// A program can add to what a catalogue says before it builds the calendar.
func ExampleParse() {
	def, err := catalogue.Parse(strings.NewReader(libraryBoard), catalogue.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	def.Layers = append(def.Layers, calendar.Layer{
		ID: "minutes", Said: date.New(2026, time.May, 19),
		Statements: []calendar.Statement{{
			ID: "budget-held", Of: "budget", Status: calendar.Held,
			Sources: []calendar.Source{{Document: "Minutes of 18 May 2026"}},
		}},
	})
	cal := calendar.MustNew(def)
	budget, _ := cal.Event("budget")
	fmt.Println(budget.Status, budget.When)
	// Output: held 2026-05-18
}

// By when must the draft of the budget be there, if printing takes five working days and
// the library is closed on Ascension Day?
func ExampleReadPlans() {
	text := libraryBoard + `
workdays:
  - id: library
    place: the library
    holidays:
      - {from: 2026-01-01, to: 2026-12-31, days: [{day: 2026-05-14, name: Ascension Day}]}
plans:
  - id: budget
    title: The budget is worked out
    of: budget
    milestones:
      - {id: draft, title: Draft, of: {milestone: print}, before: {weeks: 2}}
      - {id: print, title: To the printer, before: {working-days: 5, at: library}}
`
	cal, plans, err := catalogue.ReadPlans(strings.NewReader(text), catalogue.Options{Name: "library.yaml"})
	if err != nil {
		fmt.Println(err)
		return
	}
	steps, err := plans[0].Steps(cal, date.New(2026, time.May, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range steps {
		fmt.Printf("%s: %s, %s (%s)", s.Title, s.When.Words(), s.Standing, s.Basis)
		if n := s.DaysLate(); n > 0 {
			fmt.Printf(", %d days late", n)
		}
		fmt.Println()
	}
	// Output:
	// Draft: 24 April 2026, late (2 weeks before To the printer), 7 days late
	// To the printer: 8 May 2026, ahead (5 working days at the library before Budget of the library)
}

// Catalogues that a program carries with it, as an embed.FS does.
func ExampleReadFS() {
	files := fstest.MapFS{"library.yaml": {Data: []byte(libraryBoard)}}
	cal, err := catalogue.ReadFS(files, "library.yaml", catalogue.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cal.ID(), cal.Revision().Format(time.DateOnly))
	// Output: library-board 2026-03-02
}
