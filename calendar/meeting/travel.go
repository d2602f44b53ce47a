package meeting

import (
	"context"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// A travel is the time between the place of a meeting and those of other commitments.
type travel struct {
	here   string
	ask    func(from, to string) time.Duration
	places map[string]journey
}

// A journey is the time from a place to the meeting, and from the meeting to the place.
type journey struct{ to, from time.Duration }

// newTravel returns nil where nobody travels.
func newTravel(r *Request) *travel {
	if r.Travel == nil || r.Place == "" {
		return nil
	}
	return &travel{here: r.Place, ask: r.Travel, places: make(map[string]journey)}
}

// journey returns that of an entry, zero where it takes place nowhere else.
func (t *travel) journey(e *freebusy.Entry) journey {
	if t == nil || e.Place == "" || e.Place == t.here {
		return journey{}
	}
	j, known := t.places[e.Place]
	if !known {
		j = journey{t.ask(e.Place, t.here), t.ask(t.here, e.Place)}
		t.places[e.Place] = j
	}
	return j
}

// longest returns the longest journeys of anybody, or of some if the context ends.
func (t *travel) longest(ctx context.Context, r *Request) journey {
	var most journey
	for i := range r.Participants {
		for j := range r.Participants[i].Busy {
			if j&1023 == 1023 && ctx.Err() != nil {
				return most
			}
			way := t.journey(&r.Participants[i].Busy[j])
			most = journey{max(most.to, way.to), max(most.from, way.from)}
		}
	}
	return most
}

// travel reports journeys out of bounds, each place once.
func (k *checker) travel(t *travel, p *Participant) {
	if t == nil {
		return
	}
	for i := range p.Busy {
		if i&1023 == 1023 && k.ctx.Err() != nil {
			return
		}
		place := p.Busy[i].Place
		if _, known := t.places[place]; known {
			continue
		}
		j := t.journey(&p.Busy[i])
		k.duration("Travel from "+place, j.to, 0, maxBuffer)
		k.duration("Travel to "+place, j.from, 0, maxBuffer)
	}
}
