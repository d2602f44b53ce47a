package ical

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/require"
)

// The examples of RFC 7265, appendix B.
func TestReadJCalOfTheStandard(t *testing.T) {
	for _, name := range []string{"b1", "b2"} {
		lines, err := os.ReadFile(filepath.Join("testdata", "rfc7265", name+".ics"))
		require.NoError(t, err)
		text, err := os.ReadFile(filepath.Join("testdata", "rfc7265", name+".json"))
		require.NoError(t, err)
		want := readString(t, string(lines))
		got, err := ReadJCal(bytes.NewReader(text), ReadOptions{})
		require.NoError(t, err)
		require.Equal(t, inOrder(want.Calendars), inOrder(got.Calendars))

		// And written from the content lines, it is that of the standard but for the
		// order, and for the period, which section 3.6.9 has as an array.
		written, err := MarshalJCal(want.Calendars[0])
		require.NoError(t, err)
		var a, b any
		require.NoError(t, json.Unmarshal(bytes.Replace(text, []byte(`"2006-01-02T15:00:00/PT2H"`), []byte(`["2006-01-02T15:00:00","PT2H"]`), 1), &a))
		require.NoError(t, json.Unmarshal(written, &b))
		requireSameJCal(t, a, b)
	}
}

// requireSameJCal compares components but for the order of their properties.
func requireSameJCal(t *testing.T, want, got any) {
	t.Helper()
	a, b := want.([]any), got.([]any)
	require.Equal(t, a[0], b[0])
	require.ElementsMatch(t, a[1], b[1])
	children, others := a[2].([]any), b[2].([]any)
	require.Len(t, others, len(children))
	for i := range children {
		requireSameJCal(t, children[i], others[i])
	}
}

// requireJCalRoundTrip writes what the writer of content lines accepts as jCal, reads it
// without a defect that content lines would not have, and compares what is written of it.
func requireJCalRoundTrip(t *testing.T, cal *ics.Calendar) {
	t.Helper()
	want, err := Marshal(cal)
	if err != nil {
		return
	}
	text, err := MarshalJCal(cal)
	require.NoError(t, err)
	require.True(t, json.Valid(text), "%s", text)
	read, err := Read(bytes.NewReader(want), ReadOptions{})
	require.NoError(t, err)
	doc, err := ReadJCal(bytes.NewReader(text), ReadOptions{})
	require.NoError(t, err, "%s", text)
	for _, d := range doc.Diagnostics {
		require.NotEqual(t, CodeJCal, d.Code, "%v\n%s", d, text)
	}
	require.Equal(t, len(read.Diagnostics), len(doc.Diagnostics), "%v\n%v\n%s\n%s", read.Diagnostics, doc.Diagnostics, want, text)
	require.Equal(t, inOrder(read.Calendars), inOrder(doc.Calendars), "%s", text)
	if len(read.Diagnostics) > 0 {
		return
	}
	got, err := Marshal(doc.Calendars[0])
	require.NoError(t, err, "%s", text)
	require.Equal(t, string(want), string(got), "%s", text)
}

func TestJCalRoundTrip(t *testing.T) {
	paths := []string{filepath.Join("..", "..", "examples", "feed", "testdata", "76-186.ics")}
	if shared := os.Getenv("CONVENE_SHARED"); shared != "" {
		feeds, err := filepath.Glob(filepath.Join(shared, "ical", "feeds", "*.ics"))
		require.NoError(t, err)
		require.NotEmpty(t, feeds)
		paths = append(paths, feeds...)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		doc := readString(t, string(b))
		_, err = Marshal(doc.Calendars[0])
		require.NoError(t, err)
		requireJCalRoundTrip(t, doc.Calendars[0])
	}
	requireJCalRoundTrip(t, bigCalendar(50))
}

// A randomProperty is a kind of property with values to choose from. A star in a value
// stands for a random text.
type randomProperty struct {
	token  string
	values []string
	params []ics.PropertyParameter
}

