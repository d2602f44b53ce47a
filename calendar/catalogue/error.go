package catalogue

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxErrors bounds how many faults are told of one catalogue.
const maxErrors = 1000

// An Error tells what is wrong in one place of a catalogue, and what was expected
// there. The functions of this package join one for each fault that they find, in
// the order of their positions, and of more than 1000 faults tell that many.
type Error struct {
	File   string // Options.Name
	Line   int    // from 1
	Column int    // in characters, from 1
	Path   string // such as layers[0].events[3].when; empty for the whole
	Reason string // what is wrong, and what was expected

	err error
}

// Error returns the position, the path and the reason in the form that compilers use:
// "file.yaml:12:9: layers[0].events[3].when: …".
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", cmp.Or(e.File, defaultName), e.Line, e.Column)
	if e.Path != "" {
		b.WriteString(e.Path)
		b.WriteString(": ")
	}
	b.WriteString(e.Reason)
	return b.String()
}

// Unwrap returns the error of the package that reads such values, or nil: a
// [*calendar.WhenError], a [*recurrence.ParseError] or a [*calendar.DefinitionError].
func (e *Error) Unwrap() error { return e.err }

// position is a place in the file, counted from 1, the column in characters.
type position struct{ line, column int }

// report gathers the faults of one file.
type report struct {
	file    string
	errs    []*Error
	touched map[string]bool // every path with a fault at or below it
}

func (r *report) failAt(at position, path string, inner error, format string, args ...any) {
	r.touch(path)
	if len(r.errs) == maxErrors {
		return
	}
	r.errs = append(r.errs, &Error{
		File: r.file, Line: at.line, Column: at.column,
		Path: path, Reason: fmt.Sprintf(format, args...), err: inner,
	})
}

// touch marks a path, and those above it, as faulty.
func (r *report) touch(path string) {
	if r.touched == nil {
		r.touched = make(map[string]bool)
	}
	for path != "" && !r.touched[path] {
		r.touched[path] = true
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
}

// err joins the faults in the order of their positions, or returns nil.
func (r *report) err() error {
	slices.SortStableFunc(r.errs, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Path, b.Path))
	})
	errs := make([]error, len(r.errs))
	for i, e := range r.errs {
		errs[i] = e
	}
	return errors.Join(errs...)
}
