package calendar

import (
	"fmt"
	"strconv"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// Words says w in plain English, days with the day before the month as the United
// Nations write them: "24–25 November 2025", "between 30 September and 31 December
// 2025", "in 2026 (projected)".
func (w When) Words() string { return w.WordsIn(language.English) }

// WordsIn is [When.Words] in a language: "24–25 novembre 2025", "entre le 30 septembre et
// le 31 décembre 2025". It is English where [HasWords] is false of the language.
func (w When) WordsIn(l language.Tag) string {
	in := wordingIn(l)
	return in.phrase(w) + in.projection(w)
}

func (in *wording) phrase(w When) string {
	switch w.form {
	case Single:
		if w.first.precision == DayPrecision {
			return in.bound(w.first)
		}
		return fmt.Sprintf(in.within, in.bound(w.first))
	case Span:
		return in.span(w)
	case Window:
		switch {
		case w.first.state != given:
			return at(in.notAfter, w.last, in.bound(w.last))
		case w.last.state != given:
			return at(in.notBefore, w.first, in.bound(w.first))
		}
		first, last := in.pair(w)
		return fmt.Sprintf(in.between, at(in.bare, w.first, first), at(in.bare, w.last, last))
	case Timed:
		return in.timed(w)
	default:
		return in.noDate
	}
}

func (in *wording) projection(w When) string {
	switch first, last := w.first.projected, w.last.projected; {
	case first && last, first && w.last.state != given, last && w.first.state != given:
		return in.projected
	case first:
		return in.firstDayProjected
	case last:
		return in.lastProjected
	}
	return ""
}

func (in *wording) span(w When) string {
	switch {
	case w.first.state == missing:
		return at(in.until, w.last, in.bound(w.last)) + in.startNotKnown
	case w.first.state == open:
		return at(in.until, w.last, in.bound(w.last))
	case w.last.state == missing:
		return at(in.from, w.first, in.bound(w.first)) + in.endNotKnown
	case w.last.state == open:
		return at(in.onFrom, w.first, in.bound(w.first))
	}
	f, l := w.first, w.last
	first, last := in.pair(w)
	if f.precision == DayPrecision && l.precision == DayPrecision && sameMonth(f.day, l.day) ||
		f.precision == YearPrecision && l.precision == YearPrecision {
		return first + "–" + last
	}
	return first + " – " + last
}

// pair words both bounds, the month and the year only once where they are the same.
func (in *wording) pair(w When) (first, last string) {
	f, l := w.first, w.last
	last = in.bound(l)
	switch {
	case f.day.Year() != l.day.Year() || f.precision == YearPrecision || l.precision == YearPrecision:
		return in.bound(f), last
	case f.precision == MonthPrecision:
		return in.monthName(f.day), last
	case l.precision == DayPrecision && sameMonth(f.day, l.day):
		return in.dayNumber(f.day), last
	}
	return fmt.Sprintf(in.dayOfMonth, in.dayNumber(f.day), in.monthName(f.day)), last
}

func sameMonth(a, b date.Date) bool {
	return a.Year() == b.Year() && a.Month() == b.Month()
}

func (in *wording) bound(b bound) string {
	switch b.precision {
	case MonthPrecision:
		return fmt.Sprintf(in.month, in.monthName(b.day), b.day.Year())
	case YearPrecision:
		return strconv.Itoa(b.day.Year())
	}
	return fmt.Sprintf(in.day, in.dayNumber(b.day), in.monthName(b.day), b.day.Year())
}

func (in *wording) monthName(d date.Date) string { return in.months[d.Month()-1] }

func (in *wording) dayNumber(d date.Date) string {
	if d.Day() == 1 && in.firstDay != "" {
		return in.firstDay
	}
	return strconv.Itoa(d.Day())
}

func (in *wording) timed(w When) string {
	start, _ := w.Start()
	s := in.bound(w.first) + ", " + clockWords(start)
	if end, ok := w.End(); ok {
		s += "–"
		if w.last.day != w.first.day {
			s += in.bound(w.last) + ", "
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
