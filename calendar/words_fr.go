package calendar

import "golang.org/x/text/language"

var french = wording{
	language: language.French,
	months: [12]string{
		"janvier", "février", "mars", "avril", "mai", "juin",
		"juillet", "août", "septembre", "octobre", "novembre", "décembre",
	},
	day: "%s %s %d", dayOfMonth: "%s %s", month: "%s %d", firstDay: "1er", within: "en %s",
	notAfter:  [3]string{"au plus tard le %s", "au plus tard en %s", "au plus tard en %s"},
	notBefore: [3]string{"au plus tôt le %s", "au plus tôt en %s", "au plus tôt en %s"},
	until:     [3]string{"jusqu’au %s", "jusqu’en %s", "jusqu’en %s"},
	onFrom:    [3]string{"à partir du %s", "à partir de %s", "à partir de %s"},
	from:      [3]string{"à partir du %s", "à partir de %s", "à partir de %s"},
	bare:      [3]string{"le %s", "%s", "%s"},
	between:   "entre %s et %s",

	startNotKnown: ", début inconnu",
	endNotKnown:   ", fin inconnue",
	noDate:        "sans date",
	projected:     " (prévision)", firstDayProjected: " (premier jour prévisionnel)", lastProjected: " (dernier jour prévisionnel)",

	kinds: map[Kind]string{
		Observance:         "célébration",
		HighLevelMeeting:   "réunion de haut niveau",
		PrincipalsMeeting:  "réunion des chefs d’organisme",
		Meeting:            "réunion",
		Briefing:           "séance d’information",
		Hearing:            "audition",
		Conference:         "conférence",
		Publication:        "publication",
		ReportDue:          "rapport à présenter",
		ResolutionAdoption: "adoption d’une résolution",
		InstrumentAdoption: "adoption d’un instrument",
		Document:           "document",
		ChairTerm:          "présidence",
		PlanPeriod:         "période d’un plan",
		Target:             "cible",
		Deadline:           "échéance",
		OtherEvent:         "événement",
	},
	statuses: map[Status]string{
		Projected: "prévu",
		Mandated:  "prescrit",
		Scheduled: "programmé",
		Held:      "réalisé",
		Postponed: "reporté",
		Cancelled: "annulé",
		Overdue:   "en retard",
	},
	formats: map[Format]string{InPerson: "en présentiel", Virtual: "en ligne", Hybrid: "hybride"},
}
