package ical

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkReadHostile reads streams made to take long. What a reader needs for an octet
// must not grow with the stream.
func BenchmarkReadHostile(b *testing.B) {
	for name, text := range map[string]func(n int) string{
		"folds":       func(n int) string { return eventText("SUMMARY:" + strings.Repeat("x\r\n ", n)) },
		"parameters":  func(n int) string { return eventText("X-A" + strings.Repeat(";A=b", n) + ":v") },
		"values":      func(n int) string { return eventText("X-A;A=b" + strings.Repeat(",b", n) + ":v") },
		"unclosed":    func(n int) string { return calendarText(strings.Repeat("BEGIN:VEVENT\r\n", n) + "X-A:1") },
		"strays":      func(n int) string { return calendarText(strings.Repeat("END:VEVENT\r\n", n) + "X-A:1") },
		"properties":  func(n int) string { return eventText(strings.Repeat("COMMENT:v\r\n", n) + "X-A:1") },
		"carriage":    func(n int) string { return strings.Repeat("X\r", n) },
		"blank lines": func(n int) string { return eventText(strings.Repeat("\r\n", n) + "X-A:1") },
		"duplicates": func(n int) string {
			return calendarText(strings.Repeat("BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n", n) + "X-A:1")
		},
		"exceptions": func(n int) string {
			return eventText("RRULE:FREQ=DAILY;COUNT=9", "EXDATE:20260908T190000Z"+strings.Repeat(",20260908T190000Z", n))
		},
		"rules":     func(n int) string { return eventText(strings.Repeat("RRULE:FREQ=DAILY\r\n", n) + "X-A:1") },
		"escapes":   func(n int) string { return eventText("SUMMARY:" + strings.Repeat(`\`, n)) },
		"bad items": func(n int) string { return eventText("EXDATE:x" + strings.Repeat(",x", n)) },
		"unknown zone": func(n int) string {
			return eventText(strings.Repeat("EXDATE;TZID=X/Y:20260908T190000\r\n", n) + "X-A:1")
		},
		"overrides": func(n int) string {
			return eventText("RRULE:FREQ=DAILY", "END:VEVENT", strings.Repeat("BEGIN:VEVENT\r\nUID:a@example.org\r\nDTSTART:20260909T190000Z\r\nRECURRENCE-ID:20260909T190001Z\r\nEND:VEVENT\r\n", n)+"BEGIN:VEVENT")
		},
	} {
		for _, n := range []int{5_000, 40_000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				stream := text(n)
				b.SetBytes(int64(len(stream)))
				for b.Loop() {
					_, _ = Read(strings.NewReader(stream), ReadOptions{}) // some are over a limit
				}
			})
		}
	}
}
