package calendar_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/recurrence"
)

// told lists changes as "id: aspects".
func told(changes []calendar.Change) []string {
	var lines []string
	for _, c := range changes {
		line := c.ID + ":"
		for _, a := range c.Aspects {
			line += " " + string(a)
		}
		lines = append(lines, line)
	}
	return lines
}

// What became known from one day to another.
func TestDiffOfViews(t *testing.T) {
	c := calendar.MustNew(board())
	for _, tt := range []struct {
		from, to string
		series   []string
		events   []string
	}{
		{"2005-06-01", "2005-06-01", nil, nil},
		{"2010-08-31", "2010-09-01", nil, []string{"review-4: dated scheduled relocated"}},
		{"2010-09-01", "2010-11-01", nil, []string{"review-4: postponed"}},
		{"2010-11-01", "2010-12-01", nil, []string{"review-4: dated scheduled"}},
		{"2010-09-01", "2010-12-01", nil, []string{"review-4: moved"}},
		{"2010-12-01", "2011-01-17", nil, []string{"review-4: held"}},
		{"2006-02-13", "2006-02-14", nil, []string{"budget-vote: added", "budget: held"}},
		{"2008-06-29", "2008-06-30", nil, []string{"plan: moved"}},
		{"2009-04-19", "2009-04-20", nil, []string{"open-day/2009-05-02: moved"}},
		{"2009-02-02", "2009-02-03", nil, []string{"survey/2008: held moved"}},
		{"2004-01-01", "2004-10-05", nil, []string{"review-2: added"}},
		{"2004-10-05", "2005-05-31", nil, nil},
		{
			"2005-05-31", "2005-06-01",
			[]string{"chat: added", "open-day: added", "review: added", "survey: added"},
			[]string{"open-day/2003-05-02: restated", "review-2: relocated", "budget: added", "plan: added", "review-4: added", "gift: added"},
		},
	} {
		t.Run(tt.from+" to "+tt.to, func(t *testing.T) {
			d := calendar.Diff(c.AsOf(day(tt.from)), c.AsOf(day(tt.to)))
			require.Equal(t, tt.series, told(d.Series))
			require.Equal(t, tt.events, told(d.Events))
			require.Equal(t, tt.series == nil && tt.events == nil, d.IsEmpty())
			for _, change := range d.Events {
				require.Empty(t, saidBy(change, day(tt.from)), "what was said earlier is not news")
			}
		})
	}
}

// saidBy returns the statements of a change that were made by a day.
func saidBy(c calendar.Change, d date.Date) (found []calendar.Statement) {
	for _, st := range c.Said {
		if st.SaidOn <= d {
			found = append(found, st)
		}
	}
	return found
}

// A change has both sides, what was said, and who said it.
func TestChangeHasBothSides(t *testing.T) {
	c := calendar.MustNew(board())
	d := calendar.Diff(c.AsOf(day("2010-08-31")), c.AsOf(day("2010-09-01")))
	require.Len(t, d.Events, 1)
	change := d.Events[0]
	require.Equal(t, when("[2010-01-11..2010-12-31]"), change.Old.When)
	require.Equal(t, when("2010-11-08"), change.New.When)
	require.Equal(t, []calendar.FieldChange{
		{Field: "when", Old: "between 11 January and 31 December 2010", New: "8 November 2010"},
		{Field: "status", Old: "mandated", New: "scheduled"},
		{Field: "place", Old: "", New: "Great hall"},
	}, change.Fields)
	require.Equal(t, "r4-set", change.Said[0].ID)
	require.Equal(t, src("notice/4", "2010-09-01"), change.Sources)
	require.True(t, change.Is(calendar.ChangeDated))
	require.False(t, change.Is(calendar.ChangeMoved))
	require.Equal(t,
		"dated, scheduled, relocated: Fourth review, between 11 January and 31 December 2010 → 8 November 2010 (notice/4)", change.String())
}

