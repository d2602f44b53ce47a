package ical

import (
	"errors"
	"fmt"
)

// Why a reader gives up, for errors.Is.
var (
	// ErrLimit: the stream is over one of the [Limits].
	ErrLimit = errors.New("over a limit")
	// ErrNoCalendar: there is no VCALENDAR in the stream.
	ErrNoCalendar = errors.New("not an iCalendar stream")
	// ErrTruncated: the stream ends within a calendar, as that of a cut transfer does.
	ErrTruncated = errors.New("cut off")
	// ErrVersion: the calendar is of another format, or its dates are of another
	// calendar than the Gregorian, and would be misread.
	ErrVersion = errors.New("another version or calendar scale")
	// ErrJCal: the stream is not JSON, or not the JSON of RFC 7265.
	ErrJCal = errors.New("not jCal")
	// ErrDefect: the stream has a defect, and [ReadOptions] asks for none.
	ErrDefect = errors.New("defect")
)

// A ReadError says why a stream cannot be read, and where. For an error of the
// underlying reader it wraps that.
type ReadError struct {
	Line   int    // of the stream, from 1: where reading ended
	Code   Code   // of the defect, if Err is [ErrDefect]
	Reason string // what is wrong, in words
	Err    error  // one of the Err… values of this package, or what the underlying reader says
}

func (e *ReadError) Error() string {
	if e.Code != "" {
		return fmt.Sprintf("ical: line %d: %s (%s)", e.Line, e.Reason, e.Code)
	}
	return fmt.Sprintf("ical: line %d: %s", e.Line, e.Reason)
}

// Unwrap returns e.Err.
func (e *ReadError) Unwrap() error { return e.Err }

func limitError[N int | int64](line int, what string, most N) error {
	return &ReadError{Line: line, Reason: fmt.Sprintf("more than %d %s", most, what), Err: ErrLimit}
}
