package ical

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	ics "github.com/arran4/golang-ical"
)

// ErrZoneName: a TZID is no name of a time zone, or of none that is known.
var ErrZoneName = errors.New("unknown time zone")

// Zones finds the time zones that the TZIDs of a calendar stand for. It is made by
// [NewZones], and safe for use by many goroutines. The zero Zones must not be used.
type Zones struct {
	definitions map[string]*ics.VTimezone // the first for each TZID
	twice       map[string]bool

	mu    sync.Mutex
	found map[string]foundZone
	left  int // how many more transitions definitions may have
}

// A foundZone is what a TZID stands for.
type foundZone struct {
	loc  *time.Location
	note string // what is to be said of it, in words
	err  error
}

// maxZoneTransitions bounds the memory of the zones that one calendar defines.
const maxZoneTransitions = 500_000

// NewZones returns the zones of a calendar, which may be nil: then there are no
// definitions.
func NewZones(cal *ics.Calendar) *Zones {
	z := &Zones{
		definitions: make(map[string]*ics.VTimezone), twice: make(map[string]bool),
		found: make(map[string]foundZone), left: maxZoneTransitions,
	}
	if cal == nil {
		return z
	}
	for _, c := range cal.Components {
		zone, ok := c.(*ics.VTimezone)
		if !ok || zone == nil {
			continue
		}
		if id := lookUp(zone.Properties, propTZID); id != nil {
			if z.definitions[id.Value] != nil {
				z.twice[id.Value] = true
				continue
			}
			z.definitions[id.Value] = zone
		}
	}
	return z
}

// Location returns the location that a TZID stands for. These are looked at in turn:
//
//   - the names of the IANA time zone database, as [time.LoadLocation] knows them, also
//     behind a prefix between slashes that makes them "globally unique" (RFC 5545, section
//     3.2.19), such as /freeassociation.sourceforge.net/Europe/Vienna. They mean what the
//     database says, whatever the calendar's own VTIMEZONE of that name has: such are
//     often cut to the rules of the day.
//   - the VTIMEZONE of that TZID in the calendar. Where it names an IANA zone in
//     TZID-ALIAS-OF or X-LIC-LOCATION, or has the name of a Windows zone, and that zone
//     has the same offsets from 2015 to 2035, it is taken for that zone.
//   - the names of Windows zones, see [WindowsZone].
//
// The name of the location is that of the IANA zone, or else the TZID. The error wraps
// [ErrZoneName], or [ErrZone] for a VTIMEZONE that [LocationOf] cannot read. Local and
// what looks like a path is no name of a zone.
func (z *Zones) Location(tzid string) (*time.Location, error) {
	f := z.find(tzid)
	return f.loc, f.err
}

func (z *Zones) find(tzid string) foundZone {
	z.mu.Lock()
	defer z.mu.Unlock()
	f, ok := z.found[tzid]
	if !ok {
		f = z.look(tzid)
		if len(z.found) < maxKeptZones {
			z.found[tzid] = f
		}
	}
	return f
}

// maxKeptZones bounds how many TZIDs are remembered.
const maxKeptZones = 10_000

func (z *Zones) look(tzid string) foundZone {
	if loc, err := loadIANA(ianaName(tzid)); err == nil {
		return foundZone{loc: loc, note: z.contradiction(tzid, loc)}
	}
	if isPathLike(tzid) {
		return foundZone{err: fmt.Errorf("ical: %w: %s looks like a path", ErrZoneName, quote(tzid))}
	}
	windows, isWindows := WindowsZone(tzid)
	zone := z.definitions[tzid]
	if zone == nil {
		if isWindows {
			if loc, err := loadIANA(windows); err == nil {
				return foundZone{loc: loc, note: fmt.Sprintf("%s is taken for %s", quote(tzid), windows)}
			}
		}
		return foundZone{err: fmt.Errorf("ical: %w: %s, and there is no VTIMEZONE of it", ErrZoneName, quote(tzid))}
	}
	d, err := z.define(zone)
	if err != nil {
		return foundZone{err: err}
	}
	loc, err := d.location(tzid)
	if err != nil {
		return foundZone{err: err}
	}
	note := ""
	if z.twice[tzid] {
		note = fmt.Sprintf("%s is defined more than once; the first holds", quote(tzid))
	}
	for _, name := range []string{valueIn(zone.Properties, propTZIDAliasOf), valueNamed(zone.Properties, "X-LIC-LOCATION"), windows} {
		if known, err := loadIANA(name); err == nil && d.agrees(loc, known) {
			return foundZone{loc: known, note: note}
		}
	}
	return foundZone{loc: loc, note: note}
}

// define reads a definition and counts what it takes.
func (z *Zones) define(zone *ics.VTimezone) (*definition, error) {
	d, err := readDefinition(zone, z.left)
	z.left -= agreementCost
	if err == nil {
		z.left -= len(d.onsets)
	}
	return d, err
}

// contradiction says that the calendar defines a zone of IANA's otherwise, or "".
func (z *Zones) contradiction(tzid string, known *time.Location) string {
	zone := z.definitions[tzid]
	if zone == nil {
		return ""
	}
	d, err := z.define(zone)
	if err != nil {
		return fmt.Sprintf("the VTIMEZONE of %s cannot be used, and the time zone database holds: %v", quote(tzid), err)
	}
	if loc, err := d.location(tzid); err != nil || !d.agrees(loc, known) {
		return fmt.Sprintf("the VTIMEZONE of %s is not what the time zone database has, which holds", quote(tzid))
	}
	return ""
}

// ianaName returns a TZID without what makes it globally unique: up to two parts between
// slashes, such as /mozilla.org/20070129_1/.
func ianaName(tzid string) string {
	if !strings.HasPrefix(tzid, "/") {
		return tzid
	}
	rest := tzid[1:]
	for range 2 {
		_, after, ok := strings.Cut(rest, "/")
		if !ok {
			break
		}
		if _, err := loadIANA(after); err == nil {
			return after
		}
		rest = after
	}
	return tzid
}

// isPathLike reports whether a TZID is one that might get at files.
func isPathLike(tzid string) bool {
	return strings.Contains(tzid, "..") || strings.ContainsAny(tzid, "\\\x00")
}

// loadIANA returns the location of a zone of the IANA database. What the directories of
// some systems have besides is none: the machine's own zone, and zones with leap seconds.
func loadIANA(name string) (*time.Location, error) {
	if name == "" || len(name) > 64 || !isIANAName(name) {
		return nil, ErrZoneName
	}
	return time.LoadLocation(name)
}

func isIANAName(name string) bool {
	switch first, _, _ := strings.Cut(name, "/"); first {
	case "Local", "localtime", "posix", "posixrules", "right", "":
		return false
	}
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		case i > 0 && (c == '/' || c == '_' || c == '+' || c == '-'):
		default:
			return false
		}
	}
	// The names of files beside the zones begin with a small letter.
	return 'A' <= name[0] && name[0] <= 'Z'
}