// Periods move windows without anybody's statement.
func TestDiffShowsWhatPeriodsMove(t *testing.T) {
	c := calendar.MustNew(board())
	d := calendar.Diff(c.AsOf(day("2009-12-01")), c.AsOf(day("2010-08-31")))
	require.Equal(t, []string{"review-4: confirmed"}, told(d.Events))
	require.Empty(t, d.Events[0].Said)
	require.Empty(t, d.Events[0].Sources)
	require.Equal(t, "[2010-01-11?..2010-12-31]", d.Events[0].Old.When.String())
	require.Equal(t, "[2010-01-11..2010-12-31]", d.Events[0].New.When.String())
	var b strings.Builder
	require.NoError(t, d.WriteText(&b))
	require.Contains(t, b.String(), "said: nothing; the days were reckoned or recorded otherwise")
}

// Each kind of edit of one event, and what it is called.
func TestAspects(t *testing.T) {
	base := calendar.Event{
		ID: "e", Title: "Forum", Kind: calendar.Meeting, Status: calendar.Mandated, When: when("[2026-05-01..2026-06-30]"),
		Sources: src("A/1", "2020-01-01"),
	}
	for _, tt := range []struct {
		name string
		old  func(*calendar.Event)
		new  func(*calendar.Event)
		want string
	}{
		{"nothing", nil, nil, ""},
		{"a day", nil, func(e *calendar.Event) { e.When = when("2026-05-04") }, "dated"},
		{"a time", func(e *calendar.Event) { e.When = when("2026-05-04") }, func(e *calendar.Event) { e.When = when("2026-05-04T10:00[Europe/Vienna]") }, "dated"},
		{"no time", func(e *calendar.Event) { e.When = when("2026-05-04T10:00[Europe/Vienna]") }, func(e *calendar.Event) { e.When = when("2026-05-04") }, "widened"},
		{"another time", func(e *calendar.Event) { e.When = when("2026-05-04T10:00[Europe/Vienna]") }, func(e *calendar.Event) { e.When = when("2026-05-04T11:00[Europe/Vienna]") }, "moved"},
		{"a smaller window", nil, func(e *calendar.Event) { e.When = when("2026-05") }, "narrowed"},
		{"a window where none was known", func(e *calendar.Event) { e.When = calendar.When{} }, func(e *calendar.Event) { e.When = when("2026-05") }, "narrowed"},
		{"a day where none was known", func(e *calendar.Event) { e.When = calendar.When{} }, func(e *calendar.Event) { e.When = when("2026-05-01") }, "dated"},
		{"a larger window", nil, func(e *calendar.Event) { e.When = when("[2026-04-01..2026-06-30]") }, "widened"},
		{"another window", nil, func(e *calendar.Event) { e.When = when("[2026-06-01..2026-07-30]") }, "moved"},
		{"a day outside", nil, func(e *calendar.Event) { e.When = when("2026-07-01") }, "moved"},
		{"no days", nil, func(e *calendar.Event) { e.When = calendar.When{} }, "undated"},
		{"decided", func(e *calendar.Event) { e.When = when("2026-05-04?") }, func(e *calendar.Event) { e.When = when("2026-05-04") }, "confirmed"},
		{"half decided", func(e *calendar.Event) { e.When = when("[2026-05-01?..2026-06-30?]") }, func(e *calendar.Event) { e.When = when("[2026-05-01?..2026-06-30]") }, "confirmed"},
		{"no longer decided", func(e *calendar.Event) { e.When = when("2026-05-04") }, func(e *calendar.Event) { e.When = when("2026-05-04?") }, "widened"},
		{"a projected day decided as another", func(e *calendar.Event) { e.When = when("2026-05-04?") }, func(e *calendar.Event) { e.When = when("2026-05-05") }, "moved"},
		{"held", nil, func(e *calendar.Event) { e.Status = calendar.Held }, "held"},
		{"cancelled", nil, func(e *calendar.Event) { e.Status = calendar.Cancelled }, "cancelled"},
		{"reinstated", func(e *calendar.Event) { e.Status = calendar.Cancelled }, func(e *calendar.Event) { e.Status = calendar.Scheduled }, "reinstated"},
		{"cancelled and yet held", func(e *calendar.Event) { e.Status = calendar.Cancelled }, func(e *calendar.Event) { e.Status = calendar.Held }, "held"},
		{"not held after all", func(e *calendar.Event) { e.Status = calendar.Held }, func(e *calendar.Event) { e.Status = calendar.Scheduled }, "reopened"},
		{"put off", nil, func(e *calendar.Event) { e.Status, e.When = calendar.Postponed, calendar.When{} }, "postponed"},
		{"put off to a day", nil, func(e *calendar.Event) { e.Status, e.When = calendar.Postponed, when("2026-09-01") }, "postponed moved"},
		{"scheduled", nil, func(e *calendar.Event) { e.Status = calendar.Scheduled }, "scheduled"},
		{"projected", nil, func(e *calendar.Event) { e.Status = calendar.Projected }, "projected"},
		{"mandated", func(e *calendar.Event) { e.Status = calendar.Projected }, nil, "mandated"},
		{"title", nil, func(e *calendar.Event) { e.Title = "The Forum" }, "reworded"},
		{"summary", nil, func(e *calendar.Event) { e.Summary = "All meet." }, "reworded"},
		{"kind", nil, func(e *calendar.Event) { e.Kind = calendar.Conference }, "reworded"},
		{"left open", nil, func(e *calendar.Event) { e.LeavesOpen = []string{"the place"} }, "reworded"},
		{"place", nil, func(e *calendar.Event) { e.Place = "Vienna" }, "relocated"},
		{"format", nil, func(e *calendar.Event) { e.Format = calendar.Virtual }, "relocated"},
		{"organizers", nil, func(e *calendar.Event) { e.Organizers = []string{"UNODC"} }, "reassigned"},
		{"documents", nil, func(e *calendar.Event) { e.Documents = []string{"A/2"} }, "documented"},
		{"another source", nil, func(e *calendar.Event) { e.Sources = append(src("A/1", "2020-01-01"), src("A/2", "2020-01-01")...) }, "restated"},
		{"corrected", nil, func(e *calendar.Event) { e.Revised = []time.Time{time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC)} }, "corrected"},
		{"all at once", nil, func(e *calendar.Event) {
			e.When, e.Status, e.Place, e.Title = when("2026-05-04"), calendar.Held, "Vienna", "The Forum"
		}, "held dated relocated reworded"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			build := func(edits ...func(*calendar.Event)) *calendar.Calendar {
				e := base
				for _, edit := range edits {
					if edit != nil {
						edit(&e)
					}
				}
				return calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{{ID: "l", Said: day("2020-01-01"), Events: []calendar.Event{e}}}})
			}
			oldEdits, newEdits := []func(*calendar.Event){tt.old}, []func(*calendar.Event){tt.new}
			d := calendar.Diff(build(oldEdits...), build(newEdits...))
			var want []string
			if tt.want != "" {
				want = []string{"e: " + tt.want}
			}
			require.Equal(t, want, told(d.Events))
		})
	}
}

