package recurrence

import "math/bits"

// pickBits returns the members of a set that BYSETPOS names.
func pickBits(set uint64, setPos []int) (picked uint64) {
	n := bits.OnesCount64(set)
	for _, p := range setPos {
		switch {
		case p > n || p < -n:
		case p == -1:
			picked |= 1 << 63 >> bits.LeadingZeros64(set)
		case p > 0:
			picked |= 1 << nthBit(set, p-1)
		default:
			picked |= 1 << 63 >> nthBit(bits.Reverse64(set), -p-1)
		}
	}
	return picked
}

// pickDays returns the days of a year that BYSETPOS names, where a day that SKIP
// has moved over the year's beginning comes first and one over its end last.
func pickDays(set *yearMask, setPos []int) (picked yearMask) {
	n := set.count()
	first := 0
	if set.has(spillBefore) {
		first = 1
	}
	for _, p := range setPos {
		i, ok := position(p, n)
		switch {
		case !ok:
		case i < first:
			picked.set(spillBefore)
		default:
			picked.set(set.nth(i - first))
		}
	}
	return picked
}

// pickWeeks returns the days of a year of n days that BYSETPOS names within their
// weeks. Weeks may reach into the years beside it; admitted tells for a day of
// December before it and one of January after it whether BYMONTH admits them.
func (q *parts) pickWeeks(set *yearMask, first, n int) (picked yearMask) {
	december := q.months == 0 || q.months>>12&1 != 0
	january := q.months == 0 || q.months>>1&1 != 0
	days := weekPattern(q.weekdays, int(q.weekStart)) & allWeekdays
	for i := -((first - int(q.weekStart) + 7) % 7); i < n; i += 7 {
		week := set.slice(i, 7)
		if i < 0 && december {
			week |= days & (1<<-i - 1)
		}
		if i+7 > n && january {
			week |= days &^ (1<<(n-i) - 1)
		}
		week = pickBits(week, q.setPos)
		if i < 0 {
			picked.add(week>>-i, 0)
		} else {
			picked.add(week, i)
		}
	}
	picked.clipFrom(n)
	return picked
}

// position returns the index from 0 of BYSETPOS value p in a set of n, and
// whether there is one.
func position(p, n int) (int, bool) {
	if p < 0 {
		p += n
	} else {
		p--
	}
	return p, p >= 0 && p < n
}

// pick returns the readings that BYSETPOS names.
func (c *clock) pick(setPos []int) clock {
	var list []int32
	for _, i := range newPositions(setPos).appendFrom(nil, int(c.size), 0, len(setPos)) {
		list = append(list, c.at(int64(i)))
	}
	return listed(list)
}
