package feed

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// maxLanguages bounds those of a query.
const maxLanguages = 10

// readLanguages reads language tags, those that the reader prefers first, and keeps for each
// the one of the calendar's own languages that suits it best. What the calendar does not
// have is no error: a subscription goes on when a translation is given up.
func readLanguages(q *query, cal *calendar.Calendar, values []string) error {
	if n := len(values); n > maxLanguages {
		return queryErrorf("parameter lang: it takes %d languages at most, and %d are given", maxLanguages, n)
	}
	var preferred []language.Tag
	for _, v := range values {
		t, err := language.BCP47.Parse(v)
		if err != nil || strings.Contains(v, "_") {
			return queryErrorf("parameter lang: %s is not a language tag of BCP 47, such as fr or zh-Hans; the calendar has %s",
				quote(v), listed(texts(spoken(cal), language.Tag.String)))
		}
		preferred = append(preferred, t)
	}
	q.languages = suiting(preferred, cal)
	return nil
}

// spoken returns the languages of a calendar, its own first, as far as they are known.
func spoken(cal *calendar.Calendar) []language.Tag {
	return slices.DeleteFunc(cal.Languages(), func(t language.Tag) bool { return t == language.Und })
}

// suiting returns for each of the preferred languages the one of the calendar that suits it
// best, each once and up to the calendar's own, which every text has. There are none where
// there is no choice.
func suiting(preferred []language.Tag, cal *calendar.Calendar) []language.Tag {
	if len(spoken(cal)) < 2 {
		return nil
	}
	var found []language.Tag
	for _, p := range preferred {
		best, ok := cal.BestLanguage(p)
		switch {
		case !ok || slices.Contains(found, best):
		case best != cal.Language():
			found = append(found, best)
		case len(found) == 0:
			return []language.Tag{best}
		default:
			return found
		}
	}
	return found
}

// audience returns the language of a feed for the languages that its options prefer;
// [language.Und] where it is not known.
func audience(cal *calendar.Calendar, preferred []language.Tag) language.Tag {
	if found := suiting(preferred, cal); len(found) > 0 {
		return found[0]
	}
	return cal.Language()
}
