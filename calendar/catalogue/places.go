package catalogue

import (
	"errors"
	"strings"

	"github.com/convene-cal/convene/calendar"
)

// places keeps where the parts of a definition stand, by their indexes in it.
type places struct {
	root     mapping
	layers   []layerPlaces
	patterns map[string]mapping // what repeats holds, by the path of the series

	workdays map[string]*calendar.Workdays // of the places, by their ids; nil for one at fault

	translated map[string]translation // by the path of translations, a dot and the language
}

type layerPlaces struct {
	mapping
	lists map[string][]mapping // by the word of the format: series, events, statements
}

// keep remembers where the pattern of a series stands.
func (p *places) keep(series, repeats mapping) {
	if p.patterns == nil {
		p.patterns = make(map[string]mapping)
	}
	p.patterns[series.path] = repeats
}

// find returns the mapping that an error of [calendar.New] speaks of.
func (p *places) find(e *calendar.DefinitionError) mapping {
	if e.Layer < 0 || e.Layer >= len(p.layers) {
		return p.root
	}
	l := p.layers[e.Layer]
	elements := l.lists[e.List]
	if e.Index < 0 || e.Index >= len(elements) {
		return l.mapping
	}
	m := elements[e.Index]
	if e.List == "series" && repeatsShape.has(e.Field) {
		if r, ok := p.patterns[m.path]; ok {
			return r
		}
	}
	return m
}

// refuse reports the faults that [calendar.New] finds, each at its field, but not
// those that only follow from others: what could not be read is not missing.
func (d *decoder) refuse(def calendar.Definition, err error) {
	broken := d.brokenSeries(def)
	for _, err := range split(err) {
		var e *calendar.DefinitionError
		if !errors.As(err, &e) {
			d.failAt(d.root.at(), "", err, "%v", err)
			continue
		}
		m := d.find(e)
		if d.touched[m.under(e.Field)] || d.follows(def, e, m, broken) {
			continue
		}
		if at, path, ok := d.findTranslation(m, e.Field); ok {
			d.failAt(at, path, e, "%s", e.Reason)
			continue
		}
		at := m.at()
		for _, name := range []string{"paragraphs", e.Field} {
			if v := m.get(name); v.given() && (name == e.Field || e.Field == "sources") {
				at = v.at()
			}
		}
		d.failAt(at, m.under(e.Field), e, "%s", e.Reason)
	}
}

func split(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

// brokenSeries returns the IDs of the series whose pattern could not be read.
func (d *decoder) brokenSeries(def calendar.Definition) map[string]bool {
	ids := make(map[string]bool)
	for l, layer := range def.Layers {
		for i, s := range layer.Series {
			if d.touched[d.layers[l].lists["series"][i].under("repeats")] {
				ids[s.ID] = true
			}
		}
	}
	return ids
}

// follows reports whether a fault in a field follows from one that is reported
// elsewhere.
func (d *decoder) follows(def calendar.Definition, e *calendar.DefinitionError, m mapping, broken map[string]bool) bool {
	unread := func(periods string) bool {
		_, known := def.Periods[periods]
		return !known && periods != "year" && d.touched["periods"]
	}
	if e.Field == "translations" || e.Field == "each" {
		return d.touched["language"]
	}
	if e.Field == "sources" && e.List != "" {
		return d.touched[m.under("paragraphs")] || d.touched[d.layers[e.Layer].under("source")]
	}
	switch e.List {
	case "series":
		s := def.Layers[e.Layer].Series[e.Index]
		cadence, ok := s.Pattern.(calendar.Cadence)
		return repeatsShape.has(e.Field) && (broken[s.ID] || ok && unread(cadence.Periods))
	case "events":
		ev := def.Layers[e.Layer].Events[e.Index]
		return e.Field == "within" && unread(ev.Within.Periods) ||
			e.Field == "occurrence" && (broken[ev.Series] || d.touched[m.under("series")])
	case "statements":
		st := def.Layers[e.Layer].Statements[e.Index]
		series, _, isOccurrence := strings.Cut(st.Of, "/")
		return e.Field == "within" && unread(st.Within.Periods) ||
			e.Field == "of" && isOccurrence && broken[series]
	}
	return false
}
