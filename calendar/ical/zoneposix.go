package ical

import (
	"fmt"
	"slices"
	"time"

	"github.com/convene-cal/convene/recurrence"
)

// An openRule is a rule of an observance that goes on without end.
type openRule struct {
	change
	start time.Time
	rule  recurrence.Rule
}

// posixZone returns a TZ string (POSIX.1-2017, section 8.3, with the hours of RFC 8536,
// section 3.3.1) that goes on as the rules do; ok is false if there is none.
func posixZone(open []openRule) (tz string, ok bool) {
	if len(open) != 2 {
		return "", false
	}
	standard, daylight := open[0], open[1]
	if standard.daylight || standard.daylight == daylight.daylight && standard.to > daylight.to {
		standard, daylight = daylight, standard
	}
	if standard.to != daylight.from || daylight.to != standard.from {
		return "", false
	}
	begin, ok := posixRule(daylight)
	if !ok {
		return "", false
	}
	end, ok := posixRule(standard)
	if !ok {
		return "", false
	}
	return fmt.Sprintf("<%s>%s<%s>%s,%s,%s", standard.name, posixTime(-standard.to), daylight.name, posixTime(-daylight.to), begin, end), true
}

// posixRule returns the day and time of a yearly rule.
func posixRule(o openRule) (string, bool) {
	r := o.rule
	clock := o.start.Hour()*3600 + o.start.Minute()*60 + o.start.Second()
	if r.Freq != recurrence.Yearly || r.Interval > 1 || r.Skip != recurrence.SkipOmit ||
		len(r.ByHour)+len(r.ByMinute)+len(r.BySecond)+len(r.BySetPos)+len(r.ByYearDay)+len(r.ByWeekNo) > 0 ||
		len(r.ByMonth) > 1 || len(r.ByDay) > 1 {
		return "", false
	}
	month := o.start.Month()
	if len(r.ByMonth) == 1 {
		month = r.ByMonth[0]
	} else if len(r.ByDay)+len(r.ByMonthDay) > 0 {
		return "", false
	}
	if len(r.ByDay) == 0 {
		day := o.start.Day()
		switch {
		case len(r.ByMonthDay) == 1:
			day = r.ByMonthDay[0]
		case len(r.ByMonthDay) > 1:
			return "", false
		}
		if day < 1 || day > daysInMonth(2001, month) { // 29 February is not in every year
			return "", false
		}
		return fmt.Sprintf("J%d/%s", time.Date(2001, month, day, 0, 0, 0, 0, time.UTC).YearDay(), posixTime(clock)), true
	}
	week, weekday := r.ByDay[0].Ordinal, int(r.ByDay[0].Day.Std())
	switch {
	case len(r.ByMonthDay) == 0 && week == -1:
		week = 5
	case len(r.ByMonthDay) == 0 && 1 <= week && week <= 4:
	case len(r.ByMonthDay) == 7 && week == 0:
		days := slices.Sorted(slices.Values(r.ByMonthDay))
		if days[0] < 1 || days[6] != days[0]+6 || days[6] > daysInMonth(2001, month) || days[0] == 29 {
			return "", false
		}
		// The Friday from the 23rd on is a day after the fourth Thursday.
		late := (days[0] - 1) % 7
		week, weekday, clock = (days[0]-1)/7+1, (weekday-late+7)%7, clock+late*24*3600
	default:
		return "", false
	}
	return fmt.Sprintf("M%d.%d.%d/%s", month, week, weekday, posixTime(clock)), true
}

// posixTime returns seconds as hours, minutes and seconds.
func posixTime(seconds int) string {
	sign := ""
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	s := fmt.Sprintf("%s%02d", sign, seconds/3600)
	if seconds%3600 != 0 {
		s += fmt.Sprintf(":%02d", seconds/60%60)
	}
	if seconds%60 != 0 {
		s += fmt.Sprintf(":%02d", seconds%60)
	}
	return s
}

// zoneAbbreviation returns a TZNAME as POSIX can write it: that of the offset where it is
// not of three to ten letters, digits and signs.
func zoneAbbreviation(name string, offset int) string {
	plain := len(name) >= 3 && len(name) <= 10
	for i := range len(name) {
		c := upper(name[i])
		plain = plain && ('A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '+' || c == '-')
	}
	if plain {
		return name
	}
	short := utcOffset(offset)
	if short[3:] == "00" {
		short = short[:3]
	}
	return short
}
