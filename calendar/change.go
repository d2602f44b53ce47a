package calendar

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// An Aspect is one thing that a [Change] did. The values are the words in which the
// renderings of [Changes] say it.
type Aspect string

// The aspects of a change, in the order in which a Change lists them.
const (
	ChangeAdded      Aspect = "added"      // it was not known before
	ChangeWithdrawn  Aspect = "withdrawn"  // it is known no longer
	ChangeCancelled  Aspect = "cancelled"  // it will not take place
	ChangeReinstated Aspect = "reinstated" // it was cancelled, and is so no longer
	ChangePostponed  Aspect = "postponed"  // it was put off
	ChangeHeld       Aspect = "held"       // it took place, was done or was published
	ChangeReopened   Aspect = "reopened"   // it was held to be settled, and is so no longer
	ChangeDated      Aspect = "dated"      // its days are named, or its time of day, where they were bounded or unknown
	ChangeNarrowed   Aspect = "narrowed"   // its days are bounded, within what was known of them
	ChangeConfirmed  Aspect = "confirmed"  // its days are decided, that were projected
	ChangeMoved      Aspect = "moved"      // its days, or the bounds of them, are others than was known
	ChangeWidened    Aspect = "widened"    // less is known of its days
	ChangeUndated    Aspect = "undated"    // nothing is known of its days any longer
	ChangeScheduled  Aspect = "scheduled"  // its status is now Scheduled, that was Projected, Mandated or Postponed
	ChangeMandated   Aspect = "mandated"   // its status is now Mandated, that was another of these
	ChangeProjected  Aspect = "projected"  // its status is now Projected, that was another of these
	ChangeRepeats    Aspect = "repeats"    // a series has another pattern, or its occurrences begin elsewhere
	ChangeRelocated  Aspect = "relocated"  // its place, or how people attend
	ChangeReassigned Aspect = "reassigned" // its organizers, or the event by which it is met
	ChangeReworded   Aspect = "reworded"   // its title, its summary, its kind, what it leaves open, or their translations
	ChangeDocumented Aspect = "documented" // the documents that belong to it
	ChangeRestated   Aspect = "restated"   // other sources speak of it, and nothing else changed
	ChangeCorrected  Aspect = "corrected"  // its record was corrected, and nothing above changed
)

var aspects = []Aspect{
	ChangeAdded, ChangeWithdrawn, ChangeCancelled, ChangeReinstated, ChangePostponed, ChangeHeld, ChangeReopened,
	ChangeDated, ChangeNarrowed, ChangeConfirmed, ChangeMoved, ChangeWidened, ChangeUndated,
	ChangeScheduled, ChangeMandated, ChangeProjected, ChangeRepeats, ChangeRelocated, ChangeReassigned,
	ChangeReworded, ChangeDocumented, ChangeRestated, ChangeCorrected,
}

// Aspects returns all aspects, in the order in which a [Change] lists them.
func Aspects() []Aspect { return slices.Clone(aspects) }

// A Change is what became of one event, or of one series as a whole.
type Change struct {
	// ID and Title are those of the new side, or where there is none of the old one.
	ID, Title string

	// Aspects tells what the change did. There is at least one.
	Aspects []Aspect

	// Fields has what differs, with the text of both sides. It is empty where the
	// event or series was added or withdrawn.
	Fields []FieldChange

	// Old and New are the event on both sides, nil where it is not known. For a
	// change of a series they are both nil.
	Old, New *Event

	// OldSeries and NewSeries are the same of a series.
	OldSeries, NewSeries *Series

	// Said holds the statements that the new side rests on and the old one does not, in
	// the order in which they were made. It is empty where nobody said anything: where
	// the data was corrected, or [Periods] moved the days.
	Said []Statement

	// Sources are those that the new side names and the old one does not; of what was
	// withdrawn, all.
	Sources []Source
}

// Is reports whether the change has an aspect.
func (c Change) Is(a Aspect) bool { return slices.Contains(c.Aspects, a) }

// A FieldChange is one field with the texts of both sides. An empty text says nothing.
type FieldChange struct {
	Field    string // "when", "status", "title", "repeats" …; of a translation "title (fr)"
	Old, New string // a day as people read it: see [When.Words]
}

// when returns the When by which the change is put in order.
func (c Change) when() When {
	switch {
	case c.New != nil:
		return c.New.When
	case c.Old != nil:
		return c.Old.When
	}
	return When{}
}

