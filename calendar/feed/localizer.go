package feed

import (
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// A localizer says in one language what the pages have to say: their texts, which are
// written in English in the templates, and days, kinds and how sure a day is.
type localizer struct {
	tag       language.Tag
	templates func() *template.Template // the pages, with t and tn in this language
}

func newLocalizer(tag language.Tag) *localizer {
	l := &localizer{tag: tag}
	l.templates = sync.OnceValue(func() *template.Template { return parsePages(l) })
	return l
}

// localizers are those in which the pages are to be had, in the order of the switch. The
// first is for whoever asks for none of them.
var localizers = []*localizer{newLocalizer(language.English)}

// localizerFor returns the localizer for a request: that of the language asked for in the
// query, if it is not empty, or else the one that Accept-Language likes best.
func localizerFor(_ *http.Request, _ string) *localizer { return localizers[0] }

// name is what the language is called in itself.
func (l *localizer) name() string { return "English" }

// dir is the direction in which the language is written, as in the attribute of HTML.
func (l *localizer) dir() string { return "ltr" }

// t says a text that is known by its English wording, with arguments as in [fmt.Sprintf].
func (l *localizer) t(text string, args ...any) string {
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// tn is t for a text that depends on a number, which is the first argument of both of its
// English wordings.
func (l *localizer) tn(one, other string, n int, args ...any) string {
	args = append([]any{n}, args...)
	if n == 1 {
		return fmt.Sprintf(one, args...)
	}
	return fmt.Sprintf(other, args...)
}

// number writes a whole number.
func (l *localizer) number(n int) string { return strconv.Itoa(n) }

// year writes the number of a year.
func (l *localizer) year(y int) string { return strconv.Itoa(y) }

// day writes a day: "18 December 2026".
func (l *localizer) day(d date.Date) string { return l.when(calendar.On(d)) }

// dayOfWeek writes a day with the name of its weekday: "Friday, 18 December 2026".
func (l *localizer) dayOfWeek(d date.Date) string { return d.Weekday().String() + ", " + l.day(d) }

// dayNumber writes the number of a day in its month.
func (l *localizer) dayNumber(d date.Date) string { return strconv.Itoa(d.Day()) }

// monthOfYear writes a month with its year: "December 2026".
func (l *localizer) monthOfYear(y int, m time.Month) string { return m.String() + " " + l.year(y) }

// month is the name of a month.
func (l *localizer) month(m time.Month) string { return m.String() }

// weekday is the name of a weekday, and shortWeekday a form of it of a few letters.
func (l *localizer) weekday(d time.Weekday) string      { return d.String() }
func (l *localizer) shortWeekday(d time.Weekday) string { return d.String()[:2] }

// firstWeekday is the day with which a week begins.
func (l *localizer) firstWeekday() time.Weekday { return time.Monday }

// when says on which days something falls, and how well that is known.
func (l *localizer) when(w calendar.When) string { return w.WordsIn(l.tag) }

func (l *localizer) kind(k calendar.Kind) string     { return k.WordsIn(l.tag) }
func (l *localizer) status(s calendar.Status) string { return s.WordsIn(l.tag) }
func (l *localizer) format(f calendar.Format) string { return f.WordsIn(l.tag) }

// pattern says how a series repeats.
func (l *localizer) pattern(p calendar.Pattern) string {
	if p == nil {
		return l.t("no period is stated")
	}
	return p.Words()
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
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}
