package meeting_test

import (
	"context"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
	"github.com/convene-cal/convene/calendar/meeting"
)

// bytesSource draws its numbers from a text, and then from a generator.
type bytesSource struct {
	text []byte
	rest rand.Source
}

func (s *bytesSource) Uint64() uint64 {
	if len(s.text) < 8 {
		return s.rest.Uint64()
	}
	v := binary.LittleEndian.Uint64(s.text)
	s.text = s.text[8:]
	return v
}

// FuzzFind asks whatever the types can hold. Find answers or refuses, and what it answers
// holds together.
func FuzzFind(f *testing.F) {
	f.Add([]byte{}, uint64(0), int64(0), int64(0))
	f.Add([]byte("a day of 23 hours"), uint64(3), int64(math.MaxInt64), int64(1))
	f.Add([]byte("the year 1"), uint64(8), int64(-62135596800), int64(math.MinInt64))
	f.Add([]byte("beyond the caps"), uint64(21), int64(86400*365), int64(1000000000))
	f.Fuzz(func(t *testing.T, text []byte, seed uint64, a, b int64) {
		turn := turns[seed%uint64(len(turns))]
		r := &maker{Rand: rand.New(&bytesSource{text, rand.NewPCG(seed, 1)}), tick: time.Minute, middle: instantOf(turn.at), reach: 2000, zone: turn.zone}
		req := r.request()
		req.Caps = meeting.Caps{Candidates: 5000, Days: 2000}
		durations := []*time.Duration{&req.Duration, &req.Step, &req.Before, &req.After, &req.MinDistance}
		times := []*time.Time{&req.Anchor, &req.NotBefore, &req.Windows[0].Start, &req.Windows[0].End}
		if r.chance(50) {
			*durations[r.IntN(len(durations))] = time.Duration(a)
		}
		if r.chance(30) {
			*durations[r.IntN(len(durations))] = time.Duration(b) / time.Second * time.Second
		}
		if r.chance(50) {
			*times[r.IntN(len(times))] = time.Unix(b, a&1)
		}
		if n := len(req.Participants); n > 0 && r.chance(70) {
			p := &req.Participants[r.IntN(n)]
			p.Busy = append(p.Busy, freebusy.Entry{Start: time.Unix(a, 0), End: time.Unix(b, 1), Type: freebusy.Busy},
				freebusy.Entry{Day: date.Date(a), EndDay: date.Date(b), Location: p.Location, Type: freebusy.Busy})
			p.Before, p.Weight = time.Duration(b)/time.Second*time.Second, int(a)
			if r.chance(80) {
				p.Before, p.Weight = 0, 1000
			}
			p.Holidays = append(p.Holidays, date.Date(b))
		}
		got, err := meeting.Find(context.Background(), req)
		if err != nil {
			require.Nil(t, got)
			return
		}
		require.LessOrEqual(t, got.Candidates, req.Caps.Candidates)
		n := 0
		for first, length := range got.Runs() {
			n += length
			require.LessOrEqual(t, first+length, got.Candidates)
		}
		require.Equal(t, got.Feasible, n)
		require.Equal(t, got.Feasible == 0, got.Cause != meeting.CauseNone)
		for _, s := range got.Slots {
			require.True(t, s.Feasible)
			probe, err := got.At(s.Start)
			require.NoError(t, err)
			require.Equal(t, s, probe)
		}
		for _, s := range got.NearMisses {
			require.True(t, s.Open)
			require.Positive(t, s.Missing)
		}
		got.At(time.Unix(a, 0))
		got.At(time.Unix(b, 0))
	})
}
