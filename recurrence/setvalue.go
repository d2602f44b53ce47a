package recurrence

import (
	"errors"
	"strings"
	"time"
)

// moment reads the value of a line that holds one DATE or DATE-TIME.
func (p *setParser) moment(l *contentLine) (Moment, error) {
	kind, loc, err := p.valueType(l)
	if err != nil {
		return Moment{}, err
	}
	if kind == "PERIOD" {
		_, at := l.param("VALUE")
		return Moment{}, fail(l, at, clauseDate, "PERIOD is not a type of this property")
	}
	return p.momentAt(l, l.value, len(l.text), kind, loc)
}

// valueType returns the value type of a line, which is DATE-TIME by default, and the
// location of its TZID, if it has one.
func (p *setParser) valueType(l *contentLine) (kind string, loc *time.Location, err error) {
	kind = "DATE-TIME"
	if value, at := l.param("VALUE"); value != "" {
		kind = strings.ToUpper(value)
		if kind != "DATE" && kind != "DATE-TIME" && kind != "PERIOD" {
			return "", nil, fail(l, at, clauseDate, "%s is not DATE, DATE-TIME or PERIOD", quote(value))
		}
	}
	if tzid, at := l.param("TZID"); tzid != "" {
		if loc, err = p.location(tzid); err != nil {
			return "", nil, fail(l, at, clauseTZID, "the zone %s is not known: %v", quote(tzid), err)
		}
	}
	return kind, loc, nil
}

// loadLocation finds the location of a zone of IANA's.
func loadLocation(tzid string) (*time.Location, error) {
	if tzid == "Local" {
		return nil, errors.New("not a name of IANA's")
	}
	return time.LoadLocation(tzid)
}

// momentAt reads text[pos:end] of a line, a value of a type in a location.
func (p *setParser) momentAt(l *contentLine, pos, end int, kind string, loc *time.Location) (Moment, error) {
	text := l.text[pos:end]
	u, ok := parseUntil(text)
	if !ok && p.lenient {
		if u, ok = parseUntil(strings.ToUpper(strings.TrimSpace(text))); ok {
			_ = p.mind(l, pos, clauseDate, "small letters or white space in "+quote(text), "read as "+u.String())
		}
	}
	if !ok {
		return Moment{}, fail(l, pos, clauseDate, "%s is not a date such as 20271231 or a time such as 20271231T235959Z", quote(text))
	}
	if (u.Form == FormDate) != (kind == "DATE") {
		wrong := quote(text) + " is not a DATE"
		if u.Form == FormDate {
			wrong = quote(text) + " is a DATE, which needs VALUE=DATE"
		}
		if err := p.mind(l, pos, clauseDate, wrong, "read as what it is"); err != nil {
			return Moment{}, err
		}
	}
	if loc != nil && u.Form != FormLocal {
		_, at := l.param("TZID")
		if err := p.mind(l, at, clauseTZID, "TZID with "+quote(text), "ignored"); err != nil {
			return Moment{}, err
		}
		loc = nil
	}
	if u.Day < 0 {
		return Moment{}, fail(l, pos, clauseDate, "%s is outside the years 1 to 9999", quote(text))
	}
	return u.moment(loc), nil
}

// moment returns what the value of an UNTIL is as a Moment, in a location if it is
// local, or floating if there is none.
func (u Until) moment(loc *time.Location) Moment {
	at := int64(u.Day)*secondsPerDay + int64(u.Second)
	switch {
	case u.Form == FormDate:
		return OnDay(u.Day)
	case u.Form == FormUTC:
		loc = time.UTC
	case loc == nil:
		loc = Floating
	}
	z := zoneOf(loc)
	if z == nil {
		return At(unix(at).In(loc))
	}
	m := At(unix(z.resolve(at)).In(loc))
	_, offset := m.time.Zone()
	m.ahead = int32(fromUnix(m.time) + int64(offset) - at)
	return m
}

