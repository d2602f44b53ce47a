package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// A Translation holds the texts of an [Event], a [Series], a [Statement] or a [Definition]
// in a language other than the calendar's own. A text that it leaves empty is not
// translated.
type Translation struct {
	// Language is a tag of BCP 47. It is given in its canonical form: "iw" is "he".
	Language language.Tag

	Title       string   // of an Event, a Series or a Definition
	Summary     string   // of an Event or a Series
	Description string   // of a Definition
	Each        string   // of a Series; {nth} can be in English alone
	Place       string   // of an Event, a Series or a Statement
	Note        string   // of a Statement
	LeavesOpen  []string // of an Event or a Series; it stands for the whole list
}

// A text is one of the texts that a [Translation] can have.
type text uint8

const (
	titleText text = iota
	summaryText
	descriptionText
	eachText
	placeText
	noteText
	leavesOpenText
	textCount
)

// textNames are the names of the texts in catalogues.
var textNames = [textCount]string{"title", "summary", "description", "each", "place", "note", "leaves-open"}

// Which texts can be translated.
var (
	definitionTexts = []text{titleText, descriptionText}
	seriesTexts     = []text{titleText, summaryText, eachText, placeText, leavesOpenText}
	eventTexts      = []text{titleText, summaryText, placeText, leavesOpenText}
	statementTexts  = []text{titleText, placeText, noteText}
)

// line returns the place of a text in t; nil for the list of what is left open.
func (t *Translation) line(x text) *string {
	switch x {
	case titleText:
		return &t.Title
	case summaryText:
		return &t.Summary
	case descriptionText:
		return &t.Description
	case eachText:
		return &t.Each
	case placeText:
		return &t.Place
	case noteText:
		return &t.Note
	}
	return nil
}

func (t *Translation) has(x text) bool {
	if s := t.line(x); s != nil {
		return *s != ""
	}
	return len(t.LeavesOpen) > 0
}

func (t *Translation) isEmpty() bool {
	for x := range textCount {
		if t.has(x) {
			return false
		}
	}
	return true
}

// take copies a text from u to t.
func (t *Translation) take(u *Translation, x text) {
	if s := t.line(x); s != nil {
		*s = *u.line(x)
	} else {
		t.LeavesOpen = u.LeavesOpen
	}
}

// overlaid returns the translations, in the order of their languages, with those of the
// texts that others have in the place of theirs. Neither list is changed.
func overlaid(translations, others []Translation, texts []text) []Translation {
	if len(others) == 0 {
		return translations
	}
	all := slices.Clone(translations)
	for i := range others {
		o := &others[i]
		var t Translation
		at, found := slices.BinarySearchFunc(all, o.Language, func(t Translation, l language.Tag) int { return compareTags(t.Language, l) })
		if found {
			t = all[at]
		}
		t.Language = o.Language
		for _, x := range texts {
			if o.has(x) {
				t.take(o, x)
			}
		}
		switch {
		case found:
			all[at] = t
		case !t.isEmpty():
			all = slices.Insert(all, at, t)
		}
	}
	return all
}

// without returns the translations without a text.
func without(translations []Translation, x text) []Translation {
	if !slices.ContainsFunc(translations, func(t Translation) bool { return t.has(x) }) {
		return translations
	}
	all := slices.Clone(translations)
	for i := range all {
		all[i].take(&Translation{}, x)
	}
	return slices.DeleteFunc(all, func(t Translation) bool { return t.isEmpty() })
}

func compareTags(a, b language.Tag) int { return cmp.Compare(a.String(), b.String()) }

// checkTranslations checks translations of some texts and returns a copy of them, in the
// order of their languages.
func (b *builder) checkTranslations(translations []Translation, texts []text) []Translation {
	if len(translations) == 0 {
		return nil
	}
	if b.own == language.Und {
		b.fail("translations", "need the language of the calendar itself")
		return nil
	}
	all := make([]Translation, 0, len(translations))
	for _, t := range translations {
		t.Language = canonical(t.Language)
		at, again := slices.BinarySearchFunc(all, t.Language, func(t Translation, l language.Tag) int { return compareTags(t.Language, l) })
		field := "translations." + t.Language.String()
		switch {
		case t.Language == language.Und:
			b.fail("translations", "one has no language")
		case t.Language == b.own:
			b.fail(field, "is the language of the calendar itself")
		case again:
			b.fail(field, "is given twice")
		case t.isEmpty():
			b.fail(field, "has no text")
		case strings.Contains(t.Each, "{nth}") && !isEnglish(t.Language):
			b.fail(field+".each", "%s", noOrdinals)
		default:
			t.LeavesOpen = slices.Clone(t.LeavesOpen)
			all = slices.Insert(all, at, t)
			b.spoken[t.Language] = true
		}
		for x := range textCount {
			if t.has(x) && !slices.Contains(texts, x) {
				b.fail(field+"."+textNames[x], "there is none to translate here")
			}
		}
	}
	return all
}

const noOrdinals = "{nth} is an English ordinal; use {n}"

func isEnglish(t language.Tag) bool {
	base, _ := t.Base()
	return base.String() == "en"
}

// canonical returns a tag in its canonical form.
func canonical(t language.Tag) language.Tag {
	c, err := language.BCP47.Canonicalize(t)
	if err != nil {
		return t
	}
	return language.Make(c.String()) // equal tags are equal values then
}

// maxLanguages bounds the languages of a calendar.
const maxLanguages = 200

// gatherLanguages lists the languages of the calendar, its own first.
func (b *builder) gatherLanguages() {
	b.languages = []language.Tag{b.own}
	for t := range b.spoken {
		b.languages = append(b.languages, t)
	}
	slices.SortFunc(b.languages[1:], compareTags)
	if b.own != language.Und {
		b.matcher = language.NewMatcher(b.languages)
	}
	if n := len(b.languages); n > maxLanguages {
		b.at = DefinitionError{Layer: -1}
		b.fail("translations", "%s", fmt.Sprintf("are in %d languages, more than %d", n-1, maxLanguages-1))
	}
}
