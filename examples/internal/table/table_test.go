package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/examples/internal/table"
)

func TestForms(t *testing.T) {
	tab := table.Table{Header: []string{"DUE", "WHAT", "WHO"}}
	tab.Add("late", "Prüfung", "A|B")
	tab.Add("", "  in \"2026\"", "")
	tab.Add("ahead", "Fair, late", "C")

	for name, c := range map[string]struct {
		write func(*strings.Builder) error
		want  string
	}{
		"text": {func(b *strings.Builder) error { return tab.Text(b, nil) }, `DUE    WHAT         WHO
late   Prüfung      A|B
         in "2026"
ahead  Fair, late   C
`},
		"colors": {func(b *strings.Builder) error { return tab.Text(b, table.Styles{"": "1", "late": "31"}) }, strings.ReplaceAll(
			`<1mDUE<m    <1mWHAT<m         <1mWHO<m
<31mlate<m   Prüfung      A|B
         in "2026"
ahead  Fair, late   C
`, "<", "\x1b[")},
		"csv": {func(b *strings.Builder) error { return tab.CSV(b) }, `DUE,WHAT,WHO
late,Prüfung,A|B
,"  in ""2026""",
ahead,"Fair, late",C
`},
		"markdown": {func(b *strings.Builder) error {
			escaped := table.Table{Header: tab.Header}
			for _, row := range tab.Rows {
				escaped.Add(table.EscapeAll(row)...)
			}
			return escaped.Markdown(b)
		}, `| DUE | WHAT | WHO |
|---|---|---|
| late | Prüfung | A\|B |
|  |   in "2026" |  |
| ahead | Fair, late | C |
`},
	} {
		var b strings.Builder
		require.NoError(t, c.write(&b), name)
		require.Equal(t, c.want, b.String(), name)
	}
	require.Equal(t, [][]string{{"late", "Prüfung", "A|B"}, {"", "  in \"2026\"", ""}, {"ahead", "Fair, late", "C"}}, tab.Rows)
}