// compareFields lists the fields whose texts differ.
func compareFields(fields [][3]string) []FieldChange {
	var differ []FieldChange
	for _, f := range fields {
		if f[1] != f[2] {
			differ = append(differ, FieldChange{f[0], f[1], f[2]})
		}
	}
	return differ
}

// compareTranslations lists the texts that differ, by language.
func compareTranslations(old, new []Translation) []FieldChange {
	var languages []language.Tag
	for _, t := range slices.Concat(old, new) {
		if !slices.Contains(languages, t.Language) {
			languages = append(languages, t.Language)
		}
	}
	slices.SortFunc(languages, compareTags)
	in := func(list []Translation, l language.Tag) (t Translation) {
		if i := slices.IndexFunc(list, func(t Translation) bool { return t.Language == l }); i >= 0 {
			t = list[i]
		}
		return t
	}
	var differ []FieldChange
	for _, l := range languages {
		o, n := in(old, l), in(new, l)
		for x := range textCount {
			name := strings.ReplaceAll(textNames[x], "-", " ") + " (" + l.String() + ")"
			differ = append(differ, compareFields([][3]string{{name, o.said(x), n.said(x)}})...)
		}
	}
	return differ
}

// said returns a text as one.
func (t *Translation) said(x text) string {
	if s := t.line(x); s != nil {
		return *s
	}
	return strings.Join(t.LeavesOpen, "; ")
}

// eventChange compares the two sides of an event, of which one may be nil. It returns
// false if they are the same.
func eventChange(old, new *Event) (Change, bool) {
	switch {
	case old == nil:
		return Change{
			ID: new.ID, Title: new.Title, Aspects: []Aspect{ChangeAdded}, New: new,
			Said: new.History, Sources: new.Sources,
		}, true
	case new == nil:
		return Change{ID: old.ID, Title: old.Title, Aspects: []Aspect{ChangeWithdrawn}, Old: old, Sources: old.Sources}, true
	}
	c := Change{ID: new.ID, Title: new.Title, Old: old, New: new}
	// What a series leaves open, and its translations, an event that records an occurrence
	// need not repeat.
	oldOpen, newOpen := old.LeavesOpen, new.LeavesOpen
	oldTexts, newTexts := old.Translations, new.Translations
	if len(old.History) == 0 || len(new.History) == 0 {
		oldOpen, newOpen, oldTexts, newTexts = nil, nil, nil, nil
	}
	add := func(a Aspect, differs bool) {
		if differs {
			c.Aspects = append(c.Aspects, a)
		}
	}
	add(statusAspect(old.Status, new.Status), old.Status != new.Status)
	days := daysAspect(old.When, new.When)
	add(days, old.When != new.When && !(days == ChangeUndated && c.Is(ChangePostponed)))
	add(ChangeRelocated, old.Place != new.Place || old.Geo != new.Geo || old.Format != new.Format)
	add(ChangeReassigned, old.FulfilledBy != new.FulfilledBy || !slices.Equal(old.Organizers, new.Organizers))
	add(ChangeReworded, old.Title != new.Title || old.Summary != new.Summary || old.Kind != new.Kind ||
		old.Series != new.Series || old.Occurrence != new.Occurrence || !slices.Equal(oldOpen, newOpen) || !slices.EqualFunc(oldTexts, newTexts, sameTranslation))
	add(ChangeDocumented, !slices.Equal(old.Documents, new.Documents))
	c.Said = addedStatements(old.History, new.History)
	c.Sources = addedSources(old.Sources, new.Sources)
	if len(c.Aspects) == 0 {
		switch {
		case len(c.Said) > 0 || !slices.Equal(old.Sources, new.Sources):
			add(ChangeRestated, true)
		case old.Sequence != new.Sequence || !slices.EqualFunc(old.History, new.History, sameStatement):
			add(ChangeCorrected, true)
		}
	}
	inOrder(c.Aspects)
	c.Fields = compareFields([][3]string{
		{"when", words(old.When), words(new.When)},
		{"status", string(old.Status), string(new.Status)},
		{"title", old.Title, new.Title},
		{"summary", old.Summary, new.Summary},
		{"kind", string(old.Kind), string(new.Kind)},
		{"place", old.Place, new.Place},
		{"coordinates", old.Geo.String(), new.Geo.String()},
		{"format", string(old.Format), string(new.Format)},
		{"organizers", strings.Join(old.Organizers, ", "), strings.Join(new.Organizers, ", ")},
		{"documents", strings.Join(old.Documents, ", "), strings.Join(new.Documents, ", ")},
		{"leaves open", strings.Join(oldOpen, "; "), strings.Join(newOpen, "; ")},
		{"fulfilled by", old.FulfilledBy, new.FulfilledBy},
		{"series", old.Series, new.Series},
		{"occurrence", old.Occurrence, new.Occurrence},
	})
	c.Fields = append(c.Fields, compareTranslations(oldTexts, newTexts)...)
	return c, len(c.Aspects) > 0
}

