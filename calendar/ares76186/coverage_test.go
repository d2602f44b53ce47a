package ares76186

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
)

// fact is a row of the table of facts, which was drawn up from the resolution's text
// and from public pages independently of the catalogue. Dates are a day, a month or a
// year.
type fact struct {
	ID         string
	Mark       string // SEED: in the text. OUTSIDE: on a public page. COMPUTED, UNVERIFIED.
	Kind       calendar.Kind
	Status     string
	Precision  string // day, range, month, year, window, session, recurrence or none
	Start, End string
	Session    int
	Place      string
	Format     string
	Paragraphs []string
	Addresses  []string
	Series     string
	Organizers []string
	Open       int // how much the source does not say
}

func readFacts(t *testing.T) []fact {
	t.Helper()
	text, err := os.ReadFile("testdata/facts.json")
	require.NoError(t, err)
	var facts []fact
	require.NoError(t, json.Unmarshal(text, &facts))
	require.Len(t, facts, 163)
	return facts
}

// belongs reports whether the row is to be in the catalogue. Rules for holidays and
// documents are not events; what nobody verified is not for shipping.
func (f fact) belongs() bool {
	switch f.Mark {
	case "SEED":
		return true
	case "OUTSIDE":
		return f.Kind != "calendar-rule" && !strings.HasPrefix(f.ID, "out-doc-rule-")
	}
	return false
}

// place is where an ID stands in a calendar: a series, or a statement on an event.
type place struct {
	series    *calendar.Series
	event     *calendar.Event
	statement *calendar.Statement
}

func placesOf(cal *calendar.Calendar) map[string]place {
	places := make(map[string]place)
	for s := range cal.AllSeries() {
		places[s.ID] = place{series: &s}
	}
	for ev := range cal.Events() {
		for i := range ev.History {
			places[ev.History[i].ID] = place{event: &ev, statement: &ev.History[i]}
		}
	}
	return places
}

// gaps compares a calendar with the table of facts and tells where they differ, each
// line beginning with the row's ID.
func gaps(cal *calendar.Calendar, facts []fact) []string {
	var found []string
	places := placesOf(cal)
	for _, f := range facts {
		p, ok := places[f.ID]
		switch {
		case !f.belongs() && ok:
			found = append(found, f.ID+": is "+f.Mark+" and yet in the catalogue")
		case f.belongs() && !ok:
			found = append(found, f.ID+": is missing")
		case ok:
			for _, difference := range f.differences(p) {
				found = append(found, f.ID+": "+difference)
			}
		}
	}
	return found
}

func (f fact) differences(p place) []string {
	var found []string
	expect := func(what string, want, got any) {
		if want != got {
			found = append(found, fmt.Sprintf("%s is %v, not %v", what, got, want))
		}
	}
	var sources []calendar.Source
	var organizers, open []string
	if s := p.series; s != nil {
		sources, organizers, open = s.Sources, s.Organizers, s.LeavesOpen
		expect("kind", f.Kind, s.Kind)
		expect("place", f.Place, s.Place)
		if f.Mark == "SEED" {
			expect("status", f.Status, "recurring")
		}
		expect("has a pattern", f.Precision == "recurrence", s.Pattern != nil)
	} else {
		sources, organizers, open = p.statement.Sources, p.event.Organizers, p.event.LeavesOpen
		if f.Series != "" {
			expect("series", cmp.Or(seriesCalled[f.Series], f.Series), p.event.Series)
		}
		expect("layer", map[string]string{"SEED": LayerResolution, "OUTSIDE": LayerLater}[f.Mark], p.statement.Layer)
		if f.Mark == "SEED" || p.statement.ID == p.event.ID {
			expect("kind", f.Kind, p.event.Kind)
		}
		if f.Mark == "SEED" {
			expect("status", f.Status, string(f.statusIn(p)))
		}
		expect("place", strings.TrimPrefix(f.Place, "at the "), p.statement.Place)
		expect("format", strings.ReplaceAll(f.Format, " ", "-"), string(p.statement.Format))
		found = append(found, f.dateDifferences(p)...)
	}
	for _, o := range f.Organizers {
		if !slices.Contains(organizers, o) && f.ID+" "+o != "icat-principals-3 UNHCR" { // in the chair that year, says preamble 21, but not of this meeting
			found = append(found, "lacks the organizer "+o)
		}
	}
	if f.Mark == "SEED" {
		expect("leaves something open", f.Open > 0, len(open) > 0)
	}
	var paragraphs, addresses []string
	for _, src := range sources {
		paragraphs = append(paragraphs, src.Paragraph)
		addresses = append(addresses, src.URL)
	}
	if f.Mark == "SEED" {
		expect("paragraphs", strings.Join(f.Paragraphs, "|"), strings.Join(paragraphs, "|"))
	}
	if p.event != nil { // what a page said first may stand in another statement on the event
		for _, src := range p.event.Sources {
			addresses = append(addresses, src.URL)
		}
	}
	for _, a := range f.Addresses {
		if !slices.Contains(addresses, "https://"+a) {
			found = append(found, "does not cite "+a)
		}
	}
	return found
}