var randomProperties = []randomProperty{
	{"SUMMARY", []string{"*"}, nil},
	{"DESCRIPTION", []string{"*", ""}, []ics.PropertyParameter{keyed("ALTREP", "cid:x;y,z:\"^'"), keyed("LANGUAGE", "zh-Hant")}},
	{"COMMENT", []string{"*"}, []ics.PropertyParameter{keyed("X-List", "a", "b,c", "d\ne", `"^`)}},
	{"CATEGORIES", []string{"*", "a,b", `Vienna\, Austria,x\\y`, ","}, nil},
	{"RESOURCES", []string{"*,*"}, nil},
	{"REQUEST-STATUS", []string{"2.0;*", "3.1;a, b;RRULE:FREQ=DAILY;COUNT=2", "2;"}, nil},
	{"GEO", []string{"37.386013;-122.082932", "0;0", "-0.0;180", "+1.50;-007"}, nil},
	{"PRIORITY", []string{"0", "9", "+5", "007"}, nil},
	{"ATTACH", []string{"https://x.example/a,b;c", "cid:x"}, []ics.PropertyParameter{keyed("FMTTYPE", "text/plain")}},
	{"ATTACH", []string{"SGVsbG8=", ""}, []ics.PropertyParameter{ics.WithValue("BINARY"), keyed("ENCODING", "BASE64")}},
	{"IMAGE", []string{"https://x.example/a.png"}, []ics.PropertyParameter{ics.WithValue("URI")}},
	{"CONFERENCE", []string{"tel:+1"}, []ics.PropertyParameter{ics.WithValue("URI"), keyed("FEATURE", "PHONE", "MODERATOR")}},
	{"ATTENDEE", []string{"mailto:a@example.org"}, []ics.PropertyParameter{keyed("CN", `Doe, "J": ^`), keyed("MEMBER", "mailto:b@example.org", "mailto:c@example.org")}},
	{"RRULE", []string{
		"FREQ=YEARLY;UNTIL=20300730;BYMONTH=7;BYMONTHDAY=30,-1", "FREQ=WEEKLY;COUNT=3;INTERVAL=2;WKST=SU;BYDAY=MO,WE",
		"FREQ=MONTHLY;BYDAY=-1SU,+2MO;BYSETPOS=-1", "RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;SKIP=BACKWARD",
	}, nil},
	{"RDATE", []string{"20300101,20310101"}, []ics.PropertyParameter{ics.WithValue("DATE")}},
	{"EXDATE", []string{"20300101"}, []ics.PropertyParameter{ics.WithValue("DATE")}},
	{"CREATED", []string{"20261123T120000Z"}, nil},
	{"RELATED-TO", []string{"*"}, []ics.PropertyParameter{keyed("RELTYPE", "SIBLING")}},
	{"RELATED-TO", []string{"x@example.org"}, []ics.PropertyParameter{ics.WithValue("UID")}},
	{"LINK", []string{"https://x.example/"}, []ics.PropertyParameter{ics.WithValue("URI"), keyed("LINKREL", "SOURCE")}},
	{"X-FOO", []string{"*", ""}, nil},
	{"X-FOO", []string{"*"}, []ics.PropertyParameter{ics.WithValue("TEXT")}},
	{"X-FOO", []string{"a;b,c\\d"}, []ics.PropertyParameter{ics.WithValue("UNKNOWN")}},
	{"X-FOO", []string{"20300101"}, []ics.PropertyParameter{ics.WithValue("DATE")}},
	{"X-FOO", []string{"235960", "000000Z"}, []ics.PropertyParameter{ics.WithValue("TIME")}},
	{"X-FOO", []string{"+0130", "-235959"}, []ics.PropertyParameter{ics.WithValue("UTC-OFFSET")}},
	{"X-FOO", []string{"TRUE", "FALSE"}, []ics.PropertyParameter{ics.WithValue("BOOLEAN")}},
	{"X-FOO", []string{"1.50", "-3"}, []ics.PropertyParameter{ics.WithValue("FLOAT")}},
	{"X-FOO", []string{"20300101T000000Z/PT1H", "20300101T000000/20300102T000000"}, []ics.PropertyParameter{ics.WithValue("PERIOD")}},
	{"X-FOO", []string{"FREQ=DAILY;BYHOUR=1,2"}, []ics.PropertyParameter{ics.WithValue("RECUR")}},
	{"X-FOO", []string{"a,b;c"}, []ics.PropertyParameter{ics.WithValue("X-BAR")}},
	{"NEWLY-REGISTERED", []string{"*"}, nil},
}

var randomRunes = []rune("aZ0 ;,:\\\"'^=\n\t/é决𝄞\u00a0{}[]<>&%")

