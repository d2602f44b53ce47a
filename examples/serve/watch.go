package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/convene-cal/convene/calendar"
	"github.com/convene-cal/convene/calendar/ares76186"
	"github.com/convene-cal/convene/calendar/catalogue"
	"github.com/convene-cal/convene/calendar/feed"
	"github.com/convene-cal/convene/calendar/secretariat"
	"github.com/convene-cal/convene/calendar/unga"
)

// A watch loads a calendar, and loads it again when its file has changed. It goes by what
// is in the file: times of change are coarse, and those of mounted volumes may be wrong.
type watch struct {
	file   string // empty for the resolution
	log    *slog.Logger
	meters *meters

	seen    [sha256.Size]byte // of the text loaded last, or tried to
	problem string            // why the file could not be read the last time, or empty
}

// load loads the calendar for the first time.
func (w *watch) load() (*calendar.Calendar, error) {
	if w.file == "" {
		return ares76186.Calendar(), nil
	}
	text, err := w.read()
	if err != nil {
		return nil, err
	}
	w.seen = sha256.Sum256(text)
	return w.parse(text)
}

// read reads the file, and no more of it than tells that it is too large.
func (w *watch) read() ([]byte, error) {
	f, err := os.Open(w.file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, catalogue.DefaultMaxSize+1))
}

func (w *watch) parse(text []byte) (*calendar.Calendar, error) {
	return catalogue.Read(bytes.NewReader(text), catalogue.Options{
		Name:     w.file,
		Periods:  map[string]calendar.Periods{"unga": unga.Sessions},
		Workdays: secretariat.Places(),
	})
}

// follow looks at the file at intervals, and has the handler serve what has changed,
// until ctx ends.
func (w *watch) follow(ctx context.Context, interval time.Duration, h *feed.Handler) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			w.look(h)
		}
	}
}

// look looks at the file once.
func (w *watch) look(h *feed.Handler) {
	text, err := w.read()
	if err != nil {
		if w.problem != err.Error() {
			w.problem = err.Error()
			w.meters.unreadable.Inc()
			w.log.Warn("the catalogue cannot be read; the calendar stays as it was", "error", err.Error())
		}
		return
	}
	w.problem = ""
	sum := sha256.Sum256(text)
	if sum == w.seen {
		return
	}
	w.seen = sum
	before := h.Calendar().Revision()
	cal, err := w.parse(text)
	if err == nil {
		err = h.Replace(cal)
	}
	if err != nil {
		w.meters.refusals.Inc()
		w.log.Error("the catalogue has changed and is refused; the calendar stays as it was", "error", err.Error())
		return
	}
	w.meters.reloads.Inc()
	w.log.Info("the catalogue has changed", "calendar", cal.ID(), "revision", cal.Revision())
	if !cal.Revision().After(before) {
		w.log.Warn("the revision is no later than before; raise it with each change, since some subscribers go by it",
			"before", before, "revision", cal.Revision())
	}
}
