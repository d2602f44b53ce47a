package itip

import (
	"errors"
	"strconv"
)

// What an [Error] can be about, for errors.Is.
var (
	// ErrLimit: something is over one of the [Limits].
	ErrLimit = errors.New("over a limit")
	// ErrMessage: what was read is no iTIP message (RFC 5546), or not one message.
	ErrMessage = errors.New("not a message")
	// ErrSender: the message does not say who sent it, see [Message].From.
	ErrSender = errors.New("no sender")
	// ErrValue: an argument, or the meeting that it would make, is not one that can be.
	ErrValue = errors.New("bad value")
)

// An Error says what could not be read or done, and where the fault is. A message that the
// protocol refuses is none: see [Outcome].
type Error struct {
	Place  string // "Edit, DTEND"; "REPLY, component 2, SEQUENCE"
	Reason string // what is wrong, in words
	Err    error  // one of the Err… values of this package, or an error of package ical
}

func (e *Error) Error() string { return "itip: " + e.Place + ": " + e.Reason }

// Unwrap returns e.Err.
func (e *Error) Unwrap() error { return e.Err }

func valueError(place, reason string) error { return &Error{place, reason, ErrValue} }

func limitError(place, what string, limit int) error {
	return &Error{place, "more than " + strconv.Itoa(limit) + " " + what, ErrLimit}
}
