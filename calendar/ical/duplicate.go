package ical

import (
	"cmp"
	"strconv"

	ics "github.com/arran4/golang-ical"
)

// An identity is what revisions of one component have in common: its kind, its UID and
// the RECURRENCE-ID with its TZID.
type identity struct {
	kind, uid, recurrence, zone string
}

// identityOf returns the identity of an event, a to-do or a journal entry.
func identityOf(c ics.Component) (id identity, ok bool) {
	switch c.(type) {
	case *ics.VEvent, *ics.VTodo, *ics.VJournal:
	default:
		return identity{}, false
	}
	id.kind, _ = componentName(c)
	id.uid = valueOf(c, propUID)
	if p := propertyOf(c, propRecurrenceID); p != nil {
		id.recurrence = p.Value
		if zone := p.ICalParameters["TZID"]; len(zone) > 0 {
			id.zone = zone[0]
		}
	}
	return id, true
}

// resolveDuplicates leaves out all but the last revision of each component: that with
// the greatest SEQUENCE, of these that with the greatest DTSTAMP (RFC 5546, section
// 2.1.5), and of these the first. It returns the parts that stay.
func (b *documentBuilder) resolveDuplicates() map[identity]*placedPart {
	stays := make(map[identity]*placedPart, len(b.parts))
	for i := range b.parts {
		p := &b.parts[i]
		id, ok := identityOf(p.Component)
		if !ok || p.out {
			continue
		}
		other := stays[id]
		if other == nil {
			stays[id] = p
			continue
		}
		kept, dropped := other, p
		if compareRevisions(p.Component, other.Component) > 0 {
			kept, dropped = p, other
		}
		stays[id] = kept
		dropped.out = true
		b.report(dropped, Diagnostic{
			Code: CodeDuplicate, Effect: LeftOut,
			Reason: "another revision is on line " + strconv.Itoa(kept.Line) + ", and counts",
		})
	}
	return stays
}

func compareRevisions(a, b ics.Component) int {
	return cmp.Or(cmp.Compare(sequenceOf(a), sequenceOf(b)), cmp.Compare(valueOf(a, propDTStamp), valueOf(b, propDTStamp)))
}

func sequenceOf(c ics.Component) int {
	n, _ := strconv.Atoi(valueOf(c, propSequence))
	return n
}
