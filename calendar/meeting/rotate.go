package meeting

import (
	"cmp"
	"slices"
	"strconv"
)

// A RotationRule says how the chair goes round among the members of a group.
type RotationRule uint8

// The rules of rotation.
const (
	// LeastChaired gives the chair to the available member that had it least often, a
	// credit included; among equals to the one that had it longest ago, or never; among
	// those to the first in the order of rotation.
	LeastChaired RotationRule = iota
	// Queue gives the chair to the first available member of a queue, which then moves to
	// its end. Who is passed over because it is not available keeps its place.
	Queue
)

// String returns the rule in English words, such as "least chaired".
func (r RotationRule) String() string {
	switch r {
	case LeastChaired:
		return "least chaired"
	case Queue:
		return "queue"
	}
	return "rule " + strconv.Itoa(int(r))
}

// DefaultMaxStandings is the bound on members times meetings of a [RotationRequest] that
// sets none.
const DefaultMaxStandings = 1_000_000

// A RotationRequest asks who chairs which meeting.
type RotationRequest struct {
	Rule RotationRule

	// Members are those among whom the chair rotates, in the order of rotation, each once.
	Members []string

	// History names past chairs, oldest first. An empty string stands for a meeting or a
	// term whose chair nobody knows, or that had none; names of bodies that are no members
	// stay in it too. Such entries count for nobody, and only tell how long ago the others
	// were.
	History []string

	// Credit counts, for a member, as that many times in the chair under [LeastChaired]: a
	// newcomer is not to chair every meeting until it has caught up. [Queue] ignores it, for
	// a queue has no counts. No credit is negative.
	Credit map[string]int

	// CoChairs is how many of the next available members assist the chair, 0 or more; where
	// fewer are available, they are fewer.
	CoChairs int

	// CoChairsCount makes co-chairing count as chairing, for groups that share the chair
	// among equals: co-chairs enter the history behind the chair and, in a queue, move
	// to its end. Without it only the chair counts.
	CoChairsCount bool

	// Meetings are those to be chaired, in order.
	Meetings []RotationMeeting

	// MaxStandings bounds members times meetings, which is the size of the plan; 0 means
	// [DefaultMaxStandings]. More give a [*CapError].
	MaxStandings int
}

// A RotationMeeting is a meeting, or a term, that wants a chair.
type RotationMeeting struct {
	// ID names the meeting in the plan; it may be empty.
	ID string

	// Available names the members that can chair it, in any order. Nil means every member;
	// a list that is empty but not nil means nobody.
	Available []string
}

// A RotationPlan says who chairs, and why. It depends on its request alone, so that
// anybody who has the request can compute it again.
type RotationPlan struct {
	Turns []Turn // one a meeting, in the order of the request

	// History is that of the request followed by the chairs of the plan, an empty string
	// where nobody was available: what next year's request starts from.
	History []string
}

// A Turn is one meeting of a [RotationPlan].
type Turn struct {
	Meeting  string // RotationMeeting.ID
	Rule     RotationRule
	Chair    string   // empty where nobody is available
	CoChairs []string // in the order in which the rule names them

	// Order has all members in the order in which the rule asks them: the first that are
	// available chair and co-chair.
	Order []Standing
}

// A Standing is how a member stands before a meeting.
type Standing struct {
	Member    string
	Available bool // at the time of the meeting

	// Chaired counts its times in the history so far, earlier turns of the plan included,
	// and Credit is what the request adds to them.
	Chaired, Credit int

	// Last is the index of its last time in RotationPlan.History, -1 where it never chaired.
	Last int

	// Place is its index in RotationRequest.Members.
	Place int
}

// Count returns how often the member counts as having chaired: Chaired and Credit.
func (s Standing) Count() int { return s.Chaired + s.Credit }

// Rotate plans who chairs the meetings. A request that is at fault gives an error that joins
// an [*Error] for each fault, up to 20, and one that is too large a [*CapError].
func Rotate(request RotationRequest) (*RotationPlan, error) {
	place, err := checkRotation(request)
	if err != nil {
		return nil, err
	}
	r := newRotation(request, place)
	plan := &RotationPlan{Turns: make([]Turn, 0, len(request.Meetings))}
	for _, m := range request.Meetings {
		plan.Turns = append(plan.Turns, r.next(m))
	}
	plan.History = r.history
	return plan, nil
}

// rotation is how matters stand between two meetings.
type rotation struct {
	RotationRequest
	place   map[string]int
	history []string
	members []Standing // by place; Available is of no meeting
	queue   []int      // places, the next first
}

func newRotation(request RotationRequest, place map[string]int) *rotation {
	r := &rotation{RotationRequest: request, place: place}
	for i, id := range request.Members {
		r.members = append(r.members, Standing{Member: id, Credit: request.Credit[id], Last: -1, Place: i})
		r.queue = append(r.queue, i)
	}
	for _, id := range request.History {
		r.record(id)
	}
	// To move to the end at each turn is to stand where the last turn put one.
	slices.SortStableFunc(r.queue, func(a, b int) int { return cmp.Compare(r.members[a].Last, r.members[b].Last) })
	return r
}

// record enters a chair into the history.
func (r *rotation) record(id string) {
	if i, ok := r.place[id]; ok {
		r.members[i].Chaired++
		r.members[i].Last = len(r.history)
	}
	r.history = append(r.history, id)
}

// next chooses for a meeting and enters what it chose.
func (r *rotation) next(m RotationMeeting) Turn {
	t := Turn{Meeting: m.ID, Rule: r.Rule, Order: r.standings(m)}
	chosen := 0
	for _, s := range t.Order {
		if !s.Available {
			continue
		}
		if chosen == 0 {
			t.Chair = s.Member
		} else {
			t.CoChairs = append(t.CoChairs, s.Member)
		}
		if chosen++; chosen > r.CoChairs {
			break
		}
	}
	r.record(t.Chair)
	if t.Chair == "" {
		return t
	}
	r.toEnd(t.Chair)
	if r.CoChairsCount {
		for _, id := range t.CoChairs {
			r.record(id)
			r.toEnd(id)
		}
	}
	return t
}

// standings returns the members in the order in which the rule asks them.
func (r *rotation) standings(m RotationMeeting) []Standing {
	order := make([]Standing, 0, len(r.members))
	for _, i := range r.queue {
		order = append(order, r.members[i])
	}
	if r.Rule == LeastChaired {
		slices.SortFunc(order, func(a, b Standing) int {
			return cmp.Or(cmp.Compare(a.Count(), b.Count()), cmp.Compare(a.Last, b.Last), cmp.Compare(a.Place, b.Place))
		})
	}
	available := make([]bool, len(r.members))
	for _, id := range m.Available {
		available[r.place[id]] = true
	}
	for i := range order {
		order[i].Available = m.Available == nil || available[order[i].Place]
	}
	return order
}

// toEnd moves a member to the end of the queue.
func (r *rotation) toEnd(id string) {
	i := slices.Index(r.queue, r.place[id])
	r.queue = append(slices.Delete(r.queue, i, i+1), r.place[id])
}
