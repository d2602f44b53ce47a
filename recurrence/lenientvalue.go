package recurrence

import (
	"slices"
	"strings"
	"time"
)

// parseValue reads input[pos:end], which is not empty, as the value of l.part.
func (l *lenientParser) parseValue(pos, end int) (err error) {
	r := &l.rule
	switch l.part {
	case partUntil:
		return l.parseUntil(pos, end)
	case partCount, partInterval:
		return l.parsePositive(pos, end)
	case partByDay:
		r.ByDay, err = list(l, pos, end, l.lenientWeekdayNum)
	case partByMonth:
		r.ByMonth, err = list(l, pos, end, func(pos, end int) (time.Month, bool, error) {
			n, ok, err := l.lenientNumber(pos, end)
			return time.Month(n), ok, err
		})
	case partBySecond:
		r.BySecond, err = list(l, pos, end, l.lenientNumber)
	case partByMinute:
		r.ByMinute, err = list(l, pos, end, l.lenientNumber)
	case partByHour:
		r.ByHour, err = list(l, pos, end, l.lenientNumber)
	case partByMonthDay:
		r.ByMonthDay, err = list(l, pos, end, l.lenientNumber)
	case partByYearDay:
		r.ByYearDay, err = list(l, pos, end, l.lenientNumber)
	case partByWeekNo:
		r.ByWeekNo, err = list(l, pos, end, l.lenientNumber)
	case partBySetPos:
		r.BySetPos, err = list(l, pos, end, l.lenientNumber)
	case partWkst:
		if d := longWeekday(l.input[pos:end]); d != 0 {
			l.forgive(pos, "%s is read as %s", quote(l.input[pos:end]), d)
			r.WeekStart = d
			return nil
		}
		return l.ruleParser.parseValue(pos, end)
	default:
		return l.ruleParser.parseValue(pos, end)
	}
	return err
}

// parseUntil reads an UNTIL, which may have the hyphens and colons of ISO 8601.
func (l *lenientParser) parseUntil(pos, end int) error {
	text := l.input[pos:end]
	if plain := strings.NewReplacer("-", "", ":", "").Replace(text); plain != text {
		if u, ok := parseUntil(plain); ok {
			l.forgive(pos, "%s is read as %s", quote(text), plain)
			l.rule.Until = u
			return nil
		}
	}
	return l.ruleParser.parseUntil(pos, end)
}

// parsePositive reads a COUNT or an INTERVAL, which may have a plus sign; an
// INTERVAL may be 0.
func (l *lenientParser) parsePositive(pos, end int) error {
	if end-pos > 1 && l.input[pos] == '+' {
		l.forgive(pos, "a plus sign is ignored")
		pos++
	}
	if l.part == partInterval && strings.Trim(l.input[pos:end], "0") == "" {
		l.forgive(pos, "0 is read as 1")
		return nil
	}
	return l.ruleParser.parseValue(pos, end)
}

// list reads input[pos:end] as a list. Its items are read by read, which returns
// false for one to leave out.
func list[T comparable](l *lenientParser, pos, end int, read func(pos, end int) (T, bool, error)) ([]T, error) {
	var items []T
	seen := make(map[T]bool)
	for start := pos; pos <= end; {
		next := end
		if i := strings.IndexByte(l.input[pos:end], ','); i >= 0 {
			next = pos + i
		}
		if pos == next {
			l.forgive(pos, "a comma without a value is ignored")
		} else {
			item, ok, err := read(pos, next)
			switch {
			case err != nil:
				return nil, err
			case ok && seen[item]:
				l.forgive(pos, "%s is given twice", quote(l.input[pos:next]))
			case ok:
				seen[item] = true
				items = append(items, item)
			}
		}
		if pos = next + 1; pos > end && len(items) == 0 {
			return nil, l.fail(start, "%s holds no value that can be used", quote(l.input[start:end]))
		}
	}
	return items, nil
}

// lenientNumber reads input[pos:end] as a number of a list. It is not ok if it is
// out of range.
func (l *lenientParser) lenientNumber(pos, end int) (n int, ok bool, err error) {
	text := l.input[pos:end]
	digits := strings.TrimLeft(text, "+-")
	sign := text[:len(text)-len(digits)]
	if digits == "" || len(sign) > 1 || strings.ContainsFunc(digits, func(c rune) bool { return c < '0' || c > '9' }) {
		return 0, false, l.fail(pos, "%s is not a number, %s", quote(text), l.part.bounds())
	}
	b := l.part.bounds()
	if short := strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:]; len(short) <= b.digits() {
		n, _ = parseDigits(short)
		if sign == "-" {
			n = -n
		}
		if b.holds(n) {
			if len(digits) > b.digits() || sign != "" && !b.signed {
				l.forgive(pos, "%s is read as %d", quote(text), n)
			}
			return n, true, nil
		}
	}
	l.forgive(pos, "%s is outside %s and ignored", quote(text), b)
	return 0, false, nil
}

// lenientWeekdayNum reads input[pos:end] as an element of BYDAY. It is not ok if
// its number is out of range.
func (l *lenientParser) lenientWeekdayNum(pos, end int) (d WeekdayNum, ok bool, err error) {
	digits := pos
	for digits < end && !isLetter(l.input[digits]) {
		digits++
	}
	word := l.input[digits:end]
	if d.Day = weekdayNamed(word); d.Day == 0 {
		if d.Day = longWeekday(word); d.Day == 0 {
			return d, false, l.fail(pos, "%s is not %s", quote(l.input[pos:end]), weekdayWanted)
		}
		l.forgive(digits, "%s is read as %s", quote(word), d.Day)
	}
	switch number := l.input[pos:digits]; {
	case number == "":
		return d, true, nil
	case strings.Trim(number, "0") == "":
		l.forgive(pos, "the number %s before %s is ignored", number, d.Day)
		return d, true, nil
	}
	d.Ordinal, ok, err = l.lenientNumber(pos, digits)
	return d, ok, err
}

func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' }

var longWeekdayNames = [...]string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"}

// longWeekday returns the day of the week whose English name begins with at least
// three letters of a word, or 0.
func longWeekday(word string) Weekday {
	i := slices.IndexFunc(longWeekdayNames[:], func(name string) bool { return strings.HasPrefix(name, word) })
	if len(word) < 3 || i < 0 {
		return 0
	}
	return Monday + Weekday(i)
}
