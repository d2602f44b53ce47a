package docs_test

import (
	"net/http"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// The queries that subscribers are told to add are understood.
func TestQueries(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds all programs")
	}
	p := startPrograms(t)
	found := 0
	for _, file := range []string{"subscribing.md", "clients.md"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range regexp.MustCompile("`(?:calendar\\.ics)?(\\?[^`]+)`").FindAllStringSubmatch(string(text), -1) {
			found++
			resp, err := http.Get(p.url + "/calendar.ics" + m[1])
			require.NoError(t, err)
			resp.Body.Close()
			require.Equal(t, http.StatusOK, resp.StatusCode, "%s: %s", file, m[0])
		}
	}
	require.Greater(t, found, 8)
}
