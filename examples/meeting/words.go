package main

import (
	"fmt"
	"strings"
	"time"
)

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%s %s", grouped(n), many)
}

// grouped writes a number with a comma between each three digits.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// length says a length of time, such as "1 hour 30 minutes".
func length(d time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case d < time.Minute && d > 0:
		return plural(int(d/time.Second), "second", "seconds")
	case h == 0:
		return plural(m, "minute", "minutes")
	case m == 0:
		return plural(h, "hour", "hours")
	}
	return plural(h, "hour", "hours") + " " + plural(m, "minute", "minutes")
}

func dayWords(t time.Time) string   { return t.Format("Monday 2 January 2006") }
func shortDay(t time.Time) string   { return t.Format("Mon 2 Jan 2006") }
func clockWords(t time.Time) string { return t.Format("15:04") }
func dayAndTime(t time.Time) string { return t.Format("2 January 2006 15:04") }

// span says a span on one clock: "15:00–16:30".
func span(start, end time.Time) string { return clockWords(start) + "–" + clockWords(end) }

// shift says on which day it is elsewhere: "+1" on the day after.
func shift(days int) string {
	if days == 0 {
		return ""
	}
	return fmt.Sprintf("%+d", days)
}

// listed joins words as people do: "a, b and c".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// fold breaks a text into lines of a width, of which all but the first are indented.
func fold(s string, width int, indent string) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(s) {
		n := len([]rune(word))
		switch {
		case i == 0:
		case column+1+n > width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}
