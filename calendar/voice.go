package calendar

import (
	"slices"

	"golang.org/x/text/language"
)

// A voice says in which languages a view tells its texts.
type voice struct {
	languages []language.Tag // of the calendar, its own first
	preferred []uint8        // indexes of those that come before its own, the best first
}

// ownVoice is an index: that of the calendar's own language.
const ownVoice = 0

// In returns the calendar with each text in the language that suits the preferred ones
// best, as [language.Matcher] judges: in the best one in which it is given, or else in the
// calendar's own. The first of the preferred languages counts most. [Event.TitleLanguage]
// and its like tell which it has become. The IDs are the same, and so is all else.
//
// Without preferred languages, each text is in the calendar's own.
func (c *Calendar) In(preferred ...language.Tag) *Calendar {
	v := *c
	v.voice = &voice{c.languages, prefer(preferred, c.languages)}
	v.series = slices.Clone(c.series)
	for i := range v.series {
		v.series[i].voice = v.voice
	}
	return &v
}

// prefer returns the indexes of the languages that suit the preferred ones better than the
// first does, the best first.
func prefer(preferred, languages []language.Tag) []uint8 {
	if len(languages) < 2 {
		return nil // also of a calendar whose own language is not known
	}
	var best, left []uint8
	tags := slices.Clone(languages)
	for i := range languages {
		left = append(left, uint8(i))
	}
	for _, p := range preferred {
		for len(left) > 0 {
			_, i, confidence := language.NewMatcher(tags).Match(p)
			if confidence == language.No {
				break
			}
			if left[i] == ownVoice {
				return best
			}
			best = append(best, left[i])
			left, tags = slices.Delete(left, i, i+1), slices.Delete(tags, i, i+1)
		}
	}
	return best
}

// Language returns the calendar's own language, and [language.Und] where its definition
// does not say.
func (c *Calendar) Language() language.Tag { return c.languages[ownVoice] }

// Languages returns the languages in which some text of the calendar is given: its own
// first, then others in the order of their tags.
func (c *Calendar) Languages() []language.Tag { return slices.Clone(c.languages) }

// BestLanguage returns the one of the calendar's languages that suits a preferred one best,
// as [language.Matcher] judges, and false if none does.
func (c *Calendar) BestLanguage(preferred language.Tag) (language.Tag, bool) {
	if c.matcher == nil {
		return language.Und, false
	}
	_, i, confidence := c.matcher.Match(preferred)
	return c.languages[i], confidence != language.No
}

// Translations returns the title and the description of the calendar in other languages,
// in the order of their tags.
func (c *Calendar) Translations() []Translation { return slices.Clone(c.def.Translations) }

// TitleLanguage returns the language that Title is in.
func (c *Calendar) TitleLanguage() language.Tag {
	_, l := c.voice.choose(c.def.Title, c.def.Translations, titleText)
	return c.languages[l]
}

// DescriptionLanguage returns the language that Description is in.
func (c *Calendar) DescriptionLanguage() language.Tag {
	_, l := c.voice.choose(c.def.Description, c.def.Translations, descriptionText)
	return c.languages[l]
}

// find returns the best translation that passes, and the index of its language; nil and
// ownVoice if none does.
func (v *voice) find(translations []Translation, pass func(*Translation) bool) (*Translation, uint8) {
	if len(translations) > 0 {
		for _, l := range v.preferred {
			for i := range translations {
				if t := &translations[i]; t.Language == v.languages[l] && pass(t) {
					return t, l
				}
			}
		}
	}
	return nil, ownVoice
}

// choose returns a text in the best of its languages, and the index of that.
func (v *voice) choose(own string, translations []Translation, x text) (string, uint8) {
	if t, l := v.find(translations, func(t *Translation) bool { return t.has(x) }); t != nil {
		return *t.line(x), l
	}
	return own, ownVoice
}

func (v *voice) chooseLeavesOpen(own []string, translations []Translation) ([]string, uint8) {
	if t, l := v.find(translations, func(t *Translation) bool { return t.has(leavesOpenText) }); t != nil {
		return t.LeavesOpen, l
	}
	return own, ownVoice
}

