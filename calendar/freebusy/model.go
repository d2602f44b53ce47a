package freebusy

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/convene-cal/convene/calendar/ical"
)

// A Reading is what a calendar says of somebody's time in a span.
type Reading struct {
	// Entries take some of the span's time: of events, those of each occurrence in the
	// order of the calendar; then what VFREEBUSY and VAVAILABILITY have. None of them is Free.
	Entries []Entry

	// Unknown are the parts of the span, ascending and disjoint, of which the calendar says
	// nothing: what lies beyond the spans of its VFREEBUSY components, where it has such and
	// no events. Whether that counts as free is for the caller to say.
	Unknown []Span

	// Findings are what could not be taken as it stands, or not at all.
	Findings []ical.Finding

	// Diagnostics are the defects of the stream, where [Read] has read one.
	Diagnostics []ical.Diagnostic
}

// A Span is the instants [Start, End).
type Span struct{ Start, End time.Time }

// Periods returns how the instants of [from, to) are taken, which should lie within the span
// that was read. Entries with a UID of without are left out of account.
func (r Reading) Periods(from, to time.Time, without ...string) []Period {
	return Periods(from, to, r.Entries, without...)
}

// FromModel returns what a calendar says of its owner's time in [from, to):
//
//   - Its events, with the type that [Properties].Type gives them: TRANSP, STATUS and the
//     PARTSTAT of the owner count. So does X-MICROSOFT-CDO-BUSYSTATUS: TENTATIVE and OOF,
//     which is Unavailable, say how time is taken, also beside the TRANSP:OPAQUE that Outlook
//     writes with them; whether it is taken at all, BUSYSTATUS says where there is no TRANSP.
//     Series are expanded within the span alone, with all that replaces occurrences of them:
//     what it says of its own time, transparency and answers counts, not what the series
//     says. See [ical.Entries].
//   - Its VFREEBUSY components (RFC 5545, section 3.6.4): each period of FREEBUSY with its
//     FBTYPE. One that is unknown counts as BUSY, as section 3.2.9 asks; FREE takes nothing.
//   - Its VAVAILABILITY components (RFC 7953): what they cover and no AVAILABLE in them has
//     is taken, with BUSYTYPE or else Unavailable. Of two that overlap, that with the smaller
//     PRIORITY (1 to 9, then 0 and none) holds; of equal ones, time is available where either
//     says so. These entries have no UID.
//
// Whole days, and times without a zone, are those of [Options].Location. To-dos and journal
// entries take no time (RFC 4791, section 7.10).
//
// The error is a [*LimitError] where series have too many occurrences. All else that is
// wrong with a calendar is a finding.
func FromModel(model *ics.Calendar, from, to time.Time, options Options) (Reading, error) {
	r, err := newReader(model, from, to, options)
	if err != nil {
		return Reading{}, err
	}
	if err := r.all(model); err != nil {
		return Reading{}, err
	}
	return r.reading, nil
}

// Read is [FromModel] of all calendars of a stream. With an error of type [*ical.ReadError]
// the stream cannot be read.
func Read(stream io.Reader, from, to time.Time, read ical.ReadOptions, options Options) (Reading, error) {
	doc, err := ical.Read(stream, read)
	if err != nil {
		return Reading{}, err
	}
	var all Reading
	spent := 0
	for i, model := range doc.Calendars {
		r, err := newReader(model, from, to, options)
		if err != nil {
			return Reading{}, err
		}
		r.looked = spent
		if err := r.all(model); err != nil {
			return Reading{}, err
		}
		spent = r.looked
		all.Entries = append(all.Entries, r.reading.Entries...)
		all.Findings = append(all.Findings, r.reading.Findings...)
		if i == 0 {
			all.Unknown = r.reading.Unknown
		} else {
			all.Unknown = intersect(all.Unknown, r.reading.Unknown)
		}
	}
	all.Diagnostics = doc.Diagnostics
	return all, nil
}

// A reader gathers what takes time in a span.
type reader struct {
	from, to time.Time
	options  Options
	address  string
	zones    *ical.Zones
	looked   int // occurrences of series so far
	reading  Reading
}

