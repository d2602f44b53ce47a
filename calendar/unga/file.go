package unga

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// The shape of sessions.json. Whoever adds a session adds a sessionJSON once it has
// opened, and fills in the rest as it becomes known; until then the forecasts and the
// rules answer. What there is no source for is left out. Forecasts that did not come true
// stay: they are what was known then.
type (
	fileJSON struct {
		Rules     []ruleJSON     `json:"rules"`     // in the order of their sessions
		Forecasts []forecastJSON `json:"forecasts"` // in the order of their days
		MainPart  struct {       // the last day of the year in the main part, by practice
			sourceJSON
			Month time.Month `json:"month"`
			Day   int        `json:"day"`
			Note  string     `json:"note"`
		} `json:"main-part"`
		Sessions []sessionJSON `json:"sessions"` // from FirstSession on, without gaps
	}

	// A ruleJSON is a [Rule]. What it does not give of the general debate stays as
	// the rule before has it.
	ruleJSON struct {
		FirstSession    int     `json:"first-session"`
		Adopted         dayJSON `json:"adopted"`
		AdoptedInferred bool    `json:"adopted-inferred"` // only the latest possible day
		Inferred        bool    `json:"inferred"`         // the wording was not read
		Note            string  `json:"note"`
		Opening         struct {
			sourceJSON
			TuesdayFrom int `json:"tuesday-from"`
		} `json:"opening"`
		Debate struct {
			Opening struct {
				sourceJSON
				Tuesday int `json:"tuesday"`
			} `json:"opening"`
			Length struct {
				sourceJSON
				WorkingDays int `json:"working-days"`
			} `json:"length"`
		} `json:"general-debate"`
	}

	// A forecastJSON is a document that lists days of sessions to come.
	forecastJSON struct {
		sourceJSON
		Said     dayJSON `json:"said"` // the day of the page that quotes it
		Sessions []struct {
			Number  int     `json:"number"`
			Opening dayJSON `json:"opening"`
			Debate  dayJSON `json:"general-debate"`
		} `json:"sessions"`
	}

	sessionJSON struct {
		Number  int       `json:"number"`
		Note    string    `json:"note"`
		Opening claimJSON `json:"opening"`
		Debate  struct {
			First claimJSON `json:"first"`
			Last  claimJSON `json:"last"`
		} `json:"general-debate"`
		MainPart claimJSON `json:"main-part"` // its last meeting
		Closing  claimJSON `json:"closing"`
	}

	claimJSON struct {
		sourceJSON
		Day dayJSON `json:"day"`

		// Basis is "recorded" or empty where the source reports the day after the
		// fact, and "planned" where it said so beforehand and no source here
		// confirms that it was kept.
		Basis string `json:"basis"`

		// Said is the source's own day. Where it has none, a recorded day counts as
		// said on that day itself, and a planned one on the day of the opening.
		Said dayJSON `json:"said"`
	}

	// A dayJSON is a day written YYYY-MM-DD.
	dayJSON struct{ date.Date }

	sourceJSON struct {
		Document  string        `json:"document"` // the symbol, or empty
		Paragraph string        `json:"paragraph"`
		URL       string        `json:"url"`  // where it was read, without https://
		Rank      calendar.Rank `json:"rank"` // empty for primary
	}
)

// UnmarshalText takes days that there are only, which [date.Date] does not insist on.
func (d *dayJSON) UnmarshalText(text []byte) error {
	day, err := date.ParseISO(string(text))
	if err != nil || day.String() != string(text) {
		return fmt.Errorf("%q is not a day", text)
	}
	d.Date = day
	return nil
}

// read decodes a file such as sessions.json and checks what the [Table] relies on.
func read(text []byte) (*data, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var file fileJSON
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("unga: byte %d: %w", decoder.InputOffset(), err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("unga: byte %d: more than one value", decoder.InputOffset())
	}
	d, err := file.data()
	if err == nil {
		err = d.check()
	}
	if err != nil {
		return nil, fmt.Errorf("unga: %w", err)
	}
	return d, nil
}

