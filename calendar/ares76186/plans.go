package ares76186

import (
	"slices"

	"github.com/convene-cal/convene/calendar/planning"
)

// Plans returns what is worked back from the calendar's events: by when the documents of the
// appraisals and of the next report are due. They are to be read only.
func Plans() []planning.Plan {
	_, plans := load()
	return slices.Clone(plans)
}

// Plan returns the plan with an ID, and false if there is none.
func Plan(id string) (planning.Plan, bool) {
	_, plans := load()
	if i := slices.IndexFunc(plans, func(p planning.Plan) bool { return p.ID == id }); i >= 0 {
		return plans[i], true
	}
	return planning.Plan{}, false
}
