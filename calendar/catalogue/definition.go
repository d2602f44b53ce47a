package catalogue

import (
	"maps"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"github.com/convene-cal/convene/calendar"
)

// definition reads the whole catalogue. Of one in another version of the format it
// says that alone.
func (d *decoder) definition(root ast.Node) calendar.Definition {
	v := value{d: d, node: root}
	convene := v.peek("convene")
	if n := convene.integer(); convene.given() && n != version && !d.touched[convene.path] {
		convene.fail("expected %d, the version of the format that is known here, found %d", version, n)
		return calendar.Definition{}
	}
	m, ok := v.mapping(rootShape)
	if !ok {
		return calendar.Definition{}
	}
	d.root = m
	def := calendar.Definition{
		ID:          m.get("id").string(),
		Title:       m.get("title").string(),
		Description: m.get("description").prose(),
		Language:    m.get("language").language(),
		Document:    m.get("document").string(),
		URL:         m.get("url").string(),
		Revision:    m.get("revision").moment(),
		Periods:     d.periods(m.get("periods")),
	}
	def.Translations = d.translations(m, textsShape)
	for _, item := range m.get("layers").nonEmpty() {
		if l, ok := item.mapping(layerShape); ok {
			def.Layers = append(def.Layers, d.layer(l))
		}
	}
	return def
}

// periods finds the systems of periods that the catalogue names.
func (d *decoder) periods(v value) map[string]calendar.Periods {
	m, ok := v.pairs()
	if !ok {
		return nil
	}
	registered := slices.Sorted(maps.Keys(d.opts.Periods))
	periods := make(map[string]calendar.Periods, len(m.order))
	for _, local := range m.order {
		system := m.get(local)
		name := system.string()
		switch p := d.opts.Periods[name]; {
		case local == "year":
			d.failAt(m.keyAt(local), system.path, nil, "year always means the calendar year; expected another name")
		case name == "":
		case p != nil:
			periods[local] = p
		case len(registered) == 0:
			system.fail("%q is not known: no periods are registered with the reader", shorten(name))
		default:
			system.fail("expected %s, found %q", list(registered), shorten(name))
		}
	}
	return periods
}

func (d *decoder) layer(m mapping) calendar.Layer {
	l := calendar.Layer{
		ID:    m.get("id").string(),
		Title: m.get("title").string(),
		Said:  m.get("said").day(),
	}
	at := layerPlaces{mapping: m, lists: make(map[string][]mapping)}
	src := d.layerSource(m.get("source"))
	for _, s := range at.elements("series", seriesShape) {
		l.Series = append(l.Series, d.series(s, src))
	}
	for _, e := range at.elements("events", eventShape) {
		l.Events = append(l.Events, d.event(e, src))
	}
	for _, s := range at.elements("statements", statementShape) {
		l.Statements = append(l.Statements, d.statement(s, src))
	}
	d.layers = append(d.layers, at)
	return l
}

// elements reads a list of mappings, and keeps where they stand.
func (p layerPlaces) elements(name string, s *shape) []mapping {
	for _, item := range p.get(name).items() {
		if m, ok := item.mapping(s); ok {
			p.lists[name] = append(p.lists[name], m)
		}
	}
	return p.lists[name]
}
