package recurrence

import (
	"math/bits"
	"slices"
)

// setClock works out what a day of the plan holds. second is that of the start.
func (p *plan) setClock(second int) {
	if p.freq >= Daily {
		p.clock = masked(p.hours, p.minutes, p.seconds)
		p.dropPositions()
		switch {
		case len(p.setPos) == 0:
		case p.freq == Daily:
			p.clock = p.clock.pick(p.setPos)
		case p.clock.size <= 1:
			p.pick = true
		default:
			p.kind = chosenTimes
			p.chosen = newPositions(p.setPos)
		}
		return
	}
	within := p.withinUnit()
	unit := p.freq.unit()
	units := secondsPerDay / unit
	if units%p.interval != 0 {
		p.kind = stepped
		p.step = newStepper(p, within)
		return
	}
	phase := int64(second) / unit % p.interval
	if within.size == 1 && p.unitsOfDay() == units {
		p.clock = evenly(phase*unit+int64(within.at(0)), p.interval*unit)
		return
	}
	p.clock = p.phased(phase, &within)
}

// withinUnit returns what one period of a frequency below the day holds, by the
// seconds from its beginning. BYSETPOS numbers these, and they are the same in
// every period.
func (p *plan) withinUnit() clock {
	var within clock
	switch p.freq {
	case Hourly:
		within = masked(1, p.minutes, p.seconds)
	case Minutely:
		within = masked(1, 1, p.seconds)
	default:
		within = masked(1, 1, 1)
	}
	if len(p.setPos) > 0 {
		within = within.pick(p.setPos)
	}
	return within
}

// unitsOfDay returns how many periods of a frequency below the day BYHOUR,
// BYMINUTE and BYSECOND admit in a day, whatever the interval.
func (p *plan) unitsOfDay() int64 {
	n := int64(bits.OnesCount32(p.hours))
	if p.freq <= Minutely {
		n *= int64(bits.OnesCount64(p.minutes))
	}
	if p.freq <= Secondly {
		n *= int64(bits.OnesCount64(p.seconds))
	}
	return n
}

// admitsUnit reports whether BYHOUR, BYMINUTE and BYSECOND admit the period of a
// frequency below the day that begins at a second of it.
func (p *plan) admitsUnit(second int32) bool {
	return p.hours>>(second/3600)&1 != 0 &&
		(p.freq > Minutely || p.minutes>>(second/60%60)&1 != 0) &&
		(p.freq > Secondly || p.seconds>>(second%60)&1 != 0)
}

// phased returns the readings of every interval-th period of a day, where the
// interval divides the day.
func (p *plan) phased(phase int64, within *clock) clock {
	hours, minutes, seconds := p.hours, p.minutes, p.seconds
	n, start := p.interval, phase
	exact := true // the sets of hours, minutes and seconds can say it
	if p.freq == Secondly {
		switch {
		case 60%n == 0:
			seconds &= everyNth(phase, n, 60)
			n, phase = 1, 0
		case n%60 == 0:
			seconds &= 1 << (phase % 60)
			n, phase = n/60, phase/60
		default:
			exact = false
		}
	}
	if p.freq <= Minutely && exact {
		switch {
		case 60%n == 0:
			minutes &= everyNth(phase, n, 60)
			n, phase = 1, 0
		case n%60 == 0:
			minutes &= 1 << (phase % 60)
			n, phase = n/60, phase/60
		default:
			exact = false
		}
	}
	if exact {
		hours &= uint32(everyNth(phase, n, 24))
		if p.freq != Hourly || len(p.setPos) == 0 {
			if p.freq == Minutely && len(p.setPos) > 0 {
				seconds = 0
				for i := range within.size {
					seconds |= 1 << within.at(i)
				}
			}
			if p.freq == Secondly && within.size == 0 {
				seconds = 0
			}
			return masked(hours, minutes, seconds)
		}
	}
	var list []int32
	unit := p.freq.unit()
	for at := start * unit; at < secondsPerDay; at += p.interval * unit {
		if p.admitsUnit(int32(at)) {
			for i := range within.size {
				list = append(list, int32(at)+within.at(i))
			}
		}
	}
	return listed(list)
}

// everyNth returns the numbers below size that leave the rest phase by n.
func everyNth(phase, n int64, size int) (set uint64) {
	for i := phase; i < int64(size); i += n {
		set |= 1 << i
	}
	return set
}

// dropPositions drops what BYSETPOS asks for and no period can have, since it has
// too few days; without anything left the plan is empty.
func (p *plan) dropPositions() {
	if len(p.setPos) == 0 {
		return
	}
	days := p.mostDays() * int(p.clock.size)
	p.setPos = slices.DeleteFunc(p.setPos, func(pos int) bool { return pos > days || pos < -days })
	if len(p.setPos) == 0 {
		p.end, p.lastPage = p.first, p.firstPage-1
	}
}

// mostDays returns a number of days that no period of the plan exceeds.
func (p *plan) mostDays() int {
	inMonth := 31
	if p.byDay && !p.ordinalInYear {
		inMonth = 5*bits.OnesCount8(p.weekdays) + len(p.ordinals)
		if p.skip != SkipOmit {
			inMonth += 2 // the days beside the month
		}
	}
	if p.byMonthDay() {
		inMonth = min(inMonth, bits.OnesCount32(p.monthDays)+bits.OnesCount32(p.monthEnds))
	}
	switch p.freq {
	case Daily:
		return 1
	case Weekly:
		return bits.OnesCount8(p.weekdays)
	case Monthly:
		return inMonth
	}
	if p.byWeekNo() {
		return 371
	}
	if months := bits.OnesCount16(p.months); months > 0 {
		return months*inMonth + 2
	}
	return 368
}
