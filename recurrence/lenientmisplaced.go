package recurrence

// refit puts right what must not be given with the FREQ of a rule, where what it
// means is plain. What it leaves is for Validate to refuse.
func (l *lenientParser) refit() {
	l.dropOrdinals()
	l.filterDays()
	l.dropSetPos()
}

// forgivePart forgives something in a part of the rule.
func (l *lenientParser) forgivePart(part partName, format string, args ...any) {
	l.part, l.named = part, true
	l.forgive(int(l.at[part]), format, args...)
}

// dropOrdinals makes BYDAY=1MO BYDAY=MO where checkOrdinals forbids the number.
func (l *lenientParser) dropOrdinals() {
	if checkOrdinals(&l.rule) == nil {
		return
	}
	var kept []WeekdayNum
	var seen [Sunday + 1]bool
	for _, d := range l.rule.ByDay {
		if d.Ordinal != 0 {
			l.forgivePart(partByDay, "the number in %s is ignored", d)
		}
		if !seen[d.Day] {
			seen[d.Day] = true
			kept = append(kept, d.Day.Every())
		}
	}
	l.rule.ByDay = kept
}

// filterDays keeps BYMONTHDAY, BYYEARDAY and BYWEEKNO as filters of days where the
// FREQ does not allow them, by another FREQ that steps over the same days. Only a
// rule that uses every period, and all of it, can be read by another.
func (l *lenientParser) filterDays() {
	r := &l.rule
	monthDay, yearDay, weekNo := checkByMonthDayInWeek(r) != nil, checkByYearDay(r) != nil, checkByWeekNo(r) != nil
	if r.Interval > 1 || len(r.BySetPos) > 0 || r.Skip != SkipOmit || r.Freq < Daily {
		return
	}
	for _, d := range r.ByDay {
		if d.Ordinal != 0 {
			return
		}
	}
	switch {
	case yearDay:
		l.stepBy(Yearly, partByYearDay)
	case weekNo && r.Freq == Monthly && len(r.ByDay) == 0 && len(r.ByMonthDay) == 0:
		return
	case weekNo:
		if r.Freq == Daily && len(r.ByDay) == 0 && len(r.ByMonthDay) == 0 {
			for d := Monday; d <= Sunday; d++ {
				r.ByDay = append(r.ByDay, d.Every())
			}
		}
		l.stepBy(Yearly, partByWeekNo)
	case monthDay:
		l.stepBy(Daily, partByMonthDay)
	}
}

func (l *lenientParser) stepBy(f Frequency, part partName) {
	l.forgivePart(part, "FREQ=%s with %s is read as FREQ=%s", l.rule.Freq, part, f)
	l.rule.Freq = f
}

// dropSetPos drops a BYSETPOS without another BY part, if it chooses the one
// occurrence that there is.
func (l *lenientParser) dropSetPos() {
	if checkBySetPos(&l.rule) == nil {
		return
	}
	for _, n := range l.rule.BySetPos {
		if n == 1 || n == -1 {
			l.forgivePart(partBySetPos, "ignored, since there is nothing else to choose from")
			l.rule.BySetPos = nil
			return
		}
	}
}
