package feed

import (
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/convene-cal/convene/calendar"
)

// A Handler serves a calendar to subscribers. It is safe for use by many goroutines.
// Make one with [NewHandler].
type Handler struct {
	options Options
	slots   chan struct{} // one for each representation that is being made

	replacing sync.Mutex
	current   atomic.Pointer[edition]
}

var _ http.Handler = (*Handler)(nil)

// NewHandler returns a handler that serves a calendar. The error wraps [ErrOptions] if
// an option is wrong, or is that of [ical.FromCalendar] or [ical.Encode].
func NewHandler(cal *calendar.Calendar, options Options) (*Handler, error) {
	options, err := options.complete()
	if err != nil {
		return nil, err
	}
	h := &Handler{options: options, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	if err := h.Replace(cal); err != nil {
		return nil, err
	}
	return h, nil
}

// Replace serves another calendar from now on. Each answer is of one calendar or of the
// other; requests being answered end with the one with which they began. If the feed of
// the calendar cannot be made, the error says why, and the handler goes on with the
// calendar that it has.
func (h *Handler) Replace(cal *calendar.Calendar) error {
	if cal == nil {
		return errors.New("feed: the calendar is nil")
	}
	h.replacing.Lock()
	defer h.replacing.Unlock()
	previous := h.current.Load()
	if previous != nil && previous.cal == cal {
		return nil
	}
	e, err := newEdition(cal, &h.options, previous, h.slots)
	if err != nil {
		return err
	}
	h.current.Store(e)
	return nil
}

// Calendar returns the calendar that is served.
func (h *Handler) Calendar() *calendar.Calendar { return h.current.Load().cal }

// ServeHTTP answers a request, see the package comment.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, r, http.StatusMethodNotAllowed, "This is read with GET and HEAD.")
		return
	}
	e := h.current.Load()
	path := strings.TrimPrefix(r.URL.Path, "/")
	for _, f := range formats {
		if path == f.path {
			e.serveFeed(w, r, f)
			return
		}
	}
	switch path {
	case negotiatedPath:
		e.serveNegotiated(w, r)
	case "robots.txt":
		robots.serve(w, r)
	case iconPath:
		icon.serve(w, r)
	default:
		fill, ok := route(path)
		if !ok {
			fill = func(*view, *page) error { return errNoPage }
		}
		e.servePage(w, r, path, fill)
	}
}

// serveFeed serves the calendar in one format. See [representation.serve] for the fields.
func (e *edition) serveFeed(w http.ResponseWriter, r *http.Request, f *format, others ...field) {
	rep, err := e.feed(r.Context(), f, r.URL.RawQuery)
	if err != nil {
		refuseFeed(w, r, err)
		return
	}
	rep.serve(w, r, others...)
}

// serveNegotiated serves the calendar in the format that the request likes best (RFC
// 9110, section 12.1).
func (e *edition) serveNegotiated(w http.ResponseWriter, r *http.Request) {
	f, ok := chooseFormat(r.Header["Accept"], formats)
	if !ok {
		w.Header().Set("Vary", "Accept")
		refuse(w, r, http.StatusNotAcceptable, "The calendar is to be had as "+
			strings.Join(texts(formats, func(f *format) string { return f.mediaType + " at " + f.path }), ", ")+".")
		return
	}
	e.serveFeed(w, r, f, varyByAccept)
}

// varyByAccept is for answers that depend on Accept, too.
var varyByAccept = newField("Vary", "Accept, Accept-Encoding")

func refuseFeed(w http.ResponseWriter, r *http.Request, err error) {
	var wrong queryError
	switch {
	case errors.As(err, &wrong):
		refuse(w, r, http.StatusBadRequest, wrong.Error())
	case isContextError(err):
		w.Header().Set("Retry-After", "60")
		refuse(w, r, http.StatusServiceUnavailable, "There was no time to make the feed.")
	default:
		refuse(w, r, http.StatusInternalServerError, fmt.Sprintf("The feed cannot be made: %v", err))
	}
}

// robots lets every program in. Google Calendar reads no feed that robots.txt keeps from
// its crawler, and a feed with a query is a feed as well.
var robots = mustRepresent("User-agent: *\nAllow: /\n", "text/plain; charset=utf-8")

func mustRepresent(text, contentType string) *representation {
	rep, err := newRepresentation([]byte(text), time.Time{},
		[]field{newField("Cache-Control", "max-age=86400")},
		[]field{newField("Content-Type", contentType), newField("X-Content-Type-Options", "nosniff")})
	if err != nil {
		panic(err)
	}
	return rep
}