// Between two editions of a catalogue, an event can come, go, and take the place of what
// only a pattern gave.
func TestDiffOfEditions(t *testing.T) {
	series := calendar.Series{
		ID: "audit", Title: "Audit", Kind: calendar.Deadline, Start: day("2025-05-02"),
		Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY")}, Sources: src("A/1", "2020-01-01"),
	}
	build := func(s calendar.Series, events ...calendar.Event) *calendar.Calendar {
		return calendar.MustNew(calendar.Definition{
			ID: "c", Title: "C", Revision: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
			Layers: []calendar.Layer{{ID: "l", Said: day("2020-01-01"), Series: []calendar.Series{s}, Events: events}},
		})
	}
	forum := calendar.Event{ID: "forum", Title: "Forum", Kind: calendar.Meeting, Status: calendar.Scheduled, When: when("2026-06-01"), Sources: src("A/1", "2020-01-01")}
	audit := calendar.Event{
		ID: "audit-of-2027", Title: "Audit of 2027", Kind: calendar.Deadline, Status: calendar.Scheduled, Series: "audit", Occurrence: "2027-05-02",
		When: when("2027-05-09"), Sources: src("A/2", "2020-01-02"),
	}
	plain, recorded := build(series, forum), build(series, audit)
	d := calendar.Diff(plain, recorded)
	require.Empty(t, d.Series)
	require.Equal(t, []string{"forum: withdrawn", "audit-of-2027: moved scheduled reworded"}, told(d.Events))
	require.Equal(t, "audit/2027-05-02", d.Events[1].Old.ID)
	require.Nil(t, d.Events[0].New)
	require.Equal(t, []string{"forum: added", "audit/2027-05-02: moved projected reworded"}, told(calendar.Diff(recorded, plain).Events))

	// Another pattern is told of the series, and of what comes and goes in the span.
	other := series
	other.Pattern = calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;INTERVAL=2")}
	d = calendar.DiffWithin(plain, build(other, forum), day("2026-01-01"), day("2029-01-01"))
	require.Equal(t, []string{"audit: repeats"}, told(d.Series))
	require.Equal(t, []string{"audit/2026-05-02: withdrawn", "audit/2028-05-02: withdrawn"}, told(d.Events))
	d = calendar.DiffWithin(plain, build(other, forum), day("2029-01-01"), day("2026-01-01"))
	require.Empty(t, d.Events)

	// What is said of a series as a whole is said once.
	other = series
	other.Title = "Yearly audit"
	d = calendar.Diff(plain, build(other, forum))
	require.Equal(t, []string{"audit: reworded"}, told(d.Series))
	require.Empty(t, d.Events)
}

