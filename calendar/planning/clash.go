package planning

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// A Severity says how bad it is that something else happens on the same days.
type Severity uint8

// The severities, from the least to the worst.
const (
	// Elsewhere is something else that falls then, for others and in another place.
	Elsewhere Severity = iota + 1
	// GeneralDebate is the time of the general debate, or of another part of a period that
	// the caller names: rooms, delegations and interpreters are taken.
	GeneralDebate
	// Observed is a religious observance that the caller supplies: offices are open, and
	// some of those invited stay away.
	Observed
	// Closed is an official holiday at one of the places: the offices are closed.
	Closed
	// SamePlace is something else in the same place.
	SamePlace
	// SameAudience is something else for some of the same people.
	SameAudience
)

var severityNames = [...]string{"", "elsewhere", "general debate", "religious observance", "holiday", "same place", "same audience"}

// String returns the severity in English words.
func (s Severity) String() string {
	if int(s) < len(severityNames) {
		return severityNames[s]
	}
	return "unknown severity"
}

// Surroundings are what a meeting may clash with, and what of it is the meeting's own.
type Surroundings struct {
	// Calendars have what else happens.
	Calendars []*calendar.Calendar

	// Today is the day as of which the entries of the calendars stand.
	Today date.Date

	// Audience names those who are to come, as calendars name organizers. What an entry
	// says of its audience is told by AudienceOf; where that is nil, they are the entry's
	// organizers, for whoever convenes a meeting has to be at it. An observance is no
	// meeting, and has no audience. Case does not matter.
	Audience   []string
	AudienceOf func(calendar.Entry) []string

	// Place is where the meeting is to be, as the calendars name places; empty where that
	// is open. Case does not matter.
	Place string

	// Offices are the places whose official holidays count: the seats of those who
	// service the meeting. Beyond their lists they tell of no holiday; [Choose] refuses
	// such days.
	Offices []*calendar.Workdays

	// Observances are days, with their names, that the caller wants to have respected: the
	// floating holidays of an office, or religious observances. Nobody computes them here.
	Observances []calendar.HolidayList

	// Debates are parts of periods in which there is no room for other meetings, such as
	// the general debate of the sessions of the General Assembly.
	Debates []PartOfPeriods

	// Except are the IDs of the entries that are no clash: those of the meeting itself.
	Except []string
}

// PartOfPeriods is a part that each of some periods has.
type PartOfPeriods struct {
	Periods calendar.Periods
	Part    string // such as "general-debate"
}

// A Clash is something else that falls, or may fall, on some days.
type Clash struct {
	Severity Severity

	// First and Last are those of the days in question on which it falls or may fall, from
	// the first through the last.
	First, Last date.Date

	// Certain tells that it falls on them, and not only may: its days are named, and
	// decided.
	Certain bool

	// What names it.
	What string

	// Entry is the entry of a calendar, where it is one.
	Entry *calendar.Entry
}

// String says the clash in English: "same audience: Briefing for Member States, 24 November
// 2025".
func (c Clash) String() string {
	may := ""
	if !c.Certain {
		may = " (may be)"
	}
	return fmt.Sprintf("%s: %s, %s%s", c.Severity, c.What, calendar.Lasting(c.First, c.Last).Words(), may)
}

// occupies are the kinds of entries that take somebody's time on their days. Documents,
// targets, deadlines, plans and terms take nobody's.
var occupies = []calendar.Kind{
	calendar.Observance, calendar.HighLevelMeeting, calendar.PrincipalsMeeting, calendar.Meeting,
	calendar.Briefing, calendar.Hearing, calendar.Conference, calendar.OtherEvent,
}

