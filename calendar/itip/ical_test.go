package itip_test

import (
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// instancesIn returns when the events of a calendar take place, but for those that are
// cancelled.
func instancesIn(cal *ics.Calendar) []string {
	var times []string
	from := start.AddDate(-1, 0, 0)
	for in := range ical.Instances(cal, from, from.AddDate(3, 0, 0), ical.ImportOptions{}) {
		cancelled := false
		for _, p := range in.Component.UnknownPropertiesIANAProperties() {
			cancelled = cancelled || p.IANAToken == "STATUS" && p.Value == "CANCELLED"
		}
		if !cancelled {
			times = append(times, in.Start.UTC().Format(time.RFC3339)+"/"+in.End.UTC().Format(time.RFC3339))
		}
	}
	return times
}
