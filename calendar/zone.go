package calendar

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/rickb777/date/v2"
)

// zones holds one *time.Location for each name, so that Whens in the same zone are
// equal. It grows no further than the names that the zone database has.
var zones sync.Map // string -> *time.Location

var errZoneName = errors.New("not the name of an IANA time zone")

// loadZone returns the location of an IANA zone name. The names that mean the
// machine's own zone are refused.
func loadZone(name string) (*time.Location, error) {
	if name == "UTC" {
		return time.UTC, nil
	}
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	if name == "" || name == "Local" || len(name) > 64 || strings.ContainsAny(name, `\:`) {
		return nil, errZoneName
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errZoneName, err)
	}
	actual, _ := zones.LoadOrStore(name, loc)
	return actual.(*time.Location), nil
}

// instant resolves the clock reading sec of day d in zone. In a gap the offset
// before it holds; of two equal readings the first is meant (RFC 5545, section
// 3.3.5). time.Date promises neither.
func instant(d date.Date, sec int32, zone *time.Location) time.Time {
	wall := clockReading(d, sec)
	const aDay = 24 * 60 * 60
	_, before := time.Unix(wall-aDay, 0).In(zone).Zone()
	_, after := time.Unix(wall+aDay, 0).In(zone).Zone()
	early := time.Unix(wall-int64(before), 0).In(zone)
	if late := time.Unix(wall-int64(after), 0).In(zone); !reads(early, wall) && reads(late, wall) {
		return late
	}
	return early
}

// clockReading returns the seconds from 1970 on that a clock shows, counted as if in UTC.
func clockReading(d date.Date, sec int32) int64 { return d.MidnightUTC().Unix() + int64(sec) }

// reads reports whether the clock shows, at t, the seconds wall counted as if in UTC.
func reads(t time.Time, wall int64) bool {
	_, offset := t.Zone()
	return t.Unix()+int64(offset) == wall
}
