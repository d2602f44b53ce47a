package recurrence

// rank returns how many occurrences of the plan are before a moment.
func (p *plan) rank(at int64) int64 {
	at -= p.shift
	if at <= p.first || p.end <= p.first {
		return 0
	}
	return p.rawRank(min(at, p.end)) - p.rawRank(p.first)
}

// nth returns the n-th occurrence, from 0. There must be so many.
func (p *plan) nth(n int64) int64 {
	return p.rawNth(n+p.rawRank(p.first)) + p.shift
}

// has reports whether a moment is an occurrence of the plan.
func (p *plan) has(at int64) bool {
	at -= p.shift
	if at < p.first || at >= p.end {
		return false
	}
	switch p.kind {
	case fixedClock:
		return p.clock.has(int32(at%secondsPerDay)) && p.hasDay(int(at/secondsPerDay))
	case chosenTimes:
		day := int(at / secondsPerDay)
		y := p.pageOf(day)
		return y == p.pageAt(y) && p.admitsChosen(y, day, int32(at%secondsPerDay))
	}
	s := p.step
	return s.within.has(int32(at%s.unit)) && s.active(at/s.unit, &dayFilter{p: p})
}

// rawRank returns how many occurrences are before a moment, counted from the
// beginning of the start's page, day or period instead of the start.
func (p *plan) rawRank(at int64) int64 {
	day, second := int(at/secondsPerDay), int32(at%secondsPerDay)
	switch {
	case p.kind == fixedClock:
		n := p.dayRank(day) * p.clock.size
		if within := p.clock.rank(second); within > 0 && p.hasDay(day) {
			n += within
		}
		return n
	case p.kind == stepped && p.step.allDays:
		return p.step.rank(at)
	case p.kind == chosenTimes && p.evenWeeks():
		return p.chosenRank(day, second)
	}
	y := p.pageOf(day)
	step := p.pageAt(y)
	n := p.indexed().weightBefore((step - p.firstPage) / p.pageStep)
	if step == y {
		n += p.weightWithin(y, at)
	}
	return n
}

// rawNth returns the occurrence that has n before it by rawRank.
func (p *plan) rawNth(n int64) int64 {
	switch {
	case p.kind == fixedClock:
		return int64(p.nthDay(n/p.clock.size))*secondsPerDay + int64(p.clock.at(n%p.clock.size))
	case p.kind == stepped && p.step.allDays:
		return p.step.nth(n)
	case p.kind == chosenTimes && p.evenWeeks():
		return p.nthChosen(n)
	}
	steps, rest := p.indexed().stepOfWeight(n)
	return p.nthWithin(p.firstPage+steps*p.pageStep, rest)
}

// dayRank returns how many days of the plan are before a day, counted from the
// beginning of the start's page or period.
func (p *plan) dayRank(day int) int64 {
	if p.evenWeeks() {
		return p.weekRank(day)
	}
	if p.evenDays() {
		origin := p.origin()
		return (int64(day) - origin + p.dayStep() - 1) / p.dayStep()
	}
	y := p.pageOf(day)
	step := p.pageAt(y)
	n := p.indexed().daysBefore((step - p.firstPage) / p.pageStep)
	if step != y {
		return n
	}
	if p.shaped && p.rest == nil {
		start, s := p.shape(y)
		return n + int64(s.rank(day-start))
	}
	var mask yearMask
	start := p.page(y, &mask)
	return n + int64(mask.rank(day-start))
}

// nthDay returns the day that has n before it by dayRank.
func (p *plan) nthDay(n int64) int {
	if p.evenWeeks() {
		return p.nthOfWeeks(n)
	}
	if p.evenDays() {
		return int(p.origin() + n*p.dayStep())
	}
	steps, rest := p.indexed().stepOfDay(n)
	var mask yearMask
	start := p.page(p.firstPage+steps*p.pageStep, &mask)
	return start + mask.nth(int(rest))
}

// evenDays reports whether the plan's days are evenly spaced.
func (p *plan) evenDays() bool {
	return p.freq <= Daily && p.everyDay() && !p.rest.limits()
}

func (p *plan) dayStep() int64 {
	if p.freq == Daily {
		return p.interval
	}
	return 1
}

// evenWeeks reports whether all weeks that the interval reaches are alike.
func (p *plan) evenWeeks() bool {
	return p.freq == Weekly && p.months == 0 && !p.rest.limits()
}

// weekDays returns the days of each week of such a plan, from the first of it.
func (p *plan) weekDays() uint64 {
	days := weekPattern(p.weekdays, int(p.weekStart)) & allWeekdays
	if p.pick {
		days = pickBits(days, p.setPos)
	}
	return days
}

func (p *plan) weekRank(day int) int64 {
	days := yearMask{p.weekDays()}
	into := int64(day) - p.origin()
	n := into / (7 * p.interval) * int64(days.count())
	return n + int64(days.rank(int(min(into%(7*p.interval), 7))))
}

func (p *plan) nthOfWeeks(n int64) int {
	days := yearMask{p.weekDays()}
	c := int64(days.count())
	origin := p.origin()
	return int(origin+n/c*7*p.interval) + days.nth(int(n%c))
}

// weightWithin returns how many occurrences of a page are before a moment, for
// plans that do not hold the same clock readings every day.
func (p *plan) weightWithin(y int, at int64) int64 {
	if p.kind == stepped {
		return p.step.rankWithin(y, at)
	}
	return p.chosenBeforeIn(y, int(at/secondsPerDay), int32(at%secondsPerDay))
}

// nthWithin returns the occurrence of a page that has n before it there.
func (p *plan) nthWithin(y int, n int64) int64 {
	if p.kind == stepped {
		return p.step.nthWithin(y, n)
	}
	return p.chosenNth(y, n)
}
