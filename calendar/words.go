package calendar

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
)

// Words says w in plain English, days with the day before the month as the United
// Nations write them: "24–25 November 2025", "between 30 September and 31 December
// 2025", "in 2026 (projected)".
func (w When) Words() string {
	return w.phrase() + w.projection()
}

func (w When) phrase() string {
	switch w.form {
	case Single:
		if w.first.precision == DayPrecision {
			return w.first.words()
		}
		return "in " + w.first.words()
	case Span:
		return w.spanWords()
	case Window:
		switch {
		case w.first.state != given:
			return "not after " + w.last.words()
		case w.last.state != given:
			return "not before " + w.first.words()
		}
		first, last := w.pair()
		return "between " + first + " and " + last
	case Timed:
		return w.timedWords()
	default:
		return "no date"
	}
}

func (w When) projection() string {
	switch first, last := w.first.projected, w.last.projected; {
	case first && last, first && w.last.state != given, last && w.first.state != given:
		return " (projected)"
	case first:
		return " (first day projected)"
	case last:
		return " (last day projected)"
	}
	return ""
}

func (w When) spanWords() string {
	switch {
	case w.first.state == missing:
		return "until " + w.last.words() + ", start not known"
	case w.first.state == open:
		return "until " + w.last.words()
	case w.last.state == missing:
		return "from " + w.first.words() + ", end not known"
	case w.last.state == open:
		return "from " + w.first.words() + " on"
	}
	f, l := w.first, w.last
	if f.precision == DayPrecision && l.precision == DayPrecision && sameMonth(f.day, l.day) {
		return fmt.Sprintf("%d–%s", f.day.Day(), l.words())
	}
	if f.precision == YearPrecision && l.precision == YearPrecision {
		return f.words() + "–" + l.words()
	}
	first, last := w.pair()
	return first + " – " + last
}

// pair words both bounds, the month and the year only once where they are the same.
func (w When) pair() (first, last string) {
	f, l := w.first, w.last
	last = l.words()
	switch {
	case f.day.Year() != l.day.Year() || f.precision == YearPrecision || l.precision == YearPrecision:
		return f.words(), last
	case f.precision == MonthPrecision:
		return f.day.Month().String(), last
	case l.precision == DayPrecision && sameMonth(f.day, l.day):
		return fmt.Sprint(f.day.Day()), last
	}
	return fmt.Sprintf("%d %s", f.day.Day(), f.day.Month()), last
}

func sameMonth(a, b date.Date) bool {
	return a.Year() == b.Year() && a.Month() == b.Month()
}

func (b bound) words() string {
	switch b.precision {
	case MonthPrecision:
		return fmt.Sprintf("%s %d", b.day.Month(), b.day.Year())
	case YearPrecision:
		return fmt.Sprint(b.day.Year())
	}
	return fmt.Sprintf("%d %s %d", b.day.Day(), b.day.Month(), b.day.Year())
}

func (w When) timedWords() string {
	start, _ := w.Start()
	s := w.first.words() + ", " + clockWords(start)
	if end, ok := w.End(); ok {
		s += "–"
		if w.last.day != w.first.day {
			s += w.last.words() + ", "
		}
		s += clockWords(end)
	}
	return s + " " + w.zone.String()
}

func clockWords(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}