// seriesChange is eventChange for a series as a whole.
func seriesChange(old, new *Series) (Change, bool) {
	switch {
	case old == nil:
		return Change{ID: new.ID, Title: new.Title, Aspects: []Aspect{ChangeAdded}, NewSeries: new, Sources: new.Sources}, true
	case new == nil:
		return Change{ID: old.ID, Title: old.Title, Aspects: []Aspect{ChangeWithdrawn}, OldSeries: old, Sources: old.Sources}, true
	}
	c := Change{ID: new.ID, Title: new.Title, OldSeries: old, NewSeries: new}
	add := func(a Aspect, differs bool) {
		if differs {
			c.Aspects = append(c.Aspects, a)
		}
	}
	add(statusAspect(old.status(), new.status()), old.status() != new.status())
	add(ChangeRepeats, patternKey(old) != patternKey(new) || startText(old) != startText(new))
	add(ChangeRelocated, old.Place != new.Place || old.Geo != new.Geo || old.Format != new.Format)
	add(ChangeReassigned, !slices.Equal(old.Organizers, new.Organizers))
	add(ChangeReworded, old.Title != new.Title || old.Summary != new.Summary || old.Each != new.Each || old.Kind != new.Kind ||
		!slices.Equal(old.LeavesOpen, new.LeavesOpen) || !slices.EqualFunc(old.Translations, new.Translations, sameTranslation))
	c.Sources = addedSources(old.Sources, new.Sources)
	if len(c.Aspects) == 0 {
		add(ChangeRestated, !slices.Equal(old.Sources, new.Sources))
	}
	if len(c.Aspects) == 0 {
		add(ChangeCorrected, !slices.Equal(old.Revised, new.Revised))
	}
	inOrder(c.Aspects)
	oldRepeats, newRepeats := patternText(old), patternText(new)
	if oldRepeats == newRepeats { // words leave out what differs
		oldRepeats, newRepeats = patternKey(old), patternKey(new)
	}
	c.Fields = compareFields([][3]string{
		{"repeats", oldRepeats, newRepeats},
		{"start", startText(old), startText(new)},
		{"status", string(old.status()), string(new.status())},
		{"title", old.Title, new.Title},
		{"each", old.Each, new.Each},
		{"summary", old.Summary, new.Summary},
		{"kind", string(old.Kind), string(new.Kind)},
		{"place", old.Place, new.Place},
		{"coordinates", old.Geo.String(), new.Geo.String()},
		{"format", string(old.Format), string(new.Format)},
		{"organizers", strings.Join(old.Organizers, ", "), strings.Join(new.Organizers, ", ")},
		{"leaves open", strings.Join(old.LeavesOpen, "; "), strings.Join(new.LeavesOpen, "; ")},
	})
	c.Fields = append(c.Fields, compareTranslations(old.Translations, new.Translations)...)
	return c, len(c.Aspects) > 0
}

func inOrder(list []Aspect) {
	slices.SortFunc(list, func(a, b Aspect) int { return slices.Index(aspects, a) - slices.Index(aspects, b) })
}

func words(w When) string {
	if w.IsZero() {
		return ""
	}
	return w.Words()
}

// patternText says for people how a series repeats.
func patternText(s *Series) string {
	if s.Pattern == nil {
		return "no period is stated"
	}
	return s.Pattern.Words()
}

// patternValue is the same for programs: a rule as RFC 5545 has it.
func patternValue(s *Series) string {
	if p, byRule := s.Pattern.(ByRule); byRule {
		return p.Rule.String()
	}
	return patternText(s)
}

