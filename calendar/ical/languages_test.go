package ical

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// tongues is the definition of a calendar in English with texts in Chinese, French, Portuguese
// and Spanish.
func tongues() calendar.Definition {
	def := define(calendar.Layer{
		Events: []calendar.Event{
			{
				ID: "appraisal", Title: "Appraisal", Summary: "A meeting.", Kind: calendar.HighLevelMeeting, Status: calendar.Mandated,
				When: calendar.MustParseWhen("[2025-09-30..2025-12-31]"), Place: "New York", Organizers: []string{"PGA"}, LeavesOpen: []string{"the days"},
				Translations: []calendar.Translation{
					{Language: language.French, Title: "Évaluation", Summary: "Une réunion.", Place: "New York", LeavesOpen: []string{"les jours"}},
					{Language: language.Portuguese, Title: "Avaliação"},
					{Language: language.Spanish, Title: "Evaluación"},
					{Language: language.Chinese, Title: "评估", Summary: "会议。", Place: "纽约", LeavesOpen: []string{"日期"}},
				},
			},
			{ID: "talk", Title: "Talk", When: calendar.On(day("2026-10-02")), Kind: calendar.Briefing, Status: calendar.Cancelled, Format: calendar.Virtual},
		},
		Series: []calendar.Series{{
			ID: "day", Title: "World Day", Kind: calendar.Observance, Status: calendar.Scheduled, Pattern: calendar.ByRule{Rule: recurrence.MustParse(july30)}, Start: day("2014-07-30"),
			Translations: []calendar.Translation{{Language: language.French, Title: "Journée mondiale", Each: "Journée mondiale {year}"}},
		}},
		Statements: []calendar.Statement{{
			ID: "held", Of: "day/2020-07-30", Status: calendar.Held,
			Translations: []calendar.Translation{{Language: language.French, Title: "Journée mondiale : les secours", Note: "En ligne."}},
		}},
	})
	def.Language = language.English
	def.Translations = []calendar.Translation{
		{Language: language.French, Title: "Essai", Description: "Ce que c’est"},
		{Language: language.Spanish, Title: "Prueba"},
	}
	return def
}

// in is the value of the parameter LANGUAGE, and "" without one.
func (p plainProperty) in() string { return strings.Join(p.params["LANGUAGE"], " ") }

func eventWith(t *testing.T, feed *plainComponent, id string) *plainComponent {
	t.Helper()
	for _, c := range feed.components {
		for _, p := range c.properties {
			if p.name == idProperty && p.text() == id {
				return c
			}
		}
	}
	t.Fatalf("there is no %s", id)
	return nil
}

func TestFeedInFrench(t *testing.T) {
	feed := feedOf(t, tongues(), FeedOptions{Languages: []language.Tag{language.CanadianFrench}})
	e := eventWith(t, feed, "appraisal")
	require.Equal(t, "Dernier jour\u00a0: Évaluation", e.find("SUMMARY").text())
	require.Equal(t, strings.ReplaceAll(strings.Join([]string{
		"Entre le 30 septembre et le 31 décembre 2025.",
		"Prescrit~; la date n’est pas encore fixée.",
		"",
		"Une réunion.",
		"",
		"Par~: PGA",
		"Lieu~: New York",
		"",
		"Ce que le document ne dit pas~:",
		"- les jours",
		"",
		"Sources~:",
		"- 16 décembre 2021~: A/RES/76/186, op 5 – entre le 30 septembre et le 31 décembre 2025; prescrit",
		"",
		"ID~: appraisal",
	}, "\n"), "~", "\u00a0"), e.find("DESCRIPTION").text())
	require.Equal(t, []string{"Réunion de haut niveau"}, e.find("CATEGORIES").items())
	for _, name := range []string{"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"} {
		require.Equal(t, "fr", e.find(name).in(), name)
	}
	require.Equal(t, "high-level-meeting", e.raw(kindProperty))

	// What is not translated is all English, its words too.
	talk := eventWith(t, feed, "talk")
	require.Equal(t, "[CANCELLED] Talk", talk.find("SUMMARY").text())
	require.Equal(t, "Online", talk.find("LOCATION").text())
	for _, name := range []string{"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"} {
		require.Equal(t, "en", talk.find(name).in(), name)
	}

	series := eventWith(t, feed, "day")
	require.Equal(t, "Journée mondiale", series.find("SUMMARY").text())
	require.Contains(t, series.find("DESCRIPTION").text(), "Occurrences connues\u00a0:\n- 30 juillet 2020\u00a0: Journée mondiale : les secours (A/80/L.8)")
	require.Equal(t, "fr", series.find("DESCRIPTION").in())

	require.Equal(t, "Essai", feed.find("NAME").text())
	require.Equal(t, "fr", feed.find("NAME").in())
	require.Equal(t, "Essai", feed.find("X-WR-CALNAME").text())
	require.Equal(t, "Ce que c’est", feed.find("DESCRIPTION").text())
}

