package meeting

import (
	"fmt"
	"time"
)

// A Burden is time outside working hours, in seconds, each counted as often as its clock
// band and the participant's weight say. It counts sleep and evenings lost, and 3600 is an
// hour of one person of weight 1 in a band of factor 1.
type Burden int64

// Minutes returns the burden in weighted minutes.
func (b Burden) Minutes() float64 { return float64(b) / 60 }

// String returns the burden in hours and minutes, as "1h30m", and with seconds where
// there are any.
func (b Burden) String() string {
	sign := ""
	if b < 0 {
		sign, b = "-", -b
	}
	h, m, s := b/3600, b/60%60, b%60
	switch {
	case s != 0:
		return fmt.Sprintf("%s%dh%02dm%02ds", sign, h, m, s)
	case h == 0:
		return fmt.Sprintf("%s%dm", sign, m)
	}
	return fmt.Sprintf("%s%dh%02dm", sign, h, m)
}

// BurdenOf returns the burden of a duration that counts once. Fractions of a second are
// cut off.
func BurdenOf(d time.Duration) Burden { return Burden(d / time.Second) }

// A Band makes clock times count otherwise than once, in the zone of each participant. It
// changes the burden of minutes that are not worked, and of no others.
type Band struct {
	ClockRange
	Factor int // 0 to 1000
}

// DefaultBands are those of a request that has none: the night, 22:00 to 06:00, counts
// three times. Without such a band an hour at 17:00 and one at 03:00 weigh the same, and
// there is little to choose between fair and cheap.
func DefaultBands() []Band {
	return []Band{{ClockRange: ClockRange{From: At(22, 0), To: At(6, 0)}, Factor: 3}}
}

// An Objective is what makes one feasible slot better than another. Each but Earliest puts
// attendance before convenience: first the number of available required people, then that
// of the optional ones, and under [TentativeLastResort] fewer people with tentative
// entries. All end with the start, so that the order is total.
type Objective uint8

const (
	// Earliest prefers the earlier start, and under [TentativeLastResort] before that fewer
	// people with tentative entries.
	Earliest Objective = iota
	// Sum prefers the smaller sum of burdens, then the smaller largest one.
	Sum
	// MiniMax prefers the smaller largest burden, then the smaller sum.
	MiniMax
	// LexiMin compares the largest burdens, then the second largest, and so on: nobody can
	// be better off without somebody who bears as much being worse off.
	LexiMin
)

// String returns the objective in lower case: "leximin".
func (o Objective) String() string {
	switch o {
	case Earliest:
		return "earliest"
	case Sum:
		return "sum"
	case MiniMax:
		return "minimax"
	case LexiMin:
		return "leximin"
	}
	return "unknown objective"
}

// A Criterion compares two slots by one thing.
type Criterion uint8

const (
	MoreRequired    Criterion = iota + 1 // more available required people first
	MoreOptional                         // more available optional people first
	FewerTentative                       // fewer available people with a tentative entry first; see [TentativeLastResort]
	SmallerTotal                         // the smaller sum of burdens first
	SmallerMax                           // the smaller largest burden first
	SmallerVector                        // the burdens compared left to right, largest first; of two that agree as far as both go, the shorter first
	EarlierStart                         // the earlier start first
	lastOfCriterion = EarlierStart
)

// String returns the criterion in words: "more required".
func (c Criterion) String() string {
	words := [...]string{"", "more required", "more optional", "fewer tentative", "smaller total", "smaller max", "smaller vector", "earlier start"}
	if c == 0 || int(c) >= len(words) {
		return "unknown criterion"
	}
	return words[c]
}

// Criteria returns what an objective compares, in order.
func (o Objective) Criteria(lastResort bool) []Criterion {
	attendance := []Criterion{MoreRequired, MoreOptional}
	if lastResort {
		attendance = append(attendance, FewerTentative)
	}
	switch o {
	case Sum:
		return append(attendance, SmallerTotal, SmallerMax, EarlierStart)
	case MiniMax:
		return append(attendance, SmallerMax, SmallerTotal, EarlierStart)
	case LexiMin:
		return append(attendance, SmallerVector, EarlierStart)
	}
	if lastResort {
		return []Criterion{FewerTentative, EarlierStart}
	}
	return []Criterion{EarlierStart}
}
