package itip

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// ReadOptions change how [ReadMessage] reads. The zero value serves.
type ReadOptions struct {
	// Method is what the header of the message says, the parameter method of its
	// Content-Type (RFC 6047, section 2.4). It stands in where the calendar has none.
	Method ics.Method

	// Limits bound what is read.
	Limits Limits
}

// ReadMessage reads a message that has come from a calendar address, see [Message].From.
// It puts up with what package ical reads, and with a METHOD that stands in an event instead
// of the calendar; whatever it puts up with is in the message's Diagnostics.
//
// The error wraps [ErrMessage] where there is no METHOD, no component or more than one
// calendar, and [ErrLimit] where the message is too large. Else it is that of the reader of
// package ical.
func ReadMessage(r io.Reader, from string, options ReadOptions) (Message, error) {
	limits := options.Limits.withDefaults()
	decoder := ical.NewDecoder(r, ical.ReadOptions{Message: true, Limits: ical.Limits{
		Input: int64(limits.Octets), Components: 16 * min(limits.Components, math.MaxInt/16), Properties: limits.Properties,
	}})
	m := Message{From: canonicalAddress(from)}
	place := "message"
	for part, err := range decoder.Components() {
		switch {
		case errors.Is(err, ical.ErrLimit):
			return Message{}, &Error{place, err.Error(), errors.Join(ErrLimit, err)}
		case err != nil:
			return Message{}, &Error{place, err.Error(), err}
		case m.Calendar == nil:
			m.Calendar = part.Calendar
		case m.Calendar != part.Calendar:
			return Message{}, &Error{place, fmt.Sprintf("a second calendar on line %d", part.Line), ErrMessage}
		}
		if len(m.Calendar.Components) >= limits.Components {
			return Message{}, limitError(place, "components", limits.Components)
		}
		m.Calendar.Components = append(m.Calendar.Components, part.Component)
	}
	m.Diagnostics, _ = decoder.Diagnostics()
	if m.Calendar == nil {
		return Message{}, &Error{place, "a calendar without components", ErrMessage}
	}
	inner := liftMethod(m.Calendar)
	switch m.Method = methodOf(m.Calendar); {
	case m.Method != "":
	case inner != "":
		m.Method = inner
	default:
		m.Method = ics.Method(strings.ToUpper(strings.TrimSpace(string(options.Method))))
	}
	if m.Method == "" {
		return Message{}, &Error{place, "no METHOD", ErrMessage}
	}
	if methodOf(m.Calendar) == "" {
		m.Calendar.CalendarProperties = append(m.Calendar.CalendarProperties,
			ics.CalendarProperty{BaseProperty: Property{Name: "METHOD", Value: string(m.Method)}.model()})
	}
	return m, nil
}

// liftMethod takes METHOD out of the components of a calendar, where it does not belong,
// and returns the first.
func liftMethod(cal *ics.Calendar) (method ics.Method) {
	for _, c := range cal.Components {
		_, base := baseOf(c)
		if base == nil {
			continue
		}
		kept := base.Properties[:0]
		for _, p := range base.Properties {
			if !strings.EqualFold(p.IANAToken, "METHOD") {
				kept = append(kept, p)
			} else if method == "" {
				method = ics.Method(strings.ToUpper(strings.TrimSpace(p.Value)))
			}
		}
		base.Properties = kept
	}
	return method
}
