package ical

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// An Import is a model with what it says as a calendar.
//
// Calendar has an event for each event, to-do and journal entry of the model that happens
// once, and a series, which repeats by a [calendar.BySet], for each that repeats. What
// replaces a single occurrence is a statement on that occurrence. Other components are in
// the model alone.
type Import struct {
	// Model is what was taken in. It is not changed, and must not be while the Import is
	// in use.
	Model *ics.Calendar

	// Definition is what Calendar was built from: to add layers of one's own to it.
	Definition calendar.Definition

	// Calendar is what the model says.
	Calendar *calendar.Calendar

	// Entries are the entries of the model, see [Entries].
	Entries []Entry

	// Findings are what could not be taken in as it stands, or not at all.
	Findings []Finding

	// Diagnostics are the defects of the stream, where [ReadCalendar] has read one.
	Diagnostics []Diagnostic

	ids     []string          // of the event or series that each entry has become
	sources map[string]origin // by the ID of an event, a series or an occurrence
}

// An origin is where an event, a series or an occurrence comes from.
type origin struct {
	entry int // index in Entries
	*source
}

// ToCalendar takes in a model: what [Read] returns, or one's own.
//
// An ID is the UID, or where that has characters that an ID cannot have, its letters and
// digits and a hash of it: it stays the same whatever becomes of the event. What this
// package has written itself has the ID that X-CONVENE-ID gives, unless that is of an
// occurrence of a [calendar.Cadence], which no event can have: it is an event by its UID.
// What else becomes what:
//
//   - DTSTART with DTEND, DUE or DURATION becomes the When: days with the last one
//     included, or a time of day in its zone (see [Zones.Location]; in UTC where that has
//     no name that [time.LoadLocation] knows; on the days where it is floating). A to-do is
//     on the day or at the time when it is due, or not before its start. X-CONVENE-WHEN,
//     where the days have not been changed since, gives exactly the When that was written.
//   - STATUS becomes the status: TENTATIVE and DRAFT projected, CANCELLED cancelled,
//     COMPLETED and FINAL held; all else is scheduled, or mandated where it has no day.
//   - The first of the CATEGORIES that is a kind of package calendar is the kind.
//     X-CONVENE-KIND comes before it, and X-CONVENE-STATUS before STATUS unless that has been
//     changed since. What takes up the window of another event (X-CONVENE-WINDOW-OF) is no
//     event of its own.
//   - SUMMARY, DESCRIPTION, LOCATION, GEO and ORGANIZER become title, summary, place,
//     coordinates and organizer.
//   - CREATED, or else LAST-MODIFIED or DTSTAMP, is the day on which it was said, and
//     LAST-MODIFIED or DTSTAMP the moment at which it was revised. The last of these is
//     the calendar's revision.
//
// What repeats and is cancelled as a whole becomes a single event.
//
// No rule is expanded, so that time and memory are in proportion to the model. No model
// makes ToCalendar fail but nil, for which the error wraps [ErrComponent], and options that
// package calendar refuses.
func ToCalendar(model *ics.Calendar, options ImportOptions) (*Import, error) {
	if model == nil {
		return nil, fmt.Errorf("ical: %w: the calendar is nil", ErrComponent)
	}
	reader := newEntryReader(model, options)
	im := &importer{
		Import:  &Import{Model: model, Entries: reader.read(model), sources: make(map[string]origin)},
		reader:  reader,
		options: options,
		taken:   make(map[string]int),
	}
	im.head()
	im.entries()
	im.Findings = reader.all()
	im.Definition.Layers = []calendar.Layer{im.layer}
	var err error
	im.Calendar, err = calendar.New(im.Definition)
	if err != nil {
		return nil, fmt.Errorf("ical: %w", err)
	}
	return im.Import, nil
}

// Component returns the component that an event, a series or an occurrence of the calendar
// is told by: of an occurrence that nothing replaces, that of its series. It is nil for
// another ID.
func (im *Import) Component(id string) ics.Component {
	o, ok := im.sources[id]
	if !ok {
		series, _, _ := strings.Cut(id, "/")
		if o, ok = im.sources[series]; !ok {
			return nil
		}
	}
	return o.Component
}

// An importer makes a definition of entries.
type importer struct {
	*Import
	reader  *entryReader
	options ImportOptions
	layer   calendar.Layer
	source  calendar.Source
	taken   map[string]int // IDs, and the last number that made one of each
}

// unstamped is the day on which a calendar without any stamp counts as said.
var unstamped = date.New(1970, time.January, 1)

