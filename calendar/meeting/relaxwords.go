package meeting

import (
	"fmt"
	"strings"
)

// Words says in English what would help, a line for each relaxation. Times are in the
// Location of the request, and in UTC where they were read from JSON.
func (r *Relaxations) Words() string {
	if r.req == nil { // read from JSON
		read := *r
		read.req = &Request{}
		r = &read
	}
	var b strings.Builder
	switch {
	case r.Feasible > 0:
		fmt.Fprintf(&b, "Nothing needs to change: %s.\n", plural(r.Feasible, "start is possible", "starts are possible"))
	case len(r.List) == 0 && !r.Truncated:
		b.WriteString("No single change that was tried helps.\n")
	}
	for _, x := range r.List {
		fmt.Fprintf(&b, "%s: %s, at best %s.\n", x.change(r.req), plural(x.Feasible, "start", "starts"), r.req.timeWords(x.Best.Start))
	}
	if r.Truncated {
		b.WriteString("Not everything was tried.\n")
	}
	return b.String()
}

// change says what is to be done.
func (x Relaxation) change(req *Request) string {
	switch x.Kind {
	case TentativeAsFree:
		return "Do not count tentative entries"
	case SmallerRoom:
		return fmt.Sprintf("Take a room with %s instead of %d", plural(x.Count, "place", "places"), req.NeedCapacity)
	case WithoutFeature:
		return "Take a room without " + x.Feature
	case ShorterMeeting:
		return fmt.Sprintf("Make the meeting %v shorter", BurdenOf(x.By))
	case LongerWindow:
		return fmt.Sprintf("Let it end up to %v later", BurdenOf(x.By))
	case SoftHoursOf:
		return fmt.Sprintf("Ask %s to come outside working hours", x.Who)
	case NoLimitsOf:
		return fmt.Sprintf("Ask %s to come at any time of the day", x.Who)
	case FewerRequired:
		return fmt.Sprintf("Hold it with %d of the required people", x.Count)
	case FewerInTotal:
		return fmt.Sprintf("Hold it with %s", plural(x.Count, "person", "people"))
	case FewerOfGroup:
		return fmt.Sprintf("Hold it with %d of the group %s", x.Count, x.Group)
	case Excuse:
		return "Excuse " + x.Who
	case LiftBlackout:
		if 0 <= x.Blackout && x.Blackout < len(req.Blackouts) && req.Blackouts[x.Blackout].Summary != "" {
			return "Lift the blackout " + req.Blackouts[x.Blackout].Summary
		}
		return fmt.Sprintf("Lift the blackout number %d", x.Blackout+1)
	}
	return "Unknown change"
}
