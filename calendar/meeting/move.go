package meeting

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Move is what it would mean to hold a meeting at another time, such as one that an
// attendee proposes.
type Move struct {
	// From and To tell of both times what they mean for everybody, and whether they are
	// feasible; their Index is -1.
	From, To Slot

	// Lost are the IDs of those who can come at the first time and not at the second, in
	// the order of the request; Gained are those the other way around. Who is only informed
	// counts, too.
	Lost, Gained []string

	// Outside is set where the request has windows and the second time lies in none, and
	// Short where it is before [Request].NotBefore.
	Outside, Short bool
}

// Weigh tells what it would mean to hold the meeting at another time than it is planned
// for. Both spans may be anywhere, whatever the request's Windows, grid and notice, and the
// second may be longer or shorter than the first; Windows, Duration and Step may be missing. Where
// the meeting is in people's calendars already, [Request].MaskUID keeps it from standing in
// its own way.
//
// The errors are those of [Find].
func Weigh(ctx context.Context, req Request, from, to Span) (*Move, error) {
	m := &Move{Outside: len(req.Windows) > 0}
	for _, side := range []struct {
		slot *Slot
		span Span
	}{{&m.From, from}, {&m.To, to}} {
		slot, err := alone(ctx, req, side.span)
		if err != nil {
			return nil, err
		}
		*side.slot = slot
	}
	for i := range m.From.People {
		a, b := &m.From.People[i], &m.To.People[i]
		switch {
		case a.Reasons == 0 && b.Reasons != 0:
			m.Lost = append(m.Lost, a.ID)
		case a.Reasons != 0 && b.Reasons == 0:
			m.Gained = append(m.Gained, a.ID)
		}
	}
	if m.Outside {
		m.Outside = !slices.ContainsFunc(unite(req.Windows), func(w stretch) bool {
			return w.from <= to.Start.Unix() && to.End.Unix() <= w.to
		})
	}
	m.Short = to.Start.Before(req.NotBefore)
	return m, nil
}

// alone tells of one span what it means, as if it were the only one that a request asks
// for.
func alone(ctx context.Context, req Request, span Span) (Slot, error) {
	req.Windows = []Span{span}
	req.Duration = span.End.Sub(span.Start)
	req.Step, req.Anchor, req.AlignTo, req.NotBefore = max(req.Duration, time.Second), time.Time{}, nil, time.Time{}
	req.Results, req.NearMisses, req.MinDistance = 1, 0, 0
	result, err := Find(ctx, req)
	if err != nil {
		return Slot{}, err
	}
	slot, err := result.At(span.Start)
	slot.Index = -1
	return slot, err
}

// Shares returns the burdens at both times of those who can come at both, in the order of
// the request, but for those for whom they are the same. The totals of the two slots count
// different people where some are lost or gained, so that they do not tell who is better off.
func (m *Move) Shares() []Share {
	var shares []Share
	for i := range m.From.People {
		a, b := &m.From.People[i], &m.To.People[i]
		if a.Reasons == 0 && b.Reasons == 0 && a.Burden != b.Burden {
			shares = append(shares, Share{a.ID, a.Burden, b.Burden})
		}
	}
	return shares
}

// A Share is what two times cost somebody.
type Share struct {
	ID       string // of the participant
	From, To Burden // at the one time, and at the other
}

// String returns the move as a line for people: whether it can be, who is lost, for what
// reasons, who is gained, and whose burden becomes what.
//
//	feasible; lost: ana (hours); gained: bo; burden: chen 2h00m instead of 3h00m
//
// Where nobody is lost or gained, it also says what the burden is in all.
func (m *Move) String() string {
	parts := []string{"feasible"}
	switch {
	case !m.To.Open:
		parts[0] = "not feasible: a blackout, or no room"
	case !m.To.Feasible:
		parts[0] = fmt.Sprintf("not feasible: %d missing", m.To.Missing)
	}
	if m.Outside {
		parts = append(parts, "outside the windows")
	}
	if m.Short {
		parts = append(parts, "at too short notice")
	}
	if len(m.Lost) > 0 {
		var lost []string
		for _, a := range m.To.People {
			if slices.Contains(m.Lost, a.ID) {
				lost = append(lost, a.ID+" ("+a.Reasons.String()+")")
			}
		}
		parts = append(parts, "lost: "+strings.Join(lost, ", "))
	}
	if len(m.Gained) > 0 {
		parts = append(parts, "gained: "+strings.Join(m.Gained, ", "))
	}
	if shares := m.Shares(); len(shares) > 0 {
		var texts []string
		for _, s := range shares {
			texts = append(texts, fmt.Sprintf("%s %v instead of %v", s.ID, s.To, s.From))
		}
		parts = append(parts, "burden: "+strings.Join(texts, ", "))
	}
	if len(m.Lost)+len(m.Gained) == 0 && m.From.Total != m.To.Total {
		parts = append(parts, fmt.Sprintf("%v in all instead of %v", m.To.Total, m.From.Total))
	}
	return strings.Join(parts, "; ")
}