// head reads what is said of the calendar as a whole.
func (im *importer) head() {
	var name, description, url, product string
	var revision time.Time
	for i := range im.Model.CalendarProperties {
		p := &im.Model.CalendarProperties[i].BaseProperty
		switch lookUpName(p.IANAToken) {
		case propName, propXWRCalName:
			name = cmp.Or(name, strings.TrimSpace(p.Value))
		case propDescription, propXWRCalDesc:
			description = cmp.Or(description, p.Value)
		case propURL:
			url = cmp.Or(url, p.Value)
		case propProdID:
			product = cmp.Or(product, p.Value)
		case propLastModified:
			revision = stampOf(p.Value)
		}
	}
	for i := range im.Entries {
		_, modified := stamps(im.Entries[i].master)
		revision = later(revision, modified)
		for _, o := range im.Entries[i].overrides {
			_, modified := stamps(o)
			revision = later(revision, modified)
		}
	}
	im.Definition = calendar.Definition{
		ID:    cmp.Or(im.options.ID, cleanID(name, "calendar")),
		Title: cmp.Or(name, im.options.Source.Document, "Calendar"), Description: description, URL: url, Revision: revision,
	}
	im.source = im.options.Source
	im.source.Document = cmp.Or(im.source.Document, name, product, "iCalendar")
	im.layer = calendar.Layer{ID: "imported", Title: im.Definition.Title, Said: unstamped}
	if !revision.IsZero() {
		im.layer.Said = date.NewAt(revision)
	}
}

// entries makes events and series of the entries. What has an ID of its own gets it before
// what gets one from its series.
func (im *importer) entries() {
	im.ids = make([]string, len(im.Entries))
	single := 0
	for i := range im.Entries {
		if !im.Entries[i].Repeats() {
			single++
		}
	}
	im.layer.Events = make([]calendar.Event, 0, single)
	windows := im.windows()
	for i := range im.Entries {
		if e := &im.Entries[i]; e.of == nil && !windows[e.master] {
			im.ids[i] = im.id(e, e.master)
			im.sources[im.ids[i]] = origin{i, e.master}
		}
	}
	apart := make(map[*source][]int) // entries that are occurrences of others, by the latter
	for i := range im.Entries {
		if of := im.Entries[i].of; of != nil {
			apart[of] = append(apart[of], i)
		}
	}
	for i := range im.Entries {
		e := &im.Entries[i]
		switch {
		case e.of != nil || windows[e.master]:
		case !e.Repeats() || im.statusOf(e.master) == calendar.Cancelled || !im.series(i, apart[e.master]):
			im.event(i)
		}
	}
}

// windows returns what takes up the window of another event of the model that is on its
// last day: FromCalendar has made two of one.
func (im *importer) windows() map[*source]bool {
	main := make(map[string]bool)
	for i := range im.Entries {
		main[valueNamed(im.Entries[i].master.properties(), idProperty)] = true
		for _, o := range im.Entries[i].overrides {
			main[valueNamed(o.properties(), idProperty)] = true
		}
	}
	windows := make(map[*source]bool)
	for i := range im.Entries {
		s := im.Entries[i].master
		if of := valueNamed(s.properties(), windowOfProperty); of != "" && main[of] {
			windows[s] = true
		}
	}
	return windows
}

// event makes an event of an entry.
func (im *importer) event(i int) {
	e := &im.Entries[i]
	s := e.master
	w := im.whenOf(e, s)
	if e.Repeats() && im.statusOf(s) == calendar.Cancelled {
		im.reader.note(s, propStatus, "what repeats is cancelled as a whole, and told once")
	}
	d := im.describe(s, w)
	ev := calendar.Event{
		ID: im.ids[i], Title: d.title, Summary: d.summary, Kind: d.kind, When: w, Status: d.status,
		Place: d.place, Geo: d.geo, Format: d.format, Organizers: d.organizers, Sources: d.sources, Revised: d.revised,
	}
	im.layer.Events = append(im.layer.Events, ev)
}

// id returns the ID of what an entry becomes.
func (im *importer) id(e *Entry, s *source) string {
	id := valueNamed(s.properties(), idProperty)
	if !isID(id) {
		id = cleanID(e.UID, "event")
	}
	if s.id != nil {
		id = cleanID(id+" "+s.id.Value, "event")
	}
	return im.take(id)
}

// take returns an ID that nothing else has.
func (im *importer) take(id string) string {
	free, n := id, im.taken[id]
	for n > 0 && im.taken[free] > 0 {
		n++
		free = fmt.Sprintf("%.180s.%d", id, n)
	}
	im.taken[id] = max(n, 1)
	im.taken[free] = max(im.taken[free], 1)
	return free
}
