package ical

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"

	ics "github.com/arran4/golang-ical"
)

// ReadOptions change how a reader works. The zero value reads what it can of any feed,
// within the default limits.
type ReadOptions struct {
	// Limits bound what is taken in.
	Limits Limits

	// Strict makes the first defect an error that wraps [ErrDefect], whatever its
	// [Effect].
	Strict bool

	// Message says that the stream is an iTIP message (RFC 5546): it may have a METHOD,
	// and its components need no DTSTART.
	Message bool
}

// A Part is a component of a calendar as a [Decoder] gives it.
type Part struct {
	// Calendar is the calendar that it stands in, with the properties that have been
	// read so far and without components. It is the same for all parts of a calendar.
	Calendar *ics.Calendar

	// Component is the component, with the components within it.
	Component ics.Component

	// Line is the line of the stream on which it begins, from 1.
	Line int
}

// A Decoder reads calendars from a stream, component by component. Its memory is that of
// the largest component, and of the TZIDs that a calendar defines. For a stream of any
// length Limits.Input and Limits.Components have to be raised. It is for one goroutine at
// a time, and made by [NewDecoder] or [NewJCalDecoder]: the zero Decoder must not be used.
//
// It reads what a single component tells; what only all of them together tell is for
// [Read]: duplicates, time zones that nobody knows, and exceptions of series.
type Decoder struct {
	lines   lineSource
	options ReadOptions
	limits  Limits
	recent  [32]recentName // the names of the first properties of the last component
	scratch []byte

	frames   []*openComponent // used again and again
	depth    int              // frames[:depth] are open
	calendar *ics.Calendar
	head     calendarHead

	calendars, components int
	outside               int // octets outside of any calendar
	hint                  string
	diagnostics           []Diagnostic
	omitted               int
	compared              int    // VTIMEZONEs compared with the time zone data
	onsets                int    // that have been looked for in VTIMEZONEs
	zones                 *Zones // what TZIDs name by themselves; nil before it is needed
	first                 int    // the first diagnostic of the component of the calendar being read
	err                   error
}

// calendarHead is what the components of a calendar must know of it.
type calendarHead struct {
	components int
	method     bool            // whether there is a METHOD
	publish    bool            // whether it is PUBLISH, and no event without ORGANIZER has been found yet
	zones      map[string]bool // the TZIDs that have been defined so far
}

// An entry is a Part with what is known of it besides, or the end of a calendar, without a
// component.
type entry struct {
	Part
	uses   []zoneUse
	memory int64 // what it takes, as estimated
}

// A zoneUse is the use of a TZID of which there was no VTIMEZONE when it was read.
type zoneUse struct {
	zone     string
	line     int
	property string
}

// NewDecoder returns a decoder that reads from r.
func NewDecoder(r io.Reader, options ReadOptions) *Decoder {
	limits := options.Limits.withDefaults()
	return newDecoder(&tokenizer{r: r, maxInput: limits.Input, maxLine: limits.Line, maxBlanks: limits.Outside}, options, limits)
}

func newDecoder(lines lineSource, options ReadOptions, limits Limits) *Decoder {
	return &Decoder{lines: lines, options: options, limits: limits}
}

// Components returns the components of the calendars of the stream, in its order. The
// sequence is single-use. It ends with the stream, or with an error, a [*ReadError], and a
// Part that is zero: what came before is then part of something that is not whole, and
// whoever keeps a copy of the calendar does well to go on with that.
func (d *Decoder) Components() iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		for {
			e, err := d.next()
			switch {
			case err == io.EOF:
				return
			case err != nil:
				yield(Part{}, err)
				return
			case e.Component != nil && !yield(e.Part, nil):
				return
			}
		}
	}
}

// Diagnostics returns the defects found so far, in the order in which they were found,
// and how many there were beyond the limit.
func (d *Decoder) Diagnostics() (found []Diagnostic, omitted int) {
	return slices.Clone(d.diagnostics), d.omitted
}

