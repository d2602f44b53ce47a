package calendar

import (
	_ "embed"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

//go:embed testdata/dates-cldr48.tsv
var datesOfCLDR string

// Dates as another program has them, which goes by the Unicode CLDR. The United Nations write
// some of them otherwise: the months in Arabic with both names, and June and July as in
// Egypt; the Russian word for a year in full. Between days of one month English has its dash
// without spaces here, as other languages do.
func TestDatesAsTheCLDRHasThem(t *testing.T) {
	egyptian := strings.NewReplacer("يونيو", "يونيه", "يوليو", "يوليه")
	levantine := map[string]string{} // what it is, and EDTF: text
	var rows [][]string
	for line := range strings.Lines(datesOfCLDR) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case fields[0] == "ar-LB-u-nu-latn":
			levantine[fields[1]+fields[2]] = fields[3]
		default:
			rows = append(rows, fields)
		}
	}
	require.Greater(t, len(rows), 6*52)
	for _, fields := range rows {
		locale, what, edtf, want := fields[0], fields[1], fields[2], fields[3]
		l := language.MustParse(locale)
		w := MustParseWhen(edtf)
		var got string
		switch what {
		case "day", "span":
			got = w.WordsIn(l)
		case "month":
			got = MonthOfYear(w.first.day.Year(), w.first.day.Month(), l)
		case "name":
			got = MonthName(w.first.day.Month(), l)
		case "yearly":
			got = DayOfMonth(w.first.day.Month(), w.first.day.Day(), l)
		case "weekday":
			got = WeekdayName(w.first.day.Weekday(), l)
		case "full":
			got = DayOfWeek(w.first.day, l)
		default:
			require.Fail(t, what)
		}
		switch locale {
		case "ar":
			want = twoNames(levantine[what+edtf], egyptian.Replace(want))
		case "ru":
			want = strings.ReplaceAll(want, " г.", " года")
		case "en-GB":
			want = strings.Replace(want, "24 – 25", "24–25", 1)
		case "zh":
			if what == "name" {
				want = chineseMonth(want)
			}
		}
		require.Equal(t, want, got, fields)
	}
}

// twoNames joins two dates in Arabic that differ in the names of the months alone.
func twoNames(levantine, egyptian string) string {
	a, b := strings.FieldsFunc(levantine, notArabic), strings.FieldsFunc(egyptian, notArabic)
	var pairs []string
	for i := range a {
		if one, other := strings.TrimSpace(a[i]), strings.TrimSpace(b[i]); one != other {
			pairs = append(pairs, one, one+"/"+other)
		}
	}
	return strings.NewReplacer(pairs...).Replace(levantine)
}

func notArabic(r rune) bool { return r != ' ' && !unicode.Is(unicode.Arabic, r) }

