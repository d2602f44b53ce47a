// Package ares76186 holds the calendar of United Nations General Assembly resolution
// 76/186, "Improving the coordination of efforts against trafficking in persons", of
// 16 December 2021: the World Day on 30 July, the appraisals of the Global Plan of
// Action every four sessions, the biennial Global Report, the meetings and chairs of
// the Inter-Agency Coordination Group (ICAT), the reports of the Secretary-General, and
// all else that the text names, dated or not, with what became known of it.
//
//	cal := ares76186.Calendar()
//	today := date.New(2026, time.November, 23)
//	for _, entry := range cal.Next(today, 3) {
//		days, _ := entry.DaysToLatest()
//		fmt.Println(entry.When.Words(), entry.Title, days, entry.Status, calendar.Cite(entry.WhenSources()))
//	}
//
// [calendar.Calendar] has the other questions: what falls between two days, what comes
// next in a series such as [AppraisalCycle], what is overdue, what has no date, and what
// was known on an earlier day.
//
// # Layers
//
// [LayerResolution] holds what the resolution itself says, each entry with its
// paragraphs: "op 5" is operative paragraph 5 of 28, "preamble 21" the twenty-first
// paragraph before them of 43. [LayerLater] holds what other sources say, whether they
// spoke before the resolution or after: days that the text leaves open, meetings held,
// reports published, and entries on which the text is silent. A statement of the later
// layer dates, moves or settles an entry of the first and erases nothing;
// Event.History shows who said what, and when.
//
// # How sure the data is
//
// No day is invented. Where a source gives a year, the entry has a year; where it gives
// none, the entry has none. What a pattern alone gives is marked as projected, and a
// meeting to be held "on a regular basis" projects nothing. Seats of organizations that
// nobody has verified are marked as such: see [Body].
//
// [calendar.Primary] sources are the United Nations or the organizers themselves, others
// are [calendar.Secondary]. Most pages were read in part only, from their beginning.
// Where a source bears no day of its own, the day on which it counts as said is inferred
// and marked so.
//
// # Plans
//
// [Plans] work back from the appraisals and from the report to the 82nd session: by when
// their documents are to be submitted and issued.
//
// # Corrections
//
// All of it stands in catalogue.yaml, in the format that package catalogue describes. A
// correction is a statement in the later layer, with its source. So is the day of what a
// series projects, once somebody has said it: the statement is of the series' id, a slash
// and the key, such as global-report-biennial/2026. Ids never change, because calendar
// feeds name their entries by them.
package ares76186