// next returns the next component, or the end of a calendar. The error is io.EOF or a
// *ReadError.
func (d *Decoder) next() (entry, error) {
	for d.err == nil {
		line, err := d.lines.next()
		for _, g := range d.lines.defects() {
			d.report(g)
		}
		if err != nil {
			d.stop(d.ending(err))
			break
		}
		if e, ok := d.line(line); ok && d.err == nil {
			return e, nil
		}
	}
	return entry{}, d.err
}

// ending returns what the end of the stream is: io.EOF if it may be there.
func (d *Decoder) ending(err error) error {
	line := d.lines.reached()
	var over *ReadError
	switch {
	case errors.As(err, &over):
		return over
	case err != io.EOF:
		return &ReadError{Line: line, Reason: err.Error(), Err: err}
	case d.depth > 0:
		return &ReadError{Line: line, Reason: "the stream ends within " + d.top().name + ", without END:VCALENDAR", Err: ErrTruncated}
	case d.calendars == 0:
		return &ReadError{Line: 1, Reason: "no " + d.lines.beginning() + d.hint, Err: ErrNoCalendar}
	}
	return io.EOF
}

// stop ends reading. What is found behind the end of the stream goes before that.
func (d *Decoder) stop(err error) {
	if d.err == nil || d.err == io.EOF {
		d.err = err
	}
}

func (d *Decoder) top() *openComponent { return d.frames[d.depth-1] }

// line reads a content line; ok is true if it ends what next returns.
func (d *Decoder) line(line contentLine) (e entry, ok bool) {
	if rest, marked := bytes.CutPrefix(line.text, []byte("\xEF\xBB\xBF")); marked && d.depth == 0 {
		// Files that begin with one have been joined.
		line.text = rest
		if !slices.ContainsFunc(d.diagnostics, func(g Diagnostic) bool { return g.Code == CodeBOM }) {
			d.report(Diagnostic{Line: line.number, Code: CodeBOM, Effect: LeftOut, Reason: "a calendar begins with a byte order mark"})
		}
	}
	name := nameEnd(line.text)
	bare := line.text[:name]
	marks := name < len(line.text) && line.text[name] == ':'
	begins, ends := equalFold(string(bare), "BEGIN"), equalFold(string(bare), "END")
	if d.depth == 0 {
		if begins && marks && equalFold(string(bytes.TrimSpace(line.text[name+1:])), "VCALENDAR") {
			d.begin("VCALENDAR", line)
			return e, false
		}
		d.beyond(line)
		return e, false
	}
	switch {
	case begins && marks:
		if name, ok := d.delimiter(line, name+1); ok {
			d.begin(name, line)
		}
	case ends && marks:
		if name, ok := d.delimiter(line, name+1); ok {
			return d.end(name, line)
		}
	case d.top().skip:
	case name == 0 || name == len(line.text) || begins || ends || !marks && line.text[name] != ';':
		d.reportAt(line.number, d.top(), CodeBadLine, LeftOut, "no content line: "+quote(string(clip(line.text))))
	default:
		if d.depth == 1 && d.head.components > 0 {
			d.report(Diagnostic{Line: line.number, Code: CodeLateProperty, Component: "VCALENDAR", Property: upperString(bare),
				Reason: "a property of the calendar behind a component"})
		}
		d.property(d.top(), line, name)
	}
	return e, false
}

// beyond passes over a line outside of any calendar.
func (d *Decoder) beyond(line contentLine) {
	if d.calendars == 0 && d.hint == "" {
		d.hint = looksLike(line.text)
	}
	d.report(Diagnostic{Line: line.number, Code: CodeOutside, Effect: LeftOut, Reason: "outside of any calendar: " + quote(string(clip(line.text)))})
	if d.outside += line.size; d.outside <= d.limits.Outside {
		return
	}
	if d.calendars == 0 {
		d.stop(&ReadError{Line: line.number, Reason: "no " + d.lines.beginning() + d.hint, Err: ErrNoCalendar})
		return
	}
	d.stop(limitError(line.number, "octets outside of any calendar", d.limits.Outside))
}

