package ares76186

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	_ "time/tzdata" // times of day have zones, and not every machine has a database of them

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/planning"
	"github.com/convene-cal/convene/calendar/unga"
)

const catalogueName = "catalogue.yaml"

//go:embed catalogue.yaml
var catalogueText []byte

//go:embed related.yaml
var relatedText []byte

var (
	load        = loader(catalogueName, catalogueText)
	loadRelated = loader("related.yaml", relatedText)
)

// loader reads a catalogue once. The text is part of the program and read by its tests, so
// that reading it cannot fail where they passed.
func loader(name string, text []byte) func() (*calendar.Calendar, []planning.Plan) {
	return sync.OnceValues(func() (*calendar.Calendar, []planning.Plan) {
		opts := options()
		opts.Name = name
		cal, plans, err := catalogue.ReadPlans(bytes.NewReader(text), opts)
		if err != nil {
			panic(fmt.Sprintf("ares76186: %v", err))
		}
		return cal, plans
	})
}

func options() catalogue.Options {
	return catalogue.Options{
		Name:    catalogueName,
		Periods: map[string]calendar.Periods{"unga": unga.Sessions},
	}
}

// Calendar returns the calendar of the resolution. It is built at the first call and
// shared by all, which does no harm since a [calendar.Calendar] is immutable.
func Calendar() *calendar.Calendar {
	cal, _ := load()
	return cal
}

// Related returns a calendar of observances that touch on the subject of the resolution,
// and that it does not name: World Refugee Day, the day of Friendship, which falls on 30
// July, too, and others. Nothing of it is in [Calendar]; [calendar.Merge] puts the two
// together. It is built at the first call and shared by all.
func Related() *calendar.Calendar {
	cal, _ := loadRelated()
	return cal
}
