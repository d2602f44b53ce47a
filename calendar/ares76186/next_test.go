package ares76186

import (
	"slices"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/convene-cal/convene/calendar"
)

// row is an entry as the table of facts has it, or for sessions and patterns as the
// dates of sessions and the patterns give it.
type row struct {
	id, when string
	days     int // from the day asked to the last day
	status   calendar.Status
}

func rowsOf(entries []calendar.Entry) []row {
	rows := make([]row, len(entries))
	for i, e := range entries {
		days, _ := e.DaysToLatest()
		rows[i] = row{e.ID, e.When.String(), days, e.Status}
	}
	return rows
}

func TestNext(t *testing.T) {
	adopted, debated, written := day(2021, time.December, 16), day(2025, time.October, 1), day(2026, time.November, 23)
	for _, tt := range []struct {
		name  string
		cal   *calendar.Calendar
		today date.Date
		want  []row
	}{
		{"on the day of adoption, as known then", Calendar().AsOf(adopted), adopted, []row{
			{"ga-res-76-186-adoption", "2021-12-16", 0, calendar.Held},
			{"icat-cochairs-2021", "2021", 15, calendar.Held},
			{"world-day-against-trafficking/2022-07-30", "2022-07-30", 226, calendar.Scheduled},
			{"oas-second-work-plan", "2015/2022", 380, calendar.Held},
			{"global-report-2022-mandate", "2022", 380, calendar.Projected},
			{"world-day-against-trafficking/2023-07-30", "2023-07-30", 591, calendar.Scheduled},
			{"world-day-against-trafficking/2024-07-30", "2024-07-30", 957, calendar.Scheduled},
			{"sg-report-78", "[..2024-09-09?]", 998, calendar.Mandated},
			{"global-report-biennial/2024", "2024?", 1111, calendar.Projected},
			{"world-day-against-trafficking/2025-07-30", "2025-07-30", 1322, calendar.Scheduled},
			{"sdg-8-7-child-labour-2025", "2025", 1476, calendar.Projected},
			{"gap-appraisal-80", "[2025-10-04?..2025-12-31]", 1476, calendar.Mandated},
			{"world-day-against-trafficking/2026-07-30", "2026-07-30", 1687, calendar.Scheduled},
			{"global-report-biennial/2026", "2026?", 1841, calendar.Projected},
		}},
		{"on the day of adoption, by all that is known", Calendar(), adopted, []row{
			{"ga-res-76-186-adoption", "2021-12-16", 0, calendar.Held},
			{"icat-cochairs-2021", "2021", 15, calendar.Held},
			{"ga-res-76-186-distribution", "2022-01-11", 26, calendar.Held},
			{"out-ccpcj-31", "2022-05-16/2022-05-20", 155, calendar.Held},
			{"world-day-against-trafficking/2022-07-30", "2022-07-30", 226, calendar.Scheduled},
			{"out-ctoc-cop-11", "2022-10-17/2022-10-21", 309, calendar.Held},
			{"oas-second-work-plan", "2015/2022", 380, calendar.Held},
			{"out-icat-chairs-2022", "2022", 380, calendar.Held},
			{"out-icat-principals-2022", "2022-12", 380, calendar.Held},
			{"global-report-2022-mandate", "2023-01-24", 404, calendar.Held},
			{"out-ccpcj-32", "2023-05-22/2023-05-26", 526, calendar.Held},
			{"world-day-against-trafficking/2023-07-30", "2023-07-30", 591, calendar.Scheduled},
			{"out-icat-briefing-2023-10-03", "2023-10-03", 656, calendar.Held},
			{"out-icat-principals-2023", "2023-11-08", 692, calendar.Held},
			{"out-icat-chairs-2023", "2023", 745, calendar.Held},
		}},
		{"after the general debate of the 80th session, as known then", Calendar().AsOf(debated), debated, []row{
			{"out-toc-day/2025-11-15", "2025-11-15", 45, calendar.Scheduled},
			{"gap-appraisal-80", "2025-11-24/2025-11-25", 55, calendar.Scheduled},
			{"out-icat-chairs-2025", "2025", 91, calendar.Scheduled},
			{"sdg-8-7-child-labour-2025", "2025", 91, calendar.Projected},
			{"world-day-against-trafficking/2026-07-30", "2026-07-30", 302, calendar.Scheduled},
			{"out-toc-day/2026-11-15", "2026-11-15", 410, calendar.Scheduled},
			{"global-report-biennial/2026", "2026?", 456, calendar.Projected},
		}},
		{"after the general debate of the 80th session, by all that is known", Calendar(), debated, []row{
			{"out-toc-day/2025-11-15", "2025-11-15", 45, calendar.Scheduled},
			{"gap-appraisal-80", "2025-11-24/2025-11-25", 55, calendar.Held},
			{"out-ga-res-80-coordination", "2025-12-18", 78, calendar.Held},
			{"out-icat-chairs-2025", "2025", 91, calendar.Scheduled},
			{"sdg-8-7-child-labour-2025", "2025", 91, calendar.Projected},
			{"out-crime-congress-15", "2026-04-25/2026-04-30", 211, calendar.Scheduled},
			{"world-day-against-trafficking/2026-07-30", "2026-07-30", 302, calendar.Scheduled},
			{"out-toc-day/2026-11-15", "2026-11-15", 410, calendar.Scheduled},
			{"global-report-biennial/2026", "2026?", 456, calendar.Projected},
			{"world-day-against-trafficking/2027-07-30", "2027-07-30", 667, calendar.Scheduled},
			{"out-toc-day/2027-11-15", "2027-11-15", 775, calendar.Scheduled},
			{"world-day-against-trafficking/2028-07-30", "2028-07-30", 1033, calendar.Scheduled},
			{"out-sg-report-82", "[..2028-09-04]", 1069, calendar.Mandated},
		}},
		{"on the day of the catalogue", Calendar(), written, []row{
			{"global-report-biennial/2026", "2026?", 38, calendar.Projected},
			{"world-day-against-trafficking/2027-07-30", "2027-07-30", 249, calendar.Scheduled},
			{"out-toc-day/2027-11-15", "2027-11-15", 357, calendar.Scheduled},
			{"world-day-against-trafficking/2028-07-30", "2028-07-30", 615, calendar.Scheduled},
			{"out-sg-report-82", "[..2028-09-04]", 651, calendar.Mandated},
			{"out-toc-day/2028-11-15", "2028-11-15", 723, calendar.Scheduled},
			{"global-report-biennial/2028", "2028?", 769, calendar.Projected},
			{"world-day-against-trafficking/2029-07-30", "2029-07-30", 980, calendar.Scheduled},
			{"out-toc-day/2029-11-15", "2029-11-15", 1088, calendar.Scheduled},
			{"world-day-against-trafficking/2030-07-30", "2030-07-30", 1345, calendar.Scheduled},
			{"gap-appraisal-cycle/84", "[2029-09-11?..2030-09-09?]", 1386, calendar.Projected},
			{"out-toc-day/2030-11-15", "2030-11-15", 1453, calendar.Scheduled},
			{"agenda-2030-horizon", "2030", 1499, calendar.Projected},
			{"global-report-biennial/2030", "2030?", 1499, calendar.Projected},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, rowsOf(tt.cal.Next(tt.today, len(tt.want))))
		})
	}
}

func TestOverdue(t *testing.T) {
	for _, tt := range []struct {
		name  string
		today date.Date
		want  []row
	}{
		{"on the day of adoption", day(2021, time.December, 16), []row{}},
		{"on the last day of the 78th session", day(2024, time.September, 9), []row{}},
		{"on the first day of the 79th session", day(2024, time.September, 10), []row{
			{"sg-report-78", "[..2024-09-09]", -1, calendar.Overdue},
		}},
		{"on the day of the catalogue", day(2026, time.November, 23), []row{
			{"sg-report-78", "[..2024-09-09]", -805, calendar.Overdue},
			{"sdg-8-7-child-labour-2025", "2025", -327, calendar.Overdue},
			{"out-crime-congress-15", "2026-04-25/2026-04-30", -207, calendar.Overdue},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, rowsOf(slices.Collect(Calendar().Overdue(tt.today))))
		})
	}
}
