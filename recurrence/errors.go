package recurrence

import (
	"errors"
	"fmt"
	"strconv"
)

// ErrNotSupported is wrapped by the error on a rule that is well-formed and that
// this package does not compute: one in a calendar other than the Gregorian (the
// RSCALE part of RFC 7529).
var ErrNotSupported = errors.New("not supported")

// A ParseError tells why a text is not a recurrence rule, and where.
type ParseError struct {
	Input  string // the whole text
	Offset int    // the byte of Input at which the fault lies
	Part   string // the rule part, such as "BYMONTHDAY"; empty outside any
	Clause string // what decides, such as "RFC 5545, 3.3.10"
	Reason string // what is wrong

	err error
}

// maxQuoted is how much of an input an error message repeats.
const maxQuoted = 80

func (e *ParseError) Error() string {
	input := e.Input
	if len(input) > maxQuoted {
		input = input[:maxQuoted] + "…"
	}
	part := ""
	if e.Part != "" {
		part = e.Part + " "
	}
	return fmt.Sprintf("recurrence: parse %s: %sat byte %d: %s (%s)", strconv.Quote(input), part, e.Offset, e.Reason, e.Clause)
}

// Unwrap returns ErrNotSupported or nil.
func (e *ParseError) Unwrap() error { return e.err }

// A RuleError tells why a [Rule] is not valid, or does not go with its start.
type RuleError struct {
	Part   string // the rule part, such as "BYSETPOS"
	Clause string // what decides, such as "RFC 5545, 3.3.10"
	Reason string // what is wrong
}

func (e *RuleError) Error() string {
	return fmt.Sprintf("recurrence: %s: %s (%s)", e.Part, e.Reason, e.Clause)
}

const (
	clauseRecur  = "RFC 5545, 3.3.10"
	clauseDate   = "RFC 5545, 3.3.4 and 3.3.5"
	clauseRScale = "RFC 7529, 4.1"
)
