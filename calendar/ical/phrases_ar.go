package ical

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

var arabic = phrases{
	language:  language.Arabic,
	cancelled: "[ملغى] %s",
	latestDay: "آخر يوم: %s",
	window:    "الفترة: %s",
	vague:     "%s (%s)",
	online:    "عبر الإنترنت",
	label:     "%s: %s",
	heading:   "%s:",
	sentence:  "%s.",
	listed:    "؛ ",
	by:        "الجهة",
	place:     "المكان",
	format:    "المشاركة",
	documents: "الوثائق",
	leftOpen:  "ما لا تحدده الوثيقة",
	saidBy:    "المصادر",
	recorded:  "المواعيد المسجلة",
	pattern:   "التواتر",
	id:        "المعرّف",
	statuses: map[calendar.Status]string{
		calendar.Held:      "أنجز.",
		calendar.Scheduled: "محدد الموعد.",
		calendar.Mandated:  "صدر به تكليف.",
		calendar.Postponed: "مؤجل.",
		calendar.Cancelled: "ملغى.",
		calendar.Projected: "متوقع؛ ولا يؤكده أي مصدر.",
	},
	dayNotSet: "صدر به تكليف؛ ولم يحدد موعده بعد.",
	metBy:     "استوفي بموجب %s.",
	inferred:  "%s (تاريخ مستنتج)",
}