// rdate reads an RDATE.
func (p *setParser) rdate(l *contentLine) error {
	kind, loc, err := p.valueType(l)
	if err != nil {
		return err
	}
	return eachValue(l, func(pos, end int) error {
		if kind == "PERIOD" {
			return p.period(l, pos, end, loc)
		}
		m, err := p.member(l, pos, end, kind, loc)
		if err != nil {
			return err
		}
		if m.form == FormDate && p.set.Start.form != FormDate {
			if err := p.mind(l, pos, clauseSet, "a DATE in a timed set", "read at the clock time of the start"); err != nil {
				return err
			}
			start := p.set.Start
			m = Until{FormLocal, m.day, secondOfDay(start.reading())}.moment(start.time.Location())
		}
		if !likeStart(p.set.Start, m) {
			return fail(l, pos, clauseSet, "must be of the value type of the start")
		}
		p.set.RDates = append(p.set.RDates, m)
		return nil
	})
}

// exdate reads an EXDATE.
func (p *setParser) exdate(l *contentLine) error {
	kind, loc, err := p.valueType(l)
	if err != nil {
		return err
	}
	if kind == "PERIOD" {
		_, at := l.param("VALUE")
		return fail(l, at, clauseSet, "PERIOD is not a type of this property")
	}
	return eachValue(l, func(pos, end int) error {
		m, err := p.member(l, pos, end, kind, loc)
		if err != nil {
			return err
		}
		if m.form != FormDate && p.set.Start.form == FormDate {
			if err := p.mind(l, pos, clauseSet, "a DATE-TIME in an all-day set", "its date is taken"); err != nil {
				return err
			}
			m = OnDay(m.day)
		}
		if m.form != FormDate && !likeStart(p.set.Start, m) {
			return fail(l, pos, clauseSet, "must be of the value type of the start")
		}
		p.set.ExDates = append(p.set.ExDates, m)
		return nil
	})
}

// eachValue calls read for each value of a list.
func eachValue(l *contentLine, read func(pos, end int) error) error {
	for pos := l.value; pos <= len(l.text); {
		end := len(l.text)
		if i := strings.IndexByte(l.text[pos:], ','); i >= 0 {
			end = pos + i
		}
		if err := read(pos, end); err != nil {
			return err
		}
		pos = end + 1
	}
	return nil
}

// member reads text[pos:end] of a line as a moment of the set. A local time without
// a TZID is taken to be in the zone of the start, if that is forgiven.
func (p *setParser) member(l *contentLine, pos, end int, kind string, loc *time.Location) (Moment, error) {
	start := p.set.Start
	if loc == nil && start.form != FormDate && !start.floating() {
		if u, ok := parseUntil(l.text[pos:end]); ok && u.Form == FormLocal {
			if err := p.mind(l, pos, clauseSet, "local time without a TZID", "read in the zone of the start"); err != nil {
				return Moment{}, err
			}
			loc = start.time.Location()
		}
	}
	return p.momentAt(l, pos, end, kind, loc)
}

// period reads text[pos:end] of a line as a PERIOD.
func (p *setParser) period(l *contentLine, pos, end int, loc *time.Location) error {
	slash := pos + strings.IndexByte(l.text[pos:end], '/')
	if slash < pos || p.set.Start.form == FormDate {
		return fail(l, pos, clausePeriod, "%s is not a period in a timed set", quote(l.text[pos:end]))
	}
	start, err := p.member(l, pos, slash, "DATE-TIME", loc)
	if err != nil {
		return err
	}
	if !likeStart(p.set.Start, start) {
		return fail(l, pos, clauseSet, "must be of the value type of the start")
	}
	after := l.text[slash+1 : end]
	if length, ok := parseDuration(after); ok && length != (Length{}) {
		p.set.Periods = append(p.set.Periods, Period{Start: start, Length: length})
		return nil
	}
	if strings.HasPrefix(strings.TrimLeft(after, "+-"), "P") {
		return fail(l, slash+1, clausePeriod, "%s is not a positive duration such as PT1H30M", quote(after))
	}
	last, err := p.member(l, slash+1, end, "DATE-TIME", loc)
	if err != nil {
		return err
	}
	if !likeStart(start, last) || !last.time.After(start.time) {
		return fail(l, slash+1, clausePeriod, "%s is not later than the start of the period", quote(after))
	}
	p.set.Periods = append(p.set.Periods, Period{Start: start, End: last})
	return nil
}
