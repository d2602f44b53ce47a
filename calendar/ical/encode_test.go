package ical

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// base is a valid calendar with one event.
func base() (*ics.Calendar, *ics.VEvent) {
	cal := &ics.Calendar{}
	cal.SetProductId("-//Convene//Test//EN")
	cal.SetVersion("2.0")
	e := cal.AddEvent("5f0c7a4e-3a0b-5d0e-9c55-000000000001")
	e.SetProperty(ics.ComponentPropertyDtstamp, "20261123T000000Z")
	e.SetProperty(ics.ComponentPropertyDtStart, "20140730", ics.WithValue("DATE"))
	return cal, e
}

// written is the stream of cal, read back.
func written(t *testing.T, cal *ics.Calendar) *plainComponent {
	t.Helper()
	b, err := Marshal(cal)
	require.NoError(t, err)
	read, err := plainRead(string(b))
	require.NoError(t, err, "%s", b)
	return read
}

func lines(s ...string) string { return strings.Join(s, "\r\n") + "\r\n" }

func TestEncode(t *testing.T) {
	cal, e := base()
	cal.SetName("A/RES/76/186")
	e.SetSummary("World Day against Trafficking in Persons")
	e.SetURL("https://docs.un.org/A/RES/68/192")
	alarm := e.AddAlarm()
	alarm.SetTrigger("-P1D")
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetProperty(ics.ComponentPropertyDescription, "Tomorrow")
	got, err := Marshal(cal)
	require.NoError(t, err)
	require.Equal(t, lines(
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Convene//Test//EN",
		"NAME:A/RES/76/186",
		"X-WR-CALNAME:A/RES/76/186",
		"BEGIN:VEVENT",
		"UID:5f0c7a4e-3a0b-5d0e-9c55-000000000001",
		"DTSTAMP:20261123T000000Z",
		"DTSTART;VALUE=DATE:20140730",
		"SUMMARY:World Day against Trafficking in Persons",
		"URL:https://docs.un.org/A/RES/68/192",
		"BEGIN:VALARM",
		"ACTION:DISPLAY",
		"TRIGGER:-P1D",
		"DESCRIPTION:Tomorrow",
		"END:VALARM",
		"END:VEVENT",
		"END:VCALENDAR",
	), string(got))
}

