package unga

import (
	_ "embed"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

//go:embed sessions.json
var sessionsJSON []byte

// known returns what sessions.json says. It is read once, on first use.
var known = sync.OnceValue(func() *data {
	d, err := read(sessionsJSON)
	if err != nil {
		panic(err) // a fault of this package, which its tests find
	}
	return d
})

// data is all that is known, ready for [Table].
type data struct {
	rules     []Rule
	forecasts []forecast
	sessions  []entry // from session FirstSession on, without gaps
	practice  practice
}

// A forecast is a list of days published for sessions to come, by session number.
type forecast struct {
	said              date.Date
	openings, debates map[int]claim
}

// An entry is what is known of one session.
type entry struct {
	opening, debateFirst, debateLast, mainLast, closing claim
	note                                                string
	complete                                            date.Date // the day from which all of it is known
}

func (e *entry) claims() []claim {
	return []claim{e.opening, e.debateFirst, e.debateLast, e.mainLast, e.closing}
}

// A practice is the day of the year on which the main part ends.
type practice struct {
	month  time.Month
	day    int
	source calendar.Source
}

// unrecorded is the entry of a session of which nothing is recorded.
var unrecorded entry

func (d *data) session(n int) *entry {
	if i := n - FirstSession; 0 <= i && i < len(d.sessions) {
		return &d.sessions[i]
	}
	return &unrecorded
}

var errNoRule = errors.New("no rule governs the first session")

// check reports the first thing that breaks what the [Table] relies on.
func (d *data) check() error {
	if len(d.rules) == 0 || d.rules[0].FirstSession != FirstSession || d.rules[0].Adopted != 0 {
		return errNoRule
	}
	if p := d.practice; p.month < time.October || p.month > time.December || p.day < 1 || p.day > 31 {
		return errors.New("the main part ends outside the year of its opening")
	}
	for i, r := range d.rules {
		if r.TuesdayFrom < 1 || r.TuesdayFrom > 24 || r.DebateTuesday < 0 || r.DebateDays < 0 {
			return fmt.Errorf("rule %d is out of bounds", i+1)
		}
		if i > 0 && (r.FirstSession <= d.rules[i-1].FirstSession || r.Adopted <= d.rules[i-1].Adopted) {
			return fmt.Errorf("rule %d is out of order", i+1)
		}
	}
	for i, f := range d.forecasts {
		if f.said == 0 || i > 0 && f.said <= d.forecasts[i-1].said {
			return fmt.Errorf("forecast %d is out of order", i+1)
		}
		for n, c := range f.openings {
			if err := checkOpening(n, c); err != nil {
				return err
			}
		}
	}
	for i := range d.sessions {
		if err := d.sessions[i].check(FirstSession + i); err != nil {
			return err
		}
	}
	return nil
}

// checkOpening reports an opening of session n outside September of its year, which
// [Table.At] could not find.
func checkOpening(n int, c claim) error {
	if c.Date.Year() != n+yearZero || c.Date.Month() != time.September {
		return fmt.Errorf("session %d opens on %s, outside September %d", n, c.Date, n+yearZero)
	}
	return nil
}

func (e *entry) check(n int) error {
	if e.opening.IsKnown() {
		if err := checkOpening(n, e.opening); err != nil {
			return err
		}
	}
	if e.debateFirst.IsKnown() && e.debateLast.IsKnown() && e.debateLast.Date < e.debateFirst.Date {
		return fmt.Errorf("the debate of session %d ends before it opens", n)
	}
	for _, c := range e.claims() {
		if c.IsKnown() && (c.Source.Document == "" || c.from == 0) {
			return fmt.Errorf("session %d: %s has no source, or was known from no day", n, c.Date)
		}
	}
	return nil
}
