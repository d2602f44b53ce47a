package feed

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The rules are those of RFC 9110, section 13.
func TestJudge(t *testing.T) {
	const (
		tag    = `"abc"`
		before = "Thu, 19 Nov 2026 08:30:15 GMT"
		same   = "Fri, 20 Nov 2026 08:30:15 GMT"
		after  = "Sat, 21 Nov 2026 08:30:15 GMT"
	)
	modified := time.Date(2026, time.November, 20, 8, 30, 15, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		header http.Header
		want   verdict
	}{
		{"none", nil, proceed},

		{"If-None-Match: the tag", http.Header{"If-None-Match": {`"abc"`}}, notModified},
		{"If-None-Match: weak comparison", http.Header{"If-None-Match": {`W/"abc"`}}, notModified},
		{"If-None-Match: any", http.Header{"If-None-Match": {"*"}}, notModified},
		{"If-None-Match: another", http.Header{"If-None-Match": {`"abd"`}}, proceed},
		{"If-None-Match: case", http.Header{"If-None-Match": {`"ABC"`}}, proceed},
		{"If-None-Match: a list", http.Header{"If-None-Match": {`"x", W/"y"	, "abc"`}}, notModified},
		{"If-None-Match: empty members", http.Header{"If-None-Match": {`, ,"x",,"abc"`}}, notModified},
		{"If-None-Match: two lines", http.Header{"If-None-Match": {`"x"`, `"abc"`}}, notModified},
		{"If-None-Match: a comma in a tag", http.Header{"If-None-Match": {`"x,y", "abc"`}}, notModified},
		{"If-None-Match: the tag within another", http.Header{"If-None-Match": {`"x"abc""`}}, proceed},
		{"If-None-Match: without quotation marks", http.Header{"If-None-Match": {`abc`}}, proceed},
		{"If-None-Match: not closed", http.Header{"If-None-Match": {`"abc`}}, proceed},
		{"If-None-Match: w/ is no weakness", http.Header{"If-None-Match": {`w/"abc"`}}, proceed},
		{"If-None-Match: empty", http.Header{"If-None-Match": {""}}, proceed},
		{"If-None-Match: any and more", http.Header{"If-None-Match": {`*, "x"`}}, proceed},

		{"If-Modified-Since: the same", http.Header{"If-Modified-Since": {same}}, notModified},
		{"If-Modified-Since: later", http.Header{"If-Modified-Since": {after}}, notModified},
		{"If-Modified-Since: before", http.Header{"If-Modified-Since": {before}}, proceed},
		{"If-Modified-Since: RFC 850", http.Header{"If-Modified-Since": {"Friday, 20-Nov-26 08:30:15 GMT"}}, notModified},
		{"If-Modified-Since: asctime", http.Header{"If-Modified-Since": {"Fri Nov 20 08:30:15 2026"}}, notModified},
		{"If-Modified-Since: no date", http.Header{"If-Modified-Since": {"yesterday"}}, proceed},
		{"If-Modified-Since: ISO 8601", http.Header{"If-Modified-Since": {"2026-11-21T00:00:00Z"}}, proceed},
		{"If-Modified-Since: two dates", http.Header{"If-Modified-Since": {after, after}}, proceed},

		{"If-None-Match decides: changed", http.Header{"If-None-Match": {`"x"`}, "If-Modified-Since": {after}}, proceed},
		{"If-None-Match decides: the same", http.Header{"If-None-Match": {`"abc"`}, "If-Modified-Since": {before}}, notModified},

		{"If-Match: the tag", http.Header{"If-Match": {`"abc"`}}, proceed},
		{"If-Match: any", http.Header{"If-Match": {"*"}}, proceed},
		{"If-Match: strong comparison", http.Header{"If-Match": {`W/"abc"`}}, failed},
		{"If-Match: another", http.Header{"If-Match": {`"x"`}}, failed},
		{"If-Match before If-None-Match", http.Header{"If-Match": {`"x"`}, "If-None-Match": {`"abc"`}}, failed},
		{"If-Match, then If-None-Match", http.Header{"If-Match": {`"abc"`}, "If-None-Match": {`"abc"`}}, notModified},
		{"If-Match decides", http.Header{"If-Match": {`"abc"`}, "If-Unmodified-Since": {before}}, proceed},

		{"If-Unmodified-Since: the same", http.Header{"If-Unmodified-Since": {same}}, proceed},
		{"If-Unmodified-Since: before", http.Header{"If-Unmodified-Since": {before}}, failed},
		{"If-Unmodified-Since: no date", http.Header{"If-Unmodified-Since": {"never"}}, proceed},

		{"Range is not supported", http.Header{"Range": {"bytes=0-1"}, "If-Range": {`"abc"`}}, proceed},
	} {
		require.Equal(t, tt.want, judge(tt.header, tag, modified), tt.name)
	}
	for _, name := range []string{"If-Modified-Since", "If-Unmodified-Since"} {
		require.Equal(t, proceed, judge(http.Header{name: {before}}, tag, time.Time{}), "no date to compare with")
		require.Equal(t, proceed, judge(http.Header{name: {after}}, tag, time.Time{}), "no date to compare with")
	}
}
