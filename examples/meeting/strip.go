package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/meeting"
)

// What a minute is to those at a site.
type hourKind uint8

const (
	atNight hourKind = iota // neither worked nor waking: it counts more than once
	offWork                 // not worked
	atWork                  // worked
)

// kindAt says what an instant is to somebody.
func (p *plan) kindAt(i int, at time.Time) hourKind {
	q := &p.req.Participants[i]
	local := at.In(q.Location)
	switch {
	case worksAt(q, local):
		return atWork
	case p.factor(local) > 1:
		return atNight
	}
	return offWork
}

// worksAt reports whether somebody works at a local time, as package meeting has it.
func worksAt(q *meeting.Participant, local time.Time) bool {
	if q.Hours == nil {
		return true
	}
	day := date.NewAt(local)
	clock := meeting.Clock(local.Hour()*60 + local.Minute())
	exception := slices.IndexFunc(q.Hours.Except, func(e meeting.DayHours) bool { return e.Date == day })
	if exception < 0 && slices.Contains(q.Holidays, day) {
		return false
	}
	for _, r := range rangesOf(q.Hours, day) {
		if r.From < r.To && within(clock, r) || r.To < r.From && clock >= r.From {
			return true
		}
	}
	for _, r := range rangesOf(q.Hours, day-1) {
		if r.To < r.From && clock < r.To {
			return true
		}
	}
	return false
}

func rangesOf(h *meeting.Hours, day date.Date) []meeting.ClockRange {
	for _, e := range h.Except {
		if e.Date == day {
			return e.Ranges
		}
	}
	return h.Week[day.Weekday()]
}

// strip draws the day of the best slot: a line for each site, with the hours at work, and
// the slots of that day.
func (r *report) strip(slots []meeting.Slot, sites []site) {
	if r.markdown {
		return
	}
	best := slots[0]
	day := date.NewAt(best.Start.In(r.loc))
	from, to := startOfDay(day, r.loc), startOfDay(day+1, r.loc)
	label := len([]rune(r.city))
	for _, s := range sites {
		label = max(label, len([]rune(s.label())))
	}
	cell := time.Hour
	for _, finer := range []time.Duration{30 * time.Minute, 15 * time.Minute} {
		if label+2+int(to.Sub(from)/finer) <= r.width {
			cell = finer
		}
	}
	r.heading(3, fmt.Sprintf("%s, by the clock of %s", dayWords(best.Start.In(r.loc)), r.city))
	r.gap()
	n := int((to.Sub(from) + cell - 1) / cell)
	at := func(i int) time.Time { return from.Add(time.Duration(i) * cell) }
	hours := []byte(strings.Repeat(" ", n+2))
	for i := range n {
		if local := at(i).In(r.loc); local.Minute() == 0 && local.Hour()%3 == 0 {
			copy(hours[i:], fmt.Sprintf("%02d", local.Hour()))
		}
	}
	r.printf("%-*s  %s\n", label, "", strings.TrimRight(string(hours), " "))
	chosen := make([]bool, n)
	for i := range n {
		chosen[i] = slices.ContainsFunc(slots, func(s meeting.Slot) bool { return s.Start.Before(at(i+1)) && s.End.After(at(i)) })
	}
	for _, s := range sites {
		var b strings.Builder
		for i := range n {
			kind := offWork
			for k, who := range s.people {
				if one := r.kindAt(who, at(i)); k == 0 || one < kind {
					kind = one // what it is to the one for whom it is worst
				}
			}
			b.WriteString(r.glyph(kind, chosen[i]))
		}
		r.printf("%-*s  %s\n", label, s.label(), strings.TrimRight(b.String(), " "))
	}
	r.gap()
	r.paragraph("█ at work; ▒ not at work; · at night; ◆ the meeting")
}

func (r *report) glyph(kind hourKind, chosen bool) string {
	glyph := [...]string{"·", "▒", "█"}[kind]
	if chosen {
		glyph = "◆"
	}
	if !r.color {
		return glyph
	}
	style := [...]string{"2", "33", "32"}[kind]
	if chosen {
		style = "1;7"
	}
	return "\x1b[" + style + "m" + glyph + "\x1b[m"
}
