// Package ical reads and writes calendars as iCalendar (RFC 5545): feeds that every calendar
// application can subscribe to, and whatever such applications write.
//
// # Feeds
//
// [FromCalendar] makes a feed of a [calendar.Calendar], and [Encode] writes it:
//
//	feed, err := ical.FromCalendar(cal, ical.FeedOptions{})
//	…
//	err = ical.Encode(w, feed)
//
// The same calendar gives the same bytes, so that a cache or a diff sees what changed.
//
// # The model
//
// The types of github.com/arran4/golang-ical are the model, and are called ics here.
// [Encode] writes an [ics.Calendar] from whatever source: one that [FromCalendar] made of
// a calendar of package calendar, perhaps changed since, or one of the caller's own. The
// writer of golang-ical itself is not used: it ends lines with LF, lets the line breaks
// of a URL or a parameter begin lines of their own, and knows neither lists nor RFC 6868.
//
// A Value in the model is what the property means: the text "Geneva, Switzerland" has no
// backslash, and the parameter CN of a man called "Babe" has his quotation marks. One place
// needs more. A list of texts, CATEGORIES or RESOURCES, is a single Value; [TextList]
// makes it. The setters and the reader of golang-ical make such models, save that its
// reader drops the backslashes within lists and leaves parameters as RFC 6868 encodes
// them.
//
// # The writer
//
// [Encode] never writes anything that a reader could take for another line: a name that
// is no name is an error, and so is a control character in an address, a date or a
// number; texts and parameters write their line ends as escapes and leave other controls
// out. Unless [WellFormed] is asked for, it refuses what the standards do not allow, and
// an [*EncodeError] says what and where. What it adds and puts right:
//
//   - names in capital letters;
//   - the VALUE parameter of REFRESH-INTERVAL, SOURCE, IMAGE, CONFERENCE, LINK,
//     STYLED-DESCRIPTION and STRUCTURED-DATA, which RFC 7986, 9073 and 9253 ask for;
//   - quotation marks around parameters that need them;
//   - the order of properties and parameters.
//
// It does not look for what only all components together tell, such as a UID that two
// events share, and an empty calendar is no error, though RFC 5545 has at least one
// component in each.
//
// # The reader
//
// [Read] reads a stream of calendars into the model, within [Limits] and whatever is in it:
//
//	doc, err := ical.Read(r, ical.ReadOptions{})
//	if err != nil {
//		return err // nothing to go by; an earlier copy still holds
//	}
//	for _, d := range doc.Diagnostics {
//		log.Print(d) // line 12: VEVENT "a@example.org": DTEND: before DTSTART (end-before-start, left out)
//	}
//
// Its model is what [Encode] writes: reading what was written gives the model again, with
// names in capitals and what the writer puts right. A [Decoder] gives the components one by
// one, for streams that are too large to hold.
//
// The reader of golang-ical itself is not used: it gives up a whole file for one bad line,
// accepts one that is cut off, and can be killed by a file of 280 kB.
//
// A [Diagnostic] has a [Code] that says what is wrong, for programs; and an [Effect], which
// says whether what it concerns was only noted, repaired or left out. The constants list
// all codes, and docs/reading.md what becomes of each.
//
// The value of a property that no standard here knows is a TEXT. Where it has commas or
// semicolons without backslashes, it may be a structure of its own, and stands in the model
// as it is written, with VALUE=UNKNOWN, which [Encode] does not write.
//
// # The importer
//
// [ToCalendar] makes a [calendar.Calendar] of a model, with its recurrence sets, its time
// zones and what replaces single occurrences; [ReadCalendar] reads a stream and does so.
// What could not be taken in as it stands is a [Finding]. [Instances] tells what happens in
// a span of time, component by component, and [Entries] gives the recurrence set of each
// UID to those who want that alone. [Import.Apply] writes a changed calendar back into the
// model, and leaves what has not changed as it was, properties that nobody knows included.
//
// # jCal
//
// [EncodeJCal] writes the same as JSON (RFC 7265), for programs that read that sooner than
// content lines, and [ReadJCal] reads it: to the same model, with the same limits and
// diagnostics. What [Encode] accepts comes back as it was.
//
// # Time zones
//
// [Timezone] describes a zone from Go's own time zone data as a VTIMEZONE: short, by
// yearly rules, and right from the first use on. [LocationOf] reads such a description,
// and [Zones] finds the zones that the TZIDs of a calendar stand for, those of Windows and
// of the calendar's own making among them.
package ical
