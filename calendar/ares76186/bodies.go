package ares76186

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"
)

// A Role says how a [Body] stands to the Inter-Agency Coordination Group.
type Role string

// The roles of footnote 14.
const (
	Member  Role = "member"
	Partner Role = "partner"
)

// A Body is an organization, office or mandate that takes part in the Inter-Agency
// Coordination Group against Trafficking in Persons (ICAT).
type Body struct {
	// Short is the name that the catalogue uses for organizers, such as "UNODC".
	Short string `json:"short"`

	// Name is the name in footnote 14.
	Name string `json:"name"`

	// Role is Member or Partner.
	Role Role `json:"role"`

	// City is where the body has its seat, and Zone the IANA time zone there, which
	// [time.LoadLocation] knows. The resolution gives neither.
	City string `json:"city"`
	Zone string `json:"zone"`

	// SeatSource is the address of a page that gives the seat. Where it is empty,
	// City and Zone are common knowledge that nobody has verified.
	SeatSource string `json:"seatSource"`

	// Note is what else is to be known of the seat, or empty.
	Note string `json:"note"`
}

// String returns the body's name with its seat, such as "UNICEF (New York, unverified)".
func (b Body) String() string {
	if b.IsSeatSourced() {
		return fmt.Sprintf("%s (%s)", b.Short, b.City)
	}
	return fmt.Sprintf("%s (%s, unverified)", b.Short, b.City)
}

// Location returns the time zone Zone. It fails where neither the system nor the program
// has the time zone database; importing time/tzdata provides it.
func (b Body) Location() (*time.Location, error) {
	loc, err := time.LoadLocation(b.Zone)
	if err != nil {
		return nil, fmt.Errorf("ares76186: time zone of %s: %w", b.Short, err)
	}
	return loc, nil
}

// IsSeatSourced reports whether a source gives City and Zone. Show them as
// unverified where none does.
func (b Body) IsSeatSourced() bool { return b.SeatSource != "" }

//go:embed bodies.json
var bodiesText []byte

var loadBodies = sync.OnceValue(func() []Body {
	var bodies []Body
	if err := json.Unmarshal(bodiesText, &bodies); err != nil {
		panic(fmt.Sprintf("ares76186: bodies.json: %v", err))
	}
	return bodies
})

// Bodies returns the 22 members and 4 partners of the Inter-Agency Coordination Group,
// 26 in all, in the order of footnote 14. The list is that of 16 December 2021; who
// takes part has changed before and since.
func Bodies() []Body { return slices.Clone(loadBodies()) }
