package recurrence

import (
	"math"
	"math/bits"
	"sync/atomic"
)

// A plan is a rule with its start, ready to be walked, sought and counted in
// nominal time: clock readings without a zone, in seconds from 0001-01-01. It
// stops at UNTIL and at the end of year 9999, and knows nothing of COUNT.
//
// A plan does not change once it is made, but for what it works out when it is
// first asked for; all of that is safe for many goroutines.
type plan struct {
	parts
	kind  planKind
	clock clock // what a day holds, for datesOnly

	anchor int64 // the start, from which intervals count
	first  int64 // the first possible occurrence
	end    int64 // the second after the last possible one
	shift  int64 // by how much an override moves what the plan gives

	firstPage, lastPage int
	anchorPage          int  // the page of the start
	pageStep            int  // years from one page to the next
	cycle               int  // steps after which the pages' masks repeat; 0 if longer than the calendar
	shaped              bool // masks depend on the year's shape alone
	strided             bool // masks are those of the shape at an interval of days or weeks
	spills              bool // SKIP may move days over the ends of a year
	pick                bool // masks are narrowed to BYSETPOS
	beside              bool // masks of weeks depend on the years beside as well
	barred              bool // SKIP moves nothing into the month of the start

	asked  atomic.Bool // whether the first page has been asked for
	shapes atomic.Pointer[shapeMasks]
	index  atomic.Pointer[pageIndex]
	step   *stepper
	chosen *positions

	rest *remainder // where the masks come from, if not from this plan's parts
}

// A planKind is the form in which a plan holds what a day of it holds.
type planKind uint8

const (
	// fixedClock: days by masks, each with the same clock readings.
	fixedClock planKind = iota
	// chosenTimes: BYSETPOS among days and clock readings together.
	chosenTimes
	// stepped: a progression below the day whose phase shifts from day to day.
	stepped
)

// init makes the plan of its parts. last is the last nominal second that UNTIL
// admits.
func (p *plan) init(day, second int, last int64) {
	p.anchor = int64(day)*secondsPerDay + int64(second)
	p.end = min(last, lastSecond) + 1
	p.first = p.anchor
	p.setBounds()
	p.anchorPage = p.firstPage
	p.setClock(second)
	p.setPaging()
	p.dropEarlierSpill(day)
}

// dropEarlierSpill leaves out what only the month before it would bring, by SKIP, to
// a start on the first of a month: periods begin with that of the start.
func (p *plan) dropEarlierSpill(day int) {
	if p.freq != Monthly || p.skip != SkipForward || p.interval > 1 || dayOfMonth(day) != 1 {
		return
	}
	if p.kind == chosenTimes {
		p.barred, p.cycle = true, 0
		return
	}
	start, e := yearAt(yearOf(day))
	first, leap, _, _ := e.shape.split()
	month, _ := monthOf(day-start, leap)
	span := p.monthSpanOf(month, first, leap)
	if p.pick {
		span = pickBits(span, p.setPos)
	}
	if span>>1&1 == 0 {
		p.first = int64(day+1) * secondsPerDay
	}
}

// setBounds works out the pages between the first and the last moment.
func (p *plan) setBounds() {
	p.firstPage = p.pageOf(int(p.first / secondsPerDay))
	p.lastPage = p.firstPage - 1
	if p.end > p.first {
		p.lastPage = p.pageOf(int((p.end - 1) / secondsPerDay))
	}
}

// cut leaves the clock readings of the plan from one on and before another.
func (p *plan) cut(from, to int64) {
	first := p.firstPage
	p.first, p.end = max(p.first, from), min(p.end, to)
	p.setBounds()
	behind := max(p.firstPage-first, 0)
	p.firstPage = first + (behind+p.pageStep-1)/p.pageStep*p.pageStep // in step
	if p.firstPage > p.lastPage {
		p.end = min(p.end, p.first)
	}
}

// setPaging decides how the masks of years come about.
func (p *plan) setPaging() {
	p.pageStep = 1
	p.shaped = true
	switch p.freq {
	case Yearly:
		p.pageStep = int(min(p.interval, 2*lastYear))
		if p.skip != SkipOmit && len(p.yearDays) > 0 {
			p.spills, p.shaped, p.pageStep = true, false, 1
		}
	case Monthly:
		p.shaped = 12%p.interval == 0
		p.limitMonths()
	case Weekly, Daily:
		p.strided = p.interval > 1
		p.shaped = !p.strided
	}
	p.beside = p.byWeekNo() && (p.months != 0 || p.byMonthDay() || len(p.yearDays) > 0)
	if p.shaped {
		p.cycle = cycleYears / int(gcd(cycleYears, int64(p.pageStep)))
	}
}

