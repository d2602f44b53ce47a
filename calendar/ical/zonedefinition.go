package ical

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/recurrence"
)

// LocationOf returns the location that a VTIMEZONE (RFC 5545, section 3.6.5) describes,
// with its TZID as its name: the counterpart of [Timezone].
//
// At each onset of an observance its offset, kind and name come into force; before the
// first onset the offset before that does. Onsets are the DTSTART, the RDATEs and what
// RRULEs give. Two observances whose yearly rules go on without end do so until the year
// 9999 where POSIX can write the rules, as nearly all in use are; other rules until the
// year 2200.
//
// The error wraps [ErrZone] where there is no observance, where one has no DTSTART or
// offset or one that cannot be read, or where there are more than 5,000 onsets.
func LocationOf(zone *ics.VTimezone) (*time.Location, error) {
	if zone == nil {
		return nil, fmt.Errorf("ical: %w: it is nil", ErrZone)
	}
	d, err := readDefinition(zone, maxOnsets)
	if err != nil {
		return nil, err
	}
	return d.location(valueIn(zone.Properties, propTZID))
}

const (
	// maxOnsets bounds the onsets of one definition.
	maxOnsets = 5_000
	// lastRuledYear is up to when rules that POSIX cannot write are followed.
	lastRuledYear = 2200
	// maxZoneTypes bounds what the onsets of one definition bring into force.
	maxZoneTypes = 250
)

// A definition is what a VTIMEZONE says.
type definition struct {
	observances []definedObservance
	open        int          // how many of them go on without end
	onsets      []zoneChange // in order
	footer      string       // the rules after the last onset, as POSIX writes them
}

// A definedObservance is a STANDARD or DAYLIGHT.
type definedObservance struct {
	change
	start time.Time // what the clocks show, in Floating
	also  []time.Time
	rules []recurrence.Rule
}

// A zoneChange is an onset of a definition.
type zoneChange struct {
	at int64 // seconds from 1970 on
	change
}

// readDefinition reads a VTIMEZONE. most is how many onsets it may have.
func readDefinition(zone *ics.VTimezone, most int) (*definition, error) {
	d := &definition{}
	id := valueIn(zone.Properties, propTZID)
	fail := func(format string, args ...any) (*definition, error) {
		return nil, fmt.Errorf("ical: %w: VTIMEZONE %s: %s", ErrZone, quote(id), fmt.Sprintf(format, args...))
	}
	for i, c := range zone.Components {
		o, ok, err := readObservance(c)
		if err != nil {
			return fail("observance %d: %v", i, err)
		}
		if ok {
			d.observances = append(d.observances, o)
		}
	}
	if len(d.observances) == 0 {
		return fail("there is no STANDARD or DAYLIGHT")
	}
	if !d.expand(min(most, maxOnsets)) {
		return fail("more than %d onsets", min(most, maxOnsets))
	}
	types := make(map[change]bool)
	for _, o := range d.onsets {
		o.from = 0
		types[o.change] = true
	}
	if len(types) > maxZoneTypes {
		return fail("more than %d offsets and names", maxZoneTypes)
	}
	return d, nil
}

// readObservance reads a STANDARD or DAYLIGHT; ok is false for other components.
func readObservance(c ics.Component) (o definedObservance, ok bool, err error) {
	name, ok := componentName(c)
	if !ok || !equalFold(name, "STANDARD") && !equalFold(name, "DAYLIGHT") {
		return o, false, nil
	}
	o.daylight = equalFold(name, "DAYLIGHT")
	properties := c.UnknownPropertiesIANAProperties()
	if o.from, ok = readOffset(valueIn(properties, propTZOffsetFrom)); !ok {
		return o, true, errors.New("TZOFFSETFROM is missing or no UTC-OFFSET")
	}
	if o.to, ok = readOffset(valueIn(properties, propTZOffsetTo)); !ok {
		return o, true, errors.New("TZOFFSETTO is missing or no UTC-OFFSET")
	}
	if o.start, ok = readReading(valueIn(properties, propDTStart)); !ok {
		return o, true, errors.New("DTSTART is missing or no local time")
	}
	o.name = zoneAbbreviation(valueIn(properties, propTZName), o.to)
	for i := range properties {
		switch p := &properties[i].BaseProperty; lookUpName(p.IANAToken) {
		case propRDate:
			for value := range strings.SplitSeq(p.Value, ",") {
				at, ok := readReading(value)
				if !ok {
					return o, true, fmt.Errorf("RDATE: %s is no local time", quote(value))
				}
				o.also = append(o.also, at)
			}
		case propRRule:
			r, _, err := recurrence.ParseLenient(p.Value)
			if err != nil {
				return o, true, err
			}
			if u := r.Until; u.Form == recurrence.FormUTC {
				at := u.Day.MidnightUTC().Add(time.Duration(u.Second+o.from) * time.Second)
				r.Until = recurrence.UntilLocal(at)
			}
			r.Until = r.Until.For(recurrence.At(o.start))
			if _, err := r.Times(o.start); err != nil {
				return o, true, err
			}
			o.rules = append(o.rules, r)
		}
	}
	return o, true, nil
}

