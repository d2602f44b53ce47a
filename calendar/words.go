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
			return in.bound(w.first, nominative)
		}
		return in.at(in.within, w.first)
	case Span:
		return in.span(w)
	case Window:
		switch {
		case w.first.state != given:
			return in.at(in.notAfter, w.last)
		case w.last.state != given:
			return in.at(in.notBefore, w.first)
		}
		first, last := in.pair(w, in.betweenFirst.form, in.betweenLast.form)
		return fmt.Sprintf(in.between,
			fmt.Sprintf(in.betweenFirst.by[w.first.precision], first), fmt.Sprintf(in.betweenLast.by[w.last.precision], last))
	case Timed:
		return in.timed(w)
	default:
		return in.noDate
	}
}

// at puts what stands around a bound around its text.
func (in *wording) at(a around, b bound) string {
	return fmt.Sprintf(a.by[b.precision], in.bound(b, a.form))
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
	f, l := w.first, w.last
	switch {
	case f.state == missing:
		return in.at(in.until, l) + in.startNotKnown
	case f.state == open:
		return in.at(in.until, l)
	case l.state == missing:
		return in.at(in.from, f) + in.endNotKnown
	case l.state == open:
		return in.at(in.onFrom, f)
	case f.precision == YearPrecision && l.precision == YearPrecision:
		return fmt.Sprintf(in.years, f.day.Year(), l.day.Year())
	}
	first, last := in.pair(w, nominative, nominative)
	if f.precision == DayPrecision && l.precision == DayPrecision && sameMonth(f.day, l.day) {
		return fmt.Sprintf(in.near, first, last)
	}
	return fmt.Sprintf(in.far, first, last)
}

// pair words both bounds, the month and the year only once where they are the same.
func (in *wording) pair(w When, firstForm, lastForm nounForm) (first, last string) {
	f, l := w.first, w.last
	first, last = in.bound(f, firstForm), in.bound(l, lastForm)
	switch {
	case f.day.Year() != l.day.Year() || f.precision == YearPrecision || l.precision == YearPrecision:
	case in.yearFirst:
		last = in.beside(l, f, lastForm)
	default:
		first = in.beside(f, l, firstForm)
	}
	return first, last
}

// beside words a bound beside another one of the same year, which says that.
func (in *wording) beside(b, other bound, form nounForm) string {
	switch {
	case b.precision == MonthPrecision:
		return in.monthName(b.day, form)
	case other.precision == DayPrecision && sameMonth(b.day, other.day):
		return fmt.Sprintf(in.dayAlone, in.dayNumber(b.day))
	}
	return fmt.Sprintf(in.dayOfMonth, in.dayNumber(b.day), in.monthName(b.day, genitive))
}

func sameMonth(a, b date.Date) bool {
	return a.Year() == b.Year() && a.Month() == b.Month()
}

func (in *wording) bound(b bound, form nounForm) string {
	switch b.precision {
	case MonthPrecision:
		return fmt.Sprintf(in.month, in.monthName(b.day, form), b.day.Year())
	case YearPrecision:
		return fmt.Sprintf(in.year[form], b.day.Year())
	}
	return fmt.Sprintf(in.day, in.dayNumber(b.day), in.monthName(b.day, genitive), b.day.Year())
}

func (in *wording) monthName(d date.Date, form nounForm) string { return in.months[form][d.Month()-1] }

func (in *wording) dayNumber(d date.Date) string { return in.numberOfDay(d.Day()) }

func (in *wording) numberOfDay(day int) string {
	if day == 1 && in.firstDay != "" {
		return in.firstDay
	}
	return strconv.Itoa(day)
}

func (in *wording) timed(w When) string {
	start, _ := w.Start()
	s := fmt.Sprintf(in.clock, in.bound(w.first, nominative), clockWords(start))
	if end, ok := w.End(); ok {
		s += "–"
		if w.last.day != w.first.day {
			s += fmt.Sprintf(in.clock, in.bound(w.last, nominative), clockWords(end))
		} else {
			s += clockWords(end)
		}
	}
	return s + " " + w.zone.String()
}

func clockWords(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}
