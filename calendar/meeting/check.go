package meeting

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/rickb777/date/v2"
)

// What requests are bounded by beside their Caps.
const (
	maxDuration = 31 * 24 * time.Hour
	maxBuffer   = 30 * 24 * time.Hour
	maxWeight   = 1000 // and the largest factor of a band
	maxResults  = 10_000
	maxErrors   = 20

	maxWindows  = 10_000 // and rooms
	maxGroups   = 1_000  // and bands
	maxCriteria = 100
	maxRanges   = 1440   // of one day
	maxDates    = 36_525 // holidays, and exceptions, of one participant
)

// The instants that a request may name: the years 1 to 9998, so that a day more or less is
// still a date.
var (
	firstInstant = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	lastInstant  = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
)

// or returns the cap, or a default where it is not set.
func or(limit, otherwise int) int {
	if limit <= 0 {
		return otherwise
	}
	return limit
}

func (c Caps) withDefaults() Caps {
	return Caps{
		Candidates:   or(c.Candidates, 1_000_000),
		Participants: or(c.Participants, 5_000),
		Entries:      or(c.Entries, 2_000_000),
		Days:         or(c.Days, 36_525),
		Cells:        or(c.Cells, 500_000_000),
		Attendances:  or(c.Attendances, 500_000),
	}
}

// A checker collects what is wrong with a request.
type checker struct {
	ctx  context.Context
	item string
	errs []error
}

func (k *checker) fail(field, format string, args ...any) {
	if len(k.errs) < maxErrors {
		k.errs = append(k.errs, &Error{Item: k.item, Field: field, Reason: fmt.Sprintf(format, args...)})
	}
}

