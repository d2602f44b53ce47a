package ical

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOutcomes reads odd and hostile streams, and compares how many events there are and
// which codes are reported, in any order.
func TestOutcomes(t *testing.T) {
	table, err := os.ReadFile("testdata/hostile/outcomes.tsv")
	require.NoError(t, err)
	rows := strings.Split(strings.TrimSpace(string(table)), "\n")[1:]
	files, err := filepath.Glob("testdata/hostile/*.ics")
	require.NoError(t, err)
	require.Len(t, rows, len(files))
	for _, row := range rows {
		column := strings.Split(row, "\t")
		t.Run(column[0], func(t *testing.T) {
			f, err := os.Open(filepath.Join("testdata/hostile", column[0]+".ics"))
			require.NoError(t, err)
			defer f.Close()
			doc, err := Read(f, ReadOptions{})
			if column[1] == "reject" {
				var fault *ReadError
				require.ErrorAs(t, err, &fault)
				require.Positive(t, fault.Line)
				return
			}
			require.NoError(t, err)
			events, err := strconv.Atoi(column[2])
			require.NoError(t, err)
			require.Equal(t, events, countEvents(doc))
			var want, got []string
			if column[3] != "-" {
				want = strings.Split(column[3], ",")
			}
			for _, d := range doc.Diagnostics {
				if !slices.Contains(got, string(d.Code)) {
					got = append(got, string(d.Code))
				}
			}
			require.ElementsMatch(t, want, got)
		})
	}
}
