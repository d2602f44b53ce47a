package ical

import (
	"io"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// TestRequired takes away what each component must have: RFC 5545, section 3.6, RFC
// 7953, section 3.1, and RFC 9073, section 7.
func TestRequired(t *testing.T) {
	values := map[string]string{
		"UID": "1", "DTSTAMP": "20261123T000000Z", "DTSTART": "20261123T000000", "TZOFFSETFROM": "+0000", "TZOFFSETTO": "+0000",
		"ACTION": "AUDIO", "TRIGGER": "-P1D", "PARTICIPANT-TYPE": "SPEAKER", "TZID": "Etc/Test",
	}
	box := func(name string, properties []string, without string) *ics.GeneralComponent {
		c := &ics.GeneralComponent{Token: name}
		for _, p := range properties {
			if p != without {
				c.AddProperty(ics.ComponentProperty(p), values[p])
			}
		}
		return c
	}
	stamped := []string{"UID", "DTSTAMP"}
	onset := []string{"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}
	for _, tt := range []struct {
		around, name string
		required     []string
	}{
		{"", "VEVENT", []string{"UID", "DTSTAMP", "DTSTART"}},
		{"", "VTODO", stamped},
		{"", "VJOURNAL", stamped},
		{"", "VFREEBUSY", stamped},
		{"", "VAVAILABILITY", stamped},
		{"", "VTIMEZONE", []string{"TZID"}},
		{"VTIMEZONE", "STANDARD", onset},
		{"VTIMEZONE", "DAYLIGHT", onset},
		{"VTODO", "VALARM", []string{"ACTION", "TRIGGER"}},
		{"VAVAILABILITY", "AVAILABLE", []string{"UID", "DTSTAMP", "DTSTART"}},
		{"VTODO", "PARTICIPANT", []string{"UID", "PARTICIPANT-TYPE"}},
		{"VTODO", "VLOCATION", []string{"UID"}},
		{"VTODO", "VRESOURCE", []string{"UID"}},
	} {
		for _, without := range append(tt.required, "") {
			cal, _ := base()
			c := box(tt.name, tt.required, without)
			outer := c
			if tt.around != "" {
				outer = box(tt.around, append(stamped, "TZID"), "")
				if tt.around == "VTIMEZONE" {
					outer = box(tt.around, []string{"TZID"}, "")
				}
				outer.Components = []ics.Component{c}
			}
			if tt.name == "VTIMEZONE" {
				c.Components = []ics.Component{box("STANDARD", onset, "")}
			}
			cal.Components = append(cal.Components, outer)
			err := Encode(io.Discard, cal)
			if without == "" {
				require.NoError(t, err, tt.name)
			} else {
				require.ErrorIs(t, err, ErrMissing, "%s without %s", tt.name, without)
			}
		}
	}
}
