package ical

import (
	"fmt"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// TestZonesThereAndBack describes each zone of the database as a VTIMEZONE, reads the
// description, and compares the two zones at each change of either.
func TestZonesThereAndBack(t *testing.T) {
	from := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(2040, 12, 31, 0, 0, 0, 0, time.UTC)
	until := time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC) // the rules of 2040 go on
	for _, loc := range loadZones(t) {
		zone, err := Timezone(loc, from, last)
		require.NoError(t, err)
		got, err := LocationOf(zone)
		require.NoError(t, err, loc)
		require.Equal(t, loc.String(), got.String())
		horizon := until
		d, err := readDefinition(zone, maxOnsets)
		require.NoError(t, err)
		if d.footer == "" { // Africa/Casablanca follows the moon
			horizon = last
		}
		for _, l := range []*time.Location{loc, got} {
			at := from.In(l)
			for {
				next, ok := nextChange(at, horizon)
				if !ok {
					break
				}
				for _, x := range []time.Time{next.Add(-time.Second), next} {
					require.Equal(t, clockText(x.In(loc)), clockText(x.In(got)), "%s at %s", loc, x.UTC())
				}
				at = next
			}
		}
		for x := from; x.Before(horizon); x = x.AddDate(0, 3, 1) {
			require.Equal(t, clockText(x.In(loc)), clockText(x.In(got)), "%s at %s", loc, x)
		}
		require.Empty(t, NewZones(&ics.Calendar{Components: []ics.Component{zone}}).find(loc.String()).note)
	}
}

func clockText(t time.Time) string {
	name, offset := t.Zone()
	if !strings.ContainsAny(name, "+-") && len(name) < 3 {
		name = ""
	}
	return fmt.Sprint(name, offset)
}

func vtimezone(t testing.TB, lines ...string) *ics.VTimezone {
	t.Helper()
	zone := &ics.VTimezone{}
	var inner *ics.ComponentBase
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		switch {
		case name == "BEGIN" && value == "STANDARD":
			c := &ics.Standard{}
			inner = &c.ComponentBase
			zone.Components = append(zone.Components, c)
		case name == "BEGIN":
			c := &ics.Daylight{}
			inner = &c.ComponentBase
			zone.Components = append(zone.Components, c)
		case inner != nil:
			inner.AddProperty(ics.ComponentProperty(name), value)
		default:
			zone.AddProperty(ics.ComponentProperty(name), value)
		}
	}
	return zone
}

func eastern(id string, more ...string) []string {
	return append([]string{
		"TZID:" + id,
		"BEGIN:DAYLIGHT", "DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400",
		"BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500",
	}, more...)
}

