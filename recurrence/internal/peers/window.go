package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The window is one month of a calendar of many recurring events.
const (
	windowEvents = 10_000
	windowFrom   = "20260301T000000"
	windowTo     = "20260401T000000"
	windowCount  = 58_877 // what happens in it, as rrule-go counts
)

var windowRules = []string{
	"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYDAY=3TU", "FREQ=MONTHLY;BYMONTHDAY=-1",
	"FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=4", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
	"FREQ=YEARLY;BYMONTH=9;BYDAY=TU;BYMONTHDAY=12,13,14,15,16,17,18",
}

// writeCalendar writes the events of the window, those of BenchmarkWindow in package
// recurrence, as an iCalendar file in a directory of its own. Beside it is the same
// with the ending .tsv, of starts and rules alone, for engines that read no iCalendar.
func writeCalendar() (path string, err error) {
	dir, err := os.MkdirTemp("", "window-*")
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "events.ics")
	var w, rules bytes.Buffer
	fmt.Fprint(&w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Convene//peers//EN\r\n")
	for i := range windowEvents {
		days, minutes := i*2377%3650, 8*60+30*(i*7%16)
		start := time.Date(2015, 1, 1+days, 0, minutes, 0, 0, time.UTC)
		fmt.Fprintf(&w, "BEGIN:VEVENT\r\nUID:%d\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:%sZ\r\nDTEND:%sZ\r\nRRULE:%s\r\nEND:VEVENT\r\n",
			i, start.Format(layout), start.Add(time.Hour).Format(layout), windowRules[i%len(windowRules)])
		fmt.Fprintf(&rules, "%s\t%s\n", start.Format(layout), windowRules[i%len(windowRules)])
	}
	fmt.Fprint(&w, "END:VCALENDAR\r\n")
	return path, errors.Join(
		os.WriteFile(path, w.Bytes(), 0o600),
		os.WriteFile(filepath.Join(dir, "events.tsv"), rules.Bytes(), 0o600),
	)
}

// window reads the starts and rules of a calendar, and returns a function that counts
// what happens in a span.
func (e engine) window(path, from, to string) (func() int, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	begin, err := time.Parse(layout, strings.TrimSuffix(from, "Z"))
	if err != nil {
		return nil, err
	}
	end, err := time.Parse(layout, strings.TrimSuffix(to, "Z"))
	if err != nil {
		return nil, err
	}
	var rules []questions
	var start time.Time
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ":")
		switch name {
		case "DTSTART":
			if start, err = time.Parse(layout, strings.TrimSuffix(value, "Z")); err != nil {
				return nil, err
			}
		case "RRULE":
			q, err := e(value, start)
			if err != nil {
				return nil, err
			}
			rules = append(rules, q)
		}
	}
	return func() (found int) {
		for _, q := range rules {
			found += q.between(begin, end)
		}
		return found
	}, lines.Err()
}
