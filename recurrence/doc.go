// Package recurrence computes what repeats: the recurrence rules and sets of RFC
// 5545, with the SKIP part of RFC 7529, on days and on times in zones.
//
// # Words
//
// A [Rule] is an RRULE, such as FREQ=YEARLY;INTERVAL=4;BYMONTH=9;BYDAY=-1TH: how to
// step, but not from where. It is a plain value; write it as a literal or read it
// with [Parse]. A [Set] is what a calendar stores: a start (DTSTART), rules, further
// occurrences (RDATE), exceptions (EXDATE) and replacements (RECURRENCE-ID). With a
// start, either becomes [Dates], for what happens on days, or [Times], for what
// happens at a time of day in a zone or by [Floating] time:
//
//	rule := recurrence.MustParse("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=30")
//	days, err := rule.Dates(date.New(2014, time.July, 30))
//	next, ok := days.After(today)
//
// # Reading and writing
//
// [Parse] and [ParseSet] take what the standard allows and nothing else; their
// errors say which byte of which part offends which section. [ParseLenient] and
// [ParseSetLenient] read what calendars in use contain, as long as it is plain what
// it means, and report what they forgave. [Rule.String] is canonical: rules that
// differ only in order, repetition or defaults print the same. [Rule.Describe] says a
// rule in English.
//
// # Asking
//
// Dates and Times have the same methods. They give the occurrences in order, from
// either end, from any point or between two (All, Backward, From, BackwardFrom,
// Between), the next and the last one (After, Before), the n-th (Nth), how many
// there are (Count, Len), and whether there are any (Never). Spans are half-open.
//
// Rules are compiled, not walked: the Gregorian calendar repeats every 400 years, so
// a rule becomes bit masks by the shape of a year, and counts of their bits.
//
//	compiling              what the rule's parts take; tables are made when first needed
//	an occurrence          scanning for the next bit, without allocation
//	After, Before, Nth,    the same whatever the distance, and with COUNT or without;
//	Count, Contains        logarithmic in the number of RDATEs and EXDATEs
//	Never                  a proof, not a search: no legal rule makes a query hang
//
// On a common machine a query of a rule takes a tenth of a microsecond, and of any
// legal rule some 20 microseconds at most: the most where BYSETPOS chooses among many
// times, where clocks skip an hour full of occurrences, or where an INTERVAL below the
// day meets filters of days. Before that, tables are made once, in at most some 20
// milliseconds and 4 MB for a rule, most of it for counting over the transitions of a
// zone until 9999; a rule that never matches is known as such within a millisecond. A
// common rule takes 2 KB, or 4 KB where it has counted.
//
// A set of several rules is counted by taking its rules apart, which takes time by how
// many ways they overlap in. Where rules below a day overlap in too many ways, a set of
// up to some four million occurrences is walked, and a larger one refused when it is
// compiled. With [Elapsed] the first count takes up to a tenth of a second.
//
// # Readings
//
// Where implementations differ, this package follows the text of the standard:
//
//   - A clock reading that a transition skips counts by the offset before it, and of
//     one that comes twice the first is meant (section 3.3.5, erratum 4271). Such an
//     occurrence exists, and COUNT counts it. A set that starts at a skipped reading
//     goes on with that reading; see [AtClock].
//   - Clock readings that are the same instant are one occurrence (section 3.8.5.2).
//   - Rules below a day compute clock readings, too (section 3.3.10: local times);
//     [Elapsed] makes them step in elapsed time.
//   - What a rule does not say comes from the start (section 3.3.10): so YEARLY with
//     BYMONTHDAY, alone or with BYDAY, is in the start's month, and BYWEEKNO alone is
//     on the start's day of the week. [EveryMonth] reads the former as every month.
//   - A week belongs to the year that numbers it, even where its days do not; INTERVAL
//     counts these years, from that of the week of the start (section 3.3.10, BYWEEKNO).
//   - The values of a part are alternatives: BYDAY=1MO,FR is the first Monday and every
//     Friday. Order and repetition in them mean nothing.
//   - BYSETPOS numbers whole periods, that of the start included; what falls before the
//     start is then left out (section 3.3.10).
//   - A number in BYDAY counts in the month with BYMONTH or MONTHLY, else in the year
//     (errata 1913 and 3779).
//   - A start that the rule does not admit is not an occurrence, which section 3.8.5.3
//     leaves open; [IncludeStart] makes it one.
//   - With an all-day start BYHOUR, BYMINUTE and BYSECOND are ignored (section 3.3.10).
//   - BYSECOND=60 is legal and never matches, since civil clocks do not show it.
//
// # Limits
//
// Occurrences lie in the years 1 to 9999, those that iCalendar can write; sequences
// end there. Rules of other calendars (RSCALE) are refused with [ErrNotSupported].
// Nothing reads the clock, and time zones come from [time.LoadLocation] alone, or
// from the caller. No input makes a function panic, but for [MustParse].
//
// Rules and sets must not be changed while another goroutine uses them. Dates and
// Times never change, and are safe for use by many goroutines.
package recurrence
