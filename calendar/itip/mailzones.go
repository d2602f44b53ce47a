package itip

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
)

// A place is a time zone with those who are there.
type place struct {
	loc    *time.Location
	people []string
	own    bool // whether the recipient is there
}

// writeZones writes the local times of everybody, if there is more than one.
func (l *letterWriter) writeZones() {
	s := l.main.span
	if !s.known || s.days || s.floating || !l.isInvitation() && l.method != "COUNTER" {
		return
	}
	places := l.places()
	if len(places) < 2 {
		return
	}
	here := date.NewAt(s.start.In(l.location()))
	for _, p := range places {
		start, end := s.start.In(p.loc), s.end.In(p.loc)
		z := letterZone{City: cityOf(p.loc), Clock: clockWords(start), Offset: offsetsWords(start, end)}
		if z.City == "" {
			z.City = z.Offset
		}
		if !end.Equal(start) {
			z.Clock += "–" + clockWords(end)
		}
		if end.Sub(start) >= 24*time.Hour {
			z.Clock = l.words.span(s, p.loc, true)
		} else if days := int(date.NewAt(start) - here); days != 0 {
			z.Day = l.words.day(date.NewAt(start)) + " (" + l.words.shift(days) + ")"
		}
		z.People = l.shortList(p.people)
		l.Zones = append(l.Zones, z)
	}
}

// places returns where people are, the recipient's place first, then from west to east.
func (l *letterWriter) places() []place {
	at := map[string]*place{}
	add := func(loc *time.Location) *place {
		p := at[loc.String()]
		if p == nil {
			p = &place{loc: loc}
			at[loc.String()] = p
		}
		return p
	}
	own := add(l.location())
	own.own = true
	seen := map[string]bool{}
	for _, who := range slices.Concat(l.main.organizers, l.main.attendees) {
		if who.address == "" || seen[strings.ToLower(who.address)] {
			continue
		}
		seen[strings.ToLower(who.address)] = true
		loc := l.locationOf(who.address)
		if loc == nil {
			continue
		}
		p := add(loc)
		if who.is(l.to.address) {
			p.people = append([]string{l.words.you}, p.people...)
			continue
		}
		p.people = append(p.people, shorten(who.called(), maxTitle))
	}
	var places []place
	for _, p := range at {
		places = append(places, *p)
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.own != b.own {
			if a.own {
				return -1
			}
			return 1
		}
		_, x := l.main.start.In(a.loc).Zone()
		_, y := l.main.start.In(b.loc).Zone()
		return cmp.Or(cmp.Compare(x, y), strings.Compare(a.loc.String(), b.loc.String()))
	})
	return places
}

func (l *letterWriter) shortList(names []string) string {
	if len(names) > maxNames {
		names = append(slices.Clone(names[:maxNames]), fmt.Sprintf(l.words.andMore, len(names)-maxNames))
	}
	return joinNames(names)
}

// shift words a difference of days.
func (w *mailWords) shift(days int) string {
	switch days {
	case 1:
		return w.nextDay
	case -1:
		return w.previousDay
	}
	return fmt.Sprintf(w.daysOn, days)
}
