package calendar

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/rickb777/date/v2"
)

// Workdays are the working days of a place: the days of its working week that are no
// holidays. They are immutable and safe for use by many goroutines; nil Workdays are not
// useful.
//
// A place's holidays are known for as far as its lists reach. Whoever asks beyond gets a
// [*CoverageError], and no guess. Each operation takes time in proportion to the
// logarithm of the number of holidays, however far it goes.
type Workdays struct {
	place    string
	week     Workweek
	holidays []Holiday // in the order of their days, one or more for a day
	off      []date.Date
	rank     []int    // of each day off, how many working days there are before it; see select
	covered  []Period // the days that the lists reach, in order and apart
}

// NewWorkdays returns the working days of a place. Place is its name, which errors give.
// The lists may overlap, and may leave years out between them. With no list nothing can
// be asked; for a place without holidays there is [NoHolidays].
//
// The error is a [*HolidayError] where no day of the week is a working day, where a list
// has no days or lies outside the years 0 to 9999, and where a holiday lies outside its list.
func NewWorkdays(place string, week Workweek, lists ...HolidayList) (*Workdays, error) {
	w := &Workdays{place: place, week: week & allWeek}
	if w.week == 0 {
		return nil, &HolidayError{Place: place, Reason: "the working week has no day"}
	}
	for _, l := range lists {
		if l.To <= l.From || !inRange(l.From, l.To-1) {
			return nil, &HolidayError{Place: place, Reason: fmt.Sprintf("a list from %s up to %s has no days, or some outside the years 0 to 9999", l.From, l.To)}
		}
		for _, h := range l.Days {
			if h.Day < l.From || h.Day >= l.To {
				return nil, &HolidayError{Place: place, Reason: fmt.Sprintf("%s lies outside its list, from %s up to %s", h.Day, l.From, l.To)}
			}
		}
		w.covered = append(w.covered, Period{Start: l.From, End: l.To})
		w.holidays = append(w.holidays, l.Days...)
	}
	w.covered = unite(w.covered)
	w.index()
	return w, nil
}

// index prepares the holidays for questions.
func (w *Workdays) index() {
	slices.SortStableFunc(w.holidays, func(a, b Holiday) int { return cmp.Compare(a.Day, b.Day) })
	for _, h := range w.holidays {
		if n := len(w.off); w.week.Has(h.Day.Weekday()) && (n == 0 || w.off[n-1] != h.Day) {
			w.off = append(w.off, h.Day)
			w.rank = append(w.rank, w.week.before(h.Day)-n)
		}
	}
}

// unite sorts spans of days and joins those that meet.
func unite(spans []Period) []Period {
	slices.SortFunc(spans, func(a, b Period) int { return cmp.Compare(a.Start, b.Start) })
	var united []Period
	for _, s := range spans {
		if n := len(united); n > 0 && s.Start <= united[n-1].End {
			united[n-1].End = max(united[n-1].End, s.End)
			continue
		}
		united = append(united, s)
	}
	return united
}

// Together returns the days on which all of the places work. They are known where those of
// every place are. The error is a [*HolidayError] where there is no place, or no weekday
// on which all work.
func Together(places ...*Workdays) (*Workdays, error) {
	if len(places) == 0 {
		return nil, &HolidayError{Place: "no place", Reason: "there is none whose days could be told"}
	}
	t := &Workdays{week: allWeek, covered: []Period{{Start: minDay, End: maxDay + 1}}}
	var names []string
	for _, w := range places {
		names = append(names, w.place)
		t.week &= w.week
		t.holidays = append(t.holidays, w.holidays...)
		t.covered = intersect(t.covered, w.covered)
	}
	t.place = strings.Join(names, " and ")
	if t.week == 0 {
		return nil, &HolidayError{Place: t.place, Reason: "there is no weekday on which all work"}
	}
	t.index()
	return t, nil
}

func intersect(a, b []Period) []Period {
	var both []Period
	for _, s := range a {
		for _, t := range b {
			if start, end := max(s.Start, t.Start), min(s.End, t.End); start < end {
				both = append(both, Period{Start: start, End: end})
			}
		}
	}
	return both
}

// Place returns the name of the place.
func (w *Workdays) Place() string { return w.place }

// Week returns the working week.
func (w *Workdays) Week() Workweek { return w.week }

// Coverage returns the days for which holidays are known, as spans in order that do not
// meet. Their numbers and bases mean nothing.
func (w *Workdays) Coverage() []Period { return slices.Clone(w.covered) }

// Covers reports whether the holidays of all days in [from, to) are known. Of no days
// they are.
func (w *Workdays) Covers(from, to date.Date) bool { return w.check(from, to) == nil }

// check returns an error for the first day in [from, to) that no list reaches.
func (w *Workdays) check(from, to date.Date) error {
	if to <= from {
		return nil
	}
	for _, s := range w.covered {
		if s.Contains(from) {
			from = s.End
			break
		}
	}
	if from >= to {
		return nil
	}
	return &CoverageError{Place: w.place, Day: from, Covered: w.covered}
}

