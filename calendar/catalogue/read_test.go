package catalogue_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/recurrence"
)

func parseFile(t *testing.T, name string) calendar.Definition {
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	def, err := catalogue.Parse(f, withTerms)
	require.NoError(t, err)
	return def
}

func TestParseReadsEveryKey(t *testing.T) {
	statutes := calendar.Source{
		Document: "Statutes 2023", URL: "https://library.example/statutes",
		SaidOn: date.New(2023, time.November, 20), Rank: calendar.Primary,
	}
	article := func(paragraph string) calendar.Source {
		s := statutes
		s.Paragraph = paragraph
		return s
	}
	want := calendar.Definition{
		ID:    "library-board",
		Title: "Duties of the library board",
		Description: "What the statutes of the town library oblige its board to do, and what became of it.\n" +
			"Dates are those of the town's own papers.",
		Language: language.English,
		Translations: []calendar.Translation{
			{
				Language: language.MustParse("de-AT"), Title: "Pflichten des Büchereibeirats",
				Description: "Wozu die Satzung der Stadtbücherei ihren Beirat verpflichtet.",
			},
			{Language: language.SimplifiedChinese, Title: "图书馆理事会的职责"},
		},
		Document: "Statutes 2023",
		URL:      "https://library.example/statutes",
		Revision: time.Date(2026, time.March, 2, 8, 30, 0, 0, time.UTC),
		Periods:  map[string]calendar.Periods{"term": terms{}},
		Layers: []calendar.Layer{
			{
				ID: "statutes", Title: "The statutes", Said: date.New(2023, time.November, 20),
				Series: []calendar.Series{
					{
						ID: "open-evening", Title: "Open evening", Summary: "The board answers the readers' questions.",
						Each: "Open evening {year}", Kind: calendar.Meeting, Status: calendar.Scheduled,
						Pattern: calendar.ByRule{Rule: recurrence.MustParse("FREQ=YEARLY;BYMONTH=3;BYDAY=2TH")},
						Start:   date.New(2024, time.March, 1),
						Translations: []calendar.Translation{{
							Language: language.German, Title: "Offener Abend", Summary: "Der Beirat beantwortet Fragen.",
							Each: "Offener Abend {year}", Place: "Lesesaal", LeavesOpen: []string{"die Uhrzeit"},
						}},
						Place: "Reading room", Geo: calendar.MustGeo(48.2, 16), Format: calendar.InPerson, Organizers: []string{"Library board"},
						LeavesOpen: []string{"the time of day"}, Sources: []calendar.Source{article("art. 4")},
					},
					{
						ID: "review", Title: "Review of the collection", Each: "Review {n}",
						Kind: calendar.ReportDue, Status: calendar.Mandated,
						Pattern: calendar.Cadence{Periods: "term", Every: 2, First: 4},
						Sources: []calendar.Source{article("art. 6"), article("art. 7")},
					},
					{
						ID: "census", Title: "Census of the readers", Kind: calendar.OtherEvent,
						Pattern: calendar.Cadence{Periods: "year", Every: 5, First: 2025},
						Sources: []calendar.Source{{Document: "Statutes 2023", Paragraph: "art. 9"}},
					},
					{
						ID: "visits", Title: "Visits to other libraries", Kind: calendar.OtherEvent,
						Sources: []calendar.Source{article("art. 11")},
					},
				},
				Events: []calendar.Event{
					{
						ID: "review-4", Title: "Review of the collection", Kind: calendar.ReportDue, Status: calendar.Mandated,
						Series: "review", Occurrence: "4",
						Within: calendar.PeriodRef{
							Periods: "term", Number: 4, After: "recess", NotAfter: calendar.InMonth(2025, time.December),
						},
						Sources: []calendar.Source{article("art. 6")},
					},
					{
						ID: "catalogue-online", Title: "The catalogue goes online",
						Summary: "Readers are to find every book from home.\nNo tender had been held.",
						Kind:    calendar.Target, Status: calendar.Mandated, When: calendar.InYear(2027), FulfilledBy: "opening",
						LeavesOpen: []string{"who pays"}, Sources: []calendar.Source{article("art. 13")},
					},
					{
						ID: "opening", Title: "The new wing opens: readers first", Kind: calendar.OtherEvent,
						Status: calendar.Projected, When: calendar.MustParseWhen("[2026-09..2026-11]?"), Place: "New wing",
						Geo:          calendar.MustGeo(48.208333, -16.373056),
						Translations: []calendar.Translation{{Language: language.German, Title: "Eröffnung des neuen Flügels", Place: "Neuer Flügel"}},
						Sources:      []calendar.Source{article("art. 14")},
					},
					{
						ID: "naming", Title: "Naming of the new wing", Kind: calendar.OtherEvent, Status: calendar.Mandated,
						Sources: []calendar.Source{article("art. 15")},
						Revised: []time.Time{
							time.Date(2026, time.January, 10, 0, 0, 0, 0, time.UTC), time.Date(2026, time.February, 1, 11, 0, 0, 0, time.UTC),
						},
					},
				},
			},
			{
				ID: "later", Said: date.New(2026, time.March, 2),
				Statements: []calendar.Statement{
					{
						ID: "review-4-held", Of: "review-4", Note: "The review was laid before the council a week early.",
						Title: "Review of the collection: the council's copy",
						When:  calendar.On(date.New(2025, time.November, 18)), Status: calendar.Held,
						Translations: []calendar.Translation{{
							Language: language.MustParse("no"), Title: "Gjennomgang", Place: "Rådhuset", Note: "En uke for tidlig.",
						}},
						Place: "Town hall", Geo: calendar.MustGeo(0, 180), Format: calendar.Hybrid, Organizers: []string{"Library board", "Town council"},
						Documents: []string{"Council paper 118/2025", "Council paper 119/2025"},
						Sources: []calendar.Source{{
							Document: "Council minutes", Paragraph: "item 3", URL: "https://council.example/2025-11-18",
							SaidOn: date.New(2025, time.November, 19), SaidOnInferred: true, Rank: calendar.Primary,
						}},
					},
					{
						ID: "evening-2026", Of: "open-evening/2026-03-12",
						When:    calendar.MustParseWhen("2026-03-12T18:00[Europe/Vienna]/2026-03-12T20:00[Europe/Vienna]"),
						Sources: []calendar.Source{{Document: "Poster", Rank: calendar.Secondary}},
					},
					{
						ID: "opening-planned", Of: "opening", Within: calendar.PeriodRef{Periods: "term", Number: 5},
						Sources: []calendar.Source{{Document: "Council paper 7/2026"}},
					},
				},
			},
		},
	}
	require.Equal(t, want, parseFile(t, "testdata/good/library-board.yaml"))
}