// TestPropertyLine writes single properties of an event.
func TestPropertyLine(t *testing.T) {
	param := func(key string, values ...string) ics.PropertyParameter {
		return &ics.KeyValues{Key: key, Value: values}
	}
	tests := []struct {
		name   string
		token  string
		value  string
		params []ics.PropertyParameter
		want   string
	}{
		{"text", "SUMMARY", "a, b; c\\d\ne", nil, `SUMMARY:a\, b\; c\\d\ne`},
		{"names in capitals", "summary", "a", []ics.PropertyParameter{param("language", "fr")}, "SUMMARY;LANGUAGE=fr:a"},
		{"unknown X- name", "x-Foo", "a,b", nil, `X-FOO:a\,b`},
		{"unknown name with a type", "X-FOO", "https://x/a,b;c", []ics.PropertyParameter{ics.WithValue("URI")}, "X-FOO;VALUE=URI:https://x/a,b;c"},
		{"unknown name with an unknown type", "X-FOO", "a,b", []ics.PropertyParameter{ics.WithValue("X-BAR")}, "X-FOO;VALUE=X-BAR:a,b"},
		{"address", "URL", "https://x/?a=1,2;b=é", nil, "URL:https://x/?a=1,2;b=é"},
		{"parameters sorted", "ATTENDEE", "mailto:a@example.org",
			[]ics.PropertyParameter{param("ROLE", "CHAIR"), param("CN", "Doe, John"), param("CUTYPE", "INDIVIDUAL")},
			`ATTENDEE;CN="Doe, John";CUTYPE=INDIVIDUAL;ROLE=CHAIR:mailto:a@example.org`},
		{"parameter with several values", "ATTENDEE", "mailto:a@example.org",
			[]ics.PropertyParameter{param("MEMBER", "mailto:b@example.org", "mailto:c@example.org")},
			`ATTENDEE;MEMBER="mailto:b@example.org","mailto:c@example.org":mailto:a@example.org`},
		{"parameter without values", "SUMMARY", "a", []ics.PropertyParameter{param("LANGUAGE")}, "SUMMARY:a"},
		{"geographic position", "GEO", "40.7493;-73.9680", nil, "GEO:40.7493;-73.9680"},
		{"categories", "CATEGORIES", "REPORT DUE,Vienna\\, Austria", nil, `CATEGORIES:REPORT DUE,Vienna\, Austria`},
		{"resources", "RESOURCES", "EASEL,PROJECTOR,VCR", nil, "RESOURCES:EASEL,PROJECTOR,VCR"},
		{"request status", "REQUEST-STATUS", "2.0;Success", nil, "REQUEST-STATUS:2.0;Success"},
		{"dates", "EXDATE", "20150730,20160730", []ics.PropertyParameter{ics.WithValue("DATE")}, "EXDATE;VALUE=DATE:20150730,20160730"},
		{"type added", "CONFERENCE", "https://meet.example.org/1", nil, "CONFERENCE;VALUE=URI:https://meet.example.org/1"},
		{"type added among parameters", "CONFERENCE", "tel:+1", []ics.PropertyParameter{param("FEATURE", "PHONE"), param("X-A", "1")},
			"CONFERENCE;FEATURE=PHONE;VALUE=URI;X-A=1:tel:+1"},
		{"picture by address", "IMAGE", "https://x/a.png", nil, "IMAGE;VALUE=URI:https://x/a.png"},
		{"picture in the file", "IMAGE", "QUJD", []ics.PropertyParameter{param("ENCODING", "BASE64")}, "IMAGE;ENCODING=BASE64;VALUE=BINARY:QUJD"},
		{"attachment in the file", "ATTACH", "QUJD", []ics.PropertyParameter{param("ENCODING", "base64"), param("VALUE", "binary")},
			"ATTACH;ENCODING=base64;VALUE=binary:QUJD"},
		{"rule", "RRULE", "FREQ=YEARLY;UNTIL=20300730", nil, "RRULE:FREQ=YEARLY;UNTIL=20300730"},
		{"rule of another calendar", "RRULE", "RSCALE=CHINESE;FREQ=YEARLY", nil, "RRULE:RSCALE=CHINESE;FREQ=YEARLY"},
		{"not UTF-8", "URL", "https://x/\xff", nil, "URL:https://x/\uFFFD"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cal, e := base()
			e.AddProperty(ics.ComponentProperty(tt.token), tt.value, tt.params...)
			b, err := Marshal(cal)
			require.NoError(t, err)
			require.Contains(t, strings.ReplaceAll(string(b), "\r\n ", ""), "\r\n"+tt.want+"\r\n")
		})
	}
}

// The token of golang-ical for REFRESH-INTERVAL contains its parameter.
func TestRefreshInterval(t *testing.T) {
	cal, _ := base()
	cal.SetRefreshInterval("P1D")
	b, err := Marshal(cal)
	require.NoError(t, err)
	require.Contains(t, string(b), "\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n")
	cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{IANAToken: "REFRESH-INTERVAL", Value: "P2D"}})
	require.ErrorIs(t, Validate(cal), ErrRepeated)
}

func TestOrderDoesNotDependOnTheModel(t *testing.T) {
	set := []func(e *ics.VEvent){
		func(e *ics.VEvent) { e.SetSummary("a") },
		func(e *ics.VEvent) { e.SetDescription("b") },
		func(e *ics.VEvent) { e.SetProperty(ics.ComponentPropertyDtEnd, "20140731", ics.WithValue("DATE")) },
		func(e *ics.VEvent) { e.SetSequence(1) },
		func(e *ics.VEvent) { e.SetStatus(ics.ObjectStatusConfirmed) },
	}
	one, e := base()
	for _, f := range set {
		f(e)
	}
	other, e := base()
	for i := range set {
		set[len(set)-1-i](e)
	}
	a, err := Marshal(one)
	require.NoError(t, err)
	b, err := Marshal(other)
	require.NoError(t, err)
	require.Equal(t, string(a), string(b))
}

func TestPropertiesOfOneNameKeepTheirOrder(t *testing.T) {
	cal, e := base()
	e.AddProperty("X-B", "1")
	e.AddComment("z")
	e.AddProperty("X-A", "2")
	e.AddComment("a")
	e.AddProperty("X-B", "3")
	var got []string
	for _, p := range written(t, cal).components[0].properties[3:] {
		got = append(got, p.name+":"+p.raw)
	}
	require.Equal(t, []string{"COMMENT:z", "COMMENT:a", "X-B:1", "X-A:2", "X-B:3"}, got)
}

