package ical

import (
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// A Finding is something in a model that could not be taken as it stands, or not at all.
type Finding struct {
	Index     int    // of the component in the calendar's Components; -1 for the calendar itself
	Component string // its name, such as "VEVENT"
	UID       string // its UID, or that which it has been given
	Property  string // the property, or empty for the component as a whole
	Reason    string // what is wrong, and what is made of it
	Lost      bool   // whether nothing is made of the component
	Err       error  // what is at the bottom of it, or nil
}

// String returns the finding as a line for people:
//
//	component 3, VEVENT "a@example.org": RRULE: left out: …
func (f Finding) String() string {
	var b strings.Builder
	if f.Index < 0 {
		b.WriteString("calendar")
	} else {
		fmt.Fprintf(&b, "component %d, %s", f.Index, printable(f.Component))
	}
	if f.UID != "" {
		b.WriteString(" " + quote(f.UID))
	}
	b.WriteString(": ")
	if f.Property != "" {
		b.WriteString(printable(f.Property) + ": ")
	}
	if f.Lost {
		b.WriteString("not taken in: ")
	}
	b.WriteString(f.Reason)
	return b.String()
}

// defaultMaxFindings is how many findings are kept unless another number is asked for.
const defaultMaxFindings = 1_000

// findings gathers a bounded number of them.
type findings struct {
	list []Finding
	most int
	more int // those beyond
}

func (f *findings) add(found Finding) {
	if len(f.list) >= f.most {
		f.more++
		return
	}
	f.list = append(f.list, found)
}

// about begins a finding about a component.
func about(s *source) Finding {
	return Finding{Index: s.index, Component: s.name, UID: s.uid}
}

// all returns the findings, with one that counts those which are not listed.
func (f *findings) all() []Finding {
	if f.more == 0 {
		return f.list
	}
	return append(f.list, Finding{Index: -1, Component: "VCALENDAR", Reason: fmt.Sprintf("%d more findings are not listed", f.more)})
}

// A source is a component of the calendar that may become an event.
type source struct {
	ics.Component
	index int
	name  string // in capitals
	uid   string
	id    *ics.BaseProperty // RECURRENCE-ID, or nil
	place int               // among the sources that count
}

func (s *source) properties() []ics.IANAProperty { return s.UnknownPropertiesIANAProperties() }

func (s *source) property(id propertyID) *ics.BaseProperty { return lookUp(s.properties(), id) }

func (s *source) value(id propertyID) string { return valueIn(s.properties(), id) }
