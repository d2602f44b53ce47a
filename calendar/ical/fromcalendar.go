package ical

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// The days that a DATE can write (RFC 5545, section 3.3.4).
var (
	firstDay = date.New(1, time.January, 1)
	lastDay  = date.New(9999, time.December, 31)
)

// The span in which a zone is described at least, though events may use less of it:
// people look at other days, too, and checkers compare this century.
var (
	zonesFrom  = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	zonesUntil = time.Date(2041, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// FromCalendar makes a feed of a calendar: something to subscribe to, in which every
// event is there for information and blocks nobody's time. It reads no clock, so that
// the same calendar and options give the same feed; whether a day has passed without
// news of it is not in it.
//
// Each event that has days becomes a VEVENT:
//
//   - Exact days are all-day, and times of day have their zone, described by [Timezone].
//   - Vague days (a window, a month, a year, "not after") become their last day, all day:
//     the one to be in time for. As that is rarely the day itself, the summary has a mark,
//     and the description the days in words. A chair's term is on its first day, and what
//     goes on from a vague day without an end on the last by which it begins. Other styles
//     are those of [WindowStyle].
//   - What has no such day, because it is undated or only "not before", is left out.
//
// A series with a recurrence rule is one VEVENT with an RRULE, with an exception for each
// occurrence that was moved, cancelled or put off, and the titles of the others in its
// description; if RFC 5545 cannot say the rule for days, each occurrence is a VEVENT. A
// series with a recurrence set is so, too, with RDATEs, EXDATEs and times in their zones; it
// is whole if any of it falls in the span. Other series have a VEVENT for each occurrence.
//
// Each VEVENT has the UID that [UID] makes of its ID, DTSTAMP and LAST-MODIFIED as
// [calendar.Calendar.Modified] has them, and SEQUENCE as [calendar.Event] counts it, so
// that a change of one entry touches no line of another; for a series with a rule, what
// is said of an occurrence counts as said of the series. STATUS is CONFIRMED for what is
// held or scheduled, CANCELLED, or else TENTATIVE. CATEGORIES is the kind in words, URL the
// address of the first source of the days that has one, or else of the first source, GEO the
// coordinates of the place. RELATED-TO names as CHILD what an event is met by. For programs
// X-CONVENE-ID has the ID, X-CONVENE-SERIES that of the series, X-CONVENE-KIND and
// X-CONVENE-STATUS the words of catalogues, and X-CONVENE-WHEN the text of the
// [calendar.When], with nothing of it lost. The event that takes up a window beside its last
// day has X-CONVENE-WINDOW-OF instead of X-CONVENE-ID, and is RELATED-TO the other.
//
// A text has a LANGUAGE where it is known to be in one language alone. Marks and
// descriptions are in the language of the title they stand with, where this package has
// words in it (see [calendar.HasWords]), and else in English; a part of a description that
// is not given in its language stands there in the one that it has.
//
// With [FeedOptions].Todos there are to-dos instead, with UIDs of their own: one for each
// event that somebody has to do, which an observance, a term of a chair and the period of a
// plan are not, each occurrence of a series by itself. DUE is the last day that is in time,
// or the end of a time of day, and DTSTART the first day if that is earlier. What is held is
// COMPLETED, with the day if that is known. What has no last day and is not done has no DUE.
//
// The error wraps [ErrValue] if an option is wrong, or if a series with a recurrence set
// would be more than 100,000 entries: to-dos, or events where the set has an EXRULE, which
// RFC 5545 cannot write. It wraps [ErrZone] if a zone cannot be described.
func FromCalendar(cal *calendar.Calendar, options FeedOptions) (*ics.Calendar, error) {
	if err := options.check(); err != nil {
		return nil, err
	}
	f := feed{cal: cal.In(options.Languages...), options: options, stamp: cal.Revision().UTC().Format(utcLayout)}
	if err := f.setSpan(); err != nil {
		return nil, err
	}
	model := &ics.Calendar{}
	if err := f.head(model); err != nil {
		return nil, err
	}
	if err := f.collect(); err != nil {
		return nil, err
	}
	zones, err := f.timezones()
	if err != nil {
		return nil, err
	}
	model.Components = zones
	slices.SortStableFunc(f.items, func(a, b item) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id)) })
	for _, it := range f.items {
		model.Components = append(model.Components, it.component)
	}
	return model, nil
}

