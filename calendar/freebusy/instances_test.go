package freebusy_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/freebusy"
)

// An instanceFile holds events and the periods that two programs of others make of them.
type instanceFile struct {
	Instances []struct {
		ID      string
		Problem instanceProblem
		Answer  struct{ Periods [][3]string }
	}
}

type instanceProblem struct {
	Zone   string
	Window [2]string
	Events []instanceEvent
}

type instanceEvent struct {
	Start, End, Date, Zone           string
	EndDate                          string `json:"end_date"`
	Transp, Status, PartStat, FBType string
}

func (e instanceEvent) entry(t *testing.T, zone string) freebusy.Entry {
	entry := freebusy.Entry{Type: freebusy.Properties{Transp: e.Transp, Status: e.Status, PartStat: e.PartStat, Busy: e.FBType}.Type()}
	if e.Date == "" {
		entry.Start, entry.End = utc(e.Start), utc(e.End)
		return entry
	}
	if e.Zone != "" {
		zone = e.Zone
	}
	entry.Day, entry.EndDay, entry.Location = date.MustParseISO(e.Date), date.MustParseISO(e.EndDate), load(t, zone)
	return entry
}

func TestInstances(t *testing.T) {
	data, err := os.ReadFile("testdata/freebusy.json")
	require.NoError(t, err)
	var file instanceFile
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Instances)
	for _, instance := range file.Instances {
		t.Run(instance.ID, func(t *testing.T) {
			p := instance.Problem
			from, to := utc(p.Window[0]), utc(p.Window[1])
			var entries []freebusy.Entry
			for _, e := range p.Events {
				entries = append(entries, e.entry(t, p.Zone))
			}
			got := [][3]string{}
			for _, p := range freebusy.Periods(from, to, entries) {
				got = append(got, [3]string{p.Start.Format("2006-01-02T15:04Z"), p.End.Format("2006-01-02T15:04Z"), p.Type.String()})
			}
			require.Equal(t, instance.Answer.Periods, got)
		})
	}
}

func TestEventType(t *testing.T) {
	for _, test := range []struct {
		name string
		in   freebusy.Properties
		want freebusy.Type
	}{
		{"nothing said", freebusy.Properties{}, freebusy.Busy},
		{"transparent", freebusy.Properties{Transp: "transparent", Busy: "BUSY"}, freebusy.Free},
		{"cancelled", freebusy.Properties{Status: "CANCELLED", Transp: "OPAQUE", PartStat: "ACCEPTED"}, freebusy.Free},
		{"declined", freebusy.Properties{Status: "CONFIRMED", PartStat: "Declined", Busy: "BUSY"}, freebusy.Free},
		{"given", freebusy.Properties{Status: "TENTATIVE", Busy: "BUSY-UNAVAILABLE"}, freebusy.Unavailable},
		{"given, not known", freebusy.Properties{Status: "TENTATIVE", Busy: "X-TRAVEL"}, freebusy.Busy},
		{"tentative", freebusy.Properties{Status: "TENTATIVE", PartStat: "ACCEPTED"}, freebusy.Tentative},
		{"answered so", freebusy.Properties{Status: "CONFIRMED", PartStat: "TENTATIVE"}, freebusy.Tentative},
		{"not answered", freebusy.Properties{PartStat: "NEEDS-ACTION"}, freebusy.Tentative},
		{"delegated", freebusy.Properties{PartStat: "DELEGATED"}, freebusy.Busy},
	} {
		t.Run(test.name, func(t *testing.T) { require.Equal(t, test.want, test.in.Type()) })
	}
}

// line says a period in short.
func line(p freebusy.Period) string {
	return p.Start.Format("01-02T15:04") + "/" + p.End.Format("01-02T15:04") + " " + p.Type.String()
}

func lines(periods []freebusy.Period) []string {
	all := []string{}
	for _, p := range periods {
		all = append(all, line(p))
	}
	return all
}