func randomValue(random *rand.Rand, value string) string {
	parts := strings.Split(value, "*")
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			for range random.IntN(90) {
				b.WriteRune(randomRunes[random.IntN(len(randomRunes))])
			}
		}
		b.WriteString(part)
	}
	return b.String()
}

// normal returns the value as it is after a plus sign and leading zeros are gone, which a
// number of JSON does not have.
var normal = strings.NewReplacer("+1.50;-007", "1.50;-7", "+5", "5", "007", "7")

func TestRandomJCalRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 265))
	refused := 0
	const rounds = 1500
	for range rounds {
		cal, e := base()
		for range 1 + random.IntN(6) {
			p := randomProperties[random.IntN(len(randomProperties))]
			value := p.values[random.IntN(len(p.values))]
			if p.token == "GEO" || p.token == "PRIORITY" {
				value = normal.Replace(value)
			}
			e.AddProperty(ics.ComponentProperty(p.token), randomValue(random, value), p.params...)
		}
		if _, err := Marshal(cal); err != nil {
			refused++
		}
		requireJCalRoundTrip(t, cal)
	}
	require.Less(t, refused, rounds/2)
}

func TestReadJCalForgives(t *testing.T) {
	const event = `["uid",{},"text","1"],["dtstamp",{},"date-time","2026-11-23T00:00:00Z"],["dtstart",{},"date","2026-11-24"]`
	for _, tt := range []struct {
		name, property, line, diagnostic string
	}{
		{"a number with an exponent", `["priority",{},"integer",5e0]`, "PRIORITY:5", ""},
		{"a number with a fraction of zero", `["priority",{},"integer",5.0]`, "PRIORITY:5", ""},
		{"a float with an exponent", `["geo",{},"float",[1e1,-2.5E-1]]`, "GEO:10;-0.25", ""},
		{"a period that is a string", `["x-a",{},"period","2026-01-01T00:00:00Z/PT1H"]`, "X-A;VALUE=PERIOD:20260101T000000Z/PT1H", ""},
		{"names in capitals", `["SUMMARY",{"LANGUAGE":"fr"},"TEXT","a"]`, "SUMMARY;LANGUAGE=fr:a", ""},
		{"the type unknown", `["summary",{},"unknown","a\\, b\\nc"]`, `SUMMARY:a\, b\nc`, ""},
		{"a status that is a string", `["request-status",{},"text","2.0;Success"]`, "REQUEST-STATUS:2.0;Success", ""},
		{"a status with a semicolon", `["request-status",{},"text",["2.0","a;b"]]`, `REQUEST-STATUS:2.0;a;b`, ""},
		{"a picture without its encoding", `["image",{},"binary","QUJD"]`, "IMAGE;ENCODING=BASE64;VALUE=BINARY:QUJD", ""},
		{"escapes of JSON", `["summary",{},"text","\u00e9\ud834\udd1e\/\n"]`, "SUMMARY:é𝄞/\\n", ""},
		{"a string for a number", `["priority",{},"integer","5"]`, "PRIORITY:5", "a value should be a number (jcal, repaired)"},
		{"a number for a string", `["summary",{},"text",5]`, "SUMMARY:5", "a value should be a string (jcal, repaired)"},
		{"a boolean for a parameter", `["attendee",{"rsvp":true},"cal-address","mailto:a@example.org"]`, "ATTENDEE;RSVP=TRUE:mailto:a@example.org", "should be a string (jcal, repaired)"},
		{"a rule that is a string", `["rrule",{},"recur","FREQ=DAILY"]`, "RRULE:FREQ=DAILY", "a rule is not an object (jcal, noted)"},
		{"a date as in content lines", `["due",{},"date","20261124"]`, "", `$[2][0][1][3]: "20261124" is not as a DATE stands in jCal (jcal, noted)`},
		{"VALUE beside the type", `["due",{"value":"DATE"},"date","2026-11-25"]`, "", "the type of the value stands as a parameter, too (jcal, repaired)"},
		{"a parameter without a value", `["summary",{"x-a":[]},"text","a"]`, "SUMMARY:a", `the parameter "X-A" has no value (jcal, repaired)`},
		{"no array", `5`, "", "$[2][0][1][3]: a property is not an array (jcal, left out)"},
		{"an object", `{"a":[{}]}`, "", "a property is not an array (jcal, left out)"},
		{"no name", `[5,{},"text","a"]`, "", "a property does not begin with its name (jcal, left out)"},
		{"a name that would be a line", `["x\r\nsummary",{},"text","a"]`, "", "a property does not begin with its name (jcal, left out)"},
		{"BEGIN", `["begin",{},"text","VEVENT"]`, "", "a property does not begin with its name (jcal, left out)"},
		{"empty", `[]`, "", "a property does not begin with its name (jcal, left out)"},
		{"no parameters", `["summary","text","a"]`, "", "SUMMARY: $[2][0][1][3]: parameters are not an object (jcal, left out)"},
		{"a parameter that is null", `["summary",{"a":null},"text","a"]`, "", "a parameter is neither a string nor an array of strings (jcal, left out)"},
		{"a parameter of parameters", `["summary",{"a":[["b"]]},"text","a"]`, "", "a parameter is neither a string nor an array of strings (jcal, left out)"},
		{"a parameter without a name", `["summary",{"a b":"c"},"text","a"]`, "", `"a b" is no name of a parameter (jcal, left out)`},
		{"a parameter twice", `["summary",{"x-a":"b","X-A":"c"},"text","a"]`, "", `is given twice (bad-parameter, left out)`},
		{"no type", `["summary",{}]`, "", "the third member is not the name of a type (jcal, left out)"},
		{"no value", `["summary",{},"text"]`, "", "there is no value (jcal, left out)"},
		{"null", `["summary",{},"text",null]`, "", "a value is not of a kind that its type has (jcal, left out)"},
		{"an object for a text", `["summary",{},"text",{"a":[1]}]`, "", "a value is not of a kind that its type has (jcal, left out)"},
		{"arrays in arrays", `["geo",{},"float",[[1],2]]`, "", "a value is not of a kind that its type has (jcal, left out)"},
		{"a line end in an address", `["url",{},"uri","https://x.example/\nSUMMARY:b"]`, "", "a control character in a value that cannot have one (jcal, left out)"},
		{"a line end in what is unknown", `["x-a",{},"unknown","a\nSUMMARY:b"]`, "", "a control character in a value that cannot have one (jcal, left out)"},
		{"two of the type unknown", `["x-a",{},"unknown","a",["b"]]`, "", "more than one value of the type unknown (jcal, left out)"},
		{"a rule part that would be two", `["rrule",{},"recur",{"freq":"DAILY;COUNT=1"}]`, "", "rule part FREQ: a value that it cannot have (jcal, left out)"},
		{"a rule part of parts", `["rrule",{},"recur",{"freq":"DAILY","byday":[["MO"]]}]`, "", "rule part BYDAY: a value that it cannot have (jcal, left out)"},
		{"a rule part without a name", `["rrule",{},"recur",{"":"DAILY"}]`, "", `"" is no name of a rule part (jcal, left out)`},
		{"an end that is none", `["rrule",{},"recur",{"freq":"DAILY","until":"soon"}]`, "", "rule part UNTIL: a value that it cannot have (jcal, left out)"},
		{"a date that is none", `["due",{},"date","soon"]`, "", "(bad-value, left out)"},
		{"a number without end", `["priority",{},"integer",1e999]`, "", "(bad-value, left out)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			component := "vevent"
			if strings.HasPrefix(tt.property, `["due"`) {
				component = "vtodo"
			}
			stream := `["vcalendar",[["version",{},"text","2.0"],["prodid",{},"text","x"]],[["` + component + `",[` + event + `,` + tt.property + `],[]]]]`
			doc, err := ReadJCal(iotest.OneByteReader(strings.NewReader(stream)), ReadOptions{})
			require.NoError(t, err)
			b, err := Marshal(doc.Calendars[0])
			require.NoError(t, err)
			require.Equal(t, tt.diagnostic == "", len(doc.Diagnostics) == 0, "%v", doc.Diagnostics)
			if tt.diagnostic != "" {
				require.Contains(t, fmt.Sprint(doc.Diagnostics), tt.diagnostic)
				_, err := ReadJCal(strings.NewReader(stream), ReadOptions{Strict: true})
				require.ErrorIs(t, err, ErrDefect)
			}
			want := "DTSTART;VALUE=DATE:20261124\r\nEND:"
			if tt.line != "" {
				want = "\r\n" + tt.line + "\r\n"
			}
			if component == "vevent" {
				require.Contains(t, string(b), want)
			}
		})
	}
}

