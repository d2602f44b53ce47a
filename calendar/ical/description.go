package ical

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// description returns what is known of an event, in paragraphs, in the language of its
// title. What is not given in that is in whatever language it has, and what this package
// can say in English alone is left out. The language is that of the whole, and none where
// parts are in others.
func (f *feed) description(ev calendar.Event) (string, language.Tag) {
	t := paragraphsIn(ev.TitleLanguage())
	t.line(fmt.Sprintf(t.say.sentence, capital(ev.When.WordsIn(t.say.language))))
	t.line(t.say.fate(ev))
	f.pattern(&t, ev)
	t.paragraph(ev.Summary, ev.SummaryLanguage())
	t.gap()
	t.list(t.say.by, ev.Organizers)
	t.attendance(ev.Place, ev.PlaceLanguage(), ev.Format)
	t.list(t.say.documents, ev.Documents)
	t.leftOpen(ev.LeavesOpen, ev.LeavesOpenLanguage())
	t.gap()
	t.heading(t.say.saidBy)
	if len(ev.History) == 0 {
		t.sources(ev.Sources)
	}
	for _, st := range ev.History {
		t.line("- " + t.say.statement(st))
		t.holds(st.Note, ev.NoteLanguage(st))
	}
	t.gap()
	t.label(t.say.id, ev.ID)
	return t.String(), t.language()
}

// pattern says why an event is expected that nobody has recorded.
func (f *feed) pattern(t *paragraphs, ev calendar.Event) {
	if len(ev.History) > 0 || t.say != &english {
		return
	}
	if s, ok := f.cal.Series(ev.Series); ok && s.Pattern != nil {
		t.label(t.say.pattern, s.Pattern.Words()+".")
	}
}

// seriesDescription returns what is known of a series with a rule and of its recorded
// occurrences, and the language as description does.
func (f *feed) seriesDescription(rs *ruleSeries) (string, language.Tag) {
	t := paragraphsIn(rs.TitleLanguage())
	t.line(t.say.status(rs.Status))
	t.paragraph(rs.Summary, rs.SummaryLanguage())
	t.gap()
	t.list(t.say.by, rs.Organizers)
	t.attendance(rs.Place, rs.PlaceLanguage(), rs.Format)
	t.leftOpen(rs.LeavesOpen, rs.LeavesOpenLanguage())
	t.gap()
	t.heading(t.say.saidBy)
	t.sources(rs.Sources)
	if len(rs.asRuled) > 0 {
		t.gap()
		t.heading(t.say.recorded)
		for _, ev := range rs.asRuled {
			own := slices.DeleteFunc(slices.Clone(ev.Sources), func(s calendar.Source) bool { return slices.Contains(rs.Sources, s) })
			if len(own) == 0 {
				own = ev.Sources
			}
			t.line("- " + fmt.Sprintf(t.say.label, ev.When.WordsIn(t.say.language), ev.Title) + " (" + calendar.Cite(own) + ")")
			t.holds(ev.Title, ev.TitleLanguage())
		}
	}
	t.gap()
	t.label(t.say.id, rs.ID)
	return t.String(), t.language()
}

// fate says what became of an event in a sentence.
func (say *phrases) fate(ev calendar.Event) string {
	saidHeld := slices.ContainsFunc(ev.History, func(st calendar.Statement) bool { return st.Status == calendar.Held })
	switch {
	case ev.Status == calendar.Held && ev.FulfilledBy != "" && !saidHeld:
		return fmt.Sprintf(say.metBy, ev.FulfilledBy) // by its ID, which does not change as its title may
	case ev.Status == calendar.Mandated && !ev.When.IsExact():
		return say.dayNotSet
	}
	return say.status(ev.Status)
}

// status says a status in a sentence. None is projected.
func (say *phrases) status(s calendar.Status) string {
	if sentence, ok := say.statuses[s]; ok {
		return sentence
	}
	return say.statuses[calendar.Projected]
}

// statement says who said what of an event, and when.
func (say *phrases) statement(st calendar.Statement) string {
	s := fmt.Sprintf(say.label, say.said(st.SaidOn, st.Inferred), calendar.Cite(st.Sources))
	var what []string
	if !st.When.IsZero() {
		what = append(what, st.When.WordsIn(say.language))
	}
	if st.Status != "" {
		what = append(what, st.Status.WordsIn(say.language))
	}
	if st.Note != "" {
		what = append(what, st.Note)
	}
	if len(what) > 0 {
		s += " – " + strings.Join(what, say.listed)
	}
	return s
}

func (say *phrases) said(d date.Date, inferred bool) string {
	s := calendar.On(d).WordsIn(say.language)
	if inferred {
		return fmt.Sprintf(say.inferred, s)
	}
	return s
}
