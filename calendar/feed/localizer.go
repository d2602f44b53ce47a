package feed

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// A localizer says in one language what the pages have to say: their texts, which are
// written in English in the templates, and days, kinds and how sure a day is.
type localizer struct {
	tag       language.Tag
	name      string // what the language is called in itself
	dir       string // the direction in which it is written, as in the attribute of HTML
	messages  *messages
	templates func() *template.Template // the pages, with t and tn in this language
}

func newLocalizer(tag language.Tag, name, dir string, m *messages) *localizer {
	l := &localizer{tag: tag, name: name, dir: dir, messages: m}
	l.templates = sync.OnceValue(func() *template.Template { return parsePages(l) })
	return l
}

var inEnglish = newLocalizer(language.English, "English", "ltr", nil)

// localizers are those in which the pages are to be had: the official languages of the United
// Nations, in the order of their English names, as the United Nations list them.
var localizers = []*localizer{
	newLocalizer(language.Arabic, "العربية", "rtl", &arabic),
	newLocalizer(language.Chinese, "中文", "ltr", &chinese),
	inEnglish,
	newLocalizer(language.French, "Français", "ltr", &french),
	newLocalizer(language.Russian, "Русский", "ltr", &russian),
	newLocalizer(language.Spanish, "Español", "ltr", &spanish),
}

// localizerIn returns the localizer of a language, whatever its region or script. It goes by
// the language alone and not by what those who speak it are likely to understand, as
// [language.Matcher] would, which has Russian for readers of Ukrainian.
func localizerIn(t language.Tag) (*localizer, bool) {
	base, _ := t.Base()
	i := slices.IndexFunc(localizers, func(l *localizer) bool {
		own, _ := l.tag.Base()
		return own == base && t != language.Und
	})
	if i < 0 {
		return nil, false
	}
	return localizers[i], true
}

// maxAccepted is how many languages of Accept-Language are looked at. Browsers send a few.
const maxAccepted = 50

// preferredLocalizer returns the localizer that the values of the field Accept-Language like
// best (RFC 9110, section 12.5.4), and that for English where they like none. What cannot be
// read counts for nothing.
func preferredLocalizer(accepted []string) *localizer {
	best, bestWeight, n := inEnglish, 0, 0
	for name, weight := range members(accepted) {
		if n++; n > maxAccepted {
			break
		}
		if weight <= bestWeight {
			continue
		}
		t, err := language.Parse(name)
		if err != nil {
			continue
		}
		if l, ok := localizerIn(t); ok {
			best, bestWeight = l, weight
		}
	}
	return best
}