// limitMonths leaves the months that a MONTHLY interval can reach.
func (p *plan) limitMonths() {
	if p.months == 0 {
		p.months = allMonths
	}
	step := int(gcd(p.interval, 12))
	month := int(monthOfDay(int(p.anchor / secondsPerDay)))
	reached := uint16(0)
	for m := (month-1)%step + 1; m <= 12; m += step {
		reached |= 1 << m
	}
	if p.months &= reached; p.months == 0 {
		p.end, p.lastPage = p.first, p.firstPage-1
	}
}

// pageOf returns the page of a day: its calendar year, or for BYWEEKNO the year
// that numbers its week.
func (p *plan) pageOf(day int) int {
	y := yearOf(day)
	if !p.byWeekNo() {
		return y
	}
	if day < p.pageStart(y) {
		return y - 1
	}
	if day >= p.pageStart(y+1) {
		return y + 1
	}
	return y
}

// pageStart returns the first day of a page.
func (p *plan) pageStart(y int) int {
	start := yearStart(y)
	if p.byWeekNo() {
		start += weekYearOffset(weekdayOf(start), int(p.weekStart))
	}
	return start
}

// A shapeMask is the mask of the years of one shape.
type shapeMask struct {
	yearMask
	offset    int8 // the first day of the page, counted from 1 January
	low, high int8 // the first and the last word that have days; high < low without
}

// shapeMasks are the masks that have been asked for.
type shapeMasks [yearShapes]atomic.Pointer[shapeMask]

// yearAt returns the first day of a year and the shape that its mask depends on.
func (p *plan) yearAt(y int) (start int, s yearShape) {
	start, e := yearAt(y)
	if p.beside {
		return start, e.beside
	}
	return start, e.shape
}

// shape returns the mask of a year by its shape, and the first day of its page.
func (p *plan) shape(y int) (start int, m *shapeMask) {
	start, s := p.yearAt(y)
	kept := p.shapes.Load()
	if kept == nil {
		p.shapes.CompareAndSwap(nil, new(shapeMasks))
		kept = p.shapes.Load()
	}
	if m = kept[s].Load(); m == nil {
		m = p.newShape(s)
		kept[s].Store(m)
	}
	return start + int(m.offset), m
}

func (p *plan) newShape(s yearShape) *shapeMask {
	m := &shapeMask{high: 5}
	m.offset = int8(p.makeShape(s, &m.yearMask))
	for m.high >= 0 && m.yearMask[m.high] == 0 {
		m.high--
	}
	for m.low < m.high && m.yearMask[m.low] == 0 {
		m.low++
	}
	return m
}

// makeShape works out the mask of the years of a shape, and returns the first day
// of their pages, counted from 1 January.
func (p *plan) makeShape(s yearShape, m *yearMask) (offset int) {
	first, leap, _, _ := s.split()
	if p.byWeekNo() {
		*m = p.ofWeekYear(s)
		offset = weekYearOffset(first, int(p.weekStart))
	} else {
		*m = p.ofYear(s, p.pick && p.freq == Monthly)
	}
	if p.pick && p.freq == Yearly {
		*m = pickDays(m, p.setPos)
	}
	if p.pick && p.freq == Weekly {
		*m = p.pickWeeks(m, first, 365+leap)
	}
	return offset
}

// page puts the days of a page into m, without regard to the start and the end,
// and returns the number of the day that bit 0 is.
func (p *plan) page(y int, m *yearMask) int {
	switch {
	case p.rest != nil:
		return p.rest.page(y, m)
	case p.shaped && y == p.firstPage && !p.asked.Load():
		// For many a rule this page is all that is ever asked for.
		p.asked.Store(true)
		start, s := p.yearAt(y)
		return start + p.makeShape(s, m)
	case p.shaped:
		start, s := p.shape(y)
		*m = s.yearMask
		return start
	case p.spills:
		return p.spilledPage(y, m)
	case p.strided:
		start, s := p.shape(y)
		p.stridedPage(&s.yearMask, start, m)
		return start
	}
	start, e := yearAt(y)
	first, leap, _, _ := e.shape.split()
	*m = p.ofMonths(p.activeMonths(y), first, leap, p.pick)
	return start
}

// activeMonths returns the months of a year that a MONTHLY interval reaches.
func (p *plan) activeMonths(y int) (months uint16) {
	for m := range monthsFrom(int64(12*y)-p.firstMonth(), p.interval) {
		months |= 1 << (m + 1)
	}
	return months & p.months
}

