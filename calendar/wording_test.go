package calendar

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// Months as the Unicode CLDR has them, in the form that stands in a date.
func TestMonthsInOtherLanguages(t *testing.T) {
	for l, months := range map[language.Tag]string{
		language.French:  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		language.Spanish: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	} {
		require.Equal(t, strings.Fields(months), wordingIn(l).months[:])
	}
}

func TestWhenWordsInOtherLanguages(t *testing.T) {
	for _, tt := range []struct{ when, french, spanish string }{
		{"XXXX", "sans date", "sin fecha"},
		{"2027-07-30", "30 juillet 2027", "30 de julio de 2027"},
		{"2027-08-01", "1er août 2027", "1 de agosto de 2027"},
		{"2024-12", "en décembre 2024", "en diciembre de 2024"},
		{"2026?", "en 2026 (prévision)", "en 2026 (previsión)"},
		{"2025-11-24/2025-11-25", "24–25 novembre 2025", "24–25 de noviembre de 2025"},
		{"2025-09-30/2025-10-02", "30 septembre – 2 octobre 2025", "30 de septiembre – 2 de octubre de 2025"},
		{"2015/2022", "2015–2022", "2015–2022"},
		{"2019/..", "à partir de 2019", "a partir de 2019"},
		{"2019-03-01/..", "à partir du 1er mars 2019", "a partir del 1 de marzo de 2019"},
		{"2019-03-02/", "à partir du 2 mars 2019, fin inconnue", "desde el 2 de marzo de 2019, fin desconocido"},
		{"../2022", "jusqu’en 2022", "hasta 2022"},
		{"/2014-10-16", "jusqu’au 16 octobre 2014, début inconnu", "hasta el 16 de octubre de 2014, inicio desconocido"},
		{"[2025-09-30..2025-12-31]", "entre le 30 septembre et le 31 décembre 2025", "entre el 30 de septiembre y el 31 de diciembre de 2025"},
		{"[2024-12-09..2024-12-13]", "entre le 9 et le 13 décembre 2024", "entre el 9 y el 13 de diciembre de 2024"},
		{"[2024-05..2024-07]", "entre mai et juillet 2024", "entre mayo y julio de 2024"},
		{"[2025-10-04?..2025-12-31]", "entre le 4 octobre et le 31 décembre 2025 (premier jour prévisionnel)",
			"entre el 4 de octubre y el 31 de diciembre de 2025 (primer día previsto)"},
		{"[..2013-07-31]", "au plus tard le 31 juillet 2013", "a más tardar el 31 de julio de 2013"},
		{"[..2025-12]", "au plus tard en décembre 2025", "a más tardar en diciembre de 2025"},
		{"[2026-01-01..]", "au plus tôt le 1er janvier 2026", "no antes del 1 de enero de 2026"},
		{"2025-06-30T10:00[America/New_York]/2025-06-30T13:00[America/New_York]",
			"30 juin 2025, 10:00–13:00 America/New_York", "30 de junio de 2025, 10:00–13:00 America/New_York"},
	} {
		w := MustParseWhen(tt.when)
		require.Equal(t, tt.french, w.WordsIn(language.MustParse("fr-CH")), tt.when)
		require.Equal(t, tt.spanish, w.WordsIn(language.Spanish), tt.when)
	}
}

func TestLanguagesWithoutWords(t *testing.T) {
	for _, l := range []language.Tag{language.Und, language.Russian, language.MustParse("x-own")} {
		require.False(t, HasWords(l))
		require.Equal(t, "in 2026", InYear(2026).WordsIn(l))
		require.Equal(t, "report due", ReportDue.WordsIn(l))
	}
	require.True(t, HasWords(language.BritishEnglish))
	require.Equal(t, []language.Tag{language.English, language.French, language.Spanish}, WordLanguages())
}

// A language that has words has all of them.
func TestWordingsAreComplete(t *testing.T) {
	for _, w := range wordings {
		for _, k := range Kinds() {
			require.NotEmpty(t, w.kinds[k], "%s %s", w.language, k)
		}
		for _, s := range Statuses() {
			require.NotEmpty(t, w.statuses[s], "%s %s", w.language, s)
		}
		for _, f := range formats {
			require.NotEmpty(t, w.formats[f], "%s %s", w.language, f)
		}
		v := reflect.ValueOf(*w)
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "firstDay" {
				require.False(t, v.Field(i).IsZero(), "%s %s", w.language, name)
			}
		}
	}
}
