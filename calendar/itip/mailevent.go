package itip

import (
	"cmp"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
	"github.com/convene-cal/convene/recurrence"
)

// An event is a component of a message, with what a text says of it.
type event struct {
	Component
	timing
	instance InstanceID        // which it is about, "" for all
	id       recurrence.Moment // the same
	future   bool              // whether it is about that instance and all later ones

	organizers, attendees []party
}

// eventsOf returns the components of a message but for time zones.
func eventsOf(cal *ics.Calendar) []event {
	if cal == nil {
		return nil
	}
	zones := clock{ical.NewZones(cal)}
	var events []event
	for _, c := range cal.Components {
		e := event{Component: ComponentOf(c)}
		if e.IsZero() || e.Name == "VTIMEZONE" {
			continue
		}
		if id, ok := e.Property("RECURRENCE-ID"); ok {
			e.id, _ = zones.moment(id)
			e.instance, _ = zones.instance(e.Component)
			e.future = strings.EqualFold(id.Parameter("RANGE"), "THISANDFUTURE")
		}
		if set, err := zones.set(e.Component, "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE"); err == nil {
			e.timing = timingOf(set)
		}
		e.organizers, e.attendees = parties(e.Component, "ORGANIZER"), parties(e.Component, "ATTENDEE")
		events = append(events, e)
	}
	return events
}

// at returns the event as it is at one of its instances, unless an own component says so.
func (e event) at(id recurrence.Moment) event {
	instance := e
	set := recurrence.Set{Start: id, Length: e.length}
	instance.timing = timingOf(set)
	instance.Component = e.Component.Clone()
	instance.remove("RRULE", "RDATE", "EXDATE", "EXRULE")
	return instance
}

// find returns the same event, or the same instance of it, among some.
func (e event) find(among []event) (event, bool) {
	of := func(instance InstanceID) (event, bool) {
		i := slices.IndexFunc(among, func(o event) bool {
			return o.Name == e.Name && o.Value("UID") == e.Value("UID") && o.instance == instance
		})
		if i < 0 {
			return event{}, false
		}
		return among[i], true
	}
	if o, ok := of(e.instance); ok || e.instance == "" || e.id.IsZero() {
		return o, ok
	}
	whole, ok := of("")
	return whole.at(e.id), ok
}

// A difference is in what two revisions of an event differ. What has changed in no way that
// it names is under other.
type difference struct {
	time, series, title, place, description, status, organizer bool
	joined, left                                               []party
	other                                                      bool
}

func (d difference) any() bool {
	return d.time || d.series || d.title || d.place || d.description || d.status || d.organizer || len(d.joined)+len(d.left) > 0 || d.other
}

// compare returns in what an event differs from an earlier revision of it.
func (e event) compare(before event) difference {
	d := difference{
		time:        !e.span.equal(before.span),
		series:      !sameValues(e.Component, before.Component, "RRULE", "RDATE", "EXDATE", "EXRULE"),
		title:       oneLine(e.Value("SUMMARY")) != oneLine(before.Value("SUMMARY")),
		place:       oneLine(e.Value("LOCATION")) != oneLine(before.Value("LOCATION")),
		description: e.Value("DESCRIPTION") != before.Value("DESCRIPTION"),
		status:      statusWord(e) != statusWord(before),
		organizer:   !SameAddress(e.Value("ORGANIZER"), before.Value("ORGANIZER")),
	}
	now, then := e.attendees, before.attendees
	d.joined, d.left = without(now, then), without(then, now)
	d.other = !slices.EqualFunc(e.rest(), before.rest(), Property.equal) || len(e.Components) != len(before.Components)
	for _, p := range now {
		was, ok := named(p.address, then)
		d.other = d.other || ok && was.role != p.role
	}
	return d
}

// statusWord returns the STATUS of an event, of which some programs say nothing where it is
// certain.
func statusWord(e event) string { return cmp.Or(strings.ToUpper(e.Value("STATUS")), "CONFIRMED") }

// proposed returns in what a COUNTER differs from the invitation that it is about: it need
// not repeat what it leaves as it is, and names those who answer (RFC 5546, section 3.2.7).
func (e event) proposed(before event) difference {
	d := e.compare(before)
	d.left, d.organizer, d.status, d.other = nil, false, false, false
	d.time = d.time && e.span.known
	d.series = d.series && (e.has("RRULE") || e.has("RDATE") || e.has("EXDATE"))
	d.title, d.place, d.description = d.title && e.has("SUMMARY"), d.place && e.has("LOCATION"), d.description && e.has("DESCRIPTION")
	return d
}

// without returns the parties of a list that are not in another.
func without(list, other []party) []party {
	known := make(map[string]bool, len(other))
	for _, p := range other {
		known[addressKey(p.uri)] = true
	}
	var left []party
	for _, p := range list {
		if !known[addressKey(p.uri)] {
			left = append(left, p)
		}
	}
	return left
}

// sameValues reports whether two components have the same properties of some names.
func sameValues(a, b Component, names ...string) bool {
	for _, name := range names {
		if !slices.EqualFunc(a.All(name), b.All(name), Property.equal) {
			return false
		}
	}
	return true
}

// told are the properties that compare looks at by themselves, and those that differ
// between any two messages or say how somebody answered.
var told = map[string]bool{
	"DTSTART": true, "DTEND": true, "DURATION": true, "RRULE": true, "RDATE": true, "EXDATE": true, "EXRULE": true,
	"SUMMARY": true, "LOCATION": true, "DESCRIPTION": true, "STATUS": true, "ORGANIZER": true, "ATTENDEE": true,
	"DTSTAMP": true, "SEQUENCE": true, "LAST-MODIFIED": true, "CREATED": true, "RECURRENCE-ID": true, "UID": true,
	"COMMENT": true, "REQUEST-STATUS": true,
}

// rest returns the properties that are not told of by themselves, by name; and of a series
// its zone, by whose clock it repeats.
func (e event) rest() []Property {
	var rest []Property
	for _, p := range e.Properties {
		switch {
		case !told[p.Name]:
			rest = append(rest, p)
		case p.Name == "DTSTART" && (e.has("RRULE") || e.has("RDATE")):
			rest = append(rest, Property{Name: "TZID", Value: p.Parameter("TZID")})
		}
	}
	slices.SortStableFunc(rest, func(a, b Property) int {
		if a.Name != b.Name {
			return strings.Compare(a.Name, b.Name)
		}
		return strings.Compare(a.Value, b.Value)
	})
	return rest
}
