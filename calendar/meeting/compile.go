package meeting

import (
	"context"
	"slices"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// A problem is a request in the form in which it is solved: candidates are numbered, and
// all that is asked of one is a bit of a bitmap or a digit of a counter. It is made by
// compile and not changed afterwards. Instants are Unix seconds.
//
// Its parts build on each other:
//
//   - grid: the candidates. It turns instants into indices and back.
//   - zones: for each zone that differs in the span, where its offset changes. All clock
//     questions are asked of these.
//   - classes: for each zone with hours and holidays, the working time as stretches of
//     instants, once for all people who share it; with the bitmap of the candidates that it
//     contains as a whole, and with the density of time outside it.
//   - people: for each participant the bitmap of the candidates at which they are available,
//     and their blocking entries as stretches of instants.
//   - open: the candidates that no blackout meets and that have a room.
//   - counters: how many chairs, required and other people are available at each candidate.
//   - feasible: what is open and has enough people.
type problem struct {
	req *Request
	grid
	duration int64
	windows  []stretch // ascending and apart
	span     stretch   // the windows, the buffers around them, and two days more on each side

	begin, end time.Time // of the span

	zones   zones
	classes []class
	limits  []limit
	bands   []dayBand

	people []person
	rooms  []room

	blackouts []stretch
	unblocked bitmap // no blackout
	open      bitmap // no blackout, and a room

	// What must be available, of the people that count.
	needChairs, needRequired, needTotal int
	groups                              []group

	chairs, required, optional *counter
	tentative                  *counter // nil unless tentative entries are a last resort
	total                      *counter // nil unless MinTotal asks for it
	loads                      []load
	feasible                   bitmap

	travel  *travel // nil where nobody travels
	ignored []Ignored
}

// A person is a participant, compiled.
type person struct {
	*Participant
	class         int
	limit         int   // index into limits, or -1
	before, after int64 // all that is kept free around the meeting
	weight        int64

	// counts is set unless they are only informed, or unknown and to be reported.
	counts bool
	// unknown is set where their calendar is unknown and not taken to be free.
	unknown bool

	available bitmap  // nil for those who do not count
	tentative bitmap  // where a tentative entry is a last resort; nil if there is none
	entries   []entry // those that block, or are a last resort, within the span
}

// An entry is a stretch of a calendar entry. One entry may have several.
type entry struct {
	stretch
	index         int32 // in Busy
	typ           freebusy.Type
	before, after int64 // what a meeting keeps free of it
}

// A room is a room that is large enough and has what is asked for, compiled.
type room struct {
	*Room
	class   int // -1 if it can always be used
	entries []stretch
	free    bitmap
}

// A limit is a range of clock times in a zone, with the stretches in which it holds and the
// candidates that lie in one.
type limit struct {
	zone    int
	rng     ClockRange
	allowed []stretch
	fits    bitmap
}

// A group is a quorum of some people.
type group struct {
	members   []int // indices of those who count
	need      int
	available *counter
}

// A load is people whose burden is the same whenever they are available: of one class with
// soft hours, and of one weight.
type load struct {
	class     int
	weight    int64
	available *counter
}

// compile makes the problem of a request that has been checked. The error is that of the
// context.
func compile(ctx context.Context, req *Request, windows []stretch, g grid) (*problem, error) {
	p := &problem{req: req, grid: g, duration: seconds(req.Duration), windows: windows}
	p.bands = dayBands(bandsOf(req))
	var before, after time.Duration
	for i := range req.Participants {
		before, after = max(before, req.Participants[i].Before), max(after, req.Participants[i].After)
	}
	p.travel = newTravel(req)
	if p.travel != nil {
		longest := p.travel.longest(ctx, req)
		before, after = max(before, longest.to), max(after, longest.from)
	}
	p.span = stretch{windows[0].from, windows[len(windows)-1].to}
	p.span.from -= seconds(req.Before+before) + 2*daySeconds
	p.span.to += seconds(req.After+after) + 2*daySeconds
	p.zones.span = p.span
	p.begin, p.end = time.Unix(p.span.from, 0), time.Unix(p.span.to, 0)

	for _, step := range []func(context.Context){p.addPeople, p.addBlackouts, p.addRooms, p.count, p.judge} {
		step(ctx)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func seconds(d time.Duration) int64 { return int64(d / time.Second) }

func bandsOf(req *Request) []Band {
	if req.Bands == nil {
		return DefaultBands()
	}
	return req.Bands
}

func (p *problem) addPeople(ctx context.Context) {
	p.people = make([]person, len(p.req.Participants))
	bits := make(bitmap, len(p.people)*words(p.n))
	entries := 0
	for i := range p.req.Participants {
		entries += len(p.req.Participants[i].Busy)
	}
	pool := make([]entry, 0, entries)
	for i := range p.people {
		if ctx.Err() != nil {
			return
		}
		in := &p.req.Participants[i]
		q := &p.people[i]
		*q = person{
			Participant: in,
			class:       p.class(ctx, in.Location, in.Hours, in),
			limit:       p.limit(ctx, in),
			before:      seconds(p.req.Before + in.Before),
			after:       seconds(p.req.After + in.After),
			weight:      int64(max(in.Weight, 1)),
			counts:      in.Role != Informed,
		}
		if in.Unknown {
			policy := p.req.unknownPolicy(in.Role)
			q.unknown = policy != UnknownFree
			q.counts = q.counts && policy != UnknownReport
		}
		first := len(pool)
		pool = p.addEntries(ctx, i, q, pool)
		q.entries = pool[first:len(pool):len(pool)]
		if !q.counts {
			continue
		}
		n := words(p.n)
		q.available, bits = bits[:n:n], bits[n:]
		p.addAvailability(ctx, q)
	}
}

// unknownPolicy returns what is done about a participant of a role whose calendars are
// unknown.
func (r *Request) unknownPolicy(role Role) UnknownPolicy {
	if r.Unknown != UnknownByRole {
		return r.Unknown
	}
	if role == Chair || role == Required {
		return UnknownBusy
	}
	return UnknownReport
}

// class returns the index of the class of a zone and hours, with the holidays of a
// participant if there is one.
func (p *problem) class(ctx context.Context, loc *time.Location, h *Hours, in *Participant) int {
	z := p.zones.id(loc)
	c := class{zone: z, hours: h}
	if in != nil && h != nil {
		c.holidays = sortedDates(in.Holidays)
	}
	if i := slices.IndexFunc(p.classes, func(o class) bool { return o.same(z, h, c.holidays) }); i >= 0 {
		return i
	}
	if h == nil {
		c.work = []stretch{p.span}
	} else {
		c.work = p.zones.list[z].stretches(ctx, newTimetable(h, c.holidays).on)
	}
	p.classes = append(p.classes, c)
	return len(p.classes) - 1
}

// limit returns the index of a participant's limits, -1 if there are none.
func (p *problem) limit(ctx context.Context, in *Participant) int {
	if in.Limits == nil {
		return -1
	}
	z := p.zones.id(in.Location)
	if i := slices.IndexFunc(p.limits, func(l limit) bool { return l.zone == z && l.rng == *in.Limits }); i >= 0 {
		return i
	}
	r := []ClockRange{*in.Limits}
	day := mergeDay(r, r) // the same on each day, so also what the day before left
	l := limit{zone: z, rng: *in.Limits}
	l.allowed = p.zones.list[z].stretches(ctx, func(int64) []daySpan { return day })
	l.fits = p.fitting(l.allowed)
	p.limits = append(p.limits, l)
	return len(p.limits) - 1
}

// fitting returns the candidates whose meeting lies as a whole in one of the stretches.
func (p *problem) fitting(list []stretch) bitmap {
	fits := newBitmap(p.n)
	for _, s := range list {
		if s.to-s.from >= p.duration {
			fits.set(p.ceil(s.from), p.ceil(s.to-p.duration+1))
		}
	}
	return fits
}

// block clears the candidates whose meeting, with what is kept free before and after it,
// meets a stretch.
func (p *problem) block(b bitmap, s stretch, before, after int64) {
	b.clear(p.ceil(s.from-p.duration-after+1), p.ceil(s.to+before))
}

// addAvailability fills the bitmap of somebody who counts.
func (p *problem) addAvailability(ctx context.Context, q *person) {
	if q.unknown {
		return
	}
	c := &p.classes[q.class]
	if c.hours == nil || q.SoftHours {
		q.available.set(0, p.n)
	} else {
		if c.fits == nil {
			c.fits = p.fitting(c.work)
		}
		copy(q.available, c.fits)
	}
	if q.limit >= 0 {
		q.available.and(p.limits[q.limit].fits)
	}
	for i, e := range q.entries {
		if i&1023 == 1023 && ctx.Err() != nil {
			return
		}
		if e.typ != freebusy.Tentative || p.req.Tentative == TentativeBlocks {
			p.block(q.available, e.stretch, e.before, e.after)
			continue
		}
		if q.tentative == nil {
			q.tentative = newBitmap(p.n)
		}
		q.tentative.set(p.ceil(e.from-p.duration-e.after+1), p.ceil(e.to+e.before))
	}
}

func (p *problem) addBlackouts(ctx context.Context) {
	p.unblocked = newBitmap(p.n)
	p.unblocked.set(0, p.n)
	p.blackouts = p.stretches(ctx, p.req.Blackouts, func(*freebusy.Entry) bool { return true })
	for _, s := range p.blackouts {
		p.block(p.unblocked, s, 0, 0)
	}
}
