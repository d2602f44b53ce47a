package itip_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/itip"
)

var (
	convergeRuns = flag.Int("runs", 40, "how many random exchanges TestConverge has")
	convergeSeed = flag.Uint64("seed", 1, "the seed of TestConverge")
)

// A world is an organizer, five people and a network that delivers messages in any order,
// twice, or not at all.
type world struct {
	t         *testing.T
	rand      *rand.Rand
	now       time.Time
	organizer itip.Organizer
	people    map[string]itip.Attendee
	addresses []string
	flight    []letter
	history   []letter
	instances []itip.InstanceID
	delivered map[letter]bool
	log       []string
}

func (w *world) said() string { return strings.Join(w.log, "\n") }

type letter struct {
	to string
	m  *itip.Message
}

func newWorld(t *testing.T, r *rand.Rand) *world {
	w := &world{t: t, rand: r, now: at(9, 0), people: map[string]itip.Attendee{}, delivered: map[letter]bool{}}
	for i := range 5 {
		address := fmt.Sprintf("mailto:a%d@example.org", i)
		w.addresses = append(w.addresses, address)
		w.people[address] = itip.NewAttendee(address)
	}
	invitation := itip.Invitation{
		UID: meetingUID, Organizer: itip.Participant{Address: host},
		Start: start, End: start.Add(time.Hour), Summary: "first",
	}
	if r.IntN(2) == 0 {
		invitation.Properties = []itip.Property{{Name: "RRULE", Value: "FREQ=WEEKLY;COUNT=6"}}
		for week := range 6 {
			w.instances = append(w.instances, itip.InstanceAt(start.AddDate(0, 0, 7*week)))
		}
	}
	for _, address := range w.addresses[:1+r.IntN(5)] {
		invitation.Attendees = append(invitation.Attendees, itip.Participant{Address: address})
	}
	w.organized(itip.Invite(invitation, w.now))
	return w
}

func (w *world) post(messages []itip.Message) {
	for _, m := range messages {
		for _, to := range m.To {
			w.flight = append(w.flight, letter{to, &m})
			w.history = append(w.history, letter{to, &m})
		}
	}
}

// organized takes a step of the organizer's.
func (w *world) organized(step itip.Step[itip.Organizer], err error) {
	require.NoError(w.t, err, "%s", w.said())
	w.log = append(w.log, fmt.Sprintf("organizer %s", step.Outcome))
	require.GreaterOrEqual(w.t, step.State.Revision().Compare(w.organizer.Revision()), 0, "%s", w.said())
	for _, reply := range w.organizer.Replies {
		later, ok := step.State.LastReply(reply.Address, reply.Instance)
		if ok {
			require.GreaterOrEqual(w.t, later.Revision.Compare(reply.Revision), 0, "%s", w.said())
		}
	}
	w.organizer = reloaded(w.t, step.State)
	w.post(step.Send)
}

// attended takes a step of one of the people's.
func (w *world) attended(address string, step itip.Step[itip.Attendee], err error) {
	require.NoError(w.t, err, "%s", w.said())
	w.log = append(w.log, fmt.Sprintf("%s %s", idOf(address), step.Outcome))
	require.GreaterOrEqual(w.t, step.State.Revision().Compare(w.people[address].Revision()), 0, "%s", w.said())
	w.people[address] = reloaded(w.t, step.State)
	w.post(step.Send)
}

// reloaded returns a state as it is after it has been written as JSON and read.
func reloaded[State any](t *testing.T, state State) State {
	data, err := json.Marshal(state)
	require.NoError(t, err)
	var loaded State
	require.NoError(t, json.Unmarshal(data, &loaded))
	require.Equal(t, state, loaded)
	return loaded
}

