package recurrence

import "fmt"

// A partName is one of the rule parts, in the order in which they are written:
// that of RFC 5545, section 3.3.10, with the parts of RFC 7529 around it.
type partName uint8

const (
	partRScale partName = iota
	partFreq
	partUntil
	partCount
	partInterval
	partBySecond
	partByMinute
	partByHour
	partByDay
	partByMonthDay
	partByYearDay
	partByWeekNo
	partByMonth
	partBySetPos
	partWkst
	partSkip
	numParts
)

// bounds are the numbers that a list may hold; if signed, their negatives too.
type bounds struct {
	low, high int
	signed    bool
}

// partTable has the name of each part and the numbers that its list may hold; for
// BYDAY those before the days.
var partTable = [numParts]struct {
	name   string
	bounds bounds
}{
	partRScale:     {name: "RSCALE"},
	partFreq:       {name: "FREQ"},
	partUntil:      {name: "UNTIL"},
	partCount:      {name: "COUNT"},
	partInterval:   {name: "INTERVAL"},
	partBySecond:   {"BYSECOND", bounds{0, 60, false}},
	partByMinute:   {"BYMINUTE", bounds{0, 59, false}},
	partByHour:     {"BYHOUR", bounds{0, 23, false}},
	partByDay:      {"BYDAY", bounds{1, 53, true}},
	partByMonthDay: {"BYMONTHDAY", bounds{1, 31, true}},
	partByYearDay:  {"BYYEARDAY", bounds{1, 366, true}},
	partByWeekNo:   {"BYWEEKNO", bounds{1, 53, true}},
	partByMonth:    {"BYMONTH", bounds{1, 12, false}},
	partBySetPos:   {"BYSETPOS", bounds{1, 366, true}},
	partWkst:       {name: "WKST"},
	partSkip:       {name: "SKIP"},
}

func (p partName) String() string { return partTable[p].name }

func (p partName) bounds() bounds { return partTable[p].bounds }

func lookUpPart(name string) (part partName, ok bool) {
	for part = range numParts {
		if partTable[part].name == name {
			return part, true
		}
	}
	return 0, false
}

// holds reports whether n is one of the numbers.
func (b bounds) holds(n int) bool {
	return n >= b.low && n <= b.high || b.signed && n <= -b.low && n >= -b.high
}

// digits is the most digits that the grammar gives such a number.
func (b bounds) digits() int {
	if b.high < 100 {
		return 2
	}
	return 3
}

func (b bounds) String() string {
	if b.signed {
		return fmt.Sprintf("%d to %d and -%d to -%d", b.low, b.high, b.high, b.low)
	}
	return fmt.Sprintf("%d to %d", b.low, b.high)
}
