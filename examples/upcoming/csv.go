package main

import (
	"io"
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/table"
)

// csvHeader names the columns of an entry, as the fields of JSON are named.
func csvHeader() []string {
	return []string{"id", "series", "title", "language", "kind", "status", "when", "earliest", "latest", "days_left", "sources", "calendars"}
}

func csvRow(e calendar.MergedEntry) []string {
	j := toJSON(e, true)
	day := func(d *date.Date) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	left := ""
	if j.DaysLeft != nil {
		left = strconv.Itoa(*j.DaysLeft)
	}
	return []string{
		j.ID, j.Series, j.Title, j.Language, string(j.Kind), string(j.Status), j.When.String(),
		day(j.Earliest), day(j.Latest), left, calendar.Cite(e.Sources), strings.Join(j.Calendars, ","),
	}
}

// writeCSV prints a record for each entry, those that are overdue first.
func writeCSV(w io.Writer, rep report) error {
	t := table.Table{Header: csvHeader()}
	for _, entries := range [][]calendar.MergedEntry{rep.overdue, rep.entries} {
		for _, e := range entries {
			t.Add(csvRow(e)...)
		}
	}
	return t.CSV(w)
}