// looksLike says what a stream seems to be that begins with a line.
func looksLike(line []byte) string {
	switch {
	case bytes.HasPrefix(line, []byte("\xFF\xFE")), bytes.HasPrefix(line, []byte("\xFE\xFF")):
		return ", but what looks like UTF-16"
	case bytes.HasPrefix(line, []byte("\x1F\x8B")):
		return ", but what looks like gzip"
	case bytes.HasPrefix(line, []byte("<")):
		return ", but what looks like HTML or XML"
	case bytes.HasPrefix(line, []byte("{")), bytes.HasPrefix(line, []byte("[")):
		return ", but what looks like JSON"
	}
	return ""
}

// delimiter returns the name in a BEGIN or END line, in capitals; ok is false if it is
// none.
func (d *Decoder) delimiter(line contentLine, value int) (name string, ok bool) {
	trimmed := bytes.Trim(line.text[value:], " \t")
	if len(trimmed) < len(line.text)-value {
		d.reportAt(line.number, d.top(), CodeBlanks, Repaired, "blanks around the name of a component")
	}
	if kind := kindOf(string(trimmed)); kind != nil {
		return kind.name, true
	}
	name = upperString(trimmed)
	if !isName(name) || len(name) > maxNameOctets {
		d.reportAt(line.number, d.top(), CodeBadLine, LeftOut, "no name of a component: "+quote(string(clip(trimmed))))
		return "", false
	}
	return name, true
}

// maxNameOctets is how long the name of a component may be.
const maxNameOctets = 255

// begin opens a component.
func (d *Decoder) begin(name string, line contentLine) {
	if d.components++; d.components > d.limits.Components {
		d.stop(limitError(line.number, "components", d.limits.Components))
		return
	}
	if d.depth > 0 {
		d.flush()
		if slices.Contains(calendarParts, name) {
			d.closeParts(name)
		}
	}
	if d.depth == d.limits.Depth {
		d.stop(limitError(line.number, "components within one another", d.limits.Depth))
		return
	}
	if d.depth == len(d.frames) {
		d.frames = append(d.frames, &openComponent{})
	}
	f := d.frames[d.depth]
	f.begin(name, line.number)
	switch {
	case d.depth == 0:
		d.beginCalendar(line)
	case d.top().skip:
		f.skip = true
	case f.kind != nil && f.kind.within != nil && d.top().kind != nil && !slices.Contains(f.kind.within, d.top().name):
		f.skip = true
		d.reportAt(line.number, f, CodeMisplaced, LeftOut, name+" does not stand in "+d.top().name)
	}
	if d.depth == 1 {
		d.first = len(d.diagnostics)
		d.head.components++
	}
	d.depth++
}

