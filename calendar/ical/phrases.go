package ical

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// phrases are what a feed says of its own in one language, beside the words that package
// calendar has. To add a language, add it there and here.
type phrases struct {
	language language.Tag

	cancelled, latestDay, window string // marks that a title takes
	vague                        string // a title, and its days in words
	online                       string // the place of a virtual meeting

	label, heading string // what stands around the name of a line, and of a list of lines
	sentence       string // the full stop behind a text
	listed         string // what stands between the items of a line

	by, place, format, documents, leftOpen, saidBy, recorded, pattern, id string

	statuses  map[calendar.Status]string // as sentences
	dayNotSet string                     // of what is mandated
	metBy     string                     // takes an ID
	inferred  string                     // behind a day
}

// allPhrases has those of the language for all others first.
var allPhrases = []*phrases{&english, &arabic, &spanish, &french, &russian, &chinese}

// phrasesIn returns the phrases of a language, and those in English where it has none.
func phrasesIn(l language.Tag) *phrases {
	if calendar.HasWords(l) {
		base, _ := l.Base()
		for _, p := range allPhrases {
			if own, _ := p.language.Base(); own == base {
				return p
			}
		}
	}
	return allPhrases[0]
}

// hasPhrases reports whether this package can speak a language.
func hasPhrases(l language.Tag) bool {
	own, _ := phrasesIn(l).language.Base()
	base, _ := l.Base()
	return l != language.Und && own == base
}

// wordsLanguage returns the language that words beside a text in a language are in, to be
// written with them; none where the text's own is not known.
func wordsLanguage(l language.Tag) language.Tag {
	if l == language.Und || hasPhrases(l) {
		return l
	}
	return phrasesIn(l).language
}

// inLanguage returns the parameter of a text in a language; none where that is not known.
func inLanguage(l language.Tag) []ics.PropertyParameter {
	if l == language.Und {
		return nil
	}
	return []ics.PropertyParameter{withParameter("LANGUAGE", l.String())}
}

// summary returns the title of an event, with a mark if it is cancelled, or if the days in
// the feed are not those on which it falls but bound them. The language is that of the
// whole, and none where the mark is in another one than the title.
func summary(ev calendar.Event, s stand) (string, language.Tag) {
	in := ev.TitleLanguage()
	say := phrasesIn(in)
	marked := in
	if !hasPhrases(in) {
		marked = language.Und
	}
	switch {
	case ev.Status == calendar.Cancelled:
		// Some applications show cancelled events like others.
		return fmt.Sprintf(say.cancelled, ev.Title), marked
	case ev.When.IsExact():
		return ev.Title, in
	case fallsDue(ev) && s.isWindow:
		return fmt.Sprintf(say.window, ev.Title), marked
	case fallsDue(ev):
		return fmt.Sprintf(say.latestDay, ev.Title), marked
	}
	return fmt.Sprintf(say.vague, ev.Title, ev.When.WordsIn(say.language)), marked
}

// unmarked returns a title, which is on w, without the mark that summary has given it, if
// there is one.
func (say *phrases) unmarked(title string, w calendar.When) string {
	marks := []string{say.cancelled}
	if !w.IsExact() {
		marks = append(marks, say.latestDay, say.window, fmt.Sprintf(say.vague, "%s", w.WordsIn(say.language)))
	}
	for _, mark := range marks {
		before, after, _ := strings.Cut(mark, "%s")
		if bare, ok := strings.CutPrefix(title, before); ok {
			if bare, ok = strings.CutSuffix(bare, after); ok {
				return bare
			}
		}
	}
	return title
}

// category returns a kind in words: "Report due".
func category(k calendar.Kind, l language.Tag) string { return capital(k.WordsIn(l)) }

// capital returns s with its first letter as a capital.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
