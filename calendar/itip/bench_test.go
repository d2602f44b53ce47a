package itip_test

import (
	"fmt"
	"testing"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/itip"
)

// BenchmarkApply applies a reply to a meeting with as many attendees.
func BenchmarkApply(b *testing.B) {
	for _, n := range []int{5, 50, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			i := invitation()
			i.Attendees = nil
			for k := range n {
				i.Attendees = append(i.Attendees, itip.Participant{Address: fmt.Sprintf("mailto:a%d@example.org", k)})
			}
			step, err := itip.Invite(i, at(9, 0))
			if err != nil {
				b.Fatal(err)
			}
			last := i.Attendees[n-1].Address
			a, err := itip.NewAttendee(last).Apply(step.Send[0], at(9, 1))
			if err != nil {
				b.Fatal(err)
			}
			a, err = a.State.Reply(itip.Answer{Status: ics.ParticipationStatusAccepted}, at(9, 2))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if step, err := step.State.Apply(a.Send[0], at(9, 3)); err != nil || step.Outcome.Result != itip.Applied {
					b.Fatal(step.Outcome, err)
				}
			}
		})
	}
}
