package freebusy

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// A Publication is what a VFREEBUSY has besides its periods.
type Publication struct {
	// UID names the publication, and is needed: of a reply it is that of the request, of
	// what is published again the same as before.
	UID string

	// Stamp is when this was worked out (DTSTAMP), and is needed: no clock is read.
	Stamp time.Time

	// From and To bound the time that it speaks of, [From, To): what no period takes in it
	// is free. They are whole seconds in the years 1 to 9999 of UTC.
	From, To time.Time

	// Method is PUBLISH or REPLY (RFC 5546, sections 3.3.1 and 3.3.3), or empty for what is
	// no message, as what a CalDAV server answers (RFC 4791, section 7.10).
	Method string

	// Organizer and Attendee are calendar addresses, with mailto: or another scheme. PUBLISH
	// needs an Organizer, whose time it then is, and has no Attendee. REPLY needs both: who
	// asked, and whose time it is.
	Organizer, Attendee string

	// URL is where the latest publication is, or empty.
	URL string

	// Apart writes a FREEBUSY for each period, in the order of their starts, for readers that
	// know no lists of periods: the icalendar of Python, which khal uses, is one.
	Apart bool

	// ProdID names the program that writes it (section 3.7.3), or is empty for this library.
	ProdID string
}

// A PublishError tells what keeps a [Publication] from being written.
type PublishError struct {
	Field  string // of Publication
	Reason string
}

func (e *PublishError) Error() string { return "freebusy: " + e.Field + ": " + e.Reason }

// Publish makes a calendar of one VFREEBUSY (RFC 5545, section 3.6.4) of periods, for
// [github.com/convene-cal/convene/calendar/ical.Encode] to write. It has a FREEBUSY for each
// type, with all its periods in UTC, ascending, united and within [From, To), as [Unite] has
// them; more than a thousand of a type are several. What takes the time is not in
// it. A period with fractions of a second takes the whole of these seconds.
//
// Equal periods and publications give equal calendars. The error is a [*PublishError].
func Publish(periods []Period, about Publication) (*ics.Calendar, error) {
	if err := about.check(); err != nil {
		return nil, err
	}
	cal := &ics.Calendar{}
	add := func(name, value string) {
		cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{IANAToken: name, Value: value}})
	}
	add("VERSION", "2.0")
	if about.ProdID == "" {
		about.ProdID = "-//Convene//Convene//EN"
	}
	add("PRODID", about.ProdID)
	if about.Method != "" {
		add("METHOD", strings.ToUpper(about.Method))
	}
	busy := &ics.VBusy{}
	put := func(name, value string, params map[string][]string) {
		if value != "" {
			busy.Properties = append(busy.Properties, ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: name, Value: value, ICalParameters: params}})
		}
	}
	put("UID", about.UID, nil)
	put("DTSTAMP", utcText(about.Stamp), nil)
	put("DTSTART", utcText(about.From), nil)
	put("DTEND", utcText(about.To), nil)
	put("URL", about.URL, nil)
	put("ORGANIZER", about.Organizer, nil)
	put("ATTENDEE", about.Attendee, nil)
	most := mostValues
	if about.Apart {
		most = 1
	}
	for _, line := range freeBusyLines(Unite(about.From, about.To, wholeSeconds(periods)), most) {
		put("FREEBUSY", strings.Join(line.values, ","), map[string][]string{"FBTYPE": {line.typ.String()}})
	}
	cal.Components = append(cal.Components, busy)
	return cal, nil
}

func (p *Publication) check() error {
	method := strings.ToUpper(p.Method)
	first, last := firstTime, time.Date(9999, time.December, 31, 23, 59, 59, 0, time.UTC)
	outside := func(t time.Time) bool { return t.Before(first) || t.After(last) }
	switch {
	case p.UID == "":
		return &PublishError{"UID", "is missing"}
	case p.Stamp.IsZero():
		return &PublishError{"Stamp", "is missing"}
	case outside(p.Stamp):
		return &PublishError{"Stamp", "is not in the years 1 to 9999"}
	case outside(p.From), outside(p.To):
		return &PublishError{"From", "the span is not in the years 1 to 9999"}
	case !p.From.Before(p.To):
		return &PublishError{"To", "is not after From"}
	case p.From.Nanosecond() != 0 || p.To.Nanosecond() != 0:
		return &PublishError{"From", "the span is not of whole seconds"}
	case method != "" && method != "PUBLISH" && method != "REPLY":
		return &PublishError{"Method", fmt.Sprintf("%.40q is neither PUBLISH nor REPLY", p.Method)}
	case method != "" && p.Organizer == "":
		return &PublishError{"Organizer", "is missing for METHOD:" + method}
	case method == "PUBLISH" && p.Attendee != "":
		return &PublishError{"Attendee", "does not go with METHOD:PUBLISH"}
	case method == "REPLY" && p.Attendee == "":
		return &PublishError{"Attendee", "is missing for METHOD:REPLY"}
	}
	return nil
}

func utcText(t time.Time) string { return t.UTC().Format(utcLayout) }

// wholeSeconds returns the periods with the seconds that they touch.
func wholeSeconds(periods []Period) []Period {
	whole := make([]Period, len(periods))
	for i, p := range periods {
		if p.Start.Before(p.End) {
			if end := p.End.Truncate(time.Second); !end.Equal(p.End) {
				p.End = end.Add(time.Second)
			}
			p.Start = p.Start.Truncate(time.Second)
		}
		whole[i] = p
	}
	return whole
}

// A freeBusyLine is a FREEBUSY property.
type freeBusyLine struct {
	typ    Type
	values []string
}

// mostValues is how many periods a FREEBUSY holds, so that its line, folded or not, is one
// that readers take.
const mostValues = 1_000

// freeBusyLines returns a line for each type, or several if it has more than so many
// periods, in the order of their first periods.
func freeBusyLines(periods []Period, most int) (lines []freeBusyLine) {
	var at [Free]int // index of the line of each type, from 1
	for _, p := range periods {
		i := at[p.Type]
		if i == 0 || len(lines[i-1].values) == most {
			lines = append(lines, freeBusyLine{typ: p.Type})
			i = len(lines)
			at[p.Type] = i
		}
		lines[i-1].values = append(lines[i-1].values, utcText(p.Start)+"/"+utcText(p.End))
	}
	return lines
}
