package ical

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

var english = phrases{
	language:  language.English,
	cancelled: "[CANCELLED] %s",
	latestDay: "Latest day: %s",
	window:    "Window: %s",
	vague:     "%s (%s)",
	online:    "Online",
	label:     "%s: %s",
	heading:   "%s:",
	sentence:  "%s.",
	listed:    "; ",
	by:        "By",
	place:     "Place",
	format:    "Format",
	documents: "Documents",
	leftOpen:  "Left open by the document",
	saidBy:    "Who says so",
	recorded:  "Recorded",
	pattern:   "Pattern",
	id:        "ID",
	statuses: map[calendar.Status]string{
		calendar.Held:      "Held.",
		calendar.Scheduled: "Scheduled.",
		calendar.Mandated:  "Mandated.",
		calendar.Postponed: "Postponed.",
		calendar.Cancelled: "Cancelled.",
		calendar.Projected: "Projected; no source confirms it.",
	},
	dayNotSet: "Mandated; its day is not yet set.",
	metBy:     "Met by %s.",
	inferred:  "%s (inferred)",
}