// calendarParts are the components that stand in a calendar and nowhere else.
var calendarParts = []string{"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}

// closeParts leaves out the open components of which the beginning of a part of a calendar
// shows that their END is missing. A VCALENDAR within another has parts of its own, and of
// an unknown component there is no telling.
func (d *Decoder) closeParts(name string) {
	for d.depth > 1 && d.top().kind != nil && d.top().name != "VCALENDAR" {
		d.unclosed(name + " begins")
	}
}

// unclosed leaves out the innermost component, whose END is missing.
func (d *Decoder) unclosed(because string) {
	f := d.top()
	if !f.skip {
		d.reportAt(f.line, f, CodeUnclosed, LeftOut, "END:"+f.name+" is missing where "+because)
	}
	d.depth--
	if d.depth > 0 && (f.name == "STANDARD" || f.name == "DAYLIGHT") {
		d.top().broken = true
	}
}

// end closes a component.
func (d *Decoder) end(name string, line contentLine) (e entry, ok bool) {
	at := d.depth - 1
	for at >= 0 && d.frames[at].name != name {
		at--
	}
	if at < 0 {
		d.reportAt(line.number, d.top(), CodeStrayEnd, LeftOut, "END:"+name+" without BEGIN")
		return e, false
	}
	for d.depth-1 > at {
		d.unclosed(name + " ends")
	}
	f := d.top()
	if at == 0 {
		d.flush()
		d.endCalendar(f)
		d.depth--
		return entry{Part: Part{Calendar: d.calendar, Line: f.line}}, true
	}
	if f.skip {
		d.depth--
		return e, false
	}
	f.settle()
	uses, kept := d.check(f)
	if at == 1 {
		d.tellUID(f)
	}
	d.depth--
	if !kept {
		return e, false
	}
	if at > 1 {
		outer := d.top()
		outer.children = append(outer.children, f.model())
		outer.memory += f.modelMemory()
		return e, false
	}
	return entry{Part{d.calendar, f.model(), f.line}, uses, f.modelMemory()}, true
}

// tellUID puts the UID of a component into the diagnostics that it has got.
func (d *Decoder) tellUID(f *openComponent) {
	uid := f.find(propUID)
	if uid == nil {
		return
	}
	for i := d.first; i < len(d.diagnostics); i++ {
		if d.diagnostics[i].Component != "" {
			d.diagnostics[i].UID = uid.value
		}
	}
}

// report notes a defect, or ends reading with it.
func (d *Decoder) report(g Diagnostic) {
	if d.options.Strict {
		d.stop(&ReadError{Line: g.Line, Code: g.Code, Reason: g.Reason, Err: ErrDefect})
		return
	}
	if len(d.diagnostics) >= d.limits.Diagnostics {
		d.omitted++
		return
	}
	d.diagnostics = append(d.diagnostics, g)
}

// reportAt notes a defect of a component or of a line within it.
func (d *Decoder) reportAt(line int, f *openComponent, code Code, effect Effect, reason string) {
	d.report(Diagnostic{Line: line, Code: code, Effect: effect, Component: f.name, Reason: reason})
}

// reportIn notes a defect of a property.
func (d *Decoder) reportIn(f *openComponent, p *readProperty, code Code, effect Effect, reason string) {
	name := p.name
	if name == "" {
		name = string(f.arena[p.nameAt.from:p.nameAt.to])
	}
	d.report(Diagnostic{Line: p.line, Code: code, Effect: effect, Component: f.name, Property: name, Reason: reason})
}

// clip returns the beginning of a text, as much as an error shows and somewhat more.
func clip(text []byte) []byte { return text[:min(len(text), maxQuoted+1)] }

func upperString(name []byte) string { return string(appendUpper(nil, string(name))) }

// What the faults of lines are called, by lineFaultKind.
var (
	lineFaultCodes = [faultCount]Code{
		faultBOM: CodeBOM, faultLF: CodeLF, faultCR: CodeCR, faultCRCRLF: CodeCRCRLF, faultBlank: CodeBlankLine,
		faultLong: CodeLongLine, faultFoldInCharacter: CodeFoldInCharacter, faultUnended: CodeUnendedLine,
	}
	lineFaultEffects = [faultCount]Effect{faultBOM: LeftOut, faultLF: Repaired, faultCR: Repaired, faultCRCRLF: Repaired, faultBlank: LeftOut}
	lineFaultReasons = [faultCount]string{
		faultBOM:             "the stream begins with a byte order mark",
		faultLF:              "the line ends in LF, not CR LF",
		faultCR:              "the line ends in CR, not CR LF",
		faultCRCRLF:          "the line ends in CR CR LF, not CR LF",
		faultBlank:           "an empty line",
		faultLong:            "the line has more than 75 octets",
		faultFoldInCharacter: "the line begins within a character",
		faultUnended:         "the last line has no line end",
	}
)
