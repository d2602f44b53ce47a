package calendar

import (
	"cmp"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
)

// A Calendar holds events and series with what was said of them. It is immutable and
// safe for use by many goroutines. The zero Calendar is not useful: build one with
// [New], or read one from a catalogue.
//
// No method reads the clock: the day from which one looks is always an argument.
type Calendar struct {
	*store
	asOf    date.Date
	hasAsOf bool
	voice   *voice

	periods map[string]Periods
	series  []projector // known series, in the order of the layers
	sieves  []sieve     // theirs
	order   order       // known events
}

// New builds a calendar. Where the definition is at fault, the error joins a
// [*DefinitionError] for each fault, and there is no calendar.
func New(def Definition) (*Calendar, error) {
	b := builder{store: &store{def: def, lists: newLists()}}
	b.periods = map[string]Periods{"year": Years}
	maps.Copy(b.periods, def.Periods)
	b.build()
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	b.def.Layers, b.def.Periods = nil, b.periods // the caller may change his own
	b.textAt, b.sourceAt = nil, nil
	c := &Calendar{store: b.store, periods: b.periods, voice: &voice{languages: b.languages}}
	c.resolve()
	return c, nil
}

// MustNew is [New] for definitions known to be right. It panics on others.
func MustNew(def Definition) *Calendar {
	c, err := New(def)
	if err != nil {
		panic(err)
	}
	return c
}

// AsOf returns the calendar as it was known on day d: what was said on d or earlier,
// and periods as they were known then. The IDs are the same.
func (c *Calendar) AsOf(d date.Date) *Calendar {
	v := &Calendar{store: c.store, voice: c.voice, asOf: d, hasAsOf: true, periods: make(map[string]Periods, len(c.def.Periods))}
	for name, p := range c.def.Periods {
		v.periods[name] = p.AsOf(d)
	}
	v.resolve()
	return v
}

// AsOfDay returns the day of [Calendar.AsOf], and false for a calendar that shows
// all that is known.
func (c *Calendar) AsOfDay() (date.Date, bool) { return c.asOf, c.hasAsOf }

// ID returns the name of the calendar.
func (c *Calendar) ID() string { return c.def.ID }

// Title returns the title of the calendar.
func (c *Calendar) Title() string {
	title, _ := c.voice.choose(c.def.Title, c.def.Translations, titleText)
	return title
}

// Description returns the description of the calendar.
func (c *Calendar) Description() string {
	description, _ := c.voice.choose(c.def.Description, c.def.Translations, descriptionText)
	return description
}

// Document returns the symbol of the document that the calendar is about, and the
// address at which it can be read.
func (c *Calendar) Document() (symbol, url string) { return c.def.Document, c.def.URL }

// Revision returns the moment at which the data was last changed.
func (c *Calendar) Revision() time.Time { return c.def.Revision }

// Periods returns the periods known under a name, as of the calendar's day.
func (c *Calendar) Periods(name string) (Periods, bool) {
	p, ok := c.periods[name]
	return p, ok
}

// Events returns the events that the layers record and that are known, in the order
// of their days, undated ones last. It does not project series: see
// [Calendar.Between] and [Calendar.Next].
func (c *Calendar) Events() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, i := range c.order.records {
			if ev, _ := c.event(i); !yield(ev) {
				return
			}
		}
	}
}

// AllSeries returns the series that are known, in the order of the layers.
func (c *Calendar) AllSeries() iter.Seq[Series] {
	return func(yield func(Series) bool) {
		for i := range c.series {
			if !yield(c.voice.tellSeries(c.series[i].Series)) {
				return
			}
		}
	}
}

// Series returns the series with an ID, and false if none is known.
func (c *Calendar) Series(id string) (Series, bool) {
	p := c.projector(id)
	if p == nil {
		return Series{}, false
	}
	return c.voice.tellSeries(p.Series), true
}

// projector returns the known series with an ID, or nil.
func (c *Calendar) projector(id string) *projector {
	at, ok := c.seriesAt[id]
	if !ok {
		return nil
	}
	return c.projectorAt(at)
}

// projectorAt returns the known series at an index of the store, or nil.
func (c *Calendar) projectorAt(at int32) *projector {
	i, ok := slices.BinarySearchFunc(c.series, at, func(p projector, at int32) int { return cmp.Compare(p.at, at) })
	if !ok {
		return nil
	}
	return &c.series[i]
}

// Event returns the event with an ID, and false if none is known. For an occurrence
// that only a pattern gives, the ID is that of its series, a slash and its key.
func (c *Calendar) Event(id string) (Event, bool) {
	if i, ok := c.find(id); ok {
		if ev, known := c.event(i); known {
			return ev, true
		}
	}
	seriesID, text, _ := strings.Cut(id, "/")
	p := c.projector(seriesID)
	if p == nil {
		return Event{}, false
	}
	key, ok := readKey(p.Pattern, text)
	if !ok || !p.calls(key) || p.isRecorded(key) {
		return Event{}, false
	}
	w, ok := c.placed(&p.Series, key)
	return projection{of: p, key: key, when: w, each: p.eachTitle(key)}.event(), ok
}
