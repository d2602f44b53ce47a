package calendar

import "golang.org/x/text/language"

var spanish = wording{
	language: language.Spanish,
	months: [12]string{
		"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
	},
	day: "%s de %s de %d", dayOfMonth: "%s de %s", month: "%s de %d", within: "en %s",
	notAfter:  [3]string{"a más tardar el %s", "a más tardar en %s", "a más tardar en %s"},
	notBefore: [3]string{"no antes del %s", "no antes de %s", "no antes de %s"},
	until:     [3]string{"hasta el %s", "hasta %s", "hasta %s"},
	onFrom:    [3]string{"a partir del %s", "a partir de %s", "a partir de %s"},
	from:      [3]string{"desde el %s", "desde %s", "desde %s"},
	bare:      [3]string{"el %s", "%s", "%s"},
	between:   "entre %s y %s",

	startNotKnown: ", inicio desconocido",
	endNotKnown:   ", fin desconocido",
	noDate:        "sin fecha",
	projected:     " (previsión)", firstDayProjected: " (primer día previsto)", lastProjected: " (último día previsto)",

	kinds: map[Kind]string{
		Observance:         "conmemoración",
		HighLevelMeeting:   "reunión de alto nivel",
		PrincipalsMeeting:  "reunión de jefes de organismos",
		Meeting:            "reunión",
		Briefing:           "reunión informativa",
		Hearing:            "audiencia",
		Conference:         "conferencia",
		Publication:        "publicación",
		ReportDue:          "informe por presentar",
		ResolutionAdoption: "aprobación de una resolución",
		InstrumentAdoption: "aprobación de un instrumento",
		Document:           "documento",
		ChairTerm:          "presidencia",
		PlanPeriod:         "período de un plan",
		Target:             "meta",
		Deadline:           "fecha límite",
		OtherEvent:         "evento",
	},
	statuses: map[Status]string{
		Projected: "previsto",
		Mandated:  "dispuesto",
		Scheduled: "programado",
		Held:      "realizado",
		Postponed: "aplazado",
		Cancelled: "cancelado",
		Overdue:   "vencido",
	},
	formats: map[Format]string{InPerson: "presencial", Virtual: "en línea", Hybrid: "híbrido"},
}
