// Package meeting finds times at which people in many places can meet, says whom each
// time costs sleep, and shares that burden.
//
// The package example answers the question for which it was made: when should the
// principals of the Inter-Agency Coordination Group meet in the last quarter, and who has
// been up at night how often? Their seats, from Vienna to Washington, share working hours in
// the afternoon of one side and the morning of the other. With one more office, in Bangkok,
// there is no time that suits all, and what is best changes with the clocks: in October it is
// 15:00 in Vienna, in the week in which only Europe has put its clocks back 14:00, and in
// November New York begins half an hour early so that Bangkok need not stay beyond 22:00.
//
// # Words
//
// A [Request] has windows in which the meeting is to be, a grid of starts, and people. Each
// start on the grid for which the meeting lies in a window is a candidate. A [Participant] has
// a [Role], a zone, [Hours], limits beyond which they cannot be asked, and what stands in
// their calendars (package freebusy). They are available at a candidate or they are not, and
// [Reasons] say why.
//
// A candidate is feasible if enough people are available: every chair, every required person
// or so many of them as the request says, so many in all, and so many of each [Group]; if no
// blackout meets it; and if a [Room] is free, where rooms are asked for.
//
// A [Burden] is time outside working hours, weighed by clock [Band] and by person. By default
// the night, from 22:00 to 06:00, weighs three times. Who has hard hours is not available
// outside of them; who has soft ones can be asked, and it counts.
//
// # Which time is best
//
// Attendance comes before convenience: of two feasible times that is better at which more
// required people can come, then more optional ones. Then an [Objective] compares burdens:
// their sum, the largest, or with [LexiMin] the largest, then the second largest, and so on,
// which is the fairest of them. [Request].Criteria puts all this in another order. The start
// decides last, so that no two times are equal and the answer is the same on every machine
// that has the same time zone database; [Result.Offsets] shows which offsets it rests on.
//
// [Find] gives the best times with everybody's local time, conflicts and burden, and the
// times that fail only because somebody cannot come. [Result.All] walks through all feasible
// ones, and [Result.At] tells of any time what it would mean, be it one that was proposed or
// one that was held.
//
// # When nothing fits, and when it is about a year
//
// [Explain] names the people who stand in each other's way and whose absence would help;
// [Relax] tries what single change opens a time. [Series] plans several meetings together, so
// that the nights go round, and says what each participant carries on to the next year.
// [Patterns] finds a fixed time in the week or month, looked at over all of its occurrences,
// and [RotateSlots] a few times of the day that meetings take in turn. [Rotate] says whose turn
// the chair is, and why. [Request.HostedAt] is for meetings in person.
//
// # Time
//
// Instants are exact to the second, and all intervals are half-open: what touches does not
// overlap, and what has no length blocks nothing. Every question of a clock or a date is
// answered by converting an instant to the zone, never by making an instant of a local time.
// So hours across midnight, days of 23 or 25 hours, days without a midnight and days that a
// place left out need no rules of their own. The grid counts elapsed time, unless
// [Request].AlignTo binds it to a clock.
//
// # What it takes
//
// Candidates are bits. Working time is computed once for all people with the same zone,
// hours and holidays; who is available is a bitmap, and how many are is counted for 64
// candidates at a time. So the time goes with the calendar entries, and with people times
// candidates divided by 64; only burdens are computed for candidates one by one, for those
// that attendance leaves. Memory is a bit for each participant and candidate, and nothing is
// allocated for the two together. [Caps] bound what a request may ask for.
//
// Results are safe for use by many goroutines. Nothing here reads a clock or the machine's
// zone; who wants time zones wherever a program runs imports time/tzdata.
package meeting