// Nothing that a model holds begins a line of its own.
func TestNoInjection(t *testing.T) {
	for _, end := range []string{"\r\n", "\n", "\r", "\x00", "\u0085", "\u2028"} {
		evil := "https://x/" + end + "SUMMARY:injected" + end + "END:VEVENT"
		for _, token := range []string{"URL", "ATTENDEE", "ORGANIZER", "RRULE", "DTEND", "GEO", "SEQUENCE", "ATTACH", "LAST-MODIFIED"} {
			for _, demand := range []Demand{Valid, WellFormed} {
				cal, e := base()
				e.SetProperty(ics.ComponentProperty(token), evil)
				var fault *EncodeError
				err := NewEncoder(io.Discard, Options{Demand: demand}).Encode(cal)
				require.ErrorAs(t, err, &fault)
				require.Equal(t, token, fault.Property)
				require.ErrorIs(t, err, ErrControl)
			}
		}
		for _, token := range []string{"X" + end + "SUMMARY", "X:a" + end, "", "BEGIN", "end", "SUMMARY ", "A;B=C"} {
			cal, e := base()
			e.SetProperty(ics.ComponentProperty(token), "VEVENT")
			require.ErrorIs(t, NewEncoder(io.Discard, Options{Demand: WellFormed}).Encode(cal), ErrName)
		}
		cal, e := base()
		e.SetSummary(evil)
		e.SetProperty(ics.ComponentPropertyAttendee, "mailto:a@example.org", ics.WithCN(evil))
		read := written(t, cal).components[0]
		require.Equal(t, plainTextOf(evil), read.find("SUMMARY").text())
		require.Equal(t, []string{plainTextOf(evil)}, read.find("ATTENDEE").params["CN"])
		require.Len(t, read.properties, 5)

		cal, e = base()
		e.SetProperty("X-A", "b", &ics.KeyValues{Key: "X" + end, Value: []string{"c"}})
		require.ErrorIs(t, Encode(io.Discard, cal), ErrName)
		cal, _ = base()
		cal.Components = append(cal.Components, &ics.GeneralComponent{Token: "X" + end})
		require.ErrorIs(t, Encode(io.Discard, cal), ErrName)
	}
}