// chineseMonth is the number in a date for the name of a month that stands alone.
func chineseMonth(name string) string {
	i := slices.Index(strings.Fields("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"), name)
	return strconv.Itoa(i+1) + "月"
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

// The forms of dates in documents of the United Nations, such as "в период с мая по июль
// 2024 года" and "не позднее 31 декабря 2025 года": months in their case in Russian,
// and in Chinese what two dates share with the first.
func TestWhenWordsInArabicRussianAndChinese(t *testing.T) {
	for _, tt := range []struct{ when, arabic, russian, chinese string }{
		{"XXXX", "بلا تاريخ", "без даты", "无日期"},
		{"2021-12-16", "16 كانون الأول/ديسمبر 2021", "16 декабря 2021 года", "2021年12月16日"},
		{"2027-08-01", "1 آب/أغسطس 2027", "1 августа 2027 года", "2027年8月1日"},
		{"2024-12", "في كانون الأول/ديسمبر 2024", "в декабре 2024 года", "2024年12月"},
		{"2026?", "في عام 2026 (تاريخ متوقع)", "в 2026 году (по прогнозу)", "2026年（预计）"},
		{"2025-11-24/2025-11-25", "24–25 تشرين الثاني/نوفمبر 2025", "24–25 ноября 2025 года", "2025年11月24日至25日"},
		{"2025-09-30/2025-10-02", "30 أيلول/سبتمبر – 2 تشرين الأول/أكتوبر 2025", "30 сентября – 2 октября 2025 года", "2025年9月30日至10月2日"},
		{"2025-12-30/2026-01-02", "30 كانون الأول/ديسمبر 2025 – 2 كانون الثاني/يناير 2026", "30 декабря 2025 года – 2 января 2026 года",
			"2025年12月30日至2026年1月2日"},
		{"2024-05/2024-07", "أيار/مايو – تموز/يوليه 2024", "май – июль 2024 года", "2024年5月至7月"},
		{"2024-05-10/2024-07", "10 أيار/مايو – تموز/يوليه 2024", "10 мая – июль 2024 года", "2024年5月10日至7月"},
		{"2015/2022", "2015–2022", "2015–2022 годы", "2015年至2022年"},
		{"2015/2022-05", "2015 – أيار/مايو 2022", "2015 год – май 2022 года", "2015年至2022年5月"},
		{"2019/..", "اعتبارا من عام 2019", "начиная с 2019 года", "自2019年起"},
		{"2019-03/..", "اعتبارا من آذار/مارس 2019", "начиная с марта 2019 года", "自2019年3月起"},
		{"2019-03-02/", "من 2 آذار/مارس 2019، تاريخ الانتهاء غير معروف", "с 2 марта 2019 года, дата окончания неизвестна", "从2019年3月2日开始，结束日期不详"},
		{"../2022", "حتى عام 2022", "по 2022 год включительно", "直至2022年"},
		{"../2022-08", "حتى آب/أغسطس 2022", "по август 2022 года включительно", "直至2022年8月"},
		{"/2014-10-16", "حتى 16 تشرين الأول/أكتوبر 2014، تاريخ البدء غير معروف", "по 16 октября 2014 года включительно, дата начала неизвестна",
			"直至2014年10月16日，开始日期不详"},
		{"[2025-09-30..2025-12-31]", "بين 30 أيلول/سبتمبر و 31 كانون الأول/ديسمبر 2025", "в период с 30 сентября по 31 декабря 2025 года",
			"2025年9月30日至12月31日之间"},
		{"[2024-12-09..2024-12-13]", "بين 9 و 13 كانون الأول/ديسمبر 2024", "в период с 9 по 13 декабря 2024 года", "2024年12月9日至13日之间"},
		{"[2024-05..2024-07]", "بين أيار/مايو وتموز/يوليه 2024", "в период с мая по июль 2024 года", "2024年5月至7月之间"},
		{"[2024..2026]", "بين عام 2024 وعام 2026", "в период с 2024 года по 2026 год", "2024年至2026年之间"},
		{"[2025-10-04?..2025-12-31]", "بين 4 تشرين الأول/أكتوبر و 31 كانون الأول/ديسمبر 2025 (اليوم الأول متوقع)",
			"в период с 4 октября по 31 декабря 2025 года (первый день по прогнозу)", "2025年10月4日至12月31日之间（第一日为预计）"},
		{"[..2013-07-31]", "في موعد أقصاه 31 تموز/يوليه 2013", "не позднее 31 июля 2013 года", "不迟于2013年7月31日"},
		{"[..2025-12]", "في موعد أقصاه كانون الأول/ديسمبر 2025", "не позднее декабря 2025 года", "不迟于2025年12月"},
		{"[..2025]", "في موعد أقصاه عام 2025", "не позднее 2025 года", "不迟于2025年"},
		{"[2026-01-01..]", "في موعد لا يسبق 1 كانون الثاني/يناير 2026", "не ранее 1 января 2026 года", "不早于2026年1月1日"},
		{"2025-06-30T10:00[America/New_York]/2025-06-30T13:00[America/New_York]",
			"30 حزيران/يونيه 2025، 10:00–13:00 America/New_York", "30 июня 2025 года, 10:00–13:00 America/New_York",
			"2025年6月30日 10:00–13:00 America/New_York"},
		{"2025-06-30T22:00[America/New_York]/2025-07-01T02:00[America/New_York]",
			"30 حزيران/يونيه 2025، 22:00–1 تموز/يوليه 2025، 02:00 America/New_York",
			"30 июня 2025 года, 22:00–1 июля 2025 года, 02:00 America/New_York",
			"2025年6月30日 22:00–2025年7月1日 02:00 America/New_York"},
	} {
		w := MustParseWhen(tt.when)
		require.Equal(t, tt.arabic, w.WordsIn(language.MustParse("ar-EG")), tt.when)
		require.Equal(t, tt.russian, w.WordsIn(language.Russian), tt.when)
		require.Equal(t, tt.chinese, w.WordsIn(language.MustParse("zh-Hant-HK")), tt.when)
	}
}

// Every month in the form that its preposition asks for.
func TestRussianMonths(t *testing.T) {
	for i, prepositional := range strings.Fields("январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре") {
		w := When{form: Single, first: bound{day: date.New(2024, time.Month(i+1), 1), precision: MonthPrecision, state: given}}
		require.Equal(t, "в "+prepositional+" 2024 года", w.WordsIn(language.Russian))
	}
}

func TestLanguagesWithoutWords(t *testing.T) {
	for _, l := range []language.Tag{language.Und, language.Japanese, language.MustParse("x-own")} {
		require.False(t, HasWords(l))
		require.Equal(t, "in 2026", InYear(2026).WordsIn(l))
		require.Equal(t, "report due", ReportDue.WordsIn(l))
	}
	require.True(t, HasWords(language.BritishEnglish))
	require.Equal(t, []language.Tag{
		language.English, language.Arabic, language.Spanish, language.French, language.Russian, language.Chinese,
	}, WordLanguages())
}

func TestNamesOfNothing(t *testing.T) {
	require.Empty(t, MonthName(0, language.French))
	require.Empty(t, MonthOfYear(2026, 13, language.French))
	require.Empty(t, DayOfMonth(13, 1, language.French))
	require.Empty(t, WeekdayName(7, language.French))
	require.Empty(t, ShortWeekdayName(-1, language.French))
	require.Equal(t, "1er août", DayOfMonth(time.August, 1, language.French))
	require.Equal(t, "2026 год", YearName(2026, language.Russian))
	require.Equal(t, "ср", ShortWeekdayName(time.Wednesday, language.Russian))
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
		said := map[string]Aspect{}
		for _, a := range Aspects() {
			word := a.WordsIn(w.language)
			require.NotEmpty(t, w.aspects[a], "%s %s", w.language, a)
			require.Empty(t, said[word], "%s: %s and %s are both %s", w.language, a, said[word], word)
			said[word] = a
		}
		v := reflect.ValueOf(*w)
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "firstDay" && name != "yearFirst" {
				require.False(t, v.Field(i).IsZero(), "%s %s", w.language, name)
			}
		}
	}
}
