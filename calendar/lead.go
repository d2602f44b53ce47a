package calendar

import (
	"fmt"

	"github.com/rickb777/date/v2"
)

// A Lead is a time before a day on which one wants to be reminded of it. The zero Lead is
// the day itself.
type Lead struct {
	days     int
	workdays *Workdays // nil: all days count
}

// DaysBefore returns the lead of n days. What is below 0 counts as 0.
func DaysBefore(n int) Lead { return Lead{days: min(max(n, 0), maxWorkdays)} }

// WorkdaysBefore returns the lead of n working days of a place: with 1 it is the last
// working day before. What is below 0 counts as 0.
func WorkdaysBefore(n int, w *Workdays) Lead { return Lead{min(max(n, 0), maxWorkdays), w} }

// Before returns the day that lies l before d. The error is a [*CoverageError] where it
// takes working days that no list of holidays reaches.
func (l Lead) Before(d date.Date) (date.Date, error) {
	if l.workdays == nil {
		return d - date.Date(l.days), nil
	}
	return l.workdays.Add(d, -l.days)
}

// String says the lead in English: "30 days", "5 working days in Geneva".
func (l Lead) String() string {
	unit := "day"
	if l.workdays != nil {
		unit = "working day"
	}
	if l.days != 1 {
		unit += "s"
	}
	if l.workdays != nil && l.workdays.Place() != "" {
		unit += " in " + l.workdays.Place()
	}
	return fmt.Sprintf("%d %s", l.days, unit)
}

// horizon returns a day after which no day has its lead on a day or before.
func (l Lead) horizon(day date.Date) date.Date {
	if l.workdays == nil {
		return day + date.Date(l.days)
	}
	if last, err := l.workdays.Add(day, l.days); err == nil {
		return last
	}
	// The lists end before. What is likely to be concerned is named by the errors that
	// Before gives, and what lies far beyond is not.
	return day + date.Date(2*l.days+31)
}

// earliest returns a day before which no day after a given one has its lead.
func (l Lead) earliest(day date.Date) date.Date {
	if l.workdays != nil {
		if first, err := l.workdays.Add(day, -l.days); err == nil {
			return first
		}
		return day - date.Date(2*l.days+31)
	}
	return day - date.Date(l.days)
}

// A LeadError tells that a lead cannot be reckoned for an entry, because nobody knows on
// which days a place works. [Calendar.Crossings] joins one for each.
type LeadError struct {
	ID   string    // of the entry
	Due  date.Date // the day on which it is due
	Lead Lead
	Err  error // a [*CoverageError]
}

func (e *LeadError) Error() string {
	return fmt.Sprintf("calendar: %s before %s (%s): %v", e.Lead, e.Due, e.ID, e.Err)
}

// Unwrap returns the reason.
func (e *LeadError) Unwrap() error { return e.Err }
