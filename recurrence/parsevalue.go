package recurrence

import (
	"math"
	"slices"
	"strings"
	"time"
)

// parseValue reads input[pos:end], which is not empty, as the value of p.part.
func (p *ruleParser) parseValue(pos, end int) (err error) {
	r := &p.rule
	switch p.part {
	case partRScale:
		return p.parseRScale(pos, end)
	case partFreq:
		var n int
		n, err = p.oneOf(pos, end, frequencyNames[Secondly:], "a frequency, SECONDLY to YEARLY")
		r.Freq = Secondly + Frequency(n)
	case partUntil:
		return p.parseUntil(pos, end)
	case partCount:
		r.Count, err = p.positive(pos, end)
	case partInterval:
		r.Interval, err = p.positive(pos, end)
	case partBySecond:
		r.BySecond, err = p.numbers(pos, end)
	case partByMinute:
		r.ByMinute, err = p.numbers(pos, end)
	case partByHour:
		r.ByHour, err = p.numbers(pos, end)
	case partByDay:
		return p.parseByDay(pos, end)
	case partByMonthDay:
		r.ByMonthDay, err = p.numbers(pos, end)
	case partByYearDay:
		r.ByYearDay, err = p.numbers(pos, end)
	case partByWeekNo:
		r.ByWeekNo, err = p.numbers(pos, end)
	case partByMonth:
		return p.parseByMonth(pos, end)
	case partBySetPos:
		r.BySetPos, err = p.numbers(pos, end)
	case partWkst:
		var n int
		n, err = p.oneOf(pos, end, weekdayNames[Monday:], weekdayWanted)
		r.WeekStart = Monday + Weekday(n)
	case partSkip:
		var n int
		n, err = p.oneOf(pos, end, skipNames[:], "OMIT, BACKWARD or FORWARD")
		r.Skip = Skip(n)
	}
	return err
}

const weekdayWanted = "a day of the week, MO to SU"

// oneOf reads input[pos:end] as one of a few names and returns which.
func (p *ruleParser) oneOf(pos, end int, names []string, wanted string) (int, error) {
	word := p.input[pos:end]
	for i, name := range names {
		if name == word {
			return i, nil
		}
	}
	return 0, p.unknown(pos, word, wanted, func(s string) bool { return slices.Contains(names, s) })
}

func (p *ruleParser) parseRScale(pos, end int) error {
	switch scale := p.input[pos:end]; {
	case scale == gregorian:
		return nil
	case strings.EqualFold(scale, gregorian):
		return p.fail(pos, "%s must be in capital letters", quote(scale))
	default:
		e := p.fail(pos, "the calendar %s is not supported, only GREGORIAN", quote(scale))
		e.err = ErrNotSupported
		return e
	}
}

// gregorian is the one calendar of RSCALE that this package computes.
const gregorian = "GREGORIAN"

