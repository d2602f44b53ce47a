package ical

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed windowszones.tsv
var windowsZoneLines string

// windowsZones finds the IANA zone of a Windows name in lower case.
var windowsZones = sync.OnceValue(func() map[string]string {
	zones := make(map[string]string)
	for line := range strings.Lines(windowsZoneLines) {
		if name, zone, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			zones[strings.ToLower(name)] = zone
		}
	}
	return zones
})

// WindowsZone returns the name of the IANA time zone that CLDR has for the name of a
// Windows time zone, in any case, where no territory is known: "Europe/Berlin" for "W.
// Europe Standard Time". It also knows what Windows in English shows of them, as in
// "(UTC-05:00) Eastern Time (US & Canada)". It is false for other names.
func WindowsZone(name string) (iana string, ok bool) {
	if shown, ok := windowsDisplayedName(name); ok {
		name = shown
	}
	iana, ok = windowsZones()[strings.ToLower(name)]
	return iana, ok
}
