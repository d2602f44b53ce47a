package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// particulars are what a component says besides when it is.
type particulars struct {
	title, summary string
	kind           calendar.Kind
	status         calendar.Status
	place          string
	geo            calendar.Geo
	format         calendar.Format
	organizers     []string
	sources        []calendar.Source
	revised        []time.Time
}

// untitled is the title of what has none.
const untitled = "Untitled"

// describe reads what a component says besides when it is, which is w.
func (im *importer) describe(s *source, w calendar.When) particulars {
	d := particulars{summary: s.value(propDescription), kind: im.kindOf(s), status: im.statusOf(s)}
	if own, ok := ownStatus(s); ok {
		d.status = own
	} else if isOurs(s) && equalFold(s.value(propStatus), "TENTATIVE") && !w.IsProjected() {
		d.status = calendar.Mandated // so FromCalendar writes it
	}
	if d.status == calendar.Scheduled && w.IsZero() {
		d.status = calendar.Mandated
	}
	d.title = titleOf(s, w)
	d.place = strings.TrimSpace(s.value(propLocation))
	if isOnline(d.place) {
		d.place, d.format = "", calendar.Virtual
	}
	if p := s.property(propGeo); p != nil {
		if geo, ok := readGeo(p.Value); ok {
			d.geo = geo
		} else {
			im.reader.leaveOut(s, propGeo, ErrValue, quote(p.Value)+" is no place")
		}
	}
	if p := s.property(propOrganizer); p != nil {
		if name := organizerOf(p); name != "" {
			d.organizers = []string{name}
		}
	}
	source := im.source
	if p := s.property(propURL); p != nil {
		if isURI(p.Value) && isPassive(p.Value) {
			source.URL = p.Value
		} else {
			im.reader.leaveOut(s, propURL, ErrValue, quote(p.Value)+" is no address that can be followed")
		}
	}
	created, modified := stamps(s)
	if !created.IsZero() {
		source.SaidOn = date.NewAt(created)
		if modified.After(source.SaidOn.MidnightUTC()) {
			d.revised = []time.Time{modified}
		}
	}
	d.sources = []calendar.Source{source}
	return d
}

// isPassive reports whether an address does nothing by itself where it is followed.
func isPassive(address string) bool {
	scheme, _, _ := strings.Cut(address, ":")
	switch strings.ToLower(scheme) {
	case "javascript", "data", "vbscript":
		return false
	}
	return true
}

// kindOf returns the kind that the categories of a component name.
func (im *importer) kindOf(s *source) calendar.Kind {
	in := s.properties()
	if own := calendar.Kind(valueNamed(in, kindProperty)); own.IsValid() {
		return own
	}
	for i := range in {
		if !equalFold(in[i].IANAToken, properties[propCategories].name) {
			continue
		}
		for _, item := range TextItems(in[i].Value) {
			k := calendar.Kind(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(item)), " ", "-"))
			if k.IsValid() {
				return k
			}
		}
	}
	switch {
	case s.name == "VTODO":
		return calendar.Deadline
	case im.options.Kind.IsValid():
		return im.options.Kind
	}
	return calendar.OtherEvent
}

// statusOf returns the status of a component that has a day.
func (im *importer) statusOf(s *source) calendar.Status {
	switch strings.ToUpper(strings.TrimSpace(s.value(propStatus))) {
	case "CANCELLED":
		return calendar.Cancelled
	case "TENTATIVE", "DRAFT":
		return calendar.Projected
	case "COMPLETED", "FINAL":
		return calendar.Held
	}
	if s.name == "VTODO" && s.property(propCompleted) != nil {
		return calendar.Held
	}
	return calendar.Scheduled
}

// ownStatus returns what X-CONVENE-STATUS says, and false if STATUS has become another since.
func ownStatus(s *source) (calendar.Status, bool) {
	own := calendar.Status(valueNamed(s.properties(), statusProperty))
	written := status(own)
	if s.name == "VTODO" {
		written = todoStatus(own)
	}
	return own, own.IsValid() && own != calendar.Overdue && equalFold(s.value(propStatus), written)
}

// isOnline reports whether a place is what FromCalendar writes of a virtual meeting.
func isOnline(place string) bool {
	return slices.ContainsFunc(allPhrases, func(say *phrases) bool { return place == say.online })
}

// isOurs reports whether FromCalendar has made a component.
func isOurs(s *source) bool { return valueNamed(s.properties(), whenProperty) != "" }

// titleOf returns the title of a component that is on w, without the marks that
// FromCalendar gives it.
func titleOf(s *source, w calendar.When) string {
	title := strings.TrimSpace(s.value(propSummary))
	if p := s.property(propSummary); p != nil && isOurs(s) {
		title = phrasesIn(language.Make(parameterOf(p, "LANGUAGE"))).unmarked(title, w)
	}
	if title == "" {
		return untitled
	}
	return title
}

// organizerOf returns the name of an organizer, or else the address.
func organizerOf(p *ics.BaseProperty) string {
	if name := strings.TrimSpace(parameterOf(p, "CN")); name != "" {
		return name
	}
	address := strings.TrimSpace(p.Value)
	if len(address) > 7 && strings.EqualFold(address[:7], "mailto:") {
		address = address[7:]
	}
	return address
}

// readGeo reads a latitude and a longitude.
func readGeo(value string) (calendar.Geo, bool) {
	latitude, longitude, ok := strings.Cut(value, ";")
	if !ok {
		return calendar.Geo{}, false
	}
	a, err1 := strconv.ParseFloat(strings.TrimSpace(latitude), 64)
	b, err2 := strconv.ParseFloat(strings.TrimSpace(longitude), 64)
	if err1 != nil || err2 != nil {
		return calendar.Geo{}, false
	}
	geo, err := calendar.NewGeo(a, b)
	return geo, err == nil
}

// stamps returns when a component was made, as far as it is known, and when it was last
// changed.
func stamps(s *source) (created, modified time.Time) {
	modified = stampOf(s.value(propLastModified))
	if modified.IsZero() {
		modified = stampOf(s.value(propDTStamp))
	}
	created = stampOf(s.value(propCreated))
	if created.IsZero() || created.After(modified) {
		created = modified
	}
	return created, modified
}

// stampOf reads a DATE-TIME in UTC; the zero time if it is none, or one of the years
// before 1970 that stand for none.
func stampOf(value string) time.Time {
	value = strings.TrimSpace(value)
	if !isDateTime(strings.TrimSuffix(value, "Z")) {
		return time.Time{}
	}
	t, err := time.Parse(localLayout, strings.TrimSuffix(value, "Z"))
	if err != nil || t.Year() < 1970 {
		return time.Time{}
	}
	return t
}
