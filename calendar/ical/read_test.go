package ical

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// calendarText returns a calendar around content lines.
func calendarText(contentLines ...string) string {
	return lines(append(append([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Convene//Test//EN"}, contentLines...), "END:VCALENDAR")...)
}

// eventText returns a calendar with an event of content lines.
func eventText(contentLines ...string) string {
	event := append([]string{"BEGIN:VEVENT", "UID:a@example.org", "DTSTAMP:20260101T000000Z", "DTSTART:20260908T190000Z"}, contentLines...)
	return calendarText(append(event, "END:VEVENT")...)
}

// onlyEvent returns the only event of a stream.
func onlyEvent(t *testing.T, doc *Document) *ics.VEvent {
	t.Helper()
	require.Len(t, doc.Calendars, 1)
	require.Len(t, doc.Calendars[0].Components, 1)
	e, ok := doc.Calendars[0].Components[0].(*ics.VEvent)
	require.True(t, ok)
	return e
}

// TestReadProperty reads single properties of an event.
func TestReadProperty(t *testing.T) {
	for _, tt := range []struct {
		line   string
		value  string
		params map[string][]string
		codes  []Code
	}{
		{`SUMMARY:a\, b\; c\\d\ne\Nf`, "a, b; c\\d\ne\nf", nil, nil},
		{"summary;language=fr:a", "a", map[string][]string{"LANGUAGE": {"fr"}}, nil},
		{`X-FOO:a\,b`, "a,b", nil, nil},
		{`X-FOO:a\,b;c`, `a\,b;c`, map[string][]string{"VALUE": {"UNKNOWN"}}, nil},
		{`X-FOO;X-P=1:C:\temp`, `C:\temp`, map[string][]string{"X-P": {"1"}, "VALUE": {"UNKNOWN"}}, nil},
		{"X-FOO;VALUE=URI:https://x/a,b;c", "https://x/a,b;c", map[string][]string{"VALUE": {"URI"}}, nil},
		{`SUMMARY:C:\temp\new`, "C:\\temp\new", nil, []Code{CodeBadEscape}},
		{`SUMMARY:a\:b\"c\'d\`, `a:b"c'd\`, nil, []Code{CodeBadEscape}},
		{"SUMMARY:one, two; three", "one, two; three", nil, []Code{CodeUnescaped}},
		{"SUMMARY:a\x00b\x7fc\u0085d\u009be", "abc\u0085de", nil, []Code{CodeControl}},
		{`CATEGORIES:A,B\,C,D\\E\;F;G`, `A,B\,C,D\\E;F;G`, nil, []Code{CodeUnescaped}},
		{`CATEGORIES:a\x`, `a\\x`, nil, []Code{CodeBadEscape}},
		{`REQUEST-STATUS:2.8; Success\, x;RRULE:FREQ=WEEKLY\;INTERVAL=2`, "2.8; Success, x;RRULE:FREQ=WEEKLY;INTERVAL=2", nil, nil},
		{`ATTENDEE;CN="Doe; John: x, y";MEMBER="mailto:a@x","mailto:b@x":mailto:c@x`, "mailto:c@x",
			map[string][]string{"CN": {"Doe; John: x, y"}, "MEMBER": {"mailto:a@x", "mailto:b@x"}}, nil},
		{"ATTENDEE;CN=George ^'Babe^' Ruth^nline^^caret^x^:mailto:a@x.example", "mailto:a@x.example",
			map[string][]string{"CN": {"George \"Babe\" Ruth\nline^caret^x^"}}, nil},
		{`ATTENDEE;CN="DOM\user":mailto:a@x.example`, "mailto:a@x.example", map[string][]string{"CN": {`DOM\user`}}, []Code{CodeParameterBackslash}},
		{"ATTENDEE;CN=:mailto:a@x.example", "mailto:a@x.example", map[string][]string{"CN": {""}}, nil},
		{"ATTENDEE:someone", "someone", nil, []Code{CodeBadValue}},
		{"URL:vbscript:x", "vbscript:x", nil, []Code{CodeActiveAddress}},
		{"DTEND:20260909", "", nil, []Code{CodeWrongValue, CodeMixedTypes}},
		{"DTEND;TZID=Europe/Paris:20260909T120000Z", "20260909T120000Z", nil, []Code{CodeZoneOnUTC}},
		{"DTEND: 20260909T120000Z ", "20260909T120000Z", nil, []Code{CodeBlanks}},
		{"EXDATE:20260909T190000Z,never,20260910T190000Z", "20260909T190000Z,20260910T190000Z", nil, []Code{CodeBadValue}},
		{"SEQUENCE:-1", "", nil, []Code{CodeOutOfRange}},
		{"PRIORITY:10", "", nil, []Code{CodeOutOfRange}},
		{"GEO:91;0", "", nil, []Code{CodeBadValue}},
		{"STATUS:DONE", "DONE", nil, []Code{CodeUnknownWord}},
		{"SUMMARY;VALUE=URI:https://x/", "https://x/", map[string][]string{"VALUE": {"URI"}}, []Code{CodeValueType}},
		{"CONFERENCE:https://x/", "https://x/", map[string][]string{"VALUE": {"URI"}}, []Code{CodeMissingValue}},
		{"ATTACH;ENCODING=BASE64:QUJD", "QUJD", map[string][]string{"ENCODING": {"BASE64"}, "VALUE": {"BINARY"}}, []Code{CodeMissingValue}},
		{"IMAGE;VALUE=BINARY;ENCODING=BASE64:QUJD", "QUJD", map[string][]string{"ENCODING": {"BASE64"}, "VALUE": {"BINARY"}}, nil},
		{"RRULE:freq=daily;count=3", "FREQ=DAILY;COUNT=3", nil, nil},
		{"RRULE:RSCALE=CHINESE;FREQ=YEARLY", "RSCALE=CHINESE;FREQ=YEARLY", nil, []Code{CodeForeignRule}},
		{"RRULE:FREQ=DAILY;INTERVAL=0", "FREQ=DAILY", nil, []Code{CodeForgivenRule}},
		{"RRULE:every day", "", nil, []Code{CodeBadRule}},
		{"RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261001T000000Z", "FREQ=DAILY;COUNT=3", nil, []Code{CodeCountAndUntil}},
		{"RRULE:FREQ=DAILY;COUNT=99;UNTIL=20261001T000000Z", "FREQ=DAILY;UNTIL=20261001T000000Z", nil, []Code{CodeCountAndUntil}},
		{"RRULE:FREQ=DAILY;UNTIL=20261001", "FREQ=DAILY;UNTIL=20261001T235959Z", nil, []Code{CodeUntilType}},
		{"RRULE:FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=FR", nil, []Code{CodeOffStart}},
	} {
		t.Run(tt.line, func(t *testing.T) {
			doc := readString(t, eventText(tt.line))
			var codes []Code
			for _, d := range doc.Diagnostics {
				codes = append(codes, d.Code)
				require.Equal(t, 8, d.Line)
				require.Equal(t, "VEVENT", d.Component)
				require.Equal(t, "a@example.org", d.UID)
				require.NotEmpty(t, d.Reason)
			}
			require.Equal(t, tt.codes, codes)
			properties := onlyEvent(t, doc).Properties
			if tt.value == "" {
				require.Len(t, properties, 3)
				return
			}
			require.Len(t, properties, 4)
			got := properties[3]
			name := tt.line[:strings.IndexAny(tt.line, ";:")]
			require.Equal(t, strings.ToUpper(name), got.IANAToken)
			require.Equal(t, tt.value, got.Value)
			if tt.params == nil {
				tt.params = map[string][]string{}
			}
			require.Equal(t, tt.params, got.ICalParameters)
		})
	}
}

// What is structured in its own way is written as it was read.
func TestStructuredValuesSurvive(t *testing.T) {
	line := `X-FOO:a\,b;c\x`
	doc := readString(t, eventText(line))
	b, err := Marshal(doc.Calendars[0])
	require.NoError(t, err)
	require.Contains(t, string(b), "\r\n"+line+"\r\n")
}

// Properties that users set after reading do not meet a nil map.
func TestModelsCanBeChanged(t *testing.T) {
	e := onlyEvent(t, readString(t, eventText("SUMMARY:a")))
	e.GetProperty(ics.ComponentPropertySummary).ICalParameters["LANGUAGE"] = []string{"fr"}
	e.SetSummary("b")
	e.AddComment("c")
	cal := ics.NewCalendar()
	cal.Components = append(cal.Components, e)
	require.NoError(t, Encode(io.Discard, cal))
}

func TestComponentTypes(t *testing.T) {
	doc := readString(t, calendarText(
		"BEGIN:VTIMEZONE", "TZID:Etc/X", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD",
		"BEGIN:DAYLIGHT", "DTSTART:19710101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:DAYLIGHT", "END:VTIMEZONE",
		"BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260101T000000Z",
		"BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-P1D", "END:VALARM", "BEGIN:participant", "UID:1", "PARTICIPANT-TYPE:SPEAKER", "END:Participant", "END:VEVENT",
		"BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO",
		"BEGIN:VJOURNAL", "UID:1", "DTSTAMP:20260101T000000Z", "END:VJOURNAL",
		"BEGIN:VFREEBUSY", "UID:1", "DTSTAMP:20260101T000000Z", "END:VFREEBUSY",
		"BEGIN:x-own", "END:X-OWN",
	))
	require.Empty(t, doc.Diagnostics)
	var types []string
	var note func(c ics.Component)
	note = func(c ics.Component) {
		name, _ := componentName(c)
		types = append(types, fmt.Sprintf("%T %s", c, name))
		for _, inner := range c.SubComponents() {
			note(inner)
		}
	}
	for _, c := range doc.Calendars[0].Components {
		note(c)
	}
	require.Equal(t, []string{
		"*ics.VTimezone VTIMEZONE", "*ics.Standard STANDARD", "*ics.Daylight DAYLIGHT", "*ics.VEvent VEVENT", "*ics.VAlarm VALARM",
		"*ics.GeneralComponent PARTICIPANT", "*ics.VTodo VTODO", "*ics.VJournal VJOURNAL", "*ics.VBusy VFREEBUSY", "*ics.GeneralComponent X-OWN",
	}, types)
}

// TestLimits sets each limit to what a stream just needs, and to one less.
func TestLimits(t *testing.T) {
	event := eventText("ATTENDEE;CN=a;ROLE=CHAIR;MEMBER=\"mailto:b@x.example\",\"mailto:c@x.example\":mailto:a@x.example",
		"BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-P1D", "REPEAT:3", "DURATION:PT1H", "END:VALARM")
	longest := 0
	for _, line := range plainLines(event) {
		longest = max(longest, len(line))
	}
	for _, tt := range []struct {
		name  string
		need  int
		set   func(l *Limits, n int)
		over  Code // reported, where that is no error
		event string
	}{
		{name: "input", need: len(event), set: func(l *Limits, n int) { l.Input = int64(n) }},
		{name: "line", need: longest, set: func(l *Limits, n int) { l.Line = n }},
		{name: "outside", need: len("X-JUNK:1\r\n"), set: func(l *Limits, n int) { l.Outside = n }, event: event + "X-JUNK:1\r\n"},
		{name: "depth", need: 3, set: func(l *Limits, n int) { l.Depth = n }},
		{name: "components", need: 3, set: func(l *Limits, n int) { l.Components = n }},
		{name: "properties", need: 4, set: func(l *Limits, n int) { l.Properties = n }},
		{name: "parameters", need: 3, set: func(l *Limits, n int) { l.Parameters = n }, over: CodeManyParameters},
		{name: "values of parameters", need: 4, set: func(l *Limits, n int) { l.ParameterValues = n }, over: CodeManyParameters},
		{name: "UID", need: len("a@example.org"), set: func(l *Limits, n int) { l.UID = n }, over: CodeLongUID},
		{name: "repeat", need: 3, set: func(l *Limits, n int) { l.Repeat = n }, over: CodeBadAlarm},
	} {
		t.Run(tt.name, func(t *testing.T) {
			stream := event
			if tt.event != "" {
				stream = tt.event
			}
			var limits Limits
			tt.set(&limits, tt.need)
			doc, err := Read(strings.NewReader(stream), ReadOptions{Limits: limits})
			require.NoError(t, err)
			for _, d := range doc.Diagnostics {
				require.Contains(t, []Code{CodeOutside, CodeLongLine}, d.Code)
			}
			tt.set(&limits, tt.need-1)
			doc, err = Read(strings.NewReader(stream), ReadOptions{Limits: limits})
			if tt.over == "" {
				require.ErrorIs(t, err, ErrLimit)
				return
			}
			require.NoError(t, err)
			require.True(t, hasCode(doc, tt.over), "%v", doc.Diagnostics)
		})
	}
}

func TestExtremeLimits(t *testing.T) {
	event := eventText("SUMMARY:Opening")
	const jCal = `["vcalendar",[["version",{},"text","2.0"]],[["vevent",[["uid",{},"text","a"],["dtstart",{},"date","2026-12-01"]],[]]]]`
	for name, read := range map[string]func(Limits) error{
		"Read": func(l Limits) error {
			_, err := Read(strings.NewReader(event), ReadOptions{Limits: l})
			return err
		},
		"ReadJCal": func(l Limits) error {
			_, err := ReadJCal(strings.NewReader(jCal), ReadOptions{Limits: l})
			return err
		},
	} {
		require.NoError(t, read(Limits{
			Input: math.MaxInt64, Line: math.MaxInt, Outside: math.MaxInt, Depth: math.MaxInt, Components: math.MaxInt,
			Properties: math.MaxInt, Parameters: math.MaxInt, ParameterValues: math.MaxInt, UID: math.MaxInt,
			Memory: math.MaxInt64, Repeat: math.MaxInt, Diagnostics: math.MaxInt,
		}), name)
		for _, least := range []int{-1, math.MinInt} {
			for _, l := range []Limits{{Input: int64(least)}, {Line: least}, {Components: least}, {Properties: least}, {Memory: int64(least)}} {
				require.ErrorIs(t, read(l), ErrLimit, "%s: %+v", name, l)
			}
		}
	}
}

// Little but parameters takes the most memory for an octet, and is refused in time; what
// the limit allows takes no more than twice that.
func TestMemoryLimit(t *testing.T) {
	box := "BEGIN:X-BOX\r\n" + strings.Repeat("X-A;B=c:v\r\n", 1000) + "END:X-BOX\r\n"
	stream := func(times int) io.Reader {
		return io.MultiReader(strings.NewReader("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"), &repeated{text: box, times: times},
			strings.NewReader("END:VCALENDAR\r\n"))
	}
	const limit = 16 << 20
	_, err := Read(stream(1000), ReadOptions{Limits: Limits{Memory: limit}})
	require.ErrorIs(t, err, ErrLimit)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	doc, err := Read(stream(30), ReadOptions{Limits: Limits{Memory: limit}})
	require.NoError(t, err)
	runtime.GC()
	runtime.ReadMemStats(&after)
	kept := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	runtime.KeepAlive(doc)
	require.Less(t, kept, int64(2*limit))
	require.Greater(t, kept, int64(limit/2)) // so the estimate is near the truth
}

func hasCode(doc *Document, code Code) bool {
	for _, d := range doc.Diagnostics {
		if d.Code == code {
			return true
		}
	}
	return false
}

func TestDiagnosticsAreBounded(t *testing.T) {
	stream := eventText(strings.Split(strings.Repeat("no colon\n", 50), "\n")...)
	doc, err := Read(strings.NewReader(stream), ReadOptions{Limits: Limits{Diagnostics: 7}})
	require.NoError(t, err)
	require.Len(t, doc.Diagnostics, 7)
	require.Equal(t, 50+1-7, doc.Omitted) // with the blank line at the end
}

func TestMessages(t *testing.T) {
	request := calendarText("METHOD:REQUEST", "BEGIN:VEVENT", "UID:a", "DTSTAMP:20260101T000000Z", "END:VEVENT")
	doc := readString(t, request)
	require.True(t, hasCode(doc, CodeMethod))
	require.Len(t, doc.Calendars[0].Components, 1)
	_, err := Read(strings.NewReader(request), ReadOptions{Message: true, Strict: true})
	require.NoError(t, err)
}

// The last revision counts, over all calendars of a stream and for each exception.
func TestDuplicates(t *testing.T) {
	event := func(summary string, properties ...string) string {
		return lines(append(append([]string{"BEGIN:VEVENT", "DTSTART:20260908T190000Z", "SUMMARY:" + summary}, properties...), "END:VEVENT")...)
	}
	head := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
	stream := head +
		event("first", "UID:a", "DTSTAMP:20260101T000000Z", "SEQUENCE:1") +
		event("stamped later", "UID:a", "DTSTAMP:20260201T000000Z", "SEQUENCE:1") +
		event("stamped later but of an earlier sequence", "UID:a", "DTSTAMP:20260301T000000Z") +
		event("an exception", "UID:a", "DTSTAMP:20260101T000000Z", "RECURRENCE-ID:20260908T190000Z") +
		event("the same", "UID:b", "DTSTAMP:20260101T000000Z") +
		event("the same again", "UID:b", "DTSTAMP:20260101T000000Z") +
		"END:VCALENDAR\r\n" + head +
		event("the same in another calendar", "UID:b", "DTSTAMP:20260102T000000Z") +
		"BEGIN:VTODO\r\nUID:b\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:a to-do\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
	doc := readString(t, stream)
	var summaries []string
	for _, cal := range doc.Calendars {
		for _, c := range cal.Components {
			summaries = append(summaries, valueOf(c, propSummary))
		}
	}
	require.Equal(t, []string{"stamped later", "an exception", "the same in another calendar", "a to-do"}, summaries)
	n := 0
	for _, d := range doc.Diagnostics {
		if d.Code == CodeDuplicate {
			require.Equal(t, LeftOut, d.Effect)
			n++
		}
	}
	require.Equal(t, 4, n)
}

// What has no UID gets one that depends on its content alone.
func TestMadeUIDs(t *testing.T) {
	event := func(summary string) string {
		return lines("BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", "DTSTART:20260908T190000Z", "SUMMARY:"+summary, "END:VEVENT")
	}
	uids := func(stream string) (all []string) {
		for _, c := range readString(t, stream).Calendars[0].Components {
			all = append(all, valueOf(c, propUID))
		}
		return all
	}
	head, tail := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n", "END:VCALENDAR\r\n"
	ab, ba := uids(head+event("a")+event("b")+tail), uids(head+event("b")+event("a")+tail)
	require.Len(t, ab, 2)
	require.NotEqual(t, ab[0], ab[1])
	require.Equal(t, ab[0], ba[1])
	require.Equal(t, ab[1], ba[0])
}

// A decoder's memory is that of the largest component: it reads a stream that is far larger
// than what it may hold.
func TestDecoderStreams(t *testing.T) {
	const events = 100_000
	event := lines("BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", "DTSTART:20260908T190000Z", "UID:a", "SUMMARY:"+strings.Repeat("x", 60), "END:VEVENT")
	r := io.MultiReader(strings.NewReader("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"),
		&repeated{text: event, times: events}, strings.NewReader("X-LATE:1\r\nEND:VCALENDAR\r\n"))
	d := NewDecoder(r, ReadOptions{})
	n := 0
	var cal *ics.Calendar
	for part, err := range d.Components() {
		require.NoError(t, err)
		cal = part.Calendar
		require.Equal(t, 4+6*n, part.Line)
		n++
	}
	require.Equal(t, events, n)
	require.Len(t, cal.CalendarProperties, 3)
	require.Empty(t, cal.Components)
	found, omitted := d.Diagnostics()
	require.Len(t, found, 1)
	require.Zero(t, omitted)
	require.LessOrEqual(t, len(d.lines.(*tokenizer).buf), bufferSize)
	require.LessOrEqual(t, cap(d.frames[1].arena), 4096)
}

// repeated gives a text so many times.
type repeated struct {
	text  string
	times int
	rest  string
}

func (r *repeated) Read(b []byte) (int, error) {
	if r.rest == "" {
		if r.times == 0 {
			return 0, io.EOF
		}
		r.times--
		r.rest = r.text
	}
	n := copy(b, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestDecoderStops(t *testing.T) {
	stream := calendarText("BEGIN:X-A", "END:X-A", "BEGIN:X-B", "END:X-B")
	d := NewDecoder(strings.NewReader(stream), ReadOptions{})
	for part, err := range d.Components() {
		require.NoError(t, err)
		require.Equal(t, "X-A", part.Component.(*ics.GeneralComponent).Token)
		break
	}
	cut := NewDecoder(strings.NewReader(stream[:len(stream)-20]), ReadOptions{})
	var last error
	n := 0
	for part, err := range cut.Components() {
		n++
		if last = err; err != nil {
			require.Zero(t, part)
		}
	}
	require.Equal(t, 2, n)
	require.ErrorIs(t, last, ErrTruncated)
	for _, err := range cut.Components() { // and again
		require.ErrorIs(t, err, ErrTruncated)
	}
}

func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/broken/*.ics", "testdata/hostile/*.ics"} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, path := range files {
			b, err := os.ReadFile(path)
			require.NoError(f, err)
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		doc, err := Read(strings.NewReader(string(stream)), ReadOptions{Limits: Limits{Components: 1000, Properties: 1000}})
		if err != nil {
			var fault *ReadError
			require.ErrorAs(t, err, &fault)
			require.LessOrEqual(t, len(err.Error()), 1000)
			return
		}
		require.NotEmpty(t, doc.Calendars)
		for _, d := range doc.Diagnostics {
			require.Positive(t, d.Line)
			require.LessOrEqual(t, len(d.String()), 1000)
		}
		// What has been read can be written, and is then read as the same.
		var b strings.Builder
		for _, cal := range doc.Calendars {
			require.NoError(t, NewEncoder(&b, Options{Demand: WellFormed}).Encode(cal), "%q", stream)
		}
		again, err := Read(strings.NewReader(b.String()), ReadOptions{})
		require.NoError(t, err, "%s", b.String())
		for _, d := range again.Diagnostics {
			require.Equal(t, Noted, d.Effect, "%v\n%s", d, b.String())
		}
		for _, c := range []*Document{doc, again} {
			for _, cal := range c.Calendars {
				plainly(cal)
			}
		}
		require.Equal(t, inOrder(doc.Calendars), inOrder(again.Calendars), "%s", b.String())
	})
}

// plainly makes the texts of a calendar what the writer makes of them: one line end of all
// kinds, and no controls.
func plainly(cal *ics.Calendar) {
	base := func(p *ics.BaseProperty) {
		p.Value = plainTextOf(p.Value)
		for _, values := range p.ICalParameters {
			for i := range values {
				values[i] = plainTextOf(values[i])
			}
		}
	}
	for i := range cal.CalendarProperties {
		base(&cal.CalendarProperties[i].BaseProperty)
	}
	var component func(c ics.Component)
	component = func(c ics.Component) {
		properties := c.UnknownPropertiesIANAProperties()
		for i := range properties {
			base(&properties[i].BaseProperty)
		}
		for _, inner := range c.SubComponents() {
			component(inner)
		}
	}
	for _, c := range cal.Components {
		component(c)
	}
}
