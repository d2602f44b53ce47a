package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/calendar/meeting"
)

var personKeys = []string{
	"name", "body", "bodies", "place", "address", "role", "weight", "hours", "soft", "limits", "holidays", "before", "after", "busy", "unknown", "private", "carry",
}

// person reads a participant, or with bodies several. What it does not say the problem as a
// whole may say.
func (r *yamlReader) person(n, root *node) {
	if !n.isObject(personKeys...) {
		return
	}
	either := func(key string) *node {
		if v := n.get(key); v != nil {
			return v
		}
		return root.get(key)
	}
	q := meeting.Participant{Location: r.loc, Name: n.get("name").string(), Address: n.get("address").string()}
	p := person{city: r.city}
	if role := either("role"); role != nil {
		q.Role = role.role()
	}
	if weight := n.get("weight"); weight != nil {
		q.Weight = weight.int(1, 1000)
	}
	if hours := either("hours"); hours != nil {
		q.Hours = hours.weekHours()
	}
	if soft := either("soft"); soft != nil {
		q.SoftHours = soft.bool()
	}
	if limits := either("limits"); limits != nil {
		v := limits.clockRange()
		q.Limits = &v
	}
	for _, d := range either("holidays").list() {
		q.Holidays = append(q.Holidays, d.day())
	}
	q.Before, q.After = n.get("before").duration(), n.get("after").duration()
	if v := n.get("unknown"); v != nil {
		q.Unknown = v.bool()
	}
	if v := n.get("private"); v != nil {
		q.Private = v.bool()
	}
	q.Carry = meeting.BurdenOf(n.get("carry").duration())
	if place := n.get("place"); place != nil {
		p.city, q.Location = place.place()
	}
	if bodies := n.get("bodies"); bodies != nil {
		for _, b := range bodies.bodies() {
			r.body(n, b, q)
		}
		return
	}
	if body := n.get("body"); body != nil {
		if b, ok := findBody(body.string()); ok {
			r.body(n, b, q)
		} else if body.kind == text {
			body.fail("%.40q is not among the bodies of resolution 76/186, which are %s", body.text, shortNames())
		}
		return
	}
	if q.Name == "" && n.get("name") == nil {
		n.fail("name is missing, or body, or bodies")
	}
	if n.get("place") == nil {
		n.fail("place is missing: a city or a time zone")
	}
	q.ID = q.Name
	r.add(n, q, p)
}

// body adds a body of the resolution, or gives one that is there already what is said of it
// later.
func (r *yamlReader) body(n *node, b ares76186.Body, q meeting.Participant) {
	p := person{city: b.City, unverified: !b.IsSeatSourced()}
	q.ID = b.Short
	if n.get("place") != nil {
		p.city, q.Location = n.get("place").place()
		p.unverified = false
	} else if loc, err := b.Location(); err == nil {
		q.Location = loc
	} else {
		n.fail("%v", err)
	}
	r.add(n, q, p)
}

func (r *yamlReader) add(n *node, q meeting.Participant, p person) {
	for _, b := range n.get("busy").list() {
		q.Busy = append(q.Busy, r.busy(b, q.Location, q.Address)...)
	}
	for i := range r.req.Participants {
		if r.req.Participants[i].ID != q.ID {
			continue
		}
		if n.get("body") == nil && n.get("bodies") == nil {
			n.fail("there are two called %.60q", q.ID)
			return
		}
		r.req.Participants[i], r.people[i] = q, p
		return
	}
	r.req.Participants = append(r.req.Participants, q)
	r.people = append(r.people, p)
}

// bodies reads "all", "members" or "partners", or a list of short names.
func (n *node) bodies() []ares76186.Body {
	all := ares76186.Bodies()
	if n.kind == list {
		var chosen []ares76186.Body
		for _, item := range n.items {
			if b, ok := findBody(item.string()); ok {
				chosen = append(chosen, b)
			} else {
				item.fail("%.40q is not among the bodies of resolution 76/186, which are %s", item.text, shortNames())
			}
		}
		return chosen
	}
	role := map[string]ares76186.Role{"members": ares76186.Member, "partners": ares76186.Partner}[n.choice("all", "members", "partners")]
	var chosen []ares76186.Body
	for _, b := range all {
		if role == "" || b.Role == role {
			chosen = append(chosen, b)
		}
	}
	return chosen
}

