package meeting

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// A relaxer tries relaxations of a request, kind after kind.
type relaxer struct {
	ctx   context.Context
	req   *RelaxRequest
	p     *problem // of the request as it is
	left  int      // tries; negative once one was wanted and not had
	found []Relaxation
}

func (t *relaxer) all() error {
	kinds := []func() error{
		t.tentative, t.capacity, t.features, t.duration, t.window, t.hours, t.limits,
		t.required, t.total, t.groups, t.excuses, t.blackouts,
	}
	for _, kind := range kinds {
		if err := kind(); err != nil {
			return err
		}
	}
	return nil
}

// try solves the request as relaxed, and reports whether that makes it feasible. What is
// beyond the caps, or the tries left, does not.
func (t *relaxer) try(x *Relaxation) (bool, error) {
	if t.left--; t.left < 0 {
		t.left = -1
		return false, t.ctx.Err()
	}
	req := x.Apply(t.req.Request)
	p, err := prepare(t.ctx, &req)
	if err != nil {
		return false, t.ctx.Err()
	}
	x.Feasible = p.feasible.count()
	if x.Feasible == 0 {
		return false, nil
	}
	best, examined := p.rank(t.ctx, p.feasible, p.order(), 1)
	if examined < p.n {
		return false, t.ctx.Err()
	}
	k := best[0].index
	x.Best = p.slot(p.at(k), k)
	return true, nil
}

// add keeps a relaxation if it helps.
func (t *relaxer) add(x Relaxation) error {
	ok, err := t.try(&x)
	if ok {
		t.found = append(t.found, x)
	}
	return err
}

// least keeps the relaxation of the smallest step in [1, most] that helps, where more never
// helps less.
func (t *relaxer) least(most int, at func(step int) Relaxation) error {
	if most < 1 {
		return nil
	}
	x := at(most)
	ok, err := t.try(&x)
	if !ok {
		return err
	}
	lo, hi := 1, most // hi helps
	for lo < hi {
		mid := lo + (hi-lo)/2
		y := at(mid)
		if ok, err = t.try(&y); err != nil {
			return err
		}
		if t.left < 0 {
			break // x helps, if not as the smallest
		}
		if ok {
			x, hi = y, mid
		} else {
			lo = mid + 1
		}
	}
	t.found = append(t.found, x)
	return nil
}

func (t *relaxer) tentative() error {
	if t.req.Tentative != TentativeBlocks {
		return nil
	}
	return t.add(Relaxation{Kind: TentativeAsFree})
}

func (t *relaxer) capacity() error {
	var sizes []int // smaller than asked for, the largest first
	for _, r := range t.req.Rooms {
		if r.Capacity < t.req.NeedCapacity {
			sizes = append(sizes, r.Capacity)
		}
	}
	slices.SortFunc(sizes, func(a, b int) int { return cmp.Compare(b, a) })
	sizes = slices.Compact(sizes)
	return t.least(len(sizes), func(step int) Relaxation {
		return Relaxation{Kind: SmallerRoom, Count: sizes[step-1]}
	})
}

func (t *relaxer) features() error {
	if len(t.req.Rooms) == 0 {
		return nil
	}
	for i, f := range t.req.NeedFeatures {
		if slices.Contains(t.req.NeedFeatures[:i], f) {
			continue
		}
		if err := t.add(Relaxation{Kind: WithoutFeature, Feature: f}); err != nil {
			return err
		}
	}
	return nil
}

// grain is what durations and windows are changed by: five minutes, or the step where that
// is less, in whole seconds.
func (t *relaxer) grain() time.Duration { return min(5*time.Minute, t.req.Step) }

func (t *relaxer) duration() error {
	shortest := t.req.MinDuration
	if shortest == 0 {
		shortest = t.req.Duration / 2
	}
	shortest = max(shortest, time.Second)
	return t.least(int((t.req.Duration-shortest)/t.grain()), func(step int) Relaxation {
		return Relaxation{Kind: ShorterMeeting, By: time.Duration(step) * t.grain()}
	})
}

