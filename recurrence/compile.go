package recurrence

import (
	"fmt"
	"math"
	"time"

	"github.com/rickb777/date/v2"
)

// An origin is a start made ready for its rules.
type origin struct {
	day, second int
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

func timeOrigin(start time.Time, opts []Option) (origin, error) {
	_, offset := start.Zone()
	at := start.Unix() + unixSeconds + int64(offset)
	if start.Unix() < -2*unixSeconds || at < 0 || at > lastSecond {
		return origin{}, outOfYears()
	}
	o := origin{
		day: int(at / secondsPerDay), second: int(at % secondsPerDay),
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

// compile makes the line of a rule that starts there.
func (o *origin) compile(r *Rule) (*line, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	if o.form == FormDate && r.Freq < Daily {
		return nil, fault("FREQ", "an all-day start has no time of day to step by")
	}
	l := &line{z: o.zone, until: lastSecond, limit: math.MaxInt64}
	last := int64(lastSecond)
	if !r.Until.IsZero() {
		if r.Until.Form != o.form {
			return nil, fault("UNTIL", "must be %s, as the start is %s", formName(r.Until.Form), formName(o.form))
		}
		l.until = int64(r.Until.Day)*secondsPerDay + int64(r.Until.Second)
		l.until = min(max(l.until, never/2), lastSecond)
		last = l.until
	}
	if o.zone != nil {
		last = min(last+widest, lastSecond)
		if l.until == lastSecond {
			l.until += widest
		}
	}
	if r.Count > 0 {
		l.limit = r.Count
	}
	if o.opts.has(Elapsed) && o.zone != nil && r.Freq < Daily {
		l.elapsed = &elapsed{z: o.zone, rule: *r, opts: o.opts, start: o.moment()}
		return l, nil
	}
	l.p = newPlan(normalise(r, o.day, o.second, o.form == FormDate, o.opts), o.day, o.second, last)
	l.twins.of(l.z, l.p)
	return l, nil
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
