package ical

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// A WindowStyle says what becomes of vague days in a feed: of a window, a month, a year, of
// what begins or ends in one of these.
type WindowStyle uint8

const (
	// WindowLastDay puts what has vague days on their last, the one to be in time for.
	WindowLastDay WindowStyle = iota
	// WindowSpan has it take up all of the days, from the first on which it may be to
	// the last. Where there is no first or no last day it is as with WindowLastDay.
	WindowSpan
	// WindowBoth does both: there are two events, of which the one that takes up all days
	// is related to the other one, and has a UID of its own.
	WindowBoth
)

var windowStyles = []string{"day", "span", "both"}

// String returns the name of the style: day, span or both.
func (s WindowStyle) String() string {
	if int(s) < len(windowStyles) {
		return windowStyles[s]
	}
	return fmt.Sprintf("WindowStyle(%d)", uint8(s))
}

// ParseWindowStyle reads the name of a style, in any case.
func ParseWindowStyle(name string) (WindowStyle, error) {
	i := slices.IndexFunc(windowStyles, func(s string) bool { return strings.EqualFold(s, name) })
	if i < 0 {
		return 0, fmt.Errorf("ical: %w: %s is not a style of windows: there are %s", ErrValue, quote(name), strings.Join(windowStyles, ", "))
	}
	return WindowStyle(i), nil
}

// A stand is how an event stands in the feed: on which days, both included, and what that
// says of it.
type stand struct {
	first, last date.Date
	isWindow    bool // it takes up all days of its window
}

// lead is how many days the first day is before the one that counts.
func (s stand) lead() int {
	if s.isWindow {
		return int(s.last - s.first)
	}
	return 0
}

// standOf returns where an event stands; ok is false if it has no day that can be written.
func standOf(ev calendar.Event) (s stand, ok bool) {
	first, ok := ev.When.Due()
	begin, begins := ev.When.Earliest()
	last, ends := ev.When.Latest()
	switch {
	case !ends:
		last = first
	case ev.When.IsExact():
	case ev.Kind == calendar.ChairTerm && begins:
		first, last = begin, begin
	default:
		first = last
	}
	return stand{first: first, last: last}, ok && first >= firstDay
}

// windowOf returns all days of an event's window; ok is false if it has none with both a
// first and a last day that can be written.
func windowOf(ev calendar.Event) (s stand, ok bool) {
	first, begins := ev.When.Earliest()
	last, ends := ev.When.Latest()
	return stand{first, last, true}, begins && ends && !ev.When.IsExact() && firstDay <= first && first < last
}

// stands returns where an event stands by the style, and if there are two events where the
// other one does.
func (f *feed) stands(ev calendar.Event) (main stand, window *stand, ok bool) {
	main, ok = standOf(ev)
	if !ok || f.options.Windows == WindowLastDay {
		return main, nil, ok
	}
	w, isWindow := windowOf(ev)
	switch {
	case !isWindow:
		return main, nil, true
	case f.options.Windows == WindowSpan:
		return w, nil, true
	}
	return main, &w, true
}

// fallsDue reports whether the last day of an event's window is one to be in time for:
// not if it is settled, nor if it is a thing that lasts.
func fallsDue(ev calendar.Event) bool {
	return !ev.Status.IsSettled() && ev.Kind != calendar.ChairTerm && ev.Kind != calendar.PlanPeriod &&
		ev.When.Form() != calendar.Span
}
