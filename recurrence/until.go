package recurrence

import (
	"time"

	"github.com/rickb777/date/v2"
)

// A Form is the value type of a date or time in iCalendar text.
type Form uint8

// The forms of RFC 5545, sections 3.3.4 and 3.3.5.
const (
	FormDate  Form = iota + 1 // DATE: 20260730
	FormLocal                 // DATE-TIME, local: 20260730T100000
	FormUTC                   // DATE-TIME, UTC: 20260730T140000Z
)

// An Until is the UNTIL part of a rule: a DATE, a local DATE-TIME or a DATE-TIME
// in UTC. It must be of the same value type as the start (RFC 5545, section
// 3.3.10). The zero Until means that none is given.
type Until struct {
	Form   Form
	Day    date.Date // the last, or that of the last time
	Second int       // of the day, 0 to 86399; 0 with FormDate
}

// IsZero reports whether no end is given.
func (u Until) IsZero() bool { return u.Form == 0 }

// UntilDate returns the UNTIL of an all-day rule whose last possible day is d.
func UntilDate(d date.Date) Until { return Until{Form: FormDate, Day: d} }

// UntilTime returns the UNTIL of a rule with a time of day in UTC or in a zone.
// Fractions of a second are dropped.
func UntilTime(t time.Time) Until {
	t = t.UTC()
	return Until{FormUTC, date.NewAt(t), secondOfDay(t)}
}

// UntilLocal returns the UNTIL of a rule in floating time, from the clock reading
// of t in its own location. Fractions of a second are dropped.
func UntilLocal(t time.Time) Until {
	return Until{FormLocal, date.NewAt(t), secondOfDay(t)}
}

func secondOfDay(t time.Time) int {
	h, m, s := t.Clock()
	return h*3600 + m*60 + s
}

// untilForm returns the form that an UNTIL has with this start, or 0 without one.
func (m Moment) untilForm() Form {
	switch {
	case m.form == 0 || m.form == FormDate:
		return m.form
	case m.floating():
		return FormLocal
	}
	return FormUTC
}

// parseUntil reads a DATE or a DATE-TIME. A leap second becomes the second before
// it, since civil clocks do not show it (RFC 5545, section 3.3.12).
func parseUntil(s string) (u Until, ok bool) {
	switch {
	case len(s) == 8:
		u.Form = FormDate
	case len(s) == 15 && s[8] == 'T':
		u.Form = FormLocal
	case len(s) == 16 && s[8] == 'T' && s[15] == 'Z':
		u.Form = FormUTC
	default:
		return Until{}, false
	}
	year, ok := parseDigits(s[:4])
	month, ok1 := parseDigits(s[4:6])
	day, ok2 := parseDigits(s[6:8])
	if !ok || !ok1 || !ok2 || month < 1 || month > 12 {
		return Until{}, false
	}
	before := &monthStart[leap(year)]
	if day < 1 || day > before[month+1]-before[month] {
		return Until{}, false
	}
	u.Day = date.Date(yearStart(year) + before[month] + day - 1)
	if u.Form == FormDate {
		return u, true
	}
	hour, ok := parseDigits(s[9:11])
	minute, ok1 := parseDigits(s[11:13])
	second, ok2 := parseDigits(s[13:15])
	if !ok || !ok1 || !ok2 || hour > 23 || minute > 59 || second > 60 {
		return Until{}, false
	}
	u.Second = hour*3600 + minute*60 + min(second, 59)
	return u, true
}

func parseDigits(s string) (n int, ok bool) {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// String returns the value as UNTIL has it: 20271231, 20271231T235959 or
// 20271231T235959Z. It is empty for the zero Until.
func (u Until) String() string { return string(u.append(nil)) }

func (u Until) append(b []byte) []byte {
	if u.IsZero() {
		return b
	}
	year, month, day := u.Day.Date()
	b = appendDigits(b, year, 4)
	b = appendDigits(b, int(month), 2)
	b = appendDigits(b, day, 2)
	if u.Form == FormDate {
		return b
	}
	b = append(b, 'T')
	b = appendDigits(b, u.Second/3600, 2)
	b = appendDigits(b, u.Second/60%60, 2)
	b = appendDigits(b, u.Second%60, 2)
	if u.Form == FormUTC {
		b = append(b, 'Z')
	}
	return b
}

// appendDigits appends the last digits of n, which is not negative.
func appendDigits(b []byte, n, width int) []byte {
	for unit := [...]int{2: 10, 4: 1000}[width]; unit > 0; unit /= 10 {
		b = append(b, byte('0'+n/unit%10))
	}
	return b
}

// For returns the UNTIL that u means with a start of another value type, as
// calendars in use read it: a DATE is all of that day, by the clock of the start's
// location; a local DATE-TIME is by that clock; and of a DATE-TIME with an all-day
// start the date counts. With a floating start the reading of a DATE-TIME in UTC
// stays as it is. One that goes with the start is returned as it is.
func (u Until) For(start Moment) Until {
	form := start.untilForm()
	switch {
	case u.IsZero() || u.Form == form || form == 0:
		return u
	case form == FormDate:
		return UntilDate(u.Day)
	case u.Form == FormDate:
		u = Until{FormLocal, u.Day, secondsPerDay - 1}
	}
	if form == FormUTC && u.Form == FormLocal {
		if z := zoneOf(start.time.Location()); z != nil {
			at := z.resolve(int64(u.Day)*secondsPerDay + int64(u.Second))
			u.Day, u.Second = date.Date(floorDiv(at, secondsPerDay)), int(floorMod(at, secondsPerDay))
		}
	}
	u.Form = form
	return u
}
