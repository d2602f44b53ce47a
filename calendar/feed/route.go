package feed

import (
	"strings"
	"time"

	"github.com/rickb777/date/v2"
)

// Where pages are, below the index page. A year, a month and a day are at 2026, 2026-11 and
// 2026-11-26.
const (
	eventPath   = "event/" // and the ID
	seriesPath  = "series/"
	allSeries   = "series"
	nextPath    = "next"
	overduePath = "overdue"
	undatedPath = "undated"
	foundPath   = "found"
	iconPath    = "icon.svg"
)

// route returns what fills the page at a path, and false if there is none.
func route(path string) (filler, bool) {
	switch path {
	case "":
		return fillStart, true
	case nextPath:
		return fillNext, true
	case overduePath:
		return fillOverdue, true
	case undatedPath:
		return fillUndated, true
	case foundPath:
		return fillFound, true
	case allSeries:
		return fillAllSeries, true
	}
	if id, ok := strings.CutPrefix(path, eventPath); ok {
		return fillEvent(id), true
	}
	if id, ok := strings.CutPrefix(path, seriesPath); ok {
		return fillSeries(id), true
	}
	if path[0] < '0' || path[0] > '9' {
		return nil, false
	}
	switch len(path) {
	case len("2006"):
		if t, err := time.Parse("2006", path); err == nil && t.Year() >= firstDay.Year() {
			return fillYear(t.Year()), true
		}
	case len("2006-01"):
		if t, err := time.Parse("2006-01", path); err == nil && t.Year() >= firstDay.Year() {
			return fillMonth(t.Year(), t.Month()), true
		}
	case len("2006-01-02"):
		if d, err := date.ParseISO(path); err == nil && d.String() == path && d >= firstDay {
			return fillDay(d), true
		}
	}
	return nil, false
}

func yearPath(y int) string                { return date.New(y, 1, 1).String()[:4] }
func monthPath(y int, m time.Month) string { return date.New(y, m, 1).String()[:7] }

// isAboutOne reports whether the page is that of an event or a series, which no query narrows.
func (v *view) isAboutOne() bool {
	return strings.HasPrefix(v.path, eventPath) || strings.HasPrefix(v.path, seriesPath)
}