// slot names what a change is about, whether an event records it or a pattern gives it.
func slot(ev *calendar.Event) string {
	if ev.Occurrence != "" {
		return ev.Series + "/" + ev.Occurrence
	}
	return ev.ID
}

// lively adds to a random definition what makes views differ: sources that speak later,
// occurrences recorded and fulfilled, corrections.
func lively(rng *rand.Rand) calendar.Definition {
	def := randomDefinition(rng, rng.IntN(80), 1+rng.IntN(6))
	first, later := &def.Layers[0], &def.Layers[1]
	someday := func() date.Date { return day("2009-06-01") + date.Date(rng.IntN(4500)) }
	for i := range first.Events {
		e := &first.Events[i]
		if i > 0 && rng.IntN(6) == 0 {
			e.FulfilledBy = first.Events[rng.IntN(i)].ID
		}
		for range rng.IntN(3) {
			e.Sources = append(e.Sources, calendar.Source{Document: fmt.Sprintf("S/%d", rng.IntN(50)), SaidOn: someday()})
		}
		for k := range rng.IntN(3) {
			st := calendar.Statement{
				ID: fmt.Sprintf("more-%d-%d", i, k), Of: e.ID, Sources: []calendar.Source{{Document: "T/1", SaidOn: someday()}},
				Status: []calendar.Status{"", calendar.Held, calendar.Cancelled, calendar.Scheduled}[rng.IntN(4)],
			}
			if rng.IntN(2) == 0 {
				st.When = randomWhen(rng)
			}
			later.Statements = append(later.Statements, st)
		}
	}
	for i := range first.Series {
		s := &first.Series[i]
		s.Sources = []calendar.Source{{Document: "U/1", SaidOn: someday()}}
		if rng.IntN(2) == 0 {
			s.Sources = append(s.Sources, calendar.Source{Document: "U/2", SaidOn: someday()})
		}
		if p, ok := s.Pattern.(calendar.ByRule); ok {
			// Some occurrences are moved, cancelled or held, and one is an event of its own.
			days, err := p.Rule.Dates(s.Start)
			if err != nil {
				panic(err)
			}
			key, some := days.After(day("2008-01-01") + date.Date(rng.IntN(3000)))
			for k := 0; some && k < 3; k++ {
				if k == 0 && rng.IntN(2) == 0 {
					later.Events = append(later.Events, calendar.Event{
						ID: "own-" + s.ID, Title: "Its own", Kind: s.Kind, Status: calendar.Scheduled, Series: s.ID, Occurrence: key.String(),
						When: randomWhen(rng), Sources: []calendar.Source{{Document: "W/1", SaidOn: someday()}},
					})
				} else {
					later.Statements = append(later.Statements, calendar.Statement{
						ID: fmt.Sprintf("%s-%d", s.ID, k), Of: s.ID + "/" + key.String(), When: []calendar.When{{}, randomWhen(rng)}[rng.IntN(2)],
						Status:  []calendar.Status{"", calendar.Held, calendar.Cancelled, calendar.Postponed}[rng.IntN(4)],
						Sources: []calendar.Source{{Document: "W/2", SaidOn: someday()}},
					})
				}
				key, some = days.After(key)
			}
		}
		if p, ok := s.Pattern.(calendar.Cadence); ok && p.Periods == "term" {
			later.Events = append(later.Events, calendar.Event{
				ID: "term-" + s.ID, Title: "Recorded", Kind: s.Kind, Status: calendar.Mandated, Series: s.ID, Occurrence: fmt.Sprint(p.First + p.Every),
				Within: calendar.PeriodRef{Periods: "term", Number: p.First + p.Every}, Sources: []calendar.Source{{Document: "V/1", SaidOn: someday()}},
			})
		}
	}
	return def
}

