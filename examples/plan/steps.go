package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/examples/internal/table"
)

// A step is a milestone for programs.
type step struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	When     calendar.When     `json:"when"`
	Earliest *date.Date        `json:"earliest"`
	Latest   *date.Date        `json:"latest"`
	DaysLeft *int              `json:"days_left"` // negative where it is late
	Standing planning.Standing `json:"standing"`
	Basis    string            `json:"basis"`
	Sources  string            `json:"sources"`
	Problem  string            `json:"problem"`
}

// steps answers by when each milestone of a plan is due.
func steps(p planning.Plan, cal *calendar.Calendar, today date.Date) (answer, error) {
	found, err := p.Steps(cal, today)
	if err != nil {
		return answer{}, err
	}
	a := answer{
		people:  &table.Table{Header: []string{"BY", "HOW LONG", "STANDING", "WHAT", "WHY THEN", "WHO SAYS SO"}},
		columns: &table.Table{Header: []string{"id", "title", "when", "earliest", "latest", "days_left", "standing", "basis", "sources", "problem"}},
	}
	objects := make([]step, len(found))
	for i, s := range found {
		o := step{ID: s.ID, Title: s.Title, When: s.When, Standing: s.Standing, Basis: s.Basis, Sources: calendar.Cite(s.Sources)}
		left := ""
		if d, ok := s.When.Earliest(); ok {
			o.Earliest = &d
		}
		if d, ok := s.When.Latest(); ok {
			n := int(d - s.Today)
			o.Latest, o.DaysLeft, left = &d, &n, strconv.Itoa(n)
		}
		if s.Problem != nil {
			o.Problem = reason(s.Problem)
		}
		objects[i] = o
		a.columns.Add(o.ID, o.Title, o.When.String(), dayOrNone(o.Earliest), dayOrNone(o.Latest), left, string(o.Standing), o.Basis, o.Sources, o.Problem)
		a.people.Add(s.When.Words(), howLong(s), string(s.Standing), s.Title, why(s), calendar.Cite(s.Sources))
		a.no = a.no || s.Standing == planning.Late
	}
	a.objects = objects
	return a, nil
}

func dayOrNone(d *date.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func howLong(s planning.Step) string {
	switch n := s.DaysLate(); s.Standing {
	case planning.Late:
		return days(n) + " late"
	case planning.MayBeLate:
		return "up to " + days(n) + " late"
	}
	n, ok := s.DaysLeft()
	if !ok || n < 0 {
		return ""
	}
	if first, ok := s.When.Earliest(); ok && int(first-s.Today) < n {
		return fmt.Sprintf("in %d to %s", first-s.Today, days(n))
	}
	return "in " + days(n)
}

func why(s planning.Step) string {
	if s.Problem != nil {
		return reason(s.Problem)
	}
	return s.Basis
}

// reason is what an error says, without the name of the package that says it.
func reason(err error) string {
	return strings.TrimPrefix(strings.TrimPrefix(err.Error(), "calendar: "), "planning: ")
}
