package ical

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

var russian = phrases{
	language:  language.Russian,
	cancelled: "[ОТМЕНЕНО] %s",
	latestDay: "Последний день: %s",
	window:    "Период: %s",
	vague:     "%s (%s)",
	online:    "Онлайн",
	label:     "%s: %s",
	heading:   "%s:",
	sentence:  "%s.",
	listed:    "; ",
	by:        "Кем",
	place:     "Место",
	format:    "Формат",
	documents: "Документы",
	leftOpen:  "Чего документ не указывает",
	saidBy:    "Источники",
	recorded:  "Известные даты",
	pattern:   "Периодичность",
	id:        "Идентификатор",
	statuses: map[calendar.Status]string{
		calendar.Held:      "Осуществлено.",
		calendar.Scheduled: "Запланировано.",
		calendar.Mandated:  "Предписано.",
		calendar.Postponed: "Отложено.",
		calendar.Cancelled: "Отменено.",
		calendar.Projected: "Предполагается; ни один источник этого не подтверждает.",
	},
	dayNotSet: "Предписано; дата еще не установлена.",
	metBy:     "Выполнено: %s.",
	inferred:  "%s (дата выведена)",
}
