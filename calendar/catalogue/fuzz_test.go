package catalogue_test

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/catalogue"
)

// FuzzRead holds Read to what it promises of any input: no panic; errors that are
// [*catalogue.Error], in order, at places that the file has; line breaks that make no
// difference; and definitions that calendar.New accepts.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/good/*.yaml", "testdata/malformed/*.yaml"} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, file := range files {
			data, err := os.ReadFile(file)
			require.NoError(f, err)
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		def, err := catalogue.Parse(bytes.NewReader(data), withTerms)
		if err == nil {
			checkPlans(t, data)
			_, err := calendar.New(def)
			require.NoError(t, err)
			return
		}
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(data), "\uFEFF")), "\n")
		var found []*catalogue.Error
		for _, err := range split(err) {
			var e *catalogue.Error
			require.True(t, errors.As(err, &e), "%v", err)
			require.True(t, 1 <= e.Line && e.Line <= len(lines), "%v of %d lines", e, len(lines))
			require.True(t, 1 <= e.Column && e.Column <= utf8.RuneCountInString(lines[e.Line-1])+1, "%v in %q", e, lines[e.Line-1])
			require.NotEmpty(t, e.Reason)
			require.True(t, utf8.ValidString(e.Error()), "%q", e.Error())
			found = append(found, e)
		}
		require.True(t, slices.IsSortedFunc(found, func(a, b *catalogue.Error) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
		}))
		if !bytes.ContainsRune(data, '\r') {
			_, again := catalogue.Parse(bytes.NewReader(bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))), withTerms)
			require.EqualError(t, again, err.Error())
		}
	})
}
