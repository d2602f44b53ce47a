package main

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/convene-cal/convene/recurrence"
)

// A fault is an object that goes out where something was wrong with a query, or with
// a line that is none.
type fault struct {
	ID     json.RawMessage `json:"id"`
	Line   int             `json:"line,omitempty"`
	Err    string          `json:"error"`
	Field  string          `json:"field,omitempty"`
	Offset int             `json:"offset"`
	Clause string          `json:"clause"`
}

func (f *fault) Error() string {
	text := f.Field + ": " + f.Err
	if f.Clause != "" {
		text += " (" + f.Clause + ")"
	}
	return text
}

// faultOf returns the fault that an error of the rule in a field is.
func faultOf(err error, field string) *fault {
	var parse *recurrence.ParseError
	var rule *recurrence.RuleError
	switch {
	case errors.As(err, &parse):
		return &fault{Field: field, Offset: parse.Offset, Err: words(parse.Part, parse.Reason), Clause: parse.Clause}
	case errors.As(err, &rule):
		return &fault{Field: field, Err: words(rule.Part, rule.Reason), Clause: rule.Clause}
	}
	return &fault{Field: field, Err: err.Error()}
}

func words(part, reason string) string {
	if part == "" {
		return reason
	}
	return part + ": " + reason
}

// fault returns the fault that an error of one of the lines is.
func (c *content) fault(err error) *fault {
	var parse *recurrence.ParseError
	if !errors.As(err, &parse) || parse.Line < 1 || parse.Line > len(c.lines) {
		return faultOf(err, "dtstart")
	}
	i := parse.Line - 1
	f := faultOf(err, c.fields[i])
	if f.Offset -= c.values[i]; f.Offset < 0 { // in the parameters
		f.Offset = 0
		if strings.Contains(parse.Clause, "3.2.19") {
			f.Field = "tzid"
		}
	}
	return f
}
