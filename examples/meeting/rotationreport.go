package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/examples/internal/table"
)

// chairs writes who chairs in turn, and why.
func (r *report) chairs(p *meeting.RotationPlan) error {
	if r.title != "" {
		r.heading(2, r.title)
	}
	history := "There is no history."
	if n := len(r.rotation.History); n > 0 {
		history = "The history that is given has " + plural(n, "chair", "chairs")
		if unknown := n - countNonEmpty(r.rotation.History); unknown > 0 {
			history += fmt.Sprintf(", %d of them unknown", unknown)
		}
		history += "; who is not in it counts as never having chaired."
	}
	r.paragraph(plural(len(r.rotation.Members), "member", "members") + "; the rule is " + r.rotation.Rule.String() + ". " + history)
	r.gap()
	t := table.Table{Header: []string{"MEETING", "CHAIR", "WITH"}}
	for _, turn := range p.Turns {
		t.Add(turn.Meeting, cmp.Or(turn.Chair, "nobody"), strings.Join(turn.CoChairs, ", "))
	}
	if err := r.table(&t, table.Styles{"": "1"}); err != nil {
		return err
	}
	r.gap()
	r.heading(3, "Why")
	r.gap()
	for _, turn := range p.Turns {
		r.item(turn.Words())
	}
	return nil
}

func countNonEmpty(names []string) int {
	n := 0
	for _, name := range names {
		if name != "" {
			n++
		}
	}
	return n
}
