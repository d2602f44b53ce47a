package meeting

import (
	"slices"
	"time"
)

// HostedAt returns the request for a meeting in person: all who are not only informed are
// then at one place, so that their hours and limits are on its clock, while their calendars
// stay as they are. For those who are at home there, by ID, no hour is a burden; where their
// hours are hard, those still hold. An ID that is no participant's gives an [*Error].
func (r Request) HostedAt(place *time.Location, home ...string) (Request, error) {
	k := &checker{}
	if place == nil {
		k.fail("HostedAt", "the place needs a Location")
	}
	people := slices.Clone(r.Participants)
	for _, id := range home {
		if !slices.ContainsFunc(people, func(p Participant) bool { return p.ID == id }) {
			k.fail("HostedAt", "there is no participant %q", id)
		}
	}
	if len(k.errs) > 0 {
		return Request{}, k.errs[0]
	}
	for i := range people {
		p := &people[i]
		if p.Role == Informed {
			continue
		}
		p.Location = place
		if p.SoftHours && slices.Contains(home, p.ID) {
			p.Hours = nil
		}
	}
	r.Participants = people
	return r, nil
}
