package calendar

import (
	"fmt"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// MonthName returns the name of a month, as it stands by itself, in a language, and in
// English where [HasWords] is false of it: "декабрь". It is empty for what is no month.
func MonthName(m time.Month, l language.Tag) string {
	if m < time.January || m > time.December {
		return ""
	}
	return wordingIn(l).months[nominative][m-1]
}

// MonthOfYear says a month with its year by itself, in a language, as [MonthName] does:
// "декабрь 2026 года". [InMonth] is for when something falls in it.
func MonthOfYear(year int, m time.Month, l language.Tag) string {
	name := MonthName(m, l)
	if name == "" {
		return ""
	}
	return fmt.Sprintf(wordingIn(l).month, name, year)
}

// YearName says a year by itself, in a language, and in English where [HasWords] is false of
// it: "2026", "2026 год".
func YearName(year int, l language.Tag) string {
	return fmt.Sprintf(wordingIn(l).year[nominative], year)
}

// DayOfMonth says a day of any year in a language, and in English where [HasWords] is false
// of it: "30 July", "30 июля". It is empty for what is no month.
func DayOfMonth(m time.Month, day int, l language.Tag) string {
	if m < time.January || m > time.December {
		return ""
	}
	in := wordingIn(l)
	return fmt.Sprintf(in.dayOfMonth, in.numberOfDay(day), in.months[genitive][m-1])
}

// DayOfWeek says a day together with the name of its weekday, in a language, and in English
// where [HasWords] is false of it: "Friday, 18 December 2026".
func DayOfWeek(d date.Date, l language.Tag) string {
	in := wordingIn(l)
	return fmt.Sprintf(in.weekday, in.weekdays[d.Weekday()], On(d).WordsIn(l))
}

// WeekdayName returns the name of a weekday in a language, and in English where [HasWords]
// is false of it. It is empty for what is no weekday.
func WeekdayName(w time.Weekday, l language.Tag) string {
	if w < time.Sunday || w > time.Saturday {
		return ""
	}
	return wordingIn(l).weekdays[w]
}

// ShortWeekdayName is [WeekdayName] in the form that stands above a column of a calendar, of
// one or two letters: "Mo".
func ShortWeekdayName(w time.Weekday, l language.Tag) string {
	if w < time.Sunday || w > time.Saturday {
		return ""
	}
	return wordingIn(l).shortWeekdays[w]
}
