package itip

import (
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// An InstanceID names one instance of a meeting that repeats, by the start that the
// recurrence set gives it (RECURRENCE-ID; RFC 5545, section 3.8.4.4), so that it stays the
// same wherever the instance is moved. It is that time in UTC, 20261126T140000Z; a day of an
// all-day series, 20261126; or a local time without a zone, 20261126T140000. The empty
// InstanceID is the meeting as a whole.
type InstanceID string

// InstanceAt returns the ID of the instance that starts at a time.
func InstanceAt(t time.Time) InstanceID { return InstanceID(t.UTC().Format(utcForm)) }

// InstanceOn returns the ID of the instance of an all-day series on a day.
func InstanceOn(d date.Date) InstanceID { return InstanceID(d.Format(dateForm)) }

const (
	dateForm  = "20060102"
	localForm = "20060102T150405"
	utcForm   = "20060102T150405Z"
)

// moment returns what the ID says; ok is false if it is none.
func (id InstanceID) moment() (m recurrence.Moment, ok bool) {
	text := string(id)
	switch len(text) {
	case len(dateForm):
		t, err := time.Parse(dateForm, text)
		return recurrence.OnDay(date.NewAt(t)), err == nil
	case len(utcForm):
		t, err := time.Parse(utcForm, text)
		return recurrence.At(t), err == nil
	case len(localForm):
		t, err := time.Parse(localForm, text)
		return recurrence.AtClock(t, nil), err == nil
	}
	return m, false
}

// instanceOf returns the ID of the instance that has a start.
func instanceOf(m recurrence.Moment) InstanceID {
	switch {
	case m.Form() == recurrence.FormDate:
		return InstanceOn(m.Day())
	case floats(m):
		return InstanceID(m.Time().Format(localForm))
	}
	return InstanceAt(m.Time())
}

// floats reports whether a moment is a time without a zone.
func floats(m recurrence.Moment) bool {
	return m.Form() == recurrence.FormLocal && m.Time().Location() == recurrence.Floating
}

// later reports whether the instance comes after another of the same meeting.
func (id InstanceID) later(other InstanceID) bool {
	return strings.Compare(string(id), string(other)) > 0
}