// patternKey is a text that two series have in common if and only if they repeat alike.
func patternKey(s *Series) string {
	p, bySet := s.Pattern.(BySet)
	if !bySet {
		return patternValue(s)
	}
	text, err := p.Set.AppendText(nil)
	if err != nil { // it has no text, but its fields do
		text = fmt.Append(nil, p.Set)
	}
	lines := strings.Join(strings.Fields(strings.ReplaceAll(string(text), "\r\n ", "")), " ")
	if len(p.Titles) == 0 {
		return lines
	}
	return fmt.Sprintf("%s %q", lines, p.Titles)
}

// startText is the day from which a rule repeats. What has no rule has none.
func startText(s *Series) string {
	if _, byRule := s.Pattern.(ByRule); !byRule || s.Start == 0 {
		return ""
	}
	return On(s.Start).Words()
}

// statusAspect tells what a change of status did.
func statusAspect(old, new Status) Aspect {
	switch {
	case new == Cancelled:
		return ChangeCancelled
	case new == Held:
		return ChangeHeld
	case new == Postponed:
		return ChangePostponed
	case old == Cancelled:
		return ChangeReinstated
	case old == Held:
		return ChangeReopened
	case new == Scheduled:
		return ChangeScheduled
	case new == Mandated:
		return ChangeMandated
	}
	return ChangeProjected
}

// daysAspect tells what a change of the days did.
func daysAspect(old, new When) Aspect {
	switch {
	case new.IsZero():
		return ChangeUndated
	case new.decided() == old.decided():
		if old.first.projected && !new.first.projected || old.last.projected && !new.last.projected {
			return ChangeConfirmed
		}
		return ChangeWidened
	case old.IsZero() && !new.IsExact():
		return ChangeNarrowed
	case new.Refines(old) && new.IsExact() || tellsTime(new, old):
		return ChangeDated
	case new.Refines(old):
		return ChangeNarrowed
	case old.Refines(new) || tellsTime(old, new):
		return ChangeWidened
	}
	return ChangeMoved
}

// tellsTime reports whether w gives the time of day on the days of v.
func tellsTime(w, v When) bool {
	if w.form != Timed || v.form == Timed || !v.IsExact() {
		return false
	}
	return w.first.day == v.first.day && (w.end < 0 || w.last.day == v.last.day)
}

// decided returns w without the mark of projection.
func (w When) decided() When {
	w.first.projected, w.last.projected = false, false
	return w
}

// addedStatements returns those of new whose IDs old does not have.
func addedStatements(old, new []Statement) []Statement {
	var added []Statement
	for _, st := range new {
		if !slices.ContainsFunc(old, func(o Statement) bool { return o.ID == st.ID }) {
			added = append(added, st)
		}
	}
	return added
}

func addedSources(old, new []Source) []Source {
	var added []Source
	for _, s := range new {
		if !slices.Contains(old, s) {
			added = append(added, s)
		}
	}
	return added
}

func sameTranslation(a, b Translation) bool {
	return a.Language == b.Language && a.Title == b.Title && a.Summary == b.Summary && a.Description == b.Description &&
		a.Each == b.Each && a.Place == b.Place && a.Note == b.Note && slices.Equal(a.LeavesOpen, b.LeavesOpen)
}

// sameStatement reports whether two statements say the same, by the same sources.
func sameStatement(a, b Statement) bool {
	return a.ID == b.ID && a.Note == b.Note && a.Title == b.Title && a.When == b.When && a.Within == b.Within &&
		a.Status == b.Status && a.Place == b.Place && a.Geo == b.Geo && a.Format == b.Format &&
		slices.Equal(a.Organizers, b.Organizers) && slices.Equal(a.Documents, b.Documents) &&
		slices.Equal(a.Sources, b.Sources) && slices.Equal(a.Revised, b.Revised) &&
		slices.EqualFunc(a.Translations, b.Translations, sameTranslation)
}

// knownOn returns the day whose knowledge a calendar shows: that of AsOf, or of its
// revision, or where it has none the last day on which something was said.
func (c *Calendar) knownOn() date.Date {
	if c.hasAsOf {
		return c.asOf
	}
	if r := c.Revision(); !r.IsZero() {
		return date.NewAt(r.UTC())
	}
	var last date.Date
	for i := range c.records {
		for _, st := range c.statements(&c.records[i]) {
			last = max(last, st.SaidOn)
		}
	}
	for i := range c.store.series {
		last = max(last, c.store.series[i].saidOn)
	}
	return last
}
