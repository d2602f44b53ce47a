package ical

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed windowsdisplay.tsv
var windowsDisplayLines string

// windowsDisplayed finds the Windows name of a zone by what Windows shows of it, in lower
// case and without its offset.
var windowsDisplayed = sync.OnceValue(func() map[string]string {
	zones := make(map[string]string)
	for line := range strings.Lines(windowsDisplayLines) {
		if shown, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			zones[strings.ToLower(shown)] = name
		}
	}
	return zones
})

// windowsDisplayedName returns the Windows name of a zone that is shown as in
// "(UTC-05:00) Eastern Time (US & Canada)", which Outlook has written for a TZID. The
// offset is that of some version of Windows and tells nothing.
func windowsDisplayedName(shown string) (name string, ok bool) {
	offset, places, ok := strings.Cut(shown, ") ")
	if !ok || !strings.HasPrefix(offset, "(UTC") && !strings.HasPrefix(offset, "(GMT") {
		return "", false
	}
	places = strings.Replace(strings.ToLower(strings.TrimSpace(places)), "(us and canada)", "(us & canada)", 1)
	name, ok = windowsDisplayed()[places]
	return name, ok
}
