package ical

import (
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// Properties of our own, which tell a program what the standard ones cannot.
const (
	idProperty       = "X-CONVENE-ID"
	windowOfProperty = "X-CONVENE-WINDOW-OF" // in the place of the ID, for the window beside a last day
	seriesProperty   = "X-CONVENE-SERIES"    // the ID of the series that it is an occurrence of
	kindProperty     = "X-CONVENE-KIND"
	statusProperty   = "X-CONVENE-STATUS"
	whenProperty     = "X-CONVENE-WHEN"
)

// details are what a component has besides what identifies and places it.
type details struct {
	summary, description     string
	summaryIn, descriptionIn language.Tag // none where they are not known, or several

	in      language.Tag // of the title
	place   string
	placeIn language.Tag
	geo     calendar.Geo
	format  calendar.Format
	sources []calendar.Source // the first of them with an address gives the URL
	status  calendar.Status
	kind    calendar.Kind
	id      string
	series  string
	when    calendar.When // the zero When for a series

	fulfilledBy string // the UID of what it is met by, or empty
	windowOf    string // the UID of the event on the last day of the window, or empty
	alarms      []alarm
	todo        bool
}

func (f *feed) detailsOf(ev calendar.Event, s stand) details {
	d := details{
		in: ev.TitleLanguage(), place: ev.Place, placeIn: ev.PlaceLanguage(), geo: ev.Geo, format: ev.Format,
		sources: slices.Concat(ev.WhenSources(), ev.Sources), status: ev.Status, kind: ev.Kind, id: ev.ID, series: ev.Series,
		when: ev.When, fulfilledBy: f.uidOf(ev.FulfilledBy),
	}
	d.summary, d.summaryIn = summary(ev, s)
	d.description, d.descriptionIn = f.description(ev)
	if ev.Status != calendar.Cancelled {
		d.alarms = f.alarms(s.lead())
	}
	return d
}

// addTexts adds the properties of a component that follow its days, and its alarms.
func (f *feed) addTexts(c *ics.ComponentBase, d details) {
	say := phrasesIn(d.in)
	c.AddProperty("SUMMARY", d.summary, inLanguage(d.summaryIn)...)
	c.AddProperty("DESCRIPTION", d.description, inLanguage(d.descriptionIn)...)
	switch {
	case d.place != "":
		c.AddProperty("LOCATION", d.place, inLanguage(d.placeIn)...)
	case d.format == calendar.Virtual:
		c.AddProperty("LOCATION", say.online, inLanguage(wordsLanguage(d.in))...)
	}
	if !d.geo.IsZero() {
		c.AddProperty("GEO", geoText(d.geo))
	}
	if i := slices.IndexFunc(d.sources, func(s calendar.Source) bool { return isURI(s.URL) }); i >= 0 {
		c.AddProperty("URL", d.sources[i].URL)
	}
	if d.todo {
		c.AddProperty("STATUS", todoStatus(d.status))
	} else {
		c.AddProperty("STATUS", status(d.status))
		// It blocks nobody's time. Not all applications go by TRANSP.
		c.AddProperty("TRANSP", "TRANSPARENT")
		c.AddProperty("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
	}
	if f.options.Class != "" {
		c.AddProperty("CLASS", f.options.Class)
	}
	c.AddProperty("CATEGORIES", TextList(category(d.kind, say.language)), inLanguage(wordsLanguage(d.in))...)
	addRelations(c, d)
	f.addDocuments(c, d.sources)
	if d.series != "" && f.options.Documents == DocumentLink {
		c.AddProperty("REFID", d.series)
	}
	if d.windowOf == "" {
		c.AddProperty(idProperty, d.id)
	} else {
		c.AddProperty(windowOfProperty, d.id)
	}
	if d.series != "" {
		c.AddProperty(seriesProperty, d.series)
	}
	c.AddProperty(kindProperty, string(d.kind))
	if d.status != "" {
		c.AddProperty(statusProperty, string(d.status))
	}
	if !d.when.IsZero() {
		c.AddProperty(whenProperty, d.when.String())
	}
	addAlarms(c, d)
}

// addRelations adds what the component has to do with others. What meets a thing is its
// child, since old readers take every other relation for that to a parent.
func addRelations(c *ics.ComponentBase, d details) {
	if d.windowOf != "" {
		c.AddProperty("RELATED-TO", d.windowOf)
	}
	if d.fulfilledBy != "" {
		c.AddProperty("RELATED-TO", d.fulfilledBy, withParameter("RELTYPE", "CHILD"))
	}
}

// geoText returns coordinates as GEO has them (RFC 5545, section 3.8.1.6).
func geoText(g calendar.Geo) string { return strings.Replace(g.String(), ",", ";", 1) }

func status(s calendar.Status) string {
	switch s {
	case calendar.Held, calendar.Scheduled:
		return "CONFIRMED"
	case calendar.Cancelled:
		return "CANCELLED"
	}
	return "TENTATIVE"
}

// An alarm is the TRIGGER of a VALARM.
type alarm struct {
	trigger string
	fromEnd bool // it counts from the end, which of a to-do is when it is due
}

// alarms returns those that the options ask for of an entry that begins some days before
// the day that counts.
func (f *feed) alarms(lead int) []alarm {
	var all []alarm
	for _, before := range f.options.Alarms {
		before -= time.Duration(lead) * 24 * time.Hour
		trigger := durationText(before.Abs())
		if before > 0 {
			trigger = "-" + trigger
		}
		all = append(all, alarm{trigger: trigger})
	}
	return all
}

// addAlarms adds the VALARMs of a component.
func addAlarms(c *ics.ComponentBase, d details) {
	for _, a := range d.alarms {
		alarm := &ics.VAlarm{}
		alarm.SetAction(ics.ActionDisplay)
		var related []ics.PropertyParameter
		if a.fromEnd {
			related = []ics.PropertyParameter{withParameter("RELATED", "END")}
		}
		alarm.AddProperty("TRIGGER", a.trigger, related...)
		alarm.AddProperty("DESCRIPTION", d.summary, inLanguage(d.summaryIn)...)
		c.Components = append(c.Components, alarm)
	}
}
