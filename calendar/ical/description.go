package ical

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// summary returns the title of an event, with a mark if it is cancelled, or if the day
// in the feed is not the day on which it falls but bounds it.
func summary(ev calendar.Event) string {
	switch {
	case ev.Status == calendar.Cancelled:
		// Some applications show cancelled events like others.
		return "[CANCELLED] " + ev.Title
	case ev.When.IsExact():
		return ev.Title
	case fallsDue(ev):
		return "Latest day: " + ev.Title
	}
	return ev.Title + " (" + ev.When.Words() + ")"
}

// description returns what is known of an event, in paragraphs.
func (f *feed) description(ev calendar.Event) string {
	var t paragraphs
	t.line(capital(ev.When.Words()) + ".")
	t.line(fate(ev))
	if p := f.pattern(ev); p != "" {
		t.line(p)
	}
	t.paragraph(ev.Summary)
	t.gap()
	t.list("By", ev.Organizers)
	t.attendance(ev.Place, ev.Format)
	t.list("Documents", ev.Documents)
	t.leftOpen(ev.LeavesOpen)
	t.gap()
	t.line("Who says so:")
	if len(ev.History) == 0 {
		t.sources(ev.Sources)
	}
	for _, st := range ev.History {
		t.line("- " + statement(st))
	}
	t.gap()
	t.line("ID: " + ev.ID)
	return t.String()
}

// pattern says why an event is expected that nobody has recorded.
func (f *feed) pattern(ev calendar.Event) string {
	if len(ev.History) > 0 {
		return ""
	}
	s, ok := f.cal.Series(ev.Series)
	if !ok || s.Pattern == nil {
		return ""
	}
	return "Pattern: " + s.Pattern.Words() + "."
}

// seriesDescription returns what is known of a series with a rule and of its recorded
// occurrences.
func (f *feed) seriesDescription(rs *ruleSeries) string {
	var t paragraphs
	t.line(statusWords(rs.Status))
	t.paragraph(rs.Summary)
	t.gap()
	t.list("By", rs.Organizers)
	t.attendance(rs.Place, rs.Format)
	t.leftOpen(rs.LeavesOpen)
	t.gap()
	t.line("Who says so:")
	t.sources(rs.Sources)
	if len(rs.asRuled) > 0 {
		t.gap()
		t.line("Recorded:")
		for _, ev := range rs.asRuled {
			own := slices.DeleteFunc(slices.Clone(ev.Sources), func(s calendar.Source) bool { return slices.Contains(rs.Sources, s) })
			if len(own) == 0 {
				own = ev.Sources
			}
			t.line(fmt.Sprintf("- %s: %s (%s)", ev.When.Words(), ev.Title, calendar.Cite(own)))
		}
	}
	t.gap()
	t.line("ID: " + rs.ID)
	return t.String()
}

// fate says what became of an event in a sentence.
func fate(ev calendar.Event) string {
	saidHeld := slices.ContainsFunc(ev.History, func(st calendar.Statement) bool { return st.Status == calendar.Held })
	switch {
	case ev.Status == calendar.Held && ev.FulfilledBy != "" && !saidHeld:
		return "Met by " + ev.FulfilledBy + "." // by its ID, which does not change as its title may
	case ev.Status == calendar.Mandated && !ev.When.IsExact():
		return "Mandated; its day is not yet set."
	}
	return statusWords(ev.Status)
}

// statusWords says a status in a sentence.
func statusWords(s calendar.Status) string {
	switch s {
	case calendar.Held:
		return "Held."
	case calendar.Scheduled:
		return "Scheduled."
	case calendar.Mandated:
		return "Mandated."
	case calendar.Postponed:
		return "Postponed."
	case calendar.Cancelled:
		return "Cancelled."
	}
	return "Projected; no source confirms it."
}

// statement says who said what of an event, and when.
func statement(st calendar.Statement) string {
	s := said(st.SaidOn, st.Inferred) + ": " + calendar.Cite(st.Sources)
	var what []string
	if !st.When.IsZero() {
		what = append(what, st.When.Words())
	}
	if st.Status != "" {
		what = append(what, string(st.Status))
	}
	if st.Note != "" {
		what = append(what, st.Note)
	}
	if len(what) > 0 {
		s += " – " + strings.Join(what, "; ")
	}
	return s
}

func said(d date.Date, inferred bool) string {
	s := calendar.On(d).Words()
	if inferred {
		s += " (inferred)"
	}
	return s
}

// paragraphs is a text in lines, with single empty lines between its parts.
type paragraphs struct {
	b   strings.Builder
	due bool // whether a gap comes before the next line
}

func (t *paragraphs) String() string { return t.b.String() }

// gap separates what follows, if anything does, from what came before, if anything did.
func (t *paragraphs) gap() { t.due = t.b.Len() > 0 }

func (t *paragraphs) line(s string) {
	if t.b.Len() > 0 {
		t.b.WriteByte('\n')
	}
	if t.due {
		t.b.WriteByte('\n')
		t.due = false
	}
	t.b.WriteString(s)
}

// paragraph adds a text set apart, unless it is empty.
func (t *paragraphs) paragraph(s string) {
	if s != "" {
		t.gap()
		t.line(s)
		t.gap()
	}
}

// list adds a line of named items, unless there are none.
func (t *paragraphs) list(name string, items []string) {
	if len(items) > 0 {
		t.line(name + ": " + strings.Join(items, "; "))
	}
}

// leftOpen adds what the document does not say, item by item.
func (t *paragraphs) leftOpen(items []string) {
	if len(items) == 0 {
		return
	}
	t.gap()
	t.line("Left open by the document:")
	for _, item := range items {
		t.line("- " + item)
	}
}

// attendance says where and how people meet, as far as it is known.
func (t *paragraphs) attendance(place string, format calendar.Format) {
	t.list("Place", nonEmpty(place))
	t.list("Format", nonEmpty(string(format)))
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// sources adds a line for the sources of each day on which something was said.
func (t *paragraphs) sources(sources []calendar.Source) {
	for len(sources) > 0 {
		first, n := sources[0], 1
		for n < len(sources) && sources[n].SaidOn == first.SaidOn && sources[n].SaidOnInferred == first.SaidOnInferred {
			n++
		}
		t.line("- " + said(first.SaidOn, first.SaidOnInferred) + ": " + calendar.Cite(sources[:n]))
		sources = sources[n:]
	}
}

// capital returns s with its first letter, where that is an ASCII one, as a capital.
func capital(s string) string {
	if s == "" {
		return s
	}
	return string(upper(s[0])) + s[1:]
}
