package calendar

import (
	"fmt"

	"golang.org/x/text/language"
)

// A wording says in one language what is known of a day. To add a language, add a file
// with its wording, and the wording to wordings.
type wording struct {
	language language.Tag

	months [12]string

	// How a day and a month are written. A day takes its number, the month and
	// the year; a month its name and the year; dayOfMonth the number and the month.
	day, dayOfMonth, month string
	firstDay               string // the number of the first day of a month; "1" where empty

	within string // says that something is in a month or a year

	// What stands around a bound, by its Precision.
	notAfter, notBefore, until, onFrom, from, bare [3]string
	between                                        string // takes both, each as in bare
	startNotKnown, endNotKnown                     string // behind until and from

	noDate                                      string
	projected, firstDayProjected, lastProjected string // behind the rest

	kinds    map[Kind]string
	statuses map[Status]string
	formats  map[Format]string
}

// wordings are all of them, that of the language for all others first.
var wordings = []*wording{&english, &french, &spanish}

// wordingIn returns the wording of a language, whatever its region or script, and English
// for one that has none.
func wordingIn(l language.Tag) *wording {
	if w, ok := ownWording(l); ok {
		return w
	}
	return wordings[0]
}

func ownWording(l language.Tag) (*wording, bool) {
	base, _ := l.Base()
	for _, w := range wordings {
		if own, _ := w.language.Base(); own == base && l != language.Und {
			return w, true
		}
	}
	return nil, false
}

// WordLanguages returns the languages in which this package has words for days, kinds,
// statuses and formats: English, French and Spanish. The slice is the caller's.
func WordLanguages() []language.Tag {
	tags := make([]language.Tag, len(wordings))
	for i, w := range wordings {
		tags[i] = w.language
	}
	return tags
}

// HasWords reports whether this package has words in a language: one of [WordLanguages],
// in whatever region.
func HasWords(l language.Tag) bool {
	_, ok := ownWording(l)
	return ok
}

// WordsIn says the kind in a language, and in English where [HasWords] is false of it:
// "report due".
func (k Kind) WordsIn(l language.Tag) string { return wordOf(wordingIn(l).kinds, k) }

// WordsIn says the status in a language, and in English where [HasWords] is false of it.
func (s Status) WordsIn(l language.Tag) string { return wordOf(wordingIn(l).statuses, s) }

// WordsIn says the format in a language, and in English where [HasWords] is false of it.
func (f Format) WordsIn(l language.Tag) string { return wordOf(wordingIn(l).formats, f) }

func wordOf[T ~string](words map[T]string, t T) string {
	if w, ok := words[t]; ok {
		return w
	}
	return string(t)
}

// at puts what stands around a bound around its text.
func at(around [3]string, b bound, text string) string {
	return fmt.Sprintf(around[b.precision], text)
}

// always is for what stands around a bound whatever its precision.
func always(s string) [3]string { return [3]string{s, s, s} }
