package ical

import (
	"io"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// TestChecks breaks one rule of the standards at a time.
func TestChecks(t *testing.T) {
	date := ics.WithValue("DATE")
	param := func(key string, values ...string) ics.PropertyParameter {
		return &ics.KeyValues{Key: key, Value: values}
	}
	drop := func(cal *ics.Calendar, token string) {
		kept := cal.CalendarProperties[:0]
		for _, p := range cal.CalendarProperties {
			if p.IANAToken != token {
				kept = append(kept, p)
			}
		}
		cal.CalendarProperties = kept
	}
	zone := func(cal *ics.Calendar, change func(s *ics.Standard)) {
		z := cal.AddTimezone("Etc/Test")
		s := z.AddStandard()
		s.SetProperty(ics.ComponentPropertyDtStart, "19700101T000000")
		s.SetProperty("TZOFFSETFROM", "+0000")
		s.SetProperty("TZOFFSETTO", "+0000")
		change(s)
	}
	alarm := func(e *ics.VEvent, action ics.Action) *ics.VAlarm {
		a := e.AddAlarm()
		a.SetAction(action)
		a.SetTrigger("-P1D")
		return a
	}
	tests := []struct {
		name     string
		want     error
		property string // that the error names
		change   func(cal *ics.Calendar, e *ics.VEvent)
	}{
		{"no PRODID", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { drop(cal, "PRODID") }},
		{"no VERSION", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { drop(cal, "VERSION") }},
		{"wrong VERSION", ErrValue, "VERSION", func(cal *ics.Calendar, e *ics.VEvent) { cal.SetVersion("1.0") }},
		{"wrong CALSCALE", ErrValue, "CALSCALE", func(cal *ics.Calendar, e *ics.VEvent) { cal.SetCalscale("CHINESE") }},
		{"color by number", ErrValue, "COLOR", func(cal *ics.Calendar, e *ics.VEvent) { cal.SetColor("#4682B4") }},
		{"refresh interval not a duration", ErrValue, "REFRESH-INTERVAL;VALUE=DURATION", func(cal *ics.Calendar, e *ics.VEvent) { cal.SetRefreshInterval("1 day") }},
		{"no UID", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { e.RemoveProperty("UID") }},
		{"empty UID", ErrValue, "UID", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("UID", " ") }},
		{"two UIDs", ErrRepeated, "UID", func(cal *ics.Calendar, e *ics.VEvent) { e.AddProperty("UID", "x") }},
		{"no DTSTAMP", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { e.RemoveProperty("DTSTAMP") }},
		{"DTSTAMP not in UTC", ErrValue, "DTSTAMP", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DTSTAMP", "20261123T000000") }},
		{"no DTSTART", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { e.RemoveProperty("DTSTART") }},
		{"DATE without VALUE", ErrValue, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DTSTART", "20140730") }},
		{"a day that is none", ErrValue, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DTSTART", "20140231", date) }},
		{"a type that DTSTART has not", ErrValue, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DTSTART", "x", ics.WithValue("TEXT")) }},
		{"two summaries in two cases", ErrRepeated, "Summary", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetSummary("a")
			e.AddProperty("Summary", "b")
		}},
		{"one parameter in two cases", ErrRepeated, "SUMMARY", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetSummary("a", param("LANGUAGE", "en"), param("Language", "fr"))
		}},
		{"DTEND on the last day", ErrValue, "DTEND", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DTEND", "20140730", date) }},
		{"DTEND of another type", ErrValue, "DTEND", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DTEND", "20140731T000000Z") }},
		{"DTEND and DURATION", ErrPlace, "DURATION", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTEND", "20140731", date)
			e.SetProperty("DURATION", "P1D")
		}},
		{"DURATION in hours of a day", ErrValue, "DURATION", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DURATION", "PT1H") }},
		{"negative DURATION", ErrValue, "DURATION", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("DURATION", "-P1D") }},
		{"UNTIL of another type", ErrValue, "RRULE", func(cal *ics.Calendar, e *ics.VEvent) { e.AddRrule("FREQ=YEARLY;UNTIL=20300730T000000Z") }},
		{"UNTIL a DATE", ErrValue, "RRULE", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T100000Z")
			e.AddRrule("FREQ=YEARLY;UNTIL=20300730")
		}},
		{"UNTIL local", ErrValue, "RRULE", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T100000Z")
			e.AddRrule("FREQ=YEARLY;UNTIL=20300730T100000")
		}},
		{"UNTIL in UTC of a floating time", ErrValue, "RRULE", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T100000")
			e.AddRrule("FREQ=YEARLY;UNTIL=20300730T100000Z")
		}},
		{"EXDATE of another type", ErrValue, "EXDATE", func(cal *ics.Calendar, e *ics.VEvent) { e.AddExdate("20150730T000000Z") }},
		{"EXDATE with a bad second date", ErrValue, "EXDATE", func(cal *ics.Calendar, e *ics.VEvent) { e.AddExdate("20150730,20160732", date) }},
		{"RDATE of another type", ErrValue, "RDATE", func(cal *ics.Calendar, e *ics.VEvent) { e.AddRdate("20150730T000000Z") }},
		{"STATUS of a to-do", ErrValue, "STATUS", func(cal *ics.Calendar, e *ics.VEvent) { e.SetStatus(ics.ObjectStatusNeedsAction) }},
		{"TRANSP", ErrValue, "TRANSP", func(cal *ics.Calendar, e *ics.VEvent) { e.SetTimeTransparency("FREE") }},
		{"SEQUENCE below zero", ErrValue, "SEQUENCE", func(cal *ics.Calendar, e *ics.VEvent) { e.SetSequence(-1) }},
		{"PRIORITY above 9", ErrValue, "PRIORITY", func(cal *ics.Calendar, e *ics.VEvent) { e.SetPriority(10) }},
		{"URL that is none", ErrValue, "URL", func(cal *ics.Calendar, e *ics.VEvent) { e.SetURL("www.un.org") }},
		{"GEO out of range", ErrValue, "GEO", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("GEO", "91;0") }},
		{"CONFERENCE that is none", ErrValue, "CONFERENCE", func(cal *ics.Calendar, e *ics.VEvent) { e.SetProperty("CONFERENCE", "by phone") }},
		{"BINARY without ENCODING", ErrMissing, "ATTACH", func(cal *ics.Calendar, e *ics.VEvent) { e.AddAttachment("QUJD", ics.WithValue("BINARY")) }},
		{"TZID on a DATE", ErrPlace, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730", date, ics.WithTZID("Etc/Test"))
		}},
		{"TZID on a time in UTC", ErrPlace, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T000000Z", ics.WithTZID("Etc/Test"))
		}},
		{"TZID without VTIMEZONE", ErrMissing, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T000000", ics.WithTZID("Etc/Test"))
		}},
		{"VTIMEZONE without observances", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { cal.AddTimezone("Etc/Test") }},
		{"onset in UTC", ErrValue, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) {
			zone(cal, func(s *ics.Standard) { s.SetProperty("DTSTART", "19700101T000000Z") })
		}},
		{"onset with a TZID", ErrPlace, "DTSTART", func(cal *ics.Calendar, e *ics.VEvent) {
			zone(cal, func(s *ics.Standard) { s.SetProperty("DTSTART", "19700101T000000", ics.WithTZID("Etc/Test")) })
		}},
		{"offset that is none", ErrValue, "TZOFFSETTO", func(cal *ics.Calendar, e *ics.VEvent) {
			zone(cal, func(s *ics.Standard) { s.SetProperty("TZOFFSETTO", "-0000") })
		}},
		{"observance outside a zone", ErrPlace, "", func(cal *ics.Calendar, e *ics.VEvent) { cal.Components = append(cal.Components, ics.NewStandard()) }},
		{"alarm outside an event", ErrPlace, "", func(cal *ics.Calendar, e *ics.VEvent) { cal.AddVAlarm(alarm(e, ics.ActionAudio)) }},
		{"event within an event", ErrPlace, "", func(cal *ics.Calendar, e *ics.VEvent) {
			_, inner := base()
			e.Components = append(e.Components, inner)
		}},
		{"calendar within a calendar", ErrPlace, "", func(cal *ics.Calendar, e *ics.VEvent) {
			cal.Components = append(cal.Components, &ics.GeneralComponent{Token: "VCALENDAR"})
		}},
		{"DISPLAY without DESCRIPTION", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { alarm(e, ics.ActionDisplay) }},
		{"EMAIL without SUMMARY", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) {
			a := alarm(e, ics.ActionEmail)
			a.SetProperty("DESCRIPTION", "a")
			a.SetProperty("ATTENDEE", "mailto:a@example.org")
		}},
		{"REPEAT without DURATION", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { alarm(e, ics.ActionAudio).SetProperty("REPEAT", "2") }},
		{"alarm without TRIGGER", ErrMissing, "", func(cal *ics.Calendar, e *ics.VEvent) { alarm(e, ics.ActionAudio).RemoveProperty("TRIGGER") }},
		{"TRIGGER that is none", ErrValue, "TRIGGER", func(cal *ics.Calendar, e *ics.VEvent) { alarm(e, ics.ActionAudio).SetTrigger("1 hour") }},
		{"TRIGGER at a local time", ErrValue, "TRIGGER", func(cal *ics.Calendar, e *ics.VEvent) {
			alarm(e, ics.ActionAudio).SetTrigger("20140730T000000", ics.WithValue("DATE-TIME"))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cal, e := base()
			tt.change(cal, e)
			err := Encode(io.Discard, cal)
			var fault *EncodeError
			require.ErrorAs(t, err, &fault)
			require.ErrorIs(t, err, tt.want)
			require.Equal(t, tt.property, fault.Property, err)
			require.ErrorIs(t, Validate(cal), tt.want)
			if tt.want != ErrRepeated || tt.property == "UID" || tt.property == "Summary" {
				require.NoError(t, NewEncoder(io.Discard, Options{Demand: WellFormed}).Encode(cal))
			}
		})
	}
}