// check reports what is wrong with a request: caps first, and they alone.
func check(ctx context.Context, r *Request) error {
	if err := checkCaps(r); err != nil {
		return err
	}
	k := &checker{ctx: ctx}
	k.request(r)
	ids := make(map[string]bool, len(r.Participants))
	way := newTravel(r)
	for i := range r.Participants {
		k.item = fmt.Sprintf("participant %d (%s)", i+1, r.Participants[i].ID)
		k.participant(&r.Participants[i], ids)
		k.travel(way, &r.Participants[i])
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	k.groups(r.Groups, ids)
	k.rooms(r.Rooms)
	k.item = ""
	k.entries("Blackouts", r.Blackouts)
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.Join(k.errs...)
}

func checkCaps(r *Request) error {
	caps := r.Caps.withDefaults()
	if n := len(r.Participants); n > caps.Participants {
		return &CapError{"Participants", n, caps.Participants}
	}
	for _, list := range []struct {
		name     string
		n, limit int
	}{
		{"Windows", len(r.Windows), maxWindows}, {"Rooms", len(r.Rooms), maxWindows}, {"Groups", len(r.Groups), maxGroups},
		{"Bands", len(r.Bands), maxGroups}, {"Criteria", len(r.Criteria), maxCriteria},
	} {
		if list.n > list.limit {
			return &CapError{list.name, list.n, list.limit}
		}
	}
	entries := len(r.Blackouts) + len(r.Windows) + len(r.Rooms)
	for i := range r.Participants {
		p := &r.Participants[i]
		entries += len(p.Busy) + len(p.Holidays) + p.Hours.size()
	}
	for i := range r.Rooms {
		entries += len(r.Rooms[i].Busy) + len(r.Rooms[i].Features) + r.Rooms[i].Hours.size()
	}
	for _, g := range r.Groups {
		entries += 1 + len(g.Members)
	}
	if entries > caps.Entries {
		return &CapError{"Entries", entries, caps.Entries}
	}
	return nil
}

// size returns how many ranges of a week and exceptions there are.
func (h *Hours) size() int {
	if h == nil {
		return 0
	}
	n := len(h.Except)
	for _, ranges := range h.Week {
		n += len(ranges)
	}
	for i := range h.Except {
		n += len(h.Except[i].Ranges)
	}
	return n
}

func (k *checker) request(r *Request) {
	if len(r.Windows) == 0 {
		k.fail("Windows", "there is none")
	}
	for i, w := range r.Windows {
		field := fmt.Sprintf("Windows %d", i+1)
		k.instant(field, w.Start)
		k.instant(field, w.End)
		if w.End.Before(w.Start) {
			k.fail(field, "ends before it starts: %s is after %s", stamp(w.Start), stamp(w.End))
		}
	}
	k.duration("Duration", r.Duration, time.Second, maxDuration)
	k.duration("Step", r.Step, time.Second, math.MaxInt64)
	k.duration("Before", r.Before, 0, maxBuffer)
	k.duration("After", r.After, 0, maxBuffer)
	k.duration("MinDistance", r.MinDistance, 0, math.MaxInt64)
	if !r.Anchor.IsZero() {
		k.instant("Anchor", r.Anchor)
	}
	if !r.NotBefore.IsZero() {
		k.instant("NotBefore", r.NotBefore)
	}
	if r.AlignTo != nil {
		if !r.Anchor.IsZero() {
			k.fail("AlignTo", "a grid has an Anchor or is aligned to a clock, not both")
		}
		if r.Step > 0 && 24*time.Hour%r.Step != 0 {
			k.fail("AlignTo", "a Step of %s does not divide 24 hours", r.Step)
		}
	}
	if r.MinRequired != nil {
		k.within("MinRequired", *r.MinRequired, 0, math.MaxInt)
	}
	k.within("MinTotal", r.MinTotal, 0, math.MaxInt)
	k.within("NeedCapacity", r.NeedCapacity, 0, math.MaxInt)
	k.within("Results", r.Results, 0, maxResults)
	k.within("NearMisses", r.NearMisses, 0, maxResults)
	k.within("Tentative", int(r.Tentative), 0, int(TentativeLastResort))
	k.within("Unknown", int(r.Unknown), 0, int(UnknownReport))
	k.within("Objective", int(r.Objective), 0, int(LexiMin))
	for i, c := range r.Criteria {
		k.within(fmt.Sprintf("Criteria %d", i+1), int(c), int(MoreRequired), int(lastOfCriterion))
	}
	for i, b := range r.Bands {
		field := fmt.Sprintf("Bands %d", i+1)
		k.clockRange(field, b.ClockRange)
		k.within(field, b.Factor, 0, maxWeight)
	}
}

func (k *checker) participant(p *Participant, ids map[string]bool) {
	switch {
	case p.ID == "":
		k.fail("ID", "it is empty")
	case ids[p.ID]:
		k.fail("ID", "another participant has it")
	}
	ids[p.ID] = true
	k.within("Role", int(p.Role), 0, int(Informed))
	k.within("Weight", p.Weight, 0, maxWeight)
	if p.Location == nil {
		k.fail("Location", "there is no time zone")
	}
	k.hours(p.Hours)
	k.most("Holidays", len(p.Holidays), maxDates)
	if p.Limits != nil {
		k.clockRange("Limits", *p.Limits)
		if p.Limits.From == p.Limits.To {
			k.fail("Limits", "both are %s", p.Limits.From)
		}
	}
	k.duration("Before", p.Before, 0, maxBuffer)
	k.duration("After", p.After, 0, maxBuffer)
	k.entries("Busy", p.Busy)
}

func (k *checker) hours(h *Hours) {
	if h == nil {
		return
	}
	for d, ranges := range h.Week {
		k.ranges(ranges, func() string { return time.Weekday(d).String() })
	}
	if len(h.Except) == 0 {
		return
	}
	if k.most("Hours", len(h.Except), maxDates) {
		return
	}
	dates := make(map[date.Date]bool, len(h.Except))
	for _, e := range h.Except {
		if dates[e.Date] {
			k.fail("Hours", "%s is excepted twice", e.Date)
		}
		dates[e.Date] = true
		k.ranges(e.Ranges, e.Date.String)
	}
}

// ranges checks the ranges of one day, which is named where they are at fault.
func (k *checker) ranges(list []ClockRange, day func() string) {
	if len(list) > maxRanges {
		k.most("Hours of "+day(), len(list), maxRanges)
	}
	for _, r := range list {
		if !r.valid() {
			k.clockRange("Hours of "+day(), r)
		}
	}
}

func (k *checker) entries(field string, entries []freebusy.Entry) {
	for i := range entries {
		e := &entries[i]
		if i&1023 == 1023 && k.ctx.Err() != nil {
			return
		}
		switch {
		case e.Type > freebusy.Free:
			k.fail(fmt.Sprintf("%s %d", field, i+1), "there is no type %d", e.Type)
		case e.AllDay():
			if e.EndDay < e.Day {
				k.fail(fmt.Sprintf("%s %d", field, i+1), "ends before it starts: %s is after %s", e.Day, e.EndDay)
			}
		case e.Day != 0 || e.EndDay != 0:
			k.fail(fmt.Sprintf("%s %d", field, i+1), "it has days and no time zone")
		case e.End.Before(e.Start):
			k.fail(fmt.Sprintf("%s %d", field, i+1), "ends before it starts: %s is after %s", stamp(e.Start), stamp(e.End))
		}
	}
}

func (k *checker) groups(groups []Group, ids map[string]bool) {
	names := make(map[string]bool, len(groups))
	for i, g := range groups {
		k.item = fmt.Sprintf("group %d (%s)", i+1, g.Name)
		switch {
		case g.Name == "":
			k.fail("Name", "it is empty")
		case names[g.Name]:
			k.fail("Name", "another group has it")
		}
		names[g.Name] = true
		k.within("AtLeast", g.AtLeast, 0, math.MaxInt)
		members := make(map[string]bool)
		for j, id := range g.Members {
			if j&1023 == 1023 && k.ctx.Err() != nil {
				return
			}
			switch {
			case !ids[id]:
				k.fail(fmt.Sprintf("Members %d", j+1), "there is no participant %q", id)
			case members[id]:
				k.fail(fmt.Sprintf("Members %d", j+1), "%q is named twice", id)
			}
			members[id] = true
		}
	}
}

func (k *checker) rooms(rooms []Room) {
	ids := make(map[string]bool, len(rooms))
	for i := range rooms {
		r := &rooms[i]
		k.item = fmt.Sprintf("room %d (%s)", i+1, r.ID)
		switch {
		case r.ID == "":
			k.fail("ID", "it is empty")
		case ids[r.ID]:
			k.fail("ID", "another room has it")
		}
		ids[r.ID] = true
		k.within("Capacity", r.Capacity, 0, math.MaxInt)
		if r.Hours != nil && r.Location == nil {
			k.fail("Location", "there are hours and no time zone")
		}
		k.hours(r.Hours)
		k.entries("Busy", r.Busy)
		if k.ctx.Err() != nil {
			return
		}
	}
}

// most reports, and fails, if there are more than so many of something.
func (k *checker) most(field string, n, limit int) bool {
	if n > limit {
		k.fail(field, "%d are more than %d", n, limit)
	}
	return n > limit
}

func (k *checker) within(field string, v, least, most int) {
	switch {
	case v < least && most == math.MaxInt:
		k.fail(field, "%d is less than %d", v, least)
	case v < least || v > most:
		k.fail(field, "%d is outside %d to %d", v, least, most)
	}
}

func (k *checker) duration(field string, d, least, most time.Duration) {
	switch {
	case d < least:
		k.fail(field, "%s is less than %s", d, least)
	case d > most:
		k.fail(field, "%s is more than %s", d, most)
	case d%time.Second != 0:
		k.fail(field, "%s is not whole seconds", d)
	}
}

func (k *checker) instant(field string, t time.Time) {
	switch {
	case t.Before(firstInstant) || !t.Before(lastInstant):
		k.fail(field, "%s is outside the years 1 to 9998", stamp(t))
	case t.Nanosecond() != 0:
		k.fail(field, "%s is not whole seconds", t.UTC().Format(time.RFC3339Nano))
	}
}

func (k *checker) clockRange(field string, r ClockRange) {
	if !r.valid() {
		k.fail(field, "%d to %d are not minutes of 0 to 1440", r.From, r.To)
	}
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
