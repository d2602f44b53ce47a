package calendar

import "golang.org/x/text/language"

// Months have both of their names, as documents of the United Nations in Arabic write them:
// the one used in the Levant, then the one used in Egypt, with its يونيه and يوليه for the
// يونيو and يوليو of the Unicode CLDR. Digits are European ones, as the CLDR has them for
// Arabic where it names no country.
var arabic = wording{
	language: language.Arabic,
	months: one([12]string{
		"كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه",
		"تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
	}),
	year: one("%d"), month: "%s %d", day: "%s %s %d", dayOfMonth: "%s %s", dayAlone: "%s",
	within:    with("في %s", "في %s", "في عام %s"),
	notAfter:  with("في موعد أقصاه %s", "في موعد أقصاه %s", "في موعد أقصاه عام %s"),
	notBefore: with("في موعد لا يسبق %s", "في موعد لا يسبق %s", "في موعد لا يسبق عام %s"),
	until:     with("حتى %s", "حتى %s", "حتى عام %s"),
	onFrom:    with("اعتبارا من %s", "اعتبارا من %s", "اعتبارا من عام %s"),
	from:      with("من %s", "من %s", "من عام %s"),
	// The conjunction stands apart before a number only.
	between: "بين %s %s", betweenFirst: with("%s", "%s", "عام %s"), betweenLast: with("و %s", "و%s", "وعام %s"),

	near: "%s–%s", far: "%s – %s", years: "%d–%d",
	clock: "%s، %s", weekday: "%s، %s",

	weekdays:      [7]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
	shortWeekdays: [7]string{"ح", "ن", "ث", "ر", "خ", "ج", "س"},

	startNotKnown: "، تاريخ البدء غير معروف",
	endNotKnown:   "، تاريخ الانتهاء غير معروف",
	noDate:        "بلا تاريخ",
	projected:     " (تاريخ متوقع)", firstDayProjected: " (اليوم الأول متوقع)", lastProjected: " (اليوم الأخير متوقع)",

	kinds: map[Kind]string{
		Observance:         "مناسبة",
		HighLevelMeeting:   "اجتماع رفيع المستوى",
		PrincipalsMeeting:  "اجتماع رؤساء الكيانات",
		Meeting:            "اجتماع",
		Briefing:           "إحاطة",
		Hearing:            "جلسة استماع",
		Conference:         "مؤتمر",
		Publication:        "منشور",
		ReportDue:          "تقرير واجب التقديم",
		ResolutionAdoption: "اتخاذ قرار",
		InstrumentAdoption: "اعتماد صك",
		Document:           "وثيقة",
		ChairTerm:          "فترة رئاسة",
		PlanPeriod:         "فترة خطة",
		Target:             "غاية",
		Deadline:           "موعد نهائي",
		OtherEvent:         "حدث",
	},
	statuses: map[Status]string{
		Projected: "متوقع",
		Mandated:  "صدر به تكليف",
		Scheduled: "محدد الموعد",
		Held:      "أنجز",
		Postponed: "مؤجل",
		Cancelled: "ملغى",
		Overdue:   "فات موعده",
	},
	formats: map[Format]string{InPerson: "حضوري", Virtual: "عبر الإنترنت", Hybrid: "مختلط"},
	aspects: map[Aspect]string{
		ChangeAdded:      "إضافة",
		ChangeWithdrawn:  "سحب",
		ChangeCancelled:  "إلغاء",
		ChangeReinstated: "إعادة بعد إلغاء",
		ChangePostponed:  "تأجيل",
		ChangeHeld:       "إنجاز",
		ChangeReopened:   "إعادة فتح",
		ChangeDated:      "تحديد الموعد",
		ChangeNarrowed:   "تضييق الفترة",
		ChangeConfirmed:  "تأكيد الموعد",
		ChangeMoved:      "تغيير الموعد",
		ChangeWidened:    "توسيع الفترة",
		ChangeUndated:    "سحب الموعد",
		ChangeScheduled:  "إدراج في الجدول",
		ChangeMandated:   "صدور تكليف",
		ChangeProjected:  "توقع",
		ChangeRepeats:    "تغيير التواتر",
		ChangeRelocated:  "تغيير المكان",
		ChangeReassigned: "تغيير الجهة المنظمة",
		ChangeReworded:   "تغيير الصياغة",
		ChangeDocumented: "تغيير الوثائق",
		ChangeRestated:   "تغيير المصادر",
		ChangeCorrected:  "تصحيح",
	},
}
