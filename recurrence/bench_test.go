package recurrence_test

import (
	"bufio"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/recurrence"
)

// A workload is a line of testdata/workloads.tsv.
type workload struct {
	suite, name string
	zone        *time.Location
	start       time.Time // by the clock of zone
	text        string
	rule        recurrence.Rule
	n           int
	after       time.Time // seek: in UTC
	answer      string
}

// workloads returns the workloads of a suite.
func workloads(tb testing.TB, suite string) (list []workload) {
	tb.Helper()
	f, err := os.Open("testdata/workloads.tsv")
	require.NoError(tb, err)
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		field := strings.Split(lines.Text(), "\t")
		if field[0] != suite {
			continue
		}
		w := workload{suite: suite, name: strings.ReplaceAll(field[1], " ", "-"), text: field[4], answer: field[7]}
		w.zone, err = time.LoadLocation(field[2])
		require.NoError(tb, err)
		w.start = inZone(wall(tb, field[3]), w.zone)
		w.rule, err = recurrence.Parse(w.text)
		require.NoError(tb, err)
		w.n, err = strconv.Atoi(field[5])
		require.NoError(tb, err)
		if field[6] != "-" {
			w.after = wall(tb, field[6])
		}
		list = append(list, w)
	}
	require.NotEmpty(tb, list)
	return list
}

// inZone returns the time that a clock reading is in a zone.
func inZone(wall time.Time, zone *time.Location) time.Time {
	if zone == recurrence.Floating {
		return time.Unix(wall.Unix(), 0).In(zone)
	}
	return time.Unix(resolve(wall, zone), 0).In(zone)
}

// allDay returns the workload's rule for days, where it has no time parts.
func (w workload) allDay() bool {
	return w.rule.Freq >= recurrence.Daily && len(w.rule.ByHour)+len(w.rule.ByMinute)+len(w.rule.BySecond) == 0
}

func (w workload) times(tb testing.TB, zone *time.Location) *recurrence.Times {
	tb.Helper()
	s, err := w.rule.Times(inZone(onClock(w.start), zone))
	require.NoError(tb, err)
	return s
}

// requireAnswer checks that the last occurrence that a benchmark saw is right.
func (w workload) requireAnswer(tb testing.TB, last string) {
	tb.Helper()
	require.Equal(tb, w.answer[:len(last)], last, w.name)
}

const (
	basicDate = "20060102"
	basicTime = "20060102T150405"
)

// perOccurrence reports the time of one occurrence.
func perOccurrence(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/occurrence")
}

func BenchmarkIterate(b *testing.B) {
	zurich, err := time.LoadLocation("Europe/Zurich")
	require.NoError(b, err)
	for _, w := range workloads(b, "iterate") {
		b.Run(w.name, func(b *testing.B) {
			if w.allDay() {
				b.Run("dates", func(b *testing.B) {
					dates, err := w.rule.Dates(date.NewAt(w.start))
					require.NoError(b, err)
					var last date.Date
					b.ReportAllocs()
					for b.Loop() {
						n := w.n
						for d := range dates.All() {
							last = d
							if n--; n == 0 {
								break
							}
						}
					}
					perOccurrence(b, w.n)
					w.requireAnswer(b, last.Format(basicDate))
				})
			}
			for _, zone := range []*time.Location{time.UTC, zurich} {
				b.Run(zone.String(), func(b *testing.B) {
					times := w.times(b, zone)
					var last time.Time
					b.ReportAllocs()
					for b.Loop() {
						n := w.n
						for t := range times.All() {
							last = t
							if n--; n == 0 {
								break
							}
						}
					}
					perOccurrence(b, w.n)
					w.requireAnswer(b, last.Format(basicTime))
				})
			}
		})
	}
}

// BenchmarkFirst parses a rule, compiles it and asks for its first occurrence.
func BenchmarkFirst(b *testing.B) {
	for _, w := range workloads(b, "iterate") {
		b.Run(w.name, func(b *testing.B) {
			var first time.Time
			b.ReportAllocs()
			for b.Loop() {
				rule, err := recurrence.Parse(w.text)
				if err != nil {
					b.Fatal(err)
				}
				times, err := rule.Times(w.start)
				if err != nil {
					b.Fatal(err)
				}
				first, _ = times.First()
			}
			require.Equal(b, w.start, first)
		})
	}
}