// monthsFrom returns the months of a year, from 0, that lie a multiple of
// interval after a month which the year's January follows by offset.
func monthsFrom(offset, interval int64) func(func(int) bool) {
	return func(yield func(int) bool) {
		m := floorMod(-offset, interval)
		for ; m < 12; m += interval {
			if !yield(int(m)) {
				return
			}
		}
	}
}

// firstMonth returns the month of the start, counted as 12 times the year plus
// the month from 0.
func (p *plan) firstMonth() int64 {
	day := int(p.anchor / secondsPerDay)
	y := yearOf(day)
	m, _ := monthOf(day-yearStart(y), leap(y))
	return int64(12*y + m - 1)
}

// stridedPage leaves the days of a year that an interval of days or weeks
// reaches.
func (p *plan) stridedPage(all *yearMask, start int, m *yearMask) {
	step, width := p.stride()
	origin := p.origin()
	*m = yearMask{}
	n := all.count()
	if n == 0 {
		return
	}
	if int64(n) < 366*width/step {
		for w, x := range all {
			for ; x != 0; x &= x - 1 {
				i := 64*w + bits.TrailingZeros64(x)
				if floorMod(int64(start+i)-origin, step) < width {
					m.set(i)
				}
			}
		}
		return
	}
	i := -floorMod(int64(start)-origin, step)
	if i <= -width {
		i += step
	}
	switch {
	case width == 1 && step < 64:
		m.setEvery(int(i), int(step))
	case width == 1:
		for ; i < 366; i += step {
			m.set(int(i))
		}
	default:
		for ; i < 366; i += step {
			if i < 0 {
				m.add(allWeekdays>>-i, 0)
			} else {
				m.add(allWeekdays, int(i))
			}
		}
	}
	m.and(all)
}

// stride returns the days from one period to the next and those of a period, for
// DAILY and WEEKLY.
func (p *plan) stride() (step, width int64) {
	if p.freq == Weekly {
		return 7 * p.interval, 7
	}
	return p.interval, 1
}

// origin returns the day from which the periods of a DAILY or WEEKLY plan count:
// that of the start, or the first of its week.
func (p *plan) origin() int64 {
	day := p.anchor / secondsPerDay
	if p.freq == Weekly {
		day -= int64((weekdayOf(int(day)) - int(p.weekStart) + 7) % 7)
	}
	return day
}

// spilledPage gathers the days of a year from its own period and from those
// beside it, where SKIP moves days over the ends of years.
func (p *plan) spilledPage(y int, m *yearMask) int {
	*m = yearMask{}
	start, own := p.shape(y)
	if p.inStep(y) {
		*m = own.yearMask
		m[5] &^= 1<<(spillAfter-320) | 1<<(spillBefore-320)
	}
	if _, before := p.shape(y - 1); p.inStep(y-1) && before.has(spillAfter) {
		m.set(0)
	}
	if _, after := p.shape(y + 1); p.inStep(y+1) && after.has(spillBefore) {
		m.set(364 + leap(y))
	}
	return start
}

// inStep reports whether a YEARLY interval reaches a year.
func (p *plan) inStep(y int) bool {
	return y >= p.anchorPage && int64(y-p.anchorPage)%p.interval == 0
}

// nextPage returns the page to look at after page y, and previousPage the one
// before it. An interval of years skips what it cannot reach.
func (p *plan) nextPage(y int) int {
	y += p.pageStep
	if p.interval <= 12 || p.shaped {
		return y
	}
	switch p.freq {
	case Monthly:
		behind := int64(12*y) - p.firstMonth()
		y += int(min(floorMod(-behind, p.interval)/12, math.MaxInt16))
	case Daily, Weekly:
		step, width := p.stride()
		start := int64(yearStart(y))
		behind := floorMod(start-p.origin(), step)
		if behind >= width && step-behind > 366 {
			y = yearOf(int(min(start+step-behind, lastDay+366)))
		}
	}
	return y
}

func (p *plan) previousPage(y int) int {
	y -= p.pageStep
	if p.interval <= 12 || p.shaped {
		return y
	}
	switch p.freq {
	case Monthly:
		ahead := int64(12*y+11) - p.firstMonth()
		y -= int(min(floorMod(ahead, p.interval)/12, math.MaxInt16))
	case Daily, Weekly:
		step, width := p.stride()
		end := int64(yearStart(y+1)) - 1
		into := floorMod(end-p.origin(), step)
		if into >= width+366 {
			y = yearOf(int(max(end-into+width-1, -366)))
		}
	}
	return y
}
