package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

var titles = map[string]string{
	"iterate": "Going through occurrences: time of one",
	"first":   "Parsing a rule and giving its first occurrence",
	"seek":    "The first occurrence after a far moment",
	"sparse":  "Rules that never match, or seldom: parsing them and giving the first occurrences",
	"window":  "What happens in one month, of 10,000 recurring events",
}

// print writes a table for each suite. A rival's ratio says how many times the first
// one's time it takes.
func (c *comparison) print(w io.Writer, list []workload, measured [][]measurements) error {
	suite := ""
	for i, job := range list {
		if job.suite != suite {
			suite = job.suite
			fmt.Fprintf(w, "\n### %s\n\n| | %s |\n|---|%s\n", titles[suite], strings.Join(c.names(), " | "), strings.Repeat("---:|", len(c.rivals)))
		}
		fmt.Fprintf(w, "| %s |", job.name)
		own := &measured[i][0]
		for j := range c.rivals {
			fmt.Fprintf(w, " %s |", job.cell(&measured[i][j], own, j))
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) names() []string {
	names := make([]string, len(c.rivals))
	for i, r := range c.rivals {
		names[i] = r.name
	}
	return names
}

// cell writes a measurement with its ratio to that of the first rival.
func (w workload) cell(m, own *measurements, column int) string {
	switch {
	case m.failed != "":
		return m.failed
	case m.last.Found < 0:
		return "refused"
	}
	ns := m.median() / float64(max(w.n, 1))
	text := duration(ns)
	if allocs := m.last.Allocs / float64(max(w.n, 1)); w.suite == "iterate" && allocs >= 0.5 {
		text += fmt.Sprintf(", %.0f allocs", allocs)
	}
	if column > 0 && own.failed == "" {
		text += ratio(m.median() / own.median())
	}
	if !w.right(m.last, own.last) {
		text += " (wrong)"
	}
	return text
}

// right reports whether a result has the answer of the workload. Engines of days are
// right by the day.
func (w workload) right(r, own result) bool {
	switch w.suite {
	case "sparse":
		return strconv.Itoa(r.Found) == w.answer
	case "window":
		return r.Found == own.Found
	}
	last := w.reading(r.Last)
	if strings.HasSuffix(last, "000000") {
		last = last[:8]
	}
	return last != "" && strings.HasPrefix(digits(w.answer), last)
}

// reading returns the digits of the clock reading that a driver has printed, which
// with a Z is one in UTC.
func (w workload) reading(last string) string {
	text := digits(last)
	zone, err := time.LoadLocation(w.args[1])
	if err != nil || !strings.HasSuffix(last, "Z") {
		return text
	}
	t, err := time.Parse(digits(layout), text)
	if err != nil {
		return text
	}
	return t.In(zone).Format(digits(layout))
}

// digits returns the year to the second of a moment in any notation of ISO 8601.
func digits(moment string) string {
	text := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, moment)
	return text[:min(len(text), 14)]
}

func ratio(x float64) string {
	if x >= 10 {
		return fmt.Sprintf(" (× %.0f)", x)
	}
	return fmt.Sprintf(" (× %.1f)", x)
}

func duration(ns float64) string {
	for _, unit := range []struct {
		ns   float64
		name string
	}{{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}} {
		if ns >= unit.ns {
			return strconv.FormatFloat(ns/unit.ns, 'g', 3, 64) + " " + unit.name
		}
	}
	return strconv.FormatFloat(ns, 'f', 1, 64) + " ns"
}
