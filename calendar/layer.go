package calendar

import (
	"slices"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// A Definition is what a [Calendar] is built from: layers of what was said.
type Definition struct {
	// ID names the calendar for ever; UIDs of its feeds are made from it.
	ID string

	// Title and Description tell readers what the calendar is.
	Title, Description string

	// Language is the language of all texts but the Translations, as a tag of BCP 47.
	// [language.Und] means that it is not known; there are no translations then.
	Language language.Tag

	// Translations are Title and Description in other languages.
	Translations []Translation

	// Document is the symbol of the document that the calendar is about, and
	// URL an address at which it can be read. Either may be empty.
	Document, URL string

	// Revision is the moment at which the data was last changed. Feeds bear it
	// as the calendar's own LAST-MODIFIED, so it must grow with every change.
	Revision time.Time

	// Periods names the sequences of periods that cadences and PeriodRefs use.
	// "year" is always known, as [Years].
	Periods map[string]Periods

	// Layers hold the data. The first is what the document itself says; each
	// later one adds to it and never erases what was said.
	Layers []Layer
}

// A Layer is a body of statements with one origin: a resolution's own text, or what
// became known after it.
type Layer struct {
	// ID names the layer within its definition, and Title for people.
	ID, Title string

	// Said is the day on which a statement without a day of its own counts as
	// made: the document's date, or the day on which the layer was compiled.
	Said date.Date

	// What the layer adds: series and events that no earlier one has, and what is said
	// of any of them.
	Series     []Series
	Events     []Event
	Statements []Statement
}

// A Statement is what one source, or several together, said of an event. What it
// leaves empty it says nothing about.
type Statement struct {
	// ID names the statement. It is unique among events and statements. The
	// statement that a layer's Event makes has the event's ID.
	ID string

	// Of is the ID of the event, or for an occurrence that only a pattern gives
	// the ID of its series, a slash and its key. What the pattern does not give
	// takes an Event.
	Of string

	// Layer is the ID of the layer that the statement stands in. It is filled in
	// by the calendar.
	Layer string

	// Note is what it says, in a sentence.
	Note string

	// Title replaces the event's.
	Title string

	// Translations are Title, Place and Note in other languages. They replace those of
	// the event in the languages that they give. Without a Title or a Place they
	// translate the one that the event has; a new Place alone takes away the
	// translations of the old one.
	Translations []Translation

	// When, or Within, gives the days. A vaguer restatement of what is known
	// does not erase it.
	When   When
	Within PeriodRef

	// Status says what became of the event. Postponed takes away its days,
	// unless When gives others.
	Status Status

	// Place replaces the event's together with its coordinates. Geo alone adds these.
	Place      string
	Geo        Geo
	Format     Format
	Organizers []string
	Documents  []string

	// Sources are those who said it. There is at least one.
	Sources []Source

	// Revised holds the moments at which the statement was corrected here after
	// it had first been published, or at which it was first entered, where other
	// statements on the event that were made later stood already; in order, and
	// none after the Definition's Revision. Each raises the event's Sequence, and
	// [Calendar.Modified]. What a source said later is a Statement of its own.
	Revised []time.Time

	// SaidOn is the earliest of the sources' days, and Inferred tells whether
	// that source bears no day of its own. Both are filled in by the calendar.
	SaidOn   date.Date
	Inferred bool

	layer, order int
	noteIn       uint8 // the language of Note, see Event.NoteLanguage
}

// dateFrom finds the day on which the sources first said it, and gives the sources
// without a day one that is inferred: the last day of what they report, be it exact or
// held, or where that lies after the layer's day or is not known, the layer's.
func (s *Statement) dateFrom(layer Layer) {
	inferred := layer.Said
	if last, ok := s.When.Latest(); ok && (s.When.IsExact() || s.Status == Held) && last < inferred {
		inferred = last
	}
	s.Sources = slices.Clone(s.Sources)
	for i := range s.Sources {
		src := &s.Sources[i]
		if src.SaidOn == 0 {
			src.SaidOn, src.SaidOnInferred = inferred, true
		}
		if i == 0 || src.SaidOn < s.SaidOn {
			s.SaidOn, s.Inferred = src.SaidOn, src.SaidOnInferred
		}
	}
}

// LayerTitle returns the title of the layer with an ID, in the calendar's own language, and
// "" where it has none or there is no such layer.
func (c *Calendar) LayerTitle(id string) string {
	if i := slices.Index(c.layerIDs, id); i >= 0 {
		return c.layerTitles[i]
	}
	return ""
}

// WhenSaid returns the days that a statement of an event's History gives: its When, or those of
// its Within with the periods as they were known on the day on which it was made. It is zero
// where the statement gives none, or those periods could not place it yet.
func (c *Calendar) WhenSaid(st Statement) When {
	periods, ok := c.def.Periods[st.Within.Periods]
	if !ok {
		return st.When
	}
	w, _ := st.Within.resolve(map[string]Periods{st.Within.Periods: periods.AsOf(st.SaidOn)})
	return w
}
