package main

import (
	"context"
	"strings"

	"github.com/convene-cal/convene/calendar/meeting"
)

// none tells why no time serves, what would help, and what comes near.
func (r *report) none(ctx context.Context, found *meeting.Result) error {
	r.intro(found)
	e, err := found.Explain(ctx)
	if err != nil {
		return err
	}
	r.heading(3, "Why no time serves")
	r.gap()
	r.sentences(e.Words())
	if e.Open > 0 {
		relaxations, err := meeting.Relax(ctx, meeting.RelaxRequest{Request: r.req})
		if err != nil {
			return err
		}
		r.gap()
		r.heading(3, "What one change would do")
		r.gap()
		r.sentences(relaxations.Words())
	}
	if len(found.NearMisses) > 0 {
		r.gap()
		r.heading(3, "What comes near")
		r.gap()
		sites := r.sites(found.NearMisses[0].Start)
		if err := r.times(found.NearMisses, sites); err != nil {
			return err
		}
		r.legend(sites, found.NearMisses)
		r.gap()
		r.each(found.NearMisses, func(s meeting.Slot) string { return "Not there: " + strings.Join(r.missing(s), "; ") + "." })
	}
	r.remarks()
	return nil
}

// sentences writes text of which each line is an item.
func (r *report) sentences(s string) {
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		r.item(line)
	}
}
