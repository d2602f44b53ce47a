package ical

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// A compiledSeries is what a series of events recurs by, in clock readings.
type compiledSeries struct {
	start    *ics.BaseProperty
	zone     string
	contains func(t time.Time) bool // nil if there is no telling
}

// checkOverrides notes exceptions of a series that are not of its type, or of an
// occurrence that it does not have.
func (b *documentBuilder) checkOverrides(stays map[identity]*placedPart) {
	compiled := map[*placedPart]*compiledSeries{}
	for i := range b.parts {
		p := &b.parts[i]
		id, ok := identityOf(p.Component)
		if !ok || p.out || id.recurrence == "" {
			continue
		}
		master := stays[identity{kind: id.kind, uid: id.uid}]
		if master == nil {
			continue
		}
		s := compiled[master]
		if s == nil {
			s = compileSeries(master.Component)
			compiled[master] = s
		}
		if s.start == nil {
			continue
		}
		reading, ok := readingOf(id.recurrence)
		switch {
		case !ok:
		case isDate(id.recurrence) != isDate(s.start.Value):
			b.report(p, Diagnostic{
				Code: CodeOverrideType, Property: "RECURRENCE-ID", Reason: "not of the type of the DTSTART of the series",
			})
		case s.contains == nil:
		default:
			if reading, ok = s.reading(b.undefined, id, reading); ok && !s.contains(reading) {
				b.report(p, Diagnostic{
					Code: CodeOverrideNothing, Property: "RECURRENCE-ID", Reason: quote(id.recurrence) + " is no occurrence of the series",
				})
			}
		}
	}
}

// reading returns what the clock of the series shows at a RECURRENCE-ID; ok is false if
// that cannot be told.
func (s *compiledSeries) reading(zones *Zones, id identity, written time.Time) (t time.Time, ok bool) {
	utc, startUTC := isUTC(id.recurrence), isUTC(s.start.Value)
	if utc == startUTC && id.zone == s.zone {
		return written, true
	}
	if id.zone == "" && !utc || s.zone == "" && !startUTC {
		return t, false
	}
	own, series := time.UTC, time.UTC
	if id.zone != "" {
		own, _ = zones.Location(id.zone)
	}
	if s.zone != "" {
		series, _ = zones.Location(s.zone)
	}
	if own == nil || series == nil {
		return t, false
	}
	at := time.Date(written.Year(), written.Month(), written.Day(), written.Hour(), written.Minute(), written.Second(), 0, own).In(series)
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, recurrence.Floating), true
}

// compileSeries reads what a component recurs by. An UNTIL is not looked at: whoever
// shortens a series may leave exceptions behind it.
func compileSeries(c ics.Component) *compiledSeries {
	s := &compiledSeries{start: propertyOf(c, propDTStart)}
	if s.start == nil {
		return s
	}
	if zone := s.start.ICalParameters["TZID"]; len(zone) > 0 {
		s.zone = zone[0]
	}
	first, ok := readingOf(s.start.Value)
	if !ok {
		return s
	}
	allDay := isDate(s.start.Value)
	set := recurrence.Set{Start: momentOf(first, allDay)}
	set.RDates = append(set.RDates, set.Start)
	for _, p := range baseOf(c).Properties {
		switch p.IANAToken {
		case "RRULE":
			rule, err := recurrence.Parse(p.Value)
			if err != nil {
				return s
			}
			rule.Until = recurrence.Until{}
			set.Rules = append(set.Rules, rule)
		case "RDATE":
			for item := range strings.SplitSeq(p.Value, ",") {
				item, _, _ = strings.Cut(item, "/")
				if t, ok := readingOf(item); ok {
					set.RDates = append(set.RDates, momentOf(t, allDay))
				}
			}
		}
	}
	if len(set.Rules) == 0 {
		return s
	}
	if allDay {
		if days, err := set.Dates(); err == nil {
			s.contains = func(t time.Time) bool { return days.Contains(date.NewAt(t)) }
		}
	} else if times, err := set.Times(); err == nil {
		s.contains = times.Contains
	}
	return s
}
