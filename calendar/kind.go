package calendar

import "slices"

// A Kind says what sort of thing an event is. The values are the texts that
// catalogues and feeds use.
type Kind string

// The kinds of events.
const (
	Observance         Kind = "observance"          // an international day, week, year or decade
	HighLevelMeeting   Kind = "high-level-meeting"  // of an assembly, by its decision
	PrincipalsMeeting  Kind = "principals-meeting"  // of the heads of a group's members
	Meeting            Kind = "meeting"             // any other meeting
	Briefing           Kind = "briefing"            // for Member States or others
	Hearing            Kind = "hearing"             // of stakeholders
	Conference         Kind = "conference"          // a conference, congress or session of a body
	Publication        Kind = "publication"         // a report or study appears
	ReportDue          Kind = "report-due"          // a report is to be submitted
	ResolutionAdoption Kind = "resolution-adoption" // a resolution, decision or declaration is adopted
	InstrumentAdoption Kind = "instrument-adoption" // a treaty or protocol is adopted
	Document           Kind = "document"            // a document is issued or distributed
	ChairTerm          Kind = "chair-term"          // somebody chairs a group
	PlanPeriod         Kind = "plan-period"         // a plan or programme runs
	Target             Kind = "target"              // something is to be achieved by then
	Deadline           Kind = "deadline"            // something is to be done by then
	OtherEvent         Kind = "event"               // none of the others
)

var kinds = []Kind{
	Observance, HighLevelMeeting, PrincipalsMeeting, Meeting, Briefing, Hearing, Conference, Publication,
	ReportDue, ResolutionAdoption, InstrumentAdoption, Document, ChairTerm, PlanPeriod, Target, Deadline, OtherEvent,
}

// Kinds returns all kinds, in a fixed order.
func Kinds() []Kind { return slices.Clone(kinds) }

// IsValid reports whether k is one of [Kinds].
func (k Kind) IsValid() bool { return slices.Contains(kinds, k) }

// A Status says what has become of an event, as far as the sources say.
type Status string

// The statuses of an event. A source gives any of them but Overdue, which follows
// from the day on which one asks.
const (
	Projected Status = "projected" // expected, by a pattern or in a source's words; not confirmed
	Mandated  Status = "mandated"  // decided or requested, its day not yet set
	Scheduled Status = "scheduled" // set for a day
	Held      Status = "held"      // it took place, was done or was published
	Postponed Status = "postponed" // put off; a When, if any, is the new one
	Cancelled Status = "cancelled" // will not take place
	Overdue   Status = "overdue"   // its last day has passed, and no source says what became of it
)

var statuses = []Status{Projected, Mandated, Scheduled, Held, Postponed, Cancelled, Overdue}

// Statuses returns all statuses, in a fixed order.
func Statuses() []Status { return slices.Clone(statuses) }

// IsValid reports whether s is one of [Statuses].
func (s Status) IsValid() bool { return slices.Contains(statuses, s) }

// IsSettled reports whether nothing more is awaited: held or cancelled.
func (s Status) IsSettled() bool { return s == Held || s == Cancelled }

// A Format says how people attend. It is independent of the place: a virtual
// meeting can have a city. The empty Format means that no source says.
type Format string

// The formats of a meeting.
const (
	InPerson Format = "in-person"
	Virtual  Format = "virtual"
	Hybrid   Format = "hybrid"
)

var formats = []Format{InPerson, Virtual, Hybrid}

// IsValid reports whether f is a format or empty.
func (f Format) IsValid() bool { return f == "" || slices.Contains(formats, f) }
