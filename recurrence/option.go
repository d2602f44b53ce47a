package recurrence

// An Option departs from the reading of RFC 5545 that this package follows by
// default. Options are given to [Rule.Dates], [Rule.Times], [Set.Dates] and
// [Set.Times], and none is in force unless it is given.
type Option uint8

const (
	// Elapsed makes rules with FREQ=HOURLY, MINUTELY or SECONDLY step in elapsed
	// time: FREQ=HOURLY;INTERVAL=6 is every six hours by a stopwatch, so that its
	// clock readings move when the clocks change. Without it a rule computes
	// local times, as RFC 5545, section 3.3.10 says, and they stay as they are:
	// 00:00, 06:00, 12:00 and 18:00. BYxxx parts are judged by the local clock in
	// either case. Elapsed changes nothing for other frequencies, for UTC and for
	// floating time. Sets of several rules, EXRULEs among them, take it only if they
	// have no more than some four million occurrences, and none with a RANGE of
	// THISANDFUTURE takes it.
	Elapsed Option = iota + 1

	// IncludeStart makes DTSTART the first occurrence even where the rule does
	// not admit it, and counts it in COUNT. RFC 5545, section 3.8.5.3 leaves such
	// sets undefined; by default a start off the rule is not an occurrence.
	IncludeStart

	// EveryMonth makes FREQ=YEARLY;BYMONTHDAY without BYMONTH, BYYEARDAY or
	// BYWEEKNO mean that day of every month. By default it means that day of the
	// month of DTSTART, since RFC 5545, section 3.3.10 takes what is missing from
	// DTSTART.
	EveryMonth
)

// options is a set of Options.
type options uint8

func gather(opts []Option) (o options) {
	for _, opt := range opts {
		o |= 1 << opt
	}
	return o
}

func (o options) has(opt Option) bool { return o>>opt&1 != 0 }
