package catalogue

import "github.com/convene-cal/convene/calendar"

// layerSource is the source that the paragraphs of a layer's elements are of.
type layerSource struct {
	calendar.Source
	given bool
}

func (d *decoder) layerSource(v value) layerSource {
	m, ok := v.mapping(layerSourceShape)
	if !ok {
		return layerSource{given: v.given()}
	}
	return layerSource{Source: d.source(m), given: true}
}

// sources reads the sources of an element: its paragraphs in the layer's source, then
// those of its own.
func (d *decoder) sources(m mapping, layer layerSource) []calendar.Source {
	var sources []calendar.Source
	paragraphs, own := m.get("paragraphs"), m.get("sources")
	if paragraphs.given() && !layer.given {
		d.failAt(m.keyAt("paragraphs"), paragraphs.path, nil, "the layer has no source that they could be paragraphs of")
	}
	for _, p := range paragraphs.strings() {
		s := layer.Source
		s.Paragraph = p
		sources = append(sources, s)
	}
	for _, item := range own.nonEmpty() {
		if s, ok := item.mapping(sourceShape); ok {
			sources = append(sources, d.source(s))
		}
	}
	if !paragraphs.given() && !own.given() && !d.touched[paragraphs.path] && !d.touched[own.path] {
		m.missing("sources", "expected a list of sources, or under paragraphs places in the layer's source")
	}
	return sources
}

func (d *decoder) source(m mapping) calendar.Source {
	inferred := m.get("inferred")
	s := calendar.Source{
		Document:       m.get("document").string(),
		Paragraph:      m.get("paragraph").string(),
		URL:            m.get("url").string(),
		SaidOn:         m.get("said").day(),
		SaidOnInferred: inferred.flag(),
		Rank:           calendar.Rank(m.get("rank").word(rankWords)),
	}
	if inferred.given() && !m.get("said").given() {
		d.failAt(m.keyAt("inferred"), inferred.path, nil, "tells of a day under said, and there is none")
	}
	return s
}