func (f *fileJSON) data() (*data, error) {
	d := &data{practice: practice{
		month: f.MainPart.Month, day: f.MainPart.Day, source: f.MainPart.source(0),
	}}
	for _, r := range f.Rules {
		d.addRule(r)
	}
	for _, c := range f.Forecasts {
		if err := d.addForecast(c); err != nil {
			return nil, err
		}
	}
	for _, s := range f.Sessions {
		if err := d.addSession(s); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *data) addRule(r ruleJSON) {
	rule := Rule{
		FirstSession: r.FirstSession, Adopted: r.Adopted.Date, Basis: calendar.BasisRule,
		TuesdayFrom: r.Opening.TuesdayFrom, OpeningSource: r.Opening.source(r.Adopted.Date),
		DebateTuesday: r.Debate.Opening.Tuesday, DebateSource: r.Debate.Opening.source(r.Adopted.Date),
		DebateDays: r.Debate.Length.WorkingDays, LengthSource: r.Debate.Length.source(r.Adopted.Date),
	}
	rule.OpeningSource.SaidOnInferred = r.AdoptedInferred
	rule.DebateSource.SaidOnInferred = r.AdoptedInferred
	rule.LengthSource.SaidOnInferred = r.AdoptedInferred
	if r.Inferred {
		rule.Basis = calendar.BasisProjected
	}
	if len(d.rules) > 0 {
		before := d.rules[len(d.rules)-1]
		if rule.DebateTuesday == 0 {
			rule.DebateTuesday, rule.DebateSource = before.DebateTuesday, before.DebateSource
		}
		if rule.DebateDays == 0 {
			rule.DebateDays, rule.LengthSource = before.DebateDays, before.LengthSource
		}
	}
	d.rules = append(d.rules, rule)
}

func (d *data) addForecast(f forecastJSON) error {
	planned := func(day date.Date) claim {
		return claim{
			Day:  Day{Date: day, Basis: calendar.BasisPlanned, Source: f.source(f.Said.Date)},
			from: f.Said.Date,
		}
	}
	c := forecast{said: f.Said.Date, openings: make(map[int]claim), debates: make(map[int]claim)}
	for _, s := range f.Sessions {
		if c.openings[s.Number].IsKnown() {
			return fmt.Errorf("%s lists session %d twice", f.Document, s.Number)
		}
		c.openings[s.Number], c.debates[s.Number] = planned(s.Opening.Date), planned(s.Debate.Date)
	}
	d.forecasts = append(d.forecasts, c)
	return nil
}

func (d *data) addSession(s sessionJSON) error {
	if want := FirstSession + len(d.sessions); s.Number != want {
		return fmt.Errorf("session %d stands where %d is due", s.Number, want)
	}
	opening := s.Opening.Day.Date
	for i := len(d.forecasts) - 1; i >= 0 && opening == 0; i-- {
		opening = d.forecasts[i].openings[s.Number].Date
	}
	e := entry{note: s.Note}
	for _, part := range []struct {
		to   *claim
		from claimJSON
	}{
		{&e.opening, s.Opening},
		{&e.debateFirst, s.Debate.First},
		{&e.debateLast, s.Debate.Last},
		{&e.mainLast, s.MainPart},
		{&e.closing, s.Closing},
	} {
		var err error
		if *part.to, err = part.from.claim(opening); err != nil {
			return fmt.Errorf("session %d: %w", s.Number, err)
		}
	}
	for _, c := range e.claims() {
		e.complete = max(e.complete, c.from)
	}
	d.sessions = append(d.sessions, e)
	return nil
}

// claim returns what c claims of a session that opens on the given day.
func (c claimJSON) claim(opening date.Date) (claim, error) {
	day, said := c.Day.Date, c.Said.Date
	if day == 0 {
		return claim{}, nil
	}
	basis, from := calendar.BasisRecorded, day
	switch c.Basis {
	case "", calendar.BasisRecorded.String():
	case calendar.BasisPlanned.String():
		basis, from = calendar.BasisPlanned, said
		if from == 0 {
			from = opening
		}
	default:
		return claim{}, fmt.Errorf("%s: %q is neither recorded nor planned", day, c.Basis)
	}
	source := c.source(said)
	if said == 0 {
		source.SaidOn, source.SaidOnInferred = from, true
	}
	return claim{Day: Day{Date: day, Basis: basis, Source: source}, from: from}, nil
}

func (s sourceJSON) source(said date.Date) calendar.Source {
	if s == (sourceJSON{}) {
		return calendar.Source{}
	}
	source := calendar.Source{
		Document: s.Document, Paragraph: s.Paragraph, URL: "https://" + s.URL, SaidOn: said, Rank: s.Rank,
	}
	if source.Document == "" {
		source.Document = s.URL
	}
	if source.Rank == "" {
		source.Rank = calendar.Primary
	}
	return source
}