// What readers of YAML 1.1 and of other tools take for something else is its text
// here; an escape, a fold and a comment are what YAML 1.2 says they are.
func TestParseTakesScalarsByTheirText(t *testing.T) {
	def := parseFile(t, "testdata/good/quirks.yaml")
	require.Equal(t, "no", def.Title)
	layer := def.Layers[0]
	require.Equal(t, date.New(2021, time.December, 16), layer.Said)
	series, event := layer.Series[0], layer.Events[0]
	require.Equal(t, "yes", series.ID)
	require.Equal(t, `an escaped "quote" - and a break joined`, series.Title)
	require.Equal(t, calendar.Source{
		Document: "Résolution", Paragraph: "Off", SaidOn: date.New(2021, time.December, 16),
	}, series.Sources[0])
	require.Equal(t, "It's plain", event.Title)
	require.Equal(t, "yes", event.Series)
	require.Equal(t, "2022", event.Occurrence)
	require.Equal(t, calendar.InYear(2022), event.When)
	require.Equal(t, "y", event.Sources[0].Paragraph)
	require.Equal(t, "n: n", event.Sources[1].Paragraph)
}

func TestReadBuildsTheCalendar(t *testing.T) {
	cal, err := catalogue.ReadFS(os.DirFS("testdata/good"), "library-board.yaml", withTerms)
	require.NoError(t, err)
	today := date.New(2026, time.March, 2)
	evening, ok := cal.NextOf("open-evening", today)
	require.True(t, ok)
	require.Equal(t, "open-evening/2026-03-12", evening.ID)
	require.Equal(t, calendar.Timed, evening.When.Form())
	// The term of 2024 and 2025: its recess is August 2025.
	review, ok := cal.AsOf(date.New(2024, time.January, 1)).Event("review-4")
	require.True(t, ok)
	require.Equal(t, "[2025-09-01..2025-12-31]", review.When.String())
	review, ok = cal.Event("review-4")
	require.True(t, ok)
	require.Equal(t, "2025-11-18", review.When.String())
	require.Equal(t, calendar.Held, review.Status)
}

const tiny = "convene: 1\nid: tiny\ntitle: Tiny\nrevision: 2026-01-05\nlayers:\n- id: only\n  said: 2026-01-05\n"

func TestReadOfOtherEncodings(t *testing.T) {
	for name, text := range map[string]string{
		"LF": tiny, "CRLF": strings.ReplaceAll(tiny, "\n", "\r\n"), "CR": strings.ReplaceAll(tiny, "\n", "\r"),
		"byte order mark": "\uFEFF" + tiny, "no last line break": strings.TrimSuffix(tiny, "\n"),
		"comments": strings.ReplaceAll(tiny, "\n", " # comment\n\n#\n"), "comments and CRLF": strings.ReplaceAll(tiny, "\n", " # comment\r\n\r\n#\r\n"),
		"spaces at the ends": strings.ReplaceAll(tiny, "\n", "   \n"),
	} {
		t.Run(name, func(t *testing.T) {
			def, err := catalogue.Parse(strings.NewReader(text), catalogue.Options{})
			require.NoError(t, err)
			require.Equal(t, "tiny", def.ID)
			require.Equal(t, date.New(2026, time.January, 5), def.Layers[0].Said)
		})
	}
}