// The marks of sentences are those of the language as well.
func TestFeedInChinese(t *testing.T) {
	e := eventWith(t, feedOf(t, tongues(), FeedOptions{Languages: []language.Tag{language.Chinese}}), "appraisal")
	require.Equal(t, "最后一日：评估", e.find("SUMMARY").text())
	require.Equal(t, strings.Join([]string{
		"2025年9月30日至12月31日之间。",
		"已授权；日期尚未确定。",
		"",
		"会议。",
		"",
		"主办方：PGA",
		"地点：纽约",
		"",
		"文件未说明的事项：",
		"- 日期",
		"",
		"来源：",
		"- 2021年12月16日：A/RES/76/186, op 5 – 2025年9月30日至12月31日之间；已授权",
		"",
		"标识符：appraisal",
	}, "\n"), e.find("DESCRIPTION").text())
	require.Equal(t, []string{"高级别会议"}, e.find("CATEGORIES").items())
	require.Equal(t, "zh", e.find("DESCRIPTION").in())
}

// Without a language asked for, all texts are in the calendar's own, and its name in each.
func TestFeedInItsOwnLanguage(t *testing.T) {
	feed := feedOf(t, tongues(), FeedOptions{})
	var heads []string
	for _, p := range feed.properties {
		if p.name == "NAME" || p.name == "DESCRIPTION" || strings.HasPrefix(p.name, "X-WR") {
			heads = append(heads, p.name+" "+p.in()+" "+p.text())
		}
	}
	require.Equal(t, []string{
		"NAME en Test, with a comma", "NAME es Prueba", "NAME fr Essai",
		"X-WR-CALNAME  Test, with a comma",
		"DESCRIPTION en What it is", "DESCRIPTION fr Ce que c’est",
		"X-WR-CALDESC  What it is",
	}, heads)
	e := eventWith(t, feed, "appraisal")
	require.Equal(t, "Latest day: Appraisal", e.find("SUMMARY").text())
	require.Equal(t, "en", e.find("SUMMARY").in())
}

// A language in which this package has no words: the title alone is in it, and nothing
// that has both has a LANGUAGE.
func TestFeedInALanguageWithoutWords(t *testing.T) {
	feed := feedOf(t, tongues(), FeedOptions{Languages: []language.Tag{language.Portuguese}, Windows: WindowBoth})
	e := eventWith(t, feed, "appraisal")
	require.Equal(t, "Latest day: Avaliação", e.find("SUMMARY").text())
	require.Empty(t, e.find("SUMMARY").in())
	require.Empty(t, e.find("DESCRIPTION").in())
	require.Equal(t, "en", e.find("LOCATION").in())
	require.Equal(t, "en", e.find("CATEGORIES").in())

	def := tongues()
	def.Layers[0].Events[0].When = calendar.On(day("2025-11-24"))
	exact := eventWith(t, feedOf(t, def, FeedOptions{Languages: []language.Tag{language.Portuguese}}), "appraisal")
	require.Equal(t, "pt", exact.find("SUMMARY").in())
}

// A description of which a part is in another language has none.
func TestLanguageOfAMixedDescription(t *testing.T) {
	feed := feedOf(t, tongues(), FeedOptions{Languages: []language.Tag{language.Spanish}})
	e := eventWith(t, feed, "appraisal")
	require.Equal(t, "es", e.find("SUMMARY").in())
	require.Contains(t, e.find("DESCRIPTION").text(), "A meeting.")
	require.Contains(t, e.find("DESCRIPTION").text(), "Entre el 30 de septiembre y el 31 de diciembre de 2025.")
	require.Empty(t, e.find("DESCRIPTION").in())
	require.Equal(t, "en", e.find("LOCATION").in())
}

// The same event has the same UID in every language.
func TestUIDsInLanguages(t *testing.T) {
	english, french := feedOf(t, tongues(), FeedOptions{}), feedOf(t, tongues(), FeedOptions{Languages: []language.Tag{language.French}})
	for _, id := range []string{"appraisal", "talk", "day"} {
		for _, name := range []string{"UID", "SEQUENCE", "DTSTAMP", whenProperty} {
			if name != whenProperty || id != "day" {
				require.Equal(t, eventWith(t, english, id).raw(name), eventWith(t, french, id).raw(name))
			}
		}
	}
}

// A calendar that does not say its language has English words and no LANGUAGE.
func TestFeedWithoutALanguage(t *testing.T) {
	def := define(calendar.Layer{Events: []calendar.Event{{
		ID: "e", When: calendar.MustParseWhen("2026"), Kind: calendar.Meeting, Status: calendar.Scheduled, Format: calendar.Virtual,
	}}})
	require.NotContains(t, textOf(t, calendar.MustNew(def), FeedOptions{Languages: []language.Tag{language.French}}), "LANGUAGE")
}

func TestPhrasesAreComplete(t *testing.T) {
	require.Len(t, allPhrases, len(calendar.WordLanguages()))
	for i, l := range calendar.WordLanguages() {
		p := phrasesIn(l)
		require.Same(t, allPhrases[i], p)
		v := reflect.ValueOf(*p)
		for i := range v.NumField() {
			require.False(t, v.Field(i).IsZero(), "%s %s", p.language, v.Type().Field(i).Name)
		}
		for _, s := range calendar.Statuses() {
			if s != calendar.Overdue {
				require.NotEmpty(t, p.statuses[s], "%s %s", p.language, s)
			}
		}
	}
}

// has reports whether a component has a property.
func (c *plainComponent) has(name string) bool { return c.find(name).name != "" }
