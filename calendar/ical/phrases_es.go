package ical

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

var spanish = phrases{
	language:  language.Spanish,
	cancelled: "[CANCELADO] %s",
	latestDay: "Último día: %s",
	window:    "Período: %s",
	vague:     "%s (%s)",
	online:    "En línea",
	label:     "%s: %s",
	heading:   "%s:",
	sentence:  "%s.",
	listed:    "; ",
	by:        "Por",
	place:     "Lugar",
	format:    "Participación",
	documents: "Documentos",
	leftOpen:  "Lo que el documento no dice",
	saidBy:    "Fuentes",
	recorded:  "Casos conocidos",
	pattern:   "Regla",
	id:        "ID",
	statuses: map[calendar.Status]string{
		calendar.Held:      "Realizado.",
		calendar.Scheduled: "Programado.",
		calendar.Mandated:  "Dispuesto.",
		calendar.Postponed: "Aplazado.",
		calendar.Cancelled: "Cancelado.",
		calendar.Projected: "Previsto; ninguna fuente lo confirma.",
	},
	dayNotSet: "Dispuesto; la fecha aún no está fijada.",
	metBy:     "Cumplido por %s.",
	inferred:  "%s (fecha inferida)",
}
