package ares76186

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	_ "time/tzdata" // times of day have zones, and not every machine has a database of them

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/unga"
)

const catalogueName = "catalogue.yaml"

//go:embed catalogue.yaml
var catalogueText []byte

// The text is part of the program and read by its tests, so that reading it cannot
// fail where they passed.
var load = sync.OnceValue(func() *calendar.Calendar {
	cal, err := catalogue.Read(bytes.NewReader(catalogueText), options())
	if err != nil {
		panic(fmt.Sprintf("ares76186: %v", err))
	}
	return cal
})

func options() catalogue.Options {
	return catalogue.Options{
		Name:    catalogueName,
		Periods: map[string]calendar.Periods{"unga": unga.Sessions},
	}
}

// Calendar returns the calendar of the resolution. It is built at the first call and
// shared by all, which does no harm since a [calendar.Calendar] is immutable.
func Calendar() *calendar.Calendar { return load() }
