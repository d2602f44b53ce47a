package freebusy

import (
	"fmt"
	"strings"
)

// A Type says how a time is taken. Types are ordered by strength, the strongest first:
// where entries overlap the strongest counts. The zero Type is Busy, which is also what
// FBTYPE is where it is not given (RFC 5545, section 3.2.9).
type Type uint8

const (
	// Busy is taken: FBTYPE=BUSY.
	Busy Type = iota
	// Unavailable is out of reach, with no meeting that says why, as outside of working
	// hours or on leave: FBTYPE=BUSY-UNAVAILABLE.
	Unavailable
	// Tentative may be taken, and nobody has said for sure: FBTYPE=BUSY-TENTATIVE.
	Tentative
	// Free takes no time: FBTYPE=FREE.
	Free
)

// typeNames are the values of FBTYPE (RFC 5545, section 3.2.9).
var typeNames = [...]string{"BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE", "FREE"}

// String returns the type as FBTYPE has it: BUSY, BUSY-UNAVAILABLE, BUSY-TENTATIVE or FREE.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return fmt.Sprintf("Type(%d)", uint8(t))
}

// ParseType reads a value of FBTYPE, in any case. Of what it does not know it returns
// Busy and an error: RFC 5545, section 3.2.9, has readers take other values for BUSY.
func ParseType(s string) (Type, error) {
	for i, name := range typeNames {
		if strings.EqualFold(s, name) {
			return Type(i), nil
		}
	}
	return Busy, fmt.Errorf("freebusy: %q is not FREE, BUSY-TENTATIVE, BUSY-UNAVAILABLE or BUSY", s)
}
