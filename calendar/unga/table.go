package unga

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

const (
	// FirstSession is the number of the first session that a [Table] knows, that of
	// 2000. The rules for earlier ones were not read, and few openings were.
	FirstSession = 55

	// LastSession is the number of the last one, which ends in the year 9999.
	LastSession = 8053
)

// yearZero is the year of opening less the number of the session.
const yearZero = 1945

// The years in which sessions open that a Table knows, or that end its last one.
var (
	firstYear     = date.New(FirstSession+yearZero, time.January, 1)
	afterLastYear = date.New(LastSession+1+yearZero+1, time.January, 1)
)

// Sessions are the sessions by all that is known.
var Sessions Table

var _ calendar.Periods = Sessions

// A Table gives the sessions as they were known on a day. The zero value holds all that
// is known. Tables are comparable, and each method takes constant time.
type Table struct {
	asOf    date.Date // the day, if limited
	limited bool
}

// KnownOn returns the sessions as they were known on day d, and in t: what a source
// recorded or published later is replaced by what the rule in force on that day gave.
// A recorded day is known from that day itself, a planned one from its publication, and a
// rule from its adoption.
func (t Table) KnownOn(d date.Date) Table {
	if t.limited && t.asOf < d {
		return t
	}
	return Table{asOf: d, limited: true}
}

// AsOf is [Table.KnownOn] for [calendar.Periods].
func (t Table) AsOf(d date.Date) calendar.Periods { return t.KnownOn(d) }

// Unit returns "session".
func (Table) Unit() string { return "session" }

// Session returns the session with number n, and false unless n is [FirstSession] to [LastSession].
func (t Table) Session(n int) (Session, bool) {
	if n < FirstSession || n > LastSession {
		return Session{}, false
	}
	s := Session{Number: n, Opening: t.opening(n), Next: t.opening(n + 1)}
	s.GeneralDebate = t.debate(n, s.Opening)
	s.MainPart, s.ResumedPart = t.parts(n, s.Opening, s.Next)
	e := known().session(n)
	if t.knows(e.closing) {
		s.Closing = e.closing.Day
	}
	if t.knowsAllOf(e) {
		s.Note = e.note
	}
	return s, true
}

// Period returns session n from its opening to that of the next, and false unless n is
// [FirstSession] to [LastSession].
func (t Table) Period(n int) (calendar.Period, bool) {
	if n < FirstSession || n > LastSession {
		return calendar.Period{}, false
	}
	start, end := t.opening(n), t.opening(n+1)
	return calendar.Period{
		Number: n, Start: start.Date, End: end.Date, StartBasis: start.Basis, EndBasis: end.Basis,
	}, true
}

// At returns the number of the session that d belongs to, and false for days before
// session [FirstSession] and after session [LastSession]. The day on which one session
// closes and the next one opens belongs to the one that opens.
func (t Table) At(d date.Date) (n int, ok bool) {
	if d < firstYear || d >= afterLastYear {
		return 0, false
	}
	n = d.Year() - yearZero
	if d < t.opening(n).Date {
		n--
	}
	if n < FirstSession || n > LastSession {
		return 0, false
	}
	return n, true
}

// Part returns the [GeneralDebate], the [MainPart] or the [ResumedPart] of session n, and
// false if there is no such session or part, or its ends are not both known.
func (t Table) Part(n int, name string) (calendar.Period, bool) {
	s, ok := t.Session(n)
	if !ok {
		return calendar.Period{}, false
	}
	p, ok := s.Part(name)
	if !ok {
		return calendar.Period{}, false
	}
	return calendar.Period{
		Number: n, Start: p.First.Date, End: p.Last.Date + 1, StartBasis: p.First.Basis, EndBasis: p.Last.Basis,
	}, true
}

// RuleFor returns the rule for session n, and false unless n is [FirstSession] to [LastSession].
func (t Table) RuleFor(n int) (Rule, bool) {
	if n < FirstSession || n > LastSession {
		return Rule{}, false
	}
	return *t.rule(n), true
}

// rule returns the last rule that governs session n and had been adopted.
func (t Table) rule(n int) *Rule {
	rules := known().rules
	last := &rules[0]
	for i := range rules[1:] {
		if r := &rules[i+1]; r.FirstSession <= n && t.reaches(r.Adopted) {
			last = r
		}
	}
	return last
}

// opening returns the day on which session n opens, for n from FirstSession to LastSession+1.
func (t Table) opening(n int) Day {
	r := t.rule(n)
	best := claim{
		Day:  Day{Date: r.Opening(n + yearZero), Basis: r.Basis, Source: r.OpeningSource},
		from: r.Adopted,
	}
	for _, f := range known().forecasts {
		best = t.better(best, f.openings[n])
	}
	return t.better(best, known().session(n).opening).Day
}

// debate returns the general debate of session n.
func (t Table) debate(n int, opening Day) Span {
	r := t.rule(n)
	var first, last claim
	if day, ok := r.Debate(opening.Date); ok {
		first = claim{Day: Day{Date: day, Basis: r.Basis, Source: r.DebateSource}, from: r.Adopted}
	}
	for _, f := range known().forecasts {
		first = t.better(first, f.debates[n])
	}
	e := known().session(n)
	first = t.better(first, e.debateFirst)
	if !first.IsKnown() {
		return Span{}
	}
	if day, ok := r.DebateLast(first.Date); ok {
		// The last day is no surer than the first, from which it is counted.
		basis := max(first.Basis, calendar.BasisRule)
		last = claim{Day: Day{Date: day, Basis: basis, Source: r.LengthSource}, from: r.Adopted}
	}
	last = t.better(last, e.debateLast)
	return Span{First: first.Day, Last: last.Day}
}

// parts returns the main and the resumed part of session n.
func (t Table) parts(n int, opening, next Day) (mainPart, resumed Span) {
	k := known()
	year := n + yearZero
	practice := Day{
		Date:  date.New(year, k.practice.month, k.practice.day),
		Basis: calendar.BasisProjected, Source: k.practice.source,
	}
	last := t.better(claim{Day: practice}, k.session(n).mainLast)
	mainPart = Span{First: opening, Last: last.Day}

	january, eve := practice, next
	january.Date = date.New(year+1, time.January, 1)
	eve.Date = next.Date - 1
	return mainPart, Span{First: january, Last: eve}
}
