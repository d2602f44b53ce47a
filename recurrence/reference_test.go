package recurrence_test

import (
	"slices"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

// The reference is a second recurrence engine, written from the text of RFC 5545,
// section 3.3.10, and RFC 7529, section 4.1, to be obvious instead of fast: it
// walks every day of every period and asks whether the rule admits it, puts the
// clock readings of the rule on the days that remain, lists the period, applies
// BYSETPOS to the list, and then UNTIL and COUNT to what all periods gave. It uses
// nothing of this package but the fields of Rule.
//
// Clock readings are time.Time values in UTC, whatever the zone they will be read
// in; results are seconds since 1970, of the instant in a zone and of the clock
// reading in floating time.
type reference struct {
	rule   recurrence.Rule // with what it lacks taken from the start
	start  time.Time       // DTSTART's clock reading; midnight for a DATE
	zone   *time.Location  // nil for a DATE and for floating time
	allDay bool

	ordinalInYear bool // BYDAY's ordinals count in the year, not the month
	includeStart  bool
}

// A reckoning is what the reference found: every occurrence before end, and all
// there are where complete is set.
type reckoning struct {
	at       []int64
	end      int64
	complete bool
}

// A referenceOption is one of the package's options for the reference.
type referenceOption struct {
	includeStart, everyMonth bool
}

// newReference takes from the start what the rule does not say: the second,
// minute, hour, day and month that are missing are those of DTSTART.
func newReference(rule recurrence.Rule, start time.Time, zone *time.Location, allDay bool, opt referenceOption) *reference {
	r := &reference{rule: rule, start: start, zone: zone, allDay: allDay, includeStart: opt.includeStart}
	p := &r.rule
	p.Interval = min(max(p.Interval, 1), beyond[p.Freq]+1)
	if p.WeekStart == 0 {
		p.WeekStart = recurrence.Monday
	}
	r.ordinalInYear = p.Freq == recurrence.Yearly && len(p.ByMonth) == 0

	noDay := len(p.ByDay) == 0 && len(p.ByMonthDay) == 0 && len(p.ByYearDay) == 0
	own := recurrence.WeekdayOf(start.Weekday()).Every()
	switch {
	case p.Freq == recurrence.Weekly && len(p.ByDay) == 0:
		p.ByDay = []recurrence.WeekdayNum{own}
	case p.Freq == recurrence.Monthly && noDay:
		p.ByMonthDay = []int{start.Day()}
	case p.Freq == recurrence.Yearly && len(p.ByWeekNo) > 0:
		if noDay {
			p.ByDay = []recurrence.WeekdayNum{own}
		}
	case p.Freq == recurrence.Yearly && noDay:
		p.ByMonthDay = []int{start.Day()}
		if len(p.ByMonth) == 0 {
			p.ByMonth = []time.Month{start.Month()}
		}
	case p.Freq == recurrence.Yearly && len(p.ByYearDay) == 0 && len(p.ByMonthDay) > 0 && len(p.ByMonth) == 0:
		if !opt.everyMonth {
			p.ByMonth = []time.Month{start.Month()}
		}
	}
	if p.Freq >= recurrence.Daily && len(p.ByHour) == 0 || allDay {
		p.ByHour = []int{start.Hour()}
	}
	if p.Freq >= recurrence.Hourly && len(p.ByMinute) == 0 || allDay {
		p.ByMinute = []int{start.Minute()}
	}
	if p.Freq >= recurrence.Minutely && len(p.BySecond) == 0 || allDay {
		p.BySecond = []int{start.Second()}
	}
	return r
}

// reckon evaluates the rule until it ends, or has given some number of
// occurrences, or has come to a clock reading, or has looked at some number of
// days and clock readings.
func (r *reference) reckon(occurrences int, stop time.Time, effort int) reckoning {
	var found []time.Time
	var got reckoning
	k := int64(0)
	for {
		first, end, ok := r.period(k)
		if !ok || r.afterUntil(r.earliest(first)) {
			got.complete = true
			break
		}
		if len(found) > occurrences || first.After(stop) || effort < 0 {
			got.end = r.earliest(first)
			break
		}
		if r.rule.Freq < recurrence.Daily && !r.admits(first, first, end) {
			effort--
			k = r.firstPeriodFrom(midnight(first).AddDate(0, 0, 1))
			continue
		}
		candidates, looked := r.candidates(first, end)
		effort -= looked
		for _, c := range r.positions(candidates) {
			if !c.Before(r.start) && c.Year() <= 9999 {
				found = append(found, c)
			}
		}
		k++
	}
	if r.includeStart {
		found = append(found, r.start)
	}
	for _, c := range found {
		if at := r.instant(c); at < r.instant(r.start) {
			continue // where a transition skips the start's reading
		} else if !r.afterUntil(at) || r.includeStart && c.Equal(r.start) {
			got.at = append(got.at, at)
		}
	}
	slices.Sort(got.at)
	got.at = slices.Compact(got.at)
	if !got.complete {
		n, _ := slices.BinarySearch(got.at, got.end)
		got.at = got.at[:n]
	}
	if n := r.rule.Count; n > 0 && int64(len(got.at)) >= n {
		got.at, got.complete = got.at[:n], true
	}
	return got
}

// beyond holds numbers of periods that lead out of the calendar from anywhere in
// it.
var beyond = map[recurrence.Frequency]int64{
	recurrence.Yearly: 1e4, recurrence.Monthly: 12e4, recurrence.Weekly: 6e5, recurrence.Daily: 4e6,
	recurrence.Hourly: 1e8, recurrence.Minutely: 6e9, recurrence.Secondly: 36e10,
}

// period returns the k-th period from that of the start: its first moment and
// the one after its last. It returns false after the year 9999.
func (r *reference) period(k int64) (first, end time.Time, ok bool) {
	s, n := r.start, r.rule.Interval
	if k*n > beyond[r.rule.Freq] {
		return first, end, false
	}
	n *= k
	switch r.rule.Freq {
	case recurrence.Yearly:
		if len(r.rule.ByWeekNo) > 0 {
			y := r.weekYear(s)
			first, end = r.weekOne(y+int(n)), r.weekOne(y+int(n)+1)
			break
		}
		first, end = day(s.Year()+int(n), 1, 1), day(s.Year()+int(n)+1, 1, 1)
	case recurrence.Monthly:
		first, end = day(s.Year(), int(s.Month())+int(n), 1), day(s.Year(), int(s.Month())+int(n)+1, 1)
	case recurrence.Weekly:
		first = r.weekOf(s).AddDate(0, 0, int(7*n))
		end = first.AddDate(0, 0, 7)
	case recurrence.Daily:
		first = midnight(s).AddDate(0, 0, int(n))
		end = first.AddDate(0, 0, 1)
	default:
		u := r.unit()
		from := s.Unix() - floorMod(s.Unix(), u) + n*u
		first, end = time.Unix(from, 0).UTC(), time.Unix(from+u, 0).UTC()
	}
	return first, end, first.Year() <= 9999
}

// unit returns the seconds of a period shorter than a day.
func (r *reference) unit() int64 {
	return map[recurrence.Frequency]int64{
		recurrence.Hourly: 3600, recurrence.Minutely: 60, recurrence.Secondly: 1,
	}[r.rule.Freq]
}

// firstPeriodFrom returns the number of the first period, shorter than a day,
// that begins at a moment or later.
func (r *reference) firstPeriodFrom(t time.Time) int64 {
	u := r.unit()
	gap := t.Unix() - (r.start.Unix() - floorMod(r.start.Unix(), u))
	k := gap / u / r.rule.Interval
	for k*r.rule.Interval*u < gap {
		k++
	}
	return k
}

// candidates lists the clock readings that the rule admits in a period, in order
// and each once, and says how many days and readings it looked at.
func (r *reference) candidates(first, end time.Time) (list []time.Time, looked int) {
	from, to := midnight(first), end
	if r.rule.Freq >= recurrence.Monthly { // SKIP may move a day out by one
		from, to = from.AddDate(0, 0, -1), to.AddDate(0, 0, 1)
	}
	for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
		looked++
		if !r.admits(d, first, end) {
			continue
		}
		hours, minutes, seconds := r.rule.ByHour, r.rule.ByMinute, r.rule.BySecond
		switch r.rule.Freq {
		case recurrence.Secondly:
			seconds = meet(seconds, first.Second())
			fallthrough
		case recurrence.Minutely:
			minutes = meet(minutes, first.Minute())
			fallthrough
		case recurrence.Hourly:
			hours = meet(hours, first.Hour())
		}
		for _, h := range hours {
			for _, m := range minutes {
				for _, s := range seconds {
					looked++
					if s < 60 { // a 60th second is a leap second, which no clock here shows
						list = append(list, d.Add(time.Duration(h*3600+m*60+s)*time.Second))
					}
				}
			}
		}
	}
	slices.SortFunc(list, time.Time.Compare)
	return slices.CompactFunc(list, time.Time.Equal), looked
}

