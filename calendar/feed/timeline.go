package feed

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// Bounds of a timeline.
const (
	yearsBack   = 20
	marksShown  = 700 // where there are more, each lane counts them by year
	lanesShown  = 24
	rowsOfLane  = 3
	openBar     = 366 // days for which a bar reaches on where it has no end
	leastBar    = 0.8 // percent
	markDays    = 45  // of what lasts no longer a mark is drawn
	leastGap    = 0.01
	rowHeight   = 1.25 // em
	laneMargin  = 0.25
	markClear   = 0.9 // percent that a mark keeps clear around it
	yearsLabels = 5   // a year so often is always labelled
)

// A timeline is a drawing of what falls in some years, a lane a kind or series. Places along
// it are in percent of its width, so that it fits any width without being drawn anew.
type timeline struct {
	Years    []tick
	Lanes    []lane
	Now      string // where today is
	NowLabel string
	Label    string // what it shows, in a sentence
	Counted  bool   // whether lanes count entries by year instead of showing each
	Total    int
	Cut      bool // whether there is more than could be looked at
	ByKind   string
	BySeries string
	Lanewise string // bySeries or empty
}

// A tick is the beginning of a year.
type tick struct {
	X, Middle   string
	Left, Width string // of the whole year
	Label       string
	Century     string // of the label: all but its last two characters
	Short       string // the last two
	Link        string
	Main        bool // whether it is labelled in full
	This        bool
}

// A lane shows the entries of one kind or series.
type lane struct {
	Title, Lang, Link string
	Height            string // em
	Marks             []mark
	Bars              []bar
	n                 int
}

// A mark is a day, and a bar a window or what lasts.
type mark struct {
	X, Y  string
	Form  string // the name of its symbol
	Link  string
	Title string
}

type bar struct {
	X, Width, Y string
	Class       string
	Link        string
	Title       string
	Count       int // entries of a year, where it stands for several
}

// laneKey tells lanes apart.
type laneKey struct {
	kind   calendar.Kind
	series string
}

func (v *view) newTimeline() timeline {
	tl := timeline{Lanewise: v.q.lanes}
	tl.ByKind = v.with(func(q *pageQuery) { q.lanes = "" })
	tl.BySeries = v.with(func(q *pageQuery) { q.lanes = bySeries })
	y := v.today.Year()
	from := date.New(max(y-yearsBack, firstDay.Year()), time.January, 1)
	to := date.New(min(y+projectionYears, lastDay.Year())+1, time.January, 1)

	var entries []calendar.Entry
	for e := range v.cal.Between(v.today, from, to, v.filters()...) {
		if len(entries) == maxScanned {
			tl.Cut = true
			break
		}
		entries = append(entries, e)
	}
	tl.Total = len(entries)
	if tl.Total == 0 {
		return tl
	}
	from = max(from, date.New(min(firstYear(entries), y-1), time.January, 1))
	d := drawing{v: v, from: from, to: to}
	tl.Counted = tl.Total > marksShown
	tl.Years = d.years()
	tl.Now = d.place(v.today)
	tl.NowLabel = v.l.day(v.today)
	tl.Lanes = d.lanes(entries, tl.Counted)
	tl.Label = v.l.tn("%d entry from %d to %d.", "%d entries from %d to %d.", tl.Total, from.Year(), to.Year()-1)
	return tl
}

