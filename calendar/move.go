package calendar

import (
	"fmt"

	"github.com/rickb777/date/v2"
)

// Beginning returns the When of the day on which w begins: for something that lasts, its
// first day as far as that is known, for a time of day its day, and for a day, a month, a
// year or a window w itself. It is projected where that day is. Of something of which only
// the end is known it says that it begins no later.
func (w When) Beginning() When {
	switch w.form {
	case Span:
		if w.first.state != given {
			return w.only(bound{state: open}, w.last)
		}
		return w.only(w.first, w.first)
	case Timed:
		return On(w.first.day).projectBounds(w.first.projected, false)
	}
	return w
}

// Ending is like [When.Beginning] for the day on which w ends. What ends at midnight ends
// on the day before.
func (w When) Ending() When {
	switch w.form {
	case Span:
		if w.last.state != given {
			return w.only(w.first, bound{state: open})
		}
		return w.only(w.last, w.last)
	case Timed:
		day := w.last.day
		if w.end == 0 && day > w.first.day {
			day--
		}
		return On(day).projectBounds(w.first.projected, w.last.projected)
	}
	return w
}

// only returns a single day of a Span between two of its bounds. Where they are one, the
// other bound of the Span still holds.
func (w When) only(first, last bound) When {
	if first.state != given && last.state != given {
		return When{}
	}
	if first.state != given {
		return NotAfter(last.lastDay()).projectBounds(false, last.projected)
	}
	if last.state != given {
		return NotBefore(first.day).projectBounds(first.projected, false)
	}
	from, to := first.day, last.lastDay()
	if w.first.state == given {
		from = max(from, w.first.day)
	}
	if w.last.state == given {
		to = min(to, w.last.lastDay())
	}
	return Between(from, to).projectBounds(first.projected, last.projected)
}

// SomeDay returns the When of one day, not known, of those that w allows: for something
// that lasts, any of its days.
func (w When) SomeDay() When {
	first, ok1 := w.Earliest()
	last, ok2 := w.Latest()
	var day When
	switch {
	case ok1 && ok2:
		day = Between(first, last)
	case ok1:
		day = NotBefore(first)
	case ok2:
		day = NotAfter(last)
	}
	return day.projectBounds(w.first.projected, w.last.projected)
}

// Move returns w with its earliest and its latest day each taken where move takes it, as
// far as it has them. So what lay in a window lies in one again, what lasted lasts, and
// each bound stays as sure as it was. Of a time of day the days are kept alone. Where move
// does not know a bound that w has, or leads outside the years 0 to 9999, there is an error.
func (w When) Move(move func(date.Date) (date.Date, error)) (When, error) {
	first, ok1 := w.Earliest()
	last, ok2 := w.Latest()
	for _, b := range []struct {
		day   *date.Date
		given bool
	}{{&first, ok1}, {&last, ok2}} {
		if !b.given {
			continue
		}
		day, err := move(*b.day)
		if err != nil {
			return When{}, err
		}
		if !inRange(day) {
			return When{}, fmt.Errorf("calendar: from %s one comes outside the years 0 to 9999", *b.day)
		}
		*b.day = day
	}
	var moved When
	switch {
	case ok1 && ok2 && w.IsExact():
		moved = Lasting(first, last)
	case ok1 && ok2:
		moved = Between(first, last)
	case ok1 && w.form == Span:
		moved = When{form: Span, first: dayBound(first), last: bound{state: w.last.state}}
	case ok2 && w.form == Span:
		moved = When{form: Span, first: bound{state: w.first.state}, last: dayBound(last)}
	case ok1:
		moved = NotBefore(first)
	case ok2:
		moved = NotAfter(last)
	}
	return moved.projectBounds(w.first.projected, w.last.projected), nil
}
