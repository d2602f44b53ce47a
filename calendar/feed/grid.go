package feed

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// How much the views of a year, a month and a day list.
const (
	monthOfYearShown = 14
	yearVagueShown   = 30
	dayOfMonthShown  = 8
	dayShown         = 300
	gridScanned      = 5000
)

// A yearBody is a year at a glance: twelve months, and what may fall in more than one.
type yearBody struct {
	Year           int
	YearText       string
	Months         []yearMonth
	Vague          []item // what falls within more than a month, on days not known
	MoreVague      int
	Weekdays       []weekdayName
	Previous, Next navLink
	Days           calendarRange
	More           bool // whether there is more than could be looked at
}

type calendarRange struct{ From, To string }

// A weekdayName is a column of a month.
type weekdayName struct{ Short, Long string }

// A yearMonth is a month of it.
type yearMonth struct {
	Name, Link string
	Path       string
	Offset     int // of the first day: 1 if it is in the first column
	Days       []yearDay
	Items      []item
	More       int
	This       bool
}

// A yearDay is a day of a month in a year.
type yearDay struct {
	Number  string
	Date    date.Date
	Link    string // where something falls on it
	Form    string // of the mark
	Title   string
	Today   bool
	Weekend bool
}

func (v *view) weekdays() []weekdayName {
	var names []weekdayName
	for i := range 7 {
		d := (v.l.firstWeekday() + time.Weekday(i)) % 7
		names = append(names, weekdayName{v.l.shortWeekday(d), v.l.weekday(d)})
	}
	return names
}

// column returns the column of a day in a month, from 1.
func (v *view) column(d date.Date) int { return int(d.Weekday()-v.l.firstWeekday()+7)%7 + 1 }

func fillYear(year int) filler {
	return func(v *view, p *page) error {
		from, to := date.New(year, 1, 1), date.New(year, 12, 31)+1
		b := yearBody{Year: year, YearText: v.l.year(year), Weekdays: v.weekdays()}
		p.Template, p.Title, p.Heading = "year", b.YearText, b.YearText
		if v.hasYear(year - 1) {
			b.Previous = navLink{Title: v.l.year(year - 1), Link: v.Link(yearPath(year - 1))}
		}
		if v.hasYear(year + 1) {
			b.Next = navLink{Title: v.l.year(year + 1), Link: v.Link(yearPath(year + 1))}
		}
		var months [13][]calendar.Entry
		var vague []calendar.Entry
		n, s := 0, newScan()
		for e := range v.between(s, from, to, v.filters()) {
			if n++; n > gridScanned {
				b.More = true
				break
			}
			first, hasFirst := e.When.Earliest()
			last, hasLast := e.When.Latest()
			switch {
			case e.When.IsExact() && first < from:
				months[1] = append(months[1], e)
			case e.When.IsExact():
				months[first.Month()] = append(months[first.Month()], e)
			case hasFirst && hasLast && first >= from && last < to && first.Month() == last.Month():
				months[first.Month()] = append(months[first.Month()], e)
			default:
				vague = append(vague, e)
			}
		}
		for m := time.January; m <= time.December; m++ {
			b.Months = append(b.Months, v.yearMonth(year, m, months))
		}
		if n := len(vague) - yearVagueShown; n > 0 {
			b.MoreVague, vague = n, vague[:yearVagueShown]
		}
		b.Vague = v.newItems(vague)
		b.More = b.More || s.cut
		p.Body = b
		return nil
	}
}

func (v *view) yearMonth(year int, m time.Month, months [13][]calendar.Entry) yearMonth {
	from, to := monthOf(year, m)
	path := monthPath(year, m)
	ym := yearMonth{
		Name: v.l.capital(v.l.month(m)), Link: v.Link(path), Path: path, Offset: v.column(from),
		This: v.today >= from && v.today < to,
	}
	marks := map[date.Date]*yearDay{}
	for d := from; d < to; d++ {
		wd := d.Weekday()
		ym.Days = append(ym.Days, yearDay{Number: v.l.dayNumber(d), Date: d, Today: d == v.today, Weekend: wd == time.Saturday || wd == time.Sunday})
	}
	for i := range ym.Days {
		marks[ym.Days[i].Date] = &ym.Days[i]
	}
	// What lasts is marked in each month that it reaches.
	for k := time.January; k <= m; k++ {
		for _, e := range months[k] {
			if !e.When.IsExact() {
				continue
			}
			first, _ := e.When.Earliest()
			last, _ := e.When.Latest()
			for d := max(first, from); d <= last && d < to; d++ {
				day := marks[d]
				if day.Link != "" {
					day.Link, day.Title = v.Link(d.String()), day.Title+"; "+e.Title
					continue
				}
				day.Link, day.Form, day.Title = v.eventLink(e.ID), markForm(e), e.Title
			}
		}
	}
	shown := months[m]
	if n := len(shown) - monthOfYearShown; n > 0 {
		ym.More, shown = n, shown[:monthOfYearShown]
	}
	ym.Items = v.newItems(shown)
	return ym
}

