package ical

import (
	"errors"
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
)

// ErrZone: a time zone cannot be described, or not for the time asked for.
var ErrZone = errors.New("time zone cannot be described")

const (
	localLayout = "20060102T150405"
	utcLayout   = "20060102T150405Z"

	// horizonYears is how far behind the last use the zone is looked at: a yearly
	// rule that holds for so long is taken to hold for good. It is more than the 28
	// years after which days of the week return, so that the first Sunday and the
	// Sunday from the 1st to the 7th are told from all others.
	horizonYears = 40

	// maxZoneLines bounds the VTIMEZONE as long as it can: at least one subscriber's
	// application is reported to misread a calendar after a VTIMEZONE of more than
	// 200 lines.
	maxZoneLines = 180
)

// Timezone describes loc as a VTIMEZONE (RFC 5545, section 3.6.5) that is right for
// every time from the first use in a calendar to the last, both included, and beyond it
// where the zone goes on by the rules that it follows then. Its TZID is loc.String().
//
// The description is as short as the zone allows. Onsets that follow a yearly rule (the
// second Sunday in March, 30 April, the Friday between 23 and 29 March) are one
// observance with an RRULE, which has no UNTIL where the zone goes on like this for
// forty years beyond last; others are observances of their own, or if that would take
// too many lines, share one by RDATE, as do the last onsets of a zone that has settled. Of each onset it has the offsets and abbreviation
// that Go's time zone data has; the version of that is what decides how far back and
// ahead they are known.
//
// The error wraps [ErrZone] if loc is nil, time.Local or without a name, last is
// before first, or either is outside the years 1 to 9999 of the zone's clocks.
func Timezone(loc *time.Location, first, last time.Time) (*ics.VTimezone, error) {
	switch {
	case loc == nil || loc == time.Local || loc.String() == "":
		return nil, fmt.Errorf("ical: %w: it has no name that others know", ErrZone)
	case last.Before(first):
		return nil, fmt.Errorf("ical: %w: %s: the last use is before the first", ErrZone, loc)
	case first.In(loc).Year() < 1 || last.In(loc).Year() > 9999:
		return nil, fmt.Errorf("ical: %w: %s: a use is outside the years 1 to 9999", ErrZone, loc)
	}
	horizon := time.Date(min(last.UTC().Year()+horizonYears, 10_000), 1, 1, 0, 0, 0, 0, time.UTC)
	observances := observe(onsets(first.In(loc), horizon), last, horizon)
	if zoneLines(observances) > maxZoneLines {
		observances = gather(observances)
	}
	if len(observances) == 1 {
		// Some readers go by the offset before the only observance.
		observances[0] = observance{onsets: []onset{always(first.In(loc))}}
	}
	zone := ics.NewTimezone(loc.String())
	for _, o := range observances {
		zone.Components = append(zone.Components, o.component())
	}
	return zone, nil
}

// An observance is a run of onsets with the same offsets, abbreviation and kind.
type observance struct {
	onsets []onset
	rule   string // the yearly rule that gives the onsets; empty if they are listed
	open   bool   // whether the rule goes on
}

// observe parts onsets, which are in order, into observances by order of their first
// onsets. It leaves out those that begin after last; but if one that has begun by then
// is open, only those that begin after all open ones have. A summer time that goes on
// needs its end.
func observe(all []onset, last, horizon time.Time) []observance {
	var kinds []onsetKind
	byKind := map[onsetKind][]onset{}
	for _, o := range all {
		if _, ok := byKind[o.kind()]; !ok {
			kinds = append(kinds, o.kind())
		}
		byKind[o.kind()] = append(byKind[o.kind()], o)
	}
	var observances []observance
	goesOn, settled := false, last
	for _, kind := range kinds {
		for rest := byKind[kind]; len(rest) > 0; {
			n, rule := longestRun(rest)
			run := observance{onsets: rest[:n], rule: rule}
			run.open = rule != "" && rest[n-1].at.AddDate(1, 0, 8).After(horizon)
			if run.open {
				goesOn = goesOn || !rest[0].at.After(last)
				if rest[0].at.After(settled) {
					settled = rest[0].at
				}
			}
			if !run.open && rest[n-1] == all[len(all)-1] {
				// What holds for good must not hang on an UNTIL in UTC, which
				// some readers take for local time.
				run.rule = ""
			}
			observances = append(observances, run)
			rest = rest[n:]
		}
	}
	if goesOn {
		last = settled
	}
	observances = slices.DeleteFunc(observances, func(o observance) bool { return o.onsets[0].at.After(last) })
	slices.SortStableFunc(observances, func(a, b observance) int { return a.onsets[0].at.Compare(b.onsets[0].at) })
	return observances
}

// gather makes one observance of all without a rule that differ only in their onsets.
func gather(observances []observance) []observance {
	var gathered []observance
	for _, o := range observances {
		same := func(g observance) bool { return g.rule == "" && g.onsets[0].change == o.onsets[0].change }
		if i := slices.IndexFunc(gathered, same); i >= 0 && o.rule == "" {
			gathered[i].onsets = append(slices.Clip(gathered[i].onsets), o.onsets...)
			continue
		}
		gathered = append(gathered, o)
	}
	return gathered
}

// zoneLines returns how many lines the VTIMEZONE takes.
func zoneLines(observances []observance) int {
	lines := 3 // BEGIN, TZID, END
	for _, o := range observances {
		lines += 6
		if o.rule != "" {
			lines += 2 // an RRULE with an UNTIL may be folded
		} else {
			lines += len(o.onsets) - 1
		}
	}
	return lines
}

// component returns the STANDARD or DAYLIGHT of o.
func (o observance) component() ics.Component {
	first, last := o.onsets[0], o.onsets[len(o.onsets)-1]
	var base ics.ComponentBase
	base.AddProperty(ics.ComponentPropertyDtStart, first.wall().Format(localLayout))
	switch {
	case o.open:
		base.AddRrule(o.rule)
	case o.rule != "":
		base.AddRrule(o.rule + ";UNTIL=" + last.at.UTC().Format(utcLayout))
	default:
		for _, onset := range o.onsets[1:] {
			base.AddRdate(onset.wall().Format(localLayout)) // not as a list, which some readers cannot take here
		}
	}
	base.AddProperty("TZOFFSETFROM", utcOffset(first.from))
	base.AddProperty("TZOFFSETTO", utcOffset(first.to))
	base.AddProperty("TZNAME", first.name)
	if first.daylight {
		return &ics.Daylight{ComponentBase: base}
	}
	return &ics.Standard{ComponentBase: base}
}

// utcOffset returns seconds east of UTC as a UTC-OFFSET (RFC 5545, section 3.3.14).
func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}
