package calendar

import (
	"fmt"
	"math"
	"strconv"
)

// A Geo is a place on the Earth by its coordinates (WGS 84), to a millionth of a degree,
// which is some ten centimetres. The zero Geo is none.
type Geo struct {
	latitude, longitude int32 // in millionths of a degree
	given               bool
}

const microdegrees = 1_000_000

// NewGeo returns the place at a latitude, degrees north of the equator from -90 to 90, and
// a longitude, degrees east of Greenwich from -180 to 180. Both are rounded to millionths.
func NewGeo(latitude, longitude float64) (Geo, error) {
	if !(-90 <= latitude && latitude <= 90) { // so that NaN is refused, too
		return Geo{}, fmt.Errorf("calendar: latitude %v is outside -90 to 90", latitude)
	}
	if !(-180 <= longitude && longitude <= 180) {
		return Geo{}, fmt.Errorf("calendar: longitude %v is outside -180 to 180", longitude)
	}
	return Geo{int32(math.Round(latitude * microdegrees)), int32(math.Round(longitude * microdegrees)), true}, nil
}

// MustGeo is [NewGeo] for coordinates known to be right. It panics on others.
func MustGeo(latitude, longitude float64) Geo {
	g, err := NewGeo(latitude, longitude)
	if err != nil {
		panic(err)
	}
	return g
}

// IsZero reports whether g is no place.
func (g Geo) IsZero() bool { return !g.given }

// Latitude returns the degrees north of the equator.
func (g Geo) Latitude() float64 { return float64(g.latitude) / microdegrees }

// Longitude returns the degrees east of Greenwich.
func (g Geo) Longitude() float64 { return float64(g.longitude) / microdegrees }

// String returns latitude and longitude as a geo URI has them (RFC 5870): "40.7489,-73.968".
// It is empty for the zero Geo.
func (g Geo) String() string {
	if g.IsZero() {
		return ""
	}
	return strconv.FormatFloat(g.Latitude(), 'f', -1, 64) + "," + strconv.FormatFloat(g.Longitude(), 'f', -1, 64)
}
