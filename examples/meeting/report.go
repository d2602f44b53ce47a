package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/examples/internal/table"
)

// A report is what people read of an answer.
type report struct {
	*plan
	w        io.Writer
	width    int  // of a line
	color    bool // whether w takes colors
	markdown bool

	blank bool // whether an empty line was written last
}

func (r *report) printf(format string, args ...any) {
	r.blank = false
	fmt.Fprintf(r.w, format, args...)
}

func (r *report) heading(level int, s string) {
	switch {
	case r.markdown:
		r.printf("%s %s\n", strings.Repeat("#", level), table.Escape(s))
		r.gap()
	case r.color:
		r.printf("\x1b[1m%s\x1b[m\n", fold(s, r.width, ""))
	default:
		r.printf("%s\n", fold(s, r.width, ""))
	}
}

// paragraph writes a text that is as wide as a line.
func (r *report) paragraph(s string) {
	if r.markdown {
		r.printf("%s\n", table.Escape(s))
		r.gap()
		return
	}
	r.printf("%s\n", fold(s, r.width, ""))
}

// item writes an item of a list.
func (r *report) item(s string) {
	if r.markdown {
		r.printf("- %s\n", table.Escape(s))
		return
	}
	r.printf("  %s\n", fold(s, r.width-2, "    "))
}

// gap writes an empty line, unless there is one.
func (r *report) gap() {
	if !r.blank {
		r.printf("\n")
	}
	r.blank = true
}

// table writes a table; legends say what its signs mean.
func (r *report) table(t *table.Table, styles table.Styles) error {
	r.blank = false
	if r.markdown {
		m := table.Table{Header: table.EscapeAll(t.Header)}
		for _, row := range t.Rows {
			m.Add(table.EscapeAll(row)...)
		}
		return m.Markdown(r.w)
	}
	if !r.color {
		styles = nil
	}
	return t.Text(r.w, styles)
}

// intro says what was asked, and how much there is to choose from.
func (r *report) intro(found *meeting.Result) {
	if r.title != "" {
		r.heading(2, r.title)
	}
	w := r.req.Windows[0]
	first, last := w.Start.In(r.loc), w.End.Add(-1).In(r.loc)
	people := plural(len(r.req.Participants), "participant", "participants")
	var roles []string
	for _, role := range []meeting.Role{meeting.Chair, meeting.Required, meeting.Optional, meeting.Informed} {
		switch n := count(&r.req, role); {
		case n == 0:
		case n == len(r.req.Participants):
			roles = append(roles, "all of them "+role.String())
		default:
			roles = append(roles, fmt.Sprintf("%d %s", n, role))
		}
	}
	if len(roles) > 0 {
		people += ", " + listed(roles)
	}
	days := "between " + dayWords(first) + " and " + dayWords(last)
	if dayWords(first) == dayWords(last) {
		days = "on " + dayWords(first)
	}
	r.paragraph(fmt.Sprintf("%s %s; %s.", length(r.req.Duration), days, people))
	if !r.req.NotBefore.IsZero() {
		r.paragraph("Nothing before " + dayWords(r.req.NotBefore.In(r.loc)) + " " + clockWords(r.req.NotBefore.In(r.loc)) + " is looked at.")
	}
	golden := "There is no hour at which everybody works."
	if found.Golden > 0 {
		golden = fmt.Sprintf("Everybody works in %s of it.", length(found.Golden))
	}
	r.paragraph(fmt.Sprintf("%s tried, %s possible. %s", plural(found.Candidates, "start", "starts"), grouped(found.Feasible), golden))
	if found.Partial {
		r.paragraph(fmt.Sprintf("Stopped: these are the best of the first %s starts.", grouped(found.Examined)))
	}
	r.gap()
}

// objectives say what the best times are best by.
var objectiveWords = map[meeting.Objective]string{
	meeting.Earliest: "the earliest first",
	meeting.Sum:      "by the burden of all together",
	meeting.MiniMax:  "by the burden of the one who bears most",
	meeting.LexiMin:  "by the burden of the one who bears most, then of the next",
}

// found writes the answer of a search.
func (r *report) found(found *meeting.Result) error {
	r.intro(found)
	r.heading(3, "The best times, "+objectiveWords[r.req.Objective])
	r.gap()
	sites := r.sites(found.Slots[0].Start)
	if err := r.times(found.Slots, sites); err != nil {
		return err
	}
	r.legend(sites, found.Slots)
	r.gap()
	r.heading(3, "Who loses sleep, and who is not there")
	r.gap()
	r.each(found.Slots, r.burdens)
	r.gap()
	r.strip(found.Slots, sites)
	r.remarks()
	return nil
}

