package main

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/convene-cal/convene/calendar/ares76186"
)

// cities are places of meetings whose zones do not bear their names, beside the seats of the
// bodies of resolution 76/186.
var cities = map[string]string{
	"geneva": "Europe/Zurich", "bern": "Europe/Zurich", "the hague": "Europe/Amsterdam", "strasbourg": "Europe/Paris", "lyon": "Europe/Paris",
	"bonn": "Europe/Berlin", "hamburg": "Europe/Berlin", "turin": "Europe/Rome", "montreal": "America/Toronto", "ottawa": "America/Toronto",
	"washington": "America/New_York", "washington, d.c.": "America/New_York", "san francisco": "America/Los_Angeles",
	"new delhi": "Asia/Kolkata", "beijing": "Asia/Shanghai", "abuja": "Africa/Lagos", "brasilia": "America/Sao_Paulo", "canberra": "Australia/Sydney",
	"wellington": "Pacific/Auckland", "hanoi": "Asia/Ho_Chi_Minh", "islamabad": "Asia/Karachi", "pretoria": "Africa/Johannesburg",
	"gaza": "Asia/Gaza", "abu dhabi": "Asia/Dubai", "ankara": "Europe/Istanbul", "barcelona": "Europe/Madrid",
}

// areas are those of the names of zones.
var areas = []string{"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}

// place reads a city, or the name of a time zone, and returns what to call it.
func (n *node) place() (name string, loc *time.Location) {
	if !n.is(text, "a city or a time zone") {
		return "", time.UTC
	}
	loc, ok := zoneOfPlace(n.text)
	if !ok {
		n.fail("nobody here knows where %.60q is: name its time zone, such as Europe/Vienna", n.text)
		return n.text, time.UTC
	}
	name = n.text
	if _, city, isZone := strings.Cut(name, "/"); isZone {
		name = strings.ReplaceAll(city[strings.LastIndex(city, "/")+1:], "_", " ")
	}
	return name, loc
}

// zoneOfPlace finds the zone of a city or of the name of a zone.
func zoneOfPlace(name string) (*time.Location, bool) {
	if strings.Contains(name, "/") || name == "UTC" {
		loc, err := loadZone(name)
		return loc, err == nil
	}
	for _, b := range ares76186.Bodies() {
		if strings.EqualFold(b.City, name) {
			loc, err := b.Location()
			return loc, err == nil
		}
	}
	if zone, ok := cities[strings.ToLower(name)]; ok {
		loc, err := loadZone(zone)
		return loc, err == nil
	}
	for _, area := range areas {
		if loc, err := loadZone(area + "/" + strings.ReplaceAll(name, " ", "_")); err == nil {
			return loc, true
		}
	}
	return nil, false
}

// A site is where some of the participants are, with what they have in common there.
type site struct {
	name       string
	loc        *time.Location
	people     []int // indices of participants
	unverified bool  // whether nobody has verified that they are there
}

// sites groups participants by where they are, from west to east at a time.
func (p *plan) sites(at time.Time) []site {
	var list []site
	for i, q := range p.req.Participants {
		at := slices.IndexFunc(list, func(s site) bool { return s.name == p.people[i].city && s.loc.String() == q.Location.String() })
		if at < 0 {
			at = len(list)
			list = append(list, site{name: p.people[i].city, loc: q.Location})
		}
		list[at].people = append(list[at].people, i)
		list[at].unverified = list[at].unverified || p.people[i].unverified
	}
	slices.SortStableFunc(list, func(a, b site) int {
		_, x := at.In(a.loc).Zone()
		_, y := at.In(b.loc).Zone()
		return cmp.Or(cmp.Compare(x, y), strings.Compare(a.name, b.name))
	})
	return list
}

func (s site) label() string {
	if s.unverified {
		return s.name + "?"
	}
	return s.name
}
