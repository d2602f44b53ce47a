package meeting_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// everyRelaxation lists, for each thing that can be changed, the changes from the least to
// the greatest.
func everyRelaxation(req meeting.RelaxRequest) [][]meeting.Relaxation {
	var all [][]meeting.Relaxation
	one := func(x meeting.Relaxation) { all = append(all, []meeting.Relaxation{x}) }
	many := func(list []meeting.Relaxation) { all = append(all, list) }
	if req.Tentative == meeting.TentativeBlocks {
		one(meeting.Relaxation{Kind: meeting.TentativeAsFree})
	}
	if len(req.Rooms) > 0 {
		var smaller []meeting.Relaxation
		for places := req.NeedCapacity - 1; places >= 0; places-- {
			for _, r := range req.Rooms {
				if r.Capacity == places {
					smaller = append(smaller, meeting.Relaxation{Kind: meeting.SmallerRoom, Count: places})
					break
				}
			}
		}
		many(smaller)
		for _, f := range req.NeedFeatures {
			one(meeting.Relaxation{Kind: meeting.WithoutFeature, Feature: f})
		}
	}
	var shorter, longer, required, total []meeting.Relaxation
	for by := 5 * time.Minute; req.Duration-by >= req.Duration/2; by += 5 * time.Minute {
		shorter = append(shorter, meeting.Relaxation{Kind: meeting.ShorterMeeting, By: by})
	}
	for by := 5 * time.Minute; by <= req.Extension; by += 5 * time.Minute {
		longer = append(longer, meeting.Relaxation{Kind: meeting.LongerWindow, By: by})
	}
	many(shorter)
	many(longer)
	for _, p := range req.Participants {
		if p.Hours != nil && !p.SoftHours {
			one(meeting.Relaxation{Kind: meeting.SoftHoursOf, Who: p.ID})
		}
	}
	for _, p := range req.Participants {
		if p.Limits != nil {
			one(meeting.Relaxation{Kind: meeting.NoLimitsOf, Who: p.ID})
		}
	}
	need := 0
	for _, p := range req.Participants {
		if p.Role == meeting.Required {
			need++
		}
	}
	if req.MinRequired != nil {
		need = min(need+1, *req.MinRequired)
	}
	for n := need - 1; n >= 0; n-- {
		required = append(required, meeting.Relaxation{Kind: meeting.FewerRequired, Count: n})
	}
	for n := req.MinTotal - 1; n >= 0; n-- {
		total = append(total, meeting.Relaxation{Kind: meeting.FewerInTotal, Count: n})
	}
	many(required)
	many(total)
	for _, g := range req.Groups {
		var fewer []meeting.Relaxation
		for n := g.AtLeast - 1; n >= 0; n-- {
			fewer = append(fewer, meeting.Relaxation{Kind: meeting.FewerOfGroup, Group: g.Name, Count: n})
		}
		many(fewer)
	}
	for _, role := range []meeting.Role{meeting.Required, meeting.Chair} {
		for _, p := range req.Participants {
			if p.Role == role && (role == meeting.Chair || allRequired(req.Request)) {
				one(meeting.Relaxation{Kind: meeting.Excuse, Who: p.ID})
			}
		}
	}
	for i := range req.Blackouts {
		one(meeting.Relaxation{Kind: meeting.LiftBlackout, Blackout: i})
	}
	return all
}

// changeOf names what a relaxation changes.
func changeOf(x meeting.Relaxation) string {
	return fmt.Sprint(x.Kind, x.Who, x.By, x.Count, x.Feature, x.Group, x.Blackout)
}

// burdenOf is what the best slot of a relaxation asks of whoever is asked.
func burdenOf(x meeting.Relaxation) meeting.Burden {
	for _, a := range x.Best.People {
		if a.ID == x.Who {
			return a.Burden
		}
	}
	return -1
}

func randomRoomsAndBlackouts(rng *rand.Rand, req *meeting.Request) {
	start := req.Windows[0].Start
	somewhere := func() freebusy.Entry {
		from := start.Add(time.Duration(rng.IntN(24)) * time.Hour)
		return busyAt(from, from.Add(time.Duration(1+rng.IntN(48))*time.Hour))
	}
	if rng.IntN(3) == 0 {
		req.NeedCapacity = rng.IntN(40)
		for i := range 1 + rng.IntN(3) {
			room := meeting.Room{ID: fmt.Sprint("R", i), Capacity: 10 * rng.IntN(5)}
			if rng.IntN(2) == 0 {
				room.Features = []string{"video"}
			}
			if rng.IntN(2) == 0 {
				room.Busy = []freebusy.Entry{somewhere()}
			}
			req.Rooms = append(req.Rooms, room)
		}
		if rng.IntN(2) == 0 {
			req.NeedFeatures = []string{"video"}
		}
	}
	for range rng.IntN(3) {
		req.Blackouts = append(req.Blackouts, somewhere())
	}
	for i := range req.Participants {
		if rng.IntN(6) == 0 {
			req.Participants[i].Limits = &meeting.ClockRange{From: meeting.At(9, 0), To: meeting.At(20, 0)}
		}
	}
}

func TestRelaxAgreesWithTryingAllChanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 1))
	kinds := map[meeting.RelaxationKind]int{}
	tried := 0
	for range 700 {
		req := meeting.RelaxRequest{Request: withQuorums(rng, randomRequest(rng, 1+rng.IntN(5), 1+rng.IntN(12)))}
		req.Extension = time.Duration(rng.IntN(2)) * 7 * time.Hour
		randomRoomsAndBlackouts(rng, &req.Request)
		got, err := meeting.Relax(context.Background(), req)
		require.NoError(t, err)
		require.NotEmpty(t, got.Words())
		if got.Feasible > 0 {
			require.Empty(t, got.List)
			continue
		}
		tried++
		want := map[string]int{} // feasible starts
		starts := map[string]time.Time{}
		var order []string
		for _, changes := range everyRelaxation(req) {
			for _, x := range changes {
				r, err := meeting.Find(context.Background(), x.Apply(req.Request))
				require.NoError(t, err)
				if r.Feasible > 0 {
					want[changeOf(x)], starts[changeOf(x)] = r.Feasible, r.Slots[0].Start
					order = append(order, changeOf(x))
					break
				}
			}
		}
		before := meeting.Relaxation{}
		for i, x := range got.List {
			kinds[x.Kind]++
			key := changeOf(x)
			switch x.Kind {
			case meeting.SoftHoursOf, meeting.NoLimitsOf:
				if before.Kind == x.Kind {
					require.LessOrEqual(t, burdenOf(before), burdenOf(x))
				}
				require.GreaterOrEqual(t, x.Kind, before.Kind)
			default:
				require.Equal(t, order[i], key)
			}
			before = x
			require.Equal(t, want[key], x.Feasible, "%+v of %+v", x, req)
			require.Equal(t, starts[key], x.Best.Start)
			require.True(t, x.Best.Feasible)
		}
		require.Len(t, got.List, len(want), "%v of %+v", want, req)
	}
	require.Greater(t, tried, 200)
	for kind := meeting.TentativeAsFree; kind <= meeting.LiftBlackout; kind++ {
		require.Greater(t, kinds[kind], 2, "relaxations of kind %d", kind)
	}
}
