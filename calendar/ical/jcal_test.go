package ical

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

func TestEncodeJCal(t *testing.T) {
	cal, e := base()
	cal.SetName("A/RES/76/186")
	e.SetSummary("World Day")
	e.AddCategory("Meetings")
	e.AddAlarm()
	e.Alarms()[0].SetTrigger("-P1D")
	e.Alarms()[0].SetAction(ics.ActionAudio)
	cal.AddTodo("5f0c7a4e-3a0b-5d0e-9c55-000000000002").SetProperty(ics.ComponentPropertyDtstamp, "20261123T000000Z")
	got, err := MarshalJCal(cal)
	require.NoError(t, err)
	require.Equal(t, `["vcalendar",[
["version",{},"text","2.0"],
["prodid",{},"text","-//Convene//Test//EN"],
["name",{},"text","A/RES/76/186"],
["x-wr-calname",{},"unknown","A/RES/76/186"]],[
["vevent",[
["uid",{},"text","5f0c7a4e-3a0b-5d0e-9c55-000000000001"],
["dtstamp",{},"date-time","2026-11-23T00:00:00Z"],
["dtstart",{},"date","2014-07-30"],
["summary",{},"text","World Day"],
["categories",{},"text","Meetings"]],[
["valarm",[
["action",{},"text","AUDIO"],
["trigger",{},"duration","-P1D"]],[]]]],
["vtodo",[
["uid",{},"text","5f0c7a4e-3a0b-5d0e-9c55-000000000002"],
["dtstamp",{},"date-time","2026-11-23T00:00:00Z"]],[]]]]
`, string(got))
}

// jcalLine is the property of an event as jCal has it.
func jcalLine(t *testing.T, demand Demand, token, value string, params ...ics.PropertyParameter) string {
	t.Helper()
	cal, e := base()
	tz := cal.AddTimezone("Europe/Berlin")
	std := &ics.Standard{}
	std.SetProperty(ics.ComponentPropertyDtStart, "19701025T030000")
	std.SetProperty("TZOFFSETFROM", "+0200")
	std.SetProperty("TZOFFSETTO", "+0100")
	tz.Components = append(tz.Components, std)
	e.AddProperty(ics.ComponentProperty(token), value, params...)
	var b strings.Builder
	require.NoError(t, NewJCalEncoder(&b, Options{Demand: demand}).Encode(cal))
	require.True(t, json.Valid([]byte(b.String())), b.String())
	var last json.RawMessage
	for _, line := range strings.Split(b.String(), "\n") {
		if strings.HasPrefix(line, `["`+strings.ToLower(token)+`",`) {
			require.NoError(t, json.NewDecoder(strings.NewReader(line)).Decode(&last))
		}
	}
	return string(last)
}

func keyed(key string, values ...string) ics.PropertyParameter {
	return &ics.KeyValues{Key: key, Value: values}
}

