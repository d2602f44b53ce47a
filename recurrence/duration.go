package recurrence

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// parseDuration reads a DURATION that is not negative (RFC 5545, section 3.3.6).
func parseDuration(s string) (length Length, ok bool) {
	d := durationParser{rest: s}
	d.skip('+')
	if !d.skip('P') {
		return Length{}, false
	}
	if n, unit := d.number(); unit == 'W' {
		return Length{Days: int(n) * 7}, d.rest == "" && n <= maxDurationDays/7
	} else if unit == 'D' {
		if n > maxDurationDays {
			return Length{}, false
		}
		length.Days = int(n)
		if d.rest == "" {
			return length, true
		}
	} else if unit != 0 {
		return Length{}, false
	}
	if !d.skip('T') {
		return Length{}, false
	}
	length.Exact, ok = d.clock()
	return length, ok
}

// maxDurationDays is the most days that a DURATION may have: the supported years.
const maxDurationDays = lastDay + 1

// A durationParser holds what is left of a DURATION.
type durationParser struct{ rest string }

func (d *durationParser) skip(c byte) bool {
	if d.rest == "" || d.rest[0] != c {
		return false
	}
	d.rest = d.rest[1:]
	return true
}

// number reads a number and the letter after it. Without both, the letter is 0 and
// nothing is read. A number too large to use is the largest.
func (d *durationParser) number() (n int64, unit byte) {
	i := 0
	for ; i < len(d.rest) && isDigit(d.rest[i]); i++ {
		if n = n*10 + int64(d.rest[i]-'0'); n > math.MaxInt32*3600 {
			n = math.MaxInt32 * 3600
		}
	}
	if i == 0 || i == len(d.rest) {
		return 0, 0
	}
	unit, d.rest = d.rest[i], d.rest[i+1:]
	return n, unit
}

type clockUnit struct {
	letter byte
	length time.Duration
}

var clockUnits = [...]clockUnit{{'H', time.Hour}, {'M', time.Minute}, {'S', time.Second}}

// clock reads hours, minutes and seconds, of which none between two others is left
// out.
func (d *durationParser) clock() (exact time.Duration, ok bool) {
	units := clockUnits[:]
	for d.rest != "" {
		n, letter := d.number()
		i := slices.IndexFunc(units, func(u clockUnit) bool { return u.letter == letter })
		if i < 0 || ok && i > 0 || n > int64((math.MaxInt64-exact)/units[i].length) {
			return 0, false
		}
		exact += time.Duration(n) * units[i].length
		units, ok = units[i+1:], true
	}
	return exact, ok
}

// append appends the length as a DURATION.
func (l Length) append(b []byte) []byte {
	b = append(b, 'P')
	if l.Days != 0 || l.Exact < time.Second {
		b = append(strconv.AppendInt(b, int64(l.Days), 10), 'D')
	}
	seconds := int64(l.Exact / time.Second)
	if seconds == 0 {
		return b
	}
	b = append(b, 'T')
	hours, minutes, seconds := seconds/3600, seconds/60%60, seconds%60
	if hours > 0 {
		b = append(strconv.AppendInt(b, hours, 10), 'H')
	}
	if minutes > 0 || hours > 0 && seconds > 0 {
		b = append(strconv.AppendInt(b, minutes, 10), 'M')
	}
	if seconds > 0 {
		b = append(strconv.AppendInt(b, seconds, 10), 'S')
	}
	return b
}