// BenchmarkSeek asks compiled rules about places far from their start. The rules of
// the iterations are asked about their last occurrence, half of them with COUNT.
func BenchmarkSeek(b *testing.B) {
	for _, w := range workloads(b, "seek") {
		b.Run("After/"+w.name, func(b *testing.B) {
			times := w.times(b, w.zone)
			var t time.Time
			b.ReportAllocs()
			for b.Loop() {
				t, _ = times.After(w.after)
			}
			w.requireAnswer(b, t.Format(basicTime))
		})
	}
	for i, w := range workloads(b, "iterate") {
		if i%2 == 0 {
			w.rule.Count = 2 * int64(w.n)
		}
		times := w.times(b, w.zone)
		last := inZone(wall(b, w.answer), w.zone)
		b.Run("After/"+w.name, func(b *testing.B) {
			var t time.Time
			b.ReportAllocs()
			for b.Loop() {
				t, _ = times.After(last.Add(-time.Second))
			}
			w.requireAnswer(b, t.Format(basicTime))
		})
		b.Run("Before/"+w.name, func(b *testing.B) {
			var t time.Time
			b.ReportAllocs()
			for b.Loop() {
				t, _ = times.Before(last.Add(time.Second))
			}
			w.requireAnswer(b, t.Format(basicTime))
		})
		b.Run("Nth/"+w.name, func(b *testing.B) {
			var t time.Time
			b.ReportAllocs()
			for b.Loop() {
				t, _ = times.Nth(int64(w.n) - 1)
			}
			w.requireAnswer(b, t.Format(basicTime))
		})
		b.Run("Count/"+w.name, func(b *testing.B) {
			var n int64
			b.ReportAllocs()
			for b.Loop() {
				n = times.Count(w.start, last)
			}
			require.Equal(b, int64(w.n)-1, n)
		})
	}
}

// BenchmarkHardest asks what takes longest of a rule whose tables are made: where
// clocks skip an hour or a day full of occurrences, and where an INTERVAL below the day
// meets filters of days.
func BenchmarkHardest(b *testing.B) {
	for _, q := range []struct {
		name, rule, zone, start string
		n                       int64
	}{
		{"skipped-hour", "FREQ=SECONDLY;BYDAY=WE,TH,SU", "Africa/Casablanca", "20100501T022355", 3000},
		{"skipped-day", "FREQ=SECONDLY;BYDAY=MO,SA,SU", "Pacific/Kwajalein", "19930817T183000", 40_000},
		{"interval-and-days", "FREQ=SECONDLY;INTERVAL=9973;BYDAY=MO,TH,SU", "Europe/Vienna", "20381027T122806", 500_000},
		{"interval-and-rare-days", "FREQ=MINUTELY;INTERVAL=7919;BYMONTHDAY=13;BYDAY=FR;BYHOUR=0", "Asia/Kolkata", "20260105T090000", 2},
		{"positions-of-weeks", "FREQ=WEEKLY;BYMINUTE=5,31,51,53;BYDAY=MO,TU,SA;BYMONTH=6,7,9,11;BYSETPOS=3,9;WKST=WE", "Pacific/Chatham", "18681031T040550", 5000},
	} {
		zone, err := time.LoadLocation(q.zone)
		require.NoError(b, err)
		times, err := recurrence.MustParse(q.rule).Times(inZone(wall(b, q.start), zone))
		require.NoError(b, err)
		t, ok := times.Nth(q.n)
		require.True(b, ok)
		i := int64(0)
		for walked := range times.All() {
			if i == q.n {
				require.Equal(b, walked, t)
				break
			}
			i++
		}
		first, _ := times.First()
		for _, query := range []struct {
			name string
			ask  func() bool
		}{
			{"Nth", func() bool { found, _ := times.Nth(q.n); return found.Equal(t) }},
			{"Count", func() bool { return times.Count(first, t) == q.n }},
			{"After", func() bool { found, _ := times.After(t.Add(-time.Second)); return found.Equal(t) }},
			{"Before", func() bool { found, _ := times.Before(t.Add(time.Second)); return found.Equal(t) }},
		} {
			b.Run(query.name+"/"+q.name, func(b *testing.B) {
				right := true
				for b.Loop() {
					right = query.ask() && right
				}
				require.True(b, right)
			})
		}
	}
}

