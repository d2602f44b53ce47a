package recurrence

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// describeInEnglish writes a statement in English. Another language is another
// function of this kind.
func describeInEnglish(s *statement) string {
	e := english{statement: s}
	e.opening()
	e.times()
	if len(s.and) > 0 {
		var is []string
		for i := range s.and {
			is = append(is, englishIs(&s.and[i]))
		}
		e.add(", if that is " + strings.Join(is, " and "))
	}
	for i := range s.only {
		e.add(", only " + englishOnly(&s.only[i]))
	}
	if len(s.positions) > 0 && !e.positioned {
		e.add(", of these only " + englishList(englishPositions(s.positions), "and") + " in each " + englishUnits[s.unit])
	}
	e.notes()
	e.end()
	return e.String()
}

type english struct {
	strings.Builder
	*statement
	positioned bool // whether the positions have been said
}

func (e *english) add(words string) { e.WriteString(words) }

var englishUnits = [...]string{"", "second", "minute", "hour", "day", "week", "month", "year"}

// every says how often: "every month", "every two months".
func (e *english) every() string {
	unit := englishUnits[e.unit]
	if e.statement.every == 1 {
		return "every " + unit
	}
	return "every " + englishNumber(e.statement.every) + " " + unit + "s"
}

// opening says how often and on which days.
func (e *english) opening() {
	one := e.statement.every == 1
	switch {
	case e.on == nil:
		e.add(e.every())
	case e.byPosition():
		e.positioned = true
		named := englishPositions(e.positions)
		for i := range named {
			named[i] += " " + englishKinds(e.on.days, "or")
		}
		e.ofUnit(englishList(named, "and"))
	case e.on.kind == onWeekdays && e.unit == Weekly && one && len(e.positions) == 0:
		e.add("every " + englishKinds(e.on.days, "and"))
	case e.on.kind == onWeekdays && e.unit == Monthly && e.on.allOrdinals() && len(e.positions) == 0:
		e.ofUnit(englishDays(e.on.days))
	default:
		e.add(e.every() + " " + englishOn(e.on, e.unit))
	}
}

// ofUnit says that some days of each unit are meant.
func (e *english) ofUnit(days string) {
	switch {
	case e.unit == Monthly && e.statement.every == 1 && len(e.and) == 0:
		e.add(days + " of every month")
	case e.unit == Monthly:
		e.add(e.every() + " on " + days)
	default:
		e.add(e.every() + " on " + days + englishScope(e.on))
	}
}

// byPosition reports whether the positions can be said of the days of the week at
// once, as in "the last weekday of every month": if the unit holds nothing else.
func (e *english) byPosition() bool {
	return len(e.positions) > 0 && e.on.kind == onWeekdays && !e.on.anyOrdinal() && e.on.weeks == nil &&
		(e.unit == Monthly || e.unit == Yearly && (e.on.months == wholeYear || len(e.on.of) == 1)) &&
		len(e.hours) <= 1 && len(e.minutes) <= 1 && len(e.seconds) <= 1 && len(e.and) == 0
}

func (s *selector) allOrdinals() bool {
	return !slices.ContainsFunc(s.days, func(d WeekdayNum) bool { return d.Ordinal == 0 })
}

func (s *selector) anyOrdinal() bool {
	return slices.ContainsFunc(s.days, func(d WeekdayNum) bool { return d.Ordinal != 0 })
}

// englishOn says on which days of a unit.
func englishOn(s *selector, unit Frequency) string {
	switch s.kind {
	case inMonths:
		return "in " + englishMonths(s.numbers, "and")
	case inWeeks:
		return "in " + englishWeeks(s.numbers, "and")
	case onYearDays:
		return "on " + englishYearDays(s.numbers)
	case onMonthDays:
		return "on " + englishDates(s)
	}
	switch {
	case unit == Weekly:
		return "on " + englishKindsOn(s.days)
	case s.weeks != nil:
		return "on " + englishKindsOn(s.days) + " of " + englishWeeks(s.weeks, "and")
	case s.months == wholeYear && !s.anyOrdinal():
		return "on " + englishDays(s.days)
	}
	return "on " + englishDays(s.days) + englishScope(s)
}

// englishScope says what days are counted in: " of September", " of the year".
func englishScope(s *selector) string {
	switch s.months {
	case someMonths:
		return " of " + englishMonths(s.of, "and")
	case startMonth:
		return " of the month in which it starts"
	case wholeYear:
		return " of the year"
	}
	return ""
}

// englishDates says days of the month: "30 July", "the 1st and the last day".
func englishDates(s *selector) string {
	if len(s.of) == 1 && s.numbers[0] > 0 && s.numbers[len(s.numbers)-1] > 0 {
		return englishRuns(s.numbers, "and") + " " + s.of[0].String()
	}
	return englishOrdinalDays(s.numbers, "and") + englishScope(s)
}

