package calendar

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
)

// unknownText is the EDTF text of the zero When: a year with every digit unspecified.
const unknownText = "XXXX"

// maxWhenText bounds the text that ParseWhen reads. The longest legal text is two
// times of day in zones with long names.
const maxWhenText = 256

// A WhenError tells why a text is not a [When].
type WhenError struct {
	Input  string // the whole text, shortened where it is very long
	Offset int    // the byte at which reading stopped
	Reason string // what is wrong there
}

func (e *WhenError) Error() string {
	return fmt.Sprintf("calendar: parse when %q: at byte %d: %s", e.Input, e.Offset, e.Reason)
}

// String returns the text of w: an EDTF expression (Extended Date/Time Format,
// Library of Congress, 4 February 2019), or for a time of day the text of RFC 9557
// without the offset, which the zone determines. [ParseWhen] reads it back.
func (w When) String() string {
	b, _ := w.AppendText(nil)
	return string(b)
}

// AppendText appends the text of w to b. It returns no error.
func (w When) AppendText(b []byte) ([]byte, error) {
	switch w.form {
	case Single:
		b = w.first.append(b)
	case Span:
		b = w.first.append(b)
		b = append(b, '/')
		b = w.last.append(b)
	case Window:
		b = append(b, '[')
		if w.first.state == given {
			b = w.first.append(b)
		}
		b = append(b, ".."...)
		if w.last.state == given {
			b = w.last.append(b)
		}
		b = append(b, ']')
	case Timed:
		b = appendTimed(b, w.first.day, w.start, w.zone)
		if w.end >= 0 {
			b = append(b, '/')
			b = appendTimed(b, w.last.day, w.end, w.zone)
		}
		if w.IsProjected() {
			b = append(b, '?')
		}
	default:
		b = append(b, unknownText...)
	}
	return b, nil
}

// MarshalText returns the text of w, as [When.String] does. It returns no error.
func (w When) MarshalText() ([]byte, error) { return w.AppendText(nil) }

// UnmarshalText sets w to the When that text denotes. The error is a [*WhenError].
func (w *When) UnmarshalText(text []byte) error {
	v, err := ParseWhen(string(text))
	if err != nil {
		return err
	}
	*w = v
	return nil
}

func (b bound) append(dst []byte) []byte {
	switch b.state {
	case open:
		return append(dst, ".."...)
	case missing:
		return dst
	}
	year, month, day := b.day.Date()
	dst = appendPadded(dst, year, 4)
	if b.precision <= MonthPrecision {
		dst = appendPadded(append(dst, '-'), int(month), 2)
	}
	if b.precision == DayPrecision {
		dst = appendPadded(append(dst, '-'), day, 2)
	}
	if b.projected {
		dst = append(dst, '?')
	}
	return dst
}

func appendTimed(dst []byte, d date.Date, sec int32, zone *time.Location) []byte {
	dst = dayBound(d).append(dst)
	dst = appendPadded(append(dst, 'T'), int(sec/3600), 2)
	dst = appendPadded(append(dst, ':'), int(sec/60%60), 2)
	if sec%60 != 0 {
		dst = appendPadded(append(dst, ':'), int(sec%60), 2)
	}
	dst = append(dst, '[')
	dst = append(dst, zone.String()...)
	return append(dst, ']')
}

func appendPadded(dst []byte, n, width int) []byte {
	for limit := int(math.Pow10(width - 1)); limit > n && limit > 1; limit /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}

// MustParseWhen is [ParseWhen] for texts known to be right. It panics on others.
func MustParseWhen(s string) When {
	w, err := ParseWhen(s)
	if err != nil {
		panic(err)
	}
	return w
}

// ParseWhen reads the text of a [When]. It supports level 0 of EDTF (Library of
// Congress, 4 February 2019) for dates and intervals; of level 1 the qualifier "?"
// on a whole date, which marks it as projected, and intervals with an open ("..")
// or an unknown (empty) end; of level 2 the choice of one day from a range,
// "[2025-09-30..2025-12-31]", with either end left out, and "XXXX" for the unknown.
// It does not support seasons, other qualifiers, unspecified digits, exponents,
// years of more than four digits, or sets with a comma.
//
// Beside EDTF it reads a time of day in the form of RFC 9557, in whole minutes or
// seconds and with a zone; where an offset or a Z is given, the instant must be the
// one that [When.Start] has. It reads two such times with a slash between them, and
// a "?" behind a choice or a time of day, for both its ends.
//
// The error is a [*WhenError].
func ParseWhen(s string) (When, error) {
	p := whenParser{input: s}
	if len(s) > maxWhenText {
		p.input = s[:maxWhenText] + "…"
		return When{}, p.fail(maxWhenText, "the text is longer than %d bytes", maxWhenText)
	}
	w, err := p.when()
	if err != nil {
		return When{}, err
	}
	if p.pos < len(s) {
		return When{}, p.fail(p.pos, "unexpected %q", s[p.pos:])
	}
	return w, nil
}