// meet returns what a BYxxx list leaves of the one value that a period has.
func meet(list []int, value int) []int {
	if len(list) == 0 || slices.Contains(list, value) {
		return []int{value}
	}
	return nil
}

// positions applies BYSETPOS to the list of a period.
func (r *reference) positions(list []time.Time) []time.Time {
	if len(r.rule.BySetPos) == 0 {
		return list
	}
	var chosen []time.Time
	for i, t := range list {
		if slices.Contains(r.rule.BySetPos, i+1) || slices.Contains(r.rule.BySetPos, i-len(list)) {
			chosen = append(chosen, t)
		}
	}
	return chosen
}

// earliest returns a result before which no occurrence of a period lies.
func (r *reference) earliest(first time.Time) int64 {
	if r.rule.Freq >= recurrence.Monthly {
		first = first.AddDate(0, 0, -1) // SKIP may have moved it there
	}
	return r.instantBound(first)
}

// afterUntil reports whether a result lies after UNTIL, which may itself be an
// occurrence. A DATE and a local time are readings of the clock, a time in UTC is
// an instant, and so are the results that each is compared with.
func (r *reference) afterUntil(at int64) bool {
	u := r.rule.Until
	if u.IsZero() {
		return false
	}
	return at > u.Day.MidnightUTC().Unix()+int64(u.Second)
}

func day(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

func midnight(t time.Time) time.Time { return day(t.Year(), int(t.Month()), t.Day()) }

func floorMod(a, b int64) int64 { return ((a % b) + b) % b }
