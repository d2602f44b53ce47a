package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/convene-cal/convene/calendar/feed"
)

// Bounds of a connection. A request has no body worth waiting for; writing has to leave
// time for a phone in the mountains.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 10 * time.Second
	writeTimeout      = time.Minute
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 16 << 10
)

// newMux puts together what the server answers.
func newMux(h *feed.Handler, s settings, m *meters, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", m.measured(h))
	mux.HandleFunc("GET /metrics", m.serve(h))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		cal := h.Calendar()
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		fmt.Fprintf(w, "ok %s %s\n", cal.ID(), cal.Revision().UTC().Format(time.RFC3339))
	})
	if s.quiet {
		return mux
	}
	return logged(mux, log)
}

// listenAndServe serves until ctx ends, and then lets requests end for as long as the
// settings grant.
func listenAndServe(ctx context.Context, s settings, handler http.Handler, log *slog.Logger, listening func(net.Addr)) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", s.addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	log.Info("listening", "address", listener.Addr().String())
	if listening != nil {
		listening(listener.Addr())
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		log.Info("stopping", "grace", s.grace)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.grace)
		defer cancel()
		err := server.Shutdown(ctx)
		if errors.Is(err, context.DeadlineExceeded) {
			log.Warn("requests are cut off that did not end in time")
			err = server.Close()
		}
		stopped <- err
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
