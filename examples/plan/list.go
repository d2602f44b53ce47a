package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/examples/internal/cli"
	"github.com/convene-cal/convene/examples/internal/table"
)

// list answers with the plans of a calendar.
func list(cal *calendar.Calendar, plans []planning.Plan) answer {
	type object struct {
		ID    string `json:"id"`
		Of    string `json:"of"`
		Title string `json:"title"`
	}
	objects := make([]object, 0, len(plans))
	a := answer{
		people:  &table.Table{Header: []string{"PLAN", "COUNTED FROM", "WHAT"}},
		columns: &table.Table{Header: []string{"id", "of", "title"}},
		no:      len(plans) == 0,
	}
	if a.no {
		a.people.Header = nil
		a.people.Add(cmp.Or(cal.Title(), cal.ID()) + " has no plans.")
	}
	for _, p := range plans {
		of := cmp.Or(p.Of.Event, p.Of.Periods)
		if p.Of.Periods != "" {
			of += fmt.Sprintf(" %d", p.Of.Number)
		}
		objects = append(objects, object{p.ID, of, p.Title})
		a.columns.Add(p.ID, of, p.Title)
		a.people.Add(p.ID, cmp.Or(of, "a pattern: see -of"), p.Title)
	}
	a.objects = objects
	return a
}

func find(plans []planning.Plan, id string) (planning.Plan, error) {
	var ids []string
	for _, p := range plans {
		if p.ID == id {
			return p, nil
		}
		ids = append(ids, p.ID)
	}
	return planning.Plan{}, cli.Usagef("%q is not a plan; there are: %s", id, cmp.Or(strings.Join(ids, ", "), "none"))
}
