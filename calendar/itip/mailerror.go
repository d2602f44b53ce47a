package itip

import (
	"errors"
	"strings"
)

// What a [MailError] can be about, for errors.Is. It may also wrap [ErrMessage], [ErrLimit],
// or what package ical says of a calendar.
var (
	// ErrMail: what is no e-mail message, or one whose header contradicts itself.
	ErrMail = errors.New("malformed mail")
	// ErrNoCalendar: a mail without a part of type text/calendar or application/ics.
	ErrNoCalendar = errors.New("no calendar in the mail")
	// ErrMailEncoding: a calendar in a charset or a transfer encoding that is not known.
	ErrMailEncoding = errors.New("unknown encoding")
	// ErrMailAddress: a calendar address to which no mail can be sent, or from which none
	// can come.
	ErrMailAddress = errors.New("not an e-mail address")
)

// A MailError says why a mail cannot be read or made, and where the fault is.
type MailError struct {
	Part   string // the number of the MIME part, such as "1.2", as IMAP counts; empty for the mail as a whole
	Reason string // what is wrong, in words
	Err    error  // one of the Err… values of this package, or what package ical says
}

func (e *MailError) Error() string {
	var b strings.Builder
	b.WriteString("itip: mail")
	if e.Part != "" {
		b.WriteString(": part " + e.Part)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	if e.Reason != "" {
		b.WriteString(": " + e.Reason)
	}
	return b.String()
}

// Unwrap returns e.Err.
func (e *MailError) Unwrap() error { return e.Err }