// englishIs says what a day must be, after "if that is".
func englishIs(s *selector) string {
	switch s.kind {
	case inMonths:
		return "in " + englishMonths(s.numbers, "or")
	case inWeeks:
		return "in " + englishWeeks(s.numbers, "or")
	case onMonthDays:
		return englishOrdinalDays(s.numbers, "or") + " of a month"
	}
	var days []string
	for _, d := range s.days {
		if d.Ordinal == 0 {
			days = append(days, "a "+englishWeekday(d.Day))
		} else {
			days = append(days, englishNth(d))
		}
	}
	switch {
	case isWorkingWeek(s.days):
		days = []string{"a weekday"}
	case isWholeWeek(s.days):
		days = []string{"any day"}
	}
	words := englishList(days, "or")
	switch {
	case !s.anyOrdinal():
		return words
	case s.months == wholeYear:
		return words + " of the year"
	}
	return words + " of the month"
}

// englishOnly says what days and times remain, after "only".
func englishOnly(s *selector) string {
	switch s.kind {
	case inMonths:
		return "in " + englishMonths(s.numbers, "and")
	case onYearDays:
		return "on " + englishYearDays(s.numbers)
	case onMonthDays:
		return "on " + englishOrdinalDays(s.numbers, "and") + " of the month"
	case inHours:
		return "in " + englishUnitsNumbered("the hour", s.numbers)
	case atMinutes:
		return "at " + englishUnitsNumbered("minute", s.numbers)
	case atSeconds:
		return "at " + englishUnitsNumbered("second", s.numbers)
	}
	return "on " + englishPlural(s.days)
}

// times says at which clock readings.
func (e *english) times() {
	if clocks := e.clocks(); clocks != nil {
		e.add(" at " + englishList(clocks, "and"))
		return
	}
	if e.unit == Hourly && slices.Equal(e.minutes, []int{0}) && e.seconds == nil {
		e.add(" on the hour")
		return
	}
	var parts []string
	if e.seconds != nil {
		parts = append(parts, englishUnitsNumbered("second", e.seconds))
	}
	if e.minutes != nil {
		parts = append(parts, englishUnitsNumbered("minute", e.minutes))
	}
	switch {
	case parts == nil && e.hours != nil:
		e.add(" in " + englishUnitsNumbered("the hour", e.hours))
		return
	case parts == nil:
		return
	case e.hours != nil:
		parts = append(parts, englishUnitsNumbered("the hour", e.hours))
	}
	e.add(" at " + strings.Join(parts, " of "))
}

// maxClocks is how many clock readings are said one by one.
const maxClocks = 6

// clocks returns the clock readings, if they are few.
func (e *english) clocks() (clocks []string) {
	if e.hours == nil || e.minutes == nil || len(e.hours)*len(e.minutes)*max(len(e.seconds), 1) > maxClocks {
		return nil
	}
	for _, h := range e.hours {
		for _, m := range e.minutes {
			if e.seconds == nil {
				clocks = append(clocks, fmt.Sprintf("%02d:%02d", h, m))
			}
			for _, s := range e.seconds {
				clocks = append(clocks, fmt.Sprintf("%02d:%02d:%02d", h, m, s))
			}
		}
	}
	return clocks
}

// limited reports whether times is followed by limits or notes.
func (e *english) limited() bool {
	return len(e.and)+len(e.only) > 0 || len(e.positions) > 0 && !e.positioned ||
		e.skip != SkipOmit || e.weekStart > Monday
}

// notes says what becomes of dates that do not exist, and when weeks begin.
func (e *english) notes() {
	switch e.skip {
	case SkipForward:
		e.add(", or the next day where there is no such date")
	case SkipBackward:
		e.add(", or the day before where there is no such date")
	}
	if e.weekStart > Monday {
		e.add(", with weeks from " + englishWeekday(e.weekStart))
	}
}

// end says when it ends.
func (e *english) end() {
	switch {
	case e.count == 1:
		e.add(", once in all")
	case e.count == 2:
		e.add(", twice in all")
	case e.count > 2:
		e.add(", " + englishNumber(e.count) + " times in all")
	}
	if e.until.IsZero() {
		return
	}
	if e.limited() {
		e.add(",") // it is not the limit that ends
	}
	year, month, day := e.until.Day.Date()
	e.add(fmt.Sprintf(" until %d %s %04d", day, month, year))
	clock := time.Duration(e.until.Second) * time.Second
	h, m, s := int(clock.Hours()), int(clock.Minutes())%60, int(clock.Seconds())%60
	switch {
	case e.until.Form == FormDate:
		return
	case s != 0:
		e.add(fmt.Sprintf(" at %02d:%02d:%02d", h, m, s))
	default:
		e.add(fmt.Sprintf(" at %02d:%02d", h, m))
	}
	if e.until.Form == FormUTC {
		e.add(" UTC")
	}
}
