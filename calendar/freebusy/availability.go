package freebusy

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// An availability is a VAVAILABILITY: time in which somebody is out of reach but where an
// AVAILABLE says otherwise.
type availability struct {
	covers    Period // within the span, with its BUSYTYPE
	priority  int    // the smaller, the stronger
	available []Period
}

// lowestPriority is that of what has none, or 0.
const lowestPriority = 10

// availability adds what the VAVAILABILITY components of a model leave out. Those of
// greater priority settle the time that they cover: that is the order of RFC 7953, section
// 4, seen from the top. Of equal ones what is available is so whatever the others say, as
// the procedure of section 5 has it, and else the strongest type holds.
func (r *reader) availability(model *ics.Calendar) error {
	var all []*availability
	events := &ics.Calendar{} // each AVAILABLE as an event, which is expanded alike
	for i, c := range model.Components {
		switch c := c.(type) {
		case *ics.VTimezone:
			events.Components = append(events.Components, c)
		case *ics.GeneralComponent:
			if nameOf(c) == "VAVAILABILITY" {
				all = append(all, r.newAvailability(i, c))
				events.Components = append(events.Components, asEvents(c, len(all)-1)...)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	if err := r.expand(events, all); err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b *availability) int { return cmp.Compare(a.priority, b.priority) })
	var settled []Period
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].priority == all[0].priority {
			n++
		}
		var covered, open []Period
		for _, a := range all[:n] {
			covered = append(covered, a.covers)
			open = append(open, a.available...)
		}
		for _, p := range subtract(Unite(r.from, r.to, covered), r.spans(open, settled)) {
			r.add(Entry{Start: p.Start, End: p.End, Type: p.Type})
		}
		settled = append(settled, covered...)
		all = all[n:]
	}
	return nil
}

// spans returns the time that any of the periods holds.
func (r *reader) spans(lists ...[]Period) (spans []Span) {
	for _, list := range lists {
		for i := range list {
			list[i].Type = Busy
		}
	}
	for _, p := range Unite(r.from, r.to, lists...) {
		spans = append(spans, Span{p.Start, p.End})
	}
	return spans
}

func (r *reader) newAvailability(index int, c *ics.GeneralComponent) *availability {
	a := &availability{covers: Period{r.from, r.to, Unavailable}, priority: lowestPriority}
	var start, end, duration *ics.BaseProperty
	for i := range c.Properties {
		p := &c.Properties[i].BaseProperty
		value := strings.TrimSpace(p.Value)
		switch strings.ToUpper(p.IANAToken) {
		case "DTSTART":
			start = p
		case "DTEND":
			end = p
		case "DURATION":
			duration = p
		case "PRIORITY":
			if n, err := strconv.Atoi(value); err == nil && 1 <= n && n <= 9 {
				a.priority = n
			}
		case "BUSYTYPE":
			typ, err := ParseType(value)
			if typ == Free {
				typ, err = Unavailable, fmt.Errorf("FREE is no BUSYTYPE")
			}
			if err != nil {
				r.find(ical.Finding{Index: index, Component: "VAVAILABILITY", UID: uidOf(c), Property: "BUSYTYPE",
					Reason: strings.TrimPrefix(err.Error(), "freebusy: ") + "; " + typ.String() + " is taken", Err: err})
			}
			a.covers.Type = typ
		}
	}
	// It is open where it has no start or no end.
	bound := func(at *time.Time, p *ics.BaseProperty) {
		if p == nil {
			return
		}
		t, err := r.instant(p, strings.TrimSpace(p.Value))
		if err != nil {
			r.leaveOut(index, c, p, p.Value, "a date and time", err)
			return
		}
		*at = t
	}
	bound(&a.covers.Start, start)
	if bound(&a.covers.End, end); end == nil && start != nil && duration != nil {
		e, err := r.period(start, strings.TrimSpace(start.Value)+"/"+strings.TrimSpace(duration.Value))
		if err != nil {
			r.leaveOut(index, c, duration, duration.Value, "a duration", err)
		} else {
			a.covers.End = e.End
		}
	}
	return a
}

// asEvents returns the AVAILABLE components of a VAVAILABILITY as events, whose UIDs begin
// with its number and a slash. Two with one UID are two, and not revisions of one.
func asEvents(c *ics.GeneralComponent, number int) (events []ics.Component) {
	taken := make(map[string]bool)
	for i, child := range c.Components {
		if nameOf(child) != "AVAILABLE" {
			continue
		}
		uid := uidOf(child)
		if _, replaces := valueOf(child, "RECURRENCE-ID"); !replaces {
			if uid == "" || taken[uid] {
				uid = fmt.Sprintf("%d/%s", i, uid)
			}
			taken[uid] = true
		}
		event := &ics.VEvent{}
		for _, p := range child.UnknownPropertiesIANAProperties() {
			if !equalFold(p.IANAToken, "UID") {
				event.Properties = append(event.Properties, p)
			}
		}
		event.Properties = append(event.Properties, ics.IANAProperty{BaseProperty: ics.BaseProperty{
			IANAToken: "UID", Value: fmt.Sprintf("%d/%s", number, uid),
		}})
		events = append(events, event)
	}
	return events
}

// expand finds when what asEvents has made of AVAILABLE components is.
func (r *reader) expand(events *ics.Calendar, all []*availability) error {
	entries, findings := ical.Entries(events, r.importOptions())
	for _, f := range findings {
		_, f.UID, _ = strings.Cut(f.UID, "/")
		f.Index, f.Component = -1, "AVAILABLE"
		r.find(f)
	}
	for i := range entries {
		e := &entries[i]
		number, _, _ := strings.Cut(e.UID, "/")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n >= len(all) {
			continue
		}
		a := all[n]
		err = r.occurrences(e, true, func(one Entry, _ int) {
			for start, end := range one.Spans(r.from, r.to) {
				if p := (Period{later(start, a.covers.Start), earlier(end, a.covers.End), Busy}); p.Start.Before(p.End) {
					a.available = append(a.available, p)
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