func TestLocationOf(t *testing.T) {
	offset := func(loc *time.Location, text string) int {
		at, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		_, offset := at.In(loc).Zone()
		return offset
	}
	t.Run("RFC 5545, section 3.6.5, second example", func(t *testing.T) {
		loc, err := LocationOf(vtimezone(t,
			"TZID:America/New_York", "LAST-MODIFIED:20050809T050000Z",
			"BEGIN:STANDARD", "DTSTART:20071104T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "TZNAME:EST",
			"BEGIN:DAYLIGHT", "DTSTART:20070311T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "TZNAME:EDT",
		))
		require.NoError(t, err)
		require.Equal(t, -5*3600, offset(loc, "2007-03-11T06:59:59Z"))
		require.Equal(t, -4*3600, offset(loc, "2007-03-11T07:00:00Z"))
		require.Equal(t, -4*3600, offset(loc, "2007-11-04T05:59:59Z"))
		require.Equal(t, -5*3600, offset(loc, "2007-11-04T06:00:00Z"))
		require.Equal(t, -5*3600, offset(loc, "2026-07-01T00:00:00Z"))
	})
	t.Run("RFC 5545, section 3.6.5, fourth example", func(t *testing.T) {
		// In use from 1999 to 2003, with a rule that ends and begins again otherwise.
		loc, err := LocationOf(vtimezone(t,
			"TZID:Fictitious", "LAST-MODIFIED:19870101T000000Z",
			"BEGIN:STANDARD", "DTSTART:19671029T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "TZNAME:EST",
			"BEGIN:DAYLIGHT", "DTSTART:19870405T020000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4;UNTIL=19980404T070000Z", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "TZNAME:EDT",
			"BEGIN:DAYLIGHT", "DTSTART:19990424T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=4", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "TZNAME:EDT",
		))
		require.NoError(t, err)
		require.Equal(t, -4*3600, offset(loc, "1997-04-06T07:00:00Z"))
		require.Equal(t, -5*3600, offset(loc, "1998-04-05T07:00:00Z"), "after the UNTIL")
		require.Equal(t, -5*3600, offset(loc, "2150-04-26T06:59:59Z"))
		require.Equal(t, -4*3600, offset(loc, "2150-04-26T07:00:00Z"))
	})
	t.Run("for good from 1601 on", func(t *testing.T) {
		lines := eastern("X/Y")
		lines[2], lines[7] = "DTSTART:16010311T020000", "DTSTART:16011104T020000"
		loc, err := LocationOf(vtimezone(t, lines...))
		require.NoError(t, err)
		require.Equal(t, -4*3600, offset(loc, "2026-07-01T00:00:00Z"))
		require.Equal(t, -5*3600, offset(loc, "9999-12-01T00:00:00Z"))
		d, err := readDefinition(vtimezone(t, lines...), maxOnsets)
		require.NoError(t, err)
		require.Less(t, len(d.onsets), 10)
	})
	t.Run("dates of their own, without names", func(t *testing.T) {
		loc, err := LocationOf(vtimezone(t, "TZID:X",
			"BEGIN:STANDARD", "DTSTART:20200101T000000", "RDATE:20201001T000000,20211001T000000", "TZOFFSETFROM:+0630", "TZOFFSETTO:+0530",
			"BEGIN:DAYLIGHT", "DTSTART:20200401T000000", "RDATE;VALUE=DATE-TIME:20210401T000000", "TZOFFSETFROM:+0530", "TZOFFSETTO:+0630"))
		require.NoError(t, err)
		name, _ := time.Date(2020, 5, 1, 0, 0, 0, 0, time.UTC).In(loc).Zone()
		require.Equal(t, "+0630", name)
		require.Equal(t, 23400, offset(loc, "2019-01-01T00:00:00Z"), "before the first onset")
		require.Equal(t, 19800, offset(loc, "2029-01-01T00:00:00Z"), "after the last")
	})
}

