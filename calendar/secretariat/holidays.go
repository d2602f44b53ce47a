package secretariat

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/convene-cal/convene/calendar"
)

// The duty stations of which a list of holidays was found, by the names that the
// functions of this package take.
const (
	NewYork = "New York"
	Vienna  = "Vienna"
)

// A YearList is what was found of the official holidays of a duty station in one year.
type YearList struct {
	Station string
	Year    int
	Note    string // what was out of the ordinary, or empty

	// Official are the days on which the offices are closed. Not each has a name.
	Official calendar.HolidayList

	// Floating are the days of which each member of the staff may take one off, and on
	// which bodies are invited to avoid meetings; the offices are open. It has no day
	// where none were found.
	Floating calendar.HolidayList
}

//go:embed holidays.json
var holidaysText []byte

// The text is part of the program and read by its tests, so that reading it cannot fail
// where they passed.
var yearLists = sync.OnceValue(func() []YearList {
	lists, err := readHolidays(holidaysText)
	if err != nil {
		panic(err)
	}
	return lists
})

// Holidays returns the lists of all duty stations, in the order of the stations' names,
// then of the years. They are the caller's own.
func Holidays() []YearList {
	lists := slices.Clone(yearLists())
	for i := range lists {
		lists[i].Official.Days = slices.Clone(lists[i].Official.Days)
		lists[i].Floating.Days = slices.Clone(lists[i].Floating.Days)
	}
	return lists
}

var workdays = sync.OnceValue(func() map[string]*calendar.Workdays {
	byStation := make(map[string][]calendar.HolidayList)
	for _, l := range yearLists() {
		byStation[l.Station] = append(byStation[l.Station], l.Official)
	}
	places := make(map[string]*calendar.Workdays)
	for station, lists := range byStation {
		// The substitutes for holidays on a Saturday or Sunday show which days are off.
		w, err := calendar.NewWorkdays("the United Nations in "+station, calendar.MondayToFriday, lists...)
		if err != nil {
			panic(err)
		}
		places[station] = w
	}
	return places
})

// Workdays returns the working days of a duty station, Monday to Friday without its
// official holidays, and false for one of which no list was found. They end where the
// lists do: asking of another year gives a [*calendar.CoverageError].
func Workdays(station string) (*calendar.Workdays, bool) {
	w, ok := workdays()[station]
	return w, ok
}

// Places returns the working days of all duty stations of which lists were found, by the
// names of the stations: what a catalogue may name under at. The map is the caller's own.
func Places() map[string]*calendar.Workdays { return maps.Clone(workdays()) }

type (
	yearJSON struct {
		Station  string        `json:"station"`
		Year     int           `json:"year"`
		Document string        `json:"document"` // the symbol, or the site of a copy
		URL      string        `json:"url"`
		Rank     calendar.Rank `json:"rank"`
		Note     string        `json:"note"`
		Official []dayJSON     `json:"holidays"`
		Floating []dayJSON     `json:"floating"`
	}
	dayJSON struct {
		Day  string `json:"day"`
		Name string `json:"name"`
	}
)

func readHolidays(text []byte) ([]YearList, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var years []yearJSON
	if err := decoder.Decode(&years); err != nil {
		return nil, fmt.Errorf("secretariat: holidays.json: %w", err)
	}
	lists := make([]YearList, 0, len(years))
	for _, y := range years {
		official, err := y.list(y.Official)
		if err != nil {
			return nil, err
		}
		floating, err := y.list(y.Floating)
		if err != nil {
			return nil, err
		}
		lists = append(lists, YearList{Station: y.Station, Year: y.Year, Note: y.Note, Official: official, Floating: floating})
	}
	return lists, nil
}

func (y yearJSON) list(days []dayJSON) (calendar.HolidayList, error) {
	list := calendar.HolidayList{From: date.New(y.Year, time.January, 1), To: date.New(y.Year+1, time.January, 1)}
	source := calendar.Source{Document: y.Document, URL: y.URL, Rank: y.Rank}
	for _, d := range days {
		day, err := date.ParseISO(d.Day)
		if err != nil || day.String() != d.Day || day.Year() != y.Year {
			return calendar.HolidayList{}, fmt.Errorf("secretariat: holidays.json: %s %d: %q is not a day of it", y.Station, y.Year, d.Day)
		}
		list.Days = append(list.Days, calendar.Holiday{Day: day, Name: d.Name, Source: source})
	}
	return list, nil
}
