package ical

import (
	"fmt"
	"strings"
)

// A Diagnostic is one defect of a stream that has been read all the same.
type Diagnostic struct {
	Line      int    // of the stream, from 1: that on which the content line or component begins; in jCal, the line of the JSON
	Code      Code   // what is wrong, for programs
	Effect    Effect // what has become of it
	Component string // the name of the component that it stands in, such as "VEVENT"; empty outside of any
	UID       string // the UID of the event, to-do or other component of the calendar that it belongs to; empty if there is none
	Property  string // the name of the property, or empty
	Reason    string // what is wrong, in words
}

// String returns the diagnostic as a line for people:
//
//	line 12: VEVENT "a@example.org": DTEND: before DTSTART (end-before-start, left out)
func (d Diagnostic) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d: ", d.Line)
	if d.Component != "" {
		b.WriteString(printable(d.Component))
		if d.UID != "" {
			b.WriteString(" " + quote(d.UID))
		}
		b.WriteString(": ")
	}
	if d.Property != "" {
		b.WriteString(printable(d.Property) + ": ")
	}
	fmt.Fprintf(&b, "%s (%s, %s)", d.Reason, d.Code, d.Effect)
	return b.String()
}

// An Effect says what a reader has made of a defect.
type Effect uint8

const (
	// Noted: what it concerns is in the model as it stands. Other readers may refuse
	// or misread it.
	Noted Effect = iota
	// Repaired: it is in the model as what it is plainly meant to be.
	Repaired
	// LeftOut: it is not in the model.
	LeftOut
)

// String says the effect in English: "noted", "repaired" or "left out".
func (e Effect) String() string {
	switch e {
	case Noted:
		return "noted"
	case Repaired:
		return "repaired"
	case LeftOut:
		return "left out"
	}
	return fmt.Sprintf("Effect(%d)", uint8(e))
}

// A Code names a kind of defect. Codes do not change from version to version; new ones
// may be added.
type Code string

// The octets of the stream. Each of these is reported once, with the first line that has
// it.
const (
	CodeBOM             Code = "byte-order-mark"   // the stream, or a further calendar in it, begins with U+FEFF
	CodeLF              Code = "line-end-lf"       // lines end in LF instead of CR LF (RFC 5545, section 3.1)
	CodeCR              Code = "line-end-cr"       // lines end in CR instead of CR LF
	CodeCRCRLF          Code = "line-end-cr-cr-lf" // lines end in CR CR LF instead of CR LF
	CodeUnendedLine     Code = "line-end-missing"  // the last line has no end
	CodeBlankLine       Code = "blank-line"        // there are empty lines
	CodeLongLine        Code = "long-line"         // lines have more than 75 octets (section 3.1)
	CodeFoldInCharacter Code = "fold-in-character" // folds part characters of UTF-8
)

// Content lines.
const (
	CodeNotUTF8            Code = "not-utf8"            // octets are not UTF-8, and read as U+FFFD
	CodeControl            Code = "control-character"   // a control character in a text, or in a value that cannot have one
	CodeOutside            Code = "outside"             // a line outside of any calendar
	CodeBadLine            Code = "bad-line"            // a line that is no content line: no name, or no colon (section 3.1)
	CodeBlanks             Code = "blanks"              // blanks around the name of a component
	CodeBadParameter       Code = "bad-parameter"       // parameters that are not as section 3.2 has them
	CodeManyParameters     Code = "many-parameters"     // more parameters, or values of them, than the limit
	CodeParameterBackslash Code = "parameter-backslash" // a backslash in a parameter: perhaps meant as an escape, of which parameters have none
	CodeBadEscape          Code = "bad-escape"          // an escape in a text that section 3.3.11 does not have
	CodeUnescaped          Code = "unescaped"           // a comma or semicolon in a text without its backslash
)

// CodeJCal: what is JSON, but not as RFC 7265 has it.
const CodeJCal Code = "jcal"

// Components and where they stand.
const (
	CodeUnclosed         Code = "unclosed"          // a component without END
	CodeStrayEnd         Code = "stray-end"         // END without BEGIN
	CodeMisplaced        Code = "misplaced"         // a component that does not stand there
	CodeLateProperty     Code = "late-property"     // a property of the calendar behind a component
	CodeSeveralCalendars Code = "several-calendars" // more than one VCALENDAR in the stream
	CodeEmptyCalendar    Code = "empty-calendar"    // a calendar without components
	CodeMissing          Code = "missing"           // a property that the component must have is not there
	CodeRepeated         Code = "repeated"          // a property that the component may have once is there again
	CodeMethod           Code = "method"            // METHOD: a message (RFC 5546), not a feed
	CodeNoOrganizer      Code = "no-organizer"      // METHOD:PUBLISH, and an event without ORGANIZER (RFC 5546, section 3.2.1)
)

