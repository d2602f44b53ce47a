package feed

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestQualityValues(t *testing.T) {
	for text, want := range map[string]int{
		"0": 0, "1": 1000, "0.": 0, "1.": 1000, "0.5": 500, "0.05": 50, "0.005": 5, "0.123": 123, "1.0": 1000, "1.000": 1000,
		".2": 200, "0.1234": 123, "0.33333333": 333, "0.0001": 0, "1.0000": 1000,
		"": -1, ".": -1, "2": -1, "1.001": -1, "1.0001": -1, "-1": -1, "0.x": -1, "00": -1, "1,0": -1, "0.5 ": -1, "1e0": -1, "0.5.5": -1,
	} {
		q, ok := qvalue(text)
		if !ok {
			q = -1
		}
		require.Equal(t, want, q, text)
	}
}

func TestMembers(t *testing.T) {
	type member struct {
		name string
		q    int
	}
	for _, tt := range []struct {
		lines []string
		want  []member
	}{
		{nil, nil},
		{[]string{"", " , ,"}, nil},
		{[]string{"gzip"}, []member{{"gzip", 1000}}},
		{[]string{"gzip;q=0.5, br ; q=0.25\t,zstd"}, []member{{"gzip", 500}, {"br", 250}, {"zstd", 1000}}},
		{[]string{"gzip", "br;Q=0"}, []member{{"gzip", 1000}, {"br", 0}}},
		{[]string{"gzip;q=high, br"}, []member{{"br", 1000}}},
		{[]string{`text/html;note="a,b;q=0";q=0.1, text/plain`}, []member{{"text/html", 100}, {"text/plain", 1000}}},
		{[]string{`text/html;note="a\",b"`}, []member{{"text/html", 1000}}},
		{[]string{`text/html;note="a,b`}, []member{{"text/html", 1000}}},
	} {
		var got []member
		for name, q := range members(tt.lines) {
			got = append(got, member{name, q})
		}
		require.Equal(t, tt.want, got, tt.lines)
	}
}

// The rules are those of RFC 9110, section 12.5.3.
func TestChooseCoding(t *testing.T) {
	const none = codingCount
	for _, tt := range []struct {
		name  string
		lines []string
		want  coding
	}{
		{"no field", nil, identity},
		{"empty", []string{""}, identity},
		{"gzip", []string{"gzip"}, gzipped},
		{"its old name", []string{"x-gzip"}, gzipped},
		{"case", []string{"GZIP"}, gzipped},
		{"browsers", []string{"gzip, deflate, br, zstd"}, zstandard},
		{"two lines", []string{"gzip", "zstd"}, zstandard},
		{"unknown only", []string{"br, deflate"}, identity},
		{"by weight", []string{"zstd;q=0.1, gzip;q=0.2"}, gzipped},
		{"identity preferred", []string{"identity, gzip;q=0.5"}, identity},
		{"identity as good", []string{"identity;q=0.5, gzip;q=0.5"}, gzipped},
		{"a small weight is one", []string{"gzip;q=0.001"}, gzipped},
		{"refused", []string{"gzip;q=0"}, identity},
		{"anything", []string{"*"}, gzipped},
		{"anything but gzip", []string{"gzip;q=0, *"}, identity},
		{"nothing else than gzip", []string{"gzip, *;q=0"}, gzipped},
		{"nothing else than identity", []string{"identity, *;q=0"}, identity},
		{"nothing", []string{"*;q=0"}, none},
		{"nothing that is here", []string{"br, *;q=0"}, none},
		{"no identity", []string{"identity;q=0"}, none},
		{"no identity, but gzip", []string{"identity;q=0, gzip;q=0.1"}, gzipped},
		{"no identity, but anything", []string{"identity;q=0, *;q=0.1"}, gzipped},
		{"malformed weight", []string{"gzip;q=1.5"}, identity},
	} {
		got, ok := chooseCoding(tt.lines, func(coding) bool { return true })
		if !ok {
			got = none
		}
		require.Equal(t, tt.want, got, tt.name)
	}
	got, ok := chooseCoding([]string{"gzip, zstd"}, func(c coding) bool { return c == identity })
	require.True(t, ok)
	require.Equal(t, identity, got, "what is not there is not chosen")
}

// The rules are those of RFC 9110, section 12.5.1.
func TestChooseFormat(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		want  *format
	}{
		{"no field", nil, &iCalendar},
		{"anything", []string{"*/*"}, &iCalendar},
		{"the type", []string{"text/calendar"}, &iCalendar},
		{"case and parameters", []string{"Text/Calendar;charset=utf-8;component=vevent"}, &iCalendar},
		{"its family", []string{"text/*"}, &iCalendar},
		{"the other family", []string{"application/*"}, &entriesJSON},
		{"JSON", []string{"application/json"}, &entriesJSON},
		{"the specific one counts", []string{"text/calendar;q=0.1, */*;q=0.5"}, &entriesJSON},
		{"refused", []string{"text/calendar;q=0, */*"}, &entriesJSON},
		{"as good", []string{"application/json, text/calendar"}, &iCalendar},
		{"two lines", []string{"image/png", "application/json;q=0.1"}, &entriesJSON},
		{"not here", []string{"text/html"}, nil},
		{"all refused", []string{"*/*;q=0"}, nil},
		{"jCal", []string{"application/calendar+json"}, &jCal},
		{"jCal with parameters", []string{"application/calendar+json; method=PUBLISH;component=VEVENT"}, &jCal},
		{"either JSON", []string{"application/calendar+json, application/json"}, &entriesJSON},
		{"jCal first", []string{"application/calendar+json, application/json;q=0.9"}, &jCal},
		{"anything but JSON of our own", []string{"application/*, application/json;q=0"}, &jCal},
		{"malformed", []string{",;q=0.5,"}, &iCalendar},
		{"no media range", []string{"calendar"}, &iCalendar},
		{"Java", []string{"text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"}, &iCalendar},
		{"a star", []string{"application/json;q=0.1, *"}, &iCalendar},
	} {
		got, ok := chooseFormat(tt.lines, formats)
		require.Equal(t, tt.want != nil, ok, tt.name)
		require.Same(t, tt.want, got, tt.name)
	}
}