// voiced tells the languages that the texts of an event or a series are in.
type voiced struct {
	by                                *voice
	title, summary, place, leavesOpen uint8
}

func (v voiced) language(l uint8) language.Tag {
	if v.by == nil {
		return language.Und
	}
	return v.by.languages[l]
}

// tell puts an event in the voice's languages.
func (v *voice) tell(ev *Event) {
	ev.voiced.by = v
	if len(v.preferred) == 0 {
		return
	}
	ev.Title, ev.voiced.title = v.choose(ev.Title, ev.Translations, titleText)
	ev.Summary, ev.voiced.summary = v.choose(ev.Summary, ev.Translations, summaryText)
	ev.Place, ev.voiced.place = v.choose(ev.Place, ev.Translations, placeText)
	ev.LeavesOpen, ev.voiced.leavesOpen = v.chooseLeavesOpen(ev.LeavesOpen, ev.Translations)
	if !slices.ContainsFunc(ev.History, func(st Statement) bool { return len(st.Translations) > 0 }) {
		return
	}
	ev.History = slices.Clone(ev.History)
	for i := range ev.History {
		st := &ev.History[i]
		st.Title, _ = v.choose(st.Title, st.Translations, titleText)
		st.Place, _ = v.choose(st.Place, st.Translations, placeText)
		st.Note, st.noteIn = v.choose(st.Note, st.Translations, noteText)
	}
}

// tellSeries puts a series in the voice's languages.
func (v *voice) tellSeries(s Series) Series {
	s.voiced.by = v
	own := s
	s.Title, s.voiced.title = v.choose(own.Title, own.Translations, titleText)
	s.Summary, s.voiced.summary = v.choose(own.Summary, own.Translations, summaryText)
	s.Place, s.voiced.place = v.choose(own.Place, own.Translations, placeText)
	s.LeavesOpen, s.voiced.leavesOpen = v.chooseLeavesOpen(own.LeavesOpen, own.Translations)
	// Where the best language has no text for one occurrence, its title serves for that.
	if t, _ := v.find(own.Translations, func(t *Translation) bool { return t.has(eachText) || t.has(titleText) }); t != nil {
		s.Each = t.Each
	}
	return s
}

// TitleLanguage returns the language that Title is in: the calendar's own unless
// [Calendar.In] has found a better one, and [language.Und] where that is not known.
func (e Event) TitleLanguage() language.Tag { return e.voiced.language(e.voiced.title) }

// SummaryLanguage is [Event.TitleLanguage] for Summary.
func (e Event) SummaryLanguage() language.Tag { return e.voiced.language(e.voiced.summary) }

// PlaceLanguage is [Event.TitleLanguage] for Place.
func (e Event) PlaceLanguage() language.Tag { return e.voiced.language(e.voiced.place) }

// LeavesOpenLanguage is [Event.TitleLanguage] for LeavesOpen.
func (e Event) LeavesOpenLanguage() language.Tag { return e.voiced.language(e.voiced.leavesOpen) }

// NoteLanguage is [Event.TitleLanguage] for the Note of a statement in the event's
// History.
func (e Event) NoteLanguage(st Statement) language.Tag { return e.voiced.language(st.noteIn) }

// TitleLanguage is [Event.TitleLanguage] for a series.
func (s Series) TitleLanguage() language.Tag { return s.voiced.language(s.voiced.title) }

// SummaryLanguage is [Event.TitleLanguage] for the Summary of a series.
func (s Series) SummaryLanguage() language.Tag { return s.voiced.language(s.voiced.summary) }

// PlaceLanguage is [Event.TitleLanguage] for the Place of a series.
func (s Series) PlaceLanguage() language.Tag { return s.voiced.language(s.voiced.place) }

// LeavesOpenLanguage is [Event.TitleLanguage] for the LeavesOpen of a series.
func (s Series) LeavesOpenLanguage() language.Tag { return s.voiced.language(s.voiced.leavesOpen) }