func newReader(model *ics.Calendar, from, to time.Time, options Options) (*reader, error) {
	if model == nil {
		return nil, fmt.Errorf("freebusy: %w: the calendar is nil", ical.ErrComponent)
	}
	if options.MaxOccurrences <= 0 {
		options.MaxOccurrences = 1_000_000
	}
	if options.MaxFindings <= 0 {
		options.MaxFindings = 1_000
	}
	r := &reader{from: from, to: to, options: options, address: bare(options.Address), zones: ical.NewZones(model)}
	var err error
	if r.options.Location, err = options.location(model); err != nil {
		r.find(ical.Finding{Index: -1, Component: "VCALENDAR", Property: "X-WR-TIMEZONE", Reason: err.Error() + "; days and local times are those of UTC", Err: err})
	}
	return r, nil
}

func (r *reader) find(f ical.Finding) {
	if len(r.reading.Findings) < r.options.MaxFindings {
		r.reading.Findings = append(r.reading.Findings, f)
	}
}

// add adds an entry that takes time in the span.
func (r *reader) add(e Entry) {
	if e.Type == Free {
		return
	}
	for range e.Spans(r.from, r.to) {
		r.reading.Entries = append(r.reading.Entries, e)
		return
	}
}

// all adds all that takes time.
func (r *reader) all(model *ics.Calendar) error {
	if err := r.events(model); err != nil {
		return err
	}
	r.published(model)
	return r.availability(model)
}

func (r *reader) importOptions() ical.ImportOptions {
	return ical.ImportOptions{Floating: r.options.Location, MaxFindings: r.options.MaxFindings}
}

// events adds the events of a model.
func (r *reader) events(model *ics.Calendar) error {
	entries, findings := ical.Entries(model, r.importOptions())
	for _, f := range findings {
		if f.Component != "VTODO" && f.Component != "VJOURNAL" {
			r.find(f)
		}
	}
	for i := range entries {
		e := &entries[i]
		if nameOf(e.Component) != "VEVENT" {
			continue
		}
		claims := newClaims(e, r.address)
		if err := r.occurrences(e, claims.takesTime(), func(one Entry, override int) {
			c := claims.of(override)
			one.Type, one.Summary, one.Place = c.typ, c.summary, c.place
			r.add(one)
		}); err != nil {
			return err
		}
	}
	return nil
}

// claims are what the components of an entry of a calendar take.
type claims struct {
	master    claim
	overrides []claim
}

type claim struct {
	typ     Type
	summary string
	place   string
}

func newClaims(e *ical.Entry, address string) claims {
	look := func(c ics.Component) claim {
		summary, _ := valueOf(c, "SUMMARY")
		place, _ := valueOf(c, "LOCATION")
		return claim{propertiesOf(c, address).Type(), summary, place}
	}
	all := claims{master: look(e.Component)}
	for _, c := range e.Overrides {
		all.overrides = append(all.overrides, look(c))
	}
	return all
}

func (c *claims) of(override int) claim {
	if override < 0 || override >= len(c.overrides) {
		return c.master
	}
	return c.overrides[override]
}

func (c *claims) takesTime() bool {
	return c.master.typ != Free || slices.ContainsFunc(c.overrides, func(one claim) bool { return one.typ != Free })
}

// intersect returns what is in both of two lists of spans, each ascending and disjoint.
func intersect(a, b []Span) (both []Span) {
	for len(a) > 0 && len(b) > 0 {
		if s := (Span{later(a[0].Start, b[0].Start), earlier(a[0].End, b[0].End)}); s.Start.Before(s.End) {
			both = append(both, s)
		}
		if a[0].End.Before(b[0].End) {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return both
}

// subtract returns what is in a and not in b, both ascending and disjoint, as a list of
// periods of the types of a.
func subtract(a []Period, b []Span) (rest []Period) {
	i := 0
	for _, p := range a {
		for i < len(b) && !b[i].End.After(p.Start) {
			i++
		}
		for j := i; p.Start.Before(p.End); j++ {
			if j == len(b) || !b[j].Start.Before(p.End) {
				rest = append(rest, p)
				break
			}
			if p.Start.Before(b[j].Start) {
				rest = append(rest, Period{p.Start, b[j].Start, p.Type})
			}
			p.Start = b[j].End
		}
	}
	return rest
}

// uidOf returns the UID of a component, or "".
func uidOf(c ics.Component) string {
	uid, _ := valueOf(c, "UID")
	return strings.TrimSpace(uid)
}