// each writes what is to be said of each slot, once for neighbours of which it is the same.
func (r *report) each(slots []meeting.Slot, say func(meeting.Slot) string) {
	for i := 0; i < len(slots); {
		text, first := say(slots[i]), i+1
		for i++; i < len(slots) && say(slots[i]) == text; i++ {
		}
		number := fmt.Sprint(first)
		if i > first {
			number += "–" + fmt.Sprint(i)
		}
		r.item(number + ". " + text)
	}
}

// times writes a table of slots with the clock of each site, in as many parts as the width
// asks for.
func (r *report) times(slots []meeting.Slot, sites []site) error {
	label := len([]rune(r.city))
	for _, s := range sites {
		label = max(label, len([]rune(s.label())))
	}
	columns := make([][]string, len(slots))
	widest := 0
	for i, s := range slots {
		columns[i] = r.column(s, sites, i+1)
		for _, cell := range columns[i] {
			widest = max(widest, len([]rune(cell)))
		}
	}
	first := []string{"", "day"}
	if !r.isSite(sites) {
		first = append(first, r.city)
	}
	for _, s := range sites {
		first = append(first, s.label())
	}
	if len(r.req.Rooms) > 0 {
		first = append(first, "room")
	}
	most := max(1, (r.width-label)/(widest+2))
	if r.markdown {
		most = len(slots)
	}
	for n := 0; len(columns) > 0; n++ {
		if n > 0 {
			r.gap()
		}
		part := columns[:min(most, len(columns))]
		columns = columns[len(part):]
		if err := r.block(first, part); err != nil {
			return err
		}
	}
	return nil
}

// isSite reports whether the place at which the meeting is announced is among the sites.
func (r *report) isSite(sites []site) bool {
	return slices.ContainsFunc(sites, func(s site) bool { return s.name == r.city })
}

// column returns what a table says of a slot.
func (r *report) column(s meeting.Slot, sites []site, number int) []string {
	w := r.req.Windows[0]
	day := s.Start.In(r.loc).Format("Mon 2 Jan")
	if first, last := w.Start.In(r.loc), w.End.Add(-1).In(r.loc); first.Year() != last.Year() {
		day = shortDay(s.Start.In(r.loc))
	}
	cells := []string{fmt.Sprint(number), day}
	if !r.isSite(sites) {
		cells = append(cells, span(s.Start.In(r.loc), s.End.In(r.loc)))
	}
	for _, site := range sites {
		cells = append(cells, r.cell(s, site))
	}
	if len(r.req.Rooms) > 0 {
		cells = append(cells, s.Room)
	}
	return cells
}

// block writes columns side by side.
func (r *report) block(first []string, columns [][]string) error {
	var t table.Table
	styles := table.Styles{"": "1"}
	for i := range first {
		row := []string{first[i]}
		for _, c := range columns {
			row = append(row, c[i])
			switch {
			case strings.HasSuffix(c[i], "**"):
				styles[c[i]] = "31"
			case strings.HasSuffix(c[i], "*"):
				styles[c[i]] = "33"
			}
		}
		if i == 0 {
			t.Header = row
		} else {
			t.Add(row...)
		}
	}
	return r.table(&t, styles)
}

// cell says when a slot is at a site: "21:00–22:30 +1 **".
func (r *report) cell(s meeting.Slot, at site) string {
	a := s.People[at.people[0]]
	text := span(a.Start, a.End)
	if a.DayShift != 0 {
		text += " " + shift(a.DayShift)
	}
	outside, night := false, false
	for _, i := range at.people {
		if a := s.People[i]; a.Counted && a.Outside > 0 {
			outside = true
			night = night || r.isNight(i, a)
		}
	}
	switch {
	case night:
		text += " **"
	case outside:
		text += " *"
	}
	return text
}

// bands are those of the request, or the default.
func (p *plan) bands() []meeting.Band {
	if p.req.Bands == nil {
		return meeting.DefaultBands()
	}
	return p.req.Bands
}

// isNight reports whether some minute of a meeting that a participant does not work counts
// more than once.
func (p *plan) isNight(i int, a meeting.Attendance) bool {
	for at := a.Start; at.Before(a.End); at = at.Add(time.Minute) {
		if p.kindAt(i, at) == atNight {
			return true
		}
	}
	return false
}

