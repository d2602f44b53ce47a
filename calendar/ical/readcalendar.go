package ical

import (
	"strings"

	ics "github.com/arran4/golang-ical"
)

// beginCalendar begins a new calendar.
func (d *Decoder) beginCalendar(line contentLine) {
	d.calendar = &ics.Calendar{}
	d.head = calendarHead{}
	if d.calendars++; d.calendars == 2 {
		d.reportAt(line.number, d.frames[0], CodeSeveralCalendars, Noted, "a second calendar in the stream, which some readers pass over")
	}
}

// flush puts the properties of the calendar that have been read into the model.
func (d *Decoder) flush() {
	f := d.frames[0]
	if d.depth != 1 || len(f.props) == 0 {
		return
	}
	f.settle()
	d.checkValues(f)
	d.checkRepeated(f)
	for i := range f.props {
		p := &f.props[i]
		if p.out {
			continue
		}
		d.headProperty(f, p)
		d.calendar.CalendarProperties = append(d.calendar.CalendarProperties, ics.CalendarProperty{BaseProperty: f.base(p)})
	}
	f.flushed += len(f.props)
	f.arena, f.props, f.params, f.values = f.arena[:0], f.props[:0], f.params[:0], f.values[:0]
}

// headProperty looks at a property that says how the rest is to be read.
func (d *Decoder) headProperty(f *openComponent, p *readProperty) {
	switch p.id {
	case propVersion:
		if strings.TrimSpace(p.value) != "2.0" {
			d.stop(&ReadError{Line: p.line, Reason: "VERSION " + quote(p.value) + " is not 2.0", Err: ErrVersion})
		}
	case propCalscale:
		if !equalFold(p.value, "GREGORIAN") {
			d.stop(&ReadError{Line: p.line, Reason: "CALSCALE " + quote(p.value) + " is not GREGORIAN", Err: ErrVersion})
		}
	case propMethod:
		d.head.method = true
		switch {
		case d.options.Message:
		case equalFold(p.value, "PUBLISH"):
			d.head.publish = true
		default:
			d.reportIn(f, p, CodeMethod, Noted, "a message with METHOD "+quote(p.value)+", not a feed")
		}
	}
}

// endCalendar looks at a calendar that is whole.
func (d *Decoder) endCalendar(f *openComponent) {
	d.checkMissing(f)
	if d.head.components == 0 {
		d.reportAt(f.line, f, CodeEmptyCalendar, Noted, "no components")
	}
}