// HolidayOn returns the holiday of a day, the first that was listed, and false if none
// is. It tells of no weekend, and of days beyond the lists that they have none.
func (w *Workdays) HolidayOn(d date.Date) (Holiday, bool) {
	i, found := slices.BinarySearchFunc(w.holidays, d, func(h Holiday, d date.Date) int { return cmp.Compare(h.Day, d) })
	if !found {
		return Holiday{}, false
	}
	return w.holidays[i], true
}

// Holidays returns the holidays listed in [from, to), in the order of their days; those on
// weekends are among them. It tells of none beyond the lists.
func (w *Workdays) Holidays(from, to date.Date) iter.Seq[Holiday] {
	return func(yield func(Holiday) bool) {
		first, _ := slices.BinarySearchFunc(w.holidays, from, func(h Holiday, d date.Date) int { return cmp.Compare(h.Day, d) })
		for _, h := range w.holidays[first:] {
			if h.Day >= to || !yield(h) {
				return
			}
		}
	}
}

// IsWorkday reports whether the place works on a day. The error is a [*CoverageError] for a day of the
// working week that no list reaches; on weekends nobody needs one.
func (w *Workdays) IsWorkday(d date.Date) (bool, error) {
	if !w.week.Has(d.Weekday()) {
		return false, nil
	}
	if err := w.check(d, d+1); err != nil {
		return false, err
	}
	_, off := slices.BinarySearch(w.off, d)
	return !off, nil
}

// Count returns how many working days there are in [from, to); if to comes before from, as
// many as there are in [to, from), with a minus sign. The error is a [*CoverageError] where
// the lists do not reach all of these days.
func (w *Workdays) Count(from, to date.Date) (int, error) {
	if err := w.check(min(from, to), max(from, to)); err != nil {
		return 0, err
	}
	return w.before(to) - w.before(from), nil
}

// before counts the working days before a day as far as holidays are listed, from a fixed
// day on.
func (w *Workdays) before(d date.Date) int {
	off, _ := slices.BinarySearch(w.off, d)
	return w.week.before(d) - off
}

// nth is the reverse of before: it returns the working day before which there are n.
func (w *Workdays) nth(n int) date.Date {
	// A day off comes before it if fewer working days than n+1 come before that day.
	off, _ := slices.BinarySearch(w.rank, n+1)
	return w.week.day(n + off)
}

// maxWorkdays is more than there are days in the years 0 to 9999.
const maxWorkdays = 4_000_000

// Add returns the n-th working day after d, or for a negative n the n-th before it: Add(d, 1)
// is the next working day, Add(d, -1) the one before. With n = 0 it is d, be it a working
// day or not. The error is a [*CoverageError] where the lists do not reach all the days
// between d and the answer, and the answer itself.
func (w *Workdays) Add(d date.Date, n int) (date.Date, error) {
	n = min(max(n, -maxWorkdays), maxWorkdays)
	near := clamp(d)
	switch {
	case n > 0:
		end := w.nth(w.before(near+1) + n - 1)
		return end, w.check(min(d, near)+1, end+1)
	case n < 0:
		end := w.nth(w.before(near) + n)
		return end, w.check(end, max(d, near))
	}
	return d, nil
}

// Next returns the first working day after d, as [Workdays.Add] does.
func (w *Workdays) Next(d date.Date) (date.Date, error) { return w.Add(d, 1) }

// Previous returns the last working day before d, as [Workdays.Add] does.
func (w *Workdays) Previous(d date.Date) (date.Date, error) { return w.Add(d, -1) }

// OnOrAfter returns d if it is a working day, and otherwise the next one.
func (w *Workdays) OnOrAfter(d date.Date) (date.Date, error) { return w.Add(d-1, 1) }

// OnOrBefore returns d if it is a working day, and otherwise the one before: the last day
// on which an office can still do what is due on d.
func (w *Workdays) OnOrBefore(d date.Date) (date.Date, error) { return w.Add(d+1, -1) }

// A CoverageError tells that no list of holidays reaches a day that one has to know of.
type CoverageError struct {
	Place   string    // whose working days are asked for
	Day     date.Date // the first day in question that no list reaches
	Covered []Period  // what the lists reach, in order; to be read only
}

func (e *CoverageError) Error() string {
	var spans []string
	for _, s := range e.Covered {
		spans = append(spans, spanWords(s))
	}
	reach := "there is none"
	if len(spans) > 0 {
		reach = "there are lists for " + strings.Join(spans, ", ")
	}
	return fmt.Sprintf("calendar: no list of holidays of %s reaches %s; %s", e.Place, e.Day, reach)
}

// spanWords names a span, whole years by their numbers.
func spanWords(s Period) string {
	first, last := s.Start, s.Last()
	if first != date.New(first.Year(), time.January, 1) || s.End != date.New(last.Year()+1, time.January, 1) {
		return first.String() + " to " + last.String()
	}
	if first.Year() == last.Year() {
		return fmt.Sprint(first.Year())
	}
	return fmt.Sprintf("%d to %d", first.Year(), last.Year())
}
