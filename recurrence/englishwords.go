package recurrence

import (
	"strconv"
	"strings"
	"time"
)

// englishList joins words: "a", "a and b", "a, b and c".
func englishList(words []string, and string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " " + and + " " + words[n-1]
}

var englishNumbers = [...]string{2: "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// englishNumber returns a number from 2 on, in letters below 10.
func englishNumber(n int64) string {
	if n < int64(len(englishNumbers)) {
		return englishNumbers[n]
	}
	return strconv.FormatInt(n, 10)
}

var englishOrdinals = [...]string{1: "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}

// englishOrdinal returns a position, counted from the end where n is negative:
// "third", "20th", "last", "third-to-last".
func englishOrdinal(n int) string {
	switch {
	case n == -1:
		return "last"
	case n < 0:
		return englishOrdinal(-n) + "-to-last"
	case n < len(englishOrdinals):
		return englishOrdinals[n]
	}
	return englishFigure(n)
}

// englishFigure returns a position in figures: "1st", "12th".
func englishFigure(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// englishPositions returns positions, each with its article.
func englishPositions(numbers []int) []string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = "the " + englishOrdinal(n)
	}
	return words
}

// runs calls one for each number, or many for three and more that follow each
// other.
func runs(numbers []int, one func(n int), many func(first, last int)) {
	for i := 0; i < len(numbers); {
		j := i + 1
		for j < len(numbers) && numbers[j] == numbers[j-1]+1 && numbers[j] != 0 {
			j++
		}
		if j-i > 2 {
			many(numbers[i], numbers[j-1])
			i = j
		} else {
			one(numbers[i])
			i++
		}
	}
}

// englishRuns returns numbers: "1, 5 and 9 to 12".
func englishRuns(numbers []int, and string) string {
	var words []string
	runs(numbers,
		func(n int) { words = append(words, strconv.Itoa(n)) },
		func(first, last int) { words = append(words, strconv.Itoa(first)+" to "+strconv.Itoa(last)) })
	return englishList(words, and)
}

// englishOrdinalDays returns days of a month or year: "the 1st", "the 2nd to 8th",
// "the last day".
func englishOrdinalDays(numbers []int, and string) string {
	var words []string
	name := func(n int) string {
		if n > 0 {
			return englishFigure(n)
		}
		return englishOrdinal(n) + " day"
	}
	runs(numbers,
		func(n int) { words = append(words, "the "+name(n)) },
		func(first, last int) {
			words = append(words, "the "+strings.TrimSuffix(name(first), " day")+" to "+name(last))
		})
	return englishList(words, and)
}

// englishYearDays returns "the 1st and the 100th day of the year".
func englishYearDays(numbers []int) string {
	days := strings.TrimSuffix(englishOrdinalDays(numbers, "and"), " day")
	return days + " day of the year"
}

// englishUnitsNumbered returns "minute 5", "the hours 9 to 16".
func englishUnitsNumbered(unit string, numbers []int) string {
	if len(numbers) > 1 {
		unit += "s"
	}
	return unit + " " + englishRuns(numbers, "and")
}

// englishMonths returns names of months.
func englishMonths[T ~int](months []T, and string) string {
	if len(months) == 12 {
		return "every month"
	}
	words := make([]string, len(months))
	for i, m := range months {
		words[i] = time.Month(m).String()
	}
	return englishList(words, and)
}

// englishWeeks returns weeks of a year: "week 20", "the last week of the year".
func englishWeeks(weeks []int, and string) string {
	var words []string
	front := 0
	for front < len(weeks) && weeks[front] > 0 {
		front++
	}
	if front > 0 {
		unit := "week "
		if front > 1 {
			unit = "weeks "
		}
		words = append(words, unit+englishRuns(weeks[:front], and))
	}
	for _, w := range weeks[front:] {
		words = append(words, "the "+englishOrdinal(w)+" week")
	}
	s := englishList(words, and)
	if front < len(weeks) {
		s += " of the year"
	}
	return s
}

func englishWeekday(d Weekday) string { return d.Std().String() }

// englishNth returns "the last Friday".
func englishNth(d WeekdayNum) string {
	return "the " + englishOrdinal(d.Ordinal) + " " + englishWeekday(d.Day)
}

// englishDays returns days of the week in a month or year: "the first Monday and
// every Friday".
func englishDays(days []WeekdayNum) string {
	plain := 0
	for plain < len(days) && days[plain].Ordinal == 0 {
		plain++
	}
	var words []string
	if plain > 0 {
		words = append(words, "every "+englishKinds(days[:plain], "and"))
	}
	for _, d := range days[plain:] {
		words = append(words, englishNth(d))
	}
	return englishList(words, "and")
}

// englishKinds returns plain days of the week: "Monday and Friday", "weekday" for
// all of Monday to Friday, "day" for all seven.
func englishKinds(days []WeekdayNum, and string) string {
	switch {
	case isWholeWeek(days):
		return "day"
	case isWorkingWeek(days):
		return "weekday"
	}
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = englishWeekday(d.Day)
	}
	return englishList(words, and)
}

// englishKindsOn returns plain days of the week, to follow "on".
func englishKindsOn(days []WeekdayNum) string {
	words := englishKinds(days, "and")
	if isWorkingWeek(days) || isWholeWeek(days) {
		words = "every " + words
	}
	return words
}

// isWholeWeek reports whether days, in order, are all seven.
func isWholeWeek(days []WeekdayNum) bool {
	return len(days) == 7 && days[6] == Sunday.Every()
}

// isWorkingWeek reports whether plain days, in order, are those from Monday to
// Friday.
func isWorkingWeek(days []WeekdayNum) bool {
	return len(days) == 5 && days[4] == Friday.Every()
}

// englishPlural returns "Mondays and Fridays", "weekdays".
func englishPlural(days []WeekdayNum) string {
	switch {
	case isWholeWeek(days):
		return "all days"
	case isWorkingWeek(days):
		return "weekdays"
	}
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = englishWeekday(d.Day) + "s"
	}
	return englishList(words, "and")
}