// A feed is a calendar on its way to becoming a model.
type feed struct {
	cal     *calendar.Calendar
	options FeedOptions
	stamp   string // the revision, as a DATE-TIME

	from, to   date.Date // the span, half-open
	projectTo  date.Date // the day after the last for which series are projected
	items      []item
	zones      []*time.Location
	zonesUsed  map[string]*use
	ruleSeries map[string]*ruleSeries
	setSeries  map[string]*setSeries
}

// An item is a component with what it is sorted by.
type item struct {
	day       date.Date
	id        string
	component ics.Component
}

// A use is from when to when a zone is used.
type use struct{ first, last time.Time }

// setSpan works out the span from the options, and checks these.
func (f *feed) setSpan() error {
	f.from, f.to = firstDay, lastDay+1
	f.projectTo = min(date.NewAt(f.cal.Revision().UTC()).AddDate(projectionYears, 0, 0)+1, f.to)
	if f.options.From != 0 {
		f.from = f.options.From
	}
	if f.options.Until != 0 {
		f.to = f.options.Until + 1
		f.projectTo = f.to
	}
	if f.from < firstDay || f.to > lastDay+1 {
		return fmt.Errorf("ical: %w: a day of the span is outside the years 1 to 9999", ErrValue)
	}
	if f.to <= f.from {
		return fmt.Errorf("ical: %w: the span ends on %s, before it begins on %s", ErrValue, f.to-1, f.from)
	}
	return nil
}

// head sets what is said of the calendar as a whole: by RFC 7986, and by the names that
// applications knew before it. It has no UID, which some take for that of every event.
func (f *feed) head(model *ics.Calendar) error {
	refresh := cmp.Or(f.options.Refresh, defaultRefresh)
	if refresh < time.Second {
		return fmt.Errorf("ical: %w: the refresh interval %s is less than a second", ErrValue, refresh)
	}
	addIn := func(id propertyID, value string, l language.Tag) {
		if value != "" {
			p := ics.BaseProperty{IANAToken: properties[id].name, Value: value, ICalParameters: map[string][]string{}}
			if known := properties[id]; known.stated {
				p.ICalParameters["VALUE"] = []string{typeNames[known.typ]}
			}
			if l != language.Und {
				p.ICalParameters["LANGUAGE"] = []string{l.String()}
			}
			model.CalendarProperties = append(model.CalendarProperties, ics.CalendarProperty{BaseProperty: p})
		}
	}
	add := func(id propertyID, value string) { addIn(id, value, language.Und) }
	var others []calendar.Translation // in which it is told, too
	if len(f.options.Languages) == 0 {
		others = f.cal.Translations()
	}
	_, url := f.cal.Document()
	every := durationText(refresh)
	add(propVersion, "2.0")
	add(propProdID, cmp.Or(f.options.ProductID, defaultProductID))
	add(propCalscale, "GREGORIAN")
	add(propLastModified, f.stamp)
	addIn(propName, f.cal.Title(), f.cal.TitleLanguage())
	for _, t := range others {
		addIn(propName, t.Title, t.Language)
	}
	add(propXWRCalName, f.cal.Title())
	addIn(propDescription, f.cal.Description(), f.cal.DescriptionLanguage())
	for _, t := range others {
		addIn(propDescription, t.Description, t.Language)
	}
	add(propXWRCalDesc, f.cal.Description())
	add(propURL, url)
	add(propSource, f.options.Source)
	add(propRefreshInterval, every)
	add(propXPublishedTTL, every)
	if f.options.Color != "" {
		c, ok := ColorOf(f.options.Color)
		if !ok {
			return fmt.Errorf("ical: %w: %s is not a color name of CSS", ErrValue, quote(f.options.Color))
		}
		add(propColor, c.Name)
		add(propXAppleColor, fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B))
	}
	return nil
}

