package freebusy

import (
	"fmt"
	"strings"
)

// A Type says how a time is taken. Types are ordered by strength: where entries overlap
// the strongest counts. The zero Type is Free.
type Type uint8

const (
	// Free takes no time: FBTYPE=FREE.
	Free Type = iota
	// Tentative may be taken, and nobody has said for sure: FBTYPE=BUSY-TENTATIVE.
	Tentative
	// Unavailable is out of reach, with no meeting that says why, as outside of working
	// hours or on leave: FBTYPE=BUSY-UNAVAILABLE.
	Unavailable
	// Busy is taken: FBTYPE=BUSY.
	Busy
)

// typeNames are the values of FBTYPE (RFC 5545, section 3.2.9).
var typeNames = [...]string{"FREE", "BUSY-TENTATIVE", "BUSY-UNAVAILABLE", "BUSY"}

// String returns the type as FBTYPE has it: FREE, BUSY-TENTATIVE, BUSY-UNAVAILABLE or BUSY.
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
