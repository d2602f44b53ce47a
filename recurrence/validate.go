package recurrence

import (
	"cmp"
	"fmt"
)

// Validate reports what RFC 5545, section 3.3.10 and RFC 7529, section 4.1 forbid
// in a rule by itself. The error is a [*RuleError] on the first fault. [Parse]
// returns valid rules only.
//
// A valid rule need not go with every start: see [Rule.Dates] and [Rule.Times].
func (r Rule) Validate() error { return r.validate() }

func (r *Rule) validate() error {
	// Or asks every question and keeps the first answer; a loop over functions
	// would move the rule to the heap.
	if err := cmp.Or(
		checkFreq(r),
		checkInterval(r),
		checkEnd(r),
		checkNumbers(r),
		checkByMonth(r),
		checkByDay(r),
		checkWeekStart(r),
		checkSkip(r),
	); err != nil {
		return err
	}
	return r.validateTogether()
}

// validateTogether asks which parts go together. It is all that there is to ask
// of a rule whose values have been checked as they were read.
func (r *Rule) validateTogether() error {
	if err := cmp.Or(
		checkCountAndUntil(r),
		checkOrdinals(r),
		checkByMonthDayInWeek(r),
		checkByYearDay(r),
		checkByWeekNo(r),
		checkBySetPos(r),
	); err != nil {
		return err
	}
	return nil
}

func fault(part, format string, args ...any) *RuleError {
	return &RuleError{Part: part, Clause: clauseRecur, Reason: fmt.Sprintf(format, args...)}
}

func checkFreq(r *Rule) *RuleError {
	if r.Freq < Secondly || r.Freq > Yearly {
		return fault("FREQ", "is required, SECONDLY to YEARLY")
	}
	return nil
}

func checkInterval(r *Rule) *RuleError {
	if r.Interval < 0 {
		return fault("INTERVAL", "%d is not a positive number", r.Interval)
	}
	return nil
}

func checkEnd(r *Rule) *RuleError {
	if r.Count < 0 {
		return fault("COUNT", "%d is not a positive number", r.Count)
	}
	u := r.Until
	switch {
	case u == Until{}:
		return nil
	case u.Form < FormDate || u.Form > FormUTC:
		return fault("UNTIL", "has no form")
	case u.Second < 0 || u.Second >= secondsPerDay || u.Form == FormDate && u.Second != 0:
		return fault("UNTIL", "second %d of the day is out of range", u.Second)
	case int(u.Day) < yearStart(0) || u.Day > lastDay:
		return fault("UNTIL", "is outside the years 0 to 9999")
	}
	return nil
}

func checkNumbers(r *Rule) *RuleError {
	return cmp.Or(
		checkList(partBySecond, r.BySecond),
		checkList(partByMinute, r.ByMinute),
		checkList(partByHour, r.ByHour),
		checkList(partByMonthDay, r.ByMonthDay),
		checkList(partByYearDay, r.ByYearDay),
		checkList(partByWeekNo, r.ByWeekNo),
		checkList(partBySetPos, r.BySetPos),
	)
}

func checkList(part partName, values []int) *RuleError {
	for _, v := range values {
		if b := part.bounds(); !b.holds(v) {
			return fault(part.String(), "%d is outside %s", v, b)
		}
	}
	return nil
}

func checkByMonth(r *Rule) *RuleError {
	b := partByMonth.bounds()
	for _, m := range r.ByMonth {
		if !b.holds(int(m)) {
			return fault("BYMONTH", "%d is outside %s", int(m), b)
		}
	}
	return nil
}

func checkByDay(r *Rule) *RuleError {
	for _, d := range r.ByDay {
		if d.Day < Monday || d.Day > Sunday {
			return fault("BYDAY", "day of the week %d is outside 1 to 7", d.Day)
		}
		if b := partByDay.bounds(); d.Ordinal != 0 && !b.holds(d.Ordinal) {
			return fault("BYDAY", "%d is outside %s", d.Ordinal, b)
		}
	}
	return nil
}

func checkWeekStart(r *Rule) *RuleError {
	if r.WeekStart > Sunday {
		return fault("WKST", "day of the week %d is outside 1 to 7", r.WeekStart)
	}
	return nil
}

func checkCountAndUntil(r *Rule) *RuleError {
	if r.Count > 0 && !r.Until.IsZero() {
		return fault("UNTIL", "must not be given with COUNT")
	}
	return nil
}

func checkOrdinals(r *Rule) *RuleError {
	for _, d := range r.ByDay {
		switch {
		case d.Ordinal == 0:
		case r.Freq != Monthly && r.Freq != Yearly:
			return fault("BYDAY", "the number %d needs FREQ=MONTHLY or YEARLY", d.Ordinal)
		case r.Freq == Yearly && len(r.ByWeekNo) > 0:
			return fault("BYDAY", "the number %d must not be given with BYWEEKNO", d.Ordinal)
		}
	}
	return nil
}

func checkByMonthDayInWeek(r *Rule) *RuleError {
	if r.Freq == Weekly && len(r.ByMonthDay) > 0 {
		return fault("BYMONTHDAY", "must not be given with FREQ=WEEKLY")
	}
	return nil
}

func checkByYearDay(r *Rule) *RuleError {
	if len(r.ByYearDay) > 0 && (r.Freq == Daily || r.Freq == Weekly || r.Freq == Monthly) {
		return fault("BYYEARDAY", "must not be given with FREQ=%s", r.Freq)
	}
	return nil
}

func checkByWeekNo(r *Rule) *RuleError {
	if len(r.ByWeekNo) > 0 && r.Freq != Yearly {
		return fault("BYWEEKNO", "must not be given with FREQ=%s, only with YEARLY", r.Freq)
	}
	return nil
}

func checkBySetPos(r *Rule) *RuleError {
	if len(r.BySetPos) == 0 {
		return nil
	}
	n := len(r.BySecond) + len(r.ByMinute) + len(r.ByHour) + len(r.ByDay) + len(r.ByMonthDay) +
		len(r.ByYearDay) + len(r.ByWeekNo) + len(r.ByMonth)
	if n == 0 {
		return fault("BYSETPOS", "needs another BY part to choose from")
	}
	return nil
}

func checkSkip(r *Rule) *RuleError {
	if r.Skip > SkipForward {
		return &RuleError{Part: "SKIP", Clause: clauseRScale, Reason: fmt.Sprintf("%d is not a way to skip", r.Skip)}
	}
	return nil
}

// checkStart reports whether a rule goes with a start, given the form of the UNTIL
// that does: FormDate for an all-day start, FormLocal for a floating one, FormUTC
// for one in UTC or in a zone.
func (r *Rule) checkStart(form Form) *RuleError {
	switch {
	case form == FormDate && r.Freq < Daily:
		return fault("FREQ", "must not be %s, since an all-day start has no time of day", r.Freq)
	case r.Until.IsZero() || r.Until.Form == form:
		return nil
	case form == FormDate:
		return fault("UNTIL", "must be a DATE, as the start is")
	case form == FormLocal:
		return fault("UNTIL", "must be a local DATE-TIME, as the start is")
	}
	return fault("UNTIL", "must be a DATE-TIME in UTC, since the start is in UTC or in a zone")
}