func TestReadJCalErrors(t *testing.T) {
	for _, tt := range []struct {
		stream string
		want   error
		text   string
	}{
		{"", ErrNoCalendar, `ical: line 1: no ["vcalendar", …]`},
		{" \n", ErrNoCalendar, ""},
		{"[]", ErrNoCalendar, ""},
		{"BEGIN:VCALENDAR\r\n", ErrJCal, "$, at or behind octet 0: not JSON: invalid character 'B'"},
		{"{}", ErrJCal, "$: a calendar is not an array"},
		{"null", ErrJCal, ""},
		{`["vevent",[],[]]`, ErrNoCalendar, ""},
		{"[5]", ErrJCal, "a component does not begin with its name"},
		{"[", ErrTruncated, "the stream ends within $"},
		{`["vcalendar`, ErrTruncated, ""},
		{`["vcalendar"`, ErrTruncated, ""},
		{`["vcalendar",[`, ErrTruncated, "$[1][0]"},
		{"[\"vcalendar\",[],[\n[\"vevent\",[[\"uid\",{},\"text\",\"1\"]],[\n", ErrTruncated, "ical: line 2: the stream ends within $[2][0][2][0]"},
		{`["vcalendar",[],[]`, ErrTruncated, ""},
		{`[["vcalendar",[],[]]`, ErrTruncated, ""},
		{`["vcalendar"]`, ErrJCal, "the properties of a component are not an array"},
		{`["vcalendar",{}]`, ErrJCal, "the properties of a component are not an array"},
		{`["vcalendar",[]]`, ErrJCal, "a component has no array of components"},
		{`["vcalendar",[],[],1]`, ErrJCal, "a component has more than a name, properties and components"},
		{`["vcalendar",[],[5]]`, ErrJCal, "$[2][0]: a component is not an array"},
		{`["vcalendar",[],[["vevent",[],[]],["vevent"]]]`, ErrJCal, "$[2][1]"},
		{`["vcal endar",[],[]]`, ErrJCal, ""},
		{`["vcalendar",[["version",{},"text","1.0"]],[]]`, ErrVersion, ""},
		{`["vcalendar",[["calscale",{},"text","JEWISH"]],[]]`, ErrVersion, ""},
		{`["vcalendar",[["a",{},"text","b"],,],[]]`, ErrJCal, "not JSON"},
		{`["vcalendar",[["a",{},"text","b"]],[]]]`, ErrJCal, "not JSON"},
		{"[\"vcalendar\",[\n[\"a\",{},\"text\",\"b\nc\"]],[]]", ErrJCal, "line 2: $[1][0]"},
		{`["vcalendar",[["a",{"a":1,2:3},"text","b"]],[]]`, ErrJCal, "not JSON"},
	} {
		for _, r := range []io.Reader{strings.NewReader(tt.stream), iotest.OneByteReader(strings.NewReader(tt.stream))} {
			doc, err := ReadJCal(r, ReadOptions{})
			require.Nil(t, doc, tt.stream)
			require.ErrorIs(t, err, tt.want, tt.stream)
			require.ErrorContains(t, err, tt.text)
			require.ErrorAs(t, err, new(*ReadError), tt.stream)
		}
	}
	broken := errors.New("broken")
	_, err := ReadJCal(io.MultiReader(strings.NewReader(`["vcalendar",[`), iotest.ErrReader(broken)), ReadOptions{})
	require.ErrorIs(t, err, broken)
}