func (w *world) deliver(l letter) {
	w.delivered[l] = true
	w.log = append(w.log, fmt.Sprintf("%s: %s to %s", w.now.Format(time.TimeOnly), l.m.Method, idOf(l.to)))
	if l.to == host {
		before, err := json.Marshal(w.organizer)
		require.NoError(w.t, err)
		step, err := w.organizer.Apply(*l.m, w.now)
		after, _ := json.Marshal(w.organizer)
		require.Equal(w.t, string(before), string(after))
		w.organized(step, err)
		return
	}
	step, err := w.people[l.to].Apply(*l.m, w.now)
	w.attended(l.to, step, err)
}

// anyInstance returns an instance, or the whole.
func (w *world) anyInstance() itip.InstanceID {
	if len(w.instances) == 0 || w.rand.IntN(2) == 0 {
		return ""
	}
	return w.instances[w.rand.IntN(len(w.instances))]
}

func (w *world) act() {
	w.now = w.now.Add(time.Duration(w.rand.IntN(3)) * 30 * time.Second)
	address := w.addresses[w.rand.IntN(len(w.addresses))]
	o := w.organizer
	switch w.rand.IntN(16) {
	case 0:
		id := w.anyInstance()
		from := start.Add(time.Duration(w.rand.IntN(4)) * time.Hour)
		if id != "" {
			from, _ = time.Parse("20060102T150405Z", string(id))
			from = from.Add(time.Duration(w.rand.IntN(5)) * time.Hour)
		}
		w.organized(o.Edit(itip.Edit{Instance: id, Start: from}, w.now))
	case 1:
		summary := itip.Property{Name: "SUMMARY", Value: fmt.Sprint(w.rand.IntN(100))}
		w.organized(o.Edit(itip.Edit{Instance: w.anyInstance(), Set: []itip.Property{summary}}, w.now))
	case 2:
		w.organized(o.Add(itip.Participant{Address: address}, "", w.now))
	case 3:
		w.organized(o.Remove(address, "", w.now))
	case 4, 5:
		if pending := o.Pending(); len(pending) > 0 {
			p := pending[w.rand.IntN(len(pending))]
			if w.rand.IntN(2) == 0 {
				w.organized(o.AcceptCounter(p.Address, p.Instance, w.now))
			} else {
				w.organized(o.DeclineCounter(p.Address, p.Instance, "", w.now))
			}
		}
	case 6:
		if len(w.instances) > 0 && w.rand.IntN(2) == 0 {
			w.organized(o.CancelInstance(w.instances[1+w.rand.IntN(5)], w.rand.IntN(4) == 0, w.now))
		} else {
			from := start.AddDate(0, 0, 3+w.rand.IntN(30))
			w.organized(o.AddInstance(from, from.Add(30*time.Minute), w.now))
		}
	case 7, 8, 9:
		status := []ics.ParticipationStatus{ics.ParticipationStatusAccepted, ics.ParticipationStatusDeclined, ics.ParticipationStatusTentative}[w.rand.IntN(3)]
		step, err := w.people[address].Reply(itip.Answer{Status: status, Instance: w.anyInstance()}, w.now)
		w.attended(address, step, err)
	case 10:
		step, err := w.people[address].Counter(itip.CounterProposal{Start: start.Add(time.Duration(w.rand.IntN(50)) * time.Hour)}, w.now)
		w.attended(address, step, err)
	case 11:
		step, err := w.people[address].Refresh(w.now)
		w.attended(address, step, err)
	default:
		w.travel()
	}
}

// travel delivers or loses one of the messages under way, and sometimes an old one anew.
func (w *world) travel() {
	if len(w.history) > 0 && w.rand.IntN(6) == 0 {
		w.deliver(w.history[w.rand.IntN(len(w.history))])
		return
	}
	if len(w.flight) == 0 {
		return
	}
	i := w.rand.IntN(len(w.flight))
	l := w.flight[i]
	w.flight = slices.Delete(w.flight, i, i+1)
	if w.rand.IntN(5) > 0 {
		w.deliver(l)
	}
}

// arrive delivers everything that is under way, in any order.
func (w *world) arrive() {
	for len(w.flight) > 0 {
		i := w.rand.IntN(len(w.flight))
		l := w.flight[i]
		w.flight = slices.Delete(w.flight, i, i+1)
		w.deliver(l)
	}
}

