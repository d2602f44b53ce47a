package main

import (
	"context"

	"github.com/convene-cal/convene/calendar/freebusy"
)

type freeBusyAnswer struct {
	Periods [][3]string `json:"periods"`
}

// answerFreeBusy publishes when events take time.
func answerFreeBusy(_ context.Context, problem *node) (any, error) {
	a := &freeBusyAnswer{Periods: [][3]string{}}
	if !problem.isObject("zone", "window", "events") {
		return nil, problem.doc.err()
	}
	zone := problem.need("zone").zone()
	window := problem.need("window")
	ends := window.list()
	if window != nil && len(ends) != 2 {
		window.fail("expected a start and an end")
	}
	var entries []freebusy.Entry
	for _, e := range problem.need("events").list() {
		if !e.isObject("start", "end", "date", "end_date", "zone", "transp", "status", "partstat", "fbtype") {
			continue
		}
		one := e.entry(zone)
		one.Type = freebusy.Properties{
			Transp: e.get("transp").string(), Status: e.get("status").string(), PartStat: e.get("partstat").string(), Busy: e.get("fbtype").string(),
		}.Type()
		entries = append(entries, one)
	}
	if err := problem.doc.err(); err != nil {
		return nil, err
	}
	for _, p := range freebusy.Periods(ends[0].instant(), ends[1].instant(), entries) {
		a.Periods = append(a.Periods, [3]string{stamp(p.Start), stamp(p.End), p.Type.String()})
	}
	return a, problem.doc.err()
}