type whenParser struct {
	input string
	pos   int
}

func (p *whenParser) fail(offset int, format string, args ...any) *WhenError {
	return &WhenError{Input: p.input, Offset: offset, Reason: fmt.Sprintf(format, args...)}
}

func (p *whenParser) rest() string { return p.input[p.pos:] }

func (p *whenParser) accept(token string) bool {
	if strings.HasPrefix(p.rest(), token) {
		p.pos += len(token)
		return true
	}
	return false
}

func (p *whenParser) when() (When, error) {
	switch {
	case p.input == "":
		return When{}, p.fail(0, "the text is empty; the unknown is written %s", unknownText)
	case p.accept(unknownText):
		return When{}, nil
	case p.accept("["):
		return p.window()
	case p.accept("../"):
		return p.span(bound{state: open})
	case p.accept("/"):
		return p.span(bound{state: missing})
	}
	first, err := p.date()
	if err != nil {
		return When{}, err
	}
	switch {
	case p.accept("/"):
		return p.span(first)
	case strings.HasPrefix(p.rest(), "T"):
		if first.precision != DayPrecision || first.projected {
			return When{}, p.fail(p.pos, "a time of day needs a whole date before it")
		}
		return p.timed(first.day)
	}
	return When{form: Single, first: first, last: first}, nil
}

// span reads what follows the slash of an interval.
func (p *whenParser) span(first bound) (When, error) {
	start := p.pos
	var last bound
	switch {
	case p.accept(".."):
		last.state = open
	case p.rest() == "":
		last.state = missing
	default:
		var err error
		if last, err = p.date(); err != nil {
			return When{}, err
		}
	}
	if first.state != given && last.state != given {
		return When{}, p.fail(start, "an interval needs a date on one side at least")
	}
	if first.state == given && last.state == given {
		if last.lastDay() < first.day {
			return When{}, p.fail(start, "the interval ends before it begins")
		}
		if first == last && first.precision == DayPrecision {
			return When{form: Single, first: first, last: last}, nil
		}
	}
	return When{form: Span, first: first, last: last}, nil
}

// window reads what follows the bracket of a choice.
func (p *whenParser) window() (When, error) {
	w := When{form: Window, first: bound{state: open}, last: bound{state: open}}
	start := p.pos
	var err error
	if !strings.HasPrefix(p.rest(), "..") {
		if w.first, err = p.date(); err != nil {
			return When{}, err
		}
	}
	if !p.accept("..") {
		return When{}, p.fail(p.pos, `expected ".." between the first and the last day`)
	}
	if !strings.HasPrefix(p.rest(), "]") {
		if w.last, err = p.date(); err != nil {
			return When{}, err
		}
	}
	if !p.accept("]") {
		return When{}, p.fail(p.pos, `expected "]"`)
	}
	both := w.first.state == given && w.last.state == given
	switch {
	case w.first.state != given && w.last.state != given:
		return When{}, p.fail(start, "a window needs a date on one side at least")
	case both && w.first.precision != w.last.precision:
		return When{}, p.fail(start, "both ends of a window need the same precision")
	case both && w.last.day < w.first.day:
		return When{}, p.fail(start, "the window ends before it begins")
	}
	if p.accept("?") {
		w = w.projectBounds(true, true)
	}
	if both && w.first == w.last {
		w.form = Single
	}
	return w, nil
}

// timed reads what follows the date of a time of day.
func (p *whenParser) timed(day date.Date) (When, error) {
	w := When{form: Timed, end: -1}
	var err error
	if w.first.day, w.start, w.zone, err = p.clock(day); err != nil {
		return When{}, err
	}
	w.last = w.first
	if p.accept("/") {
		start := p.pos
		last, err := p.date()
		if err != nil {
			return When{}, err
		}
		if last.precision != DayPrecision || last.projected {
			return When{}, p.fail(p.pos, "a time of day needs a whole date before it")
		}
		var zone *time.Location
		if w.last.day, w.end, zone, err = p.clock(last.day); err != nil {
			return When{}, err
		}
		if zone != w.zone {
			return When{}, p.fail(start, "both ends need the same zone")
		}
		if !instant(w.first.day, w.start, zone).Before(instant(w.last.day, w.end, zone)) {
			return When{}, p.fail(start, "the end is not after the start")
		}
	}
	if p.accept("?") {
		w = w.projectBounds(true, true)
	}
	return w, nil
}

