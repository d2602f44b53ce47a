package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/recurrence"
)

// A Series is a thing that repeats. Its pattern says when, and the calendar projects
// an occurrence wherever the pattern calls for one that no [Event] records.
type Series struct {
	// ID names the series for ever.
	ID string

	// Title and Summary describe the whole.
	Title, Summary string

	// Each is the title of one occurrence. In it {n} stands for the number of
	// its period, {nth} for the ordinal ("84th") and {year} for the year in
	// which it falls due. It may be empty; Title serves then.
	Each string

	// Translations are Title, Summary, Each, Place and LeavesOpen in other languages.
	// Where one has a Title and no Each, the Title serves for each occurrence.
	Translations []Translation

	// Kind is the kind of each occurrence.
	Kind Kind

	// Pattern says when it repeats: a [ByRule], a [BySet] or a [Cadence]. It is nil where no
	// source states a period, as with "on a regular basis"; the series then
	// projects nothing.
	Pattern Pattern

	// Start is the first day on which a [ByRule] may give an occurrence, in the
	// years 1 to 9999; a rule that gives none from then on is refused. The zero Date
	// means the day on which the series was stated. But it means the first occurrence that
	// an event or a statement records where that comes before, where the rule from that day
	// does not give it, and where the rule counts its occurrences. A [BySet] has its own
	// start.
	Start date.Date

	// Status is that of the occurrences that only the pattern gives: Projected,
	// which the empty Status means too, or Scheduled or Mandated where the source
	// decides them all in advance.
	Status Status

	// Place, Geo, Format and Organizers hold for each occurrence.
	Place      string
	Geo        Geo
	Format     Format
	Organizers []string

	// LeavesOpen lists what the document does not say about the series.
	LeavesOpen []string

	// Sources say that it repeats.
	Sources []Source

	// Revised holds the moments at which the series was corrected here after it
	// had first been published, as in [Statement]. It counts for the series and
	// for each of its occurrences.
	Revised []time.Time

	saidOn date.Date
	layer  int
	voiced voiced
	set    *setProjector // of a BySet
}

// A Pattern is a [ByRule], a [BySet] or a [Cadence].
type Pattern interface {
	// Words says the pattern in English.
	Words() string

	isPattern()
}

// ByRule repeats on the days of a recurrence rule.
type ByRule struct {
	Rule recurrence.Rule
}

// Words says the rule in English.
func (p ByRule) Words() string { return p.Rule.Describe() }

func (ByRule) isPattern() {}

// Cadence repeats over numbered periods: once in every Every-th of them, First being
// the first. On which day of the period is not said.
type Cadence struct {
	Periods string // the name under which the [Definition] knows the periods
	First   int    // the number of the first period
	Every   int    // 1 to 9999
}

// Words says the cadence in English.
func (p Cadence) Words() string {
	if p.Every == 1 {
		return fmt.Sprintf("every %s from %d on", p.Periods, p.First)
	}
	return fmt.Sprintf("every %d %ss from %d on", p.Every, p.Periods, p.First)
}

func (Cadence) isPattern() {}

// number returns the period that an occurrence key stands for.
func (p Cadence) number(key string) (n int, ok bool) {
	n, err := strconv.Atoi(key)
	if err != nil || strconv.Itoa(n) != key {
		return 0, false
	}
	return n, true
}

// calls reports whether the cadence, which New has checked, gives period n.
func (p Cadence) calls(n int) bool { return n >= p.First && (n-p.First)%p.Every == 0 }

// startOf returns the first day on which a ByRule may give an occurrence. recorded are
// the occurrences that are recorded.
func (s *Series) startOf(recorded []int64) date.Date {
	stated := max(s.saidOn, firstRuleDay)
	switch {
	case s.Start != 0:
		return s.Start
	case len(recorded) == 0:
		return stated
	}
	first := date.Date(slices.Min(recorded))
	rule := s.Pattern.(ByRule).Rule
	if first <= stated || rule.Count > 0 {
		return first
	}
	// What is said of one occurrence takes away none before it. But a rule may begin with the
	// first that is recorded, and say by it alone on which day of a month it falls.
	if days, err := rule.Dates(stated); err != nil || !days.Contains(first) {
		return first
	}
	return stated
}

func (s Series) status() Status {
	if s.Status == "" {
		return Projected
	}
	return s.Status
}

// occurrence returns the event that the pattern alone gives for a key.
func (s Series) occurrence(key string, number int, w When) Event {
	title := func(whole, each string) string {
		if each == "" {
			return whole
		}
		year := ""
		if due, ok := w.Due(); ok {
			year = strconv.Itoa(due.Year())
		}
		return fillIn(each, number, year)
	}
	translations := slices.Clone(s.Translations)
	for i := range translations {
		t := &translations[i]
		t.Title, t.Each = title(t.Title, t.Each), ""
	}
	return Event{
		ID: s.ID + "/" + key, Title: title(s.Title, s.Each), Summary: s.Summary, Translations: translations, Kind: s.Kind,
		Series: s.ID, Occurrence: key, When: w, Status: s.status(),
		Place: s.Place, Geo: s.Geo, Format: s.Format, Organizers: s.Organizers,
		LeavesOpen: s.LeavesOpen, Sources: s.Sources, Sequence: len(s.Revised) + laterDays(s.Sources, s.saidOn), whenSources: s.Sources,
	}
}

// fillIn puts numbers in the places of a title. It goes through it once, since numbers are
// no places.
func fillIn(each string, number int, year string) string {
	before, rest, found := strings.Cut(each, "{")
	if !found {
		return each
	}
	b := make([]byte, 0, len(each)+8)
	for ; found; before, rest, found = strings.Cut(rest, "{") {
		b = append(b, before...)
		switch {
		case strings.HasPrefix(rest, "n}"):
			b, rest = strconv.AppendInt(b, int64(number), 10), rest[len("n}"):]
		case strings.HasPrefix(rest, "nth}"):
			b, rest = append(b, ordinal(number)...), rest[len("nth}"):]
		case strings.HasPrefix(rest, "year}"):
			b, rest = append(b, year...), rest[len("year}"):]
		default:
			b = append(b, '{')
		}
	}
	return string(append(b, before...))
}

// ordinal writes n as an English ordinal numeral: 1st, 72nd, 113th.
func ordinal(n int) string {
	suffix := "th"
	if tens := n / 10 % 10; tens != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