// t says a text that is known by its English wording, with arguments as in [fmt.Sprintf].
func (l *localizer) t(text string, args ...any) string {
	if l.messages != nil {
		if own, ok := l.messages.texts[text]; ok {
			text = own
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// tn is t for a text that depends on a number, which is the first argument of both of its
// English wordings.
func (l *localizer) tn(one, other string, n int, args ...any) string {
	text := other
	if n == 1 {
		text = one
	}
	if l.messages != nil {
		if own, ok := l.messages.counted[other]; ok {
			text = own[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]
		}
	}
	if !strings.Contains(text, "%") {
		return text // a word for the number, as Arabic has for one and two
	}
	return fmt.Sprintf(text, append([]any{n}, args...)...)
}

// tongue returns the attributes of an element whose text is in a language other than that of
// the page, and none where that is empty.
func (l *localizer) tongue(lang string) template.HTMLAttr {
	if lang == "" {
		return ""
	}
	dir := "ltr"
	if script, _ := language.Make(lang).Script(); slices.Contains(rightToLeft, script.String()) {
		dir = "rtl"
	}
	attributes := ` lang="` + html.EscapeString(lang) + `"`
	if dir != l.dir {
		attributes += ` dir="` + dir + `"`
	}
	return template.HTMLAttr(attributes)
}

// rightToLeft are the scripts in use that are written from right to left, by ISO 15924.
var rightToLeft = []string{"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}

// colon is what stands between a name and what it names, and comma between the items of a
// list, with the blanks that belong to them.
func (l *localizer) colon() string { return l.t(": ") }
func (l *localizer) comma() string { return l.t(", ") }

// number writes a whole number. The figures are European ones in all languages, as documents
// of the United Nations have them.
func (l *localizer) number(n int) string { return strconv.Itoa(n) }

// year names a year: "2026", "2026 год".
func (l *localizer) year(y int) string { return calendar.YearName(y, l.tag) }

// day writes a day: "18 December 2026".
func (l *localizer) day(d date.Date) string { return l.when(calendar.On(d)) }

// dayOfWeek writes a day with the name of its weekday: "Friday, 18 December 2026".
func (l *localizer) dayOfWeek(d date.Date) string { return calendar.DayOfWeek(d, l.tag) }

// dayNumber writes the number of a day in its month.
func (l *localizer) dayNumber(d date.Date) string { return l.number(d.Day()) }

// monthOfYear writes a month with its year: "December 2026".
func (l *localizer) monthOfYear(y int, m time.Month) string { return calendar.MonthOfYear(y, m, l.tag) }

// month is the name of a month.
func (l *localizer) month(m time.Month) string { return calendar.MonthName(m, l.tag) }

// weekday is the name of a weekday, and shortWeekday a form of it of a letter or two.
func (l *localizer) weekday(d time.Weekday) string      { return calendar.WeekdayName(d, l.tag) }
func (l *localizer) shortWeekday(d time.Weekday) string { return calendar.ShortWeekdayName(d, l.tag) }

// firstWeekday is the day with which a week begins. It is Monday for all: that of ISO 8601,
// and with which the United Nations begin theirs. Which day the readers of a language begin
// with differs by their country.
func (l *localizer) firstWeekday() time.Weekday { return time.Monday }

// when says on which days something falls, and how well that is known.
func (l *localizer) when(w calendar.When) string { return w.WordsIn(l.tag) }

func (l *localizer) kind(k calendar.Kind) string     { return k.WordsIn(l.tag) }
func (l *localizer) status(s calendar.Status) string { return s.WordsIn(l.tag) }
func (l *localizer) format(f calendar.Format) string { return f.WordsIn(l.tag) }

// pattern says how a series repeats, and in which language it says so: patterns other than
// the commonest are told in English alone.
func (l *localizer) pattern(p calendar.Pattern) (string, language.Tag) {
	switch p := p.(type) {
	case nil:
		return l.t("no period is stated"), l.tag
	case calendar.ByRule:
		if m, day, ok := yearlyDay(p.Rule); ok {
			return l.t("every year on %s", calendar.DayOfMonth(m, day, l.tag)), l.tag
		}
	case calendar.Cadence:
		switch p.Periods {
		case "year":
			if p.Every == 1 {
				return l.t("every year from %d on", p.First), l.tag
			}
			return l.tn("every %d years from %d on", "every %d years from %d on", p.Every, p.First), l.tag
		case "session":
			if p.Every == 1 {
				return l.t("every session from number %d on", p.First), l.tag
			}
			return l.tn("every %d sessions from number %d on", "every %d sessions from number %d on", p.Every, p.First), l.tag
		}
	}
	return p.Words(), language.English
}

// yearlyDay returns the day of a rule that gives the same one each year, without end.
func yearlyDay(r recurrence.Rule) (m time.Month, day int, ok bool) {
	if len(r.ByMonth) != 1 || len(r.ByMonthDay) != 1 || r.ByMonthDay[0] < 1 {
		return 0, 0, false
	}
	plain := recurrence.Rule{Freq: recurrence.Yearly, ByMonth: r.ByMonth, ByMonthDay: r.ByMonthDay}
	return r.ByMonth[0], r.ByMonthDay[0], r.String() == plain.String()
}

// certainty says how well a day is known.
func (l *localizer) certainty(c certainty) string {
	switch c {
	case daySet:
		return l.t("day set")
	case inWindow:
		return l.t("within a window")
	case projectedDay:
		return l.t("projected")
	default:
		return l.t("no date")
	}
}

// capital writes a phrase as at the beginning of a sentence.
func (l *localizer) capital(s string) string { return capital(s) }

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToTitle(r)) + s[size:]
}
