package calendar

import (
	"encoding/json"

	"github.com/rickb777/date/v2"
)

// MarshalJSON writes an object with the fields from, to (days; the latter is the first one
// after the span), series and events, both arrays of what [Change.MarshalJSON] writes.
func (c Changes) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		From   date.Date `json:"from"`
		To     date.Date `json:"to"`
		Series []Change  `json:"series"`
		Events []Change  `json:"events"`
	}{c.From, c.To, orEmpty(c.Series), orEmpty(c.Events)})
}

// MarshalJSON writes an object with the fields id, title, changes (an array of aspects),
// fields (an array of objects with field, old and new), old, new (objects with id, title,
// kind, status, when and sources; null where the side does not know the event or series),
// said (an array of statements with id, note, said_on and sources) and sources. A source
// has document, paragraph, url and said_on. The field when holds the text of [When]; a
// series has repeats, its pattern, instead.
func (c Change) MarshalJSON() ([]byte, error) {
	out := struct {
		ID      string       `json:"id"`
		Title   string       `json:"title"`
		Changes []Aspect     `json:"changes"`
		Fields  []jsonField  `json:"fields"`
		Old     *jsonSide    `json:"old"`
		New     *jsonSide    `json:"new"`
		Said    []jsonSaid   `json:"said"`
		Sources []jsonSource `json:"sources"`
	}{ID: c.ID, Title: c.Title, Changes: orEmpty(c.Aspects), Fields: []jsonField{}, Said: []jsonSaid{}, Sources: jsonSources(c.Sources)}
	for _, f := range c.Fields {
		out.Fields = append(out.Fields, jsonField(f))
	}
	out.Old, out.New = jsonEvent(c.Old), jsonEvent(c.New)
	if c.Old == nil && c.New == nil {
		out.Old, out.New = jsonSeries(c.OldSeries), jsonSeries(c.NewSeries)
	}
	for _, st := range c.Said {
		out.Said = append(out.Said, jsonSaid{st.ID, st.Note, st.SaidOn, jsonSources(st.Sources)})
	}
	return json.Marshal(out)
}

type jsonField struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

type jsonSide struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Kind    Kind         `json:"kind"`
	Status  Status       `json:"status"`
	When    *When        `json:"when,omitempty"`
	Repeats string       `json:"repeats,omitempty"`
	Sources []jsonSource `json:"sources"`
}

type jsonSaid struct {
	ID      string       `json:"id"`
	Note    string       `json:"note"`
	SaidOn  date.Date    `json:"said_on"`
	Sources []jsonSource `json:"sources"`
}

type jsonSource struct {
	Document  string    `json:"document"`
	Paragraph string    `json:"paragraph"`
	URL       string    `json:"url"`
	SaidOn    date.Date `json:"said_on"`
}

func jsonEvent(ev *Event) *jsonSide {
	if ev == nil {
		return nil
	}
	return &jsonSide{ID: ev.ID, Title: ev.Title, Kind: ev.Kind, Status: ev.Status, When: &ev.When, Sources: jsonSources(ev.Sources)}
}

func jsonSeries(s *Series) *jsonSide {
	if s == nil {
		return nil
	}
	return &jsonSide{ID: s.ID, Title: s.Title, Kind: s.Kind, Status: s.status(), Repeats: patternValue(s), Sources: jsonSources(s.Sources)}
}

func jsonSources(sources []Source) []jsonSource {
	out := make([]jsonSource, len(sources))
	for i, s := range sources {
		out[i] = jsonSource{s.Document, s.Paragraph, s.URL, s.SaidOn}
	}
	return out
}

// orEmpty keeps an empty list from being written as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