// The changes are what going through everything finds, and each raises SEQUENCE and
// LAST-MODIFIED of exactly the entries that it touches, unless periods moved them.
func TestDiffEqualsGoingThroughEverything(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 15
	}
	from, to := day("2000-01-01"), day("2030-01-01")
	for seed := range rounds {
		rng := rand.New(rand.NewPCG(uint64(seed), 5))
		c := calendar.MustNew(lively(rng))
		a := day("2009-06-01") + date.Date(rng.IntN(4000))
		old, new := c.AsOf(a), c.AsOf(a+date.Date(1+rng.IntN(600)))
		d := calendar.DiffWithin(old, new, from, to)

		series := make(map[string]bool) // with a change of their own
		for _, change := range d.Series {
			series[change.ID] = true
		}
		named := make(map[string]bool)
		for _, change := range d.Events {
			for _, ev := range []*calendar.Event{change.Old, change.New} {
				if ev != nil {
					named[slot(ev)] = true
				}
			}
			require.NotEmpty(t, change.Aspects)
		}

		before, after := everything(old, from, to), everything(new, from, to)
		for _, at := range []map[string]calendar.Event{before, after} {
			for place, ev := range at {
				was, known := before[place]
				is, stillKnown := after[place]
				require.True(t, stillKnown, "views forget nothing")
				switch {
				case !known && named[place]:
				case !known: // all occurrences of a series that was added
					require.True(t, series[ev.Series] && len(is.History) == 0, "seed %d: %s is new", seed, place)
				case was.When != is.When || was.Status != is.Status || was.Title != is.Title || was.Place != is.Place || len(was.History) != len(is.History):
					require.True(t, named[place], "seed %d: %s differs", seed, place)
				}
				if known && was.ID == is.ID {
					grew := is.Sequence > was.Sequence
					require.GreaterOrEqual(t, is.Sequence, was.Sequence, "seed %d: %s", seed, place)
					modified := new.Modified(is).After(old.Modified(was))
					require.Equal(t, grew, modified, "seed %d: %s %+v %+v", seed, place, was, is)
					moved := was.When != is.When && len(was.History) == len(is.History)
					switch {
					case named[place] && !moved:
						require.True(t, grew, "seed %d: %s is changed and not raised", seed, place)
					case !named[place] && grew && !series[is.Series]:
						// Nothing is seen of it where the event was settled already.
						require.NotEmpty(t, is.FulfilledBy, "seed %d: %s is raised and not changed", seed, place)
					}
				}
			}
		}
		for place := range named {
			if was, ok := before[place]; ok {
				require.NotEqual(t, was, after[place], "seed %d: %s is named and does not differ", seed, place)
			}
		}

		// The way back names the same.
		var back []string
		for _, change := range calendar.DiffWithin(new, old, from, to).Events {
			for _, ev := range []*calendar.Event{change.Old, change.New} {
				if ev != nil {
					back = append(back, slot(ev))
				}
			}
		}
		for _, place := range back {
			require.True(t, named[place], "seed %d: %s on the way back", seed, place)
		}
		require.True(t, calendar.DiffWithin(new, new, from, to).IsEmpty())
		require.True(t, calendar.DiffWithin(new, c.AsOf(must(new.AsOfDay())), from, to).IsEmpty())
	}
}