// readOffset reads a UTC-OFFSET as seconds east of UTC.
func readOffset(s string) (seconds int, ok bool) {
	s = strings.TrimSpace(s)
	if !isUTCOffset(s) && s != "-0000" {
		return 0, false
	}
	seconds = digits(s, 1)*3600 + digits(s, 3)*60
	if len(s) == 7 {
		seconds += digits(s, 5)
	}
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

// readReading reads a DATE-TIME as a clock reading; some write that of an onset in UTC
// form, or as a DATE.
func readReading(s string) (time.Time, bool) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "Z")
	if isDate(s) {
		s += "T000000"
	}
	if !isDateTime(s) {
		return time.Time{}, false
	}
	t, err := time.ParseInLocation(localLayout, s, recurrence.Floating)
	return t, err == nil
}

// expand finds the onsets; it is false if there are more than it may find.
func (d *definition) expand(most int) bool {
	settled := 0 // the last year of anything that does not go on
	var open []openRule
	for _, o := range d.observances {
		settled = max(settled, o.start.Year())
		for _, at := range o.also {
			settled = max(settled, at.Year())
		}
		for _, r := range o.rules {
			times, _ := r.Times(o.start)
			if last, finite := times.Last(); finite {
				settled = max(settled, last.Year())
			} else if _, finite := times.Len(); !finite {
				open = append(open, openRule{o.change, o.start, r})
			}
		}
	}
	d.open = len(open)
	until := settled + 2
	if footer, ok := posixZone(open); ok {
		d.footer = footer
	} else if d.open > 0 {
		until = max(until, lastRuledYear)
	}
	end := time.Date(until+1, 1, 1, 0, 0, 0, 0, recurrence.Floating)
	for _, o := range d.observances {
		add := func(reading time.Time) bool {
			d.onsets = append(d.onsets, zoneChange{reading.Unix() - int64(o.from), o.change})
			return len(d.onsets) <= most
		}
		if !add(o.start) {
			return false
		}
		for _, at := range o.also {
			if !add(at) {
				return false
			}
		}
		for _, r := range o.rules {
			times, _ := r.Times(o.start)
			for at := range times.Between(o.start.Add(1), end) {
				if !add(at) {
					return false
				}
			}
		}
	}
	slices.SortStableFunc(d.onsets, func(a, b zoneChange) int { return cmp.Compare(a.at, b.at) })
	return true
}

const (
	// agreementCost is what it takes to compare a definition with a zone, in onsets.
	agreementCost = 500
	agreeFrom     = 2015
	agreeUntil    = 2035
)

// agrees reports whether the location of a definition has the offsets that another one
// has in the years from 2015 to 2035, as far as the definition goes.
func (d *definition) agrees(loc, other *time.Location) bool {
	from := time.Date(agreeFrom, 1, 1, 12, 0, 0, 0, time.UTC)
	until := time.Date(agreeUntil, 1, 1, 12, 0, 0, 0, time.UTC)
	first, last := time.Unix(d.onsets[0].at, 0), time.Unix(d.onsets[len(d.onsets)-1].at, 0)
	if len(d.onsets) > 1 {
		from = later(from, first)
		if d.open == 0 {
			until = earlier(until, last.AddDate(0, 3, 0))
		}
	}
	for t := from; t.Before(until); t = t.AddDate(0, 0, 1) {
		_, a := t.In(loc).Zone()
		_, b := t.In(other).Zone()
		if a != b {
			return false
		}
	}
	return true
}
