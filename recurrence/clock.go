package recurrence

import (
	"math/bits"
	"slices"
)

// A clock is a set of clock readings: the seconds of a day at which occurrences
// start. Nothing of it grows with the day's 86,400 seconds, unless its readings
// have no simpler form.
type clock struct {
	size int64 // how many readings there are

	// With form evenClock the readings are first, first+every and so on.
	form  clockForm
	first int32
	every int32

	// With form maskClock they are the products of these sets.
	hours   uint32
	minutes uint64
	seconds uint64

	// With form listClock they are listed, in order.
	list []int32
}

type clockForm uint8

const (
	evenClock clockForm = iota
	maskClock
	listClock
)

// longestList is the number of readings up to which a product is kept as a list,
// which is quicker to walk.
const longestList = 64

// evenly returns the readings first, first+every, and so on to the end of the day.
func evenly(first, every int64) clock {
	return clock{
		form: evenClock, first: int32(first), every: int32(every),
		size: (secondsPerDay-1-first)/every + 1,
	}
}

// listed returns the clock of readings in order.
func listed(list []int32) clock {
	switch len(list) {
	case 0:
		return clock{form: listClock}
	case 1:
		return clock{form: evenClock, first: list[0], every: secondsPerDay, size: 1}
	}
	return clock{form: listClock, list: list, size: int64(len(list))}
}

// masked returns the readings whose hour, minute and second are in the sets.
func masked(hours uint32, minutes, seconds uint64) clock {
	c := clock{form: maskClock, hours: hours, minutes: minutes, seconds: seconds}
	c.size = int64(bits.OnesCount32(hours)) * int64(bits.OnesCount64(minutes)) * int64(bits.OnesCount64(seconds))
	switch {
	case c.size == 0:
		return listed(nil)
	case c.size == 1:
		return clock{form: evenClock, first: c.seek(0), every: secondsPerDay, size: 1}
	case c.size == secondsPerDay:
		return evenly(0, 1)
	case c.size <= longestList:
		list := make([]int32, 0, c.size)
		for at := c.seek(0); at < secondsPerDay; at = c.seek(at + 1) {
			list = append(list, at)
		}
		return listed(list)
	}
	return c
}

// at returns the i-th reading, from 0. There must be so many.
func (c *clock) at(i int64) int32 {
	switch c.form {
	case evenClock:
		return c.first + int32(i)*c.every
	case listClock:
		return c.list[i]
	}
	perMinute := int64(bits.OnesCount64(c.seconds))
	perHour := perMinute * int64(bits.OnesCount64(c.minutes))
	h := nthBit(uint64(c.hours), int(i/perHour))
	m := nthBit(c.minutes, int(i%perHour/perMinute))
	s := nthBit(c.seconds, int(i%perMinute))
	return int32(h*3600 + m*60 + s)
}

// rank returns how many readings are before a second, which is 0 to 86400.
func (c *clock) rank(second int32) int64 {
	switch c.form {
	case evenClock:
		if second <= c.first {
			return 0
		}
		return min(int64((second-1-c.first)/c.every)+1, c.size)
	case listClock:
		i, _ := slices.BinarySearch(c.list, second)
		return int64(i)
	}
	h, m, s := second/3600, second/60%60, second%60
	perMinute := bits.OnesCount64(c.seconds)
	perHour := perMinute * bits.OnesCount64(c.minutes)
	n := perHour * bits.OnesCount32(c.hours&(1<<h-1))
	if c.hours>>h&1 != 0 {
		n += perMinute * bits.OnesCount64(c.minutes&(1<<m-1))
		if c.minutes>>m&1 != 0 {
			n += bits.OnesCount64(c.seconds & (1<<s - 1))
		}
	}
	return int64(n)
}

// has reports whether a second of the day is a reading.
func (c *clock) has(second int32) bool {
	switch c.form {
	case evenClock:
		return second >= c.first && (second-c.first)%c.every == 0
	case listClock:
		_, ok := slices.BinarySearch(c.list, second)
		return ok
	}
	return c.hours>>(second/3600)&1 != 0 && c.minutes>>(second/60%60)&1 != 0 && c.seconds>>(second%60)&1 != 0
}

// seek returns the first reading that is not before a second, and 86400 or more
// if there is none.
func (c *clock) seek(second int32) int32 {
	switch c.form {
	case evenClock:
		if second <= c.first {
			return c.first
		}
		return c.first + (second-c.first+c.every-1)/c.every*c.every
	case listClock:
		if i, _ := slices.BinarySearch(c.list, second); i < len(c.list) {
			return c.list[i]
		}
		return secondsPerDay
	}
	return seekMasks(second, c.hours, c.minutes, c.seconds)
}

// seekBack returns the last reading that is not after a second, and -1 if there
// is none.
func (c *clock) seekBack(second int32) int32 {
	if n := c.rank(second + 1); n > 0 {
		return c.at(n - 1)
	}
	return -1
}

// seekMasks returns the first second of a day, not before a given one, whose
// hour, minute and second are in the sets, and 86400 if there is none. None of
// the sets is empty.
func seekMasks(second int32, hours uint32, minutes, seconds uint64) int32 {
	h, m, s := second/3600, second/60%60, second%60
	if hours>>h&1 != 0 {
		if minutes>>m&1 != 0 {
			if x := seconds >> s; x != 0 {
				return second + int32(bits.TrailingZeros64(x))
			}
		}
		if x := minutes >> m >> 1; x != 0 {
			m += 1 + int32(bits.TrailingZeros64(x))
			return h*3600 + m*60 + int32(bits.TrailingZeros64(seconds))
		}
	}
	x := hours >> h >> 1
	if second >= secondsPerDay || x == 0 {
		return secondsPerDay
	}
	h += 1 + int32(bits.TrailingZeros32(x))
	return h*3600 + int32(bits.TrailingZeros64(minutes))*60 + int32(bits.TrailingZeros64(seconds))
}
