package ical

import (
	"slices"
	"strings"
	"time"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// series makes a series of an entry; apart are the entries that are occurrences of it. It
// is false if the entry does not make one.
func (im *importer) series(i int, apart []int) bool {
	e := &im.Entries[i]
	pattern := calendar.BySet{Set: e.Set}
	pattern.Set.Overrides = nil
	for j, v := range e.Set.Overrides {
		if v.Range == recurrence.ThisAndFuture {
			pattern.Set.Overrides = append(pattern.Set.Overrides, v)
			pattern.Titles = append(pattern.Titles, titleOf(e.overrides[j], calendar.When{}))
		}
	}
	given, err := occurrences(&pattern.Set)
	if err != nil {
		im.reader.leaveOut(e.master, propRRule, err, "it is taken to happen once: "+reasonOf(err))
		return false
	}
	told, err := occurrences(&e.Set)
	if err != nil {
		told = given
	}
	w, _ := given(pattern.Set.Start)
	d := im.describe(e.master, w)
	id := im.ids[i]
	s := calendar.Series{
		ID: id, Title: d.title, Summary: d.summary, Kind: d.kind, Pattern: pattern, Status: d.status,
		Place: d.place, Geo: d.geo, Format: d.format, Organizers: d.organizers, Sources: d.sources, Revised: d.revised,
	}
	if s.Status != calendar.Projected {
		s.Status = calendar.Scheduled
	}
	im.layer.Series = append(im.layer.Series, s)
	alone := make(map[*source]int)
	for _, k := range apart {
		alone[im.Entries[k].master] = k
	}
	for j, v := range e.Set.Overrides {
		o := e.overrides[j]
		key := pattern.Key(v.ID)
		im.sources[id+"/"+key] = origin{i, o}
		if v.Range == recurrence.ThisAndFuture {
			continue
		}
		w, happens := told(v.ID)
		if k, ok := alone[o]; ok {
			w, happens = im.whenOf(&im.Entries[k], o), true
		} else if happens {
			w = im.ownWhen(o, inZoneOf(w, v.Start))
		} else {
			w = im.ownWhen(o, cancelledWhen(o, v, &e.Set))
		}
		planned, ok := given(v.ID)
		im.occurrence(&s, key, o, w, planned, ok)
	}
	return true
}

// occurrence tells what a component says of an occurrence of a series: that it is on w, or
// if that is zero, that it is cancelled. planned is when the series has it, if it does.
func (im *importer) occurrence(s *calendar.Series, key string, o *source, w, planned calendar.When, has bool) {
	d := im.describe(o, w)
	if w.IsZero() {
		d.status = calendar.Cancelled
	}
	id := im.take(cleanID(s.ID+"."+keyID.Replace(key), "event"))
	if !has {
		im.sources[id] = im.sources[s.ID+"/"+key]
		im.layer.Events = append(im.layer.Events, calendar.Event{
			ID: id, Title: d.title, Summary: d.summary, Kind: d.kind, Series: s.ID, Occurrence: key, When: w, Status: d.status,
			Place: d.place, Geo: d.geo, Format: d.format, Organizers: d.organizers, Sources: d.sources, Revised: d.revised,
		})
		return
	}
	st := calendar.Statement{ID: id, Of: s.ID + "/" + key, Sources: d.sources, Revised: d.revised}
	if d.title != s.Title {
		st.Title = d.title
	}
	if !w.IsZero() && w != planned {
		st.When = w
	}
	if d.status != s.Status {
		st.Status = d.status
	}
	if d.place != s.Place || d.geo != s.Geo {
		st.Place, st.Geo = d.place, d.geo
	}
	if d.format != s.Format {
		st.Format = d.format
	}
	if len(d.organizers) > 0 && !slices.Equal(d.organizers, s.Organizers) {
		st.Organizers = d.organizers
	}
	if d.summary != s.Summary {
		st.Note = d.summary
	}
	im.layer.Statements = append(im.layer.Statements, st)
}

// inZoneOf returns a time of day in the zone of a moment, which an override need not have
// in common with its series.
func inZoneOf(w calendar.When, m recurrence.Moment) calendar.When {
	start, timed := w.Start()
	if !timed || m.Form() != recurrence.FormLocal && m.Form() != recurrence.FormUTC || m.Time().Location() == recurrence.Floating {
		return w
	}
	end, ok := w.End()
	if !ok {
		end = start
	}
	return timeWhen(start.In(m.Time().Location()), end)
}

// cancelledWhen returns when an occurrence that an override cancels would have been.
func cancelledWhen(s *source, v recurrence.Override, set *recurrence.Set) calendar.When {
	once := recurrence.Set{Start: v.Start, Length: v.Length}
	if v.Start.IsZero() {
		once.Start = v.ID
	}
	if v.Length == (recurrence.Length{}) && !v.NoLength {
		once.Length = set.Length
	}
	return firstWhen(s, once)
}

// keyID makes a part of an ID of a key.
var keyID = strings.NewReplacer(":", "", "-", "")

// occurrences returns what finds the occurrences of a set by their identifiers.
func occurrences(set *recurrence.Set) (func(recurrence.Moment) (calendar.When, bool), error) {
	if set.Start.Form() == recurrence.FormDate {
		days, err := set.Dates()
		if err != nil {
			return nil, err
		}
		return func(id recurrence.Moment) (calendar.When, bool) {
			o, ok := days.Occurrence(id.Day())
			return whenIf(dayWhen(o.Start, o.End), ok), ok
		}, nil
	}
	times, err := set.Times()
	if err != nil {
		return nil, err
	}
	return func(id recurrence.Moment) (calendar.When, bool) {
		var o recurrence.Occurrence[time.Time]
		o, ok := times.Occurrence(id.Time())
		if !ok {
			return calendar.When{}, false
		}
		return timeWhen(o.Start, o.End), true
	}, nil
}

func whenIf(w calendar.When, ok bool) calendar.When {
	if !ok {
		return calendar.When{}
	}
	return w
}