func (t *relaxer) window() error {
	return t.least(int(t.req.Extension/t.grain()), func(step int) Relaxation {
		return Relaxation{Kind: LongerWindow, By: time.Duration(step) * t.grain()}
	})
}

func (t *relaxer) hours() error {
	return t.each(SoftHoursOf, func(q *person) bool { return q.Hours != nil && !q.SoftHours })
}

func (t *relaxer) limits() error {
	return t.each(NoLimitsOf, func(q *person) bool { return q.Limits != nil })
}

// each tries a relaxation for each participant that a function chooses, and orders those
// that help by the burden that they then ask.
func (t *relaxer) each(kind RelaxationKind, chosen func(*person) bool) error {
	first := len(t.found)
	may := t.mayHelp()
	for i := range t.p.people {
		if q := &t.p.people[i]; !q.counts || !chosen(q) || !may(i) {
			continue
		}
		if err := t.add(Relaxation{Kind: kind, Who: t.p.people[i].ID}); err != nil {
			return err
		}
	}
	burden := func(x Relaxation) Burden {
		i := slices.IndexFunc(x.Best.People, func(a Attendance) bool { return a.ID == x.Who })
		return x.Best.People[i].Burden
	}
	slices.SortStableFunc(t.found[first:], func(a, b Relaxation) int { return cmp.Compare(burden(a), burden(b)) })
	return nil
}

// mayHelp returns whether it can help that somebody comes who cannot: always where there
// are quorums, and else where at some open candidate they alone of those who must come
// cannot.
func (t *relaxer) mayHelp() func(person int) bool {
	p := t.p
	if len(p.quorums()) > 0 {
		return func(int) bool { return true }
	}
	all := p.needChairs + p.needRequired
	alone := newBitmap(p.n)
	for k := range p.open.within(0, len(p.open)) {
		if p.chairs.at(k)+p.required.at(k) == all-1 {
			alone.set(k, k+1)
		}
	}
	return func(i int) bool {
		q := &p.people[i]
		if q.Role != Chair && q.Role != Required {
			return false
		}
		for w, bits := range alone {
			if bits&^q.available[w] != 0 {
				return true
			}
		}
		return false
	}
}

func (t *relaxer) required() error {
	need := min(t.p.needRequired, t.p.required.added+1) // what is more cannot be had anyway
	return t.least(need, func(step int) Relaxation {
		return Relaxation{Kind: FewerRequired, Count: need - step}
	})
}

func (t *relaxer) total() error {
	return t.least(t.p.needTotal, func(step int) Relaxation {
		return Relaxation{Kind: FewerInTotal, Count: t.p.needTotal - step}
	})
}

func (t *relaxer) groups() error {
	for i := range t.req.Groups {
		g := &t.req.Groups[i]
		err := t.least(g.AtLeast, func(step int) Relaxation {
			return Relaxation{Kind: FewerOfGroup, Group: g.Name, Count: g.AtLeast - step}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// excuses tries without each mandatory person, chairs last.
func (t *relaxer) excuses() error {
	mandatory := t.p.mandatory()
	slices.SortStableFunc(mandatory, func(i, j int) int {
		return cmp.Compare(t.p.people[i].Role, t.p.people[j].Role) // Required is before Chair
	})
	may := t.mayHelp()
	for _, i := range mandatory {
		if !may(i) {
			continue
		}
		if err := t.add(Relaxation{Kind: Excuse, Who: t.p.people[i].ID}); err != nil {
			return err
		}
	}
	return nil
}

func (t *relaxer) blackouts() error {
	for i := range t.req.Blackouts {
		if err := t.add(Relaxation{Kind: LiftBlackout, Blackout: i}); err != nil {
			return err
		}
	}
	return nil
}
