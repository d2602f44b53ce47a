package feed

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestLastModified(t *testing.T) {
	at := func(second int) time.Time { return time.Date(2026, time.November, 20, 8, 0, second, 0, time.UTC) }
	never := time.Time{}
	for _, tt := range []struct {
		name                  string
		revision, latest, now time.Time
		want                  time.Time
	}{
		{"the revision", at(1), never, at(9), at(1)},
		{"to the second", at(1).Add(time.Second - 1), never, at(9), at(1)},
		{"a revision to come", at(30), never, at(9), at(9)},
		{"a later revision", at(2), at(1), at(9), at(2)},
		{"a revision taken back", at(1), at(5), at(9), at(9)},
		{"another of the same second", at(5), at(5), at(9), at(9)},
		{"another within the second of the change", at(9), at(9), at(9), never},
		{"a clock that went back", at(5), at(9), at(7), never},
		{"no revision", never, never, at(9), never},
		{"before there was a web", time.Date(1945, time.October, 24, 0, 0, 0, 0, time.UTC), never, at(9), never},
	} {
		modified, latest := lastModified(tt.revision, tt.latest, tt.now)
		require.Equal(t, tt.want, modified, tt.name)
		if modified.IsZero() {
			modified = tt.latest
		}
		require.Equal(t, modified, latest, tt.name)
	}
}

func TestCacheControl(t *testing.T) {
	require.Equal(t, "max-age=3600, stale-if-error=604800", cacheControl(time.Hour))
	require.Equal(t, "max-age=1, stale-if-error=604800", cacheControl(1999*time.Millisecond))
}

func TestInline(t *testing.T) {
	for name, want := range map[string]string{
		"a-res-76-186.ics": `inline; filename="a-res-76-186.ics"`,
		"Été 1.ics":        `inline; filename="-t--1.ics"; filename*=UTF-8''%C3%89t%C3%A9%201.ics`,
		"a\"b\\c\r\n.ics":  `inline; filename="a-b-c--.ics"; filename*=UTF-8''a%22b%5Cc%0D%0A.ics`,
		"../../x.ics":      `inline; filename="..-..-x.ics"; filename*=UTF-8''..%2F..%2Fx.ics`,
		"日.ics":            `inline; filename="-.ics"; filename*=UTF-8''%E6%97%A5.ics`,
	} {
		require.Equal(t, want, inline(name))
	}
}