// What the standards allow is no error, though it may look like one.
func TestChecksPass(t *testing.T) {
	date := ics.WithValue("DATE")
	tests := []struct {
		name   string
		change func(cal *ics.Calendar, e *ics.VEvent)
	}{
		{"no components", func(cal *ics.Calendar, e *ics.VEvent) { cal.Components = nil }},
		{"no DTSTART beside a METHOD", func(cal *ics.Calendar, e *ics.VEvent) {
			cal.SetMethod(ics.MethodPublish)
			e.RemoveProperty("DTSTART")
		}},
		{"a name in two languages", func(cal *ics.Calendar, e *ics.VEvent) {
			for _, l := range []string{"en", "fr"} {
				cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{
					IANAToken: "NAME", Value: l, ICalParameters: map[string][]string{"LANGUAGE": {l}},
				}})
			}
		}},
		{"a color in capitals", func(cal *ics.Calendar, e *ics.VEvent) { e.SetColor("SteelBlue") }},
		{"a zone of the world", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T000000", ics.WithTZID("/example.org/Europe/Vienna"))
		}},
		{"times in different zones", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T100000", ics.WithTZID("/a/East"))
			e.SetProperty("DTEND", "20140730T090000", ics.WithTZID("/a/West"))
		}},
		{"span of days", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTEND", "20140801", date)
			e.AddRrule("FREQ=YEARLY;UNTIL=20300730")
			e.AddExdate("20150730,20160730", date)
		}},
		{"floating time", func(cal *ics.Calendar, e *ics.VEvent) {
			e.SetProperty("DTSTART", "20140730T100000")
			e.SetProperty("DURATION", "PT1H")
			e.AddRrule("FREQ=YEARLY;UNTIL=20300730T100000")
			e.AddRdate("20150101T000000/PT2H", ics.WithValue("PERIOD"))
		}},
		{"alarm with sound", func(cal *ics.Calendar, e *ics.VEvent) {
			a := e.AddAlarm()
			a.SetAction(ics.ActionAudio)
			a.SetTrigger("20140729T000000Z", ics.WithValue("DATE-TIME"))
			a.SetProperty("REPEAT", "2")
			a.SetProperty("DURATION", "PT5M")
		}},
		{"participant", func(cal *ics.Calendar, e *ics.VEvent) {
			p := &ics.GeneralComponent{Token: "PARTICIPANT"}
			p.Properties = []ics.IANAProperty{
				{BaseProperty: ics.BaseProperty{IANAToken: "UID", Value: "1"}},
				{BaseProperty: ics.BaseProperty{IANAToken: "PARTICIPANT-TYPE", Value: "SPEAKER"}},
			}
			e.Components = append(e.Components, p)
		}},
		{"unknown component", func(cal *ics.Calendar, e *ics.VEvent) {
			x := &ics.GeneralComponent{Token: "X-BOX"}
			_, inner := base()
			x.Components = []ics.Component{inner}
			cal.Components = append(cal.Components, x)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cal, e := base()
			tt.change(cal, e)
			require.NoError(t, Encode(io.Discard, cal))
			require.NoError(t, Validate(cal))
		})
	}
}