// firstYear returns the year in which the first of some entries falls.
func firstYear(entries []calendar.Entry) int {
	y := lastDay.Year()
	for _, e := range entries {
		d, ok := e.When.Earliest()
		if !ok {
			d, _ = e.When.Latest()
		}
		y = min(y, d.Year())
	}
	return y
}

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
	for y := d.from.Year(); y < d.to.Year(); y++ {
		first := date.New(y, time.January, 1)
		x, end := d.at(first), d.at(first.AddDate(1, 0, 0))
		label := d.v.l.number(y)
		century, short := splitYear(label)
		ticks = append(ticks, tick{
			X: d.left(x, 0), Middle: d.left((x+end)/2, 0), Left: d.left(x, end-x), Width: percent(end - x),
			Label: label, Century: century, Short: short, Link: d.v.Link(yearPath(y)), Main: y%yearsLabels == 0 && y != this-1 && y != this+1, This: y == this,
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

// lanes sorts entries into lanes: those by kind in the order of the kinds, those by series in
// that of the calendar, and last what has none or for which there are too many lanes.
func (d *drawing) lanes(entries []calendar.Entry, counted bool) []lane {
	groups := map[laneKey][]calendar.Entry{}
	for _, e := range entries {
		k := laneKey{kind: e.Kind}
		if d.v.q.lanes == bySeries {
			k = laneKey{series: e.Series}
		}
		groups[k] = append(groups[k], e)
	}
	offered := d.v.e.offered()
	var keys []laneKey
	if d.v.q.lanes == bySeries {
		for _, id := range offered.series {
			keys = append(keys, laneKey{series: id})
		}
	} else {
		for _, k := range offered.kinds {
			keys = append(keys, laneKey{kind: k})
		}
	}
	keys = slices.DeleteFunc(keys, func(k laneKey) bool { return groups[k] == nil })
	var rest []calendar.Entry
	if len(keys) > lanesShown {
		for _, k := range keys[lanesShown:] {
			rest = append(rest, groups[k]...)
		}
		keys = keys[:lanesShown]
	}
	rest = append(rest, groups[laneKey{}]...)
	var lanes []lane
	for _, k := range keys {
		lanes = append(lanes, d.lane(k, groups[k], counted))
	}
	if len(rest) > 0 {
		lanes = append(lanes, d.lane(laneKey{}, rest, counted))
	}
	return lanes
}

// title names a lane.
func (d *drawing) title(k laneKey) (title, lang, link string) {
	switch {
	case k.series != "":
		s, _ := d.v.cal.Series(k.series)
		return cmp.Or(s.Title, k.series), d.v.langOf(s.TitleLanguage()), d.v.seriesLink(k.series)
	case k.kind != "":
		return d.v.l.capital(d.v.l.kind(k.kind)), "", d.v.with(func(q *pageQuery) { q.kinds = []calendar.Kind{k.kind} })
	}
	return d.v.l.t("Others"), d.v.langOf(language.Und), ""
}

func (d *drawing) lane(k laneKey, entries []calendar.Entry, counted bool) lane {
	var l lane
	l.n = len(entries)
	l.Title, l.Lang, l.Link = d.title(k)
	if counted {
		d.count(&l, k, entries)
		l.Height = em(rowHeight + 2*laneMargin)
		return l
	}
	var ends [rowsOfLane]float64 // where each row is free from
	for i := range ends {
		ends[i] = -1
	}
	rows := 1
	for _, e := range entries {
		first, last, form := d.extent(e)
		x, end := d.at(first), d.at(last+1)
		row := 0
		for i := range ends {
			if ends[i] <= x+leastGap {
				row = i
				break
			}
			if ends[i] < ends[row] {
				row = i
			}
		}
		rows = max(rows, row+1)
		y := laneMargin + float64(row)*rowHeight
		title := d.v.markTitle(e)
		if form.isBar {
			width := max(end-x, leastBar)
			x = min((x+end-width)/2, 100-width)
			l.Bars = append(l.Bars, bar{d.left(x, width), percent(width), em(y + .25), form.class, d.v.eventLink(e.ID), title, 0})
			ends[row] = x + width
		} else {
			l.Marks = append(l.Marks, mark{d.left((x+end)/2, 0), em(y + rowHeight/2), form.class, d.v.eventLink(e.ID), title})
			ends[row] = x + markClear
		}
	}
	l.Height = em(float64(rows)*rowHeight + 2*laneMargin)
	return l
}

// A form is how an entry is drawn.
type form struct {
	isBar bool
	class string // of a bar, or the symbol of a mark
}

// extent returns the days over which an entry is drawn, and how. Windows are the paler the
// longer they are, and fade out where they have no bound; a projection is hatched.
func (d *drawing) extent(e calendar.Entry) (first, last date.Date, f form) {
	first, hasFirst := e.When.Earliest()
	last, hasLast := e.When.Latest()
	ends := ""
	switch {
	case !hasFirst && !hasLast: // not of Between
		return d.from, d.from, form{}
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

// count puts into a lane a bar a year, the higher the more entries fall in it.
func (d *drawing) count(l *lane, k laneKey, entries []calendar.Entry) {
	counts := map[int]int{}
	most := 0
	for _, e := range entries {
		first, _, _ := d.extent(e)
		y := min(max(first, d.from), d.to-1).Year()
		counts[y]++
		most = max(most, counts[y])
	}
	for y := d.from.Year(); y < d.to.Year(); y++ {
		n := counts[y]
		if n == 0 {
			continue
		}
		first := date.New(y, time.January, 1)
		x := d.at(first)
		width := d.at(first.AddDate(1, 0, 0)) - x - .1
		level := (4*n + most - 1) / most
		q := d.v.q
		q.list, q.today = 0, 0
		if k.kind != "" {
			q.kinds = []calendar.Kind{k.kind}
		} else if k.series != "" {
			q.series = []string{k.series}
		}
		l.Bars = append(l.Bars, bar{
			d.left(x, width), percent(width), em(laneMargin), fmt.Sprintf("b count c%d", level),
			d.v.to(yearPath(y), q.String()), fmt.Sprintf("%s · %s · %s", l.Title, d.v.l.year(y), d.v.l.tn("%d entry", "%d entries", n)), n,
		})
	}
}
