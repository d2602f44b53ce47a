package ical

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/recurrence"
)

// An Entry is what one UID of a calendar stands for: an event, a to-do or a journal
// entry, when it happens, and the components that replace single occurrences of it.
type Entry struct {
	// UID is that of the components, or one made of the content where they have none.
	UID string

	// Component is the one without a RECURRENCE-ID. Where the calendar has none, each
	// component with one is an Entry by itself.
	Component ics.Component

	// Overrides are the components with a RECURRENCE-ID; Set.Overrides[i] is what
	// Overrides[i] says.
	Overrides []ics.Component

	// Set is when it happens. It is the zero Set where nothing says so, which a to-do
	// may do. Of a to-do without a start it starts with the day or time that it is due.
	Set recurrence.Set

	master    *source
	overrides []*source
	of        *source // what it is an occurrence of, if it does not go with that set
}

// Repeats reports whether the entry may happen more than once, or has had a part of it
// replaced.
func (e *Entry) Repeats() bool {
	s := &e.Set
	return len(s.Rules)+len(s.RDates)+len(s.Periods)+len(s.ExDates)+len(s.ExRules)+len(s.Overrides) > 0
}

// Entries returns the events, to-dos and journal entries of a calendar, in the order in
// which they begin in it. Of components that are revisions of one another, the one with
// the greatest SEQUENCE counts, then the one with the greatest DTSTAMP, then the first.
//
// A start that its rule does not give is an occurrence all the same. Of the components that
// replace occurrences of an entry, sixteen may have RANGE=THISANDFUTURE; further ones are
// read without it. Rules are not expanded: that takes memory in proportion to the model
// alone.
func Entries(cal *ics.Calendar, options ImportOptions) ([]Entry, []Finding) {
	e := newEntryReader(cal, options)
	entries := e.read(cal)
	return entries, e.all()
}

// An entryReader makes entries of components.
type entryReader struct {
	findings
	zones *Zones
	local *time.Location  // that of local times without a zone, or nil
	told  map[string]bool // the TZIDs of which a note has been made

	ranges int // overrides of the entry being read that have a RANGE
}

func newEntryReader(cal *ics.Calendar, options ImportOptions) *entryReader {
	e := &entryReader{zones: NewZones(cal), local: options.Floating}
	if e.most = options.MaxFindings; e.most <= 0 {
		e.most = defaultMaxFindings
	}
	if e.local == nil && options.CalendarZone && cal != nil {
		for i := range cal.CalendarProperties {
			p := &cal.CalendarProperties[i].BaseProperty
			if !equalFold(p.IANAToken, properties[propXWRTimezone].name) {
				continue
			}
			loc, err := e.zones.Location(p.Value)
			if err != nil {
				e.add(Finding{Index: -1, Component: "VCALENDAR", Property: "X-WR-TIMEZONE", Reason: err.Error(), Err: err})
			}
			e.local = loc
			break
		}
	}
	return e
}

// A group is the components of one kind with one UID.
type group struct {
	master    *source
	overrides []*source
}

func (e *entryReader) read(cal *ics.Calendar) (entries []Entry) {
	if cal == nil {
		return nil
	}
	groups := e.group(cal)
	entries = make([]Entry, 0, len(groups))
	for _, g := range groups {
		if g.master == nil {
			for _, o := range g.overrides {
				if one, ok := e.entry(group{master: o}); ok {
					entries = append(entries, one...)
				}
			}
			continue
		}
		if one, ok := e.entry(g); ok {
			entries = append(entries, one...)
		}
	}
	return entries
}

// group sorts the components by kind and UID.
func (e *entryReader) group(cal *ics.Calendar) (groups []group) {
	type revised struct{ name, uid, id string }
	at := make(map[[2]string]int)
	latest := make(map[revised]*source)
	var order []*source
	for i, c := range cal.Components {
		name, ok := componentName(c)
		if !ok {
			e.add(Finding{Index: i, Component: fmt.Sprintf("%T", c), Lost: true, Reason: "the component is nil or of a foreign type", Err: ErrComponent})
			continue
		}
		s := &source{Component: c, index: i, name: string(appendUpper(nil, name))}
		if s.name != "VEVENT" && s.name != "VTODO" && s.name != "VJOURNAL" {
			continue
		}
		if s.uid = s.value(propUID); s.uid == "" {
			s.uid = madeUpUID(s.properties())
			f := about(s)
			f.Property, f.Reason = "UID", "is missing; one is made of the content"
			e.add(f)
		}
		key := revised{s.name, s.uid, ""}
		if s.id = s.property(propRecurrenceID); s.id != nil {
			key.id = s.id.Value + ";" + parameterOf(s.id, "TZID")
		}
		other := latest[key]
		if other == nil {
			latest[key] = s
			s.place = len(order)
			order = append(order, s)
			continue
		}
		kept, left := other, s
		if compareSources(s, other) > 0 {
			kept, left = s, other
			s.place = other.place
			order[s.place], latest[key] = s, s
		}
		f := about(left)
		f.Lost, f.Reason = true, fmt.Sprintf("component %d is another revision of it, and counts", kept.index)
		e.add(f)
	}
	for _, s := range order {
		key := [2]string{s.name, s.uid}
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, group{})
		}
		if g := &groups[i]; s.id == nil {
			g.master = s
		} else {
			g.overrides = append(g.overrides, s)
		}
	}
	return groups
}

func compareSources(a, b *source) int {
	sequence := func(s *source) int {
		n, _ := strconv.Atoi(s.value(propSequence))
		return n
	}
	return cmp.Or(cmp.Compare(sequence(a), sequence(b)), strings.Compare(a.value(propDTStamp), b.value(propDTStamp)))
}

// madeUpUID returns a UID for a component without one, which stays the same as long as
// the component does.
func madeUpUID(in []ics.IANAProperty) string {
	h := sha1.New()
	for i := range in {
		if id := lookUpName(in[i].IANAToken); id == propDTStamp || id == propUID {
			continue // some feeds stamp each copy anew
		}
		fmt.Fprintf(h, "%d:%s%d:%s", len(in[i].IANAToken), in[i].IANAToken, len(in[i].Value), in[i].Value)
		for _, key := range sortedParameters(in[i].ICalParameters) {
			fmt.Fprintf(h, "%q=%q", key, in[i].ICalParameters[key])
		}
	}
	return "no-uid-" + hex.EncodeToString(h.Sum(nil)[:10])
}

func sortedParameters(parameters map[string][]string) []string {
	keys := make([]string, 0, len(parameters))
	for key := range parameters {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// parameterOf returns the first value of a parameter, whose name is in capitals, or "".
func parameterOf(p *ics.BaseProperty, name string) string {
	if values := p.ICalParameters[name]; len(values) > 0 {
		return values[0]
	}
	for _, key := range sortedParameters(p.ICalParameters) {
		if values := p.ICalParameters[key]; equalFold(key, name) && len(values) > 0 {
			return values[0]
		}
	}
	return ""
}
