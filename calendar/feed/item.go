package feed

import (
	"strings"
	"unicode"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// An item is an entry as pages tell it.
type item struct {
	ID, Link    string
	Title, Lang string // Lang is the language of the title, where it is not that of the page
	When        string
	Count       count
	Kind        string
	Status      string
	StatusName  calendar.Status
	Certainty   certainty
	Sure        string // the certainty in words
	Place       string
	PlaceLang   string
	Sources     []sourceLink
	MoreSources int

	Exact bool // whether its days are named
}

// sourcesShown is how many sources an item names.
const sourcesShown = 2

// newItem tells an entry.
func (v *view) newItem(e calendar.Entry) item {
	c := certaintyOf(e)
	it := item{
		ID: e.ID, Link: v.eventLink(e.ID), Title: e.Title, Lang: v.langOf(e.TitleLanguage()),
		When: v.l.when(e.When), Count: v.countdown(e), Kind: v.l.capital(v.l.kind(e.Kind)),
		Status: v.l.status(e.Status), StatusName: e.Status, Certainty: c, Sure: v.l.certainty(c), Place: e.Place, PlaceLang: v.langOf(e.PlaceLanguage()),
		Exact: e.When.IsExact(),
	}
	for i, s := range e.WhenSources() {
		if i == sourcesShown {
			it.MoreSources = len(e.WhenSources()) - sourcesShown
			break
		}
		it.Sources = append(it.Sources, v.sourceLink(s))
	}
	return it
}

func (v *view) newItems(entries []calendar.Entry) []item {
	items := make([]item, len(entries))
	for i, e := range entries {
		items[i] = v.newItem(e)
	}
	return items
}

// A count says how many days there are to an entry, its number apart.
type count struct{ Before, Number, After string }

// newCount finds the number in a text, whatever its digits.
func newCount(text string) count {
	isDigit := func(r rune) bool { return unicode.IsDigit(r) }
	first := strings.IndexFunc(text, isDigit)
	if first < 0 {
		return count{Before: text}
	}
	end := first
	for i, r := range text[first:] {
		if isDigit(r) {
			end = first + i + len(string(r))
		}
	}
	return count{text[:first], text[first:end], text[end:]}
}

// IsZero reports whether there is nothing to count.
func (c count) IsZero() bool { return c == count{} }

// String joins the parts.
func (c count) String() string { return c.Before + c.Number + c.After }

// countdown says how many days there are to an entry, or since when it is overdue. It says
// nothing of what is settled and over.
func (v *view) countdown(e calendar.Entry) count {
	due, ok := e.When.Due()
	last, hasLast := e.When.Latest()
	switch {
	case e.Status == calendar.Cancelled || e.Status == calendar.Postponed && e.When.IsZero():
		return count{}
	case e.Status == calendar.Overdue:
		return newCount(v.l.tn("%d day ago", "%d days ago", int(v.today-last)))
	case ok && due >= v.today:
		return newCount(v.until(due, e.When.IsExact()))
	case hasLast && last >= v.today:
		if last == v.today {
			return newCount(v.l.t("ends today"))
		}
		return newCount(v.l.tn("ends in %d day", "ends in %d days", int(last-v.today)))
	}
	return count{}
}

// until says how far off a day is: the day itself, or the last on which a thing may be.
func (v *view) until(due date.Date, exact bool) string {
	n := int(due - v.today)
	switch {
	case n == 0 && exact:
		return v.l.t("today")
	case n == 0:
		return v.l.t("today at the latest")
	case n == 1 && exact:
		return v.l.t("tomorrow")
	case exact:
		return v.l.tn("in %d day", "in %d days", n)
	}
	return v.l.tn("within %d day", "within %d days", n)
}