// factor returns how often a minute counts that somebody does not work.
func (p *plan) factor(at time.Time) int {
	clock := meeting.Clock(at.Hour()*60 + at.Minute())
	for _, b := range p.bands() {
		if within(clock, b.ClockRange) {
			return b.Factor
		}
	}
	return 1
}

func within(c meeting.Clock, r meeting.ClockRange) bool {
	if r.From <= r.To {
		return r.From <= c && c < r.To
	}
	return c >= r.From || c < r.To
}

// legend says what the signs of the table mean that are in it.
func (r *report) legend(sites []site, slots []meeting.Slot) {
	var signs []string
	has := func(sign string) bool {
		for _, s := range slots {
			for _, at := range sites {
				if fields := strings.Fields(r.cell(s, at)); slices.Contains(fields, sign) {
					return true
				}
			}
		}
		return false
	}
	if has("*") {
		signs = append(signs, "* outside of working hours")
	}
	if has("**") {
		signs = append(signs, "** at night ("+r.nights()+")")
	}
	if has("+1") {
		signs = append(signs, "+1 on the day after")
	}
	if has("-1") {
		signs = append(signs, "-1 on the day before")
	}
	if slices.ContainsFunc(sites, func(s site) bool { return s.unverified }) {
		signs = append(signs, "? nobody has verified the seat")
	}
	if len(signs) > 0 {
		r.gap()
		r.paragraph(strings.Join(signs, "; "))
	}
}

// nights says which hours count more than once.
func (p *plan) nights() string {
	var all []string
	for _, b := range p.bands() {
		if b.Factor > 1 {
			all = append(all, fmt.Sprintf("%s–%s counts %d times", b.From, b.To, b.Factor))
		}
	}
	return strings.Join(all, ", ")
}

// burdens says who bears what at a slot, and who is missing.
func (r *report) burdens(s meeting.Slot) string {
	var parts []string
	bearers := make([]int, 0, len(s.People))
	for i, a := range s.People {
		if a.Counted && a.Burden > 0 {
			bearers = append(bearers, i)
		}
	}
	slices.SortStableFunc(bearers, func(i, j int) int { return int(s.People[j].Burden - s.People[i].Burden) })
	if len(bearers) == 0 {
		parts = append(parts, "Nobody: everybody who comes is at work.")
	}
	const most = 12
	var names []string
	for k := 0; k < len(bearers) && k < most; {
		burden := s.People[bearers[k]].Burden
		var same []string
		for ; k < len(bearers) && k < most && s.People[bearers[k]].Burden == burden; k++ {
			same = append(same, r.name(bearers[k]))
		}
		names = append(names, fmt.Sprintf("%s %s", strings.Join(same, ", "), burden))
	}
	if n := len(bearers) - most; n > 0 {
		names = append(names, fmt.Sprintf("and %d more", n))
	}
	if len(names) > 0 {
		parts = append(parts, strings.Join(names, "; ")+".")
	}
	if missing := r.missing(s); len(missing) > 0 {
		parts = append(parts, "Not there: "+strings.Join(missing, "; ")+".")
	}
	var unsure []string
	for i, a := range s.People {
		if a.Tentative {
			unsure = append(unsure, r.name(i))
		}
	}
	if len(unsure) > 0 {
		parts = append(parts, "Only tentatively booked otherwise: "+listed(unsure)+".")
	}
	return strings.Join(parts, " ")
}

// missing says who cannot come, and why.
func (r *report) missing(s meeting.Slot) []string {
	var all []string
	for i, a := range s.People {
		if a.Reasons == 0 {
			continue
		}
		why := reasonWords(a.Reasons)
		for _, c := range a.Conflicts {
			if c.Summary != "" {
				why += fmt.Sprintf(" (%s)", c.Summary)
				break
			}
		}
		all = append(all, r.name(i)+": "+why)
	}
	return all
}

func reasonWords(reasons meeting.Reasons) string {
	var words []string
	for _, one := range []struct {
		reason meeting.Reasons
		words  string
	}{
		{meeting.ReasonBusy, "busy"}, {meeting.ReasonTentative, "tentatively busy"}, {meeting.ReasonBuffer, "busy too near to it"},
		{meeting.ReasonHours, "not at work"}, {meeting.ReasonLimits, "outside of their limits"}, {meeting.ReasonUnknown, "calendar unknown"},
	} {
		if reasons.Has(one.reason) {
			words = append(words, one.words)
		}
	}
	return listed(words)
}

// remarks writes what people should know of the problem.
func (r *report) remarks() {
	if len(r.notes) == 0 {
		return
	}
	r.gap()
	for _, note := range r.notes {
		r.paragraph(note)
	}
}