// clock reads "T10:00[Zone]", with seconds and an offset where given. An offset of
// Z means that the clock reading is UTC's, to be read on the zone's clock.
func (p *whenParser) clock(day date.Date) (date.Date, int32, *time.Location, error) {
	if !p.accept("T") {
		return 0, 0, nil, p.fail(p.pos, `expected "T" and a time of day`)
	}
	sec, err := p.hms()
	if err != nil {
		return 0, 0, nil, err
	}
	at := p.pos
	utc := p.accept("Z")
	offset, hasOffset, err := p.offset()
	if err != nil {
		return 0, 0, nil, err
	}
	if !p.accept("[") {
		return 0, 0, nil, p.fail(p.pos, "expected a zone in brackets, such as [Europe/Vienna]")
	}
	p.accept("!") // it must not be ignored, and is not
	name, _, closed := strings.Cut(p.rest(), "]")
	if !closed {
		return 0, 0, nil, p.fail(p.pos, `expected "]" after the zone`)
	}
	zone, err := loadZone(name)
	if err != nil {
		return 0, 0, nil, p.fail(p.pos, "%q is %v", name, err)
	}
	p.pos += len(name) + 1
	meant := instant(day, sec, time.UTC).Add(-time.Duration(offset) * time.Second)
	if utc {
		t := meant.In(zone)
		if day = date.NewAt(t); !inRange(day) {
			return 0, 0, nil, p.fail(at, "the day in %s is outside the years 0 to 9999", name)
		}
		sec = secondOfDay(t)
	}
	if (utc || hasOffset) && !instant(day, sec, zone).Equal(meant) {
		if reads(meant.In(zone), clockReading(day, sec)) {
			return 0, 0, nil, p.fail(at, "the clock shows this time twice, and only the first can be said")
		}
		return 0, 0, nil, p.fail(at, "the offset is not the one that %s has then", name)
	}
	return day, sec, zone, nil
}

func (p *whenParser) hms() (int32, error) {
	h, err := p.number(2, 0, 23, "hour")
	if err != nil {
		return 0, err
	}
	if !p.accept(":") {
		return 0, p.fail(p.pos, `expected ":" and the minute`)
	}
	m, err := p.number(2, 0, 59, "minute")
	if err != nil {
		return 0, err
	}
	s := 0
	if p.accept(":") {
		if s, err = p.number(2, 0, 59, "second"); err != nil {
			return 0, err
		}
	}
	return int32(h*3600 + m*60 + s), nil
}

// offset reads "+05:30" or "-04:00", in seconds east of UTC, where there is one.
func (p *whenParser) offset() (seconds int, ok bool, err error) {
	sign := 1
	switch {
	case p.accept("+"):
	case p.accept("-"):
		sign = -1
	default:
		return 0, false, nil
	}
	sec, err := p.hms()
	return sign * int(sec), true, err
}

// date reads a year, a month or a day, with its qualifier.
func (p *whenParser) date() (bound, error) {
	year, err := p.number(4, 0, 9999, "year")
	if err != nil {
		return bound{}, err
	}
	month, day := 1, 1
	b := bound{precision: YearPrecision}
	if p.accept("-") {
		b.precision = MonthPrecision
		if month, err = p.number(2, 1, 12, "month"); err != nil {
			return bound{}, err
		}
		if p.accept("-") {
			b.precision = DayPrecision
			start := p.pos
			if day, err = p.number(2, 1, 31, "day"); err != nil {
				return bound{}, err
			}
			if last := date.New(year, time.Month(month), 1).LastDayOfMonth(); day > last {
				return bound{}, p.fail(start, "day %d is outside 1 to %d", day, last)
			}
		}
	}
	b.day = date.New(year, time.Month(month), day)
	b.projected = p.accept("?")
	return b, nil
}

// number reads exactly width digits.
func (p *whenParser) number(width, low, high int, what string) (int, error) {
	start := p.pos
	n := 0
	for p.pos < len(p.input) && p.pos < start+width && '0' <= p.input[p.pos] && p.input[p.pos] <= '9' {
		n = n*10 + int(p.input[p.pos]-'0')
		p.pos++
	}
	if p.pos < start+width {
		return 0, p.fail(start, "expected a %s of %d digits", what, width)
	}
	if n < low || n > high {
		return 0, p.fail(start, "%s %d is outside %d to %d", what, n, low, high)
	}
	return n, nil
}
