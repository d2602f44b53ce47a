package meeting

import (
	"context"
	"errors"
	"time"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// DefaultMaxTries is how many requests [Relax] solves at most, unless its own says
// otherwise.
const DefaultMaxTries = 300

// A RelaxRequest asks which single change of a request opens a time for the meeting.
type RelaxRequest struct {
	Request

	// MinDuration is how short the meeting may become; 0 means half of Duration.
	MinDuration time.Duration

	// Extension is by how much the last window may end later, at most; with 0 it may not.
	// The busy entries of the request must then reach so far.
	Extension time.Duration

	// MaxTries bounds how many requests are solved; 0 means [DefaultMaxTries].
	MaxTries int
}

// A RelaxationKind is what a [Relaxation] changes.
type RelaxationKind uint8

// The kinds of relaxations, those first that ask the least.
const (
	// TentativeAsFree takes no account of tentative entries.
	TentativeAsFree RelaxationKind = iota + 1
	// SmallerRoom needs a room of Count places only.
	SmallerRoom
	// WithoutFeature needs no room with the Feature.
	WithoutFeature
	// ShorterMeeting makes the meeting shorter by By.
	ShorterMeeting
	// LongerWindow makes the last window end later by By.
	LongerWindow
	// SoftHoursOf lets the meeting lie outside the working hours of Who.
	SoftHoursOf
	// NoLimitsOf lets it lie outside the limits of Who too.
	NoLimitsOf
	// FewerRequired makes Count of the required people enough.
	FewerRequired
	// FewerInTotal makes Count people of any role enough.
	FewerInTotal
	// FewerOfGroup makes Count people of the Group enough.
	FewerOfGroup
	// Excuse makes Who, who is required or in the chair, optional.
	Excuse
	// LiftBlackout takes away the blackout of number Blackout.
	LiftBlackout
)

// A Relaxation is a change of a request that makes it feasible: the least one of its kind.
type Relaxation struct {
	Kind     RelaxationKind
	Who      string        // the ID of a participant
	By       time.Duration // how much shorter or longer
	Count    int           // how many people or places are then needed
	Feature  string        // of a room
	Group    string        // its name
	Blackout int           // its index in the request

	Feasible int  // how many starts are then feasible
	Best     Slot // the best of them
}

// Relaxations are the answer of [Relax].
type Relaxations struct {
	// List has those that help: by Kind, and those of one kind by how little they ask: the
	// smaller burden in the best slot of whoever is asked, required people before chairs,
	// and else the order of the request.
	List []Relaxation

	// Feasible is how many starts are feasible as it is; if any is, nothing is relaxed.
	Feasible int

	// Truncated is set if MaxTries was not enough to try everything.
	Truncated bool

	req *Request
}

// Apply returns the request as relaxed. It shares with it what does not change.
func (x Relaxation) Apply(req Request) Request {
	switch x.Kind {
	case TentativeAsFree:
		req.Tentative = TentativeFree
	case SmallerRoom:
		req.NeedCapacity = x.Count
	case WithoutFeature:
		req.NeedFeatures = without(req.NeedFeatures, func(f string) bool { return f == x.Feature })
	case ShorterMeeting:
		req.Duration -= x.By
	case LongerWindow:
		req.Windows = append([]Span(nil), req.Windows...)
		last := 0
		for i, w := range req.Windows {
			if w.End.After(req.Windows[last].End) {
				last = i
			}
		}
		req.Windows[last].End = req.Windows[last].End.Add(x.By)
	case FewerRequired:
		n := x.Count
		req.MinRequired = &n
	case FewerInTotal:
		req.MinTotal = x.Count
	case FewerOfGroup:
		req.Groups = append([]Group(nil), req.Groups...)
		for i := range req.Groups {
			if req.Groups[i].Name == x.Group {
				req.Groups[i].AtLeast = x.Count
			}
		}
	case LiftBlackout:
		at := -1
		req.Blackouts = without(req.Blackouts, func(freebusy.Entry) bool { at++; return at == x.Blackout })
	case SoftHoursOf, NoLimitsOf, Excuse:
		req.Participants = append([]Participant(nil), req.Participants...)
		for i := range req.Participants {
			if p := &req.Participants[i]; p.ID == x.Who {
				x.applyTo(p, &req)
			}
		}
	}
	return req
}

func (x Relaxation) applyTo(p *Participant, req *Request) {
	switch x.Kind {
	case SoftHoursOf:
		p.SoftHours = true
	case NoLimitsOf:
		p.SoftHours, p.Limits = true, nil
	case Excuse:
		if p.Role == Required && req.MinRequired != nil {
			n := max(0, *req.MinRequired-1)
			req.MinRequired = &n
		}
		p.Role = Optional
	}
}

func without[T any](list []T, drop func(T) bool) []T {
	var rest []T
	for _, x := range list {
		if !drop(x) {
			rest = append(rest, x)
		}
	}
	return rest
}

// Relax finds the single changes of an infeasible request that make it feasible, each by
// solving the request so changed. Of what can be changed by more or less, such as the
// duration, it finds the least change that is enough. Its errors are those of [Find]; where
// ctx ends, what comes with its error are the relaxations found so far, or nil.
func Relax(ctx context.Context, req RelaxRequest) (*Relaxations, error) {
	k := &checker{}
	if req.MaxTries < 0 {
		k.fail("MaxTries", "%d is negative", req.MaxTries)
	}
	k.gap("MinDuration", req.MinDuration)
	k.gap("Extension", req.Extension)
	if len(k.errs) > 0 {
		return nil, errors.Join(k.errs...)
	}
	req.Results, req.NearMisses, req.MinDistance = 1, 0, 0
	p, err := prepare(ctx, &req.Request)
	if err != nil {
		return nil, err
	}
	t := &relaxer{ctx: ctx, req: &req, p: p, left: or(req.MaxTries, DefaultMaxTries)}
	out := &Relaxations{Feasible: p.feasible.count(), req: &req.Request}
	if out.Feasible > 0 {
		return out, nil
	}
	err = t.all()
	out.List, out.Truncated = t.found, t.left < 0
	return out, err
}