func findBody(short string) (ares76186.Body, bool) {
	for _, b := range ares76186.Bodies() {
		if strings.EqualFold(b.Short, short) {
			return b, true
		}
	}
	return ares76186.Body{}, false
}

func shortNames() string {
	var names []string
	for _, b := range ares76186.Bodies() {
		names = append(names, b.Short)
	}
	return strings.Join(names, ", ")
}

// busy reads what takes somebody's time: days or times, or the file of a calendar.
func (r *yamlReader) busy(n *node, loc *time.Location, address string) []freebusy.Entry {
	if n.kind == text {
		return r.span(n, loc, freebusy.Busy, "")
	}
	if n != nil && n.kind == object && len(n.names) == 1 && strings.Contains(n.names[0].text, "T") {
		n.fail("a time between brackets needs quotes: [\"2026-10-05T09:00/2026-10-05T10:30\"]") // its colon makes it a mapping
		return nil
	}
	if !n.isObject("when", "type", "what", "uid", "calendar", "address") {
		return nil
	}
	if file := n.get("calendar"); file != nil {
		if own := n.get("address"); own != nil {
			address = own.string()
		}
		return r.calendarFile(file, loc, address)
	}
	typ := freebusy.Busy
	if t := n.get("type"); t != nil {
		typ = t.entryType()
	}
	entries := r.span(n.need("when"), loc, typ, n.get("what").string())
	for i := range entries {
		entries[i].UID = n.get("uid").string()
	}
	return entries
}

// span reads a day, days with the last one included, or two times of a clock.
func (r *yamlReader) span(n *node, loc *time.Location, typ freebusy.Type, summary string) []freebusy.Entry {
	const expected = "a day, days such as 2026-10-05/2026-10-07, or times such as 2026-10-05T09:00/2026-10-05T10:30"
	s, ok := n.plain(expected)
	if !ok {
		return nil
	}
	first, last, two := strings.Cut(s, "/")
	if !two {
		last = first
	}
	e := freebusy.Entry{Type: typ, Summary: summary}
	if a, err := date.ParseISO(first); err == nil && len(first) == 10 {
		b, err := date.ParseISO(last)
		if err != nil || len(last) != 10 || b < a {
			n.fail("expected %s, found %.60q", expected, s)
			return nil
		}
		e.Day, e.EndDay, e.Location = a, b+1, loc
		return []freebusy.Entry{e}
	}
	a, ok1 := parseLocal(first, loc)
	b, ok2 := parseLocal(last, loc)
	if !ok1 || !ok2 || !two || b.Before(a) {
		n.fail("expected %s, found %.60q", expected, s)
		return nil
	}
	e.Start, e.End = a, b
	return []freebusy.Entry{e}
}

// calendarFile reads a calendar in iCalendar, as far as it concerns the window and a week
// around it.
func (r *yamlReader) calendarFile(n *node, loc *time.Location, address string) []freebusy.Entry {
	name := n.string()
	if name == "" {
		return nil
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(r.dir, name)
	}
	f, err := os.Open(name)
	if err != nil {
		n.fail("%v", err)
		return nil
	}
	defer f.Close()
	reading, err := freebusy.Read(f, r.from.AddDate(0, 0, -7), r.to.AddDate(0, 0, 7), ical.ReadOptions{}, freebusy.Options{Location: loc, Address: address})
	if err != nil {
		n.fail("%s: %v", name, err)
		return nil
	}
	base := filepath.Base(name)
	for _, s := range reading.Unknown {
		from, to := later(s.Start, r.from), earlier(s.End, r.to)
		counts := "free"
		if r.req.Unknown == meeting.UnknownBusy {
			counts = "taken"
			reading.Entries = append(reading.Entries, freebusy.Entry{Start: s.Start, End: s.End, Type: freebusy.Unavailable, Summary: base + " says nothing of that time"})
		}
		if from.Before(to) {
			r.notes = append(r.notes, fmt.Sprintf("%s says nothing of the time from %s to %s in %s, which counts as %s.", base, dayAndTime(from.In(r.loc)), dayAndTime(to.In(r.loc)), r.city, counts))
		}
	}
	lost := 0
	for _, f := range reading.Findings {
		if f.Lost {
			lost++
		}
	}
	if lost > 0 {
		r.notes = append(r.notes, fmt.Sprintf("%s: %s of it could not be read.", base, plural(lost, "entry", "entries")))
	}
	return reading.Entries
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
