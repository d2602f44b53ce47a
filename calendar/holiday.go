package calendar

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
)

// A Holiday is a day on which a place does not work though its week has it: an official
// holiday, or the day that is off in its stead.
type Holiday struct {
	Day  date.Date
	Name string // in the words of the source; may be empty

	// Projected is set where the day was computed or assumed, and nobody has decided it.
	Projected bool

	// Source says that it is one. It may be empty.
	Source Source
}

// A HolidayList is all the holidays of a place in the days [From, To). It says as much by
// what it leaves out: a day of the span that it does not name is no holiday. Beyond the
// span it says nothing.
type HolidayList struct {
	From, To date.Date
	Days     []Holiday
}

// NoHolidays is the list of a place that has none in any year. With it, weekends alone
// decide.
var NoHolidays = HolidayList{From: minDay, To: maxDay + 1}

// HolidaysOf takes the holidays in [from, to) from a calendar that vouches for all of
// them: every day of the entries that pass the filters, and are not cancelled or
// postponed. So a calendar of a country's or an office's holidays, be it from a catalogue
// or from an .ics file, tells working days.
//
// An entry whose day is not known within the span is an error, since nobody can tell
// which day is off; leave such out with [WithExactDays], if that is meant. An entry with
// projected days gives projected holidays. Its title is the holiday's name, and the first
// of those who gave its days the source.
func HolidaysOf(c *Calendar, from, to date.Date, filters ...Filter) (HolidayList, error) {
	list := HolidayList{From: clamp(from), To: clamp(to)}
	for e := range c.Between(list.From, list.From, list.To, filters...) {
		if e.Event.Status == Cancelled || e.Event.Status == Postponed {
			continue
		}
		if !e.When.IsExact() {
			return HolidayList{}, &HolidayError{Place: c.ID(), Reason: fmt.Sprintf("the day of %s (%s) is not known: %s", e.Title, e.ID, e.When.Words())}
		}
		var source Source
		if s := e.WhenSources(); len(s) > 0 {
			source = s[0]
		}
		first, _ := e.When.Earliest()
		last, _ := e.When.Latest()
		if end, ok := e.When.End(); ok && secondOfDay(end) == 0 {
			last-- // it ends as that day begins
		}
		for d := max(first, list.From); d <= last && d < list.To; d++ {
			list.Days = append(list.Days, Holiday{Day: d, Name: e.Title, Projected: e.When.IsProjected(), Source: source})
		}
	}
	return list, nil
}

// A YearlyHoliday gives the day of a holiday in a year, and the day on which it is kept:
// another one where it falls on a weekend. Both are zero in a year without it. The
// *Holiday of github.com/rickar/cal/v2, which has the rules of many countries, is one.
type YearlyHoliday interface {
	// Calc returns both for a year; their times of day do not matter.
	Calc(year int) (actual, observed time.Time)
}

// YearlyHolidays lists when the holidays are kept in the years first to last, both
// included, of 0 to 9999. They are computed by rule and so marked as projected: whether
// the rule still holds then is for the caller to judge. The function name gives the name
// of each holiday; it may be nil.
//
//	list := calendar.YearlyHolidays(2026, 2030, at.Holidays, func(h *cal.Holiday) string { return h.Name })
//
// Of the times only the dates count, as their own locations show them. The package cal
// computes in the location cal.DefaultLoc, which is the machine's own unless a program
// sets another, such as UTC.
func YearlyHolidays[H YearlyHoliday](first, last int, holidays []H, name func(H) string) HolidayList {
	first, last = max(first, 0), min(last, 9999)
	list := HolidayList{From: date.New(first, time.January, 1), To: date.New(last+1, time.January, 1)}
	// What is kept on another day may be so across the turn of the year.
	for year := first - 1; year <= last+1; year++ {
		for _, h := range holidays {
			_, observed := h.Calc(year)
			day := date.NewAt(observed)
			if observed.IsZero() || day < list.From || day >= list.To {
				continue
			}
			holiday := Holiday{Day: day, Projected: true}
			if name != nil {
				holiday.Name = name(h)
			}
			list.Days = append(list.Days, holiday)
		}
	}
	return list
}

// A HolidayError tells why holidays or a working week cannot serve.
type HolidayError struct {
	Place  string // whose working days it is about
	Reason string // in words
}

func (e *HolidayError) Error() string {
	return fmt.Sprintf("calendar: holidays of %s: %s", e.Place, e.Reason)
}
