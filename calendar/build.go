package calendar

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// builder checks a definition and gathers the statements on each event.
type builder struct {
	*store
	periods map[string]Periods
	of      map[string]int32 // what statements can be of -> index in records, or taken
	ids     map[string]bool  // of series and statements; those of events are in of
	errs    []error
	at      DefinitionError // the place under inspection
	own     language.Tag    // the calendar's language
	spoken  map[language.Tag]bool
}

// taken stands for the occurrence of a series that is an event of its own: statements go
// to that by the event's ID.
const taken = -1

func (b *builder) fail(field, format string, args ...any) {
	e := b.at
	e.Field, e.Reason = field, fmt.Sprintf(format, args...)
	b.errs = append(b.errs, &e)
}

func (b *builder) build() {
	events := 0
	for _, layer := range b.def.Layers {
		events += len(layer.Events)
	}
	b.records = make([]record, 0, events)
	b.of = make(map[string]int32, events)
	b.ids = make(map[string]bool)
	b.seriesAt = make(map[string]int32)
	b.own, b.spoken = canonical(b.def.Language), make(map[language.Tag]bool)
	b.at = DefinitionError{Layer: -1}
	if !IsID(b.def.ID) {
		b.fail("id", "%q is not an ID: it needs letters, digits, dots, hyphens or underscores, at most 200", b.def.ID)
	}
	if b.def.Title == "" {
		b.fail("title", "is missing")
	}
	b.def.Translations = b.checkTranslations(b.def.Translations, definitionTexts)
	for _, name := range sortedKeys(b.def.Periods) {
		if b.def.Periods[name] == nil {
			b.fail("periods", "%q has no periods", name)
		}
	}
	layerIDs := make(map[string]bool)
	for i, layer := range b.def.Layers {
		b.at = DefinitionError{Layer: i, ID: layer.ID}
		switch {
		case !IsID(layer.ID):
			b.fail("id", "%q is not an ID", layer.ID)
		case layerIDs[layer.ID]:
			b.fail("id", "%q is another layer's", layer.ID)
		}
		layerIDs[layer.ID] = true
		b.layerIDs = append(b.layerIDs, layer.ID)
		b.layerTitles = append(b.layerTitles, layer.Title)
		switch {
		case layer.Said == 0:
			b.fail("said", "is missing")
		case !inRange(layer.Said):
			b.fail("said", "is outside the years 0 to 9999")
		}
	}
	// Series before events before statements: a layer may refer to what stands
	// further down, or in a later layer.
	b.each("series", func(l Layer) int { return len(l.Series) }, b.addSeries)
	b.each("events", func(l Layer) int { return len(l.Events) }, b.addEvent)
	b.each("statements", func(l Layer) int { return len(l.Statements) }, b.addStatement)
	b.each("events", func(l Layer) int { return len(l.Events) }, b.checkReferences)
	b.gatherLanguages()
	b.checkPatterns()
	b.sortStatements()
	b.sortIDs()
	b.rankSeries()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (b *builder) each(list string, length func(Layer) int, visit func(layer, i int)) {
	for l, layer := range b.def.Layers {
		for i := range length(layer) {
			b.at = DefinitionError{Layer: l, List: list, Index: i}
			visit(l, i)
		}
	}
}

func (b *builder) checkID(id string) {
	b.at.ID = id
	if !IsID(id) {
		b.fail("id", "%q is not an ID: it needs letters, digits, dots, hyphens or underscores, at most 200", id)
		return
	}
	if _, ofEvent := b.of[id]; ofEvent || b.ids[id] {
		b.fail("id", "%q is used already", id)
	}
}

func (b *builder) addSeries(layer, i int) {
	s := b.def.Layers[layer].Series[i]
	s.Organizers, s.LeavesOpen, s.Revised = slices.Clone(s.Organizers), slices.Clone(s.LeavesOpen), slices.Clone(s.Revised)
	b.checkID(s.ID)
	b.ids[s.ID] = true
	b.checkRevised(s.Revised)
	if s.Title == "" {
		b.fail("title", "is missing")
	}
	if strings.Contains(s.Each, "{nth}") && b.own != language.Und && !isEnglish(b.own) {
		b.fail("each", "%s", noOrdinals)
	}
	s.Translations = b.checkTranslations(s.Translations, seriesTexts)
	b.checkKind(s.Kind)
	if s.Status != "" && s.Status != Projected && s.Status != Mandated && s.Status != Scheduled {
		b.fail("status", "an occurrence that a pattern gives can be projected, mandated or scheduled, not %q", s.Status)
	}
	b.checkFormat(s.Format)
	b.checkSources(s.Sources)
	stated := Statement{Sources: s.Sources}
	stated.dateFrom(b.def.Layers[layer])
	s.Sources, s.saidOn, s.layer = stated.Sources, stated.SaidOn, layer
	if s.Start != 0 && (s.Start < firstRuleDay || s.Start > maxDay) {
		b.fail("start", "is outside the years 1 to 9999")
	}
	switch p := s.Pattern.(type) {
	case ByRule:
		// Whether a rule serves for days does not hang on the start.
		if _, err := p.Rule.Dates(firstRuleDay); err != nil {
			b.fail("rule", "%s", strings.TrimPrefix(err.Error(), "recurrence: "))
		}
	case BySet:
		var err error
		if s.set, err = newSetProjector(p); err != nil {
			b.fail("set", "%v", err)
		}
	case Cadence:
		if _, ok := b.periods[p.Periods]; !ok {
			b.fail("periods", "%q are not known; known are %s", p.Periods, strings.Join(sortedKeys(b.periods), ", "))
		} else if _, ok := b.periods[p.Periods].Period(p.First); !ok {
			b.fail("first", "there is no %s %d", p.Periods, p.First)
		}
		if p.Every < 1 || p.Every > 9999 {
			b.fail("every", "%d is outside 1 to 9999", p.Every)
		}
	}
	if _, again := b.seriesAt[s.ID]; !again {
		b.seriesAt[s.ID] = int32(len(b.series))
	}
	b.series = append(b.series, s)
}

func (b *builder) addEvent(layer, i int) {
	e := &b.def.Layers[layer].Events[i]
	b.checkID(e.ID)
	if e.Title == "" {
		b.fail("title", "is missing")
	}
	b.checkKind(e.Kind)
	switch {
	case e.Status == "":
		b.fail("status", "is missing")
	case !e.Status.IsValid() || e.Status == Overdue:
		b.fail("status", "%q is not one that a source can give", e.Status)
	}
	if e.Series != "" {
		b.checkOccurrence(e)
	} else if e.Occurrence != "" {
		b.fail("occurrence", "needs a series")
	}
	st := Statement{When: e.When, Within: e.Within, Status: e.Status, Format: e.Format, Sources: e.Sources, Revised: e.Revised}
	b.checkStatement(&st, layer, i)
	translations := b.checkTranslations(e.Translations, eventTexts)
	r := record{
		id: e.ID, title: e.Title, summary: e.Summary, place: e.Place, when: e.When,
		organizers: b.ofTexts(e.Organizers), documents: b.ofTexts(e.Documents),
		leavesOpen: b.ofTexts(e.LeavesOpen), sources: b.ofSources(st.Sources),
		said: int32(st.SaidOn), inferred: st.Inferred, layer: int32(layer), order: int32(i),
		series: -1, kind: indexOf(kinds, e.Kind), status: indexOf(statuses, e.Status), format: indexOf(formats, e.Format),
	}
	if at, ok := b.seriesAt[e.Series]; ok {
		r.series = at
	}
	if !e.Within.IsZero() || e.Occurrence != "" || e.FulfilledBy != "" || len(st.Revised) > 0 || translations != nil || !e.Geo.IsZero() {
		r.rare = &rare{
			within: e.Within, occurrence: e.Occurrence, fulfilledBy: e.FulfilledBy, revised: st.Revised,
			translations: translations, geo: e.Geo,
		}
	}
	b.of[e.ID] = int32(len(b.records))
	b.records = append(b.records, r)
}

// indexOf returns the index of v, or unsaid if it is not there.
func indexOf[T comparable](all []T, v T) uint8 {
	if i := slices.Index(all, v); i >= 0 {
		return uint8(i)
	}
	return unsaid
}

// checkOccurrence checks that the event's key is one of its series', and its own.
func (b *builder) checkOccurrence(e *Event) {
	s := b.seriesByID(e.Series)
	if s == nil {
		b.fail("series", "%q is not a series", e.Series)
		return
	}
	if e.Occurrence == "" {
		return
	}
	if reason := keyFault(s.Pattern, e.Occurrence); reason != "" {
		b.fail("occurrence", "%s", reason)
		return
	}
	key := e.Series + "/" + e.Occurrence
	if _, known := b.of[key]; known {
		b.fail("occurrence", "%q of %s is another event", e.Occurrence, e.Series)
		return
	}
	b.of[key] = taken
}

// keyFault tells why key cannot be an occurrence, or returns "".
func keyFault(pattern Pattern, key string) string {
	switch p := pattern.(type) {
	case Cadence:
		if _, ok := p.number(key); !ok {
			return fmt.Sprintf("%q is not the number of a %s", key, p.Periods)
		}
	case ByRule:
		if _, err := parseKey(key); err != nil {
			return fmt.Sprintf("%q is not a day, such as 2014-07-30", key)
		}
	case BySet:
		if _, ok := p.key(key); !ok {
			return fmt.Sprintf("%q is not a key of the set, such as %s", key, p.keyText(p.keyOf(p.Set.Start)))
		}
	default:
		return "the series has no stated period, so its occurrences have no keys"
	}
	return ""
}

// parseKey reads the key of an occurrence of a ByRule.
func parseKey(key string) (date.Date, error) {
	w, err := ParseWhen(key)
	if err != nil {
		return 0, err
	}
	if w.form != Single || w.first.precision != DayPrecision || w.IsProjected() || w.first.day < firstRuleDay {
		return 0, fmt.Errorf("calendar: %q is not a day", key)
	}
	return w.first.day, nil
}

func (b *builder) addStatement(layer, index int) {
	st := b.def.Layers[layer].Statements[index]
	st.Organizers, st.Documents = slices.Clone(st.Organizers), slices.Clone(st.Documents)
	b.checkID(st.ID)
	b.ids[st.ID] = true
	if st.Status == Overdue || st.Status != "" && !st.Status.IsValid() {
		b.fail("status", "%q is not one that a source can give", st.Status)
	}
	st.Translations = b.checkTranslations(st.Translations, statementTexts)
	b.checkStatement(&st, layer, index)
	i, known := b.of[st.Of]
	switch {
	case known && i == taken:
		b.fail("of", "%q has an event of its own; name that", st.Of)
		return
	case !known:
		if i, known = b.addOccurrence(st.Of); !known {
			return
		}
	}
	b.say(i, st)
}

// addOccurrence makes a record of an occurrence that only a pattern gives.
func (b *builder) addOccurrence(id string) (int32, bool) {
	seriesID, key, ok := strings.Cut(id, "/")
	s := b.seriesByID(seriesID)
	if !ok || s == nil {
		b.fail("of", "%q is neither an event nor an occurrence of a series", id)
		return 0, false
	}
	if reason := keyFault(s.Pattern, key); reason != "" {
		b.fail("of", "%s", reason)
		return 0, false
	}
	i := int32(len(b.records))
	b.records = append(b.records, record{
		id: id, series: b.seriesAt[seriesID], kind: indexOf(kinds, s.Kind), status: unsaid, format: unsaid,
		rare: &rare{occurrence: key, bare: true},
	})
	b.of[id] = i
	return i, true
}

func (b *builder) checkReferences(layer, i int) {
	e := &b.def.Layers[layer].Events[i]
	b.at.ID = e.ID
	if e.FulfilledBy == "" {
		return
	}
	if e.FulfilledBy == e.ID {
		b.fail("fulfilled-by", "is the event itself")
	} else if at, known := b.of[e.FulfilledBy]; !known || at == taken {
		b.fail("fulfilled-by", "%q is not an event", e.FulfilledBy)
	}
}

func (b *builder) checkStatement(st *Statement, layer, order int) {
	st.layer, st.order = layer, order
	st.Layer = b.def.Layers[layer].ID
	st.Revised = slices.Clone(st.Revised)
	b.checkRevised(st.Revised)
	b.checkFormat(st.Format)
	b.checkSources(st.Sources)
	st.dateFrom(b.def.Layers[layer])
	if st.Within.IsZero() {
		return
	}
	if !st.When.IsZero() {
		b.fail("within", "and when cannot both be given")
	}
	if _, err := st.Within.resolve(b.periods); err != nil {
		b.fail("within", "%v", err)
	}
}

func (b *builder) checkKind(k Kind) {
	if !k.IsValid() {
		b.fail("kind", "%q is not a kind", k)
	}
}

func (b *builder) checkFormat(f Format) {
	if !f.IsValid() {
		b.fail("format", "%q is not in-person, virtual or hybrid", f)
	}
}

func (b *builder) checkSources(sources []Source) {
	if len(sources) == 0 {
		b.fail("sources", "everything needs a source")
	}
	for _, s := range sources {
		if s.Document == "" {
			b.fail("sources", "a source needs a document")
		}
		if s.SaidOn != 0 && !inRange(s.SaidOn) {
			b.fail("sources", "the day on which it was said is outside the years 0 to 9999")
		}
		if !s.Rank.IsValid() {
			b.fail("sources", "rank %q is not primary or secondary", s.Rank)
		}
	}
}
