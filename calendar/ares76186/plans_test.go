package ares76186_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/secretariat"
)

func stepsOf(t *testing.T, id, asOf, today string) (lines []string) {
	plan, ok := ares76186.Plan(id)
	require.True(t, ok)
	c := ares76186.Calendar()
	if asOf != "" {
		c = c.AsOf(date.MustParseISO(asOf))
	}
	steps, err := plan.Steps(c, date.MustParseISO(today))
	require.NoError(t, err)
	for _, s := range steps {
		require.NoError(t, s.Problem)
		require.NotEmpty(t, s.Sources, s.ID)
		lines = append(lines, fmt.Sprintf("%s %s %s %s", s.ID, s.When, s.Status, s.Standing))
	}
	return lines
}

// The days of the table of facts, for the meeting of 24 and 25 November 2025; and what they
// were while the resolution alone was known, from the window of the 80th session.
func TestDocumentsOfTheAppraisal80(t *testing.T) {
	require.Equal(t, []string{
		"submission 2025-09-15 scheduled late",
		"issue 2025-10-13 scheduled ahead",
		"in-session 2025-11-03 scheduled ahead",
		"post-session 2025-12-09 scheduled ahead",
		"processing XXXX mandated undated",
	}, stepsOf(t, ares76186.DocumentsAppraisal80, "2025-10-01", "2025-10-01"))
	// By the rules of that day the debate was to end on 3 October 2025: 26 July is ten weeks
	// before the day after.
	require.Equal(t, []string{
		"submission [2025-07-26?..2025-10-22] projected ahead",
		"issue [2025-08-23?..2025-11-19] projected ahead",
		"in-session [2025-09-13?..2025-12-10] projected ahead",
		"post-session [2025-10-18?..2026-01-14] projected ahead",
		"processing XXXX mandated undated",
	}, stepsOf(t, ares76186.DocumentsAppraisal80, "2021-12-16", "2021-12-16"))
}

// The 84th session opens on 11 September 2029, by the forecast, and the 85th on 10 September
// 2030: nobody has decided the appraisal.
func TestDocumentsOfTheAppraisal84(t *testing.T) {
	require.Equal(t, []string{
		"submission [2029-07-03?..2030-07-01?] projected ahead",
		"issue [2029-07-31?..2030-07-29?] projected ahead",
		"in-session [2029-08-21?..2030-08-19?] projected ahead",
		"post-session [2029-09-25?..2030-09-23?] projected ahead",
		"processing XXXX mandated undated",
	}, stepsOf(t, ares76186.DocumentsAppraisal84, "", "2026-11-26"))
}

// The 82nd session opens on 7 September 2027, and the 83rd on 5 September 2028.
func TestDocumentsOfTheReport82(t *testing.T) {
	require.Equal(t, []string{
		"forecast 2027-06-01 scheduled ahead",
		"submission [2027-06-29..2028-06-26] scheduled ahead",
		"issue [2027-07-27..2028-07-24] scheduled ahead",
		"processing XXXX mandated undated",
	}, stepsOf(t, ares76186.DocumentsReport82, "", "2026-11-26"))
}

// The pattern in the catalogue is the one that package secretariat has in Go.
func TestPatternsAgree(t *testing.T) {
	pattern, ok := ares76186.Plan("meeting-documents")
	require.True(t, ok)
	want := secretariat.Documents()
	require.ElementsMatch(t, want.Milestones, pattern.Milestones)
	require.Equal(t, want.Title, pattern.Title)
	report, _ := ares76186.Plan(ares76186.DocumentsReport82)
	require.Equal(t, secretariat.Forecast("session", 82), report.Milestones[0])
	_, ok = ares76186.Plan("none")
	require.False(t, ok)
	require.Len(t, ares76186.Plans(), 5)
}

// By when must the Secretary-General's report to the 82nd session be handed in?
func ExamplePlan() {
	plan, _ := ares76186.Plan(ares76186.DocumentsReport82)
	steps, err := plan.Steps(ares76186.Calendar(), date.New(2026, time.November, 26))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range steps {
		if !s.When.IsZero() {
			fmt.Printf("%s: %s\n  %s\n", s.Title, s.When.Words(), s.Basis)
		}
	}
	// Output:
	// Forecast of documents confirmed: 1 June 2027
	//   14 weeks before the start of session 82
	// Report submitted: between 29 June 2027 and 26 June 2028
	//   10 weeks before a day within session 82
	// Report issued in all official languages: between 27 July 2027 and 24 July 2028
	//   6 weeks before a day within session 82
}