// settle has the last messages of everybody come through.
func (w *world) settle() {
	w.now = w.now.Add(time.Minute)
	w.arrive()
	if itip.StatusOf(w.organizer.Meeting.Main) != ics.ObjectStatusCancelled {
		w.organized(w.organizer.Request(w.now))
		w.arrive()
	}
	for _, address := range w.addresses { // who has been removed, or has missed that it is cancelled
		step, err := w.people[address].Refresh(w.now)
		w.attended(address, step, err)
		w.arrive()
	}
	for _, address := range w.addresses {
		a := w.people[address]
		if status := a.Status(""); status != ics.ParticipationStatusNeedsAction {
			step, err := a.Reply(itip.Answer{Status: status}, w.now)
			w.attended(address, step, err)
		}
		for _, id := range append(w.instances, instancesOf(a.Meeting)...) {
			if status := w.people[address].Status(id); status != ics.ParticipationStatusNeedsAction {
				step, err := w.people[address].Reply(itip.Answer{Status: status, Instance: id}, w.now)
				w.attended(address, step, err)
			}
		}
	}
	w.arrive()
}

func instancesOf(m itip.Meeting) []itip.InstanceID {
	var ids []itip.InstanceID
	for _, c := range m.Overrides {
		p, _ := c.Property("RECURRENCE-ID")
		ids = append(ids, itip.InstanceID(p.Value))
	}
	return ids
}

// times returns when a meeting takes place, from year to year.
func (w *world) times(m itip.Meeting) []string {
	cal, err := m.Calendar()
	require.NoError(w.t, err)
	return instancesIn(cal)
}

func (w *world) check() {
	t, o := w.t, w.organizer
	cancelled := itip.StatusOf(o.Meeting.Main) == ics.ObjectStatusCancelled
	for _, address := range w.addresses {
		a := w.people[address]
		status, invited := o.Status(address, "")
		if cancelled || !invited {
			if a.IsInvited() {
				require.True(t, a.IsCancelled(), "%s: %s", address, w.said())
			}
			continue
		}
		require.Equal(t, o.Revision(), a.Revision(), "%s: %s", address, w.said())
		require.Equal(t, status, a.Status(""), "%s: %s", address, w.said())
		require.Equal(t, w.times(o.Meeting), w.times(a.Meeting), "%s: %s", address, w.said())
		for _, id := range append(w.instances, instancesOf(o.Meeting)...) {
			step, err := a.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted, Instance: id}, w.now)
			require.NoError(t, err)
			if step.Outcome.Result != itip.Sent {
				continue // there is no such instance any more
			}
			status, _ := o.Status(address, id)
			require.Equal(t, status, a.Status(id), "%s, %s: %s", address, id, w.said())
		}
	}
}

func TestConverge(t *testing.T) {
	for run := range uint64(*convergeRuns) {
		t.Run(fmt.Sprint(run), func(t *testing.T) {
			w := newWorld(t, rand.New(rand.NewPCG(*convergeSeed, run)))
			for range 30 + w.rand.IntN(60) {
				w.act()
			}
			if w.rand.IntN(4) == 0 {
				w.organized(w.organizer.Cancel(w.now))
			}
			w.settle()
			w.check()

			// No message that has come before changes anything.
			organizer, people := w.organizer, maps.Clone(w.people)
			history := slices.Clone(w.history)
			w.rand.Shuffle(len(history), func(i, j int) { history[i], history[j] = history[j], history[i] })
			var lost []letter
			for _, l := range history {
				if w.delivered[l] {
					w.deliver(l)
				} else if l.m.Method != ics.MethodCounter { // a proposal that comes late is a new one
					lost = append(lost, l)
				}
			}
			require.Equal(t, organizer, w.organizer, "%s", w.said())
			for address, a := range people {
				require.Equal(t, a, w.people[address], "%s: %s", address, w.said())
			}
			// And what comes late after all changes nothing of what all know.
			for _, l := range lost {
				w.deliver(l)
			}
			w.check()
		})
	}
}
