package ical

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
)

// What an [EncodeError] can be about, for errors.Is.
var (
	// ErrName: a name of a component, property or parameter is not an IANA token or
	// X- name (RFC 5545, section 3.1).
	ErrName = errors.New("not a name")
	// ErrControl: a value that has no way to write a control character holds one.
	ErrControl = errors.New("control character")
	// ErrValue: a value is not of its type, or contradicts another value.
	ErrValue = errors.New("bad value")
	// ErrMissing: a property that the component needs is not there.
	ErrMissing = errors.New("missing")
	// ErrRepeated: something that may be given once is given again.
	ErrRepeated = errors.New("given more than once")
	// ErrPlace: a component or property stands where it must not.
	ErrPlace = errors.New("not allowed here")
	// ErrComponent: a component is nil, of a type that golang-ical does not have, or
	// nested too deeply.
	ErrComponent = errors.New("not a component that can be written")
)

// An EncodeError says what in a model cannot be written, and where it is.
type EncodeError struct {
	Path      string // the components from the outermost in, each after the first with its index among its siblings: "VCALENDAR/VEVENT[3]/VALARM[0]"
	UID       string // the UID of the innermost component that has one; empty if none has
	Property  string // the property, as the model names it; empty where the fault is the component's own
	Parameter string // the parameter; empty where the fault is the property's own
	Reason    string // what is wrong, in words
	Err       error  // one of the Err… values of this package, or what package recurrence says of a rule
}

// maxQuoted is how many bytes of a text from the model an error repeats.
const maxQuoted = 60

func (e *EncodeError) Error() string {
	var b strings.Builder
	b.WriteString("ical: ")
	b.WriteString(e.Path)
	if e.UID != "" {
		fmt.Fprintf(&b, " (UID %s)", quote(e.UID))
	}
	if e.Property != "" {
		b.WriteString(": ")
		b.WriteString(printable(e.Property))
	}
	if e.Parameter != "" {
		b.WriteString(": parameter ")
		b.WriteString(printable(e.Parameter))
	}
	b.WriteString(": ")
	b.WriteString(e.Reason)
	return b.String()
}

// Unwrap returns e.Err.
func (e *EncodeError) Unwrap() error { return e.Err }

// errEnough ends the work of an encoder that gathers errors and has as many as it
// reports.
var errEnough = errors.New("enough errors")

// fail reports a fault of the innermost component: it returns an error, or where errors
// are gathered nil, and the work goes on without what is at fault.
func (e *Encoder) fail(err error, reason string) error {
	return e.report(&EncodeError{Reason: reason, Err: err})
}

// failAt reports a fault of a property, and of a parameter of it unless key is empty.
func (e *Encoder) failAt(p *ics.BaseProperty, key string, err error, reason string) error {
	return e.report(&EncodeError{Property: p.IANAToken, Parameter: key, Reason: reason, Err: err})
}

func (e *Encoder) report(fault *EncodeError) error {
	var path strings.Builder
	for i, f := range e.path {
		if i > 0 {
			path.WriteByte('/')
		}
		path.WriteString(f.name)
		if i > 0 {
			fmt.Fprintf(&path, "[%d]", f.index)
		}
		if f.uid != "" {
			fault.UID = f.uid
		}
	}
	fault.Path = path.String()
	if !e.collect {
		return fault
	}
	e.errs = append(e.errs, fault)
	if len(e.errs) == maxErrors {
		return errEnough
	}
	return nil
}

// quote returns s in quotation marks, shortened where it is long.
func quote(s string) string {
	if len(s) <= maxQuoted {
		return strconv.Quote(s)
	}
	cut := maxQuoted
	for cut > maxQuoted-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strconv.Quote(s[:cut] + "…")
}

// printable returns a name as it is, and in quotation marks what is not a name.
func printable(name string) string {
	if isName(name) && len(name) <= maxQuoted {
		return name
	}
	return quote(name)
}
