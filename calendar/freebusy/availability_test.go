package freebusy_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
)

func availability(properties []string, available ...string) string {
	return component("VAVAILABILITY", append(identified("UID:v", properties), available...)...)
}

// identified returns properties with a DTSTAMP, and with a UID if they have none.
func identified(uid string, properties []string) []string {
	all := append([]string{"DTSTAMP:20260101T000000Z"}, properties...)
	if !slices.ContainsFunc(properties, func(p string) bool { return strings.HasPrefix(p, "UID:") }) {
		all = append(all, uid)
	}
	return all
}

func available(properties ...string) string {
	text := component("AVAILABLE", identified("UID:w", properties)...)
	return text[:len(text)-1]
}

// The week from Monday 2 October to Sunday 8 October 2006; Montreal is at UTC-4.
func TestAvailability(t *testing.T) {
	weekdays := available("SUMMARY:Monday to Friday from 9:00 to 17:00", "DTSTART;TZID=America/Montreal:20061002T090000",
		"DTEND;TZID=America/Montreal:20061002T170000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
	toThursday := available("DTSTART;TZID=America/Montreal:20061002T090000", "DTEND;TZID=America/Montreal:20061002T170000", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH")
	friday := available("UID:x", "DTSTART;TZID=America/Montreal:20061006T090000", "DTEND;TZID=America/Montreal:20061006T120000", "RRULE:FREQ=WEEKLY;BYDAY=FR")
	from2Oct := []string{"DTSTART;TZID=America/Montreal:20061002T000000"}
	for _, test := range []struct {
		name     string
		from, to string
		in       []string
		want     []string
	}{
		// The first two examples of RFC 7953, section 3.1.
		{"Monday to Friday", "2006-10-01T00:00Z", "2006-10-04T00:00Z", []string{availability(from2Oct, weekdays)},
			[]string{"10-02T04:00/10-02T13:00 BUSY-UNAVAILABLE", "10-02T21:00/10-03T13:00 BUSY-UNAVAILABLE", "10-03T21:00/10-04T00:00 BUSY-UNAVAILABLE"}},
		{"shorter Fridays", "2006-10-05T13:00Z", "2006-10-08T00:00Z", []string{availability(append(from2Oct, "DTEND;TZID=America/Montreal:20061202T000000"), toThursday, friday)},
			[]string{"10-05T21:00/10-06T13:00 BUSY-UNAVAILABLE", "10-06T16:00/10-08T00:00 BUSY-UNAVAILABLE"}},
		{"it ends", "2006-12-01T00:00Z", "2006-12-05T00:00Z", []string{availability(append(from2Oct, "DTEND;TZID=America/Montreal:20061202T000000"), toThursday)},
			[]string{"12-01T00:00/12-02T05:00 BUSY-UNAVAILABLE"}},
		{"for a time", "2006-10-01T00:00Z", "2006-10-09T00:00Z", []string{availability(append(from2Oct, "DURATION:P1D"))},
			[]string{"10-02T04:00/10-03T04:00 BUSY-UNAVAILABLE"}},
		{"without bounds", "2006-10-01T00:00Z", "2006-10-02T00:00Z", []string{availability(nil, available("DTSTART:20061001T100000Z", "DTEND:20061001T120000Z"))},
			[]string{"10-01T00:00/10-01T10:00 BUSY-UNAVAILABLE", "10-01T12:00/10-02T00:00 BUSY-UNAVAILABLE"}},
		{"until", "2006-10-01T00:00Z", "2006-10-03T00:00Z", []string{availability([]string{"DTEND:20061002T000000Z", "BUSYTYPE:BUSY"})},
			[]string{"10-01T00:00/10-02T00:00 BUSY"}},
		{"available beyond its bounds", "2006-10-01T00:00Z", "2006-10-03T00:00Z",
			[]string{availability([]string{"DTSTART:20061001T060000Z", "DTEND:20061001T120000Z", "PRIORITY:1"}, available("DTSTART:20061001T100000Z", "DTEND:20061001T150000Z")),
				availability([]string{"DTSTART:20061001T000000Z", "DTEND:20061002T000000Z", "PRIORITY:2", "UID:u"})},
			[]string{"10-01T00:00/10-01T10:00 BUSY-UNAVAILABLE", "10-01T12:00/10-02T00:00 BUSY-UNAVAILABLE"}},
		{"an exception and an occurrence moved", "2006-10-02T04:00Z", "2006-10-05T04:00Z", []string{availability(from2Oct,
			available("DTSTART;TZID=America/Montreal:20061002T090000", "DTEND;TZID=America/Montreal:20061002T170000", "RRULE:FREQ=DAILY", "EXDATE;TZID=America/Montreal:20061003T090000"),
			available("RECURRENCE-ID;TZID=America/Montreal:20061004T090000", "DTSTART;TZID=America/Montreal:20061004T140000", "DTEND;TZID=America/Montreal:20061004T150000"))},
			[]string{"10-02T04:00/10-02T13:00 BUSY-UNAVAILABLE", "10-02T21:00/10-04T18:00 BUSY-UNAVAILABLE", "10-04T19:00/10-05T04:00 BUSY-UNAVAILABLE"}},

		// Vacation over the usual hours, and hours on one day of the vacation above that.
		{"priorities", "2006-10-02T04:00Z", "2006-10-05T04:00Z", []string{
			availability(append(from2Oct, "PRIORITY:9"), weekdays),
			availability([]string{"UID:u", "PRIORITY:1", "DTSTART:20061003T150000Z", "DTEND:20061003T160000Z"}, available("DTSTART:20061003T150000Z", "DTEND:20061003T160000Z")),
			availability([]string{"UID:t", "PRIORITY:5", "BUSYTYPE:BUSY", "DTSTART:20061003T040000Z", "DTEND:20061004T040000Z"}),
		}, []string{"10-02T04:00/10-02T13:00 BUSY-UNAVAILABLE", "10-02T21:00/10-03T04:00 BUSY-UNAVAILABLE", "10-03T04:00/10-03T15:00 BUSY",
			"10-03T16:00/10-04T04:00 BUSY", "10-04T04:00/10-04T13:00 BUSY-UNAVAILABLE", "10-04T21:00/10-05T04:00 BUSY-UNAVAILABLE"}},
		{"no priority, and 0, are the lowest", "2006-10-01T00:00Z", "2006-10-02T00:00Z", []string{
			availability([]string{"PRIORITY:0", "BUSYTYPE:BUSY-TENTATIVE"}),
			availability([]string{"UID:u", "BUSYTYPE:BUSY-TENTATIVE"}),
			availability([]string{"UID:t", "PRIORITY:9", "DTSTART:20061001T120000Z"}, available("DTSTART:20061001T180000Z", "DTEND:20061002T180000Z")),
		}, []string{"10-01T00:00/10-01T12:00 BUSY-TENTATIVE", "10-01T12:00/10-01T18:00 BUSY-UNAVAILABLE"}},
		{"of equal priority", "2006-10-01T00:00Z", "2006-10-01T12:00Z", []string{
			availability([]string{"BUSYTYPE:BUSY-TENTATIVE"}, available("DTSTART:20061001T010000Z", "DTEND:20061001T020000Z")),
			availability([]string{"UID:u", "BUSYTYPE:BUSY", "DTSTART:20061001T060000Z"}, available("DTSTART:20061001T100000Z", "DTEND:20061001T110000Z")),
		}, []string{"10-01T00:00/10-01T01:00 BUSY-TENTATIVE", "10-01T02:00/10-01T06:00 BUSY-TENTATIVE", "10-01T06:00/10-01T10:00 BUSY", "10-01T11:00/10-01T12:00 BUSY"}},
		{"events on top", "2006-10-01T00:00Z", "2006-10-01T12:00Z", []string{
			availability(nil, available("DTSTART:20061001T060000Z", "DTEND:20061001T120000Z")),
			event("UID:e", "DTSTART:20061001T050000Z", "DTEND:20061001T070000Z", "STATUS:TENTATIVE"),
			event("UID:f", "DTSTART:20061001T060000Z", "DTEND:20061001T063000Z"),
		}, []string{"10-01T00:00/10-01T06:00 BUSY-UNAVAILABLE", "10-01T06:00/10-01T06:30 BUSY", "10-01T06:30/10-01T07:00 BUSY-TENTATIVE"}},
		{"what is no type", "2006-10-01T00:00Z", "2006-10-01T12:00Z", []string{
			availability([]string{"BUSYTYPE:X-AWAY", "DTEND:20061001T060000Z"}), availability([]string{"UID:u", "BUSYTYPE:FREE", "DTSTART:20061001T060000Z"}),
		}, []string{"10-01T00:00/10-01T06:00 BUSY", "10-01T06:00/10-01T12:00 BUSY-UNAVAILABLE"}},
		{"two of one UID", "2006-10-01T00:00Z", "2006-10-01T12:00Z", []string{availability(nil,
			available("DTSTART:20061001T010000Z", "DTEND:20061001T020000Z"), available("DTSTART:20061001T030000Z", "DTEND:20061001T120000Z"))},
			[]string{"10-01T00:00/10-01T01:00 BUSY-UNAVAILABLE", "10-01T02:00/10-01T03:00 BUSY-UNAVAILABLE"}},
		{"days", "2006-10-01T00:00Z", "2006-10-04T00:00Z", []string{
			availability([]string{"DTSTART;VALUE=DATE:20061001"}, available("DTSTART;VALUE=DATE:20061002", "DTEND;VALUE=DATE:20061003")),
		}, []string{"10-01T04:00/10-02T04:00 BUSY-UNAVAILABLE", "10-03T04:00/10-04T00:00 BUSY-UNAVAILABLE"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, test.from, test.to, freebusy.Options{Location: load(t, "America/Montreal")}, test.in...)
			require.Equal(t, test.want, lines(r.Periods(utc(test.from), utc(test.to))))
		})
	}
}

// RFC 7953, section 4, as a painter does it: from the lowest priority to the highest, first
// what is covered, then what is available; those of one priority together.
func TestAvailabilityAgainstPainter(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	start := utc("2026-03-02T00:00Z")
	at := func(hour int) string { return start.Add(time.Duration(hour) * time.Hour).Format("20060102T150405Z") }
	types := []string{"BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"}
	const hours = 72
	for range 400 {
		type span struct{ from, to int }
		type one struct {
			span
			typ, priority int
			open          []span
		}
		var text []string
		var all []one
		for i := range r.IntN(5) {
			v := one{span: span{r.IntN(hours), r.IntN(2 * hours)}, typ: r.IntN(3), priority: r.IntN(4)}
			v.to = v.from + 1 + v.to/4
			var inside []string
			for range r.IntN(4) {
				s := span{r.IntN(hours), 0}
				s.to = s.from + 1 + r.IntN(8)
				count := 1 + r.IntN(4) // every twelve hours
				for k := range count {
					v.open = append(v.open, span{s.from + 12*k, s.to + 12*k})
				}
				inside = append(inside, available(fmt.Sprintf("UID:%d-%d", i, len(inside)), "DTSTART:"+at(s.from), "DTEND:"+at(s.to), fmt.Sprintf("RRULE:FREQ=HOURLY;INTERVAL=12;COUNT=%d", count)))
			}
			all = append(all, v)
			text = append(text, availability([]string{fmt.Sprintf("UID:%d", i), "DTSTART:" + at(v.from), "DTEND:" + at(v.to), "BUSYTYPE:" + types[v.typ],
				fmt.Sprintf("PRIORITY:%d", v.priority)}, inside...))
		}
		var canvas [hours]freebusy.Type
		for h := range canvas {
			canvas[h] = freebusy.Free
		}
		for _, priority := range []int{0, 3, 2, 1} {
			for h := range canvas {
				covered, open := freebusy.Free, false
				for _, v := range all {
					if v.priority != priority || h < v.from || h >= v.to {
						continue
					}
					covered = min(covered, freebusy.Type(v.typ))
					for _, s := range v.open {
						open = open || s.from <= h && h < s.to
					}
				}
				if open {
					canvas[h] = freebusy.Free
				} else if covered != freebusy.Free {
					canvas[h] = covered
				}
			}
		}
		var want []freebusy.Period
		for h, typ := range canvas {
			want = append(want, freebusy.Period{Start: start.Add(time.Duration(h) * time.Hour), End: start.Add(time.Duration(h+1) * time.Hour), Type: typ})
		}
		to := start.Add(hours * time.Hour)
		got := read(t, start.Format("2006-01-02T15:04Z"), to.Format("2006-01-02T15:04Z"), freebusy.Options{}, text...)
		require.Equal(t, lines(freebusy.Unite(start, to, want)), lines(got.Periods(start, to)), "%v", text)
	}
}
