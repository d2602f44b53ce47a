package main

import (
	"fmt"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

var (
	titles = []string{
		"Conference on Disarmament, first part", "Réunion du Comité préparatoire", "Human Rights Council – 61st session",
		"مجلس الأمن", "Deadline: submission of documents",
	}
	places = []string{"Room XX, Palais des Nations", "Conference Room 4, New York", "Salle A; Vienne", "Nairobi – Gigiri"}
)

// stream returns a calendar of n events: each with twelve properties, among them texts with
// commas and line ends, texts outside ASCII that are folded, lists, addresses and
// parameters in quotation marks.
func stream(n int) ([]byte, error) {
	cal := &ics.Calendar{}
	for _, p := range [][2]string{{"VERSION", "2.0"}, {"PRODID", "-//Example//Peers//EN"}} {
		cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{IANAToken: p[0], Value: p[1]}})
	}
	for i := range n {
		day, hour := fmt.Sprintf("20%02d%02d%02d", 15+i%10, 1+i%12, 1+i%28), 8+i%8
		title := titles[i%len(titles)]
		e := &ics.VEvent{}
		e.AddProperty("UID", fmt.Sprintf("%08d@calendar.example", i))
		e.AddProperty("DTSTAMP", "20260101T000000Z")
		e.AddProperty("DTSTART", fmt.Sprintf("%sT%02d0000Z", day, hour))
		e.AddProperty("DTEND", fmt.Sprintf("%sT%02d0000Z", day, hour+2))
		e.AddProperty("SUMMARY", fmt.Sprintf("%s (%d)", title, i))
		e.AddProperty("DESCRIPTION", fmt.Sprintf("%s %s %s %s\nDocuments: A/80/%d", title, title, title, title, i))
		e.AddProperty("LOCATION", places[i%len(places)])
		e.AddProperty("CATEGORIES", ical.TextList("MEETING", "PUBLIC"))
		e.AddProperty("STATUS", "CONFIRMED")
		e.AddProperty("ORGANIZER", "mailto:secretariat@example.org", ics.WithCN("Secretariat, Unit 4"))
		e.AddProperty("ATTENDEE", fmt.Sprintf("mailto:d%d@example.org", i), ics.CalendarUserTypeIndividual,
			ics.ParticipationRoleReqParticipant, ics.ParticipationStatusAccepted)
		e.AddProperty("URL", fmt.Sprintf("https://calendar.example/events/%d", i))
		cal.Components = append(cal.Components, e)
	}
	return ical.Marshal(cal)
}