func TestReadJCalStreams(t *testing.T) {
	const calendar = `["vcalendar",[["version",{},"text","2.0"],["prodid",{},"text","x"]],[]]`
	for stream, n := range map[string]int{
		calendar: 1, calendar + "\n" + calendar: 2, "[" + calendar + "," + calendar + "]": 2, "[" + calendar + "]\n[]\n" + calendar: 2, "\uFEFF" + calendar: 1,
	} {
		doc, err := ReadJCal(strings.NewReader(stream), ReadOptions{})
		require.NoError(t, err, stream)
		require.Len(t, doc.Calendars, n, stream)
	}
}

// repeating gives a text again and again, after another, for ever.
type repeating struct {
	first, then string
	rest        string
}

func (r *repeating) Read(p []byte) (int, error) {
	if r.rest == "" {
		r.rest, r.first = r.first+r.then, ""
		r.rest += strings.Repeat(r.then, 1000)
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestReadJCalLimits(t *testing.T) {
	limits := Limits{Input: 2 << 20, Line: 100_000, Components: 1000, Properties: 1000, Depth: 5}
	for _, tt := range []struct{ name, first, then, want string }{
		{"white space", "", " ", "octets in one value"},
		{"line ends", "[", "\n", "octets in one value"},
		{"a name", `["`, "v", "octets in one value"},
		{"arrays", "", "[", "component does not begin"},
		{"arrays in a property", `["vcalendar",[`, "[", "arrays and objects within one another"},
		{"objects in a property", `["vcalendar",[`, `{"a":`, "arrays and objects within one another"},
		{"a text", `["vcalendar",[["a",{},"text","`, "b", "octets in one value"},
		{"texts", `["vcalendar",[["a",{},"text"`, `,"b"`, "octets in a property"},
		{"a number", `["vcalendar",[["a",{},"integer",1`, "0", "octets in one value"},
		{"parameters", `["vcalendar",[["a",{"b":""`, `,"c":"d"`, "octets in a property"},
		{"properties", `["vcalendar",[["a",{},"text",""]`, `,["a",{},"text",""]`, "properties in a component"},
		{"no properties", `["vcalendar",[1`, `,1`, "octets in the stream"},
		{"components", `["vcalendar",[],[["a",[],[]]`, `,["a",[],[]]`, "components"},
		{"components in components", `["vcalendar",[],[`, `["a",[],[`, "components within one another"},
		{"calendars", "", `["vcalendar",[],[]]`, "components"},
		{"empty arrays", "", "[]", "octets in the stream"},
		{"a rule", `["vcalendar",[["a",{},"recur",{"b":[1`, ",1", "octets in a property"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadJCal(&repeating{first: tt.first, then: tt.then}, ReadOptions{Limits: limits})
			if !errors.Is(err, ErrJCal) {
				require.ErrorIs(t, err, ErrLimit)
			}
			require.ErrorContains(t, err, tt.want)
		})
	}
}

func FuzzReadJCal(f *testing.F) {
	for _, name := range []string{"b1", "b2"} {
		text, err := os.ReadFile(filepath.Join("testdata", "rfc7265", name+".json"))
		require.NoError(f, err)
		f.Add(text)
	}
	f.Add([]byte(`[["vcalendar",[["version",{},"text","2.0"],["prodid",{},"text","x"]],[["vevent",[["uid",{},"text","1"],` +
		`["x-a",{"x-b":["c","d"]},"unknown","e\\,f"],["geo",{},"float",[1e1,2]],["request-status",{},"text",["2.0","a","b"]]],[["valarm",[],[]]]]]]]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		doc, err := ReadJCal(bytes.NewReader(text), ReadOptions{Limits: Limits{Input: 1 << 20, Line: 1 << 16}})
		if err != nil {
			require.ErrorAs(t, err, new(*ReadError))
			return
		}
		for _, cal := range doc.Calendars {
			requireJCalRoundTrip(t, cal)
		}
	})
}

func BenchmarkReadJCal(b *testing.B) {
	cal := bigCalendar(10_000)
	text, err := MarshalJCal(cal)
	require.NoError(b, err)
	lines, err := Marshal(cal)
	require.NoError(b, err)
	b.Run("jcal", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			doc, err := ReadJCal(bytes.NewReader(text), ReadOptions{})
			require.NoError(b, err)
			require.Len(b, doc.Calendars[0].Components, 10_000)
		}
	})
	b.Run("lines", func(b *testing.B) {
		b.SetBytes(int64(len(lines)))
		b.ReportAllocs()
		for b.Loop() {
			doc, err := Read(bytes.NewReader(lines), ReadOptions{})
			require.NoError(b, err)
			require.Len(b, doc.Calendars[0].Components, 10_000)
		}
	})
	b.Run("encoding/json alone", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			d := json.NewDecoder(bytes.NewReader(text))
			d.UseNumber()
			for {
				if _, err := d.Token(); err != nil {
					require.Equal(b, io.EOF, err)
					break
				}
			}
		}
	})
}
