// Package unga knows the regular sessions of the United Nations General Assembly: which
// session a day belongs to, when a session opens, and when its general debate is held.
//
//	n, _ := unga.Sessions.At(date.New(2021, time.December, 16)) // 76
//	s, _ := unga.Sessions.Session(84)
//	fmt.Println(s.Opening.Date, s.Opening.Basis)                // 2029-09-11 planned
//
// A session is numbered by the year in which it opens, less 1945. It opens on a Tuesday
// in September and lasts until the next one opens, so it is no calendar year: 8 September
// 2017 belongs to the 71st session, and 19 December 2017 to the 72nd. Its last meeting is
// held on the eve of the next opening or, as in 2021 and since 2023, on that very day.
//
// # How a day is known
//
// Each [Day] has a basis and a source. It is recorded if a source reports it after the
// fact; planned if it was published beforehand and no source here confirms that it was
// kept; by rule if it follows from a rule whose text is sourced; and projected if that
// rule is itself inferred. Recorded days override planned ones, and these the rules.
// sessions.json has them all. A day without a source is not in it, and the rule answers:
// so for the general debate of the 60th session, which did not keep to the rule.
//
// # The rules
//
//	session   opens on                         resolution   general debate from
//	55        first Tuesday after 1 September  -            no rule sourced
//	56 to 57  Tuesday after the second Monday  55/14        no rule sourced
//	58 to 77  Tuesday in 12 to 18 September    57/301       the Tuesday after
//	78 on     Tuesday in 5 to 11 September     75/325       the second Tuesday after
//
// The text of resolution 57/301 says "third week in September, counting from the first
// week that contains at least one working day", where only days of September count. The
// amendment by resolution 75/325 was not read: its days are those that all published
// openings keep to, and are marked as projected.
//
// By resolution 57/301 the general debate lasts nine working days without
// interruption. In practice it has taken Saturdays in and ended sooner since 2016, so
// that what is known of a past debate differs from what was to be expected. See
// [Table.RuleFor].
//
// # Parts of a session
//
// [GeneralDebate] is the span of the debate, with the days in it that had no sitting. The
// [MainPart] lasts from September to December and the [ResumedPart] from January on. No
// rule says so; the ends of these parts are the Assembly's practice, and marked as
// projected where no source has the last meeting. Of the days between the last meeting
// of the main part and the end of the year, neither part claims any.
//
// # As known on a day
//
// [Table.KnownOn] gives the sessions as they were known on a day, for calendars that must
// show what could be known then. On 16 December 2021 the 80th session was to hold its
// general debate from 23 September to 3 October 2025, by the rules in force; it ended on
// 29 September.
//
// # Bounds
//
// The sessions known are [FirstSession] to [LastSession], the years 2000 to 9999. For all
// others the answer is false. Every query takes constant time; the data is read once, on
// first use. [Sessions] is a [calendar.Periods], under which a catalogue counts in
// sessions. The official holidays of the United Nations are in package
// secretariat.
package unga
