package ical

import (
	"golang.org/x/text/language"

	"github.com/convene-cal/convene/calendar"
)

var chinese = phrases{
	language:  language.Chinese,
	cancelled: "[已取消] %s",
	latestDay: "最后一日：%s",
	window:    "期间：%s",
	vague:     "%s（%s）",
	online:    "线上",
	label:     "%s：%s",
	heading:   "%s：",
	sentence:  "%s。",
	listed:    "；",
	by:        "主办方",
	place:     "地点",
	format:    "出席方式",
	documents: "文件",
	leftOpen:  "文件未说明的事项",
	saidBy:    "来源",
	recorded:  "已知日期",
	pattern:   "周期",
	id:        "标识符",
	statuses: map[calendar.Status]string{
		calendar.Held:      "已完成。",
		calendar.Scheduled: "已排定。",
		calendar.Mandated:  "已授权。",
		calendar.Postponed: "已推迟。",
		calendar.Cancelled: "已取消。",
		calendar.Projected: "预计；尚无来源确认。",
	},
	dayNotSet: "已授权；日期尚未确定。",
	metBy:     "由%s履行。",
	inferred:  "%s（推断日期）",
}