func (p *ruleParser) parseUntil(pos, end int) error {
	u, ok := parseUntil(p.input[pos:end])
	if !ok {
		e := p.fail(pos, "%s is not a date such as 20271231 or a time such as 20271231T235959Z", quote(p.input[pos:end]))
		e.Clause = clauseDate
		return e
	}
	p.rule.Until = u
	return nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// positive reads input[pos:end] as a positive number.
func (p *ruleParser) positive(pos, end int) (int64, error) {
	n := int64(0)
	for i := pos; i < end; i++ {
		if !isDigit(p.input[i]) {
			return 0, p.fail(pos, "%s is not a positive number", quote(p.input[pos:end]))
		}
		d := int64(p.input[i] - '0')
		if n > (math.MaxInt64-d)/10 {
			return 0, p.fail(pos, "the number is larger than %d", int64(math.MaxInt64))
		}
		n = n*10 + d
	}
	if n == 0 {
		return 0, p.fail(pos, "0 is not a positive number")
	}
	return n, nil
}

// number reads one number of a list from input[pos:end], and returns where it ends.
func (p *ruleParser) number(pos, end int) (n, next int, err error) {
	b := p.part.bounds()
	first := pos
	if b.signed && pos < end && (p.input[pos] == '-' || p.input[pos] == '+') {
		first++
	}
	for next = first; next < end && next-first <= b.digits() && isDigit(p.input[next]); next++ {
		n = n*10 + int(p.input[next]-'0')
	}
	switch {
	case pos == end || p.input[pos] == ',':
		return 0, 0, p.fail(pos, "expected a number, %s", b)
	case next == first:
		return 0, 0, p.fail(pos, "%s is not a number, %s", quote(firstWord(p.input[pos:end])), b)
	case next-first > b.digits() || n < b.low || n > b.high:
		return 0, 0, p.fail(pos, "%s is outside %s", quote(firstWord(p.input[pos:end])), b)
	case p.input[pos] == '-':
		n = -n
	}
	return n, next, nil
}

// firstWord returns what is before the first comma of a list.
func firstWord(list string) string {
	word, _, _ := strings.Cut(list, ",")
	return word
}

// comma reads what follows an item of a list: a comma or, where more is false, the
// end of the value.
func (p *ruleParser) comma(pos, end int) (more bool, err error) {
	if pos == end {
		return false, nil
	}
	if p.input[pos] != ',' {
		return false, p.fail(pos, `expected "," and not %s`, quote(firstWord(p.input[pos:end])))
	}
	return true, nil
}

// numbers reads input[pos:end] as a list of numbers.
func (p *ruleParser) numbers(pos, end int) ([]int, error) {
	if p.ints == nil {
		// Each number in the rest of the text follows a comma or an equals sign.
		rest := p.input[pos:]
		p.ints = make([]int, 0, 1+strings.Count(rest, ",")+strings.Count(rest, "="))
	}
	start := len(p.ints)
	for more := true; more; pos++ {
		n, next, err := p.number(pos, end)
		if err != nil {
			return nil, err
		}
		p.ints = append(p.ints, n)
		if more, err = p.comma(next, end); err != nil {
			return nil, err
		}
		pos = next
	}
	return p.ints[start:len(p.ints):len(p.ints)], nil
}

func (p *ruleParser) parseByMonth(pos, end int) error {
	months := make([]time.Month, 0, 1+strings.Count(p.input[pos:end], ","))
	for more := true; more; pos++ {
		n, next, err := p.number(pos, end)
		if err != nil {
			return err
		}
		if next < end && p.input[next] == 'L' {
			e := p.fail(next, "%s is a leap month, which the Gregorian calendar does not have", quote(p.input[pos:next+1]))
			e.Clause = clauseRScale
			return e
		}
		months = append(months, time.Month(n))
		if more, err = p.comma(next, end); err != nil {
			return err
		}
		pos = next
	}
	p.rule.ByMonth = months
	return nil
}

func (p *ruleParser) parseByDay(pos, end int) error {
	days := make([]WeekdayNum, 0, 1+strings.Count(p.input[pos:end], ","))
	for more := true; more; pos++ {
		d, next, err := p.weekdayNum(pos, end)
		if err != nil {
			return err
		}
		days = append(days, d)
		if more, err = p.comma(next, end); err != nil {
			return err
		}
		pos = next
	}
	p.rule.ByDay = days
	return nil
}

// weekdayNum reads one element of BYDAY from input[pos:end], and returns where it
// ends.
func (p *ruleParser) weekdayNum(pos, end int) (d WeekdayNum, next int, err error) {
	if pos < end && (isDigit(p.input[pos]) || p.input[pos] == '+' || p.input[pos] == '-') {
		if d.Ordinal, pos, err = p.number(pos, end); err != nil {
			return d, 0, err
		}
	}
	if end-pos >= 2 {
		d.Day = weekdayNamed(p.input[pos : pos+2])
	}
	if d.Day == 0 {
		word := firstWord(p.input[pos:end])
		return d, 0, p.unknown(pos, word, weekdayWanted, func(s string) bool { return weekdayNamed(s) != 0 })
	}
	return d, pos + 2, nil
}

// weekdayNamed returns the day of the week with a name such as "MO", or 0.
func weekdayNamed(name string) Weekday {
	switch name {
	case "MO":
		return Monday
	case "TU":
		return Tuesday
	case "WE":
		return Wednesday
	case "TH":
		return Thursday
	case "FR":
		return Friday
	case "SA":
		return Saturday
	case "SU":
		return Sunday
	}
	return 0
}
