package freebusy

import "strings"

// Properties are what an event says of the time that it takes, as iCalendar has it, in any
// case. What is empty is not said.
type Properties struct {
	Transp   string // TRANSP (RFC 5545, section 3.8.2.7)
	Status   string // STATUS (section 3.8.1.11)
	PartStat string // PARTSTAT of the one whose calendar it is, where they are an attendee (section 3.2.12)
	Busy     string // a type that is given outright, as FBTYPE has it
}

// Type returns how the event takes its time. Nothing is taken by what is transparent,
// cancelled or declined. Else Busy counts where it is given. Else the time is Tentative
// where STATUS or PARTSTAT is TENTATIVE or PARTSTAT is NEEDS-ACTION, and Busy otherwise.
//
// RFC 4791, section 7.10, says so of TRANSP and STATUS. That whoever has declined is free,
// and whoever has not answered may come, is the reading of this package. Who has delegated
// is Busy, since no standard says that they will not come.
func (p Properties) Type() Type {
	is := strings.EqualFold
	switch {
	case is(p.Transp, "TRANSPARENT"), is(p.Status, "CANCELLED"), is(p.PartStat, "DECLINED"):
		return Free
	case p.Busy != "":
		t, _ := ParseType(p.Busy)
		return t
	case is(p.Status, "TENTATIVE"), is(p.PartStat, "TENTATIVE"), is(p.PartStat, "NEEDS-ACTION"):
		return Tentative
	}
	return Busy
}
