package browser

import "strings"

// addresses are a page of each sort.
var addresses = map[string]string{
	"start":  "",
	"year":   "2026",
	"month":  "2025-11",
	"day":    "2025-11-24",
	"event":  "event/gap-appraisal-80",
	"series": "series/gap-appraisal-cycle",
	"all":    "series",
	"next":   "next",
	"search": "?q=report&kind=report-due",
	"asof":   "?asof=2021-12-16",
}

// inLanguage adds a language to the address of a page.
func inLanguage(address, lang string) string {
	if strings.Contains(address, "?") {
		return address + "&lang=" + lang
	}
	return address + "?lang=" + lang
}
