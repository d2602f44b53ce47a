package recurrence

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/rickb777/date/v2"
)

// An origin is a start made ready for its rules.
type origin struct {
	day, second int
	ahead       int64 // by how much the start is ahead of that reading, if it is skipped
	form        Form
	zone        *zone // nil for DATE, floating time and UTC
	opts        options
}

// moment returns the start as lines count it.
func (o *origin) moment() int64 {
	at := int64(o.day)*secondsPerDay + int64(o.second)
	if o.zone != nil {
		at = o.zone.resolve(at)
	}
	return at
}

func dayOrigin(start date.Date, opts []Option) (origin, error) {
	o := origin{day: int(start), form: FormDate, opts: gather(opts)}
	if start < 0 || start > lastDay {
		return o, outOfYears()
	}
	return o, nil
}

// timeOrigin returns the origin at a time whose clock is ahead of the reading that
// rules go on from.
func timeOrigin(start time.Time, ahead int32, opts []Option) (origin, error) {
	_, offset := start.Zone()
	at := start.Unix() + unixSeconds + int64(offset) - int64(ahead)
	if start.Unix() < -2*unixSeconds || at < 0 || at > lastSecond {
		return origin{}, outOfYears()
	}
	o := origin{
		day: int(at / secondsPerDay), second: int(at % secondsPerDay), ahead: int64(ahead),
		form: FormUTC, zone: zoneOf(start.Location()), opts: gather(opts),
	}
	if start.Location() == Floating {
		o.form = FormLocal
	}
	return o, nil
}

func outOfYears() error {
	return &RuleError{Part: "DTSTART", Clause: clauseDate, Reason: "is outside the years 1 to 9999"}
}

// A compiled is all that a rule by itself compiles to, in one piece of memory.
type compiled struct {
	dates Dates
	times Times
	t     timeline
	l     line
	p     plan
	lines [1]*line
}

// compileAlone compiles a rule by itself.
func (o *origin) compileAlone(r *Rule) (*compiled, error) {
	c := new(compiled)
	if err := o.compile(r, c); err != nil {
		return nil, err
	}
	c.lines[0] = &c.l
	c.t.lines = c.lines[:]
	c.t.start = o.moment()
	c.t.ending = r.Count > 0 || !r.Until.IsZero()
	o.includeStart(&c.t)
	return c, nil
}

// compile makes the line of a rule that starts there.
func (o *origin) compile(r *Rule, c *compiled) error {
	if err := r.validate(); err != nil {
		return err
	}
	if o.form == FormDate && r.Freq < Daily {
		return fault("FREQ", "an all-day start has no time of day to step by")
	}
	l := &c.l
	l.z, l.until, l.limit = o.zone, lastSecond, math.MaxInt64
	last := int64(lastSecond)
	switch {
	case !r.Until.IsZero():
		if r.Until.Form != o.form {
			return fault("UNTIL", "must be %s, as the start is %s", formName(r.Until.Form), formName(o.form))
		}
		l.until = min(dayMoment(r.Until.Day)+int64(r.Until.Second), lastSecond)
		last = l.until
	case o.zone != nil:
		l.until = latest
	}
	if o.zone != nil {
		last = min(last+widest, lastSecond)
	}
	if r.Count > 0 {
		l.limit = r.Count
	}
	if o.opts.has(Elapsed) && o.zone != nil && r.Freq < Daily {
		l.elapsed = &elapsed{z: o.zone, rule: r.clone(), opts: o.opts, start: o.moment()}
		return nil
	}
	c.p.normalise(r, o.day, o.second, o.form == FormDate, o.opts)
	c.p.init(o.day, o.second, last)
	l.p = &c.p
	if o.ahead > 0 {
		l.setEarly(o.moment(), o.ahead)
	}
	return nil
}

// clone returns a copy of the rule with lists of its own.
func (r *Rule) clone() Rule {
	c := *r
	c.BySecond = slices.Clone(r.BySecond)
	c.ByMinute = slices.Clone(r.ByMinute)
	c.ByHour = slices.Clone(r.ByHour)
	c.ByDay = slices.Clone(r.ByDay)
	c.ByMonthDay = slices.Clone(r.ByMonthDay)
	c.ByYearDay = slices.Clone(r.ByYearDay)
	c.ByWeekNo = slices.Clone(r.ByWeekNo)
	c.ByMonth = slices.Clone(r.ByMonth)
	c.BySetPos = slices.Clone(r.BySetPos)
	return c
}

func formName(f Form) string {
	switch f {
	case FormDate:
		return "a DATE"
	case FormLocal:
		return "a local DATE-TIME"
	case FormUTC:
		return "a DATE-TIME in UTC"
	}
	return fmt.Sprintf("of form %d", f)
}