func TestComponents(t *testing.T) {
	cal, _ := base()
	todo := cal.AddTodo("todo")
	todo.SetProperty(ics.ComponentPropertyDtstamp, "20261123T000000Z")
	journal := cal.AddJournal("journal")
	journal.SetProperty(ics.ComponentPropertyDtstamp, "20261123T000000Z")
	busy := cal.AddBusy("busy")
	busy.SetProperty(ics.ComponentPropertyDtstamp, "20261123T000000Z")
	zone := cal.AddTimezone("Etc/X")
	standard := zone.AddStandard()
	standard.SetProperty(ics.ComponentPropertyDtStart, "19700101T000000")
	standard.SetProperty("TZOFFSETFROM", "+0000")
	standard.SetProperty("TZOFFSETTO", "+0000")
	zone.Components = append(zone.Components, &ics.Daylight{ComponentBase: standard.ComponentBase})
	cal.Components = append(cal.Components, &ics.GeneralComponent{Token: "x-own"})
	var names []string
	for _, c := range written(t, cal).components {
		names = append(names, c.name)
		for _, c := range c.components {
			names = append(names, c.name)
		}
	}
	require.Equal(t, []string{"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "STANDARD", "DAYLIGHT", "X-OWN"}, names)
}

type foreign struct{ *ics.VEvent }

func TestComponentsThatCannotBeWritten(t *testing.T) {
	loop := &ics.GeneralComponent{Token: "X-LOOP"}
	loop.Components = []ics.Component{loop}
	for name, c := range map[string]ics.Component{
		"nil": nil, "nil event": (*ics.VEvent)(nil), "nil general": (*ics.GeneralComponent)(nil),
		"foreign": foreign{}, "within itself": loop,
	} {
		t.Run(name, func(t *testing.T) {
			cal, _ := base()
			cal.Components = append(cal.Components, c)
			require.ErrorIs(t, Encode(io.Discard, cal), ErrComponent)
			require.ErrorIs(t, Validate(cal), ErrComponent)
		})
	}
	require.ErrorIs(t, Encode(io.Discard, nil), ErrComponent)
	require.ErrorIs(t, Validate(nil), ErrComponent)
}

func TestDepth(t *testing.T) {
	for depth, want := range map[int]error{15: nil, 16: ErrComponent} {
		cal, _ := base()
		list := &cal.Components
		for range depth {
			box := &ics.GeneralComponent{Token: "X-BOX"}
			*list = append(*list, box)
			list = &box.Components
		}
		require.ErrorIs(t, Encode(io.Discard, cal), want, "%d boxes within the calendar", depth)
	}
}

// failing is a writer that takes so many bytes and then fails.
type failing struct {
	room  int
	short bool
}

var errFull = errors.New("full")

func (f *failing) Write(b []byte) (int, error) {
	if len(b) <= f.room {
		f.room -= len(b)
		return len(b), nil
	}
	if f.short {
		return f.room, nil
	}
	return f.room, errFull
}

func TestWriteErrors(t *testing.T) {
	cal := bigCalendar(300)
	for _, room := range []int{0, 1, 1000, 40_000, 100_000} {
		require.ErrorIs(t, Encode(&failing{room: room}, cal), errFull)
		require.ErrorIs(t, Encode(&failing{room: room, short: true}, cal), io.ErrShortWrite)
	}
}

func TestEncoderIsReusable(t *testing.T) {
	var b bytes.Buffer
	enc := NewEncoder(&b, Options{})
	cal, e := base()
	e.SetDescription(strings.Repeat("long, ", 300_000))
	require.NoError(t, enc.Encode(cal))
	first := b.String()
	bad, e := base()
	e.SetURL("no address")
	require.Error(t, enc.Encode(bad))
	b.Reset()
	require.NoError(t, enc.Encode(cal))
	require.Equal(t, first, b.String())
}

func TestEncodeAllocatesNothingPerLine(t *testing.T) {
	small, large := bigCalendar(10), bigCalendar(1000)
	allocs := func(cal *ics.Calendar) float64 {
		enc := NewEncoder(io.Discard, Options{})
		return testing.AllocsPerRun(5, func() {
			if err := enc.Encode(cal); err != nil {
				t.Fatal(err)
			}
		})
	}
	require.Zero(t, allocs(small))
	require.Zero(t, allocs(large))
}

func FuzzEncode(f *testing.F) {
	f.Add("SUMMARY", "a\r\nb", "CN", `"quoted"`, "A,B")
	f.Add("URL", "https://x/\r\nSUMMARY:y", "X-P", "a^nb,c", "\\")
	f.Add("X-\u212A", "\xff\xfe", "VALUE", "URI", "a\\,b")
	f.Add("DESCRIPTION", "long words with     blanks                                                                                    x", "A-B", ";:", "é\u2028𝄞")
	f.Fuzz(func(t *testing.T, name, value, key, param, category string) {
		cal, e := base()
		e.AddProperty(ics.ComponentPropertyLocation, value)
		e.AddProperty("X-T", value, &ics.KeyValues{Key: "X-P", Value: []string{param, category}})
		e.AddProperty(ics.ComponentPropertyCategories, TextList(category, param))
		b, err := Marshal(cal)
		require.NoError(t, err)
		read, err := plainRead(string(b))
		require.NoError(t, err, "%q", b)
		event := read.components[0]
		require.Len(t, event.properties, 6)
		require.Equal(t, plainTextOf(value), event.find("LOCATION").text())
		require.Equal(t, plainTextOf(value), event.find("X-T").text())
		require.Equal(t, []string{plainTextOf(param), plainTextOf(category)}, event.find("X-T").params["X-P"])
		require.Equal(t, []string{plainTextOf(category), plainTextOf(param)}, event.find("CATEGORIES").items())

		// Whatever the names, what is written is one more property or an error.
		e.AddProperty(ics.ComponentProperty(name), value, &ics.KeyValues{Key: key, Value: []string{param}})
		for _, demand := range []Demand{Valid, WellFormed} {
			var out bytes.Buffer
			if err := NewEncoder(&out, Options{Demand: demand}).Encode(cal); err != nil {
				var fault *EncodeError
				require.ErrorAs(t, err, &fault)
				require.LessOrEqual(t, len(err.Error()), 1000)
				require.Error(t, Validate(cal))
				continue
			}
			read, err := plainRead(out.String())
			require.NoError(t, err, "%q", out.String())
			require.Len(t, read.components[0].properties, 7)
		}
	})
}
