package main

import (
	"time"

	"github.com/convene-cal/convene/calendar/meeting"
)

// Bounds of whole numbers in a problem, beyond which nobody means them. Package meeting has
// narrower ones of its own.
const (
	mostMinutes = 366 * 24 * 60
	mostPeople  = 1_000_000
)

func (n *node) minutes() time.Duration { return time.Duration(n.int(0, mostMinutes)) * time.Minute }

var roles = map[string]meeting.Role{
	"chair": meeting.Chair, "required": meeting.Required, "optional": meeting.Optional, "informed": meeting.Informed,
}

func (n *node) role() meeting.Role {
	r, ok := roles[n.string()]
	if !ok && n != nil && n.kind == text {
		n.fail("%.40q is neither chair, required, optional nor informed", n.text)
	}
	return r
}

// request reads the problem of a meeting, as the JSON of the families single, large and
// series has it.
func (n *node) request() meeting.Request {
	var req meeting.Request
	if !n.isObject("request", "participants", "rooms", "blackouts", "series") {
		return req
	}
	n.need("request").details(&req)
	for _, p := range n.need("participants").list() {
		req.Participants = append(req.Participants, p.participant())
	}
	for _, r := range n.get("rooms").list() {
		req.Rooms = append(req.Rooms, r.room())
	}
	req.Blackouts = n.get("blackouts").entries(nil)
	if required := count(&req, meeting.Required); req.MinRequired != nil && *req.MinRequired == required {
		req.MinRequired = nil // all of them
	}
	return req
}

// count counts the participants of a role.
func count(req *meeting.Request, role meeting.Role) int {
	n := 0
	for i := range req.Participants {
		if req.Participants[i].Role == role {
			n++
		}
	}
	return n
}

func (n *node) details(req *meeting.Request) {
	if !n.isObject("window", "duration_min", "step_min", "buffer_before_min", "buffer_after_min", "tentative_blocks",
		"min_required", "min_total", "need_capacity", "bands") {
		return
	}
	window := n.need("window")
	switch ends := window.list(); len(ends) {
	case 2:
		req.Windows = []meeting.Span{{Start: ends[0].instant(), End: ends[1].instant()}}
	default:
		if window != nil && window.kind == list {
			window.fail("expected a start and an end, found %d items", len(ends))
		}
	}
	req.Duration, req.Step = n.need("duration_min").minutes(), n.need("step_min").minutes()
	req.Before, req.After = n.get("buffer_before_min").minutes(), n.get("buffer_after_min").minutes()
	if req.Tentative = meeting.TentativeFree; n.get("tentative_blocks").bool() {
		req.Tentative = meeting.TentativeBlocks
	}
	if least := n.get("min_required"); least != nil {
		v := least.int(0, mostPeople)
		req.MinRequired = &v
	}
	req.MinTotal, req.NeedCapacity = n.get("min_total").int(0, mostPeople), n.get("need_capacity").int(0, mostPeople)
	req.Bands = []meeting.Band{} // without any each minute counts once
	for _, b := range n.get("bands").list() {
		items := b.list()
		if len(items) != 3 {
			b.fail("expected two clock times and a factor")
			continue
		}
		req.Bands = append(req.Bands, meeting.Band{
			ClockRange: meeting.ClockRange{From: items[0].clock(), To: items[1].clock()}, Factor: items[2].int(0, mostPeople),
		})
	}
}

func (n *node) participant() meeting.Participant {
	var p meeting.Participant
	if !n.isObject("id", "role", "zone", "weight", "hours", "hours_mode", "holidays", "limits", "busy") {
		return p
	}
	p.ID, p.Location = n.need("id").string(), n.need("zone").zone()
	if role := n.get("role"); role != nil {
		p.Role = role.role()
	}
	if weight := n.get("weight"); weight != nil {
		p.Weight = weight.int(1, mostPeople)
	}
	if hours := n.get("hours"); hours != nil {
		p.Hours = hours.hours()
	}
	if mode := n.get("hours_mode"); mode != nil {
		switch mode.string() {
		case "hard":
		case "soft":
			p.SoftHours = true
		default:
			mode.fail("expected hard or soft")
		}
	}
	for _, d := range n.get("holidays").list() {
		p.Holidays = append(p.Holidays, d.day())
	}
	if limits := n.get("limits"); limits != nil {
		r := limits.clockPair()
		p.Limits = &r
	}
	p.Busy = n.get("busy").entries(p.Location)
	return p
}

func (n *node) room() meeting.Room {
	if !n.isObject("id", "capacity", "busy") {
		return meeting.Room{}
	}
	return meeting.Room{ID: n.need("id").string(), Capacity: n.get("capacity").int(0, mostPeople), Busy: n.get("busy").entries(nil)}
}