// A monthBody is a month, day by day.
type monthBody struct {
	Days           []monthDay
	Offset         int
	Weekdays       []weekdayName
	Vague          []item // what may fall in it, on days not known
	MoreVague      int
	Previous, Next navLink
	Year           navLink
	More           bool
}

// A monthDay is a day of it.
type monthDay struct {
	Number, Words, Weekday string
	Date                   date.Date
	Link                   string
	Items                  []item
	More                   int
	Today, Weekend         bool
}

func fillMonth(year int, m time.Month) filler {
	return func(v *view, p *page) error {
		from, to := monthOf(year, m)
		p.Heading = v.l.capital(v.l.monthOfYear(year, m))
		p.Template, p.Title = "month", p.Heading
		b := monthBody{Offset: v.column(from), Weekdays: v.weekdays(), Year: navLink{Title: v.l.year(year), Link: v.Link(yearPath(year))}}
		if before := from - 1; v.hasYear(before.Year()) {
			b.Previous = navLink{Title: v.l.capital(v.l.monthOfYear(before.Year(), before.Month())), Link: v.Link(monthPath(before.Year(), before.Month()))}
		}
		if v.hasYear(to.Year()) {
			b.Next = navLink{Title: v.l.capital(v.l.monthOfYear(to.Year(), to.Month())), Link: v.Link(monthPath(to.Year(), to.Month()))}
		}
		for d := from; d < to; d++ {
			wd := d.Weekday()
			b.Days = append(b.Days, monthDay{
				Number: v.l.dayNumber(d), Words: v.l.dayOfWeek(d), Weekday: v.l.weekday(wd), Date: d, Link: v.Link(d.String()),
				Today: d == v.today, Weekend: wd == time.Saturday || wd == time.Sunday,
			})
		}
		n, s := 0, newScan()
		for e := range v.between(s, from, to, v.filters()) {
			if n++; n > gridScanned {
				b.More = true
				break
			}
			if !e.When.IsExact() {
				if len(b.Vague) == yearVagueShown {
					b.MoreVague++
					continue
				}
				b.Vague = append(b.Vague, v.newItem(e))
				continue
			}
			first, _ := e.When.Earliest()
			last, _ := e.When.Latest()
			var it item
			for d := max(first, from); d <= last && d < to; d++ {
				day := &b.Days[d-from]
				if len(day.Items) == dayOfMonthShown {
					day.More++
					continue
				}
				if it.ID == "" {
					it = v.newItem(e)
				}
				day.Items = append(day.Items, it)
			}
		}
		b.More = b.More || s.cut
		p.Body = b
		return nil
	}
}

// A dayBody is what falls, or may fall, on a day.
type dayBody struct {
	Items, Vague   []item
	More           bool
	Previous, Next navLink
	Month          navLink
}

func fillDay(d date.Date) filler {
	return func(v *view, p *page) error {
		p.Heading = v.l.capital(v.l.dayOfWeek(d))
		p.Template, p.Title = "day", p.Heading
		b := dayBody{Month: navLink{Title: v.l.capital(v.l.monthOfYear(d.Year(), d.Month())), Link: v.Link(monthPath(d.Year(), d.Month()))}}
		if v.hasYear((d - 1).Year()) {
			b.Previous = navLink{Title: v.l.day(d - 1), Link: v.Link((d - 1).String())}
		}
		if v.hasYear((d + 1).Year()) {
			b.Next = navLink{Title: v.l.day(d + 1), Link: v.Link((d + 1).String())}
		}
		n, s := 0, newScan()
		for e := range v.between(s, d, d+1, v.filters()) {
			if n++; n > dayShown {
				b.More = true
				break
			}
			if e.When.IsExact() {
				b.Items = append(b.Items, v.newItem(e))
			} else {
				b.Vague = append(b.Vague, v.newItem(e))
			}
		}
		b.More = b.More || s.cut
		p.Body = b
		return nil
	}
}
