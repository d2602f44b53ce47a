package unga

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

func TestSources(t *testing.T) {
	find := func(n int) Session {
		s, ok := Sessions.Session(n)
		require.True(t, ok)
		return s
	}
	rows := []struct {
		name string
		got  calendar.Source
		want calendar.Source
	}{
		{"recorded, of no day of its own", find(57).GeneralDebate.First.Source, calendar.Source{
			Document: "GA/10044", URL: "https://press.un.org/en/2002/ga10044.doc.htm",
			SaidOn: day("2002-09-12"), SaidOnInferred: true, Rank: calendar.Primary,
		}},
		{"secondary, without a symbol", find(76).Opening.Source, calendar.Source{
			Document: "tass.com/world/1337773", URL: "https://tass.com/world/1337773",
			SaidOn: day("2021-09-14"), SaidOnInferred: true, Rank: calendar.Secondary,
		}},
		{"planned, of a day of its own", find(58).GeneralDebate.Last.Source, calendar.Source{
			Document: "GA/10130", URL: "https://unis.unvienna.org/unis/en/pressrels/2003/ga10130.html",
			SaidOn: day("2003-03-13"), Rank: calendar.Primary,
		}},
		{"planned, of no day of its own", find(81).GeneralDebate.Last.Source, calendar.Source{
			Document: "dig.watch/?p=243211", URL: "https://dig.watch/?p=243211",
			SaidOn: day("2026-09-08"), SaidOnInferred: true, Rank: calendar.Secondary,
		}},
		{"forecast", find(84).Opening.Source, calendar.Source{
			Document: "A/INF/78/1", URL: "https://ask.un.org/es/faq/10858",
			SaidOn: day("2023-12-06"), Rank: calendar.Primary,
		}},
		{"by rule", find(60).GeneralDebate.First.Source, calendar.Source{
			Document: "A/RES/57/301", Paragraph: "op 2", URL: "https://www.un.org/en/ga/about/ropga/anx9.shtml",
			SaidOn: day("2003-03-13"), Rank: calendar.Primary,
		}},
		{"projected", find(90).Opening.Source, calendar.Source{
			Document: "A/RES/75/325", Paragraph: "op 50", URL: "https://ask.un.org/es/faq/10858",
			SaidOn: day("2021-09-14"), SaidOnInferred: true, Rank: calendar.Primary,
		}},
		{"projected, by the length of the rule before", find(90).GeneralDebate.Last.Source, calendar.Source{
			Document: "A/RES/57/301", Paragraph: "op 2", URL: "https://www.un.org/en/ga/about/ropga/anx9.shtml",
			SaidOn: day("2003-03-13"), Rank: calendar.Primary,
		}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) { require.Equal(t, row.want, row.got) })
	}
}

func TestRuleFor(t *testing.T) {
	rows := []struct {
		sessions []int
		first    int
		adopted  string
		basis    calendar.Basis
		document string
	}{
		{[]int{55}, 55, "0001-01-01", calendar.BasisRule, "Repertory of Practice"},
		{[]int{56, 57}, 56, "2000-11-03", calendar.BasisRule, "A/RES/55/14"},
		{[]int{58, 77}, 58, "2003-03-13", calendar.BasisRule, "A/RES/57/301"},
		{[]int{78, 8053}, 78, "2021-09-14", calendar.BasisProjected, "A/RES/75/325"},
	}
	for _, row := range rows {
		for _, n := range row.sessions {
			r, ok := Sessions.RuleFor(n)
			require.True(t, ok)
			require.Equal(t, row.first, r.FirstSession)
			require.Equal(t, row.adopted, r.Adopted.String())
			require.Equal(t, row.basis, r.Basis)
			require.Equal(t, row.document, r.OpeningSource.Document)
			require.Equal(t, row.basis == calendar.BasisProjected, r.OpeningSource.SaidOnInferred)
			require.False(t, r.LengthSource.SaidOnInferred)
		}
	}
	r, _ := Sessions.KnownOn(day("2021-09-13")).RuleFor(80)
	require.Equal(t, 58, r.FirstSession)
}
