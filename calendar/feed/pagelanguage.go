package feed

import "golang.org/x/text/language"

// varyByLanguage is for pages whose address leaves the language to Accept-Language.
var varyByLanguage = newField("Vary", "Accept-Language, Accept-Encoding")

// settleLanguage settles what the page says in which language. One language counts for all:
// that of the address, or else the one that Accept-Language likes best. The page itself
// speaks it if there is a localizer for it, and the calendar's texts are in it as far as they
// are given in it; else in that of the page.
func (v *view) settleLanguage(accepted []string) {
	v.l, v.leftToReader = preferredLocalizer(accepted), true
	if v.q.lang == "" {
		v.texts = []language.Tag{v.l.tag}
		return
	}
	asked := language.Make(v.q.lang)
	v.q.lang = ""
	if l, ok := localizerIn(asked); ok {
		v.l, v.leftToReader, v.q.lang = l, false, l.tag.String()
	}
	v.texts = []language.Tag{v.l.tag}
	if best, ok := v.e.cal.BestLanguage(asked); ok && sameLanguage(best, asked) {
		v.q.lang = best.String()
		v.texts = []language.Tag{best, v.l.tag}
	}
}

// sameLanguage reports whether two tags are of the same language, whatever the region or the
// script.
func sameLanguage(a, b language.Tag) bool {
	x, _ := a.Base()
	y, _ := b.Base()
	return x == y
}

// feedLanguages are the languages for the feeds of the page: none where they would be those
// of a feed of which nobody has asked for one.
func (v *view) feedLanguages() []language.Tag {
	found := suiting(v.texts, v.e.cal)
	if len(found) == 1 && found[0] == v.e.cal.Language() && len(v.e.options.Feed.Languages) == 0 {
		return nil
	}
	return found
}
