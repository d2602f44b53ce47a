package main

import (
	"time"

	"github.com/convene-cal/convene/calendar/meeting"
)

// A plan is a problem as people have it.
type plan struct {
	title string
	city  string // where the meeting is announced
	loc   *time.Location
	req   meeting.Request

	notice time.Duration // how long people have to know of it before

	people []person // beside req.Participants
	notes  []string // what people should know of the problem

	series   *meeting.SeriesRequest
	rotation *meeting.RotationRequest
}

// A person is what is known of a participant beside what the search needs.
type person struct {
	city       string
	unverified bool
}

func (p *plan) name(i int) string {
	q := &p.req.Participants[i]
	if q.Name != "" {
		return q.Name
	}
	return q.ID
}
