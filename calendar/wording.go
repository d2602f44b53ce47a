package calendar

import "golang.org/x/text/language"

// A wording says in one language what is known of a day. To add a language, add a file
// with its wording, and the wording to wordings.
type wording struct {
	language language.Tag

	months forms[[12]string]
	year   forms[string] // takes the year

	// How a day and a month are written. A day takes its number, the month and the year;
	// a month its name and the year; dayOfMonth the number and the month; dayAlone
	// what is left where the rest is said beside it.
	day, dayOfMonth, month string
	dayAlone               string // takes the number
	firstDay               string // the number of the first day of a month; "1" where empty

	// Of two days or months, what they share stands with the last where that is false,
	// and with the first where dates begin with the year.
	yearFirst bool

	within around // says that something is in a month or a year

	notAfter, notBefore, until, onFrom, from around
	between                                  string // takes both of the next
	betweenFirst, betweenLast                around
	startNotKnown, endNotKnown               string // behind until and from

	near, far, years string // take the first and the last: days of one month, others, years
	clock            string // takes a day and a time of day
	weekday          string // takes the name of a weekday and a day

	weekdays, shortWeekdays [7]string

	noDate                                      string
	projected, firstDayProjected, lastProjected string // behind the rest

	kinds    map[Kind]string
	statuses map[Status]string
	formats  map[Format]string
	aspects  map[Aspect]string
}

// A nounForm is how a month or a year is inflected. Languages that do not inflect them
// have one form.
type nounForm uint8

const (
	nominative    nounForm = iota // by itself
	genitive                      // with the number of a day, and behind most prepositions
	prepositional                 // behind "in"
	nounForms
)

// forms are the forms of a word.
type forms[T any] [nounForms]T

// one is for a word that has a single form.
func one[T any](w T) forms[T] { return forms[T]{w, w, w} }

// An around is what stands around a bound: for each [Precision] a text that takes it, and
// the form in which it takes it.
type around struct {
	by   [3]string
	form nounForm
}

// always is for what stands around a bound whatever its precision.
func always(s string) around { return around{by: [3]string{s, s, s}} }

// with is for what differs by precision: of a day, a month and a year.
func with(day, month, year string) around { return around{by: [3]string{day, month, year}} }

// in says in which form the bound stands.
func (a around) in(f nounForm) around { a.form = f; return a }

// wordings are all of them, that of the language for all others first.
var wordings = []*wording{&english, &arabic, &spanish, &french, &russian, &chinese}

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
// statuses, formats and aspects of changes: the six official languages of the United
// Nations, English first and the others in the order of their tags. The slice is the
// caller's.
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

// WordsIn says the aspect in a language, and in English where [HasWords] is false of it.
func (a Aspect) WordsIn(l language.Tag) string { return wordOf(wordingIn(l).aspects, a) }

func wordOf[T ~string](words map[T]string, t T) string {
	if w, ok := words[t]; ok {
		return w
	}
	return string(t)
}
