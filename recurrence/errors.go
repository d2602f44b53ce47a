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

// A ParseError tells why a text is not a recurrence rule or set, and where.
type ParseError struct {
	Input  string // the text of the rule, or the content line without its folds
	Line   int    // the number of the content line, from 1; 0 for the text of a rule
	Offset int    // the byte of Input at which the fault lies
	Part   string // the rule part or property, such as "BYMONTHDAY"; empty outside any
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
	line := ""
	if e.Line > 0 {
		line = fmt.Sprintf("line %d, ", e.Line)
	}
	part := ""
	if e.Part != "" {
		part = e.Part + " "
	}
	return fmt.Sprintf("recurrence: parse %s%s: %sat byte %d: %s (%s)", line, strconv.Quote(input), part, e.Offset, e.Reason, e.Clause)
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
	clauseRecur     = "RFC 5545, 3.3.10"
	clauseDate      = "RFC 5545, 3.3.4 and 3.3.5"
	clauseRScale    = "RFC 7529, 4.1"
	clauseLine      = "RFC 5545, 3.1"
	clauseTZID      = "RFC 5545, 3.2.19"
	clauseRange     = "RFC 5545, 3.2.13"
	clauseDuration  = "RFC 5545, 3.3.6"
	clausePeriod    = "RFC 5545, 3.3.9"
	clauseComponent = "RFC 5545, 3.6"
	clauseStart     = "RFC 5545, 3.8.2.4"
	clauseEnd       = "RFC 5545, 3.8.2.2 and 3.8.2.5"
	clauseID        = "RFC 5545, 3.8.4.4"
	clauseSet       = "RFC 5545, 3.8.5"
	clauseExRule    = "RFC 5545, A.3"
)