// Identity.
const (
	CodeMissingUID Code = "missing-uid" // no UID, and one has been made of the content
	CodeLongUID    Code = "long-uid"    // a UID over the limit
	CodeDuplicate  Code = "duplicate"   // another component with the same UID and RECURRENCE-ID; the later revision is kept
)

// Values.
const (
	CodeBadValue       Code = "bad-value"        // a value that is not of its type
	CodeUnknownWord    Code = "unknown-word"     // a word that the property does not have
	CodeOutOfRange     Code = "out-of-range"     // a number out of its range
	CodeValueType      Code = "value-type"       // a VALUE parameter that the property may not have
	CodeMissingValue   Code = "missing-value"    // a VALUE parameter that must be stated is not
	CodeWrongValue     Code = "wrong-value"      // a DATE without VALUE=DATE, or a DATE-TIME with it
	CodeNotUTC         Code = "not-utc"          // a time that must be in UTC
	CodeZeroTime       Code = "zero-time"        // a stamp in the year 1, which means none
	CodeActiveAddress  Code = "active-address"   // an address that runs a program where it is followed
	CodeBadColor       Code = "bad-color"        // a COLOR that is no name of CSS
	CodeMissingStart   Code = "missing-start"    // an event without DTSTART, or with two
	CodeEndBeforeStart Code = "end-before-start" // an end that is not after the start
	CodeMixedTypes     Code = "mixed-types"      // a DATE beside a DATE-TIME: DTEND, DUE, RDATE or EXDATE against DTSTART
	CodeTwoEnds        Code = "two-ends"         // DTEND or DUE beside DURATION
	CodeBadDuration    Code = "bad-duration"     // a duration that is negative, or of a time where DTSTART is a DATE
	CodeBadAlarm       Code = "bad-alarm"        // an alarm that runs a program or repeats too often
)

// Time zones.
const (
	CodeZoneOnUTC     Code = "zone-on-utc"    // TZID with a DATE or a time in UTC
	CodeBadZoneName   Code = "bad-zone-name"  // a TZID that is empty, "Local" or a path
	CodeUndefinedZone Code = "undefined-zone" // a TZID without its VTIMEZONE (section 3.2.19), known by its name
	CodeUnknownZone   Code = "unknown-zone"   // a TZID without its VTIMEZONE that nobody knows
	CodeBadZone       Code = "bad-zone"       // a VTIMEZONE without observances, or that cannot be computed
	CodeRepeatedZone  Code = "repeated-zone"  // a second VTIMEZONE for a TZID
	CodeZoneOffsets   Code = "zone-offsets"   // an observance of a VTIMEZONE begins from an offset that was not in force
	CodeZoneDiffers   Code = "zone-differs"   // a VTIMEZONE that says other than the time zone data of that name, 2000 to 2040
	CodeBadObservance Code = "bad-observance" // an observance that is not as section 3.6.5 has it
)

// Recurrence.
const (
	CodeBadRule         Code = "bad-rule"         // an RRULE that is no rule
	CodeForgivenRule    Code = "forgiven-rule"    // an RRULE with faults, of which it is plain what it means
	CodeForeignRule     Code = "foreign-rule"     // an RRULE of another calendar (RFC 7529), which nothing here computes
	CodeSeveralRules    Code = "several-rules"    // more than one RRULE, which RFC 5545 does not define
	CodeExceptionRule   Code = "exception-rule"   // EXRULE, which RFC 5545 does not have any more
	CodeUntilType       Code = "until-type"       // an UNTIL that is not of the type that DTSTART asks for (section 3.3.10)
	CodeCountAndUntil   Code = "count-and-until"  // a rule with both
	CodeOffStart        Code = "start-off-rule"   // DTSTART is not an occurrence of its RRULE (section 3.8.5.3)
	CodeNoOccurrence    Code = "no-occurrence"    // the event never happens
	CodeOverrideType    Code = "override-type"    // a RECURRENCE-ID that is not of the type of the DTSTART of its series
	CodeOverrideNothing Code = "override-nothing" // a RECURRENCE-ID at which the series has no occurrence
	CodeRange           Code = "range"            // RANGE=THISANDFUTURE, which few readers know
)