func TestLocationOfFaults(t *testing.T) {
	secondly := eastern("X")
	secondly[3] = "RRULE:FREQ=SECONDLY"
	far := eastern("X")
	far[5] = "TZOFFSETTO:+9999"
	for want, zone := range map[string]*ics.VTimezone{
		"it is nil":                                nil,
		"there is no STANDARD or DAYLIGHT":         vtimezone(t, "TZID:X"),
		"more than 5000 onsets":                    vtimezone(t, secondly...),
		"TZOFFSETTO is missing or no UTC-OFFSET":   vtimezone(t, far...),
		"TZOFFSETFROM is missing or no UTC-OFFSET": vtimezone(t, "TZID:X", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETTO:+0100"),
		"DTSTART is missing or no local time":      vtimezone(t, "TZID:X", "BEGIN:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100"),
		"recurrence: parse":                        vtimezone(t, append(eastern("X"), "RRULE:FREQ=NEVER")...),
	} {
		_, err := LocationOf(zone)
		require.ErrorIs(t, err, ErrZone)
		require.ErrorContains(t, err, want)
	}
}

func TestZonesLocation(t *testing.T) {
	contradicting := eastern("Europe/Vienna")
	windows := eastern("Eastern Standard Time")
	other := eastern("Romance Standard Time")
	zones := NewZones(&ics.Calendar{Components: []ics.Component{
		vtimezone(t, contradicting...), vtimezone(t, windows...), vtimezone(t, other...),
		vtimezone(t, eastern("Company time")...), vtimezone(t, eastern("Company time")...),
		vtimezone(t, append([]string{"X-LIC-LOCATION:America/New_York"}, eastern("/softwarestudio.org/Tzfile/My zone")...)...),
		vtimezone(t, append([]string{"X-LIC-LOCATION:Europe/Vienna"}, eastern("Mislabelled")...)...),
		vtimezone(t, "TZID:Asia/Tokyo"), (*ics.VTimezone)(nil), &ics.VEvent{},
	}})
	for _, tt := range []struct{ tzid, want, note string }{
		{"Europe/Paris", "Europe/Paris", ""},
		{"UTC", "UTC", ""},
		{"Etc/GMT-3", "Etc/GMT-3", ""},
		{"Europe/Vienna", "Europe/Vienna", "is not what the time zone database has"},
		{"Asia/Tokyo", "Asia/Tokyo", "cannot be used"},
		{"/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris", ""},
		{"/mozilla.org/20070129_1/Europe/Paris", "Europe/Paris", ""},
		{"/citadel.org/20210210_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", ""},
		{"Eastern Standard Time", "America/New_York", ""},
		{"W. Europe Standard Time", "Europe/Berlin", "is taken for Europe/Berlin"},
		{"w. europe standard time", "Europe/Berlin", "is taken for Europe/Berlin"},
		{"Romance Standard Time", "Romance Standard Time", ""},
		{"Company time", "Company time", "defined more than once"},
		{"/softwarestudio.org/Tzfile/My zone", "America/New_York", ""},
		{"Mislabelled", "Mislabelled", ""},
	} {
		loc, err := zones.Location(tt.tzid)
		require.NoError(t, err, tt.tzid)
		require.Equal(t, tt.want, loc.String())
		note := zones.find(tt.tzid).note
		require.Equal(t, tt.note == "", note == "", note)
		require.Contains(t, note, tt.note)
	}
	for _, name := range []string{
		"", "Local", "localtime", "posixrules", "right/Europe/Vienna", "posix/Europe/Vienna", "../../etc/passwd", "/etc/passwd",
		`Europe\Vienna`, "Europe/../Europe/Vienna", "tzdata.zi", "Europe", "europe/vienna", "Nowhere/City",
		"\x00", strings.Repeat("A", 1000),
	} {
		_, err := zones.Location(name)
		require.ErrorIs(t, err, ErrZoneName, name)
	}
}

func TestWindowsZones(t *testing.T) {
	require.Len(t, windowsZones(), 139)
	for name, iana := range windowsZones() {
		loc, err := loadIANA(iana)
		require.NoError(t, err, name)
		require.Equal(t, iana, loc.String())
	}
}

// However many zones a calendar defines, finding them takes bounded memory.
func TestZonesAreBounded(t *testing.T) {
	cal := &ics.Calendar{}
	for i := range 3000 {
		cal.Components = append(cal.Components, vtimezone(t, eastern(fmt.Sprintf("Zone %d", i))...))
	}
	zones := NewZones(cal)
	failed := 0
	for i := range 3000 {
		if _, err := zones.Location(fmt.Sprintf("Zone %d", i)); err != nil {
			failed++
		}
	}
	require.Greater(t, failed, 1000)
}

func FuzzLocationOf(f *testing.F) {
	f.Add("20070311T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "-0500", "-0400", "EDT", "20071104T020000")
	f.Add("16010311T020000", "FREQ=SECONDLY", "+235959", "-235959", "<", "20071104T020000,2")
	f.Add("20070311T020000", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR", "+0200", "+0300", "IDT", "")
	f.Fuzz(func(t *testing.T, start, rule, from, to, name, also string) {
		loc, err := LocationOf(vtimezone(t, "TZID:X",
			"BEGIN:DAYLIGHT", "DTSTART:"+start, "RRULE:"+rule, "TZOFFSETFROM:"+from, "TZOFFSETTO:"+to, "TZNAME:"+name, "RDATE:"+also,
			"BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "TZOFFSETFROM:"+to, "TZOFFSETTO:"+from))
		if err != nil {
			return
		}
		for _, year := range []int{1, 1900, 2026, 2300, 9999} {
			at := time.Date(year, 7, 1, 0, 0, 0, 0, loc)
			_, offset := at.Zone()
			require.Less(t, max(offset, -offset), 24*3600)
		}
	})
}
