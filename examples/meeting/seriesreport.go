package main

import (
	"fmt"
	"slices"

	"github.com/convene-cal/convene/calendar/meeting"
	"github.com/convene-cal/convene/examples/internal/table"
)

// planned writes the answer for a series.
func (r *report) planned(s *meeting.SeriesResult) error {
	r.intro(s.Starts)
	how := "None of all " + seriesCount(s) + " is better"
	if !s.Exact {
		how = "There may be better ones among all " + seriesCount(s) + ": the search was ended before it had seen enough"
	}
	r.paragraph(how + ", " + objectiveWords[r.req.Objective] + ", with what each brings from before.")
	r.gap()
	sites := r.sites(s.Meetings[0].Start)
	if err := r.times(s.Meetings, sites); err != nil {
		return err
	}
	r.legend(sites, s.Meetings)
	r.gap()
	r.heading(3, "What it asks of each")
	r.gap()
	if err := r.shares(s); err != nil {
		return err
	}
	r.gap()
	r.paragraph(fmt.Sprintf("The most that anybody bears is %s, the least %s; the series asks %s of all together.", s.Fairness.Max, s.Fairness.Min, s.Fairness.Sum))
	r.gap()
	r.strip(s.Meetings, sites)
	r.remarks()
	return nil
}

// seriesCount says how many series there are.
func seriesCount(s *meeting.SeriesResult) string {
	if s.Sequences.IsInt64() {
		return plural(int(s.Sequences.Int64()), "series", "series")
	}
	return "10^" + fmt.Sprint(len(s.Sequences.String())-1) + " series and more"
}

// shares writes what the series asks of each participant, of those alike in one row.
func (r *report) shares(s *meeting.SeriesResult) error {
	order := make([]int, len(s.Shares))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return int(s.Shares[j].Total() - s.Shares[i].Total()) })
	t := table.Table{Header: []string{"WHO", "BEFORE", "MEETINGS OUTSIDE HOURS", "AT NIGHT", "ADDED", "CARRIED ON"}}
	for _, i := range order {
		share := &s.Shares[i]
		nights := 0
		for _, m := range s.Meetings {
			if a := m.People[i]; a.Counted && a.Burden > 0 && r.isNight(i, a) {
				nights++
			}
		}
		t.Add(r.name(i), share.Carry.String(), fmt.Sprint(share.Meetings()), fmt.Sprint(nights), share.Added.String(), share.Total().String())
	}
	return r.table(&t, table.Styles{"": "1"})
}
