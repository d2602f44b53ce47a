package catalogue

import (
	"maps"
	"slices"
	"time"

	"github.com/convene-cal/convene/calendar"
)

// weekdays stands under at for Monday to Friday, whatever the holidays are.
const weekdays = "weekdays"

// onWeekdays are the working days of that name. What they are built from is at no fault.
var onWeekdays, _ = calendar.NewWorkdays(weekdays, calendar.MondayToFriday, calendar.NoHolidays)

// workdays reads the working days of places, by their ids. Those at fault are nil.
func (d *decoder) workdays(v value) map[string]*calendar.Workdays {
	places := make(map[string]*calendar.Workdays)
	for _, item := range v.nonEmpty() {
		m, ok := item.mapping(workdaysShape)
		if !ok {
			continue
		}
		id := m.get("id").string()
		if _, again := places[id]; again && id != "" {
			m.get("id").fail("%q is that of another place already", id)
			continue
		}
		switch {
		case id == weekdays:
			m.get("id").fail("%s always means Monday to Friday without holidays; expected another name", weekdays)
		case id != "" && !calendar.IsID(id):
			m.get("id").fail("%q is not an ID: it needs letters, digits, dots, hyphens or underscores, at most 200", shorten(id))
		}
		place := m.get("place").string()
		week := calendar.MondayToFriday
		if days := m.get("week"); days.given() {
			week = days.week()
		}
		var lists []calendar.HolidayList
		for _, item := range m.get("holidays").nonEmpty() {
			if l, ok := item.mapping(holidayListShape); ok {
				lists = append(lists, d.holidays(l))
			}
		}
		places[id] = nil
		if d.touched[m.path] {
			continue
		}
		w, err := calendar.NewWorkdays(place, week, lists...)
		if err != nil {
			d.failAt(m.at(), m.path, err, "%v", err)
		}
		places[id] = w
	}
	return places
}

// week reads a list of weekdays.
func (v value) week() calendar.Workweek {
	var days []time.Weekday
	for _, item := range v.nonEmpty() {
		if i := slices.Index(weekdayWords, item.word(weekdayWords)); i >= 0 {
			days = append(days, time.Weekday(i))
		}
	}
	return calendar.WorkweekOf(days...)
}

func (d *decoder) holidays(m mapping) calendar.HolidayList {
	from, to := m.get("from").day(), m.get("to").day()
	list := calendar.HolidayList{From: from, To: to + 1}
	if from != 0 && to != 0 && to < from {
		m.get("to").fail("%s comes before %s, the first day that the list speaks for", to, from)
		to = 0
	}
	var source calendar.Source
	if s, ok := m.get("source").mapping(sourceShape); ok {
		source = d.source(s)
	}
	for _, item := range m.get("days").nonEmpty() {
		h, ok := item.mapping(holidayShape)
		if !ok {
			continue
		}
		day := h.get("day").day()
		if day != 0 && from != 0 && to != 0 && (day < from || day > to) {
			h.get("day").fail("%s is none of the days that the list speaks for, %s to %s", day, from, to)
		}
		list.Days = append(list.Days, calendar.Holiday{
			Day: day, Name: h.get("name").string(), Projected: h.get("projected").flag(), Source: source,
		})
	}
	return list
}

// at finds the working days that a name under at stands for.
func (d *decoder) at(v value) *calendar.Workdays {
	name := v.string()
	if name == "" {
		return nil
	}
	if name == weekdays {
		return onWeekdays
	}
	if w, ok := d.places.workdays[name]; ok {
		return w // nil where it is at fault itself
	}
	if w := d.opts.Workdays[name]; w != nil {
		return w
	}
	if d.touched["workdays"] {
		return nil // it may be the place that could not be read
	}
	known := append(slices.Sorted(maps.Keys(d.places.workdays)), slices.Sorted(maps.Keys(d.opts.Workdays))...)
	known = append(slices.DeleteFunc(known, func(name string) bool { return name == "" }), weekdays)
	v.fail("expected %s, found %q", list(known), shorten(name))
	return nil
}
