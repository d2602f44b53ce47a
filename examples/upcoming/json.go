package main

import (
	"io"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// writers holds a function for each -format.
var writers = map[string]func(io.Writer, report) error{
	"text":     writeText,
	"json":     writeJSON,
	"csv":      writeCSV,
	"markdown": writeMarkdown,
}

type jsonEntry struct {
	ID       string          `json:"id"`
	Series   string          `json:"series"`
	Title    string          `json:"title"`
	Language string          `json:"language"`
	Kind     calendar.Kind   `json:"kind"`
	Status   calendar.Status `json:"status"`
	When     calendar.When   `json:"when"`
	Earliest *date.Date      `json:"earliest"`
	Latest   *date.Date      `json:"latest"`
	DaysLeft *int            `json:"days_left"`
	Sources  []jsonSource    `json:"sources"`

	// Calendars are those that have it, where several are asked.
	Calendars []string `json:"calendars,omitempty"`
}

type jsonSource struct {
	Document  string    `json:"document"`
	Paragraph string    `json:"paragraph"`
	SaidOn    date.Date `json:"said_on"`
}

func writeJSON(w io.Writer, rep report) error {
	out := make([]jsonEntry, 0, len(rep.overdue)+len(rep.entries))
	for _, entries := range [][]calendar.MergedEntry{rep.overdue, rep.entries} {
		for _, e := range entries {
			out = append(out, toJSON(e, len(rep.cal.Calendars()) > 1))
		}
	}
	return encode(w, out)
}

func toJSON(e calendar.MergedEntry, several bool) jsonEntry {
	j := jsonEntry{
		ID: e.ID, Series: e.Series, Title: e.Title, Kind: e.Kind, Status: e.Status, When: e.When,
		Sources: make([]jsonSource, len(e.Sources)),
	}
	if l := e.TitleLanguage(); l != language.Und {
		j.Language = l.String()
	}
	if d, ok := e.When.Earliest(); ok {
		j.Earliest = &d
	}
	if d, ok := e.When.Latest(); ok {
		j.Latest = &d
	}
	if n, ok := e.DaysToLatest(); ok {
		j.DaysLeft = &n
	}
	for i, s := range e.Sources {
		j.Sources[i] = jsonSource{s.Document, s.Paragraph, s.SaidOn}
	}
	if several {
		for _, o := range e.In {
			j.Calendars = append(j.Calendars, o.Calendar.ID())
		}
	}
	return j
}
