package ical

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// paragraphs is a text in lines, with single empty lines between its parts.
type paragraphs struct {
	b   strings.Builder
	due bool // whether a gap comes before the next line

	say   *phrases
	in    language.Tag // of the whole
	mixed bool         // whether a part is in another language, or may be
}

// paragraphsIn returns an empty text in a language.
func paragraphsIn(l language.Tag) paragraphs {
	return paragraphs{say: phrasesIn(l), in: l, mixed: !hasPhrases(l)}
}

// holds notes that a text in a language is part of the whole.
func (t *paragraphs) holds(s string, l language.Tag) { t.mixed = t.mixed || s != "" && l != t.in }

// language returns the language of the whole, and none where it has several.
func (t *paragraphs) language() language.Tag {
	if t.mixed {
		return language.Und
	}
	return t.in
}

func (t *paragraphs) label(name, s string) { t.line(fmt.Sprintf(t.say.label, name, s)) }
func (t *paragraphs) heading(name string)  { t.line(fmt.Sprintf(t.say.heading, name)) }

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
func (t *paragraphs) paragraph(s string, in language.Tag) {
	t.holds(s, in)
	if s != "" {
		t.gap()
		t.line(s)
		t.gap()
	}
}

// list adds a line of named items, unless there are none.
func (t *paragraphs) list(name string, items []string) {
	if len(items) > 0 {
		t.label(name, strings.Join(items, t.say.listed))
	}
}

// leftOpen adds what the document does not say, item by item.
func (t *paragraphs) leftOpen(items []string, in language.Tag) {
	if len(items) == 0 {
		return
	}
	t.gap()
	t.heading(t.say.leftOpen)
	for _, item := range items {
		t.line("- " + item)
		t.holds(item, in)
	}
}

// attendance says where and how people meet, as far as it is known.
func (t *paragraphs) attendance(place string, in language.Tag, format calendar.Format) {
	t.holds(place, in)
	t.list(t.say.place, nonEmpty(place))
	t.list(t.say.format, nonEmpty(format.WordsIn(t.say.language)))
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
		t.line("- " + fmt.Sprintf(t.say.label, t.say.said(first.SaidOn, first.SaidOnInferred), calendar.Cite(sources[:n])))
		sources = sources[n:]
	}
}