// statusIn returns the status that the resolution gives. Of the plan it reports three
// states; the last one counts.
func (f fact) statusIn(p place) calendar.Status {
	if f.ID == "oas-second-work-plan" {
		return p.event.Status
	}
	return p.statement.Status
}

func (f fact) dateDifferences(p place) []string {
	when, within := p.statement.When, p.statement.Within
	if p.event.Series == WorldDay && when.IsZero() {
		when = p.event.When // it speaks of an occurrence, which the rule places
	}
	var want, got string
	switch f.Precision {
	case "session":
		want, got = fmt.Sprintf("session %d", f.Session), fmt.Sprintf("%s %d", within.Periods, within.Number)
		if !when.IsZero() || within.After != "" || !within.NotAfter.IsZero() {
			got += " with more"
		}
	case "none":
		want, got = "XXXX", when.String()
		if !within.IsZero() {
			got = "a session"
		}
	default:
		want, got = f.Start, when.String()
		if f.Start != f.End {
			want = f.Start + "/" + f.End
		}
		if exception, ok := writtenOtherwise[f.ID]; ok {
			want = exception
		}
		switch {
		case f.ID == "oas-second-work-plan":
			got = p.event.When.String()
		case !within.IsZero():
			got = fmt.Sprintf("%s %d, after %s, not after %s", within.Periods, within.Number, within.After, within.NotAfter)
		}
	}
	if want != got {
		return []string{"dates are " + got + ", not " + want}
	}
	return nil
}

// seriesCalled has the names of series that the table calls otherwise than the row that
// stands for them.
var seriesCalled = map[string]string{
	"ctoc-cop": OrganizedCrimeConference, "ccpcj": CrimeCommission, "crime-congress": CrimeCongress,
}

// writtenOtherwise holds the dates that the table gives as two days with the rest in
// words.
var writtenOtherwise = map[string]string{
	"gap-appraisal-80":         "session 80, after general-debate, not after 2025-12",
	"out-gap-67-deadline":      "[..2013-07]",                                                           // no later than July 2013
	"out-gap-80-hearing":       "2025-06-30T10:00[America/New_York]/2025-06-30T13:00[America/New_York]", // with its time of day
	"out-icat-meeting-2024-12": "[2024-12-09..2024-12-13]",                                              // the week; the day is not stated
}

func TestCatalogueCoversTheFacts(t *testing.T) {
	facts := readFacts(t)
	require.Empty(t, gaps(Calendar(), facts))

	count := make(map[string]int)
	for _, f := range facts {
		if f.belongs() {
			count[f.Mark]++
		}
	}
	require.Equal(t, map[string]int{"SEED": 85, "OUTSIDE": 60}, count)
}

