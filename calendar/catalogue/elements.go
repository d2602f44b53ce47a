package catalogue

import (
	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

func (d *decoder) series(m mapping, src layerSource) calendar.Series {
	pattern, start := d.repeats(m)
	s := calendar.Series{
		ID:         m.get("id").string(),
		Title:      m.get("title").string(),
		Summary:    m.get("summary").prose(),
		Each:       m.get("each").string(),
		Kind:       calendar.Kind(m.get("kind").word(kindWords)),
		Pattern:    pattern,
		Start:      start,
		Status:     calendar.Status(m.get("status").word(seriesStatuses)),
		Place:      m.get("place").string(),
		Geo:        d.geo(m),
		Format:     calendar.Format(m.get("format").word(formatWords)),
		Organizers: m.get("organizers").strings(),
		LeavesOpen: m.get("leaves-open").strings(),
		Sources:    d.sources(m, src),
		Revised:    m.get("revised").moments(),
	}
	s.Translations = d.translations(m, seriesTextsShape)
	return s
}

const patterns = "the key rule, or the keys periods, every and first, or instead of a mapping the word " + unstated

// repeats reads a pattern: a rule with its start, a cadence, or the word for none.
func (d *decoder) repeats(series mapping) (calendar.Pattern, date.Date) {
	v := series.get("repeats")
	if word, class, ok := v.scalar(); ok {
		if class != textClass || word != unstated {
			v.fail("expected %s, found %s", patterns, v.found())
		}
		return nil, 0
	}
	m, ok := v.mapping(repeatsShape)
	if !ok {
		return nil, 0
	}
	d.keep(series, m)
	rule, start := m.get("rule"), m.get("start")
	complete := true
	for _, name := range []string{"periods", "every", "first"} {
		given := m.get(name).given()
		if given && rule.given() {
			d.failAt(m.keyAt(name), m.under(name), nil, "belongs to a cadence over periods, and there is a rule")
		}
		complete = complete && given
	}
	switch {
	case rule.given():
		return calendar.ByRule{Rule: rule.rule()}, start.day()
	case start.given():
		d.failAt(m.keyAt("start"), start.path, nil, "belongs to a rule, and there is none")
	case !complete && !d.touched[m.path]:
		v.fail("expected %s", patterns)
	}
	return calendar.Cadence{
		Periods: m.get("periods").string(),
		Every:   m.get("every").integer(),
		First:   m.get("first").integer(),
	}, 0
}

func (d *decoder) event(m mapping, src layerSource) calendar.Event {
	e := calendar.Event{
		ID:          m.get("id").string(),
		Title:       m.get("title").string(),
		Summary:     m.get("summary").prose(),
		Kind:        calendar.Kind(m.get("kind").word(kindWords)),
		Series:      m.get("series").string(),
		Status:      calendar.Status(m.get("status").word(givenStatuses)),
		Place:       m.get("place").string(),
		Geo:         d.geo(m),
		Format:      calendar.Format(m.get("format").word(formatWords)),
		Organizers:  m.get("organizers").strings(),
		Documents:   m.get("documents").strings(),
		LeavesOpen:  m.get("leaves-open").strings(),
		FulfilledBy: m.get("fulfilled-by").string(),
		Sources:     d.sources(m, src),
		Revised:     m.get("revised").moments(),
	}
	e.Translations = d.translations(m, eventTextsShape)
	e.Occurrence, _ = m.get("occurrence").plain("the number of a period, or a day that the rule gives")
	e.When, e.Within = d.days(m)
	return e
}

func (d *decoder) statement(m mapping, src layerSource) calendar.Statement {
	s := calendar.Statement{
		ID:         m.get("id").string(),
		Of:         m.get("of").string(),
		Note:       m.get("note").prose(),
		Title:      m.get("title").string(),
		Status:     calendar.Status(m.get("status").word(givenStatuses)),
		Place:      m.get("place").string(),
		Geo:        d.geo(m),
		Format:     calendar.Format(m.get("format").word(formatWords)),
		Organizers: m.get("organizers").strings(),
		Documents:  m.get("documents").strings(),
		Sources:    d.sources(m, src),
		Revised:    m.get("revised").moments(),
	}
	s.Translations = d.translations(m, statementTextsShape)
	s.When, s.Within = d.days(m)
	return s
}

// days reads when or within, of which one at most may be given.
func (d *decoder) days(m mapping) (calendar.When, calendar.PeriodRef) {
	when := m.get("when").when()
	w, ok := m.get("within").mapping(withinShape)
	if !ok {
		return when, calendar.PeriodRef{}
	}
	if m.get("when").given() {
		d.failAt(m.keyAt("within"), m.under("within"), nil, "and when cannot both be given")
	}
	return when, calendar.PeriodRef{
		Periods:  w.get("periods").string(),
		Number:   w.get("number").integer(),
		After:    w.get("after").string(),
		Early:    w.get("early").flag(),
		NotAfter: w.get("not-after").when(),
	}
}
