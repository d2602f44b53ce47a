package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

func writeSVG(name string, p *plan, slots []meeting.Slot) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := drawSVG(f, p, slots); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// Measures of the drawing, in pixels.
const (
	rowHeight   = 17
	labelWidth  = 210
	hoursWidth  = 624 // 26 for an hour of a day of 24
	localWidth  = 126
	panelHead   = 58
	panelFoot   = 16
	drawingSide = 16
	mostPanels  = 4

	longestLabel = 34 // characters
)

// The grounds of hours differ in lightness, so that they differ without color, too.
var grounds = [...]string{atNight: "#33415c", offWork: "#a3b4c8", atWork: "#eef4e6"}

// A panel is a day with the slots that begin on it.
type panel struct {
	day      date.Date
	from, to time.Time
	slots    []int // indices
}

// drawSVG draws the participants by the hours of the days of slots: when each of them works,
// when it is night there, and what is in their calendars. Equal problems give equal bytes.
func drawSVG(w io.Writer, p *plan, slots []meeting.Slot) error {
	d := &drawing{Writer: bufio.NewWriter(w), plan: p, all: slots}
	for i, s := range slots {
		day := date.NewAt(s.Start.In(p.loc))
		if n := len(d.panels); n > 0 && d.panels[n-1].day == day {
			d.panels[n-1].slots = append(d.panels[n-1].slots, i)
			continue
		}
		if at := slices.IndexFunc(d.panels, func(q panel) bool { return q.day == day }); at >= 0 {
			d.panels[at].slots = append(d.panels[at].slots, i)
			continue
		}
		if len(d.panels) < mostPanels {
			d.panels = append(d.panels, panel{day: day, from: startOfDay(day, p.loc), to: startOfDay(day+1, p.loc), slots: []int{i}})
		}
	}
	d.draw()
	return d.Flush()
}

type drawing struct {
	*bufio.Writer
	*plan
	all    []meeting.Slot
	panels []panel
}

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(d.Writer, format, args...) }

// escape writes text as XML has it.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

