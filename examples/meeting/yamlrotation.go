package main

import (
	"slices"

	"github.com/convene-cal/convene/calendar/meeting"
)

// rotate reads who chairs in turn.
func (r *yamlReader) rotate(n *node) {
	if !n.isObject("rule", "members", "history", "credit", "co-chairs", "co-chairs-count", "meetings") {
		return
	}
	req := &meeting.RotationRequest{CoChairs: n.get("co-chairs").int(0, mostPeople)}
	if n.get("rule").choice("least-chaired", "queue") == "queue" {
		req.Rule = meeting.Queue
	}
	if v := n.get("co-chairs-count"); v != nil {
		req.CoChairsCount = v.bool()
	}
	switch members := n.need("members"); {
	case members == nil:
	case members.kind == list:
		req.Members = members.texts()
	default:
		for _, b := range members.bodies() {
			req.Members = append(req.Members, b.Short)
		}
	}
	for _, h := range n.get("history").list() {
		name := ""
		if h.kind != nothing {
			name = h.string()
		}
		req.History = append(req.History, name)
	}
	if credit := n.get("credit"); credit != nil && credit.is(object, "a mapping of members to numbers") {
		req.Credit = make(map[string]int)
		for i, name := range credit.names {
			req.Credit[name.text] = credit.items[i].int(0, mostPeople)
		}
	}
	for _, m := range n.need("meetings").list() {
		if m.kind == text || m.kind == number {
			req.Meetings = append(req.Meetings, meeting.RotationMeeting{ID: m.text})
			continue
		}
		if !m.isObject("name", "absent") {
			continue
		}
		name, _ := m.need("name").plain("a name")
		absent := m.get("absent").texts()
		one := meeting.RotationMeeting{ID: name, Available: []string{}}
		for _, member := range req.Members {
			if !slices.Contains(absent, member) {
				one.Available = append(one.Available, member)
			}
		}
		for i, id := range absent {
			if !slices.Contains(req.Members, id) {
				m.get("absent").items[i].fail("%.40q is not a member", id)
			}
		}
		req.Meetings = append(req.Meetings, one)
	}
	r.rotation = req
}
