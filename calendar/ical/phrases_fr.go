package ical

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

// The space before a colon and a semicolon is one that does not break.
var french = phrases{
	language:  language.French,
	cancelled: "[ANNULÉ] %s",
	latestDay: "Dernier jour : %s",
	window:    "Période : %s",
	vague:     "%s (%s)",
	online:    "En ligne",
	label:     "%s : %s",
	heading:   "%s :",
	sentence:  "%s.",
	listed:    "; ",
	by:        "Par",
	place:     "Lieu",
	format:    "Participation",
	documents: "Documents",
	leftOpen:  "Ce que le document ne dit pas",
	saidBy:    "Sources",
	recorded:  "Occurrences connues",
	pattern:   "Règle",
	id:        "ID",
	statuses: map[calendar.Status]string{
		calendar.Held:      "Réalisé.",
		calendar.Scheduled: "Programmé.",
		calendar.Mandated:  "Prescrit.",
		calendar.Postponed: "Reporté.",
		calendar.Cancelled: "Annulé.",
		calendar.Projected: "Prévu ; aucune source ne le confirme.",
	},
	dayNotSet: "Prescrit ; la date n’est pas encore fixée.",
	metBy:     "Satisfait par %s.",
	inferred:  "%s (date déduite)",
}