func (d *drawing) draw() {
	rows := len(d.req.Participants)
	height := 44 + len(d.panels)*(panelHead+rows*rowHeight+panelFoot) + 40
	width := 2*drawingSide + labelWidth + hoursWidth + localWidth
	title := d.title
	if title == "" {
		title = "Times to meet"
	}
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="title desc" font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" font-size="12" fill="#111">`+"\n", width, height, width, height)
	d.printf("<title id=\"title\">%s</title>\n<desc id=\"desc\">%s</desc>\n", escape(title), escape(d.description()))
	d.printf(`<defs><pattern id="busy" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff" fill-opacity=".55"/><path d="M0 0V6" stroke="#000" stroke-width="2.4"/></pattern></defs>` + "\n")
	d.printf("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height)
	d.printf("<text x=\"%d\" y=\"28\" font-size=\"17\" font-weight=\"bold\">%s</text>\n", drawingSide, escape(title))
	y := 44
	for i := range d.panels {
		d.panel(&d.panels[i], y)
		y += panelHead + rows*rowHeight + panelFoot
	}
	d.legend(y + 8)
	d.printf("</svg>\n")
}

// description says in words what the drawing shows.
func (d *drawing) description() string {
	var b strings.Builder
	fmt.Fprintf(&b, "The hours of %s by the clock of %s. ", plural(len(d.req.Participants), "participant", "participants"), d.city)
	for i, s := range d.all {
		local := s.Start.In(d.loc)
		fmt.Fprintf(&b, "Time %d: %s, %s. ", i+1, dayWords(local), span(local, s.End.In(d.loc)))
		outside, night := 0, 0
		for k, a := range s.People {
			switch {
			case !a.Counted || a.Outside == 0:
			case d.isNight(k, a):
				night++
			default:
				outside++
			}
		}
		fmt.Fprintf(&b, "At night for %d, outside of working hours for %d more. ", night, outside)
	}
	return strings.TrimSpace(b.String())
}

// x returns where an instant of a panel is.
func (q *panel) x(at time.Time) float64 {
	return drawingSide + labelWidth + hoursWidth*float64(at.Sub(q.from))/float64(q.to.Sub(q.from))
}

func (d *drawing) panel(q *panel, top int) {
	best := d.all[q.slots[0]]
	d.printf("<text x=\"%d\" y=\"%d\" font-size=\"14\" font-weight=\"bold\">%s</text>\n", drawingSide, top+18, escape(dayWords(best.Start.In(d.loc))))
	grid := top + panelHead
	for at := q.from; at.Before(q.to); at = at.Add(15 * time.Minute) {
		if local := at.In(d.loc); local.Minute() == 0 && local.Hour()%3 == 0 {
			d.printf("<text x=\"%.1f\" y=\"%d\" font-size=\"11\" fill=\"#333\">%s</text>\n", q.x(at), grid-4, clockWords(local))
		}
	}
	d.printf("<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#333\" text-anchor=\"end\">%s</text>\n", drawingSide+labelWidth-8, grid-4, escape(d.city))
	row := 0
	for _, s := range d.sites(best.Start) {
		for _, i := range s.people {
			d.row(q, s, i, grid+row*rowHeight, best.People[i])
			row++
		}
	}
	bottom := grid + row*rowHeight
	for at := q.from; at.Before(q.to); at = at.Add(15 * time.Minute) {
		if local := at.In(d.loc); local.Minute() == 0 && local.Hour()%3 == 0 && at.After(q.from) {
			d.printf("<path d=\"M%.1f %dV%d\" stroke=\"#000\" stroke-opacity=\".25\"/>\n", q.x(at), grid, bottom)
		}
	}
	for _, k := range q.slots {
		s := d.all[k]
		left, right := q.x(s.Start), q.x(earlier(s.End, q.to))
		d.printf("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"none\" stroke=\"#fff\" stroke-width=\"5\"/>\n", left, grid-1, right-left, bottom-grid+2)
		d.printf("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"none\" stroke=\"#000\" stroke-width=\"2.5\"/>\n", left, grid-1, right-left, bottom-grid+2)
		d.printf("<text x=\"%.1f\" y=\"%d\" font-weight=\"bold\" text-anchor=\"middle\">%d</text>\n", (left+right)/2, grid-19, k+1)
	}
}

// row draws the day of a participant.
func (d *drawing) row(q *panel, s site, i, y int, a meeting.Attendance) {
	name := d.name(i) + ", " + s.label()
	if utf8.RuneCountInString(name) > longestLabel {
		name = string([]rune(name)[:longestLabel-1]) + "…"
	}
	d.printf("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", drawingSide+labelWidth-8, y+13, escape(name))
	begun := q.from
	for at := q.from; at.Before(q.to); {
		next := earlier(at.Add(15*time.Minute), q.to)
		if next.Equal(q.to) || d.kindAt(i, next) != d.kindAt(i, at) {
			d.printf("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n", q.x(begun), y, q.x(next)-q.x(begun), rowHeight-1, grounds[d.kindAt(i, at)])
			begun = next
		}
		at = next
	}
	for _, busy := range freebusy.Periods(q.from, q.to, d.req.Participants[i].Busy, d.req.MaskUID) {
		d.printf("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"url(#busy)\"/>\n", q.x(busy.Start), y+1, q.x(busy.End)-q.x(busy.Start), rowHeight-3)
	}
	says := span(a.Start, a.End)
	if a.DayShift != 0 {
		says += " " + shift(a.DayShift)
	}
	if a.Reasons != 0 {
		says = reasonWords(a.Reasons)
	}
	weight := "normal"
	if a.Reasons != 0 || a.Counted && a.Outside > 0 {
		weight = "bold"
	}
	d.printf("<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>\n", drawingSide+labelWidth+hoursWidth+8, y+13, weight, escape(says))
}

// legend says what the grounds mean.
func (d *drawing) legend(y int) {
	x := drawingSide + labelWidth
	for _, g := range []struct{ fill, says string }{
		{grounds[atWork], "at work"}, {grounds[offWork], "not at work"}, {grounds[atNight], "at night"}, {"url(#busy)", "in the calendar"},
	} {
		d.printf("<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"14\" fill=\"%s\" stroke=\"#000\" stroke-width=\".6\"/>\n", x, y, g.fill)
		d.printf("<text x=\"%d\" y=\"%d\">%s</text>\n", x+28, y+12, g.says)
		x += 44 + 7*len(g.says)
	}
	d.printf("<rect x=\"%d\" y=\"%d\" width=\"22\" height=\"14\" fill=\"none\" stroke=\"#000\" stroke-width=\"2.5\"/>\n", x, y)
	d.printf("<text x=\"%d\" y=\"%d\">the meeting; on the right when it is there</text>\n", x+28, y+12)
}
