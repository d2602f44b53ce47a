package feed

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ical"
)

// projectionYears is for how long after the revision series are projected where no last
// day is asked for, as in the feeds of package ical.
const projectionYears = 10

// A jsonEntry is an entry in JSON. The package comment documents it.
type jsonEntry struct {
	ID         string          `json:"id"`
	Series     string          `json:"series"`
	Language   string          `json:"language"`
	Title      string          `json:"title"`
	Summary    string          `json:"summary"`
	Kind       calendar.Kind   `json:"kind"`
	Status     calendar.Status `json:"status"`
	When       calendar.When   `json:"when"`
	Earliest   *date.Date      `json:"earliest"`
	Latest     *date.Date      `json:"latest"`
	Place      string          `json:"place"`
	Format     calendar.Format `json:"format"`
	Organizers []string        `json:"organizers"`
	Sources    []jsonSource    `json:"sources"`
}

type jsonSource struct {
	Document  string    `json:"document"`
	Paragraph string    `json:"paragraph"`
	URL       string    `json:"url"`
	SaidOn    date.Date `json:"said_on"`
}

// marshalEntries writes the entries of a calendar as JSON: those of the span of the
// options and, at the end, those without a date.
func marshalEntries(cal *calendar.Calendar, options ical.FeedOptions) ([]byte, error) {
	cal = cal.In(options.Languages...)
	revision := date.NewAt(cal.Revision().UTC())
	from, until := firstDay, min(revision.AddDate(projectionYears, 0, 0), lastDay)
	if options.From != 0 {
		from = options.From
	}
	if options.Until != 0 {
		until = options.Until
	}
	// Of the answers, only what does not depend on the day one looks from is used.
	entries := slices.Collect(cal.Between(revision, from, max(from, until+1), options.Filters...))
	entries = slices.AppendSeq(entries, cal.Undated(revision, options.Filters...))
	out := make([]jsonEntry, len(entries))
	for i, e := range entries {
		out[i] = toJSON(e.Event)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func toJSON(ev calendar.Event) jsonEntry {
	j := jsonEntry{
		ID: ev.ID, Series: ev.Series, Title: ev.Title, Summary: ev.Summary, Kind: ev.Kind, Status: ev.Status,
		When: ev.When, Place: ev.Place, Format: ev.Format,
		Organizers: append([]string{}, ev.Organizers...), Sources: make([]jsonSource, len(ev.Sources)),
	}
	if l := ev.TitleLanguage(); l != language.Und {
		j.Language = l.String()
	}
	if d, ok := ev.When.Earliest(); ok {
		j.Earliest = &d
	}
	if d, ok := ev.When.Latest(); ok {
		j.Latest = &d
	}
	for i, s := range ev.Sources {
		j.Sources[i] = jsonSource{s.Document, s.Paragraph, s.URL, s.SaidOn}
	}
	return j
}