// BenchmarkSparse parses and compiles rules that never match, or seldom, and asks for
// their first occurrences.
func BenchmarkSparse(b *testing.B) {
	for _, w := range workloads(b, "sparse") {
		b.Run(w.name, func(b *testing.B) {
			found := 0
			b.ReportAllocs()
			for b.Loop() {
				rule, err := recurrence.Parse(w.text)
				if err != nil {
					b.Fatal(err)
				}
				times, err := rule.Times(w.start)
				if err != nil {
					b.Fatal(err)
				}
				found = 0
				for range times.All() {
					if found++; found == w.n {
						break
					}
				}
			}
			require.Equal(b, w.answer, strconv.Itoa(found))
		})
	}
}

// calendarOf returns many recurring events of mixed rules.
func calendarOf(tb testing.TB, events int) []*recurrence.Times {
	tb.Helper()
	rules := []string{
		"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=MONTHLY;BYDAY=3TU", "FREQ=MONTHLY;BYMONTHDAY=-1",
		"FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=4", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
		"FREQ=YEARLY;BYMONTH=9;BYDAY=TU;BYMONTHDAY=12,13,14,15,16,17,18",
	}
	list := make([]*recurrence.Times, events)
	for i := range list {
		days, minutes := i*2377%3650, 8*60+30*(i*7%16)
		start := time.Date(2015, 1, 1+days, 0, minutes, 0, 0, time.UTC)
		times, err := recurrence.MustParse(rules[i%len(rules)]).Times(start)
		require.NoError(tb, err)
		list[i] = times
	}
	return list
}

// BenchmarkWindow asks 10,000 recurring events for what happens in one month. The
// number is what rrule-go finds too, in internal/peers.
func BenchmarkWindow(b *testing.B) {
	events := calendarOf(b, 10_000)
	from := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	to := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	var found []time.Time
	b.ReportAllocs()
	for b.Loop() {
		found = found[:0]
		for _, e := range events {
			found = e.AppendBetween(found, from, to)
		}
	}
	require.Len(b, found, windowCount)
}

const windowCount = 58_877

// TestNoAllocations holds the promise that an occurrence costs none, and a query
// none or few, however far away.
func TestNoAllocations(t *testing.T) {
	zurich, err := time.LoadLocation("Europe/Zurich")
	require.NoError(t, err)
	for _, w := range workloads(t, "iterate") {
		for _, zone := range []*time.Location{time.UTC, zurich} {
			t.Run(w.name+"/"+zone.String(), func(t *testing.T) {
				times := w.times(t, zone)
				last := inZone(wall(t, w.answer), zone)
				iterate := func(n int) func() {
					return func() {
						left := n
						for range times.All() {
							if left--; left == 0 {
								return
							}
						}
					}
				}
				iterate(w.n)() // what is worked out once is kept
				few := testing.AllocsPerRun(20, iterate(1))
				require.LessOrEqual(t, few, 4.0, "a call")
				require.Equal(t, few, testing.AllocsPerRun(20, iterate(w.n)), "occurrences")
				buf := times.AppendBetween(nil, w.start, last)
				for name, query := range map[string]func(){
					"After":         func() { times.After(last) },
					"Before":        func() { times.Before(last) },
					"Nth":           func() { times.Nth(int64(w.n) - 1) },
					"Count":         func() { times.Count(w.start, last) },
					"Contains":      func() { times.Contains(last) },
					"First":         func() { times.First() },
					"Len":           func() { times.Len() },
					"AppendBetween": func() { times.AppendBetween(buf[:0], w.start, last) },
				} {
					query()
					require.LessOrEqual(t, testing.AllocsPerRun(20, query), 2.0, name)
				}
			})
		}
	}
}

// TestCompiledSize holds the promise that a common rule, compiled and walked, takes
// less than 2 KB, and less than 4 KB once it has been asked to count.
func TestCompiledSize(t *testing.T) {
	const copies = 500
	for _, w := range workloads(t, "iterate") {
		t.Run(w.name, func(t *testing.T) {
			kept := make([]*recurrence.Times, copies)
			last := inZone(wall(t, w.answer), w.zone)
			before := heap()
			for i := range kept {
				kept[i] = w.times(t, w.zone)
				for range kept[i].Between(w.start, last) {
				}
			}
			walked := heap()
			for _, times := range kept {
				times.Count(w.start, last)
			}
			counted := heap()
			runtime.KeepAlive(kept)
			require.Less(t, (walked-before)/copies, int64(2048), "bytes, walked")
			require.Less(t, (counted-before)/copies, int64(4096), "bytes, counted")
		})
	}
}

// heap returns the bytes in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
