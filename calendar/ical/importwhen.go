package ical

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// whenOf returns when the first or only occurrence of an entry is that a source tells.
func (im *importer) whenOf(e *Entry, s *source) calendar.When {
	told := e.Set.Start
	w := calendar.When{}
	if !told.IsZero() {
		w = firstWhen(s, recurrence.Set{Start: e.Set.Start, Length: e.Set.Length})
	}
	return im.ownWhen(s, w)
}

// ownWhen returns what X-CONVENE-WHEN says, if a source has it and w is what it has become
// in the feed, and else w.
func (im *importer) ownWhen(s *source, w calendar.When) calendar.When {
	text := valueNamed(s.properties(), whenProperty)
	if text == "" {
		return w
	}
	own, err := calendar.ParseWhen(text)
	if err != nil || own.IsZero() {
		im.reader.leaveOut(s, propDTStart, err, whenProperty+" is not a When: "+quote(text))
		return w
	}
	first, begins := w.Earliest()
	last, ends := w.Latest()
	ok := w.IsZero()
	switch start, timed := own.Start(); {
	case ok:
	case timed:
		at, alike := w.Start()
		end, ended := own.End()
		until, untilled := w.End()
		ok = alike && at.Equal(start) && ended == untilled && end.Equal(until)
		if s.name == "VTODO" && ended { // it is due at its end
			ok = alike && at.Equal(end)
		}
	case own.IsExact():
		from, _ := own.Earliest()
		through, _ := own.Latest()
		ok = begins && ends && first == from && (last == through || s.name == "VTODO")
		if s.name == "VTODO" {
			ok = ends && last == through || begins && first == from
		}
	default:
		ok = (!begins || own.MayFallOn(first)) && (!ends || own.MayFallOn(last))
	}
	if !ok {
		im.reader.note(s, propDTStart, "the days have been changed since "+whenProperty+" was written, which is ignored")
		return w
	}
	return own
}

// firstWhen returns the When of the first occurrence of a set, as a source of that kind
// has it.
func firstWhen(s *source, set recurrence.Set) calendar.When {
	todo := s.name == "VTODO"
	due := todo && (s.property(propDue) != nil || s.property(propDuration) != nil)
	if set.Start.Form() == recurrence.FormDate {
		start := set.Start.Day()
		switch {
		case !todo:
			return dayWhen(start, start+date.Date(max(set.Length.Days, 1)))
		case due:
			start = min(start+date.Date(set.Length.Days), lastDay)
			return calendar.On(start)
		}
		return calendar.NotBefore(start)
	}
	times, err := set.Times()
	if err != nil {
		return calendar.When{}
	}
	o, _ := times.Occurrence(set.Start.Time())
	switch {
	case !todo:
		return timeWhen(o.Start, o.End)
	case due:
		return timeWhen(o.End, o.End)
	}
	return calendar.NotBefore(date.NewAt(o.Start))
}

// dayWhen returns the When of days, half-open.
func dayWhen(first, end date.Date) calendar.When {
	return calendar.Lasting(first, min(end-1, lastDay))
}

// timeWhen returns the When of times, as [calendar.BySet] does.
func timeWhen(start, end time.Time) calendar.When {
	if start.Location() == recurrence.Floating {
		last := end
		if last.After(start) {
			last = last.Add(-1)
		}
		return dayWhen(date.NewAt(start), date.NewAt(last)+1)
	}
	for _, s := range []time.Time{start, start.UTC()} {
		if w := calendar.At(s, end); !w.IsZero() {
			return w
		}
		if w := calendar.At(s, s); !w.IsZero() {
			return w
		}
	}
	return calendar.When{}
}
