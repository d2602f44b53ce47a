package feed

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// How it is drawn. Heights are in em; along the years all is in percent of the width.
const (
	rowHeight  = 1.25
	laneMargin = 0.25 // above and below the rows of a lane

	leastBar  = 0.8  // width of a bar
	markClear = 0.9  // what a mark takes up
	leastGap  = 0.01 // by which two may overlap

	openBar     = 366 // days that a bar reaches on where it has no end
	markDays    = 45  // of what lasts no longer a mark is drawn
	yearsLabels = 5   // every so many years the label is in full
)

// A drawing places days of a span.
type drawing struct {
	v        *view
	from, to date.Date
}

// at returns where a day begins, in percent of the width. Days outside are at its ends.
func (d *drawing) at(day date.Date) float64 {
	day = min(max(day, d.from), d.to)
	return 100 * float64(day-d.from) / float64(d.to-d.from)
}

func (d *drawing) place(day date.Date) string { return d.left(d.at(day), 0) }

// left returns where the left end of what begins at x stands: times run as the page is read.
func (d *drawing) left(x, width float64) string {
	if d.v.l.dir == "rtl" {
		x = 100 - x - width
	}
	return percent(x)
}

func percent(f float64) string { return fmt.Sprintf("%.2f%%", f) }
func em(f float64) string      { return fmt.Sprintf("%.3gem", f) }

func (d *drawing) years() []tick {
	var ticks []tick
	this := d.v.today.Year()
	labelled := func(y int) bool { return y%yearsLabels == 0 && y != this-1 && y != this+1 }
	for y := d.from.Year(); y < d.to.Year(); y++ {
		first := date.New(y, time.January, 1)
		x, end := d.at(first), d.at(first.AddDate(1, 0, 0))
		label := d.v.l.number(y)
		century, short := splitYear(label)
		ticks = append(ticks, tick{
			X: d.left(x, 0), Middle: d.left((x+end)/2, 0), Left: d.left(x, end-x), Width: percent(end - x),
			Label: label, Century: century, Short: short, Link: d.v.Link(yearPath(y)), Main: labelled(y), This: y == this,
			Beside: y > d.from.Year() && labelled(y-1) || labelled(y+1) || y == this-1 || y == this+1,
		})
	}
	return ticks
}

// splitYear parts the last two characters of a year from the others.
func splitYear(label string) (century, short string) {
	runes := []rune(label)
	at := max(0, len(runes)-2)
	return string(runes[:at]), string(runes[at:])
}

// A form is how an entry is drawn.
type form struct {
	isBar bool
	class string // of a bar, or the symbol of a mark
}

// extent returns the days over which an entry is drawn, and how. Windows are the paler the
// longer they are, and fade out where they have no bound; a projection is hatched.
func extent(e calendar.Entry) (first, last date.Date, f form) {
	first, hasFirst := e.When.Earliest()
	last, hasLast := e.When.Latest()
	ends := ""
	switch {
	case !hasFirst && !hasLast: // not of Between
		return 0, 0, form{}
	case !hasFirst:
		first, ends = last-openBar, " from"
		if said, ok := e.SaidOn(); ok && said < last {
			first = said
		}
	case !hasLast:
		last, ends = first+openBar, " until"
	}
	days := last - first + 1
	if e.When.IsExact() && days <= markDays {
		return first, last, form{class: markForm(e)}
	}
	return first, last, form{true, "b " + barForm(e, int(days)) + ends}
}

// markForm is the symbol of an entry that falls on a day.
func markForm(e calendar.Entry) string {
	switch {
	case e.Status == calendar.Cancelled, e.Status == calendar.Overdue, e.Status == calendar.Postponed:
		return string(e.Status)
	case certaintyOf(e) == projectedDay:
		return "projected"
	case e.Status == calendar.Held:
		return "held"
	}
	return "set"
}

func barForm(e calendar.Entry, days int) string {
	class := "window"
	switch certaintyOf(e) {
	case projectedDay:
		class = "projected"
	case daySet:
		class = "lasts"
	}
	switch e.Status {
	case calendar.Overdue, calendar.Cancelled, calendar.Held:
		class += " " + string(e.Status)
	}
	switch {
	case days <= 31:
		return class + " w1"
	case days <= 184:
		return class + " w2"
	case days <= 366:
		return class + " w3"
	}
	return class + " w4"
}

// markTitle says what a mark stands for.
func (v *view) markTitle(e calendar.Entry) string {
	title := e.Title + " · " + v.l.when(e.When)
	if e.Status == calendar.Held {
		return title
	}
	return title + " · " + v.l.status(e.Status)
}
