package ical

import (
	"io"
)

// ReadCalendar reads a stream of calendars and takes it in: what [Read] and [ToCalendar] do
// one after the other. Where the stream has several calendars, they are taken in as one
// with the head of the first.
//
//	holidays, err := ical.ReadCalendar(r, ical.ReadOptions{}, ical.ImportOptions{Kind: calendar.Observance})
//	…
//	for e := range holidays.Calendar.On(today) {
//
// The error is a [*ReadError], or that of ToCalendar.
func ReadCalendar(r io.Reader, read ReadOptions, options ImportOptions) (*Import, error) {
	doc, err := Read(r, read)
	if err != nil {
		return nil, err
	}
	model := doc.Calendars[0]
	if len(doc.Calendars) > 1 {
		one := *model
		one.Components = nil
		for _, cal := range doc.Calendars {
			one.Components = append(one.Components, cal.Components...)
		}
		model = &one
	}
	im, err := ToCalendar(model, options)
	if err != nil {
		return nil, err
	}
	im.Diagnostics = doc.Diagnostics
	return im, nil
}
