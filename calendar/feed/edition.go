package feed

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/convene-cal/convene/calendar"
	"github.com/rickb777/date/v2"
	"golang.org/x/text/language"
)

// An edition is the calendar from one [Handler.Replace] to the next, with what is served
// of it.
type edition struct {
	options  *Options
	cal      *calendar.Calendar
	modified time.Time // of all feeds; zero if it cannot be said
	latest   time.Time // the latest Last-Modified of this edition and those before
	base     *representation

	// What is kept, apart from each other so that none crowds out another: feeds; pages
	// that many ask for; and what anybody can think of, such as searches.
	variants, pages, others *variants

	offered func() offered
}

// newEdition makes an edition and its feed without a query. previous is nil for the
// first.
func newEdition(cal *calendar.Calendar, options *Options, previous *edition, slots chan struct{}) (*edition, error) {
	size := options.CacheSize
	e := &edition{
		options: options, cal: cal,
		variants: newVariants(size-size/4-size/16, slots), pages: newVariants(size/4, slots), others: newVariants(size/16, slots),
		offered: sync.OnceValue(func() offered { return findOffered(cal) }),
	}
	var latest time.Time
	if previous != nil {
		latest = previous.latest
	}
	e.modified, e.latest = lastModified(cal.Revision(), latest, options.Now())
	var err error
	e.base, err = e.make(&iCalendar, query{})
	return e, err
}

// today is the day that it is where the server is.
func (e *edition) today() date.Date { return date.NewAt(e.options.Now()) }

// lastModified returns the Last-Modified of a calendar that is served from now on, and
// the latest that was given, which so far was latest.
//
// It is the revision, but never later than now (RFC 9110, section 8.8.2.1). After an
// edition that claimed the same second or a later one it is now, since for whoever asks
// by date the feed has changed now: else a revision taken back would never reach them.
// If even that is no later, there is none, and neither is there one for a calendar that
// has no revision.
func lastModified(revision, latest, now time.Time) (modified, newLatest time.Time) {
	if revision.Unix() <= 0 {
		return time.Time{}, latest
	}
	now = now.Truncate(time.Second)
	modified = revision.Truncate(time.Second)
	if modified.After(now) || !modified.After(latest) {
		modified = now
	}
	if !modified.After(latest) {
		return time.Time{}, latest
	}
	return modified, modified
}

// feed returns the representation of a format for a query as it was sent. The error is
// a [queryError] or that of the context, or tells what keeps the feed from being
// written.
func (e *edition) feed(ctx context.Context, f *format, raw string) (*representation, error) {
	if raw == "" && f == &iCalendar {
		return e.base, nil
	}
	// What is kept has its canonical address as its name.
	for _, kept := range []*variants{e.variants, e.others} {
		if rep, ok := kept.cached(f.address(raw)); ok {
			return rep, nil
		}
	}
	q, err := parseQuery(raw, e.cal)
	if err != nil {
		return nil, err
	}
	q = f.relevant(q)
	canonical := q.String()
	if canonical == "" && f == &iCalendar {
		return e.base, nil
	}
	kept := e.variants
	if q.search != "" {
		kept = e.others
	}
	return kept.get(ctx, f.address(canonical), func() (*representation, error) { return e.make(f, q) })
}

// make makes a representation of a format.
func (e *edition) make(f *format, q query) (*representation, error) {
	options := q.narrow(e.options.Feed)
	address := f.address(q.String())
	if e.options.BaseURL != "" {
		options.Source = e.options.BaseURL + address
	}
	body, err := f.write(e.cal, options)
	if err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	name := e.options.FileName
	if name == "" {
		name = e.cal.ID()
	}
	shared := []field{
		newField("Cache-Control", cacheControl(options.Refresh)),
		newField("Content-Location", address),
		newField("Vary", "Accept-Encoding"),
	}
	full := []field{
		newField("Content-Disposition", inline(name+f.extension)),
		newField("Content-Type", f.contentType),
		newField("X-Content-Type-Options", "nosniff"),
	}
	if l := audience(e.cal, options.Languages); l != language.Und {
		full = append(full, newField("Content-Language", l.String()))
	}
	return newRepresentation(body, e.modified, shared, full)
}

// staleIfError is how long caches may go on serving a feed while its server is away.
const staleIfError = 7 * 24 * time.Hour

// cacheControl lets caches keep a feed for the refresh interval. It does not say
// stale-while-revalidate (RFC 5861): a subscriber who comes once an interval would
// always be handed the feed of the interval before. Nor does it say public, so that no
// cache stores what was answered to a request with credentials.
func cacheControl(refresh time.Duration) string {
	return fmt.Sprintf("max-age=%d, stale-if-error=%d", int64(refresh/time.Second), int64(staleIfError/time.Second))
}
