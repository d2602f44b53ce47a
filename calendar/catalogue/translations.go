package catalogue

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// tag reads a language tag from a text, in its canonical form, and reports at a position
// why it is none.
func (d *decoder) tag(s string, at position, path string) (language.Tag, bool) {
	t, err := language.BCP47.Parse(s)
	if err != nil || t == language.Und || strings.Contains(s, "_") {
		d.failAt(at, path, nil, "expected a language tag of BCP 47, such as fr or zh-Hans, found %q", shorten(s))
		return language.Und, false
	}
	return t, true
}

// language reads a language.
func (v value) language() language.Tag {
	s := v.string()
	if s == "" {
		return language.Und
	}
	t, _ := v.d.tag(s, v.at(), v.path)
	return t
}

// translations reads the texts of an element in other languages, each of a shape.
func (d *decoder) translations(m mapping, s *shape) []calendar.Translation {
	byTag, ok := m.get("translations").pairs()
	if !ok {
		return nil
	}
	if len(byTag.order) == 0 && !d.touched[byTag.path] {
		byTag.fail("expected a mapping with a language at least; where there is none, leave out the key")
	}
	var all []calendar.Translation
	first := make(map[language.Tag]string)
	for _, name := range byTag.order {
		at := byTag.keyAt(name)
		t, ok := d.tag(name, at, byTag.under(name))
		if !ok {
			continue
		}
		if other, again := first[t]; again {
			d.failAt(at, byTag.under(name), nil, "is the same language as %s in line %d", other, byTag.keyAt(other).line)
			continue
		}
		first[t] = name
		texts, ok := byTag.get(name).mapping(s)
		if !ok {
			continue
		}
		if len(texts.order) == 0 {
			texts.fail("expected a text at least: %s", list(s.names()))
			continue
		}
		if d.touched[texts.path] {
			continue // what is left of it may be empty, which then follows
		}
		d.keepTranslation(byTag.path, t, translation{texts, at})
		all = append(all, calendar.Translation{
			Language:    t,
			Title:       texts.get("title").string(),
			Summary:     texts.get("summary").prose(),
			Description: texts.get("description").prose(),
			Each:        texts.get("each").string(),
			Place:       texts.get("place").string(),
			Note:        texts.get("note").prose(),
			LeavesOpen:  texts.get("leaves-open").strings(),
		})
		if d.touched[texts.path] {
			all = all[:len(all)-1]
		}
	}
	return all
}

// translation is where a translation stands.
type translation struct {
	mapping
	key position
}

func (p *places) keepTranslation(path string, t language.Tag, at translation) {
	if p.translated == nil {
		p.translated = make(map[string]translation)
	}
	p.translated[path+"."+t.String()] = at
}

// findTranslation returns the place that a field such as translations.fr.each of an error
// of [calendar.New] means, and its path.
func (p *places) findTranslation(m mapping, field string) (at position, path string, ok bool) {
	rest, ok := strings.CutPrefix(field, "translations.")
	if !ok {
		return at, "", false
	}
	tag, name, _ := strings.Cut(rest, ".")
	t, ok := p.translated[m.under("translations")+"."+tag]
	if name == "" {
		return t.key, t.path, ok
	}
	return t.get(name).at(), t.under(name), ok
}

// geo reads coordinates.
func (d *decoder) geo(m mapping) calendar.Geo {
	g, ok := m.get("geo").mapping(geoShape)
	if !ok {
		return calendar.Geo{}
	}
	latitude, ok1 := g.get("latitude").degrees(90)
	longitude, ok2 := g.get("longitude").degrees(180)
	if !ok1 || !ok2 {
		return calendar.Geo{}
	}
	geo, err := calendar.NewGeo(latitude, longitude)
	if err != nil {
		d.failAt(g.at(), g.path, err, "%v", err)
	}
	return geo
}
