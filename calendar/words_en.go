package calendar

import "golang.org/x/text/language"

var english = wording{
	language: language.English,
	months: [12]string{
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	},
	day: "%s %s %d", dayOfMonth: "%s %s", month: "%s %d", within: "in %s",
	notAfter:  always("not after %s"),
	notBefore: always("not before %s"),
	until:     always("until %s"),
	onFrom:    always("from %s on"),
	from:      always("from %s"),
	bare:      always("%s"),
	between:   "between %s and %s",

	startNotKnown: ", start not known",
	endNotKnown:   ", end not known",
	noDate:        "no date",
	projected:     " (projected)", firstDayProjected: " (first day projected)", lastProjected: " (last day projected)",

	kinds: map[Kind]string{
		Observance:         "observance",
		HighLevelMeeting:   "high-level meeting",
		PrincipalsMeeting:  "principals meeting",
		Meeting:            "meeting",
		Briefing:           "briefing",
		Hearing:            "hearing",
		Conference:         "conference",
		Publication:        "publication",
		ReportDue:          "report due",
		ResolutionAdoption: "resolution adoption",
		InstrumentAdoption: "instrument adoption",
		Document:           "document",
		ChairTerm:          "chair term",
		PlanPeriod:         "plan period",
		Target:             "target",
		Deadline:           "deadline",
		OtherEvent:         "event",
	},
	statuses: map[Status]string{
		Projected: "projected",
		Mandated:  "mandated",
		Scheduled: "scheduled",
		Held:      "held",
		Postponed: "postponed",
		Cancelled: "cancelled",
		Overdue:   "overdue",
	},
	formats: map[Format]string{InPerson: "in person", Virtual: "virtual", Hybrid: "hybrid"},
}