// Clashes tells what else falls, or may fall, on the days first to last, both included: the
// worst first, of equal severity what is certain first, then in the order of the days. What
// is cancelled or put off is left out, and so are documents, deadlines, targets, plans and
// terms, which take nobody's time. It takes time in proportion to what the calendars have
// on these days.
func (s Surroundings) Clashes(first, last date.Date) []Clash {
	if last < first {
		first, last = last, first
	}
	first, last = max(first, firstDay), min(last, lastDay)
	var clashes []Clash
	for _, c := range s.Calendars {
		for e := range c.Between(s.Today, first, last+1, calendar.OfKind(occupies...)) {
			if clash, ok := s.clash(e, first, last); ok {
				clashes = append(clashes, clash)
			}
		}
	}
	clashes = append(clashes, s.daysOff(first, last)...)
	clashes = append(clashes, s.debates(first, last)...)
	slices.SortStableFunc(clashes, compareClashes)
	return clashes
}

// The days of which calendars know.
var (
	firstDay = date.New(0, time.January, 1)
	lastDay  = date.New(9999, time.December, 31)
)

func compareClashes(a, b Clash) int {
	certain := func(c Clash) int {
		if c.Certain {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(b.Severity, a.Severity), cmp.Compare(certain(a), certain(b)),
		cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), cmp.Compare(a.What, b.What),
	)
}

// clash judges an entry that may fall on the days.
func (s Surroundings) clash(e calendar.Entry, first, last date.Date) (Clash, bool) {
	if e.Event.Status == calendar.Cancelled || e.Event.Status == calendar.Postponed || slices.Contains(s.Except, e.ID) {
		return Clash{}, false
	}
	c := Clash{Severity: Elsewhere, First: first, Last: last, Certain: isCertain(e), What: e.Title, Entry: &e}
	if d, ok := e.When.Earliest(); ok {
		c.First = max(first, d)
	}
	if d, ok := e.When.Latest(); ok {
		c.Last = min(last, d)
	}
	if s.Place != "" && strings.EqualFold(s.Place, e.Place) {
		c.Severity = SamePlace
	}
	audience := e.Organizers
	if s.AudienceOf != nil {
		audience = s.AudienceOf(e)
	}
	for _, name := range audience {
		if e.Kind != calendar.Observance && slices.ContainsFunc(s.Audience, func(a string) bool { return strings.EqualFold(a, name) }) {
			c.Severity = SameAudience
		}
	}
	return c, true
}

func isCertain(e calendar.Entry) bool {
	return e.When.IsExact() && !e.When.IsProjected() && e.Event.Status != calendar.Projected
}

// daysOff tells of holidays and observances.
func (s Surroundings) daysOff(first, last date.Date) (clashes []Clash) {
	for _, office := range s.Offices {
		for h := range office.Holidays(first, last+1) {
			clashes = append(clashes, Clash{
				Severity: Closed, First: h.Day, Last: h.Day, Certain: !h.Projected,
				What: nameOf(h) + " at " + office.Place(),
			})
		}
	}
	for _, list := range s.Observances {
		for _, h := range list.Days {
			if first <= h.Day && h.Day <= last {
				clashes = append(clashes, Clash{Severity: Observed, First: h.Day, Last: h.Day, Certain: !h.Projected, What: nameOf(h)})
			}
		}
	}
	return clashes
}

func nameOf(h calendar.Holiday) string {
	return cmp.Or(h.Name, "holiday")
}

// debates tells of the parts of periods that lie on the days.
func (s Surroundings) debates(first, last date.Date) (clashes []Clash) {
	for _, d := range s.Debates {
		if d.Periods == nil {
			continue
		}
		from, ok := d.Periods.At(first)
		if !ok {
			continue
		}
		for n := from; ; n++ {
			period, ok := d.Periods.Period(n)
			if !ok || period.Start > last {
				break
			}
			part, ok := d.Periods.Part(n, d.Part)
			if !ok || part.End <= first || part.Start > last {
				continue
			}
			clashes = append(clashes, Clash{
				Severity: GeneralDebate, First: max(first, part.Start), Last: min(last, part.Last()),
				Certain: !part.StartBasis.IsProjection() && !part.EndBasis.IsProjection(),
				What:    fmt.Sprintf("%s of %s %d", strings.ReplaceAll(d.Part, "-", " "), d.Periods.Unit(), n),
			})
		}
	}
	return clashes
}
