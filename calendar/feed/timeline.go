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

// How much a timeline shows.
const (
	yearsBack  = 20
	marksShown = 700 // where there are more, each lane counts them by year
	lanesShown = 24
	rowsOfLane = 3
)

// A timeline is a drawing of what falls in some years, a lane a kind or series. Places along
// it are in percent of its width, so that it fits any width without being drawn anew.
type timeline struct {
	Years    []tick
	Lanes    []lane
	Now      string // where today is
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
	Beside      bool // whether it is next to such a one, or to this year
	This        bool
}

// A lane shows the entries of one kind or series.
type lane struct {
	Title, Lang, Link string
	Height            string // em
	Marks             []mark
	Bars              []bar
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
}

// laneKey tells lanes apart.
type laneKey struct {
	kind   calendar.Kind
	series string
}

// A laneData is what a lane has: its entries as long as all are few enough to be shown, and
// how many each year has.
type laneData struct {
	entries []calendar.Entry
	years   map[int]int
}

func (l *laneData) add(other *laneData) {
	l.entries = append(l.entries, other.entries...)
	for y, n := range other.years {
		l.years[y] += n
	}
}

func (v *view) newTimeline() timeline {
	tl := timeline{Lanewise: v.q.lanes}
	tl.ByKind = v.with(func(q *pageQuery) { q.lanes = "" })
	tl.BySeries = v.with(func(q *pageQuery) { q.lanes = bySeries })
	this := v.today.Year()
	from := date.New(max(this-yearsBack, firstDay.Year()), time.January, 1)
	to := date.New(min(this+projectionYears, lastDay.Year())+1, time.January, 1)

	groups := map[laneKey]*laneData{}
	firstYear := this - 1
	s := newScan()
	for e := range v.between(s, from, to, v.filters()) {
		key := v.laneOf(e)
		g := groups[key]
		if g == nil {
			g = &laneData{years: map[int]int{}}
			groups[key] = g
		}
		first, _, _ := extent(e)
		year := max(first, from).Year()
		firstYear = min(firstYear, year)
		g.years[year]++
		if tl.Total++; tl.Total <= marksShown {
			g.entries = append(g.entries, e)
		}
	}
	tl.Cut = s.cut
	if tl.Total == 0 {
		return tl
	}
	tl.Counted = tl.Total > marksShown
	d := drawing{v: v, from: max(from, date.New(firstYear, time.January, 1)), to: to}
	tl.Years = d.years()
	tl.Now = d.place(v.today)
	tl.Lanes = d.lanes(groups, tl.Counted)
	tl.Label = v.l.tn("%d entry from %d to %d.", "%d entries from %d to %d.", tl.Total, d.from.Year(), to.Year()-1)
	return tl
}

// laneOf returns the lane of an entry.
func (v *view) laneOf(e calendar.Entry) laneKey {
	if v.q.lanes == bySeries {
		return laneKey{series: e.Series}
	}
	return laneKey{kind: e.Kind}
}

// lanes draws the lanes: those by kind in the order of the kinds, those by series in that of
// the calendar, and last what has none or for which there are too many lanes.
func (d *drawing) lanes(groups map[laneKey]*laneData, counted bool) []lane {
	offered := d.v.e.offered()
	var keys []laneKey
	for _, id := range offered.series {
		keys = append(keys, laneKey{series: id})
	}
	for _, k := range offered.kinds {
		keys = append(keys, laneKey{kind: k})
	}
	keys = slices.DeleteFunc(keys, func(k laneKey) bool { return groups[k] == nil })
	rest := laneData{years: map[int]int{}}
	if len(keys) > lanesShown {
		for _, k := range keys[lanesShown:] {
			rest.add(groups[k])
		}
		keys = keys[:lanesShown]
	}
	if g := groups[laneKey{}]; g != nil {
		rest.add(g)
	}
	var lanes []lane
	for _, k := range keys {
		lanes = append(lanes, d.lane(k, groups[k], counted))
	}
	if len(rest.years) > 0 {
		lanes = append(lanes, d.lane(laneKey{}, &rest, counted))
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

// lane draws a lane. What would overlap goes into rows, as far as there are.
func (d *drawing) lane(k laneKey, g *laneData, counted bool) lane {
	var l lane
	l.Title, l.Lang, l.Link = d.title(k)
	if counted {
		l.Bars = d.countBars(l.Title, k, g.years)
		l.Height = em(rowHeight + 2*laneMargin)
		return l
	}
	var ends [rowsOfLane]float64 // where each row is free from
	for i := range ends {
		ends[i] = -1
	}
	rows := 1
	for _, e := range g.entries {
		first, last, form := extent(e)
		x, end := d.at(first), d.at(last+1)
		row := freeRow(ends[:], x)
		rows = max(rows, row+1)
		y := laneMargin + float64(row)*rowHeight
		title := d.v.markTitle(e)
		if form.isBar {
			width := max(end-x, leastBar)
			x = min((x+end-width)/2, 100-width)
			l.Bars = append(l.Bars, bar{d.left(x, width), percent(width), em(y + .25), form.class, d.v.eventLink(e.ID), title})
			ends[row] = x + width
		} else {
			l.Marks = append(l.Marks, mark{d.left((x+end)/2, 0), em(y + rowHeight/2), form.class, d.v.eventLink(e.ID), title})
			ends[row] = x + markClear
		}
	}
	l.Height = em(float64(rows)*rowHeight + 2*laneMargin)
	return l
}

// freeRow returns the first row that is free at x, or else the one that is so first.
func freeRow(ends []float64, x float64) int {
	first := 0
	for i, end := range ends {
		if end <= x+leastGap {
			return i
		}
		if end < ends[first] {
			first = i
		}
	}
	return first
}

// countBars returns a bar a year, the darker the more entries begin in it.
func (d *drawing) countBars(title string, k laneKey, years map[int]int) []bar {
	most := 0
	for _, n := range years {
		most = max(most, n)
	}
	var bars []bar
	for y := d.from.Year(); y < d.to.Year(); y++ {
		n := years[y]
		if n == 0 {
			continue
		}
		first := date.New(y, time.January, 1)
		x := d.at(first)
		q := d.v.q
		q.list, q.today = 0, 0
		if k.kind != "" {
			q.kinds = []calendar.Kind{k.kind}
		} else if k.series != "" {
			q.series = []string{k.series}
		}
		width := d.at(first.AddDate(1, 0, 0)) - x - .1
		bars = append(bars, bar{
			d.left(x, width), percent(width), em(laneMargin), fmt.Sprintf("b count c%d", (4*n+most-1)/most),
			d.v.to(yearPath(y), q.String()), fmt.Sprintf("%s · %s · %s", title, d.v.l.number(y), d.v.l.tn("%d entry", "%d entries", n)),
		})
	}
	return bars
}