// collect makes the items: series with a rule, recorded events, and what other series
// project.
func (f *feed) collect() error {
	if f.options.Todos {
		if err := f.bound(); err != nil {
			return err
		}
		f.collectTodos()
		return nil
	}
	f.ruleSeries, f.setSeries = map[string]*ruleSeries{}, map[string]*setSeries{}
	for s := range f.cal.AllSeries() {
		if rs, ok := f.newRuleSeries(s); ok {
			f.ruleSeries[s.ID] = rs
		} else if ss, ok := f.newSetSeries(s); ok {
			f.setSeries[s.ID] = ss
		}
	}
	if err := f.bound(); err != nil {
		return err
	}
	for ev := range f.cal.Events() {
		if rs := f.ruleSeries[ev.Series]; rs != nil {
			rs.note(ev, f.cal.Modified(ev))
			if rs.take(ev) {
				continue
			}
		}
		if ss := f.setSeries[ev.Series]; ss != nil && ss.take(ev, f.cal.Modified(ev)) {
			continue
		}
		if ev.When.MayFallWithin(f.from, f.to) && f.passes(ev) {
			f.add(ev)
		}
	}
	for s := range f.cal.AllSeries() {
		if rs := f.ruleSeries[s.ID]; rs != nil {
			f.addRuleSeries(rs)
		}
		if ss := f.setSeries[s.ID]; ss != nil {
			f.addSetSeries(ss)
		}
	}
	for ev := range f.projected() {
		if f.passes(ev) {
			f.add(ev)
		}
	}
	return nil
}

// projected returns what the patterns of series alone give in the span for which series are
// projected, but for those that are one entry each.
func (f *feed) projected() iter.Seq[calendar.Event] {
	today := date.NewAt(f.cal.Revision().UTC()) // of the answers only what does not depend on it is used
	return func(yield func(calendar.Event) bool) {
		for s := range f.cal.AllSeries() {
			if f.ruleSeries[s.ID] != nil || f.setSeries[s.ID] != nil {
				continue
			}
			for e := range f.cal.Projected(s.ID, today, f.from, max(f.from, f.projectTo)) {
				if !yield(e.Event) {
					return
				}
			}
		}
	}
}

// passes reports whether an event passes the filters.
func (f *feed) passes(ev calendar.Event) bool {
	e := calendar.Entry{Event: ev, Today: date.NewAt(f.cal.Revision().UTC()), Status: ev.Status}
	return !slices.ContainsFunc(f.options.Filters, func(pass calendar.Filter) bool { return !pass(e) })
}

// timezones returns a VTIMEZONE for each zone in use, by name.
func (f *feed) timezones() ([]ics.Component, error) {
	slices.SortFunc(f.zones, func(a, b *time.Location) int { return cmp.Compare(a.String(), b.String()) })
	var zones []ics.Component
	for _, loc := range f.zones {
		u := f.zonesUsed[loc.String()]
		zone, err := Timezone(loc, earlier(u.first, zonesFrom), later(u.last, zonesUntil))
		if err != nil {
			return nil, err
		}
		zones = append(zones, zone)
	}
	return zones, nil
}

// useZone notes that a zone is used at t. Zones of one name are one.
func (f *feed) useZone(t time.Time) {
	loc := t.Location()
	u := f.zonesUsed[loc.String()]
	if u == nil {
		if f.zonesUsed == nil {
			f.zonesUsed = map[string]*use{}
		}
		u = &use{t, t}
		f.zonesUsed[loc.String()] = u
		f.zones = append(f.zones, loc)
	}
	u.first, u.last = earlier(u.first, t), later(u.last, t)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
