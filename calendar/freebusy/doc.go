// Package freebusy says when somebody's time is taken, without saying by what: periods
// that are free, tentatively taken, out of reach or busy, as VFREEBUSY and FREEBUSY of
// RFC 5545 have them.
//
// What stands in a calendar is an [Entry]: a span of time or days, its [Type], and the UID
// by which one entry can be left out of account, as that of a meeting that is being moved
// has to be. [Unite] makes of entries what others may see: [Period] after period, of the
// strongest type at each instant, ascending and disjoint.
//
//	r, err := freebusy.Read(file, from, to, ical.ReadOptions{}, freebusy.Options{
//		Location: geneva, Address: "desk@example.org",
//	})
//	…
//	for _, p := range r.Periods(from, to) {
//		fmt.Println(p.Start, p.End, p.Type)
//	}
//
// # Where entries come from
//
//   - [Read] and [FromModel] read what calendar applications write: events with their
//     series, exceptions and answers, published free/busy (VFREEBUSY), and working hours as
//     VAVAILABILITY (RFC 7953) has them. Series are expanded within the span that is asked
//     for and not beyond, and never more often than the caller allows.
//   - [FromCalendar] takes a calendar of package calendar, and [MeetingType] says which of
//     its entries take time: meetings on days that are known. A deadline takes none, and
//     neither does what is projected, nor a window in which nobody knows the day yet.
//
// Entries of several sources are united by appending them, periods by [Unite].
//
// # What goes out
//
// [Publish] makes a VFREEBUSY of periods, alone or as a message (RFC 5546, section 3.3),
// with nothing in it of what takes the time.
//
// # Readings
//
// All spans are half-open, [start, end): what ends at ten leaves ten o'clock free, and what
// has no length takes nothing. Whole days are those of a place: an instant is in them if its
// date there is. Where a source says nothing of a time it is free, but for calendars of
// VFREEBUSY alone, of which [Reading].Unknown has the rest.
//
// The package reads no clock. Its functions are safe for use by many goroutines.
package freebusy