// The day 30 stands where it stands, whatever comes before it in the file.
func TestErrorPositions(t *testing.T) {
	const said = "layers:\n- said: 2026-02-30"
	for _, tt := range []struct{ name, text, want string }{
		{"plain", said, "2:17"},
		{"spaces behind", said + "    \n", "2:17"},
		{"a comment behind", said + "  # not a day\n", "2:17"},
		{"in quotes", `layers: [{said: "2026-02-30"}]`, "1:26"},
		{"behind an escape: the beginning of the text", `layers: [{said: "\x32026-02-30"}]`, "1:17"},
		{"behind letters of several bytes", "layers: [{title: Beschlüsse – 決議, said: 2026-02-30}]", "1:49"},
		{"below comments and CRLF", "# a\r\n\r\n# b\r\n" + said, "5:17"},
		{"below a quoted text of four lines", "title: \"a\n  b\n\n  c\"\n" + said, "6:17"},
		{"below a joined line", "title: \"a\\\n  b\"\n" + said, "4:17"},
		{"below a block", "title: >-\n  a\n\n  b\n\n\n" + said, "8:17"},
		{"below a plain text of three lines", "title: a\n  b  \n  c\n" + said, "5:17"},
		{"behind a text that begins at the end of a line", "{é: \"\n a\", layers: [{said: 2026-02-30}]}", "2:30"},
		{"behind a byte order mark", "\uFEFF" + said, "2:17"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := catalogue.Read(strings.NewReader(tt.text), catalogue.Options{})
			var found []string
			for _, err := range split(err) {
				if e := (*catalogue.Error)(nil); errors.As(err, &e) && e.Path == "layers[0].said" {
					found = append(found, fmt.Sprintf("%d:%d", e.Line, e.Column))
				}
			}
			require.Equal(t, []string{tt.want}, found, "%v", err)
		})
	}
}

func TestErrorsAreTyped(t *testing.T) {
	read := func(tail string) error {
		_, err := catalogue.Read(strings.NewReader(tiny+tail), catalogue.Options{Name: "x.yaml"})
		require.Error(t, err)
		return err
	}
	const event = "  events:\n  - {id: a, title: A, kind: event, status: held, sources: [{document: D}], "
	err := read(event + "when: 2026-13}\n")
	require.EqualError(t, err, "x.yaml:9:87: layers[0].events[0].when: month 13 is outside 1 to 12; "+
		"expected a date as EDTF writes it, such as 2025-11-24, 2025-11-24/2025-11-25 or [2025-09-30..2025-12-31]")
	var when *calendar.WhenError
	require.ErrorAs(t, err, &when)
	require.Equal(t, "2026-13", when.Input)

	var def *calendar.DefinitionError
	require.ErrorAs(t, read(event+"series: b}\n"), &def)
	require.Equal(t, "series", def.Field)

	var rule *recurrence.ParseError
	require.ErrorAs(t, read("  series:\n  - {id: a, title: A, kind: event, repeats: {rule: FREQ=NEVER}, sources: [{document: D}]}\n"), &rule)
	require.Equal(t, "FREQ", rule.Part)
}

func TestErrorWithoutAName(t *testing.T) {
	_, err := catalogue.Read(strings.NewReader("convene: 2\n"), catalogue.Options{})
	require.EqualError(t, err, "catalogue:1:10: convene: expected 1, the version of the format that is known here, found 2")
}

func TestReadStopsAtTheSize(t *testing.T) {
	size := int64(len(tiny))
	_, err := catalogue.Read(strings.NewReader(tiny), catalogue.Options{MaxSize: size})
	require.NoError(t, err)
	_, err = catalogue.Read(strings.NewReader(tiny), catalogue.Options{Name: "x.yaml", MaxSize: size - 1})
	require.ErrorContains(t, err, "x.yaml:1:1: the catalogue is larger than")
	var e *catalogue.Error
	require.ErrorAs(t, err, &e)

	endless := io.MultiReader(strings.NewReader(tiny), iotest.DataErrReader(hashes{}))
	_, err = catalogue.Read(endless, catalogue.Options{})
	require.ErrorContains(t, err, "larger than 1048576 bytes")
}

// hashes is a comment without an end.
type hashes struct{}

func (hashes) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '#'
	}
	return len(p), nil
}

func TestReadPassesErrorsOfTheReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := catalogue.Read(iotest.ErrReader(broken), catalogue.Options{Name: "x.yaml"})
	require.ErrorIs(t, err, broken)
	require.EqualError(t, err, "catalogue: read x.yaml: the disk is gone")
	_, err = catalogue.ReadFS(os.DirFS("testdata"), "missing.yaml", catalogue.Options{})
	require.ErrorIs(t, err, fs.ErrNotExist)
	_, err = catalogue.Read(iotest.ErrReader(&fs.PathError{Op: "read", Path: "x.yaml", Err: broken}), catalogue.Options{Name: "x.yaml"})
	require.ErrorIs(t, err, broken)
	require.EqualError(t, err, "catalogue: read x.yaml: the disk is gone", "the file is named once")
}

func TestReadTellsAThousandFaults(t *testing.T) {
	_, err := catalogue.Read(strings.NewReader("convene: 1\nlayers: ["+strings.Repeat("{},", 5000)+"{}]\n"), catalogue.Options{})
	require.Len(t, split(err), 1000)
}
