package recurrence

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"time"
)

var frequencyNames = [...]string{"", "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}

// String returns the frequency as FREQ has it, such as "WEEKLY", and the empty
// string for one that is not valid.
func (f Frequency) String() string {
	if int(f) < len(frequencyNames) {
		return frequencyNames[f]
	}
	return ""
}

var weekdayNames = [...]string{"", "MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// String returns the day of the week as BYDAY has it, such as "MO", and the empty
// string for one that is not valid.
func (d Weekday) String() string {
	if int(d) < len(weekdayNames) {
		return weekdayNames[d]
	}
	return ""
}

// String returns the element as BYDAY has it, such as "-1FR".
func (n WeekdayNum) String() string {
	if n.Ordinal == 0 {
		return n.Day.String()
	}
	return strconv.Itoa(n.Ordinal) + n.Day.String()
}

var skipNames = [...]string{"OMIT", "BACKWARD", "FORWARD"}

// String returns the value as SKIP has it, such as "FORWARD", and the empty string
// for one that is not valid.
func (s Skip) String() string {
	if int(s) < len(skipNames) {
		return skipNames[s]
	}
	return ""
}

// String returns the canonical text of the rule: parts in the order of RFC 5545,
// section 3.3.10, lists sorted and without repetition, and nothing that is the
// default. Valid rules that are [Rule.Equal] have the same text, and [Parse] reads
// it back. The zero Rule is the empty text; that of other rules that are not valid
// is for people only.
func (r Rule) String() string {
	var buf [64]byte
	return string(r.append(buf[:0]))
}

// AppendText appends what [Rule.String] returns to b. The error is that of
// [Rule.Validate], but for the zero Rule.
func (r Rule) AppendText(b []byte) ([]byte, error) {
	if err := r.Validate(); err != nil && !r.isZero() {
		return b, err
	}
	return r.append(b), nil
}

// MarshalText returns what [Rule.AppendText] appends.
func (r Rule) MarshalText() ([]byte, error) { return r.AppendText(nil) }

// UnmarshalText sets r to the rule that [Parse] reads from the text, or to the zero
// Rule if that is empty. The error is a [*ParseError].
func (r *Rule) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Rule{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}

// Equal reports whether r and s say the same: lists are compared as sets, and a
// default given is the same as one left out.
func (r Rule) Equal(s Rule) bool {
	var a, b [128]byte
	return bytes.Equal(r.append(a[:0]), s.append(b[:0]))
}

// isZero reports whether r says nothing at all.
func (r Rule) isZero() bool {
	return r.Freq == 0 && r.Until == Until{} && len(r.append(nil)) == 0
}

// append appends the canonical text.
func (r Rule) append(b []byte) []byte {
	if r.Skip != SkipOmit {
		b = append(b, "RSCALE=GREGORIAN;"...)
	}
	if r.Freq != 0 {
		b = append(append(b, "FREQ="...), r.Freq.String()...)
	}
	if !r.Until.IsZero() {
		b = r.Until.append(append(b, ";UNTIL="...))
	}
	if r.Count != 0 {
		b = strconv.AppendInt(append(b, ";COUNT="...), r.Count, 10)
	}
	if r.Interval != 0 && r.Interval != 1 {
		b = strconv.AppendInt(append(b, ";INTERVAL="...), r.Interval, 10)
	}
	b = appendInts(b, "BYSECOND", r.BySecond)
	b = appendInts(b, "BYMINUTE", r.ByMinute)
	b = appendInts(b, "BYHOUR", r.ByHour)
	b = appendList(b, "BYDAY", r.ByDay, compareWeekdayNums, func(b []byte, d WeekdayNum) []byte {
		if d.Ordinal != 0 {
			b = strconv.AppendInt(b, int64(d.Ordinal), 10)
		}
		return append(b, d.Day.String()...)
	})
	b = appendInts(b, "BYMONTHDAY", r.ByMonthDay)
	b = appendInts(b, "BYYEARDAY", r.ByYearDay)
	b = appendInts(b, "BYWEEKNO", r.ByWeekNo)
	b = appendList(b, "BYMONTH", r.ByMonth, cmp.Compare, func(b []byte, m time.Month) []byte {
		return strconv.AppendInt(b, int64(m), 10)
	})
	b = appendInts(b, "BYSETPOS", r.BySetPos)
	if r.WeekStart > Monday {
		b = append(append(b, ";WKST="...), r.WeekStart.String()...)
	}
	if r.Skip != SkipOmit {
		b = append(append(b, ";SKIP="...), r.Skip.String()...)
	}
	return b
}

// compareWeekdayNums puts plain days of the week before those with an ordinal.
func compareWeekdayNums(a, b WeekdayNum) int {
	return cmp.Or(compareOrdinals(a.Ordinal, b.Ordinal), cmp.Compare(a.Day, b.Day))
}

// compareOrdinals puts positions counted from the front before those counted from
// the end, each in the order in which they fall.
func compareOrdinals(a, b int) int {
	if (a < 0) != (b < 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

func appendInts(b []byte, part string, values []int) []byte {
	return appendList(b, part, values, compareOrdinals, func(b []byte, v int) []byte {
		return strconv.AppendInt(b, int64(v), 10)
	})
}

// appendList appends a part with its values sorted and without repetition, and
// leaves the caller's slice as it is.
func appendList[T comparable](b []byte, part string, values []T, compare func(a, b T) int, appendValue func([]byte, T) []byte) []byte {
	if len(values) == 0 {
		return b
	}
	for i := 1; i < len(values); i++ {
		if compare(values[i-1], values[i]) >= 0 {
			values = slices.Clone(values)
			slices.SortFunc(values, compare)
			values = slices.Compact(values)
			break
		}
	}
	b = append(append(append(b, ';'), part...), '=')
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendValue(b, v)
	}
	return b
}
