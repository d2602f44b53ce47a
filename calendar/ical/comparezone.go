package ical

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/recurrence"
)

// computable reports whether the onsets of a VTIMEZONE can be found, as far as the decoder
// may still look for them.
func (d *Decoder) computable(f *openComponent, tzid string) (reason string, ok bool) {
	if d.onsets >= maxZoneTransitions {
		return "", true
	}
	name := ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: "TZID", Value: tzid}}
	zone := &ics.VTimezone{ComponentBase: ics.ComponentBase{Properties: []ics.IANAProperty{name}, Components: f.children}}
	found, err := readDefinition(zone, maxOnsets)
	if err != nil {
		d.onsets += maxOnsets
		return strings.TrimPrefix(err.Error(), "ical: "), false
	}
	d.onsets += len(found.onsets)
	return "", true
}

// maxCompared is how many VTIMEZONEs of a stream are compared with the time zone data.
const maxCompared = 1_000

// An offsetChange is an onset as a VTIMEZONE has it, in seconds east of UTC.
type offsetChange struct {
	at       int64 // since 1970
	from, to int
}

// compareZone compares a VTIMEZONE with loc, the time zone data of its name, for the years
// that [FromCalendar] describes zones for.
func (d *Decoder) compareZone(f *openComponent, tzid string, loc *time.Location) {
	if d.compared == maxCompared {
		return
	}
	d.compared++
	from, until := zonesFrom.Unix(), zonesUntil.Unix()
	written, ok := writtenChanges(f.children, zonesFrom, zonesUntil)
	if !ok || len(written) == 0 {
		return
	}
	slices.SortFunc(written, func(a, b offsetChange) int { return cmp.Compare(a.at, b.at) })
	current := 0 // the last change before the span, or the first of all
	for i, c := range written {
		if c.at < from {
			current = i
		}
	}
	written = written[current:]
	for i := range written[1:] {
		if c := written[i+1]; c.from != written[i].to {
			d.reportAt(f.line, f, CodeZoneOffsets, Noted, fmt.Sprintf("an onset of %s at %s is from %s, when %s is in force",
				quote(tzid), time.Unix(c.at, 0).UTC().Format(utcLayout), utcOffset(c.from), utcOffset(written[i].to)))
			break
		}
	}
	at := written[0].to
	if written[0].at >= from {
		at = written[0].from
	}
	_, actual := zonesFrom.In(loc).Zone()
	written = slices.DeleteFunc(written, func(c offsetChange) bool { return c.at < from || c.at >= until || c.from == c.to })
	known := slices.DeleteFunc(onsets(zonesFrom.In(loc), zonesUntil), func(o onset) bool { return !o.at.After(zonesFrom) || o.from == o.to })
	same := slices.EqualFunc(written, known, func(c offsetChange, o onset) bool { return c.at == o.at.Unix() && c.to == o.to })
	if at != actual || !same {
		d.reportAt(f.line, f, CodeZoneDiffers, Noted, quote(tzid)+" is not as the time zone data has it in the years 2000 to 2040; that counts")
	}
}

// writtenChanges returns the onsets of observances in a span, and for each observance the
// last one before it; ok is false if one does not follow a yearly rule.
func writtenChanges(observances []ics.Component, from, until time.Time) (changes []offsetChange, ok bool) {
	for _, c := range observances {
		if !isObservance(c) {
			continue
		}
		start, ok := readingOf(valueOf(c, propDTStart))
		if !ok {
			return nil, false
		}
		offset, _ := readOffset(valueOf(c, propTZOffsetFrom))
		to, _ := readOffset(valueOf(c, propTZOffsetTo))
		set := recurrence.Set{Start: recurrence.At(start), RDates: []recurrence.Moment{recurrence.At(start)}}
		for _, p := range baseOf(c).Properties {
			switch p.IANAToken {
			case "RRULE":
				rule, err := recurrence.Parse(p.Value)
				if err != nil || rule.Freq != recurrence.Yearly {
					return nil, false
				}
				if rule.Until.Form != 0 {
					rule.Until = onsetUntil(rule.Until, offset)
				}
				set.Rules = append(set.Rules, rule)
			case "RDATE":
				for item := range strings.SplitSeq(p.Value, ",") {
					if t, ok := readingOf(item); ok {
						set.RDates = append(set.RDates, recurrence.At(t))
					}
				}
			}
		}
		times, err := set.Times()
		if err != nil {
			return nil, false
		}
		shift := time.Duration(offset) * time.Second
		add := func(t time.Time) { changes = append(changes, offsetChange{t.Unix() - int64(offset), offset, to}) }
		if last, ok := times.Before(floating(from.Add(shift))); ok {
			add(last)
		}
		for t := range times.Between(floating(from.Add(shift)), floating(until.Add(shift))) {
			add(t)
		}
	}
	return changes, true
}

// floating returns the time of which the clock in floating time shows what t shows in UTC.
func floating(t time.Time) time.Time {
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, recurrence.Floating)
}

// onsetUntil returns the UNTIL of an observance, in UTC, by the clock before its onsets.
func onsetUntil(until recurrence.Until, offset int) recurrence.Until {
	t := until.Day.MidnightUTC().Add(time.Duration(until.Second) * time.Second)
	switch until.Form {
	case recurrence.FormDate:
		t = t.Add(24*time.Hour - time.Second)
	case recurrence.FormUTC:
		t = t.Add(time.Duration(offset) * time.Second)
	}
	return recurrence.UntilLocal(t)
}
