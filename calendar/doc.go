// Package calendar models what a mandate obliges people to do, when it falls due, how
// sure that date is, and who says so.
//
// # Words
//
// An [Event] is one thing that happens: a meeting, an observance, a report that is
// due. A [Series] repeats: by a recurrence rule ([ByRule]) or set ([BySet]), or once in every so many
// numbered [Periods] such as the sessions of an assembly ([Cadence]), or with no
// period that anybody has stated, and then it projects nothing.
//
// A [When] says how well a day is known: a day; a run of days; some day in a window, a
// month or a year; not after or not before a day; a time of day in a zone; or nothing
// at all. It prints and parses as EDTF, the Extended Date/Time Format, and as RFC 9557
// for times of day. A trailing question mark means projected: computed from a
// pattern, and decided by nobody.
//
// A [Source] says what a claim rests on: the document's symbol, the paragraph, and
// the day on which it was said.
//
// # Layers
//
// A [Definition] has layers. The first holds what the document itself says. A later
// one holds statements made elsewhere: that an event was dated, moved, held or
// cancelled. A [Statement] names an event by its ID and never erases what was said
// before; [Event].History has it all. [Calendar.AsOf] shows the calendar as it was
// known on a day.
//
// Statements act in the order of the days on which they were made. What a statement
// leaves empty stays as it was, and a vaguer restatement of known days does not erase
// them. What is held stays held, unless it is said to be cancelled.
//
// # Languages
//
// The texts of a calendar are in its own language. A [Translation] gives those of an event,
// a series, a statement or the whole in another one, and [Calendar.In] shows the calendar
// in the languages that suit a reader best. The package's own words for days, kinds and
// statuses are to be had in the languages of [WordLanguages], by methods called WordsIn.
//
// # Questions
//
//   - What comes next? [Calendar.Next], and for one series [Calendar.NextOf]
//   - What falls on a day, or between two? [Calendar.On], [Calendar.Between]
//   - What is overdue? [Calendar.Overdue]
//   - What has no date? [Calendar.Undated]
//   - And in several calendars together? [Merge]
//   - What changed? [Diff] compares two editions of a calendar, or what was known on two days.
//   - Which reminders are due? [Calendar.Crossings]
//
// The day that counts as today is always an argument: this package never reads the
// clock. Each answer is an [Entry]: the event, with its status and the days left on
// that day. [Filter] functions narrow a query by kind, status, series, organizer,
// source or words.
//
// # Working days
//
// [Workdays] are those of a place: the days of its working week that are no holidays.
// The holidays come from lists, from a calendar ([HolidaysOf]), or from rules such as those
// of github.com/rickar/cal ([YearlyHolidays]). A list says which days it speaks for;
// whoever asks beyond all lists gets a [*CoverageError] and no guess.
//
// # Properties
//
// A [Calendar] is immutable and safe for use by many goroutines. Spans are half-open,
// [from, to), except where a comment speaks of a last day. Days lie in the years 0 to
// 9999.
//
// A calendar is made for many events: it keeps an index of their days, so that a query
// takes time in proportion to what it finds, and to the logarithm of the number of
// events. A series costs a query the time of asking its pattern once. A filter is asked
// of each event that the days leave.
package calendar
