package main

import (
	"context"

	"github.com/convene-cal/convene/calendar/meeting"
)

type rotationAnswer struct {
	LeastChaired []turnAnswer `json:"least_chaired"`
	Queue        []turnAnswer `json:"queue"`
}

type turnAnswer struct {
	Chair *string  `json:"chair"`
	Co    []string `json:"co"`
}

// answerRotation tells who chairs, by both rules.
func answerRotation(_ context.Context, problem *node) (any, error) {
	req := problem.rotation()
	if err := problem.doc.err(); err != nil {
		return nil, err
	}
	turns := func(rule meeting.RotationRule) ([]turnAnswer, error) {
		req.Rule = rule
		plan, err := meeting.Rotate(req)
		if err != nil {
			return nil, err
		}
		all := []turnAnswer{}
		for _, t := range plan.Turns {
			a := turnAnswer{Co: append([]string{}, t.CoChairs...)}
			if t.Chair != "" {
				a.Chair = &t.Chair
			}
			all = append(all, a)
		}
		return all, nil
	}
	least, err := turns(meeting.LeastChaired)
	if err != nil {
		return nil, err
	}
	queue, err := turns(meeting.Queue)
	if err != nil {
		return nil, err
	}
	return &rotationAnswer{least, queue}, nil
}

// rotation reads who chairs in turn.
func (n *node) rotation() meeting.RotationRequest {
	var req meeting.RotationRequest
	if !n.isObject("members", "history", "credit", "co_chairs", "meetings") {
		return req
	}
	for _, m := range n.need("members").list() {
		req.Members = append(req.Members, m.string())
	}
	for _, m := range n.get("history").list() {
		name := ""
		if m.kind != nothing {
			name = m.string()
		}
		req.History = append(req.History, name)
	}
	if credit := n.get("credit"); credit != nil && credit.is(object, "a mapping of members to numbers") {
		req.Credit = make(map[string]int)
		for i, name := range credit.names {
			req.Credit[name.text] = credit.items[i].int(0, mostPeople)
		}
	}
	req.CoChairs = n.get("co_chairs").int(0, mostPeople)
	for _, m := range n.need("meetings").list() {
		if !m.isObject("id", "available") {
			continue
		}
		one := meeting.RotationMeeting{ID: m.get("id").string()}
		if available := m.get("available"); available != nil {
			one.Available = []string{}
			for _, id := range available.list() {
				one.Available = append(one.Available, id.string())
			}
		}
		req.Meetings = append(req.Meetings, one)
	}
	return req
}
