package itip

import (
	"fmt"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// A span is when a component is: days, or from a time to a time.
type span struct {
	known       bool
	days        bool
	floating    bool      // whether its clock is that of wherever one is
	first, last date.Date // of days
	start, end  time.Time // of times; end is start where it has no length
}

// A timing is when a component is, and how it repeats.
type timing struct {
	span
	repeats []string // its rules in English
	firsts  []span   // its first occurrences if it repeats, at most [maxFirsts]
	more    bool     // whether there are more
	length  recurrence.Length
}

const maxFirsts = 4

// timingOf returns when a set is.
func timingOf(set recurrence.Set) timing {
	var t timing
	if set.Start.IsZero() {
		return t
	}
	once := recurrence.Set{Start: set.Start, Length: set.Length}
	spans, _ := firstSpans(once, 1)
	if len(spans) == 0 {
		return t
	}
	t.span, t.length = spans[0], set.Length
	if len(set.Rules) == 0 && len(set.RDates) == 0 && len(set.Periods) == 0 {
		return t
	}
	for _, r := range set.Rules {
		t.repeats = append(t.repeats, r.DescribeFrom(set.Start))
	}
	t.firsts, t.more = firstSpans(set, maxFirsts)
	return t
}

// firstSpans returns the first occurrences of a set, at most n, and whether there are more.
func firstSpans(set recurrence.Set, n int) (spans []span, more bool) {
	if set.Start.Form() == recurrence.FormDate {
		dates, err := set.Dates()
		if err != nil {
			return nil, false
		}
		for first := range dates.All() {
			if len(spans) == n {
				return spans, true
			}
			days := max(set.Length.Days, 1)
			spans = append(spans, span{known: true, days: true, first: first, last: first + date.Date(days) - 1})
		}
		return spans, false
	}
	times, err := set.Times()
	if err != nil {
		return nil, false
	}
	floating := set.Start.Time().Location() == recurrence.Floating
	first, ok := times.First()
	if !ok {
		return nil, false
	}
	for o := range times.Occurrences(first, endOfTime) {
		if len(spans) == n {
			return spans, true
		}
		spans = append(spans, span{known: true, floating: floating, start: o.Start, end: o.End})
	}
	return spans, false
}

var endOfTime = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)

// equal reports whether two spans are the same days or instants.
func (s span) equal(o span) bool {
	return s.known == o.known && s.days == o.days && s.floating == o.floating && s.first == o.first && s.last == o.last &&
		s.start.Equal(o.start) && s.end.Equal(o.end)
}

// day words a day with its weekday.
func (w *mailWords) day(d date.Date) string {
	return calendar.DayOfWeek(d, w.language)
}

// span words a span as clocks at a location show it; with a zone's name unless it is bare.
func (w *mailWords) span(s span, loc *time.Location, bare bool) string {
	switch {
	case !s.known:
		return w.timeNotKnown
	case s.days && s.first == s.last:
		return w.day(s.first)
	case s.days:
		return w.day(s.first) + " – " + w.day(s.last)
	}
	start, end := s.start, s.end
	if !s.floating {
		start, end = start.In(loc), end.In(loc)
	}
	at := func(t time.Time) string { return fmt.Sprintf(w.dayAndClock, w.day(date.NewAt(t)), clockWords(t)) }
	text := at(start)
	switch {
	case end.Equal(start):
	case date.NewAt(end) == date.NewAt(start):
		text += "–" + clockWords(end)
	default:
		text += " – " + at(end)
	}
	switch {
	case bare:
	case s.floating:
		text += " (" + w.whereverYouAre + ")"
	default:
		text += " (" + zoneWords(start, end) + ")"
	}
	return text
}

// clockWords returns what a clock shows.
func clockWords(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// zoneWords returns the city of a zone, and its offset, or both where it changes between
// start and end.
func zoneWords(start, end time.Time) string {
	offset := offsetsWords(start, end)
	if city := cityOf(start.Location()); city != "" && city != offset {
		return city + ", " + offset
	}
	return offset
}

// offsetsWords returns the offset of start, and that of end if it is another.
func offsetsWords(start, end time.Time) string {
	offset := offsetWords(start)
	if last := offsetWords(end); last != offset {
		offset += " → " + last
	}
	return offset
}

// offsetWords returns the offset of a time from UTC, such as UTC+05:45.
func offsetWords(t time.Time) string {
	_, seconds := t.Zone()
	switch {
	case seconds == 0:
		return "UTC"
	case seconds < 0:
		return fmt.Sprintf("UTC\u2212%02d:%02d", -seconds/3600, -seconds/60%60)
	}
	return fmt.Sprintf("UTC+%02d:%02d", seconds/3600, seconds/60%60)
}

// cityOf returns the city in the name of a zone of IANA: New York of America/New_York. It is
// empty for UTC and for offsets that have no city.
func cityOf(loc *time.Location) string {
	name := loc.String()
	if name == "UTC" || strings.HasPrefix(name, "Etc/") || name == "Local" {
		return ""
	}
	return oneLine(strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " "))
}
