package feed

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/convene-cal/convene/calendar/ical"
)

// ErrOptions is what an error wraps that is about a value of [Options].
var ErrOptions = errors.New("bad options")

// DefaultCacheSize is how many bytes of feeds and pages a [Handler] keeps where [Options] does
// not say.
const DefaultCacheSize = 64 << 20

// Options say how a [Handler] serves its calendar. The zero value is good for a server
// that subscribers reach by the address that their requests name.
type Options struct {
	// Feed says how feeds are made, and with Refresh how long caches may keep them.
	// A query narrows its span and adds to its filters; it replaces its alarms and
	// languages. Source is left empty: it follows from BaseURL.
	Feed ical.FeedOptions

	// BaseURL is the address of the index page as subscribers see it, with http or
	// https and without a query: "https://calendar.example.org/". With it feeds say
	// where they come from (SOURCE of RFC 7986), and pages show addresses under it.
	// If it is empty, feeds say nothing, and pages go by the Host of the request,
	// which a proxy may have changed.
	BaseURL string

	// FileName is the name, without its extension, under which feeds are saved. It
	// is the ID of the calendar where empty.
	FileName string

	// CacheSize is how many bytes of feeds and pages are kept, the compressed forms
	// included, besides the feed without a query. It is DefaultCacheSize where 0.
	CacheSize int64

	// Now tells the time, and by its location whose day it is: pages count from that
	// day, and Last-Modified is never later. It is [time.Now] in UTC where nil.
	// Nothing else depends on it.
	Now func() time.Time
}

const defaultRefresh = 24 * time.Hour

// complete checks the options and fills in the defaults.
func (o Options) complete() (Options, error) {
	if o.Feed.Source != "" {
		return o, fmt.Errorf("feed: %w: Feed.Source is set: it follows from BaseURL", ErrOptions)
	}
	if o.CacheSize < 0 {
		return o, fmt.Errorf("feed: %w: CacheSize is %d", ErrOptions, o.CacheSize)
	}
	if o.BaseURL != "" {
		u, err := url.Parse(o.BaseURL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil ||
			strings.ContainsAny(o.BaseURL, "?#") {
			return o, fmt.Errorf("feed: %w: BaseURL %q is not an address with http or https, a host and a path", ErrOptions, o.BaseURL)
		}
		if !strings.HasSuffix(u.Path, "/") {
			u = u.JoinPath("/")
		}
		o.BaseURL = u.String()
	}
	o.Feed.Refresh = cmp.Or(o.Feed.Refresh, defaultRefresh)
	o.CacheSize = cmp.Or(o.CacheSize, DefaultCacheSize)
	if o.Now == nil {
		o.Now = func() time.Time { return time.Now().UTC() }
	}
	return o, nil
}
