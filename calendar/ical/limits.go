package ical

import (
	"cmp"
	"math"
)

// Limits bound what a reader takes in, and with that its time and memory. A field that
// is 0 stands for its default. A property, a UID or an alarm over its limit is left out with
// a diagnostic; over the others the reader gives up with an error that wraps [ErrLimit].
//
// Time is linear in the octets read. The memory of [Read] is some five octets for each
// octet of a usual feed, and ten times as much where there is little but parameters;
// that of a [Decoder] is the same for the largest component.
type Limits struct {
	// Input is how many octets a stream may have. The default is 64 MiB.
	Input int64

	// Line is how many octets a content line may have without its folds. The default
	// is 2 MiB, room for a list of 100,000 EXDATEs.
	Line int

	// Outside is how many octets may stand outside of any calendar, blank lines among
	// them. The default is 64 KiB.
	Outside int

	// Depth is how many components may stand within one another, VCALENDAR among them.
	// The default is 16, which is what an [Encoder] writes.
	Depth int

	// Components is how many components a stream may have, those within others among
	// them. The default is 250,000.
	Components int

	// Properties is how many properties a component may have. The default is 50,000.
	Properties int

	// Parameters is how many parameters a property may have. The default is 100.
	Parameters int

	// ParameterValues is how many values the parameters of a property may have in all.
	// The default is 1,000.
	ParameterValues int

	// UID is how many octets a UID may have; a component with a longer one is left
	// out. The default is 4,096. Readers must take 255 (RFC 5545, section 3.8.4.7).
	UID int

	// Memory is how many octets the model that [Read] makes may take, as estimated. The
	// default is 512 MiB. A [Decoder], which keeps nothing, does not count.
	Memory int64

	// Repeat is how often an alarm may repeat; one that does so more often is left out.
	// The default is 1,000.
	Repeat int

	// Diagnostics is how many diagnostics are kept; further ones are counted. The
	// default is 1,000.
	Diagnostics int
}

// withDefaults returns l with the defaults for what is 0. What is added to is kept from
// overflowing: no stream is half as long as the largest number.
func (l Limits) withDefaults() Limits {
	return Limits{
		Input:           min(max(0, cmp.Or(l.Input, 64<<20)), math.MaxInt64/2),
		Line:            min(max(0, cmp.Or(l.Line, 2<<20)), math.MaxInt/2),
		Outside:         cmp.Or(l.Outside, 64<<10),
		Depth:           cmp.Or(l.Depth, maxDepth),
		Components:      cmp.Or(l.Components, 250_000),
		Properties:      cmp.Or(l.Properties, 50_000),
		Parameters:      cmp.Or(l.Parameters, 100),
		ParameterValues: cmp.Or(l.ParameterValues, 1_000),
		UID:             cmp.Or(l.UID, 4_096),
		Memory:          cmp.Or(l.Memory, 512<<20),
		Repeat:          cmp.Or(l.Repeat, 1_000),
		Diagnostics:     cmp.Or(l.Diagnostics, 1_000),
	}
}