// Most are those of RFC 7265.
func TestJCalProperty(t *testing.T) {
	for _, tt := range []struct {
		name, token, value string
		params             []ics.PropertyParameter
		want               string
	}{
		{"3.4", "SUMMARY", "Meeting with Fred", nil, `["summary",{},"text","Meeting with Fred"]`},
		{"3.4: several values", "CATEGORIES", "Meetings,Work", nil, `["categories",{},"text","Meetings","Work"]`},
		{"3.4.1.2: position", "GEO", "37.386013;-122.082932", nil, `["geo",{},"float",[37.386013,-122.082932]]`},
		{"3.4.1.2: status", "REQUEST-STATUS", "2.0;Success", nil, `["request-status",{},"text",["2.0","Success"]]`},
		{"3.4.1.2: status with data", "REQUEST-STATUS", "3.7;Invalid calendar user;ATTENDEE:mailto:jsmith@example.org", nil,
			`["request-status",{},"text",["3.7","Invalid calendar user","ATTENDEE:mailto:jsmith@example.org"]]`},
		{"3.5: parameters", "ATTENDEE", "mailto:jsmith@example.org",
			[]ics.PropertyParameter{keyed("PARTSTAT", "ACCEPTED"), keyed("RSVP", "TRUE"), keyed("ROLE", "REQ-PARTICIPANT")},
			`["attendee",{"partstat":"ACCEPTED","role":"REQ-PARTICIPANT","rsvp":"TRUE"},"cal-address","mailto:jsmith@example.org"]`},
		{"3.5: several values of a parameter", "ATTENDEE", "mailto:jsmith@example.com",
			[]ics.PropertyParameter{keyed("DELEGATED-TO", "mailto:jdoe@example.com", "mailto:jqpublic@example.com")},
			`["attendee",{"delegated-to":["mailto:jdoe@example.com","mailto:jqpublic@example.com"]},"cal-address","mailto:jsmith@example.com"]`},
		{"3.6.1", "ATTACH", "SGVsbG8gV29ybGQh", []ics.PropertyParameter{ics.WithValue("BINARY"), keyed("ENCODING", "BASE64")},
			`["attach",{"encoding":"BASE64"},"binary","SGVsbG8gV29ybGQh"]`},
		{"3.6.2", "X-NON-SMOKING", "TRUE", []ics.PropertyParameter{ics.WithValue("BOOLEAN")}, `["x-non-smoking",{},"boolean",true]`},
		{"3.6.2: false", "X-NON-SMOKING", "false", []ics.PropertyParameter{ics.WithValue("BOOLEAN")}, `["x-non-smoking",{},"boolean",false]`},
		{"3.6.4", "RDATE", "20110517", []ics.PropertyParameter{ics.WithValue("date")}, `["rdate",{},"date","2011-05-17"]`},
		{"3.6.5", "CREATED", "20121117T120000Z", nil, `["created",{},"date-time","2012-11-17T12:00:00Z"]`},
		{"3.6.5: with a zone", "RECURRENCE-ID", "20111217T130000", []ics.PropertyParameter{keyed("TZID", "Europe/Berlin")},
			`["recurrence-id",{"tzid":"Europe/Berlin"},"date-time","2011-12-17T13:00:00"]`},
		{"3.6.6", "X-DURATION", "P1D", []ics.PropertyParameter{ics.WithValue("DURATION")}, `["x-duration",{},"duration","P1D"]`},
		{"3.6.7", "X-GRADE", "1.3", []ics.PropertyParameter{ics.WithValue("FLOAT")}, `["x-grade",{},"float",1.3]`},
		{"3.6.8", "PRIORITY", "9", nil, `["priority",{},"integer",9]`},
		{"3.6.9", "FREEBUSY", "19970308T160000Z/P1D", []ics.PropertyParameter{keyed("FBTYPE", "FREE")},
			`["freebusy",{"fbtype":"FREE"},"period",["1997-03-08T16:00:00Z","P1D"]]`},
		{"3.6.9: several", "FREEBUSY", "19970308T160000Z/PT3H,19970308T200000Z/19970308T210000Z", nil,
			`["freebusy",{},"period",["1997-03-08T16:00:00Z","PT3H"],["1997-03-08T20:00:00Z","1997-03-08T21:00:00Z"]]`},
		{"3.6.10", "RRULE", "FREQ=YEARLY;COUNT=5;BYDAY=-1SU,2MO;BYMONTH=10", nil,
			`["rrule",{},"recur",{"freq":"YEARLY","count":5,"byday":["-1SU","2MO"],"bymonth":10}]`},
		{"3.6.10: until", "RRULE", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,15,-1;UNTIL=20131001", nil,
			`["rrule",{},"recur",{"freq":"MONTHLY","interval":2,"bymonthday":[1,15,-1],"until":"2013-10-01"}]`},
		{"RFC 7529: leap months", "RRULE", "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=5L,7;SKIP=OMIT", nil,
			`["rrule",{},"recur",{"rscale":"CHINESE","freq":"YEARLY","bymonth":["5L",7],"skip":"OMIT"}]`},
		{"3.6.11", "COMMENT", "hello, world", nil, `["comment",{},"text","hello, world"]`},
		{"3.6.12", "X-TIME-LOCAL", "123000", []ics.PropertyParameter{ics.WithValue("TIME")}, `["x-time-local",{},"time","12:30:00"]`},
		{"3.6.12: UTC", "X-TIME-UTC", "123100Z", []ics.PropertyParameter{ics.WithValue("TIME")}, `["x-time-utc",{},"time","12:31:00Z"]`},
		{"3.6.13", "URL", "http://example.org/tz/Europe-Berlin.ics", nil, `["url",{},"uri","http://example.org/tz/Europe-Berlin.ics"]`},
		{"3.6.14", "X-OFFSET", "-0500", []ics.PropertyParameter{ics.WithValue("UTC-OFFSET")}, `["x-offset",{},"utc-offset","-05:00"]`},
		{"3.6.14: seconds", "X-OFFSET", "+124530", []ics.PropertyParameter{ics.WithValue("UTC-OFFSET")}, `["x-offset",{},"utc-offset","+12:45:30"]`},
		{"5.3: a parameter of no standard", "RDATE", "20110512", []ics.PropertyParameter{keyed("X-SLACK", "30.3"), ics.WithValue("DATE")},
			`["rdate",{"x-slack":"30.3"},"date","2011-05-12"]`},
		{"5.3: a property of no standard", "X-COMPLAINT-DEADLINE", "20110512T120000Z", nil, `["x-complaint-deadline",{},"unknown","20110512T120000Z"]`},

		{"a property of no standard keeps its escapes", "X-COFFEE-DATA", "Guinea, Africa; \\\n", nil, `["x-coffee-data",{},"unknown","Guinea\\, Africa\\; \\\\\\n"]`},
		{"a text of no standard", "X-FOO", "a, b", []ics.PropertyParameter{ics.WithValue("TEXT")}, `["x-foo",{},"text","a, b"]`},
		{"several values of no standard", "X-FOO", "20110512,20120512", []ics.PropertyParameter{ics.WithValue("DATE")}, `["x-foo",{},"date","2011-05-12","2012-05-12"]`},
		{"a type of no standard", "X-FOO", "a,b", []ics.PropertyParameter{ics.WithValue("X-BAR")}, `["x-foo",{},"x-bar","a,b"]`},
		{"a type of another standard", "RELATED-TO", "x@example.org", []ics.PropertyParameter{ics.WithValue("UID")}, `["related-to",{},"uid","x@example.org"]`},
		{"a type that is stated in content lines", "CONFERENCE", "tel:+1", []ics.PropertyParameter{keyed("FEATURE", "PHONE")},
			`["conference",{"feature":"PHONE"},"uri","tel:+1"]`},
		{"commas within items", "CATEGORIES", `REPORT DUE,Vienna\, Austria`, nil, `["categories",{},"text","REPORT DUE","Vienna, Austria"]`},
		{"only the code of a status", "REQUEST-STATUS", "2.0", nil, `["request-status",{},"text","2.0"]`},
		{"numbers that JSON has no other form of", "GEO", "+007.50;-00", nil, `["geo",{},"float",[7.50,-0]]`},
		{"line ends and controls", "COMMENT", "a\r\nb\u2028c\t\x00\"\\é𝄞\xff", nil, `["comment",{},"text","a\nb\nc\t\"\\é𝄞` + "\uFFFD" + `"]`},
		{"line ends in parameters", "COMMENT", "a", []ics.PropertyParameter{keyed("X-A", "b\nc\"")}, `["comment",{"x-a":"b\nc\""},"text","a"]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			demand := Valid
			if tt.name == "only the code of a status" || strings.HasPrefix(tt.name, "several values of no") {
				demand = WellFormed
			}
			require.Equal(t, tt.want, jcalLine(t, demand, tt.token, tt.value, tt.params...))
		})
	}
}

func TestJCalOfWhatIsNotOfItsType(t *testing.T) {
	for _, tt := range []struct {
		token, value, stated, want string
	}{
		{"DUE", "20110230", "", `["due",{},"unknown","20110230"]`},
		{"DUE", "soon", "DATE", `["due",{},"date","soon"]`},
		{"EXDATE", "20110517T000000Z,?", "", `["exdate",{},"unknown","20110517T000000Z,?"]`},
		{"RRULE", "FREQ=DAILY;", "", `["rrule",{},"unknown","FREQ=DAILY;"]`},
		{"RRULE", "FREQ=DAILY;FREQ=DAILY", "", `["rrule",{},"unknown","FREQ=DAILY;FREQ=DAILY"]`},
		{"RRULE", "FREQ=DAILY;BYHOUR=,1", "", `["rrule",{},"unknown","FREQ=DAILY;BYHOUR=,1"]`},
		{"RRULE", "FREQ=DAILY;UNTIL=never", "", `["rrule",{},"unknown","FREQ=DAILY;UNTIL=never"]`},
		{"GEO", "1", "", `["geo",{},"unknown","1"]`},
		{"GEO", "1;2;3", "", `["geo",{},"unknown","1;2;3"]`},
		{"PRIORITY", "high", "", `["priority",{},"unknown","high"]`},
		{"PRIORITY", "1.5", "", `["priority",{},"unknown","1.5"]`},
		{"FREEBUSY", "20110517T000000Z", "", `["freebusy",{},"unknown","20110517T000000Z"]`},
		{"X-A", "-0000", "UTC-OFFSET", `["x-a",{},"utc-offset","-0000"]`},
		{"DUE", "a,b", "UNKNOWN", `["due",{},"unknown","a,b"]`},
		{"X-A", "maybe", "BOOLEAN", `["x-a",{},"boolean","maybe"]`},
	} {
		var params []ics.PropertyParameter
		if tt.stated != "" {
			params = append(params, ics.WithValue(tt.stated))
		}
		require.Equal(t, tt.want, jcalLine(t, WellFormed, tt.token, tt.value, params...))
	}
}

func TestJCalRefusesWhatEncodeRefuses(t *testing.T) {
	for _, tt := range []struct {
		token, value string
		want         error
	}{
		{"URL", "https://x.example/\nSUMMARY:x", ErrControl},
		{"DUE", "20110230", ErrValue},
		{"X\"", "a", ErrName},
	} {
		cal, e := base()
		e.AddProperty(ics.ComponentProperty(tt.token), tt.value)
		_, want := Marshal(cal)
		require.ErrorIs(t, want, tt.want)
		_, err := MarshalJCal(cal)
		require.Equal(t, want, err)
	}
}

// The encoder may be used again, also after an error.
func TestJCalEncoderAgain(t *testing.T) {
	cal, _ := base()
	want, err := MarshalJCal(cal)
	require.NoError(t, err)
	var b strings.Builder
	e := NewJCalEncoder(&b, Options{})
	require.Error(t, e.Encode(nil))
	require.NoError(t, e.Encode(cal))
	require.NoError(t, e.Encode(cal))
	require.Equal(t, string(want)+string(want), b.String())
}

func FuzzJSONString(f *testing.F) {
	for _, s := range []string{"", "a\"b\\c/d", "\x00\x1f\x7f\u0080", "\r\n\u2028\u2029\u0085", "é𝄞\xff\xc2", "<script>&"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		quoted := appendJSON(nil, s)
		var got string
		require.NoError(t, json.Unmarshal(quoted, &got), "%s", quoted)
		// What a content line of the text says.
		want := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\,`, ",", `\;`, ";").Replace(string(appendText(nil, s, plainText)))
		require.Equal(t, want, got)
	})
}

func BenchmarkWriteJCal(b *testing.B) {
	cal := bigCalendar(10_000)
	text, err := MarshalJCal(cal)
	require.NoError(b, err)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := EncodeJCal(io.Discard, cal); err != nil {
			b.Fatal(err)
		}
	}
}