func must(d date.Date, _ bool) date.Date { return d }

// everything returns all events, and the occurrences that may fall in a span, by slot.
func everything(c *calendar.Calendar, from, to date.Date) map[string]calendar.Event {
	all := make(map[string]calendar.Event)
	for ev := range c.Events() {
		all[slot(&ev)] = ev
	}
	for e := range c.Between(from, from, to) {
		all[slot(&e.Event)] = e.Event
	}
	return all
}

func TestChangesAsJSON(t *testing.T) {
	c := calendar.MustNew(board())
	text, err := json.Marshal(calendar.Diff(c.AsOf(day("2005-05-31")), c.AsOf(day("2010-11-01"))))
	require.NoError(t, err)
	var got struct {
		From, To string
		Series   []struct {
			ID      string
			Old     *struct{}
			New     struct{ Repeats string }
			Changes []string
		}
		Events []struct {
			ID       string
			Changes  []string
			Fields   []struct{ Field, Old, New string }
			Old, New *struct{ When, Status string }
			Said     []struct {
				ID     string
				SaidOn string `json:"said_on"`
			}
			Sources []struct{ Document string }
		}
	}
	require.NoError(t, json.Unmarshal(text, &got))
	require.Equal(t, []string{"2005-05-31", "2020-11-01"}, []string{got.From, got.To})
	require.Equal(t, "every 2 years from 2006 on", got.Series[3].New.Repeats)
	require.Nil(t, got.Series[3].Old)
	for _, e := range got.Events {
		if e.ID == "plan" {
			require.Nil(t, e.Old)
			require.Equal(t, "2006/2009", e.New.When)
			require.Equal(t, "minutes/5", e.Sources[1].Document)
			require.Equal(t, "2008-06-30", e.Said[1].SaidOn)
			require.NotNil(t, e.Fields)
		}
	}
	require.NotContains(t, string(text), ":null,\"said\"", "a side is an object, or null in its place")
	text, err = json.Marshal(calendar.Diff(c, c))
	require.NoError(t, err)
	require.JSONEq(t, `{"from":"2020-01-01","to":"2030-01-01","series":[],"events":[]}`, string(text))
}

// What texts say cannot break the lines of a rendering, nor be read as markup.
func TestRenderingsKeepTheirLines(t *testing.T) {
	e := calendar.Event{ID: "e", Title: "A\n# B [x](y) <b> *c*", Kind: calendar.Meeting, Status: calendar.Scheduled, When: when("2026-05-04"), Sources: src("D|1\n", "2020-01-01")}
	e.Sources[0].URL = "https://a.example/\n<x>"
	c := calendar.MustNew(calendar.Definition{ID: "c", Title: "C", Layers: []calendar.Layer{{ID: "l", Said: day("2020-01-01"), Events: []calendar.Event{e}}}})
	d := calendar.Diff(c.AsOf(day("2019-01-01")), c)
	var text, markdown bytes.Buffer
	require.NoError(t, d.WriteText(&text))
	require.NoError(t, d.WriteMarkdown(&markdown))
	require.Equal(t, "added: A # B [x](y) <b> *c* (e)\n  when: 4 May 2026\n  status: scheduled\n  said: 2020-01-01, D|1\n", text.String())
	require.Equal(t, `- **added**: A \# B \[x\](y) \<b\> \*c\* (e)
  - when: 4 May 2026
  - status: scheduled
  - said: 2020-01-01, [D\|1](<https://a.example/%3Cx%3E>)
`, markdown.String())
	require.Error(t, d.WriteText(failing{}))
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("full") }
