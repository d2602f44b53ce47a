package catalogue_test

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// terms are the terms of a library board: two years each, the first from 2018 on,
// with a recess in the August of the second year.
type terms struct{}

func (terms) Unit() string { return "term" }

func (terms) Period(n int) (calendar.Period, bool) {
	if n < 1 || n > 100 {
		return calendar.Period{}, false
	}
	first := 2018 + 2*(n-1)
	return calendar.Period{
		Number: n,
		Start:  date.New(first, time.January, 1), End: date.New(first+2, time.January, 1),
	}, true
}

func (terms) At(d date.Date) (int, bool) {
	n := (d.Year()-2018)/2 + 1
	return n, d.Year() >= 2018 && n <= 100
}

func (t terms) Part(n int, name string) (calendar.Period, bool) {
	p, ok := t.Period(n)
	if !ok || name != "recess" {
		return calendar.Period{}, false
	}
	year := p.Start.Year() + 1
	return calendar.Period{Number: n, Start: date.New(year, time.August, 1), End: date.New(year, time.September, 1)}, true
}

func (t terms) AsOf(date.Date) calendar.Periods { return t }
