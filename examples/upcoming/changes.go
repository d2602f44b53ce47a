package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/examples/internal/cli"
	"github.com/convene-cal/convene/examples/internal/table"
)

// An edition is what changed in one of the calendars.
type edition struct {
	ID      string           `json:"calendar"`
	Changes calendar.Changes `json:"changes"`

	name string
}

// changes compares each calendar with what was known of it on the day -since, or with the
// catalogue of the same ID that -against names.
func (req request) changes(calendars []*calendar.Calendar, filters []calendar.Filter) ([]edition, error) {
	before := make(map[string]*calendar.Calendar)
	if len(req.against) > 0 {
		old, _, err := readCatalogues(req.against, false)
		if err != nil {
			return nil, err
		}
		for _, c := range old {
			before[c.ID()] = c.In(req.languages...)
		}
	}
	var editions []edition
	for _, c := range calendars {
		old := c
		if len(req.against) > 0 {
			if old = before[c.ID()]; old == nil {
				return nil, fmt.Errorf("no catalogue of -against has the id %s", c.ID())
			}
		}
		if req.hasSince {
			old = old.AsOf(req.since)
		}
		if req.hasAsOf {
			c = c.AsOf(req.asOf)
		}
		changes := calendar.Diff(old, c)
		changes.Events = slices.DeleteFunc(changes.Events, func(change calendar.Change) bool { return !req.concerns(change, filters) })
		if len(filters) > 0 {
			changes.Series = nil // filters are of entries
		}
		editions = append(editions, edition{c.ID(), changes, nameOf(c)})
	}
	return editions, nil
}

// concerns reports whether one side of a change passes the filters.
func (req request) concerns(change calendar.Change, filters []calendar.Filter) bool {
	for _, ev := range []*calendar.Event{change.Old, change.New} {
		if ev == nil {
			continue
		}
		e := calendar.Entry{Event: *ev, Today: req.from, Status: ev.Status}
		if !slices.ContainsFunc(filters, func(f calendar.Filter) bool { return !f(e) }) {
			return true
		}
	}
	return false
}

// printChanges prints what changed in the -format asked for.
func (req request) printChanges(w io.Writer, calendars []*calendar.Calendar, filters []calendar.Filter) error {
	editions, err := req.changes(calendars, filters)
	if err != nil {
		return err
	}
	if req.format == "json" {
		err = encode(w, editions)
	} else {
		err = req.writeChanges(w, editions)
	}
	if err == nil && !slices.ContainsFunc(editions, func(e edition) bool { return !e.Changes.IsEmpty() }) {
		return cli.ErrNo
	}
	return err
}

// writeChanges prints what changed for people.
func (req request) writeChanges(w io.Writer, editions []edition) error {
	var b bytes.Buffer
	for i, e := range editions {
		if i > 0 {
			fmt.Fprintln(&b)
		}
		heading, write := req.changesHeading(e), e.Changes.WriteText
		if req.format == "markdown" {
			heading, write = "## "+table.Escape(heading), e.Changes.WriteMarkdown
		}
		fmt.Fprintf(&b, "%s\n\n", heading)
		if e.Changes.IsEmpty() {
			fmt.Fprintln(&b, "Nothing.")
		} else if err := write(&b); err != nil {
			return err
		}
	}
	_, err := b.WriteTo(w)
	return err
}

func (req request) changesHeading(e edition) string {
	if !req.hasSince {
		return e.name + ": what changed between the two editions"
	}
	heading := e.name + ": what became known after " + longDay(req.since)
	if req.hasAsOf {
		heading += ", through " + longDay(req.asOf)
	}
	return heading
}

// encode writes JSON for people and programs.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
