package calendar

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// A record is what the definition says of an event. It is packed, since a calendar may
// have a million of them; an [Event] is made of it when somebody asks.
type record struct {
	id, title, summary, place string

	when                                       When
	organizers, documents, leavesOpen, sources list
	said                                       int32 // the day on which the event's own statement was made
	layer, order                               int32
	series                                     int32 // index in store.series, or -1
	kind                                       uint8
	status                                     uint8 // index in statuses, or unsaid
	format                                     uint8 // index in formats, or unsaid
	inferred                                   bool  // whether said was inferred
	*rare
}

// rare is what few events have.
type rare struct {
	within      PeriodRef
	occurrence  string
	fulfilledBy string
	revised     []time.Time

	translations []Translation
	geo          Geo

	// bare is set for an occurrence that only its series' pattern gives, and on which
	// there are statements: it has none of its own.
	bare bool

	// statements are all those on the event, in the order in which they were made,
	// where there are others than its own.
	statements []Statement
}

// A list stands for a list of texts or sources that the store keeps once. 0 is empty.
type list uint32

// unsaid stands for an empty status or format in a record.
const unsaid = 255

// lists keeps the lists of texts and of sources, those with one item each once.
type lists struct {
	texts   [][]string
	sources [][]Source

	textAt   map[string]list // while building
	sourceAt map[Source]list
}

func newLists() lists {
	return lists{
		texts: make([][]string, 1), sources: make([][]Source, 1),
		textAt: make(map[string]list), sourceAt: make(map[Source]list),
	}
}

func (l *lists) ofTexts(items []string) list {
	switch len(items) {
	case 0:
		return 0
	case 1:
		return keep(&l.texts, l.textAt, items)
	}
	l.texts = append(l.texts, slices.Clone(items))
	return list(len(l.texts) - 1)
}

func (l *lists) ofSources(items []Source) list {
	switch len(items) {
	case 0:
		return 0
	case 1:
		return keep(&l.sources, l.sourceAt, items)
	}
	l.sources = append(l.sources, slices.Clone(items))
	return list(len(l.sources) - 1)
}

func keep[T comparable](all *[][]T, at map[T]list, one []T) list {
	i, ok := at[one[0]]
	if !ok {
		i = list(len(*all))
		*all = append(*all, []T{one[0]})
		at[one[0]] = i
	}
	return i
}

// store is what all views of one calendar share.
type store struct {
	def         Definition
	layerIDs    []string
	layerTitles []string

	languages []language.Tag   // its own first
	matcher   language.Matcher // of these; nil where its own is not known, and so the only one

	series   []Series
	seriesAt map[string]int32
	ranks    []int32 // of the series, in the order of the IDs of their occurrences
	records  []record
	byID     []int32 // indexes in records, in the order of the IDs
	lists
}

// seriesByID returns the series with an ID, or nil.
func (s *store) seriesByID(id string) *Series {
	if i, ok := s.seriesAt[id]; ok {
		return &s.series[i]
	}
	return nil
}

// find returns the index of the record with an ID.
func (s *store) find(id string) (int32, bool) {
	at, ok := slices.BinarySearchFunc(s.byID, id, func(i int32, id string) int {
		return strings.Compare(s.records[i].id, id)
	})
	if !ok {
		return 0, false
	}
	return s.byID[at], true
}

// recordedKeys returns the occurrences that known events record, by the index of their
// series.
func (s *store) recordedKeys(known func(*record) bool) map[int32][]int64 {
	keys := make(map[int32][]int64)
	for i := range s.records {
		r := &s.records[i]
		if r.rare == nil || r.occurrence == "" || r.series < 0 || !known(r) {
			continue
		}
		if key, ok := readKey(s.series[r.series].Pattern, r.occurrence); ok {
			keys[r.series] = append(keys[r.series], key)
		}
	}
	return keys
}

// sortIDs lists the records by their IDs.
func (s *store) sortIDs() {
	s.byID = make([]int32, len(s.records))
	for i := range s.byID {
		s.byID[i] = int32(i)
	}
	slices.SortFunc(s.byID, func(i, j int32) int { return strings.Compare(s.records[i].id, s.records[j].id) })
}

// rankSeries numbers the series in the order of the IDs of their occurrences, which begin
// with that of the series and a slash.
func (s *store) rankSeries() {
	order := make([]int32, len(s.series))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := s.series[i].ID, s.series[j].ID
		n := min(len(a), len(b))
		if c := strings.Compare(a[:n], b[:n]); c != 0 || len(a) == len(b) {
			return c
		}
		if n == len(a) {
			return cmp.Compare('/', b[n])
		}
		return cmp.Compare(a[n], '/')
	})
	s.ranks = make([]int32, len(order))
	for rank, i := range order {
		s.ranks[i] = int32(rank)
	}
}

// base is the event as its layer gives it, without what statements say.
func (s *store) base(r *record) Event {
	ev := Event{
		ID: r.id, Title: r.title, Summary: r.summary, Kind: kinds[r.kind], LeavesOpen: s.texts[r.leavesOpen],
	}
	if r.series >= 0 {
		ev.Series = s.series[r.series].ID
	}
	if r.rare != nil {
		ev.Occurrence, ev.FulfilledBy = r.occurrence, r.fulfilledBy
	}
	return ev
}

// statements returns those on the event of r, in the order in which they were made.
func (s *store) statements(r *record) []Statement {
	if r.rare != nil && r.rare.statements != nil {
		return r.rare.statements
	}
	return []Statement{s.own(r)}
}

// own is the statement that the event of r makes itself.
func (s *store) own(r *record) Statement {
	st := Statement{
		ID: r.id, Of: r.id, Layer: s.layerIDs[r.layer], Title: r.title, When: r.when, Place: r.place,
		Organizers: s.texts[r.organizers], Documents: s.texts[r.documents], Sources: s.sources[r.sources],
		SaidOn: date.Date(r.said), Inferred: r.inferred, layer: int(r.layer), order: int(r.order),
	}
	if r.status != unsaid {
		st.Status = statuses[r.status]
	}
	if r.format != unsaid {
		st.Format = formats[r.format]
	}
	if r.rare != nil {
		st.Within, st.Revised = r.within, r.revised
		st.Translations, st.Geo = r.translations, r.geo
	}
	return st
}

// say adds a statement to the record at index i.
func (s *store) say(i int32, st Statement) {
	r := &s.records[i]
	if r.rare == nil {
		r.rare = &rare{}
	}
	if r.rare.statements == nil && !r.bare {
		r.rare.statements = []Statement{s.own(r)}
	}
	r.rare.statements = append(r.rare.statements, st)
}

// sortStatements puts the statements on each event in the order in which they were made.
func (s *store) sortStatements() {
	for i := range s.records {
		if r := &s.records[i]; r.rare != nil {
			slices.SortStableFunc(r.rare.statements, func(s, t Statement) int {
				return cmp.Or(cmp.Compare(s.SaidOn, t.SaidOn), cmp.Compare(s.layer, t.layer), cmp.Compare(s.order, t.order))
			})
		}
	}
}