func TestDocumentsAreNamed(t *testing.T) {
	for ev := range Calendar().Events() {
		symbol, ok := strings.CutPrefix(ev.ID, "ga-res-")
		if symbol, adopted := strings.CutSuffix(symbol, "-adoption"); ok && adopted {
			require.Contains(t, ev.Documents, "A/RES/"+strings.ReplaceAll(symbol, "-", "/"))
		}
	}
	for id, document := range map[string]string{
		Appraisal80: "A/80/L.8", "out-ga-res-78-228": "A/RES/78/228", "out-gap-80-modalities": "A/RES/79/286",
		"sg-report-a-76-120": "A/76/120", "out-sg-report-a-71-119-date": "A/71/119", "third-committee-report-a-76-463": "A/76/463",
	} {
		require.Contains(t, event(t, Calendar(), id).Documents, document)
	}
}

func TestCatalogueHoldsNothingElse(t *testing.T) {
	known := make(map[string]bool)
	for _, f := range readFacts(t) {
		known[f.ID] = f.belongs()
	}
	var others []string
	for id := range placesOf(Calendar()) {
		if !known[id] {
			others = append(others, id)
		}
	}
	require.ElementsMatch(t, []string{
		"organ-removal-resolution-series", // the table names it as the series of three rows
		"oas-second-work-plan-extended",   // the second half of a row
		"out-gap-80-announced",            // the days, known from the page of out-gap-80-hearing
		"out-gap-80-hearing-held",
		"out-icat-principals-3-report", // the second of two pages, said on another day
		"out-crime-congress-14-postponed",
		"out-crime-congress-14-moved",
	}, others)
}

func TestCoverageFailsWhenARowIsRemoved(t *testing.T) {
	facts := readFacts(t)
	known := make(map[string]bool)
	for _, f := range facts {
		known[f.ID] = true
	}
	whole, err := catalogue.Parse(bytes.NewReader(catalogueText), options())
	require.NoError(t, err)
	removed := 0
	without := func(id string, layer int, remove func(*calendar.Layer)) {
		if !known[id] {
			return
		}
		def := whole
		def.Layers = slices.Clone(whole.Layers)
		remove(&def.Layers[layer])
		cal, err := calendar.New(def)
		if err != nil {
			return // something else refers to the row, so that it cannot be lost unnoticed
		}
		removed++
		require.Contains(t, gaps(cal, facts), id+": is missing")
	}
	for l, layer := range whole.Layers {
		for i, s := range layer.Series {
			without(s.ID, l, func(l *calendar.Layer) { l.Series = slices.Delete(slices.Clone(l.Series), i, i+1) })
		}
		for i, e := range layer.Events {
			without(e.ID, l, func(l *calendar.Layer) { l.Events = slices.Delete(slices.Clone(l.Events), i, i+1) })
		}
		for i, s := range layer.Statements {
			without(s.ID, l, func(l *calendar.Layer) { l.Statements = slices.Delete(slices.Clone(l.Statements), i, i+1) })
		}
	}
	require.Greater(t, removed, 120)
}

func TestNothingUnverifiedIsShipped(t *testing.T) {
	text := strings.ToLower(string(catalogueText))
	for what, value := range map[string]string{
		"number of the 2021 declaration":      "a/res/76/7,",
		"number of the 2021 declaration, end": "a/res/76/7]",
		"day of resolution 78/228":            "2023-12-19",
		"World Day theme of 2019":             "call on your government",
		"World Day of 2019":                   "world-day-against-trafficking/2019",
		"World Day of 2026":                   "world-day-against-trafficking/2026",
		"resolution that adopted the treaty":  "55/25",
		"Conference, session 13":              "ctoc-cop-13",
		"chairs of 2026":                      "chairs-2026",
		"Global Report of 2026":               "global-report-2026",
		"appraisal of session 84, not stored": "gap-84",
	} {
		require.NotContains(t, text, value, what)
	}
}
