package calendar_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestCite(t *testing.T) {
	s := func(document, paragraph string) calendar.Source {
		return calendar.Source{Document: document, Paragraph: paragraph}
	}
	for _, tt := range []struct {
		name    string
		sources []calendar.Source
		want    string
	}{
		{"none", nil, ""},
		{"a document", []calendar.Source{s("GA/12734", "")}, "GA/12734"},
		{"two paragraphs", []calendar.Source{s("A/RES/76/186", "op 5"), s("A/RES/76/186", "op 6")}, "A/RES/76/186, op 5; op 6"},
		{"a paragraph and the whole", []calendar.Source{s("A/RES/76/186", "op 5"), s("A/RES/76/186", "")}, "A/RES/76/186, op 5; A/RES/76/186"},
		{"back to the first", []calendar.Source{s("A", "op 5"), s("B", ""), s("A", "op 6")}, "A, op 5; B; A, op 6"},
	} {
		t.Run(tt.name, func(t *testing.T) { require.Equal(t, tt.want, calendar.Cite(tt.sources)) })
	}
}
