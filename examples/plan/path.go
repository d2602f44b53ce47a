package main

import (
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/examples/internal/table"
)

// A task is a milestone on the path for programs. Days are null where they are not known.
type task struct {
	ID            string            `json:"id"`
	Title         string            `json:"title"`
	Takes         string            `json:"takes"`
	EarliestStart *date.Date        `json:"earliest_start"`
	LatestStart   *date.Date        `json:"latest_start"`
	LatestFinish  *date.Date        `json:"latest_finish"`
	Slack         *int              `json:"slack"`
	Critical      bool              `json:"critical"`
	Standing      planning.Standing `json:"standing"`
	Problem       string            `json:"problem"`
}

// path answers when each milestone of a plan can and must begin.
func path(p planning.Plan, cal *calendar.Calendar, today date.Date, cautious bool) (answer, error) {
	bound := planning.LastDay
	if cautious {
		bound = planning.FirstDay
	}
	found, err := p.Path(cal, today, bound)
	if err != nil {
		return answer{}, err
	}
	a := answer{
		people:  &table.Table{Header: []string{"", "BEGIN FROM", "BEGIN BY", "DONE BY", "CAN WAIT", "TAKES", "WHAT"}},
		columns: &table.Table{Header: []string{"id", "title", "takes", "earliest_start", "latest_start", "latest_finish", "slack", "critical", "standing", "problem"}},
		note:    "* on the critical path",
	}
	objects := make([]task, len(found))
	for i, t := range found {
		o := task{ID: t.ID, Title: t.Title, Takes: t.Takes.String(), Standing: t.Standing}
		settled := t.Standing == planning.Done || t.Standing == planning.Void
		slack := ""
		switch {
		case t.Blocked != nil:
			o.Problem = reason(t.Blocked)
		case !settled:
			o.EarliestStart, o.Critical = &t.EarliestStart, t.Critical
			if t.HasLatest {
				o.LatestStart, o.LatestFinish, o.Slack = &t.LatestStart, &t.LatestFinish, &t.Slack
				slack = strconv.Itoa(t.Slack)
				a.no = a.no || t.Slack < 0
			}
		}
		objects[i] = o
		a.columns.Add(o.ID, o.Title, o.Takes, dayOrNone(o.EarliestStart), dayOrNone(o.LatestStart), dayOrNone(o.LatestFinish), slack, strconv.FormatBool(o.Critical), string(o.Standing), o.Problem)
		a.people.Add(inWords(t, o, settled)...)
	}
	a.objects = objects
	return a, nil
}

func inWords(t planning.Task, o task, settled bool) []string {
	switch {
	case settled:
		return []string{"", "", "", "", "", "", t.Title + ": " + string(t.Standing)}
	case t.Blocked != nil:
		return []string{"", "", "", "", "", o.Takes, t.Title + ": " + o.Problem}
	}
	mark, wait := "", ""
	if t.Critical {
		mark = "*"
	}
	if t.HasLatest {
		wait = canWait(t)
	}
	return []string{mark, t.EarliestStart.String(), dayOrNone(o.LatestStart), dayOrNone(o.LatestFinish), wait, o.Takes, t.Title}
}

func canWait(t planning.Task) string {
	n, late := t.Slack, ""
	if n < 0 {
		n, late = -n, " too late"
	}
	if t.Takes.Workdays > 0 {
		return strings.Replace(days(n), "day", "working day", 1) + late
	}
	return days(n) + late
}
